from .command import write, written
from .compose import brief_of, of_messages
from .gaps import of_gaps
from .inputs import Stock
from .model import Brief, Section, Table
from .sheet import fact_sheet
from .word import ALTERNATIVE, report

__all__ = [
    "ALTERNATIVE",
    "Brief",
    "Section",
    "Stock",
    "Table",
    "brief_of",
    "fact_sheet",
    "of_gaps",
    "of_messages",
    "report",
    "write",
    "written",
]
