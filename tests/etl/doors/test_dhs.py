"""The sub-national CSV of the DHS Program and of HDX. All figures are invented."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from etl.doors.dhs import DHS_FIELDS, dhs_regions, meanings
from etl.labels.decisions import Decisions
from etl.problems.model import CheckResult
from etl.reading.grid import a1
from etl.understanding.check import check_file
from etl.understanding.table_words import layout_words
from geo.areas import parse_area
from geo.provinces import load_provinces

CATALOGUE = load_catalogue()
TEN, FIVE = "Ten years preceding the survey", "Five years preceding the survey"
AS_PUBLISHED = (
    "Banteay Mean Chey",
    "Battambang",
    "Kampong Cham",
    "Kampong Chhnang",
    "Kampong Speu",
    "Kampong Thom",
    "Kampot",
    "Kandal",
    "Kaoh Kong",
    "Kratie",
    "Mondul Kiri",
    "Phnom Penh",
    "Preah Vihear",
    "Prey Veng",
    "Pursat",
    "Ratanak Kiri",
    "Siem Reap",
    "Preah Sihanouk",
    "Stueng Treng",
    "Svay Rieng",
    "Takeo",
    "Otdar Mean Chey",
    "Kep",
    "Pailin",
    "Tboung Khmum",
)
"""As the Program spells the provinces, in the order of our codes."""

Row = Mapping[str, object]


def row(label: str = "Kandal", value: object = 20.1, **more: object) -> Row:
    """One row of a region of the survey of 2021-22, with what ``more`` says instead."""
    said = {
        "DataId": 1,
        "Indicator": "Children stunted",
        "Value": value,
        "Precision": 1,
        "DHS_CountryCode": "KH",
        "CountryName": "Cambodia",
        "SurveyYear": 2021,
        "SurveyId": "KH2021DHS",
        "IndicatorId": "CN_NUTS_C_HA2",
        "IndicatorOrder": 1,
        "IndicatorType": "I",
        "CharacteristicId": 417008,
        "CharacteristicOrder": 1417008,
        "CharacteristicCategory": "Region",
        "CharacteristicLabel": label,
        "ByVariableId": 0,
        "ByVariableLabel": "",
        "IsTotal": 0,
        "IsPreferred": 1,
        "SDRID": "CNNUTSCHA2",
        "RegionId": "",
        "SurveyYearLabel": "2021-22",
        "SurveyType": "DHS",
        "DenominatorWeighted": 180,
        "DenominatorUnweighted": 160,
        "CILow": "",
        "CIHigh": "",
    }
    return said | more


def total(value: object, **more: object) -> Row:
    """The row of the country."""
    return row("Total", value, **({"CharacteristicCategory": "Total", "IsTotal": 1} | more))


def old(label: str, value: object, **more: object) -> Row:
    """A row of a region of the survey of 2014."""
    return row(label, value, **({"SurveyYear": 2014, "SurveyId": "KH2014DHS", "SurveyYearLabel": "2014"} | more))


def check(
    folder: Path, rows: Sequence[Row], fields: Sequence[str] = DHS_FIELDS, tags: bool = False, **more: object
) -> CheckResult:
    path = folder / "Nutrition_subnational_KHM.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        if tags:
            writer.writerow(["#country+code", "#loc+name", "#meta+id", *[""] * (len(fields) - 3)])
        writer.writerows([one.get(name, "x") for name in fields] for one in rows)
    return check_file(path, catalogue=CATALOGUE, **more)  # type: ignore[arg-type]


def read(result: CheckResult) -> list[tuple[object, ...]]:
    return [(o.indicator, o.area, o.period_label, o.value) for o in result.observations]


def test_every_province_is_known_as_the_program_spells_it(tmp_path: Path) -> None:
    rows = [row(name, 20 + n / 10, CharacteristicOrder=n) for n, name in enumerate(AS_PUBLISHED, 1)]
    result = check(tmp_path, [*rows, total(21.9)])
    assert not result.problems
    wanted = [("stunting_cdhs_printed", code, "2021-22", 20 + n / 10) for n, code in enumerate(load_provinces(), 1)]
    assert read(result) == [*wanted, ("stunting_cdhs_printed", "KH", "2021-22", 21.9)]
    assert {(o.year_start, o.year_end, o.sample_size, o.denominator) for o in result.observations} == {
        (2021, 2022, 160, 180.0)
    }
    assert result.observations[0].source_table == "DHS Program, KH2021DHS, CN_NUTS_C_HA2"


def test_the_copy_of_hdx_has_two_columns_more_and_a_row_of_hashtags(tmp_path: Path) -> None:
    fields = ("ISO3", "Location", *DHS_FIELDS, "LevelRank", "Later")
    result = check(tmp_path, [row("..Ratanak Kiri", 30.5, ISO3="KHM", CILow=25, CIHigh=36)], fields, tags=True)
    assert not result.problems
    assert [(o.area, o.value, o.lower, o.upper) for o in result.observations] == [("KH16", 30.5, 25.0, 36.0)]
    assert result.observations[0].area_as_published == "Ratanak Kiri"


def test_a_group_whose_provinces_follow_is_dropped_and_counted(tmp_path: Path) -> None:
    result = check(
        tmp_path,
        [
            row("Kratie", 31, CharacteristicOrder=1),
            row("Mondul Kiri/Ratanak Kiri", 33, CharacteristicOrder=2),
            row("..Mondul Kiri", 32, CharacteristicOrder=3),
            row("..Ratanak Kiri", 34, CharacteristicOrder=4),
            row("Mountain", 28, CharacteristicOrder=5),
            row("..Kampot", 29, CharacteristicOrder=6),
            row("Preah Vihear", 27.1, CharacteristicOrder=7),
            row("..Preah Vihear", 27, CharacteristicOrder=8),
        ],
    )
    assert not result.problems
    assert [one[1:4:2] for one in read(result)] == [
        ("KH10", 31),
        ("KH11", 32),
        ("KH16", 34),
        ("KH07", 29),
        ("KH13", 27),
    ]
    assert (result.found, result.skipped) == (8, 3)
    assert "whose provinces follow (3)" in layout_words(result.tables[0])["skipped"]


def test_a_group_of_which_one_province_is_missing_is_not_dropped(tmp_path: Path) -> None:
    rows = [row("Mondul Kiri/Ratanak Kiri", 33), row("..Mondul Kiri", 32)]
    result = check(tmp_path, rows)
    assert read(result) == [("stunting_cdhs_printed", "KH11", "2021-22", 32.0)]
    assert [(p.code, p.cell) for p in result.problems] == [("duplicate", "C2")]


def test_groups_stay_where_no_province_follows(tmp_path: Path) -> None:
    rows = [
        old("Battambang & Pailin", 30, RegionId="KHDHS2014400018"),
        old("Kampong Cham", 35),
        old("Preah Vihear/Stueng Treng", 40, RegionId="KHDHS2014400013"),
    ]
    result = check(tmp_path, rows)
    assert not result.problems
    assert [one[1] for one in read(result)] == ["KH02+KH24", "KH03+KH25", "KH13+KH19"]


def test_five_and_ten_years_before_the_survey_stay_apart(tmp_path: Path) -> None:
    mortality = {"Indicator": "Under-five mortality rate", "IndicatorId": "CM_ECMR_C_U5M"}
    result = check(
        tmp_path,
        [
            row(value=22, ByVariableLabel=TEN, CILow=12, CIHigh=31, **mortality),
            total(16, ByVariableLabel=FIVE, **mortality),
            total(20, ByVariableLabel=TEN, IsPreferred=0, **mortality),
            row(value=19, ByVariableLabel=FIVE, IsPreferred=0, **mortality),
        ],
    )
    assert not result.problems
    assert read(result) == [
        ("under5_mortality_10y_cdhs", "KH08", "2021-22", 22.0),
        ("under5_mortality_5y", "KH", "2021-22", 16.0),
    ]
    assert [o.note.split(";")[0] for o in result.observations] == [TEN, FIVE]
    assert result.skipped == 2


@pytest.mark.parametrize(
    ("more", "code", "column"),
    [
        ({"IndicatorId": "FP_CUSM_W_ANY"}, "unknown_indicator", "IndicatorId"),
        ({"IndicatorId": "CN_ANTH_C_HA2"}, "unknown_indicator", "IndicatorId"),
        ({"IndicatorId": "CM_ECMR_C_IMR", "ByVariableLabel": FIVE}, "unknown_indicator", "IndicatorId"),
        (
            {"IndicatorId": "RH_DELA_C_SKP", "ByVariableLabel": "Two years preceding the survey"},
            "unknown_indicator",
            "IndicatorId",
        ),
        ({"DHS_CountryCode": "LA", "CountryName": "Laos"}, "unknown_area", "DHS_CountryCode"),
        ({"SurveyId": "AF2015DHS"}, "unknown_area", "DHS_CountryCode"),
        ({"CharacteristicLabel": "Kabul"}, "unknown_area", "CharacteristicLabel"),
        ({"CharacteristicLabel": "Plains"}, "unknown_area", "CharacteristicLabel"),
        ({"SurveyYearLabel": ""}, "unknown_year", "SurveyYearLabel"),
        ({"SurveyYearLabel": "Jun-05"}, "unknown_year", "SurveyYearLabel"),
        ({"SurveyYear": 2014}, "unknown_year", "SurveyYear"),
        ({"SurveyId": "KH2014DHS"}, "unknown_year", "SurveyId"),
        ({"IsPreferred": ""}, "unknown_category", "IsPreferred"),
        ({"Value": "20,1"}, "ambiguous_number", "Value"),
        ({"Value": ""}, "not_a_number", "Value"),
        ({"Value": 120}, "out_of_range", "Value"),
        ({"CILow": 25, "CIHigh": 30}, "out_of_range", "Value"),
        ({"CILow": "n/a"}, "not_a_number", "CILow"),
        ({"DenominatorUnweighted": "1.5E+06"}, "not_a_number", "DenominatorUnweighted"),
        (
            {"SurveyYear": 2014, "SurveyId": "KH2014DHS", "SurveyYearLabel": "2014", "RegionId": "KHDHS2014400007"},
            "unknown_area",
            "RegionId",
        ),
    ],
)
def test_what_is_not_ours_to_read_is_told_at_its_cell(tmp_path: Path, more: Row, code: str, column: str) -> None:
    result = check(tmp_path, [row() | more, row("Takeo", 18.2)])
    assert read(result) == [("stunting_cdhs_printed", "KH21", "2021-22", 18.2)]
    assert [(p.severity, p.code, p.cell) for p in result.problems] == [("error", code, a1(1, DHS_FIELDS.index(column)))]
    assert result.found == len(result.observations) + result.rejected + result.skipped == 2


def test_each_foreign_indicator_and_country_is_told_once(tmp_path: Path) -> None:
    rows = [row(name, 20, IndicatorId="FP_CUSM_W_ANY") for name in AS_PUBLISHED]
    rows += [row(name, 20, DHS_CountryCode="VN", CountryName="Vietnam") for name in AS_PUBLISHED]
    result = check(tmp_path, rows)
    assert [p.code for p in result.problems] == ["unknown_area", "unknown_indicator"]
    assert result.rejected == 50


def test_a_person_may_say_which_indicator_is_meant_or_leave_it_out(tmp_path: Path) -> None:
    rows = [row(value=88, IndicatorId="WS_SRCE_P_BAS"), row(value=40, IndicatorId="FP_CUSM_W_ANY")]
    given = {"indicators": {"WS_SRCE_P_BAS": "basic_water_jmp"}, "skip": {"FP_CUSM_W_ANY": "not about children"}}
    result = check(tmp_path, rows, decisions=Decisions.from_mapping(given, CATALOGUE.indicators))
    assert not result.problems and result.skipped == 1
    assert read(result) == [("basic_water_jmp", "KH08", "2021-22", 88.0)]


def test_groups_of_the_country_are_read_and_others_left_out(tmp_path: Path) -> None:
    result = check(
        tmp_path,
        [
            row("Rural", 24, CharacteristicCategory="Residence"),
            row("Lowest", 30, CharacteristicCategory="Wealth quintile"),
            row("Male", 22, CharacteristicCategory="Child's sex"),
            row("Secondary", 20, CharacteristicCategory="Education"),
            row(value=170, IndicatorType="U"),
        ],
    )
    assert not result.problems and result.skipped == 2
    assert [(o.area, o.residence, o.wealth, o.sex) for o in result.observations] == [
        ("KH", "rural", "total", "total"),
        ("KH", "total", "quintile_1", "total"),
        ("KH", "total", "total", "male"),
    ]


@pytest.mark.parametrize("column", ["ByVariableLabel", "IsPreferred", "CharacteristicLabel", "Value"])
def test_without_a_column_that_decides_nothing_is_read(tmp_path: Path, column: str) -> None:
    result = check(tmp_path, [row()], [name for name in DHS_FIELDS if name != column])
    assert not result.observations and result.rejected == 1
    assert [(p.severity, p.code, p.value) for p in result.problems] == [("error", "no_table", column)]


def test_columns_in_another_order_and_without_intervals(tmp_path: Path) -> None:
    fields = [name for name in reversed(DHS_FIELDS) if not name.startswith("CI")]
    result = check(tmp_path, [row()], fields)
    assert read(result) == [("stunting_cdhs_printed", "KH08", "2021-22", 20.1)]
    assert [(p.severity, p.value) for p in result.problems] == [("warning", "CILow"), ("warning", "CIHigh")]


def test_the_tables_of_meanings_fit_the_catalogue() -> None:
    for (identity, _), meaning in meanings().items():
        assert CATALOGUE.indicators[meaning.indicator].unit == meaning.unit, identity
        assert CATALOGUE.indicators[meaning.indicator].source_type == "survey", identity
    assert all(parse_area(area) for area in dhs_regions().values())
