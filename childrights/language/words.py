"""Codes in words: units, groups, statuses, reasons and directions, in the language of a translator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import (
    DIMENSIONS,
    TOTAL,
    WEIGHTED,
    WOMEN_15_49,
    Group,
    Indicator,
    Observation,
    Source,
    programme_words,
)
from childrights.i18n import N_, Translator
from childrights.language.format import figure, format_number, interval, period, plain_number
from childrights.language.texts import told_text
from childrights.statistics import Direction, RankChance, unweighted_cases

UNITS: Mapping[str, str] = {
    "percent": N_("per cent"),
    "per_1000": N_("per 1,000"),
    "per_100000": N_("per 100,000"),
    "number": N_("number"),
    "ratio": N_("ratio"),
    "index": N_("index, 0 to 1"),
    "per_woman": N_("births per woman"),
    "years": N_("years"),
    "category": N_("stage"),
}
BARE_UNITS = ("percent", "number", "category", "ratio", "index")
"""Units whose figure stands alone in a sentence: its sign, the noun or the name of the measure says the rest."""
STATUSES: Mapping[str, str] = {
    "small_sample": N_("small sample: use with caution"),
    "provisional": N_("provisional"),
    "modelled": N_("modelled estimate"),
    "derived": N_("derived from published figures"),
    "too_few_cases": N_("too few cases to be reliable"),
    "not_given": N_("left out by the publisher"),
    "suppressed": N_("hidden to protect children"),
    "not_collected": N_("not collected"),
    "not_applicable": N_("not applicable"),
}
REASONS: Mapping[str, str] = {
    "not_collected": N_("Not collected"),
    "outside_survey": N_("Outside this survey"),
    "too_few_cases": N_("Too few cases to be reliable"),
    "not_given": N_("Left out by the publisher"),
    "suppressed": N_("Hidden to protect children"),
    "not_applicable": N_("Not applicable"),
    "overlap": N_("Part of another area that is drawn"),
    "other_borders": N_("Other borders"),
    "not_joined": N_("Cannot be joined"),
}
DIMENSION_NAMES: Mapping[str, str] = {
    "sex": N_("Sex"),
    "age": N_("Age"),
    "residence": N_("Town or country"),
    "wealth": N_("Household wealth"),
    "disability": N_("Disability"),
}
GROUPS: Mapping[str, str] = {
    "female": N_("Female"),
    "male": N_("Male"),
    "urban": N_("Urban"),
    "rural": N_("Rural"),
    "quintile_1": N_("Poorest fifth"),
    "quintile_2": N_("Second fifth"),
    "quintile_3": N_("Middle fifth"),
    "quintile_4": N_("Fourth fifth"),
    "quintile_5": N_("Richest fifth"),
    "quartile_1": N_("Poorest quarter"),
    "quartile_2": N_("Second quarter"),
    "quartile_3": N_("Third quarter"),
    "quartile_4": N_("Richest quarter"),
    "with_disability": N_("With a disability"),
    "without_disability": N_("Without a disability"),
}
SOURCE_TYPES: Mapping[str, str] = {
    "survey": N_("household survey"),
    "administrative": N_("administrative records"),
    "census": N_("census"),
    "modelled": N_("modelled estimate"),
    "derived": N_("derived"),
    "case_data": N_("case records"),
}
TRUSTS: Mapping[str, str] = {
    "high": N_("Official or United Nations"),
    "good": N_("Research or agency release"),
    "secondary": N_("Quoted by press or NGO"),
    "verify": N_("Quotation to be verified"),
}
PASSING_ON: Mapping[str, str] = {
    "yes": N_("May be passed on with its citation."),
    "ask": N_("Ask the publisher before passing it on."),
    "no": N_("Not to be passed on before it is verified."),
}
BREAKS: Mapping[str, str] = {
    "boundary": N_("Tboung Khmum became a province of its own"),
    "definition": N_("Definition changed"),
    "modelled": N_("Modelled and counted figures are not joined"),
    "programme": N_("Another survey: not joined"),
    "records": N_("Records changed: not joined before this"),
    "outlier": N_("Out of line: not joined"),
    "artefact": N_("Artefact of the method: not joined"),
    "swings": N_("Swings too much to be joined"),
    "unknown": N_("Unexplained jump: not joined"),
}
"""Why a line is cut, as it stands in a chart."""
DIRECTIONS: Mapping[str, str] = {
    "better": N_("better than in {period}"),
    "worse": N_("worse than in {period}"),
    "up": N_("higher than in {period}"),
    "down": N_("lower than in {period}"),
    "no_clear_change": N_("no clear change since {period}"),
    "not_comparable": N_("not comparable with earlier figures"),
    "single": N_("only one figure here"),
}


STANDINGS: Mapping[str, str] = {
    "exact": N_("{rank} of {places}"),
    "first": N_("best (near certain)"),
    "last": N_("worst (near certain)"),
    "among_best": N_("{few} best (near certain)"),
    "among_worst": N_("{few} worst (near certain)"),
    "middle": N_("in between (near certain)"),
    "likely_best": N_("{few} best (likely)"),
    "likely_worst": N_("{few} worst (likely)"),
    "unplaced": N_("not clear"),
}
"""Where a place stands among others, by ``childrights.statistics.RankChance``."""


def standing_words(one: RankChance, t: Translator) -> str:
    """Where a place stands among others, no stronger than its chances."""
    return t._(STANDINGS[one.standing]).format(rank=one.rank, few=one.few, places=one.places)


def unit(indicator: Indicator, t: Translator) -> str:
    """The unit of ``indicator`` in words."""
    return t._(UNITS[indicator.unit])


def passing_on(source: Source, t: Translator) -> str:
    """Whether the figures of a source may be passed on."""
    return t._(PASSING_ON[source.passing_on])


def terms(source: Source, t: Translator) -> str:
    """Whether the figures of a source may be passed on, and the terms that say so."""
    return f"{passing_on(source, t)} {told_text(source.licence_note, t)}"


def dimension_words(code: str, t: Translator) -> str:
    """One group of one dimension in words; an age code as a range."""
    if code == TOTAL:
        return t._("Everyone")
    if code in GROUPS:
        return t._(GROUPS[code])
    if code.endswith(" months"):
        return t._("Aged {ages} months").format(ages=code.removesuffix(" months").replace("-", "–"))
    return t._("Aged {ages}").format(ages=code.replace("-", "–"))


def group(group: Group, t: Translator) -> str:
    """A group in words: its parts that are not the total, or everyone."""
    parts = [dimension_words(getattr(group, name), t) for name in DIMENSIONS if getattr(group, name) != TOTAL]
    return ", ".join(parts) or t._("Everyone")


def reason(code: str, t: Translator) -> str:
    """Why an area is not drawn."""
    return t._(REASONS[code])


def status(observation: Observation, t: Translator) -> str:
    """What is special about a figure; empty for an ordinary one."""
    return t._(STATUSES[observation.status]) if observation.status in STATUSES else ""


CASES: Mapping[str, str] = {
    "estimated": N_("about {cases}, estimated from {given} weighted"),
    "weighted": N_("{given} weighted"),
    WOMEN_15_49: N_("{given} women aged 15–49"),
}
"""The number of cases where it is not simply that of the people or households asked."""


def cases(observation: Observation, t: Translator) -> str:
    """How many cases a figure rests on, and which of the counts that is; empty where nobody says."""
    given = plain_number(observation.sample_size, 0, t.lang) if observation.sample_size else ""
    asked = unweighted_cases(observation)
    way = observation.sample_base
    if observation.sample_kind == WEIGHTED:
        way = "weighted" if asked is None else "estimated"
    if not way or not given:
        return given
    return t._(CASES[way]).format(given=given, cases=plain_number(asked or 0, 0, t.lang))


def direction_words(found: Direction, previous: Observation | None, t: Translator) -> str:
    """A direction in words, with the period it is measured from."""
    since = period(previous.period_label, t.lang) if previous else ""
    return t._(DIRECTIONS[found.code]).format(period=since)


def value_words(observation: Observation, indicator: Indicator, t: Translator) -> str:
    """The figure with its unit: "32.0 %", "(45.1 %)", "28.6 per 1,000", "16,579"."""
    text = figure(observation, indicator, t.lang)
    if indicator.unit in BARE_UNITS:
        return text
    return f"{text} {unit(indicator, t)}".replace(" ", "\N{NO-BREAK SPACE}")


def short_value(observation: Observation, indicator: Indicator, t: Translator) -> str:
    """The figure without its unit, for places where the unit stands beside it; brackets for a small sample."""
    text = format_number(observation.value, indicator, t.lang)
    return f"({text})" if observation.status == "small_sample" else text


def hover_lines(observation: Observation, indicator: Indicator, source: str, t: Translator) -> tuple[str, ...]:
    """The lines under a value in a hover box: interval, survey and round, period, source, status."""
    lines = []
    if bounds := interval(observation, indicator, t.lang):
        lines.append(t._("95 % interval {bounds}").format(bounds=bounds))
    if told := cases(observation, t):
        lines.append(t._("Cases: {cases}").format(cases=told))
    survey = programme_words(observation, t.lang)
    lines.append(" · ".join(part for part in (period(observation.period_label, t.lang), survey, source) if part))
    if words := status(observation, t):
        lines.append(words)
    return tuple(lines)


def word_list(items: Sequence[str], t: Translator) -> str:
    """Words one after the other as CLDR joins them: "a, b and c"; empty for none.

    Khmer parts names by a space; where there are figures among them a comma stays, so that no two numbers meet.
    """
    if len(items) < 2:
        return "".join(items)
    last = f" {items[-1]}" if t.lang == "km" and items[-1][:1].isascii() else items[-1]
    return t._("{items} and {last}").format(items=_comma(items, t).join(items[:-1]), last=last)


def _comma(items: Sequence[str], t: Translator) -> str:
    return ", " if any(one.isdecimal() for item in items for one in item) else t._(", ")
