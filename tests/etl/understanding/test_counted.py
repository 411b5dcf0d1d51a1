"""Counts under the name of a percentage, rates under the name of a count, columns beside their headers."""

from __future__ import annotations

from typing import Any

import pytest

from etl.problems.model import CheckResult
from tests.etl.understanding.sheets import check_rows, reported

PLACES = ("Kampong Chhnang", "Kampong Speu", "Prey Veng", "Pursat", "Svay Rieng", "Takeo")
SMALL = (12, 45, 7, 88, 31, 60)
DECIMALS = (12.1, 45.3, 7.9, 88.0, 31.5, 60.2)


def column(
    title: str = "Child labour by province, 2023",
    header: str = "Child labour",
    values: tuple[Any, ...] = SMALL,
    total: Any = None,
    unit: str = "",
    **more: Any,
) -> CheckResult:
    """Provinces down, one column, a total row and a row of units where they are given."""
    rows: list[list[Any]] = [[title], [], ["Province", header]]
    rows += [["", unit]] if unit else []
    rows += [[place, value] for place, value in zip(PLACES, values, strict=False)]
    rows += [["Total", total]] if total is not None else []
    return check_rows(rows, **more)


def doubts(result: CheckResult) -> list[tuple[str, str]]:
    """What was asked about whole columns, and where."""
    kinds = ("counts_named", "counts_above", "counts_sum", "shares", "rates_as_counts", "beside")
    return [(p.message_id.split("/")[1], p.cell) for p in result.problems if p.message_id.split("/")[1] in kinds]


NAMED = {
    "cases in the title": {"title": "Child labour cases by province, 2023"},
    "identified": {"title": "Children identified in child labour, 2023"},
    "found and referred": {"title": "Children found in child labour and referred, 2023"},
    "rescued": {"title": "Child labour: children rescued, 2023"},
    "handled": {"title": "Child labour handled by the labour inspection, 2023"},
    "unit in the title": {"title": "Child labour by province, 2023 - unit: persons"},
    "unit in brackets": {"title": "Child labour (children) by province, 2023"},
    "n behind a comma": {"header": "Child labour, n"},
    "frequency": {"header": "Child labour - frequency"},
    "freq.": {"header": "Child labour (freq.)"},
    "unit: number": {"title": "Child labour 2023. Unit: number"},
    "Khmer cases": {"title": "ករណីពលកម្មកុមារ តាមខេត្ត ឆ្នាំ២០២៣", "header": "ពលកម្មកុមារ"},
    "Khmer number": {"title": "ចំនួនពលកម្មកុមារ តាមខេត្ត ឆ្នាំ២០២៣", "header": "ពលកម្មកុមារ"},
    "Khmer unit": {"title": "ពលកម្មកុមារ តាមខេត្ត ឆ្នាំ២០២៣ (ឯកតា៖ នាក់)", "header": "ពលកម្មកុមារ"},
    "incidents": {"title": "Incidents of child labour 2023"},
    "complaints": {"title": "Child labour complaints by province, 2023"},
}


@pytest.mark.parametrize("more", NAMED.values(), ids=NAMED)
def test_whole_numbers_that_the_file_calls_cases_are_asked_about_once(more: dict[str, Any]) -> None:
    result = column(**more)
    assert not result.observations and result.rejected == len(SMALL)
    assert len([one for one in result.problems if one.severity == "error"]) == 1
    assert result.problems[0].code in ("missing_unit", "unknown_indicator")


