"""Kinds of mess as provincial officers hand them in: counts beside rates, captions, codes, regions, odd totals."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import kind


@kind
def count_and_rate(case: Case, rng: random.Random) -> None:
    """Registered, children under five, per cent: one measure; one row does not add up."""
    page = case.page()
    page.put(0, 0, "Birth registration of children under five, 2019")
    page.row(2, ["Province", "Children registered", "Children under 5", "% registered"])
    chosen = world.areas(rng, 6)
    wrong = rng.randrange(6)
    for place, area in enumerate(chosen):
        below = rng.randint(200, 900)
        above = rng.randint(120, below)
        rate = round(above / below * 100, 1)
        row = 3 + place
        page.row(row, [world.area_label(rng, area, "en"), above, below, rate - 9 if place == wrong else rate])
        if place == wrong:
            case.expect("total_mismatch", page, row, 3)
        else:
            more = {"numerator": float(above), "denominator": float(below)}
            case.fact(page, row, 3, "birth_registration_u5", area, 2019, rate, **more)


@kind
def group_column_beside_another_thing(case: Case, rng: random.Random) -> None:
    """A column "Children under 5" beside one nobody knows is not an age group of the title's indicator."""
    page = case.page()
    page.put(0, 0, "Stunting 2019 (%)")
    page.row(2, ["Province", "Health centres visited", "Children under 5"])
    for place, area in enumerate(world.areas(rng, 5)):
        page.row(3 + place, [world.area_label(rng, area, "en"), rng.randint(5, 40), rng.randint(30, 90)])
    case.expect("unknown_indicator", page, 2, 1)
    case.expect("unknown_indicator", page, 2, 2)


@kind
def quartiles(case: Case, rng: random.Random) -> None:
    """Q1 to Q4 under "Quartile" are quartiles; without a word nobody knows what they are."""
    page = case.page()
    said = rng.random() < 0.5
    page.put(0, 0, "Stunting, Cambodia 2014")
    page.row(1, ["Wealth quartile" if said else "Wealth group", "%"])
    base = world.percent(rng)
    for step in range(1, 5):
        page.row(1 + step, [f"Q{step}", base + step])
        if said:
            case.fact(page, 1 + step, 1, "stunting", "KH", 2014, base + step, wealth=f"quartile_{step}")
        else:
            case.expect("unknown_category", page, 1 + step, 0)


@kind
def interval_in_one_cell(case: Case, rng: random.Random) -> None:
    """The confidence interval written as text in a column of its own, or behind the figure."""
    page = case.page()
    own = rng.random() < 0.5
    page.put(0, 0, "Wasting 2014")
    page.row(1, ["Province", "%", "95% CI"] if own else ["Province", "% (95% CI)"])
    for place, area in enumerate(world.areas(rng, 5)):
        value = world.percent(rng)
        low, high = round(value - 2.1, 1), round(value + 2.3, 1)
        told = rng.choice((f"{low} - {high}", f"({low}–{high})", f"{low} to {high}"))
        name = world.area_label(rng, area, "en")
        page.row(2 + place, [name, value, told] if own else [name, f"{value} ({low}-{high})"])
        case.fact(page, 2 + place, 1, "wasting", area, 2014, value, lower=low, upper=high)


@kind
def nothing_said(case: Case, rng: random.Random) -> None:
    """Neither indicator nor year: both are asked for at once."""
    page = case.page()
    page.row(0, ["Province", "Value"])
    for place, area in enumerate(world.areas(rng, 5)):
        page.row(1 + place, [world.area_label(rng, area, "en"), world.percent(rng)])
    case.expect("unknown_indicator", page, 0, 1)
    case.expect("unknown_year", page, 0, 0)


