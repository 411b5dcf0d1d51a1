"""What ``brief`` of the command line does: composes the brief and hands it to the writer that the ending names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path

from childrights.briefs.compose import brief_of
from childrights.briefs.model import Brief
from childrights.catalogue import Catalogue
from childrights.exporting import ExportError
from childrights.snapshot import Snapshot

WRITERS: Mapping[str, tuple[str, str]] = {
    ".pptx": ("childrights.briefs.slides", "presentation"),
    ".xlsx": ("childrights.briefs.annex", "annex"),
    ".docx": ("childrights.briefs.word", "document"),
    ".pdf": ("childrights.briefs.sheet", "document"),
}
"""Module and function of each format by the ending of the file; the function takes a ``Brief`` and gives bytes."""


def written(brief: Brief, ending: str) -> bytes:
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
) -> int:
    """Write the brief of one right, indicator or province to ``out``; returns how many figures it holds.

    Raises ``UnknownCode`` and ``ExportError``. Nothing is written when anything is wrong.
    """
    ending = out.suffix.lower()
    if ending not in WRITERS:
        raise ExportError(f"{out.name} does not end in a format of briefs; choose one of {', '.join(WRITERS)}.")
    if not out.parent.is_dir():
        raise ExportError(f"{out} cannot be written: there is no folder {out.parent}.")
    brief = brief_of(snapshot, catalogue, today, lang=lang, right=right, indicator=indicator, area=area)
    content = written(brief, ending)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise ExportError(f"{out} cannot be written: {error.strerror or error}.") from None
    return len(brief.observations)
