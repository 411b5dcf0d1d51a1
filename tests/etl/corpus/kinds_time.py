"""Kinds about time: parts of years, plans and open spans, what contradicts itself, and school years as numbers."""

from __future__ import annotations

import random
from typing import Any

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case, Page
from tests.etl.corpus.kinds import kind

PARTS = (
    "{y} (Jan-Jun)",
    "January–September {y}",
    "6 months {y}",
    "9M {y}",
    "៦ខែ {y}",
    "៩ខែ ឆ្នាំ{y}",
    "៦ខែដើមឆ្នាំ{y}",
    "{y} YTD",
    "H1 {y}",
    "first half of {y}",
    "Semester 2, {y}",
    "ឆមាសទី១ ឆ្នាំ{y}",
    "{y}Q2",
    "3rd quarter {y}",
    "ត្រីមាសទី៣ {y}",
    "week 12, {y}",
    "as of June {y}",
    "up to Sep {y}",
    "មករា-មិថុនា {y}",
    "គិតត្រឹមខែមិថុនា ឆ្នាំ{y}",
    "1 January - 30 June {y}",
)
PLANS = ("Plan {y}", "{y} (planned)", "Projected {y}", "forecast {y}", "{y} budget", "ផែនការ {y}", "ឆ្នាំ{y} (រំពឹងទុក)")
OPEN = ("before {y}", "since {y}", "until {y}", "{y} onwards", "pre-{y}", "មុនឆ្នាំ{y}", "តាំងពីឆ្នាំ {y}", "> {y}")
WHOLE = (
    "{y}",
    "January–December {y}",
    "{y} (Jan-Dec)",
    "FY{y}",
    "as of 31 December {y}",
    "end of {y}",
    "ពេញមួយឆ្នាំ {y}",
    "គិតត្រឹមចុងឆ្នាំ{y}",
    "Annual report {y}",
    "{y} (12 months)",
    "calendar year {y}",
    "1 January to 31 December {y}",
)
OTHERS = (
    "Exclusive breastfeeding (under 6 months) {y}",
    "Sexual violence before 18, {y}",
    "Family planning, {y}",
    "Mid-upper arm circumference, {y}",
    "Target villages and others, {y}",
    "Children in conflict with the law, {y}",
    "Plan International Cambodia, {y}",
    "Diarrhoea in the last two weeks, {y}",
    "ក្រសួងផែនការ ឆ្នាំ{y}",
)


def _digits(rng: random.Random, text: str) -> str:
    return text.translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")) if rng.random() < 0.25 else text


def _under(case: Case, rng: random.Random, page: Page, top: int, year: Any = None) -> list[tuple[int, int]]:
    """Two indicators by province from row ``top`` on; facts for ``year`` when it is given. Returns the data cells."""
    codes = world.indicators(rng, 2)
    page.row(top, ["Province", *(world.indicator_label(rng, code) for code in codes)])
    cells = []
    for row, area in enumerate(world.areas(rng, 4), top + 1):
        page.put(row, 0, world.area_label(rng, area, "en"))
        for col, code in enumerate(codes, 1):
            page.put(row, col, value := world.figure(rng, code))
            cells.append((row, col))
            if year:
                case.fact(page, row, col, code, area, year, value)
    return cells


def _by_header(case: Case, rng: random.Random, refused: str) -> None:
    """A header of a year that counts and of a time that does not."""
    page, code = case.page(), rng.choice(world.PERCENT)
    page.put(0, 0, world.catalogue().indicators[code].short_name_en)
    page.row(2, ["Province", 2014, refused])
    for row, area in enumerate(world.areas(rng, 4), 3):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value, world.percent(rng)])
        case.fact(page, row, 1, code, area, 2014, value)
    case.expect("unknown_year", page, 2, 2)


@kind
def part_of_a_year_in_a_title(case: Case, rng: random.Random) -> None:
    page, told = case.page(), _digits(rng, rng.choice(PARTS).format(y=2023))
    page.put(
        0, 0, rng.choice(("Situation of children by province, {}", "{}: situation of children", "({})")).format(told)
    )
    _under(case, rng, page, 2)
    case.expect("unknown_year", page, 0, 0)