@kind
def province_before_its_split(case: Case, rng: random.Random) -> None:
    """Kampong Cham before 2014 is today's Kampong Cham and Tboung Khmum together."""
    page = case.page()
    page.row(0, ["Province", "Underweight 2010", "Underweight 2016"])
    for row, (name, areas) in enumerate(
        [("Kampong Cham", ("KH03+KH25", "KH03")), ("Tboung Khmum", ("", "KH25")), ("Takeo", ("KH21", "KH21"))], 1
    ):
        page.put(row, 0, name)
        for place, (area, year) in enumerate(zip(areas, (2010, 2016), strict=True), 1):
            if area:
                value = world.percent(rng)
                page.put(row, place, value)
                case.fact(page, row, place, "underweight", area, year, value)


@kind
def code_that_disagrees(case: Case, rng: random.Random) -> None:
    """Codes beside names: one row with another province's code is an error at that row; a running number is not."""
    page = case.page()
    page.put(0, 0, "Youth literacy 2019 (%)")
    page.row(1, ["Code", "Province", "%"])
    running = rng.random() < 0.5
    chosen = rng.sample([f"KH{n:02d}" for n in range(5, 26)], 8)
    wrong = rng.randrange(8)
    for place, area in enumerate(chosen):
        value = world.percent(rng)
        code = place + 1 if running else int(area[2:])
        if place == wrong and not running:
            code = 2
        page.row(2 + place, [code, world.area_label(rng, area, "en"), value])
        if place == wrong and not running:
            case.expect("unknown_area", page, 2 + place, 1)
        else:
            case.fact(page, 2 + place, 2, "youth_literacy", area, 2019, value)


@kind
def caption_over_its_own_words(case: Case, rng: random.Random) -> None:
    """ "Residence" over Urban and Rural, "Sex" over Male and Female, then a column for all."""
    page = case.page()
    page.put(0, 0, "Stunting 2014 (%)")
    page.row(1, ["Province", "Residence", None, "Sex", None, "Total"])
    page.row(2, ["Urban", "Rural", "Male", "Female"], 1)
    page.merge(1, 1, 1, 2)
    page.merge(1, 3, 1, 4)
    page.merge(1, 5, 2, 5)
    page.merge(1, 0, 2, 0)
    groups = [{"residence": "urban"}, {"residence": "rural"}, {"sex": "male"}, {"sex": "female"}, {}]
    for place, area in enumerate(world.areas(rng, 6)):
        base = world.percent(rng)
        page.put(3 + place, 0, world.area_label(rng, area, "en"))
        for col, group in enumerate(groups, 1):
            value = world.part(base, next(iter(group.values()), ""))
            page.put(3 + place, col, value)
            case.fact(page, 3 + place, col, "stunting", area, 2014, value, **group)


@kind
def groups_under_the_country(case: Case, rng: random.Random) -> None:
    """Cambodia, Urban, Rural, then provinces, in one column of places."""
    page = case.page("Data")
    page.put(0, 0, "Stunting 2014 (%)")
    page.row(1, ["Area", "%"])
    base = world.percent(rng)
    for row, (name, group) in enumerate([("Cambodia", ""), ("Urban", "urban"), ("Rural", "rural")], 2):
        value = world.part(base, group)
        page.row(row, [name, value])
        case.fact(page, row, 1, "stunting", "KH", 2014, value, **({"residence": group} if group else {}))
    for row, area in enumerate(world.areas(rng, 5), 5):
        value = round(base + rng.uniform(-4, 4), 1)
        page.row(row, [world.area_label(rng, area, "en"), value])
        case.fact(page, row, 1, "stunting", area, 2014, value)


@kind
def of_which_female(case: Case, rng: random.Random) -> None:
    """Total and "of which female", the commonest layout of counts; the file's name says female too."""
    case.file_name = "of_which_female.xlsx"
    page = case.page()
    word = rng.choice(("of which female", "o/w female", "Of which: girls", "ក្នុងនោះស្រី", "Female"))
    page.put(0, 0, "Population 2019")
    page.row(1, ["Province", "Total", word])
    for row, area in enumerate(world.areas(rng, 6), 2):
        total = float(rng.randint(90_000, 900_000))
        page.row(row, [world.area_label(rng, area, "en"), total, round(total * 0.51)])
        case.fact(page, row, 1, "population_census", area, 2019, total)
        case.fact(page, row, 2, "population_census", area, 2019, float(round(total * 0.51)), sex="female")


