"""A scene as PNG, drawn by matplotlib's own canvas: no window, no shared state, the same bytes for the same scene."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import numpy as np

from childrights.pictures.fonts import LOCK, UNITS, outline
from childrights.pictures.scene import END, MIDDLE, Scene, Shape, Trail, Words, colour_and_opacity

DPI = 100.0
_POINTS = 72 / DPI
_MOVE, _LINE, _CLOSE = 1, 2, 79


def png(scene: Scene, about: Mapping[str, str]) -> bytes:
    """The picture with ``about`` as its text chunks."""
    with LOCK:
        figure = import_module("matplotlib.figure").Figure(
            figsize=(scene.width / DPI, scene.height / DPI), dpi=DPI, facecolor=scene.ground
        )
        canvas = import_module("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
        for position, patch in enumerate(_patches(scene)):
            patch.set_zorder(position)
            figure.add_artist(patch)
        content = io.BytesIO()
        canvas.print_png(content, metadata={"Software": None, **about})
    return content.getvalue()


def _patches(scene: Scene) -> Iterator[Any]:
    for item in scene.items:
        if isinstance(item, Shape):
            yield from _shape(item, scene.height)
        else:
            yield from _words(item, scene.height)


def _patch(vertices: Any, codes: Any, **style: Any) -> Any:
    path = import_module("matplotlib.path").Path(vertices, codes)
    identity = import_module("matplotlib.transforms").IdentityTransform()
    return import_module("matplotlib.patches").PathPatch(path, transform=identity, **style)


def _shape(shape: Shape, height: int) -> Iterator[Any]:
    points = [_trail(trail, height) for trail in shape.trails if trail.points]
    if not points:
        return
    vertices = np.concatenate([one for one, _ in points])
    codes = np.concatenate([one for _, one in points])
    fill, stroke = _rgba(shape.fill, shape.opacity), _rgba(shape.stroke, shape.opacity)
    patch = _patch(
        vertices,
        codes,
        facecolor=fill or "none",
        edgecolor=stroke if stroke and shape.width else "none",
        linewidth=shape.width * _POINTS,
        joinstyle="round",
        capstyle="butt",
    )
    if shape.dash and shape.width:
        patch.set_linestyle((0, tuple(length / shape.width for length in shape.dash)))
    if shape.clip:
        bounds = (shape.clip.left, height - shape.clip.bottom, shape.clip.right, height - shape.clip.top)
        patch.set_clip_box(import_module("matplotlib.transforms").Bbox.from_extents(*bounds))
    yield patch


def _trail(trail: Trail, height: int) -> tuple[Any, Any]:
    points = [(x, height - y) for x, y in trail.points]
    codes = [_MOVE, *[_LINE] * (len(points) - 1)]
    if trail.closed:
        points.append(points[0])
        codes.append(_CLOSE)
    return np.asarray(points), np.asarray(codes, dtype=np.uint8)


def _words(words: Words, height: int) -> Iterator[Any]:
    scale = words.px / UNITS
    total = sum(outline(run.text, run.bold).advance for run in words.runs) * scale
    x = words.x - total * {MIDDLE: 0.5, END: 1.0}.get(words.anchor, 0.0)
    for run in words.runs:
        shaped = outline(run.text, run.bold)
        if len(shaped.vertices):
            vertices = shaped.vertices * scale + (x, height - words.y)
            if halo := _rgba(words.halo):
                width = words.px * 0.24 * _POINTS
                yield _patch(
                    vertices, shaped.codes, facecolor="none", edgecolor=halo, linewidth=width, joinstyle="round"
                )
            yield _patch(vertices, shaped.codes, facecolor=_rgba(run.colour or words.colour), linewidth=0)
        x += shaped.advance * scale


def _rgba(colour: str, opacity: float = 1.0) -> tuple[str, float] | None:
    """A colour as matplotlib takes it; ``None`` for one that cannot be seen."""
    if not colour:
        return None
    solid, own = colour_and_opacity(colour)
    return (solid, own * opacity) if own else None
