"""Names and figures to draft workbooks from: indicators, provinces in many spellings, years, groups."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from childrights.catalogue.catalogue import load_catalogue
from geo.provinces import load_provinces

PERCENT = (
    "stunting",
    "wasting",
    "underweight",
    "birth_registration_u5",
    "child_marriage_18",
    "basic_water_jmp",
    "basic_sanitation_jmp",
    "dropout_primary",
    "youth_literacy",
    "violent_discipline",
    "piped_water_households",
)
COUNTS = ("population_census", "population_0_17_wpp2019")
RATES = ("infant_mortality_10y", "neonatal_mortality_10y", "adolescent_fertility_survey")

#: Names that say less than their series: a member's safe water is nobody's JMP estimate, an IMR may be of any period.
GENERAL = {
    "basic_water_jmp": ("Safe water", "improved water", "WASH water", "ទឹកស្អាត"),
    "basic_sanitation_jmp": ("Improved sanitation", "toilet access", "WASH sanitation", "អនាម័យ"),
    "child_multidimensional_deprivation": ("child poverty", "Child poverty rate"),
    "poverty_national_line": ("Poverty rate", "poverty headcount", "អត្រាភាពក្រីក្រ"),
    "youth_literacy": ("អក្ខរកម្ម",),
    "dropout_lower_secondary": ("Dropout", "Drop-out rate", "អត្រាបោះបង់ការសិក្សា"),
    "neonatal_mortality_10y": ("NMR", "Neonatal mortality rate", "មរណភាពទារកទើបកើត"),
    "under5_mortality_5y": ("U5MR", "Under five mortality rate", "Child mortality"),
    "under5_mortality_10y": ("មរណភាពកុមារអាយុក្រោម៥ឆ្នាំ",),
    "adolescent_fertility_survey": ("ASFR 15-19",),
    "population_0_17_wpp2019": ("child population", "Population 0-17"),
    "out_of_school_primary_admin": ("Out-of-school children", "OOSC"),
    "completion_primary_survey": ("Primary completion rate", "Primary completion"),
    "rci_children_mapped": ("Children in RCI", "Residential care"),
    "dtp3_coverage_survey": ("DTP3", "Penta3"),
}

SEX = {
    "female": ("Female", "Girls", "F", "female", "ស្រី", "FEMALE"),
    "male": ("Male", "Boys", "M", "male", "ប្រុស", "MALE"),
    "total": ("Total", "Both sexes", "Total", "total", "សរុប", "TOTAL"),
}
RESIDENCE = {
    "urban": ("Urban", "ទីក្រុង", "urban"),
    "rural": ("Rural", "ជនបទ", "rural"),
    "total": ("Total", "សរុប", "Total"),
}
WEALTH = {
    "quintile_1": ("Poorest", "Lowest", "Quintile 1"),
    "quintile_2": ("Second", "Second", "Quintile 2"),
    "quintile_3": ("Middle", "Middle", "Quintile 3"),
    "quintile_4": ("Fourth", "Fourth", "Quintile 4"),
    "quintile_5": ("Richest", "Highest", "Quintile 5"),
}
GROUPS = {"sex": SEX, "residence": RESIDENCE, "wealth": WEALTH}
HEADERS = {
    "area": ("Province", "Provinces", "ខេត្ត", "Province name", "Area", "រាជធានី-ខេត្ត", "Province/City"),
    "period": ("Year", "ឆ្នាំ", "Period", "Reference year", "Survey year"),
    "indicator": ("Indicator", "សូចនាករ", "Indicator name", "Indicators"),
    "sex": ("Sex", "ភេទ", "Gender"),
    "residence": ("Residence", "Area type", "Urban/Rural"),
    "wealth": ("Wealth quintile", "Wealth index", "Quintile"),
    "value": ("Value", "OBS_VALUE", "តម្លៃ", "Result"),
}
NOTES = (
    "Source: Provincial Department of Planning",
    "Note: figures are provisional until the annual meeting.",
    "ប្រភព: មន្ទីរផែនការខេត្ត",
    "* Preliminary",
    "Prepared by: M&E unit",
    "Source: Cambodia Demographic and Health Survey",
)


@cache
def catalogue() -> Any:
    """The real catalogue."""
    return load_catalogue()


@cache
def provinces() -> Any:
    """The real provinces."""
    return load_provinces()


def indicators(rng: random.Random, count: int, pool: tuple[str, ...] = PERCENT) -> list[str]:
    """Some indicator codes."""
    return rng.sample(pool, count)


def indicator_label(rng: random.Random, code: str) -> str:
    """One of the ways an officer writes an indicator."""
    known = catalogue().indicators[code]
    choices = [code, known.name_en, known.short_name_en, known.name_km, *known.aliases_en[:1]]
    label = rng.choice([c for c in choices if c and not _shared(c, code) and c not in GENERAL.get(code, ())])
    if known.unit == "percent" and rng.random() < 0.3:
        label += rng.choice((" (%)", " (percent)", ", %"))
    return label


@cache
def _shared(label: str, code: str) -> bool:
    """Whether another indicator goes by the same words."""
    wanted = label.casefold()
    for other in catalogue().indicators.values():
        if other.code != code and wanted in (
            w.casefold()
            for w in (other.name_en, other.short_name_en, other.name_km, *other.aliases_en, *other.aliases_km)
        ):
            return True
    return False


def areas(rng: random.Random, count: int) -> list[str]:
    """Some province codes in order; Kampong Cham, of which Tboung Khmum was a part before 2014, only among all."""
    known = sorted(provinces())
    return known if count == len(known) else sorted(rng.sample([code for code in known if code != "KH03"], count))


def area_label(rng: random.Random, code: str, style: str = "") -> str:
    """One of the ways an officer writes a province; ``style`` fixes it for a whole column."""
    known = provinces()[code]
    style = style or rng.choice(("en", "en", "km", "alias", "prefix", "code"))
    if style == "km":
        return known.name_km
    if style == "alias" and known.aliases:
        return rng.choice([a for a in known.aliases if len(a) > 4] or [known.name_en])
    if style == "prefix":
        return rng.choice((f"{known.name_en} Province", f"ខេត្ត{known.name_km}"))
    if style == "code":
        return known.code
    return known.name_en


def group_label(rng: random.Random, dimension: str, code: str, style: int) -> str:
    """A group's word; ``style`` picks one vocabulary for a whole table."""
    words = GROUPS[dimension][code]
    return words[style % len(words)]


def percent(rng: random.Random) -> float:
    """A percentage with one decimal, clearly not a proportion."""
    return round(rng.uniform(8.0, 92.0), 1)


def figure(rng: random.Random, code: str) -> float:
    """A plausible figure of an indicator."""
    unit = catalogue().indicators[code].unit
    if unit == "number":
        return float(rng.randint(3_000, 900_000))
    if unit == "per_1000":
        return float(rng.randint(8, 120))
    return percent(rng)


_SHIFTS = {
    "female": 1.1,
    "male": -1.3,
    "urban": -2.1,
    "rural": 1.7,
    "quintile_1": 2.9,
    "quintile_2": 1.4,
    "quintile_3": 0.2,
    "quintile_4": -1.1,
    "quintile_5": -2.6,
}


def part(base: float, group: str) -> float:
    """The figure of a group when that of all is ``base``: parts lie on both sides of their total."""
    return round(base + _SHIFTS.get(group, 0.0), 1)
