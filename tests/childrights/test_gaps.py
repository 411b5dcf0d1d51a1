"""Nothing is four things; every province is in the matrix once; the ranking tells only what is true."""

from pathlib import Path

import pytest

from childrights.catalogue import load_catalogue
from childrights.exporting import table
from childrights.gap_scope import ABOUT_PLACES, ABOUT_WOMEN, NATIONAL_MATTERS, OF_HOUSEHOLDS
from childrights.gaps import (
    CELL_COLUMNS,
    GAP_COLUMNS,
    GAPS,
    JOINED,
    KNOWN,
    STATES,
    WEIGHTS,
    Gap,
    cell_rows,
    gap_rows,
    matrix,
    ranking,
    tally,
)
from childrights.model import Group
from childrights.recommendations import load_recommendations
from childrights.snapshot import Snapshot
from geo.areas import COUNTRY, PROVINCES
from tests.making import make_snapshot

CATALOGUE = load_catalogue()
ASKED = load_recommendations(CATALOGUE)
TODAY = 2026


@pytest.fixture(scope="module")
def gaps(shipped: Snapshot) -> tuple[Gap, ...]:
    return ranking(shipped, CATALOGUE, ASKED, TODAY)


def test_every_place_stands_once_in_every_row(shipped: Snapshot) -> None:
    cells = matrix(shipped, CATALOGUE, groups={Group()})
    rows: dict[tuple[str, str], list[str]] = {}
    for cell in cells:
        assert cell.state in STATES
        rows.setdefault((cell.indicator, cell.period_label), []).append(cell.place)
    assert all(places == [COUNTRY, *PROVINCES] for places in rows.values())
    silent = {code for code, _ in rows} ^ set(CATALOGUE.indicators)
    assert all(CATALOGUE.indicators[code].has_data for code in silent)  # figures by age only: no total to show


def test_the_whole_matrix_covers_the_whole_catalogue(shipped: Snapshot) -> None:
    cells = matrix(shipped, CATALOGUE)
    assert {cell.indicator for cell in cells} == set(CATALOGUE.indicators)
    assert len(cells) % 26 == 0
    assert sum(sum(states.values()) for states in tally(cells).values()) == len(cells)
    empty = [cell for cell in cells if cell.period_label == ""]
    assert {cell.indicator for cell in empty} == {o.code for o in CATALOGUE.indicators.values() if not o.has_data}
    assert {cell.state for cell in empty if cell.place == COUNTRY} == {"not_collected"}
    about_the_whole = [cell for cell in empty if CATALOGUE.indicators[cell.indicator].topic in NATIONAL_MATTERS]
    assert {cell.state for cell in about_the_whole if cell.place != COUNTRY} == {"not_applicable"}


def test_the_kinds_of_nothing_stay_apart(tmp_path: Path) -> None:
    rows = [
        {"area": "KH", "value": 30},
        {"area": "KH05", "value": 40},
        {"area": "KH02+KH24", "value": 20},
        {"area": "KH09", "status": "suppressed"},
        {"area": "KH08", "status": "not_applicable"},
        {"area": "KH12", "status": "not_collected"},
    ]
    snapshot = make_snapshot(tmp_path, rows)
    state = {cell.place: cell.state for cell in matrix(snapshot, CATALOGUE, indicators=["stunting"])}
    snapshot.close()
    assert (state["KH"], state["KH05"], state["KH02"], state["KH24"]) == (KNOWN, KNOWN, JOINED, JOINED)
    assert (state["KH09"], state["KH08"], state["KH12"]) == ("suppressed", "not_applicable", "not_collected")
    assert state["KH01"] == "not_collected"


def test_outside_a_survey_is_not_the_same_as_not_collected(shipped: Snapshot) -> None:
    cells = matrix(shipped, CATALOGUE, indicators=["rci_children_five_provinces"])
    state = {cell.place: cell.state for cell in cells}
    assert list(state.values()).count(JOINED) == 5 and list(state.values()).count("outside_survey") == 20


