from . import basket_view, candidates_view, talk_view
from .choice import choose_messages, today

__all__ = [
    "basket_view",
    "candidates_view",
    "choose_messages",
    "talk_view",
    "today",
]
