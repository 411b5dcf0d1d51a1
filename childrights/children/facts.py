"""What is known, as so many of ten: only national figures that messages permit, never a hidden or a shaky one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from childrights.catalogue import PUBLISHED
from childrights.children.content import CHILD, PERSON, SCHOOL, FactWords, child_words, load_child_words, load_facts
from childrights.i18n import Translator
from childrights.language import period
from childrights.messages import (
    DO_NOT_SAY,
    Ask,
    Finding,
    TopicEvidence,
    answer_question,
    cited_sources,
    headline_value,
    worded_message,
)
from childrights.statistics import MODELLED, interval_of

TEN = 10
WIDEST = 10.0
"""Percentage points. A figure whose 95 % interval is wider than one child of ten is not shown to children."""
NEAR = 2.0
"""Percentage points around a whole tenth within which it is *about* so many in ten; further off it lies between two."""
WEAKENED = "weakens"
UNITS = {CHILD: " នាក់", PERSON: " នាក់", SCHOOL: ""}
"""What Khmer counts children, people and schools by, behind a number."""
_SILENT = frozenset({"one_group", "few_cases", "outlier", "handful"})
"""Notes of messages that have no plain words: a figure with one of them is not shown."""


@dataclass(frozen=True, slots=True)
class Tenths:
    """``words`` names the sentence (``about``, ``about_or``, ``fewer``, ``more``); ``full`` of ten figures are filled,
    and ``half`` says whether the next is filled by half."""

    words: str
    full: int
    half: bool = False


@dataclass(frozen=True, slots=True)
class ChildFact:
    """One figure for children, and under it for adults: the exact value, source, notes and code."""

    told: FactWords
    indicator: str
    tenths: Tenths
    sentence: str
    year: str
    cautions: tuple[str, ...]
    exact: str
    source: str
    notes: tuple[str, ...]
    code: str

    @property
    def harm(self) -> bool:
        """Whether it names harm."""
        return self.told.did.harm


def tenths(percentage: float) -> Tenths | None:
    """A percentage as so many of ten; ``None`` for none, all, and what is no percentage.

    Within ``NEAR`` of a whole tenth it is *about* that many, else *about n or n + 1*, since people round in tens.
    """
    if not 0 < percentage < 100:
        return None
    whole, rest = divmod(percentage, TEN)
    count = int(whole)
    if rest > TEN - NEAR or (rest == TEN - NEAR and count):
        count, rest = count + 1, 0.0
    if count == TEN:
        return Tenths("more", TEN - 1, half=True)
    if not count:
        return Tenths("fewer", 0, half=True)
    if rest <= NEAR:
        return Tenths("about", count)
    return Tenths("more", count, half=True) if count == TEN - 1 else Tenths("about_or", count, half=True)


def known_facts(desk_of: Callable[[str], TopicEvidence], t: Translator) -> tuple[ChildFact, ...]:
    """Every figure that may be shown to children, in the order of their table. ``desk_of`` gives the desk of a code."""
    found = []
    for told in load_facts():
        for code in told.indicators:
            if fact := _fact(told, desk_of(code), t):
                found.append(fact)
                break
    return tuple(found)


def _fact(told: FactWords, desk: TopicEvidence, t: Translator) -> ChildFact | None:
    found = answer_question(Ask("level", desk.indicator.code), desk)
    shown = tenths(float(found.own.value or 0.0)) if _may_be_shown(found) else None
    if shown is None or not _holds(shown, found):
        return None
    message = worded_message(found, desk, t)
    value = headline_value(float(found.own.value or 0.0), found.indicator, t, modelled=found.own.status == MODELLED)
    return ChildFact(
        told,
        desk.indicator.code,
        shown,
        _sentence(told, shown, t.lang),
        period(found.own.period_label, t.lang),
        tuple(child_words(f"caution_{one}", t.lang) for one in _cautions(found)),
        value,
        cited_sources(found, desk, t),
        tuple(message.reasons),
        found.own.id,
    )


def _sentence(told: FactWords, shown: Tenths, lang: str) -> str:
    """Who and what, of ten: of one alone English has a verb of its own."""
    alone = lang == "en" and (shown.words == "fewer" or (shown.words == "about" and shown.full == 1))
    did = told.did_one if alone else told.did.say(lang)
    numbers = {"n": shown.full, "m": shown.full + 1, "unit": UNITS[told.figure]}
    return child_words(shown.words, lang, who=told.who.say(lang), did=did, **numbers)


def _may_be_shown(found: Finding) -> bool:
    """Whether a national figure is told by itself: permitted, published by others than members, the newest, not
    contradicted, with an interval that is narrow enough, and with plain words for all that weakens it."""
    if found.verdict == DO_NOT_SAY or not found.figures or found.newer or found.rivals:
        return False
    own = found.own
    if own.value is None or own.layer != PUBLISHED or found.indicator.unit != "percent":
        return False
    interval = interval_of(own, found.indicator)
    if interval is not None and interval.upper - interval.lower > WIDEST:
        return False
    known = load_child_words()
    said = {one.code for one in found.reasons}
    weakens = {one.code for one in found.reasons if one.weight == WEAKENED}
    return not said & _SILENT and all(f"caution_{one}" in known for one in weakens)


def _holds(shown: Tenths, found: Finding) -> bool:
    """Whether *fewer than 1* or *more than 9* is true of the whole interval."""
    interval = interval_of(found.own, found.indicator)
    if interval is None:
        return True
    if shown.words == "fewer":
        return interval.upper < TEN
    return shown.words != "more" or interval.lower > 100 - TEN


def _cautions(found: Finding) -> list[str]:
    """The notes that children are told, each once, what weakens the figure first."""
    known = load_child_words()
    ordered = sorted(found.reasons, key=lambda one: one.weight != WEAKENED)
    return list(dict.fromkeys(one.code for one in ordered if f"caution_{one.code}" in known))
