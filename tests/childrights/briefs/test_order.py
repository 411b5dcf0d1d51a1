"""What a brief holds and in which order: what the composer chose, each finding with its chart, then the table."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from childrights.briefs.compose import NO_WISHES, brief_about
from childrights.briefs.inputs import Stock
from childrights.briefs.model import CARD, Brief
from childrights.catalogue.catalogue import load_catalogue
from childrights.composer import CHARTS, FIRST, Desks, Scope, Wishes, choose, everything, ranked
from childrights.i18n import translator
from childrights.snapshot.snapshot import Snapshot

TODAY = date(2026, 11, 30)
CATALOGUE = load_catalogue()
RIGHTS = tuple(one.cluster for one in CATALOGUE.topics.values() if CATALOGUE.clusters[one.cluster].number)
SCOPES = (*(Scope(right=code) for code in dict.fromkeys(RIGHTS)), Scope(area="KH09"), Scope(area="KH16"))


@pytest.fixture(scope="module")
def desks(shipped: Snapshot) -> Desks:
    return Desks(shipped, CATALOGUE, TODAY.year)


def brief(desks: Desks, scope: Scope, lang: str = "en", wishes: Wishes = NO_WISHES) -> Brief:
    return brief_about(desks.snapshot, CATALOGUE, TODAY, scope, lang=lang, wishes=wishes, desks=desks)


def named(scope: Scope) -> str:
    return scope.key.strip("|")


@pytest.mark.parametrize("lang", ["en", "km"])
@pytest.mark.parametrize("scope", SCOPES, ids=named)
def test_a_brief_leads_with_the_best_messages_of_the_page_and_says_nothing_twice(
    desks: Desks, scope: Scope, lang: str
) -> None:
    t, found = translator(lang), brief(desks, scope, lang)
    best = [one.finding.ask for one in ranked(desks, scope) if one.told][:FIRST]
    said = [one.message for one in found.sections]

    assert said[: len(best)] == [
        desks.message(desks.answer(ask.key, scope.place), scope.place, t).headline for ask in best
    ]  # type: ignore[arg-type]
    assert len(said) == len(set(said))
    tables = [one.table is not None for one in found.sections]
    assert tables == sorted(tables)


@pytest.mark.parametrize("scope", SCOPES, ids=named)
def test_each_finding_has_the_chart_of_its_kind_and_every_figure_its_newest_sibling(desks: Desks, scope: Scope) -> None:
    found, stock = brief(desks, scope), Stock.of(desks.snapshot, CATALOGUE, translator("en"), TODAY, desks)
    for section, chosen in zip(found.sections, choose(desks, scope, stock.t), strict=False):
        kind = section.figure.kind if section.figure else "none"
        assert kind in CHARTS
        assert (kind == "none") == chosen.is_silence
        assert kind in (chosen.chart, CARD)
        assert {one.id for one in chosen.finding.newer} <= set(section.codes)
        if section.figure and kind == CARD:
            assert section.figure.large
            assert [one.id for one in section.figure.observations] == [chosen.finding.own.id]


def test_a_right_with_groups_sets_groups_beside_each_other(desks: Desks) -> None:
    for code in ("VAC", "DHW", "EDU", "SPM"):
        kinds = [one.figure.kind for one in brief(desks, Scope(right=code)).sections if one.figure]
        assert "groups" in kinds


def test_violence_leads_with_two_children_in_three_as_a_card(desks: Desks) -> None:
    first = brief(desks, Scope(right="VAC")).sections[0]

    assert "about 2 in 3 children aged 1–14" in first.message
    assert first.figure
    assert (first.figure.kind, first.figure.large) == (CARD, "66 %")


def test_a_place_in_focus_and_the_country_beside_it(desks: Desks) -> None:
    for section in brief(desks, Scope(area="KH16")).sections:
        if section.figure and section.figure.kind in ("map", "ranking"):
            assert all("KH16" in area for area in section.figure.focus)
        if section.figure and section.figure.kind == "trend":
            areas = list(dict.fromkeys(one.area for one in section.figure.observations))
            assert "KH16" in areas[0]
            assert areas[1:] in ([], ["KH"])


def test_what_a_person_dropped_added_and_moved(desks: Desks) -> None:
    scope, t = Scope(right="EDU"), translator("en")
    keys = [one.key for one in choose(desks, scope, t)]
    other = next(one.finding.ask.key for one in everything(desks, scope) if one.finding.ask.key not in keys)
    wishes = Wishes(dropped=tuple(keys[:6]), added=(other,), order=(other, keys[7], keys[6]))

    told = [one.message for one in brief(desks, scope, wishes=wishes).sections if not one.table]

    expected = [desks.message(desks.answer(key, "KH"), "KH", t).headline for key in (other, keys[7], keys[6])]  # type: ignore[arg-type]
    assert told == expected


def test_a_number_of_people_is_told_as_that_number(desks: Desks) -> None:
    found = brief(desks, Scope(right="FEA")).sections
    people = next(one for one in found if one.figure and "about 860,000 children" in one.message)

    assert people.figure
    assert people.figure.large == "860,000"


def test_sections_of_the_same_measure_bear_other_sentences(desks: Desks) -> None:
    for one, after in pairwise(brief(desks, Scope(indicator="stunting")).sections):
        assert one.message != after.message
