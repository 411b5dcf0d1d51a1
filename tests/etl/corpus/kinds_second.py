"""Kinds found by looking for what an officer might do next: sheets on their side, quarters, torn headers, plans."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import kind


@kind
def lying_on_its_side(case: Case, rng: random.Random) -> None:
    """The fields go down the first column and every figure has a column of its own."""
    page = case.page()
    page.row(0, ["Province", *(["Takeo"] * 3), *(["Kandal"] * 3)])
    page.row(1, ["Year", *([2010, 2014, 2015] * 2)])
    page.row(2, ["Indicator", *(["Stunting"] * 6)])
    page.put(3, 0, rng.choice(("Value", "តម្លៃ")))
    for col in range(1, 7):
        value = world.percent(rng)
        page.put(3, col, value)
        case.fact(page, 3, col, "stunting", "KH21" if col < 4 else "KH08", (2010, 2014, 2015)[(col - 1) % 3], value)


@kind
def quarters_look_like_quintiles(case: Case, rng: random.Random) -> None:
    """Q1 to Q4 under a year are quarters, under "Wealth quartile" quartiles, with a fifth quintiles."""
    page = case.page()
    over = rng.choice((2014, "Wealth quartile", "Wealth quintile"))
    steps = 5 if over == "Wealth quintile" else 4
    page.put(0, 0, "Stunting" if over == 2014 else "Stunting 2014")
    page.row(1, ["Province", over])
    page.merge(1, 1, 1, steps)
    page.row(2, [f"Q{step}" for step in range(1, steps + 1)], 1)
    for step in range(1, steps + 1):
        if over == 2014:
            case.expect("unknown_year", page, 2, step)
    for row, area in enumerate(world.areas(rng, 5), 3):
        page.put(row, 0, world.area_label(rng, area, "en"))
        for step in range(1, steps + 1):
            value = world.percent(rng)
            page.put(row, step, value)
            if over != 2014:
                case.fact(page, row, step, "stunting", area, 2014, value, wealth=f"{str(over)[7:]}_{step}")


@kind
def blank_row_inside_the_header(case: Case, rng: random.Random) -> None:
    """An empty row between the names and their units tears no header apart."""
    page = case.page("2014")
    page.row(0, ["Province", "Stunting", "Infant mortality rate"])
    page.row(2, ["(%)", "(per 1,000 live births)"], 1)
    for row, area in enumerate(world.areas(rng, 6), 3):
        pair = (world.percent(rng), float(rng.randint(15, 90)))
        page.row(row, [world.area_label(rng, area, "en"), *pair])
        for col, code in enumerate(("stunting", "infant_mortality_10y"), 1):
            case.fact(page, row, col, code, area, 2014, pair[col - 1])


@kind
def years_of_plans_and_decrees(case: Case, rng: random.Random) -> None:
    """The years of a plan, a law or a letter's number are not those of the figures."""
    page = case.page()
    said = rng.random() < 0.5
    page.put(
        0,
        0,
        rng.choice(
            (
                "National Action Plan 2017-2021",
                "No. 2016/045 MoWA",
                "Law on Statistics 2005",
                "ផែនការយុទ្ធសាស្ត្រ ២០១៩-២០២៣",
                "Founded 1995",
            )
        ),
    )
    page.put(1, 0, "Stunting 2014" if said else "Stunting")
    page.row(2, ["Province", "%"])
    for row, area in enumerate(world.areas(rng, 5), 3):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value])
        if said:
            case.fact(page, row, 1, "stunting", area, 2014, value)
    if not said:
        case.expect("unknown_year", page, 1, 0)


@kind
def more_in_the_name_of_a_place(case: Case, rng: random.Random) -> None:
    """ "Kampot (rural)" and "Takeo (2010)" say two things; "Kandal?" is a doubt."""
    page = case.page()
    page.put(0, 0, "Stunting 2014")
    page.row(1, ["Province", "%"])
    rows = [
        ("Kampot (rural)", "KH07", 2014, {"residence": "rural"}),
        ("Kampot - urban", "KH07", 2014, {"residence": "urban"}),
        ("Takeo (2010)", "KH21", 2010, {}),
        ("Pursat", "KH15", 2014, {}),
    ]
    rng.shuffle(rows)
    for row, (name, area, year, more) in enumerate(rows, 2):
        value = world.percent(rng)
        page.row(row, [name, value])
        case.fact(page, row, 1, "stunting", area, year, value, **more)
    page.row(6, ["Kandal?", 25.5])
    case.expect("unknown_area", page, 6, 0)


