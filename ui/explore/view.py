"""What a view of the explorer is made of; the package says how to add one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from childrights.catalogue import Indicator
from childrights.members import Hand
from ui.parts import Page, Shared, ViewState

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class View(Generic[C]):
    """One way to look at an indicator.

    ``name`` is the msgid of its tab. ``refuse`` says in a short sentence without full stop why the indicator cannot be
    looked at this way, or is empty; it counts what the hand sent whose figures are asked for. ``bar`` shows the view's
    own controls (at most four, beside the indicator) and returns the choice, a frozen dataclass of resolved codes.
    ``finding`` words what the choice shows, the title; ``show`` draws it, ``share`` says what it gives away. All get
    the same choice and load what they need through ``ui.parts.cache``; ``share`` is asked only when the control is
    opened.

    A ``layered`` view can show members' figures beside the published ones, also those of the indicators that ``also``
    names beside the first. Of another view ``apart`` is the msgid that says why it cannot, with the code and the msgid
    of one that can.
    """

    code: str
    name: str
    refuse: Callable[[Page, Indicator, Hand | None], str]
    bar: Callable[[Page, ViewState, Indicator], C]
    finding: Callable[[Page, C], str]
    show: Callable[[Page, C], None]
    share: Callable[[Page, C], Shared] | None = None
    layered: bool = False
    also: Callable[[C], tuple[Indicator, ...]] = lambda _: ()
    apart: tuple[str, str, str] = ("", "", "")
