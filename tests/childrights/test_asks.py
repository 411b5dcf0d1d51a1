"""What the State is asked to publish: whole sentences, and nobody is asked for what is published elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.silences import ELSEWHERE, NOT_FOUND, Search, SearchPlace
from childrights.gaps.asks import STATE_BEARER, ask_words, asks_of, bearer_words, by_bearer, holding_words
from childrights.gaps.ranking import GAPS, RankedGap, ranking
from childrights.i18n import LANGUAGES, translator
from childrights.rights.recommendations import load_recommendations
from childrights.snapshot.snapshot import Snapshot

CATALOGUE = load_catalogue()
ENGLISH, KHMER = (translator(lang) for lang in LANGUAGES)
PLACES = tuple(SearchPlace(name, name, name, True, "") for name in ("A", "B", "C"))
SEARCH = Search((), (), "province", "", None, None, NOT_FOUND, PLACES, date(2026, 11, 29), "us", "យើង", "", "")


def gap(kind: str, topic: str = "stunting", year: int | None = None, search: Search | None = None) -> RankedGap:
    article = 12 if kind == "right_unmeasured" else None
    topic = "" if article else topic
    places = ("KH01", "KH02") if kind == "some_provinces" else ()
    return RankedGap(1, kind, 100, "DHW", topic, article, year, places, 0, False, search, (2022, 2014))


@pytest.mark.parametrize(
    ("gaps", "english"),
    [
        (
            [gap("never")],
            "We ask the Ministry of Health to publish figures on “Stunting”, or to say where they are published.",
        ),
        (
            [gap("old_province", year=2014), gap("no_disability"), gap("no_sex")],
            "We ask the Ministry of Health to publish figures on “Stunting” for every province, of years after 2014; split "
            "by disability and sex, or to say where they are published.",
        ),
        (
            [gap("old_province", year=2019), gap("some_provinces", year=2019)],
            "We ask the Ministry of Health to publish figures on “Stunting” for every province, of years after 2019, or to "
            "say where they are published.",
        ),
        (
            [gap("old_national", year=2012), gap("measured_once", year=2012)],
            "We ask the Ministry of Health to publish figures on “Stunting” for the whole country, of years after 2012, or "
            "to say where they are published.",
        ),
        (
            [gap("no_province", search=SEARCH)],
            "We ask the Ministry of Health to publish figures on “Stunting” for every province. We looked for them on 29 "
            "November 2026 in A, B and C and did not find them.",
        ),
        (
            [gap("no_province", search=replace(SEARCH, state=ELSEWHERE)), gap("no_wealth")],
            "We ask the Ministry of Health to publish figures on “Stunting” split by household wealth, or to say where "
            "they are published.",
        ),
        ([gap("no_province", search=replace(SEARCH, state=ELSEWHERE))], ""),
        (
            [gap("some_provinces", "detention", 2014)],
            "We ask the Ministry of Interior to publish figures on “Children in detention” for all provinces (2 have none "
            "of 2014 here), or to say where they are published.",
        ),
        (
            [gap("right_unmeasured")],
            "We ask the Royal Government of Cambodia to publish figures on article 12 of the Convention, “Respect for the "
            "views of the child”, or to say where they are published.",
        ),
    ],
)
def test_an_ask_is_one_sentence_to_one_body(gaps: list[RankedGap], english: str) -> None:
    (ask,) = asks_of(gaps, CATALOGUE)
    assert ask_words(ask, CATALOGUE, ENGLISH) == english
    khmer = ask_words(ask, CATALOGUE, KHMER)
    assert bool(khmer) is bool(english) and "{" not in khmer
    assert not english or bearer_words(ask.bearer, CATALOGUE, KHMER) in khmer


def test_every_shipped_gap_can_be_asked_for_in_both_languages(shipped: Snapshot) -> None:
    gaps = ranking(shipped, CATALOGUE, load_recommendations(CATALOGUE), 2026)
    asks = asks_of(gaps, CATALOGUE)
    assert [one.rank for one in asks] == list(range(1, len(asks) + 1))
    assert sorted(gap.rank for one in asks for gap in one.gaps) == [gap.rank for gap in gaps]
    assert {gap.kind for gap in gaps} <= set(GAPS)
    bodies = by_bearer(asks)
    assert list(bodies)[-1] == STATE_BEARER and len(bodies) > 6
    assert sum(map(len, bodies.values())) == len(asks)
    for one in asks:
        for t in (ENGLISH, KHMER):
            said = ask_words(one, CATALOGUE, t)
            assert bool(said) is bool(one.wanted) and "{" not in said and "None" not in said
            assert "None" not in holding_words(one, t)


@pytest.mark.parametrize(
    ("newest", "english"),
    [
        ((None, None), "Held here: no published figure."),
        ((2022, None), "Newest held here: 2022 for the country, none by place."),
        ((None, 2014), "Newest held here: 2014 by place, none for the country."),
        ((2022, 2014), "Newest held here: 2022 for the country, 2014 by place."),
    ],
)
def test_the_newest_that_is_held_is_told(newest: tuple[int | None, int | None], english: str) -> None:
    (ask,) = asks_of([replace(gap("no_sex"), newest=newest)], CATALOGUE)
    assert holding_words(ask, ENGLISH) == english
