"""One indicator in many views: map, trend, ranking and more, over one selection that the URL holds."""

from ui.explore import redraw_interval, show_explorer
from ui.parts import show_page

show_page(show_explorer, every=redraw_interval)
