"""Columns that look like data about persons: names, birth dates, phones, one row per child.

What makes a column personal: a header that says so *and* values that fit; values that can be nothing else (phone
numbers, e-mail addresses, identity numbers); or rows that each describe one child (a single age, a sex and a case
number or date, and no figure to count). A contact on a cover sheet ("Phone: 012 …") stands beside its label and is
no column of records. Coordinates count only together with rows about persons; one point per province is a map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Literal, NamedTuple, get_args

from etl.cells import plain
from etl.persons.personal_signs import Sure, name_of
from etl.persons.personal_words import HEADERS, LABELS_OF_A_FORM, NAME_ALONE, NOT_A_PERSON, OF_A_CHILD, STAFF
from etl.reading import CellValue
from geo import fold_khmer

_PHONE = re.compile(r"(?:\+?855[ .-]?|0)\d{2}(?:[ .-]?\d){5,7}")
_MOBILE = re.compile(r"(?:855)?(?:1\d|[6-9]\d)\d{6,7}")
_STORED_PHONE = re.compile(r"(?:855)?[1-9]\d{7,8}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_IDENTITY = re.compile(r"(?=.*\d)[A-Z]{0,4}[-/ ]?[\d/-]{1,14}[A-Z]?", re.IGNORECASE)
PERSON = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’.-]+){1,3}|[\u1780-\u17d3]{2,}(?: [\u1780-\u17d3]{2,}){1,2}")
STORY = re.compile(r"\b\d{1,2}[- ]?(?:year|yr)s?[- ]old (?:girl|boy|child|victim|son|daughter)\b", re.IGNORECASE)
_SINGLE_SEX = re.compile(r"f|m|female|male|girl|boy|ស្រី|ប្រុស", re.IGNORECASE)
_MAY_BE_PERSONAL = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in HEADERS) + f"|{NAME_ALONE.pattern}")
_DIGIT = re.compile(r"\d")
_LOOK_BELOW = 400
_LONGEST_HEADER = 60
_NEED_TWO = ("name", "phone", "email", "address", "id_number")
_LONG_TEXT = 40
_FEWEST_ROWS = 3
_OF_OFFICES = re.compile(
    fold_khmer(
        r"\b(?:offices?|hotlines?|stations?|schools?|health cent\w+|hospitals?|organi[sz]ations?|ngos?|fax)\b"
        r"|ការិយាល័យ|អង្គការ|មន្ទីរ|សាលា"
    )
)
"""Above contacts of bodies, which are nobody's own."""
_LIKE_A_NAME = re.compile("(?=.{4,40}$)[A-Za-z\u1780-\u17d3'’]+(?:[ \u200b]+[A-Za-z\u1780-\u17d3\u200b'’]+){1,3}")


PersonalKind = Literal[
    "name", "birth_date", "phone", "email", "id_number", "address", "gps", "case_notes", "row_per_child"
]
"""What a column says about persons; each has its sentence."""


class PersonalColumn(NamedTuple):
    """``row`` and ``column`` (0-based) are the header's place; ``header`` its text, never a value of the column."""

    kind: PersonalKind
    row: int
    column: int
    header: str


class _Column(NamedTuple):
    kind: str
    row: int
    column: int
    header: str
    values: list[CellValue]


def find_personal(
    rows: Sequence[Sequence[CellValue]], is_known: Callable[[str], bool] = lambda text: False
) -> tuple[PersonalColumn, ...]:
    """Look through one whole sheet. ``is_known`` says whether a text is a place or an indicator (no person)."""
    texts = {value for value in set(chain.from_iterable(rows)) if isinstance(value, str)}
    columns = list(_columns(rows, {text: kind for text in texts if (kind := kind_of_header(text))}))
    found = [c for c in columns if _is_personal(c, is_known)]
    found += [c._replace(kind="row_per_child") for c in _children(rows, columns, found)]
    found += _without_header(rows, texts, {c.column for c in columns})
    own = {c.column for c in found}
    found += (c for c in _unnamed(rows, texts, is_known) if c.column not in own)
    if any(c.kind in ("name", "birth_date", "id_number", "row_per_child") for c in found):
        found += [c for c in columns if c.kind == "gps" and _coordinates(c.values)]
    unique = {(c.row, c.column): c for c in reversed(found)}
    return tuple(PersonalColumn(_TOLD[c.kind], c.row, c.column, c.header) for _, c in sorted(unique.items()))


