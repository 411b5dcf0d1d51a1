"""The headline of a finding: one sentence, its figure beside its words, its year named, nothing claimed beyond it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from childrights.catalogue import DIMENSIONS, MEMBERS, TOTAL, Group, Indicator, Observation
from childrights.i18n import N_, Translator
from childrights.language import format_number, latin_digits, period, plain_number, word_list
from childrights.members import OWN_RECORDS, OWN_SURVEY, QUOTED, Provenance
from childrights.members import words as layer_words
from childrights.messages.caveats import OLD_AFTER_YEARS
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import Finding, decimals_needed, printed_value
from childrights.messages.fractions import Fraction, everyday
from childrights.messages.rankings import GOAL_DECIMALS
from childrights.messages.templates import (
    ABSENCES,
    AGAINST,
    AMOUNTS,
    CHANGES,
    DIFFERENCES,
    FRACTIONS,
    FRAMEWORKS,
    GOALS,
    HALVES,
    INTERVALS,
    LEVELS,
    LIKELY_DIFFERENCES,
    PAIRS,
    PEOPLE,
    RANKS,
    STATEMENTS,
    TARGETS,
)
from childrights.messages.vocabulary import (
    MessageWords,
    able,
    aged,
    here,
    measured_words,
    place_name,
    population,
    sexed,
    where,
)
from childrights.newest import by_making, is_projection, making, newer_line, unlike
from childrights.snapshot import limits_words
from childrights.statistics import MODEL_LEVEL, interval_of, is_modelled
from geo import COUNTRY

_ASIDE = re.compile(r"\s*\([^()]*\)$")
_GLUED = re.compile(r"(?<=[\u1780-\u17d3])(?=\d)|(?<=\d)(?=[\u1780-\u17d3])")
LONGEST_NAME = 60
"""Longer names of indicators give way to the short one of their topic."""
_MORE = ("number", "years")
"""Units of which there is more, not a higher: children, years of schooling."""
BASES = {"per_1000": 1000, "per_100000": 100_000}


def headline(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """The sentence for a finding that may be told, with what is newer: before a level, in brief behind all else."""
    kind = found.ask.kind
    if kind == "absence":
        return capital(_absence(found, desk, t))
    if kind == "level":
        return " ".join(filter(None, (*_newest_first(found, desk, t), _of_rival(found, desk, t))))
    told = _limited(_OTHERS[kind](found, desk.words, desk, t), found.figures[:2], t)
    more = (_by_way(found, t), _of_rival(found, desk, t), newer_brief(found, desk, t))
    return " ".join(filter(None, (capital(told), *more)))


def _of_rival(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """What contradicts the figure that a finding is about; empty where nothing does."""
    return rival_words(found.own, found.rivals[0], desk, t) if found.rivals else ""


def rival_words(own: Observation, other: Observation, desk: TopicEvidence, t: Translator) -> str:
    """Two series by name that say something else of the same year."""
    named = {}
    for name, one in (("own", own), ("other", other)):
        indicator = desk.catalogue.indicators[one.indicator]
        named[name] = _spaced(indicator.short_name(t.lang))
        value = float(one.value or 0.0)
        named[f"{name}_value"] = headline_value(value, indicator, t, modelled=_modelled(one))
    template = t._("Two series here differ for {period}: “{own}” has {own_value}, “{other}” has {other_value}.")
    return template.format(period=period(own.period_label, t.lang), **named)


def _by_way(found: Finding, t: Translator) -> str:
    """The figures at which a change turned between its ends; empty for one that went one way."""
    by = int(found.texts.get("by", 0))
    if not by:
        return ""
    return t._("In between it was {figures}.").format(figures=dated(found.figures[2 : 2 + by], found, t))


def dated(figures: Sequence[Observation], found: Finding, t: Translator) -> str:
    """ "75 % in 2012 and 50 % in 2017"."""
    told = [
        t._("{value} in {period}").format(
            value=headline_value(float(one.value or 0.0), found.indicator, t), period=period(one.period_label, t.lang)
        )
        for one in figures
    ]
    return word_list(told, t)


def _newest_first(found: Finding, desk: TopicEvidence, t: Translator) -> list[str]:
    """A sentence for every newer figure and the one asked for, short where it says the same of the same people.

    Each says how it came about where they differ in it.
    """
    told = (*found.newer, found.own)
    differ = unlike(told, desk.catalogue)
    sentences: list[str] = []
    before: tuple[object, ...] = ()
    for one in told:
        at = desk if one is found.own else desk.about(one.indicator)
        made = (making(one, desk.catalogue), one.programme, one.round if _modelled(one) else "")
        said = (one.area, Group.of(one), replace(at.words, indicator="", people=""), one.layer, one.scope, made)
        if said == before:
            figure = headline_value(float(one.value or 0.0), at.indicator, t)
            figure = with_uncertainty(one, figure, at.indicator, t)
            short = t._("{when}: {figure}.").format(when=when(one, desk, t), figure=figure)
            sentences.append(_limited(short, (one,), t))
        elif differ and one.layer != MEMBERS:
            sentences.append(by_making(one, _inside(level(one, at.words, at, t), t), desk.catalogue, t, told))
        else:
            sentences.append(by_itself(one, at, t))
        before = said
    return sentences


def newer_brief(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """What is newer than the figures told, as a short sentence of its own; empty for nothing."""
    return newer_line(found.told[:2], found.newer, desk.catalogue, t)


def _limited(sentence: str, figures: Sequence[Observation], t: Translator) -> str:
    """A sentence with whom its figures are of where that is not everybody: who hears it alone must hear that too."""
    told = dict.fromkeys(said for one in figures if (said := limits_words(one, t)))
    if not told:
        return sentence
    return t._("{sentence} – {limits}.").format(sentence=sentence.rstrip(".។"), limits=t._("; ").join(told))


_TOLD_BY: Mapping[str, str] = {
    OWN_RECORDS: N_("According to the programme records of {member}: {sentence}"),
    OWN_SURVEY: N_("According to a survey of {count} by {member}: {sentence}"),
    QUOTED: N_("According to {publication}, as quoted by {member}: {sentence}"),
}


def by_itself(one: Observation, desk: TopicEvidence, t: Translator) -> str:
    """A figure in a sentence of its own; a member's with whose it is, of what kind, and among whom."""
    sentence = level(one, desk.words, desk, t)
    if one.layer != MEMBERS:
        return capital(sentence)
    sender = desk.senders.get(one.upload)
    said = sender.provenance if sender else Provenance()
    kind = said.kind if said.kind == (one.source_kind or said.kind) else OWN_RECORDS
    if one.scope:
        sentence = t._("{among}, {sentence}").format(
            among=layer_words.among(one.scope, t), sentence=_inside(sentence, t)
        )
    filled = {"member": one.member, "count": plain_number(said.sample or 0, 0, t.lang)}
    filled |= {"publication": layer_words.publication(said, t), "sentence": _inside(sentence, t)}
    return t._(_TOLD_BY[kind]).format(**filled)


