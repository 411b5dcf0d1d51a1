"""Gaps in words: what it is about, and the reason in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.catalogue import Catalogue
from childrights.gaps import GAPS, Gap, fill
from childrights.i18n import N_, Translator

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "nobody": ("never", "right_unmeasured", "modelled_only", "not_worked_out"),
    "places": ("no_province", "some_provinces"),
    "old": ("old_national", "old_province", "measured_once"),
    "groups": ("no_disability", "no_sex", "no_wealth", "no_residence"),
}
"""Kinds of gaps as a person would ask for them."""
FAMILY_NAMES: Mapping[str, str] = {
    "nobody": N_("No figure found"),
    "places": N_("Not known by province"),
    "old": N_("Old, or measured once"),
    "groups": N_("Not split by group"),
}


def family_of(kind: str) -> str:
    """The family a kind of gap belongs to."""
    return next(family for family, kinds in FAMILIES.items() if kind in kinds)


def what_words(gap: Gap, catalogue: Catalogue, lang: str) -> str:
    """What is not known: the topic, or the article that nobody measures."""
    if gap.topic:
        return catalogue.topics[gap.topic].name(lang)
    return next(one.title(lang) for one in catalogue.articles if one.article == gap.article)


def about_words(gap: Gap, t: Translator) -> str:
    """The reason in one sentence."""
    return fill(t._(GAPS[gap.kind]), gap)
