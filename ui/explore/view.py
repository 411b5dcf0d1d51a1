"""What a view of the explorer declares; the package says how to add one, ``presentation`` what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Generic, Protocol, TypeVar

from childrights.catalogue import Indicator, Observation
from childrights.charts import CONFIG
from childrights.export import NotShown
from childrights.i18n import N_
from childrights.members import Hand, MemberFigure
from ui.parts import Draws, Page, ViewState

FINDING_TOLD = N_("{look}. {finding}. The table below has every value.")
TITLE_TELLS = N_("{look}. The table below has every value.")
"""The alternative text of a figure; of one whose reader is not told again what the title above it says."""


class ViewChoice(Hashable, Protocol):
    """What a view shows: a frozen dataclass of resolved codes, of one indicator before all."""

    @property
    def indicator(self) -> Indicator:
        """The indicator that is looked at."""


C = TypeVar("C", bound=ViewChoice)


@dataclass(frozen=True, slots=True)
class Rows:
    """The figures behind a choice: they leave as data, and the table lists them.

    ``published`` are in the order in which a file has them; ``sent`` are the members' figures that are drawn beside
    them, ``sent_listed`` those that the table has, when these are more; ``dated`` gives their periods a column.
    ``gaps`` are the places and periods without a figure, with the reason. ``period`` names the files, ``chosen`` says
    what was chosen as label and value. ``listed`` says whether the table has anything to list, where that is another
    question than whether there are figures or gaps.
    """

    published: tuple[Observation, ...]
    sent: tuple[MemberFigure, ...] = ()
    sent_listed: tuple[MemberFigure, ...] | None = None
    dated: bool = True
    gaps: tuple[NotShown, ...] = ()
    period: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    listed: bool | None = None

    @property
    def sent_in_table(self) -> tuple[MemberFigure, ...]:
        """The members' figures that the table lists."""
        return self.sent if self.sent_listed is None else self.sent_listed

    @property
    def has_table(self) -> bool:
        """Whether the table has anything to list."""
        return bool(self.published or self.sent_in_table or self.gaps) if self.listed is None else self.listed


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure of a view, a call of a chart builder and what must be known to show it.

    ``key`` names it on the page and to the style sheet. ``look`` is the msgid of what it is for those who cannot see
    it, without a full stop, and ``alt`` of the sentences it stands in. ``draw`` gets a room in pictures, in the hall
    only when the figure ``fits`` one by laying itself out for it. Its picture has the msgid ``name``, the view's own
    unless given, and is drawn by ``alone`` where a figure that leaves its page must say more. ``sent`` are the members'
    figures it draws as diamonds. ``on_click`` gets the code of the area that was clicked; ``map_px`` is the height of
    the plot of a map that grows with the screen.
    """

    key: str
    look: str
    draw: Draws
    fits: bool = False
    name: str = ""
    alone: Draws | None = None
    sent: Sequence[MemberFigure] = ()
    alt: str = FINDING_TOLD
    on_click: Callable[[str], None] | None = None
    config: dict[str, Any] = field(default_factory=lambda: CONFIG)
    map_px: int = 0
    under_title: bool = False


class Part(Enum):
    """What every view has, to be put in its place on the page."""

    FIGURE = auto()
    COMPANIONS = auto()
    """The figures after the first."""
    NOTES = auto()
    TABLE = auto()
    """The table in the open. A view that puts it nowhere has it folded under everything else."""


Shows = Part | str | Callable[[Page, C], None]
"""Something in its place on the page: a part of every view, the msgid of a heading, or what shows the view's own."""


def nothing_drawn(page: Page, choice: Any) -> Sequence[Chart]:
    """The figures of a view that is a table alone."""
    return ()


def nothing_said(page: Page, choice: Any) -> Sequence[str]:
    """The notes of a view that has none."""
    return ()


@dataclass(frozen=True, slots=True)
class View(Generic[C]):
    """One way to look at an indicator: it says what is its own, the rest follows.

    ``name`` is the msgid of its tab. ``refuse`` says in a short sentence without full stop why the indicator cannot be
    looked at this way, or is empty; it counts what the hand sent whose figures are asked for. ``choose`` shows the
    view's own controls (at most four, beside the indicator) and returns the choice. All else gets that choice and
    loads what it needs through ``ui.parts.cache``: ``finding`` words what it shows, the title; ``rows`` are the figures
    behind it; ``figures`` draw it, the first being the one of the hall; ``notes`` are the caveats beside it. Rows and
    words are worked out once for a snapshot and a language, so they may not depend on colours or the URL.

    ``carried`` are those of the notes that leave with a picture and stand in the hall, where that is not all of them.
    ``every`` are all figures for a file, where the rows are only the first of them. ``table`` lists the rows; without
    it they are listed by period, place and group. ``fold`` is the msgid of the line it is folded under, ``without`` of
    what stands in the place of a figure when there is none.

    ``main`` and ``side`` say what stands where: the parts that every view has, msgids of headings, and functions that
    show something of the view's own (controls over the figure, links under it). Without a side the figure has the whole
    width.

    A ``layered`` view can show members' figures beside the published ones, also those of the indicators that ``also``
    names beside the first. Of another view ``apart`` is the msgid that says why it cannot, with the code and the msgid
    of one that can.
    """

    code: str
    name: str
    refuse: Callable[[Page, Indicator, Hand | None], str]
    choose: Callable[[Page, ViewState, Indicator], C]
    finding: Callable[[Page, C], str]
    rows: Callable[[Page, C], Rows]
    figures: Callable[[Page, C], Sequence[Chart]] = nothing_drawn
    notes: Callable[[Page, C], Sequence[str]] = nothing_said
    carried: Callable[[Page, C], Sequence[str]] | None = None
    every: Callable[[Page, C], tuple[Observation, ...]] | None = None
    table: Callable[[Page, C], str] | None = None
    fold: str = N_("Every value")
    without: str = ""
    main: Sequence[Shows[C]] = (Part.FIGURE, Part.NOTES)
    side: Sequence[Shows[C]] = ()
    layered: bool = False
    also: Callable[[C], tuple[Indicator, ...]] = lambda _: ()
    apart: tuple[str, str, str] = ("", "", "")
