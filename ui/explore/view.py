"""What a view of the explorer is made of; the package says how to add one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from childrights.catalogue import Indicator
from ui.explore.state import ViewState
from ui.page import Page
from ui.share import Shared

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class View(Generic[C]):
    """One way to look at an indicator.

    ``name`` is the msgid of its tab. ``refuse`` says in a short sentence without full stop why the indicator cannot be
    looked at this way, or is empty. ``bar`` shows the view's own controls (at most four, beside the indicator) and
    returns the choice, a frozen dataclass of resolved codes. ``finding`` words what the choice shows, the title;
    ``show`` draws it, ``share`` says what it gives away. All get the same choice and load what they need through
    ``ui.cache``; ``share`` is asked only when somebody opens the control. A ``layered`` view can show members' figures
    beside the published ones.
    """

    code: str
    name: str
    refuse: Callable[[Page, Indicator], str]
    bar: Callable[[Page, ViewState, Indicator], C]
    finding: Callable[[Page, C], str]
    show: Callable[[Page, C], None]
    share: Callable[[Page, C], Shared] | None = None
    layered: bool = False
