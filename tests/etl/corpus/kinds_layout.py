"""Kinds of layout: everything here is readable, nothing is wrong."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import by_indicator, by_year, kind, long, not_women


@kind
def titles_and_footnotes(case: Case, rng: random.Random) -> None:
    page = case.page(rng.choice(("Sheet1", "Data", "Table 1")))
    page.put(0, 0, "Kingdom of Cambodia")
    page.put(1, 0, "Nation Religion King")
    page.put(2, 3, "Phnom Penh, 12 March 2024")
    grid = by_year(case, rng, page, row=4, left=rng.choice((0, 1)))
    below = grid.top + len(grid.areas) + 1
    for offset, note in enumerate(rng.sample(world.NOTES, 3)):
        page.put(below + offset, grid.left - 1, note)


@kind
def key_value_lines(case: Case, rng: random.Random) -> None:
    page = case.page()
    code, year = rng.choice(world.PERCENT), rng.randint(2008, 2020)
    page.row(0, ["Indicator:", world.indicator_label(rng, code)])
    page.row(1, ["Year:", year])
    page.row(2, ["Prepared by:", "M&E unit"])
    page.row(3, ["Date of report:", "03/02/2024"])
    page.row(5, ["No.", "Province", "Value", "Remarks"])
    for offset, area in enumerate(world.areas(rng, 7)):
        value = world.figure(rng, code)
        page.row(6 + offset, [offset + 1, world.area_label(rng, area, "en"), value, "checked" if offset % 2 else None])
        case.fact(page, 6 + offset, 2, code, area, year, value)


@kind
def stacked_with_gap(case: Case, rng: random.Random) -> None:
    page = case.page()
    codes = world.indicators(rng, 2)
    by_year(case, rng, page, code=codes[0], count=4)
    by_year(case, rng, page, code=codes[1], count=6, row=page.height + rng.choice((1, 2, 3)))


@kind
def stacked_without_gap(case: Case, rng: random.Random) -> None:
    page = case.page()
    codes = world.indicators(rng, 2)
    by_indicator(case, rng, page, codes=[codes[0]], year=2014, count=4)
    page.row(page.height, ["Province", f"{world.catalogue().indicators[codes[1]].short_name_en} 2015"])
    for area in world.areas(rng, 4):
        row, value = page.height, world.figure(rng, codes[1])
        page.row(row, [world.area_label(rng, area, "en"), value])
        case.fact(page, row, 1, codes[1], area, 2015, value)


@kind
def side_by_side(case: Case, rng: random.Random) -> None:
    page = case.page()
    codes = world.indicators(rng, 2)
    grid = by_year(case, rng, page, code=codes[0], count=5, years=2)
    by_year(case, rng, page, code=codes[1], count=rng.choice((3, 7)), years=2, left=grid.left + 2 + rng.choice((1, 2)))


@kind
def side_by_side_without_gap(case: Case, rng: random.Random) -> None:
    page = case.page()
    codes = world.indicators(rng, 2)
    names = [world.indicator_label(rng, code) for code in codes]
    page.row(0, ["Province", f"{names[0]} 2014", "Province", f"{names[1]} 2014"])
    lists = [world.areas(rng, 5), world.areas(rng, 5)]
    for place in range(5):
        for half, code in enumerate(codes):
            value = world.figure(rng, code)
            page.row(1 + place, [world.area_label(rng, lists[half][place], "en"), value], 2 * half)
            case.fact(page, 1 + place, 2 * half + 1, code, lists[half][place], 2014, value)


@kind
def half_beside_half(case: Case, rng: random.Random) -> None:
    """One list of 24 provinces printed as two halves beside each other."""
    page = case.page("Stunting 2014")
    areas = world.areas(rng, 24)
    page.row(0, ["No.", "Province", "%", None, "No.", "Province", "%"])
    for place, area in enumerate(areas):
        row, left = 1 + place % 12, 4 * (place // 12)
        value = world.percent(rng)
        page.row(row, [place + 1, world.area_label(rng, area, "en"), value], left)
        case.fact(page, row, left + 2, "stunting", area, 2014, value)


@kind
def page_breaks(case: Case, rng: random.Random) -> None:
    page = case.page()
    code, areas, row = rng.choice(world.PERCENT), world.areas(rng, 15), 1
    page.put(0, 0, f"{world.catalogue().indicators[code].name_en}, 2016")
    for place, area in enumerate(areas):
        if place % 5 == 0:
            page.row(row, ["No.", "Province", "Percent"])
            row += 1
        value = world.figure(rng, code)
        page.row(row, [place + 1, world.area_label(rng, area, "en"), value])
        case.fact(page, row, 2, code, area, 2016, value)
        row += 1


@kind
def sheet_per_province(case: Case, rng: random.Random) -> None:
    codes = world.indicators(rng, 3)
    names = [world.indicator_label(rng, code) for code in codes]
    for area in world.areas(rng, 4):
        page = case.page(world.area_label(rng, area, rng.choice(("en", "km")))[:31])
        page.row(0, ["Indicator", 2010, 2014])
        for place, code in enumerate(codes):
            page.put(1 + place, 0, names[place])
            for col, year in ((1, 2010), (2, 2014)):
                value = world.figure(rng, code)
                page.put(1 + place, col, value)
                case.fact(page, 1 + place, col, code, area, year, value)


@kind
def sheet_per_year(case: Case, rng: random.Random) -> None:
    codes = not_women(rng, 2)
    for year in (2012, 2013, 2014):
        page = case.page(rng.choice((str(year), f"Year {year}", f"Data_{year}")))
        page.row(0, ["Province", *(world.indicator_label(rng, code) for code in codes)])
        for place, area in enumerate(world.areas(rng, 6)):
            page.put(1 + place, 0, world.area_label(rng, area, "en"))
            for col, code in enumerate(codes, 1):
                value = world.figure(rng, code)
                page.put(1 + place, col, value)
                case.fact(page, 1 + place, col, code, area, year, value)


@kind
def year_in_file_name(case: Case, rng: random.Random) -> None:
    year = rng.randint(2006, 2022)
    case.file_name = rng.choice((f"child data {year}.xlsx", f"Provincial_Indicators_{year}_v2.xlsx", f"{year}.xlsx"))
    by_indicator(case, rng, year=year, title="Child indicators by province")


@kind
def sdmx_csv(case: Case, rng: random.Random) -> None:
    page = case.page("data")
    labelled = rng.random() < 0.5
    head = [
        "DATAFLOW",
        "REF_AREA",
        "INDICATOR",
        "SEX",
        "AGE",
        "WEALTH_QUINTILE",
        "RESIDENCE",
        "TIME_PERIOD",
        "OBS_VALUE",
        "UNIT_MULTIPLIER",
        "UNIT_MEASURE",
        "OBS_STATUS",
        "LOWER_BOUND",
        "UPPER_BOUND",
    ]
    if labelled:
        names = [
            "Dataflow",
            "Geographic area",
            "Indicator",
            "Sex",
            "Current age",
            "Wealth Quintile",
            "Residence",
            "Time period",
            "Observation Value",
            "Unit multiplier",
            "Unit of measure",
            "Observation Status",
            "Lower Bound",
            "Upper Bound",
        ]
        head = [f"{code}:{name}" for code, name in zip(head, names, strict=True)]
    page.row(0, head)

    def say(code: str, name: str) -> str:
        return f"{code}: {name}" if labelled else code

    row = 1
    for code in ("stunting", "wasting"):
        base = world.percent(rng)
        for sex, sdmx, name in (("female", "F", "Female"), ("male", "M", "Male"), ("total", "_T", "Total")):
            value = world.part(base, sex)
            page.row(
                row,
                [
                    "UNICEF:GLOBAL_DATAFLOW(1.0)",
                    say("KHM", "Cambodia"),
                    code,
                    say(sdmx, name),
                    say("_T", "Total"),
                    say("_T", "Total"),
                    say("_T", "Total"),
                    "2014",
                    str(value),
                    say("0", "Units"),
                    say("PCNT", "%"),
                    say("A", "Normal"),
                    str(round(value - 2, 1)),
                    str(round(value + 2, 1)),
                ],
            )
            case.fact(
                page, row, 8, code, "KH", 2014, value, sex=sex, lower=round(value - 2, 1), upper=round(value + 2, 1)
            )
            row += 1


@kind
def statcompiler(case: Case, rng: random.Random) -> None:
    page = case.page("Indicator Data")
    page.row(
        0,
        [
            "Country",
            "Survey",
            "Indicator",
            "Characteristic Category",
            "Characteristic Label",
            "Value",
            "Denominator (Unweighted)",
            "CI Low",
            "CI High",
        ],
    )
    groups = [
        ("Total", "Total", {}),
        ("Residence", "Urban", {"residence": "urban"}),
        ("Residence", "Rural", {"residence": "rural"}),
        ("Wealth quintile", "Lowest", {"wealth": "quintile_1"}),
        ("Wealth quintile", "Highest", {"wealth": "quintile_5"}),
        ("Region", "Kampong Cham", {"area": "KH03"}),
        ("Region", "Battambang/Pailin", {"area": "KH02+KH24"}),
    ]
    row = 1
    for year in (2010, 2014):
        base = world.percent(rng)
        for category, label, more in groups:
            group = more.get("residence") or more.get("wealth") or "total"
            value, size = world.part(base, group), rng.randint(60, 900)
            page.row(row, ["Cambodia", f"{year} DHS", "Stunting", category, label, value, size])
            dims = dict(more)
            area = dims.pop("area", "KH")
            area = "KH03+KH25" if area == "KH03" and year < 2014 else area
            case.fact(page, row, 5, "stunting", area, year, value, sample_size=size, **dims)
            row += 1


@kind
def hxl_tags(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.row(0, ["Khet", "Chhnam", "What", "Group", "How much"])
    page.row(1, ["#adm1+name", "#date+year", "#indicator+name", "#meta+sex", "#value"])
    row = 2
    for area in world.areas(rng, 5):
        for sex in ("female", "male"):
            value = world.percent(rng)
            page.row(row, [world.area_label(rng, area, "en"), 2014, "Stunting", sex, value])
            case.fact(page, row, 4, "stunting", area, 2014, value, sex=sex)
            row += 1


@kind
def column_numbers(case: Case, rng: random.Random) -> None:
    page = case.page()
    codes = world.indicators(rng, 3)
    page.put(0, 0, "Key indicators, 2018")
    page.row(1, ["ល.រ", "Province", *(world.indicator_label(rng, code) for code in codes)])
    page.row(2, rng.choice((["(1)", "(2)", "(3)", "(4)", "(5)"], [1, 2, 3, 4, 5])))
    for place, area in enumerate(world.areas(rng, 8)):
        page.row(3 + place, [place + 1, world.area_label(rng, area, "en")])
        for col, code in enumerate(codes, 2):
            value = world.figure(rng, code)
            page.put(3 + place, col, value)
            case.fact(page, 3 + place, col, code, area, 2018, value)


@kind
def numbers_without_header(case: Case, rng: random.Random) -> None:
    page = case.page("Wasting")
    page.row(0, [None, "Province", 2010, 2014])
    for place, area in enumerate(world.areas(rng, 9)):
        page.row(1 + place, [place + 1, world.area_label(rng, area, "en")])
        for col, year in ((2, 2010), (3, 2014)):
            value = world.percent(rng)
            page.put(1 + place, col, value)
            case.fact(page, 1 + place, col, "wasting", area, year, value)


@kind
def codes_and_two_languages(case: Case, rng: random.Random) -> None:
    page = case.page()
    code = rng.choice(world.PERCENT)
    page.row(0, ["Code", "Province", "ខេត្ត", f"{world.catalogue().indicators[code].short_name_en} 2014", "Remarks"])
    for place, area in enumerate(world.areas(rng, 10)):
        value = world.figure(rng, code)
        first = int(area[2:]) if case.seed % 2 else area
        page.row(1 + place, [first, world.area_label(rng, area, "en"), world.area_label(rng, area, "km"), value])
        page.put(1 + place, 4, rng.choice(("ok", "see annex", "ពិនិត្យរួច")))
        case.fact(page, 1 + place, 3, code, area, 2014, value)


@kind
def sample_sizes_and_intervals(case: Case, rng: random.Random) -> None:
    page = case.page()
    codes = world.indicators(rng, 2)
    page.put(0, 0, "CDHS 2014")
    page.row(
        1, ["Province", world.indicator_label(rng, codes[0]), None, None, None, world.indicator_label(rng, codes[1])]
    )
    page.merge(1, 1, 1, 4)
    page.merge(1, 5, 1, 8)
    page.row(2, [None, *(["%", "N", "Lower 95% CI", "Upper 95% CI"] * 2)])
    page.merge(1, 0, 2, 0)
    for place, area in enumerate(world.areas(rng, 6)):
        page.put(3 + place, 0, world.area_label(rng, area, "en"))
        for half, code in enumerate(codes):
            value, size = world.percent(rng), rng.randint(80, 700)
            low, high = round(value * 0.9, 1), round(min(value * 1.1, 99.9), 1)
            page.row(3 + place, [value, size, low, high], 1 + 4 * half)
            case.fact(page, 3 + place, 1 + 4 * half, code, area, 2014, value, sample_size=size, lower=low, upper=high)


@kind
def numerator_and_denominator(case: Case, rng: random.Random) -> None:
    page = case.page("birth_registration_u5")
    page.put(0, 0, "Birth registration, 2014")
    page.row(1, ["Province", "Numerator", "Denominator", "Percent"])
    for place, area in enumerate(world.areas(rng, 6)):
        whole = rng.randint(400, 900)
        part = rng.randint(100, whole)
        value = round(100 * part / whole, 1)
        page.row(2 + place, [world.area_label(rng, area, "en"), part, whole, value])
        case.fact(page, 2 + place, 3, "birth_registration_u5", area, 2014, value, numerator=part, denominator=whole)


@kind
def hidden_rows(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    grid.page.hidden_rows |= {grid.top + 2, grid.top + 3}
    # The figures hold, but rows that nobody sees are often withdrawn: told once.
    case.tolerated.add("no_table")


@kind
def hidden_sheet(case: Case, rng: random.Random) -> None:
    by_year(case, rng, code="stunting")
    page = case.page("old")
    page.hidden = True
    by_year(case, rng, page, code="wasting")
    case.tolerated.add("no_table")


@kind
def background_characteristics(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, "Table 10.1 Nutritional status of children, Cambodia DHS 2014")
    codes = ["stunting", "wasting"]
    page.row(2, ["Background characteristic", "Stunting", "Wasting", "Number of children"])
    lines: list[tuple[str, dict[str, str] | None]] = [
        ("Sex", None),
        ("Male", {"sex": "male"}),
        ("Female", {"sex": "female"}),
        ("Residence", None),
        ("Urban", {"residence": "urban"}),
        ("Rural", {"residence": "rural"}),
        ("Province", None),
        ("Banteay Meanchey", {"area": "KH01"}),
        ("Battambang/Pailin", {"area": "KH02+KH24"}),
        ("Phnom Penh", {"area": "KH12"}),
        ("Wealth quintile", None),
        ("Lowest", {"wealth": "quintile_1"}),
        ("Highest", {"wealth": "quintile_5"}),
    ]
    row = 3
    for text, dims in lines:
        page.put(row, 0, text)
        if dims is not None:
            known = dict(dims)
            area = known.pop("area", "KH")
            for col, code in enumerate(codes, 1):
                value = world.percent(rng)
                page.put(row, col, value)
                case.fact(page, row, col, code, area, 2014, value, **known)
            page.put(row, 3, rng.randint(100, 900))
        row += 1
    page.row(row + 1, ["Note: figures in brackets are based on few cases."])
    case.tolerated.add("unknown_indicator")


@kind
def provinces_with_sub_rows(case: Case, rng: random.Random) -> None:
    """A row of figures for each province, and under it the same split by sex."""
    page = case.page()
    code = not_women(rng, 1)[0]
    page.put(0, 0, f"{world.catalogue().indicators[code].short_name_en}")
    page.row(1, ["Province / sex", 2010, 2014])
    row = 2
    for area in world.areas(rng, 5):
        base = world.percent(rng)
        for text, sex in ((world.area_label(rng, area, "en"), "total"), ("  Male", "male"), ("  Female", "female")):
            page.put(row, 0, text)
            for col, year in ((1, 2010), (2, 2014)):
                value = world.part(base, sex)
                page.put(row, col, value)
                case.fact(page, row, col, code, area, year, value, sex=sex)
            row += 1


@kind
def pivot_with_blanks(case: Case, rng: random.Random) -> None:
    page = case.page()
    code = not_women(rng, 1)[0]
    page.row(0, ["Province", "Sex", "Year", world.indicator_label(rng, code)])
    row = 1
    for area in world.areas(rng, 5):
        for s, sex in enumerate(("female", "male")):
            for y, year in enumerate((2010, 2012, 2014)):
                value = world.percent(rng)
                page.row(
                    row,
                    [None if s or y else world.area_label(rng, area, "en"), None if y else sex.title(), year, value],
                )
                case.fact(page, row, 3, code, area, year, value, sex=sex)
                row += 1


@kind
def national_series(case: Case, rng: random.Random) -> None:
    page = case.page()
    code = rng.choice(world.PERCENT)
    page.put(0, 0, rng.choice(("Cambodia", "Cambodia: national figures", "ទូទាំងប្រទេស")))
    page.row(2, ["Year", world.indicator_label(rng, code)])
    for place, year in enumerate(range(2010, 2016)):
        value = world.figure(rng, code)
        page.row(3 + place, [year, value])
        case.fact(page, 3 + place, 1, code, "KH", year, value)


@kind
def national_row(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=7, style=rng.choice(("en", "km")))
    row = grid.top + len(grid.areas)
    code = case.facts[0].key[0]
    grid.page.put(row, 0, rng.choice(("Cambodia", "National", "កម្ពុជា", "ទូទាំងប្រទេស", "Whole country")))
    for place, year in enumerate(grid.cols):
        values = [f.value for f in case.facts if f.key[2] == year and f.value is not None]
        value = round(sum(values) / len(values), 1)
        grid.page.put(row, 1 + place, value)
        case.fact(grid.page, row, 1 + place, code, "KH", year, value)


@kind
def total_of_all_provinces(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, code="population_census", count=25, years=2)
    row = grid.top + 25
    grid.page.put(row, 0, rng.choice(("Total", "Grand total", "សរុប")))
    for place, year in enumerate(grid.cols):
        total = sum(f.value or 0 for f in case.facts if f.key[2] == year)
        grid.page.put(row, 1 + place, total)
        case.maybe(grid.page, row, 1 + place, "population_census", "KH", year, total)


@kind
def total_of_some_provinces(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, code="population_census", count=9, years=2)
    row = grid.top + 9
    grid.page.put(row, 0, rng.choice(("Total", "Sub-total", "សរុប", "Total (9 provinces)")))
    for place, year in enumerate(grid.cols):
        grid.page.put(row, 1 + place, sum(f.value or 0 for f in case.facts if f.key[2] == year))


@kind
def averages_ranks_targets(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=6, years=2)
    page, head = grid.page, grid.top - 1
    page.row(head, ["Change", "Rank", "Target 2025", "Average"], grid.left + 2)
    for place in range(6):
        row = grid.top + place
        page.row(row, [round(rng.uniform(-5, 5), 1), place + 1, 20.0, 33.3], grid.left + 2)
    page.row(grid.top + 6, [rng.choice(("Average", "Mean", "មធ្យម")), 30.1, 31.2])
    page.row(grid.top + 7, ["Minimum", 3.1, 3.2])
    page.row(grid.top + 8, ["Maximum", 93.1, 93.2])


@kind
def regional_subtotals(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, "Population by province, 2019")
    page.row(1, ["Province", "Population"])
    row, grand = 2, 0.0
    areas = world.areas(rng, 12)
    for start in range(0, 12, 4):
        part = 0.0
        for area in areas[start : start + 4]:
            value = world.figure(rng, "population_census")
            part += value
            page.row(row, [world.area_label(rng, area, "en"), value])
            case.fact(page, row, 1, "population_census", area, 2019, value)
            row += 1
        page.row(row, ["Sub-total", part])
        grand += part
        row += 1
    page.row(row, ["Grand total", grand])


@kind
def prose_and_empty_sheets(case: Case, rng: random.Random) -> None:
    read_me = case.page("Read me")
    read_me.put(0, 0, "This workbook holds the indicators of our province office.")
    read_me.put(2, 0, "Please send questions to the monitoring unit before 30 June 2024.")
    read_me.row(4, ["Version", 1.2])
    case.page("Empty")
    by_year(case, rng, case.page("Data"))


@kind
def cover_and_contents(case: Case, rng: random.Random) -> None:
    cover = case.page("Contents")
    cover.row(0, ["Table", "Title", "Page"])
    for place in range(4):
        cover.row(1 + place, [f"Table {place + 1}", rng.choice(("Nutrition", "Health", "Education")), place + 2])
    by_year(case, rng, case.page("Table 1"))
    case.tolerated.add("no_table")


@kind
def group_columns(case: Case, rng: random.Random) -> None:
    """Three header rows: indicator over year over sex."""
    page = case.page()
    codes, years, sexes = not_women(rng, 2), (2010, 2014), ("Male", "Female", "Total")
    merged = rng.random() < 0.5
    page.put(0, 0, "Province")
    col = 1
    for code in codes:
        page.put(0, col, world.indicator_label(rng, code))
        if merged:
            page.merge(0, col, 0, col + 5)
        for year in years:
            page.put(1, col, year)
            if merged:
                page.merge(1, col, 1, col + 2)
            for sex in sexes:
                page.put(2, col, sex)
                for place, area in enumerate(AREAS):
                    value = world.part(20.5 + 5 * place + year % 10, sex.lower())
                    page.put(3 + place, col, value)
                    case.fact(page, 3 + place, col, code, area, year, value, sex=sex.lower())
                col += 1
    for place, area in enumerate(AREAS):
        page.put(3 + place, 0, world.area_label(rng, area, "en"))


AREAS = ("KH01", "KH05", "KH12", "KH21")


@kind
def centred_headers(case: Case, rng: random.Random) -> None:
    """Years written over the middle one of three columns, nothing merged."""
    page = case.page("Stunting")
    page.put(1, 0, "Province")
    for block, year in enumerate((2010, 2014)):
        page.put(0, 2 + 3 * block, year)
        page.row(1, ["Male", "Female", "Both sexes"], 1 + 3 * block)
    for place, area in enumerate(AREAS):
        page.put(2 + place, 0, world.area_label(rng, area, "en"))
        base = world.percent(rng)
        for col in range(1, 7):
            sex = ("male", "female", "total")[(col - 1) % 3]
            value = world.part(base, sex)
            page.put(2 + place, col, value)
            case.fact(page, 2 + place, col, "stunting", area, 2010 if col < 4 else 2014, value, sex=sex)


@kind
def blank_lines_inside(case: Case, rng: random.Random) -> None:
    """Blank rows between groups of provinces and a narrow blank column between groups of years."""
    page = case.page("Underweight")
    page.row(0, ["Province", 2005, 2010, None, 2014])
    row = 1
    for place, area in enumerate(world.areas(rng, 9)):
        if place and place % 3 == 0:
            row += 1
        page.put(row, 0, world.area_label(rng, area, "en"))
        for col, year in ((1, 2005), (2, 2010), (4, 2014)):
            value = world.percent(rng)
            page.put(row, col, value)
            case.fact(page, row, col, "underweight", area, year, value)
        row += 1


@kind
def labels_on_the_right(case: Case, rng: random.Random) -> None:
    """A long table whose columns stand in an odd order."""
    page = case.page()
    page.row(0, ["Value", "Indicator", "Unit", "Year", "Province", "Remarks"])
    row = 1
    for area in world.areas(rng, 5):
        for code in ("stunting", "wasting", "infant_mortality_10y"):
            value = world.figure(rng, code)
            unit = "per 1,000 live births" if code.startswith("infant") else rng.choice(("%", "percent"))
            page.row(
                row,
                [
                    value,
                    world.catalogue().indicators[code].short_name_en,
                    unit,
                    2014,
                    world.area_label(rng, area, "en"),
                ],
            )
            case.fact(page, row, 0, code, area, 2014, value)
            row += 1


@kind
def headings_name_indicators(case: Case, rng: random.Random) -> None:
    page = case.page("2014")
    codes = world.indicators(rng, 3)
    page.row(0, ["", "Urban", "Rural", "Total"])
    row = 1
    for code in codes:
        page.put(row, 0, world.indicator_label(rng, code))
        page.merge(row, 0, row, 3)
        row += 1
        for area in world.areas(rng, 4):
            page.put(row, 0, world.area_label(rng, area, "en"))
            base = world.figure(rng, code)
            for col, residence in ((1, "urban"), (2, "rural"), (3, "total")):
                value = world.part(base, residence)
                page.put(row, col, value)
                case.fact(page, row, col, code, area, 2014, value, residence=residence)
            row += 1


@kind
def merged_provinces(case: Case, rng: random.Random) -> None:
    page = case.page()
    codes = world.indicators(rng, 3)
    names = [world.indicator_label(rng, code) for code in codes]
    page.row(0, ["Province", "Indicator", 2010, 2014])
    row = 1
    for area in world.areas(rng, 5):
        page.put(row, 0, world.area_label(rng, area, "en"))
        if case.seed % 2:
            page.merge(row, 0, row + 2, 0)
        for name, code in zip(names, codes, strict=True):
            page.put(row, 1, name)
            for col, year in ((2, 2010), (3, 2014)):
                value = world.figure(rng, code)
                page.put(row, col, value)
                case.fact(page, row, col, code, area, year, value)
            row += 1


@kind
def chart_helper(case: Case, rng: random.Random) -> None:
    """A copy of one column kept beside the table for a chart: the same figures twice."""
    grid = by_year(case, rng, count=5, years=2)
    page = grid.page
    code = case.facts[0].key[0]
    left = grid.left + 4
    page.row(grid.top - 1, ["Province", grid.cols[1]], left)
    for place, area in enumerate(grid.areas):
        page.row(grid.top + place, [page.cells[grid.top + place, 0], page.cells[grid.top + place, grid.left + 1]], left)
        case.maybe(
            page, grid.top + place, left + 1, code, area, grid.cols[1], page.cells[grid.top + place, grid.left + 1]
        )
    case.tolerated.add("duplicate")


@kind
def school_years_and_eras(case: Case, rng: random.Random) -> None:
    page = case.page("Drop-out")
    style = case.seed % 4
    labels = {
        0: ["2016-17", "2017-18"],
        1: ["SY2016/17", "SY2017/18"],
        2: ["2016/2017", "2017/2018"],
        3: ["២០១៦-២០១៧", "២០១៧-២០១៨"],
    }
    page.put(0, 0, "Dropout primary")
    page.row(1, ["Province", *labels[style]])
    for place, area in enumerate(world.areas(rng, 6)):
        page.put(2 + place, 0, world.area_label(rng, area, "en"))
        for col in (1, 2):
            value = world.percent(rng)
            page.put(2 + place, col, value)
            case.fact(page, 2 + place, col, "dropout_primary", area, (2015 + col, 2016 + col), value)


@kind
def buddhist_years(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.row(0, ["ខេត្ត", "ឆ្នាំ", "ក្រិន"])
    row = 1
    for area in world.areas(rng, 5):
        for year in (2010, 2014):
            value = world.percent(rng)
            page.row(row, [world.area_label(rng, area, "km"), f"ព.ស. {year + 543}", value])
            case.fact(page, row, 2, "stunting", area, year, value)
            row += 1


@kind
def long_with_everything(case: Case, rng: random.Random) -> None:
    long(case, rng, codes=not_women(rng, 2), sexes=True)


@kind
def missing_marks(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    code = case.facts[0].key[0]
    for place in range(4):
        row, col = grid.cell(place, place % 3)
        mark = rng.choice(("-", "–", "…", "..", "n/a", "NA", "គ្មាន"))
        case.forget(grid.page, [(row, col)])
        grid.page.put(row, col, mark)
        case.maybe(grid.page, row, col, code, grid.areas[place], grid.cols[place % 3], None)
    row, col = grid.cell(5, 1)
    case.forget(grid.page, [(row, col)])
    del grid.page.cells[row, col]


@kind
def suppressed_and_small(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    code = case.facts[0].key[0]
    for place, text in enumerate(("*", "(23.4)", "34.5*")):
        row, col = grid.cell(place, 0)
        case.forget(grid.page, [(row, col)])
        grid.page.put(row, col, text)
        value = {"*": None, "(23.4)": 23.4, "34.5*": 34.5}[text]
        case.fact(grid.page, row, col, code, grid.areas[place], grid.cols[0], value)


@kind
def numbers_as_text(case: Case, rng: random.Random) -> None:
    style = case.seed % 4
    grid = by_year(case, rng, count=8)
    for (row, col), value in list(grid.page.cells.items()):
        if row >= grid.top and col >= grid.left and isinstance(value, float):
            text = f"{value:.1f}"
            if style == 1:
                text = text.replace(".", ",")
            elif style == 2:
                text = text.translate({ord(str(n)): chr(0x17E0 + n) for n in range(10)})
            elif style == 3:
                text += "%"
            grid.page.put(row, col, text)


@kind
def percent_formats(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, count=8)
    for (row, col), value in list(grid.page.cells.items()):
        if row >= grid.top and col >= grid.left and isinstance(value, float):
            grid.page.put(row, col, round(value / 100, 4), "0.0%")


@kind
def spelling_variants(case: Case, rng: random.Random) -> None:
    by_year(case, rng, count=12, style="alias")
