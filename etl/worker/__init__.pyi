from .asking import examine, look_at_boundaries, make_ready, marked_copy, open_book, warm
from .line import ReadingProgress, ReadingStopped, Tell

__all__ = [
    "ReadingProgress",
    "ReadingStopped",
    "Tell",
    "examine",
    "look_at_boundaries",
    "make_ready",
    "marked_copy",
    "open_book",
    "warm",
]
