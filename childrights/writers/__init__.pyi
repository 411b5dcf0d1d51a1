from .command import brief_bytes, write
from .pages import (
    BODY,
    ITEM,
    KEY,
    NOTE,
    STEP,
    LeftOut,
    NumberCard,
    PaperBlock,
    PaperFigure,
    PaperPart,
    PaperTable,
    PartCount,
    Passage,
    Span,
    WriteHere,
    WrittenPaper,
    block_words,
    counted_words,
    part_words,
)
from .reading_text import read_once
from .sheet import fact_sheet, font_names, fonts
from .word import report_document
from .word_length import pages_taken
from .word_pages import paper_document
from .word_paper import About, Paper

__all__ = [
    "BODY",
    "ITEM",
    "KEY",
    "NOTE",
    "STEP",
    "About",
    "LeftOut",
    "NumberCard",
    "Paper",
    "PaperBlock",
    "PaperFigure",
    "PaperPart",
    "PaperTable",
    "PartCount",
    "Passage",
    "Span",
    "WriteHere",
    "WrittenPaper",
    "block_words",
    "brief_bytes",
    "counted_words",
    "fact_sheet",
    "font_names",
    "fonts",
    "pages_taken",
    "paper_document",
    "part_words",
    "read_once",
    "report_document",
    "write",
]
