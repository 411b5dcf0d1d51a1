"""How papers name measures and groups within a sentence: in words that can be read out, without notes in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from childrights.catalogue import TOTAL, Catalogue, Group, Indicator, Observation
from childrights.i18n import N_, Translator
from childrights.language import value_words, words
from childrights.messages import load_message_words
from childrights.newest import dated_words
from geo import COUNTRY, area_words

_BRACKETS = re.compile(r"\s*\([^)]*\)|, \d{4} value")
GROUPS: Mapping[str, str] = {
    "urban": N_("urban areas"),
    "rural": N_("rural areas"),
    "quintile_1": N_("the poorest fifth"),
    "quintile_2": N_("the second-poorest fifth"),
    "quintile_3": N_("the middle fifth"),
    "quintile_4": N_("the second-richest fifth"),
    "quintile_5": N_("the richest fifth"),
    "quartile_1": N_("the poorest quarter"),
    "quartile_2": N_("the second-poorest quarter"),
    "quartile_3": N_("the second-richest quarter"),
    "quartile_4": N_("the richest quarter"),
    "with_disability": N_("those with a disability"),
    "without_disability": N_("those without a disability"),
}
"""Groups as a sentence speaks of them; girls and boys are called what the measure counts."""
SEXES: Mapping[str, str] = {"female": N_("girls and women"), "male": N_("boys and men")}


def measure_words(indicator: Indicator, t: Translator) -> str:
    """The name of a measure without what stands in brackets, which in Khmer parts measures of one name."""
    name = indicator.name(t.lang)
    return name if t.lang == "km" else _BRACKETS.sub("", name)


def group_words(one: Observation, t: Translator) -> str:
    """The group of a figure within a sentence."""
    group, known = Group.of(one), load_message_words().get(one.indicator)
    if group.sex != TOTAL and not any(getattr(group, name) != TOTAL for name in ("residence", "wealth", "disability")):
        people = (known.female_en if group.sex == "female" else known.male_en) if known and t.lang == "en" else ""
        people = people or t._(SEXES[group.sex])
        return people if group.age == TOTAL else f"{people}, {words.group(Group(age=group.age), t).lower()}"
    for name in ("wealth", "residence", "disability"):
        code = getattr(group, name)
        if code in GROUPS and Group(**{name: code}) == group:
            return t._(GROUPS[code])
    return words.group(group, t).lower()


def figure_told(one: Observation, catalogue: Catalogue, t: Translator) -> str:
    """A figure with its measure, group and place: "Birth registration, girls, Ratanakiri: 71.0 % in 2014"."""
    about = [measure_words(catalogue.indicators[one.indicator], t)]
    if not Group.of(one).is_total:
        about.append(group_words(one, t))
    if one.area != COUNTRY:
        about.append(area_words(one.area, t.lang))
    return t._("{measure}: {figure}").format(measure=t._(", ").join(about), figure=dated_words(one, catalogue, t))


def pair_told(own: Observation, other: Observation, catalogue: Catalogue, t: Translator) -> str:
    """Two groups of a measure beside each other."""
    indicator = catalogue.indicators[own.indicator]
    return t._("{group} {value}, {other} {other_value}").format(
        group=group_words(own, t),
        value=value_words(own, indicator, t),
        other=group_words(other, t),
        other_value=value_words(other, indicator, t),
    )
