"""Areas two surveys share: every province in exactly one, totals conserved, percentages weighted or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.areas.places import comparable, join, population_weights, shared_areas, todays_provinces
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.snapshot.queries import area_values
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.inequality import MeasureRefusal
from childrights.statistics.small_samples import unweighted_cases
from geo.areas import COUNTRY, PROVINCES, canonical, province_members
from geo.domains import domains_of
from geo.provinces import ground

INDICATORS = load_catalogue().indicators
COUNT, SHARE = INDICATORS["population_census"], INDICATORS["stunting"]


def seen(code: str, area: str, year: int, value: float | None, **more: object) -> Observation:
    return Observation(code, area, year, year, str(year), value=value, **more)  # type: ignore[arg-type]


@st.composite
def partitions(draw: st.DrawFn) -> list[str]:
    """A partition of the 25 provinces into areas."""
    rooms = draw(st.lists(st.integers(0, 12), min_size=25, max_size=25))
    return [canonical(p for p, r in zip(PROVINCES, rooms, strict=True) if r == room) for room in sorted(set(rooms))]


@given(partitions(), partitions())
def test_every_province_lies_in_exactly_one_shared_area(one: list[str], other: list[str]) -> None:
    shared = shared_areas(one, other)
    assert sorted(province for area in shared for province in province_members(area)) == list(PROVINCES)
    for area in (*one, *other):
        assert sum(set(province_members(area)) <= set(province_members(common)) for common in shared) == 1
    assert shared == shared_areas(other, one) and shared_areas(one, one) == tuple(sorted(one))


@given(partitions(), partitions(), st.data())
def test_no_finer_partition_would_do(one: list[str], other: list[str], data: st.DataObject) -> None:
    """Every shared area is held together: any cut through it cuts an area of one of the two."""
    area = data.draw(st.sampled_from(shared_areas(one, other)))
    inside = province_members(area)
    if len(inside) > 1:
        side = set(data.draw(st.lists(st.sampled_from(inside), min_size=1, max_size=len(inside) - 1, unique=True)))
        assert any(
            set(province_members(a)) & side and (set(province_members(a)) & set(inside)) - side for a in (*one, *other)
        )


@given(partitions(), partitions(), st.lists(st.integers(0, 10**6), min_size=25, max_size=25))
def test_totals_are_conserved(one: list[str], other: list[str], people: list[int]) -> None:
    count = dict(zip(PROVINCES, people, strict=True))
    rounds = [
        [seen("population_census", a, year, float(sum(count[p] for p in province_members(a)))) for a in areas]
        for areas, year in ((one, 2014), (other, 2019))
    ]
    found = comparable(*rounds, COUNT)
    for joined in (found.first, found.second):
        values = [each.observation.value for each in joined if each.observation]
        assert len(values) == len(found.areas) and sum(values) == sum(people)  # type: ignore[arg-type]
    assert [a.observation.value for a in found.first if a.observation] == [  # type: ignore[union-attr]
        b.observation.value for b in found.second if b.observation
    ]


@given(partitions(), st.lists(st.integers(1, 10**6), min_size=25, max_size=25), st.floats(0, 100))
def test_a_weighted_percentage_lies_between_its_parts(one: list[str], people: list[int], value: float) -> None:
    population = [seen("population_census", p, 2019, float(n)) for p, n in zip(PROVINCES, people, strict=True)]
    figures = [seen("stunting", p, 2019, value * (i % 2)) for i, p in enumerate(PROVINCES)]
    found = comparable([seen("stunting", a, 2019, value) for a in one], figures, SHARE, population)
    for each in found.second:
        assert each.observation is not None and each.observation.value is not None
        assert 0 <= each.observation.value <= value + 1e-9


def test_percentages_are_weighted_by_people() -> None:
    census = [seen("population_census", "KH01", 2019, 300.0), seen("population_census", "KH02", 2019, 100.0)]
    figures = [seen("stunting", "KH01", 2019, 20.0), seen("stunting", "KH02", 2019, 40.0)]
    found = join("KH01+KH02", figures, SHARE, census)
    assert found.method == "population" and found.observation is not None and found.observation.value == 25.0


def test_kampong_cham_2008_and_2019(shipped: Snapshot) -> None:
    before, after = (area_values(shipped, "population_census", year) for year in ("2008", "2019"))
    found = comparable(before, after, COUNT)
    place = found.areas.index("KH03+KH25")
    then, now = found.first[place], found.second[place]
    assert then.observation is not None and now.observation is not None
    assert (then.method, then.observation.value) == ("published", 1_679_992)
    separate = {one.area: one.value for one in after}
    assert now.method == "sum" and now.observation.value == separate["KH03"] + separate["KH25"]  # type: ignore[operator]
    assert now.observation.status == "derived" and "KH25" in now.observation.note and now.observation.id == ""
    assert len(found.areas) == 24 and all(each.refusal is None for each in (*found.first, *found.second))
    for rows, joined in ((before, found.first), (after, found.second)):
        country = next(one.value for one in rows if one.area == COUNTRY)
        assert sum(each.observation.value for each in joined if each.observation) == country  # type: ignore[misc]


def test_cdhs_domains_of_two_rounds(shipped: Snapshot) -> None:
    """Between the 19 domains of 2010 and 2014 and single provinces later, only the domains themselves are shared."""
    domains = [domain.area for domain in domains_of("CDHS", "2014")]
    assert shared_areas(domains, PROVINCES) == tuple(sorted(domains))
    upload = [seen("stunting", province, 2022, 20.0, sample_size=100) for province in PROVINCES]
    census = area_values(shipped, "population_census", "2019")
    found = comparable(area_values(shipped, "stunting", "2014"), upload, SHARE, census)
    kampong_cham = found.second[found.areas.index("KH03+KH25")]
    assert kampong_cham.method == "population" and kampong_cham.observation is not None
    assert kampong_cham.observation.value == pytest.approx(20.0)
    assert 190 <= (unweighted_cases(kampong_cham.observation) or 0) <= 200
    without = comparable(area_values(shipped, "stunting", "2014"), upload, SHARE)
    assert without.second[without.areas.index("KH03+KH25")].refusal == MeasureRefusal("no_weights")
    assert without.second[without.areas.index("KH05")].method == "published"


def test_weights_come_from_a_near_census(shipped: Snapshot) -> None:
    census = [*area_values(shipped, "population_census", "2008"), *area_values(shipped, "population_census", "2019")]
    assert population_weights(["KH03+KH25"], 2010, census) == {"KH03+KH25": 1_679_992}
    assert population_weights(["KH03", "KH25"], 2010, census) is None  # 2008 has no figure for each of the two
    assert population_weights(["KH03", "KH25"], 2014, census) is not None
    assert population_weights(["KH05"], 2000, census) is None


def test_counts_beat_weights_and_other_units_are_refused() -> None:
    figures = [
        seen("stunting", "KH01", 2014, 10.0, numerator=10.0, denominator=100.0),
        seen("stunting", "KH02", 2014, 50.0, numerator=150.0, denominator=300.0),
    ]
    found = join("KH01+KH02", figures, SHARE)
    assert found.method == "counts" and found.observation is not None and found.observation.value == 40.0
    rates = [seen("under5_mortality_10y", area, 2014, 40.0) for area in ("KH01", "KH02")]
    assert join("KH01+KH02", rates, INDICATORS["under5_mortality_10y"]).refusal == MeasureRefusal("not_additive")


def test_a_joined_figure_of_few_cases_stands_in_brackets() -> None:
    census = [seen("population_census", a, 2014, 1000.0) for a in ("KH01", "KH02")]
    for cases, status in ((24, "small_sample"), (25, "derived")):
        figures = [seen("stunting", a, 2014, 10.0, sample_size=cases) for a in ("KH01", "KH02")]
        joined = join("KH01+KH02", figures, SHARE, census).observation
        assert joined is not None and (joined.status, unweighted_cases(joined)) == (status, 2 * cases)


def test_a_gap_or_an_overlap_is_refused() -> None:
    figures = [seen("population_census", "KH01", 2019, 5.0)]
    assert join("KH01+KH02", figures, COUNT).refusal == MeasureRefusal("partition", ("KH02",))
    figures.append(seen("population_census", "KH02", 2019, None, status="suppressed"))
    assert join("KH01+KH02", figures, COUNT).refusal == MeasureRefusal("hidden", ("KH02",))
    figures = [seen("population_census", a, 2019, 5.0) for a in ("KH01", "KH02", "KH01+KH02")]
    assert join("KH01+KH02", figures, COUNT).refusal == MeasureRefusal("partition")
    figures = [seen("population_census", a, 2008, 5.0) for a in ("KH03", "KH03+KH25")]
    assert join("KH03+KH25", figures, COUNT).refusal == MeasureRefusal("partition")


def test_modelled_parts_stay_modelled() -> None:
    parts = [seen("population_0_17_wpp2019", a, 2014, 5.0, status="modelled") for a in ("KH01", "KH02")]
    found = join("KH01+KH02", parts, INDICATORS["population_0_17_wpp2019"])
    assert found.observation is not None and found.observation.status == "modelled"


def test_old_kampong_cham_stands_on_both_provinces() -> None:
    assert ground("KH03", 2013) == "KH03+KH25" and ground("KH03", 2014) == "KH03"
    assert ground("KH05", 2000) == "KH05" and ground(COUNTRY, 2000) == COUNTRY


def test_todays_provinces_only() -> None:
    figures = [
        seen("stunting", area, year, 1.0)
        for area, year in [
            ("KH", 2010),
            ("KH03", 2010),
            ("KH03", 2014),
            ("KH25", 2014),
            ("KH03+KH25", 2014),
            ("KH05", 2000),
        ]
    ]
    kept, left_out = todays_provinces(figures, 2026)
    assert [(one.area, one.year_end) for one in kept] == [("KH03", 2014), ("KH25", 2014), ("KH05", 2000)]
    assert [(one.area, one.year_end) for one in left_out] == [("KH03", 2010), ("KH03+KH25", 2014)]
