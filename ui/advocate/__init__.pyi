from . import basket_store, basket_view, candidates_view, talk_view
from .choice import choose_messages, today

__all__ = [
    "basket_store",
    "basket_view",
    "candidates_view",
    "choose_messages",
    "talk_view",
    "today",
]
