from .asking import examine, make_ready, marked_copy, open_book, warm
from .line import ReadingProgress, ReadingStopped, Tell

__all__ = ["ReadingProgress", "ReadingStopped", "Tell", "examine", "make_ready", "marked_copy", "open_book", "warm"]
