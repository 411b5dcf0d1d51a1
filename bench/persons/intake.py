"""The ways into the state: a workbook of figures, and what people type."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from bench.persons.clean import LINES, LINES_KM
from bench.persons.people import child
from bench.persons.texts import told_of
from childrights.papers import Choice
from etl.intake import accept, check_for
from etl.ledger import State
from etl.papers import comment_on, keep_draft, make_paper
from etl.permissions import owner
from etl.persons import NotKept, kept_words, tells_who
from etl.snapshot import Inputs
from tests.making import write_world

REASON, ASK, CHAPTER, COMMENT = "reason", "ask", "chapter", "comment"
WAYS = (REASON, ASK, CHAPTER, COMMENT)
WRITER = owner("officer")
Typed = tuple[str, str, bool]
"""A way, a text, and whether it was stopped."""


def world(state: State) -> Inputs:
    """One published figure, so that publishing costs little."""
    return write_world(state.home.parent, [{"area": "KH05", "value": 31.5}])


def brought_in(state: State, inputs: Inputs, file_name: str, content: bytes) -> bool:
    """Check a workbook and, where it is not refused, accept and publish it; whether it was refused."""
    found = check_for(state, content, member="Member A", file_name=file_name)
    if not found.refused:
        accept(state, content, found, member="Member A", who=owner("officer"), file_name=file_name, inputs=inputs)
    return found.refused


def typed(seed: int, number: int, shown: bool | None) -> tuple[list[Typed], list[Typed]]:
    """Texts about a child and texts about nobody, by the ways that texts take."""
    rng = Random(f"typed {seed}")
    texts = [told_of(rng, child(rng), n % 2 == 1, shown).text for n in range(number)]
    plain = [line for line in (*LINES, *LINES_KM) if "{" not in line and "@" not in line]
    with tempfile.TemporaryDirectory() as folder:
        state = State(Path(folder))
        make_paper(state, Choice("statement"), title="Joint statement", who=WRITER)
        about = [(way, text, _stopped(state, way, text)) for n, text in enumerate(texts) for way in [WAYS[n // 2 % 4]]]
        of_nobody = [(way, text, _stopped(state, way, text)) for text in plain for way in WAYS]
    return about, of_nobody


def _stopped(state: State, way: str, text: str) -> bool:
    """Whether a text is refused on its way into the state; a chapter and a comment take that of the papers."""
    if way == ASK:
        return tells_who(text)
    try:
        if way == CHAPTER:
            keep_draft(state, "P00001", "ask", text, began_from=0, who=WRITER, tab="a")
        elif way == COMMENT:
            comment_on(state, "P00001", "ask", text, who=WRITER)
        else:
            kept_words(text)
    except NotKept:
        return True
    return False
