from .cells import DoorContext
from .finding import door_of, is_companion

__all__ = [
    "DoorContext",
    "door_of",
    "is_companion",
]
