"""A scene as SVG: letters as paths, with title and description for those who cannot see it."""

from __future__ import annotations

import html
from collections.abc import Iterator

from childrights.pictures.fonts import UNITS, outline
from childrights.pictures.scene import END, MIDDLE, Box, Item, Scene, Shape, Words, colour_and_opacity

_MOVE, _LINE, _CURVE3, _CURVE4, _CLOSE = 1, 2, 3, 4, 79
"""Codes of outlines (``matplotlib.path.Path``)."""


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
        *(_item(item, clips) for item in scene.items),
        "</svg>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


def _clips(clips: list[Box]) -> Iterator[str]:
    for i, box in enumerate(clips):
        yield (
            f'<clipPath id="clip{i}"><rect x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(box.width)}" '
            f'height="{_n(box.height)}"/></clipPath>'
        )


def _item(item: Item, clips: list[Box]) -> str:
    return _shape(item, clips) if isinstance(item, Shape) else _words(item)


def _shape(shape: Shape, clips: list[Box]) -> str:
    path = "".join(
        "M" + "L".join(f"{_n(x)},{_n(y)}" for x, y in trail.points) + ("Z" if trail.closed else "")
        for trail in shape.trails
        if trail.points
    )
    if not path:
        return ""
    clip = f' clip-path="url(#clip{clips.index(shape.clip)})"' if shape.clip else ""
    return f'<path d="{path}"{_paint("fill", shape.fill, shape.opacity)}{_stroke(shape)}{clip}/>'


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


def _words(words: Words) -> str:
    """One line of text as one path a run, named by its letters."""
    x = words.x - _total(words) * {MIDDLE: 0.5, END: 1.0}.get(words.anchor, 0.0)
    paths = []
    for run in words.runs:
        shaped = outline(run.text, run.bold)
        colour = run.colour or words.colour
        halo = ""
        if words.halo:
            halo = f'{_paint("stroke", words.halo)} stroke-width="{_n(words.px * 0.24)}" stroke-linejoin="round"'
            halo += ' paint-order="stroke"'
        if path := _letters(run.text, run.bold, words.px, x, words.y):
            paths.append(f'<path d="{path}"{_paint("fill", colour)}{halo}/>')
        x += shaped.advance * words.px / UNITS
    return f'<g role="text" aria-label="{html.escape(words.text.strip(), quote=True)}">{"".join(paths)}</g>'


def _total(words: Words) -> float:
    return sum(outline(run.text, run.bold).advance for run in words.runs) * words.px / UNITS


def _letters(text: str, bold: bool, px: float, x: float, y: float) -> str:
    shaped, scale = outline(text, bold), px / UNITS
    parts: list[str] = []
    waiting: list[str] = []
    for (dx, dy), code in zip(shaped.vertices, shaped.codes, strict=True):
        place = f"{_n(x + dx * scale)},{_n(y - dy * scale)}"
        if code == _MOVE:
            parts.append(f"M{place}")
        elif code == _LINE:
            parts.append(f"L{place}")
        elif code == _CLOSE:
            parts.append("Z")
        else:
            waiting.append(place)
            if len(waiting) == (2 if code == _CURVE3 else 3):
                parts.append(("Q" if code == _CURVE3 else "C") + " ".join(waiting))
                waiting = []
    return "".join(parts)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
