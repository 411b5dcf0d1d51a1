"""The parts of the review of a checked file that stand around the causes, the sheet and the preview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import PurePath

import streamlit as st

from childrights.catalogue import DecisionsError
from childrights.members import QUOTED, Provenance, hand_code
from childrights.members import words as layer_words
from etl import worker
from etl.intake import in_memory, known_upload, waiting_upload, with_outcomes, withdraw
from etl.ledger import State, Upload, four_eyes, last_said
from etl.permissions import Action
from etl.problems import CheckResult
from etl.worker import ReadingStopped
from ui.contribute import session_file, words
from ui.contribute.cause_kinds import VerdictTally, causes, count_verdict
from ui.contribute.cause_view import Asking, show_decisions, show_questions, show_waiting
from ui.contribute.cures import as_decisions, proposed, to_remember
from ui.contribute.difference import Change, MapKey, figure_outcomes, maps_of
from ui.contribute.draft_view import choose_another, keep_for_later, let_go
from ui.contribute.preview_view import map_name, published_indicators, show_preview
from ui.contribute.questions import questions, waiting
from ui.contribute.reading_view import reading
from ui.contribute.reasons import ask_reason
from ui.contribute.session_file import SessionFile
from ui.contribute.sheet_view import show_sheets
from ui.contribute.sheet_window import tints
from ui.contribute.start_view import HISTORY, Before, ask_source, member_field, show_refused
from ui.contribute.words import teller, whole_label
from ui.parts import (
    EVERYONE,
    XLSX,
    Page,
    cache,
    group_code,
    may,
    moment_words,
    require_actor,
    show_notes,
    show_section,
    show_title,
)


def show_verdict(page: Page, kicker: str, laid: SessionFile, found: VerdictTally) -> None:
    """The finding, which file it is about, and the way to another one."""
    t = page.t
    notes = [laid.file_name]
    if found.warnings:
        notes.append(
            t.ngettext("{count} cell needs a look", "{count} cells need a look", found.warnings).format(
                count=words.count(found.warnings, t)
            )
        )
    if found.skipped:
        notes.append(
            t.ngettext(
                "{count} cell was left out on purpose", "{count} cells were left out on purpose", found.skipped
            ).format(count=words.count(found.skipped, t))
        )
    show_title(words.check_verdict_words(found, t), page.lang, kicker=kicker, lede=" · ".join(notes))
    if laid.resumed:
        kept = t._(
            "This is what was kept of your file. Cells that needed your help are not in it: for those choose the file "
            "again."
        )
        show_notes([kept], page.lang)
    st.button(t._("Choose another file"), type="tertiary", on_click=choose_another, icon=":material/arrow_back:")


def show_downloads(page: Page, laid: SessionFile, checked: CheckResult) -> None:
    """The person's own workbook with marks, and the figures as they were read."""
    t = page.t
    stem = PurePath(laid.file_name).stem
    show_section(t._("Download and share"), page.lang)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            t._("Your workbook with the cells marked (.xlsx)"),
            partial(worker.marked_copy, laid.content, laid.file_name, checked.problems, page.lang),
            file_name=f"{stem} – {t._('checked')}.xlsx",
            mime=XLSX,
            key="get_marked",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            t._("The figures as they were read (.csv)"),
            partial(in_memory.records_csv, checked),
            file_name=f"{stem} – {t._('figures')}.csv",
            mime="text/csv",
            key="get_records",
            on_click="ignore",
            icon=":material/download:",
        )


def confirmed(
    page: Page, found: VerdictTally, used: Sequence[str], known: Upload | None, proposed: int, *, said: bool
) -> bool:
    """The last step, always in sight: says what will be published and asks. True in the run that confirms.

    ``proposed`` indicators go along; they are sent alone when nothing can be published. Figures go only once it is
    ``said`` what kind of source they are.
    """
    t, waits = page.t, not may(Action.APPROVE) or four_eyes(State.default())
    with st.container(key="confirm"):
        if known is not None and known.waits:
            show_notes([_waits_already(page, known)], page.lang)
        elif known is not None:
            show_notes([_known(page, known)], page.lang)
            return False
        if not found.accepted and not proposed:
            show_notes(
                [t._("Nothing can be published yet. Decide above, or correct your file and choose it again.")],
                page.lang,
            )
            return False
        member = session_file.member() or member_field(page, used)
        ready = bool(member) and (said or not found.accepted)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            pressed = st.button(
                words.publish_button(found, t, proposed, waits=waits),
                type="primary",
                key="publish",
                disabled=not ready,
                width="content",
            )
            show_notes(
                [
                    t._("Say first whose figures they are.")
                    if not member
                    else t._("Say first what kind of source they are.")
                    if not ready
                    else t._("For {member}. A steward looks at it before it is published.").format(member=member)
                    if waits
                    else t._("For {member}. It can be taken back at any time.").format(member=member)
                ],
                page.lang,
            )
    return bool(pressed and ready)