def _inside(sentence: str, t: Translator) -> str:
    """A sentence that goes on after other words; names at its beginning keep their capital."""
    return "in " + sentence[3:] if t.lang == "en" and sentence.startswith("In ") else sentence


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def when(one: Observation, desk: TopicEvidence, t: Translator) -> str:
    """The period, with its age where it is history."""
    label, age = period(one.period_label, t.lang), desk.today - one.year_end
    if age <= OLD_AFTER_YEARS:
        return t._("In {period}").format(period=label)
    return t._("In {period}, {age} years ago").format(period=label, age=plain_number(age, 0, t.lang))


def headline_value(value: float, indicator: Indicator, t: Translator, *, modelled: bool = False) -> str:
    """A value with its unit: "32.0 %", "28.6 per 1,000", "20.6 years"; marked when a model made it."""
    return _with_unit(format_number(value, indicator, t.lang), indicator, t, modelled=modelled)


def _with_unit(text: str, indicator: Indicator, t: Translator, *, modelled: bool = False) -> str:
    if indicator.unit == "percent":
        text += "\N{NO-BREAK SPACE}%"
    elif indicator.unit in AMOUNTS:
        text = t._(AMOUNTS[indicator.unit]).format(amount=text)
    return t._("an estimated {figure}").format(figure=text) if modelled else text