NUMBERS = {
    "one above 100": ({"values": (12, 45, 7, 88, 31, 160)}, "counts_above"),
    "several above 100": ({"values": (120, 45, 7, 188, 31, 260)}, "counts_above"),
    "two above 100 under a percent sign": (
        {"header": "Child labour (%)", "values": (120, 45, 7, 188, 31, 60)},
        "counts_above",
    ),
    "all above 100 under a percent sign": (
        {"header": "Child labour (%)", "values": (1204, 1241, 1278, 1315, 1352, 1389)},
        "counts_above",
    ),
    "written as text": ({"values": ("120", "45", "7", "188", "31", "60")}, "counts_above"),
    "Khmer digits": ({"values": ("១២០", "៤៥", "៧", "១៨៨", "៣១", "៦០")}, "counts_above"),
    "the total is the sum": ({"total": 243}, "counts_sum"),
    "the total of few is the sum": ({"values": (3, 4, 7), "total": 14}, "counts_sum"),
    "the total of two is the sum": ({"values": (20, 25), "total": 45}, "counts_sum"),
    "the sum above 100": ({"values": (30, 45, 50), "total": 125}, "counts_sum"),
    "shares of a total": ({"values": (12.5, 27.5, 40.0, 20.0), "total": 100.0}, "shares"),
    "whole shares under a percent sign": (
        {"header": "Child labour (%)", "values": (10, 30, 40, 20), "total": 100},
        "shares",
    ),
    "rounded shares": ({"values": (12.3, 27.4, 40.1, 20.1), "total": 100}, "shares"),
}


@pytest.mark.parametrize(("more", "kind"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_that_no_percentages_can_be_are_asked_about_once(more: dict[str, Any], kind: str) -> None:
    result = column(**more)
    assert doubts(result) == [(kind, "B3")]
    assert not result.observations
    assert result.found == result.rejected + result.skipped
    assert len(result.problems) == 1


CLEAN = {
    "whole percentages without any sign": {},
    "whole percentages with a sign": {"header": "Child labour (%)"},
    "decimals under the word cases": {"title": "Child labour cases by province, 2023", "values": DECIMALS},
    "cases, but a percent sign": {"title": "Child labour cases, 2023", "header": "Child labour (%)"},
    "number and percentage": {"title": "Number and percentage of children in child labour, 2023"},
    "the rate of the country": {"total": 45},
    "a total that happens to be near": {"values": (20, 21, 19, 22), "total": 22},
    "percent in the title": {"title": "Percentage of children in child labour, cases reported, 2023"},
    "rate in Khmer": {"title": "អត្រាពលកម្មកុមារ តាមខេត្ត ឆ្នាំ២០២៣", "header": "ពលកម្មកុមារ"},
    "a round hundred": {"values": (100, 100, 98, 97, 100, 99)},
    "hundreds everywhere": {"values": (100, 100, 100, 100), "total": 100},
    "zeros and a hundred": {"values": (0, 0, 100), "total": 100},
    "one figure": {"values": (45,)},
    "two that add up under a percent sign": {"header": "Child labour (%)", "values": (20, 25), "total": 45},
    "unit row": {"unit": "%"},
}


@pytest.mark.parametrize("more", CLEAN.values(), ids=CLEAN)
def test_percentages_without_such_signs_are_not_asked_about(more: dict[str, Any]) -> None:
    result = column(**more)
    assert doubts(result) == []
    assert len(result.observations) >= len(more.get("values", SMALL))


def test_one_slip_among_decimals_is_a_slip_of_its_cell() -> None:
    result = column(values=(12.5, 45.1, 7.0, 881, 31.2, 60.4))
    assert [(one.code, one.cell) for one in result.problems] == [("out_of_range", "B7")]
    assert len(result.observations) == 5


def test_one_slip_under_a_percent_sign_is_a_slip_of_its_cell() -> None:
    result = column(header="Child labour (%)", values=(12, 45, 7, 881, 31, 60))
    assert [(one.code, one.cell) for one in result.problems] == [("out_of_range", "B7")]


@pytest.mark.parametrize("label", ["Child labour", "Child labour cases by province, 2023"])
def test_the_unit_that_a_person_confirms_settles_it(label: str) -> None:
    more = {"title": "Child labour cases by province, 2023"}
    assert not column(**more).observations
    sure = column(**more, decisions={"unit": {"Child labour": "percent"}})
    assert [one.value for one in sure.observations] == list(SMALL) and not sure.problems
    above = column(values=(12, 45, 7, 188, 31, 60), decisions={"unit": {"Child labour": "percent"}})
    assert [(one.code, one.cell) for one in above.problems] == [("out_of_range", "B7")]


def test_the_unit_number_keeps_them_out() -> None:
    result = column(title="Child labour cases, 2023", decisions={"unit": {"Child labour": "number"}})
    assert not result.observations and {one.code for one in result.problems} == {"missing_unit"}


def test_rows_of_several_indicators_are_doubted_one_by_one() -> None:
    rows = [["Province", "Year", "Indicator", "Value"]]
    for place, count in zip(PLACES, (120, 45, 7, 188, 31, 260), strict=True):
        rows += [[place, 2023, "Child labour", count], [place, 2023, "Birth registration", 61.5]]
    result = check_rows(rows)
    assert doubts(result) == [("counts_above", "C2")]
    assert {one.indicator for one in result.observations} == {"birth_registration_u5"}
    sure = check_rows(rows, decisions={"unit": {"Child labour": "percent"}})
    assert doubts(sure) == []


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ((527027.5, 877523.25, 0.5, 105772, 419952.75, 525554.1), 0),
        ((12.5, 34.2, 45.1, 60.0, 31.5, 60.7), 0),
        ((527027, 877523.5, 681549.5, 105772, 419952, 525554), 0),
        ((527027, 877523, 681549, 105772.5, 419952, 525554), 5),
        ((527027, 877523, 681549, 105772, 419952, 525554), 6),
    ],
)
def test_figures_with_decimals_under_the_name_of_a_count(values: tuple[float, ...], kept: int) -> None:
    result = column("Population by province, 2019", "Population", values)
    assert len(result.observations) == kept
    assert bool(doubts(result)) == (kept == 0)


