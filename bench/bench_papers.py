"""What Word reports and fact sheets cost: against an empty document, and against the time we promise."""

from __future__ import annotations

import io
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
from childrights.snapshot import Snapshot, open_current
from childrights.writers import ALTERNATIVE, fact_sheet, report_document
from etl.ledger import State
from etl.snapshot import build

PROMISED_S, SHEET_S = 20.0, 5.0


def cases() -> Iterator[Case]:
    """An annex of every right of the Convention, and a province on two pages."""
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        build(State(Path(folder)))
        snapshot = open_current(Path(folder))
        try:
            annex = timed(lambda: all_rights(snapshot, catalogue))
            what = "every right as one Word report with its annex"
            yield Case("word", f"{what}, against an empty document", annex, timed(empty), limit=None, rounds=2)
            yield Case("word in time", f"{what}, against 20 s", annex, lambda: PROMISED_S, limit=1.0, rounds=2)
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


def all_rights(snapshot: Snapshot, catalogue: Catalogue) -> bytes:
    """One report of the nine clusters of the Convention."""
    codes = [code for code, cluster in catalogue.clusters.items() if cluster.number]
    briefs = [brief_of(snapshot, catalogue, date.today(), right=code) for code in codes]
    return report_document(briefs, catalogue, translator("en"), ALTERNATIVE)


def province(snapshot: Snapshot, catalogue: Catalogue) -> bytes:
    """The fact sheet of Ratanakiri, whose figures are most often told apart from the country's."""
    return fact_sheet(brief_of(snapshot, catalogue, date.today(), area="KH16"), catalogue, translator("en"))


def empty() -> bytes:
    """A document with nothing in it."""
    content = io.BytesIO()
    Document().save(content)
    return content.getvalue()
