"""What a Word document is made of, piece by piece."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from docx.oxml.ns import qn

from childrights.i18n import translator
from childrights.writers.word_paper import About, Paper

ABOUT = About("Title", "Subject", "Author", "Foot", datetime(2026, 12, 1, tzinfo=UTC))


def paragraph(lang: str) -> Any:
    return Paper(ABOUT, translator(lang)).text("តើបានទទួលផលអ្វី?", notes=("One source", "Another"))._p


def said(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


@pytest.mark.parametrize(("lang", "joined"), [("km", True), ("en", False)])
def test_the_sign_of_a_footnote_never_stands_alone_on_a_line(lang: str, joined: bool) -> None:
    """ICU breaks lines behind the full stop and the question mark of Khmer where a digit follows."""
    made = paragraph(lang)
    words = said(made)
    assert ("\N{WORD JOINER}" in words) is joined and words.count("\N{WORD JOINER}") <= 1
    before = made.find(qn("w:bookmarkStart")).getprevious()
    assert (said(before) == "\N{WORD JOINER}") is joined


def test_three_digits_stand_before_the_text_of_a_numbered_paragraph() -> None:
    paper = Paper(ABOUT, translator("en"))
    levels = list(paper.document.part.numbering_part.element.iter(qn("w:lvl")))
    indents = {
        level.find(qn("w:numFmt")).get(qn("w:val")): int(level.find(qn("w:pPr")).find(qn("w:ind")).get(qn("w:hanging")))
        for level in levels
        if level.find(qn("w:pPr")) is not None and level.find(qn("w:pPr")).find(qn("w:ind")) is not None
    }
    assert indents["decimal"] >= 620, "twips: '206.' in 12 points and a space"