_TOLD: Mapping[str, PersonalKind] = {
    **{kind: kind for kind in get_args(PersonalKind)},
    "name_alone": "name",
    "remarks": "case_notes",
}


def _columns(rows: Sequence[Sequence[CellValue]], kinds: Mapping[str, str]) -> Iterator[_Column]:
    """Cells that head a column with a word of personal data, in a row that is a header (two texts or more)."""
    if not kinds:
        return
    words = kinds.keys()
    for number, row in enumerate(rows):
        if words.isdisjoint(row):
            continue
        texts = sum(isinstance(value, str) and bool(value.strip()) for value in row)
        for index, value in enumerate(row):
            if isinstance(value, str) and value in kinds:
                values = _below(rows, number, index)
                if values and (texts > 1 or len(values) > 1) and not _is_form(values):
                    yield _Column(kinds[value], number, index, " ".join(value.split()), values)


def kind_of_header(header: str) -> str:
    """What the header of a column says about persons (a kind of ``personal_words``); empty when nothing."""
    if len(header) > _LONGEST_HEADER or _DIGIT.search(header):
        return ""
    text = plain(header).casefold().strip(" *:.?")
    if not text or not _MAY_BE_PERSONAL.search(text):
        return ""
    bare = re.sub(r"\s*[(\[].*?[)\]]\s*", " ", text).strip()
    for candidate in dict.fromkeys((text, bare, *re.split(r" ?[/|] ?", text))):
        if NOT_A_PERSON.search(candidate):
            continue
        for kind, pattern in HEADERS:
            if pattern.fullmatch(candidate):
                return kind
        if NAME_ALONE.fullmatch(candidate):
            return "name_alone"
    return ""


def _below(rows: Sequence[Sequence[CellValue]], row: int, column: int) -> list[CellValue]:
    below = rows[row + 1 : row + 1 + _LOOK_BELOW]
    return [line[column] for line in below if column < len(line) and not _is_blank(line[column])]


def _is_blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_form(values: list[CellValue]) -> bool:
    """Whether the cells below are labels of a form (Phone, E-mail, Position), so that this is a cover sheet."""
    return any(isinstance(value, str) and LABELS_OF_A_FORM.fullmatch(plain(value).casefold()) for value in values[:6])


def _is_personal(column: _Column, is_known: Callable[[str], bool]) -> bool:
    values = column.values
    if len(values) < 2 and column.kind in _NEED_TWO and not OF_A_CHILD.search(plain(column.header).casefold()):
        return False
    texts = [plain(value) for value in values if isinstance(value, str)]
    if column.kind == "name":
        return _share(texts, len(values), lambda text: not is_known(text) and not text[:1].isdecimal()) >= 0.5
    if column.kind == "name_alone":
        persons = _share(texts, len(values), lambda text: bool(PERSON.fullmatch(text)) and not is_known(text))
        return len(values) >= 3 and persons >= 0.6 and len(set(texts)) >= 0.8 * len(values)
    if column.kind == "birth_date":
        return _share(values, len(values), _is_date_like) >= 0.5
    if column.kind == "phone":
        return _share(values, len(values), lambda value: _is_phone(value, stored=True)) >= 0.5
    if column.kind == "email":
        return _share(texts, len(values), lambda text: bool(_EMAIL.fullmatch(text))) >= 0.5
    if column.kind == "id_number":
        return _share(values, len(values), _is_identity) >= 0.5 and len(set(map(str, values))) >= 0.8 * len(values)
    if column.kind == "address":
        return _share(texts, len(values), lambda text: not is_known(text) and len(text) > 3) >= 0.5
    if column.kind in ("case_notes", "remarks"):
        stories = sum(bool(STORY.search(text)) for text in texts)
        long = sum(len(text) >= _LONG_TEXT for text in texts)
        return stories >= 1 or (column.kind == "case_notes" and long >= 1)
    return False


