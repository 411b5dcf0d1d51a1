"""Small cards of indicators: the latest figure, which way it moves, how places differ, how good the evidence is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.areas import MapView
from childrights.catalogue import Group, Indicator, Observation
from childrights.charts import HEIGHT, WIDTH, sparkline
from childrights.i18n import Translator
from childrights.language import period, words
from childrights.members import ANY
from childrights.members import words as layer_words
from childrights.newest import TopicHeadline, dated_words, picture_line
from childrights.snapshot import Headline, limits_words, of_published, travelling_notes
from childrights.statistics import GRADES, REASONS, Dispersion, Evidence, direction, grade_evidence, segments, spread
from geo import area_name
from ui.parts import cache, markup
from ui.parts.page import Page

Headlines = Mapping[str, Headline]
MARKS = {"strong": "●●●", "fair": "●●○", "weak": "●○○"}
"""The grade as dots, so that it does not hang on a word alone."""


def topic_card(page: Page, lead: Indicator, headlines: Headlines) -> str:
    """The card of a topic: its national headline, whichever series that stands in, and its newest picture by place.

    Other definitions stand in a line of their own; nothing for a topic without published figures.
    """
    members = page.catalogue.topics[lead.topic].members
    headlines = of_published(headlines)
    known = [page.catalogue.indicators[code] for code in members if code in headlines]
    if not known:
        return ""
    head = cache.newest(page.snapshot.name).headline(lead.topic)
    newest = head.newest if head else None
    shown = page.catalogue.indicators[newest.indicator] if newest else known[0]
    group = Group.of(newest) if newest else headlines[shown.code].group
    counted = [one for one in _counted(page, headlines[shown.code]) if not newest or one.year_end <= newest.year_end]
    parts = [
        _name(page, shown, group),
        _figure(page, shown, counted),
        _beside(page, head),
        _direction(page, shown, counted),
        _places(page, head),
        _evidence(page, shown, counted[-1]) if counted else "",
        _notes(page, shown, counted[-1:]),
        *(_sent(page, one, shown) for one in [shown, *(one for one in known if one is not shown)]),
        _others(page, [one for one in known if one is not shown], headlines),
    ]
    return markup.wrap("li", "".join(parts), "cr-card")


def _sent(page: Page, one: Indicator, shown: Indicator) -> str:
    """Whose members' figures of a series stand beside the published ones, with the way to them; nothing without any.

    Those of a series that is not the one ``shown`` are named with it: the headline may be of a newer one.
    """
    t, figures = page.t, [sent.figure for sent in cache.members_figures(page.snapshot.name, one.code)]
    if not figures:
        return ""
    said = t._("Members' figures")
    if one is not shown:
        said = t._("{name}: {reason}").format(name=one.short_name(page.lang), reason=said)
    link = markup.link(said, "explore", ind=one.code, members=ANY, lang=page.url_lang)
    return markup.wrap("p", f"{link} {markup.tag('span', layer_words.members_named(figures, t))}", "quiet")


def _counted(page: Page, headline: Headline) -> list[Observation]:
    """National figures with a value, without projections into years to come."""
    return [one for one in headline.national if one.value is not None and one.year_end <= page.year]


def _name(page: Page, indicator: Indicator, of: Group) -> str:
    name = markup.link(indicator.short_name(page.lang), "explore", ind=indicator.code, lang=page.url_lang)
    group = page.presenter(indicator).group_words(of)
    return markup.wrap("h3", f"{name} {markup.tag('span', group, 'quiet')}" if group else name)


def _figure(page: Page, indicator: Indicator, counted: Sequence[Observation]) -> str:
    if not counted:
        return markup.tag("p", page.t._("no national figure"), "quiet")
    latest = counted[-1]
    figure = markup.wrap(
        "b", markup.link(words.value_words(latest, indicator, page.t), "number", code=latest.id, lang=page.url_lang)
    )
    when = markup.tag("span", period(latest.period_label, page.lang), "quiet")
    return markup.wrap("p", f"{figure} {when} {_sparkline(page, indicator, counted)}", "cr-latest")


def _beside(page: Page, head: TopicHeadline | None) -> str:
    """The newest figure that came about in another way than the one above, a model's beside a survey's."""
    if head is None or len(head.figures) < 2:
        return ""
    told = [dated_words(one, page.catalogue, page.t, made=True) for one in head.figures[1:]]
    label = page.t._("Beside it: {figures}.").format(figures=page.t._("; ").join(told))
    return markup.tag("p", label, "quiet")


def _sparkline(page: Page, indicator: Indicator, counted: Sequence[Observation]) -> str:
    if len(counted) < 2:
        return ""
    pieces = [
        [((o.year_start + o.year_end) / 2, o.value) for o in piece if o.value is not None]
        for piece in segments(counted).segments
    ]
    ends = (counted[0], counted[-1])
    alt = " – ".join(
        f"{words.value_words(one, indicator, page.t)} ({period(one.period_label, page.lang)})" for one in ends
    )
    return markup.picture(sparkline(pieces, page.colours.ink), alt, (WIDTH, HEIGHT))


def _direction(page: Page, indicator: Indicator, counted: Sequence[Observation]) -> str:
    if not counted:
        return ""
    previous = counted[-2] if len(counted) > 1 else None
    found = direction(previous, counted[-1], indicator)
    css = f"cr-mark-{found.code}" if found.code in ("better", "worse") else "quiet"
    return markup.tag("p", words.direction_words(found, previous, page.t), css)


def places_words(page: Page, indicator: Indicator, headline: Headline) -> str:
    """How places differ in the newest period with figures of several; empty where there are none."""
    if not headline.areas:
        return ""
    periods = cache.groups_with_periods(page.snapshot.name, indicator.code).get(headline.group, ())
    newest = next((one.label for one in reversed(periods) if one.areas), "")
    return _places_then(page, indicator, newest, headline.group) if newest else ""


def _places_then(page: Page, indicator: Indicator, label: str, group: Group) -> str:
    view: MapView = cache.map_view(page.snapshot.name, indicator.code, label, group)
    found = spread(view.drawn, indicator)
    return spread_words(found, indicator, period(label, page.lang), page.t) if found else ""


def _places(page: Page, head: TopicHeadline | None) -> str:
    """The newest picture by place: how old it is where the headline is newer, and how places differ in it."""
    picture = head.places if head else None
    if head is None or picture is None:
        return ""
    indicator = page.catalogue.indicators[picture.indicator]
    told = _places_then(page, indicator, picture.period_label, picture.group)
    older = picture_line(head, page.catalogue, page.t)
    return markup.tag("p", " ".join(part for part in (older, told) if part), "quiet") if told else ""


def spread_words(found: Dispersion, indicator: Indicator, when: str, t: Translator) -> str:
    """How places differ in one sentence; best and worst only where they can be told."""

    def told(one: Observation) -> str:
        return f"{area_name(one.area, t.lang)} {words.value_words(one, indicator, t)}"

    if found.best and found.worst:
        text = t._("Best: {best}. Worst: {worst} ({period}, {count} areas).")
        return text.format(best=told(found.best), worst=told(found.worst), period=when, count=found.areas)
    if found.best or found.worst:
        text = t._("Best: {best} ({period}).") if found.best else t._("Worst: {worst} ({period}).")
        one = found.best or found.worst
        assert one is not None
        text = text.format(best=told(one), worst=told(one), period=when)
        return text + " " + _from_to(found, indicator, when, t)
    refused = found.refusal.code if found.refusal else ""
    reason = {"": t._("No clear best or worst."), "no_interval": t._("Not ranked: no intervals.")}
    return f"{_from_to(found, indicator, when, t)} {reason.get(refused, '')}"


def _from_to(found: Dispersion, indicator: Indicator, when: str, t: Translator) -> str:
    text = t._("From {lowest} to {highest} across {count} areas ({period}).")
    ends = [words.value_words(one, indicator, t) for one in (found.lowest, found.highest)]
    return text.format(lowest=ends[0], highest=ends[1], count=found.areas, period=when)


def _evidence(page: Page, indicator: Indicator, latest: Observation) -> str:
    found = grade_evidence(latest, indicator, page.catalogue.sources.get(latest.source), page.year)
    dots = markup.tag("span", MARKS[found.grade], "cr-dots")
    return markup.wrap(
        "p", f"{dots} {markup.tag('span', evidence_words(found, page.t))}", f"cr-evidence cr-{found.grade}"
    )


def _notes(page: Page, indicator: Indicator, latest: Sequence[Observation]) -> str:
    """What must stand wherever the figure is told."""
    told = travelling_notes(latest, indicator, page.t)
    return markup.tag("p", " ".join(told), "cr-note") if told else ""


def evidence_words(found: Evidence, t: Translator) -> str:
    """The grade and what it hangs on: "Fair evidence: 12 years old, interval not published"."""
    reasons = dict.fromkeys(t._(REASONS[one.code]).format(age=one.age) for one in found.telling)
    return t._("{grade}: {reasons}").format(grade=t._(GRADES[found.grade]), reasons=t._(", ").join(reasons))


def _others(page: Page, others: Sequence[Indicator], headlines: Headlines) -> str:
    """The other definitions of the topic with their latest figure, newest first: never joined to the one above."""
    dated = [(one, figures[-1] if (figures := _counted(page, headlines[one.code])) else None) for one in others]
    dated.sort(key=lambda pair: -pair[1].year_end if pair[1] else 0)
    told = []
    for one, figure in dated:
        text = markup.link(one.short_name(page.lang), "explore", ind=one.code, lang=page.url_lang)
        if figure is not None:
            when = period(figure.period_label, page.lang)
            about = page.t._("; ").join(part for part in (when, limits_words(figure, page.t)) if part)
            text += " " + markup.tag("span", f"{words.value_words(figure, one, page.t)} ({about})")
        told.append(text)
    label = markup.tag("span", page.t._("Related measures:"), "quiet")
    return markup.wrap("p", f"{label} {' · '.join(told)}") if told else ""
