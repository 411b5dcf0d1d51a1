"""How long briefs take: composed and written, beside an empty document of the same library."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pptx import Presentation

from bench.measure import Case
from childrights.briefs import brief_of
from childrights.catalogue import load_catalogue
from childrights.snapshot import Snapshot, open_current
from childrights.writers import brief_bytes
from etl.ledger import State
from etl.snapshot import build

TODAY = date(2026, 11, 25)


def cases() -> Iterator[Case]:
    """A province as PowerPoint and as Excel, each against an empty deck of ours."""
    with tempfile.TemporaryDirectory() as name:
        build(State(Path(name)))
        snapshot = open_current(Path(name))
        for ending, limit in ((".pptx", 500), (".xlsx", 250)):
            yield Case(
                f"brief {ending}",
                f"a province's {ending} composed and written, against saving an empty deck",
                lambda ending=ending: province(snapshot, ending),  # type: ignore[misc]
                empty_deck,
                limit=limit,
                rounds=3,
            )
        snapshot.close()


def province(snapshot: Snapshot, ending: str) -> None:
    """The brief of Ratanakiri."""
    brief_bytes(brief_of(snapshot, load_catalogue(), TODAY, area="KH16"), ending)


def empty_deck() -> None:
    """What python-pptx takes for a deck with nothing in it."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    deck.save(io.BytesIO())