@kind
def part_of_a_year_in_a_header(case: Case, rng: random.Random) -> None:
    _by_header(case, rng, _digits(rng, rng.choice(PARTS).format(y=2023)))


@kind
def plan_in_a_header(case: Case, rng: random.Random) -> None:
    _by_header(case, rng, _digits(rng, rng.choice(PLANS).format(y=2024)))


@kind
def open_span_in_a_header(case: Case, rng: random.Random) -> None:
    _by_header(case, rng, _digits(rng, rng.choice(OPEN).format(y=2019)))


@kind
def part_of_a_year_over_a_column_of_that_year(case: Case, rng: random.Random) -> None:
    """A title "January–June 2023" over "2023": the column's year is that of the title, 2022 beside it is its own."""
    page, code = case.page(), rng.choice(world.PERCENT)
    page.put(0, 0, f"Situation of children, {_digits(rng, rng.choice(PARTS).format(y=2023))}")
    name = world.indicator_label(rng, code)
    page.row(1, ["Province", "Year", name])
    for row, area in enumerate(world.areas(rng, 4), 2):
        year, value = 2022 + row % 2, world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), year, value])
        if year == 2022:
            case.fact(page, row, 2, code, area, year, value)
    case.expect("unknown_year", page, 0, 0)


@kind
def part_of_a_year_in_a_name(case: Case, rng: random.Random) -> None:
    """The name of the sheet or of the file says so; a title tells the year alone."""
    told = rng.choice(("Q3", "H1", "Jan-Jun", "6 months", "៩ខែ", "ឆមាសទី១", "2023 Q3", "YTD 2023", "Semester 1"))
    if rng.random() < 0.5:
        page = case.page(told)
    else:
        page = case.page()
        case.file_name = f"Report_{told}.xlsx"
    page.put(0, 0, "Situation of children by province, 2023")
    _under(case, rng, page, 2)
    case.expect("unknown_year", page, 0, 0)


@kind
def part_of_a_year_in_a_note(case: Case, rng: random.Random) -> None:
    page, code = case.page(), rng.choice(world.PERCENT)
    page.put(0, 0, world.catalogue().indicators[code].short_name_en)
    page.row(1, ["Province", 2022, 2023])
    for row, area in enumerate(world.areas(rng, 4), 2):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value, world.percent(rng)])
        case.fact(page, row, 1, code, area, 2022, value)
    note = rng.choice(
        (
            "Note: 2023 data are for January to September only",
            "* 2023: first six months only",
            "Note: figures for 2023 cover the first half of the year",
        )
    )
    page.put(8, 0, note)
    case.expect("unknown_year", page, 8, 0)


@kind
def parts_of_a_year_below_it(case: Case, rng: random.Random) -> None:
    page, code = case.page(), rng.choice(world.PERCENT)
    page.put(0, 0, world.catalogue().indicators[code].short_name_en)
    parts = rng.choice((("Jan-Jun", "Jul-Dec"), ("Q1", "Q2"), ("January", "February"), ("ឆមាសទី១", "ឆមាសទី២")))
    page.row(2, ["Province", 2023])
    page.merge(2, 1, 2, 2)
    page.row(3, parts, 1)
    for row, area in enumerate(world.areas(rng, 4), 4):
        page.row(row, [world.area_label(rng, area, "en"), world.percent(rng), world.percent(rng)])
    for col in (1, 2):
        case.expect("unknown_year", page, 3, col)