def amount(value: float, indicator: Indicator, t: Translator, decimals: int | None = None) -> str:
    """A difference with its unit; percentages differ by percentage points. ``decimals`` where not the indicator's."""
    text = plain_number(value, indicator.decimals if decimals is None else decimals, t.lang)
    return t._(AMOUNTS[indicator.unit]).format(amount=text) if indicator.unit in AMOUNTS else text


def fraction_words(fraction: Fraction, population_words: str, counter: str, t: Translator) -> str:
    """ "about 1 in 3 children under five"; ``counter`` is the Khmer classifier."""
    halves = fraction.m == 2 and fraction.qualifier in HALVES
    template = (HALVES if halves else FRACTIONS)[fraction.qualifier]
    n, m = counted_people(str(fraction.n), counter), counted_people(str(fraction.m), counter)
    return t._(template).format(n=n, m=m, population=population_words)


def counted_people(number_words: str, counter: str) -> str:
    """A number with the classifier it needs."""
    return f"{number_words} {counter}".strip()


def level(one: Observation, said: MessageWords, desk: TopicEvidence, t: Translator, *, without: bool = False) -> str:
    """A figure by itself, or, with ``without``, of those left out."""
    return _limited(_level(one, said, desk, t, without=without), (one,), t)


def _level(one: Observation, said: MessageWords, desk: TopicEvidence, t: Translator, *, without: bool) -> str:
    group, indicator = Group.of(one), desk.indicator
    filled = sentence_parts(one, said, desk, t)
    if is_projection(one, desk.today):
        return _projected(one, said, desk, t)
    value = float(one.value or 0.0)
    if said.kind == "rate" and indicator.decimals and not 0 < value < 1:
        filled["rounded"] = counted_people(plain_number(value, 0, t.lang), said.case_counter(t))
        figure = headline_value(value, indicator, t)
        filled["figure"] = with_uncertainty(one, figure, indicator, t, inside=True, vague=True)
        return t._(LEVELS["rate"]).format(**filled)
    if said.kind != "share":
        return t._(LEVELS["other"]).format(statement=statement(one, said, desk, t), **filled)
    value = printed_value(float(one.value or 0.0), indicator)
    value = printed_value(100 - value, indicator) if without else value
    fraction = _fraction(one, value, desk, without=without)
    filled["verb"] = said.without(t) if without else said.verb(t)
    figure, plain = headline_value(value, indicator, t), replace(one, lower=None, upper=None) if without else one
    # "About 1 in 3 (32.0 %)" says once how sure it is; "more than 3 in 5" and "1 in 5" leave it to the figure.
    vague = fraction is not None and fraction.qualifier in ("about", "nearly")
    filled["figure"] = with_uncertainty(plain, figure, indicator, t, inside=fraction is not None, vague=vague)
    if fraction is None:
        return t._(LEVELS["other"]).format(when=filled["when"], statement=t._(STATEMENTS["share"]).format(**filled))
    filled["people"] = fraction_words(fraction, population(said, group, t), said.part_counter(t), t)
    first = said.dated or filled["when"] != t._("In {period}").format(period=filled["period"])
    return t._(LEVELS["share_old" if first else "share"]).format(**filled)


def _fraction(one: Observation, value: float, desk: TopicEvidence, *, without: bool) -> Fraction | None:
    interval = None if without else interval_of(one, desk.indicator)
    return everyday(value, interval, whole=desk.indicator.decimals == 0 or _is_about(one, desk.indicator))


