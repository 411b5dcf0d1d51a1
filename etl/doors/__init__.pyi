from .cells import Known
from .finding import door_of, is_companion

__all__ = [
    "Known",
    "door_of",
    "is_companion",
]
