"""What a picture is made of: shapes and words in pixels from the upper left corner, known to no drawing library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from childrights.catalogue import ChildRightsError

Point = tuple[float, float]
START, MIDDLE, END = "start", "middle", "end"


class NotDrawable(ChildRightsError):
    """A figure holds something that the translator to pictures does not know, so that it would be missing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``bottom`` is below ``top``, so it is the greater number."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Trail:
    """Points joined by straight lines; ``closed`` joins the last to the first."""

    points: tuple[Point, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Trails filled together (a hole is wound the other way) and outlined. Colours as CSS writes them."""

    trails: tuple[Trail, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class TextRun:
    """Letters of one weight and colour; an empty colour is that of the words around."""

    text: str
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text at a baseline. ``halo`` is the colour around the letters, empty for none."""

    runs: tuple[TextRun, ...]
    x: float
    y: float
    px: float
    colour: str
    anchor: str = START
    halo: str = ""

    @property
    def text(self) -> str:
        """The letters of all runs."""
        return "".join(run.text for run in self.runs)


Item = Shape | TextLine


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture: its size in pixels, ground, items from back to front, and the words for who cannot see it."""

    width: int
    height: int
    ground: str
    items: tuple[Item, ...]
    title: str
    description: str
    lang: str


def placed(items: Iterable[Item], scale: float, dx: float, dy: float) -> list[Item]:
    """``items`` scaled from the origin and then moved."""
    return [_placed_shape(i, scale, dx, dy) if isinstance(i, Shape) else _placed_words(i, scale, dx, dy) for i in items]


def _placed_shape(shape: Shape, scale: float, dx: float, dy: float) -> Shape:
    clip = shape.clip
    if clip:
        clip = Box(clip.left * scale + dx, clip.top * scale + dy, clip.right * scale + dx, clip.bottom * scale + dy)
    trails = tuple(
        replace(trail, points=tuple((x * scale + dx, y * scale + dy) for x, y in trail.points))
        for trail in shape.trails
    )
    dash = tuple(length * scale for length in shape.dash)
    return replace(shape, trails=trails, width=shape.width * scale, dash=dash, clip=clip)


def _placed_words(words: TextLine, scale: float, dx: float, dy: float) -> TextLine:
    return replace(words, x=words.x * scale + dx, y=words.y * scale + dy, px=words.px * scale)


def rectangle(left: float, top: float, right: float, bottom: float) -> Trail:
    """A closed rectangle."""
    return Trail(((left, top), (right, top), (right, bottom), (left, bottom)), closed=True)


def line(points: Sequence[Point]) -> Trail:
    """An open line."""
    return Trail(tuple(points))


_RGB = re.compile(r"rgba?\(([^)]*)\)")


def colour_and_opacity(colour: str) -> tuple[str, float]:
    """A CSS colour (``#rrggbb``, ``rgb()``, ``rgba()``) as hex and opacity. Raises ``NotDrawable`` for another."""
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return colour, 1.0
    if found := _RGB.fullmatch(colour):
        parts = [float(part) for part in found[1].split(",")]
        red, green, blue = (round(part) for part in parts[:3])
        return f"#{red:02X}{green:02X}{blue:02X}", parts[3] if len(parts) > 3 else 1.0
    raise NotDrawable(f"the colour {colour!r}")
