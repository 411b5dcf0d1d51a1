"""A scene as PNG: its SVG drawn by resvg, which has its letters as outlines, so that both files look the same."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from childrights.pictures.scene import Scene
from childrights.pictures.svg_writer import svg

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
