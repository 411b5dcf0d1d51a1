"""Our own exports come back whole; damaged ones are told cell by cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from childrights.export.columns import COLUMNS, NEWER_COLUMNS, SDMX_COLUMNS
from childrights.export.formats import export
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from etl.doors.rows import MARKS, NEEDED
from etl.labels.decisions import Decisions
from etl.problems.model import CheckResult, Problem
from etl.reading.grid import a1
from etl.understanding.check import check_file
from tests.etl.doors.exports import CATALOGUE, ENDINGS, FIGURES, Grid, put, said, without, written

KINDS = tuple(ENDINGS)
THIRD_PART = {"completion_primary_moeys", "completion_lower_secondary_moeys", "poverty_national_line_nis"}
"""Published with a third part beside town and country, remote areas or Phnom Penh: the whole may lie outside the two."""


def doubts(result: CheckResult) -> list[Problem]:
    """What was found beside the wholes that lie outside of two of their three parts."""
    indicators = {one.cell: one.indicator for one in result.observations}
    return [
        one
        for one in result.problems
        if one.message_id != "total_mismatch/between" or indicators.get(one.cell) not in THIRD_PART
    ]


def comes_back(shipped: Snapshot, tmp_path: Path, kind: str, every: int = 1) -> None:
    """The figures of each ``every``-th indicator, exported and read, are what they were and raise no doubt beside them."""
    out = tmp_path / f"all.{ENDINGS[kind]}"
    published = all_observations(shipped)
    chosen = sorted({one.indicator for one in published})[::every]
    export(shipped, CATALOGUE, out, kind, () if every == 1 else chosen)
    result = check_file(out, catalogue=CATALOGUE, published=published)
    assert doubts(result) == []
    wanted = [one for one in published if one.indicator in chosen]
    assert sorted(map(repr, said(result.observations))) == sorted(map(repr, said(wanted)))
    assert result.found == len(wanted) > 500 and not result.rejected and not result.skipped


@pytest.mark.parametrize("kind", ["csv", *(pytest.param(kind, marks=pytest.mark.repeats) for kind in KINDS[1:])])
def test_every_published_figure_comes_back_equal(shipped: Snapshot, tmp_path: Path, kind: str) -> None:
    comes_back(shipped, tmp_path, kind)


@pytest.mark.parametrize("kind", KINDS[1:])
def test_published_figures_come_back_equal_in_every_format(shipped: Snapshot, tmp_path: Path, kind: str) -> None:
    comes_back(shipped, tmp_path, kind, every=6)


@pytest.mark.parametrize("kind", KINDS)
def test_figures_of_every_shape_come_back_equal(tmp_path: Path, kind: str) -> None:
    result = check_file(written(tmp_path, kind), catalogue=CATALOGUE)
    assert not result.problems
    assert said(result.observations) == said(FIGURES)
    column = (
        SDMX_COLUMNS.index("OBS_VALUE") if kind == "sdmx-csv" else COLUMNS.index("value"),
        2 if kind == "hxl" else 1,
    )
    assert [one.cell for one in result.observations] == [a1(column[1] + row, column[0]) for row in range(len(FIGURES))]
    assert set(result.tables[0].said) >= {"area", "period", "indicator", "sex"}


DAMAGE = [
    ("value", "12,5", "ambiguous_number"),
    ("value", "1.6E+07", "not_a_number"),
    ("value", "n/a", "not_a_number"),
    ("value", "", "not_a_number"),
    ("value", "45", "out_of_range"),
    ("lower", "27.5%", "not_a_number"),
    ("indicator", "stuntig", "unknown_indicator"),
    ("indicator", "wasting", "unknown_indicator"),
    ("indicator", "", "unknown_indicator"),
    ("unit", "per_1000", "missing_unit"),
    ("area", "KH99", "unknown_area"),
    ("area", "KH24+KH02", "unknown_area"),
    ("area", "KH05", "unknown_area"),
    ("area", "", "unknown_area"),
    ("year_start", "2013", "unknown_year"),
    ("year_end", "14", "unknown_year"),
    ("year_start", "2,014", "unknown_year"),
    ("period_label", "Jan-14", "unknown_year"),
    ("period_label", "2015", "unknown_year"),
    ("sex", "girls", "unknown_category"),
    ("sex", "", "unknown_category"),
    ("age", "9-May", "unknown_category"),
    ("age", "Oct-14", "unknown_category"),
    ("residence", "U", "unknown_category"),
    ("wealth", "1", "unknown_category"),
    ("disability", "yes", "unknown_category"),
    ("status", "ok", "unknown_category"),
    ("status", "suppressed", "ambiguous_number"),
    ("status", "", "unknown_category"),
    ("sample_size", "412.5", "out_of_range"),
    ("sample_size", "many", "not_a_number"),
]


@pytest.mark.parametrize(
    ("column", "value", "code", "kind"),
    [
        *((*one, "csv") for one in DAMAGE),
        *((*one, ("hxl", "xlsx")[place % 2]) for place, one in enumerate(DAMAGE)),
        *(
            pytest.param(*one, ("xlsx", "hxl")[place % 2], marks=pytest.mark.repeats)
            for place, one in enumerate(DAMAGE)
        ),
    ],
)
def test_a_damaged_cell_is_told_and_its_row_is_kept_out(
    tmp_path: Path, kind: str, column: str, value: str, code: str
) -> None:
    result = check_file(written(tmp_path, kind, put(column, 1, value)), catalogue=CATALOGUE)
    row = 2 if kind == "hxl" else 1
    told = [(problem.severity, problem.code, problem.cell) for problem in result.problems]
    # Names beside a changed code speak of the other one; years and label of each other.
    beside = {"indicator": "indicator_name", "area": "area_name", "year_start": "period_label"}.get(column, column)
    cells = {a1(row, COLUMNS.index(name)) for name in (column, beside, "value")}
    assert told and all(one[:2] == ("error", code) and one[2] in cells for one in told)
    assert said(result.observations) == said(FIGURES[1:])


SDMX_DAMAGE = [
    ("OBS_VALUE", "12,5", "ambiguous_number"),
    ("INDICATOR", "STUNTIG", "unknown_indicator"),
    ("REF_AREA", "KHM", "unknown_area"),
    ("SEX", "X", "unknown_category"),
    ("AGE", "Y5T", "unknown_category"),
    ("WEALTH_QUINTILE", "F", "unknown_category"),
    ("TIME_PERIOD", "2014-01-01", "unknown_year"),
    ("TIME_PERIOD", "2015", "unknown_year"),
    ("PERIOD_LABEL", "Jan-14", "unknown_year"),
    ("UNIT_MEASURE", "PER_1000", "missing_unit"),
    ("OBS_STATUS", "Q", "unknown_category"),
    ("STATUS", "suppressed", "ambiguous_number"),
    ("LOWER_BOUND", "x", "not_a_number"),
]


@pytest.mark.parametrize(("column", "value", "code"), SDMX_DAMAGE)
def test_a_damaged_cell_of_sdmx_is_told(tmp_path: Path, column: str, value: str, code: str) -> None:
    result = check_file(written(tmp_path, "sdmx-csv", put(column, 1, value)), catalogue=CATALOGUE)
    told = {(problem.severity, problem.code) for problem in result.problems}
    assert ("error", code) in told
    beside = {"TIME_PERIOD": "PERIOD_LABEL"}.get(column, column)
    cells = {a1(1, SDMX_COLUMNS.index(name)) for name in (column, beside)}
    assert cells & {problem.cell for problem in result.problems}
    assert said(result.observations) == said(FIGURES[1:])


@pytest.mark.parametrize("column", COLUMNS)
def test_a_deleted_column_is_told(tmp_path: Path, column: str) -> None:
    result = check_file(written(tmp_path, "csv", without(column)), catalogue=CATALOGUE)
    told = [(problem.severity, problem.code, problem.value) for problem in result.problems]
    if column in (*NEEDED, "scope"):
        assert ("error", "no_table", column) in told and not result.observations
        assert result.rejected == len(FIGURES)
    else:
        assert told == [("warning", "no_table", column)] * (column not in ("comparability_note", *NEWER_COLUMNS))
        assert len(result.observations) == len(FIGURES)


@pytest.mark.parametrize("column", ["SEX", "TIME_PERIOD", "STATUS", "NUMERATOR", "STRUCTURE_ID", "OBS_CODE"])
def test_a_deleted_column_of_sdmx_is_told(tmp_path: Path, column: str) -> None:
    result = check_file(written(tmp_path, "sdmx-csv", without(column)), catalogue=CATALOGUE)
    if column in ("SEX", "TIME_PERIOD"):
        assert not result.observations and result.rejected == len(FIGURES)
    else:
        assert len(result.observations) == len(FIGURES)
    assert [p.value for p in result.problems if p.code == "no_table"] == (
        [] if column in ("STRUCTURE_ID", "OBS_CODE") else [column]
    )


def test_an_export_from_before_the_layers_is_whole(tmp_path: Path) -> None:
    def change(grid: Grid) -> None:
        for name in MARKS:
            if name in COLUMNS:
                without(name)(grid)

    result = check_file(written(tmp_path, "csv", change), catalogue=CATALOGUE)
    assert not result.problems and said(result.observations) == said(FIGURES)


@pytest.mark.parametrize("kind", KINDS)
def test_members_figures_keep_their_marks_and_stand_beside_published_ones(tmp_path: Path, kind: str) -> None:
    ours = replace(FIGURES[0], value=12.0, lower=None, upper=None, source="", layer="members", member="Child Aid")
    part = replace(ours, value=55.0, scope="350 beneficiary families", source_kind="own_records")
    path = written(tmp_path, kind, figures=(FIGURES[0], ours, part))
    result = check_file(path, catalogue=CATALOGUE)
    assert not result.problems
    assert [(o.value, o.layer, o.member, o.scope, o.source_kind) for o in result.observations] == [
        (31.4, "published", "", "", ""),
        (12.0, "members", "Child Aid", "", ""),
        (55.0, "members", "Child Aid", "350 beneficiary families", "own_records"),
    ]


def test_dates_that_a_spreadsheet_made_of_ages_are_told(tmp_path: Path) -> None:
    def change(grid: Grid) -> None:
        put("age", 5, datetime(2026, 5, 9))(grid)
        put("period_label", 3, datetime(2005, 6, 1))(grid)

    result = check_file(written(tmp_path, "xlsx", change), catalogue=CATALOGUE)
    column = {name: a1(0, COLUMNS.index(name))[:-1] for name in ("age", "period_label")}
    told = {(problem.code, problem.cell) for problem in result.problems}
    assert told == {("unknown_category", f"{column['age']}6"), ("unknown_year", f"{column['period_label']}4")}
    assert len(result.observations) == len(FIGURES) - 2


def test_columns_may_stand_in_any_order_and_others_are_told(tmp_path: Path) -> None:
    def change(grid: Grid) -> None:
        for row in grid:
            row.reverse()
            row.append("ours" if row is not grid[0] else "My remark")

    result = check_file(written(tmp_path, "csv", change), catalogue=CATALOGUE)
    assert said(result.observations) == said(FIGURES)
    assert [(p.severity, p.code, p.value) for p in result.problems] == [("warning", "no_table", "My remark")]


def test_two_columns_of_one_name_are_a_question(tmp_path: Path) -> None:
    def change(grid: Grid) -> None:
        for row in grid:
            row.append(row[grid[0].index("value")])

    result = check_file(written(tmp_path, "csv", change), catalogue=CATALOGUE)
    assert not result.observations and [(p.severity, p.code, p.value) for p in result.problems] == [
        ("error", "no_table", "value")
    ]


def test_a_row_given_twice_and_a_row_cut_short_are_told(tmp_path: Path) -> None:
    def change(grid: Grid) -> None:
        grid.append(list(grid[1]))
        grid.append([*grid[1][: COLUMNS.index("value")], "99", *grid[1][COLUMNS.index("value") + 1 :]])

    result = check_file(written(tmp_path, "csv", change), catalogue=CATALOGUE)
    assert {problem.code for problem in result.problems} >= {"duplicate"}
    assert said(FIGURES[:1])[0] not in said(result.observations)


def test_only_hashtags_are_header_enough(tmp_path: Path) -> None:
    def change(grid: Grid) -> None:
        del grid[0]

    result = check_file(written(tmp_path, "hxl", change), catalogue=CATALOGUE)
    assert not result.problems and said(result.observations) == said(FIGURES)


def test_a_source_that_we_do_not_have_is_named_in_the_note(tmp_path: Path) -> None:
    result = check_file(written(tmp_path, "csv", put("source", 1, "other_2030")), catalogue=CATALOGUE)
    assert (result.observations[0].source, result.observations[0].note) == (
        "",
        "Area as published by the survey; source other_2030",
    )


def test_a_decision_says_what_an_unknown_code_is(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", put("indicator", 1, "stunting_old"))
    taken = Decisions.from_mapping({"indicators": {"stunting_old": "stunting"}}, CATALOGUE.indicators)
    result = check_file(path, catalogue=CATALOGUE, decisions=taken)
    assert said(result.observations) == said(FIGURES)


def test_sdmx_of_the_first_version_is_read_as_well(tmp_path: Path) -> None:
    """It had other names for three columns, ``PT`` for per cent, and survey domains with a plus sign."""
    before = {"RESIDENCE": "URBANISATION", "WEALTH_QUINTILE": "WEALTH", "DISABILITY_STATUS": "DISABILITY"}
    since = ("POPULATION_SCOPE", "CONTRIBUTION", "UNICEF_INDICATOR", "SDG_INDICATOR")

    def change(grid: Grid) -> None:
        names = [str(name) for name in grid[0]]
        area, unit, version = (names.index(one) for one in ("REF_AREA", "UNIT_MEASURE", "STRUCTURE_ID"))
        for row in grid[1:]:
            row[area] = str(row[area]).replace("_", "+")
            row[unit] = "PT" if row[unit] == "PCNT" else row[unit]
            row[version] = "CRC_CAMBODIA:CHILD_RIGHTS(1.0)"
        kept = [col for col, name in enumerate(names) if name not in since]
        grid[:] = [[row[col] for col in kept] for row in grid]
        grid[0] = [before.get(str(name), name) for name in grid[0]]

    result = check_file(written(tmp_path, "sdmx-csv", change), catalogue=CATALOGUE)
    assert not result.problems and said(result.observations) == said(FIGURES)
