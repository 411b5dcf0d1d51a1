"""Pictures of figures for reports, posts and slides, made on the server: no browser, no internet.

``translate`` turns a Plotly figure of ours into shapes and words and refuses what it does not know; ``frame`` lays
the words around it out anew for a proportion; ``png`` and ``svg`` write the result. A new chart needs nothing here
as long as it uses traces and properties that are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from childrights.charts.parts import Caption
from childrights.charts.sketch import Figure
from childrights.pictures.captions import PROPORTIONS, REPORT, SLIDE, SQUARE
from childrights.pictures.frame import is_small, scene
from childrights.pictures.png import png
from childrights.pictures.scene import NotDrawable, Scene
from childrights.pictures.spoken import words_scene
from childrights.pictures.svg import svg

__all__ = [
    "MIMES",
    "PROPORTIONS",
    "REPORT",
    "SLIDE",
    "SQUARE",
    "NotDrawable",
    "Picture",
    "is_small",
    "picture",
    "words_picture",
]

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


def picture(figure: Figure, wanted: Picture) -> bytes:
    """The bytes of a picture. Raises ``NotDrawable`` when something of the figure would be missing from it."""
    return _written(scene(figure, wanted.proportion, wanted.brand, wanted.credit, wanted.notes), wanted)


def words_picture(caption: Caption, wanted: Picture) -> bytes:
    """The bytes of a picture of words alone: the title of ``caption`` large, with its source and code."""
    return _written(words_scene(caption, wanted.proportion, wanted.brand, wanted.notes), wanted)


def _written(drawn: Scene, wanted: Picture) -> bytes:
    if wanted.kind == "svg":
        return svg(drawn)
    return png(drawn, {"Title": drawn.title, "Description": drawn.description})
