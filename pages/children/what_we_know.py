"""What we know about children in Cambodia, as ten figures of whom some are filled."""

from ui.children import show_facts
from ui.parts import show_page

show_page(show_facts)
