"""Kinds in which a file says more than its figures: units stated twice, conditions in odd columns, counts beside rates."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import kind


@kind
def unit_said_twice(case: Case, rng: random.Random) -> None:
    """A line, a title or a note that says per 1,000 over a column headed "%": nobody knows which is right."""
    page = case.page()
    page.put(0, 0, "Stunting 2014")
    line = rng.choice(("Unit: per 1,000", "ឯកតា៖ ក្នុង ១០០០", "Unit: per 1000 children", "Note: figures are per 1,000"))
    page.put(1, 0, line)
    page.row(2, ["Province", "%"])
    for row, area in enumerate(world.areas(rng, 5), 3):
        page.row(row, [world.area_label(rng, area, "en"), world.percent(rng)])
    case.expect("missing_unit", page, 1, 0)


@kind
def unit_line_that_agrees(case: Case, rng: random.Random) -> None:
    """The same unit said twice, or a note about something else, is no contradiction."""
    page = case.page()
    page.put(0, 0, "Stunting 2014 (%)")
    page.put(
        1,
        0,
        rng.choice(("Unit: %", "Unit: Percent", "ឯកតា៖ ភាគរយ", "Number of households: 1,200", "Response rate: 97%")),
    )
    page.row(2, ["Province", "%"])
    for row, area in enumerate(world.areas(rng, 5), 3):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value])
        case.fact(page, row, 1, "stunting", area, 2014, value)


@kind
def condition_in_a_column(case: Case, rng: random.Random) -> None:
    """A column nobody asked for says whom the figures are about: a part is not the whole; "All" is."""
    page = case.page()
    pairs = (
        ("Ethnicity:", "Khmer"),
        ("Livelihood", "Fishing"),
        ("Target population", "Garment workers"),
        ("Scope", "Project villages only"),
        ("Shift", "Morning"),
        ("Population", "Refugees"),
        ("Status", "Migrants"),
    )
    header, part = rng.choice(pairs)
    page.row(0, ["Province", header, "Stunting 2014"])
    for row, area in enumerate(world.areas(rng, 6), 1):
        value, whole = world.percent(rng), header != "Status" and rng.random() < 0.3
        page.row(row, [world.area_label(rng, area, "en"), "All" if whole else part, value])
        if whole:
            case.fact(page, row, 2, "stunting", area, 2014, value)
        else:
            case.expect("unknown_category", page, row, 1)


@kind
def columns_about_the_making(case: Case, rng: random.Random) -> None:
    """Who collected, from where, checked by whom: no condition, no problem."""
    page = case.page()
    pairs = (
        ("Collected by", "M&E unit"),
        ("Data source", "CDHS"),
        ("Enumerator", "Team A"),
        ("Method", "household survey"),
        ("Verified", "yes"),
        ("Status", "Final"),
        ("Coverage", "Whole province"),
        ("Data quality", "good"),
    )
    (left, one), (right, other) = rng.sample(pairs, 2)
    page.row(0, ["Province", left, "Stunting 2014", right])
    for row, area in enumerate(world.areas(rng, 6), 1):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), one, value, other])
        case.fact(page, row, 2, "stunting", area, 2014, value)


@kind
def disaggregation_in_two_columns(case: Case, rng: random.Random) -> None:
    """ "Disaggregation" and its value: Total/All is everybody, Sex/Female is not."""
    page = case.page()
    headers = rng.choice(
        (("Disaggregation", "Disaggregation value"), ("Breakdown", "Group"), ("Dimension", "Category"))
    )
    everybody = rng.choice((("Total", "All"), ("Total", "Total"), ("None", "None"), ("Total", None)))
    groups = [everybody, ("Sex", "Female"), ("Sex", "Male"), ("Residence", "Urban"), ("Residence", "Rural")]
    page.row(0, ["Province", *headers, "Year", "Stunting (%)"])
    row = 1
    for area in world.areas(rng, 3):
        base = world.percent(rng)
        for kind_of_group, name in groups:
            known = {"Female": "sex", "Male": "sex", "Urban": "residence", "Rural": "residence"}.get(name or "")
            code = (name or "").casefold() if known else ""
            value = world.part(base, code)
            page.row(row, [world.area_label(rng, area, "en"), kind_of_group, name, 2014, value])
            case.fact(page, row, 4, "stunting", area, 2014, value, **({known: code} if known else {}))
            row += 1


@kind
def count_of_those_asked(case: Case, rng: random.Random) -> None:
    """ "Number of children" beside a percentage is its sample; "weighted" or "under 5" its denominator."""
    page = case.page()
    header, name = rng.choice(
        (
            ("Number of children", "sample_size"),
            ("Number of children measured", "sample_size"),
            ("Number of children (weighted)", "denominator"),
            ("Number of children under 5", "denominator"),
        )
    )
    page.put(0, 0, "Stunting 2014")
    page.row(1, ["Province", rng.choice(("%", "Stunting (%)")), header])
    for row, area in enumerate(world.areas(rng, 6), 2):
        value, asked = world.percent(rng), rng.randint(150, 900)
        page.row(row, [world.area_label(rng, area, "en"), value, asked])
        case.fact(page, row, 1, "stunting", area, 2014, value, **{name: asked})


@kind
def figure_over_merged_provinces(case: Case, rng: random.Random) -> None:
    """One figure merged over the provinces of a survey area is the area's; over others it is asked about."""
    page = case.page()
    page.put(0, 0, "Stunting 2014 (%)")
    page.row(1, ["Province", "%"])
    blocks = [("KH02", "KH24"), ("KH07", "KH23"), ("KH08",), ("KH14", "KH20"), ("KH21",)]
    rng.shuffle(blocks)
    row = 2
    for block in blocks:
        value = world.percent(rng)
        page.put(row, 1, value)
        page.merge(row, 1, row + len(block) - 1, 1)
        if block == ("KH14", "KH20"):
            case.expect("ambiguous_number", page, row, 1)
        else:
            case.fact(page, row, 1, "stunting", "+".join(block), 2014, value)
        for area in block:
            page.put(row, 0, world.area_label(rng, area, "en"))
            row += 1


