"""Texts of chapters: saved as versions that never change, kept as drafts until then, and never lost between two people.

Everything that decides stands in one transaction: a text is saved as the next version, or, where somebody saved since
it was begun, kept as the draft of its author. Stopped at any step, the ledger holds what was there before, or it all.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.ledger import State, now, opened, transaction
from etl.papers.projects import DRAFT, TO_WRITE, lay_chapter, number_of_paper, open_row
from etl.permissions import Action, Actor
from etl.persons import kept_line, kept_prose

_FEW_WORDS = 12
"""So many words may go from a draft while it is typed; where more go at once, what was there is put away first."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text; they are counted from 1 in each chapter, ``began_from`` is the one its author saw."""

    chapter: str
    version: int
    began_from: int
    text: str
    heard: Mapping[str, Any]
    saved_at: str
    saved_by: str


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What somebody wrote and has not saved. ``tab`` is the window it was written in, empty for one put away."""

    number: int
    chapter: str
    writer: str
    tab: str
    began_from: int
    text: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A text that is the newest version now; ``text`` as it was kept."""

    version: Version


@dataclass(frozen=True, slots=True)
class Differs:
    """Somebody saved another text meanwhile: ``theirs`` is the newest version, ``base`` the text that both began from
    (empty for the first), ``mine`` the draft that what was to be saved is kept as."""

    theirs: Version
    base: str
    mine: KeptDraft


def save_text(
    state: State,
    identity: str,
    chapter: str,
    text: str,
    *,
    began_from: int,
    who: Actor,
    tab: str = "here",
    heard: Mapping[str, Any] | None = None,
) -> Saved | Differs:
    """Save a text that began from version ``began_from`` (0: there was none), written in the window ``tab``.

    ``heard`` is what its live codes say. Saving the same words as the newest version is saved already, whoever wrote
    them. Raises ``NotPermitted``, ``NotKept`` (nothing is kept then) and ``PaperNotChanged``.
    """
    who.require(Action.WRITE_PAPERS)
    told = kept_prose(text)
    with opened(state) as ledger, transaction(ledger):
        number = open_row(ledger, identity)["number"]
        lay_chapter(ledger, number, chapter)
        newest = _newest(ledger, number, chapter)
        has = newest.version if newest else 0
        content = json.dumps(dict(heard or {}), ensure_ascii=False)
        if newest and newest.text == told and (has != began_from or json.loads(content) == newest.heard):
            _drop_draft(ledger, number, chapter, who, tab, told)
            return Saved(newest)
        if newest and has != began_from:
            mine = _keep(ledger, number, chapter, told, began_from, who, tab)
            return Differs(newest, _text_of(ledger, number, chapter, began_from), mine)
        ledger.execute(
            "INSERT INTO paper_version (paper, chapter, version, began_from, text, heard, saved_at, saved_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, chapter, has + 1, has, told, content, now(), who.name),
        )
        ledger.execute(
            "UPDATE paper_chapter SET status = ? WHERE paper = ? AND chapter = ? AND status = ?",
            (DRAFT, number, chapter, TO_WRITE),
        )
        _drop_draft(ledger, number, chapter, who, tab, told)
        saved = _newest(ledger, number, chapter)
        assert saved is not None
        return Saved(saved)


def keep_draft(
    state: State, identity: str, chapter: str, text: str, *, began_from: int, who: Actor, tab: str
) -> KeptDraft | None:
    """Keep what somebody has typed and not saved; ``None`` where it is what the newest version holds already.

    Raises as ``save_text`` does.
    """
    who.require(Action.WRITE_PAPERS)
    told = kept_prose(text)
    with opened(state) as ledger, transaction(ledger):
        number = open_row(ledger, identity)["number"]
        lay_chapter(ledger, number, chapter)
        newest = _newest(ledger, number, chapter)
        if told == (newest.text if newest else "") and (newest.version if newest else 0) == began_from:
            _drop_draft(ledger, number, chapter, who, tab, told)
            return None
        return _keep(ledger, number, chapter, told, began_from, who, tab)


def drafts_of(state: State, identity: str, chapter: str, *, who: Actor) -> tuple[KeptDraft, ...]:
    """What this person has not saved of a chapter, the newest first; nobody sees those of another.

    Raises ``NotPermitted`` and ``UnknownCode``.
    """
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger:
        rows = ledger.execute(
            "SELECT * FROM paper_draft WHERE paper = ? AND chapter = ? AND writer = ?"
            " ORDER BY kept_at DESC, number DESC",
            (number_of_paper(ledger, identity), chapter, who.name),
        ).fetchall()
    return tuple(map(_draft, rows))


def take_draft(state: State, identity: str, draft: int, *, who: Actor, tab: str) -> KeptDraft | None:
    """Go on in the window ``tab`` with a draft of one's own; what stands in that window is put away before.

    ``None`` where there is no such draft. Raises ``NotPermitted`` and ``UnknownCode``.
    """
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger, transaction(ledger):
        number = number_of_paper(ledger, identity)
        row = _own(ledger, number, draft, who)
        if row is None:
            return None
        _put_away(ledger, number, row["chapter"], who, tab, but=draft)
        ledger.execute("UPDATE paper_draft SET tab = ? WHERE number = ?", (kept_line(tab, 40), draft))
        return _draft(ledger.execute("SELECT * FROM paper_draft WHERE number = ?", (draft,)).fetchone())


