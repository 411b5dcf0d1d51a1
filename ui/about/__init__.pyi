from .components import show_colours, show_sample_figures, show_type
from .taking import columns_markup, formats_markup

__all__ = [
    "columns_markup",
    "formats_markup",
    "show_colours",
    "show_sample_figures",
    "show_type",
]
