"""Every figure knows which survey, census, register or model it is of, and only figures of one are joined."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from childrights.catalogue import load_catalogue
from childrights.catalogue.model import OBSERVATION_COLUMNS, Group, Observation
from childrights.catalogue.programmes import (
    SurveyRound,
    load_programmes,
    load_rounds,
    programme_words,
    same_programme,
    with_programme,
)
from childrights.catalogue.tables import ReferenceTableError
from childrights.export.columns import COLUMNS
from childrights.export.exporting import package
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from childrights.statistics.breaks import gap_between, jumps, segments
from childrights.statistics.differences import comparison
from childrights.statistics.discovery import rank_chances
from etl.publishers.series_table import load_publishers
from etl.snapshot.assemble import Inputs

CATALOGUE = load_catalogue()
STUNTING = CATALOGUE.indicators["stunting"]


def of(year: int, programme: str, round: str = "", value: float | None = 30.0, **more: object) -> Observation:
    about = {"value": value, "programme": programme, "round": round or str(year), **more}
    return Observation("stunting", str(about.pop("area", "KH")), year, year, str(year), **about)  # type: ignore[arg-type]


def test_every_published_figure_has_a_programme_and_a_round(shipped: Snapshot) -> None:
    known, found = load_programmes(), all_observations(shipped)
    assert [one.id for one in found if one.programme not in known or not one.round] == []
    columns = [COLUMNS.index(name) for name in ("programme", "round", "comparability_note")]
    rows = package(shipped, CATALOGUE, indicators=["out_of_school_primary_survey"]).rows()
    told = {tuple(row[at] for at in columns) for row in rows}
    note = CATALOGUE.indicators["out_of_school_primary_survey"].comparability_note
    assert {("cdhs", "2014", note), ("cses", "2019-20", note)} <= told


@pytest.mark.parametrize(
    ("source", "indicator", "period", "en", "km"),
    [
        ("gdl_area", "stunting", "2014", "CDHS 2014", "CDHS 2014"),
        ("uis_sdg4_2024", "out_of_school_primary_survey", "2020", "CSES 2019–20", "CSES 2019–20"),
        ("uis_sdg4_2024", "youth_literacy", "2008", "census 2008", "ជំរឿន 2008"),
        ("uis_sdg4_2024", "gross_intake_last_grade_primary", "2023", "EMIS 2023", "EMIS 2023"),
        ("unsd_sdg_2020", "under5_mortality_igme", "2015", "IGME 2020 round", "IGME វគ្គ 2020"),
        ("uis_sdg4_2024", "completion_primary_survey", "2019", "", ""),
    ],
)
def test_a_row_of_the_table_says_which(source: str, indicator: str, period: str, en: str, km: str) -> None:
    bare = Observation(indicator, "KH", 2014, 2014, period, value=1.0, source=source)
    told = with_programme(bare, load_rounds())
    assert (programme_words(told, "en"), programme_words(told, "km")) == (en, km)


def test_what_a_member_sent_is_never_of_an_official_survey() -> None:
    sent = Observation(
        "stunting", "KH05", 2014, 2014, "2014", value=1.0, upload="U0001", layer="members", programme="cdhs"
    )
    for kind, code in (("own_survey", "member_survey"), ("own_records", "member_records"), ("quoted", "quoted")):
        assert with_programme(replace(sent, source_kind=kind), load_rounds()).programme == code


def test_nothing_else_of_a_figure_is_touched() -> None:
    one = Observation(*OBSERVATION_COLUMNS)  # every field holds its name
    sent = replace(one, upload="", layer="published")
    (row,) = rounds = (SurveyRound("source", (), (), "cdhs", "", "stated", ""),)
    assert with_programme(sent, rounds) == replace(sent, programme="cdhs", round="period_label")
    assert with_programme(sent, (replace(row, round="VI"),)) == replace(sent, programme="cdhs", round="VI")
    assert with_programme(one, rounds) == replace(one, programme="member_records", round="period_label")
    assert with_programme(replace(sent, source="other"), rounds).programme == "programme"


def test_figures_of_two_surveys_are_no_change_and_no_rank() -> None:
    before, after = of(2014, "cdhs"), of(2020, "cses", "2019-20", 60.0)
    gap = gap_between(before, after)
    assert gap is not None and gap.reason == "programme"
    refused = comparison(before, after, STUNTING).refusal
    assert refused is not None and refused.code == "programme"
    places = [
        replace(of(2014, code), area=area, lower=20.0, upper=40.0)
        for code, area in (("cdhs", "KH05"), ("cses", "KH06"))
    ]
    assert getattr(rank_chances(places, STUNTING), "code", "") == "programme"


def test_a_line_goes_on_over_the_years_of_another_survey() -> None:
    years = [of(2005, "cdhs"), of(2008, "cas"), of(2010, "cdhs"), of(2014, "cdhs"), of(2020, "cses")]
    found = segments(years)
    assert [[one.year_start for one in piece] for piece in found.segments] == [[2008], [2005, 2010, 2014], [2020]]
    assert [gap.reason for gap in found.gaps] == ["programme", "programme"]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (of(2010, "cdhs"), of(2014, "cdhs"), True),
        (of(2010, "igme", "2020 round"), of(2014, "igme", "2020 round"), True),
        (of(2010, "igme", "2020 round"), of(2014, "igme", "2025 round"), False),
        (of(2010, "not_stated"), of(2014, "not_stated"), False),
        (of(2010, "quoted", source="quoted_x", member="A"), of(2014, "quoted", source="quoted_y", member="A"), False),
        (of(2010, "member_records", member="A"), of(2014, "member_records", member="B"), False),
        (of(2010, "member_records", member="A"), of(2014, "member_records", member="A"), True),
        (of(2010, ""), of(2014, ""), True),
        (of(2010, ""), of(2014, "cdhs"), False),
    ],
)
def test_what_may_be_joined(one: Observation, other: Observation, joined: bool) -> None:
    assert same_programme(one, other) == same_programme(other, one) == joined


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("gdl_area,,,happiness,,stated,", "programme"),
        ("gdl_area,,,cdhs,,guessed,", "basis"),
        ("gdl_area,,,cdhs,,inferred,", "why"),
        (",,,cdhs,,stated,", "source"),
    ],
)
def test_a_wrong_row_is_refused_by_name(tmp_path: Path, row: str, column: str) -> None:
    head = "source,indicators,periods,programme,round,basis,why\n"
    (tmp_path / "rounds.csv").write_text(head + row + "\n", encoding="utf-8")
    programmes = "code,kind,name_en,name_km,short_en,short_km\ncdhs,survey,a,b,c,d\n"
    (tmp_path / "programmes.csv").write_text(programmes, encoding="utf-8")
    with pytest.raises(ReferenceTableError) as error:
        load_rounds(tmp_path)
    assert (error.value.row, error.value.column) == (2, column)


def test_rows_name_what_there_is() -> None:
    asked = {one.source.key for one in load_publishers(Inputs().publishers).values()}
    for row in load_rounds():
        assert row.source in {*CATALOGUE.sources, *asked} and set(row.indicators) <= set(CATALOGUE.indicators), row


def test_no_step_of_a_national_series_is_left_unexplained(shipped: Snapshot) -> None:
    """A new one is judged in breaks.csv: a reason with its source (the line stands), or not known (the line breaks)."""
    lines: dict[tuple[str, Group], list[Observation]] = defaultdict(list)
    for one in all_observations(shipped, areas=("KH",)):
        lines[one.indicator, Group.of(one)].append(one)
    found = [step for (code, _), line in lines.items() for step in jumps(line, CATALOGUE.indicators[code].unit)]
    assert [(a.indicator, a.period_label, b.period_label, a.value, b.value) for a, b in found] == []


def test_a_jump_is_found_and_judged() -> None:
    jumped = [of(2010, "cdhs", value=30.0), of(2012, "cdhs", value=39.0), of(2014, "cdhs", value=46.0)]
    assert [(a.year_start, b.year_start) for a, b in jumps(jumped, "percent")] == [(2010, 2012)]
    rates = [of(2010, "cdhs", value=100.0), of(2012, "cdhs", value=131.0), of(2014, "cdhs", value=169.0)]
    assert [(a.year_start, b.year_start) for a, b in jumps(rates, "per_1000")] == [(2010, 2012)]
    vouched = [
        replace(one, indicator="skilled_birth_attendance_wdi", value=v)
        for one, v in zip(jumped, (40.0, 60.0, 80.0), strict=True)
    ]
    assert jumps(vouched, "percent") == ()
    broken = [
        replace(one, indicator="out_of_school_primary_admin", year_start=y, year_end=y)
        for one, y in zip(jumped, (2021, 2022, 2023), strict=True)
    ]
    assert jumps(broken, "percent") == () and len(segments(broken).segments) == 3