def test_gaps_are_ranked_and_worded(gaps: tuple[Gap, ...]) -> None:
    assert [gap.rank for gap in gaps] == list(range(1, len(gaps) + 1))
    assert [gap.score for gap in gaps] == sorted((gap.score for gap in gaps), reverse=True)
    assert WEIGHTS.keys() == GAPS.keys()
    words = [row[-1] for row in gap_rows(gaps)]
    assert all("{" not in str(one) and "None" not in str(one) for one in words)


def test_what_nobody_counts_is_named(gaps: tuple[Gap, ...]) -> None:
    never = {gap.topic for gap in gaps if gap.kind == "never"}
    assert {"child_injury_deaths_rate", "residential_care_living_parent", "children_diverted"} <= never
    assert not any(gap.kind != "never" for gap in gaps if gap.topic in never)
    assert "stunting" not in never


def test_what_is_known_is_not_called_a_gap(gaps: tuple[Gap, ...]) -> None:
    kinds = {(gap.topic, gap.kind) for gap in gaps}
    assert ("stunting", "old_province") in kinds and ("stunting", "no_province") not in kinds
    assert ("stunting", "no_wealth") not in kinds and ("stunting", "no_disability") in kinds
    assert ("completion_primary", "no_disability") not in kinds
    assert ("birth_registration", "no_province") in kinds
    stunting = next(gap for gap in gaps if gap.topic == "stunting" and gap.kind == "old_province")
    assert stunting.year == 2014


def test_no_province_is_asked_for_where_it_would_show_single_children(gaps: tuple[Gap, ...]) -> None:
    for gap in gaps:
        if gap.topic in ("detention", "pretrial", *NATIONAL_MATTERS):
            assert gap.kind not in ("no_province", "old_province", "some_provinces")
        if gap.topic in NATIONAL_MATTERS | ABOUT_PLACES:
            assert gap.kind not in ("no_sex", "no_disability", "no_wealth", "no_residence")


def test_special_topics_exist() -> None:
    assert set(CATALOGUE.topics) >= NATIONAL_MATTERS | ABOUT_PLACES | ABOUT_WOMEN | OF_HOUSEHOLDS


def test_girls_and_boys_are_not_asked_for_where_it_makes_no_sense(gaps: tuple[Gap, ...]) -> None:
    unsplit = {gap.topic for gap in gaps if gap.kind == "no_sex"}
    assert unsplit and unsplit.isdisjoint(ABOUT_WOMEN | OF_HOUSEHOLDS)


def test_what_is_never_shown_below_the_country_is_hidden_not_uncollected(shipped: Snapshot) -> None:
    cells = matrix(shipped, CATALOGUE, indicators=["detained_minors_licadho"])
    assert {cell.state for cell in cells if cell.place != COUNTRY} == {"suppressed"}


def test_context_is_not_a_gap(gaps: tuple[Gap, ...]) -> None:
    assert {gap.cluster for gap in gaps}.isdisjoint({"CTX", "NONE"})


def test_rights_without_a_measure(gaps: tuple[Gap, ...]) -> None:
    articles = {gap.article for gap in gaps if gap.kind == "right_unmeasured"}
    assert 35 in articles and 28 not in articles and 24 not in articles


def test_recommendations_make_a_gap_heavier(shipped: Snapshot, gaps: tuple[Gap, ...]) -> None:
    without = {(g.kind, g.topic): g.score for g in ranking(shipped, CATALOGUE, (), TODAY)}
    registered = next(g for g in gaps if (g.kind, g.topic) == ("no_province", "birth_registration"))
    assert (
        registered.asked > 0
        and registered.score == without["no_province", "birth_registration"] + 10 * registered.asked
    )


def test_rows_are_ready_for_a_table(shipped: Snapshot, gaps: tuple[Gap, ...]) -> None:
    assert all(len(row) == len(GAP_COLUMNS) for row in gap_rows(gaps))
    cells = matrix(shipped, CATALOGUE, indicators=["stunting"], groups={Group()})
    assert all(len(row) == len(CELL_COLUMNS) for row in cell_rows(cells))
    assert table(GAP_COLUMNS, gap_rows(gaps)).count(b"\r\n") == len(gaps) + 1
