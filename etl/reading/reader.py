"""The one way in: a path becomes a workbook, or one sentence that says why not."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path, PurePath
from typing import IO

from etl.reading.file_type import KIND_WORDS, sniff, unexpected_name
from etl.reading.grid import Sheet, Workbook, a1
from etl.reading.ods import read_ods
from etl.reading.refusal import N_, Budget, FileLimits, FileRefusal
from etl.reading.text import read_text_file
from etl.reading.xls import read_xls
from etl.reading.xlsx import read_xlsx

DEFAULT_LIMITS = FileLimits()
NOTE_OTHER_TYPE = N_("The file is called {suffix} but is really {found}; it was read as what it is.")


def read_workbook(
    path: Path | str | bytes, *, limits: FileLimits = DEFAULT_LIMITS, file_name: str | None = None
) -> Workbook:
    """Read any workbook a person may send; nothing is written anywhere.

    What the file is, is decided by its content. ``file_name`` is the name shown to the person when ``path``
    is a temporary copy; ``path`` may also be what the file holds. Raises ``Refusal`` (a ``RefusedFile`` with ``code``)
    with one sentence and its cure.
    """
    if isinstance(path, bytes):
        return read_content(path, file_name or "", limits=limits)
    path = Path(path)
    name = file_name or path.name
    budget = Budget(limits, name)
    try:
        with path.open("rb") as stream:
            size = path.stat().st_size
            if size == 0:
                raise FileRefusal("empty", file=name)
            if size > limits.file_bytes:
                raise FileRefusal("too_large", file=name, limit=limits.file_bytes // 2**20)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            return _read(stream, Workbook(path, name, digest, ""), budget)
    except OSError as fault:
        raise FileRefusal("missing", file=name) from fault


def read_content(content: bytes, file_name: str, *, limits: FileLimits = DEFAULT_LIMITS) -> Workbook:
    """Read a workbook that is held in memory; see ``read_workbook``."""
    if not content:
        raise FileRefusal("empty", file=file_name)
    if len(content) > limits.file_bytes:
        raise FileRefusal("too_large", file=file_name, limit=limits.file_bytes // 2**20)
    workbook = Workbook(Path(file_name), file_name, hashlib.sha256(content).hexdigest(), "")
    return _read(io.BytesIO(content), workbook, Budget(limits, file_name))


def _read(stream: IO[bytes], workbook: Workbook, budget: Budget) -> Workbook:
    kind = sniff(stream, budget.file)
    stream.seek(0)
    if kind == "text":
        workbook.kind, workbook.sheets, workbook.notes = read_text_file(stream.read(), budget)
    else:
        workbook.kind = kind
        workbook.sheets, workbook.notes, workbook.beside = _READERS[kind](stream, budget)
    for sheet in workbook.sheets:
        _refuse_long_texts(sheet, budget)
        _cut_merged(sheet, budget)
    if unexpected_name(budget.file, kind):
        suffix = PurePath(budget.file).suffix
        workbook.notes.insert(0, NOTE_OTHER_TYPE.format(suffix=suffix, found=KIND_WORDS[kind]))
    return workbook


def _refuse_long_texts(sheet: Sheet, budget: Budget) -> None:
    """No cell of Excel holds more: a quote that was left open, or a text in which every search begins anew."""
    most = budget.limits.signs
    for row, line in enumerate(sheet.rows):
        for col, value in enumerate(line):
            if value.__class__ is str and len(value) > most:
                at = a1(row, col)
                raise FileRefusal("long_text", file=budget.file, sheet=sheet.name, cell=at, limit=f"{most:,}")


def _cut_merged(sheet: Sheet, budget: Budget) -> None:
    """Keep each merged block once and no further than one line beyond what the sheet holds."""
    rows, cols = len(sheet.rows), sheet.width
    blocks = dict.fromkeys(
        (r0, c0, min(r1, rows), min(c1, cols)) for r0, c0, r1, c1 in sheet.merged if r0 < rows and c0 < cols
    )
    budget.add_merged(sheet.name, sum((r1 - r0 + 1) * (c1 - c0 + 1) for r0, c0, r1, c1 in blocks))
    sheet.merged = tuple(blocks)


_READERS = {"xlsx": read_xlsx, "xls": read_xls, "ods": read_ods}
