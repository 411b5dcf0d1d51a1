"""What waits for the steward, what is done with it, and what its members are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from childrights.catalogue import ChildRightsError
from childrights.members import words as layer_words
from childrights.snapshot import Snapshot
from childrights.watch import MessageNews, line
from etl.intake import approve, look_ahead
from etl.ledger import State, Upload, four_eyes, mark_told, not_told, own_uploads, send_back
from etl.permissions import Action
from ui.contribute import words
from ui.contribute.ahead_view import consequences_ahead, show_consequences, show_list, show_preview_mark
from ui.contribute.decision_words import reason_words
from ui.contribute.reasons import done_with, reason_field
from ui.parts import (
    Page,
    cache,
    current_actor,
    markup,
    may,
    moment_words,
    require_actor,
    show_markup,
    show_notes,
    show_section,
    show_text,
    show_title,
    writer_words,
)

REVIEW, HISTORY, PREVIEW = "pages/manage/review.py", "pages/manage/history.py", "pages/manage/preview.py"
MOST_TOLD = 5
_DONE, _PRESSED = "review_done", "review_pressed"


def show_waiting_uploads(page: Page, kicker: str, waiting: Sequence[Upload]) -> tuple[Upload, ...]:
    """What waits, oldest first, each with the way to send it back; returns those that are looked at together."""
    t = page.t
    if not waiting:
        show_title(t._("Nothing waits for you"), page.lang, kicker=kicker)
        _show_done(page)
        show_text(
            [t._("When a member sends figures, they wait here until you approve them or send them back.")], page.lang
        )
        return ()
    title = t.ngettext("{count} upload waits for you", "{count} uploads wait for you", len(waiting))
    show_title(
        title.format(count=words.count(len(waiting), t)),
        page.lang,
        kicker=kicker,
        lede=t._("Until you approve it, only its member sees it, and no figure changes."),
    )
    _show_done(page)
    return tuple(
        [one for at, one in enumerate(waiting) if _show_card(page, one, alone=len(waiting) == 1, first=at == 0)]
    )


def _show_done(page: Page) -> None:
    if said := st.session_state.pop(_DONE, ""):
        show_text([said], page.lang)


def _show_card(page: Page, one: Upload, *, alone: bool, first: bool) -> bool:
    """One upload; returns whether it is among those that are looked at together."""
    t = page.t
    with st.container(key=f"waiting_{one.id}"):
        main, side = st.columns((3, 1), gap="medium")
        with main:
            chip = markup.tag("span", t._(words.state_words(one)), f"cr-chip {one.status}")
            lines = "".join(markup.tag("p", told, "cr-note") for told in card_lines(page, one))
            head = markup.tag("strong", f"{one.id} · {one.member}")
            markup.show(f'<p class="cr-cause">{chip} {head}</p>{lines}', page.lang)
        with side:
            looked = alone or st.checkbox(t._("Open it"), value=first, key=f"look_{one.id}")
            if st.button(t._("Send back"), key=f"back_{one.id}"):
                _ask_back(page, one)
    return bool(looked)


def card_lines(page: Page, one: Upload) -> list[str]:
    """File, when, who; the kind of source; how many figures, and what was left out with the reasons."""
    t = page.t
    source = layer_words.source(one.provenance, t)
    counts = [t.ngettext("{count} figure", "{count} figures", one.accepted).format(count=words.count(one.accepted, t))]
    if one.rejected:
        problems = t.ngettext(
            "{count} cell with a problem left out", "{count} cells with a problem left out", one.rejected
        )
        counts.append(problems.format(count=words.count(one.rejected, t)))
    lines = [
        f"{one.file_name} · {moment_words(one.uploaded_at, page.lang)} · {writer_words(one.uploaded_by, t)}",
        source[:1].upper() + source[1:] + t._("."),
        t._(", ").join(counts) + t._("."),
    ]
    if one.left_out:
        left = t._(", ").join(f"“{each.label or '…'}” ({reason_words(each.why, t)})" for each in one.left_out[:8])
        lines.append(t._("Left out: {wordings}").format(wordings=left))
    if one.replaces:
        lines.append(t._("It takes the place of {upload}.").format(upload=one.replaces))
    return lines


def _ask_back(page: Page, one: Upload) -> None:
    t = page.t

    def back(why: str) -> None:
        send_back(State.default(), one.id, why=why, who=require_actor(Action.APPROVE))

    @st.dialog(t._("Send {upload} back to {member}").format(upload=one.id, member=one.member))
    def ask() -> None:
        show_text(
            [t._("Nothing from it was published. The member reads your reason and can send the file again.")], page.lang
        )
        why = reason_field(t._("What should the member change?"), f"why_back_{one.id}")
        if st.button(t._("Send back"), type="primary", key=f"really_back_{one.id}"):
            done_with(page, why, back)

    ask()


def show_review_of(
    page: Page, chosen: Sequence[Upload], kept: Callable[[Page, Snapshot], Sequence[MessageNews]]
) -> None:
    """Before and after of what is chosen, and the button that approves and publishes just this.

    ``kept`` tells which messages that this reader keeps would read otherwise.
    """
    t, state, ids = page.t, State.default(), [one.id for one in chosen]
    with st.spinner(t._("Working out what would change …")):
        made = look_ahead(state, ids, who=require_actor(Action.APPROVE))
        found = consequences_ahead(page, made)
    for one in chosen:
        if outcome := found.outcomes.get(one.id):
            show_notes([f"{one.id}: {words.became(one.accepted, outcome, t)}{t._('.')}"], page.lang)
    show_consequences(page, made, found)
    moved = kept(page, cache.ahead(str(made.path)))
    show_list(page, t._("Messages you keep"), [line(one, page.catalogue, t) for one in moved])
    show_section(t._("Your decision"), page.lang)
    own = own_uploads(state, chosen, who=require_actor(Action.APPROVE))
    barred = bool(own) and four_eyes(state)
    if barred:
        told = t._("You sent {uploads} yourself. Here somebody else must approve it (four eyes).")
        show_notes([told.format(uploads=", ".join(own))], page.lang)
    elif own:
        told = t._("You sent {uploads} yourself; the record will say that you approved your own.")
        show_notes([told.format(uploads=", ".join(own))], page.lang)
    # What was on the screen is approved, and nothing that became of it between the look and the press.
    st.button(
        t._("Approve and publish {uploads}").format(uploads=", ".join(ids)),
        type="primary",
        key="approve",
        disabled=barred,
        on_click=partial(st.session_state.__setitem__, _PRESSED, (ids, made.seen)),
    )


def approve_pressed(page: Page) -> None:
    """What was pressed in the run before: approve it, or say why not."""
    pressed = st.session_state.pop(_PRESSED, None)
    if pressed is None:
        return
    ids, seen = pressed
    t = page.t
    try:
        with st.spinner(t._("Publishing …")):
            done = approve(State.default(), ids, seen=seen, who=require_actor(Action.APPROVE))
    except ChildRightsError as refusal:
        show_markup(markup.tag("p", refusal.words(t), "cr-halt"), page.lang)
        return
    names = ", ".join(one.id for one in done.uploads)
    st.session_state[_DONE] = t._("Approved and published: {uploads}.").format(uploads=names)
    st.rerun()


def show_preview_of(page: Page, kicker: str, one: Upload) -> None:
    """For its own member, and for a steward: how the figures will look, marked as not published."""
    t = page.t
    with st.spinner(t._("Working out what would change …")):
        made = look_ahead(State.default(), [one.id], who=require_actor(Action.PREVIEW, one.member))
        found = consequences_ahead(page, made)
    title = t._("How {upload} will look").format(upload=one.id)
    show_title(title, page.lang, kicker=kicker, lede=f"{one.member} · {one.file_name}")
    show_preview_mark(page)
    if outcome := found.outcomes.get(one.id):
        show_notes([words.became(one.accepted, outcome, t) + t._(".")], page.lang)
    show_consequences(page, made, found)


def show_submitted(page: Page, kicker: str, one: Upload) -> None:
    """After sending: it waits, and what happens next."""
    t = page.t
    lede = t._("{file} from {member} is upload {upload}.").format(file=one.file_name, member=one.member, upload=one.id)
    show_title(t._("Waiting for the coalition's steward"), page.lang, kicker=kicker, lede=lede)
    show_text(
        [
            t._("The steward reviews what your figures change, and publishes them or sends them back with a reason."),
            t._(
                "You can see here and in the history what happens to them. Until then only you and the stewards "
                "see them."
            ),
        ],
        page.lang,
    )
    show_preview_link(page, one)


def show_preview_link(page: Page, one: Upload) -> None:
    """The way to the private preview of an upload that waits, for who may open it."""
    if one.waits and may(Action.PREVIEW, one.member):
        label = page.t._("See how it will look (private preview)")
        st.page_link(PREVIEW, label=label, query_params={"upload": one.id}, icon=":material/visibility:")


def show_told(page: Page) -> None:
    """What became of the uploads of somebody's members since, until it is read: calm, on Upload and on History."""
    t, state = page.t, State.default()
    told = not_told(state, current_actor())
    if not told:
        return
    with st.container(key="told"):
        lines = "".join(markup.tag("li", told_words(page, one)) for one in told[:MOST_TOLD])
        more = len(told) - MOST_TOLD
        rest = markup.tag("p", t._("… and {count} more").format(count=more), "cr-note") if more > 0 else ""
        show_markup(markup.wrap("ul", lines, "cr-news") + rest, page.lang)
        if st.button(t._("I have read it"), key="told_read", type="tertiary"):
            mark_told(state, told, who=require_actor(Action.SUBMIT, told[0].member))
            st.rerun()


def told_words(page: Page, one: Upload) -> str:
    """What became of an upload, in one sentence for its member."""
    t = page.t
    if one.sent_back:
        told = t._("{upload} ({file}) was sent back on {day}: {why}")
    elif one.withdrawn_at:
        told = t._("{upload} ({file}) was taken back on {day}: {why}")
    else:
        told = t._("{upload} ({file}) was approved on {day} and is published.")
    day = moment_words(one.withdrawn_at or one.approved_at or one.uploaded_at, page.lang)
    return told.format(upload=one.id, file=one.file_name, day=day, why=one.why or "")
