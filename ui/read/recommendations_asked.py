"""What the Committee and other States asked of Cambodia, by reporting cycle, with what is known of the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from childrights.catalogue import Article, Cluster
from childrights.rights import (
    KIND_WORDS,
    MECHANISMS,
    Cycle,
    Recommendation,
    answer_words,
    articles_of,
    cycles,
    gathered,
    home_article,
    over_cycles,
    status_words,
    tally,
    tally_words,
)
from ui.parts import Page, TableCell, cache, markup, show_notes, show_table
from ui.read.rights import ASKED, article_section

Grouped = Mapping[int | None, tuple[Recommendation, ...]]


def asked_of(page: Page, right: Cluster) -> Grouped:
    """What was asked about a right, by article."""
    return asked_under(cache.asked(page.snapshot.name), right.code, articles_of(page.catalogue, right.code))


def show_recommendations(page: Page, right: Cluster, article: int | None) -> None:
    """What was asked under every article of a right, or under one; then the cycles."""
    grouped, marked = asked_of(page, right), st.query_params.get(ASKED, "")
    here = articles_of(page.catalogue, right.code)
    parts = [
        article_section(page, one, asked_list(page, grouped[one.article], marked))
        for one in here
        if article in (None, one.article) and one.article in grouped
    ]
    if article is None and None in grouped:
        title = markup.tag("h2", page.t._("About this right as a whole"), "cr-section")
        parts.append(markup.wrap("section", title + asked_list(page, grouped[None], marked), "cr-article"))
    markup.show("".join(parts), page.lang)
    if not parts:
        show_notes([page.t._("Nothing that was read asks about this. Not every document was read whole.")], page.lang)
    if marked:
        markup.show_script("asked_scroll.js")
    if article is None and grouped:
        table = cycles_table(
            page, cycles(cache.asked(page.snapshot.name)), [one for rows in grouped.values() for one in rows]
        )
        show_table(page.t._("Over the reporting cycles"), table, page.lang)


def asked_under(
    recommendations: Sequence[Recommendation], right: str, here: tuple[Article, ...]
) -> Mapping[int | None, tuple[Recommendation, ...]]:
    """What asks something about a right, each once: under its article, or ``None`` for the right as a whole.

    Another cluster's recommendation counts where it touches the whole of an article that reports mainly here.
    """
    main = tuple(one for one in here if one.primary)
    found: dict[int | None, list[Recommendation]] = {}
    for one in recommendations:
        if not one.asks:
            continue
        whole = tuple(part for part in one.crc_articles if "(" not in part)
        number = home_article(one.crc_articles, here) if one.cluster == right else home_article(whole, main)
        if one.cluster == right or number is not None:
            found.setdefault(number, []).append(one)
    return {number: tuple(rows) for number, rows in found.items()}


def asked_list(page: Page, asked: Sequence[Recommendation], marked: str = "") -> str:
    """A list, newest first; the one with the code ``marked`` stands out. Parts are told by their whole, which leads to
    them, so that nothing is read twice."""
    under = {part.code: whole.code for whole, parts in gathered(asked).values() if whole for part in parts}
    count = Counter(under.values())
    told = [one for one in asked if one.code not in under or one.code == marked]
    items = "".join(
        _item(page, one, one.code == marked, count[one.code]) for one in sorted(told, key=lambda one: -one.year)
    )
    return markup.wrap("ul", items, "cr-asked")


def _item(page: Page, one: Recommendation, marked: bool, parts_below: int) -> str:
    t = page.t
    number = (
        t._("paragraph {number}").format(number=one.number) if one.mechanism != "UPR" and one.number else one.number
    )
    who = [t._(MECHANISMS[one.mechanism]), t._(KIND_WORDS[one.kind]), number, one.recommending_state]
    meta = f"{one.year} · " + " · ".join(part for part in who if part)
    topic, summary = t.pick(one.topic, one.topic_km), t.pick(one.summary, one.summary_km)
    text = t._("{topic}: {summary}").format(topic=topic, summary=summary) if topic else summary
    parts = [markup.tag("span", meta, "cr-note"), markup.tag("p", text)]
    below = t.ngettext("{count} part", "{count} parts", parts_below).format(count=parts_below) if parts_below else ""
    way = markup.link(below, "recommendations", id=one.code, lang=page.url_lang) if below else ""
    parts.append(markup.wrap("p", f"{_status(page, one)} {_source(page, one)} {way}", "cr-note"))
    return markup.wrap("li", "".join(parts), "focus" if marked else "", f"asked-{one.code}")


def _status(page: Page, one: Recommendation) -> str:
    """The coalition's status, what Cambodia answered as far as a document says, and how often the same was asked."""
    t = page.t
    standing = cache.standings(page.snapshot.name)[one.code]
    status = markup.link(status_words(standing.status, t), "recommendations", id=one.code, lang=page.url_lang)
    ours = f"{markup.tag('span', t._('Coalition:'))} {status}. "
    said = answer_words(standing, t)
    years = sorted({same.year for same in over_cycles(cache.asked(page.snapshot.name), one.topic)}) if one.topic else []
    if len(years) > 1:
        said += " " + t._("Asked in {years}.").format(years=t._(", ").join(map(str, years)))
    return markup.wrap("b", ours + markup.tag("span", said))


def _source(page: Page, one: Recommendation) -> str:
    document = markup.outside_link(one.document, one.source_url)
    return f"{document} {markup.tag('span', f'({one.confidence})', '', page.foreign)}"


def cycles_table(page: Page, cycles: Sequence[Cycle], here: Sequence[Recommendation]) -> str:
    """Every reporting cycle with how many of ``here`` it asked, and what is known of the whole cycle."""
    t, codes, rows = page.t, {one.code for one in here}, []
    for cycle in cycles:
        own = [one for one in cycle.recommendations if one.code in codes]
        counted = tally(own)
        about = " ".join(
            t.pick(one.summary, one.summary_km) for one in cycle.recommendations if one.kind == "aggregate"
        )
        asking = [one for one in own if one.kind == "recommendation"]
        answers = sum(bool(one.position) for one in asking)
        known = t._("{known} of {all} answers known").format(known=answers, all=len(asking)) if asking else "–"
        name = markup.tag("span", f"{cycle.year} · {t._(MECHANISMS[cycle.mechanism])}")
        name += f" {markup.tag('span', cycle.document, 'quiet', page.foreign)}"
        rows.append(
            [
                TableCell(markup=name),
                TableCell(tally_words(counted, t) if own else "–"),
                TableCell(known),
                TableCell(about, css="quiet"),
            ]
        )
    head = [
        TableCell(t._("Cycle")),
        TableCell(t._("Asked here")),
        TableCell(t._("Answer")),
        TableCell(t._("The whole cycle")),
    ]
    return markup.table(t._("Reporting cycles"), head, rows, "cr-cycles")
