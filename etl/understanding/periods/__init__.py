"""What a text, a cell or a column says about time: the one place where years are read (see ``read``)."""

from etl.understanding.periods.columns import four_digits, is_line_of_school_years, school_years
from etl.understanding.periods.read import (
    dates_a_paper,
    find_periods,
    has_date,
    names_month,
    names_paper,
    names_parts,
    names_whole_year,
    part_named,
    plan_named,
    read_period,
    refused_in,
    states_plan,
    strip_each_period,
    strip_periods,
    without_dates,
)
from etl.understanding.periods.reading import BUDDHIST, EARLIEST, MID_YEAR, NO_PERIOD, VARIANTS, PeriodReading

__all__ = [
    "BUDDHIST",
    "EARLIEST",
    "MID_YEAR",
    "NO_PERIOD",
    "VARIANTS",
    "PeriodReading",
    "dates_a_paper",
    "find_periods",
    "four_digits",
    "has_date",
    "is_line_of_school_years",
    "names_month",
    "names_paper",
    "names_parts",
    "names_whole_year",
    "part_named",
    "plan_named",
    "read_period",
    "refused_in",
    "school_years",
    "states_plan",
    "strip_each_period",
    "strip_periods",
    "without_dates",
]