@kind
def column_of_parts_of_years(case: Case, rng: random.Random) -> None:
    """A column of quarters or months beside the year: only whole years are kept."""
    page, code = case.page(), rng.choice(world.PERCENT)
    head, told = rng.choice(
        (("Quarter", "Q1"), ("Quarter", 2), ("Month", "March"), ("Month", 3), ("ឆមាស", 1), ("Week", 12))
    )
    page.row(0, ["Province", "Year", head, world.indicator_label(rng, code)])
    for row, area in enumerate(world.areas(rng, 4), 1):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), 2014, "Annual" if row % 2 else told, value])
        if row % 2:
            case.fact(page, row, 3, code, area, 2014, value)
        else:
            case.expect("unknown_year", page, row, 2)


@kind
def words_of_a_whole_year(case: Case, rng: random.Random) -> None:
    """January to December, the end of a year, twelve months: nothing to complain about."""
    page = case.page()
    page.put(0, 0, f"Situation of children by province, {_digits(rng, rng.choice(WHOLE).format(y=2014))}")
    _under(case, rng, page, 2, 2014)


@kind
def words_that_are_of_no_time(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, rng.choice(OTHERS).format(y=2014))
    page.row(1, ["Province", "Sex", "Stunting"])
    for row, area in enumerate(world.areas(rng, 4), 2):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), "Female", value])
        case.maybe(page, row, 2, "stunting", area, 2014, value, sex="female")
    case.tolerated = {"unknown_category", "unknown_indicator", "missing_unit"}


@kind
def targets_and_nothing_else(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(
        0,
        0,
        rng.choice(
            (
                "Targets for {} by province",
                "ចំណុចដៅសម្រាប់ឆ្នាំ{} តាមខេត្ត",
                "Projected situation of children, {}",
                "Forecast of child well-being, {}",
                "ផែនការឆ្នាំ{}",
            )
        ).format(2025),
    )
    _under(case, rng, page, 2)
    case.expect("unknown_year", page, 0, 0)


@kind
def sheet_and_title_contradict(case: Case, rng: random.Random) -> None:
    """A sheet copied for the next year, in whose title or name the year was forgotten."""
    first, second = case.page("2021"), case.page(rng.choice(("2022", "Data 2022", "២០២២", "2022 (2)")))
    title = rng.choice(("Situation of children by province, 2021", "ស្ថានភាពកុមារតាមខេត្ត ឆ្នាំ២០២១"))
    first.put(0, 0, title)
    second.put(0, 0, title)
    _under(case, rng, first, 2, 2021)
    _under(case, rng, second, 2)
    case.expect("unknown_year", second, 0, 0)


@kind
def sheet_and_column_contradict(case: Case, rng: random.Random) -> None:
    page, code = case.page(rng.choice(("2021", "ឆ្នាំ២០២១", "SY2020-21"))), rng.choice(world.PERCENT)
    page.row(0, ["Province", "Year", world.indicator_label(rng, code)])
    for row, area in enumerate(world.areas(rng, 4), 1):
        page.row(row, [world.area_label(rng, area, "en"), 2023, world.percent(rng)])
    case.expect("unknown_year", page, 1, 1)


@kind
def title_and_column_differ(case: Case, rng: random.Random) -> None:
    """The year beside the figures is theirs; the title's is worth a look."""
    page = case.page()
    page.put(0, 0, "Stunting by province, 2021")
    page.row(1, ["Province", "Year", "%"])
    for row, area in enumerate(world.areas(rng, 4), 2):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), 2014, value])
        case.fact(page, row, 2, "stunting", area, 2014, value)
    case.errors.append(("unknown_year", page.name, "A1"))


@kind
def line_on_its_side_with_a_part_of_a_year(case: Case, rng: random.Random) -> None:
    """Fields down the first column, and a line above that says what the year beside it is."""
    page, code = case.page(), rng.choice(world.PERCENT)
    page.put(0, 0, rng.choice(("Semester report 2023", "Data for January to June 2023", "របាយការណ៍ ៩ខែ ឆ្នាំ២០២៣")))
    areas = world.areas(rng, 3)
    page.row(2, ["Province", *(world.area_label(rng, area, "en") for area in areas)])
    page.row(3, ["Year", 2023, 2023, 2023])
    page.row(4, [world.indicator_label(rng, code), *(world.percent(rng) for _ in areas)])
    case.expect("unknown_year", page, 0, 0)
    case.tolerated = {"no_table", "unknown_indicator", "unknown_area"}


