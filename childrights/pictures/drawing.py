"""A picture of a figure in one of the proportions and file types: the way in of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from childrights.charts import Caption, Figure
from childrights.pictures.frame import scene
from childrights.pictures.png_writer import png
from childrights.pictures.scene import Scene
from childrights.pictures.svg_writer import svg
from childrights.pictures.words_only import words_scene

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
