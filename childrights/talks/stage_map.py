"""The map of a slide: letters for the back row, areas to put the spotlight on, shapes written once a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from math import asinh, cos, pi, radians, sin, tan

from childrights.areas import MapView
from childrights.briefs import BriefFigure
from childrights.catalogue import Observation
from childrights.charts import (
    LIGHT,
    NOT_COLLECTED,
    SIGN_OF,
    SUPPRESSED,
    WHOLE,
    approximate_width,
    binned,
    place_labels,
    ramp,
    reads_dark,
)
from childrights.charts import PIXELS_PER_DEGREE as LAPTOP
from childrights.i18n import Translator
from childrights.language import words
from childrights.statistics import interval_of
from geo import area_name, inner_borders, label_point, outline, province_members

_Box = tuple[float, float, float, float]
PER_DEGREE = 100.0
LABEL, KHMER_LABEL, LEAD = 16.5, 17.0, 1.2
"""Units of letters, and of the height of a line; a unit of the map is more than a pixel at 1024 × 768."""
BOLDER = 1.07
"""How much wider the letters of the map are than those that widths are measured of."""
MARGIN = 0.08
"""Degrees of sea and neighbours around the country, for names that find no room in it."""


def _mercator(lat: float) -> float:
    return asinh(tan(radians(lat))) * 180 / pi


_WEST, _NORTH = WHOLE.lon[0] - MARGIN, _mercator(WHOLE.lat[1] + MARGIN)
MAP_WIDTH = round((WHOLE.lon[1] - WHOLE.lon[0] + 2 * MARGIN) * PER_DEGREE)
MAP_HEIGHT = round((_NORTH - _mercator(WHOLE.lat[0] - MARGIN)) * PER_DEGREE)


def ground(lon: float, lat: float) -> tuple[float, float]:
    """Where a place lies on the map, in its units."""
    return (lon - _WEST) * PER_DEGREE, (_NORTH - _mercator(lat)) * PER_DEGREE


@dataclass(slots=True)
class Shapes:
    """The outlines that a file needs, each once under a name of its own."""

    names: dict[str, str] = field(default_factory=dict)

    def of(self, area: str) -> str:
        """The name of an outline."""
        return self.names.setdefault(area, f"a{len(self.names)}")

    def written(self) -> str:
        """All of them, with the patterns of nothing, to stand once in the file."""
        paths = "".join(f'<path id="{name}" d="{_path(area)}"/>' for area, name in self.names.items())
        ink, paper = LIGHT.nothing_ink, LIGHT.nothing
        patterns = (
            '<pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="9" height="9" fill="{paper}"/><path d="M0 0V9" stroke="{ink}" stroke-width="2.4"/></pattern>'
            '<pattern id="dots" width="9" height="9" patternUnits="userSpaceOnUse">'
            f'<rect width="9" height="9" fill="{paper}"/><circle cx="4.5" cy="4.5" r="1.6" fill="{ink}"/></pattern>'
        )
        return f'<svg class="shapes" width="0" height="0" aria-hidden="true"><defs>{patterns}{paths}</defs></svg>'


def _path(area: str) -> str:
    parts, fresh = [], True
    for lon, lat in zip(*outline(area), strict=True):
        if lon is None or lat is None:
            fresh = True
            continue
        x, y = ground(lon, lat)
        parts.append(f"{'M' if fresh else 'L'}{x:.1f} {y:.1f}")
        fresh = False
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class SpotPlace:
    """An area as the spotlight tells it: name, value, standing among the areas shown, what must be said with it."""

    area: str
    name: str
    value: str
    standing: str
    about: str


def may_be_ranked(view: MapView, figure: BriefFigure) -> bool:
    """Whether an order of places says anything: not of a survey that gives no way to tell how sure its figures are."""
    return figure.indicator.source_type != "survey" or all(interval_of(one, figure.indicator) for one in view.drawn)


def map_places(view: MapView, figure: BriefFigure, t: Translator) -> list[SpotPlace]:
    """Every area of a map, the highest value first, then those without one, with the reason."""
    found, count, ranked = [], len(view.drawn), may_be_ranked(view, figure)
    for one in sorted(view.drawn, key=lambda one: -(one.value or 0)):
        ahead = sum((other.value or 0) > (one.value or 0) for other in view.drawn)
        alike = sum(other.value == one.value for other in view.drawn) > 1
        told = t._("{place} of {count} shown, the highest first; others have the same value") if alike else ""
        told = told or t._("{place} of {count} shown, the highest first")
        found.append(
            SpotPlace(
                one.area,
                area_name(one.area, t.lang),
                words.value_words(one, figure.indicator, t),
                told.format(place=ahead + 1, count=count) if ranked else "",
                _about(one, t),
            )
        )
    for gap in view.not_drawn:
        found.append(SpotPlace(gap.area, area_name(gap.area, t.lang), "–", "", words.reason(gap.reason, t)))
    return found


def _about(one: Observation, t: Translator) -> str:
    shared = t._("one survey area") if len(province_members(one.area)) > 1 else ""
    return " · ".join(part for part in (shared, words.status(one, t)) if part)


def stage_map(figure: BriefFigure, shapes: Shapes, t: Translator) -> str:
    """One step of a map as SVG. What it shows stands in its ``alt`` and, area by area, in the list beside it."""
    view = figure.view
    assert view is not None
    bins = binned([float(one.value or 0) for one in view.drawn], figure.edges)
    shades = ramp(LIGHT, figure.indicator.polarity, len(bins.counts))
    fill = {one.area: shades[at] for one, at in zip(view.drawn, bins.classes, strict=True)}
    reasons = {one.area: one.reason for one in view.not_drawn}
    places = map_places(view, figure, t)
    drawn = [_area(place, at, shapes, fill, reasons, figure.focus) for at, place in enumerate(places)]
    inner = "".join(
        "M" + "L".join("{:.1f} {:.1f}".format(*ground(*point)) for point in piece)
        for area in fill
        if len(province_members(area)) > 1
        for piece in inner_borders(area)
    )
    signs = "".join(_sign(area, reason) for area, reason in reasons.items())
    return (
        f'<svg class="map" viewBox="0 0 {MAP_WIDTH} {MAP_HEIGHT}" role="group" aria-label="{escape(figure.alt)}">'
        f'{"".join(drawn)}<path class="inner" d="{inner}"/>{signs}{_names(fill, reasons, view, t)}</svg>'
    )


def _area(
    place: SpotPlace, at: int, shapes: Shapes, fill: Mapping[str, str], reasons: Mapping[str, str], focus: Sequence[str]
) -> str:
    pattern = {NOT_COLLECTED: "url(#hatch)", SUPPRESSED: "url(#dots)"}
    colour = fill.get(place.area) or pattern.get(reasons[place.area], LIGHT.nothing)
    told = ". ".join(part for part in (f"{place.name}: {place.value}", place.standing, place.about) if part)
    data = "".join(
        f' data-{name}="{escape(value)}"'
        for name, value in (
            ("name", place.name),
            ("value", place.value),
            ("standing", place.standing),
            ("about", place.about),
            ("order", str(at) if place.area in fill else ""),
        )
        if value
    )
    lit = ' class="area lit"' if place.area in focus else ' class="area"'
    return (
        f'<use href="#{shapes.of(place.area)}" fill="{colour}"{lit} role="button" tabindex="-1" '
        f'aria-label="{escape(told)}"{data}/>'
    )


def _sign(area: str, reason: str) -> str:
    x, y = ground(*label_point(area))
    return "".join(
        '<path class="sign" d="M' + "L".join(f"{x + a * 16:.1f} {y - b * 16:.1f}" for a, b in part) + '"/>'
        for part in SIGN_OF.get(reason, ())
    )


def _names(fill: Mapping[str, str], reasons: Mapping[str, str], view: MapView, t: Translator) -> str:
    """Every name once, beside its area with a line to it where it finds no room in it."""
    size = KHMER_LABEL if t.lang == "km" else LABEL
    room = size * BOLDER
    few = {one.area for one in view.drawn if one.status == "small_sample"}
    named = [
        (code, f"({area_name(code, t.lang)})" if code in few else area_name(code, t.lang)) for code in (*fill, *reasons)
    ]
    boxes: list[_Box] = []
    parts = []
    roomy = place_labels(
        named, room * LAPTOP / PER_DEGREE, signs=[(code, "") for code in reasons if SIGN_OF.get(reasons[code])]
    )
    placed = [*roomy[True], *roomy[False]]
    for label in placed:
        x, y = ground(label.lon, label.lat)
        boxes.append(_box(label.lines, x, y, room))
        parts.append(_words(label.lines, x, y, size, dark=reads_dark(fill.get(label.code, LIGHT.nothing))))
    for code, name in named:
        if code not in {one.code for one in placed}:
            parts.append(_led(code, name, size, boxes))
    return "".join(parts)


def _box(lines: Sequence[str], x: float, y: float, size: float) -> _Box:
    half, high = max(approximate_width(line, size) for line in lines) / 2 + 2, len(lines) * size * LEAD / 2
    return x - half, y - high, x + half, y + high


def _led(code: str, name: str, size: float, boxes: list[_Box]) -> str:
    """A name outside its area at the nearest free place, with a line to it that crosses no other name if it can."""
    x, y = ground(*label_point(code))
    lines = tuple(name.split(" + ")) if " + " in name else (name,)
    found = _free_place(lines, x, y, size, boxes, crossing=False) or _free_place(
        lines, x, y, size, boxes, crossing=True
    )
    if not found:
        return _words(lines, x, y, size, dark=True)
    cx, cy = found
    box = _box(lines, cx, cy, size * BOLDER)
    boxes.append(box)
    ex, ey = _nearest(box, x, y)
    line = f'<path class="lead" d="M{x:.1f} {y:.1f}L{ex:.1f} {ey:.1f}"/>'
    return f'{line}<circle class="end" cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>{_words(lines, cx, cy, size, dark=True)}'


def _free_place(
    lines: Sequence[str], x: float, y: float, size: float, boxes: Sequence[_Box], *, crossing: bool
) -> tuple[float, float] | None:
    """The middle of the nearest room for a name; its line may be ``crossing`` other names."""
    for far in range(22, 300, 12):
        for turn in range(24):
            cx, cy = x + far * 1.5 * cos(turn * pi / 12), y + far * sin(turn * pi / 12)
            box = _box(lines, cx, cy, size * BOLDER)
            inside = box[0] >= 2 and box[1] >= 2 and box[2] <= MAP_WIDTH - 2 and box[3] <= MAP_HEIGHT - 2
            if not inside or _within(x, y, box) or any(_meet(box, other) for other in boxes):
                continue
            ex, ey = _nearest(box, x, y)
            way = [(x + (ex - x) * part / 8, y + (ey - y) * part / 8) for part in range(1, 9)]
            if crossing or not any(_within(*point, other) for other in boxes for point in way):
                return cx, cy
    return None


def _nearest(box: _Box, x: float, y: float) -> tuple[float, float]:
    return min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])


def _within(x: float, y: float, box: _Box) -> bool:
    return box[0] - 4 < x < box[2] + 4 and box[1] - 4 < y < box[3] + 4


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _words(lines: Sequence[str], x: float, y: float, size: float, *, dark: bool) -> str:
    top = y - (len(lines) - 1) * size * LEAD / 2 + size * 0.35
    rows = "".join(
        f'<tspan x="{x:.1f}" y="{top + at * size * LEAD:.1f}">{escape(line)}</tspan>' for at, line in enumerate(lines)
    )
    return f'<text class="{"dark" if dark else "pale"}" font-size="{size:g}" aria-hidden="true">{rows}</text>'
