"""On whatever borders: every province is drawn once or named once, nothing is counted twice, refusals are told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.areas.coverage import NOT_JOINED, OTHER_BORDERS, MapView, arrange, map_view, on_its_ground
from childrights.areas.regrouped import on_comparable_areas, on_todays_provinces, refused_joins
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.snapshot.queries import all_observations, areas_of, groups_with_periods, series
from childrights.snapshot.snapshot import Snapshot
from geo.areas import PROVINCES, canonical, province_members

INDICATORS = load_catalogue().indicators
COUNT, SHARE, RATE = (INDICATORS[code] for code in ("population_census", "stunting", "under5_mortality_10y"))
TODAY = 2026


def seen(area: str, year: int, value: float | None = 1.0, code: str = "population_census", **more: str) -> Observation:
    return Observation(code, area, year, year, str(year), value=value, **more)  # type: ignore[arg-type]


def provinces_of(view: MapView) -> list[str]:
    areas = [o.area for o in view.drawn] + [one.area for one in view.not_drawn]
    return sorted(province for area in areas for province in province_members(area))


def view_of(figures: list[Observation]) -> MapView:
    return arrange(figures[0].indicator, figures[0].period_label, Group(), on_its_ground(figures), {})


def test_the_census_of_2019_is_added_up_to_what_2008_can_show() -> None:
    old, new = [seen("KH03", 2008, 10), seen("KH12", 2008, 5)], [seen("KH03", 2019, 6), seen("KH25", 2019, 7)]
    view = on_comparable_areas(view_of(new), [old, new], COUNT, (), {})
    assert [(o.area, o.value, o.status) for o in view.drawn] == [("KH03+KH25", 13, "derived")]
    assert provinces_of(view) == list(PROVINCES)


def test_what_was_kampong_cham_is_drawn_over_both() -> None:
    assert [o.area for o in view_of([seen("KH03", 2008)]).drawn] == ["KH03+KH25"]
    assert [o.area for o in view_of([seen("KH03", 2019)]).drawn] == ["KH03"]


def test_a_file_that_tells_the_two_apart_in_the_past_is_believed() -> None:
    assert [o.area for o in view_of([seen("KH03", 2008), seen("KH25", 2008)]).drawn] == ["KH03", "KH25"]


def test_a_rate_is_not_joined_and_says_why() -> None:
    old = [seen("KH01+KH02", 2005, code=RATE.code)]
    new = [seen("KH01", 2010, code=RATE.code), seen("KH02", 2010, code=RATE.code)]
    view = on_comparable_areas(view_of(new), [old, new], RATE, (), {})
    assert view.drawn == ()
    assert refused_joins(view) == {"not_additive": ["KH01+KH02"]}
    assert [one.reason for one in view.not_drawn if one.area == "KH01+KH02"] == [NOT_JOINED]
    assert provinces_of(view) == list(PROVINCES)


def test_a_hidden_value_stays_hidden_and_is_never_part_of_a_sum() -> None:
    old = [seen("KH01+KH02", 2008)]
    new = [seen("KH01", 2019, None, status="suppressed"), seen("KH02", 2019, 9)]
    view = on_comparable_areas(view_of(new), [old, new], COUNT, (), {})
    assert view.drawn == () and refused_joins(view) == {"hidden": ["KH01+KH02"]}


def test_todays_provinces_leave_out_older_borders_and_larger_areas() -> None:
    figures = [seen("KH03+KH25", 2011), seen("KH01", 2011), seen("KH09", 2011, None, status="suppressed")]
    view = on_todays_provinces(view_of(figures), [figures], {}, TODAY)
    assert [o.area for o in view.drawn] == ["KH01"]
    reasons = {one.area: one.reason for one in view.not_drawn}
    assert reasons["KH03+KH25"] == OTHER_BORDERS and reasons["KH09"] == "suppressed"
    assert provinces_of(view) == list(PROVINCES)


AREAS = st.lists(st.lists(st.sampled_from(PROVINCES), min_size=1, max_size=5).map(canonical), max_size=9, unique=True)
VALUES = st.lists(st.sampled_from([None, 0.0, 3.0, 7.0]), min_size=9, max_size=9)


@settings(max_examples=60)
@given(AREAS, AREAS, VALUES, st.sampled_from([COUNT, SHARE, RATE]))
def test_any_two_rounds_cover_the_country_once(
    one: list[str], other: list[str], values: list[float | None], indicator: object
) -> None:
    rounds = [
        on_its_ground(
            [
                Observation(
                    "x", area, year, year, str(year), value=v, status="normal" if v is not None else "suppressed"
                )
                for area, v in zip(areas, values, strict=False)
            ]
        )
        for areas, year in ((one, 2010), (other, 2019))
    ]
    view = arrange("x", "2019", Group(), rounds[1], {})
    joined = on_comparable_areas(view, rounds, indicator, (), {})  # type: ignore[arg-type]
    assert provinces_of(joined) == list(PROVINCES)
    assert provinces_of(on_todays_provinces(view, rounds, {}, TODAY)) == list(PROVINCES)


@pytest.mark.parametrize("mode", ["comparable", "today"])
def test_every_shipped_map_covers_the_country_once_on_other_borders(shipped: Snapshot, mode: str) -> None:
    population = [o for o in all_observations(shipped, indicators=["population_census"]) if Group.of(o).is_total]
    codes = [row[0] for row in shipped.rows("SELECT DISTINCT indicator FROM snapshot.observation ORDER BY 1")]
    for code in codes:
        areas = [area for area in areas_of(shipped, code) if area != "KH"]
        found = series(shipped, code, areas, [Group()])
        labels = [one.label for one in groups_with_periods(shipped, code).get(Group(), ())]
        rounds = [on_its_ground([o for o in found if o.period_label == label]) for label in labels]
        for label in labels:
            view = map_view(shipped, code, label)
            if mode == "today":
                shown = on_todays_provinces(view, rounds, {}, TODAY)
            else:
                shown = on_comparable_areas(view, rounds, INDICATORS[code], population, {})
            assert provinces_of(shown) == list(PROVINCES), (code, label)