def fraction_told(found: Finding, desk: TopicEvidence) -> Fraction | None:
    """The fraction that the headline of a level says its figure in; ``None`` where it says none."""
    if found.ask.kind != "level" or desk.words.kind != "share" or is_projection(found.own, desk.today):
        return None
    return _fraction(found.own, printed_value(float(found.own.value or 0.0), desk.indicator), desk, without=False)


def hedge(one: Observation, indicator: Indicator) -> str:
    """What stands around a figure without its interval, a msgid: estimated, about so much, or so much."""
    if _modelled(one):
        return "an estimated {figure}"
    return "about {figure}" if _is_about(one, indicator) else "{figure}"


def _projected(one: Observation, said: MessageWords, desk: TopicEvidence, t: Translator) -> str:
    """A figure of a year still to come; nothing of it is told as if it had been."""
    filled = sentence_parts(one, said, desk, t)
    figure = headline_value(float(one.value or 0.0), desk.indicator, t)
    filled["figure"] = counted_people(figure, said.counter(t)) if said.kind == "count" else figure
    name = _plain_name(desk.indicator, t)
    return t._(LEVELS["projected" if said.kind == "count" else "projected_name"]).format(name=name, **filled)


def _modelled(one: Observation) -> bool:
    return one.status == "modelled"


def _is_about(one: Observation, indicator: Indicator) -> bool:
    """Whether a figure of a survey comes without its interval, so that it is told as being about so much; none and all
    are told as they are."""
    survey = indicator.source_type == "survey" and not _modelled(one) and one.layer != MEMBERS
    ends = indicator.unit == "percent" and printed_value(float(one.value or 0.0), indicator) in (0.0, 100.0)
    return survey and one.lower is None and not ends


def with_uncertainty(
    one: Observation, figure: str, indicator: Indicator, t: Translator, *, inside: bool = False, vague: bool = False
) -> str:
    """A figure with its published interval, or as about so much; ``inside`` brackets behind what may be ``vague``."""
    if _modelled(one):
        figure = t._("an estimated {figure}").format(figure=figure)
    if one.layer != MEMBERS and one.lower is not None and one.upper is not None:
        level = plain_number(100 * (MODEL_LEVEL if is_modelled(one, indicator) else 0.95), 0, t.lang)
        low, high = (format_number(printed_value(end, indicator), indicator, t.lang) for end in (one.lower, one.upper))
        template = INTERVALS["inside" if inside else "beside"]
        return t._(template).format(figure=figure, level=level, low=low, high=high)
    return t._("about {figure}").format(figure=figure) if _is_about(one, indicator) and not vague else figure


def sentence_parts(
    one: Observation, said: MessageWords, desk: TopicEvidence, t: Translator, *, bare: bool = False
) -> dict[str, str]:
    """The words that sentences about one figure are made of; ``bare`` where it is only set against another."""
    group = Group.of(one)
    value = printed_value(float(one.value or 0.0), desk.indicator)
    rate = said.kind == "rate"
    figure = format_number(value, desk.indicator, t.lang) if rate else headline_value(value, desk.indicator, t)
    if said.kind == "count":
        figure = counted_people(figure, said.counter(t))
    figure = counted_people(figure, said.case_counter(t))
    if not bare:
        figure = with_uncertainty(one, figure, desk.indicator, t)
    elif _modelled(one):
        figure = t._("an estimated {figure}").format(figure=figure)
    return {
        "when": when(one, desk, t),
        "period": period(one.period_label, t.lang),
        "population": population(said, group, t),
        "where": where(one.area, one.year_end, group, t, said),
        "verb": said.verb(t),
        "group": measured_words(said, group, t),
        "figure": figure,
        "base": counted_people(
            plain_number(BASES.get(desk.indicator.unit, 0), 0, t.lang), said.counter(t) if rate else ""
        ),
    }


def statement(one: Observation, said: MessageWords, desk: TopicEvidence, t: Translator) -> str:
    """A figure as a clause without its period."""
    parts = sentence_parts(one, said, desk, t)
    of_group = "measure_of" if said.kind == "measure" and parts["group"] else said.kind
    return t._(STATEMENTS["there" if said.kind == "count" and not said.verb_en else of_group]).format(**parts)


