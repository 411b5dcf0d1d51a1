"""Kinds of error: one or a few cells are wrong and must be reported exactly there; everything else is read."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import Grid, by_indicator, by_year, kind, long, not_women


def _row_is_out(case: Case, grid: Grid, place: int) -> None:
    row = grid.top + place
    case.forget(grid.page, [(row, grid.left + col) for col in range(len(grid.cols))])


@kind
def unknown_province(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    place = rng.randrange(8)
    _row_is_out(case, grid, place)
    grid.page.put(grid.top + place, 0, rng.choice(("Xanadu", "Kampong", "Chiang Mai", "Unknown place")))
    case.expect("unknown_area", grid.page, grid.top + place, 0)


@kind
def misspelt_province(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    area = rng.choice(("KH05", "KH10", "KH20"))
    wrong = {"KH05": "Kampong Spuee", "KH10": "Kratiee", "KH20": "Svay Riengg"}[area]
    if area in grid.areas:
        grid.page.put(grid.top + grid.areas.index(area), 0, wrong)
        case.tolerated.add("unknown_area")


@kind
def unknown_indicator_column(case: Case, rng: random.Random) -> None:
    grid = by_indicator(case, rng)
    case.forget(grid.page, [grid.cell(place, 1) for place in range(len(grid.areas))])
    grid.page.put(grid.top - 1, grid.left + 1, rng.choice(("Happiness of puppies", "Column F", "Kilometres of fence")))
    case.expect("unknown_indicator", grid.page, grid.top - 1, grid.left + 1)


@kind
def unknown_indicator_row(case: Case, rng: random.Random) -> None:
    page = case.page("2014")
    codes = world.indicators(rng, 3)
    areas = world.areas(rng, 4)
    page.row(0, ["Indicator", *(world.area_label(rng, area, "en") for area in areas)])
    for place, code in enumerate([codes[0], None, *codes[1:]]):
        page.put(1 + place, 0, world.indicator_label(rng, code) if code else "Number of happy goats")
        for col, area in enumerate(areas, 1):
            value = world.percent(rng)
            page.put(1 + place, col, value)
            if code:
                case.fact(page, 1 + place, col, code, area, 2014, value)
    case.expect("unknown_indicator", page, 2, 0)


@kind
def unknown_year_cell(case: Case, rng: random.Random) -> None:
    grid = long(case, rng)
    row = 1 + rng.randrange(8)
    case.forget(grid.page, [(row, grid.left)])
    grid.page.put(row, 1, rng.choice((20144, "20l4", "next year", 1214, "Q1 2014")))
    case.expect("unknown_year", grid.page, row, 1)


@kind
def unknown_year_header(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, years=4, count=5)
    case.forget(grid.page, [grid.cell(place, 2) for place in range(5)])
    grid.page.put(grid.top - 1, grid.left + 2, rng.choice(("20l4", "2O14", 20145, "20")))
    if grid.page.cells[grid.top - 1, grid.left + 2] == "20":
        grid.page.put(grid.top - 1, grid.left + 2, "201")
    case.expect("unknown_year", grid.page, grid.top - 1, grid.left + 2)


@kind
def unknown_sex(case: Case, rng: random.Random) -> None:
    grid = long(case, rng, codes=not_women(rng, 1), sexes=True)
    row = 1 + rng.randrange(10)
    case.forget(grid.page, [(row, grid.left)])
    grid.page.put(row, 2, rng.choice(("Femail", "unknown", "3", "Xx")))
    case.expect("unknown_category", grid.page, row, 2)


@kind
def blank_province_cell(case: Case, rng: random.Random) -> None:
    grid = long(case, rng)
    row = 1 + rng.randrange(2, 12)
    case.forget(grid.page, [(row, grid.left)])
    del grid.page.cells[row, 0]
    case.expect("unknown_area", grid.page, row, 0)


@kind
def blank_year_cell(case: Case, rng: random.Random) -> None:
    grid = long(case, rng)
    row = 1 + rng.randrange(2, 12)
    case.forget(grid.page, [(row, grid.left)])
    del grid.page.cells[row, 1]
    case.expect("unknown_year", grid.page, row, 1)


@kind
def text_in_a_number(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    for place in rng.sample(range(8), 2):
        row, col = grid.cell(place, rng.randrange(3))
        grid.page.put(row, col, rng.choice(("pending", "see note", "about thirty", "12..5")))
        case.expect("not_a_number", grid.page, row, col)


@kind
def range_or_guess(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    row, col = grid.cell(3, 1)
    grid.page.put(row, col, rng.choice(("45-50", "~45", "about 45")))
    case.expect("not_a_number", grid.page, row, col)


@kind
def error_cells(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    for place in rng.sample(range(8), 2):
        row, col = grid.cell(place, rng.randrange(3))
        grid.page.put(row, col, None)
        grid.page.errors[row, col] = rng.choice(("#DIV/0!", "#REF!", "#N/A"))
        case.expect("formula_error", grid.page, row, col)


@kind
def proportion_among_percents(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=10, years=1, values=lambda: round(rng.uniform(38, 52), 1))
    row, col = grid.cell(4)
    grid.page.put(row, col, 0.452)
    case.expect("ambiguous_number", grid.page, row, col)


@kind
def total_is_wrong(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, code="population_census", count=rng.choice((9, 25)), years=2)
    row = grid.top + len(grid.areas)
    grid.page.put(row, 0, "Total")
    for place, year in enumerate(grid.cols):
        total = sum(f.value or 0 for f in case.facts if f.key[1] != "KH" and f.key[2] == year)
        grid.page.put(row, 1 + place, total if place else total + 70_000)
        if place and len(grid.areas) == 25:
            case.maybe(grid.page, row, 1 + place, "population_census", "KH", year, total)
    case.expect("total_mismatch", grid.page, row, 1)


@kind
def nothing_says_the_year(case: Case, rng: random.Random) -> None:
    grid = by_indicator(case, rng, title="Child indicators")
    case.facts.clear()
    case.expect("unknown_year", grid.page, 0, 0)


@kind
def nothing_says_the_indicator(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, title_text="Results by province")
    case.facts.clear()
    case.expect("unknown_indicator", grid.page, 0, 0)


@kind
def nothing_says_the_place(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, "Trend of key indicators")
    page.row(2, ["Year", "Stunting", "Wasting"])
    for place, year in enumerate((2005, 2010, 2014)):
        page.row(3 + place, [year, world.percent(rng), world.percent(rng)])
    case.expect("unknown_area", page, 0, 0)


@kind
def districts(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, "Stunting 2014")
    page.row(1, ["Province", "District", "%"])
    row = 2
    for district in ("Mongkol Borei", "Svay Chek", "Phnum Srok"):
        page.row(row, ["Banteay Meanchey", district, world.percent(rng)])
        case.expect("unknown_area", page, row, 1)
        row += 1
    value = world.percent(rng)
    page.row(row, ["Banteay Meanchey", "Total", value])
    case.maybe(page, row, 2, "stunting", "KH01", 2014, value)


@kind
def districts_among_provinces(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, "Stunting 2014")
    page.row(1, ["Area", "%"])
    row = 2
    for area, inside in (
        ("KH01", ("Mongkol Borei", "Svay Chek")),
        ("KH02", ("Banan", "Thma Koul")),
        ("KH07", ("Angkor Chey",)),
    ):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value])
        case.fact(page, row, 1, "stunting", area, 2014, value)
        row += 1
        for district in inside:
            page.row(row, [f"   {district}" if case.seed % 2 else f"Srok {district}", world.percent(rng)])
            case.expect("unknown_area", page, row, 0)
            row += 1


@kind
def unit_contradicts(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, "2014")
    page.row(1, ["Province", "Stunting (per 1,000)", "Wasting (%)"])
    for place, area in enumerate(world.areas(rng, 5)):
        value = world.percent(rng)
        page.row(2 + place, [world.area_label(rng, area, "en"), rng.randint(100, 400), value])
        case.fact(page, 2 + place, 2, "wasting", area, 2014, value)
    case.expect("missing_unit", page, 1, 1)


@kind
def merged_figure(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=6)
    row, col = grid.cell(2, 1)
    case.forget(grid.page, [(row, col), (row + 1, col)])
    del grid.page.cells[row + 1, col]
    grid.page.merge(row, col, row + 1, col)
    case.expect("ambiguous_number", grid.page, row, col)


@kind
def numbers_of_no_table(case: Case, rng: random.Random) -> None:
    page = case.page("Budget")
    page.row(0, ["Item", "Cost", "Paid"])
    for place, item in enumerate(("Fuel", "Paper", "Printing", "Travel")):
        page.row(1 + place, [item, rng.randint(50, 900), rng.randint(50, 900)])
    case.tolerated |= {"no_table", "unknown_indicator", "unknown_area", "unknown_year"}


@kind
def other_dimension(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.row(0, ["Province", "Year", "Mother's education", "Stunting"])
    row = 1
    for area in world.areas(rng, 4):
        for level in ("No education", "Primary", "Total"):
            value = world.percent(rng)
            page.row(row, [world.area_label(rng, area, "en"), 2014, level, value])
            if level == "Total":
                case.fact(page, row, 3, "stunting", area, 2014, value)
            else:
                case.expect("unknown_category", page, row, 2)
            row += 1


@kind
def unknown_sub_heading(case: Case, rng: random.Random) -> None:
    page = case.page("2014")
    page.row(0, ["Province", "Percent"])
    row = 1
    for code in ("stunting", None, "wasting"):
        page.put(row, 0, world.indicator_label(rng, code) if code else "Stray goats caught")
        if not code:
            case.expect("unknown_indicator", page, row, 0)
        row += 1
        for area in world.areas(rng, 4):
            value = world.percent(rng)
            page.row(row, [world.area_label(rng, area, "en"), value])
            if code:
                case.fact(page, row, 1, code, area, 2014, value)
            row += 1


@kind
def figures_twice_in_conflict(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=6, years=2)
    page = grid.page
    row = grid.top + 6
    page.put(row, 0, page.cells[grid.top + 1, 0])
    for col in range(2):
        value = page.cells[grid.top + 1, grid.left + col]
        page.put(row, grid.left + col, round(value * 0.7 + 3, 1))
        case.expect("duplicate", page, row, grid.left + col)
        case.expect("duplicate", page, grid.top + 1, grid.left + col)


@kind
def figures_twice_alike(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=6, years=2)
    page = grid.page
    code = case.facts[0].key[0]
    row = grid.top + 6
    page.put(row, 0, page.cells[grid.top + 1, 0])
    for col in range(2):
        value = page.cells[grid.top + 1, grid.left + col]
        page.put(row, grid.left + col, value)
        case.maybe(page, row, grid.left + col, code, grid.areas[1], grid.cols[col], value)
    case.tolerated.add("duplicate")


@kind
def out_of_bounds(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    row, col = grid.cell(rng.randrange(8), rng.randrange(3))
    grid.page.put(row, col, rng.choice((145.2, -3.0, 4512.0)))
    case.expect("out_of_range", grid.page, row, col)


@kind
def one_row_per_child(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.row(0, ["Name of child", "Date of birth", "Sex", "Province", "Height"])
    for place in range(12):
        page.row(
            1 + place,
            [
                f"{rng.choice(('Sok', 'Chan', 'Keo'))} {rng.choice(('Dara', 'Sophea', 'Vanna', 'Bopha'))}{'a' * place}",
                f"201{rng.randint(0, 9)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
                rng.choice("MF"),
                "Kandal",
                rng.randint(70, 120),
            ],
        )
    case.refused = True
    case.errors.append(("personal_data", page.name, "A1"))
    case.tolerated.add("personal_data")
