from .cells import DoorContext
from .dhs import DHS_FIELDS
from .finding import door_of, is_companion

__all__ = [
    "DHS_FIELDS",
    "DoorContext",
    "door_of",
    "is_companion",
]
