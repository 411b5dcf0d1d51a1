"""What is made of a basket when somebody asks for it: briefs in four formats."""

from __future__ import annotations

from childrights.basket import Basket
from ui.page import Page


def show_giving(page: Page, basket: Basket) -> None:
    """The formats."""
