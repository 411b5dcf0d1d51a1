from .file_type import sniff
from .grid import (
    Cell,
    CellValue,
    OutsideText,
    PlaceBeside,
    Sheet,
    Workbook,
    a1,
    column_index,
    column_name,
    parse_a1,
    parse_range,
    range_a1,
)
from .number_formats import EPOCH_1900, FormatMeaning, format_meaning, is_date_format, is_month_format, is_year_format
from .package import WorkbookPackage, relations_of, small_int, stream_part
from .reader import read_content, read_workbook
from .refusal import REFUSALS, Budget, FileLimits, FileRefusal
from .xlsx_book import Frame, read_frame, read_relations
from .xlsx_comments import OURS
from .xlsx_styles import PARTLY, RAGGED, RAISED, STRUCK, UNSEEN

__all__ = [
    "EPOCH_1900",
    "OURS",
    "PARTLY",
    "RAGGED",
    "RAISED",
    "REFUSALS",
    "STRUCK",
    "UNSEEN",
    "Budget",
    "Cell",
    "CellValue",
    "FileLimits",
    "FileRefusal",
    "FormatMeaning",
    "Frame",
    "OutsideText",
    "PlaceBeside",
    "Sheet",
    "Workbook",
    "WorkbookPackage",
    "a1",
    "column_index",
    "column_name",
    "format_meaning",
    "is_date_format",
    "is_month_format",
    "is_year_format",
    "parse_a1",
    "parse_range",
    "range_a1",
    "read_content",
    "read_frame",
    "read_relations",
    "read_workbook",
    "relations_of",
    "small_int",
    "sniff",
    "stream_part",
]