def _share(values: Sequence[object], total: int, test: Callable[[object], bool] | Callable[[str], bool]) -> float:
    return sum(bool(test(value)) for value in values) / total if total else 0.0  # type: ignore[arg-type]


def _is_date_like(value: object) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, str):
        return re.search(r"\d{1,4}[-/. ][^\s]{1,9}[-/. ]\d{2,4}|\d{4}", plain(value)) is not None
    return isinstance(value, int | float) and (1930 <= value <= 2100 or 7000 <= value <= 60000)


def _is_phone(value: object, stored: bool = False) -> bool:
    if isinstance(value, str):
        return any(_PHONE.fullmatch(part.strip()) for part in re.split(r"[/,;]", plain(value)))
    return stored and isinstance(value, int | float) and bool(_STORED_PHONE.fullmatch(f"{value:.0f}"))


def _is_identity(value: object) -> bool:
    if isinstance(value, str):
        return bool(_IDENTITY.fullmatch(plain(value)))
    return isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()


def _coordinates(values: list[CellValue]) -> bool:
    numbers = [value for value in values if isinstance(value, float) and not value.is_integer()]
    return len(numbers) >= max(2, 0.5 * len(values)) or any(
        isinstance(v, str) and re.search(r"1\d\.\d{3,}[ ,;]+10\d\.\d{3,}", v) for v in values
    )


def _children(rows: Sequence[Sequence[CellValue]], columns: list[_Column], found: list[_Column]) -> list[_Column]:
    """The header of a list of children: single ages, sexes, a case or its date, and no figure to count."""
    by_row: dict[int, dict[str, _Column]] = {}
    for column in columns:
        by_row.setdefault(column.row, {}).setdefault(column.kind, column)
    lists = []
    for row, kinds in by_row.items():
        age, sex = kinds.get("age"), kinds.get("sex") or kinds.get("gps")
        case = kinds.get("case") or kinds.get("case_date") or kinds.get("id_number") or kinds.get("case_notes") or age
        if age is None or sex is None or case is None or any(c.row == row for c in found):
            continue
        besides = {age.column, case.column, *(c.column for c in columns if c.row == row and c.kind == "gps")}
        singles = _share(age.values, len(age.values), is_single_age)
        fits = (
            _coordinates(sex.values) if sex.kind == "gps" else _share(sex.values, len(sex.values), is_single_sex) >= 0.8
        )
        enough = case is not age or len(age.values) >= _FEWEST_ROWS
        if enough and singles >= 0.8 and fits and not _counts_something(rows, row, besides):
            lists.append(case)
    return lists


def _counts_something(rows: Sequence[Sequence[CellValue]], header: int, besides: set[int]) -> bool:
    """Whether a column of the table holds figures: numbers that are neither years nor a numbering of the rows."""
    for column in range(len(rows[header])):
        values = _below(rows, header, column)
        numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
        if column in besides or len(numbers) < 0.5 * max(len(values), 1):
            continue
        numbered = [n - numbers[0] for n in numbers] == list(range(len(numbers))) and len(numbers) > 1
        if not numbered and not all(1950 <= n <= 2100 for n in numbers):
            return True
    return False


def is_single_sex(value: object) -> bool:
    """Whether a cell says the sex of one person."""
    return isinstance(value, str) and _SINGLE_SEX.fullmatch(plain(value)) is not None


def is_single_age(value: object) -> bool:
    """Whether a cell says the age of one child."""
    if isinstance(value, str):
        return re.fullmatch(r"\d{1,2}(?: ?(?:years?|yrs?|ឆ្នាំ|months?|ខែ))?", plain(value)) is not None
    return isinstance(value, int | float) and 0 <= value <= 25


