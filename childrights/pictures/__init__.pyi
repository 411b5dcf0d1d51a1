from .captions import PROPORTIONS, REPORT, SLIDE, SQUARE
from .drawing import MIMES, Picture, png, render_picture, words_picture
from .frame import is_small
from .scene import NotDrawable, Scene, placed
from .side_by_side import two_boundaries
from .svg_writer import svg
from .words_only import GROUND, plot_scene

__all__ = [
    "GROUND",
    "MIMES",
    "PROPORTIONS",
    "REPORT",
    "SLIDE",
    "SQUARE",
    "NotDrawable",
    "Picture",
    "Scene",
    "is_small",
    "placed",
    "plot_scene",
    "png",
    "render_picture",
    "svg",
    "two_boundaries",
    "words_picture",
]
