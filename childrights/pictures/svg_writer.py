"""A scene as SVG: letters as paths, with title and description for those who cannot see it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from childrights.pictures.fonts import UNITS, text_outline
from childrights.pictures.scene import END, MIDDLE, START, Box, Item, Scene, Shape, TextLine, colour_and_opacity

_BEFORE = {START: 0.0, MIDDLE: 0.5, END: 1.0}
"""The share of a line that lies before its anchor."""
HALO = 0.24
"""How wide the line around letters is in letter heights; half of it lies behind them."""


def svg(scene: Scene) -> bytes:
    """The picture as a self-contained file; the same scene gives the same bytes."""
    clips = list(dict.fromkeys(item.clip for item in scene.items if isinstance(item, Shape) and item.clip))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{scene.width}" height="{scene.height}" '
        f'viewBox="0 0 {scene.width} {scene.height}" role="img" aria-labelledby="title desc" xml:lang="{scene.lang}">',
        f'<title id="title">{html.escape(scene.title)}</title>',
        f'<desc id="desc">{html.escape(scene.description)}</desc>',
        *_clips(clips),
        f'<rect width="{scene.width}" height="{scene.height}" fill="{scene.ground}"/>',
        *_items(scene.items, clips),
        "</svg>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


def _clips(clips: list[Box]) -> Iterator[str]:
    for i, box in enumerate(clips):
        yield (
            f'<clipPath id="clip{i}"><rect x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(box.width)}" '
            f'height="{_n(box.height)}"/></clipPath>'
        )


def _items(items: Sequence[Item], clips: Sequence[Box]) -> Iterator[str]:
    """Neighbours within one frame share it: to cut each at it takes resvg longer than all the rest of a map."""
    for clip, group in groupby(items, lambda item: item.clip if isinstance(item, Shape) else None):
        written = [_shape(item) if isinstance(item, Shape) else _words(item) for item in group]
        yield from [f'<g clip-path="url(#clip{clips.index(clip)})">', *written, "</g>"] if clip else written


def _shape(shape: Shape) -> str:
    path = "".join(
        "M" + "L".join(f"{_n(x)},{_n(y)}" for x, y in trail.points) + ("Z" if trail.closed else "")
        for trail in shape.trails
        if trail.points
    )
    return f'<path d="{path}"{_paint("fill", shape.fill, shape.opacity)}{_stroke(shape)}/>' if path else ""


def _stroke(shape: Shape) -> str:
    if not shape.stroke or not shape.width:
        return ""
    dash = f' stroke-dasharray="{",".join(_n(length) for length in shape.dash)}"' if shape.dash else ""
    paint = _paint("stroke", shape.stroke, shape.opacity)
    return f'{paint} stroke-width="{_n(shape.width)}"{dash} stroke-linejoin="round"'


def _paint(role: str, colour: str, opacity: float = 1.0) -> str:
    solid, own = colour_and_opacity(colour) if colour else ("", 0.0)
    if not own:
        return ' fill="none"' if role == "fill" else ""
    seen = own * opacity
    return f' {role}="{solid}"' + (f' {role}-opacity="{_n(seen)}"' if seen < 1 else "")


def _words(words: TextLine) -> str:
    """One line of text as one path a run, named by its letters."""
    scale = words.px / UNITS
    x = words.x - sum(text_outline(run.text, run.bold).advance for run in words.runs) * scale * _BEFORE[words.anchor]
    paths = []
    for run in words.runs:
        letters = text_outline(run.text, run.bold)
        halo = ""
        if words.halo:
            halo = f'{_paint("stroke", words.halo)} stroke-width="{HALO * UNITS:g}" stroke-linejoin="round"'
            halo += ' paint-order="stroke"'
        if letters.path:
            place = f'transform="translate({_n(x)} {_n(words.y)}) scale({scale:.5g})"'
            paths.append(f'<path {place} d="{letters.path}"{_paint("fill", run.colour or words.colour)}{halo}/>')
        x += letters.advance * scale
    return f'<g role="text" aria-label="{html.escape(words.text.strip(), quote=True)}">{"".join(paths)}</g>'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
