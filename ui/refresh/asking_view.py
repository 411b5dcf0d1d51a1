"""Who can be asked, when each was, the round that runs, and the place for files that somebody downloaded."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import streamlit as st

from etl.ledger import State
from etl.permissions import Action
from etl.publishers import HAND_FILES, nothing_reached
from etl.refresh import Round, begin_round, known_publishers, last_asked, last_round, stop_round
from ui.contribute import words
from ui.parts import (
    Page,
    TableCell,
    markup,
    moment_words,
    most_mb,
    pick_some,
    require_actor,
    show_drop_words,
    show_notes,
    show_section,
    show_text,
)
from ui.refresh.changes_view import seen_of
from ui.refresh.words import became_words

LOOK_EVERY_S = 2.0
MOST_NAMED = 8
_SENT = "refresh_sent"


def show_asking(page: Page, state: State) -> None:
    """The publishers, and the button that asks them, or the round that runs."""
    t, entries = page.t, known_publishers()
    show_section(t._("Ask the publishers"), page.lang)
    markup.show(_publishers(page, state), page.lang)
    running = last_round(state)
    if running is not None and running.running:
        _progress(page, state, running)
        return
    if running is not None:
        show_notes(_outcome(page, running), page.lang)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        names = {one.code: one.name for one in entries}
        chosen = pick_some(
            t._("Only these publishers"),
            list(names),
            name="refresh_publishers",
            words=names.__getitem__,
            placeholder=t._("All of them"),
            width=420,
        )
        if st.button(t._("Ask for newer figures"), type="primary", key="refresh_ask", icon=":material/refresh:"):
            asked = [one for one in entries if not chosen or one.code in chosen]
            begin_round(state, asked, who=require_actor(Action.REFRESH))
            st.rerun()


def _publishers(page: Page, state: State) -> str:
    t = page.t
    head = [
        TableCell(t._("Publisher")),
        TableCell(t._("Series asked for"), css="num"),
        TableCell(t._("Last asked")),
        TableCell(t._("What came")),
    ]
    rows = []
    for entry in known_publishers():
        asked = last_asked(state, entry)
        rows.append(
            [
                TableCell(markup=markup.tag("span", entry.name, lang=page.foreign)),
                TableCell(words.count(len(entry.series), t), css="num"),
                TableCell(moment_words(asked.at, page.lang) if asked else t._("never")),
                TableCell(became_words(seen_of(page, state, entry), asked.fault if asked else None, t)),
            ]
        )
    return markup.table(t._("Publishers that can be asked"), head, rows)


def _progress(page: Page, state: State, running: Round) -> None:
    """What the round is at, drawn anew every few seconds without the page around it; the way to stop it."""
    t = page.t

    @st.fragment(run_every=LOOK_EVERY_S)
    def redrawn() -> None:
        if not running.running:
            st.rerun()
        show_text([_at(page, running)], page.lang)
        done = len(running.found) / len(running.entries)
        st.progress(min(done, 1.0))
        if not running.stopping and st.button(t._("Stop"), key="refresh_stop", icon=":material/stop:"):
            stop_round(state, who=require_actor(Action.REFRESH))
            st.rerun(scope="fragment")

    redrawn()


def _at(page: Page, running: Round) -> str:
    t = page.t
    if running.stopping:
        return t._("Stopping. A question that was asked is still waited for, one minute at most.")
    begun = moment_words(running.begun_at, page.lang)
    if running.folder is not None:
        return t._("Reading the files, since {moment}.").format(moment=begun)
    asked = t._("{name} is being asked: question {number}. You may leave this page; the round goes on.")
    return asked.format(name=running.now or "…", number=words.count(max(running.steps, 1), t))


def _outcome(page: Page, last: Round) -> list[str]:
    """What became of the last round, where the table does not say it."""
    t = page.t
    if last.failed:
        return [t._("The last round ended in a fault of this program; its log says which. Nothing was changed.")]
    if last.stopped:
        return [t._("The round was stopped. What had arrived is kept, and the next one goes on from there.")]
    if nothing_reached(last.found):
        return [
            t._(
                "None of the publishers can be reached: this computer seems to have no internet. Download the files on "
                "another computer and bring them in below."
            )
        ]
    lines = []
    if last.not_recognised:
        named = t._(", ").join(last.not_recognised[:MOST_NAMED])
        more = len(last.not_recognised) - MOST_NAMED
        named += f" {t._('… and {count} more').format(count=words.count(more, t))}" if more > 0 else ""
        lines.append(t._("No publisher here knows these files for its own: {files}").format(files=named))
    return lines


def show_files(page: Page, state: State) -> None:
    """The place for files that somebody downloaded from the publishers."""
    t = page.t
    show_section(t._("Or bring files that you downloaded"), page.lang)
    show_text(
        [
            t._(
                "For a computer without internet: download the files elsewhere, bring them on a memory stick, "
                "and choose them here. They are recognised by their headings, and read as if the publisher had "
                "been asked."
            )
        ],
        page.lang,
    )
    running = last_round(state)
    if running is not None and running.running:
        return
    times = st.session_state.setdefault(_SENT, 0)
    with st.container(key="refresh_drop"):
        show_drop_words(page, most_mb(), HAND_FILES)
        sent = st.file_uploader(
            t._("Files of publishers"),
            type=[one.removeprefix(".") for one in HAND_FILES],
            accept_multiple_files=True,
            key=f"refresh_files_{times}",
            max_upload_size=most_mb(),
        )
    if sent and st.button(t._("Read these files"), type="primary", key="refresh_read"):
        require_actor(Action.REFRESH)
        folder = Path(tempfile.mkdtemp(prefix="childrights-files-"))
        for number, one in enumerate(sent, 1):
            # Two files may have the same name; a folder for each keeps both. A name is never taken for a path.
            (folder / str(number)).mkdir()
            (folder / str(number) / _plain_name(one.name)).write_bytes(one.getvalue())
        st.session_state[_SENT] = times + 1
        begin_round(state, known_publishers(), who=require_actor(Action.REFRESH), folder=folder)
        st.rerun()


def _plain_name(name: str) -> str:
    """A name that no system takes for a path, a device or something hidden."""
    last = PurePosixPath(PureWindowsPath(name).name).name.lstrip(".~$")
    return re.sub(r'[<>:"|?*\x00-\x1f]', "_", last) or "file"
