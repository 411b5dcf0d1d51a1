"""What is told first: every candidate of some made figures in its order, with strength and surprise worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.messages.candidate_list import candidates
from tests.childrights.messages.making import desk_of, searches

#: Name to figures, indicator, place and period asked for, and the candidates: kind, what it is set against, way,
#: strength and surprise in hundredths.
TOLD: dict[str, tuple[str, str, str, str, list[str]]] = {
    "a change for the worse before the level": (
        "KH 2010 30 n=4000; KH 2014 40 n=4000",
        "stunting",
        "KH",
        "",
        [
            "change 2010 2014 higher 100 63",
            "level KH 2014 level 100 40",
            "absence no_province  no_province 40 53",
            "absence no_disability  no_disability 40 33",
        ],
    ),
    "a change for the better": (
        "KH 2010 40 n=4000; KH 2014 30 n=4000",
        "stunting",
        "KH",
        "",
        [
            "level KH 2014 level 100 35",
            "change 2010 2014 lower 100 33",
            "absence no_province  no_province 40 53",
            "absence no_disability  no_disability 40 33",
        ],
    ),
    "the places furthest from the country, three at most": (
        "KH 2014 30 n=4000; KH05 2014 60 n=900; KH06 2014 50 n=900; KH07 2014 45 n=900; KH08 2014 42 n=900; KH09 2014 "
        "30 n=900",
        "stunting",
        "KH",
        "",
        [
            "place KH 2014 higher 100 98",
            "place KH 2014 higher 100 66",
            "place KH 2014 higher 100 50",
            "level KH 2014 level 100 35",
            "absence no_disability  no_disability 40 33",
            "absence some_provinces  some_provinces 40 30",
        ],
    ),
    "a place beside the country": (
        "KH 2014 30 n=4000; KH05 2014 60 n=900; KH06 2014 50 n=900; KH07 2014 20 n=900",
        "stunting",
        "KH05",
        "",
        ["place KH 2014 higher 100 100", "rank KH05 2014 last 100 90", "level KH05 2014 level 100 50"],
    ),
    "the best place": (
        "KH 2014 30 n=4000; KH05 2014 60 n=900; KH06 2014 50 n=900; KH07 2014 20 n=900",
        "stunting",
        "KH07",
        "",
        ["rank KH07 2014 first 100 50", "place KH 2014 lower 100 33", "level KH07 2014 level 100 30"],
    ),
    "who is furthest behind": (
        "KH 2014 30 n=4000; KH 2014 35 g=rural n=2000; KH 2014 15 g=urban n=2000",
        "stunting",
        "KH",
        "",
        [
            "gap residence 2014 higher 100 67",
            "level KH 2014 level 100 35",
            "absence no_province  no_province 40 53",
            "absence no_disability  no_disability 40 33",
        ],
    ),
    "by age nobody is behind": (
        "KH 2014 30 n=4000; KH 2014 35 g=0-1 n=2000; KH 2014 15 g=2-4 n=2000",
        "stunting",
        "KH",
        "",
        [
            "level KH 2014 level 100 35",
            "absence no_province  no_province 40 53",
            "absence no_disability  no_disability 40 33",
        ],
    ),
    "an older period is asked for": (
        "KH 2010 40 n=4000; KH 2014 30 n=4000; KH05 2010 60 n=900; KH05 2014 50 n=900",
        "stunting",
        "KH",
        "2010",
        [
            "place KH 2010 higher 50 67",
            "level KH 2010 level 50 40",
            "absence no_disability  no_disability 40 33",
            "absence some_provinces  some_provinces 40 30",
        ],
    ),
    "higher is better": (
        "KH 2010 40 n=4000; KH 2014 30 n=4000",
        "birth_registration_u5",
        "KH",
        "",
        [
            "target sdg_16_9_registration 2014 wrong_way 100 90",
            "change 2010 2014 lower 100 63",
            "level KH 2014 level 100 55",
            "absence no_disability  no_disability 40 33",
        ],
    ),
    "a rate is judged by its relative change": (
        "KH 2010 50 ci=48..52; KH 2014 80 ci=78..82",
        "infant_mortality_10y",
        "KH",
        "",
        [
            "change 2010 2014 higher 100 100",
            "level KH 2014 level 100 25",
            "absence no_province  no_province 40 53",
            "absence no_disability  no_disability 40 33",
        ],
    ),
    "only a member's figure": (
        "KH05 2015 90 k=own_survey",
        "stunting",
        "KH05",
        "",
        [
            "level KH05 2015 level 30 65",
            "absence no_disability  no_disability 40 33",
            "absence some_provinces  some_provinces 40 30",
        ],
    ),
    "an old figure leans less": (
        "KH 2000 30 n=4000",
        "stunting",
        "KH",
        "",
        [
            "level KH 2000 level 70 35",
            "absence old_national  old_national 40 61",
            "absence no_province  no_province 40 53",
        ],
    ),
    "a small sample leans less": (
        "KH 2014 30 n=40 s=small_sample",
        "stunting",
        "KH",
        "",
        [
            "level KH 2014 level 60 35",
            "absence no_province  no_province 40 53",
            "absence no_disability  no_disability 40 33",
        ],
    ),
    "no figure at all": (
        "",
        "stunting",
        "KH",
        "",
        ["absence never  never 40 80"],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_the_most_telling_comes_first(name: str) -> None:
    figures, indicator, area, period, told = TOLD[name]
    found = candidates([desk_of(figures, indicator)], area, period)
    asked = [(one, one.finding.ask) for one in found]
    assert [
        f"{ask.kind} {ask.versus or ask.area} {ask.period} {one.finding.way} "
        f"{round(100 * one.strength)} {round(100 * one.surprise)}"
        for one, ask in asked
    ] == told


def test_the_places_furthest_from_the_country_stand_in_order() -> None:
    figures = TOLD["the places furthest from the country, three at most"][0]
    asked = [one.finding.ask for one in candidates([desk_of(figures)])]
    assert [ask.area for ask in asked if ask.kind == "place"] == ["KH05", "KH06", "KH07"]


def test_several_indicators_are_told_in_one_order_and_nothing_twice() -> None:
    figures = "KH 2010 30 n=4000; KH 2014 40 n=4000"
    desks = [desk_of(figures, "birth_registration_u5"), desk_of(figures), desk_of(figures)]
    found = candidates(desks)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.finding.ask.key for one in found}) == len(found)
    assert {one.finding.indicator.code for one in found} == {"stunting", "birth_registration_u5"}


def test_what_nobody_checked_comes_after_what_is_published() -> None:
    published = desk_of("KH05 2014 30 n=4000")
    sent = desk_of("KH05 2014 90 k=own_survey", "wasting")
    layers = [{figure.layer for figure in one.finding.figures} for one in candidates([sent, published], "KH05")]
    first = layers.index({"members"})
    assert first
    assert not any("published" in one for one in layers[first:])


def test_what_is_missing_never_comes_before_what_was_found() -> None:
    """However strong the silence and however weak the figure: absence is the weakest evidence."""
    desk = desk_of("KH 2000 30 n=40 s=small_sample; KH05 2000 31 k=own_survey")
    searched = replace(desk, catalogue=replace(desk.catalogue, searches=searches("stunting", 3)))
    kinds = [one.finding.ask.kind for one in candidates([searched, desk_of("", "wasting")])]
    assert kinds.count("absence") >= 2 and kinds == sorted(kinds, key=lambda kind: kind == "absence")
