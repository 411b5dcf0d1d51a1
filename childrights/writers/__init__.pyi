from .command import brief_bytes, write
from .reading_text import read_once
from .sheet import fact_sheet, font_names, fonts
from .word import ALTERNATIVE, report_document
from .word_paper import About, Paper

__all__ = [
    "ALTERNATIVE",
    "About",
    "Paper",
    "brief_bytes",
    "fact_sheet",
    "font_names",
    "fonts",
    "read_once",
    "report_document",
    "write",
]
