"""A person's file to plain grids: every format, nothing lost on the way, hostile files refused in one sentence."""

from etl.reading.limits import Limits
from etl.reading.reader import read_content, read_workbook
from etl.reading.refusal import Refusal

__all__ = ["Limits", "Refusal", "read_content", "read_workbook"]
