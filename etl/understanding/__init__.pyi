from .check import check_file, refused_result, result_to_json, write_records
from .engine import check_workbook
from .report_text import text_report, withheld_lines
from .table_words import explained

__all__ = [
    "check_file",
    "check_workbook",
    "explained",
    "refused_result",
    "result_to_json",
    "text_report",
    "withheld_lines",
    "write_records",
]
