"""A birth certificate in words, in the language of a translator: what was done to the figure and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.catalogue import Observation, load_programmes, programme_words
from childrights.certificate.birth import Certificate
from childrights.i18n import N_, Translator
from childrights.language import format_number, plain_number
from childrights.statistics import unweighted_cases

STEPS: Mapping[str, str] = {
    "read": N_("Read from the published file, cell {cell}."),
    "understood": N_(
        "Read from sheet “{sheet}”, cell {cell}, of a member's workbook, in the unit that the sheet names."
    ),
    "quoted": N_("Quoted from a publication, and compared with it by the steward."),
    "corrected": N_("Corrected by the steward: the copy that was published here was wrong."),
    "added_up": N_("Added up from parts that were published."),
    "divided": N_("Worked out from two published counts: {numerator} of {denominator}."),
    "converted": N_("Brought to the unit of the indicator."),
    "joined": N_("Worked out from published figures."),
    "modelled": N_("Estimated by the publisher's model, neither counted nor asked."),
    "bracketed": N_("In brackets, because it is based on 25 to 49 cases."),
    "too_few_cases": N_("Not shown, because the survey asked too few people for it to be reliable."),
    "not_given": N_("Left empty, because the publisher gives no value: its weighted number of cases is under 25."),
    "hidden": N_("Hidden, because a small count could point to a child."),
}
UNCHANGED = N_("Nothing was changed.")
JUDGED: Mapping[str, str] = {
    "published": N_("The publisher gives a {level} % interval: {bounds}."),
    "samples": N_(
        "The 95 % interval is about {bounds}: worked out here from {cases} cases, assuming a design effect of {effect}."
    ),
    "complete": N_("A count or register, without sampling: any difference is one, as far as the records go."),
    "modelled": N_(
        "A modelled estimate without a published interval: whether it changed is judged with an uncertainty that is "
        "assumed here for models. It is never compared with counted figures."
    ),
    "rule": N_(
        "The source gives no interval. Whether this national figure changed is judged by a cautious rule, "
        "which may miss a true change."
    ),
    "unknown": N_(
        "The source gives neither an interval nor the number of cases: this figure is never called different "
        "from others and never ranked."
    ),
    "none": N_("There is no value to judge."),
}


def done(found: Certificate, t: Translator) -> tuple[str, ...]:
    """Every step between the cell and the screen, one sentence each."""
    one = found.observation
    filled = {"cell": one.cell, "sheet": one.sheet, "numerator": _count(one.numerator, t)}
    filled["denominator"] = _count(one.denominator, t)
    sentences = [t._(STEPS[step]).format(**filled) for step in found.steps]
    return (*sentences, t._(UNCHANGED)) if found.steps == ("read",) else tuple(sentences)


def _count(value: float | None, t: Translator) -> str:
    return plain_number(value, 0, t.lang) if value is not None else ""


def sure(found: Certificate, t: Translator) -> str:
    """How it is judged whether the figure differs from another."""
    one, interval = found.observation, found.interval
    bounds = effect = level = ""
    if interval is not None:
        ends = (format_number(end, found.indicator, t.lang) for end in (interval.lower, interval.upper))
        bounds = "–".join(ends)
        effect = plain_number(interval.design_effect or 1, 1, t.lang)
        level = plain_number(100 * interval.level, 0, t.lang)
    cases = plain_number(unweighted_cases(one) or 0, 0, t.lang)
    return t._(JUDGED[found.judged_by]).format(bounds=bounds, cases=cases, effect=effect, level=level)


def survey(found: Certificate, t: Translator) -> str:
    """Which survey, census, register or model gave the figure, and where it was inferred, from what."""
    one = found.observation
    programme, said = load_programmes().get(one.programme), programme_words(one, t.lang)
    if programme is None:
        return ""
    named = programme.name(t.lang) if said in ("", programme.short(t.lang)) else f"{said} – {programme.name(t.lang)}"
    row = found.round
    if row is None or row.basis != "inferred":
        return named
    inferred = t._("{survey} (inferred: {why})") if t.lang == "en" else t._("{survey} (inferred)")
    return inferred.format(survey=named, why=row.why)


def exactly(one: Observation, found: Certificate, t: Translator) -> str:
    """The value with every decimal that is kept, when the shown one is rounded; else empty."""
    if one.value is None or round(one.value, found.indicator.decimals) == one.value:
        return ""
    decimals = len(f"{one.value:.9f}".rstrip("0").partition(".")[2])
    return plain_number(one.value, decimals, t.lang)
