"""Every word of the code is in both catalogues, no Khmer word is empty, attested terms win."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from childrights.i18n import DOMAINS, LANGUAGES, Translator, catalogue_path, load_messages, read_catalogue, translator
from tools.catalogues import first, known_translations, words_in, words_of_the_code
from tools.khmer_review import TARGET, attested_terms, review_list

PLACE = re.compile(r"\{(\w+)\}")


@cache
def used() -> Mapping[str, Sequence[str]]:
    """Every msgid of the code with the files that hold it; the whole code is read for it, so once."""
    return {first(message): places for message, places in words_of_the_code().items()}


def in_any_domain(lang: str) -> set[str]:
    return {msgid for domain in DOMAINS for msgid in known_translations(lang, domain)}


def test_every_word_of_the_code_is_in_both_catalogues() -> None:
    elsewhere = in_any_domain("km") - set(known_translations("km", "messages"))
    assert sorted(used().keys() - in_any_domain("km")) == []
    assert sorted(used().keys() - in_any_domain("en") - elsewhere) == []


def test_no_khmer_word_is_empty() -> None:
    empty = [
        first(message.id)
        for domain in DOMAINS
        for message in read_catalogue(catalogue_path("km", domain))
        if message.id and (not message.string or (not isinstance(message.string, str) and not all(message.string)))
    ]
    assert empty == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_word_is_left_that_nobody_uses(domain: str) -> None:
    assert sorted(set(known_translations("km", domain)) - used().keys()) == []


def test_the_sentences_of_a_table_are_words_of_the_code() -> None:
    assert "etl/problems/sentences.csv" in used()["This row has a figure but no year."]
    assert "etl/problems/sentences.csv" in used()["Write the year in this cell."]
    refused = "The file {file} is empty (0 bytes): save it again and send the new copy."
    assert used()[refused] == ["etl/reading/refusals.csv"]


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_keep_the_places_to_be_filled(domain: str) -> None:
    for message in read_catalogue(catalogue_path("km", domain)):
        if not message.id:
            continue
        khmer = message.string if isinstance(message.string, str) else message.string[0]
        english = message.id if isinstance(message.id, str) else message.id[-1]
        assert Counter(PLACE.findall(khmer)) == Counter(PLACE.findall(english)), english


def test_attested_terms_win() -> None:
    attested = {english: khmer for english, khmer in attested_terms().items() if "/" not in english + khmer}
    for msgid, forms in load_messages("km").items():
        if (term := attested.get(msgid.casefold())) is not None:
            assert forms[0] == term, msgid


def test_the_review_list_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == review_list(), "run: python tools/khmer_review.py"


def test_plurals_follow_the_language() -> None:
    english, khmer = translator("en"), translator("km")
    words = ("{words}: {count} area", "{words}: {count} areas")
    assert [english.ngettext(*words, n) for n in (0, 1, 2)] == [words[1], words[0], words[1]]
    assert khmer.ngettext(*words, 1) == khmer.ngettext(*words, 5) != words[1]


def test_an_unknown_language_or_word_falls_back_to_english() -> None:
    assert translator("fr").lang == "en"
    assert Translator("km", {})._("Map") == "Map"


def test_data_without_khmer_falls_back_to_english() -> None:
    assert translator("km").pick("Map", "") == "Map"
    assert translator("km").pick("Map", "ផែនទី") == "ផែនទី"
    assert {translator(lang).pick("Map", "ផែនទី") for lang in LANGUAGES} == {"Map", "ផែនទី"}


def test_words_in_f_strings_are_found_too() -> None:
    assert words_in("f'<b>{t._(\"No figure here:\")}</b>'") == ["No figure here:"]
    assert words_in("t.ngettext('one', 'many', n)") == [("one", "many")]
    assert words_in("_(variable)") == []


def test_a_corrected_word_needs_no_compile_step(tmp_path: Path) -> None:
    path = catalogue_path("km", "messages", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Map"\nmsgstr "ផែនទីថ្មី"\n', encoding="utf-8")
    assert load_messages("km", tmp_path) == {"Map": ("ផែនទីថ្មី",)}
