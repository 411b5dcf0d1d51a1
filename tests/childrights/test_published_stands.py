"""Whatever members send, nothing that is shown unasked of a published indicator moves: every figure, message and brief.

A member sends another value for every published key, and newer figures of every indicator of the catalogue; then
everything is asked anew, and must be what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from childrights.briefs.compose import brief_of
from childrights.briefs.model import Brief
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import MEMBERS, PUBLISHED
from childrights.gaps.coverage_grid import EVERYONE, YEARS, grid
from childrights.gaps.coverage_matrix import matrix
from childrights.gaps.ranking import ranking
from childrights.i18n import LANGUAGES, translator
from childrights.members.layers import members_figures, only_members
from childrights.members.uploads import outcomes
from childrights.messages.candidate_list import candidates
from childrights.messages.evidence import desks
from childrights.messages.message import worded_message
from childrights.newest.reading import newest_figures
from childrights.profile.inputs import basis
from childrights.profile.standing import profile
from childrights.rights.tracker import latest_words
from childrights.snapshot.listing import listed_count
from childrights.snapshot.queries import (
    all_observations,
    area_values,
    areas_of,
    groups_with_periods,
    headlines,
    of_published,
    series,
)
from childrights.snapshot.snapshot import Snapshot, open_current
from geo.areas import COUNTRY, PROVINCES
from tests.support.members import SENT_AREAS
from tests.support.remembering import RememberingSnapshot

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def after(flooded_home: Path) -> Iterator[Snapshot]:
    """The shipped figures with everything that a member sent beside them."""
    opened = open_current(flooded_home)
    opened.close()
    snapshot = RememberingSnapshot(opened.path)
    yield snapshot
    snapshot.close()


def test_the_members_layer_holds_what_was_sent_and_marks_what_differs(after: Snapshot, shipped: Snapshot) -> None:
    (became,) = outcomes(after).values()
    assert set(became.withheld_by) == {"country_only", "protected"} and became.conflicts > 5000
    sent = members_figures(after, "stunting")
    assert {one.figure.layer for one in sent} == {MEMBERS}
    published = {one.about: one for one in all_observations(shipped, indicators=["stunting"])}
    told = {one.figure.about: one for one in sent if one.relation == "different"}
    assert set(told) == {
        about
        for about, one in published.items()
        if one.status in ("normal", "small_sample", "suppressed", "too_few_cases")
    }
    assert all(told[about].published_value == published[about].value for about in told)


def test_every_question_about_a_published_indicator_has_the_same_answer(after: Snapshot, shipped: Snapshot) -> None:
    known = headlines(shipped)
    assert (
        {code: one for code, one in headlines(after).items() if code in known}
        == known
        == of_published(headlines(after))
    )
    for code in known:
        groups = groups_with_periods(shipped, code)
        assert list(groups_with_periods(after, code).items()) == list(groups.items())
        assert areas_of(after, code) == areas_of(shipped, code)
        assert all_observations(after, indicators=[code]) == all_observations(shipped, indicators=[code])
        assert listed_count(after, code) == listed_count(shipped, code)
        newest = [(group, periods[-1].label) for group, periods in groups.items()]
        for group, label in newest[:3]:
            assert area_values(after, code, label, group) == area_values(shipped, code, label, group)
        assert series(after, code, [COUNTRY, "KH16"], list(groups)) == series(
            shipped, code, [COUNTRY, "KH16"], list(groups)
        )


def test_gaps_and_what_is_known_square_by_square_stay(after: Snapshot, shipped: Snapshot) -> None:
    assert ranking(after, CATALOGUE, (), 2026) == ranking(shipped, CATALOGUE, (), 2026)
    assert matrix(after, CATALOGUE) == matrix(shipped, CATALOGUE)
    asked = (CATALOGUE, list(CATALOGUE.indicators), YEARS, EVERYONE, 2026)
    assert grid(after, *asked) == grid(shipped, *asked)


def test_profiles_of_all_provinces_stay(after: Snapshot, shipped: Snapshot) -> None:
    one, other = basis(after, newest_figures(after, CATALOGUE)), basis(shipped, newest_figures(shipped, CATALOGUE))
    assert one == other
    for code in PROVINCES:
        assert profile(after, CATALOGUE, code, one) == profile(shipped, CATALOGUE, code, other), code
    lone = only_members(after, "KH16")
    assert lone and {each.figure.layer for each in lone} == {MEMBERS} and only_members(shipped, "KH16") == ()


@pytest.mark.parametrize(
    "area",
    [
        COUNTRY,
        "KH16",
        "KH02+KH24",
        *(pytest.param(code, marks=pytest.mark.repeats) for code in ("KH05", "KH12", "KH25")),
    ],
)
def test_messages_and_ranks_stay_and_those_of_members_are_weak_and_come_last(
    after: Snapshot, shipped: Snapshot, area: str
) -> None:
    before = candidates(desks(shipped, CATALOGUE, 2026, area), area)
    laid = desks(after, CATALOGUE, 2026, area)
    now = candidates(laid, area)
    sent = [one for one in now if any(figure.layer == MEMBERS for figure in one.finding.figures)]
    assert tuple(one for one in now if one not in sent) == before
    # After everything that was found in what is published, and before what is missing, the weakest evidence of all
    found = sum(one.finding.ask.kind != "absence" for one in before)
    assert list(now[found : found + len(sent)]) == sent
    at = {one.indicator.code: one for one in laid}
    for one in sent:
        assert one.finding.verdict == "say_weaker" and one.finding.ask.kind == "level"
        for lang in LANGUAGES:
            said = worded_message(one.finding, at[one.finding.ask.indicator], translator(lang))
            assert "Member A" in said.headline and "350" in said.headline and "Member A" in said.support
            assert "members" in said.codes and "U0001" in said.support
    assert (len(now) > len(before)) == (area in SENT_AREAS)


def test_recommendations_tell_the_same_figures(after: Snapshot, shipped: Snapshot) -> None:
    known, sent, t = headlines(shipped), headlines(after), translator("en")
    newest = newest_figures(after, CATALOGUE)
    for code in CATALOGUE.indicators:
        told, figure = latest_words(code, sent, newest, 2026, t)
        if code in known:
            assert (told, figure) == latest_words(code, known, newest, 2026, t)
        elif figure is not None:
            assert "Member A, not checked by others" in told


def text_of(brief: Brief, *, members: bool = False) -> Brief:
    """A brief as it reads, whatever snapshot it is of, without the part about what only members have."""
    kept = tuple(one for one in brief.sections if members or all(o.layer == PUBLISHED for o in one.observations))
    blank: dict[str, Any] = {"snapshot": "", "content_hash": "", "built_at": "", "data_label": ""}
    return replace(brief, sections=kept, **blank)


ABOUT = (
    {"right": "DHW"},
    {"right": "CRF"},
    {"right": "VAC"},
    {"indicator": "stunting"},
    {"indicator": "population_census"},
    {"area": "KH16"},
    {"area": "KH05"},
)
IN_KHMER_TOO = (2, 3, 5)


@pytest.mark.parametrize(
    ("lang", "about"),
    [
        *(("en", about) for about in ABOUT),
        *(
            pytest.param("km", about, marks=() if place in IN_KHMER_TOO else pytest.mark.repeats)
            for place, about in enumerate(ABOUT)
        ),
    ],
)
def test_briefs_read_the_same(after: Snapshot, shipped: Snapshot, about: dict[str, str], lang: str) -> None:
    before = brief_of(shipped, CATALOGUE, TODAY, lang=lang, **about)
    now = brief_of(after, CATALOGUE, TODAY, lang=lang, **about)
    assert text_of(now) == text_of(before, members=True)
    # What members send is told in sections of its own, behind those that stand without it.
    own = [any(one.layer != PUBLISHED for one in section.observations) for section in now.sections]
    assert len(now.sections) - len(before.sections) == sum(own)
