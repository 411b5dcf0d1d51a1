"""What Word reports and fact sheets cost: against an empty document, and against the time we promise."""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from docx import Document

from bench.measure import Case
from childrights.briefs import brief_of
from childrights.catalogue import Catalogue, load_catalogue
from childrights.i18n import translator
from childrights.papers import Choice, document, paper_bytes
from childrights.snapshot import Snapshot, open_current
from childrights.writers import fact_sheet
from etl.ledger import State
from etl.snapshot import build

PROMISED_S, SHEET_S, MEMORY_MB = 20.0, 5.0, 600.0


def cases() -> Iterator[Case]:
    """A report on every right of the Convention, in time and within memory, and a province on two pages."""
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        build(State(Path(folder)))
        snapshot = open_current(Path(folder))
        try:
            annex = timed(lambda: all_rights(snapshot, catalogue))
            what = "the Alternative Report on every right with its annex"
            yield Case("word", f"{what}, against an empty document", annex, timed(empty), limit=None, rounds=2)
            yield Case("word in time", f"{what}, against 20 s", annex, lambda: PROMISED_S, limit=1.0, rounds=2)
            peak = timed_memory(lambda: all_rights(snapshot, catalogue))
            yield Case("word in memory", f"{what}, against 600 MB", peak, lambda: MEMORY_MB, limit=1.0, rounds=1)
            sheet = timed(lambda: province(snapshot, catalogue))
            yield Case("sheet in time", "a province as PDF, against 5 s", sheet, lambda: SHEET_S, limit=1.0, rounds=3)
        finally:
            snapshot.close()


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """Seconds that ``work`` takes."""

    def run() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return run


def timed_memory(work: Callable[[], object]) -> Callable[[], float]:
    """The most memory in MB that this process held by the end of ``work``."""

    def run() -> float:
        work()
        if sys.platform == "win32":
            return 0.0
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    return run


def all_rights(snapshot: Snapshot, catalogue: Catalogue) -> bytes:
    """The Alternative Report on the nine clusters of the Convention."""
    paper = document(snapshot, catalogue, Choice("alternative", rights=("all",)), today=date.today())
    return paper_bytes(paper, ".docx", catalogue)


def province(snapshot: Snapshot, catalogue: Catalogue) -> bytes:
    """The fact sheet of Ratanakiri, whose figures are most often told apart from the country's."""
    return fact_sheet(brief_of(snapshot, catalogue, date.today(), area="KH16"), catalogue, translator("en"))


def empty() -> bytes:
    """A document with nothing in it."""
    content = io.BytesIO()
    Document().save(content)
    return content.getvalue()
