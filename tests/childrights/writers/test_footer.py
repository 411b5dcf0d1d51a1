"""The foot of a slide: two sources and three codes, and how many more there are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from childrights.briefs.model import sentences_of
from childrights.i18n import translator
from childrights.writers.slides import slide_footer


@pytest.mark.parametrize(
    ("sources", "codes", "foot"),
    [
        ("", "", "Data D"),
        ("A", "1", "Source: A · Data D · codes 1"),
        ("AB", "123", "Source: A; B · Data D · codes 1, 2, 3"),
        ("ABC", "1234", "Source: A; B; 1 more source · Data D · codes 1, 2, 3 and 1 more"),
        ("ABCD", "12345", "Source: A; B; 2 more sources · Data D · codes 1, 2, 3 and 2 more"),
        # One publisher of several tables is named once
        ("AABA", "", "Source: A; B · Data D"),
    ],
)
def test_the_foot_of_a_slide_says_how_much_more_there_is(sources: str, codes: str, foot: str) -> None:
    given = [SimpleNamespace(publisher=one, year="") for one in sources]
    section: Any = SimpleNamespace(sources=given, codes=tuple(codes))
    brief: Any = SimpleNamespace(data_label="D")
    assert slide_footer(brief, section, translator("en")) == foot


def test_a_source_is_cited_with_its_year_where_it_has_one() -> None:
    given = [SimpleNamespace(publisher="A", year="2014"), SimpleNamespace(publisher="A", year="")]
    section: Any = SimpleNamespace(sources=given, codes=())
    brief: Any = SimpleNamespace(data_label="D")
    assert slide_footer(brief, section, translator("en")) == "Source: A (2014); A · Data D"


@pytest.mark.parametrize(
    ("text", "parts"),
    [("One. Two.", ["One.", "Two."]), ("មួយ។ ពីរ។", ["មួយ។", "ពីរ។"]), ("12.5 per cent", ["12.5 per cent"]), ("", [])],
)
def test_cautions_are_parted_at_their_sentences(text: str, parts: list[str]) -> None:
    assert sentences_of(text) == parts
