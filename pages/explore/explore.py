"""One indicator in many views: map, trend, ranking and more, over one selection that the URL holds."""

from ui.explore.frame import show_explorer
from ui.explore.timeline import interval
from ui.page import show_page

show_page(show_explorer, every=interval)
