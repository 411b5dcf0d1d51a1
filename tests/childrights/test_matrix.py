"""Nothing is four things; every place is in the matrix once; it says what every figure says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from childrights.areas.coverage import arrange, on_its_ground
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.gaps.coverage_matrix import (
    CELL_COLUMNS,
    JOINED,
    KNOWN,
    STATES,
    MatrixCell,
    cell_row,
    matrix,
    matrix_cells,
    measured_groups,
)
from childrights.gaps.ranking import is_asked, silence
from childrights.snapshot.queries import all_observations, surveys
from childrights.snapshot.snapshot import Snapshot
from geo.areas import COUNTRY, PROVINCES, province_members
from geo.domains import domains_of, joined_areas
from tests.making import make_snapshot

CATALOGUE = load_catalogue()


def whole(snapshot: Snapshot, indicators: Sequence[str] = (), groups: set[Group] | None = None) -> list[MatrixCell]:
    return list(matrix_cells(matrix(snapshot, CATALOGUE, indicators=indicators, groups=groups), CATALOGUE))


def figure_by_figure(snapshot: Snapshot) -> Iterator[MatrixCell]:
    """The matrix made the long way: every figure is read, and every row is laid out as its map would be."""
    rows: dict[tuple[str, str, Group], list[Observation]] = {}
    for one in all_observations(snapshot):
        rows.setdefault((one.indicator, one.period_label, Group.of(one)), []).append(one)
    survey_of = surveys(snapshot)
    for indicator in CATALOGUE.indicators.values():
        about = (indicator.cluster, indicator.code)
        own = [(key[1:], figures) for key, figures in rows.items() if key[0] == indicator.code]
        for (period, group), figures in own:
            view = arrange(indicator.code, period, group, on_its_ground(figures), survey_of)
            state = {
                p: (KNOWN if one.area == p else JOINED, one.area)
                for one in view.drawn
                for p in province_members(one.area)
            }
            for one in view.not_drawn:
                for p in province_members(one.area):
                    unasked = silence(indicator, p, CATALOGUE, published=True)
                    state[p] = (unasked if one.reason == "not_collected" else one.reason, "")
            country = view.national
            nothing = country.status if country else "not_collected"
            state[COUNTRY] = (KNOWN, COUNTRY) if country and country.value is not None else (nothing, "")
            year = max(one.year_end for one in figures)
            for place in (COUNTRY, *PROVINCES):
                yield MatrixCell(*about, period, year, group, place, *state[place])
        if not own:
            for place in (COUNTRY, *PROVINCES):
                kind = silence(indicator, place, CATALOGUE, published=False)
                yield MatrixCell(*about, "", None, Group(), place, kind, "")


def test_it_says_what_every_figure_says(shipped: Snapshot) -> None:
    assert whole(shipped) == list(figure_by_figure(shipped))


def areas_of_round(period: str) -> list[str]:
    """The country, the provinces and the joined areas that the survey published values for in a period."""
    listed = {one.area for one in domains_of("CDHS", period)}
    return [COUNTRY, *PROVINCES, *(area for area in joined_areas() if not listed or area in listed)]


@pytest.mark.parametrize("seed", range(3))
def test_it_says_what_every_figure_says_where_areas_overlap(tmp_path: Path, seed: int) -> None:
    """Domains over provinces, values beside every kind of nothing, one period in several rounds, groups of two."""
    chance = random.Random(seed)
    groups = [{}, {"sex": "female"}, {"wealth": "quintile_1"}, {"sex": "female", "residence": "rural"}]
    codes = ["stunting", "wasting", "detained_minors_licadho", "education_share_spending", "basic_water_jmp"]
    rows = [
        {
            "indicator": code,
            "area": area,
            "period": period,
            **group,
            **chance.choice(
                [
                    {"value": 20},
                    {"value": 30},
                    {"status": "suppressed"},
                    {"status": "not_collected"},
                    {"status": "not_applicable"},
                ]
            ),
        }
        for code in codes
        for period in chance.sample(["2005", "2010", "2014", "2021-22"], 2)
        for group in chance.sample(groups, 2)
        for area in (chance.sample(areas_of_round(period), 20) if code != "detained_minors_licadho" else [COUNTRY])
    ]
    snapshot = make_snapshot(tmp_path, rows, survey="CDHS")
    found, expected = whole(snapshot), list(figure_by_figure(snapshot))
    snapshot.close()
    assert found == expected
    assert {cell.state for cell in found} >= {KNOWN, JOINED, "not_collected", "suppressed", "not_applicable"}


def test_groups_narrow_it_and_leave_no_silence_behind(shipped: Snapshot) -> None:
    girls = {Group(sex="female")}
    measured = measured_groups(shipped, list(CATALOGUE.indicators))
    wanted = [one for one in whole(shipped) if one.group in girls or one.indicator not in measured]
    assert whole(shipped, groups=girls) == wanted
    assert {code for code, groups in measured.items() if girls <= set(groups)} < measured.keys()


def test_every_place_stands_once_in_every_row(shipped: Snapshot) -> None:
    found = whole(shipped, groups={Group()})
    rows: dict[tuple[str, str], list[str]] = {}
    for cell in found:
        assert cell.state in STATES
        rows.setdefault((cell.indicator, cell.period_label), []).append(cell.place)
    assert all(places == [COUNTRY, *PROVINCES] for places in rows.values())
    silent = {code for code, _ in rows} ^ set(CATALOGUE.indicators)
    assert all(CATALOGUE.indicators[code].has_data for code in silent)  # figures by age only: no total to show


def test_what_was_kampong_cham_is_known_for_both(tmp_path: Path) -> None:
    """As on the map: a figure from before 2014 stands for the ground of both provinces."""
    snapshot = make_snapshot(tmp_path, [{"area": "KH03", "period": "2010", "value": 40}, {"area": "KH12", "value": 20}])
    found = matrix_cells(matrix(snapshot, CATALOGUE, indicators=["stunting"]), CATALOGUE)
    states = {(cell.period_label, cell.place): cell.state for cell in found}
    assert states["2010", "KH03"] == states["2010", "KH25"] == JOINED
    assert states["2014", "KH12"] == KNOWN and states["2014", "KH25"] == "not_collected"


def test_the_whole_matrix_covers_the_whole_catalogue(shipped: Snapshot) -> None:
    found = whole(shipped)
    assert {cell.indicator for cell in found} == set(CATALOGUE.indicators)
    assert len(found) % 26 == 0
    empty = [cell for cell in found if cell.period_label == ""]
    assert {cell.indicator for cell in empty} == {o.code for o in CATALOGUE.indicators.values() if not o.has_data}
    for cell in empty:
        if cell.place == COUNTRY:
            asked = is_asked(CATALOGUE.indicators[cell.indicator], CATALOGUE)
            assert cell.state == ("not_collected" if asked else "not_applicable")
    kinds = {cell.indicator: CATALOGUE.duties[CATALOGUE.indicators[cell.indicator].topic].counts for cell in empty}
    about_the_whole = [cell for cell in empty if kinds[cell.indicator] in ("country", "law")]
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
    state = {cell.place: cell.state for cell in whole(snapshot, ["stunting"])}
    snapshot.close()
    assert (state["KH"], state["KH05"], state["KH02"], state["KH24"]) == (KNOWN, KNOWN, JOINED, JOINED)
    assert (state["KH09"], state["KH08"], state["KH12"]) == ("suppressed", "not_applicable", "not_collected")
    assert state["KH01"] == "not_collected"


def test_outside_a_survey_is_not_the_same_as_not_collected(shipped: Snapshot) -> None:
    found = whole(shipped, ["rci_children_five_provinces"])
    state = {cell.place: cell.state for cell in found}
    assert list(state.values()).count(JOINED) == 5 and list(state.values()).count("outside_survey") == 20


def test_what_is_never_shown_below_the_country_is_hidden_not_uncollected(shipped: Snapshot) -> None:
    found = whole(shipped, ["detained_minors_licadho"])
    assert {cell.state for cell in found if cell.place != COUNTRY} == {"suppressed"}


def test_rows_are_ready_for_a_table(shipped: Snapshot) -> None:
    assert all(len(cell_row(one)) == len(CELL_COLUMNS) for one in whole(shipped, ["stunting"], {Group()}))
