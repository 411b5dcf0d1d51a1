"""Bringing in a file of any kind: the template, what the file says row by row, what it would change, publishing it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from childrights.rights import NEEDS
from etl.intake import (
    ASKING_YES,
    ASSESSMENTS,
    MEMBER_VOICES,
    RECOMMENDATIONS,
    CheckedFile,
    FieldFault,
    Schema,
    check_file,
    counted_words,
    cure_words,
    publish,
    recognised_words,
    unread_words,
    waiting_words,
    wrong_words,
)
from etl.ledger import State
from etl.permissions import Action
from etl.worker import open_book
from ui.contribute import reading, session_file
from ui.parts import (
    XLSX,
    Page,
    TableCell,
    cache,
    fold,
    let_go,
    markup,
    most_mb,
    pick_some,
    require_actor,
    show_drop_words,
    show_fold,
    show_section,
    show_text,
)
from ui.tracker.listing import ID, name_of, show_refusal

MOST_SHOWN = 60
PANEL, AGAIN = "bringing", "bringing_again"
_COLUMN_HEADS = (N_("Column"), N_("What goes into it"), N_("Needed"), N_("Example"))
_CHANGED_HEADS = (N_("Row"), N_("Code"), N_("Column"), N_("Before"), N_("After"))
_FAULT_HEADS = (N_("Cell"), N_("What is wrong"), N_("What to do"))
_FILES = ["xlsx", "xls", "ods", "csv", "json", "docx"]


def show_template(page: Page, schema: Schema) -> None:
    """The workbook of a kind to fill in."""
    st.download_button(
        page.t._("Download the template (.xlsx)"),
        lambda: schema.template(State.default(), page.lang),
        file_name=f"{schema.file_name}-{page.lang}.xlsx",
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
        key=f"get_{schema.kind}",
    )


def show_columns(page: Page, schema: Schema) -> None:
    """Every column of a template with what goes into it, whether it is needed, and an example."""
    t = page.t
    head = [TableCell(t._(words)) for words in _COLUMN_HEADS]
    rows = [
        [
            *(TableCell(t._(words)) for words in (one.head, one.words, NEEDS[one.need])),
            TableCell(markup=markup.tag("span", one.example, lang="en" if one.example.isascii() else "km")),
        ]
        for one in schema.columns.values()
    ]
    title = t._("What goes into each column")
    show_fold(title, lambda: markup.table(title, head, rows, "cr-columns"), page.lang)


def show_steps(page: Page) -> None:
    """The page for bringing in: the template of recommendations, then a file of any kind."""
    t = page.t
    show_section(t._("1. Write them into the template"), page.lang)
    show_text(
        [
            t._(
                "One recommendation in each row; lists and explanations are in the workbook. An exported annex, or "
                "a table of your own with the same heads, works too."
            )
        ],
        page.lang,
    )
    show_template(page, RECOMMENDATIONS)
    show_columns(page, RECOMMENDATIONS)
    show_section(t._("2. Check the file"), page.lang)
    show_text(
        [
            t._(
                "Files that others publish are taken as they are: the export of UHRI (Excel or JSON, filtered on "
                "Cambodia), OHCHR's matrix of recommendations (Word), exports of UPR Info, the CSV of the Danish "
                "Institute. What is known already is found again, and nothing of yours is overwritten."
            )
        ],
        page.lang,
    )
    show_file(page, PANEL, t._("The filled file"), RECOMMENDATIONS, t._("3. Look at what would change, and publish it"))


def show_many(page: Page) -> None:
    """The template for assessing many at once, and the same panel for a filled one."""
    with fold(page.t._("Assess many at once, in a spreadsheet"), key="tracker_sheet") as part:
        if part.open:
            show_template(page, ASSESSMENTS)
            show_file(page, "sheet", page.t._("The filled template"), ASSESSMENTS)


def show_file(page: Page, panel: str, label: str, home: Schema, before: str = "") -> None:
    """The place for a file, what it says, and the button that publishes it.

    ``home`` is the kind that is expected here, though every kind is taken; ``before`` stands over the preview.
    """
    t = page.t
    if said := st.session_state.pop(f"{panel}_done", ""):
        show_text([said], page.lang)
    name = f"{panel}_file_{_count(f'{panel}_round')}"
    with st.container(key=f"{panel}_drop"):
        show_drop_words(page, most_mb(), _FILES)
        sent = st.file_uploader(markup.as_written(label), type=_FILES, key=name, max_upload_size=most_mb())
    if sent is None:
        return
    try:
        # Not by the snapshot: what somebody else publishes meanwhile must not slip in between preview and button.
        content, state = sent.getvalue(), State.default()
        decided = _decided(panel, hashlib.sha256(content).hexdigest())
        key = (sent.name, content, _count(AGAIN), tuple(sorted(decided.items())))

        def checked() -> CheckedFile:
            with reading(page, t._("Reading the file …")) as tell:
                book = open_book(content, sent.name, tell, state=state)
            return check_file(state, book, sent.name, date.today(), home=home, decided=decided)

        found = session_file.made(panel, key, checked)
    except ChildRightsError as error:
        show_refusal(error, page)
        return
    known_as = [] if found.schema is home else [recognised_words(found, page.lang)]
    show_text([*known_as, counted_words(found, page.lang), *unread_words(found, page.lang)], page.lang)
    markup.show(faults_table(page, found.faults), page.lang)
    _ask(page, panel, found, decided)
    if not found.planned:
        show_text([t._("Nothing in this file is new, so there is nothing to publish.")], page.lang)
        return
    if before:
        show_section(before, page.lang)
    markup.show(preview(page, found), page.lang)
    if said := _published(page, panel, found):
        let_go(sent)
        st.session_state[f"{panel}_done"] = said
        _count(f"{panel}_round", 1)
        st.rerun()


def _decided(panel: str, file: str) -> dict[int, bool]:
    """What was said of rows of this very file that ask for a yes or a no."""
    known, said = st.session_state.get(f"{panel}_decided", ("", {}))
    if known != file:
        st.session_state[f"{panel}_decided"] = (file, {})
        return {}
    return dict(said)


def _ask(page: Page, panel: str, found: CheckedFile, decided: Mapping[int, bool]) -> None:
    """Rows that ask for a person's yes or no, and those that were answered."""
    t, asking = page.t, sorted({one.row for one in found.faults if one.code in ASKING_YES})
    if not asking and not decided:
        return
    told = ", ".join(f"{row}: {t._('yes') if yes else t._('no')}" for row, yes in sorted(decided.items()))
    with st.form(f"{panel}_asks", border=False):
        options = list(map(str, asking))
        same = pick_some(t._("Yes to these rows"), options, name=f"{panel}_yes")
        other = pick_some(t._("No to these rows"), options, name=f"{panel}_no")
        if told:
            st.caption(markup.as_written(t._("So far: {rows}").format(rows=told)))
        if st.form_submit_button(t._("Check again with these answers")):
            said = dict(decided) | {int(row): True for row in same} | {int(row): False for row in other}
            st.session_state[f"{panel}_decided"] = (found.read.sha256, said)
            st.rerun()


