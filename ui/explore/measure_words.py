"""How measures of inequality are written: their numbers, units and weights, and where the formulas come from."""

from __future__ import annotations

from collections.abc import Mapping

from childrights import words
from childrights.catalogue import Indicator
from childrights.charts.arrange import UNDER_15
from childrights.equity import HANDBOOK, REVIEW, WORLD_BANK, Measure
from childrights.format import plain_number
from childrights.i18n import N_, Translator
from childrights.model import TOTAL
from ui import markup
from ui.page import Page

UNITS: Mapping[str, str] = {
    "points": N_("points"),
    "ratio": N_("times"),
    "percent": N_("per cent"),
    "thousandths": N_("thousandths"),
    "squared": N_("squared points"),
}
DECIMALS: Mapping[str, int] = {"ratio": 2, "index": 3}
WEIGHTS: Mapping[str, str] = {
    UNDER_15: N_("Places count by their children under 15 in the census of {year}."),
    TOTAL: N_("Places count by their people in the census of {year}."),
    "cases": N_("Groups count by their cases in the survey."),
    "equal": N_("All groups count alike: each is the same share of households."),
    "none": N_("The sizes of the groups are not known, so measures that need them are left out."),
}


def measure_number(indicator: Indicator, found: Measure, value: float, lang: str) -> str:
    """A value of a measure with as many decimals as it deserves."""
    return plain_number(value, DECIMALS.get(found.unit, max(indicator.decimals, 1)), lang)


def measure_unit(indicator: Indicator, found: Measure, t: Translator) -> str:
    """The unit of a measure; an index has none."""
    if found.unit == "index":
        return ""
    if found.unit == "squared" and indicator.unit != "percent":
        return t._("squared")
    return t._(UNITS[found.unit]) if found.unit in UNITS else words.unit(indicator, t)


def show_sources(page: Page) -> None:
    """Where the formulas come from, behind one line."""
    lines = "".join(markup.tag("p", source, "cr-note", lang="en") for source in (REVIEW, HANDBOOK, WORLD_BANK))
    markup.show(markup.disclosure(page.t._("Where the formulas come from"), lines), page.lang)
