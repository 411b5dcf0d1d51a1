"""What ``brief`` of the command line does: composes the brief and hands it to the writer that the ending names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path

from childrights.briefs import Brief, brief_about
from childrights.catalogue import Catalogue
from childrights.composer import Scope
from childrights.export import ExportError
from childrights.files import write_output
from childrights.i18n import N_
from childrights.snapshot import Snapshot

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
        raise ExportError(
            N_("'{ending}' is not a format of briefs; choose one of {known}."), ending=ending, known=", ".join(WRITERS)
        )
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
) -> int:
    """Write the brief of one right, indicator or province to ``out``; returns how many figures it holds.

    Raises ``UnknownCode``, ``ExportError`` and ``CannotWrite``. Nothing is written when anything is wrong.
    """
    ending = out.suffix.lower()
    if ending not in WRITERS:
        raise ExportError(
            N_("{name} does not end in a format of briefs; choose one of {known}."),
            name=out.name,
            known=", ".join(WRITERS),
        )
    if not out.parent.is_dir():
        raise ExportError(N_("{out} cannot be written: there is no folder {parent}."), out=out, parent=out.parent)
    about = {"right": right, "indicator": indicator, "area": area}
    brief = brief_about(snapshot, catalogue, today, Scope(**about), lang=lang)
    write_output(out, brief_bytes(brief, ending))
    return len(brief.observations)
