from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from etl.reading.grid import Sheet
from etl.reading.number_formats import (
    format_meaning,
    from_serial,
    is_date_format,
    is_month_format,
    is_year_format,
    meaningful,
)


@pytest.mark.parametrize(
    "code",
    [
        "0%",
        "0.0%",
        '0.0"%"',
        "0\\%",
        "#,##0_);(#,##0)",
        "#,##0_);\\(#,##0\\)",
        "#,##0,",
        '0.0,,"m"',
        "@",
        "yyyy-mm-dd",
        '0" per 1,000"',
        "[Red](0.0)",
        "d-mmm",
    ],
)
def test_formats_that_change_what_a_number_means_are_kept(code: str) -> None:
    assert meaningful(code) == code


@pytest.mark.parametrize("code", ["", "General", "0", "0.00", "#,##0", "#,##0.00", "0.00E+00", "# ?/?", "[Blue]0.0"])
def test_formats_that_only_round_are_left_out(code: str) -> None:
    assert meaningful(code) == ""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("yyyy", True),
        ("[$-409]d\\-mmm\\-yyyy;@", True),
        ("[h]:mm", True),
        ('0" year"', False),
        ("0.0E+00", False),
        ("[Magenta]0", False),
        ("General", False),
        ('"Day "0', False),
        ("0.0_);[Red]\\(0.0\\)", False),
    ],
)
def test_date_formats_are_told_from_numbers_with_words(code: str, expected: bool) -> None:
    assert is_date_format(code) is expected


@pytest.mark.parametrize(
    ("serial", "code", "expected"),
    [
        (44197, "yyyy-mm-dd", date(2021, 1, 1)),
        (44197.5, "yyyy-mm-dd hh:mm", datetime(2021, 1, 1, 12)),
        (0.5, "h:mm", time(12)),
        (1.5, "[h]:mm", timedelta(hours=36)),
        (1, "yyyy-mm-dd", date(1900, 1, 1)),
        (59, "yyyy-mm-dd", date(1900, 2, 28)),
        (61, "yyyy-mm-dd", date(1900, 3, 1)),
        (-5, "yyyy-mm-dd", -5),
        (9_999_999, "yyyy-mm-dd", 9_999_999),
        (0.9999999999, "h:mm", time(23, 59, 59)),
    ],
)
def test_serial_numbers_become_what_excel_shows(serial: float, code: str, expected: object) -> None:
    assert from_serial(serial, code) == expected


def test_the_1904_system_counts_from_another_day() -> None:
    assert from_serial(44197, "yyyy-mm-dd", date1904=True) == date(2025, 1, 2)
    assert from_serial(0, "yyyy-mm-dd", date1904=True) == date(1904, 1, 1)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("mm:ss.00", True),
        ("ss.000", True),
        ("dd/mm/bbbb", True),
        ("bbbb", True),
        ("ggge", True),
        ("0.0E+00", False),
        ('0" d"', False),
        ("yyyy@", False),
    ],
)
def test_what_is_a_date_to_the_reader_is_one_to_the_reader_of_cells(code: str, expected: bool) -> None:
    assert (is_date_format(code), format_meaning(code, 1.0).date) == (expected, expected)
    assert meaningful(code) == (code if expected or "@" in code or '"' in code else "")


@pytest.mark.parametrize(
    ("code", "months", "years"),
    [
        ("yyyy", False, True),
        ("yy", False, True),
        ("[$-409]yyyy;@", False, True),
        ("e", False, True),
        ('"FY "yyyy', False, True),
        ("mmm-yy", True, False),
        ("mmm\\ yyyy;@", True, False),
        ("d-mmm-yy", False, False),
        ("h:mm", False, False),
        ("0.0", False, False),
        ("", False, False),
    ],
)
def test_dates_shown_as_month_or_year_only(code: str, months: bool, years: bool) -> None:
    assert (is_month_format(code), is_year_format(code)) == (months, years)


@pytest.mark.parametrize(
    ("code", "value", "percent", "literal"),
    [
        ("0.0%", 0.452, True, ""),
        ('0.0"%"', 45.2, False, "%"),
        ("0.0\\%", 45.2, False, "%"),
        ('[<=1]0%;0.0"%"', 45.2, False, "%"),
        ('[<=1]0%;0.0"%"', 0.452, True, ""),
        ('0;[Red]-0;"none"', 0.0, False, "none"),
    ],
)
def test_the_section_of_a_value_says_what_it_shows(code: str, value: float, percent: bool, literal: str) -> None:
    found = format_meaning(code, value)
    assert (found.percent, found.literal) == (percent, literal)
    assert Sheet("S", [[value]], formats={(0, 0): code}).is_percent(0, 0) is percent
