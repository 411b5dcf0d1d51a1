"""Every province is drawn once or named once as not drawn, whatever the data look like."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from childrights.areas.coverage import MapView, arrange, map_view, on_its_ground
from childrights.catalogue.model import Group, Observation
from childrights.snapshot.queries import all_observations, groups_with_periods, surveys
from childrights.snapshot.snapshot import Snapshot
from geo.areas import COUNTRY, PROVINCES, canonical, province_members
from tests.making import make_snapshot

ALL_CDHS_2010 = 19


def provinces_of(view: MapView) -> list[str]:
    areas = [o.area for o in view.drawn] + [one.area for one in view.not_drawn]
    return sorted(province for area in areas for province in province_members(area))


def test_a_domain_is_drawn_once_and_the_rest_is_named(tmp_path: Path) -> None:
    snapshot = make_snapshot(tmp_path, [{"area": "KH02+KH24", "value": 30}, {"area": "KH", "value": 32}])
    view = map_view(snapshot, "stunting", "2014")
    assert [o.area for o in view.drawn] == ["KH02+KH24"]
    assert view.national is not None and view.national.value == 32
    assert provinces_of(view) == list(PROVINCES)
    assert {one.reason for one in view.not_drawn} == {"not_collected"}


def test_hidden_values_are_named_as_hidden(tmp_path: Path) -> None:
    snapshot = make_snapshot(tmp_path, [{"area": "KH09", "status": "suppressed"}, {"area": "KH08", "value": 0}])
    view = map_view(snapshot, "stunting", "2014")
    assert [(o.area, o.value) for o in view.drawn] == [("KH08", 0.0)]
    assert ("KH09", "suppressed") in [(one.area, one.reason) for one in view.not_drawn]


def test_provinces_outside_the_survey_are_told_apart(tmp_path: Path) -> None:
    rows = [{"area": "KH02+KH08+KH12+KH17+KH18", "value": 11788, "indicator": "rci_children_five_provinces"}]
    rows[0]["period"] = "2014-15"
    snapshot = make_snapshot(tmp_path, rows, survey="Residential care mapping, first phase")
    view = map_view(snapshot, "rci_children_five_provinces", "2014-15")
    assert {one.reason for one in view.not_drawn} == {"outside_survey"}
    assert provinces_of(view) == list(PROVINCES)


def test_overlapping_values_are_named_not_drawn_twice(tmp_path: Path) -> None:
    snapshot = make_snapshot(tmp_path, [{"area": "KH02+KH24", "value": 30}, {"area": "KH02", "value": 31}])
    view = map_view(snapshot, "stunting", "2014")
    assert [o.area for o in view.drawn] == ["KH02"]
    assert [one.area for one in view.overlapping] == ["KH02+KH24"]
    assert provinces_of(view) == list(PROVINCES)


@given(
    st.lists(st.lists(st.sampled_from(PROVINCES), min_size=1, max_size=6).map(canonical), max_size=12),
    st.lists(st.sampled_from(["normal", "suppressed", "not_applicable"]), min_size=12, max_size=12),
)
def test_any_set_of_areas_covers_the_country_once(areas: list[str], statuses: list[str]) -> None:
    observations = [
        Observation("stunting", area, 2014, 2014, "2014", value=1.0 if status == "normal" else None, status=status)
        for area, status in zip(dict.fromkeys(areas), statuses, strict=False)
    ]
    view = arrange("stunting", "2014", Group(), observations, {})
    assert provinces_of(view) == list(PROVINCES)
    named = (
        len(view.drawn)
        + len(view.overlapping)
        + sum(one.reason in ("suppressed", "not_applicable") for one in view.not_drawn)
    )
    assert named == len(observations)


def test_every_shipped_map_covers_the_country_once(shipped: Snapshot) -> None:
    """Every indicator, period and group there is: drawn and named are all figures and all provinces, once each."""
    maps: dict[tuple[str, str, Group], list[Observation]] = {}
    for one in all_observations(shipped):
        maps.setdefault((one.indicator, one.period_label, Group.of(one)), []).append(one)
    assert len(maps) > 1000
    survey_of = surveys(shipped)
    for (indicator, label, group), figures in maps.items():
        view = arrange(indicator, label, group, on_its_ground(figures), survey_of)
        assert provinces_of(view) == list(PROVINCES), (indicator, label, group)
        local = {one.area for one in on_its_ground(figures) if one.area != COUNTRY}
        named = {one.area for one in (*view.drawn, *view.not_drawn, *view.overlapping)}
        assert local <= named, (indicator, label, group)
        assert (view.national is None) == all(one.area != COUNTRY for one in figures)
    for indicator, label, group in list(maps)[::29]:
        assert provinces_of(map_view(shipped, indicator, label, group)) == list(PROVINCES)


def test_a_survey_map_of_2014_draws_the_harmonised_areas(shipped: Snapshot) -> None:
    view = map_view(shipped, "stunting", "2014")
    assert len(view.drawn) == 17 and view.not_drawn == ()
    assert [p.label for p in groups_with_periods(shipped, "stunting")[Group()]] == ["2000", "2005", "2010", "2014"]


def test_the_slides_of_2010_draw_nineteen_domains(shipped: Snapshot) -> None:
    assert len(map_view(shipped, "full_immunisation_cdhs", "2010").drawn) == ALL_CDHS_2010
