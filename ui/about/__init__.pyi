from .components import show_colours, show_sample_figures, show_type

__all__ = [
    "show_colours",
    "show_sample_figures",
    "show_type",
]
