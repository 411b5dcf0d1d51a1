"""More kinds of mess: combinations an officer's file may hold at once."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import by_indicator, by_year, kind, long, not_women


@kind
def letterhead(case: Case, rng: random.Random) -> None:
    """Two columns of letterhead, a long title over merged cells, signature below."""
    page = case.page()
    page.row(0, ["Ministry of Planning", None, None, "Kingdom of Cambodia"])
    page.row(1, ["Department of Statistics", None, None, "Nation Religion King"])
    page.put(3, 0, "Table 4: Percentage of children under five years who are stunted, by province, 2014")
    page.merge(3, 0, 3, 5)
    page.row(4, ["No.", "Province", "Stunting (%)"])
    for place, area in enumerate(world.areas(rng, 10)):
        value = world.percent(rng)
        page.row(5 + place, [place + 1, world.area_label(rng, area, "en"), value])
        case.fact(page, 5 + place, 2, "stunting", area, 2014, value)
    page.row(17, [None, None, "Phnom Penh, 3 March 2021"])
    page.row(18, [None, None, "Seen and approved"])


@kind
def khmer_throughout(case: Case, rng: random.Random) -> None:
    page = case.page("ទិន្នន័យ")
    page.put(0, 0, "ព្រះរាជាណាចក្រកម្ពុជា")
    page.put(1, 0, "ភាពក្រិន តាមខេត្ត ឆ្នាំ២០១៤")
    page.row(3, ["ល.រ", "រាជធានី-ខេត្ត", "ប្រុស", "ស្រី", "សរុប"])
    for place, area in enumerate(world.areas(rng, 8)):
        base = world.percent(rng)
        page.row(4 + place, [place + 1, world.area_label(rng, area, rng.choice(("km", "prefix")))])
        for col, sex in ((2, "male"), (3, "female"), (4, "total")):
            value = world.part(base, sex)
            text = f"{value:.1f}".replace(".", ",").translate({ord(str(n)): chr(0x17E0 + n) for n in range(10)})
            page.put(4 + place, col, text)
            case.fact(page, 4 + place, col, "stunting", area, 2014, value, sex=sex)
    page.put(14, 0, "ប្រភព៖ អង្កេតប្រជាសាស្ត្រ និងសុខភាពកម្ពុជា")


@kind
def indicator_below_year(case: Case, rng: random.Random) -> None:
    """Years merged over indicators over percent and sample size."""
    page = case.page()
    codes, years = world.indicators(rng, 2), (2010, 2014)
    page.put(2, 0, "Province")
    col = 1
    areas = world.areas(rng, 6)
    for year in years:
        page.put(0, col, year)
        page.merge(0, col, 0, col + 3)
        for code in codes:
            page.put(1, col, world.indicator_label(rng, code))
            page.merge(1, col, 1, col + 1)
            page.row(2, ["%", "n"], col)
            for place, area in enumerate(areas):
                value, size = world.percent(rng), rng.randint(50, 600)
                page.row(3 + place, [value, size], col)
                case.fact(page, 3 + place, col, code, area, year, value, sample_size=size)
            col += 2
    for place, area in enumerate(areas):
        page.put(3 + place, 0, world.area_label(rng, area, "en"))


@kind
def transposed_with_total(case: Case, rng: random.Random) -> None:
    """Provinces across with a total column over some of them."""
    page = case.page("Population")
    areas = world.areas(rng, 5)
    page.put(0, 0, "Population by province")
    page.row(1, ["Year", *(world.area_label(rng, area, "en") for area in areas), "Total"])
    for place, year in enumerate((2008, 2019)):
        page.put(2 + place, 0, year)
        total = 0.0
        for col, area in enumerate(areas, 1):
            value = world.figure(rng, "population_census")
            total += value
            page.put(2 + place, col, value)
            case.fact(page, 2 + place, col, "population_census", area, year, value)
        page.put(2 + place, 6, total)


@kind
def census_by_age_and_sex(case: Case, rng: random.Random) -> None:
    page = case.page("Census 2019")
    page.put(0, 0, "Population by age group and sex, Cambodia 2019")
    page.row(2, ["Age group", "Male", "Female", "Both sexes"])
    row = 3
    for age in ("0-4", "5-9", "10-14", "15-19"):
        male, female = float(rng.randint(10_000, 90_000)), float(rng.randint(10_000, 90_000))
        page.put(row, 0, age)
        for col, (sex, value) in enumerate((("male", male), ("female", female), ("total", male + female)), 1):
            page.put(row, col, value)
            case.fact(page, row, col, "population_census", "KH", 2019, value, sex=sex, age=age)
        row += 1


@kind
def ages_across(case: Case, rng: random.Random) -> None:
    page = case.page("school_attendance")
    page.put(0, 0, "School attendance by age group, 2014")
    page.row(1, ["Province", "6-11 years", "12-14", "15-17"])
    for place, area in enumerate(world.areas(rng, 6)):
        page.put(2 + place, 0, world.area_label(rng, area, "en"))
        for col, age in ((1, "6-11"), (2, "12-14"), (3, "15-17")):
            value = world.percent(rng)
            page.put(2 + place, col, value)
            case.fact(page, 2 + place, col, "school_attendance", area, 2014, value, age=age)


@kind
def two_errors_and_a_total(case: Case, rng: random.Random) -> None:
    """A text in one cell, an unknown province in another row, and a total of all."""
    grid = by_year(case, rng, code="population_census", count=10, years=2)
    row, col = grid.cell(2, 0)
    grid.page.put(row, col, "pending")
    case.expect("not_a_number", grid.page, row, col)
    case.forget(grid.page, [grid.cell(6, 0), grid.cell(6, 1)])
    grid.page.put(grid.top + 6, 0, "Xanadu")
    case.expect("unknown_area", grid.page, grid.top + 6, 0)
    grid.page.row(grid.top + 10, ["Total", 9_999_999.0, 8_888_888.0])


@kind
def unknown_year_and_sheet_per_year(case: Case, rng: random.Random) -> None:
    """One sheet of three is not named after a year."""
    for name, year in (("2012", 2012), ("2013", 2013), ("latest", 0)):
        page = case.page(name)
        page.row(0, ["Province", "Stunting", "Wasting"])
        for place, area in enumerate(world.areas(rng, 5)):
            page.put(1 + place, 0, world.area_label(rng, area, "en"))
            for col, code in ((1, "stunting"), (2, "wasting")):
                value = world.percent(rng)
                page.put(1 + place, col, value)
                if year:
                    case.fact(page, 1 + place, col, code, area, year, value)
        if not year:
            case.expect("unknown_year", page, 0, 0)


@kind
def wide_by_province_and_sex(case: Case, rng: random.Random) -> None:
    page = case.page("2014")
    areas, codes = world.areas(rng, 3), not_women(rng, 2)
    page.put(0, 0, "Indicator")
    page.merge(0, 0, 1, 0)
    for block, area in enumerate(areas):
        page.put(0, 1 + 2 * block, world.area_label(rng, area, "en"))
        if case.seed % 2:
            page.merge(0, 1 + 2 * block, 0, 2 + 2 * block)
        page.row(1, ["Boys", "Girls"], 1 + 2 * block)
    for place, code in enumerate(codes):
        page.put(2 + place, 0, world.indicator_label(rng, code))
        for block, area in enumerate(areas):
            for half, sex in enumerate(("male", "female")):
                value = world.percent(rng)
                page.put(2 + place, 1 + 2 * block + half, value)
                case.fact(page, 2 + place, 1 + 2 * block + half, code, area, 2014, value, sex=sex)


@kind
def survey_areas(case: Case, rng: random.Random) -> None:
    page = case.page("CDHS 2014")
    page.row(0, ["Survey area", "Stunting", "Wasting"])
    for place, (label, area) in enumerate(
        (
            ("Battambang/Pailin", "KH02+KH24"),
            ("Kampot/Kep", "KH07+KH23"),
            ("Mondul Kiri/Ratanak Kiri", "KH11+KH16"),
            ("Preah Vihear/Stung Treng", "KH13+KH19"),
            ("Kandal", "KH08"),
        )
    ):
        page.put(1 + place, 0, label)
        for col, code in ((1, "stunting"), (2, "wasting")):
            value = world.percent(rng)
            page.put(1 + place, col, value)
            case.fact(page, 1 + place, col, code, area, 2014, value)


@kind
def spare_columns(case: Case, rng: random.Random) -> None:
    """Text columns that are no dimension, and formatted but empty ones."""
    page = case.page()
    page.row(0, ["Province", "Focal point", "Year", "Stunting", "Source", "Updated"])
    for place, area in enumerate(world.areas(rng, 6)):
        value = world.percent(rng)
        page.row(1 + place, [world.area_label(rng, area, "en"), "Planning office", 2014, value, "CDHS", "2021-03-05"])
        page.put(1 + place, 8, "")
        case.fact(page, 1 + place, 3, "stunting", area, 2014, value)


@kind
def note_in_the_middle(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=4)
    page, row = grid.page, grid.top + 4
    page.put(row, 0, "Note: the four provinces above were visited in the first round.")
    areas = [area for area in world.areas(rng, 12) if area not in grid.areas][:4]
    for place, area in enumerate(areas):
        page.put(row + 1 + place, 0, world.area_label(rng, area, "en"))
        for col, year in enumerate(grid.cols):
            value = world.percent(rng)
            page.put(row + 1 + place, 1 + col, value)
            case.fact(page, row + 1 + place, 1 + col, case.facts[0].key[0], area, year, value)


@kind
def subgroup_in_title(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, "Stunting among girls, by province")
    page.row(1, ["Province", 2010, 2014])
    for place, area in enumerate(world.areas(rng, 5)):
        page.put(2 + place, 0, world.area_label(rng, area, "en"))
        for col, year in ((1, 2010), (2, 2014)):
            value = world.percent(rng)
            page.put(2 + place, col, value)
            case.fact(page, 2 + place, col, "stunting", area, year, value, sex="female")


@kind
def rates_and_shares_together(case: Case, rng: random.Random) -> None:
    by_indicator(case, rng, codes=["stunting", "infant_mortality_10y", "population_census"], count=9)


@kind
def long_with_bad_cells(case: Case, rng: random.Random) -> None:
    """A few hundred rows, some of them wrong, so that the swift and the careful road are both taken."""
    grid = long(case, rng, codes=not_women(rng, 3), count=20, years=(2005, 2010, 2014))
    rows = rng.sample(range(1, 180), 4)
    page = grid.page
    for row, (col, text, code) in zip(
        rows,
        (
            (0, "Xanadu", "unknown_area"),
            (1, "soon", "unknown_year"),
            (2, "goats", "unknown_indicator"),
            (3, "pending", "not_a_number"),
        ),
        strict=True,
    ):
        case.forget(page, [(row, grid.left)])
        page.put(row, col, text)
        case.expect(code, page, row, col)


@kind
def zero_and_blank(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, code="dropout_primary", count=8)
    zero, blank = grid.cell(2, 1), grid.cell(4, 2)
    case.forget(grid.page, [zero, blank])
    grid.page.put(*zero, 0.0)
    case.fact(grid.page, *zero, "dropout_primary", grid.areas[2], grid.cols[1], 0.0)
    del grid.page.cells[blank]


@kind
def indicator_codes_across(case: Case, rng: random.Random) -> None:
    page = case.page("2015")
    codes = world.indicators(rng, 4)
    page.row(0, ["adm1_pcode", *codes])
    for place, area in enumerate(world.areas(rng, 7)):
        page.put(1 + place, 0, area)
        for col, code in enumerate(codes, 1):
            value = world.figure(rng, code)
            page.put(1 + place, col, value)
            case.fact(page, 1 + place, col, code, area, 2015, value)


@kind
def units_in_a_row_of_their_own(case: Case, rng: random.Random) -> None:
    page = case.page("2014")
    page.row(0, ["Province", "Stunting", "Infant mortality, ten years before the survey", "Population"])
    page.row(1, [None, "(%)", "(per 1,000 live births)", "(number)"])
    codes = ("stunting", "infant_mortality_10y", "population_census")
    for place, area in enumerate(world.areas(rng, 6)):
        page.put(2 + place, 0, world.area_label(rng, area, "en"))
        for col, code in enumerate(codes, 1):
            value = world.figure(rng, code)
            page.put(2 + place, col, value)
            case.fact(page, 2 + place, col, code, area, 2014, value)