def _pair(found: Finding, said: MessageWords, desk: TopicEvidence, t: Translator) -> str:
    own, other = found.figures[0], found.figures[1]
    filled = {"when": when(own, desk, t), "statement": statement(own, said, desk, t)}
    filled["other"] = sentence_parts(other, said, desk, t, bare=True)["figure"]
    filled["other_period"] = period(other.period_label, t.lang)
    if found.ask.kind == "change":
        indicator = found.indicator
        away = found.results["difference"]
        rate = indicator.unit in BASES
        filled["amount"] = plain_number(away, indicator.decimals, t.lang) if rate else amount(away, indicator, t)
        return t._(CHANGES[found.way]).format(**filled)
    filled["difference"] = difference_words(found, t)
    filled["against"] = _against(own, other, filled["other"], said, t)
    return t._(PAIRS["clear" if found.way in ("higher", "lower") else found.way]).format(**filled)


def difference_words(found: Finding, t: Translator) -> str:
    """ "4.0 percentage points higher", "28.9 more per 1,000"; empty where none may be claimed."""
    if found.way not in ("higher", "lower"):
        return ""
    indicator, away = found.indicator, found.results.get("likely", found.results["difference"])
    told = DIFFERENCES["rate" if indicator.unit in BASES else "number" if indicator.unit in _MORE else "other"]
    rate = indicator.unit in BASES
    text = plain_number(away, indicator.decimals, t.lang) if rate else amount(away, indicator, t)
    base = plain_number(BASES.get(indicator.unit, 0), 0, t.lang)
    words = t._(told[found.way == "lower"]).format(amount=text, base=base)
    return t._(LIKELY_DIFFERENCES).format(difference=words) if "likely" in found.results else words


def _against(own: Observation, other: Observation, figure: str, said: MessageWords, t: Translator) -> str:
    """The other figure with what it is of."""
    group = Group.of(other)
    same_part = own.area == other.area and not _differing(own, other) & {"residence", "wealth"}
    if said.kind == "count" and same_part:
        return t._(AGAINST["counted"]).format(other=figure, population=population(said, group, t))
    return t._(AGAINST["other"]).format(other=figure, versus=versus(own, other, said, t))


def _differing(own: Observation, other: Observation) -> set[str]:
    return {name for name in DIMENSIONS if getattr(Group.of(other), name) != getattr(Group.of(own), name)}


def versus(own: Observation, other: Observation, said: MessageWords, t: Translator) -> str:
    """What the other figure is of, as far as it differs: "in Cambodia as a whole", "of boys", "in urban areas"."""
    group = Group.of(other)
    if own.area != other.area:
        if other.area == COUNTRY and group == Group.of(own) and group.residence == group.wealth == "total":
            return t._("in {place} as a whole").format(place=place_name(COUNTRY, other.year_end, t))
        return where(other.area, other.year_end, group, t, None if said.span(t) else said)
    differs = _differing(own, other)
    if differs & {"residence", "wealth"}:
        return here(group, t) or where(other.area, other.year_end, group, t)
    if said.kind == "measure":
        return t._("for {population}").format(population=measured_words(said, group, t))
    templates = {"share": t._("of {population}"), "count": t._("{population}")}
    return templates.get(said.kind, t._("for {population}")).format(population=_briefly(group, differs, said, t))


def _briefly(group: Group, differs: set[str], said: MessageWords, t: Translator) -> str:
    """The other people by what tells them apart; what they share with the first was said."""
    people = sexed(said, group, t)
    if "age" in differs and group.age != TOTAL:
        people = f"{people}{'' if t.lang == 'km' else ' '}{aged(group.age, t)}"
    return able(people, group, t) if "disability" in differs else people


