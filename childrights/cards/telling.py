"""What a card shows of a message: its sentence, one picture of its figures, what must be minded, source and code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from childrights.catalogue import DIMENSIONS, MEMBERS, ChildRightsError, Group, Observation, programme_words
from childrights.charts import breakable
from childrights.export import PRODUCT
from childrights.i18n import N_, Translator
from childrights.language import format_number, khmer_numbers, period, plain_number, words
from childrights.members import words as layer_words
from childrights.messages import (
    DO_NOT_SAY,
    Finding,
    Fraction,
    Message,
    TopicEvidence,
    cited_sources,
    fraction_told,
    goal_words,
    headline_value,
    hedge,
    newer_brief,
    population,
    source_words,
    told_figures,
    worded_message,
)
from childrights.statistics import MODELLED
from geo import area_name

ROW, NUMBER, BARS, DATED, SILENCE = "row", "number", "bars", "dated", "silence"
"""A row of figures with some filled; one figure large; figures beside each other; figures of several years or series;
nothing to show."""
CHILD, PERSON, HOUSE, THING = "child", "person", "house", "thing"
MOST_BESIDE = 5
MOST_IN_A_ROW = 10
IN_ROWS = {12: 2, 15: 3, 20: 2}
"""Fractions of more than ten are drawn where they stand in even rows; of others the figure is shown large."""
LABELS = {
    "exact": N_("{n} in {m}"),
    "about": N_("about {n} in {m}"),
    "nearly": N_("nearly {n} in {m}"),
    "more_than": N_("more than {n} in {m}"),
}
HALVES = {
    "exact": N_("half"),
    "about": N_("about half"),
    "nearly": N_("nearly half"),
    "more_than": N_("more than half"),
}


class NoCard(ChildRightsError):
    """No card is made: the message must not be said, or its words do not fit; says which and why."""


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """One figure of several: what it is of, as printed, and its ``size`` for a bar; ``own`` is what is told of."""

    label: str
    value: str
    size: float
    own: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a card. ``filled`` of ``of`` figures of a row; ``big`` between ``before`` and ``after``.

    ``year`` is the period of an old figure, which is as large as the figure.
    """

    kind: str
    big: str = ""
    before: str = ""
    after: str = ""
    filled: int = 0
    of: int = 0
    figure: str = THING
    entries: tuple[ToldFigure, ...] = ()
    year: str = ""


@dataclass(frozen=True, slots=True)
class MessageCard:
    """Everything that stands on a card, in one language, with marks where a Khmer line may be broken.

    ``caveat`` is everything to be minded, ``weakened`` what a claim is weakened by, ``more`` how many notes that leaves
    and where they stand, ``counted`` the same of all. ``short_source`` names survey and publisher, ``survey`` the
    survey, ``source`` cites in full. ``code`` is empty for a silence that rests on no figure.
    """

    key: str
    lang: str
    topic: str
    about: str
    marks: tuple[str, ...]
    shown: Shown
    headline: str
    newer: str
    caveat: str
    weakened: str
    more: str
    counted: str
    source: str
    short_source: str
    survey: str
    code: str
    signed: str
    brand: str
    members: bool
    message: Message

    @property
    def alt(self) -> str:
        """The card for who cannot see it: all its words."""
        told = (self.topic, self.about, *self.marks, self.message.headline, self.caveat, self.source, self.signed)
        return plain(" ".join(one if one.endswith((".", "។")) else f"{one}." for one in told if one))

    @property
    def paste(self) -> str:
        """The text that goes with the picture."""
        parts = (self.message.headline, self.caveat, self.source, f"{self.signed} · {self.brand}".strip(" ·"))
        return plain("\n\n".join(part for part in parts if part)) + "\n"


