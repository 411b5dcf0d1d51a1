"""Ministries: all in a table, and the card of one: what it was asked, by whom, how often, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.rights import MECHANISMS, POSITIONS, STATUSES
from childrights.submissions import (
    NOT_KNOWN,
    NOT_YET,
    BearerCard,
    StateMeasure,
    counts_words,
    figure_words,
    topic_name,
)
from ui.parts import Page, TableCell, cache, choose, filter_bar, markup, show_section, show_table
from ui.tracker.ask_listing import ASK, target_link

ALL = "all"


def show_ministries(page: Page) -> None:
    """The ministry that was chosen, then all of them in a table."""
    t, cards = page.t, cache.ministry_cards(page.snapshot.name)
    names = {one.bearer.code: one.bearer.name(page.lang) for one in cards}
    with filter_bar("ministries"):
        code = choose(
            t._("Ministry"), [ALL, *names], param="ministry", words=lambda one: names.get(one, t._("All ministries"))
        )
    if code != ALL:
        _card(page, next(one for one in cards if one.bearer.code == code))
        return
    key = f"ministries {page.lang}"
    show_table(
        t._("What each ministry was asked"),
        cache.finished(page.snapshot.name, key, lambda: _table(page, cards)),
        page.lang,
    )


def _table(page: Page, cards: Sequence[BearerCard]) -> str:
    t = page.t
    heads = (
        t._("Ministry"),
        t._("Recommendations"),
        t._("Of the Committee on the Rights of the Child"),
        t._("States that asked"),
        t._("Asks of the coalition"),
        t._("Of these taken up"),
        t._("Measures"),
    )
    rows = [
        [
            TableCell(markup=_name(page, one)),
            *(
                TableCell(str(count))
                for count in (
                    sum(one.by_body.values()),
                    one.by_body.get("CRC", 0),
                    one.states,
                    len(one.asks),
                    one.taken_up,
                    len(one.measures),
                )
            ),
        ]
        for one in cards
    ]
    caption = t._("Recommendations in the field of each ministry, and what the coalition asked of it")
    return markup.table(caption, [TableCell(head) for head in heads], rows)


def _name(page: Page, one: BearerCard) -> str:
    return markup.link(
        one.bearer.name(page.lang), "our_asks", view="ministries", ministry=one.bearer.code, lang=page.url_lang
    )


def _card(page: Page, one: BearerCard) -> None:
    """One ministry."""
    t = page.t
    show_section(one.bearer.name(page.lang), page.lang)
    markup.show(markup.wrap("div", markup.facts(_facts(page, one)), "cr-asked-facts"), page.lang)
    if one.asks:
        items = [_ask(page, each.ask.text(t), each.ask.code, [to for _, to in each.linked]) for each in one.asks]
        _listed(page, t._("What the coalition asked of it"), items)
    if one.measures:
        _listed(page, t._("Laws, policies, plans and budget lines"), [target_link(page, each) for each in one.measures])
    _figures(page, one)


def _facts(page: Page, one: BearerCard) -> list[tuple[str, str]]:
    t = page.t
    total = sum(one.by_body.values())
    words = t.ngettext("{count} recommendation", "{count} recommendations", total).format(count=total)
    way = markup.link(words, "recommendations", ministry=one.bearer.code, lang=page.url_lang)
    told = markup.tag("span", counts_words(one.by_body, MECHANISMS, "", t))
    states = t.ngettext("{count} State", "{count} States", one.states).format(count=one.states)
    years = f"{one.years[0]}–{one.years[-1]}" if len(one.years) > 1 else "".join(map(str, one.years))
    asks = t.ngettext(
        "{count} ask, of these {linked} with a confirmed link",
        "{count} asks, of these {linked} with a confirmed link",
        len(one.asks),
    ).format(count=len(one.asks), linked=one.taken_up)
    return [
        (t._("Asked in its field"), way if total else markup.tag("span", words)),
        (t._("By whom"), told if total else ""),
        (t._("States that asked"), markup.tag("span", states) if one.states else ""),
        (t._("When"), markup.tag("span", years) if years else ""),
        (t._("Answers at the review"), _counts(one.positions, POSITIONS, NOT_KNOWN, page)),
        (t._("The coalition says"), _counts(one.statuses, STATUSES, NOT_YET, page)),
        (t._("The coalition asked"), markup.tag("span", asks)),
    ]


def _counts(counts: Mapping[str, int], words: Mapping[str, str], unknown: str, page: Page) -> str:
    return markup.tag("span", counts_words(counts, words, unknown, page.t)) if counts else ""


def _ask(page: Page, text: str, code: str, linked: Sequence[object]) -> str:
    t = page.t
    count = sum(not isinstance(one, StateMeasure) for one in linked)
    words = t.ngettext("taken up by {count} recommendation", "taken up by {count} recommendations", count)
    told = words.format(count=count) if count else t._("no link confirmed yet")
    return f"{markup.link(text, 'our_asks', **{ASK: code}, lang=page.url_lang)} {markup.tag('small', told)}"


def _listed(page: Page, title: str, items: Sequence[str]) -> None:
    listed = markup.wrap("ul", "".join(markup.wrap("li", item) for item in items), "cr-parts")
    markup.show(markup.tag("h2", title, "cr-section cr-above") + listed, page.lang)


def _figures(page: Page, one: BearerCard) -> None:
    """The newest figure of each topic that what was asked is linked to."""
    t = page.t
    rows = []
    for each in one.figures:
        name, told = topic_name(each, page.catalogue, page.lang), figure_words(each, page.catalogue, t)
        if each.figure:
            shown = markup.link(name, "explore", ind=each.figure.indicator, lang=page.url_lang)
            value = markup.link(told, "number", code=each.figure.id, lang=page.url_lang)
        else:
            shown, value = markup.tag("span", name), markup.tag("span", told, "quiet")
        rows.append([TableCell(markup=shown), TableCell(markup=value)])
    if rows:
        head = [TableCell(t._("Indicator")), TableCell(t._("Latest national figure"))]
        note = t._("Indicators help to judge; they are not the official measure of what was asked.")
        table = markup.table(t._("What the figures say"), head, rows, "cr-linked") + markup.tag("p", note, "cr-note")
        show_table(t._("What the figures say"), table, page.lang)
