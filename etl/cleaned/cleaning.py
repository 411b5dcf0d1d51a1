"""Files that earlier versions kept as they were received give way to their cleaned copies."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from childrights.catalogue import RefusedFile, load_catalogue
from etl.cleaned.cleaned import Much, cleaned_copy, cleaned_sheets, write_cells
from etl.ledger import State, Upload, figures_of, memory_of, set_copy, uploads
from etl.problems import CheckResult
from etl.reading import read_workbook
from etl.understanding import check_file


def replace_originals(state: State) -> None:
    """Replace every file that is kept as received by a cleaned copy, and remove it; nothing to do in a newer state.

    What was decided when the file was accepted is not known any more. Where the file is read otherwise without it, the
    copy holds what the accepted figures need; where it is refused today, nothing is kept of it but its figures. The
    copy is in the ledger before the file goes, so whatever stops this only leaves it to the next build.
    """
    if not state.originals.is_dir():
        return
    for sent in uploads(state):
        original = state.originals / sent.sha256
        if original.is_file() and not sent.copy:
            set_copy(state, sent, _copy_of(state, sent, original))
    with suppress(OSError):  # Windows: what somebody still holds stays until the next build
        for path in state.originals.iterdir():
            path.unlink()
        state.originals.rmdir()


def _copy_of(state: State, sent: Upload, original: Path) -> bytes:
    catalogue = load_catalogue()
    memory = memory_of(state, sent.member)

    def check(file: Path | bytes) -> CheckResult:
        return check_file(file, catalogue=catalogue, memory=memory, file_name=sent.file_name)

    try:
        workbook = read_workbook(original, file_name=sent.file_name)
    except RefusedFile:
        return b""
    found = replace(check(original), observations=figures_of(state, sent))
    copy = cleaned_copy(workbook, found, lambda content: check(content).observations)
    if copy:
        return copy
    sheets = cleaned_sheets(workbook, found, Much.FIGURES)
    return write_cells(sheets) if sheets else b""
