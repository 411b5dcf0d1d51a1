"""What was asked of Cambodia for children, and what became of it, in short words."""

from ui.children import show_asked
from ui.parts import show_page

show_page(show_asked)
