from . import words
from .format import UNIT_SUFFIX, interval, latin_digits, number, period, plain_number, rounded, with_unit
from .words import DIMENSION_NAMES, STATUSES, UNITS, group_code, value

__all__ = [
    "DIMENSION_NAMES",
    "STATUSES",
    "UNITS",
    "UNIT_SUFFIX",
    "group_code",
    "interval",
    "latin_digits",
    "number",
    "period",
    "plain_number",
    "rounded",
    "value",
    "with_unit",
    "words",
]
