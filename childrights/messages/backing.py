"""What stands under a headline: what else the figures say, whom they are of, when and where from; and what to mind."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.format import period, plain_number
from childrights.i18n import N_, Translator
from childrights.messages import conscience, headlines, reasons
from childrights.messages.desk import Desk
from childrights.messages.finding import DO_NOT_SAY, Ask, Finding
from childrights.messages.unknown import absence
from childrights.messages.vocabulary import population, where
from childrights.model import Group, Observation
from childrights.strata import PAIRS
from childrights.uncertainty import COMPLETE_SOURCES
from childrights.words import DIMENSION_NAMES

BETTER: Mapping[str, str] = {
    "higher_better": N_("For this measure, more is better."),
    "lower_better": N_("For this measure, less is better."),
    "context_only": N_("This figure describes; more of it is neither good nor bad."),
    "closer_to_1": N_("For this measure, nearer to 1 is better."),
}
RELATIVE: Mapping[str, str] = {
    "higher": N_("Relative to the {base} {of}, that is {share} % more."),
    "lower": N_("Relative to the {base} {of}, that is {share} % less."),
}
VERBATIM = "\ue000"
"""Stands around words that keep the digits of their publisher; taken out before anybody sees them."""
_PAIRS = ("place", "group", "change", "gap")


def support(found: Finding, desk: Desk, t: Translator) -> str:
    """The sentences that back a finding; for a refusal what may be said instead, if anything."""
    if found.verdict == DO_NOT_SAY:
        return instead(found, desk, t)
    if found.ask.kind == "absence":
        return _sources(found, desk, t)
    lines = [_others(found, desk, t), _relative(found, desk, t), _direction(found, t), _behind(found, t)]
    lines += [_of_whom(found, desk, t), _sources(found, desk, t)]
    return " ".join(line for line in lines if line)


def caveat(found: Finding, t: Translator) -> str:
    """Everything that must be minded; the reasons of a refusal stand apart."""
    if found.verdict == DO_NOT_SAY:
        return ""
    year_end = found.figures[0].year_end if found.figures else 0
    return " ".join(reasons.text(one, year_end, t) for one in found.reasons)


def instead(found: Finding, desk: Desk, t: Translator) -> str:
    """The weaker wording that a refusal permits: each figure by itself; empty where no figure may be told."""
    tellable = [one for one in found.figures if conscience.unsayable(one, desk) is None]
    if not desk.figures and (silent := absence(Ask("absence", desk.indicator.code), desk)).verdict != DO_NOT_SAY:
        return t._("You may say: {sentences}").format(sentences=headlines.headline(silent, desk, t))
    if not tellable or desk.words is None or found.ask.kind == "level":
        return ""
    told = [headlines.capital(headlines.level(one, desk.words, desk, t)) for one in tellable[:2]]
    return t._("You may say: {sentences}").format(sentences=" ".join([*told, _cited(tellable[:2], desk, t)]))


def _others(found: Finding, desk: Desk, t: Translator) -> str:
    """The level told of those left out, for a measure of which more is better."""
    if "others" not in found.results or not 0 < found.results["others"] < 100 or desk.words is None:
        return ""
    if found.own.year_end > desk.today:
        return ""
    return headlines.capital(headlines.level(found.own, desk.words, desk, t, without=True))


def _relative(found: Finding, desk: Desk, t: Translator) -> str:
    """The difference as a share, with what it is a share of; only for a difference that is claimed."""
    share = found.results.get("relative", 0.0)
    if found.way not in RELATIVE or not share or desk.words is None:
        return ""
    own, other = found.figures[0], found.figures[1]
    if found.ask.kind == "change":
        of = t._("of {period}").format(period=period(other.period_label, t.lang))
    else:
        of = headlines.versus(own, other, desk.words, t)
    base = headlines.value_words(found.results["other"], desk.indicator, t)
    return t._(RELATIVE[found.way]).format(base=base, of=of, share=plain_number(share, 0, t.lang))


def _direction(found: Finding, t: Translator) -> str:
    """Which way is better, beside a difference that is claimed or a rank."""
    told = found.ask.kind in _PAIRS and found.way in RELATIVE
    return t._(BETTER[found.indicator.polarity]) if told or found.ask.kind == "rank" else ""


def _behind(found: Finding, t: Translator) -> str:
    if found.ask.kind != "gap" or found.way not in RELATIVE or found.ask.versus in PAIRS:
        return ""
    name = t._(DIMENSION_NAMES[found.ask.versus])
    return t._("Of all groups by {dimension}, the first is furthest behind and the second best off.").format(
        dimension=name.lower() if t.lang == "en" else name
    )


def _of_whom(found: Finding, desk: Desk, t: Translator) -> str:
    """The denominator in words."""
    if desk.words is None or desk.words.kind != "share":
        return ""
    own = found.own
    people = population(desk.words, Group.of(own), t)
    place = where(own.area, own.year_end, Group.of(own), t)
    if own.sample_size is None:
        return t._("Of whom: {population} {where}.").format(population=people, where=place)
    cases = plain_number(own.sample_size, 0, t.lang)
    complete = desk.indicator.source_type in COMPLETE_SOURCES
    sentence = (
        t._("Of whom: {population} {where} ({cases} counted).")
        if complete
        else t._("Of whom: {population} {where} ({cases} cases in the sample).")
    )
    return sentence.format(population=people, where=place, cases=cases)


def _sources(found: Finding, desk: Desk, t: Translator) -> str:
    figures = found.figures[:2] if found.ask.kind != "rank" else found.figures[:1]
    return _cited(list(figures), desk, t)


def _cited(figures: list[Observation], desk: Desk, t: Translator) -> str:
    """Periods and sources, each named once."""
    if not figures:
        return ""
    periods = dict.fromkeys(period(one.period_label, t.lang) for one in figures)
    sources = dict.fromkeys(source_words(one, desk, t) for one in figures)
    return t._("Period of the figures: {periods}. Source: {sources}.").format(
        periods=", ".join(periods), sources=f"{VERBATIM}{'; '.join(sources)}{VERBATIM}"
    )


def source_words(one: Observation, desk: Desk, t: Translator) -> str:
    """The citation of a figure's source; a member's upload by its number."""
    source = desk.catalogue.sources.get(one.source)
    if source is not None:
        return source.citation.rstrip(".")
    return t._("sent by a member ({upload})").format(upload=one.upload)
