"""Opening what is brought in: workbooks, and also the JSON and Word files that the mechanisms publish, as sheets.

Records of JSON become rows under their keys, tables of Word become sheets with the paragraphs that stand before them,
so that one reader recognises and judges all of them. Nothing is written anywhere.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.reading import (
    Budget,
    CellValue,
    FileLimits,
    FileRefusal,
    Sheet,
    Workbook,
    WorkbookPackage,
    read_workbook,
    stream_part,
)

_JSON = re.compile(rb"^(?:\xef\xbb\xbf)?\s*[\[{]")
_WORD = "word/document.xml"
_DEEPEST = 40
MOST_COLUMNS = 400


def open_file(source: Path | bytes, file_name: str, limits: FileLimits | None = None) -> Workbook:
    """A file as sheets, whatever it is by its content. Raises ``FileRefusal`` with one sentence and its cure."""
    limits = limits or FileLimits()
    if isinstance(source, Path) and source.is_file() and source.stat().st_size > limits.file_bytes:
        raise FileRefusal("too_large", file=file_name, limit=limits.file_bytes // 2**20)
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as fault:
        raise FileRefusal("missing", file=file_name) from fault
    budget = Budget(limits, file_name)
    if len(content) > limits.file_bytes:
        raise FileRefusal("too_large", file=file_name, limit=limits.file_bytes // 2**20)
    if _JSON.match(content[:200]):
        return _book(content, file_name, "json", [_json_sheet(content, budget)])
    if content[:2] == b"PK" and _is_word(content):
        return _book(content, file_name, "docx", _word_sheets(content, budget))
    return read_workbook(source, file_name=file_name, limits=limits)


def _book(content: bytes, file_name: str, kind: str, sheets: list[Sheet]) -> Workbook:
    return Workbook(Path(file_name), file_name, hashlib.sha256(content).hexdigest(), kind, sheets)


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.replace("\\", "/").lower().lstrip("/") == _WORD for name in archive.namelist())
    except Exception:  # zipfile raises a dozen kinds on damaged archives; the reader of workbooks says what is wrong
        return False


def _json_sheet(content: bytes, budget: Budget) -> Sheet:
    """The records of a JSON file under their keys: an array of objects, or the first such array in an object."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise FileRefusal("json", file=budget.file) from fault
    records = _records(told)
    if not records:
        raise FileRefusal("json_table", file=budget.file)
    heads: dict[str, None] = {}
    flat = []
    for at, record in enumerate(records):
        if at % 1000 == 0:
            budget.tick()
        flat.append(dict(_flattened(record, budget)))
        heads |= dict.fromkeys(flat[-1])
        if len(heads) > MOST_COLUMNS:
            raise FileRefusal("json_table", file=budget.file)
    budget.add_sheet("JSON", len(flat) + 1, len(heads), f"row {len(flat) + 1}")
    rows: list[list[CellValue]] = [list(heads), *([one.get(name) for name in heads] for one in flat)]
    return Sheet("JSON", rows)


def _records(told: Any) -> Sequence[Mapping[str, Any]]:
    if isinstance(told, dict):
        lists = [value for value in told.values() if isinstance(value, list) and value]
        told = next((one for one in lists if all(isinstance(item, dict) for item in one)), [])
    return told if isinstance(told, list) and all(isinstance(one, dict) for one in told) else []


def _flattened(record: Mapping[str, Any], budget: Budget) -> Iterator[tuple[str, CellValue]]:
    """A record as cells; ``metadata`` of a record lies beside its other keys, as the database of UPR Info has it."""
    for key, value in record.items():
        if key == "metadata" and isinstance(value, dict):
            yield from ((str(name), _cell(one)) for name, one in value.items())
        else:
            yield str(key), _cell(value)


def _cell(value: Any, depth: int = 0) -> CellValue:
    """A value as a cell: of a list its values on lines of their own, of {value, label} its label."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return _cell(value.get("label", value.get("value")), depth + 1)
    if isinstance(value, list):
        parts = (_cell(one, depth + 1) for one in value)
        return "\n".join(str(part) for part in parts if part not in (None, ""))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 2**53:
        return str(value)[:40]
    return value if value is None or isinstance(value, str | int | float) else str(value)


class _WordReader:
    """Collects the tables of a Word document; what stands before a table becomes its first rows."""

    def __init__(self, budget: Budget) -> None:
        self.budget, self.sheets = budget, list[Sheet]()
        self.above: list[list[CellValue]] = []
        self._depth = self._cells = 0
        self._row: list[CellValue] = []
        self._text: list[str] = []
        self._in_text = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        if tag == "tbl":
            self._depth += 1
            if self._depth == 1:
                self.above.append([_joined(self._text)] if _joined(self._text) else [])
                self._text = []
                self.sheets.append(Sheet(f"Table {len(self.sheets) + 1}", [row for row in self.above if row]))
        elif tag == "tr" and self._depth == 1:
            self._row = []
        elif tag == "tc" and self._depth == 1:
            self._text = []
        elif tag in ("br", "cr"):
            self._text.append("\n")
        elif tag == "tab":
            self._text.append(" ")
        self._in_text = tag == "t"

    def end(self, tag: str) -> None:
        self._in_text = False
        if tag == "p":
            self._text.append("\n")
            if self._depth == 0:
                self.above += [[words]] if (words := _joined(self._text)) else []
                self._text = []
        elif tag == "tc" and self._depth == 1:
            self._row.append(_joined(self._text))
            self._text = []
        elif tag == "tr" and self._depth == 1:
            self._cells += len(self._row)
            if self._cells > self.budget.limits.cells or len(self._row) > MOST_COLUMNS:
                raise FileRefusal("bomb", file=self.budget.file)
            self.sheets[-1].rows.append(self._row)
        elif tag == "tbl":
            self._depth -= 1

    def text(self, words: str) -> None:
        if self._in_text:
            self._text.append(words)


def _joined(parts: Sequence[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _word_sheets(content: bytes, budget: Budget) -> list[Sheet]:
    package = WorkbookPackage(io.BytesIO(content), budget)
    reader = _WordReader(budget)
    stream_part(package.read(_WORD), budget, start=reader.start, end=reader.end, text=reader.text)
    if not reader.sheets:
        raise FileRefusal("no_table", file=budget.file)
    return reader.sheets
