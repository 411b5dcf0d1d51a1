"""The history: every upload with what became of it, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath

import streamlit as st

from childrights.uploads import Effect
from ui import markup
from ui.layout import show_text, show_title
from ui.manage import words
from ui.manage.decision_words import reason_words
from ui.manage.done_view import withdraw_button
from ui.manage.shapes import Upload
from ui.page import Page

UPLOAD = "pages/manage/upload.py"
PER_PAGE, MOST_LEFT_OUT = 12, 8
_PAGE = "history_page"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_history_title(page: Page, kicker: str, history: Sequence[Upload]) -> None:
    """How many uploads there are and how many of them are public."""
    t = page.t
    if not history:
        show_title(t._("Nothing has been uploaded yet"), page.lang, kicker=kicker)
        show_text(
            [t._("When somebody sends a workbook, it stands here: who, what, when, and what it changed.")], page.lang
        )
        st.page_link(UPLOAD, label=t._("Upload a workbook"), icon=":material/upload_file:")
        return
    public = sum(one.status == "published" for one in history)
    title = t.ngettext("{count} upload, {public} in force", "{count} uploads, {public} in force",
                       len(history))  # fmt: skip
    show_title(
        title.format(count=words.count(len(history), t), public=words.count(public, t)), page.lang, kicker=kicker
    )


def part_of(history: Sequence[Upload]) -> Sequence[Upload]:
    """The uploads of the page of the history that was turned to."""
    pages = -(-len(history) // PER_PAGE)
    if pages <= 1:
        return history
    number = st.pagination(pages, key=_PAGE)
    return history[(number - 1) * PER_PAGE : number * PER_PAGE]


def show_upload(
    page: Page,
    upload: Upload,
    effect: Effect | None,
    copy_of: Callable[[Upload], bytes] | None,
    take_back: Callable[[Upload, str], object] | None,
) -> None:
    """One upload; ``copy_of`` (the cells that are kept of its file) and ``take_back`` only for somebody who may."""
    t = page.t
    with st.container(key=f"upload_{upload.id}"):
        main, side = st.columns((3, 1), gap="medium")
        with main:
            chip = markup.tag("span", t._(words.STATUSES[upload.status]), f"cr-chip {upload.status}")
            head = markup.tag("strong", f"{upload.id} · {upload.member}")
            told = [*details(page, upload, effect), *left_out(page, upload, copy_of is not None)]
            lines = "".join(markup.tag("p", line, "cr-note") for line in told)
            markup.show(f'<p class="cr-cause">{chip} {head}</p>{lines}', page.lang)
        with side, st.container(horizontal=True, gap="small", horizontal_alignment="right"):
            if copy_of is not None and upload.copy:
                st.download_button(
                    t._("The cells that were read"),
                    partial(copy_of, upload),
                    file_name=f"{PurePath(upload.file_name).stem}.xlsx",
                    mime=XLSX,
                    key=f"copy_{upload.id}",
                    on_click="ignore",
                    type="tertiary",
                    icon=":material/download:",
                )
            if take_back is not None:
                withdraw_button(page, upload, partial(take_back, upload))


def details(page: Page, upload: Upload, effect: Effect | None) -> list[str]:
    """File, time, who, counts and what it changed, in words."""
    t = page.t
    accepted = t.ngettext("{count} figure published", "{count} figures published", upload.accepted)
    counts = [accepted.format(count=words.count(upload.accepted, t))]
    if upload.rejected:
        counts.append(t._("{count} left out").format(count=words.count(upload.rejected, t)))
    lines = [
        f"{upload.file_name} · {words.when(upload.uploaded_at, page.lang)} · {words.by_whom(upload.uploaded_by, t)}",
        t._(", ").join(counts) + t._("."),
    ]
    if upload.status == "withdrawn":
        lines[1] = t._("Taken back on {day}, {who}: {why}").format(
            day=words.when(upload.withdrawn_at or upload.uploaded_at, page.lang),
            who=words.by_whom(upload.withdrawn_by or "", t),
            why=upload.why or "",
        )
    elif effect is not None:
        lines += _effect(page, upload, effect)
    if not upload.copy:
        lines.append(t._("Only the figures are kept of this file, no copy of its cells."))
    return lines


def left_out(page: Page, upload: Upload, may_read: bool) -> list[str]:
    """What the member left out and why; only how many wordings for somebody who may not see the file."""
    t = page.t
    if not upload.left_out:
        return []
    if not may_read:
        text = t.ngettext("{count} wording left out with a reason.", "{count} wordings left out with reasons.",
                          len(upload.left_out))  # fmt: skip
        return [text.format(count=words.count(len(upload.left_out), t))]
    told = [f"“{one.label or '…'}” ({reason_words(one.why, t)})" for one in upload.left_out[:MOST_LEFT_OUT]]
    more = len(upload.left_out) - MOST_LEFT_OUT
    if more > 0:
        told.append(t._("… and {count} more").format(count=words.count(more, t)))
    return [t._("Left out: {wordings}").format(wordings=t._(", ").join(told))]


def _effect(page: Page, upload: Upload, effect: Effect) -> list[str]:
    """What an upload changed: new figures, figures it replaced, and what later uploads replaced of it."""
    t = page.t
    replaced = sum(effect.replaces.values())
    parts = []
    if replaced < upload.accepted:
        new = upload.accepted - replaced
        parts.append(t.ngettext("{count} is new", "{count} are new", new).format(count=words.count(new, t)))
    if effect.replaces:
        others = words.named_uploads(effect.replaces, t)
        parts.append(t._("{count} took the place of {others}").format(count=words.count(replaced, t), others=others))
    lines = [t._(", ").join(parts) + t._(".")]
    if effect.replaced_by:
        lines.append(
            t._("Corrected by {later}: {count} of its figures still stand.").format(
                later=", ".join(one for one in effect.replaced_by if one), count=words.count(effect.standing, t)
            )
        )
    elif effect.standing < upload.accepted:
        lines.append(t._("{count} of its figures stand.").format(count=words.count(effect.standing, t)))
    return lines
