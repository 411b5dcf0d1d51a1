"""What ``brief`` of the command line does: composes the brief and hands it to the writer that the ending names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path

from childrights.briefs import Brief, brief_about
from childrights.catalogue import Catalogue
from childrights.composer import Desks, Scope
from childrights.export import ExportError
from childrights.files import write_output
from childrights.snapshot import Snapshot

ALL, WORD = "all", ".docx"
WRITERS: Mapping[str, tuple[str, str]] = {
    ".pptx": ("childrights.writers.slides", "presentation"),
    ".xlsx": ("childrights.writers.annex", "annex_workbook"),
    ".docx": ("childrights.writers.word", "word_document"),
    ".pdf": ("childrights.writers.sheet", "sheet_document"),
}
"""Module and function of each format by the ending of the file; the function takes a ``Brief`` and gives bytes."""


def brief_bytes(brief: Brief, ending: str) -> bytes:
    """``brief`` in the format of ``ending``. Raises ``ExportError`` for one that nobody writes."""
    if ending not in WRITERS:
        raise ExportError(f"'{ending}' is not a format of briefs; choose one of {', '.join(WRITERS)}.")
    module, function = WRITERS[ending]
    content: bytes = getattr(import_module(module), function)(brief)
    return content


def write(
    snapshot: Snapshot,
    catalogue: Catalogue,
    out: Path,
    today: date,
    *,
    lang: str = "en",
    right: str = "",
    indicator: str = "",
    area: str = "",
    form: str = "",
) -> int:
    """Write the brief of one right, indicator or province to ``out``; returns how many figures it holds.

    A Word report has a ``form``, one of ``word.FORMS``, and may be about all rights at once (``right`` is ``all``).
    Raises ``UnknownCode``, ``ExportError`` and ``CannotWrite``. Nothing is written when anything is wrong.
    """
    ending = out.suffix.lower()
    if ending not in WRITERS:
        raise ExportError(f"{out.name} does not end in a format of briefs; choose one of {', '.join(WRITERS)}.")
    if not out.parent.is_dir():
        raise ExportError(f"{out} cannot be written: there is no folder {out.parent}.")
    about = {"right": right, "indicator": indicator, "area": area}
    if ending == WORD:
        desks = Desks(snapshot, catalogue, today.year)
        each = _each(about, catalogue)
        briefs = [brief_about(snapshot, catalogue, today, Scope(**one), lang=lang, desks=desks) for one in each]
        content = import_module("childrights.writers.word").report_bytes(briefs, form)
    elif form or right == ALL:
        raise ExportError(f"Only a Word report ({WORD}) has a form or is about all rights at once.")
    else:
        briefs = [brief_about(snapshot, catalogue, today, Scope(**about), lang=lang)]
        content = brief_bytes(briefs[0], ending)
    write_output(out, content)
    return len({one for brief in briefs for one in brief.observations})


def _each(about: Mapping[str, str], catalogue: Catalogue) -> list[Mapping[str, str]]:
    """What each brief of a report is about: every cluster of the Convention for all rights."""
    if about["right"] != ALL:
        return [about]
    return [{**about, "right": code} for code, cluster in catalogue.clusters.items() if cluster.number]
