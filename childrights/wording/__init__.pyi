from .returned import RefusedRow, ReturnedKhmer, read_returned
from .reviewed import Counted, counted_words, keep_reviewed, reading, reading_words, unread
from .texts import KhmerText, khmer_texts, put_back
from .workbook import review_workbook

__all__ = [
    "Counted",
    "KhmerText",
    "RefusedRow",
    "ReturnedKhmer",
    "counted_words",
    "keep_reviewed",
    "khmer_texts",
    "put_back",
    "read_returned",
    "reading",
    "reading_words",
    "review_workbook",
    "unread",
]
