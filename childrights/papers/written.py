"""What people wrote in the chapters of a paper, with what its live codes say today, as passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from childrights.catalogue import Catalogue
from childrights.certificate import birth
from childrights.composer import Desks
from childrights.i18n import Translator
from childrights.papers.choice import Chapter
from childrights.papers.live import Sources, Told, say_codes
from childrights.papers.text import HEADING, ITEM, Block, fill_in, read_text
from childrights.snapshot import Snapshot
from childrights.writers import BODY, PaperBlock, Passage, Span
from childrights.writers import ITEM as POINT
from geo import COUNTRY


def written_texts(
    snapshot: Snapshot,
    catalogue: Catalogue,
    chapters: Iterable[Chapter],
    t: Translator,
    desks: Desks,
    sources: Sources | None,
    told: Mapping[str, Told],
) -> dict[str, tuple[PaperBlock, ...]]:
    """By the key of a chapter what was written in it; chapters without a text are left out."""
    found: dict[str, tuple[PaperBlock, ...]] = {}
    for one in chapters:
        if one.text.strip():
            asked = sources or Sources(
                catalogue,
                lambda code: birth.birth(snapshot, catalogue, code),
                lambda code: desks.at(COUNTRY)[code],
            )
            said = say_codes(one.text, asked, t, told.get(one.key))
            blocks, notes = fill_in(read_text(one.text), [each.spoken for each in said])
            found[one.key] = tuple(_passage(block, notes) for block in blocks if block.plain.strip())
    return found


def _passage(block: Block, notes: Sequence[str]) -> Passage:
    """A block as a passage; a heading within a chapter is a line in bold."""
    spans = tuple(
        Span(
            run.text,
            run.bold or block.kind == HEADING,
            run.italic,
            run.link,
            notes[run.note - 1] if run.note else "",
        )
        for run in block.runs
    )
    return Passage(block.plain, POINT if block.kind == ITEM else BODY, spans=spans)
