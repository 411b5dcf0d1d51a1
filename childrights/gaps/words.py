"""Gaps in words: what it is about, and the reason in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import ELSEWHERE, NOT_FOUND, NOT_LOOKED, Catalogue, Search
from childrights.gaps.ranking import GAPS, RankedGap, fill, judged
from childrights.i18n import N_, Translator
from childrights.language import day_words, word_list

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "nobody": ("never", "right_unmeasured", "modelled_only"),
    "places": ("no_province", "some_provinces"),
    "old": ("old_national", "old_province", "measured_once"),
    "groups": ("no_disability", "no_sex", "no_wealth", "no_residence"),
}
"""Kinds of gaps as a person would ask for them."""
FAMILY_NAMES: Mapping[str, str] = {
    "nobody": N_("No figure here"),
    "places": N_("No figure by province here"),
    "old": N_("Old, or of one year only"),
    "groups": N_("Not split by group"),
}


def what_words(gap: RankedGap, catalogue: Catalogue, lang: str) -> str:
    """What is missing: the topic, or the article without any measure here."""
    if gap.topic:
        return catalogue.topics[gap.topic].name(lang)
    return next(one.title(lang) for one in catalogue.articles if one.article == gap.article)


def gap_reason_words(gap: RankedGap, t: Translator) -> str:
    """The reason in one sentence."""
    return fill(t._(GAPS[gap.kind]), gap)


SEARCH_STATES: Mapping[str, str] = {
    ELSEWHERE: N_("published elsewhere, not collected yet"),
    NOT_FOUND: N_("looked for, not found"),
    NOT_LOOKED: N_("not looked for yet"),
}
"""What is known of a silence beyond this collection."""


def state_of(search: Search | None) -> str:
    """One of ``SEARCH_STATES``."""
    return search.state if search else NOT_LOOKED


def noted_name(name: str, search: Search | None, t: Translator) -> str:
    """The name of a topic without a figure, with what is known of it elsewhere; the bare name where nobody looked."""
    return f"{name} ({t._(SEARCH_STATES[search.state])})" if search else name


def search_words(search: Search | None, t: Translator) -> str:
    """What is known of a silence beyond this collection, in a sentence with the day and the places."""
    if search is None:
        return t._("It has not been looked for elsewhere yet.")
    found = t._(": ").join(part for part in (search.round, search.found(t.lang)) if part)
    places = word_list([one.name(t.lang) for one in search.places], t)
    filled = {"found": found, "day": day_words(search.day, t.lang), "places": places}
    if search.state == ELSEWHERE:
        return t._("Published elsewhere, not collected here yet: {found}. Looked up on {day} in {places}.").format(
            **filled
        )
    if found:
        return t._("Looked for on {day} in {places}, and not found there ({found}).").format(**filled)
    return t._("Looked for on {day} in {places}, and not found there.").format(**filled)


def gaps_summary(gaps: Sequence[RankedGap], catalogue: Catalogue, t: Translator) -> str:
    """How much is not known, in one sentence of counts over all ``gaps``."""
    topics: dict[str, set[str]] = {}
    for gap in gaps:
        topics.setdefault(gap.kind, set()).add(gap.topic)

    def count(*kinds: str) -> int:
        return len(set().union(*(topics.get(kind, set()) for kind in kinds)))

    text = t._(
        "For {never} of {topics} topics this dashboard holds no published figure, for {provinces} none that was "
        "counted for a province; {old} use counted figures more than five years old for the country or its "
        "provinces, and {disability} are not split by disability here."
    )
    return text.format(
        topics=len(judged(catalogue)),
        never=count("never"),
        provinces=count("no_province"),
        old=count("old_national", "old_province"),
        disability=count("no_disability"),
    )
