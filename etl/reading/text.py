"""Comma, semicolon, tab or bar separated text in the encodings people really send."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePath

from etl.reading.grid import MAX_COLS, MAX_ROWS, CellValue, Sheet, a1, column_name
from etl.reading.outside import reaches_out
from etl.reading.refusal import N_, Budget, FileRefusal
from etl.reading.xlsx_styles import RAGGED

_NUMBER = re.compile(r"\s*[-+(]?[\d\u17e0-\u17e9][\d\u17e0-\u17e9., ]*%?\)?\s*")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")

Line = Sequence[str]


def ragged_lines(lines: Sequence[Line], delimiter: str) -> Iterator[int]:
    """The 0-based numbers of the lines whose fields do not stand under the header of their table."""
    start = 0
    for number in range(len(lines) + 1):
        if number == len(lines) or not _filled(lines[number]):
            yield from (start + place for place in _of_block(lines[start:number], delimiter))
            start = number + 1


def _filled(line: Line) -> int:
    return sum(bool(field.strip()) for field in line)


def _width(line: Line) -> int:
    """Number of fields up to the last one that holds something."""
    return max((place for place, field in enumerate(line, 1) if field.strip()), default=0)


def _of_block(lines: Sequence[Line], delimiter: str) -> Iterator[int]:
    wide = [place for place, line in enumerate(lines) if _filled(line) > 1]
    if len(wide) < 2:
        return
    usual = Counter(_width(lines[place]) for place in wide).most_common(1)[0][0]
    first = next(place for place in wide if _width(lines[place]) == usual)
    header = first
    if (
        _holds_figures(lines[first])
        and first
        and _filled(lines[first - 1]) > 1
        and not _holds_figures(lines[first - 1])
    ):
        header = first - 1
    least, most = _width(lines[header]), max(len(lines[header]), _width(lines[header]))
    for place in range(header + 1, len(lines)):
        line = lines[place]
        if _filled(line) == 1:
            if _otherwise_separated(line, delimiter, least):
                yield place
        elif _width(line) > most or (len(line) < least and any(map(_NUMBER.fullmatch, line))):
            yield place


def _holds_figures(line: Line) -> bool:
    """Whether a line holds numbers that are no years, as headers do not."""
    return any(_NUMBER.fullmatch(field) and not _YEAR.fullmatch(field) for field in line)


def _otherwise_separated(line: Line, delimiter: str, width: int) -> bool:
    """Whether a line has as many fields as the others when it is parted at another mark."""
    text = next(field for field in line if field.strip())
    return any(
        mark != delimiter and text.count(mark) == width - 1 and any(map(_NUMBER.fullmatch, text.split(mark)))
        for mark in ",;\t|"
    )


# On a tie the first wins: a comma may be a decimal comma, a tab or a semicolon rarely stands inside a cell.
DELIMITERS = "\t;,|"
_SAMPLE_LINES = 200
_SEP_LINE = re.compile(r'"?sep=(.)"?[,;\t|]*\r?\n?', re.IGNORECASE)
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_ERROR_TEXTS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
# UTF-8 Khmer (bytes E1 9E xx and E1 9F xx) as it looks when read as Windows-1252.
_KHMER_MOJIBAKE = re.compile("á[žŸ]")

NOTE_WINDOWS = N_("The text is not UTF-8; it was read as Windows-1252.")
NOTE_QUOTES = N_("A quotation mark is opened and never closed; every line was read on its own.")


def read_text_file(data: bytes, budget: Budget) -> tuple[str, list[Sheet], list[str]]:
    """``csv`` or ``tsv``, the one sheet (named after the file) and notes; every value is text or blank.

    A cell that starts with ``=`` is a formula without a stored result, except ``="text"``, which is that text;
    a cell that reads ``#DIV/0!`` and the like is the error cell it was before somebody saved it as text.
    """
    text, notes = decode(data, budget.file)
    # Excel does not count the line sep=; as a row, so addresses here do not either.
    text, delimiter = _split_off_separator_line(text)
    if delimiter is None:
        delimiter = find_delimiter(text)
    rows = _parse(text, delimiter, budget, notes)
    sheet = Sheet(PurePath(budget.file).stem or budget.file)
    width = 0
    for fields in rows:
        sheet.rows.append([value if value.strip() else None for value in fields])
        width = max(width, len(fields))
        if len(sheet.rows) % 10_000 == 0:
            budget.tick()
    while sheet.rows and not any(value is not None for value in sheet.rows[-1]):
        sheet.rows.pop()
    if sheet.rows and width:
        budget.add_sheet(sheet.name, len(sheet.rows), width, a1(len(sheet.rows) - 1, width - 1))
    _find_specials(sheet)
    ragged = list(islice(ragged_lines(rows, delimiter), budget.limits.ragged + 1))
    if len(ragged) > budget.limits.ragged:
        raise FileRefusal("ragged", file=budget.file, limit=f"{budget.limits.ragged:,}", line=ragged[0] + 1)
    for row in ragged:
        for col, value in enumerate(sheet.rows[row]) if row < len(sheet.rows) else ():
            if value is not None:
                sheet.marks[row, col] = RAGGED
    return ("tsv" if delimiter == "\t" else "csv"), [sheet], notes


def decode(data: bytes, file: str) -> tuple[str, list[str]]:
    """The text behind ``data`` and a note when its encoding had to be guessed; refuses what is no text."""
    encoding = _unicode_encoding(data)
    if encoding is not None:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), []
        except UnicodeDecodeError as fault:
            raise FileRefusal("no_text", file=file) from fault
    if b"\0" in data:
        raise FileRefusal("not_a_workbook", file=file, found=N_("a file of unknown kind"))
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise FileRefusal("no_text", file=file) from fault
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f")
    if _KHMER_MOJIBAKE.search(text) or controls * 100 > len(text):
        raise FileRefusal("no_text", file=file)
    return text, [NOTE_WINDOWS]


def _unicode_encoding(data: bytes) -> str | None:
    """The encoding a byte order mark or the pattern of zero bytes gives away, if any."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:4096]
    pairs = max(len(sample) // 2, 1)
    for encoding, zero, other in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if sample[zero::2].count(0) > 0.2 * pairs and sample[other::2].count(0) == 0:
            return encoding
    return None


def _split_off_separator_line(text: str) -> tuple[str, str | None]:
    """Excel's own first line ``sep=;``: the text after it and the separator it names."""
    match = _SEP_LINE.match(text)
    return (text[match.end() :], match[1]) if match else (text, None)


def find_delimiter(text: str) -> str:
    """The separator under which most lines have the same number of fields (two or more); comma for one column."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        if delimiter not in sample:
            continue
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
        except csv.Error:
            continue
        counts = Counter(width for width in widths if width > 1)
        if not counts:
            continue
        width, lines = counts.most_common(1)[0]
        score = (lines / len(widths), width)
        if score[0] > best_score[0]:
            best, best_score = delimiter, score
    return best


def _parse(text: str, delimiter: str, budget: Budget, notes: list[str]) -> list[list[str]]:
    # The strict reader fails on an unclosed quotation mark, where the lenient one would swallow
    # the rest of the file into one cell.
    try:
        return _taken(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), budget)
    except csv.Error:
        notes.append(NOTE_QUOTES)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return [[_unquoted(value) for value in row] for row in _taken(lines, budget)]
    except csv.Error as fault:
        raise FileRefusal("truncated", file=budget.file) from fault


def _taken(lines: Iterable[list[str]], budget: Budget) -> list[list[str]]:
    """All lines, refused as soon as there are more of them, or longer ones, than any sheet has."""
    rows: list[list[str]] = []
    for fields in lines:
        rows.append(fields)
        if len(rows) > MAX_ROWS or len(fields) > MAX_COLS:
            cell = f"{column_name(min(max(len(fields), 1), MAX_COLS) - 1)}{len(rows)}"
            raise FileRefusal("too_wide", file=budget.file, sheet=PurePath(budget.file).stem or budget.file, cell=cell)
    return rows


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1].replace('""', '"')
    return value


def _find_specials(sheet: Sheet) -> None:
    for row_number, row in enumerate(sheet.rows):
        for col, value in enumerate(row):
            if isinstance(value, str) and len(value) > 1 and value[0] in "=#":
                row[col] = _special_value(sheet, (row_number, col), str(value))


def _special_value(sheet: Sheet, at: tuple[int, int], text: str) -> CellValue:
    if text[0] == "#":
        if text.strip().upper() not in _ERROR_TEXTS:
            return text
        sheet.errors[at] = text.strip()
        return None
    literal = _TEXT_FORMULA.fullmatch(text)
    if literal:
        return literal[1].replace('""', '"') or None
    sheet.uncached.add(at)
    sheet.formulas[at] = text[1:]
    if reaches_out(text[1:]):
        sheet.outside[at] = text[1:]
    return None