@pytest.mark.parametrize("text", ["3.5%", "3.5 %"])
def test_percentages_under_a_rate_per_thousand_are_kept_out(text: str) -> None:
    result = column("Infant mortality by province, 2014", "Infant mortality (10 yr)", (text,) * 6)
    assert not result.observations
    assert {one.code for one in result.problems} <= {"missing_unit", "ambiguous_number", "not_a_number"}


SHIFTED = {
    "a column inserted in the body": [["Province", "Birth registration (%)", "Child labour (%)", None]]
    + [[place, 1204 + 37 * n, 61.2 + n, 41.2 + n] for n, place in enumerate(PLACES)],
    "a header inserted": [["Province", "Population 2014", "Birth registration (%)", "Child labour (%)"]]
    + [[place, 61.2 + n, 41.7 + n, None] for n, place in enumerate(PLACES)],
    "years inserted in the body": [["Province", "Birth registration (%)", "Child labour (%)", None]]
    + [[place, 2014.5, 61.2 + n, 41.2 + n] for n, place in enumerate(PLACES)],
}


@pytest.mark.parametrize("rows", SHIFTED.values(), ids=SHIFTED)
def test_figures_that_stand_beside_their_headers_are_all_kept_out(rows: list[list[Any]]) -> None:
    result = check_rows([["Situation of children by province, 2014"], [], *rows])
    assert not result.observations
    assert ("beside", "B3") in doubts(result)


def test_a_last_column_without_a_header_alone_moves_nothing() -> None:
    rows = [["Situation of children by province, 2014"], [], ["Province", "Birth registration (%)", "Child labour (%)"]]
    rows += [[place, 61.2 + n, 41.2 + n, 3 + n] for n, place in enumerate(PLACES)]
    result = check_rows(rows)
    assert len(result.observations) == 12 and doubts(result) == []
    assert [(one.code, one.cell) for one in result.problems] == [("unknown_indicator", "D3")]


def test_a_whole_figure_beside_figures_with_decimals_of_the_same_row_is_no_count():
    rows = [["Indicator", "Kandal", "Takeo"], ["underweight children", 46.6, 45], ["child marriage", 12.5, 13.1]]
    result = check_rows(rows, sheet="2024")
    assert reported(result) == []
    assert len(result.observations) == 4