def claim_of(found: Finding, desk: TopicEvidence, t: Translator) -> str:
    """What a card shows large, in words on one line: "from 875 in 2005 to 65 in 2020". Empty where nothing may be said,
    and for a silence."""
    if found.verdict == DO_NOT_SAY or found.ask.kind == "absence":
        return ""
    entries = _beside(found, desk, t)
    if not entries:
        shown = _shown(found, desk, t, lambda text: text)
        if shown.kind == ROW:
            return f"{_in_a_line(shown.big)} ({shown.after})"
        return " ".join(part for part in (shown.before, shown.big, shown.after) if part)
    if found.ask.kind == "change":
        first, last = entries[0], entries[-1]
        words_of = t._("from {before} in {then} to {value} in {now}")
        return words_of.format(before=first.value, then=first.label, value=last.value, now=last.label)
    if found.ask.kind == "place":
        return t._(", ").join(t._("{value} in {place}").format(value=one.value, place=one.label) for one in entries)
    told = [t._("{label} {value}").format(label=_in_a_line(one.label), value=one.value) for one in entries]
    return t._(", ").join(told)


def _in_a_line(label: str) -> str:
    """A label within a line begins small."""
    return label[:1].lower() + label[1:]


def plain(text: str) -> str:
    """``text`` without the marks that only setting needs."""
    return text.replace("\u200b", "")


def card_of(found: Finding, desk: TopicEvidence, t: Translator, *, khmer_digits: bool = False) -> MessageCard:
    """The card of a finding. Raises ``NoCard`` with the reasons where nothing may be said."""
    message = worded_message(found, desk, t, khmer_digits=khmer_digits)
    if message.verdict == DO_NOT_SAY:
        raise NoCard(" ".join((t._("No card is made of what the figures do not support."), *message.reasons)))

    def digits(text: str) -> str:
        return khmer_numbers(text) if khmer_digits and t.lang == "km" else text

    newer = digits(newer_brief(found, desk, t)) if found.ask.kind not in ("level", "absence") else ""
    headline = message.headline
    if newer and headline.endswith(newer):
        headline = headline.removesuffix(newer).rstrip()
    else:
        newer = ""
    marked = _marked(found, t)
    weakened = [text for text, one in zip(message.reasons, found.reasons, strict=True) if one.weight == "weakens"]
    notes = len(found.reasons)
    left = notes - len(weakened)
    more = t.ngettext("{count} more note at /number.", "{count} more notes at /number.", left).format(count=left)
    counted = t.ngettext("{count} note at /number.", "{count} notes at /number.", notes).format(count=notes)
    code = message.observations[0] if message.observations else ""
    texts = (
        desk.indicator.short_name(t.lang),
        digits(_about(found, t)),
        headline,
        newer,
        t._("Note: {caveat}").format(caveat=message.caveat) if message.caveat else "",
        t._("Note: {caveat}").format(caveat=" ".join(weakened)) if weakened else "",
        digits(more if weakened else counted) if left else "",
        digits(_cautious(counted, t) if weakened else counted),
        cited_sources(found, desk, t),
        _short_source(found, desk, t),
        _short_source(found, desk, t, briefly=True),
        *marked,
    )
    topic, about, headline, newer, caveat, weak, more, counted, source, short, survey, *marks = breakable(texts, t.lang)
    signed = t._("Code {code} at /number").format(code=code) if code else ""
    return MessageCard(
        key=found.ask.key,
        lang=t.lang,
        topic=topic,
        about=about,
        marks=tuple(marks),
        shown=_shown(found, desk, t, digits),
        headline=headline,
        newer=newer,
        caveat=caveat,
        weakened=weak,
        more=more,
        counted=counted,
        source=source,
        short_source=short,
        survey=survey,
        code=code,
        signed=signed,
        brand=t._(PRODUCT),
        members=layer_words.is_members(found.figures),
        message=message,
    )


def _cautious(counted: str, t: Translator) -> str:
    return t._("Use with caution: {notes}").format(notes=counted[:1].lower() + counted[1:])


