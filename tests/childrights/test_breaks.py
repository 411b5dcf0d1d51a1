"""Lines break where the definition, the records, the kind of source or the ground changed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.catalogue.tables import ReferenceTableError
from childrights.i18n import Translator
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.breaks import border_change, gap_between, load_breaks, segments
from childrights.statistics.inequality import REFUSALS

INDICATORS = load_catalogue().indicators
HEADER = "indicator,kind,effect,first_year,last_year,dimension,codes,note,source\n"


def seen(code: str, year: int, value: float | None = 1.0, area: str = "KH", **more: object) -> Observation:
    return Observation(code, area, year, year, str(year), value=value, **more)  # type: ignore[arg-type]


def years(found: object) -> list[list[int]]:
    return [[one.year_start for one in piece] for piece in found.segments]  # type: ignore[attr-defined]


def test_every_break_is_of_a_known_indicator_and_has_words() -> None:
    for known in load_breaks():
        assert known.indicator in INDICATORS and known.note
        assert known.kind in REFUSALS or known.effect == "stands"


def test_records_that_shifted_stand_apart() -> None:
    found = segments(seen("out_of_school_lower_secondary_admin", y) for y in (1998, 2005, 2012, 2015, 2020))
    assert years(found) == [[1998], [2005], [2012, 2015, 2020]]
    assert [(gap.reason, gap.year) for gap in found.gaps] == [("records", 2001.5), ("records", 2008.5)]


def test_a_new_definition_starts_a_new_line() -> None:
    found = segments(seen("poverty_national_line", y) for y in (2010, 2012, 2019, 2021))
    assert years(found) == [[2010, 2012], [2019, 2021]]
    assert [(gap.reason, gap.year) for gap in found.gaps] == [("definition", 2019.0)]


def test_only_the_place_concerned_breaks() -> None:
    for area, joined in (("KH23", False), ("KH22", True)):
        gap = gap_between(
            seen("completion_primary_moeys", 2016, 58.2, area), seen("completion_primary_moeys", 2017, 55.2, area)
        )
        assert (gap is None) == joined, area


def test_only_the_groups_concerned_break() -> None:
    teens = [seen("school_attendance", y, age="15-17") for y in (2000, 2005, 2010)]
    children = [seen("school_attendance", y, age="9-11") for y in (2000, 2005, 2010)]
    assert len(segments(teens).segments) == 3
    assert years(segments(children)) == [[2000, 2005, 2010]]


def test_modelled_beside_counted_and_a_hidden_value() -> None:
    found = segments([seen("stunting", 2000), seen("stunting", 2005, status="modelled"), seen("stunting", 2010)])
    assert [gap.reason for gap in found.gaps] == ["modelled", "modelled"]
    found = segments(
        [seen("stunting", 2000), seen("stunting", 2005, None, status="suppressed"), seen("stunting", 2010)]
    )
    assert years(found) == [[2000], [2010]] and found.gaps[0].reason == "hidden"


def _alone(row: list[Observation]) -> list[Observation]:
    """What stands more than twice over, or under half of, both its neighbours within four years, and 2 points away."""
    found = []
    for before, one, after in zip(row, row[1:], row[2:], strict=False):
        low, high = sorted((float(before.value or 0.0), float(after.value or 0.0)))
        value, near = float(one.value or 0.0), after.year_end - before.year_end <= 4
        if near and (value > max(2 * high, high + 2) or value < min(low / 2, low - 2)):
            found.append(one)
    return found


def test_a_figure_alone_at_twice_its_neighbours_is_judged(shipped: Snapshot) -> None:
    """Out of school, primary: 2.3 % in 2008, 5.1 % in 2010, 1.4 % in 2011. The jumps are small in points and none in truth."""
    lines: dict[tuple[str, str, Group], list[Observation]] = {}
    for one in all_observations(shipped):
        if one.value is not None and INDICATORS[one.indicator].unit == "percent":
            lines.setdefault((one.indicator, one.area, Group.of(one)), []).append(one)
    alone = [one for row in lines.values() for one in _alone(sorted(row, key=lambda one: one.year_end))]
    assert ("out_of_school_primary_admin", "2010") in {(one.indicator, one.period_label) for one in alone}
    judged = [
        any(known.indicator == one.indicator and known.concerns(one) and known.holds(one) for known in load_breaks())
        for one in alone
    ]
    assert [one.key for one, known in zip(alone, judged, strict=True) if not known and one.status != "modelled"] == []


@pytest.mark.parametrize(
    ("area", "before", "after", "year"),
    [
        ("KH03", 2010, 2014, 2013),
        ("KH25", 2010, 2014, 2013),
        ("KH03", 2013, 2014, 2013),
        ("KH03", 2012, 2013, None),
        ("KH03", 2014, 2019, None),
        ("KH03+KH25", 2010, 2019, None),
        ("KH03+KH20", 2010, 2019, 2013),
        ("KH05", 2010, 2019, None),
        ("KH", 2010, 2019, None),
    ],
)
def test_where_borders_moved(area: str, before: int, after: int, year: int | None) -> None:
    assert border_change(area, before, after) == year


def test_tboung_khmum_breaks_kampong_cham() -> None:
    census = [seen("population_census", 2008, area="KH03+KH25"), seen("population_census", 2019, area="KH03")]
    assert [gap.reason for gap in segments(census).gaps] == ["boundary"]
    uploaded = segments(seen("stunting", y, area="KH03") for y in (2008, 2010, 2014, 2019))
    assert years(uploaded) == [[2008, 2010], [2014, 2019]]
    assert (uploaded.gaps[0].reason, uploaded.gaps[0].year) == ("boundary", 2014.0)


def test_other_definitions_places_and_groups_never_join() -> None:
    one = seen("stunting", 2010)
    for other, reason in [
        (seen("stunting_jme", 2014), "indicator"),
        (seen("stunting", 2014, area="KH05"), "several_differences"),
        (seen("stunting", 2014, sex="male"), "several_differences"),
    ]:
        gap = gap_between(one, other)
        assert gap is not None and gap.reason == reason


@given(st.lists(st.integers(1990, 2030), unique=True, max_size=20), st.data())
def test_segments_hold_every_value_once_in_order(some: list[int], data: st.DataObject) -> None:
    values = [data.draw(st.sampled_from([1.0, None])) for _ in some]
    found = segments(seen("poverty_national_line", y, v) for y, v in zip(some, values, strict=True))
    flat = [one.year_start for piece in found.segments for one in piece]
    assert flat == sorted(y for y, v in zip(some, values, strict=True) if v is not None)
    assert len(found.gaps) == max(len(found.segments) - 1, 0)


def test_every_shipped_series_can_be_cut(shipped: Snapshot) -> None:
    lines: dict[tuple[str, str, Group], list[Observation]] = {}
    for one in all_observations(shipped):
        lines.setdefault((one.indicator, one.area, Group.of(one)), []).append(one)
    for line in lines.values():
        found = segments(line)
        assert sum(len(piece) for piece in found.segments) == sum(one.value is not None for one in line)
        for piece in found.segments:
            assert len({one.status == "modelled" for one in piece}) == 1
    assert len(segments(lines["stunting", "KH", Group()]).segments) == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("stunting,definition,apart,2000,,,,why,", "last_year"),
        ("stunting,definition,restart,2000,2001,,,why,", "last_year"),
        ("stunting,definition,apart,2000,1999,,,why,", "last_year"),
        ("stunting,nonsense,apart,2000,2000,,,why,", "kind"),
        ("stunting,definition,apart,2000,2000,,,,", "note"),
        ("stunting,real,stands,2000,2005,,,why,", "source"),
        ("stunting,real,stands,2000,,,,why,who", "last_year"),
        ("stunting,unknown,stands,2000,2005,,,why,who", "kind"),
        ("stunting,real,apart,2000,2005,,,why,who", "kind"),
    ],
)
def test_a_wrong_row_is_refused_by_name(tmp_path: Path, row: str, column: str) -> None:
    path = tmp_path / "breaks.csv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(ReferenceTableError) as error:
        load_breaks(path)
    assert (error.value.row, error.value.column) == (2, column)


def test_reasons_have_words() -> None:
    from childrights.statistics.inequality import MeasureRefusal

    t = Translator("en", {})
    assert "Kampot" in MeasureRefusal("missing_group", ("KH07",)).words(t, {"KH07": "Kampot"})
    assert all(MeasureRefusal(code).words(t) for code in REFUSALS)
