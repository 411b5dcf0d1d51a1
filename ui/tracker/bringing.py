"""Bringing in recommendations: the template, what a file says row by row, what it would change, and publishing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import streamlit as st

from childrights.errors import ChildRightsError
from childrights.i18n import N_
from childrights.recommendation_columns import COLUMNS, NEEDS
from childrights.recommendation_faults import Wrong, cure_words, wrong_words
from childrights.recommendations import KIND_WORDS, MECHANISMS, Recommendation
from ui import markup
from ui.gap_files import XLSX
from ui.layout import show_fold, show_section, show_text
from ui.manage import desk
from ui.markup import Cell
from ui.page import Page
from ui.tracker.parts import ID, show_refusal

MOST_SHOWN = 60
_COLUMN_HEADS = (N_("Column"), N_("What goes into it"), N_("Needed"), N_("Example"))
_NEW_HEADS = (N_("Row"), N_("Document"), N_("What was asked"), N_("Belongs to"))
_CHANGED_HEADS = (N_("Row"), N_("Code"), N_("Column"), N_("Before"), N_("After"))
_ROUND, _DONE = "bringing_round", "bringing_done"
_TAKEN = {"template": "get_new_recommendations", "file": "bringing_file", "member": "bringing_member"}


class FaultAt(Protocol):
    """What is wrong in one cell."""

    cell: str
    row: int
    wrong: Wrong


class Plan(Protocol):
    """A row in order: what it tells, and what was known before."""

    row: int
    asked: Recommendation
    before: Recommendation | None

    @property
    def changes(self) -> tuple[str, ...]:
        """The fields that say something else than before."""


class Checked(Protocol):
    """A file as the ETL judged it."""

    wrong: int
    unchanged: int

    @property
    def new(self) -> int:
        """How many rows are new."""

    @property
    def planned(self) -> Sequence[Plan]:
        """The rows in order."""

    @property
    def faults(self) -> Sequence[FaultAt]:
        """What is wrong, cell by cell."""


def show_template(page: Page, template: Callable[[], bytes]) -> None:
    """The workbook to fill in, and what goes into its columns."""
    t = page.t
    show_section(t._("1. Write them into the template"), page.lang)
    show_text([t._("One recommendation in each row; lists and explanations are in the workbook. An exported annex, or "
                   "a table of your own with the same heads, works too.")], page.lang)  # fmt: skip
    st.download_button(
        t._("Download the template (.xlsx)"), template, file_name=f"new-recommendations-{page.lang}.xlsx", mime=XLSX,
        on_click="ignore", icon=":material/download:", key=_TAKEN["template"],
    )  # fmt: skip
    show_fold(t._("What goes into each column"), lambda: columns_table(page), page.lang)


def columns_table(page: Page) -> str:
    """Every column of the template with what goes into it, whether it is needed, and an example."""
    t = page.t
    head = [Cell(t._(words)) for words in _COLUMN_HEADS]
    rows = [
        [Cell(t._(one.head)), Cell(t._(one.words)), Cell(t._(NEEDS[one.need])), Cell(one.example)]
        for one in COLUMNS.values()
    ]
    return markup.table(t._("What goes into each column"), head, rows, "cr-columns")


def show_file(
    page: Page,
    check: Callable[[bytes, str], Checked],
    told: Callable[[Checked], Sequence[str]],
    publish: Callable[[Checked, str], str],
) -> None:
    """The place for a filled file, what it says, and the button that publishes it. ``publish`` returns the id."""
    t = page.t
    show_section(t._("2. Check the file"), page.lang)
    _done(page)
    sent = st.file_uploader(
        t._("The filled file"), type=["xlsx", "xls", "ods", "csv"],
        key=f"{_TAKEN['file']}_{st.session_state.get(_ROUND, 0)}",
    )  # fmt: skip
    if sent is None:
        return
    try:
        content = sent.getvalue()
        found = desk.made("bringing", (page.snapshot.name, sent.name, content), lambda: check(content, sent.name))
    except ChildRightsError as error:
        show_refusal(error, page)
        return
    show_text(told(found), page.lang)
    markup.show(faults_table(page, found.faults), page.lang)
    if not found.planned:
        show_text([t._("Nothing in this file is new, so there is nothing to publish.")], page.lang)
        return
    show_section(t._("3. Look at what would change, and publish it"), page.lang)
    markup.show(preview(page, found.planned), page.lang)
    _publishing(page, found, publish)


def _done(page: Page) -> None:
    """What the last publication did, once."""
    if done := st.session_state.pop(_DONE, None):
        identity, count = done
        words = page.t.ngettext("Published as {id}: {count} recommendation. It stands in the list now.",
                                "Published as {id}: {count} recommendations. They stand in the list now.",
                                count)  # fmt: skip
        show_text([words.format(id=identity, count=count)], page.lang)


def faults_table(page: Page, faults: Sequence[FaultAt]) -> str:
    """Every fault with its cell, what is wrong and what to do; nothing when there is none."""
    t = page.t
    if not faults:
        return ""
    head = [Cell(t._("Cell")), Cell(t._("What is wrong")), Cell(t._("What to do"))]
    rows = [[Cell(one.cell), Cell(wrong_words(one.wrong, t)), Cell(cure_words(one.wrong, t))] for one in faults]
    note = t._("Rows with a fault are left out whole; the others can be published now, and the same file again later.")
    return markup.table(t._("What is to be corrected"), head, rows) + markup.tag("p", note, "cr-note")


def preview(page: Page, planned: Sequence[Plan]) -> str:
    """What each row would add, or change of what is known: before and after."""
    t, parts = page.t, []
    new = [one for one in planned if one.before is None][:MOST_SHOWN]
    if new:
        head = [Cell(t._(words)) for words in _NEW_HEADS]
        rows = [[Cell(str(one.row)), Cell(where(page, one.asked)), Cell(text_of(page, one.asked)),
                 Cell(about(page, one.asked))] for one in new]  # fmt: skip
        parts.append(markup.table(t._("New"), head, rows, "cr-preview"))
    changed = [one for one in planned if one.before is not None][:MOST_SHOWN]
    if changed:
        head = [Cell(t._(words)) for words in _CHANGED_HEADS]
        rows = [row for one in changed for row in _differences(page, one)]
        parts.append(markup.table(t._("Changed"), head, rows, "cr-preview"))
    if (more := len(planned) - len(new) - len(changed)) > 0:
        parts.append(markup.tag("p", t._("… and {count} more rows").format(count=more), "cr-note"))
    return "".join(parts)


def where(page: Page, asked: Recommendation) -> str:
    """Who asked where: body, State, document, year and number."""
    t = page.t
    parts = (t._(MECHANISMS[asked.mechanism]), asked.recommending_state, asked.document, str(asked.year), asked.number,
             "" if asked.kind == "recommendation" else t._(KIND_WORDS[asked.kind]))  # fmt: skip
    return " · ".join(part for part in parts if part)


def text_of(page: Page, asked: Recommendation) -> str:
    """What was asked, with its topic before it."""
    topic = page.t.pick(asked.topic, asked.topic_km)
    text = page.t.pick(asked.summary, asked.summary_km)
    return page.t._("{topic}: {summary}").format(topic=topic, summary=text) if topic else text


def about(page: Page, asked: Recommendation) -> str:
    """Right, articles and indicators of a recommendation."""
    t, cluster = page.t, page.catalogue.clusters.get(asked.cluster)
    names = [page.catalogue.indicators[code].short_name(page.lang) for code in asked.linked_indicators
             if code in page.catalogue.indicators]  # fmt: skip
    articles = t._("articles {numbers}").format(numbers=", ".join(asked.crc_articles)) if asked.crc_articles else ""
    return " · ".join(part for part in (cluster.name(page.lang) if cluster else "", articles, *names) if part)


def _differences(page: Page, one: Plan) -> list[list[Cell]]:
    assert one.before is not None
    rows, was, now = [], plain(one.before), plain(one.asked)
    for name in one.changes:
        link = markup.link(one.asked.code, "recommendations", **{ID: one.asked.code}, lang=page.url_lang)
        cells = [Cell(page.t._(COLUMNS[name].head)), Cell(was[name] or "–"), Cell(now[name] or "–")]
        rows.append([Cell(str(one.row)), Cell(markup=link), *cells])
    return rows


def plain(asked: Recommendation) -> Mapping[str, str]:
    """Every field of a recommendation as text."""
    values = {name: getattr(asked, name) for name in COLUMNS}
    return {name: "; ".join(value) if isinstance(value, tuple) else str(value) for name, value in values.items()}


def _publishing(page: Page, found: Checked, publish: Callable[[Checked, str], str]) -> None:
    t, count = page.t, len(found.planned)
    with st.form("publish_recommendations", border=False):
        member = st.text_input(t._("Name of the organisation"), value=desk.member(), max_chars=120,
                               key=_TAKEN["member"])  # fmt: skip
        label = t.ngettext("Publish {count} row", "Publish {count} rows", count).format(count=count)
        if not st.form_submit_button(label, type="primary"):
            return
        try:
            with st.spinner(t._("Publishing …")):
                identity = publish(found, " ".join(member.split()))
        except ChildRightsError as error:
            show_refusal(error, page)
            return
    desk.set_member(member)
    st.session_state[_DONE] = (identity, count)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()
