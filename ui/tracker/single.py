"""One recommendation: the coalition's judgement beside the Government's, the evidence, and how both changed."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import ChildRightsError
from childrights.language import period, words
from childrights.rights import (
    STATUSES,
    Assessment,
    Recommendation,
    RecommendationStanding,
    day_words,
    indicator_name,
    latest_words,
    load_reviews,
    origin_of,
    over_cycles,
)
from geo import area_name
from ui.parts import Page, TableCell, cache, markup, show_notes, show_table, show_title
from ui.tracker.listing import ID, coalition_line, government_line, name_of, recommendation_words, show_way_back


def show_unknown_code(page: Page, code: str) -> None:
    """A code that asks nothing, with the way to the list."""
    show_title(
        page.t._("No recommendation has the id {code}").format(code=code[:40]),
        page.lang,
        kicker=page.t._("Recommendations"),
    )
    show_notes([page.t._("Check it letter by letter, or look for the recommendation in the list.")], page.lang)
    show_way_back(page)


def show_single(page: Page, one: RecommendationStanding) -> None:
    """The recommendation from its words to its history."""
    t, asked = page.t, one.asked
    show_way_back(page)
    summary = t.pick(asked.summary, asked.summary_km) if asked.topic else ""
    show_title(name_of(page, asked), page.lang, kicker=recommendation_words(page, asked), lede=summary)
    ours = markup.tag("h2", t._("The coalition says")) + markup.wrap("p", coalition_line(page, one.latest))
    ours += (
        assessment_evidence(page, one.latest)
        if one.latest
        else markup.tag(
            "p", t._("The coalition has not assessed this yet. That says nothing about what was done."), "cr-note"
        )
    )
    said = markup.tag("h2", t._("The Government says")) + markup.wrap("p", government_line(page, one))
    halves = markup.wrap("section", ours) + markup.wrap("section", said)
    markup.show(markup.wrap("div", halves, "cr-halves"), page.lang)
    show_table(t._("What is measured"), linked_indicators(page, one), page.lang)
    markup.show(assessment_history(page, [*one.history, *one.government]), page.lang)
    markup.show(markup.wrap("div", markup.facts(_facts(page, one)), "cr-asked-facts"), page.lang)


def assessment_evidence(page: Page, given: Assessment) -> str:
    """The reasons of an assessment with the figures and links attached, and who gave it."""
    told = page.t._("{member}, {id}").format(member=given.member, id=given.id)
    return markup.tag("p", given.why, "cr-why") + attached(page, given) + markup.tag("p", told, "cr-note")


def attached(page: Page, given: Assessment) -> str:
    """The figures and links of an assessment as a list; nothing when there are none."""
    figures = [figure_line(page, code) for code in given.figures]
    items = [*figures, *(markup.outside_link(link, link) for link in given.links)]
    return markup.wrap("ul", "".join(markup.wrap("li", item) for item in items), "cr-attached") if items else ""


def figure_line(page: Page, code: str) -> str:
    """One attached figure in words with the way to its birth certificate; says so when it is no longer published."""
    t = page.t
    try:
        found = cache.certificate(page.snapshot.name, code)
    except ChildRightsError:
        return markup.tag("span", t._("{code}: no longer among the published figures").format(code=code), "quiet")
    one, indicator = found.observation, found.indicator
    value = markup.link(words.value_words(one, indicator, t), "number", code=code, lang=page.url_lang)
    about = (
        f"{indicator.short_name(page.lang)}, {area_name(one.area, page.lang)}, {period(one.period_label, page.lang)}"
    )
    late = " " + t._("(another figure stands in its place now)") if found.replaced_by else ""
    return markup.tag("span", f"{about}: ") + value + markup.tag("span", late, "quiet")


def linked_indicators(page: Page, one: RecommendationStanding) -> str:
    """The linked indicators with their latest national figure."""
    t, headlines, rows = page.t, cache.headlines(page.snapshot.name), []
    for code in one.indicators:
        told, latest = latest_words(code, page.catalogue, headlines, page.year, t)
        name = indicator_name(code, page.catalogue, t)
        shown = (
            markup.link(name, "explore", ind=code, lang=page.url_lang)
            if code in headlines
            else markup.tag("span", name)
        )
        figure = (
            markup.link(told, "number", code=latest.id, lang=page.url_lang)
            if latest
            else markup.tag("span", told, "quiet")
        )
        hint = "" if code in one.asked.linked_indicators else t._("linked by the coalition")
        rows.append([TableCell(markup=shown), TableCell(markup=figure), TableCell(hint, css="quiet")])
    if not rows:
        return markup.tag("p", t._("No indicator is linked to this yet."), "cr-note")
    head = [TableCell(t._("Indicator")), TableCell(t._("Latest national figure")), TableCell("")]
    note = t._("Indicators help to judge; they are not the official measure of what was asked.")
    caption = t._("Indicators linked to this recommendation")
    return markup.table(caption, head, rows, "cr-linked") + markup.tag("p", note, "cr-note")


def assessment_history(page: Page, given: Sequence[Assessment]) -> str:
    """Everything that was ever assessed, newest first, with what was taken back and why."""
    t = page.t
    if not given:
        return ""
    names = {"coalition": t._("The coalition"), "government": t._("The Government")}
    items = []
    for one in sorted(given, key=lambda a: (a.assessed_on, a.id), reverse=True):
        status = t._(STATUSES[one.status]) if one.status else ""
        head = " · ".join(part for part in (day_words(one.assessed_on, page.lang), names[one.by], status) if part)
        told = [markup.tag("b", head), markup.tag("p", one.why), attached(page, one)]
        recorded = t._("{id}, recorded on {day} for {member}").format(
            id=one.id, day=day_words(one.recorded_at, page.lang), member=one.member
        )
        told.append(markup.tag("p", " · ".join(part for part in (one.source, recorded) if part), "cr-note"))
        if not one.stands:
            back = t._("Taken back on {day}: {why}").format(
                day=day_words(one.withdrawn_at, page.lang), why=one.withdrawn_why
            )
            told.append(markup.tag("p", back, "cr-note"))
        items.append(markup.wrap("li", "".join(told), "" if one.stands else "withdrawn"))
    return markup.tag("h2", t._("History"), "cr-section cr-above") + markup.wrap("ol", "".join(items), "cr-assessed")


def _facts(page: Page, one: RecommendationStanding) -> list[tuple[str, str]]:
    t, asked = page.t, one.asked
    cluster = page.catalogue.clusters.get(asked.cluster)
    right = (
        markup.link(
            cluster.name(page.lang), "rights", right=cluster.code, view="asked", asked=asked.code, lang=page.url_lang
        )
        if cluster
        else ""
    )
    again = [
        markup.link(f"{other.year} · {other.document}", "recommendations", **{ID: other.code}, lang=page.url_lang)
        for other in (over_cycles(cache.asked(page.snapshot.name), asked.topic) if asked.topic else ())
        if other.code != asked.code
    ]
    return [
        (t._("Right"), right),
        (t._("Document"), markup.outside_link(f"{_title(page, asked)} ({asked.document})", asked.source_url)),
        (t._("How it was read"), markup.tag("span", asked.confidence, "", page.foreign) if asked.confidence else ""),
        (t._("Brought in"), _brought_in(page, asked.code)),
        (
            t._("What would show it"),
            markup.tag("span", asked.measurable_element, "", page.foreign) if asked.measurable_element else "",
        ),
        (t._("Asked before or again"), " · ".join(again)),
        (t._("Id"), markup.tag("span", asked.code)),
    ]


def _brought_in(page: Page, code: str) -> str:
    """Who brought the words in from which file; nothing where they came with the dashboard."""
    found = origin_of(code, cache.given_additions(page.snapshot.name))
    if found is None:
        return ""
    origin, t = found.origin, page.t
    words_of = t._("{id}, on {day} by {member}, from {file}, row {row}").format(
        id=origin.id,
        day=day_words(origin.recorded_at, page.lang),
        member=origin.member,
        file=origin.file_name,
        row=found.row,
    )
    return markup.link(words_of, "bring_in", lang=page.url_lang)


def _title(page: Page, asked: Recommendation) -> str:
    """The title of the document, in Khmer where we have one."""
    titles = {one.document: one.title_km for one in load_reviews() if one.title == asked.document_title}
    return page.t.pick(asked.document_title, titles.get(asked.document, ""))
