"""What stands under a headline: what else the figures say, whom they are of, when and where from; and what to mind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from childrights.catalogue import MEMBERS, WEIGHTED, WOMEN_15_49, Observation, programme_words
from childrights.i18n import N_, Translator
from childrights.language import DIMENSION_NAMES, format_number, period, plain_number, word_list
from childrights.members import words as layer_words
from childrights.messages import headlines, reasons
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import DO_NOT_SAY, TIMES_DECIMALS, Ask, Finding
from childrights.messages.how_many import significant
from childrights.messages.no_data import absence
from childrights.messages.rivals import rival
from childrights.newest import is_projection
from childrights.snapshot import travelling_notes
from childrights.statistics import COMPLETE_SOURCES, MODELLED, PAIRS, unweighted_cases

BETTER: Mapping[str, str] = {
    "higher_better": N_("For this measure, more is better."),
    "lower_better": N_("For this measure, less is better."),
    "context_only": N_("This figure describes; more of it is neither good nor bad."),
    "closer_to_1": N_("For this measure, nearer to 1 is better."),
}
RELATIVE: Mapping[str, str] = {
    "higher": N_("Relative to the {base} {of}, that is {share} % more."),
    "lower": N_("Relative to the {base} {of}, that is {share} % less."),
    "times": N_("That is {times} times the {base} {of}."),
}
INTERVALS: Mapping[str, str] = {
    "published": N_("The 95 % interval of the difference goes from {low} to {high}."),
    "ours": N_(
        "By our estimate from the number of cases, the 95 % interval of the difference goes from {low} to {high}."
    ),
}
SAMPLES: Mapping[str, str] = {
    "one": N_("The sample held {cases} cases."),
    "one_of": N_("The sample of {period} held {cases} cases."),
    "two": N_("The samples held {cases} and {others} cases."),
    "about_one_of": N_("The sample of {period} held about {cases} cases, by our estimate from weighted numbers."),
    "about_one": N_("The sample held about {cases} cases, by our estimate from weighted numbers."),
    "about_two": N_("The samples held about {cases} and {others} cases, by our estimate from weighted numbers."),
    "unsaid": N_("The source gives {cases} cases and does not say whether they are weighted."),
    "weighted": N_("The source gives {cases} cases, weighted, and does not say how many were asked."),
    WOMEN_15_49: N_("The survey asked {cases} women aged 15–49; the figure is of a part of them."),
    "counted": N_("{cases} were counted in all."),
}
VERBATIM = "\ue000"
"""Stands around words that keep the digits of their publisher; taken out before anybody sees them."""
_PAIRS = ("place", "group", "change", "gap")


def support(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """The sentences that back a finding; for a refusal what may be said instead, if anything."""
    if found.verdict == DO_NOT_SAY:
        return instead(found, desk, t)
    if found.ask.kind == "absence":
        return _sources(found, desk, t)
    lines = [_earlier(found, t), _together(found, t), _others(found, desk, t), _interval(found, t)]
    lines += [_relative(found, desk, t), _direction(found, t), _behind(found, t)]
    lines += [_samples(found, t), _sources(found, desk, t)]
    return " ".join(line for line in lines if line)


def caveat(found: Finding, t: Translator) -> str:
    """Everything that must be minded; the reasons of a refusal stand apart."""
    if found.verdict == DO_NOT_SAY:
        return ""
    year_end = found.figures[0].year_end if found.figures else 0
    return " ".join(reasons.text(one, year_end, t) for one in found.reasons)


def instead(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """The weaker wording that a refusal permits: each figure by itself; empty where no figure may be told.

    A figure of a place that may not be told gives way to the country's.
    """
    if not desk.figures and (silent := absence(Ask("absence", desk.indicator.code), desk)).verdict != DO_NOT_SAY:
        return t._("You may say: {sentences}").format(sentences=headlines.headline(silent, desk, t))
    if not found.permitted:
        return ""
    told = []
    for one in found.permitted:
        other = rival(one, desk)
        told += [headlines.by_itself(one, desk, t)]
        told += [headlines.rival_words(one, other, desk, t)] if other is not None else []
    told += [line] if (line := headlines.newer_brief(found, desk, t)) else []
    # The sentences above say whom they are of, and what a model made.
    said = {"population"} | ({"span"} if desk.words.spans else set())
    said |= {"modelled", "projected"} if all(one.status == MODELLED for one in found.permitted) else set()
    told += travelling_notes(found.permitted, desk.indicator, t, said)
    cited = _cited([*found.permitted, *found.rivals, *found.newer], desk, t)
    return t._("You may say: {sentences}").format(sentences=" ".join([*told, cited]))


def _earlier(found: Finding, t: Translator) -> str:
    """How the line came to its last turn, from which the change is told; empty where it never turned."""
    if found.ask.kind != "change" or "earlier" not in found.texts:
        return ""
    figures = found.figures[-int(found.texts["earlier"]) :]
    turned = t._("It last changed direction in {period}; before that it was {figures}.")
    since = period(found.figures[1].period_label, t.lang)
    return turned.format(period=since, figures=headlines.dated(figures, found, t))


def _together(found: Finding, t: Translator) -> str:
    """What several members' counts come to where each says that it counts other children."""
    if "together" not in found.results:
        return ""
    told = t._("Together with the counts of {members}, which each says are of other children: {count}.")
    members = word_list(found.texts["together"].split("; "), t)
    return told.format(members=members, count=format_number(found.results["together"], found.indicator, t.lang))


