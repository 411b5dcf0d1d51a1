"""What chart builders take: words and numbers made ready, nothing to look up and nothing to format."""

from __future__ import annotations

from dataclasses import dataclass, field

from childrights.charts.tokens import LIGHT, Theme

NOT_COLLECTED, OUTSIDE_SURVEY = "not_collected", "outside_survey"
TOO_FEW_CASES, NOT_GIVEN = "too_few_cases", "not_given"
SUPPRESSED, NOT_APPLICABLE = "suppressed", "not_applicable"
REASONS = (NOT_COLLECTED, OUTSIDE_SURVEY, TOO_FEW_CASES, NOT_GIVEN, SUPPRESSED, NOT_APPLICABLE)
"""The kinds of nothing, in the order in which a legend names them."""
LEFT_OUT = ("other_borders", "not_joined")
"""Why a figure that was published is not drawn on the chosen borders: no kind of nothing, so without a pattern."""
BESIDE = "beside"
"""The row of a legend for members' figures: they have one sign everywhere, a hollow diamond, and no colour."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a figure and the language and theme it is drawn in.

    ``subtitle`` names indicator, unit, population and period; ``footer`` source, snapshot and code, so that a
    screenshot stays honest. ``beside`` is the legend's line for members' figures, empty where none are shown.
    """

    title: str
    subtitle: str
    footer: tuple[str, ...]
    lang: str = "en"
    colours: Theme = LIGHT
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """The room that a figure is laid out for, where it is not the column of a page that may grow.

    In pixels of the screen: a figure that fits is written as large as it should be. Who leafs through a long figure
    asks for one ``part`` of ``parts`` of its rows.
    """

    width: float
    height: float
    part: int = 1
    parts: int = 1

    def zoom(self, width: float, height: float) -> float:
        """How much larger a drawing of that size may be shown here."""
        return min(self.width / width, self.height / height)

    def span(self, rows: int) -> tuple[int, int]:
        """From which to before which of so many rows this part goes; the parts are as equal as can be."""
        return rows * (self.part - 1) // self.parts, rows * self.part // self.parts


@dataclass(frozen=True, slots=True)
class Mark:
    """One value ready to be drawn. ``label`` is the value as people read it, in brackets for a small sample.

    ``hover`` holds the lines under the name in the hover box: interval, period, source, status. ``id`` is the short
    code of the figure, empty for one that was made here. ``beside`` says that it is a member's figure, which is
    marked as such and never joined to others. ``worked_out`` says that ``lower`` and ``upper`` were not published but
    worked out here from the number of cases.
    """

    code: str
    name: str
    value: float
    label: str
    hover: tuple[str, ...] = ()
    lower: float | None = None
    upper: float | None = None
    status: str = "normal"
    short: str = ""
    id: str = ""
    beside: bool = False
    worked_out: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A province without a value of its own or of an area, and which of the kinds of nothing it is."""

    code: str
    name: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """One value in time: ``x`` is the middle of its period in years."""

    x: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Line:
    """One series under one definition. ``segments`` are never joined: between them lies a break.

    A line ``beside`` the others is of a member's figures.
    """

    code: str
    name: str
    segments: tuple[tuple[Point, ...], ...]
    colour: str
    country: bool = False
    modelled: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A year at which a series changed its meaning or its ground, and why."""

    year: float
    words: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A value that somebody said is to be reached, in words."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One row of a legend: a colour or a kind of nothing, its words, and how many areas, where that is told."""

    words: str
    count: int | None
    colour: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bins:
    """A classed scale: ``edges`` lie between the classes, ``classes`` holds the class of each value."""

    edges: tuple[float, ...]
    classes: tuple[int, ...]
    counts: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LegendKey:
    """What a colour and a sign stand for. ``symbol`` is a Plotly marker, or ``line`` or ``dash``; ``sign`` a letter or
    digit inside the marker, so that colour never speaks alone."""

    code: str
    name: str
    colour: str
    symbol: str = "circle"
    sign: str = ""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """Values to be set on one line: a period, a place or an age. The ``code`` of each mark is that of its ``Key``."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One place or group at two periods and what may be said of the change.

    ``verdict`` is a code of ``childrights.statistics.dispersion.DIRECTIONS``; only ``better``, ``worse``, ``up`` and
    ``down`` are drawn as changes.
    """

    name: str
    first: Mark
    second: Mark
    verdict: str


@dataclass(frozen=True, slots=True)
class YearMap:
    """One of several maps on one scale: its period in words, what is drawn and what is not, and what members sent."""

    name: str
    marks: tuple[Mark, ...]
    blanks: tuple[Blank, ...]
    beside: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One place over the periods of a heat table: a value or a kind of nothing for each column.

    A row of members' figures has nothing where the member sent none.
    """

    code: str
    name: str
    cells: tuple[Mark | Blank | None, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One place by two indicators. ``people`` sizes the bubble, ``None`` where nobody counted them."""

    x: Mark
    y: Mark
    people: float | None = None
    people_words: str = ""