@kind
def women_beside_men(case: Case, rng: random.Random) -> None:
    """An indicator about women, split by sex all the same: "Female" is not everybody."""
    page = case.page()
    page.put(0, 0, "Child marriage (before 18) 2014 (%)")
    page.row(1, ["Province", "Female", "Male"])
    for row, area in enumerate(world.areas(rng, 5), 2):
        pair = (world.percent(rng), world.percent(rng))
        page.row(row, [world.area_label(rng, area, "en"), *pair])
        for col, sex in enumerate(("female", "male")):
            case.fact(page, row, 1 + col, "child_marriage_18", area, 2014, pair[col], sex=sex)


@kind
def code_behind_the_name(case: Case, rng: random.Random) -> None:
    """ "Takeo (21)", "21 Takeo", "21. Takeo" are Takeo; "Takeo (20)" is a question."""
    page = case.page()
    page.put(0, 0, "Stunting 2019 (%)")
    page.row(1, ["Province", "%"])
    how = rng.choice(("{name} ({code})", "{code} {name}", "{number}. {name}", "{name} - {code}"))
    chosen = world.areas(rng, 6)
    for row, area in enumerate(chosen, 2):
        name, value = world.area_label(rng, area, "en"), world.percent(rng)
        page.row(row, [how.format(name=name, code=area[2:], number=int(area[2:])), value])
        case.fact(page, row, 1, "stunting", area, 2019, value)
    page.row(8, ["Kandal (20)", 33.3])
    case.expect("unknown_area", page, 8, 0)


@kind
def pivot_table(case: Case, rng: random.Random) -> None:
    """A pivot table as the spreadsheet program leaves it."""
    page = case.page()
    page.row(2, ["Sum of Population", "Column Labels"])
    page.row(3, ["Row Labels", 2008, 2019, "Grand Total"])
    sums = [0.0, 0.0]
    for row, area in enumerate(world.areas(rng, 5), 4):
        pair = [float(rng.randint(90_000, 900_000)) for _ in range(2)]
        page.row(row, [world.area_label(rng, area, "en"), *pair, sum(pair)])
        sums = [a + b for a, b in zip(sums, pair, strict=True)]
        for col, year in enumerate((2008, 2019)):
            case.fact(page, row, 1 + col, "population_census", area, year, pair[col])
    page.row(9, ["Grand Total", *sums, sum(sums)])


@kind
def regions_between(case: Case, rng: random.Random) -> None:
    """Rows of zones between the provinces: nobody's province, reported at their own cell."""
    page = case.page()
    page.put(0, 0, "Wasting 2014 (%)")
    page.row(1, ["Province", "%"])
    row = 2
    for zone in ("Tonle Sap", "Coastal", "Plateau and Mountain"):
        page.row(row, [zone, world.percent(rng)])
        case.expect("unknown_area", page, row, 0)
        row += 1
        for area in world.areas(rng, 3):
            if any(fact.key[1] == area for fact in case.facts):
                continue
            value = world.percent(rng)
            page.row(row, [world.area_label(rng, area, "en"), value])
            case.fact(page, row, 1, "wasting", area, 2014, value)
            row += 1


@kind
def national_said_twice(case: Case, rng: random.Random) -> None:
    """The country's row and a "Total" that says it again: no problem, whatever the provinces shown are."""
    page = case.page()
    page.put(0, 0, "Stunting 2014 (%)")
    page.row(1, ["Province", "%"])
    for row, area in enumerate(world.areas(rng, 4), 2):
        value = round(rng.uniform(40, 44), 1)
        page.row(row, [world.area_label(rng, area, "en"), value])
        case.fact(page, row, 1, "stunting", area, 2014, value)
    page.row(6, [rng.choice(("Whole country", "Cambodia", "ទូទាំងប្រទេស")), 32.4])
    case.fact(page, 6, 1, "stunting", "KH", 2014, 32.4)
    page.row(7, [rng.choice(("Total", "សរុប")), 32.4])
