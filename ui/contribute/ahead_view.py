"""What would change if uploads that wait were published: before and after, drawn from the candidate, marked as such.

Whoever calls asks first whether this reader may look at all (``etl.intake.look_ahead``); nothing here is published.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from childrights.areas import MapView, map_view
from childrights.charts import MAP_PX, Classing, Figure, Presenter, draw_map, scale_edges
from childrights.language import period, plain_number
from childrights.language import words as code_words
from childrights.members import members_beside_map, members_figures, with_publications
from childrights.members import uploads as sent_uploads
from childrights.review import (
    Consequences,
    MapChange,
    RankChange,
    RankRow,
    areas_words,
    conflict_words,
    headline_words,
    lead_words,
    map_words,
    sentence_words,
)
from childrights.snapshot import Snapshot
from childrights.watch import line
from etl.snapshot import CandidateSnapshot
from geo import area_name
from ui.parts import (
    Page,
    TableCell,
    cache,
    filled_fold,
    markup,
    pick,
    show_map_figure,
    show_markup,
    show_notes,
    show_section,
    show_text,
)

FIRST_LINES = 8


def show_preview_mark(page: Page) -> None:
    """On top of everything that is drawn from a candidate: nobody shall take it for what is published."""
    told = page.t._("Preview: not published. Only your organisation and the coalition's stewards can open it.")
    show_markup(markup.tag("p", told, "cr-halt"), page.lang)


def show_consequences(page: Page, made: CandidateSnapshot, found: Consequences) -> None:
    """Everything that publishing would change, the most visible first."""
    t = page.t
    show_text([lead_words(found, t)], page.lang)
    _show_headlines(page, found)
    _show_maps(page, made, found)
    show_list(page, t._("Sentences that somebody may keep"), [sentence_words(one, t) for one in found.sentences])
    after = with_publications(page.catalogue, cache.ahead(str(made.path)))
    show_list(page, t._("Differences from published figures"), [conflict_words(one, after, t) for one in found.opened])
    closed = [conflict_words(one, after, t) for one in found.closed]
    show_list(page, t._("Differences that would be gone"), closed)
    lapsed = [f"{one.id}: {one.why}" for one in found.lapsed]
    show_list(page, t._("Corrections that would have no effect any more"), lapsed)
    news = [line(one, after, t) for one in found.news.items]
    show_list(page, t._("What the page “What is new” would show"), news)


def show_list(page: Page, title: str, lines: Sequence[str]) -> None:
    """Some lines under a title that counts them, the rest of many folded below; nothing for none."""
    if not lines:
        return
    show_section(f"{title} ({len(lines)})", page.lang)
    first, rest = (
        markup.wrap("ul", "".join(markup.tag("li", one) for one in part), "cr-news")
        for part in (lines[:FIRST_LINES], lines[FIRST_LINES:])
    )
    more = page.t._("… and {count} more").format(count=len(lines) - FIRST_LINES)
    show_markup(first + (markup.disclosure(more, rest) if len(lines) > FIRST_LINES else ""), page.lang)


def _show_headlines(page: Page, found: Consequences) -> None:
    if not found.headlines:
        return
    t = page.t
    show_section(t._("Headlines"), page.lang)
    head = [TableCell(t._("Indicator")), TableCell(t._("Now")), TableCell(t._("Then"))]
    rows = []
    for one in found.headlines:
        was, now = headline_words(one, t)
        rows.append(
            [TableCell(page.catalogue.indicators[one.indicator].short_name(page.lang)), TableCell(was), TableCell(now)]
        )
    show_markup(markup.table(t._("Headlines before and after"), head, rows, "cr-difference"), page.lang)


def _show_maps(page: Page, made: CandidateSnapshot, found: Consequences) -> None:
    """One map after the other, before and after side by side by one scale, with the order of its places."""
    if not found.maps:
        return
    t = page.t
    title = t.ngettext("{count} map, before and after", "{count} maps, before and after", len(found.maps))
    show_section(title.format(count=len(found.maps)), page.lang)
    by_code = {str(at): one for at, one in enumerate(found.maps)}
    chosen = "0"
    if len(by_code) > 1:
        told = pick(
            "selectbox",
            t._("Map"),
            list(by_code),
            name="ahead_map",
            start="0",
            words=lambda code: map_words(by_code[code], page.catalogue, t),
        )
        chosen = told if told in by_code else "0"
    one = by_code[chosen]
    show_notes([areas_words(one, t)], page.lang)
    _show_pair(page, cache.ahead(str(made.path)), one)
    for rank in found.ranks:
        if (rank.indicator, rank.period, rank.group, None) == (one.indicator, one.period, one.group, one.hand):
            show_markup(_rank_table(page, rank), page.lang)
    if len(found.maps) > 1:
        with filled_fold(t._("All maps that would look otherwise"), key="ahead_maps"):
            told_maps = [f"{map_words(each, page.catalogue, t)}. {areas_words(each, t)}" for each in found.maps]
            show_markup(markup.wrap("ul", "".join(markup.tag("li", each) for each in told_maps)), page.lang)


def _show_pair(page: Page, after: Snapshot, one: MapChange) -> None:
    t = page.t
    views = [map_view(each, one.indicator, one.period, one.group) for each in (page.snapshot, after)]
    edges = scale_edges(Classing(), [figure for view in views for figure in view.drawn])
    name = map_words(one, page.catalogue, t)
    sides = (
        ("now", t._("Now"), page.snapshot, page.snapshot_label),
        ("then", t._("Preview: not published"), after, t._("preview, not published")),
    )
    for column, view, (key, mark, snapshot, label) in zip(st.columns(2, gap="medium"), views, sides, strict=True):
        with column:
            figure = _map(page, snapshot, view, one, edges, mark, label)
            alt = t._("{mark}: map of {name}. The lists below say which places change.").format(mark=mark, name=name)
            show_map_figure(figure, alt, key=f"map_drawn_{key}", plot_px=MAP_PX)


def _map(
    page: Page, snapshot: Snapshot, view: MapView, one: MapChange, edges: Sequence[float], mark: str, label: str
) -> Figure:
    t, catalogue = page.t, with_publications(page.catalogue, snapshot)
    indicator = catalogue.indicators[one.indicator]
    presenter = Presenter(catalogue, indicator, t, page.colours, label, sent_uploads.member_of_upload(snapshot))
    beside = []
    if one.hand:
        sent = members_beside_map(members_figures(snapshot, one.indicator), one.hand, one.period, one.group)
        beside = [each.figure for each in sent.drawn]
    title = t._("{mark} · {name}, {period}").format(
        mark=mark, name=indicator.short_name(page.lang), period=period(one.period, page.lang)
    )
    about = (code_words.unit(indicator, t), presenter.group_words(view.group))
    shown = ([view.national] if view.national else []) + list(view.drawn)
    return draw_map(
        presenter.marks(view),
        presenter.blanks(view),
        presenter.caption(title, about, shown, beside),
        polarity=indicator.polarity,
        number=lambda value: plain_number(value, 0 if value == round(value) else 1, page.lang),
        t=t,
        edges=edges if view.drawn else None,
        beside=[presenter.mark(each, tell_area=False) for each in beside],
    )


def _rank_table(page: Page, one: RankChange) -> str:
    """The places in their new order, each with where it stands now and where it would."""
    t = page.t
    head = [
        TableCell(t._("Place")),
        TableCell(t._("Rank now"), css="num"),
        TableCell(t._("Now"), css="num"),
        TableCell(t._("Rank then"), css="num"),
        TableCell(t._("Then"), css="num"),
    ]
    rows = [
        [
            TableCell(area_name(row.area, page.lang)),
            TableCell(str(row.was or "–"), css="num"),
            TableCell(_value(page, row, before=True), css="num"),
            TableCell(str(row.now or "–"), css="num"),
            TableCell(_value(page, row, before=False), css="num"),
        ]
        for row in one.rows
    ]
    return markup.table(t._("Order of places from highest to lowest, before and after"), head, rows, "cr-difference")


def _value(page: Page, row: RankRow, *, before: bool) -> str:
    one = row.before if before else row.after
    return code_words.value_words(one, page.catalogue.indicators[one.indicator], page.t) if one else "–"


def consequences_ahead(page: Page, made: CandidateSnapshot) -> Consequences:
    """What would change, worked out once for a snapshot and a candidate."""
    return cache.consequences_of(page.snapshot.name, str(made.path))
