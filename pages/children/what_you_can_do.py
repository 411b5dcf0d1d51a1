"""What children can do for their rights, and where they find help."""

from ui.children import show_deeds
from ui.parts import show_page

show_page(show_deeds)
