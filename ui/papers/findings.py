"""Which findings a section tells: left out and put in order by a person, asked again of today's figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from childrights.composer import Chosen, Desks, Scope, choose, everything, fallen
from childrights.papers import PlannedChapter, form_called
from etl.ledger import State
from etl.papers import Findings, KeptPaper, PaperChapter, set_findings
from etl.permissions import Action
from ui.advocate import today
from ui.papers.said import tried
from ui.parts import Page, cache, markup, pick, require_actor, show_markup, show_notes, show_section

TELLING = ("findings", "groups", "places", "trend")
"""Kinds of sections that tell findings."""
MOST, MOST_OFFERED = 8, 30


def show_findings(page: Page, kept: KeptPaper, one: PlannedChapter, here: PaperChapter) -> None:
    """The findings in their order, each to be moved or left out; those left out, to be put back."""
    if one.section.kind not in TELLING:
        return
    t = page.t
    show_section(t._("Findings told here"), page.lang)
    show_notes(
        [t._("Ranked by how strong and how surprising they are. What you change is kept and checked again each time.")],
        page.lang,
    )
    rights = (one.right,) if one.right else kept.choice.rights
    area = kept.choice.areas[0] if kept.choice.areas and "areas" in form_called(kept.choice.form).needs else ""
    desks, chosen = cache.paper_desks(page.snapshot.name, today()), here.findings
    most = one.section.most or MOST
    told = _told(desks, rights, area, most, chosen, page)
    for at, each in enumerate(told):
        _row(page, kept, here, told, at, each)
    if not told:
        show_notes([t._("Nothing that may be told is left.")], page.lang)
    scope = Scope(right=rights[0] if rights else "", area=area)
    lost = [t._("No longer supported: {why}").format(why=why) for _, why in fallen(desks, scope, chosen.added, t)]
    show_notes(lost, page.lang)
    _left_out(page, kept, here)
    if kept.is_open:
        _adding(page, kept, here, scope, told)


def _told(desks: Desks, rights: Sequence[str], area: str, most: int, chosen: Findings, page: Page) -> list[Chosen]:
    found: list[Chosen] = []
    for right in rights or ("",):
        found += choose(
            desks,
            Scope(right=right, area=area),
            page.t,
            most=most,
            dropped=chosen.dropped,
            added=chosen.added,
            order=chosen.order,
        )
    places = {key: at for at, key in enumerate(chosen.order)}
    unlike = list({one.key: one for one in found if not one.is_silence}.values())
    if len(rights) > 1:
        unlike.sort(key=lambda one: -one.weight)
    unlike.sort(key=lambda one: places.get(one.key, len(places)))
    own = sum(one.own_choice for one in unlike)
    return unlike[: most + own]


def _row(page: Page, kept: KeptPaper, here: PaperChapter, told: Sequence[Chosen], at: int, one: Chosen) -> None:
    t, keys = page.t, [each.key for each in told]
    with st.container(key=f"paper_finding_{at}"):
        show_markup(markup.tag("p", f"{at + 1}. {one.message.headline}", "cr-text"), page.lang)
        if not kept.is_open:
            return
        with st.container(horizontal=True):
            for label, icon, to in ((t._("Up"), "arrow_upward", at - 1), (t._("Down"), "arrow_downward", at + 1)):
                shut = not 0 <= to < len(keys)
                if st.button(
                    label, key=f"paper_{icon}_{at}", icon=f":material/{icon}:", type="tertiary", disabled=shut
                ):
                    order = [key for key in keys if key != one.key]
                    order.insert(to, one.key)
                    _change(kept, here, replace(here.findings, order=tuple(order)))
            if st.button(t._("Leave out"), key=f"paper_leave_{at}", icon=":material/remove:", type="tertiary"):
                kept_added = tuple(key for key in here.findings.added if key != one.key)
                dropped = (*here.findings.dropped, one.key)
                _change(kept, here, replace(here.findings, dropped=dropped, added=kept_added))


def _adding(page: Page, kept: KeptPaper, here: PaperChapter, scope: Scope, told: Sequence[Chosen]) -> None:
    """Another finding of the same right or place, told after those that stand there."""
    t, name, known = page.t, page.snapshot.name, {one.key for one in told}
    offered: dict[str, str] = {}
    for one in everything(cache.paper_desks(name, today()), scope):
        key = one.finding.ask.key
        if key not in known and one.finding.ask.kind != "absence" and len(offered) < MOST_OFFERED:
            offered[key] = cache.message(name, key, page.lang, today()).headline
    offered = {key: words for key, words in offered.items() if words}
    chosen = pick(
        "selectbox",
        t._("Add a finding"),
        list(offered),
        name=f"paper_add_{kept.id}_{here.key}",
        words=offered.__getitem__,
        placeholder=t._("Choose, or type to search"),
    )
    if st.button(t._("Add it"), key="paper_add", disabled=not chosen, icon=":material/add:") and chosen:
        dropped = tuple(one for one in here.findings.dropped if one != chosen)
        order = (*(one.key for one in told), chosen)
        added = (*(one for one in here.findings.added if one != chosen), chosen)
        _change(kept, here, replace(here.findings, dropped=dropped, added=added, order=order))


def _left_out(page: Page, kept: KeptPaper, here: PaperChapter) -> None:
    t, name = page.t, page.snapshot.name
    for at, key in enumerate(here.findings.dropped):
        try:
            headline = cache.message(name, key, page.lang, today()).headline
        except ValueError:
            headline = key
        show_notes([t._("Left out: {finding}").format(finding=headline or key)], page.lang)
        if kept.is_open and st.button(t._("Put it back"), key=f"paper_back_{at}", type="tertiary"):
            dropped = tuple(one for one in here.findings.dropped if one != key)
            _change(kept, here, replace(here.findings, dropped=dropped))


def _change(kept: KeptPaper, here: PaperChapter, new: Findings) -> None:
    tried(
        lambda: set_findings(
            State.default(),
            kept.id,
            here.key,
            new,
            began_from=here.findings_revision,
            who=require_actor(Action.WRITE_PAPERS),
        )
    )
    st.rerun()
