"""Where names go on the map: the largest areas first, none over another, none outside the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from childrights.charts import sketch as go
from childrights.charts import text
from childrights.charts.parts import Bins, Blank, Caption, Mark
from childrights.charts.template import font
from childrights.charts.tokens import FIGURE_NOTE_PX, LIGHT, WHITE, reads_dark
from childrights.charts.window import DECIMALS, WHOLE, GeoWindow
from geo import label_point, load_provinces, province_members

PIXELS_PER_DEGREE = 90.0
"""Of the map on a laptop screen; a telephone shows about two thirds of it."""
NARROW_PIXELS_PER_DEGREE = 60.0

SIGN_PX, SIGN_GAP_PX = 10, 3
"""A sign on the map, and what parts it from its value."""

_LINE = 1.25
_SHIFTS = (0.0, 0.16, -0.16, 0.3, -0.3)


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place; ``lines`` are to be set under one another around the point."""

    code: str
    lines: tuple[str, ...]
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    right: float
    low: float
    high: float

    def meets(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high


def place_labels(
    names: Sequence[tuple[str, str]],
    px: float,
    window: GeoWindow = WHOLE,
    signs: Sequence[tuple[str, str]] = (),
) -> dict[bool, list[Label]]:
    """Labels for (area code, name) pairs at a font size of ``px``, those that lie in the ``window`` whole.

    ``signs`` are (area code, value) pairs of signs that stand where names would: names keep clear of them.

    Under ``True`` stand those with room on a narrow screen too, under ``False`` those that only a wide one
    can hold. A name that finds no room is left out: the hover box and the table still have it.
    """
    ordered = sorted(names, key=lambda pair: -_extent(pair[0]))
    px /= window.magnified
    wide = _place(ordered, px, PIXELS_PER_DEGREE, window, signs)
    narrow = {label.code for label in _place(ordered, px, NARROW_PIXELS_PER_DEGREE, window, signs, wide)}
    return {
        True: [label for label in wide if label.code in narrow],
        False: [label for label in wide if label.code not in narrow],
    }


def _extent(area: str) -> float:
    provinces = load_provinces()
    return sum(provinces[code].area_km2 for code in province_members(area))


def apart(signs: Sequence[tuple[str, str]], px: float, window: GeoWindow = WHOLE) -> list[bool]:
    """Whether the value beside each of some signs has room, the first come first; a value without room is left out."""
    boxes: list[_Box] = []
    found = []
    for sign in signs:
        box, bare = (_sign_box(one, px / window.magnified, PIXELS_PER_DEGREE) for one in (sign, (sign[0], "")))
        found.append(not any(box.meets(other) for other in boxes))
        boxes.append(box if found[-1] else bare)
    return found


def _sign_box(sign: tuple[str, str], px: float, scale: float) -> _Box:
    """The room of a sign at the point of its area with its value to the right."""
    lon, lat = label_point(sign[0])
    half = SIGN_PX * 0.65 / scale
    value = (SIGN_GAP_PX + text.approximate_width(sign[1], px)) / scale if sign[1] else 0.0
    return _Box(lon - half, lon + half + value, lat - half, lat + half)


def _place(
    names: Iterable[tuple[str, str]],
    px: float,
    scale: float,
    window: GeoWindow,
    signs: Sequence[tuple[str, str]],
    fixed: Sequence[Label] | None = None,
) -> list[Label]:
    placed: list[Label] = []
    boxes = [_sign_box(sign, px, scale) for sign in signs]
    for label in fixed if fixed is not None else ():
        box = _box(label, px, scale)
        if not any(box.meets(other) for other in boxes):
            placed.append(label)
            boxes.append(box)
    if fixed is not None:
        return placed
    for code, name in names:
        for label in _candidates(code, name):
            box = _box(label, px, scale)
            if window.holds(box.left, box.low, box.right, box.high) and not any(box.meets(one) for one in boxes):
                placed.append(label)
                boxes.append(box)
                break
    return placed


def _candidates(code: str, name: str) -> Iterable[Label]:
    lon, lat = label_point(code)
    shapes = [(name,)] if " " not in name else [_two_lines(name), (name,)]
    if len(name) <= 9:
        shapes.reverse()
    for shift in _SHIFTS:
        for lines in shapes:
            yield Label(code, lines, lon, lat + shift)


def _two_lines(name: str) -> tuple[str, ...]:
    """The name on lines: one a province for a domain, else parted at the space nearest its middle."""
    if " + " in name:
        parts = name.split(" + ")
        return (*tuple(f"{part} +" for part in parts[:-1]), parts[-1])
    middle = len(name) / 2
    at = min((i for i, letter in enumerate(name) if letter == " "), key=lambda i: abs(i - middle))
    return name[:at], name[at + 1 :]


def _box(label: Label, px: float, scale: float) -> _Box:
    half_width = max(text.approximate_width(line, px) for line in label.lines) / scale / 2
    half_height = len(label.lines) * px * _LINE / scale / 2
    return _Box(label.lon - half_width, label.lon + half_width, label.lat - half_height, label.lat + half_height)


def area_labels(
    marks: Sequence[Mark],
    blanks: Sequence[Blank],
    bins: Bins,
    shades: Sequence[str],
    caption: Caption,
    window: GeoWindow,
    signs: Sequence[tuple[str, str]] = (),
) -> Iterable[go.Scattergeo]:
    """Names on the areas, dark on light and light on dark; those with the least room in their own trace.

    The style sheet gives both a halo by their colour, so that a name may cross a border, and hides those with
    the least room on narrow screens by their smaller size. Only names in the window are written. They keep clear of
    ``signs``, pairs of an area and the value beside its sign. Names of areas whose figure rests on few cases stand in
    brackets, as such figures do.
    """
    dark_on = {mark.code: reads_dark(shades[c]) for mark, c in zip(marks, bins.classes, strict=True)}
    named = [(m.code, _bracketed(m)) for m in marks] + [(b.code, b.name) for b in blanks]
    px = font(FIGURE_NOTE_PX - 1, "", caption.lang)["size"]
    for roomy, placed in place_labels(named, px, window, signs).items():
        for dark in (True, False):
            chosen = [label for label in placed if dark_on.get(label.code, caption.colours.name == "light") == dark]
            if chosen:
                yield go.Scattergeo(
                    lon=[round(label.lon, DECIMALS) for label in chosen],
                    lat=[round(label.lat, DECIMALS) for label in chosen],
                    text=[text.joined_lines(label.lines) for label in chosen],
                    mode="text",
                    textfont=font(FIGURE_NOTE_PX - (1 if roomy else 2), LIGHT.ink if dark else WHITE, caption.lang),
                )


def _bracketed(mark: Mark) -> str:
    name = mark.short or mark.name
    return f"({name})" if mark.status == "small_sample" else name
