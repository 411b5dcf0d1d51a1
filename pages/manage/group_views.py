"""What a group of children thinks, counted and sent by the adult who was with them."""

from ui.parts import show_page
from ui.tracker import show_group_views

show_page(show_group_views)
