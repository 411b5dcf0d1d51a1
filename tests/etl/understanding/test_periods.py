"""Years, school years and periods as officers write them; whatever is no year is said to be none."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.periods.read import find_periods, read_period_cell, strip_each_period, strip_periods

LATEST = 2027


@pytest.mark.parametrize(
    ("cell", "kind", "start", "end", "label"),
    [
        (2014, "year", 2014, 2014, "2014"),
        (2014.0, "year", 2014, 2014, "2014"),
        ("2014", "year", 2014, 2014, "2014"),
        ("២០១៤", "year", 2014, 2014, "2014"),
        ("ឆ្នាំ២០១៤", "year", 2014, 2014, "2014"),
        ("FY2014", "year", 2014, 2014, "2014"),
        (2563, "year", 2020, 2020, "2020"),
        ("ព.ស.២៥៦៣", "year", 2020, 2020, "2020"),
        ("B.E. 2563", "year", 2020, 2020, "2020"),
        ("2014*", "year", 2014, 2014, "2014"),
        ("2014 (baseline)", "year", 2014, 2014, "2014"),
        ("CDHS 2014", "year", 2014, 2014, "2014"),
        ("2014 [1]", "year", 2014, 2014, "2014"),
        ("Jan-Dec 2014", "year", 2014, 2014, "2014"),
        ("mid-2014", "year", 2014, 2014, "2014"),
        ("2013-2015", "range", 2013, 2015, "2013-2015"),
        ("2013–2015", "range", 2013, 2015, "2013-2015"),
        ("2020-21", "range", 2020, 2021, "2020-21"),
        ("2020/21", "range", 2020, 2021, "2020-21"),
        ("1999-00", "range", 1999, 2000, "1999-00"),
        ("2010-11", "range", 2010, 2011, "2010-11"),
        ("SY2020/21", "school_year", 2020, 2021, "2020-21"),
        ("School year 2020-21", "school_year", 2020, 2021, "2020-21"),
        ("ឆ្នាំសិក្សា ២០២០-២០២១", "school_year", 2020, 2021, "2020-21"),
        ("ឆ្នាំសិក្សា ២៥៦៣-២៥៦៤", "school_year", 2020, 2021, "2020-21"),
        ("CDHS 2021-22", "range", 2021, 2022, "2021-22"),
        (date(2014, 1, 1), "date", 2014, 2014, "2014"),
        (datetime(2014, 12, 31), "date", 2014, 2014, "2014"),
        ("2014-12-31", "date", 2014, 2014, "2014"),
        ("31/12/2014", "date", 2014, 2014, "2014"),
    ],
)
def test_periods_are_read(cell: object, kind: str, start: int, end: int, label: str) -> None:
    period = read_period_cell(cell, latest=LATEST)  # type: ignore[arg-type]
    assert period[:5] == (kind, start, end, label, "") and period.accepted


@pytest.mark.parametrize(
    ("cell", "warning"),
    [
        ("'14", "two_digit"),
        ("14", "two_digit"),
        (14, "two_digit"),
        ("SY20-21", "two_digit"),
        (date(2014, 5, 3), "date_as_year"),
        ("2,014", "comma"),
    ],
)
def test_periods_read_with_a_warning(cell: object, warning: str) -> None:
    period = read_period_cell(cell, latest=LATEST)  # type: ignore[arg-type]
    assert period.accepted and period.warning == warning


@pytest.mark.parametrize(
    ("cell", "variant"),
    [
        ("Dec 2014", "month"),
        ("ខែធ្នូ ២០១៤", "month"),
        ("2014-05", "month"),
        ("12/2014", "month"),
        ("2014M12", "month"),
        ("Q1 2020", "part"),
        ("2020-Q1", "part"),
        ("ត្រីមាសទី១ ឆ្នាំ២០២០", "part"),
        ("H1 2020", "part"),
        (1914, "out_of_bounds"),
        (2104, "out_of_bounds"),
        ("2028", "out_of_bounds"),
        (41640, "serial"),
        ("41640", "serial"),
        ("2014-2013", "odd_range"),
        ("2000-2014", "odd_range"),
        ("SY2020", "school_year_half"),
        ("2025 (target)", "target"),
        ("15-17", "not_a_year"),
        ("0-4", "not_a_year"),
        (2014.5, "not_a_year"),
        ("Kep", "not_a_year"),
        ("", "not_a_year"),
        (None, "not_a_year"),
        (True, "not_a_year"),
        ("2014 & 2015", "not_a_year"),
        ("since 2014", "open"),
        ("200", "not_a_year"),
    ],
)
def test_what_is_no_year_is_not_accepted(cell: object, variant: str) -> None:
    period = read_period_cell(cell, latest=LATEST)  # type: ignore[arg-type]
    assert not period.accepted and period.variant == variant


def test_formats_make_dates_and_months() -> None:
    assert read_period_cell(date(2014, 1, 1), "mmm-yy").kind == "month"
    assert read_period_cell(date(2014, 6, 1), "yyyy").warning == ""
    assert read_period_cell(41640.0, "dd/mm/yyyy").label == "2014"


def test_provisional_years() -> None:
    # A lone "p" is a projection as well: what it means is asked (see test_letters_beside_a_year).
    assert read_period_cell("2014p").kind == "letter"
    assert read_period_cell("2014 prelim.").status == "provisional"
    assert read_period_cell("2014 (provisional)").status == "provisional"


@pytest.mark.parametrize(
    ("title", "labels"),
    [
        ("Table 3. Stunting by province, 2014", ["2014"]),
        ("CDHS_2014_stunting.xlsx", ["2014"]),
        ("2000, 2005 and 2010", ["2000", "2005", "2010"]),
        ("ស្ថិតិ ឆ្នាំសិក្សា ២០២០-២០២១", ["2020-21"]),
        ("Printed 3 May 2024: stunting 2014", ["2014"]),
        ("Population 2,014,000", []),
        ("tel 012201455", []),
        ("2563 households", []),
        ("ឆ្នាំ២៥៦៣", ["2020"]),
        ("Report of May 2014", [""]),
        ("file 2014-05-12", []),
    ],
)
def test_periods_inside_titles(title: str, labels: list[str]) -> None:
    assert [period.label for period in find_periods(title, latest=LATEST)] == labels


def test_labels_without_their_periods() -> None:
    assert strip_periods("Stunting (2014)") == "Stunting"
    assert set(strip_each_period("Stunting (CDHS 2005) 2014")) == {"Stunting (CDHS) 2014", "Stunting (CDHS 2005)"}
    assert strip_periods("កុមារអាយុក្រោម៥ឆ្នាំ 2014") == "កុមារអាយុក្រោម5ឆ្នាំ"


@given(
    st.integers(1950, LATEST),
    st.sampled_from(["{}", "{}*", "FY{}", "CDHS {}", "Year {}", "ឆ្នាំ {}", "{} (baseline)", " {} "]),
)
def test_a_year_in_any_clothes_is_that_year(year: int, clothes: str) -> None:
    assert read_period_cell(clothes.format(year), latest=LATEST)[1:4] == (year, year, str(year))


@given(st.integers(1950, LATEST))
def test_buddhist_years_are_543_more(year: int) -> None:
    assert read_period_cell(year + 543, latest=LATEST).year_start == year


@given(st.one_of(st.text(), st.floats(), st.integers(), st.datetimes(), st.none()), st.text(max_size=10))
def test_nothing_makes_it_fall_over(cell: object, fmt: str) -> None:
    period = read_period_cell(cell, fmt, latest=LATEST)  # type: ignore[arg-type]
    assert period.accepted == bool(period.label) and period.accepted != bool(period.variant)
    find_periods(str(cell), latest=LATEST)
