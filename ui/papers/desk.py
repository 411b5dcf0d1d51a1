"""The field of one chapter in one window: what is typed in it, what the ledger has of it, and what it began from.

Streamlit's field is sent when it is left. ``static/paper.js`` sends it two seconds after the last key, and keeps in the
browser what was not sent yet; the ledger keeps what was sent as the draft of its author, until it is saved.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import streamlit as st
from streamlit.runtime import exists

from childrights.catalogue import ChildRightsError
from childrights.papers import told_today
from etl.ledger import State
from etl.papers import (
    Differs,
    KeptPaper,
    PaperChapter,
    Saved,
    drafts_of,
    keep_draft,
    put_draft_away,
    save_text,
    take_draft,
)
from etl.permissions import Action
from ui.papers.said import sources_of, tried
from ui.parts import STATIC, Page, current_actor, require_actor

_DESKS, _TAB, _SYNC = "paper_desks", "paper_tab", "paper_sync"


@dataclass
class ChapterDesk:
    """``base`` is the version that the text began from. ``kept_at`` is when the ledger got it as a draft, empty where
    it is what was saved; ``refused`` why it did not, as a refusal; ``went_on`` when what is gone on with was kept.
    ``differs`` is what somebody saved meanwhile, ``put`` a code to be put where the cursor is."""

    paper: str
    chapter: str
    base: int
    round: int = 0
    kept_at: str = ""
    refused: ChildRightsError | None = None
    went_on: str = ""
    differs: Differs | None = None
    put: tuple[str, str] = ("", "")
    held: str = ""
    """The text as it was last known here: Streamlit forgets a field that is not drawn."""
    laid: str = ""
    """What the field began with. It is told the browser at every drawing, as the field's own beginning: a value that
    is set through the session is told once, and a browser that was busy until the next drawing never showed it."""
    drawn: bool = False
    """Whether the field was drawn since a text was laid into it."""

    @property
    def field(self) -> str:
        """The name of the field: another one for each text that was put into it, and not typed."""
        return f"paper_text_{self.paper}_{self.chapter}_{self.round}"

    @property
    def text(self) -> str:
        """What is typed."""
        return str(st.session_state.get(self.field, self.held) or "")

    def lay(self, text: str) -> None:
        """Put a text into the field."""
        self.round += 1
        self.held = self.laid = text
        self.drawn = False

    def begin(self) -> str:
        """What the field is to be drawn with; where it was not drawn for a while, as it was then."""
        if self.drawn and self.field not in st.session_state:
            self.lay(self.held)
        self.drawn = True
        return self.laid


def tab() -> str:
    """The name of this window of this person, by which its draft is known."""
    return str(st.session_state.setdefault(_TAB, secrets.token_hex(8)))


def desk_of(kept: KeptPaper, chapter: PaperChapter) -> ChapterDesk:
    """The desk of a chapter, laid when it is first opened here: with what this person had not saved, where there is
    anything, else with the newest version."""
    desks: dict[str, ChapterDesk] = st.session_state.setdefault(_DESKS, {})
    place = f"{kept.id}/{chapter.key}"
    one = desks.get(place)
    if one is not None and not one.drawn:
        return one
    if one is not None and (one.field in st.session_state or one.differs or one.kept_at or one.refused):
        return one
    desks[place] = one = ChapterDesk(kept.id, chapter.key, chapter.version, one.round if one else 0)
    one.lay(chapter.text)
    mine = [
        draft
        for draft in drafts_of(State.default(), kept.id, chapter.key, who=require_actor(Action.WRITE_PAPERS))
        if draft.tab
    ]
    if mine and kept.is_open:
        go_on_with(one, mine[0].number)
    return one


def go_on_with(desk: ChapterDesk, draft: int) -> None:
    """Go on in this window with what was not saved."""
    taken = take_draft(State.default(), desk.paper, draft, who=require_actor(Action.WRITE_PAPERS), tab=tab())
    if taken:
        desk.base, desk.went_on, desk.kept_at, desk.differs = taken.began_from, taken.kept_at, taken.kept_at, None
        desk.lay(taken.text)


def typed(desk: ChapterDesk) -> None:
    """Keep what was typed as a draft; where it may not be kept, say why, and leave it in the field."""
    desk.held = desk.text
    _keep(desk, desk.text)


def _keep(desk: ChapterDesk, text: str) -> None:
    desk.refused = None
    try:
        found = keep_draft(
            State.default(),
            desk.paper,
            desk.chapter,
            text,
            began_from=desk.base,
            who=require_actor(Action.WRITE_PAPERS),
            tab=tab(),
        )
    except ChildRightsError as error:
        desk.refused = error
        return
    desk.kept_at = found.kept_at if found else ""


def save(page: Page, desk: ChapterDesk, heard: Mapping[str, Any], *, over: int | None = None) -> bool:
    """Save the text as the next version, from the version that it began from or, knowingly, ``over`` a later one.

    ``heard`` is what its codes said until now. Whether it was saved; where somebody saved meanwhile, ``differs`` says
    what.
    """
    text = desk.text
    desk.held = text
    told = told_today(text, sources_of(page), heard)
    base = desk.base if over is None else over
    found = tried(
        lambda: save_text(
            State.default(),
            desk.paper,
            desk.chapter,
            text,
            began_from=base,
            who=require_actor(Action.WRITE_PAPERS),
            tab=tab(),
            heard=told,
        )
    )
    if isinstance(found, Saved):
        desk.base, desk.differs, desk.kept_at, desk.went_on, desk.refused = found.version.version, None, "", "", None
        if found.version.text != text:
            desk.lay(found.version.text)
        return True
    if isinstance(found, Differs):
        desk.differs, desk.kept_at = found, found.mine.kept_at
    return False


def take_theirs(desk: ChapterDesk) -> None:
    """Go on with what somebody else saved; mine is put away, not lost."""
    if desk.differs:
        put_draft_away(State.default(), desk.paper, desk.differs.mine.number, who=require_actor(Action.WRITE_PAPERS))
        go_on_from(desk, desk.differs.theirs.version, desk.differs.theirs.text)


def go_on_from(desk: ChapterDesk, version: int, text: str, *, keep: bool = False) -> None:
    """Go on with ``text`` as what began from ``version``; with ``keep`` it is kept as a draft at once."""
    desk.base, desk.differs, desk.went_on, desk.kept_at = version, None, "", ""
    desk.lay(text)
    if keep:
        _keep(desk, text)


def put_code(desk: ChapterDesk, code: str) -> None:
    """Have a code put where the cursor is; without a browser, at the end."""
    if exists():
        desk.put = (secrets.token_hex(4), code)
    else:
        text = f"{desk.text} {code}".strip()
        desk.lay(text)
        _keep(desk, text)


def sync(page: Page, desk: ChapterDesk, budget: int, said: Mapping[str, int]) -> None:
    """Let the browser's script watch the field; nothing outside a real server."""
    if not exists():
        return
    t = page.t
    data = {
        "place": f"cr-paper {current_actor().name} {desk.paper}/{desk.chapter}",
        "field": desk.field,
        "base": desk.base,
        "kept": desk.text,
        "refused": desk.refused is not None,
        "put": list(desk.put),
        "budget": budget,
        "said": dict(said),
        "words": {
            "typing": t._("Typing … kept in this browser."),
            "count": t._("{count} words"),
            "of": t._("{count} of {budget} words"),
        },
    }
    _script()(key=_SYNC, data=data, height=1, on_found_change=_found, on_gone_change=lambda: None)


@cache
def _script() -> Any:
    return st.components.v2.component("childrights_paper", js=(STATIC / "paper.js").read_text(encoding="utf-8"))


def _found() -> None:
    """Take in what the browser had kept and the server never got: after a restart, a lost line, a closed window."""
    found = getattr(st.session_state[_SYNC], "found", None)
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return
    for desk in st.session_state.get(_DESKS, {}).values():
        if desk.field == found.get("field") and isinstance(found.get("base"), int) and found["text"] != desk.text:
            desk.base, desk.went_on = found["base"], datetime.now(UTC).isoformat(timespec="milliseconds")
            desk.lay(found["text"])
            _keep(desk, found["text"])
