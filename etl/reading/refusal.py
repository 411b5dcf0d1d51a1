"""Why a file is not read: one sentence each that says what is wrong and what to do, ready for translation."""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass, field
from pathlib import Path

from childrights.catalogue import RefusedFile


def N_(message: str) -> str:  # the customary gettext name, so that extraction finds it
    """Mark a sentence for translation; it is translated where it is shown."""
    return message


REFUSALS_FILE = Path(__file__).resolve().parent / "refusals.csv"


def _read() -> dict[str, tuple[str, str]]:
    with REFUSALS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["reason"]: (row["code"], row["text"]) for row in csv.DictReader(file)}


REFUSALS = _read()
"""Why a file is refused: reason to problem code and sentence."""


class FileRefusal(RefusedFile):
    """A refused file: ``str()`` is the English sentence, ``message_id`` and ``params`` say it in any language.

    ``code`` is the problem code, ``unreadable_file`` or ``refused_file``; ``reason`` the key in ``REFUSALS``.
    """

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = reason
        self.code, self.message_id = REFUSALS[reason]
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(self.message_id.format_map({"file": "sent", **self.params}))


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Bytes, counts and seconds one file may use before it is refused.

    ``cells`` counts the rectangle from A1 to the last filled cell of each sheet, added up; ``ratio`` is
    unpacked to packed size, looked at only beyond ``ratio_floor`` unpacked bytes. ``repeated`` counts filled cells of
    an .ods that are written once with a number of repeats: a few bytes may stand for gigabytes.
    ``merged`` counts the cells that merged blocks cover within what a sheet holds, those of two blocks twice;
    ``signs`` are those of one text, as many as a cell of Excel holds.
    ``ragged`` counts lines of a text file that have more or fewer fields than its header.
    """

    file_bytes: int = 64 * 2**20
    unpacked_bytes: int = 400 * 2**20
    ratio: float = 300.0
    ratio_floor: int = 32 * 2**20
    parts: int = 10_000
    sheets: int = 255
    cells: int = 12_000_000
    repeated: int = 1_000_000
    merged: int = 1_000_000
    ragged: int = 20_000
    signs: int = 32_767
    seconds: float = 90.0


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one file is read."""

    limits: FileLimits
    file: str
    cells: int = 0
    repeated: int = 0
    merged: int = 0
    started: float = field(default_factory=time.monotonic)

    def tick(self) -> None:
        """Refuse the file when its time is up."""
        if time.monotonic() - self.started > self.limits.seconds:
            raise FileRefusal("too_slow", file=self.file, limit=int(self.limits.seconds))

    def add_repeats(self, sheet: str, count: int, last_cell: str) -> None:
        """Count cells that are written once and stand many times; refuse before they are made."""
        self.repeated += count
        if self.repeated > self.limits.repeated:
            raise FileRefusal("too_wide", file=self.file, sheet=sheet, cell=last_cell)

    def add_merged(self, sheet: str, count: int) -> None:
        """Count cells that merged blocks cover; refuse before any of them is looked at."""
        self.merged += count
        if self.merged > self.limits.merged:
            raise FileRefusal("merged", file=self.file, sheet=sheet, limit=f"{self.limits.merged:,}")

    def must_hold(self, sheet: str, rows: int, cols: int, last_cell: str) -> None:
        """Refuse a sheet that is still being read as soon as it cannot pass ``add_sheet`` any more."""
        if self.cells + rows * cols > self.limits.cells:
            raise FileRefusal("too_wide", file=self.file, sheet=sheet, cell=last_cell)

    def add_sheet(self, sheet: str, rows: int, cols: int, last_cell: str) -> None:
        """Count a sheet's rectangle; refuse when all sheets together hold too many cells."""
        self.cells += rows * cols
        if self.cells > self.limits.cells:
            raise FileRefusal("too_wide", file=self.file, sheet=sheet, cell=last_cell)