def _others(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """The level told of those left out, for a measure of which more is better."""
    if "others" not in found.results or not 0 < found.results["others"] < 100:
        return ""
    if is_projection(found.own, desk.today):
        return ""
    return headlines.capital(headlines.level(found.own, desk.words, desk, t, without=True))


def _interval(found: Finding, t: Translator) -> str:
    """How large the difference may be, only for one that is claimed."""
    if found.way not in RELATIVE or "low" not in found.results:
        return ""
    low = plain_number(found.results["low"], found.indicator.decimals, t.lang)
    high = headlines.amount(found.results["high"], found.indicator, t)
    # Published intervals of both make the difference's; else it rests on cases and on a design effect that is assumed.
    published = all(one.lower is not None for one in found.figures[:2])
    return t._(INTERVALS["published" if published else "ours"]).format(low=low, high=high)


def _relative(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """The difference as a share, with what it is a share of; only for a difference that is claimed."""
    share = found.results.get("relative", 0.0)
    if found.way not in RELATIVE or not share:
        return ""
    own, other = found.figures[0], found.figures[1]
    if found.ask.kind == "change":
        of = t._("of {period}").format(period=period(other.period_label, t.lang))
    else:
        of = headlines.versus(own, other, desk.words, t)
    base = headlines.headline_value(found.results["other"], desk.indicator, t)
    if "times" in found.results:
        times = plain_number(found.results["times"], TIMES_DECIMALS, t.lang)
        return t._(RELATIVE["times"]).format(base=base, of=of, times=times)
    return t._(RELATIVE[found.way]).format(base=base, of=of, share=plain_number(share, 0, t.lang))


def _direction(found: Finding, t: Translator) -> str:
    """Which way is better, beside a difference that is claimed or a rank."""
    told = found.ask.kind in _PAIRS and found.way in RELATIVE
    return t._(BETTER[found.indicator.polarity]) if told or found.ask.kind == "rank" else ""


def _behind(found: Finding, t: Translator) -> str:
    if found.ask.kind != "gap" or found.way not in RELATIVE or found.ask.versus in PAIRS:
        return ""
    name = t._(DIMENSION_NAMES[found.ask.versus])
    return t._("Of all groups by {dimension}, the one named first is furthest behind, the other best off.").format(
        dimension=reasons.lowered(name, t)
    )


def _samples(found: Finding, t: Translator) -> str:
    """How many cases the percentages rest on; the headline names of whom. *The sample held* is said of people asked."""
    own = found.own
    size, when = plain_number(own.sample_size or 0, 0, t.lang), period(own.period_label, t.lang)
    if own.sample_size is not None and found.indicator.source_type in COMPLETE_SOURCES:
        return t._(SAMPLES["counted"]).format(cases=size)
    figures = [own, *(found.figures[1:2] if found.ask.kind in _PAIRS else ())]
    asked = [_asked(one) for one in figures]
    if not asked[0]:
        way = own.sample_base or {WEIGHTED: "weighted"}.get(own.sample_kind, "unsaid")
        return t._(SAMPLES[way]).format(cases=size) if own.sample_size is not None else ""
    told = [one for one in asked if one]
    about = any(one.sample_kind == WEIGHTED for one in figures[: len(told)])
    way = ("about_" if about else "") + ("two" if told[1:] else "one_of" if found.newer else "one")
    cases = [plain_number(significant(one) if about else one, 0, t.lang) for one in told]
    return t._(SAMPLES[way]).format(cases=cases[0], others=cases[-1], period=when)


def _asked(one: Observation) -> int | None:
    """How many were asked, where that is known or estimated; a size of which nobody says what it counts is neither."""
    return unweighted_cases(one) if one.sample_kind else None


def _sources(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    return _cited(_told_figures(found), desk, t)


def _told_figures(found: Finding) -> list[Observation]:
    figures = found.figures[:2] if found.ask.kind != "rank" else found.figures[:1]
    figures = found.figures if "together" in found.results else figures
    return [*figures, *found.rivals, *found.newer]


def cited_sources(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """The surveys and sources of a finding that is told, in full."""
    return _sources(found, desk, t).replace(VERBATIM, "")


def told_figures(found: Finding) -> tuple[Observation, ...]:
    """The figures whose sources are told with a finding, each once."""
    return tuple(dict.fromkeys(_told_figures(found)))


def _cited(figures: list[Observation], desk: TopicEvidence, t: Translator) -> str:
    """The sources, each named once; the sentence before names the periods."""
    sources = tuple(dict.fromkeys(source_words(one, desk, t) for one in figures))
    if not sources:
        return ""
    template = t.ngettext("Source: {sources}.", "Sources: {sources}.", len(sources))
    cited = template.format(sources=f"{VERBATIM}{'; '.join(sources)}{VERBATIM}")
    surveys = dict.fromkeys(programme_words(one, t.lang) for one in figures if one.layer != MEMBERS)
    named = [one for one in surveys if one]
    # "From CDHS 2021–22" alone would say it of the figures too of which nobody said from which survey they are.
    named += [t._("one that the source does not name")] if named and "" in surveys else []
    said = t._("From {surveys}.").format(surveys=word_list(named, t)) if named else ""
    return " ".join(part for part in (said, cited) if part)


def source_words(one: Observation, desk: TopicEvidence, t: Translator) -> str:
    """The citation of a figure's source; of a member's figure who sent it, what it is, and the upload's number."""
    source = desk.catalogue.sources.get(one.source)
    if source is not None:
        return source.citation.rstrip(".")
    sender = desk.senders.get(one.upload)
    if sender is None or one.layer != MEMBERS:
        return t._("sent by a member ({upload})").format(upload=one.upload)
    told = layer_words.source(replace(sender.provenance, kind=one.source_kind or sender.provenance.kind), t)
    return t._("{member}: {told} ({upload})").format(member=one.member, told=told, upload=one.upload)
