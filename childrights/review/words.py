"""A difference in words: what publishing would change, the most important first."""

from __future__ import annotations

from childrights.catalogue import Catalogue, Indicator, Observation
from childrights.i18n import Translator
from childrights.language import period, words
from childrights.members import Conflict
from childrights.members import words as layer_words
from childrights.review.items import Consequences, HeadlineChange, MapChange
from childrights.watch import ADDED, FALLEN, MessageNews, line
from geo import area_words


def lead_words(found: Consequences, t: Translator) -> str:
    """In one sentence how much would change, for those who look and for those who ask for members' figures."""
    unasked = sum(one.hand is None for one in found.maps)
    counted = [
        (unasked, t.ngettext("{count} map", "{count} maps", unasked)),
        (len(found.ranks), t.ngettext("{count} order of places", "{count} orders of places", len(found.ranks))),
        (len(found.headlines), t.ngettext("{count} headline", "{count} headlines", len(found.headlines))),
        (len(found.sentences), t.ngettext("{count} sentence", "{count} sentences", len(found.sentences))),
    ]
    told = t._(", ").join(form.format(count=count) for count, form in counted if count)
    if told:
        return t._("Publishing changes what everybody sees: {what}.").format(what=told)
    on_request = len(found.maps)
    if on_request:
        form = t.ngettext(
            "Nothing that everybody sees changes. {count} map looks otherwise for those who ask for members' figures.",
            "Nothing that everybody sees changes. {count} maps look otherwise for those who ask for members' figures.",
            on_request,
        )
        return form.format(count=on_request)
    return t._("Nothing that somebody can see on a map changes.")


def map_words(one: MapChange, catalogue: Catalogue, t: Translator) -> str:
    """Which map it is: indicator, period and group, and whose figures stand beside the published ones."""
    parts = [catalogue.indicators[one.indicator].short_name(t.lang), period(one.period, t.lang)]
    if not one.group.is_total:
        parts.append(words.group(one.group, t))
    told = t._(", ").join(parts)
    return t._("{map}, with the figures of {member}").format(map=told, member=one.hand.member) if one.hand else told


def areas_words(one: MapChange, t: Translator) -> str:
    """The places of a map whose figure comes, reads otherwise or goes, by name."""
    told = []
    for areas, form in (
        (one.added, t._("New: {places}")),
        (one.revised, t._("Otherwise: {places}")),
        (one.gone, t._("Gone: {places}")),
    ):
        if areas:
            told.append(form.format(places=t._(", ").join(area_words(area, t.lang) for area in areas)) + t._("."))
    return " ".join(told)


def headline_words(one: HeadlineChange, t: Translator) -> tuple[str, str]:
    """How a headline reads now, and how it would."""
    none = t._("Nothing is shown.")
    return one.was.of(t.lang) or none, one.now.of(t.lang) or none


def sentence_words(one: MessageNews, t: Translator) -> str:
    """A sentence that could be told for the first time, would read otherwise, or would fall."""
    if one.change == ADDED:
        return t._("New: “{sentence}”").format(sentence=one.now.of(t.lang))
    if one.change == FALLEN:
        return t._("No longer: “{sentence}”").format(sentence=one.was.of(t.lang))
    return t._("Now: “{was}” Then: “{now}”").format(was=one.was.of(t.lang), now=one.now.of(t.lang))


def conflict_words(one: Conflict, catalogue: Catalogue, t: Translator) -> str:
    """A member's figure beside the published one that it differs from."""
    indicator = catalogue.indicators[one.figure.indicator]
    return t._("{measure}, {place}, {period}: published {published}, sent {sent}.").format(
        measure=layer_words.scoped(indicator.short_name(t.lang), one.figure.scope, t),
        place=area_words(one.figure.area, t.lang),
        period=period(one.figure.period_label, t.lang),
        published=_value(one.published, indicator, t),
        sent=_value(one.figure, indicator, t),
    )


def _value(one: Observation, indicator: Indicator, t: Translator) -> str:
    return words.status(one, t) if one.value is None else words.value_words(one, indicator, t)


def consequence_lines(found: Consequences, catalogue: Catalogue, t: Translator) -> list[str]:
    """The whole difference as lines of text, for where there is no page."""
    lines = [lead_words(found, t)]
    lines += [f"- {map_words(one, catalogue, t)}. {areas_words(one, t)}" for one in found.maps]
    for headline in found.headlines:
        was, now = headline_words(headline, t)
        lines.append("- " + t._("Now: “{was}” Then: “{now}”").format(was=was, now=now))
    lines += [f"- {sentence_words(one, t)}" for one in found.sentences]
    lines += [f"- {conflict_words(one, catalogue, t)}" for one in found.opened]
    lines += [f"- {line(one, catalogue, t)}" for one in found.news.items]
    return lines
