"""What stands on the front page of the shipped figures: one finding of a right, of several kinds, none of it old."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.cards import claim_of
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import MEMBERS, PUBLISHED
from childrights.composer import LEADING, Desks, Scope, leading, ranked
from childrights.composer.front import NEARLY_AS_GOOD, RECENT_YEARS, _published
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.snapshot import Snapshot

CATALOGUE, EN = load_catalogue(), translator("en")


@pytest.fixture(scope="module")
def desks(shipped: Snapshot) -> Desks:
    return Desks(shipped, CATALOGUE, 2026)


def test_each_right_gives_its_best_published_and_recent_finding(desks: Desks) -> None:
    told = leading(desks, EN)
    assert len(told) == LEADING
    rights = [one.indicator.cluster for one in told]
    assert len(set(rights)) == len(rights)
    assert "CTX" not in rights
    for one in told:
        assert not one.is_silence
        assert {figure.layer for figure in one.finding.figures} == {PUBLISHED}
        assert one.finding.own.year_end >= 2026 - RECENT_YEARS
        first = ranked(desks, Scope(right=one.indicator.cluster))
        weights = {found.finding.ask.key: found.weight for found in first if found.told}
        recent = [f for f in first if f.told and f.finding.figures and f.finding.own.year_end >= 2016]
        assert weights[one.key] >= NEARLY_AS_GOOD * recent[0].weight


def test_a_finding_on_groups_leads_and_a_place_is_among_the_others(desks: Desks) -> None:
    told = leading(desks, EN)
    assert told[0].is_group
    kinds = {one.finding.ask.kind for one in told}
    assert "place" in kinds
    assert len(kinds) >= 4
    assert [one.key for one in leading(desks, EN, most=3)] == [one.key for one in told[:3]]


def test_what_is_old_by_then_leaves_the_front_page(shipped: Snapshot) -> None:
    later = leading(Desks(shipped, CATALOGUE, 2033), EN)
    assert [one.finding.own.year_end for one in later if one.finding.own.year_end < 2023] == []
    assert len(leading(Desks(shipped, CATALOGUE, 2050), EN)) == LEADING


def test_members_figures_never_stand_there(desks: Desks) -> None:
    found = ranked(desks, Scope(right="EDU"))
    mine = replace(found[0].finding, figures=tuple(replace(f, layer=MEMBERS) for f in found[0].finding.figures))
    with_mine = [replace(found[0], candidate=replace(found[0].candidate, finding=mine)), *found[1:]]
    assert next(iter(_published(with_mine))) == found[1]
    assert next(iter(_published(found))) == found[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_claim_tells_the_figures_of_its_sentence_and_no_other(desks: Desks, lang: str) -> None:
    t = translator(lang)
    for one in leading(desks, t):
        told = claim_of(one.finding, desks.at("KH")[one.indicator.code], t)
        figures = [part.strip("(),") for part in told.split() if any(sign.isdecimal() for sign in part)]
        assert figures
        missing = [part for part in figures if part not in one.message.headline]
        assert [part for part in missing if lang == "en" or not part.startswith("20")] == []


def test_claims_read_as_one_line_by_the_kind_of_finding(desks: Desks) -> None:
    claims = {o.finding.ask.kind: claim_of(o.finding, desks.at("KH")[o.indicator.code], EN) for o in leading(desks, EN)}
    assert claims["gap"] == "poorest fifth 29.0\xa0%, richest fifth 78.9\xa0%"
    assert claims["change"].startswith("from ")
    assert claims["place"] == "49.1\xa0% in Ratanakiri, 16.6\xa0% in Cambodia"
    assert claims["level"] == "about 2 in 3 (66\xa0%)"
    assert claims["people"] == "about 860,000 children aged 0–17"
