"""What may be asked of a topic at all: which places and groups it could be split by, and which it never should."""

from __future__ import annotations

from childrights.catalogue import Catalogue, Indicator
from geo.areas import COUNTRY

NATIONAL_MATTERS = frozenset(
    {
        "education_share_spending", "health_share_spending", "co_recommendations_progress", "nhri_status",
        "core_indicator_availability", "child_protection_law_stage",
    }
)  # fmt: skip
"""Topics about laws, budgets and bodies of the whole country: provinces and groups do not apply."""
ABOUT_PLACES = frozenset(
    {
        "primary_schools_water", "primary_schools_toilets", "primary_schools_disability_adapted",
        "trained_teachers_primary", "care_inspection", "communes_child_participation",
    }
)  # fmt: skip
"""Topics that count schools, teachers, institutions and communes: groups of children do not apply."""
ABOUT_WOMEN = frozenset({"adolescent_births", "skilled_birth", "intimate_partner_violence_12m"})
"""Topics about women and girls alone: a split by sex does not apply."""
OF_HOUSEHOLDS = frozenset({"water", "sanitation", "poverty"})
"""What a household shares: girls and boys of one home have the same, so that a split by sex does not apply."""


def kept_national(topic: str, catalogue: Catalogue) -> bool:
    """Whether figures below the national level would show single children and are never published."""
    members = catalogue.topics[topic].members
    return any(catalogue.indicators[member].sensitivity == "case_data_suppress" for member in members)


def group_applies(topic: str, dimension: str) -> bool:
    """Whether a split of ``topic`` by a dimension of the model makes sense."""
    if topic in NATIONAL_MATTERS | ABOUT_PLACES:
        return False
    return dimension != "sex" or topic not in ABOUT_WOMEN | OF_HOUSEHOLDS


def silence(indicator: Indicator, place: str, *, published: bool) -> str:
    """Which kind of nothing it is when there is no figure for ``place``, where no survey says otherwise.

    ``published`` says whether there is any figure at all: only then something may be hidden.
    """
    if place != COUNTRY and indicator.topic in NATIONAL_MATTERS:
        return "not_applicable"
    if published and place != COUNTRY and indicator.sensitivity == "case_data_suppress":
        return "suppressed"
    return "not_collected"
