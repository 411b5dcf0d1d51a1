"""Each problem is said in both languages, and never gives away what must stay hidden."""

from __future__ import annotations

import re

from childrights.i18n import translator
from etl.problems.sentence_table import SENTENCES
from etl.problems.sentences import UNIT_WORDS, problem, say

KHMER = translator("km")._


def test_every_sentence_stands_in_both_languages() -> None:
    # Rows of publishers, and what no publication could hold, are told without a cure: nobody can write in them.
    uncured = {code for (code, _), sentence in SENTENCES.items() if not sentence.cure}
    assert uncured <= {"fetched_row", "unsound"}
    for message in {one for sentence in SENTENCES.values() for one in sentence if one} | set(UNIT_WORDS.values()):
        gaps = sorted(re.findall(r"\{\w+\}", message))
        assert sorted(re.findall(r"\{\w+\}", KHMER(message))) == gaps, message
        assert KHMER(message) != message, message


def test_gaps_are_filled_and_a_cure_without_its_words_is_left_out() -> None:
    found = problem("unknown_area", "doubtful", "error", "Data", "A5", "Kampong Spue", candidates="Kampong Speu")
    assert found.message == "“Kampong Spue” is not a place we know." and "Kampong Speu" in found.suggestion
    assert problem("unknown_area", "doubtful", "error", "Data", "A5", "X", candidates="").suggestion == ""
    assert "Kampong Speu" in say(found, KHMER)[1] and say(found, lambda text: text) == (found.message, found.suggestion)


def test_units_are_said_in_words() -> None:
    found = problem("missing_unit", "contradicts", "error", "Data", "B1", "x", declared="number", unit="percent")
    assert "per cent" in found.message and "ភាគរយ" in say(found, KHMER)[0]


def test_hidden_values_stay_hidden() -> None:
    small = problem("small_count", "count", "error", "Data", "B2", 3.0)
    person = problem("personal_data", "name", "error", "Data", "B1", "Child name")
    assert small.value == "" and "3" not in small.message + small.suggestion.replace("<5", "")
    assert person.value == "" and "Child name" in person.message


def test_a_long_value_is_shortened() -> None:
    assert len(problem("not_a_number", "words", "error", "Data", "B2", "x" * 500).value) <= 60