def _without_header(rows: Sequence[Sequence[CellValue]], texts: set[str], known: set[int]) -> list[_Column]:
    """Columns whose values can be nothing but phones or e-mail addresses of several people."""
    found = []
    for kind, pattern in (("phone", _PHONE), ("email", _EMAIL)):
        hits = {text for text in texts if text[:1] in "0+8" or "@" in text}
        hits = {text for text in hits if pattern.fullmatch(plain(text))}
        if len(hits) < 3:
            continue
        for column in {n for row in rows for n, value in enumerate(row) if value in hits} - known:
            cells = [
                (n, row[column]) for n, row in enumerate(rows) if column < len(row) and isinstance(row[column], str)
            ]
            at = [n for n, value in cells if value in hits]
            if any(
                _OF_OFFICES.search(plain(value).casefold()) for n, value in cells if n < at[0] and value is not None
            ):
                continue
            if len({rows[n][column] for n in at}) >= 3 and len(at) >= 0.5 * len(cells):
                found.append(_Column(kind, at[0], column, "", []))
    return found


def _unnamed(
    rows: Sequence[Sequence[CellValue]], texts: set[str], is_known: Callable[[str], bool]
) -> Iterator[_Column]:
    """Columns without any header: phone numbers stored as numbers, and names of persons beside their sex."""
    width = max(map(len, rows), default=0)
    for col in range(width):
        head = list(islice(_cells(rows, col), _FEWEST_ROWS))
        if len(head) == _FEWEST_ROWS and all(_is_mobile(value) for _, value in head):
            values = {value for _, value in _cells(rows, col)}
            if len(values) >= _FEWEST_ROWS and all(map(_is_mobile, values)):
                yield _Column("phone", head[0][0], col, "", [])
    yield from _lists_of_names(rows, texts, width, is_known)
    sexes = next((cells for col in range(width) if (cells := _sexes(rows, col))), {})
    if not sexes:
        return
    persons = {text for text in texts if " " in text and PERSON.fullmatch(plain(text)) and not is_known(text)}
    for col in range(width):
        beside = [(n, value) for n, value in _cells(rows, col) if n in sexes]
        if len({value for _, value in beside}) >= _FEWEST_ROWS and all(value in persons for _, value in beside):
            yield _Column("name", beside[0][0], col, "", [])


def _lists_of_names(
    rows: Sequence[Sequence[CellValue]], texts: set[str], width: int, is_known: Callable[[str], bool]
) -> Iterator[_Column]:
    """Columns of names of persons, whatever stands above them but a word of staff, places or bodies."""
    names = {text for text in texts if _LIKE_A_NAME.fullmatch(text) and (name_of(plain(text)) or 0) > Sure.SHAPE}
    if len(names) < _FEWEST_ROWS or len(known := {text for text in names if is_known(text)}) == len(names):
        return
    for col in range(width):
        head, found, others = "", dict[str, int](), 0
        for n, value in _cells(rows, col):
            if isinstance(value, str) and value in names and value not in known:
                found.setdefault(value, n)
            elif found:
                others += 1
            elif isinstance(value, str):
                head = f"{head} {value}".strip()
        told = plain(head).casefold()
        if (
            len(found) >= _FEWEST_ROWS
            and others <= len(found)
            and not (STAFF.search(told) or NOT_A_PERSON.search(told))
        ):
            yield _Column("name", min(found.values()), col, head if len(head) <= _LONGEST_HEADER else "", [])


def _cells(rows: Sequence[Sequence[CellValue]], col: int) -> Iterator[tuple[int, CellValue]]:
    return ((n, row[col]) for n, row in enumerate(rows) if col < len(row) and not _is_blank(row[col]))


def _sexes(rows: Sequence[Sequence[CellValue]], col: int) -> dict[int, CellValue]:
    """The cells of a column that holds nothing but the sex of somebody, without a header."""
    found: dict[int, CellValue] = {}
    for n, value in _cells(rows, col):
        if not is_single_sex(value):
            return {}
        found[n] = value
    return found if len(found) >= _FEWEST_ROWS else {}


def _is_mobile(value: object) -> bool:
    return isinstance(value, float | int) and _MOBILE.fullmatch(f"{value:.0f}") is not None
