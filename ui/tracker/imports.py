"""What was brought in: every import with who, when and which file, and the way to take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.rights import Addition, Origin, RecommendationStanding, day_words, imports, tally, tally_words
from etl.intake import SHORTEST_WHY, withdraw_entry
from etl.ledger import State
from etl.permissions import Action
from ui.parts import (
    Page,
    cache,
    markup,
    may,
    moment_words,
    require_actor,
    show_notes,
    show_section,
    show_text,
    writer_words,
)
from ui.tracker.bringing import check_again
from ui.tracker.listing import ID, name_of, show_refusal

_WHY, MOST_NAMED = "import_back_why", 8


def show_imports(page: Page) -> None:
    """The imports, newest first, each to be taken back by somebody who may."""
    standings = cache.standings(page.snapshot.name)
    found = imports(cache.given_additions(page.snapshot.name))
    t = page.t
    show_section(t._("What was brought in"), page.lang)
    if not found:
        show_notes([t._("Nothing yet: every recommendation in the list came with the dashboard.")], page.lang)
    for origin, rows in found:
        with st.container(key=f"import_{origin.id}"):
            main, side = st.columns((3, 1), gap="medium")
            with main:
                markup.show(_import(page, origin, rows, standings), page.lang)
            with side, st.container(horizontal=True, horizontal_alignment="right"):
                if origin.stands and may(Action.BRING):
                    _button(page, origin, rows, standings)


def _import(
    page: Page, origin: Origin, rows: Sequence[Addition], standings: Mapping[str, RecommendationStanding]
) -> str:
    t = page.t
    counted = tally_words(tally([one.asked for one in rows]), t)
    recorded = f"{moment_words(origin.recorded_at, page.lang)} · {writer_words(origin.recorded_by, t)}"
    css = "published" if origin.stands else "withdrawn"
    chip = markup.tag("span", t._("In force") if origin.stands else t._("Taken back"), f"cr-chip {css}")
    head = markup.wrap("p", f"{chip} {markup.tag('strong', f'{origin.id} · {origin.member} · {counted}')}", "cr-cause")
    told = [f"{t._(origin.file_name)} · {recorded}"]
    if not origin.stands:
        told.append(
            t._("Taken back on {day}, {who}: {why}").format(
                day=day_words(origin.withdrawn_at, page.lang),
                who=writer_words(origin.withdrawn_by, t),
                why=origin.withdrawn_why,
            )
        )
    named = [_named(page, one, standings) for one in rows[:MOST_NAMED]]
    if len(rows) > MOST_NAMED:
        named.append(markup.tag("span", t._("… and {count} more rows").format(count=len(rows) - MOST_NAMED)))
    return (
        head
        + "".join(markup.tag("p", line, "cr-note") for line in told)
        + markup.wrap("p", " · ".join(named), "cr-note")
    )


def _named(page: Page, one: Addition, standings: Mapping[str, RecommendationStanding]) -> str:
    """A recommendation by its name, with the way to it while it stands."""
    name = name_of(page, one.asked)
    name = name if len(name) <= 70 else f"{name[:70].rstrip()}…"
    if one.asked.code in standings:
        return markup.link(name, "recommendations", **{ID: one.asked.code}, lang=page.url_lang)
    return markup.tag("span", name)


def _button(
    page: Page, origin: Origin, rows: Sequence[Addition], standings: Mapping[str, RecommendationStanding]
) -> None:
    """A button that asks for a reason and says what hangs on it."""
    t = page.t
    assessed = sum(bool(one.history or one.government) for row in rows if (one := standings.get(row.asked.code)))

    @st.dialog(t._("Take back import {id}").format(id=origin.id))
    def ask() -> None:
        lines = [
            t._(
                "Its new recommendations disappear from the list, and words it changed come back as they were. "
                "The import stays in the history with your reason."
            )
        ]
        if assessed:
            told = t.ngettext(
                "{count} of them was assessed; the assessment is kept and named under the list.",
                "{count} of them were assessed; the assessments are kept and named under the list.",
                assessed,
            )
            lines.append(told.format(count=assessed))
        show_text(lines, page.lang)
        why = st.text_input(t._("Why is it taken back?"), key=_WHY, max_chars=300)
        if st.button(t._("Take it back"), type="primary", key=f"really_{origin.id}"):
            if len(why.strip()) < SHORTEST_WHY:
                show_notes([t._("Please write a few words, so that everybody understands it later.")], page.lang)
                return
            try:
                with st.spinner(t._("Publishing …")):
                    withdraw_entry(
                        State.default(), origin.id, why=" ".join(why.split()), who=require_actor(Action.BRING)
                    )
            except ChildRightsError as error:
                show_refusal(error, page)
                return
            check_again()
            st.rerun()

    if st.button(t._("Take it back"), key=f"back_{origin.id}"):
        ask()
