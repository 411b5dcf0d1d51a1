"""The order of findings and what stands for what, on made figures that are worked out by hand."""

from __future__ import annotations

import pytest

from childrights.composer.desks import Desks
from childrights.composer.kinds import chart_of
from childrights.composer.ranking import ranked
from childrights.composer.scope import Scope
from childrights.messages.composing import answer_question
from tests.childrights.messages.making import CATALOGUE, ask_of, desk_of

YEAR = 2016
WIDE = Scope()


def order(scope: Scope, **figures: str) -> list[str]:
    """What is told of made figures by indicator, as kind, indicator and period; what only repeats follows a bar."""
    made = {code: desk_of(told, code, today=YEAR) for code, told in figures.items()}
    desks = Desks(None, CATALOGUE, YEAR)  # type: ignore[arg-type]
    desks._desks[scope.place] = made
    desks.indicators = lambda _: tuple(made)  # type: ignore[method-assign]
    found = [one for one in ranked(desks, scope) if one.finding.ask.kind != "absence"]
    words = [f"{one.finding.ask.kind} {one.finding.ask.indicator} {one.finding.ask.period}" for one in found]
    at = sum(one.told for one in found)
    return [*words[:at], "|", *words[at:]]


def test_a_change_stands_for_the_figure_it_ends_at() -> None:
    told = order(WIDE, stunting="KH 2010 40 n=4000; KH 2014 30 n=4000")

    assert told == ["change stunting 2014", "|", "level stunting 2014"]


def test_no_clear_change_never_stands_for_the_figure() -> None:
    told = order(WIDE, stunting="KH 2010 31 n=400; KH 2014 30 n=400")

    assert told == ["level stunting 2014", "|", "change stunting 2014"]


def test_the_change_stands_where_the_figure_would_have_stood() -> None:
    """The level of wasting weighs more than its small change and more than the level of another."""
    told = order(WIDE, stunting="KH 2010 75 n=9000; KH 2014 70 n=9000", wasting="KH 2014 30 n=4000")

    assert told[:2] == ["change stunting 2014", "level wasting 2014"]


def test_the_newer_comes_first() -> None:
    told = order(WIDE, stunting="KH 2006 30 n=4000", wasting="KH 2014 28 n=4000")

    assert told[:2] == ["level wasting 2014", "level stunting 2006"]


def test_an_older_figure_is_not_told_beside_the_newer_one_of_its_concept() -> None:
    both = "KH 2014 30 n=4000 i=stunting; KH 2010 38 n=4000 i=stunting_cdhs_printed"
    told = order(WIDE, stunting=both, stunting_cdhs_printed=both)

    assert [one for one in told[: told.index("|")] if "stunting_cdhs_printed" in one] == []


def test_no_topic_is_told_three_times_where_there_are_several() -> None:
    figures = (
        "KH 2014 30 n=9000; KH 2014 45 g=rural n=4000; KH 2014 15 g=urban n=4000; KH 2014 50 g=quintile_1 n=2000; "
        "KH 2014 10 g=quintile_5 n=2000; KH05 2014 60 n=900; KH06 2014 55 n=900; KH07 2014 50 n=900"
    )
    wide, narrow = order(WIDE, stunting=figures), order(Scope(topic="stunting"), stunting=figures)

    assert wide.index("|") == 2
    assert narrow.index("|") > 4


def test_a_clear_gap_stands_among_the_first_five() -> None:
    codes = ("wasting", "underweight", "stunting", "open_defecation_jmp", "child_marriage_18", "child_labour_economic")
    strong = dict.fromkeys(codes, "KH 2010 60 n=9000; KH 2014 10 n=9000")
    gap = "KH 2014 3 n=9000; KH 2014 5 g=rural n=4000; KH 2014 2 g=urban n=4000"
    told = order(WIDE, **strong, birth_registration_u5=gap)

    assert told[4] == "gap birth_registration_u5 2014"


@pytest.mark.parametrize(
    ("figures", "ask", "chart"),
    [
        ("KH 2014 30 n=4000", "level", "card"),
        ("KH 2010 40 n=4000; KH 2014 30 n=4000", "change", "trend"),
        ("KH 2014 35 g=rural n=2000; KH 2014 15 g=urban n=2000; KH 2014 30", "gap vs=residence", "groups"),
        ("KH 2014 30 n=4000; KH05 2014 60 n=900", "place KH05 vs=KH", "map"),
        ("KH 2014 30 n=4000; KH05 2014 60 n=900; KH06 2014 20 n=900; KH07 2014 20 n=900", "rank KH05", "ranking"),
        ("KH 2014 30 n=4000", "absence", "none"),
    ],
)
def test_the_chart_is_by_the_kind_of_finding(figures: str, ask: str, chart: str) -> None:
    assert chart_of(answer_question(ask_of(ask), desk_of(figures))) == chart


def test_a_map_that_stands_already_is_followed_by_the_places_in_a_row() -> None:
    found = answer_question(ask_of("place KH05 vs=KH"), desk_of("KH 2014 30 n=4000; KH05 2014 60 n=900"))

    assert (chart_of(found), chart_of(found, seen=True)) == ("map", "ranking")
