from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from etl.reading.numfmt import from_serial, is_date_format, meaningful


@pytest.mark.parametrize(
    "code",
    [
        "0%",
        "0.0%",
        '0.0"%"',
        "0\\%",
        "#,##0_);(#,##0)",
        '#,##0_);\\(#,##0\\)',
        "#,##0,",
        '0.0,,"m"',
        "@",
        "yyyy-mm-dd",
        '0" per 1,000"',
        "[Red](0.0)",
        "d-mmm",
    ],
)  # fmt: skip
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