def _about(found: Finding, t: Translator) -> str:
    """Place, group, periods and unit, as far as the figures are of one."""
    figures = told_figures(found)
    places = tuple(dict.fromkeys(area_name(one.area, t.lang) for one in figures))
    groups = dict.fromkeys(Group.of(one) for one in figures)
    group = next(iter(groups)) if len(groups) == 1 else Group()
    periods = dict.fromkeys(period(one.period_label, t.lang) for one in found.figures[:2])
    unit = "" if found.ask.kind == "absence" else words.unit(found.indicator, t)
    parts = [t._(" and ").join(places) if len(places) < 3 else ""]
    parts += [words.group(group, t) if group != Group() else "", ", ".join(reversed(periods)), unit]
    return " · ".join(part for part in parts if part)


def _marked(found: Finding, t: Translator) -> tuple[str, ...]:
    """What a glance must tell: that nobody else has checked a figure, or that a model made it."""
    marks = [t._(layer_words.UNCHECKED)] if layer_words.is_members(found.figures) else []
    if found.figures and all(one.status == MODELLED for one in found.figures[:2]):
        marks.append(words.status(found.own, t))
    return tuple(mark[:1].upper() + mark[1:] for mark in marks)


def _short_source(found: Finding, desk: TopicEvidence, t: Translator, *, briefly: bool = False) -> str:
    """Survey and publisher of each figure: "CDHS 2021–22 (National Institute of Statistics)"; ``briefly`` the survey
    where it has a name."""
    named = []
    for one in told_figures(found):
        source = desk.catalogue.sources.get(one.source)
        if source is None or one.layer == MEMBERS:
            named.append(source_words(one, desk, t))
            continue
        survey = programme_words(one, t.lang)
        long = f"{survey} ({source.publisher})" if survey else source.publisher
        named.append(survey if survey and briefly else long)
    told = t._("; ").join(dict.fromkeys(named))
    return t._("Source: {source}").format(source=told) if told else ""


Digits = Callable[[str], str]


def _shown(found: Finding, desk: TopicEvidence, t: Translator, digits: Digits) -> Shown:
    if found.ask.kind == "absence":
        return Shown(SILENCE, big=t._("Missing figures"))
    old = digits(period(found.own.period_label, t.lang)) if "old" in {one.code for one in found.reasons} else ""
    entries = tuple(ToldFigure(digits(o.label), digits(o.value), o.size, o.own) for o in _beside(found, desk, t))
    if entries:
        dated = found.ask.kind in ("level", "change", "target")
        return Shown(DATED if found.ask.kind == "level" else BARS, entries=entries, year="" if dated else old)
    fraction = fraction_told(found, desk)
    if fraction is not None and _drawable(fraction):
        return _row(found, fraction, desk, t, digits, old)
    before, big, after = _one_figure(found, desk, t)
    return Shown(NUMBER, digits(big), digits(before), digits(after), year=old)


def _drawable(fraction: Fraction) -> bool:
    return fraction.qualifier in LABELS and (fraction.m <= MOST_IN_A_ROW or fraction.m in IN_ROWS)


def _row(found: Finding, fraction: Fraction, desk: TopicEvidence, t: Translator, digits: Digits, old: str) -> Shown:
    """Ten figures where the fraction is in whole tenths, else as many as it is of: never another than is said."""
    of = MOST_IN_A_ROW if MOST_IN_A_ROW % fraction.m == 0 else fraction.m
    half = fraction.m == 2 and fraction.qualifier in HALVES
    label = t._((HALVES if half else LABELS)[fraction.qualifier]).format(n=fraction.n, m=fraction.m)
    value = headline_value(float(found.own.value or 0.0), found.indicator, t, modelled=found.own.status == MODELLED)
    return Shown(
        ROW,
        digits(label[:1].upper() + label[1:]),
        after=digits(value),
        filled=fraction.n * of // fraction.m,
        of=of,
        figure=_figure(desk),
        year=old,
    )


