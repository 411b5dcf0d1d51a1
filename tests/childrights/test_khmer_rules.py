"""Khmer sentences that say what their figures say: kinds of slips that careful readers found, held for all words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from childrights.catalogue import load_catalogue
from childrights.i18n import DOMAINS, catalogue_path, load_messages, read_catalogue, translator
from childrights.language import load_khmer_texts
from childrights.messages.vocabulary import load_message_words
from childrights.snapshot import told_note
from geo import COUNTRY, PROVINCES, area_name, area_words
from tests.childrights.messages.golden import cases

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
OURS = (
    "article_words",
    "crc_articles",
    "indicators",
    "khmer_texts",
    "message_words",
    "notes",
    "recommendations",
    "review_cycles",
    "review_rules",
    "targets",
    "topics",
)
"""Tables whose Khmer we wrote ourselves; labels of others stand as they were published."""
OTHER_SPELLINGS = ("\u17d2\u178a", "\u17b2")
"""Da below a letter and the other letter of "to give": either looks like its twin, so one of the two is written."""


def in_catalogues() -> Iterator[tuple[str, str]]:
    for domain in DOMAINS:
        for message in read_catalogue(catalogue_path("km", domain)):
            if message.id:
                yield (
                    message.id if isinstance(message.id, str) else message.id[0],
                    message.string if isinstance(message.string, str) else message.string[0],
                )


def in_tables() -> Iterator[tuple[str, str]]:
    for name in OURS:
        with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from ((f"{name}.csv {column}", text) for column, text in row.items() if column.endswith("_km"))


def test_one_spelling_of_letters_that_look_the_same() -> None:
    help_pages = Path(__file__).resolve().parents[2].glob("docs/help/*.km.md")
    texts = (*in_catalogues(), *in_tables(), *((path.name, path.read_text(encoding="utf-8")) for path in help_pages))
    assert [where for where, text in texts if any(twin in text for twin in OTHER_SPELLINGS)] == []


def test_one_convention_for_numbers_quotations_and_per_cent() -> None:
    """Everything is kept in Western digits, a comma parting thousands and a point decimals; whoever wants Khmer ones
    is told them by one conversion."""
    assert [where for where, text in (*in_catalogues(), *in_tables()) if re.search("[០-៩]", text)] == []
    glued = re.compile(r"(?<=[\u1780-\u17d3])(?<!ទី)\d|\d(?=[\u1780-\u17b3])")
    assert [(where, text) for where, text in in_tables() if glued.search(text)] == []
    for where, text in in_catalogues():
        assert not re.search(r"[“”០-៩]|[0-9}]%", text), where


@pytest.mark.parametrize("code", PROVINCES)
def test_a_province_is_called_one_inside_a_sentence(code: str) -> None:
    told = area_words(code, "km")
    assert told == ("រាជធានី" if code == "KH12" else "ខេត្ត") + area_name(code, "km")
    assert area_words(code, "en") == area_name(code, "en")


def test_the_country_and_survey_areas_are_named_inside_a_sentence() -> None:
    assert area_words(COUNTRY, "km") == "កម្ពុជា"
    assert area_words("KH12+KH24", "km") == "រាជធានីភ្នំពេញ + ខេត្តប៉ៃលិន"


def test_no_sentence_names_a_province_barely() -> None:
    names = "|".join(area_name(code, "km") for code in PROVINCES)
    bare = re.compile(rf"នៅ(?!ខេត្ត|រាជធានី)(?:{names})")
    sentences = [one[name] for one in cases() for name in ("headline_km", "support_km", "caveat_km")]
    assert [text for text in sentences if bare.search(text)] == []
    assert any("នៅខេត្ត" in text for text in sentences)


def test_a_difference_is_not_a_limit() -> None:
    """ "X តិចជាង 35 %" says "under 35 %"; what is told is how far apart the two lie."""
    words = load_messages("km")
    for found in ("lower", "higher", "fewer", "more", "fewer per {base}", "more per {base}"):
        assert "គម្លាត {amount}" in words[f"{{amount}} {found}"][0], found
    for way in ("less", "more"):
        assert "គម្លាត {share} %" in words[f"Relative to the {{base}} {{of}}, that is {{share}} % {way}."][0]
    limit = re.compile(r"៖ (?:ខ្ពស់|ទាប|តិច|ច្រើន)ជាង \d")
    assert [one["headline_km"] for one in cases() if limit.search(one["headline_km"])] == []


def test_no_count_of_a_rate_follows_a_year_or_another_number() -> None:
    """ "អាយុ 15–19 ឆ្នាំ 1,000" are two numbers in one, and "ក្នុងមួយឆ្នាំ 117" is the year 117."""
    rates = [one["headline_km"] for one in cases() if "1,000" in one["headline_km"]]
    assert rates and [text for text in rates if re.search(r"ឆ្នាំ (?:ប្រហែល )?1,000|មួយឆ្នាំ \d", text)] == []
    for one in load_message_words().values():
        if one.kind == "rate":
            assert one.counter_km in ("នាក់", "ករណី") and not one.verb_km.startswith("មរណភាព"), one.indicator


def test_a_negation_is_whole() -> None:
    """A closing ទេ without មិន, គ្មាន or ពុំ before it denies nothing."""
    for where, text in in_catalogues():
        for sentence in re.split("[។៖?]", text):
            if (
                sentence.rstrip().endswith("ទេ")
                and not sentence.rstrip().endswith(("ឬទេ", "មែនទេ", "អត់ទេ", "ទទេ"))
                and sentence != "ទេ"
            ):
                assert re.search("មិន|គ្មាន|ពុំ|កុំ|តែ", sentence), where


def test_an_article_sets_a_duty_and_tells_no_fact() -> None:
    with (REFERENCE / "article_words.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["article"]: row["plain_km"] for row in csv.DictReader(file)}
    assert [number for number, text in rows.items() if "ត្រូវបានការពារ" in text or "ត្រូវបានប្រព្រឹត្ត" in text] == []
    assert all("ត្រូវតែទទួលបាន" in rows[number] for number in ("32", "33", "34", "36", "38", "40"))


def test_every_definition_and_all_terms_of_use_are_told_in_khmer() -> None:
    catalogue = load_catalogue()
    texts = {one.definition_en for one in catalogue.indicators.values()}
    texts |= {one.licence_note for one in catalogue.sources.values()}
    told = load_khmer_texts()
    assert texts - told.keys() == set()
    assert told.keys() - texts == {"Quoted by a member; confirm the terms with the publisher"}  # of sources of members
    notes = {one.comparability_note for one in catalogue.indicators.values()}
    assert [note for note in notes if told_note(note, translator("km")) == note and note] == []
