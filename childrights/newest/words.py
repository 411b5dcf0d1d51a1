"""What goes beside an older figure: the newer one with its date, its place and how it came about, in a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import Catalogue, Group, Observation
from childrights.i18n import N_, Translator
from childrights.language import period, words
from childrights.newest.siblings import TopicHeadline, making
from childrights.snapshot import limits_words
from geo import COUNTRY, area_name

BY_MAKING: Mapping[str, str] = {
    "survey": N_("By a household survey: {sentence}"),
    "administrative": N_("By administrative records: {sentence}"),
    "census": N_("By a census: {sentence}"),
    "modelled": N_("By the estimate of a model: {sentence}"),
    "derived": N_("Worked out from other figures: {sentence}"),
    "case_data": N_("By case records: {sentence}"),
}


def by_making(one: Observation, sentence: str, catalogue: Catalogue, t: Translator) -> str:
    """A sentence about a figure that says first how the figure came about."""
    return t._(BY_MAKING[making(one, catalogue)]).format(sentence=sentence)


def dated_words(one: Observation, catalogue: Catalogue, t: Translator, *, made: bool = False) -> str:
    """ "22.0 % in 2021–22"; with ``made`` also how it came about: "11.8 per 1,000 in 2024 (modelled estimate)"."""
    return _dated(_value(one, catalogue, t), one, catalogue, t, made=made)


def _value(one: Observation, catalogue: Catalogue, t: Translator) -> str:
    value = words.value_words(one, catalogue.indicators[one.indicator], t)
    limits = limits_words(one, t)
    return value.replace(" %", "\N{NO-BREAK SPACE}%") + (f" ({limits})" if limits else "")


def _dated(values: str, one: Observation, catalogue: Catalogue, t: Translator, *, made: bool) -> str:
    filled = {"value": values, "period": period(one.period_label, t.lang)}
    if not made:
        return t._("{value} in {period}").format(**filled)
    kind = t._(words.SOURCE_TYPES[making(one, catalogue)])
    return t._("{value} in {period} ({kind})").format(kind=kind, **filled)


def newer_line(told: Sequence[Observation], newer: Sequence[Observation], catalogue: Catalogue, t: Translator) -> str:
    """ "Newer: 22.0 % in 2021–22."; empty where nothing is ``newer`` than the figures ``told``.

    How the figures came about is said where they differ in it, and of what they are where that leaves a doubt.
    """
    if not newer:
        return ""
    made = len({making(one, catalogue) for one in (*told, *newer)}) > 1
    dated: dict[tuple[str, str], list[Observation]] = {}
    for one in newer:
        dated.setdefault((one.period_label, making(one, catalogue)), []).append(one)
    figures = [
        _dated(t._(", ").join(_of_whom(one, told, newer, catalogue, t) for one in row), row[0], catalogue, t, made=made)
        for row in dated.values()
    ]
    return t._("Newer: {figures}.").format(figures=t._("; ").join(figures))


def _of_whom(
    one: Observation, told: Sequence[Observation], newer: Sequence[Observation], catalogue: Catalogue, t: Translator
) -> str:
    """A value with the place and the group it is of, as far as they are not the only ones spoken of."""
    value = _value(one, catalogue, t)
    areas, groups = {o.area for o in (*told, *newer)}, {Group.of(o) for o in (*told, *newer)}
    if one.area == COUNTRY and {(o.area, Group.of(o)) for o in newer} == {(COUNTRY, Group.of(one))}:
        return t._("{value} for Cambodia as a whole").format(value=value) if len(areas) + len(groups) > 2 else value
    named = [area_name(one.area, t.lang)] if len(areas) > 1 else []
    group = words.group(Group.of(one), t)
    named += [group.lower() if t.lang == "en" else group] if len(groups) > 1 else []
    return t._("{who} {value}").replace("{who}", t._(", ").join(named)).format(value=value).strip()


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
        return t._("The newest figures by area here are of {period}, when the country stood at {value}.").format(
            **filled
        )
    return t._("The newest figures by area here are of {period}, for “{measure}”.").format(**filled)