def _figure(desk: TopicEvidence) -> str:
    """Whom or what the percentage is of, as a figure; of nobody's sex."""
    said = desk.words
    if said.households or said.noun_en == "families":
        return HOUSE
    if said.counter_km != "នាក់":
        return THING
    young = ("child", "infant", "pupil", "student", "minor")
    return CHILD if any(word in said.noun_en for word in young) else PERSON


def _one_figure(found: Finding, desk: TopicEvidence, t: Translator) -> tuple[str, str, str]:
    """The figure with what stands before and after it."""
    indicator, results = found.indicator, found.results
    if "number" in results:
        before, after = _around(t._("about {figure}"))
        return before, plain_number(results["number"], 0, t.lang), population(desk.words, Group.of(found.own), t)
    before, after = _around(t._(hedge(found.own, indicator)))
    big = format_number(float(found.own.value or 0.0), indicator, t.lang)
    if indicator.unit == "percent":
        return before, f"{big}\N{NO-BREAK SPACE}%", after
    if indicator.unit == "number":
        after = population(desk.words, Group.of(found.own), t)
    elif indicator.unit not in words.BARE_UNITS:
        after = words.unit(indicator, t)
    return before, big, after


def _around(template: str) -> tuple[str, str]:
    before, _, after = template.partition("{figure}")
    return before.strip(), after.strip()


def _beside(found: Finding, desk: TopicEvidence, t: Translator) -> list[ToldFigure]:
    """The figures that are told beside each other, none where there is one."""
    kind, own = found.ask.kind, found.own
    if kind == "level":
        several = tuple(dict.fromkeys((*found.newer, *found.rivals, own)))  # what contradicts it may be the newer one
        return [] if len(several) == 1 else [_dated(one, several, desk, t) for one in several]
    if kind == "change":
        by = int(found.texts.get("by", 0))
        line = [found.figures[1], *found.figures[2 : 2 + by], own]
        return [_entry(period(one.period_label, t.lang), one, found, t, own=one is own) for one in line[-MOST_BESIDE:]]
    if kind in ("place", "group", "gap"):
        other = found.figures[1]
        return [_entry(_apart(own, other, t), own, found, t), _entry(_apart(other, own, t), other, found, t, own=False)]
    if kind == "target":
        year = t._("Target by {year}").format(year=str(int(found.results["year"])))
        goal = ToldFigure(year, goal_words(found, t), found.results["goal"], own=False)
        return [_entry(period(own.period_label, t.lang), own, found, t), goal]
    return []


def _entry(label: str, one: Observation, found: Finding, t: Translator, *, own: bool = True) -> ToldFigure:
    value = float(one.value or 0.0)
    told = headline_value(value, found.indicator, t, modelled=one.status == MODELLED)
    return ToldFigure(label, told, value, own)


def _apart(one: Observation, other: Observation, t: Translator) -> str:
    """What tells a figure from the other: its place, or its part of the people."""
    if one.area != other.area:
        return area_name(one.area, t.lang)
    differ = [name for name in DIMENSIONS if getattr(one, name) != getattr(other, name)]
    return t._(", ").join(words.dimension_words(getattr(one, name), t) for name in differ)


def _dated(one: Observation, several: Iterable[Observation], desk: TopicEvidence, t: Translator) -> ToldFigure:
    """A figure by its year; by its people and its series too where these differ."""
    indicator = desk.catalogue.indicators[one.indicator]
    parts = [period(one.period_label, t.lang)]
    if len({Group.of(other) for other in several}) > 1:
        parts.append(words.group(Group.of(one), t))
    if len({other.period_label for other in several}) == 1:
        parts.append(indicator.short_name(t.lang))
    value = float(one.value or 0.0)
    told = headline_value(value, indicator, t, modelled=one.status == MODELLED)
    return ToldFigure(" · ".join(parts), told, value)