def _rank(found: Finding, said: MessageWords, desk: TopicEvidence, t: Translator) -> str:
    names = [name for name in ("rank", "few", "places") if name in found.results]
    ranks = {name: plain_number(found.results[name], 0, t.lang) for name in names}
    filled = {"when": when(found.own, desk, t), "statement": statement(found.own, said, desk, t)}
    one = f"{found.way}_one" if found.results.get("few") == 1 else found.way
    return t._(RANKS[one if one in RANKS else found.way]).format(**filled, **ranks)


def _people(found: Finding, said: MessageWords, desk: TopicEvidence, t: Translator) -> str:
    filled = sentence_parts(found.own, said, desk, t)
    names = tuple(name for name in ("number", "people", "fewest", "most") if name in found.results)
    counts = {name: counted_people(plain_number(found.results[name], 0, t.lang), said.counter(t)) for name in names}
    return t._(PEOPLE["range" if "fewest" in counts else "about"]).format(**filled, **counts)


def _target(found: Finding, said: MessageWords, desk: TopicEvidence, t: Translator) -> str:
    decimals = max(desk.indicator.decimals, decimals_needed(found.results["difference"], GOAL_DECIMALS))
    away = amount(found.results["difference"], desk.indicator, t, decimals)
    filled = {"when": when(found.own, desk, t), "statement": statement(found.own, said, desk, t)}
    filled["goal"] = goal_words(found, t)
    filled |= {"year": str(int(found.results["year"])), "framework": framework(found, t)}
    return t._(TARGETS[found.way]).format(amount=away, **filled)


def goal_words(found: Finding, t: Translator) -> str:
    """What a target asks for: "at most 25 per 1,000"."""
    bare = plain_number(found.results["goal"], decimals_needed(found.results["goal"], GOAL_DECIMALS), t.lang)
    limits = {"at_least": found.indicator.maximum, "at_most": found.indicator.minimum, "at_most_share": None}
    kind = found.texts["kind"]
    goal = t._(GOALS["end" if found.results["goal"] == limits[kind] else kind])
    return goal.format(goal=_with_unit(bare, found.indicator, t))


def framework(found: Finding, t: Translator) -> str:
    """Who set the target: "SDG 3.2"."""
    name, target = found.texts["framework"], found.texts["target"]
    return t._(FRAMEWORKS[name]).format(target=target) if name in FRAMEWORKS else f"{name} {target}"


def _absence(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    filled = {name: period(label, t.lang) for name, label in found.texts.items() if name in ("period", "modelled")}
    filled["topic"] = topic_name(desk, t)
    if found.way == "some_provinces":
        count = int(found.results["count"])
        template = t.ngettext(
            "For {period}, this dashboard holds no published figure on “{topic}” for {count} province, alone "
            "or in a survey area.",
            "For {period}, this dashboard holds no published figure on “{topic}” for {count} provinces, alone "
            "or in a survey area.",
            count,
        )
        return template.format(count=count, **filled)
    modelled = f"{found.way}_modelled"
    return t._(ABSENCES[modelled if "modelled" in filled and modelled in ABSENCES else found.way]).format(**filled)


def topic_name(desk: TopicEvidence, t: Translator) -> str:
    """The topic; where one indicator is all of it, by that one's full name, free of abbreviations and asides."""
    topic = desk.catalogue.topics[desk.indicator.topic]
    full = _plain_name(desk.catalogue.indicators[topic.members[0]], t)
    plain = len(topic.members) == 1 and len(full) <= LONGEST_NAME
    return full if plain else _spaced(topic.name(t.lang))


def _plain_name(indicator: Indicator, t: Translator) -> str:
    """The full name without what stands in brackets behind it."""
    return _spaced(_ASIDE.sub("", indicator.name(t.lang)))


def _spaced(name: str) -> str:
    """A name in Latin digits that do not touch Khmer letters."""
    return _GLUED.sub(" ", latin_digits(name))


_OTHERS = {
    "place": _pair,
    "group": _pair,
    "change": _pair,
    "gap": _pair,
    "rank": _rank,
    "people": _people,
    "target": _target,
}
