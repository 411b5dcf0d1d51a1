"""What people say of a chapter to each other: short, in their order, settled by whoever did what was asked."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_
from etl.ledger import State, now, opened, transaction
from etl.papers.projects import lay_chapter, number_of_paper, open_row
from etl.permissions import Action, Actor
from etl.persons import kept_words


class NothingSaid(ChildRightsError):
    """A comment without words."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; ``settled_at`` is empty while it stands."""

    number: int
    chapter: str
    words: str
    at: str
    who: str
    settled_at: str
    settled_by: str


def comment_on(state: State, identity: str, chapter: str, words: str, *, who: Actor) -> Comment:
    """Say something of a chapter. Raises ``NotPermitted``, ``NotKept``, ``NothingSaid`` and ``PaperNotChanged``."""
    who.require(Action.WRITE_PAPERS)
    told = kept_words(words)
    if not told:
        raise NothingSaid(N_("Please write a few words first."))
    with opened(state) as ledger, transaction(ledger):
        number = open_row(ledger, identity)["number"]
        lay_chapter(ledger, number, chapter)
        cursor = ledger.execute(
            "INSERT INTO paper_comment (paper, chapter, words, at, who) VALUES (?, ?, ?, ?, ?)",
            (number, chapter, told, now(), who.name),
        )
        row = ledger.execute("SELECT * FROM paper_comment WHERE number = ?", (cursor.lastrowid,)).fetchone()
    return _comment(row)


def settle_comment(state: State, identity: str, comment: int, *, who: Actor) -> None:
    """Say that a comment was taken care of; it stays in the list. Raises ``NotPermitted`` and ``UnknownCode``."""
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger, transaction(ledger):
        ledger.execute(
            "UPDATE paper_comment SET settled_at = ?, settled_by = ?"
            " WHERE number = ? AND paper = ? AND settled_at IS NULL",
            (now(), who.name, comment, number_of_paper(ledger, identity)),
        )


def comments_on(state: State, identity: str, *, who: Actor, chapter: str = "") -> tuple[Comment, ...]:
    """The comments on a chapter, or on all for an empty one, the oldest first.

    Raises ``NotPermitted`` and ``UnknownCode``.
    """
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger:
        rows = ledger.execute(
            "SELECT * FROM paper_comment WHERE paper = ? AND (? = '' OR chapter = ?) ORDER BY number",
            (number_of_paper(ledger, identity), chapter, chapter),
        ).fetchall()
    return tuple(map(_comment, rows))


def _comment(row: sqlite3.Row) -> Comment:
    names = ("number", "chapter", "words", "at", "who")
    return Comment(
        settled_at=row["settled_at"] or "", settled_by=row["settled_by"] or "", **{name: row[name] for name in names}
    )
