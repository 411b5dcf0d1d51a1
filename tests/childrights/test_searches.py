"""Where else was looked: the table is checked cell by cell, and never says missing of what is held."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.silences import ELSEWHERE, NOT_FOUND, Search, SearchPlace
from childrights.catalogue.tables import ReferenceTableError
from childrights.gaps.ranking import judged
from childrights.gaps.searched import is_held, open_search, overtaken
from childrights.gaps.words import search_words
from childrights.i18n import translator
from childrights.snapshot.known_facts import Fact, indicator_facts
from childrights.snapshot.snapshot import Snapshot
from geo.provinces import PROVINCES
from geo.tables import REFERENCE_FOLDER

CATALOGUE = load_catalogue()
STUNTING = CATALOGUE.topics["stunting"]
PLACES = tuple(SearchPlace(code, code.upper(), code.upper(), True, "") for code in ("a", "b", "c"))
SEARCH = Search(
    ("stunting",), (), "province", "CDHS", 2021, 2022, NOT_FOUND, PLACES, date(2026, 11, 29), "we", "យើង", "", ""
)


def fact(areas: str, start: int, end: int = 0, splits: str = "", indicator: str = "stunting") -> Fact:
    return Fact(indicator, start, end or start, False, frozenset(areas.split()), frozenset(splits.split()))


@pytest.mark.parametrize(
    ("level", "first", "last", "of", "held"),
    [
        ("province", 2021, 2022, fact("KH01 KH02", 2021, 2022), True),
        ("province", 2021, 2022, fact("KH02+KH24", 2021, 2022), True),
        ("province", 2021, 2022, fact("KH01", 2014), False),
        ("province", 2021, 2022, fact("KH", 2021, 2022), False),
        ("province", None, None, fact("KH01", 1998), True),
        ("province", 2018, None, fact("KH01", 2014, 2015), False),
        ("province", 2018, None, fact("KH01", 2017, 2018), True),
        ("province", None, 2010, fact("KH01", 2011), False),
        ("country", 2022, 2023, fact("KH", 2022), True),
        ("country", 2022, 2023, fact("KH01", 2022), False),
        ("country", 2022, 2023, fact("KH", 2021), False),
        ("wealth", None, None, fact("KH", 2014, splits="wealth sex"), True),
        ("disability", None, None, fact("KH", 2014, splits="wealth sex"), False),
    ],
)
def test_a_search_ends_when_what_it_looked_for_is_held(
    level: str, first: int | None, last: int | None, of: Fact, held: bool
) -> None:
    search = replace(SEARCH, level=level, first=first, last=last)
    assert is_held(search, level, [fact("", 1900), of]) is held
    found = open_search(replace(CATALOGUE, searches=(search,)), STUNTING, [of], [level])
    assert (found is None) is held


def test_what_is_published_of_provinces_elsewhere_is_held_with_the_last_province() -> None:
    there = replace(SEARCH, state=ELSEWHERE)
    some, rest = fact("KH", 2021), fact(" ".join(PROVINCES[1:]), 2021, 2022)
    assert not is_held(there, "province", [some, rest]) and is_held(SEARCH, "province", [some, rest])
    assert is_held(there, "province", [rest, fact(PROVINCES[0], 2022)])
    assert not is_held(there, "province", [rest, fact(PROVINCES[0], 2014)])


def test_who_publishes_provinces_publishes_the_country_too() -> None:
    there = replace(CATALOGUE, searches=(replace(SEARCH, state=ELSEWHERE),))
    assert open_search(there, STUNTING, (), ["country"]) is there.searches[0]
    assert open_search(there, STUNTING, [fact("KH", 2021)], ["country"]) is None
    assert open_search(replace(CATALOGUE, searches=(SEARCH,)), STUNTING, (), ["country"]) is None


def test_a_search_speaks_of_its_own_topic_level_and_indicator_only() -> None:
    one = replace(SEARCH, topics=(), indicators=("stunting_jme",))
    catalogue = replace(CATALOGUE, searches=(one,))
    assert open_search(catalogue, STUNTING, (), ["province"]) is None
    assert open_search(catalogue, STUNTING, (), ["country"], "stunting_jme") is None
    assert open_search(catalogue, STUNTING, (), ["province"], "stunting") is None
    assert open_search(catalogue, STUNTING, (), ["country", "province"], "stunting_jme") is one
    other = [fact("KH01", 2021)]
    assert open_search(catalogue, STUNTING, other, ["province"], "stunting_jme") is one
    assert open_search(catalogue, STUNTING, [replace(other[0], indicator="stunting_jme")], ["province"]) is None


def test_of_several_searches_the_newest_day_then_the_one_that_found_something_then_the_newest_years_tells() -> None:
    early = replace(SEARCH, day=date(2026, 1, 1), state=ELSEWHERE, found_en="x")
    there, later = replace(SEARCH, state=ELSEWHERE), replace(SEARCH, state=ELSEWHERE, first=2023, last=2024)
    for order in ((early, SEARCH, there, later), (later, there, SEARCH, early)):
        assert open_search(replace(CATALOGUE, searches=order), STUNTING, (), ["province"]) is later
    assert open_search(replace(CATALOGUE, searches=(early, SEARCH)), STUNTING, (), ["province"]) is SEARCH


def test_only_three_places_by_name_make_a_search_thorough() -> None:
    assert SEARCH.thorough
    assert not replace(SEARCH, places=PLACES[:2]).thorough
    assert not replace(SEARCH, places=(*PLACES[:2], replace(PLACES[2], named=False))).thorough
    assert not replace(SEARCH, state=ELSEWHERE).thorough


def test_no_search_says_missing_of_what_is_held(shipped: Snapshot) -> None:
    assert overtaken(CATALOGUE, indicator_facts(shipped)) == []


def test_a_search_that_was_overtaken_is_named_with_what_to_do() -> None:
    catalogue = replace(CATALOGUE, searches=(SEARCH, replace(SEARCH, topics=(), indicators=("stunting_jme",))))
    assert overtaken(catalogue, [fact("KH01", 2021)]) == [
        "searches.csv: the search of 2026-11-29 for stunting (province, 2021-2022) says not_found, but such figures are "
        "held by now: take stunting out of that row"
    ]


@pytest.mark.parametrize(
    ("search", "english"),
    [
        (None, "It has not been looked for elsewhere yet."),
        (SEARCH, "Looked for on 29 November 2026 in A, B and C, and not found there (CDHS)."),
        (replace(SEARCH, round=""), "Looked for on 29 November 2026 in A, B and C, and not found there."),
        (
            replace(SEARCH, state=ELSEWHERE, found_en="25 areas", places=PLACES[:1]),
            "Published elsewhere, not collected here yet: CDHS: 25 areas. Looked up on 29 November 2026 in A.",
        ),
    ],
)
def test_the_three_states_are_told_with_day_and_places(search: Search | None, english: str) -> None:
    assert search_words(search, translator("en")) == english
    khmer = search_words(search, translator("km"))
    assert khmer != english and ("2026" in khmer) is (search is not None)


def test_every_topic_that_can_be_missing_has_a_body_of_the_state_with_a_source() -> None:
    open_ones = {one.code for one in judged(CATALOGUE) if CATALOGUE.duties[one.code].bearer is None}
    assert open_ones <= {"helpline_contacts_abuse"}, "name the body that publishes it in data/reference/duties.csv"
    for duty in CATALOGUE.duties.values():
        # Who counts people is not who can change how they live.
        assert duty.actor is None or duty.actor.code != "mop"
        assert (duty.bearer is None) or (duty.source.startswith("http") and duty.publishes_en and duty.publishes_km)
        assert duty.bearer is None or duty.bearer.name_source.startswith("http")


@pytest.mark.parametrize(
    ("file", "column", "value", "words"),
    [
        ("searches.csv", "topics", "stuntig", "'stuntig' is not one of the topics"),
        ("searches.csv", "indicators", "nothing", "'nothing' is not one of the indicators"),
        ("searches.csv", "topics", "", "a search is for one of them at least"),
        ("searches.csv", "level", "commune", "is not known"),
        ("searches.csv", "state", "found", "is not known"),
        ("searches.csv", "places", "", "name at least one place"),
        ("searches.csv", "places", "camstat;mars", "'mars' is not in search_places.csv"),
        ("searches.csv", "day", "29/11/2026", "write it like 2026-11-29"),
        ("searches.csv", "year_from", "2030", "lies before 2030"),
        ("searches.csv", "by_en", "", "is empty"),
        ("searches.csv", "found_km", "", "is empty"),
        ("search_places.csv", "named", "maybe", "is not known"),
        ("search_places.csv", "name_km", "", "is empty"),
        ("duties.csv", "topic", "stuntig", "is not a topic"),
        ("duties.csv", "topic", "wasting", "stands in the table twice"),
        ("duties.csv", "counts", "horses", "is not known"),
        ("duties.csv", "duty_bearer", "mars", "is not in duty_bearers.csv"),
        ("duties.csv", "source", "", "is empty"),
        ("duties.csv", "acts", "mars", "is not in duty_bearers.csv"),
        ("duties.csv", "acts", "mowa", "is empty"),
        ("duty_bearers.csv", "name_km", "", "is empty"),
        ("duty_bearers.csv", "name_source", "", "is empty"),
        ("duty_bearers.csv", "code", "moeys", "stands in the table twice"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_address(
    tmp_path: Path, file: str, column: str, value: str, words: str
) -> None:
    folder = shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference")
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[1][rows[0].index(column)] = value
    with (folder / file).open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    with pytest.raises(ReferenceTableError, match=words) as refusal:
        load_catalogue(folder)
    assert refusal.value.file == file and refusal.value.row in (2, 3)
