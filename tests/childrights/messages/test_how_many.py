"""How many people a percentage stands for, over the shipped figures: answered for the country, else with what is missing."""

from __future__ import annotations

from collections import Counter

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group
from childrights.messages.composing import answer_question
from childrights.messages.evidence import desk
from childrights.messages.finding import DO_NOT_SAY, Ask, Finding
from childrights.messages.how_many import significant
from childrights.messages.reasons import REASONS
from childrights.messages.vocabulary import load_message_words
from childrights.snapshot.snapshot import Snapshot
from tests.childrights.messages.making import ask_of, desk_of

PEOPLED = [code for code, words in load_message_words().items() if words.people]
OF_PEOPLE = {"people_limited", "people_age", "people_split", "people_country", "people_here", "people_then"}
OF_THE_FIGURE = {"future", "artefact", "not_given", "too_few_cases", "sensitive", "no_share"}


def test_the_country_has_a_number_for_nearly_every_share_of_people(shipped: Snapshot) -> None:
    catalogue, answered, refused = load_catalogue(), Counter[bool](), Counter[str]()
    for code in PEOPLED:
        at = desk(shipped, catalogue, code, 2026)
        for one in (one for one in at.figures if one.area in ("KH", "KH05", "KH12")):
            found = answer_question(Ask("people", code, one.area, one.period_label, Group.of(one)), at)
            if found.verdict == DO_NOT_SAY:
                refused[found.reasons[0].code] += 1
            # The country's sanitation of 2000 and 2001 is an artefact of the model, of which no sentence is made.
            if found.reasons[0].code == "artefact":
                continue
            if one.area == "KH" and Group.of(one).is_total:
                answered[found.verdict != DO_NOT_SAY] += 1
            elif found.verdict != DO_NOT_SAY:
                _of_its_own_people(found)
    assert answered[True] >= 150 and answered[False] <= 3
    assert set(refused) <= OF_PEOPLE | OF_THE_FIGURE <= set(REASONS)


def _of_its_own_people(found: Finding) -> None:
    own, counted = found.figures
    assert counted.year_start <= own.year_end and own.year_start <= counted.year_end
    assert (counted.sex, counted.residence, counted.wealth) == (own.sex, own.residence, own.wealth)


def test_the_number_never_says_more_than_the_percentage() -> None:
    at = desk_of("KH 2014 32.4 ci=30..35; KH 2014 1641234 i=population_wpp2022 g=0-4 s=modelled")
    found = answer_question(ask_of("people", "stunting"), at)
    assert (found.results["number"], found.results["fewest"], found.results["most"]) == (530_000, 490_000, 580_000)
    assert significant(0) == 0 and significant(1_995) == 2_000 and significant(12_345_678) == 12_000_000


def test_a_census_of_the_first_year_of_a_survey_comes_before_an_estimate_for_its_second() -> None:
    counted = "KH 2013 1600000 i=population_census g=0-4"
    modelled = "KH 2014 1700000 i=population_wpp2022 g=0-4 s=modelled"
    for people in (f"{counted}; {modelled}", f"{modelled}; {counted}"):
        found = answer_question(ask_of("people", "stunting"), desk_of(f"KH 2013-14 25; {people}"))
        assert (found.results["people"], found.results["number"]) == (1_600_000, 400_000)


def test_a_figure_of_four_provinces_stands_for_no_number_of_all_children() -> None:
    told = "KH 2016 78 note=Four_provinces_and_the_capital/not_national; KH 2016 1666000 i=population_wpp2022 g=0-4"
    found = answer_question(ask_of("people", "birth_registration_u5_crvs2016"), desk_of(told))
    assert (found.verdict, found.reasons[0].code) == (DO_NOT_SAY, "people_limited")
