from .asked import show_asked
from .deeds import show_deeds
from .known import show_facts
from .own_rights import show_rights

__all__ = [
    "show_asked",
    "show_deeds",
    "show_facts",
    "show_rights",
]
