from .command import brief_bytes, write
from .compose import brief_of, of_messages
from .gaps import of_gaps
from .inputs import Stock
from .model import Brief, BriefTable, Section
from .sheet import fact_sheet
from .word import ALTERNATIVE, report_document

__all__ = [
    "ALTERNATIVE",
    "Brief",
    "BriefTable",
    "Section",
    "Stock",
    "brief_bytes",
    "brief_of",
    "fact_sheet",
    "of_gaps",
    "of_messages",
    "report_document",
    "write",
]
