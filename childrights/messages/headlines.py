"""The headline of a finding: one sentence, its figure beside its words, its year named, nothing claimed beyond it."""

from __future__ import annotations

from childrights.catalogue import Indicator
from childrights.format import number, period, plain_number
from childrights.i18n import Translator
from childrights.messages.conscience import OLD_AFTER_YEARS
from childrights.messages.desk import Desk
from childrights.messages.finding import Finding, decimals_of, shown
from childrights.messages.fractions import Fraction, everyday
from childrights.messages.templates import (
    ABSENCES,
    AMOUNTS,
    CHANGES,
    FRACTIONS,
    GOALS,
    HALVES,
    LEVELS,
    PAIRS,
    PEOPLE,
    RANKS,
    STATEMENTS,
    TARGETS,
)
from childrights.messages.toward import GOAL_DECIMALS
from childrights.messages.vocabulary import MessageWords, place, population, where
from childrights.model import DIMENSIONS, Group, Observation
from childrights.uncertainty import interval_of
from geo.areas import COUNTRY

BASES = {"per_1000": 1000, "per_100000": 100_000}


def headline(found: Finding, desk: Desk, t: Translator) -> str:
    """The sentence for a finding that may be told."""
    kind = found.ask.kind
    if kind == "absence":
        return capital(_absence(found, desk, t))
    assert desk.words is not None
    if kind == "level":
        return capital(level(found.own, desk.words, desk, t))
    return capital(_OTHERS[kind](found, desk.words, desk, t))


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def when(one: Observation, desk: Desk, t: Translator) -> str:
    """The period, with its age where it is history."""
    label, age = period(one.period_label, t.lang), desk.today - one.year_end
    if age <= OLD_AFTER_YEARS:
        return t._("In {period}").format(period=label)
    return t._("In {period}, {age} years ago").format(period=label, age=plain_number(age, 0, t.lang))


def value_words(value: float, indicator: Indicator, t: Translator, *, modelled: bool = False) -> str:
    """A value with its unit: "32.0 %", "28.6 per 1,000", "20.6 years"; marked when a model made it."""
    return _with_unit(number(value, indicator, t.lang), indicator, t, modelled=modelled)


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
    n, m = counted(str(fraction.n), counter), counted(str(fraction.m), counter)
    return t._(template).format(n=n, m=m, population=population_words)


def counted(number_words: str, counter: str) -> str:
    """A number with the classifier it needs."""
    return f"{number_words} {counter}".strip()


def level(one: Observation, said: MessageWords, desk: Desk, t: Translator, *, without: bool = False) -> str:
    """A figure by itself, or, with ``without``, of those left out."""
    group, indicator = Group.of(one), desk.indicator
    filled = parts_of(one, said, desk, t)
    if one.year_end > desk.today:
        return t._(LEVELS["projected"]).format(**filled)
    if said.kind == "rate":
        filled["rounded"] = plain_number(float(one.value or 0.0), 0, t.lang)
        filled["figure"] = value_words(float(one.value or 0.0), indicator, t, modelled=_modelled(one))
        return t._(LEVELS["rate"]).format(**filled)
    if said.kind != "share":
        return t._(LEVELS["other"]).format(statement=statement(one, said, desk, t), **filled)
    value = shown(float(one.value or 0.0), indicator)
    value = shown(100 - value, indicator) if without else value
    interval = None if without else interval_of(one, indicator)
    fraction = everyday(value, interval, whole=indicator.decimals == 0)
    filled["verb"] = said.without(t) if without else said.verb(t)
    filled["figure"] = value_words(value, indicator, t, modelled=_modelled(one))
    if fraction is None:
        return t._(LEVELS["other"]).format(when=filled["when"], statement=t._(STATEMENTS["share"]).format(**filled))
    filled["people"] = fraction_words(fraction, population(said, group, t), said.counter(t), t)
    old = filled["when"] != t._("In {period}").format(period=filled["period"])
    return t._(LEVELS["share_old" if old else "share"]).format(**filled)


def _modelled(one: Observation) -> bool:
    return one.status == "modelled"


def parts_of(one: Observation, said: MessageWords, desk: Desk, t: Translator) -> dict[str, str]:
    """The words that sentences about one figure are made of."""
    group = Group.of(one)
    value = shown(float(one.value or 0.0), desk.indicator)
    rate = said.kind == "rate"
    figure = number(value, desk.indicator, t.lang) if rate else value_words(value, desk.indicator, t)
    if said.kind == "count":
        figure = counted(figure, said.counter(t))
    if _modelled(one):
        figure = t._("an estimated {figure}").format(figure=figure)
    return {
        "when": when(one, desk, t),
        "period": period(one.period_label, t.lang),
        "population": population(said, group, t),
        "where": where(one.area, one.year_end, group, t),
        "verb": said.verb(t),
        "figure": figure,
        "base": plain_number(BASES.get(desk.indicator.unit, 0), 0, t.lang),
    }


