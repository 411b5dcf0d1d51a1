"""One sheet seen as letters: each cell gets a class, each row a pattern, so that tables can be found by shape.

Classes: ``" "`` blank, ``N`` number, ``Y`` whole number that may be a year, ``V`` text that reads as a number,
``M`` mark for a missing number, ``A`` text that may be an age group or a number, ``P`` text that is a period,
``X`` other text that begins with a digit, ``D`` date, ``E`` error or formula without a result, ``H`` a word that
names a dimension, ``T`` any other text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import zip_longest

from etl.cells import EMPTY_KINDS, as_text, read_value
from etl.labels import DIMENSION_ROLES, normal, read_category, role_of, without_sample
from etl.periods import any_of, folded_label, is_line_of_school_years, number_pattern, read_period_cell
from etl.reading import CellValue, Sheet
from etl.tables.word_lists import LISTS

DATA = frozenset("NVE")
WEAK = frozenset("YPAXD")
NUMERIC = frozenset("NVEMYXA")

_MARKS = frozenset(LISTS["no_figure"])
_STARTS_LIKE_NUMBER = re.compile(r"[\s(\[<>≤≥~≈±+\-−–$៛'’]*[0-9០-៩０-９.,٫]")
_HAS_DIGIT = re.compile(r"[0-9០-៩０-９]")
_UNDER_YEAR = re.compile(r"(?:(?<=\d{4})|(?<=\d{4}[-/]\d\d))\s*(?:\n\s*[\[(]?|[\[(])\D{1,30}$")
_YEAR_AND_UNIT = re.compile(
    r"(\d{4})(?:[-/–]\d{2,4})?\s*[(\[]?\s*(?:%|n|no\.?|numbers?|counts?|per ?cent(?:age)?|ចំនួន|ភាគរយ)\s*[)\]]?", re.I
)
"""The header of one of two columns of a year: "2014 %" beside "2014 N"."""
_LIST_NUMBER = re.compile(
    r"\(?\d{1,2}(?:\.\d{1,2})*"
    r"(?:[.):_|-]\s*(?=[^\W\d]{3}|[\u1780-\u17b3]\D\D)|\s+(?=[A-Z\u1780-\u17b3]\D{3}))\D+"
)
#: Numbers that can be nothing else: no year (2014, 2,014, 2014.0), no serial date, no age.
_PLAIN_NUMBER = re.compile(
    r"-?(?:\d{1,3}(?:,\d{3})*\.\d+|(?![12],)\d{1,3}(?:,\d{3})+|[12](?:,\d{3}){2,}|\d{1,3},\d{1,2}|\d{6,}|\d{1,3})%?",
    re.ASCII,
)
#: Without any of these, words with digits in them are no period; telling so costs a tenth of reading them as one.
_MAY_BE_TIME = re.compile(
    rf"\d{{4}}|\d\d ?[-/] ?['’‘`]?\d\d|['’‘`] ?\d\d|[12],\d{{3}}|{number_pattern('month')}|{any_of('school', 'fiscal')}"
)
_LONGEST_VALUE = 40
_LONGEST_MONTH = 13
_FEW, _FIRST_ROWS = 200, 100


def _is_year(number: float) -> bool:
    return (1950 <= number <= 2100 or 2493 <= number <= 2643) and number == int(number)


@lru_cache(maxsize=262_144)
def class_of_text(text: str) -> str:
    """The class of a text cell."""
    bare = text.strip().strip("\u200b\ufeff\u00a0 ")
    if not bare:
        return " "
    if _PLAIN_NUMBER.fullmatch(bare) is not None:
        return "V"
    if bare.casefold() in _MARKS:
        return "M"
    if role_of(bare) in DIMENSION_ROLES:
        return "H"
    if len(bare) > _LONGEST_VALUE:
        return "T"
    if _HAS_DIGIT.search(bare) is None:
        return "M" if read_value(bare).kind in EMPTY_KINDS else "T"
    if bare[0].isalpha() and _MAY_BE_TIME.search(folded_label(bare)) is None:
        return "T"
    bare = without_sample(bare)
    if (of_year := _YEAR_AND_UNIT.fullmatch(bare)) is not None and _is_year(int(of_year[1])):
        return "P"
    period = read_period_cell(_UNDER_YEAR.sub("", bare))
    if period.kind in ("year", "school_year", "range") or (period.kind == "two_digit" and bare[0] in "'’"):
        return "P"
    if period.refused and (period.year_start or (period.kind == "month" and len(bare) <= _LONGEST_MONTH)):
        return "P"
    if _STARTS_LIKE_NUMBER.match(bare) is None:
        return "T"
    if _LIST_NUMBER.fullmatch(bare) is not None:
        return "T"
    if read_category(bare, "age") is not None:
        return "V" if bare.isdecimal() else "A"
    kind = read_value(bare).kind
    if kind in ("value", "ambiguous", *EMPTY_KINDS):
        return "V"
    return "X"


def class_of(value: CellValue) -> str:
    """The class of any cell value."""
    kind = type(value)
    if kind is str:
        return class_of_text(str(value))
    if value is None:
        return " "
    if kind is float or kind is int:
        return "Y" if _is_year(value) else "N"  # type: ignore[arg-type]
    if kind is bool:
        return "T"
    if isinstance(value, datetime | date):
        return "D"
    return "N"


@lru_cache(maxsize=65_536)
def kind_of_row(pattern: str) -> str:
    """``blank | data | header | weak | text | text1`` from the classes of a row.

    ``header`` holds a word that names a dimension and no number; ``weak`` rows hold only what may be labels or
    data (years, ages); ``text1`` is one single text: a title, the name of a group, a note.
    """
    held = pattern.replace(" ", "")
    if not held:
        return "blank"
    numbers = sum(held.count(letter) for letter in "NVE")
    years = held.count("Y") + held.count("P")
    if "H" in held and (not numbers or ("E" not in held and years >= 2 and years >= 2 * numbers)):
        return "header"
    if "N" in held or "E" in held:
        return "data"
    if len(held) == 1:
        return "data" if held == "V" else "text1"
    if "V" in held or ("M" in held and held.count("T") <= 2 * held.count("M")):
        return "data"
    return "text" if set(held) == {"T"} else "weak"


def _classes(values: tuple[CellValue, ...]) -> list[str]:
    """The class of every cell of a column, each distinct value looked at once."""
    kinds = set(map(type, values))
    if bool in kinds or timedelta in kinds or len(values) < _FEW:
        return [class_of(value) for value in values]
    known = {value: class_of(value) for value in dict.fromkeys(values)}
    return list(map(known.__getitem__, values))


class SheetView:
    """A sheet with its classes. Rows and columns are 0-based; ``cols[c][r]`` is a value, ``cls[c][r]`` its class.

    ``turned`` when its rows are the columns of the person's sheet, ``letters`` then the lines of text above it.
    """

    def __init__(self, sheet: Sheet, turned: bool = False, letters: Sequence[tuple[tuple[int, int], str]] = ()) -> None:
        self.sheet, self.turned, self.letters = sheet, turned, letters
        self.cols: list[tuple[CellValue, ...]] = list(zip_longest(*sheet.rows)) if sheet.rows else []
        self.nrows, self.ncols = len(sheet.rows), len(self.cols)
        marked: dict[int, list[int]] = {}
        for row, col in (*sheet.errors, *sheet.uncached):
            if row < self.nrows and col < self.ncols:
                marked.setdefault(col, []).append(row)
        self.cls: list[str] = []
        for col, values in enumerate(self.cols):
            classes = _classes(values)
            for row in marked.get(col, ()):
                classes[row] = "E"
            self.cls.append("".join(classes))
        self._mark_school_years()

    def _mark_school_years(self) -> None:
        """School years typed as numbers (1920, 2021, 2122) across a header row are periods and no figures."""
        for row in range(min(self.nrows, _FIRST_ROWS)):
            letters = "".join(column[row] for column in self.cls)
            held = [col for col, letter in enumerate(letters) if letter in "NYVP"]
            # A row of numbers alone belongs to the header right above it ("School year" over 1920, 2021)
            above = row > 0 and len(letters.replace(" ", "")) == len(held)
            named = "H" in letters or (above and any(column[row - 1] == "H" for column in self.cls))
            if named and len(held) > 1 and is_line_of_school_years(self.cols[col][row] for col in held):
                for col in held:
                    self.cls[col] = f"{self.cls[col][:row]}P{self.cls[col][row + 1 :]}"

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every cell of a merged block to its first cell, which holds the value."""
        found = {}
        for r0, c0, r1, c1 in self.sheet.merged:
            for row in range(r0, min(r1, self.nrows) + 1):
                for col in range(c0, min(c1, self.ncols) + 1):
                    found[row, col] = (r0, c0)
        return found

    def patterns(self, c0: int, c1: int) -> list[str]:
        """The pattern of every row over the columns ``c0`` to ``c1`` (exclusive)."""
        return ["".join(letters) for letters in zip(*self.cls[c0:c1], strict=True)] if c1 > c0 else []

    def value(self, row: int, col: int) -> CellValue:
        """The value at a cell, looking through merged blocks."""
        row, col = self.anchors.get((row, col), (row, col))
        return self.cols[col][row] if col < self.ncols and row < self.nrows else None

    def text(self, row: int, col: int) -> str:
        """The value at a cell as text, looking through merged blocks; numbers without ``.0``."""
        return as_text(self.value(row, col))

    def letter(self, row: int, col: int) -> str:
        """The class at a cell, looking through merged blocks."""
        row, col = self.anchors.get((row, col), (row, col))
        return self.cls[col][row] if col < self.ncols and row < self.nrows else " "


def same_label(one: CellValue, other: CellValue) -> bool:
    """Whether two header cells say the same."""
    return normal(as_text(one)) == normal(as_text(other))
