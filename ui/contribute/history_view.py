"""The history: every upload with what became of it, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from childrights.members import QUOTED, Conflict, Decision, Effect, MemberFigure, Outcome
from childrights.members import words as layer_words
from etl.intake import with_outcomes
from etl.ledger import State, Upload
from etl.permissions import Action
from ui.contribute import words
from ui.contribute.decision_words import reason_words
from ui.contribute.erase_view import erase_button
from ui.contribute.review_view import withdraw_button
from ui.contribute.steward_view import show_conflicts, show_decisions, show_source
from ui.contribute.waiting_view import show_preview_link
from ui.parts import Page, cache, door_link, markup, may, moment_words, show_text, show_title, writer_words

UPLOAD = "pages/manage/upload.py"
PER_PAGE, MOST_LEFT_OUT = 12, 8
_PAGE = "history_page"


def show_history_title(page: Page, kicker: str, history: Sequence[Upload]) -> None:
    """How many uploads there are and how many of them are public."""
    t = page.t
    if not history:
        show_title(t._("Nothing has been uploaded yet"), page.lang, kicker=kicker)
        show_text(
            [t._("When somebody sends a workbook, it is listed here: who, what, when, and what it changed.")], page.lang
        )
        st.page_link(UPLOAD, label=t._("Upload a workbook"), icon=":material/upload_file:")
        return
    public = sum(one.status == "published" for one in history)
    title = t.ngettext("{count} upload, {public} in force", "{count} uploads, {public} in force", len(history))
    show_title(
        title.format(count=words.count(len(history), t), public=words.count(public, t)), page.lang, kicker=kicker
    )


def history_page(history: Sequence[Upload]) -> Sequence[Upload]:
    """The uploads of the page of the history that was turned to."""
    pages = -(-len(history) // PER_PAGE)
    if pages <= 1:
        return history
    number = st.pagination(pages, key=_PAGE)
    return history[(number - 1) * PER_PAGE : number * PER_PAGE]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one upload in the snapshot: its figures, which uploads it replaced or was replaced by, its figures
    of the members' layer, the differences from published ones, and what was decided about them."""

    outcome: Outcome
    effect: Effect | None = None
    sent: Sequence[MemberFigure] = ()
    conflicts: Sequence[Conflict] = ()
    taken: Sequence[Decision] = ()


def became_of(page: Page, sent: Sequence[Upload]) -> list[tuple[Upload, Became]]:
    """Uploads, each with what the snapshot of the page knows of it."""
    name = page.snapshot.name
    return [
        (
            upload,
            Became(
                outcome,
                cache.upload_effects(name).get(upload.id),
                cache.sent_figures(name, upload.id),
                [one for one in cache.conflicts(name) if one.figure.upload == upload.id],
                [one for one in cache.decided(name) if one.upload == upload.id],
            ),
        )
        for upload, outcome in with_outcomes(State.default(), sent)
    ]


def show_upload(
    page: Page,
    upload: Upload,
    became: Became,
) -> None:
    """One upload; what is done with it only for somebody who may."""
    t, may_decide = page.t, may(Action.DECIDE)
    with st.container(key=f"upload_{upload.id}"):
        main, side = st.columns((3, 1), gap="medium")
        with main:
            chip = markup.tag("span", t._(words.state_words(upload)), f"cr-chip {upload.status}")
            head = markup.tag("strong", f"{upload.id} · {upload.member}")
            own = may(Action.PREVIEW, upload.member)
            told = [*upload_lines(page, upload, became, own), *left_out(page, upload, own)]
            lines = "".join(markup.tag("p", line, "cr-note") for line in told)
            markup.show(f'<p class="cr-cause">{chip} {head}</p>{lines}', page.lang)
        with side, st.container(horizontal=True, gap="small", horizontal_alignment="right"):
            if upload.copy and may(Action.TAKE_COPY, upload.member):
                markup.show(door_link(t._("Kept copy"), f"kept/{upload.id}", t), page.lang)
            show_preview_link(page, upload)
            show_source(page, upload, became.sent, may_decide)
            withdraw_button(page, upload)
            erase_button(page, upload)
        show_conflicts(page, upload, became.conflicts, may_decide)
        show_decisions(page, became.taken, may_decide)


