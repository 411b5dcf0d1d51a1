"""A picture of a figure in one of the proportions and file types: the way in of this room."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from childrights.charts import Caption, Figure
from childrights.pictures.frame import scene
from childrights.pictures.scene import Scene
from childrights.pictures.svg_writer import svg
from childrights.pictures.words_only import words_scene

_HEAD = 8 + 25
"""Signature and header chunk of a PNG file; what is said about it comes behind them, before the pixels."""


def png(scene: Scene, about: Mapping[str, str]) -> bytes:
    """The picture with ``about`` as its text chunks; the same scene gives the same bytes."""
    import resvg_py  # at the first picture, never before

    # No fonts: there are no letters but outlines, and to look for the system's takes longer than the picture.
    drawn = resvg_py.svg_to_bytes(svg_string=svg(scene).decode(), skip_system_fonts=True)
    return drawn[:_HEAD] + b"".join(_text(name, words) for name, words in about.items()) + drawn[_HEAD:]


def _text(name: str, words: str) -> bytes:
    """A chunk of international text (``iTXt``), not compressed, of no stated language."""
    content = b"iTXt" + name.encode("latin-1") + b"\0\0\0\0\0" + words.encode()
    return (len(content) - 4).to_bytes(4, "big") + content + zlib.crc32(content).to_bytes(4, "big")


MIMES: Mapping[str, str] = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture is asked to be: ``proportion`` one of ``PROPORTIONS``, ``kind`` one of ``MIMES``.

    ``brand`` stands in its lower corner; ``credit`` names who drew the borders of a map,
    ``notes`` what must be known before leaning on the picture.
    """

    proportion: str
    kind: str
    brand: str = ""
    credit: str = ""
    notes: tuple[str, ...] = ()


def render_picture(figure: Figure, wanted: Picture) -> bytes:
    """The bytes of a picture. Raises ``NotDrawable`` when something of the figure would be missing from it."""
    return _written(scene(figure, wanted.proportion, wanted.brand, wanted.credit, wanted.notes), wanted)


def words_picture(caption: Caption, wanted: Picture) -> bytes:
    """The bytes of a picture of words alone: the title of ``caption`` large, with its source and code."""
    return _written(words_scene(caption, wanted.proportion, wanted.brand, wanted.notes), wanted)


def _written(drawn: Scene, wanted: Picture) -> bytes:
    if wanted.kind == "svg":
        return svg(drawn)
    return png(drawn, {"Title": drawn.title, "Description": drawn.description})
