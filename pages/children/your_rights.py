"""Your rights: the Convention for children, article by article, in short words."""

from ui.children import show_rights
from ui.parts import show_page

show_page(show_rights)