def upload_lines(page: Page, upload: Upload, became: Became, may_read: bool) -> list[str]:
    """File, time, who, the kind of source, what became of the figures and what they replaced, in words.

    What the file is called, and the reasons that people wrote, only for somebody who may see the file."""
    t, sent = page.t, moment_words(upload.uploaded_at, page.lang)
    file = [upload.file_name] if may_read else []
    lines = [" · ".join([*file, sent, writer_words(upload.uploaded_by, t)]), _source(page, upload, may_read)]
    lines += _approved(page, upload, may_read)
    if upload.status == "withdrawn" and not may_read:
        lines.append(
            t._("Taken back on {day}.").format(day=moment_words(upload.withdrawn_at or upload.uploaded_at, page.lang))
        )
    elif upload.status == "withdrawn":
        taken_back = (
            t._("Sent back on {day}, {who}: {why}") if upload.sent_back else t._("Taken back on {day}, {who}: {why}")
        )
        lines.append(
            taken_back.format(
                day=moment_words(upload.withdrawn_at or upload.uploaded_at, page.lang),
                who=writer_words(upload.withdrawn_by or "", t),
                why=upload.why or "",
            )
        )
    else:
        lines += _figures(page, upload, became)
    if not upload.copy:
        lines.append(t._("Only the figures are kept of this file, no copy of its cells."))
    return lines


def _approved(page: Page, upload: Upload, may_read: bool) -> list[str]:
    """Who approved an upload and when; nothing of those from before approvals, which their sender published."""
    if not upload.approved_at or upload.approved_at == upload.uploaded_at:
        return []
    t, day = page.t, moment_words(upload.approved_at, page.lang)
    if upload.self_approved:
        told = t._("Approved by its own sender on {day}.").format(day=day)
    else:
        told = t._("Approved on {day}, {who}.").format(day=day, who=writer_words(upload.approved_by or "", t))
    return [f"{told} {upload.approved_why}" if upload.approved_why and may_read else told]


def _source(page: Page, upload: Upload, may_read: bool) -> str:
    """What the member said its figures are; of a quotation whether it was compared."""
    t, said = page.t, upload.provenance
    told = layer_words.source(said, t)
    if said.kind != QUOTED:
        return told[:1].upper() + told[1:] + t._(".")
    if upload.compared_at and not may_read:
        day = moment_words(upload.compared_at, page.lang)
        compared = t._("{source}: compared on {day}.").format(source=told, day=day)
    elif upload.compared_at:
        compared = t._("{source}: compared on {day}, {who}: {why}").format(
            source=told,
            day=moment_words(upload.compared_at, page.lang),
            who=writer_words(upload.compared_by or "", t),
            why=upload.compared_why or "",
        )
    else:
        compared = t._("{source}: not compared with the publication yet.").format(source=told)
    return compared[:1].upper() + compared[1:]


def _figures(page: Page, upload: Upload, became: Became) -> list[str]:
    """How many figures are shown and what keeps the others back, and what they took the place of."""
    t, effect = page.t, became.effect
    counts = [words.became(upload.accepted, became.outcome, t)]
    if upload.rejected:
        counts.append(t._("{count} left out").format(count=words.count(upload.rejected, t)))
    lines = [t._(", ").join(counts) + t._(".")]
    if not became.conflicts:
        lines += words.agreement_words(became.outcome, t)
    if effect is not None and effect.replaces:
        replaced = words.count(sum(effect.replaces.values()), t)
        others = words.named_uploads(effect.replaces, t)
        lines.append(t._("{count} took the place of {others}").format(count=replaced, others=others) + t._("."))
    if effect is not None and (later := [one for one in effect.replaced_by if one]):
        standing = words.count(became.outcome.shown, t)
        lines.append(
            t._("Corrected by {later}: {count} of its figures still stand.").format(
                later=", ".join(later), count=standing
            )
        )
    return lines


def left_out(page: Page, upload: Upload, may_read: bool) -> list[str]:
    """What the member left out and why; only how many wordings for somebody who may not see the file."""
    t = page.t
    if not upload.left_out:
        return []
    if not may_read:
        text = t.ngettext(
            "{count} wording left out with a reason.", "{count} wordings left out with reasons.", len(upload.left_out)
        )
        return [text.format(count=words.count(len(upload.left_out), t))]
    told = [f"“{one.label or '…'}” ({reason_words(one.why, t)})" for one in upload.left_out[:MOST_LEFT_OUT]]
    more = len(upload.left_out) - MOST_LEFT_OUT
    if more > 0:
        told.append(t._("… and {count} more").format(count=words.count(more, t)))
    return [t._("Left out: {wordings}").format(wordings=t._(", ").join(told))]
