"""What maps are drawn by, another file looked at beside it, and every file that was accepted, with the way back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from childrights.areas import boundaries_credit
from childrights.catalogue import ChildRightsError
from childrights.pictures import two_boundaries
from etl.intake import withdraw_entry
from etl.ledger import OwnBoundaries, State, own_boundaries, standing_boundaries
from etl.permissions import Action
from etl.worker import look_at_boundaries
from geo import area_name, shipped_boundaries
from ui.contribute import ask_reason, reading, session_file
from ui.parts import (
    Page,
    TableCell,
    markup,
    moment_words,
    most_mb,
    require_actor,
    show_drop_words,
    show_notes,
    show_section,
    show_text,
    show_title,
    writer_words,
)

if TYPE_CHECKING:
    from etl.boundaries import LookedAt

LONGEST = 120
_SAID, _ROUND = "boundaries_said", "boundaries_round"
_FILES = ["zip", "gpkg", "geojson", "json"]


def show_boundaries_now(page: Page, state: State) -> None:
    """Whose boundaries every map shows, and how another file takes their place."""
    t, standing = page.t, standing_boundaries(state)
    own = t._("Maps are drawn by boundaries of your own")
    show_title(
        own if standing else t._("Maps are drawn by the boundaries that come with the dashboard"),
        page.lang,
        kicker=t._("Boundaries"),
        lede=t._(
            "The coalition may hold the official boundaries. Bring the file here: you see what it changes before any "
            "map is drawn by it, and it can be taken back. No figure changes by it."
        ),
    )
    if said := st.session_state.pop(_SAID, ""):
        show_text([said], page.lang)
    credit = boundaries_credit(t)
    show_notes([t._("Boundaries: {credit}. They show areas, not legal borders.").format(credit=credit)], page.lang)


def show_another_file(page: Page, state: State) -> None:
    """The place for a file, what it would change, and the form that accepts it."""
    t = page.t
    show_section(t._("Look at another file"), page.lang)
    show_text(
        [
            t._(
                "A zipped shapefile, a GeoPackage or GeoJSON of provinces, districts or communes, in any projection, "
                "with names in Khmer or English or with codes. Small gaps and overlaps are repaired."
            )
        ],
        page.lang,
    )
    times = st.session_state.setdefault(_ROUND, 0)
    with st.container(key="boundaries_drop"):
        show_drop_words(page, most_mb(), _FILES)
        sent = st.file_uploader(
            t._("File of boundaries"), type=_FILES, key=f"boundaries_file_{times}", max_upload_size=most_mb()
        )
    if sent is None:
        return
    from etl.boundaries import read_lines, yes_lines  # with the libraries that take half a second

    content = sent.getvalue()
    key = (sent.name, hashlib.sha256(content).hexdigest(), page.snapshot.name)
    try:

        def looked_at() -> LookedAt:
            with reading(page, t._("Reading the file …")) as tell:
                return look_at_boundaries(state, content, sent.name, tell)

        found = session_file.made("boundaries", key, looked_at)
    except ChildRightsError as refusal:
        markup.show(markup.tag("p", refusal.words(t), "cr-halt"), page.lang)
        return
    show_text(read_lines(found, t), page.lang)
    _show_difference(page, found)
    _accept(page, state, found, yes_lines(found, t))


def _show_difference(page: Page, found: LookedAt) -> None:
    """Both maps side by side, and the provinces whose area changes as a table for who cannot see them."""
    from etl.boundaries import signed

    t, shapes = page.t, shipped_boundaries().shapes
    drawn = two_boundaries(shapes, found.shapes, found.changed, found.file_name, "png", t)
    names = t._(", ").join(area_name(code, page.lang) for code in found.changed) or t._("none")
    words = t._("Both maps side by side. Provinces that change: {names}.").format(names=names)
    st.image(drawn, alt=words, width="stretch")
    changed = [one for one in found.difference.provinces if one.code in found.changed]
    if not changed:
        return
    head = [
        TableCell(t._("Province")),
        TableCell(t._("Built in (km²)"), css="num"),
        TableCell(t._("In this file (km²)"), css="num"),
        TableCell(t._("Change"), css="num"),
        TableCell(t._("Would be elsewhere"), css="num"),
    ]
    rows = [
        [
            TableCell(area_name(one.code, page.lang)),
            TableCell(f"{one.shipped_km2:,.0f}", css="num"),
            TableCell(f"{one.km2:,.0f}", css="num"),
            TableCell(f"{signed(100 * one.change, 1)} %", css="num"),
            TableCell(f"{100 * one.moved:.0f} %", css="num"),
        ]
        for one in changed
    ]
    markup.show(markup.table(t._("Provinces that change"), head, rows, "cr-difference"), page.lang)


def _accept(page: Page, state: State, found: LookedAt, yes: Sequence[str]) -> None:
    """What asks for a yes, and the form that says whose boundaries these are."""
    from etl.boundaries import BoundaryTerms, publish_boundaries

    t = page.t
    if yes:
        show_section(t._("This needs your yes"), page.lang)
        show_text(yes, page.lang)
    show_section(t._("Whose boundaries are they?"), page.lang)
    with st.form("boundaries_terms", border=False, width=560):
        source = st.text_input(t._("Office or organisation"), max_chars=LONGEST, key="boundaries_source")
        vintage = st.text_input(t._("Year, as 2023"), max_chars=9, key="boundaries_vintage")
        licence = st.text_input(t._("Licence"), max_chars=LONGEST, key="boundaries_licence")
        unstated = st.checkbox(t._("No licence is stated anywhere"), key="boundaries_unstated")
        agreed = bool(yes) and st.checkbox(t._("I looked at the difference and accept it"), key="boundaries_yes")
        if not st.form_submit_button(t._("Draw maps by these boundaries"), type="primary"):
            return
        told = BoundaryTerms(source, vintage, licence, unstated)
        try:
            with st.spinner(t._("Publishing …")):
                identity, _ = publish_boundaries(state, found, told, yes=agreed, who=require_actor(Action.BOUNDARIES))
        except ChildRightsError as refusal:
            markup.show(markup.tag("p", refusal.words(t), "cr-halt"), page.lang)
            return
    st.session_state[_SAID] = t._("Maps are drawn by these boundaries now: {id}.").format(id=identity)
    st.session_state[_ROUND] += 1
    st.rerun()


def show_boundaries_kept(page: Page, state: State) -> None:
    """Every file that was accepted, newest first, each with the way to take it back."""
    t, every = page.t, own_boundaries(state)
    show_section(t._("Files that were accepted"), page.lang)
    if not every:
        show_notes([t._("No other file has been accepted yet.")], page.lang)
        return
    standing = standing_boundaries(state)
    head = [
        TableCell(t._("File")),
        TableCell(t._("Source")),
        TableCell(t._("Licence")),
        TableCell(t._("Accepted")),
        TableCell(t._("Follow-up")),
    ]
    rows = [
        [
            TableCell(f"{one.id} · {one.given}"),
            TableCell(f"{one.source}, {one.vintage}"),
            TableCell(one.licence or t._("licence not stated")),
            TableCell(f"{moment_words(one.accepted_at, page.lang)}, {writer_words(one.accepted_by, t)}"),
            TableCell(_became(page, one, standing)),
        ]
        for one in reversed(every)
    ]
    markup.show(markup.table(t._("Files of boundaries, newest first"), head, rows, "cr-difference"), page.lang)
    for one in (one for one in reversed(every) if not one.withdrawn_at):
        if st.button(t._("Take {id} back").format(id=one.id), key=f"boundaries_back_{one.id}"):
            _ask_back(page, state, one)


def _ask_back(page: Page, state: State, one: OwnBoundaries) -> None:
    t = page.t

    def take_back(why: str) -> None:
        withdraw_entry(state, one.id, why=why, who=require_actor(Action.BOUNDARIES))

    about = [t._("Maps are then drawn by the file before it, or by the boundaries that come with the dashboard.")]
    title = t._("Take back {ids}").format(ids=one.id)
    ask_reason(page, f"boundaries_{one.id}", title, about, t._("Why is it taken back?"), take_back)


def _became(page: Page, one: OwnBoundaries, standing: OwnBoundaries | None) -> str:
    t = page.t
    if one == standing:
        return t._("in force")
    if not one.withdrawn_at:
        return t._("replaced by a later one")
    day = moment_words(one.withdrawn_at, page.lang)
    return t._("taken back on {day}: {why}").format(day=day, why=one.withdrawn_why)