@kind
def school_years_typed_as_numbers(case: Case, rng: random.Random) -> None:
    """1920, 2021, 2122 down a column or across a header: 2021 among them is 2020-21."""
    page = case.page()
    years, text = [2019, 2020, 2021], rng.random() < 0.5
    typed = [f"{y % 100}{(y + 1) % 100}" if text else y % 100 * 100 + (y + 1) % 100 for y in years]
    if rng.random() < 0.5:
        page.row(0, ["Province", rng.choice(("School year", "Year", "ឆ្នាំសិក្សា", "SY")), "Dropout primary"])
        for row, area in enumerate(world.areas(rng, 6), 1):
            value = world.percent(rng)
            page.row(row, [world.area_label(rng, area, "en"), typed[row % 3], value])
            case.fact(page, row, 2, "dropout_primary", area, (years[row % 3], years[row % 3] + 1), value)
        return
    page.put(0, 0, "Dropout primary")
    page.row(1, ["Province", *typed])
    for row, area in enumerate(world.areas(rng, 5), 2):
        page.put(row, 0, world.area_label(rng, area, "en"))
        for col, year in enumerate(years, 1):
            page.put(row, col, value := world.percent(rng))
            case.fact(page, row, col, "dropout_primary", area, (year, year + 1), value)


@kind
def school_year_that_may_be_either_half(case: Case, rng: random.Random) -> None:
    """2021 alone under "School year" may be 2020-21 or 2021-22: asked once for the column."""
    page = case.page()
    page.row(0, ["Province", rng.choice(("School year", "Academic year", "ឆ្នាំសិក្សា")), "Dropout primary"])
    for row, area in enumerate(world.areas(rng, 5), 1):
        page.row(row, [world.area_label(rng, area, "en"), 2021, world.percent(rng)])
    case.expect("unknown_year", page, 0, 1)


@kind
def middle_of_a_year(case: Case, rng: random.Random) -> None:
    """The people of a place are counted in the middle of a year; what happened by then is half of it."""
    page, people = case.page(), rng.random() < 0.5
    code = "population_census" if people else rng.choice(world.PERCENT)
    page.row(0, ["Province", "Year", world.catalogue().indicators[code].short_name_en])
    for row, area in enumerate(world.areas(rng, 4), 1):
        value = float(rng.randint(20_000, 90_000)) if people else world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), rng.choice(("mid-2019", "mid 2019")), value])
        if people:
            case.fact(page, row, 2, code, area, 2019, value)
        else:
            case.expect("unknown_year", page, row, 1)


@kind
def place_and_year_of_a_letter(case: Case, rng: random.Random) -> None:
    """ "Phnom Penh 2023" over a table of other provinces says where and when it was written."""
    page = case.page()
    page.put(0, 0, rng.choice(("Phnom Penh 2023", "Phnom Penh, 2023", "រាជធានីភ្នំពេញ ឆ្នាំ២០២៣")))
    _under(case, rng, page, 2)
    case.expect("unknown_year", page, 0, 0)


@kind
def counts_that_became_dates(case: Case, rng: random.Random) -> None:
    """12.5 and 13.4 typed where dates are written so: 45424 and 45395 among counts ten times larger."""
    page = case.page()
    page.put(0, 0, "Population by province, 2019")
    page.row(1, ["Province", "Population"])
    for row, area in enumerate(world.areas(rng, 7), 2):
        value = float((45424, 45395)[row // 3 % 2] if row in (3, 6) else rng.randint(500_000, 1_000_000))
        page.row(row, [world.area_label(rng, area, "en"), value])
        if row in (3, 6):
            case.maybe(page, row, 1, "population_census", area, 2019, value)
            case.errors.append(("ambiguous_number", page.name, f"B{row + 1}"))
        else:
            case.fact(page, row, 1, "population_census", area, 2019, value)
