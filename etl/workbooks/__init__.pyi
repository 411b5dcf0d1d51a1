from .annotating import annotate, annotated
from .template import write_template
from .template_shape import CODES_SHEET, FIRST_ROW, MARKER, said_in, said_in_file

__all__ = [
    "CODES_SHEET",
    "FIRST_ROW",
    "MARKER",
    "annotate",
    "annotated",
    "said_in",
    "said_in_file",
    "write_template",
]
