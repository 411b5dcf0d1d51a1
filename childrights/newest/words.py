"""What goes beside an older figure: the newer one with its date, its place and how it came about, in a few words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from childrights.catalogue import (
    DIMENSIONS,
    PUBLISHED,
    TOTAL,
    Catalogue,
    Group,
    Observation,
    programme_words,
    same_programme,
)
from childrights.i18n import N_, Translator, translator
from childrights.language import period, words
from childrights.newest.siblings import NewestFigures, TopicHeadline, making
from childrights.snapshot import limits_words
from childrights.statistics import MODELLED
from geo import COUNTRY, area_words

BY_MAKING: Mapping[str, str] = {
    "survey": N_("By a household survey: {sentence}"),
    "administrative": N_("By administrative records: {sentence}"),
    "census": N_("By a census: {sentence}"),
    "modelled": N_("By the estimate of a model: {sentence}"),
    "derived": N_("Worked out from other figures: {sentence}"),
    "case_data": N_("By case records: {sentence}"),
}


_BY_NAME = {MODELLED: N_("By the estimate of a model ({survey}): {sentence}")}


def by_making(
    one: Observation, sentence: str, catalogue: Catalogue, t: Translator, beside: Sequence[Observation] = ()
) -> str:
    """A sentence about a figure that says first how the figure came about; by the name of its survey or model where
    one of the figures ``beside`` it came about in the same way, but of another."""
    survey = _survey(one, beside, catalogue, t)
    template = _BY_NAME.get(making(one, catalogue), N_("By {survey}: {sentence}"))
    return t._(template if survey else BY_MAKING[making(one, catalogue)]).format(sentence=sentence, survey=survey)


def unlike(figures: Sequence[Observation], catalogue: Catalogue) -> bool:
    """Whether figures differ in how they came about: counted, asked or modelled, or of which survey or edition."""
    first, *others = figures
    return any(
        making(one, catalogue) != making(first, catalogue) or bool(_survey(one, (first,), catalogue, translator("en")))
        for one in others
    )


def _survey(one: Observation, beside: Sequence[Observation], catalogue: Catalogue, t: Translator) -> str:
    """The survey of a figure by name, where one that stands beside it is of another: 22 % out of school by one survey
    and 6 % by another are no change. Empty otherwise, and where nobody said which survey it is."""
    alike = (other for other in beside if making(other, catalogue) == making(one, catalogue))
    return programme_words(one, t.lang) if any(not same_programme(one, other) for other in alike) else ""


def dated_words(one: Observation, catalogue: Catalogue, t: Translator, *, made: bool = False) -> str:
    """ "22.0 % in 2021–22"; with ``made`` also how it came about: "11.8 per 1,000 in 2024 (modelled estimate)"."""
    return _dated(_value(one, catalogue, t), one, t._(words.SOURCE_TYPES[making(one, catalogue)]) if made else "", t)


def _value(one: Observation, catalogue: Catalogue, t: Translator) -> str:
    value = words.value_words(one, catalogue.indicators[one.indicator], t)
    limits = limits_words(one, t)
    return value.replace(" %", "\N{NO-BREAK SPACE}%") + (f" ({limits})" if limits else "")


def _dated(values: str, one: Observation, kind: str, t: Translator) -> str:
    filled = {"value": values, "period": period(one.period_label, t.lang)}
    if not kind:
        return t._("{value} in {period}").format(**filled)
    return t._("{value} in {period} ({kind})").format(kind=kind, **filled)


def _kind(
    one: Observation, told: Sequence[Observation], newer: Sequence[Observation], catalogue: Catalogue, t: Translator
) -> str:
    """How a newer figure came about, where that is not how all of them did: "household survey", "another survey: CSES
    2019–20"."""
    own, every = making(one, catalogue), (*told, *newer)
    if own == "survey" and (survey := _survey(one, told, catalogue, t)):
        return t._("another survey: {survey}").format(survey=survey)
    kind = t._(words.SOURCE_TYPES[own]) if len({making(other, catalogue) for other in every}) > 1 else ""
    return t._(", ").join(part for part in (kind, _survey(one, every, catalogue, t)) if part)


def newer_line(told: Sequence[Observation], newer: Sequence[Observation], catalogue: Catalogue, t: Translator) -> str:
    """ "Newer: 22.0 % in 2021–22."; empty where nothing is ``newer`` than the figures ``told``."""
    figures = newer_words(told, newer, catalogue, t)
    return t._("Newer: {figures}.").format(figures=figures) if figures else ""


def newer_words(told: Sequence[Observation], newer: Sequence[Observation], catalogue: Catalogue, t: Translator) -> str:
    """ "22.0 % in 2021–22"; empty where nothing is ``newer`` than the figures ``told``.

    How the figures came about and of which survey is said where they differ in it, and of what they are where that
    leaves a doubt.
    """
    if not newer:
        return ""
    dated: dict[tuple[str, str], list[Observation]] = {}
    for one in newer:
        dated.setdefault((one.period_label, _kind(one, told, newer, catalogue, t)), []).append(one)
    figures = [
        _dated(t._(", ").join(_of_whom(one, told, newer, catalogue, t) for one in row), row[0], kind, t)
        for (_, kind), row in dated.items()
    ]
    return t._("; ").join(figures)