def _waits_already(page: Page, known: Upload) -> str:
    return page.t._(
        "This very file waits for the steward as {upload}. Sent again with other decisions, it takes its place."
    ).format(upload=known.id)


def _known(page: Page, known: Upload) -> str:
    return page.t._(
        "This very file was published for {member} as {upload} on {day}. To publish it with other decisions, take that "
        "upload back first."
    ).format(member=known.member, upload=known.id, day=moment_words(known.uploaded_at, page.lang))


def show_review(page: Page, kicker: str, laid: SessionFile, used: Sequence[str]) -> None:
    """Everything about the checked file, and the last step. ``used`` are the members that sent something before."""
    state, member = State.default(), session_file.member()
    key = (laid.sha256, laid.cures, member, page.snapshot.name)
    try:
        found = session_file.made("check", key, lambda: _examine(page, laid, member))
    except DecisionsError as refusal:
        _take_out(page, laid, refusal.words(page.t))
        return
    checked, told = found.checked, teller(page.catalogue, page.t)
    if checked.refused:
        let_go()
        session_file.change_session_file(
            laid, content=b"", file_name=checked.file
        )  # which leaves out the name of a person
        show_refused(page, kicker, checked.file, [told(one) for one in checked.problems])
        return
    show_verdict(page, kicker, laid, count_verdict(checked))
    marks = session_file.made("marks", (key, page.lang), lambda: tints(checked, lambda one: " ".join(told(one))))
    asking = Asking(page, laid, told, date.today().year)
    grouped = causes(checked.problems, whole_label(found.sheets), len(found.sheets) > 1)
    held = session_file.made("held", key, lambda: waiting(grouped, found.sheets, marks, checked.tables))
    asked = session_file.made("asked", key, lambda: questions(held, asking.can_answer, len(laid.cures)))
    before = Before(found.said, last_said(state, member) if member else None)
    said = ask_source(asking, before, counts=_has_counts(page, checked))
    show_questions(asking, asked)
    changes = session_file.made("changes", (key, said), lambda: _changes(page, checked, member, said))
    show_preview(page, changes, member, said)
    show_waiting(asking, asked)
    show_decisions(page, laid, checked.recalled)
    show_sheets(page, checked, found.sheets, marks)
    show_downloads(page, laid, checked)
    known = waiting_upload(state, laid.sha256, member) or known_upload(state, laid.sha256, member)
    if confirmed(page, count_verdict(checked), used, known, len(proposed(laid.cures)), said=said is not None):
        try:
            with st.spinner(page.t._("Publishing …")):
                _publish(laid, found, said or Provenance(), maps_of(changes))
        except ReadingStopped as refusal:
            show_notes([refusal.words(page.t)], page.lang)
            return
        st.rerun()
    keep_for_later(page, laid, found, said)


def _examine(page: Page, laid: SessionFile, member: str) -> in_memory.Examined:
    """Check the file with what was decided about it; nothing is kept."""
    state, decided = State.default(), as_decisions(laid.cures)
    with reading(page, page.t._("Reading the workbook …")) as tell:
        return worker.examine(
            state,
            laid.content,
            laid.file_name,
            member=member,
            decided=decided,
            catalogue=page.catalogue,
            tell=tell,
        )


def _publish(laid: SessionFile, found: in_memory.Examined, said: Provenance, maps: tuple[MapKey, ...]) -> None:
    """Keep the sound figures and publish them. Raises ``ReadingStopped``."""
    state, member = State.default(), session_file.member()
    decided = as_decisions(laid.cures)
    ready = worker.make_ready(state, laid.content, laid.file_name, found, member=member, decided=decided)
    loaded = in_memory.publish(
        state,
        laid.content,
        laid.file_name,
        found,
        member=member,
        who=require_actor(Action.SUBMIT, member),
        confirmed=to_remember(laid.cures),
        said=said,
        ready=ready,
    )
    let_go()
    session_file.change_session_file(laid, upload=loaded.upload, proposed=loaded.proposed, maps=maps, content=b"")


def _take_out(page: Page, laid: SessionFile, why: str) -> None:
    """The last decision cannot be used: say why, and go on without it."""
    show_notes([why], page.lang)
    st.button(
        page.t._("Go on without this decision"),
        type="primary",
        on_click=partial(session_file.change_session_file, laid, cures=laid.cures[:-1]),
    )


