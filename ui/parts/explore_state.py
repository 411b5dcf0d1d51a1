"""What the explorer shows, as its URL says it: text that is not yet known to mean anything, and how it is written.

Pure: knows neither the screen nor the figures. Defaults are left out of the URL, so that it stays short.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from childrights.areas import MODES
from childrights.catalogue import UnknownCode
from childrights.charts import METHODS, MOST_CLASSES, NATURAL
from childrights.i18n import Translator
from geo import AreaError, parse_area

MAX_AREAS = 6
AS_PUBLISHED = "as_published"
FEWEST_CLASSES, USUAL_CLASSES = 3, 5
PARTS = ("1", "2", "3", "4")
NEAR = "focus"
EVERY_YEAR, THIS_YEAR = "all", "year"
"""One scale of colours for all periods that may be compared, or a scale of its own for the period shown."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view of one indicator. Empty text means: not chosen, so the view takes what suits the indicator.

    ``areas`` are the places in focus, ``since`` the earlier of two periods, ``by`` what is compared, ``second`` the
    other indicator of a pair. ``edges`` are class edges of one's own, in the unit of the figures; without them
    ``bins`` says how they are found. ``near`` brings the map
    up to the places in focus. ``hand`` says whose figures of the members' layer are shown beside the published ones,
    see ``childrights.members.by_member``. ``hall`` fills the screen with the figure alone, there ``part`` of a long
    one.
    """

    indicator: str = ""
    view: str = ""
    period: str = ""
    since: str = ""
    group: str = ""
    by: str = ""
    areas: tuple[str, ...] = ()
    second: str = ""
    places: str = AS_PUBLISHED
    bins: str = NATURAL
    classes: int = USUAL_CLASSES
    edges: tuple[float, ...] = ()
    scale: str = EVERY_YEAR
    near: bool = False
    hand: str = ""
    hall: bool = False
    part: int = 1

    @classmethod
    def from_query(cls, params: Mapping[str, str]) -> ViewState:
        """The state in a query string. An unknown display choice gives way to its default; data codes are kept, and the
        code of a view, which the explorer knows."""
        text = {name: _plus(value) for name, value in params.items()}
        areas = f"{text.get('areas', '')},{text.get('area', '')}".split(",")
        return cls(
            indicator=text.get("ind", ""),
            view=text.get("view", ""),
            period=text.get("year", ""),
            since=text.get("from", ""),
            group=text.get("group", ""),
            by=text.get("by", ""),
            areas=tuple(dict.fromkeys(area for area in areas if area))[:MAX_AREAS],
            second=text.get("second", ""),
            places=_one_of(tuple(MODES), text.get("places", ""), AS_PUBLISHED),
            bins=_one_of(METHODS, text.get("bins", ""), NATURAL),
            classes=_classes(text.get("classes", "")),
            edges=read_edges(text.get("edges", "")) or (),
            scale=_one_of((EVERY_YEAR, THIS_YEAR), text.get("scale", ""), EVERY_YEAR),
            near=text.get("zoom", "") == NEAR,
            hand=text.get("members", ""),
            hall=text.get("hall", "") == "1",
            part=int(asked) if (asked := text.get("part", "")) in PARTS else 1,
        )

    def to_query(self) -> dict[str, str]:
        """The query string that restores this state, by parameter; defaults are left out."""
        written = {
            "ind": self.indicator,
            "view": self.view,
            "year": self.period,
            "from": self.since,
            "group": self.group,
            "by": self.by,
            "areas": ",".join(self.areas),
            "second": self.second,
            "places": _unless(AS_PUBLISHED, self.places),
            "bins": _unless(NATURAL, self.bins),
            "classes": _unless(str(USUAL_CLASSES), str(self.classes)),
            "edges": write_edges(self.edges),
            "scale": _unless(EVERY_YEAR, self.scale),
            "zoom": NEAR if self.near else "",
            "members": self.hand,
            "hall": "1" if self.hall else "",
            "part": _unless("1", str(self.part)),
        }
        return {name: value for name, value in written.items() if value}


def check_codes(state: ViewState, indicators: Collection[str], t: Translator) -> None:
    """Refuse data codes nobody knows. Raises ``UnknownCode`` with a sentence for the reader."""
    for code in (state.indicator, state.second):
        if code and code not in indicators:
            raise UnknownCode(t._("There is no indicator with the code {code}.").format(code=code))
    for code in state.areas:
        if not is_area(code):
            raise UnknownCode(t._("There is no province or survey area with the code {code}.").format(code=code))


def read_edges(text: str) -> tuple[float, ...] | None:
    """Class edges from "10, 20, 30": two to five rising numbers. ``None`` when they are not that."""
    try:
        edges = tuple(float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        return None
    rising = all(a < b for a, b in pairwise(edges)) and all(map(math.isfinite, edges))
    return edges if rising and FEWEST_CLASSES - 1 <= len(edges) <= MOST_CLASSES - 1 else None


def write_edges(edges: Collection[float]) -> str:
    """Class edges as one word that ``read_edges`` reads back exactly."""
    return ",".join(str(int(edge)) if edge == int(edge) else repr(edge) for edge in edges)


def _plus(value: str) -> str:
    """A plus sign that somebody typed into an address reaches us as a space; no code of ours holds one."""
    return value.replace(" ", "+")


def _one_of(known: Collection[str], asked: str, default: str) -> str:
    return asked if asked in known else default


def _classes(text: str) -> int:
    allowed = [str(number) for number in range(FEWEST_CLASSES, MOST_CLASSES + 1)]
    return int(text) if text in allowed else USUAL_CLASSES


def _unless(default: str, value: str) -> str:
    return "" if value == default else value


def is_area(code: str) -> bool:
    """Whether ``code`` is the country, a province or a survey area."""
    try:
        return parse_area(code) == code
    except AreaError:
        return False
