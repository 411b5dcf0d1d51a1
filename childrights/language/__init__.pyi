from . import words
from .format import (
    UNIT_SUFFIX,
    day_words,
    format_number,
    interval,
    khmer_numbers,
    latin_digits,
    period,
    plain_number,
    rounded,
    with_unit,
)
from .words import DIMENSION_NAMES, STATUSES, UNITS, dimension_words, value_words, word_list

__all__ = [
    "DIMENSION_NAMES",
    "STATUSES",
    "UNITS",
    "UNIT_SUFFIX",
    "day_words",
    "dimension_words",
    "format_number",
    "interval",
    "khmer_numbers",
    "latin_digits",
    "period",
    "plain_number",
    "rounded",
    "value_words",
    "with_unit",
    "word_list",
    "words",
]
