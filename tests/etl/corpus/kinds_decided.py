"""Kinds with a decision or a memory beside the file: each answers its one question, and nothing that the file denies."""

from __future__ import annotations

import random
from typing import Any

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import by_year, kind

WORDINGS = ("Blue kites", "Line 4b of our frame", "Kites in the sky", "ខ្លែងពណ៌ខៀវ", "Aim 2, step 1 kites")
DENIED = (
    ("{} (number)", "missing_unit"),
    ("No. of {}", "missing_unit"),
    ("{} per 1,000", "missing_unit"),
    ("{} Q1", "unknown_year"),
    ("{}, January-June", "unknown_year"),
    ("{} target", "unknown_year"),
    ("{} since 2010", "unknown_year"),
    ("{} (projected)", "unknown_year"),
    ("{} ឆមាសទី១", "unknown_year"),
    ("{} rank", "unknown_indicator"),
    ("Change in {}", "unknown_indicator"),
    ("Households with {}", "unknown_indicator"),
    ("{} in Kep district", "unknown_area"),
    ("{} among our beneficiaries", "unknown_category"),
)
KEPT = (("{} – girls", "sex", "female"), ("Rural {}", "residence", "rural"), ("{} (boys)", "sex", "male"))
NEUTRAL = (
    "Coverage rate",
    "%",
    "Rate",
    "Total",
    "Value",
    "Number",
    "Coverage (%)",
    "Percentage",
    "Indicator 4",
    "Results",
    "អត្រា",
    "ភាគរយ",
    "ចំនួន",
    "សរុប",
    "តម្លៃ",
    "អត្រាគ្របដណ្តប់",
    "លទ្ធផល",
)
OTHERS = (
    "Wasting by province",
    "Rates per 1,000",
    "Number of children reached",
    "Households interviewed, by province",
    "Basic sanitation (JMP estimate) by province",
    "ភាពស្គមស្គាំងតាមខេត្ត",
    "Money spent (USD)",
)
PLAIN = ("%", "Rate", "Value", "Percentage", "អត្រា", "ភាគរយ", "តម្លៃ")
NAMES = ("Stunting", "Birth registration", "Violent discipline", "Piped water")
CODES = ("stunting", "birth_registration_u5", "violent_discipline", "piped_water_households")


def mapped(
    case: Case, rng: random.Random, label: str, *, title: str = "", code: str = "", sheet: str = "Sheet1", **groups: Any
) -> tuple[Any, str]:
    """Provinces down a column of one year, headed by a label that nothing explains; the cell of the label."""
    page, code, row = case.page(sheet), code or rng.choice(CODES), 0
    if title:
        page.put(0, 0, title)
        row = 2
    year = rng.randint(2010, 2020)
    page.row(row, ["Province", "Year", label])
    for offset, area in enumerate(world.areas(rng, 6), 1):
        value = world.percent(rng)
        page.row(row + offset, [world.area_label(rng, area, "en"), year, value])
        case.fact(page, row + offset, 2, code, area, year, value, **groups)
    return page, code


@kind
def wording_mapped(case: Case, rng: random.Random) -> None:
    """A label that a person mapped, with the groups that it names besides."""
    wording, (form, dimension, group) = rng.choice(WORDINGS), rng.choice((*KEPT, ("{}", "", "")))
    label = form.format(wording)
    _, code = mapped(case, rng, label, **({dimension: group} if dimension else {}))
    case.decided = {"indicators": {label: code}}


@kind
def wording_mapped_against_its_words(case: Case, rng: random.Random) -> None:
    """A label that says a unit, a part of a year, a plan, a place, a population besides what it was mapped to."""
    form, code = rng.choice(DENIED)
    label = form.format(rng.choice(WORDINGS[:3]))
    page, indicator = mapped(case, rng, label)
    case.decided = {"indicators": {label: indicator}}
    case.facts.clear()
    case.expect(code, page, 0, 2)


@kind
def year_decided_against_the_title(case: Case, rng: random.Random) -> None:
    """A year that was decided where the title tells another, a part of one or a plan."""
    page = case.page()
    page.put(
        0,
        0,
        rng.choice(NAMES) + rng.choice((", 2012", ", first quarter 2024", ", target 2024", ", first half of 2024")),
    )
    page.row(2, ["Province", "Value"])
    for row, area in enumerate(world.areas(rng, 5), 3):
        page.row(row, [world.area_label(rng, area, "en"), world.percent(rng)])
    case.decided = {"year": 2024}
    case.expect("unknown_year", page, 0, 0)


@kind
def place_decided_against_its_name(case: Case, rng: random.Random) -> None:
    """A row that names another province, a district or a region than the one decided for it."""
    grid = by_year(case, rng, years=1, code=rng.choice(CODES))
    row = rng.randrange(len(grid.areas))
    others = ("Battambang", "Battambang and Pailin") if not {"KH02", "KH24"} & {*grid.areas} else ()
    label = rng.choice(("Thma Koul district", "Eastern region", "ស្រុកថ្មគោល", *others))
    grid.page.put(grid.top + row, grid.left - 1, label)
    case.decided = {"areas": {label: "KH14" if grid.areas[row] != "KH14" else "KH10"}}
    case.forget(grid.page, [grid.cell(row)])
    case.expect("unknown_area", grid.page, grid.top + row, grid.left - 1)
    case.tolerated = {"unknown_area"}


@kind
def read_as_before(case: Case, rng: random.Random) -> None:
    """A wording that the member confirmed before, in another year: read, and told once by a warning."""
    wording = rng.choice(WORDINGS)
    page, code = mapped(case, rng, f"{wording} {rng.choice(('', '(%)'))}".strip())
    case.remembered = {str(page.cells[0, 2]): code, "Something else": "wasting"}
    case.errors.append(("unknown_indicator", page.name, "C1"))


@kind
def memory_against_the_file(case: Case, rng: random.Random) -> None:
    """A title, a header or a unit that says otherwise than what the member confirmed before."""
    wording, how = rng.choice(WORDINGS[:3]), rng.randrange(3)
    label, title = wording, "Child indicators"
    if how == 0:
        title = rng.choice(OTHERS)
    elif how == 1:
        label = rng.choice([form for form, code in DENIED if code != "unknown_category"]).format(wording)
    _, code = mapped(case, rng, label, title=title, sheet="Wasting" if how == 2 else "Sheet1", code="stunting")
    case.remembered = {label: code}
    case.facts.clear()
    case.tolerated = {"unknown_indicator", "missing_unit", "unknown_year", "unknown_area", "unknown_category"}


@kind
def neutral_word_remembered(case: Case, rng: random.Random) -> None:
    """ "Coverage rate", "%", "សរុប": in an older ledger they may be remembered, and mean something else in every file."""
    label = rng.choice(NEUTRAL)
    _, code = mapped(case, rng, label, code="stunting")
    case.remembered, case.places = {label: code}, {label: "KH05"}
    case.facts.clear()
    case.tolerated = {"unknown_indicator", "missing_unit", "unknown_area", "no_table"}


@kind
def neutral_word_under_a_title(case: Case, rng: random.Random) -> None:
    """The same below a title that names the indicator: the title is read, whatever was remembered."""
    label = rng.choice(PLAIN)
    mapped(case, rng, label, title="Wasting by province", code="wasting")
    case.remembered = {label: "stunting"}