def _of_whom(
    one: Observation, told: Sequence[Observation], newer: Sequence[Observation], catalogue: Catalogue, t: Translator
) -> str:
    """A value with the place and the group it is of, as far as they are not the only ones spoken of."""
    value = _value(one, catalogue, t)
    areas, groups = {o.area for o in (*told, *newer)}, {Group.of(o) for o in (*told, *newer)}
    if areas == {COUNTRY} and len(groups) > 1 and {Group.of(o) for o in newer} == {Group()}:
        return t._("{value} for Cambodia as a whole").format(value=value)
    named = [area_words(one.area, t.lang)] if len(areas) > 1 else []
    # What all share was said: "female 64.3 %, male 69.1 %", not "female, poorest fifth 64.3 %, male, poorest fifth …".
    shared = {name: TOTAL for name in DIMENSIONS if len({getattr(of, name) for of in groups}) == 1}
    group = words.group(replace(Group.of(one), **shared), t)
    # A sentence calls a group in its own words ("the second-richest fifth"): what was told is "the same group" again.
    same = {Group.of(o) for o in told} == {Group.of(one)}
    group = t._("the same group") if same else group
    named += [group.lower() if t.lang == "en" else group] if len(groups) > 1 else []
    return t._("{who} {value}").replace("{who}", t._(", ").join(named)).format(value=value).strip()


MOST_VALUES = 3
"""More newer figures than these are told by their date alone; the country's always stands with its value."""


def newer_notes(
    shown: Sequence[Observation], newest: NewestFigures, t: Translator, *, told: Collection[str] = ()
) -> tuple[str, ...]:
    """What must stand beside a picture or a table of the figures ``shown``; nothing where none has a newer one.

    Of every series, place and group the last figure shown counts; several series are told by name. ``told`` are the
    codes of figures that stand beside it already.
    """
    last: dict[tuple[object, ...], Observation] = {}
    for one in shown:
        key = (one.indicator, one.area, Group.of(one))
        if one.layer == PUBLISHED and (key not in last or last[key].year_end <= one.year_end):
            last[key] = one
    series = {one.indicator: [other for other in last.values() if other.indicator == one.indicator] for one in shown}
    lines = [(code, line) for code, found in series.items() for line in _of_series(found, newest, t, told)]
    if len(series) == 1:
        return tuple(line for _, line in lines)
    name = {code: newest.catalogue.indicators[code].short_name(t.lang) for code in series}
    return tuple(t._("{name}: {line}").format(name=name[code], line=line) for code, line in lines)


def _of_series(shown: Sequence[Observation], newest: NewestFigures, t: Translator, told: Collection[str]) -> list[str]:
    """The country's newer figure with its value, then those of places and groups."""
    pairs = [(one, other) for one in shown for other in newest.newer(one) if other.id not in told]
    whole = [pair for pair in pairs if pair[1].area == COUNTRY and Group.of(pair[1]).is_total]
    rest = [pair for pair in pairs if pair not in whole]
    if len({pair[1].id for pair in rest}) <= MOST_VALUES:
        return [_line([*whole, *rest], newest.catalogue, t)] if pairs else []
    lines = [_line(whole, newest.catalogue, t)] if whole else []
    for template, found in (
        (N_("Newer figures by area are of {periods}."), [other for _, other in rest if other.area != COUNTRY]),
        (N_("Newer figures by group are of {periods}."), [other for _, other in rest if other.area == COUNTRY]),
    ):
        periods = {one.period_label: one.year_end for one in found}
        labels = [period(label, t.lang) for label in sorted(periods, key=lambda label: (-periods[label], label))]
        lines += [t._(template).format(periods=t._(", ").join(labels))] if labels else []
    return lines


def _line(pairs: Sequence[tuple[Observation, Observation]], catalogue: Catalogue, t: Translator) -> str:
    told, newer = (list(dict.fromkeys(pair[at] for pair in pairs)) for at in (0, 1))
    return newer_line(told, newer, catalogue, t)


def around_words(one: Observation, newest: NewestFigures, t: Translator) -> str:
    """ "21.9 % in 2021–22, “Stunting (CDHS tables)”": what is published nearest to a member's figure of another
    label or series of the same; empty where nothing is."""
    found = newest.around(one)
    if not found:
        return ""
    told = dated_words(found[0], newest.catalogue, t)
    if found[0].indicator == one.indicator:
        return told
    name = newest.catalogue.indicators[found[0].indicator].short_name(t.lang)
    return t._("{figure}, “{measure}”").format(figure=told, measure=name)


def picture_line(found: TopicHeadline, catalogue: Catalogue, t: Translator) -> str:
    """That the newest figures by place are older than the headline, and where the country stood then; else empty."""
    places, newest = found.places, found.newest
    if places is None or newest is None or places.year_end >= newest.year_end:
        return ""
    filled = {"period": period(places.period_label, t.lang)}
    filled["measure"] = catalogue.indicators[places.indicator].short_name(t.lang)
    if places.indicator in found.concept.members:
        if places.national is None:
            return t._("The newest figures by area here are of {period}.").format(**filled)
        filled["value"] = words.value_words(places.national, catalogue.indicators[places.indicator], t)
        return t._("The newest figures by area here are of {period}, when the country was at {value}.").format(**filled)
    return t._("The newest figures by area here are of {period}, for “{measure}”.").format(**filled)
