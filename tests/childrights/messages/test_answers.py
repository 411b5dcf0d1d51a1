"""Sixty questions as people type them, in both languages and with slips: each ends in a sentence."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import ReferenceTableError
from childrights.i18n import LANGUAGES, translator
from childrights.messages.answers import FIGURE, NAMED, NEAREST, SILENCE, UNKNOWN, Answer, answer_words
from childrights.messages.evidence import TopicEvidence, desk
from childrights.messages.questions import load_question_words, read_question, topic_words
from childrights.rights.recommendations import load_recommendations
from childrights.search import build_index, entries_of
from childrights.snapshot.snapshot import Snapshot

CATALOGUE = load_catalogue()
INDEX = build_index(entries_of(CATALOGUE, load_recommendations(CATALOGUE), topic_words()))
with Path(__file__).with_name("questions.csv").open(encoding="utf-8", newline="") as file:
    QUESTIONS = list(csv.DictReader(file))
"""``topic`` holds every topic that may be meant, ``group`` the groups named or the dimension."""
Ask = Callable[[str, str], Answer]


@pytest.fixture(scope="module")
def ask(shipped: Snapshot) -> Ask:
    @cache
    def desk_of(code: str) -> TopicEvidence:
        return desk(shipped, CATALOGUE, code, 2026)

    return lambda words, lang: answer_words(words, CATALOGUE, INDEX, desk_of, translator(lang))


def test_the_table_holds_sixty_questions_half_of_them_khmer() -> None:
    assert len(QUESTIONS) >= 60 and sum(one["lang"] == "km" for one in QUESTIONS) >= 30
    assert {one["kind"] for one in QUESTIONS} == {FIGURE, NEAREST, SILENCE, NAMED, UNKNOWN}


@pytest.mark.parametrize("one", QUESTIONS, ids=[one["question"] for one in QUESTIONS])
def test_a_question_ends_in_a_sentence(ask: Ask, one: dict[str, str]) -> None:
    found = ask(one["question"], one["lang"])
    assert found.kind == one["kind"], found
    assert found.sentence and "{" not in found.sentence + " ".join(found.more) + found.nearest
    assert found.topic in one["topic"].split(";")
    assert found.area == (one["area"] or "KH")
    asked = read_question(one["question"])
    assert one["group"] in ("", "total", " ".join(asked.codes), asked.split)
    if found.kind in (FIGURE, NEAREST):
        assert found.shown is not None and any("Source" in part or "ប្រភព" in part for part in found.more)
    assert bool(found.nearest) is (found.kind == NEAREST)
    for lang in LANGUAGES:
        assert ask(one["question"], lang).kind == found.kind


def test_what_is_asked_by_place_and_group_is_what_is_told(ask: Ask) -> None:
    told = ask("stunting Ratanakiri", "en")
    assert told.shown is not None and told.shown.area == "KH16" and "Ratanakiri" in told.sentence
    poorest = ask("stunting poorest", "en")
    assert poorest.shown is not None and poorest.shown.group.wealth == "quintile_1"
    quarters = ask("toilets poorest households", "en")
    assert quarters.shown is not None and quarters.shown.group.wealth == "quartile_1"
    assert "2010" in ask("stunting 2010", "en").sentence


def test_a_series_asked_for_by_its_own_name_answers_alone(ask: Ask) -> None:
    assert ask("Stunting (UN)", "en").indicator == "stunting_jme"
    assert ask("stunting", "en").indicator != "stunting_jme"


def test_of_several_groups_the_nearest_figure_keeps_one(ask: Ask) -> None:
    shown = ask("births with a midwife poorest rural", "en").shown
    assert shown is not None and (shown.group.wealth, shown.group.residence).count("total") == 1


def test_a_refusal_says_what_is_missing_and_the_nearest_figure(ask: Ask) -> None:
    found = ask("birth registration in Preah Vihear", "en")
    assert found.sentence == (
        "This dashboard holds no published figure on “Birth registration” for this: Preah Vihear."
    )
    assert "in Cambodia" in found.nearest and any("elsewhere" in part for part in found.more)
    hidden = ask("children in prison Siem Reap", "en")
    assert "shown for the whole country only" in hidden.sentence and hidden.nearest
    assert found.wanted and not hidden.wanted and not ask("human rights institution", "en").wanted


@pytest.mark.parametrize(
    "words", ["", "   ", "?", "ក", "a", "<b>x</b>", "១២៣", "girls", "Kampot girls", "%%%", "in the"]
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_is_typed_ends_in_a_sentence(ask: Ask, words: str, lang: str) -> None:
    assert ask(words, lang).sentence


def test_words_of_topics_lead_to_topics_that_exist() -> None:
    assert set(topic_words()) <= set(CATALOGUE.topics)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("mood:happy,happy,សប្បាយ", "write one of"),
        ("sex:purple,purple,ស្វាយ", "'purple' is no code of sex"),
        ("split:age,by age,តាមអាយុ", "'age' is not a dimension"),
        ("sex:female,,ស្រី", "is empty"),
        ("sex:female,girl,", "is empty"),
    ],
)
def test_a_wrong_row_is_refused_in_words(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "question_words.csv").write_text(f"means,words_en,words_km\n{row}\n", encoding="utf-8")
    with pytest.raises(ReferenceTableError, match=said):
        load_question_words(tmp_path)