def put_draft_away(state: State, identity: str, draft: int, *, who: Actor) -> None:
    """Leave a draft of one's own as it is, to be found in the history. Raises ``NotPermitted`` and ``UnknownCode``."""
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger, transaction(ledger):
        if _own(ledger, number_of_paper(ledger, identity), draft, who) is not None:
            ledger.execute("UPDATE paper_draft SET tab = NULL WHERE number = ?", (draft,))


def forget_put_away(state: State, identity: str, draft: int, *, who: Actor) -> None:
    """Throw away a draft of one's own that was put away: the one way in which words go, and its author's own.

    Raises ``NotPermitted`` and ``UnknownCode``.
    """
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger, transaction(ledger):
        row = _own(ledger, number_of_paper(ledger, identity), draft, who)
        if row is not None and row["tab"] is None:
            ledger.execute("DELETE FROM paper_draft WHERE number = ?", (draft,))


def versions_of(state: State, identity: str, chapter: str, *, who: Actor) -> tuple[Version, ...]:
    """Every version of a text, the newest first. Raises ``NotPermitted`` and ``UnknownCode``."""
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger:
        rows = ledger.execute(
            "SELECT * FROM paper_version WHERE paper = ? AND chapter = ? ORDER BY version DESC",
            (number_of_paper(ledger, identity), chapter),
        ).fetchall()
    return tuple(map(_version, rows))


def _keep(
    ledger: sqlite3.Connection, number: int, chapter: str, told: str, began_from: int, who: Actor, tab: str
) -> KeptDraft:
    """Keep a draft in the place of the one of this window; where words of that one would go, it is put away first."""
    named, place = kept_line(tab, 40), (number, chapter, who.name)
    before = ledger.execute(
        "SELECT * FROM paper_draft WHERE paper = ? AND chapter = ? AND writer = ? AND tab = ?", (*place, named)
    ).fetchone()
    if before is not None and _loses_words(before["text"], told):
        _put_away(ledger, number, chapter, who, tab)
    ledger.execute(
        "INSERT INTO paper_draft (paper, chapter, writer, tab, began_from, text, kept_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (paper, chapter, writer, tab) DO UPDATE SET began_from = excluded.began_from,"
        " text = excluded.text, kept_at = excluded.kept_at",
        (*place, named, began_from, told, now()),
    )
    row = ledger.execute(
        "SELECT * FROM paper_draft WHERE paper = ? AND chapter = ? AND writer = ? AND tab = ?", (*place, named)
    ).fetchone()
    return _draft(row)


def _loses_words(before: str, after: str) -> bool:
    """Whether more words went from a text than somebody takes out while typing; Khmer is counted letter by letter."""
    gone = Counter(re.findall(r"[^\W_a-zA-Z]|\w+", before)) - Counter(re.findall(r"[^\W_a-zA-Z]|\w+", after))
    return gone.total() > _FEW_WORDS


def _put_away(ledger: sqlite3.Connection, number: int, chapter: str, who: Actor, tab: str, but: int = 0) -> None:
    ledger.execute(
        "UPDATE paper_draft SET tab = NULL WHERE paper = ? AND chapter = ? AND writer = ? AND tab = ? AND number <> ?",
        (number, chapter, who.name, kept_line(tab, 40), but),
    )


def _drop_draft(ledger: sqlite3.Connection, number: int, chapter: str, who: Actor, tab: str, told: str) -> None:
    """What stood in a window goes when the same words, or more, were saved; another draft of it is put away."""
    row = ledger.execute(
        "SELECT * FROM paper_draft WHERE paper = ? AND chapter = ? AND writer = ? AND tab = ?",
        (number, chapter, who.name, kept_line(tab, 40)),
    ).fetchone()
    if row is None:
        return
    if _loses_words(row["text"], told):
        _put_away(ledger, number, chapter, who, tab)
    else:
        ledger.execute("DELETE FROM paper_draft WHERE number = ?", (row["number"],))


def _own(ledger: sqlite3.Connection, number: int, draft: int, who: Actor) -> sqlite3.Row | None:
    row: sqlite3.Row | None = ledger.execute(
        "SELECT * FROM paper_draft WHERE number = ? AND paper = ? AND writer = ?", (draft, number, who.name)
    ).fetchone()
    return row


def _newest(ledger: sqlite3.Connection, number: int, chapter: str) -> Version | None:
    row = ledger.execute(
        "SELECT * FROM paper_version WHERE paper = ? AND chapter = ? ORDER BY version DESC LIMIT 1", (number, chapter)
    ).fetchone()
    return _version(row) if row else None


def _text_of(ledger: sqlite3.Connection, number: int, chapter: str, version: int) -> str:
    row = ledger.execute(
        "SELECT text FROM paper_version WHERE paper = ? AND chapter = ? AND version = ?", (number, chapter, version)
    ).fetchone()
    return str(row["text"]) if row else ""


def _version(row: sqlite3.Row) -> Version:
    names = ("chapter", "version", "began_from", "text", "saved_at", "saved_by")
    return Version(heard=json.loads(row["heard"]), **{name: row[name] for name in names})


def _draft(row: sqlite3.Row) -> KeptDraft:
    names = ("number", "chapter", "writer", "began_from", "text", "kept_at")
    return KeptDraft(tab=row["tab"] or "", **{name: row[name] for name in names})