def _has_counts(page: Page, checked: CheckResult) -> bool:
    """Whether figures of the file are counts, which several members' may add up to."""
    return any(page.catalogue.indicators[code].unit == "number" for code in {o.indicator for o in checked.observations})


def _changes(page: Page, checked: CheckResult, member: str, said: Provenance | None) -> tuple[Change, ...]:
    """What becomes of every figure of the file."""
    name, codes = page.snapshot.name, tuple(sorted({one.indicator for one in checked.observations}))
    quoted = said is not None and said.kind == QUOTED
    mine = [
        one.figure
        for code in codes
        for one in cache.members_figures(name, code)
        if one.figure.member == member and (one.figure.source_kind == QUOTED) == quoted
    ]
    return figure_outcomes(checked.observations, cache.figures_of(name, codes), page.catalogue, mine, checked.unseen)


MAP = "pages/explore/explore.py"
MOST_LINKS = 4


def show_published(page: Page, kicker: str, laid: SessionFile, upload: Upload) -> None:
    """What became of the figures and where they are seen; or that they are taken back.

    The numbers are those of the preview: what is shown and what is kept back add up to what was accepted.
    """
    t, ((_, outcome),) = page.t, with_outcomes(State.default(), [upload])
    if upload.status == "withdrawn":
        title = t._("Upload {upload} was taken back").format(upload=upload.id)
        show_title(title, page.lang, kicker=kicker, lede=t._("The map shows again what it showed before."))
    else:
        lede = t._("{file} from {member} is upload {upload}.")
        lede = lede.format(file=upload.file_name, member=upload.member, upload=upload.id)
        where = _where(page, upload) if outcome.shown else t._("Its figures are kept, and not shown.")
        show_title(words.became(upload.accepted, outcome, t), page.lang, kicker=kicker, lede=f"{lede} {where}")
        show_notes(words.agreement_words(outcome, t), page.lang)
    if laid.maps and upload.status != "withdrawn":
        show_section(t._("See it on the map"), page.lang)
    for key in laid.maps[:MOST_LINKS]:
        group = group_code(key.group)
        params = {"ind": key.indicator, "year": key.period, "group": "" if group == EVERYONE else group}
        if key.indicator in published_indicators(page):
            params["members"] = hand_code(upload.member, quoted=upload.provenance.kind == QUOTED)
        shown = {name: value for name, value in params.items() if value}
        st.page_link(MAP, label=map_name(page, key), query_params=shown, icon=":material/map:")
    if laid.proposed:
        text = t.ngettext(
            "The indicator you proposed is in the history, where the steward sees it.",
            "The {count} indicators you proposed are in the history, where the steward sees them.",
            laid.proposed,
        )
        show_notes([text.format(count=words.count(laid.proposed, t))], page.lang)
    show_ways_on(page)


def _where(page: Page, upload: Upload) -> str:
    """In which layer the figures stand."""
    t, said = page.t, upload.provenance
    if said.kind == QUOTED:
        waits = t._("Its figures wait in the members' layer until the steward has compared them with {publication}.")
        return waits.format(publication=layer_words.publication(said, t))
    return t._("Its figures are in the members' layer; no published figure changed.")


def show_sent(page: Page, kicker: str, laid: SessionFile) -> None:
    """Nothing was published, but a new indicator was proposed."""
    t = page.t
    lede = t._(
        "The steward sees it in the history. When the indicator has been added, send {file} again: its figures "
        "were not kept."
    )
    show_title(
        t.ngettext("Your proposal was sent", "Your {count} proposals were sent", laid.proposed).format(
            count=words.count(laid.proposed, t)
        ),
        page.lang,
        kicker=kicker,
        lede=lede.format(file=laid.file_name),
    )
    show_ways_on(page)


def show_ways_on(page: Page) -> None:
    """Another file, or the history."""
    t = page.t
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.button(t._("Send another file"), type="primary", on_click=session_file.clear)
        st.page_link(HISTORY, label=t._("All uploads"), icon=":material/history:")


def withdraw_button(page: Page, upload: Upload) -> None:
    """A button that asks for a reason before the figures are published without an upload; none once they are."""
    if upload.status == "withdrawn" or not may(Action.WITHDRAW, upload.member):
        return
    t = page.t
    title = t._("Take back upload {upload}").format(upload=upload.id)
    about = [
        t._(
            "Its figures disappear, and what the member had sent before comes back. The upload stays in the history "
            "with your reason."
        )
    ]

    def take_back(why: str) -> None:
        withdraw(State.default(), upload.id, why=why, who=require_actor(Action.WITHDRAW, upload.member))

    if st.button(t._("Take it back"), key=f"withdraw_{upload.id}"):
        ask_reason(page, upload.id, title, about, t._("Why is it taken back?"), take_back)
