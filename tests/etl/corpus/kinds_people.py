"""Kinds in which words over, below or beside a table say whose figures they are: of a part of the people, or not."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import by_indicator, kind

PARTS = (
    "our 350 beneficiary families",
    "children in our partner schools",
    "12 target villages",
    "garment workers",
    "families served by Sunrise",
    "sponsored children",
    "pupils of the evening school",
    "households with a loan",
    "គ្រួសារទទួលផលរបស់យើង",
    "កុមារក្នុងសាលាដៃគូ",
    "ភូមិគោលដៅចំនួន ១២",
    "អ្នកចូលរួមវគ្គបណ្តុះបណ្តាល",
)
MAKERS = (
    "Hope for Children: annual report",
    "Provincial Department of Women's Affairs",
    "World Vision monitoring data",
    "Sunrise Cambodia, baseline survey",
    "Child Rights Coalition Cambodia, tables for the alternative report",
    "Draft for the meeting of the working group",
    "របាយការណ៍ប្រចាំឆ្នាំស្តីពីសិទ្ធិកុមារ",
    "មន្ទីរសង្គមកិច្ចខេត្ត",
)
PROJECTS = (
    "Child Protection Project – Phase II",
    "Project:|Safe Childhood",
    "Safe Childhood Project",
    "Project: Bright Future",
    "Sunrise programme",
    "PROTECT project, annual report",
    "គម្រោងការពារកុមារ",
    "គម្រោង៖|កុមារភាព",
    "Initiative for children",
)
PROGRAMMES = (
    "National Social Protection Programme",
    "World Food Programme: children",
    "Expanded Programme on Immunization",
    "Ministry of Health, programme of vaccination",
    "UN Development Programme",
)
NOTES = (
    "Note: only pupils of our 12 partner schools",
    "* Data from 8 communes per province",
    "Source: beneficiary database",
    "Not representative of the province",
    "សម្គាល់៖ តែភូមិគោលដៅប៉ុណ្ណោះ",
    "Note: figures refer to project districts",
)
ORDINARY_NOTES = (
    "Source: CDHS, National Institute of Statistics",
    "Note: figures in brackets are based on 25-49 unweighted cases",
    "Compiled by the secretariat of NGO CRC",
    "Note: percentages may not add up because of rounding",
    "ប្រភព៖ អង្កេតប្រជាសាស្ត្រ និងសុខភាពកម្ពុជា",
    "Note: children are persons under 18 years of age",
)


@kind
def title_of_a_part_of_the_people(case: Case, rng: random.Random) -> None:
    """A title that says whose figures they are: one question for the whole table, nothing is read."""
    part = rng.choice(PARTS)
    place = by_indicator(
        case, rng, title=f"Situation among {part}, 2021" if part.isascii() else f"{part} ២០២១", year=2021
    )
    case.facts.clear()
    case.expect("unknown_category", place.page, 0, 0)


@kind
def title_of_a_project(case: Case, rng: random.Random) -> None:
    """A title or a line of the form that names only a project: whose figures these are is asked once."""
    name = rng.choice(PROJECTS)
    page = case.page()
    key, _, rest = name.partition("|")
    page.row(0, [key, rest or None])
    by_indicator(case, rng, page, title="", year=2021, row=1)
    page.put(1, 0, "2021")
    case.facts.clear()
    case.expect("unknown_category", page, 0, 0)


@kind
def title_of_a_national_programme(case: Case, rng: random.Random) -> None:
    """A programme of the State or the United Nations, or a report on one, says nothing of whose figures they are."""
    page = case.page()
    page.put(0, 0, rng.choice(PROGRAMMES))
    by_indicator(case, rng, page, year=2021, row=1)


@kind
def title_of_everybody_by_somebody(case: Case, rng: random.Random) -> None:
    """Who made a table, in which report: nothing of the sort limits whom it is about."""
    by_indicator(case, rng, title=f"{rng.choice(MAKERS)} 2021", year=2021)


@kind
def note_of_a_part_of_the_people(case: Case, rng: random.Random) -> None:
    """The same in a line below the table."""
    place = by_indicator(case, rng, title="Child indicators 2021", year=2021)
    page = place.page
    page.put(page.height + 1, 0, rng.choice(NOTES))
    case.facts.clear()
    case.expect("unknown_category", page, 2, 1)


@kind
def note_about_the_making(case: Case, rng: random.Random) -> None:
    """Notes about sources, roundings and small samples are about all figures and about nobody in particular."""
    page = by_indicator(case, rng, title="Child indicators 2021", year=2021).page
    for note in rng.sample(ORDINARY_NOTES, 2):
        page.put(page.height + 1, 0, note)


@kind
def remark_about_some_rows(case: Case, rng: random.Random) -> None:
    """A remark beside one row holds for that row alone."""
    page = case.page()
    page.row(0, ["Province", "Stunting 2014", "Remarks"])
    for row, area in enumerate(world.areas(rng, 6), 1):
        value = world.percent(rng)
        remark = "target communes only" if row == 3 else rng.choice(("checked", "preliminary", "as last year", None))
        page.row(row, [world.area_label(rng, area, "en"), value, remark])
        if row == 3:
            case.expect("unknown_category", page, row, 2)
        else:
            case.fact(page, row, 1, "stunting", area, 2014, value)


@kind
def sheet_of_a_part_of_the_people(case: Case, rng: random.Random) -> None:
    """The name of a sheet is the only place that tells whose figures they are."""
    page = case.page(rng.choice(("Beneficiaries", "Partner schools", "Project villages", "Our clients", "អ្នកទទួលផល")))
    by_indicator(case, rng, page, title="Child indicators 2021", year=2021)
    case.facts.clear()
    case.expect("unknown_category", page, 2, 1)