def statement(one: Observation, said: MessageWords, desk: Desk, t: Translator) -> str:
    """A figure as a clause without its period."""
    return t._(STATEMENTS[said.kind]).format(**parts_of(one, said, desk, t))


def _pair(found: Finding, said: MessageWords, desk: Desk, t: Translator) -> str:
    own, other = found.figures[0], found.figures[1]
    filled = {"when": when(own, desk, t), "statement": statement(own, said, desk, t)}
    filled["other"] = parts_of(other, said, desk, t)["figure"]
    filled["other_period"] = period(other.period_label, t.lang)
    filled["difference"] = difference(found, t)
    if found.ask.kind == "change":
        return t._(CHANGES[found.way]).format(**filled)
    filled["versus"] = versus(own, other, said, t)
    return t._(PAIRS["clear" if found.way in ("higher", "lower") else found.way]).format(**filled)


def difference(found: Finding, t: Translator) -> str:
    """ "4.0 percentage points higher"; empty where none may be claimed."""
    if found.way not in ("higher", "lower"):
        return ""
    if found.indicator.unit == "number":
        template = t._("{amount} more") if found.way == "higher" else t._("{amount} fewer")
    else:
        template = t._("{amount} higher") if found.way == "higher" else t._("{amount} lower")
    return template.format(amount=amount(found.results["difference"], found.indicator, t))


def versus(own: Observation, other: Observation, said: MessageWords, t: Translator) -> str:
    """What the other figure is of, as far as it differs: "in Cambodia as a whole", "of boys under five"."""
    group = Group.of(other)
    if own.area != other.area:
        if other.area == COUNTRY and group == Group.of(own) and group.residence == group.wealth == "total":
            return t._("in {place} as a whole").format(place=place(COUNTRY, other.year_end, t))
        return where(other.area, other.year_end, group, t)
    differs = {name for name in DIMENSIONS if getattr(group, name) != getattr(Group.of(own), name)}
    if differs & {"residence", "wealth"}:
        return where(other.area, other.year_end, group, t)
    template = t._("of {population}") if said.kind == "share" else t._("for {population}")
    return template.format(population=population(said, group, t))


def _rank(found: Finding, said: MessageWords, desk: Desk, t: Translator) -> str:
    ranks = {name: plain_number(found.results[name], 0, t.lang) for name in ("best", "worst", "places")}
    filled = {"when": when(found.own, desk, t), "statement": statement(found.own, said, desk, t)}
    return t._(RANKS[found.way]).format(**filled, **ranks)


def _people(found: Finding, said: MessageWords, desk: Desk, t: Translator) -> str:
    filled = parts_of(found.own, said, desk, t)
    names = ("number", "people")
    counts = {name: counted(plain_number(found.results[name], 0, t.lang), said.counter(t)) for name in names}
    return t._(PEOPLE).format(**filled, **counts)


def _target(found: Finding, said: MessageWords, desk: Desk, t: Translator) -> str:
    bare = plain_number(found.results["goal"], decimals_of(found.results["goal"], GOAL_DECIMALS), t.lang)
    goal = t._(GOALS[found.texts["kind"]]).format(goal=_with_unit(bare, desk.indicator, t))
    decimals = max(desk.indicator.decimals, decimals_of(found.results["difference"], GOAL_DECIMALS))
    away = amount(found.results["difference"], desk.indicator, t, decimals)
    filled = {"when": when(found.own, desk, t), "statement": statement(found.own, said, desk, t), "goal": goal}
    filled |= {"year": str(int(found.results["year"])), "framework": found.texts["framework"]}
    return t._(TARGETS[found.way]).format(amount=away, **filled)


def _absence(found: Finding, desk: Desk, t: Translator) -> str:
    topic = desk.catalogue.topics[desk.indicator.topic].name(t.lang)
    numbers = {name: str(int(value)) for name, value in found.results.items()}
    return t._(ABSENCES[found.way]).format(topic=topic, **numbers)


_OTHERS = {
    "place": _pair, "group": _pair, "change": _pair, "gap": _pair, "rank": _rank, "people": _people, "target": _target,
}  # fmt: skip
