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
from .texts import load_khmer_texts, text_lang, told_text
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
    "load_khmer_texts",
    "period",
    "plain_number",
    "rounded",
    "text_lang",
    "told_text",
    "value_words",
    "with_unit",
    "word_list",
    "words",
]
