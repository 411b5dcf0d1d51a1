from .captions import PROPORTIONS, REPORT, SLIDE, SQUARE
from .drawing import MIMES, Picture, picture, words_picture
from .frame import is_small
from .png_writer import png
from .scene import NotDrawable, Scene, placed
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
    "picture",
    "placed",
    "plot_scene",
    "png",
    "svg",
    "words_picture",
]
