from .cell_text import split_cell
from .cells import EMPTY_KINDS, READINGS, ValueReading, problem_reading, value_in
from .context import column_context
from .marks import read_mark
from .number_words import (
    COUNTED_KM,
    ENGLISH_NUMBER,
    KHMER_NUMBER,
    NOT_COUNTED,
    number_in_words,
    number_told,
    numbers_in_digits,
    people_counted_km,
)
from .numerals import Numeral, decimals_of, hundredfold, read_numeral
from .stored import check_serials
from .text import as_text, dashes, plain, split_superscripts, visible_text
from .units import contradicts, find_unit, read_unit
from .values import ColumnReader, read_value
from .word_tables import any_word, any_word_alone, word_lists, word_rows

__all__ = [
    "COUNTED_KM",
    "EMPTY_KINDS",
    "ENGLISH_NUMBER",
    "KHMER_NUMBER",
    "NOT_COUNTED",
    "READINGS",
    "ColumnReader",
    "Numeral",
    "ValueReading",
    "any_word",
    "any_word_alone",
    "as_text",
    "check_serials",
    "column_context",
    "contradicts",
    "dashes",
    "decimals_of",
    "find_unit",
    "hundredfold",
    "number_in_words",
    "number_told",
    "numbers_in_digits",
    "people_counted_km",
    "plain",
    "problem_reading",
    "read_mark",
    "read_numeral",
    "read_unit",
    "read_value",
    "split_cell",
    "split_superscripts",
    "value_in",
    "visible_text",
    "word_lists",
    "word_rows",
]
