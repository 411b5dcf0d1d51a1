"""A scene as SVG inside a page: letters as letters in the fonts of the page, in the colours of both themes, and short.

A page that carries its map in its first answer is read on slow lines: where the borders of a map turn by less than an
eye can see, they go straight on, and colours are told once. Which of the two themes is drawn, the reader's device says.
"""

from __future__ import annotations

import html
from collections.abc import Hashable, Iterator, Sequence
from zlib import crc32

from childrights.pictures.scene import (
    END,
    MIDDLE,
    START,
    Box,
    Item,
    Point,
    Scene,
    Shape,
    TextLine,
    TextRun,
    colour_and_opacity,
)
from childrights.pictures.svg_writer import HALO

FINEST_PX = 0.7
"""A point nearer than this to the one before it is left out, but for the last of a line."""
_ANCHORS = {START: "", MIDDLE: ' text-anchor="middle"', END: ' text-anchor="end"'}


def page_svg(light: Scene, dark: Scene, words: str) -> str:
    """The same scene in both themes as one picture, with ``words`` for those who cannot see it.

    What stands in one of them only keeps the colours of the light one in both.
    """
    paints, clips, others = _Paints(), list[Box](), _by_place(dark.items)
    drawn = [_item(one, _other(one, others), paints, clips) for one in light.items]
    name = f"m{crc32(''.join(drawn).encode()):x}"
    boxes = "".join(
        f'<clipPath id="{name}c{at}"><rect x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(box.width)}"'
        f' height="{_n(box.height)}"/></clipPath>'
        for at, box in enumerate(clips)
    )
    body = "".join(drawn).replace("url(#c", f"url(#{name}c")
    return (
        f'<svg id="{name}" class="cr-drawn" viewBox="0 0 {_n(light.width)} {_n(light.height)}" '
        f'width="{_n(light.width)}" height="{_n(light.height)}" '
        f'role="img" aria-label="{html.escape(words, quote=True)}">'
        f"<style>{paints.sheet(name)}</style>{boxes}{body}</svg>"
    )


class _Paints:
    """Pairs of colours by short names."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def of(self, light: str, dark: str) -> str:
        """The name of a pair, or the colour where both themes have the same."""
        if light == dark:
            return light
        name = self._names.setdefault((light, dark), f"--m{len(self._names)}")
        return f"var({name})"

    def sheet(self, name: str) -> str:
        """What the names stand for, in each theme."""
        ways = [";".join(f"{var}:{pair[at]}" for pair, var in self._names.items()) for at in (0, 1)]
        return f"#{name}{{{ways[0]}}}@media(prefers-color-scheme:dark){{#{name}{{{ways[1]}}}}}"


def _by_place(items: Sequence[Item]) -> dict[Hashable, list[Item]]:
    """Items by what they are and where: the two themes write the names on dark and on light areas in another order."""
    found: dict[Hashable, list[Item]] = {}
    for one in items:
        found.setdefault(_place(one), []).append(one)
    return found


def _place(one: Item) -> Hashable:
    if isinstance(one, Shape):
        return (one.trails, bool(one.fill), bool(one.stroke), one.width)
    return (one.text, round(one.x, 1), round(one.y, 1))


def _other(one: Item, others: dict[Hashable, list[Item]]) -> Item:
    same = others.get(_place(one))
    return same.pop(0) if same else one


def _item(light: Item, dark: Item, paints: _Paints, clips: list[Box]) -> str:
    if isinstance(light, Shape):
        return _shape(light, dark if isinstance(dark, Shape) else light, paints, clips)
    return _words(light, dark if isinstance(dark, TextLine) else light, paints)


def _shape(light: Shape, dark: Shape, paints: _Paints, clips: list[Box]) -> str:
    path = "".join(f"M{_trail(trail.points)}{'z' if trail.closed else ''}" for trail in light.trails if trail.points)
    if not path:
        return ""
    about = _paint("fill", light.fill, dark.fill, paints, light.opacity) or ' fill="none"'
    if light.stroke and light.width:
        about += _paint("stroke", light.stroke, dark.stroke, paints, light.opacity)
        about += f' stroke-width="{_n(light.width)}"'
        about += f' stroke-dasharray="{",".join(_n(one) for one in light.dash)}"' if light.dash else ""
    if light.clip:
        if light.clip not in clips:
            clips.append(light.clip)
        about += f' clip-path="url(#c{clips.index(light.clip)})"'
    return f'<path d="{path}"{about}/>'


def _trail(points: Sequence[Point]) -> str:
    """Points as steps from one to the next, in tenths of a pixel."""
    return "l".join(_steps(points))


def _steps(points: Sequence[Point]) -> Iterator[str]:
    tenths = [(round(10 * x), round(10 * y)) for x, y in points]
    x, y = tenths[0]
    yield f"{_n(x / 10)},{_n(y / 10)}"
    for at, (next_x, next_y) in enumerate(tenths[1:], 1):
        near = max(abs(next_x - x), abs(next_y - y)) < 10 * FINEST_PX
        if near and at < len(tenths) - 1:
            continue
        yield f"{_n((next_x - x) / 10)},{_n((next_y - y) / 10)}"
        x, y = next_x, next_y


def _paint(role: str, light: str, dark: str, paints: _Paints, opacity: float) -> str:
    """A colour of both themes as an attribute; nothing for one that is not seen."""
    solid, own = colour_and_opacity(light) if light else ("", 0.0)
    if not own:
        return ""
    other = colour_and_opacity(dark)[0] if dark else solid
    seen = own * opacity
    return f' {role}="{paints.of(solid, other)}"' + (f' {role}-opacity="{_n(seen)}"' if seen < 1 else "")


def _words(light: TextLine, dark: TextLine, paints: _Paints) -> str:
    about = f'x="{_n(light.x)}" y="{_n(light.y)}" font-size="{_n(light.px)}"{_ANCHORS[light.anchor]}'
    about += _paint("fill", light.colour, dark.colour, paints, 1.0)
    if light.halo:
        about += _paint("stroke", light.halo, dark.halo, paints, 1.0)
        about += f' stroke-width="{_n(HALO * light.px)}" stroke-linejoin="round" paint-order="stroke"'
    runs = "".join(_run(one, other, paints) for one, other in zip(light.runs, dark.runs, strict=True))
    return f"<text {about}>{runs}</text>"


def _run(light: TextRun, dark: TextRun, paints: _Paints) -> str:
    about = ' font-weight="650"' if light.bold else ""
    about += _paint("fill", light.colour, dark.colour, paints, 1.0) if light.colour else ""
    told = html.escape(light.text)
    return f"<tspan{about}>{told}</tspan>" if about else told


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace("-0.", "-.").removeprefix("0") or "0"
