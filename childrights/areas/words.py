"""What the places of a map show, in words: where they are highest and lowest, and what is not drawn with its reason."""

from __future__ import annotations

from itertools import groupby

from childrights.areas.coverage import MapView
from childrights.catalogue import Indicator
from childrights.i18n import Translator
from childrights.language import format_number, period, words
from childrights.statistics import dispersed_values, interval_of, is_complete
from geo import area_words, province_members

MOST_NAMED = 2
"""Places that share the highest or lowest value and are named; more are counted."""


def extremes_words(view: MapView, indicator: Indicator, t: Translator) -> str:
    """Where a view with drawn areas is highest and lowest as published, beside the country's value."""
    valued = sorted(view.drawn, key=lambda o: o.value or 0.0)
    low, high = (words.value_words(o, indicator, t) for o in (valued[0], valued[-1]))
    told = {"name": indicator.short_name(t.lang), "period": period(view.period, t.lang), "most": high, "least": low}
    if low == high:
        sentence = t._("{name}, {period}: {most} in {highest}")
    else:
        sentence = t._("{name}, {period}: highest in {highest}, {most}; lowest in {lowest}, {least}")
    told["highest"] = _alike(view, high, indicator, t)
    told["lowest"] = _alike(view, low, indicator, t)
    said = sentence.format(**told)
    if view.national is None or view.national.value is None:
        return said
    national = words.value_words(view.national, indicator, t)
    return t._("{finding}; {national} in Cambodia").format(finding=said, national=national)


def _alike(view: MapView, value: str, indicator: Indicator, t: Translator) -> str:
    """The places with a value that is printed as ``value``: their names, or how many they are where they are many."""
    names = [area_words(o.area, t.lang) for o in view.drawn if words.value_words(o, indicator, t) == value]
    if len(names) > MOST_NAMED:
        return t.ngettext("{count} area", "{count} areas", len(names)).format(count=len(names))
    return t._(" and ").join(names)


def drawn_places_words(view: MapView, t: Translator) -> list[str]:
    """How many areas are drawn, and each that is not with its reason: nothing vanishes in silence."""
    covered = sum(len(province_members(o.area)) for o in view.drawn)
    count = len(view.drawn)
    sentences = [
        t.ngettext(
            "{count} area is drawn, covering {covered} of the 25 provinces.",
            "{count} areas are drawn, covering {covered} of the 25 provinces.",
            count,
        ).format(count=count, covered=covered)
    ]
    missing = sorted(view.not_drawn + view.overlapping, key=lambda one: one.reason)
    for reason, group in groupby(missing, key=lambda one: one.reason):
        names = t._(", ").join(area_words(one.area, t.lang) for one in group)
        sentences.append(
            t._("Not drawn – {reason}: {names}.").format(reason=words.reason(reason, t).lower(), names=names)
        )
    return sentences


def view_cautions(view: MapView, indicator: Indicator, t: Translator) -> list[str]:
    """What the reader must know before leaning on the figures of a view."""
    notes = []
    if any(len(province_members(o.area)) > 1 for o in view.drawn):
        notes.append(
            t._("Provinces joined by a dashed border are one survey area: one value was published for all of it.")
        )
    if not any(o.lower is not None for o in view.drawn) and indicator.source_type == "survey":
        known = all(interval_of(o, indicator) for o in view.drawn)
        unsure = t._("The source gives no intervals: small differences between areas are not findings.")
        assumed = t._("The source gives no intervals: those used here are worked out from the numbers of cases.")
        notes.append(assumed if known else unsure)
    likely = dispersed_values(view.drawn, indicator)
    if likely and not all(is_complete(o, indicator) for o in view.drawn):
        low, high = (format_number(end, indicator, t.lang) for end in (min(likely.values()), max(likely.values())))
        said = t._(
            "Chance alone makes the lowest and the highest look further apart: they are more likely at "
            "about {low} and {high}."
        )
        notes.append(said.format(low=low, high=high))
    if any(o.status == "small_sample" for o in view.drawn):
        notes.append(t._("Values and names in brackets are based on 25 to 49 cases: use with caution."))
    if any(o.status == "modelled" for o in view.drawn):
        notes.append(t._("These values are modelled estimates, not counts."))
    return notes
