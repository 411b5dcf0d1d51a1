"""What the replies that wait would change, series by series, and the buttons that accept it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from childrights.catalogue import ChildRightsError, Observation
from etl.ledger import State
from etl.permissions import Action
from etl.publishers import ALL, PublisherEntry, Refreshed, RowProblem, SeriesDifference
from etl.refresh import accept_shown, known_publishers, waiting_changes, waiting_mark
from ui.contribute import figure_about, figure_about_head, figure_value, words
from ui.parts import (
    Page,
    TableCell,
    cache,
    filled_fold,
    fold,
    markup,
    pick,
    pick_some,
    require_actor,
    show_notes,
    show_section,
    show_text,
    show_title,
)
from ui.refresh.words import CHIPS, STATES, states_words, title_words

MOST_ROWS = 80
_SAID, _SHOWN = "refresh_said", "refresh_shown"


def seen_of(page: Page, state: State, entry: PublisherEntry) -> Refreshed | None:
    """What the replies of a publisher that wait would change; ``None`` when none wait. Read once for all who look."""
    mark = waiting_mark(state, entry)
    if not mark:
        return None
    key = ("refresh", entry.code, mark)
    return cache.answer(page.snapshot.name, key, lambda: waiting_changes(state, entry))


def show_refresh_title(page: Page, state: State) -> None:
    """How much waits to be accepted."""
    t = page.t
    every = [one for entry in known_publishers() if (seen := seen_of(page, state, entry)) for one in seen.series]
    changing = sum(one.changes for one in every)
    show_title(
        title_words(changing, sum(bool(one.not_understood) for one in every), t),
        page.lang,
        kicker=t._("Newer figures"),
        lede=t._(
            "This dashboard asks nobody by itself. Here you ask the publishers while there is internet, or bring files "
            "that you downloaded. Nothing is published before you have seen what it changes and accepted it."
        ),
    )


def show_changes(page: Page, state: State) -> None:
    """Every publisher whose replies wait, with what they change."""
    t = page.t
    waiting = [(entry, seen) for entry in known_publishers() if (seen := seen_of(page, state, entry)) and seen.series]
    if said := st.session_state.pop(_SAID, ""):
        show_text([said], page.lang)
    if not waiting:
        return
    show_section(t._("What would change"), page.lang)
    for entry, seen in waiting:
        title = t._("{name}: {states}").format(name=entry.name, states=states_words(seen.series, t))
        with fold(title, key=f"refresh_of_{entry.code}") as part:
            if part.open:
                _show_publisher(page, state, entry, seen)


def _show_publisher(page: Page, state: State, entry: PublisherEntry, seen: Refreshed) -> None:
    t, code = page.t, entry.code
    markup.show(_series_table(page, seen), page.lang)
    shown = [one for one in seen.series if one.state != "unchanged"]
    if shown:
        names = {one.series: one for one in shown}
        picked = pick(
            "selectbox",
            t._("Look at a series"),
            list(names),
            name=f"refresh_look_{code}",
            start=shown[0].series,
            words=lambda series: f"{series} · {_indicators(page, names[series])}",
            width=620,
        )
        _show_series(page, names[picked or shown[0].series])
    mark, key = (seen.replies, [one.standing for one in seen.series]), f"{_SHOWN}_{code}"
    was_shown, st.session_state[key] = st.session_state.get(key, mark), mark
    changing = [one for one in seen.series if one.changes]
    if not changing:
        return
    if any(one.gone for one in changing):
        show_notes(
            [t._("A series that the publisher no longer gives is dropped only when you choose it by name.")],
            page.lang,
        )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        some = pick_some(
            t._("Accept only these series"),
            [one.series for one in changing],
            name=f"refresh_accept_{code}",
            placeholder=t._("All that are in order"),
            width=420,
        )
        label = t._("Accept these and publish") if some else t._("Accept all and publish")
        if st.button(markup.as_written(label), key=f"refresh_yes_{code}", type="primary"):
            # The click was meant for the differences that stood there then; another round may have ended meanwhile.
            if was_shown == mark:
                _accept(page, state, entry, seen, some or (ALL,))
            else:
                show_notes([t._("What waits has changed meanwhile. Look at the difference again.")], page.lang)


def _accept(page: Page, state: State, entry: PublisherEntry, seen: Refreshed, named: Sequence[str]) -> None:
    t = page.t
    try:
        with st.spinner(t._("Publishing …")):
            accepted = accept_shown(state, entry, seen, named, who=require_actor(Action.REFRESH))
    except ChildRightsError as refusal:
        show_notes([refusal.words(t)], page.lang)
        return
    ids = t._(", ").join(accepted.values())
    st.session_state[_SAID] = (
        t._("Accepted and published: {ids}. Below you can take them back.").format(ids=ids)
        if accepted
        else t._("Nothing was accepted: a series that is gone must be chosen by its name.")
    )
    st.rerun()


def _indicators(page: Page, one: SeriesDifference) -> str:
    known = page.catalogue.indicators
    return page.t._(", ").join(known[code].short_name(page.lang) for code in one.indicators if code in known) or "?"


def _series_table(page: Page, seen: Refreshed) -> str:
    t = page.t
    numbers = ("new", "revised", "withdrawn", "unchanged")
    head = [
        TableCell(t._("Series")),
        TableCell(t._("Indicator")),
        TableCell(t._("State")),
        *(TableCell(t._(STATES[name]), css="num") for name in numbers),
    ]
    order = ("not understood", "withdrawn", "revised", "new", "unchanged")
    rows = [
        [
            TableCell(one.series),
            TableCell(_indicators(page, one)),
            TableCell(markup=markup.tag("span", t._(STATES[one.state]), f"cr-chip {CHIPS[one.state]}")),
            *(
                TableCell(words.count(number, t) if number else "–", css="num")
                for number in (len(one.new), len(one.revised), len(one.withdrawn), one.unchanged)
            ),
        ]
        for one in sorted(seen.series, key=lambda one: order.index(one.state))
    ]
    return markup.table(t._("Series of {name}").format(name=seen.name), head, rows, "cr-difference")


def _show_series(page: Page, one: SeriesDifference) -> None:
    """The figures of one series that change, each with its old and new value, and why it is held, if it is."""
    t = page.t
    if one.not_understood:
        show_notes(
            [t._("The whole series is held: nothing of it is accepted until every row is understood. What was found:")],
            page.lang,
        )
        _show_lines(page, one.not_understood)
    rows = list(_changes(page, one))
    if rows:
        head = [
            TableCell(t._("State")),
            *figure_about_head(page),
            TableCell(t._("Before"), css="num"),
            TableCell(t._("Now"), css="num"),
        ]
        table = markup.table(
            t._("Figures of {series}").format(series=one.series), head, rows[:MOST_ROWS], "cr-difference"
        )
        more = len(rows) - MOST_ROWS
        rest = t._("… and {count} more").format(count=words.count(more, t)) if more > 0 else ""
        markup.show(table + (markup.tag("p", rest, "cr-note") if rest else ""), page.lang)
    show_notes(_beside(page, one), page.lang)
    if one.others:
        with filled_fold(t._("What other sources publish of the same"), key=f"refresh_others_{one.series}"):
            markup.show(_others(page, one), page.lang)
    _show_lines(page, one.remarks)


def _show_lines(page: Page, found: Sequence[RowProblem]) -> None:
    """Sentences about rows."""
    t, more = page.t, len(found) - MOST_ROWS
    lines = [one.words(t, page.catalogue) for one in found[:MOST_ROWS]]
    lines += [t._("… and {count} more").format(count=words.count(more, t))] if more > 0 else []
    markup.show("".join(markup.tag("p", line, "cr-note") for line in lines), page.lang)


def _changes(page: Page, one: SeriesDifference) -> Iterator[list[TableCell]]:
    def row(state: str, about: Observation, old: str, new: str) -> list[TableCell]:
        numbers = (TableCell(old, css="num"), TableCell(new, css="num"))
        return [TableCell(page.t._(STATES[state])), *figure_about(page, about), *numbers]

    for old, new in one.revised:
        yield row("revised", new, figure_value(page, old), figure_value(page, new))
    for gone in one.withdrawn:
        yield row("withdrawn", gone, figure_value(page, gone), "–")
    for new in one.new:
        yield row("new", new, "–", figure_value(page, new))


def _beside(page: Page, one: SeriesDifference) -> Iterator[str]:
    t = page.t
    if one.same:
        said = t.ngettext(
            "{count} of them another source publishes alike; that one stays as it is.",
            "{count} of them another source publishes alike; those stay as they are.",
            one.same,
        )
        yield said.format(count=words.count(one.same, t))
    if one.dropped:
        said = t.ngettext(
            "{count} figure of {sources} goes with its series, without another one in its place.",
            "{count} figures of {sources} go with their series, without another one in their place.",
            len(one.dropped),
        )
        yield said.format(
            count=words.count(len(one.dropped), t), sources=t._(", ").join(_source(page, key) for key in one.replaces)
        )
    for reason, number in one.left_out.items():
        yield t._("Left out: {count} {reason}").format(count=words.count(number, t), reason=reason.words(t))


def _source(page: Page, key: str) -> str:
    found = page.catalogue.sources.get(key)
    return found.title if found else key


def _others(page: Page, one: SeriesDifference) -> str:
    t = page.t
    head = [
        *figure_about_head(page),
        TableCell(t._("Now"), css="num"),
        TableCell(t._("Published"), css="num"),
        TableCell(t._("Source")),
        TableCell(t._("What happens to it")),
    ]
    rows = [
        [
            *figure_about(page, ours),
            TableCell(figure_value(page, ours), css="num"),
            TableCell(figure_value(page, other), css="num"),
            TableCell(markup=markup.tag("span", _source(page, other.source), lang=page.foreign)),
            TableCell(t._("is replaced") if other.source in one.replaces else t._("stays")),
        ]
        for ours, other in one.others[:MOST_ROWS]
    ]
    return markup.table(t._("The same figures of other sources"), head, rows, "cr-difference")
