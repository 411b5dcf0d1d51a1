"""What the composer chooses of the shipped figures, and what it does with the wishes of a person."""

from __future__ import annotations

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import ChildRightsError
from childrights.composer import CHARTS, FIRST, MOST_PER_TOPIC, Chosen, Desks, Scope, choose, everything, fallen
from childrights.i18n import translator
from childrights.messages.evidence import desk
from childrights.messages.finding import DO_NOT_SAY, Ask
from childrights.messages.message import compose
from childrights.snapshot.snapshot import Snapshot

YEAR = 2026
CATALOGUE = load_catalogue()
RIGHTS = tuple(code for code, cluster in CATALOGUE.clusters.items() if cluster.number)
PLACES = ("KH12", "KH16", "KH24")
SCOPES = (*(Scope(right=code) for code in RIGHTS), *(Scope(area=code) for code in PLACES))
EN, KM = translator("en"), translator("km")
EVERYBODY = "total,total,total,total,total"


@pytest.fixture(scope="module")
def desks(shipped: Snapshot) -> Desks:
    return Desks(shipped, CATALOGUE, YEAR)


def told(desks: Desks, scope: Scope, **wishes: object) -> tuple[Chosen, ...]:
    return choose(desks, scope, EN, **wishes)  # type: ignore[arg-type]


def named(scope: Scope) -> str:
    return scope.key.strip("|")


@pytest.mark.parametrize("scope", SCOPES, ids=named)
def test_what_is_chosen_may_be_said_and_is_said_once_before_what_is_missing(desks: Desks, scope: Scope) -> None:
    found = told(desks, scope, most=12)

    assert [one.key for one in found if one.message.verdict == DO_NOT_SAY or one.chart not in CHARTS] == []
    for t in (EN, KM):
        sentences = [one.message.headline for one in choose(desks, scope, t, most=12)]
        assert len(sentences) == len(set(sentences))
    topics = [one.indicator.topic for one in found if not one.is_silence]
    assert [one for one in topics if topics.count(one) > MOST_PER_TOPIC] == []
    silent = [one.is_silence for one in found]
    assert silent == sorted(silent)


@pytest.mark.parametrize("scope", SCOPES, ids=named)
def test_a_scope_with_groups_has_a_finding_on_groups(desks: Desks, scope: Scope) -> None:
    known = any(one.finding.ask.kind in ("gap", "group") for one in desks.candidates(scope))

    for most in (1, 3, 8):
        assert any(one.is_group for one in told(desks, scope, most=most)) == known


@pytest.mark.parametrize("scope", SCOPES, ids=named)
def test_no_figure_is_told_without_its_newest_sibling(desks: Desks, scope: Scope) -> None:
    newest = desks.at(scope.place)["stunting"].newest
    for one in told(desks, scope, most=12):
        if not one.is_silence:
            figures = [figure for figure in one.finding.figures if figure.indicator == one.indicator.code]
            own = figures[:1] if one.finding.ask.kind in ("level", "rank") else figures[:2]
            assert {newer.id for newer in newest.newer_than_all(own)} <= set(one.message.observations)


@pytest.mark.parametrize("scope", [Scope(right="VAC"), Scope(right="DHW"), Scope(area="KH16")], ids=named)
def test_the_words_are_those_of_the_question_asked_by_itself(shipped: Snapshot, desks: Desks, scope: Scope) -> None:
    for one in told(desks, scope, most=4):
        assert one.message == compose(Ask.parse(one.key), desk(shipped, CATALOGUE, one.indicator.code, YEAR), EN)


def test_violence_leads_with_two_children_in_three(desks: Desks) -> None:
    found = told(desks, Scope(right="VAC"))

    assert found[0].chart == "card"
    assert "about 2 in 3 children aged 1–14" in found[0].message.headline
    assert {one.finding.own.year_end for one in found[:2]} == {2022}


def test_everything_that_may_be_said_is_there_once(desks: Desks) -> None:
    scope = Scope(right="EDU")
    keys = [one.finding.ask.key for one in everything(desks, scope)]

    assert sorted(keys) == sorted(one.finding.ask.key for one in desks.candidates(scope))
    assert keys[:FIRST] == [one.key for one in told(desks, scope)][:FIRST]


def test_a_right_in_a_province_is_both(desks: Desks) -> None:
    found = told(desks, Scope(right="EDU", area="KH16"))

    assert {one.indicator.cluster for one in found} == {"EDU"}
    assert all("KH16" in one.finding.own.area for one in found)
    assert [one.chart for one in found].count("map") == 1


def test_a_ministry_is_asked_about_its_field(desks: Desks) -> None:
    card = desks.ministries["moeys"]
    linked = {code for one in card.asked for code in one.indicators}
    topics = {CATALOGUE.indicators[code].topic for code in linked if code in CATALOGUE.indicators}

    assert {CATALOGUE.indicators[code].topic for code in desks.indicators(Scope(ministry="moeys"))} >= topics
    assert told(desks, Scope(ministry="moeys"))


def test_an_article_is_all_its_parts_and_a_part_only_itself(desks: Desks) -> None:
    whole, part = desks.indicators(Scope(article="28")), desks.indicators(Scope(article="28(2)"))

    assert "violent_discipline" in part
    assert set(part) < set(whole)
    assert all(any(one.startswith("28") for one in CATALOGUE.indicators[code].crc_articles) for code in whole)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(right="XX"),
        Scope(topic="nothing"),
        Scope(indicator="nothing"),
        Scope(area="KH99"),
        Scope(article="x"),
        Scope(ministry="nobody"),
    ],
    ids=named,
)
def test_an_unknown_code_is_refused(desks: Desks, scope: Scope) -> None:
    with pytest.raises(ChildRightsError):
        told(desks, scope)


def test_a_person_drops_adds_and_moves(desks: Desks) -> None:
    scope = Scope(right="EDU")
    first = told(desks, scope, most=5)
    keys = [one.key for one in first]
    other = next(one.finding.ask.key for one in everything(desks, scope) if one.finding.ask.key not in keys)

    changed = told(desks, scope, most=5, dropped=keys[:2], added=(other,), order=(other, keys[4]))

    assert [one.key for one in changed] == [other, keys[4], keys[2], keys[3]]
    assert [one.own_choice for one in changed] == [True, False, False, False]
    assert told(desks, scope, most=5, added=keys[:1]) == first


def test_what_was_added_and_holds_no_more_is_left_out_with_the_reason(desks: Desks) -> None:
    gone, refused = f"level|gone|KH|2014|{EVERYBODY}|", f"level|health_share_spending|KH|2014|{EVERYBODY}|"
    added, scope = (gone, refused, "no key"), Scope(right="GMI")

    assert not set(added) & {one.key for one in told(desks, scope, added=added)}
    reasons = dict(fallen(desks, scope, added, EN))
    assert list(reasons) == list(added)
    assert reasons[gone] == "The indicator is no longer in the catalogue."
    assert all(reasons.values())