@kind
def count_and_share_in_one_cell(case: Case, rng: random.Random) -> None:
    """ "120 (30.1)" under "n (%)" holds two figures and is not passed over."""
    page = case.page()
    page.put(0, 0, "Stunting 2014")
    page.row(1, ["Province", "n (%)"])
    for row, area in enumerate(world.areas(rng, 4), 2):
        page.row(row, [world.area_label(rng, area, "en"), f"{rng.randint(100, 400)} ({world.percent(rng)})"])
        case.expect("not_a_number", page, row, 1)


@kind
def unit_that_is_none(case: Case, rng: random.Random) -> None:
    """A unit column that counts households says that the figure is not the indicator's."""
    page = case.page()
    page.row(0, ["Province", "Indicator", "Unit", "2019"])
    wrong = rng.randrange(5)
    for place, area in enumerate(world.areas(rng, 5)):
        value = float(rng.randint(40_000, 900_000))
        unit = "households" if place == wrong else rng.choice(("persons", "Number", "នាក់"))
        page.row(1 + place, [world.area_label(rng, area, "en"), "Census population", unit, value])
        if place == wrong:
            case.expect("missing_unit", page, 1 + place, 2)
        else:
            case.fact(page, 1 + place, 3, "population_census", area, 2019, value)


@kind
def small_counts_with_thousands(case: Case, rng: random.Random) -> None:
    """ "10,000" among counts of tens is ten thousand, not ten."""
    page = case.page()
    page.put(0, 0, "Population 2019")
    page.row(1, ["Age group", "Number"])
    for row, (age, text, value) in enumerate(
        [
            ("0-4", "45", 45),
            ("5-9", "10,000", 10_000),
            ("10-14", "1,204", 1_204),
            ("15-19", "30", 30),
            ("20-24", "12", 12),
        ],
        2,
    ):
        page.row(row, [age, text])
        case.fact(page, row, 1, "population_census", "KH", 2019, float(value), age=age)
    page.put(0, 0, "Population, Cambodia 2019")
    case.tolerated.add("out_of_range")


@kind
def page_footers(case: Case, rng: random.Random) -> None:
    """A page number between two pages, and a header said again without its last column."""
    page = case.page()
    page.put(0, 0, "Stunting 2014")
    page.row(1, ["Province", "%", "Remarks"])
    row = 2
    for place, area in enumerate(world.areas(rng, 8)):
        if place == 4:
            page.put(row, 0, rng.choice(("Page 1", "ទំព័រ ១", "Page 1 of 2")))
            page.row(row + 1, ["Province", "%"])
            row += 2
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value, rng.choice((None, "checked"))])
        case.fact(page, row, 1, "stunting", area, 2014, value)
        row += 1


@kind
def title_for_a_part(case: Case, rng: random.Random) -> None:
    """A line above or below says whom the figures are about: not everybody. Letterheads say nothing of the kind."""
    page = case.page()
    part = rng.random() < 0.6
    line = (
        ("Project districts only", "Indigenous children", "Children of garment workers", "Target villages")
        if part
        else (
            "Ministry of Women's Affairs",
            "Association for Indigenous Children",
            "Children under five",
            "Cambodia",
            "Rural Development Programme",
            "Department of Women's Affairs",
            "Sampled households: 1,200",
        )
    )
    page.put(0, 0, "Stunting 2014 (%)")
    page.put(1, 0, rng.choice(line))
    page.row(2, ["Province", "%"])
    for row, area in enumerate(world.areas(rng, 5), 3):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value])
        if not part:
            case.fact(page, row, 1, "stunting", area, 2014, value)
    if part:
        case.expect("unknown_category", page, 1, 0)
