from .command import brief_bytes, write
from .sheet import fact_sheet
from .word import ALTERNATIVE, report_document

__all__ = ["ALTERNATIVE", "brief_bytes", "fact_sheet", "report_document", "write"]
