"""All papers with how far they are, and the few choices by which a new one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from childrights.i18n import LANGUAGES, translator
from childrights.papers import Choice, Form, checked, load_forms
from etl.ledger import State
from etl.papers import DONE, KeptPaper, bring_paper_back, kept_papers, make_paper
from etl.permissions import Action
from geo import PROVINCES, area_name
from ui.papers.exporting import show_at_once
from ui.papers.said import PAPER, done, named, show_said, tried, when
from ui.parts import (
    NAMES,
    Page,
    fold,
    markup,
    may,
    pick,
    pick_some,
    put_param,
    require_actor,
    show_markup,
    show_notes,
    show_section,
    show_title,
)

_USUAL = "statement"
"""The form that is offered first: the shortest."""


def show_papers(page: Page) -> None:
    """The list, then what begins a new paper."""
    t = page.t
    found = kept_papers(State.default(), who=require_actor(Action.WRITE_PAPERS))
    title = t.ngettext("{count} paper is being written", "{count} papers are being written", len(found))
    show_title(
        title.format(count=len(found)) if found else t._("Write a paper together"),
        page.lang,
        kicker=t._("Papers"),
        lede=t._(
            "Several people write one paper, chapter by chapter. Figures stand in it as codes, so that they are right "
            "on the day it is made."
        ),
    )
    show_said(page)
    if found:
        show_markup(markup.wrap("ul", "".join(_row(page, one) for one in found), "cr-papers"), page.lang)
    show_section(t._("Begin a paper"), page.lang)
    _beginning(page)
    if may(Action.CLOSE_PAPERS):
        _deleted(page)


def _row(page: Page, one: KeptPaper) -> str:
    t, forms = page.t, load_forms()
    form = forms[one.choice.form].title(page.lang) if one.choice.form in forms else one.choice.form
    told = [one.id, form, t._(NAMES[one.choice.lang]) if one.choice.lang in NAMES else one.choice.lang]
    begun, ready = sum(one.counted.values()) - one.counted.get("to_write", 0), one.counted.get(DONE, 0)
    counted = t.ngettext("{begun} chapter begun, {ready} done", "{begun} chapters begun, {ready} done", begun)
    state = t._("closed") if one.closed_at else counted
    last = max(one.saved_at, one.changed_at)
    changed = t._("last changed {moment}").format(moment=when(last, page))
    head = markup.wrap("h2", markup.link(one.title, "papers", paper=one.id, lang=page.url_lang))
    lines = markup.tag("p", " · ".join(told), "cr-note")
    lines += markup.tag("p", t._("; ").join((state.format(begun=begun, ready=ready), changed)))
    return markup.wrap("li", head + lines)


def _beginning(page: Page) -> None:
    """The choices: the form, its language, and only what this form asks for."""
    t, forms = page.t, load_forms()
    with st.container(key="paper_begin"):
        key = pick(
            "selectbox",
            t._("What kind of paper?"),
            list(forms),
            name="paper_form",
            words=lambda one: forms[one].title(page.lang),
            start=_USUAL if _USUAL in forms else next(iter(forms)),
        )
        form = forms[key or next(iter(forms))]
        show_notes([form.about(page.lang)], page.lang)
        choice = _choice(page, form)
        usual = _usual_title(page, form, choice)
        title = st.text_input(
            t._("Title"), value=usual, max_chars=200, key=f"paper_title_{form.key}_{abs(hash(usual)) % 10**8}"
        )
        if st.button(t._("Begin the paper"), type="primary", key="paper_make"):
            made = tried(lambda: _make(page, choice, title))
            if made:
                done(t._("The paper is begun as {id}. Choose a chapter to write in.").format(id=made.id))
                put_param(PAPER, made.id)
            st.rerun()
        show_at_once(page, choice, title)


def _make(page: Page, choice: Choice, title: str) -> KeptPaper:
    fit = checked(choice, page.catalogue)[1]
    return make_paper(State.default(), fit, title=title, who=require_actor(Action.WRITE_PAPERS))


def _choice(page: Page, form: Form) -> Choice:
    t, asked = page.t, form.choices
    choice = Choice(form.key, form.languages[0])
    if len(form.languages) > 1:
        lang = pick(
            "segmented_control",
            t._("Language of the paper"),
            [one for one in LANGUAGES if one in form.languages],
            name=f"paper_lang_{form.key}",
            words=lambda one: NAMES[one],
            start=page.lang if page.lang in form.languages else form.languages[0],
            required=True,
        )
        choice = replace(choice, lang=lang or form.languages[0])
    else:
        show_notes([form.refusal(page.lang)], page.lang)
    if "rights" in asked:
        choice = replace(choice, rights=_rights(page, form))
    if "areas" in asked:
        choice = replace(choice, areas=_areas(page, form))
    if "limit" in asked:
        choice = replace(choice, limit=_limit(page, form))
    if "year" in asked:
        year = st.number_input(t._("Year of the report"), 2000, 2100, date.today().year, key=f"paper_year_{form.key}")
        choice = replace(choice, year=int(year or 0))
    return replace(choice, **_words(page, form))


def _rights(page: Page, form: Form) -> tuple[str, ...]:
    clusters = {code: one for code, one in page.catalogue.clusters.items() if one.number}
    return pick_some(
        page.t._("About which rights?"),
        sorted(clusters, key=lambda code: int(clusters[code].number or 0)),
        name=f"paper_rights_{form.key}",
        words=lambda code: clusters[code].name(page.lang),
        placeholder=page.t._("Choose one or more"),
    )


def _areas(page: Page, form: Form) -> tuple[str, ...]:
    needed = "areas" in form.needs
    return pick_some(
        page.t._("About which provinces?") if needed else page.t._("Provinces, if any"),
        sorted(PROVINCES),
        name=f"paper_areas_{form.key}",
        words=lambda code: area_name(code, page.lang),
        placeholder=page.t._("Choose one or more") if needed else page.t._("The whole country"),
    )


def _limit(page: Page, form: Form) -> int:
    first = form.limits[0] if form.limits else 0
    limit = st.number_input(
        page.t._("Words at most (0: no limit)"), 0, 100_000, first, step=100, key=f"paper_limit_{form.key}"
    )
    show_notes([form.limit_note(page.lang)], page.lang)
    return int(limit or 0)


def _words(page: Page, form: Form) -> dict[str, Any]:
    """What is typed: of which review it is, who submits it and who signs."""
    t, said = page.t, dict[str, Any]()
    if "cycle" in form.choices:
        said["cycle"] = st.text_input(t._("Session or cycle"), max_chars=80, key=f"paper_cycle_{form.key}").strip()
    if "by" in form.choices:
        usual = translator(page.lang)._("Child Rights Coalition Cambodia")
        said["by"] = st.text_input(t._("Who submits it?"), usual, max_chars=120, key=f"paper_by_{form.key}").strip()
    if "signatories" in form.choices:
        typed = st.text_area(
            t._("Who signs with them? One organisation a line"),
            max_chars=8_000,
            height=68,
            key=f"paper_sign_{form.key}",
        )
        said["signatories"] = tuple(dict.fromkeys(" ".join(one.split()) for one in typed.splitlines() if one.strip()))
    return said


def _usual_title(page: Page, form: Form, choice: Choice) -> str:
    """A title that tells the paper from the others, in its own language."""
    names: Sequence[str] = [page.catalogue.clusters[code].name(choice.lang) for code in choice.rights[:2]]
    names = [*names, *(area_name(code, choice.lang) for code in choice.areas[:2])]
    about = translator(choice.lang)._(", ").join(names)
    return f"{form.title(choice.lang)}: {about}" if about else form.title(choice.lang)


def _deleted(page: Page) -> None:
    """What a steward can bring back."""
    t = page.t
    with fold(t._("Deleted papers"), key="papers_deleted") as part:
        if not part.open:
            return
        gone = kept_papers(State.default(), who=require_actor(Action.CLOSE_PAPERS), gone=True)
        if not gone:
            show_notes([t._("No paper was deleted.")], page.lang)
        for one in gone:
            told = t._("{id}: {title}, deleted {moment}").format(
                id=one.id, title=one.title, moment=when(one.gone_at, page)
            )
            show_notes([f"{told} ({named(one.gone_by, page)})"], page.lang)
            if st.button(markup.as_written(t._("Bring {id} back").format(id=one.id)), key=f"paper_back_{one.id}"):
                _bring_back(page, one.id)
                st.rerun()


def _bring_back(page: Page, identity: str) -> None:
    if tried(lambda: bring_paper_back(State.default(), identity, who=require_actor(Action.CLOSE_PAPERS))):
        done(page.t._("{id} is back in the list.").format(id=identity))
