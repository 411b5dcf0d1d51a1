"""Why a file is not read: one sentence each that says what is wrong and what to do, ready for translation."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from childrights.catalogue import RefusedFile


def N_(message: str) -> str:  # the customary gettext name, so that extraction finds it
    """Mark a sentence for translation; it is translated where it is shown."""
    return message


UNREADABLE = "unreadable_file"
REFUSED = "refused_file"

# key: (problem code, sentence)
SENTENCES: dict[str, tuple[str, str]] = {
    "missing": (UNREADABLE, N_("The file {file} cannot be opened: check that it is still there and try again.")),
    "empty": (UNREADABLE, N_("The file {file} is empty (0 bytes): save it again and send the new copy.")),
    "too_large": (
        REFUSED,
        N_("The file {file} is larger than {limit} MB: remove pictures and old sheets, or split it, and try again."),
    ),
    "encrypted": (
        REFUSED,
        N_("The file {file} is protected by a password: open it, remove the password, save it and try again."),
    ),
    "macro": (
        REFUSED,
        N_("The file {file} contains macros: save it as an ordinary .xlsx workbook without macros and try again."),
    ),
    "truncated": (
        UNREADABLE,
        N_("The file {file} is damaged or incomplete: open it in Excel or LibreOffice, save it again and try again."),
    ),
    "not_a_workbook": (
        UNREADABLE,
        N_("The file {file} is {found}, not a workbook: save the table as .xlsx, .ods or .csv and try again."),
    ),
    "xlsb": (
        UNREADABLE,
        N_("The file {file} is a binary Excel workbook (.xlsb): save it as .xlsx and try again."),
    ),
    "html": (
        UNREADABLE,
        N_("The file {file} is a web page saved under a workbook's name: open it in Excel, save as .xlsx, try again."),
    ),
    "bomb": (
        REFUSED,
        N_("The file {file} unpacks to far more than a workbook should: copy the table into a new workbook."),
    ),
    "names_a_person": (
        REFUSED,
        N_("The name of this file seems to name a person: give it a name that says what it holds, then try again."),
    ),
    "too_much_beside": (
        REFUSED,
        N_(
            "The file {file} holds far more words beside its cells than can be looked through: copy the table with the "
            "figures as values into a new workbook and try again."
        ),
    ),
    "dtd": (
        REFUSED,
        N_("The file {file} contains XML definitions that a workbook never needs: copy the table into a new one."),
    ),
    "too_wide": (
        REFUSED,
        N_(
            "Sheet {sheet} of {file} has something as far away as cell {cell}: delete what is not part of "
            "your table and try again."
        ),
    ),
    "merged": (
        REFUSED,
        N_(
            "The merged cells on sheet {sheet} of {file} cover more than {limit} cells, or lie over one another: copy "
            "the values into a new workbook and try again."
        ),
    ),
    "ragged": (
        REFUSED,
        N_(
            "More than {limit} lines of {file} have more or fewer fields than its header, the first is line {line}: "
            "save the table as .xlsx, or put quotation marks around fields that hold the separator, and try again."
        ),
    ),
    "too_many_sheets": (REFUSED, N_("The file {file} has more than {limit} sheets: send the ones with data only.")),
    "too_slow": (
        REFUSED,
        N_("The file {file} takes longer than {limit} seconds to read: split it into smaller files and try again."),
    ),
    "no_sheets": (UNREADABLE, N_("The file {file} has no sheet with cells: put the table on a sheet and try again.")),
    "no_text": (
        UNREADABLE,
        N_("The file {file} is text that cannot be deciphered: save it as .xlsx, or as CSV UTF-8, and try again."),
    ),
}


class Refusal(RefusedFile):
    """A refused file: ``str()`` is the English sentence, ``message_id`` and ``params`` say it in any language.

    ``code`` is the problem code, ``unreadable_file`` or ``refused_file``; ``reason`` the key in ``SENTENCES``.
    """

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = reason
        self.code, self.message_id = SENTENCES[reason]
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(self.message_id.format_map({"file": "sent", **self.params}))


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds one file may use before it is refused.

    ``cells`` counts the rectangle from A1 to the last filled cell of each sheet, added up; ``ratio`` is
    unpacked to packed size, looked at only beyond ``ratio_floor`` unpacked bytes. ``repeated`` counts filled cells of
    an .ods that are written once with a number of repeats: a few bytes may stand for gigabytes.
    ``merged`` counts the cells that merged blocks cover within what a sheet holds, those of two blocks twice;
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
    seconds: float = 90.0


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one file is read."""

    limits: Limits
    file: str
    cells: int = 0
    repeated: int = 0
    merged: int = 0
    started: float = field(default_factory=time.monotonic)

    def tick(self) -> None:
        """Refuse the file when its time is up."""
        if time.monotonic() - self.started > self.limits.seconds:
            raise Refusal("too_slow", file=self.file, limit=int(self.limits.seconds))

    def add_repeats(self, sheet: str, count: int, last_cell: str) -> None:
        """Count cells that are written once and stand many times; refuse before they are made."""
        self.repeated += count
        if self.repeated > self.limits.repeated:
            raise Refusal("too_wide", file=self.file, sheet=sheet, cell=last_cell)

    def add_merged(self, sheet: str, count: int) -> None:
        """Count cells that merged blocks cover; refuse before any of them is looked at."""
        self.merged += count
        if self.merged > self.limits.merged:
            raise Refusal("merged", file=self.file, sheet=sheet, limit=f"{self.limits.merged:,}")

    def must_hold(self, sheet: str, rows: int, cols: int, last_cell: str) -> None:
        """Refuse a sheet that is still being read as soon as it cannot pass ``add_sheet`` any more."""
        if self.cells + rows * cols > self.limits.cells:
            raise Refusal("too_wide", file=self.file, sheet=sheet, cell=last_cell)

    def add_sheet(self, sheet: str, rows: int, cols: int, last_cell: str) -> None:
        """Count a sheet's rectangle; refuse when all sheets together hold too many cells."""
        self.cells += rows * cols
        if self.cells > self.limits.cells:
            raise Refusal("too_wide", file=self.file, sheet=sheet, cell=last_cell)
