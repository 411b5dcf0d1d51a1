"""Every part of the decisions against every way in which a file may contradict it: the decision never wins.

Where the file is silent or has two readings the decision holds; the last column of each grid says which.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from childrights.catalogue.tables import DecisionsError
from etl.labels.decisions import Decisions
from etl.problems.model import CheckResult
from tests.etl.understanding.sheets import check_rows

PLACES = ("Kampot", "Kandal", "Takeo")
FIGURES = (12.1, 45.2, 33.4)


def table(header: str, *, title: str = "", places: tuple[str, ...] = PLACES, figures: tuple[Any, ...] = FIGURES) -> Any:
    rows: list[list[Any]] = [["Province", header], *map(list, zip(places, figures, strict=True))]
    return [[title, None], *rows] if title else rows


def told(result: CheckResult) -> set[str]:
    return {problem.message_id for problem in result.problems}


def names_both(result: CheckResult, variant: str, *words: str) -> bool:
    return any(
        problem.message_id == variant and all(word in problem.message for word in words) for problem in result.problems
    )


# -- indicators ------------------------------------------------------------------------------------------------

LABELS = [
    # label, indicator decided, what keeps its figures out ("" when the decision holds)
    ("Kids with papers 2021", "birth_registration_u5", ""),
    ("Kids with papers (%) 2021", "birth_registration_u5", ""),
    ("Kids under five with papers 2021", "birth_registration_u5", ""),
    ("Girls with papers 2021", "birth_registration_u5", ""),
    ("Babies 0-11 months with papers 2021", "birth_registration_u5", ""),
    ("Number of children with birth certificates 2021", "birth_registration_u5", "missing_unit/contradicts"),
    ("ចំនួនកុមារមានសំបុត្រ 2021", "birth_registration_u5", "missing_unit/contradicts"),
    ("Kids with papers (cases) 2021", "birth_registration_u5", "missing_unit/contradicts"),
    ("No. of kids with papers 2021", "birth_registration_u5", "missing_unit/contradicts"),
    ("Kids with papers per 1,000 2021", "birth_registration_u5", "missing_unit/contradicts"),
    ("Kids with papers, percentage points 2021", "birth_registration_u5", "missing_unit/contradicts"),
    ("Deaths of babies (%) 2021", "infant_mortality_10y", "missing_unit/contradicts"),
    ("Kids with papers Q1 2021", "birth_registration_u5", "unknown_year/part"),
    ("Kids with papers, first semester 2021", "birth_registration_u5", "unknown_year/part"),
    ("Kids with papers Jan-Jun 2021", "birth_registration_u5", "unknown_year/part"),
    ("កុមារមានសំបុត្រ ត្រីមាសទី១ ឆ្នាំ២០២១", "birth_registration_u5", "unknown_year/part"),
    ("Kids with papers (monthly) 2021", "birth_registration_u5", "unknown_year/part"),
    ("Kids with papers since 2021", "birth_registration_u5", "unknown_year/open"),
    ("Kids with papers, target 2021", "birth_registration_u5", "unknown_year/target"),
    ("Planned kids with papers 2021", "birth_registration_u5", "unknown_year/target"),
    ("Kids with papers 2019 and 2021", "birth_registration_u5", "unknown_year/several"),
    ("Kids 5-17 with papers 2021", "birth_registration_u5", "unknown_category/age"),
    ("Adults 18-49 with papers 2021", "birth_registration_u5", "unknown_category/age"),
    ("Girls 15-19 wed 2021", "child_marriage_18", "unknown_category/age"),
    ("Households with papers 2021", "birth_registration_u5", "unknown_indicator/not_this"),
    ("គ្រួសារមានទឹកស្អាត 2021", "basic_water_jmp", "unknown_indicator/not_this"),
    ("Schools with water 2021", "basic_water_jmp", "unknown_indicator/not_this"),
    ("Communes with water 2021", "basic_water_jmp", "unknown_indicator/not_this"),
    ("Wasting 2021", "stunting", "unknown_indicator/not_this"),
    ("ភាពស្គមស្គាំង 2021", "stunting", "unknown_indicator/not_this"),
    ("Stunting 2021", "stunting_jme", ""),
    ("Safe water 2021", "basic_water_jmp", ""),
    ("Change in short kids 2021", "stunting", "unknown_indicator/not_this"),
    ("Ranking of short kids 2021", "stunting", "unknown_indicator/not_this"),
    ("Short kids in our district 2021", "stunting", "unknown_area/district"),
    ("Short kids in Kampot and Kep communes 2021", "stunting", "unknown_area/district"),
]


@pytest.mark.parametrize(("label", "code", "against"), LABELS)
@pytest.mark.parametrize("where", ["header", "title", "row"])
def test_a_label_mapped_to_an_indicator_keeps_everything_else(label: str, code: str, against: str, where: str) -> None:
    rows = table(label)
    if where == "title":
        rows = table("Value", title=label)
    elif where == "row":
        rows = [
            ["Province", "Indicator", "Value"],
            *([place, label, value] for place, value in zip(PLACES, FIGURES, strict=True)),
        ]
    result = check_rows(rows, decisions={"indicators": {label: code}})
    assert bool(result.observations) == (not against), told(result)
    if not against:
        assert {one.indicator for one in result.observations} == {code} and not result.problems
    elif where != "title":
        assert against in told(result)
    assert result.problems or not against


ENDS = [
    ("Kids with papers Q1", "unknown_year/part"),
    ("Kids with papers 6 months", "unknown_year/part"),
    ("Kids with papers first half", "unknown_year/part"),
    ("Projected kids with papers", "unknown_year/target"),
    ("Kids with papers planned", "unknown_year/target"),
    ("Kids with papers target", "unknown_year/target"),
    ("Kids with papers baseline", "unknown_year/target"),
    ("កុមារមានសំបុត្រ ចំណុចដៅ", "unknown_year/target"),
    ("Kids with papers rank", "unknown_indicator/not_this"),
    ("Kids with papers average", "unknown_indicator/not_this"),
    ("Kids with papers lower limit", "unknown_indicator/not_this"),
    ("Kids with papers sample size", "unknown_indicator/not_this"),
    ("Babies under 6 months with papers", ""),
    ("Papers of babies aged 6 months", ""),
    ("Change agents: kids with papers", ""),
    ("Kids with papers total", ""),
    ("Kids with papers rate", ""),
]


@pytest.mark.parametrize(("label", "against"), ENDS)
@pytest.mark.parametrize("where", ["header", "title"])
def test_the_first_and_the_last_words_of_a_mapped_label_are_heard_without_a_year_beside_them(
    label: str, against: str, where: str
) -> None:
    rows = [["Province", "Year", label], *([place, 2021, one] for place, one in zip(PLACES, FIGURES, strict=True))]
    if where == "title":
        rows = [[label], [], ["Province", 2021], *map(list, zip(PLACES, FIGURES, strict=True))]
    result = check_rows(rows, decisions={"indicators": {label: "birth_registration_u5"}})
    assert bool(result.observations) == (not against), told(result)
    assert not against or against in told(result)


def test_what_else_a_mapped_label_says_is_kept() -> None:
    for label, sex, residence, age, place in (
        ("Rural girls with papers 2021", "female", "rural", "total", "KH07"),
        ("Babies 0-11 months with papers 2021", "total", "total", "0-11 months", "KH07"),
        ("Kids with papers (boys) 2021", "male", "total", "total", "KH07"),
    ):
        result = check_rows(table(label), decisions={"indicators": {label: "birth_registration_u5"}})
        first = result.observations[0]
        assert (first.sex, first.residence, first.age, first.area) == (sex, residence, age, place)


def test_a_place_in_a_mapped_label_is_its_place() -> None:
    label = "Kids with papers – Kampot 2021"
    result = check_rows(table(label), decisions={"indicators": {label: "birth_registration_u5"}})
    assert [one.area for one in result.observations] == ["KH07"] and "unknown_area/clash" in told(result)


# -- year and years --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "sheet", "file", "year", "against"),
    [
        ("Stunting by province", "Sheet1", "upload.xlsx", 2024, ""),
        ("Stunting by province, 2019", "Sheet1", "upload.xlsx", 2019, ""),
        ("Stunting by province, 2018-19", "Sheet1", "upload.xlsx", 2019, ""),
        ("Stunting 2014 and 2019", "Sheet1", "upload.xlsx", 2019, ""),
        ("Stunting 2019", "2021", "upload.xlsx", 2019, ""),
        ("Stunting 2019", "2021", "upload.xlsx", 2021, ""),
        ("Stunting by province, 2019", "Sheet1", "upload.xlsx", 2024, "unknown_year/decided"),
        ("ភាពក្រិនតាមខេត្ត ឆ្នាំ២០១៩", "Sheet1", "upload.xlsx", 2024, "unknown_year/decided"),
        ("Stunting 2014 and 2019", "Sheet1", "upload.xlsx", 2024, "unknown_year/decided"),
        ("Stunting 2019", "2021", "upload.xlsx", 2024, "unknown_year/decided"),
        ("Stunting by province", "2019", "upload.xlsx", 2024, "unknown_year/decided"),
        ("Stunting by province", "Sheet1", "stunting_2019.xlsx", 2024, "unknown_year/decided"),
        ("Stunting, Q1 2024", "Sheet1", "upload.xlsx", 2024, "unknown_year/part"),
        ("Stunting, first quarter", "Sheet1", "upload.xlsx", 2024, "unknown_year/part"),
        ("Stunting, six months 2024", "Sheet1", "upload.xlsx", 2024, "unknown_year/part"),
        ("ភាពក្រិន ឆមាសទី១ ឆ្នាំ២០២៤", "Sheet1", "upload.xlsx", 2024, "unknown_year/part"),
        ("Stunting, target 2024", "Sheet1", "upload.xlsx", 2024, "unknown_year/target"),
        ("Stunting, plan for 2025", "Sheet1", "upload.xlsx", 2025, "unknown_year/target"),
        ("Stunting since 2024", "Sheet1", "upload.xlsx", 2024, "unknown_year/open"),
        ("Stunting by province", "June", "upload.xlsx", 2024, "unknown_year/in_name"),
    ],
)
def test_a_year_is_decided_only_where_the_file_tells_none(
    title: str, sheet: str, file: str, year: int, against: str
) -> None:
    result = check_rows(table("Value", title=title), sheet=sheet, file=file, decisions={"year": year})
    if against:
        assert not result.observations and against in told(result)
        assert against != "unknown_year/decided" or names_both(result, against, "20", str(year))
    else:
        assert len(result.observations) == 3 and {p.severity for p in result.problems} <= {"warning"}
        assert all(one.year_start <= year <= one.year_end for one in result.observations)


def test_years_beside_the_figures_are_believed_and_the_person_is_told() -> None:
    result = check_rows([["Province", 2010, 2014], ["Kep", 30.1, 28.2]], sheet="Stunting", decisions={"year": 2024})
    assert [one.period_label for one in result.observations] == ["2010", "2014"]
    assert names_both(result, "unknown_year/decided", "2010", "2024") and result.problems[0].severity == "warning"
    agreed = check_rows([["Province", 2010, 2014], ["Kep", 30.1, 28.2]], sheet="Stunting", decisions={"year": 2014})
    assert not agreed.problems


@pytest.mark.parametrize(
    ("cell", "decided", "against"),
    [
        ("20l4", "2014", ""),
        ("SY20", "2020-21", ""),
        ("SY20", "2019-20", ""),
        ("baseline", "2019", ""),
        ("next year", "2024", ""),
        ("2014 or 2015", "2014", ""),
        ("SY2020", "2020-21", ""),
        ("20144", "2014", ""),
        ("1214", "2014", ""),
        ("2562", "2019", ""),
        ("Q1 2024", "2024", "Q1 2024"),
        ("ឆមាសទី១ ២០២៤", "2024", "2024"),
        ("June 2024", "2024", "June 2024"),
        ("June", "2024", "june"),
        ("Target 2024", "2024", "Target 2024"),
        ("2024 (plan)", "2024", "plan"),
        ("before 2019", "2019", "before 2019"),
        ("since 2019", "2019", "since 2019"),
        ("2019", "2024", "2019"),
        ("31/12/2019", "2024", "31/12/2019"),
        ("19", "2024", "19"),
        ("2045", "2024", "2045"),
        ("41640", "2024", "41640"),
        ("SY2020", "2023-24", "SY2020"),
        ("2019-20", "2014", "2019-20"),
        ("2010-2014", "2019", "2010-2014"),
        ("Jan-Jun 2024", "2024", "Jan-Jun 2024"),
    ],
)
@pytest.mark.parametrize("where", ["column", "header"])
def test_a_wording_is_no_year_that_it_denies(cell: str, decided: str, against: str, where: str) -> None:
    rows = [["Province", "Year", "Stunting"], ["Kampot", cell, 12.1], ["Kep", "2021", 9.1]]
    if where == "header" and cell.isdecimal() and cell not in ("2019", "2562"):
        pytest.skip("a row of plain numbers is no header")
    if where == "header":
        rows = [["Province", cell, "2021"], ["Kampot", 12.1, 9.1]]
    place, file = ("C2", "upload.xlsx") if where == "column" else ("B2", "Stunting.xlsx")
    result = check_rows(rows, file=file, decisions={"years": {cell: decided}})
    found = {one.cell: one.period_label for one in result.observations}
    if against:
        assert place not in found, found
        assert names_both(result, "unknown_year/decided", decided)
    else:
        assert found[place] == decided


# -- areas -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "area", "against"),
    [
        ("Kampong Spuuu", "KH05", ""),
        ("Kampong", "KH06", ""),
        ("PP", "KH12", ""),
        ("Kampong Cham", "KH03+KH25", ""),
        ("Province 7", "KH07", ""),
        ("Kampot (all)", "KH07", ""),
        ("Whole country", "KH", ""),
        ("Battambang", "KH05", "unknown_area/decided"),
        ("ខេត្តបាត់ដំបង", "KH05", "unknown_area/decided"),
        ("KH02", "KH05", "unknown_area/decided"),
        ("Kampot + Kep", "KH07", "unknown_area/decided"),
        ("Takeo hospital", "KH07", "unknown_area/decided"),
        ("Kampot and Kep", "KH23", "unknown_area/decided"),
        ("Srok Thma Koul", "KH02", "unknown_area/decided_part"),
        ("Thma Koul district", "KH02", "unknown_area/decided_part"),
        ("ឃុំតាមឿន", "KH02", "unknown_area/decided_part"),
        ("Commune of Ta Moeun", "KH02", "unknown_area/decided_part"),
        ("Coastal zone", "KH07", "unknown_area/decided_part"),
        ("Plateau and mountains", "KH16", "unknown_area/decided_part"),
        ("Village 3", "KH07", "unknown_area/decided_part"),
    ],
)
@pytest.mark.parametrize("where", ["column", "header"])
def test_a_place_is_not_decided_against_its_own_words(label: str, area: str, against: str, where: str) -> None:
    rows = table("Stunting 2019", places=(label, "Siem Reap", "Pailin"))
    cell = "B2"
    if where == "header":
        rows = [["Indicator", label, "Siem Reap", "Pailin"], ["Stunting", *FIGURES], ["Wasting", *FIGURES]]
    result = check_rows(rows, sheet="2019", decisions={"areas": {label: area}})
    found = {one.cell: one.area for one in result.observations}
    if against:
        assert cell not in found and against in told(result), (found, told(result))
    else:
        assert found[cell] == area


def test_a_column_of_districts_is_none_of_provinces_whatever_was_decided() -> None:
    rows = [["Province", "District", "Stunting 2019"], ["Battambang", "Thma Koul", 12.2]]
    result = check_rows(rows, decisions={"areas": {"Battambang": "KH02", "Thma Koul": "KH02"}})
    assert not result.observations and "unknown_area/district" in told(result)


# -- units -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "label", "unit", "against"),
    [
        (table("Stunting 2014"), "Stunting 2014", "percent", ""),
        (table("Stunting 2014", figures=(0.1, 0.2, 0.3)), "Stunting 2014", "proportion", ""),
        (table("Stunting 2014 (%)", figures=(0.1, 0.2, 0.3)), "Stunting 2014 (%)", "proportion", ""),
        (table("Stunting (children) 2014"), "Stunting (children) 2014", "percent", ""),
        ([["Province", "Year", "Unit", "Stunting"], ["Kep", 2014, "pc. of kids", 12.1]], "pc. of kids", "percent", ""),
        (table("Stunting (per 1,000) 2014"), "Stunting (per 1,000) 2014", "percent", "missing_unit/decided"),
        (
            table("Number of stunted kids, stunting 2014"),
            "Number of stunted kids, stunting 2014",
            "percent",
            "missing_unit/decided",
        ),
        (table("Stunting (cases) 2014"), "Stunting (cases) 2014", "percent", "missing_unit/decided"),
        (table("Stunting (thousands) 2014"), "Stunting (thousands) 2014", "percent", "missing_unit/decided"),
        (table("Stunting ‰ 2014"), "Stunting ‰ 2014", "proportion", "missing_unit/decided"),
        (
            table("Infant mortality (10 yr), % 2014"),
            "Infant mortality (10 yr), % 2014",
            "per_1000",
            "missing_unit/decided",
        ),
        (
            table("Value", title="Stunting per 1,000 children, 2014"),
            "Stunting per 1,000 children, 2014",
            "percent",
            "missing_unit/decided",
        ),
        (
            [["Stunting 2014", None], *table("%", title="Unit: per 1,000")],
            "Unit: per 1,000",
            "percent",
            "missing_unit/decided",
        ),
        (table("Stunting", title="Rates per 1,000 children, 2014"), "Stunting", "percent", "missing_unit/contradicts"),
        (
            [["Province", "Year", "Unit", "Stunting"], ["Kep", 2014, "per 1,000", 12.1]],
            "per 1,000",
            "percent",
            "missing_unit/decided",
        ),
        (
            [["Province", "Year", "Unit", "Stunting"], ["Kep", 2014, "per 1,000", 12.1]],
            "Stunting",
            "percent",
            "missing_unit/contradicts",
        ),
        (
            [["Province", "Year", "Unit", "Stunting"], ["Kep", 2014, "Number", 12]],
            "Number",
            "percent",
            "missing_unit/decided",
        ),
        (table("Stunting 2014", figures=("12 ‰", "13 ‰", "14 ‰")), "Stunting 2014", "percent", "missing_unit/cell"),
        (
            table("Infant mortality (10 yr) 2014", figures=("12%", "13%", "14%")),
            "Infant mortality (10 yr) 2014",
            "per_1000",
            "missing_unit/cell",
        ),
    ],
)
def test_a_unit_is_not_decided_against_the_words(rows: Any, label: str, unit: str, against: str) -> None:
    result = check_rows(rows, decisions={"unit": {label: unit}, "indicators": {}})
    assert bool(result.observations) == (not against), told(result)
    assert against in told(result) if against else not result.problems


# -- numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "power", "said", "found"),
    [
        (("1.234", "2.345"), 3, {}, [1234.0, 2345.0]),
        ((15.552, 16.234), 3, {}, [15552.0, 16234.0]),
        ((15.55, 16.2), 6, {}, [15_550_000.0, 16_200_000.0]),
        (("1.234", "2.345"), 3, {"separator": "decimal_point"}, [1234.0, 2345.0]),
        (("1.234", "2.345"), 3, {"separator": "decimal_comma"}, []),
        (("1,234", "2,345"), 3, {"separator": "decimal_comma"}, []),
        ((15.552, 16.234), 3, {"separator": "decimal_comma"}, [15552.0, 16234.0]),
        ((15.5525, 16.2), 3, {}, [16200.0]),
    ],
)
def test_a_power_of_ten_that_the_file_states_stands_after_every_decision(
    figures: tuple[Any, ...], power: int, said: dict[str, str], found: list[float]
) -> None:
    rows = [["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MULT"]]
    rows += [
        [area, "population_census", 2019, value, power] for area, value in zip(("KH05", "KH06"), figures, strict=True)
    ]
    result = check_rows(rows, decisions={"numbers": {"Sheet1!D": said}} if said else None)
    assert [one.value for one in result.observations] == found
    assert len(found) == 2 or result.problems


# -- leaving out and proposing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["skip", "propose"])
@pytest.mark.parametrize(
    "rows",
    [
        [["Province", "District", "Stunting 2019"], ["Battambang", "Thma Koul", 12.2]],
        [["Province", "Ethnicity", "Stunting 2019"], ["Battambang", "Brao", 12.2], ["Kep", "All", 9.9]],
        [["Stunting among garment workers, 2019", None], ["Province", "Value"], ["Battambang", 12.2]],
        [["Stunting, Q1 2019", None], ["Province", "Value"], ["Battambang", 12.2]],
        [["Province", "Stunting (per 1,000) 2019"], ["Battambang", 12.2]],
        [["Province", "Year", "Unit", "Stunting"], ["Kep", 2014, "per 1,000", 12.1]],
        [["Province", "Stunting target 2025", "Stunting 2019"], ["Battambang", 12.2, 13.3]],
    ],
)
def test_leaving_any_words_out_lets_nothing_more_in(rows: list[list[Any]], part: str) -> None:
    before = {one.cell for one in check_rows(rows).observations}
    for label in {cell for row in rows for cell in row if isinstance(cell, str)}:
        words = {"name": "Something new", "unit": "number", "counts": "Things that are counted"}
        said: Any = [label] if part == "skip" else {label: words}
        after = {one.cell for one in check_rows(rows, decisions={part: said}).observations}
        assert after <= before, label


@pytest.mark.parametrize(
    ("label", "area"),
    [
        ("Krong Kampot", "KH07"),
        ("ក្រុងកំពត", "KH07"),
        ("OD Kampot", "KH07"),
        ("Outside Kampot", "KH07"),
        ("All except Kampot", "KH07"),
        ("Thailand", "KH07"),
        ("3 communes of Kampot", "KH07"),
        ("Other", "KH07"),
        ("Rest of Kampot", "KH07"),
        ("Battambang", "KH"),
        ("Kampot and Kep", "KH"),
        ("Thma Koul district", "KH"),
        ("Kampot (partner villages)", "KH07"),
        ("Kampot, our target communes", "KH07"),
    ],
)
def test_a_place_is_not_decided_for_what_leaves_it_out_or_lies_below_it(label: str, area: str) -> None:
    result = check_rows([["Province", "Stunting 2021"], [label, 12.1]], decisions={"areas": {label: area}})
    assert not result.observations and result.problems


def test_a_place_that_was_decided_keeps_the_group_named_with_it() -> None:
    for label, residence, sex in (("Rural Kampott", "rural", "total"), ("Kampott – girls", "total", "female")):
        result = check_rows([["Province", "Stunting 2021"], [label, 12.1]], decisions={"areas": {label: "KH07"}})
        assert [(one.area, one.residence, one.sex) for one in result.observations] == [("KH07", residence, sex)]


@pytest.mark.parametrize("cell", ["households", "families", "kg", "days", "គ្រួសារ", "schools", "visits"])
def test_a_unit_is_not_decided_for_the_name_of_another_thing(cell: str) -> None:
    rows = [["Province", "Year", "Indicator", "Unit", "Value"]]
    rows += [[place, 2021, "Stunting", cell, value] for place, value in zip(PLACES, FIGURES, strict=True)]
    result = check_rows(rows, decisions={"unit": {cell: "percent"}})
    assert not result.observations and told(result) == {"missing_unit/decided"}


@pytest.mark.parametrize("header", ["Stunting, number", "Stunting - number", "Stunting: count", "ក្រិន, ចំនួន"])
def test_a_number_behind_a_name_is_its_unit(header: str) -> None:
    figures = (12, 45, 33)
    assert not check_rows(table(f"{header}", title="2021", figures=figures)).observations


@pytest.mark.parametrize("year", [date.today().year + 2, 2099])
def test_a_year_to_come_cannot_be_decided(year):
    with pytest.raises(DecisionsError, match=f"'{year}', decided for 'year'"):
        Decisions.from_mapping({"year": year}, {})
