"""The ranking of gaps tells only what is true."""

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.export.exporting import csv_table
from childrights.gaps.ranking import (
    GAP_COLUMNS,
    GAPS,
    WEIGHTS,
    RankedGap,
    gap_rows,
    ranking,
)
from childrights.rights.recommendations import load_recommendations
from childrights.snapshot.snapshot import Snapshot

CATALOGUE = load_catalogue()
ASKED = load_recommendations(CATALOGUE)
TODAY = 2026


def counting(*kinds: str) -> set[str]:
    """The topics that count one of ``kinds`` of things."""
    return {topic for topic, duty in CATALOGUE.duties.items() if duty.counts in kinds}


@pytest.fixture(scope="module")
def gaps(shipped: Snapshot) -> tuple[RankedGap, ...]:
    return ranking(shipped, CATALOGUE, ASKED, TODAY)


def test_gaps_are_ranked_and_worded(gaps: tuple[RankedGap, ...]) -> None:
    assert [gap.rank for gap in gaps] == list(range(1, len(gaps) + 1))
    assert [gap.score for gap in gaps] == sorted((gap.score for gap in gaps), reverse=True)
    assert WEIGHTS.keys() == GAPS.keys()
    words = [row[-1] for row in gap_rows(gaps)]
    assert all("{" not in str(one) and "None" not in str(one) for one in words)


def test_what_nobody_counts_is_named(gaps: tuple[RankedGap, ...]) -> None:
    never = {gap.topic for gap in gaps if gap.kind == "never"}
    assert {"child_injury_deaths_rate", "residential_care_living_parent", "children_diverted"} <= never
    assert not any(gap.kind != "never" for gap in gaps if gap.topic in never)
    assert "stunting" not in never


def test_what_is_known_is_not_called_a_gap(gaps: tuple[RankedGap, ...]) -> None:
    kinds = {(gap.topic, gap.kind) for gap in gaps}
    assert ("wasting", "old_province") in kinds and ("wasting", "no_province") not in kinds
    assert ("stunting", "old_province") not in kinds, "2021-22 is held by province"
    assert ("stunting", "no_wealth") not in kinds and ("stunting", "no_disability") in kinds
    assert ("completion_primary", "no_disability") not in kinds
    assert ("birth_registration", "no_province") in kinds
    wasting = next(gap for gap in gaps if gap.topic == "wasting" and gap.kind == "old_province")
    assert wasting.year == 2014


def test_no_province_is_asked_for_where_it_would_show_single_children(gaps: tuple[RankedGap, ...]) -> None:
    for gap in gaps:
        if gap.topic in ("detention", "pretrial", *counting("country")):
            assert gap.kind not in ("no_province", "old_province", "some_provinces")
        if gap.topic in counting("country", "institutions"):
            assert gap.kind not in ("no_sex", "no_disability", "no_wealth", "no_residence")


def test_what_a_view_works_out_and_the_stage_of_a_law_are_no_missing_numbers(gaps: tuple[RankedGap, ...]) -> None:
    missing = {gap.topic for gap in gaps}
    derived = {one.topic for one in CATALOGUE.indicators.values() if one.source_type == "derived"}
    assert len(derived) >= 4 and {"stunting_wealth_gap", "gender_parity_lower_secondary_completion"} <= derived
    assert missing.isdisjoint(derived | counting("law")) and counting("law")


def test_girls_and_boys_are_not_asked_for_where_it_makes_no_sense(gaps: tuple[RankedGap, ...]) -> None:
    unsplit = {gap.topic for gap in gaps if gap.kind == "no_sex"}
    assert unsplit and unsplit.isdisjoint(counting("women", "households"))


def test_context_is_not_a_gap(gaps: tuple[RankedGap, ...]) -> None:
    assert {gap.cluster for gap in gaps}.isdisjoint({"CTX", "NONE"})


def test_rights_without_a_measure(gaps: tuple[RankedGap, ...]) -> None:
    articles = {gap.article for gap in gaps if gap.kind == "right_unmeasured"}
    assert 35 in articles and 28 not in articles and 24 not in articles


def test_recommendations_make_a_gap_heavier(shipped: Snapshot, gaps: tuple[RankedGap, ...]) -> None:
    without = {(g.kind, g.topic): g.score for g in ranking(shipped, CATALOGUE, (), TODAY)}
    registered = next(g for g in gaps if (g.kind, g.topic) == ("no_province", "birth_registration"))
    assert (
        registered.asked > 0
        and registered.score == without["no_province", "birth_registration"] + 10 * registered.asked
    )


def test_rows_are_ready_for_a_table(gaps: tuple[RankedGap, ...]) -> None:
    assert all(len(row) == len(GAP_COLUMNS) for row in gap_rows(gaps))
    assert csv_table(GAP_COLUMNS, gap_rows(gaps)).count(b"\r\n") == len(gaps) + 1