@kind
def general_name_of_a_named_series(case: Case, rng: random.Random) -> None:
    """A member's safe water is not the JMP estimate: asked, in a header, a title or a row, with its neighbours read."""
    page = case.page()
    code = rng.choice(sorted(world.GENERAL))
    name = rng.choice(world.GENERAL[code])
    areas = world.areas(rng, 5)
    where = rng.choice(("header", "title", "row"))
    if where == "header":
        page.row(0, ["Province", f"{name} 2014", "Stunting 2014"])
        case.expect("unknown_indicator", page, 0, 1)
    elif where == "title":
        page.put(0, 0, f"{name} by province, 2014")
        page.row(1, ["Province", "Value"])
        case.expect("unknown_indicator", page, 0, 0)
    else:
        page.row(0, ["Indicator", "Province", 2014])
    for place, area in enumerate(areas):
        label, value = world.area_label(rng, area, "en"), world.percent(rng)
        if where == "header":
            page.row(1 + place, [label, world.figure(rng, code), value])
            case.fact(page, 1 + place, 2, "stunting", area, 2014, value)
        elif where == "title":
            page.row(2 + place, [label, world.figure(rng, code)])
        else:
            page.row(1 + 2 * place, ["Wasting", label, value])
            page.row(2 + 2 * place, [name, label, world.figure(rng, code)])
            case.fact(page, 1 + 2 * place, 2, "wasting", area, 2014, value)
            case.expect("unknown_indicator", page, 2 + 2 * place, 0)


@kind
def general_name_with_its_source(case: Case, rng: random.Random) -> None:
    """The same name where a note, a title, the sheet's name or the label itself names whose series it is."""
    code, name, source = rng.choice(
        (
            ("basic_water_jmp", "Safe water", "JMP"),
            ("basic_sanitation_jmp", "Improved sanitation", "JMP"),
            ("child_multidimensional_deprivation", "Child poverty", "MODA"),
            ("dtp3_coverage_survey", "DTP3", "CDHS"),
            ("open_defecation_jmp", "OD", "JMP"),
            ("mcv2_coverage_wuenic", "Measles second dose", "WHO/UNICEF"),
            ("out_of_school_primary_admin", "OOS primary", "EMIS"),
            ("skilled_birth_attendance_cdhs", "SBA", "CDHS"),
        )
    )
    where = rng.choice(("note", "title", "sheet", "label"))
    page = case.page(source.replace("/", "-") if where == "sheet" else "Sheet1")
    page.put(0, 0, f"Figures of {source} by province" if where == "title" else "Figures by province")
    page.row(1, ["Province", f"{name} ({source})" if where == "label" else name])
    page.put(0, 1, 2014)
    for row, area in enumerate(world.areas(rng, 5), 2):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value])
        case.fact(page, row, 1, code, area, 2014, value)
    if where == "note":
        page.put(8, 0, f"Source: {source}")
