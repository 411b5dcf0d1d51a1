from .known import show_facts
from .own_rights import show_rights

__all__ = [
    "show_facts",
    "show_rights",
]
