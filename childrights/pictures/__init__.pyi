from . import fonts
from .captions import KHMER_LEADING, LATIN_LEADING, PROPORTIONS, REPORT, SLIDE, SQUARE
from .drawing import MIMES, Picture, png, render_picture, words_picture
from .frame import is_small
from .in_page import page_svg
from .scene import (
    END,
    MIDDLE,
    Item,
    NotDrawable,
    Point,
    Scene,
    Shape,
    TextLine,
    TextRun,
    Trail,
    line,
    placed,
    rectangle,
)
from .side_by_side import two_boundaries
from .svg_writer import svg
from .text_runs import RISE
from .words_only import GROUND, plot_scene

__all__ = [
    "END",
    "GROUND",
    "KHMER_LEADING",
    "LATIN_LEADING",
    "MIDDLE",
    "MIMES",
    "PROPORTIONS",
    "REPORT",
    "RISE",
    "SLIDE",
    "SQUARE",
    "Item",
    "NotDrawable",
    "Picture",
    "Point",
    "Scene",
    "Shape",
    "TextLine",
    "TextRun",
    "Trail",
    "fonts",
    "is_small",
    "line",
    "page_svg",
    "placed",
    "plot_scene",
    "png",
    "rectangle",
    "render_picture",
    "svg",
    "two_boundaries",
    "words_picture",
]
