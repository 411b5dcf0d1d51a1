"""One recommendation: the coalition's judgement beside the Government's, the evidence, and how both changed."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import ChildRightsError
from childrights.language import period, words
from childrights.rights import (
    POSITIONS,
    STATUSES,
    Assessment,
    Recommendation,
    RecommendationStanding,
    day_words,
    family,
    head_of,
    indicator_name,
    latest_words,
    load_ministries,
    load_positions,
    load_reviews,
    ministries_of,
    origin_of,
    over_cycles,
    position_history,
)
from geo import area_name
from ui.parts import Page, TableCell, cache, markup, places_words, show_notes, show_table, show_title
from ui.tracker.listing import (
    ID,
    coalition_line,
    government_line,
    name_of,
    parts_list,
    plain_words,
    recommendation_words,
    show_way_back,
)

MOST_AGAIN = 12


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
    summary = plain_words(page, asked)[0] if asked.topic else ""
    show_title(name_of(page, asked), page.lang, kicker=recommendation_words(page, asked), lede=summary)
    markup.show(_wording(page, asked) + _family(page, asked), page.lang)
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
        told, latest = latest_words(code, headlines, cache.newest(page.snapshot.name), page.year, t)
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
        places = _places(page, code)
        rows.append(
            [TableCell(markup=shown), TableCell(markup=figure), TableCell(markup=places), TableCell(hint, css="quiet")]
        )
    if not rows:
        return markup.tag("p", t._("No indicator is linked to this yet."), "cr-note")
    head = [
        TableCell(t._("Indicator")),
        TableCell(t._("Latest national figure")),
        TableCell(t._("By province")),
        TableCell(""),
    ]
    note = t._("Indicators help to judge; they are not the official measure of what was asked.")
    caption = t._("Indicators linked to this recommendation")
    return markup.table(caption, head, rows, "cr-linked") + markup.tag("p", note, "cr-note")


def _places(page: Page, code: str) -> str:
    """How places differ, with the way to the map; says so where nothing is published below the country."""
    headlines = cache.headlines(page.snapshot.name)
    told = places_words(page, page.catalogue.indicators[code], headlines[code]) if code in headlines else ""
    if not told:
        return markup.tag("span", page.t._("no figures by province here"), "quiet")
    way = markup.link(page.t._("Map"), "explore", ind=code, chart="map", lang=page.url_lang)
    return f"{markup.tag('span', told)} {way}"


def _wording(page: Page, asked: Recommendation) -> str:
    """The official wording beside our plain words; nothing where it was not read, or where it is all we have."""
    if not asked.official_text or (asked.official_text == asked.summary and not asked.topic):
        return ""
    if asked.official_text == asked.summary and page.lang == "en":
        return markup.tag("p", page.t._("This is the official wording."), "cr-note")
    label = markup.tag("p", page.t._("Official wording"), "cr-note")
    return markup.wrap("div", label + markup.tag("blockquote", asked.official_text, "", page.foreign), "cr-wording")


def _family(page: Page, asked: Recommendation) -> str:
    """The whole that it is part of, and the other parts, each with the way to it."""
    whole, others = family(asked, cache.asked(page.snapshot.name))
    if whole is None and not others:
        return ""
    t, standings = page.t, cache.standings(page.snapshot.name)
    if whole is None and asked.number == asked.paragraph and not asked.recommending_state:
        label = t._("Its parts")
    else:
        label = t._("Other parts of {number}").format(number=asked.paragraph)
    told = ""
    if whole is not None:
        way = markup.link(name_of(page, whole), "recommendations", **{ID: whole.code}, lang=page.url_lang)
        told = markup.wrap(
            "p",
            f"{markup.tag('span', t._('Part of paragraph {number}:').format(number=whole.number))} {way}",
            "cr-note",
        )
    listed = parts_list(page, [standings[one.code] for one in others], {})
    return markup.wrap(
        "div", told + (markup.tag("p", label, "cr-note") + listed if listed else ""), "cr-tracker cr-family"
    )


def _answers(page: Page, code: str) -> str:
    """Every answer of the State with its day, its own word and its document, oldest first."""
    name = page.snapshot.name
    said = position_history(code, cache.shipped_asked(), cache.given_additions(name), load_positions())
    items = []
    for one in said:
        word = page.t._(POSITIONS[one.position]) if one.position else one.word
        quoted = page.t._("“{name}”").format(name=one.word) if one.word and one.word != one.position else ""
        day = day_words(one.said_on, page.lang) if len(one.said_on) == len("2014-03-27") else one.said_on
        head = " · ".join(part for part in (day or page.t._("day not read"), word) if part)
        items.append(
            markup.wrap(
                "li", f"{markup.tag('span', head)} {markup.tag('small', ' '.join((quoted, one.source)).strip())}"
            )
        )
    return markup.wrap("ul", "".join(items), "cr-parts") if items else ""


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
    ministries = " · ".join(one.name(page.lang) for one in ministries_of(asked, load_ministries()))
    again = [
        markup.link(f"{other.year} · {other.document}", "recommendations", **{ID: other.code}, lang=page.url_lang)
        for other in (over_cycles(cache.asked(page.snapshot.name), asked.topic) if asked.on_children else ())
        if head_of(other) != head_of(asked)
    ]
    more = len(again) - MOST_AGAIN
    again = [*again[:MOST_AGAIN], *([t._("… and {count} more").format(count=more)] if more > 0 else [])]
    return [
        (t._("Right"), right),
        (t._("Articles"), markup.tag("span", t._(", ").join(asked.crc_articles)) if asked.crc_articles else ""),
        (t._("Ministries"), markup.tag("span", ministries) if ministries else ""),
        (t._("Answers of the State"), _answers(page, asked.code)),
        (t._("Document"), markup.outside_link(f"{_title(page, asked)} ({asked.document})", asked.source_url)),
        (t._("Day of the document"), markup.tag("span", day_words(asked.dated, page.lang)) if asked.dated else ""),
        (t._("How it was read"), markup.tag("span", asked.confidence, "", page.foreign) if asked.confidence else ""),
        (t._("Where it was read"), markup.tag("span", asked.read_in, "", page.foreign) if asked.read_in else ""),
        (t._("Id at the publisher"), markup.tag("span", asked.external_id) if asked.external_id else ""),
        (t._("Brought in"), _brought_in(page, asked.code)),
        (
            t._("What would show it"),
            markup.tag("span", asked.measurable_element, "", page.foreign) if asked.measurable_element else "",
        ),
        (t._("Asked before or again"), " · ".join(again)),
        (t._("Our asks that it takes up"), _own_asks(page, asked.code)),
        (t._("Id"), markup.tag("span", asked.code)),
    ]


def _own_asks(page: Page, code: str) -> str:
    """The coalition's own asks that a person linked it to."""
    return " · ".join(
        markup.link(one.ask.text(page.t), "our_asks", ask=one.ask.code, lang=page.url_lang)
        for one in cache.returned(page.snapshot.name).asks
        if any(to.asked.code == code for to in one.recommendations)
    )


def _brought_in(page: Page, code: str) -> str:
    """Who brought the words in from which file; nothing where they came with the dashboard."""
    found = origin_of(code, cache.given_additions(page.snapshot.name))
    if found is None:
        return ""
    origin, t = found.origin, page.t
    told = (
        t._("{id}, on {day} by {member}, from {file}, row {row}")
        if found.row
        else t._("{id}, on {day} by {member}, {file}")
    )
    words_of = told.format(
        id=origin.id,
        day=day_words(origin.recorded_at, page.lang),
        member=origin.member,
        file=t._(origin.file_name),
        row=found.row,
    )
    return markup.link(words_of, "bring_in", lang=page.url_lang)


def _title(page: Page, asked: Recommendation) -> str:
    """The title of the document, in Khmer where we have one."""
    titles = {one.document: one.title_km for one in load_reviews() if one.title == asked.document_title}
    return page.t.pick(asked.document_title, titles.get(asked.document, ""))