def check_again() -> None:
    """What was said of files may no longer hold: they are checked anew."""
    _count(AGAIN, 1)


def _count(name: str, more: int = 0) -> int:
    st.session_state[name] = st.session_state.get(name, 0) + more
    return int(st.session_state[name])


def faults_table(page: Page, faults: Sequence[FieldFault]) -> str:
    """Every fault with its cell, what is wrong and what to do; nothing when there is none."""
    t = page.t
    if not faults:
        return ""
    told = [(one.cell, wrong_words(one, t), cure_words(one, t)) for one in faults]
    head = [TableCell(t._(words)) for words in _FAULT_HEADS]
    rows = [[TableCell(words) for words in cells] for cells in told]
    if not any(cure for _, _, cure in told):
        head, rows = [head[0], head[2]], [row[:2] for row in rows]
    note = t._("Rows with a fault are left out whole; the others can be published now, and the same file again later.")
    return markup.table(t._("What is to be corrected"), head, rows) + markup.tag("p", note, "cr-note")


def preview(page: Page, found: CheckedFile) -> str:
    """What each row would add, or change of what is known: before and after."""
    t, schema, parts, known = page.t, found.schema, [], cache.standings(page.snapshot.name)
    new = [one for one in found.planned if one.before is None][:MOST_SHOWN]
    if new:
        head = [TableCell(t._(words)) for words in (_CHANGED_HEADS[0], *schema.preview_heads)]
        rows = [
            [TableCell(str(one.row)), *map(TableCell, schema.preview(one.payload, page.catalogue, t))] for one in new
        ]
        if all(one.about in known for one in new):
            head.insert(1, TableCell(t._("What was asked")))
            for row, one in zip(rows, new, strict=True):
                row.insert(1, TableCell(markup=_link(page, one.about, name_of(page, known[one.about].asked))))
        parts.append(markup.table(t._("New"), head, rows, "cr-preview"))
    changed = [one for one in found.planned if one.before is not None][:MOST_SHOWN]
    if changed:
        rows = []
        for one in changed:
            was, now = schema.values(one.before), schema.values(one.payload)
            about = _link(page, one.about, one.about) if one.about in known else markup.tag("span", one.about)
            first = [TableCell(str(one.row)), TableCell(markup=about)]
            for name in one.changes:
                told = (t._(schema.columns[name].head), was[name] or "–", now[name] or "–")
                rows.append([*first, *map(TableCell, told)])
        parts.append(
            markup.table(t._("Changed"), [TableCell(t._(words)) for words in _CHANGED_HEADS], rows, "cr-preview")
        )
    if (more := len(found.planned) - len(new) - len(changed)) > 0:
        parts.append(markup.tag("p", t._("… and {count} more rows").format(count=more), "cr-note"))
    return "".join(parts)


def _link(page: Page, code: str, words: str) -> str:
    return markup.link(words, "recommendations", **{ID: code}, lang=page.url_lang)


def _published(page: Page, panel: str, found: CheckedFile) -> str:
    """The button that publishes what is new; what was done once it was pressed, else nothing."""
    t, count = page.t, found.in_order
    with st.form(f"publish_{found.schema.kind}", border=False):
        member = ""
        if not found.schema.names_its_member:
            member = st.text_input(
                t._("Name of the organisation"), value=session_file.member(), max_chars=120, key=f"{panel}_member"
            )
        label = t.ngettext("Publish {count} row", "Publish {count} rows", count).format(count=count)
        if not st.form_submit_button(markup.as_written(label), type="primary"):
            return ""
        check_again()
        try:
            with st.spinner(t._("Publishing …")):
                state, member = State.default(), " ".join(member.split())
                if isinstance(
                    found.schema, type(MEMBER_VOICES)
                ):  # sent for the member that it names; all else is brought in for all
                    own = found.schema.members(found.planned)
                    done = publish(state, found, member=member, who=require_actor(Action.SUBMIT, own[0]))
                else:
                    done = publish(state, found, member=member, who=require_actor(Action.BRING))
        except ChildRightsError as error:
            show_refusal(error, page)
            return ""
    if member:
        session_file.set_member(member)
    if done.waiting:
        return waiting_words(done, page.lang)
    return found.schema.done(done.ids, found.planned, t)
