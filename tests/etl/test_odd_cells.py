"""Whatever stands in its cells, a sheet is checked to its end: odd digits, endless numbers, halves of letters, mixed types."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from childrights.catalogue import load_catalogue
from etl.labels import Decisions
from etl.problems import CheckResult
from etl.reading import Sheet, Workbook
from etl.understanding import check_workbook, result_to_json, text_report
from etl.worker.travelling import read, written
from geo import load_gazetteer, load_provinces

# Each has broken some program that reads tables: digits that int() or float() do not read or read as others do, numbers
# longer than Python takes, signs that grow when they are made small, formats, what no text may hold.
ODD_TEXTS = (
    "²", "½", "①", "٣", "၅", "៥", "៥៥៥៥", "２０１４", "²⁰¹⁴", "1²", "5½", "--5", "-", "+-5", "5-", "1_000", "1e5", "1e999",
    "-1e999", "nan", "NaN", "inf", "-Infinity", "0x10", "0b1", "1" * 5000, "-" + "9" * 5000, "0." + "0" * 4000 + "1", "9" * 400,
    "1," * 300 + "1", "1 000 000 000 000 000 000 000", "1.2.3", "1,2,3,4", "..", ",", "٫", "12٫5", "１２．５", "−5", "–5", "%", "5%%",
    "%d %s %(x)s", "{}", "{0}", "{x}", "{value}", "{{", "}", "%", "İ", "ß", "ﬁ", "ŉ", "ǰ", "ΐ", "\ud800", "a\udfff5", "\x00", "5\x00", "\ufeff5",
    "\u200b", "\u200b៥\u200b", "\u202e41", "e\u0301" * 50, "🇰🇭", "�", "=1+1", "+855 12 345 678", "1/0", "0/0", "5/٠", "2014-13-45", "0000-00-00",
    "9999-12-31", "31/12/99999", "31.02.2014", "2014-W99", "Q9 2014", "H3 2014", "99/99", "20145", "1" * 17, "2014" * 30, "៩៩៩៩៩៩", "២០១៤/៩៩",
    "0-0", "99999-0 years", "under " + "9" * 30, "aged ៥-៩៩៩៩៩៩៩", "quintile ²", "Q²", "per ²", "n = ²", "n=" + "9" * 400, "(²)", "<²", "<" + "9" * 400,
    "KH²", "KH99", "KH" + "1" * 400, "Zone ②", "(" * 200, ")" * 200, "[" * 60, "a" * 3000, " " * 500 + "x", "\n" * 200, "a,b;c\t" * 80, "/" * 300,
)  # fmt: skip
ODD_NUMBERS = (
    0, -0.0, 5e-324, 1.7976931348623157e308, -1e308, 1e15, 1e16, 1e22, 2**53 + 1, 0.1 + 0.2, 99.99999999999999, 1e-9,
    True, False, 2014, 2014.5, 41640, 41640.999999, -1, 2958466, 1e9,
)  # fmt: skip
ODD_TIMES = (
    date.min, date.max, date(1900, 1, 1), datetime.min, datetime.max, datetime(2014, 2, 28, 23, 59, 59, 999999), time.min, time.max,
    timedelta.min, timedelta.max, timedelta(0), timedelta(days=41640.5),
)  # fmt: skip
ODD = (*ODD_TEXTS, *ODD_NUMBERS, *ODD_TIMES, None, "")
USUAL = (
    "Kampot",
    "Kep",
    "Stunting",
    "Male",
    "Girls",
    "2014",
    2014,
    30.5,
    "12.5%",
    "Total",
    "Year",
    "Rural",
    "n",
    "Poorest",
    "Code",
    "No.",
    "Age",
)
HEADS = (
    ("Province", "Indicator", "Year", "Sex", "Value"),
    ("Code", "ខេត្ត", "2013", "2014", "2015"),
    ("No.", "Province", "Boys", "Girls", "Total"),
    ("Indicator", "Age", "Numerator", "Denominator", "Lower"),
)
PLACES = tuple(one.name_en for one in load_provinces().values())
CELLS = st.one_of(
    st.sampled_from(USUAL), st.sampled_from(ODD), st.text(max_size=8), st.floats(allow_nan=False, allow_infinity=False)
)
NAMES = st.one_of(
    st.sampled_from(("Sheet1", "2014", "²", "'", "[1]", "{x}", "%s", "İ" * 31, "\ud800", "")), st.text(max_size=31)
)
FORMATS = st.sampled_from(
    ("0%", "0.0", '0" ‰"', "0;-0;;@", "[>1e999]0", "yyyy", '"²"0', "#,##0.0_);(#,##0.0)", "0" * 300, "E+00")
)


def checked(sheets: list[Sheet]) -> CheckResult:
    """The sheets checked, told in both languages, and sent as data."""
    book = Workbook(Path("odd.xlsx"), "odd.xlsx", "0" * 64, "xlsx", sheets)
    result = check_workbook(book, catalogue=load_catalogue(), gazetteer=load_gazetteer(), decisions=Decisions())
    assert result.found == len(result.observations) + result.rejected + result.skipped
    assert result_to_json(result) and text_report(result, "en") and text_report(result, "km")
    read(written(result, CheckResult), CheckResult)
    return result


@st.composite
def odd_sheets(draw: st.DrawFn) -> Sheet:
    """A table of some layout in which any cell may be odd."""
    head: list[Any] = list(draw(st.sampled_from(HEADS)))
    rows = [
        [draw(CELLS) if draw(st.booleans()) else usual for usual in (place, "Stunting", 2014, "Male", 30.5)]
        for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6))
    ]
    for _ in range(draw(st.integers(0, 2))):
        head[draw(st.integers(0, 4))] = draw(CELLS)
    above = draw(st.lists(CELLS, max_size=2))
    grid = [*([one] for one in above), head, *rows]
    formats = {
        (draw(st.integers(0, len(grid))), draw(st.integers(0, 4))): draw(FORMATS)
        for _ in range(draw(st.integers(0, 2)))
    }
    return Sheet(draw(NAMES), grid, formats=formats)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(odd_sheets(), min_size=1, max_size=2))
def test_any_sheet_of_odd_cells_is_checked_to_its_end(sheets: list[Sheet]) -> None:
    checked(sheets)


@pytest.mark.parametrize("column", range(5))
def test_each_odd_cell_in_each_column(column: int) -> None:
    """All odd cells at once: a column of them among sound ones."""
    head = HEADS[column % len(HEADS)]
    rows: list[list[Any]] = [list(head)]
    for number, odd in enumerate(ODD):
        row: list[Any] = [PLACES[number % len(PLACES)], "Stunting", 2000 + number % 20, "Male", 30.5]
        row[column] = odd
        rows.append(row)
    checked([Sheet("Data", rows)])


def test_a_code_column_with_a_raised_digit_is_read_around() -> None:
    rows = [
        ["Code", "Province", "Stunting 2014 (%)"],
        *([code, place, 30.5] for code, place in zip("1²3", PLACES, strict=False)),
    ]
    assert len(checked([Sheet("Data", rows)]).observations) == 3


@pytest.mark.parametrize("power", ["--5", "-", "²", "1" * 5000, "0" * 5000, "3: Thousands"])
def test_a_power_of_ten_is_read_or_asked_about(power: str) -> None:
    head = ["REF_AREA", "INDICATOR", "SEX", "TIME_PERIOD", "OBS_VALUE", "UNIT_MULT", "UNIT_MEASURE"]
    result = checked([Sheet("Data", [head, ["KH", "population_census", "_T", "2019", 15_552, power, "PS"]])])
    values = [one.value for one in result.observations]
    assert values == ([15_552_000] if power.startswith("3") else [])
