"""A paper as a project: what it shall be, who has which of its chapters, until when, and how far they are."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from childrights.catalogue import ChildRightsError, UnknownCode
from childrights.i18n import N_
from childrights.papers import Chapter, Choice
from etl.ledger import Overtaken, State, ledger_kept, now, opened, transaction, write_audit
from etl.permissions import Action, Actor
from etl.persons import kept_line, kept_member, kept_title

TO_WRITE, DRAFT, TO_CHECK, DONE = "to_write", "draft", "to_check", "done"
STATUSES: Mapping[str, str] = {
    TO_WRITE: N_("To write"),
    DRAFT: N_("Draft"),
    TO_CHECK: N_("To check"),
    DONE: N_("Done"),
}
LONGEST_KEY, MOST_WORDS, MOST_FINDINGS = 120, 100_000, 200
_KEY = re.compile(r"[A-Za-z0-9_.:+-]{1,120}")
_ID = re.compile(r"P([0-9]{5,9})")


class PaperNotChanged(ChildRightsError):
    """A paper that cannot be changed as somebody wants it; nothing was changed."""


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """One paper. ``id`` as P00001, times ISO 8601 in UTC, ``closed_at`` empty while it is written on, ``gone_at`` while
    it is not deleted. ``revision`` rises with each change of title or choice; ``saved_at`` is when a text was saved
    last, ``counted`` how many of its chapters have each status."""

    id: str
    title: str
    choice: Choice
    revision: int
    made_at: str
    made_by: str
    changed_at: str
    changed_by: str
    closed_at: str = ""
    closed_by: str = ""
    gone_at: str = ""
    gone_by: str = ""
    saved_at: str = ""
    counted: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether it may be written on."""
        return not self.closed_at and not self.gone_at


@dataclass(frozen=True, slots=True)
class Findings:
    """Which findings of the composer a chapter tells: keys that were dropped, added, and their order."""

    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperChapter:
    """One chapter: who has it, ``status`` a key of ``STATUSES``, ``due`` a day (2026-12-24) or empty, ``budget`` words
    (0: as the form shares them out), the findings chosen for it, and its newest text. ``version`` is 0 while nothing
    was written; ``heard`` is what the live codes of the text said when they were written."""

    key: str
    owner: str = ""
    status: str = TO_WRITE
    due: str = ""
    budget: int = 0
    findings: Findings = field(default_factory=Findings)
    findings_revision: int = 0
    version: int = 0
    text: str = ""
    heard: Mapping[str, Any] = field(default_factory=dict)
    saved_at: str = ""
    saved_by: str = ""


def make_paper(state: State, choice: Choice, *, title: str, who: Actor) -> KeptPaper:
    """Begin a paper. Raises ``NotPermitted``, ``NotKept`` and ``PaperNotChanged`` for one without a title."""
    who.require(Action.WRITE_PAPERS)
    told, content = _title(title), _choice(choice)
    with opened(state) as ledger, transaction(ledger):
        moment = now()
        cursor = ledger.execute(
            "INSERT INTO paper (title, choice, revision, made_at, made_by, changed_at, changed_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (told, content, 1, moment, who.name, moment, who.name),
        )
        identity = paper_id(int(cursor.lastrowid or 0))
        write_audit(ledger, who.name, "make paper", f"{identity} {choice.form} {choice.lang}")
        return _paper(ledger, _row(ledger, identity))


def change_paper(state: State, identity: str, choice: Choice, *, title: str, began_from: int, who: Actor) -> KeptPaper:
    """Give a paper another title or choice. Its texts stay, also those of chapters that it has no more.

    Raises ``NotPermitted``, ``Overtaken`` where somebody changed it since ``began_from``.
    """
    who.require(Action.WRITE_PAPERS)
    told, content = _title(title), _choice(choice)
    with opened(state) as ledger, transaction(ledger):
        row = open_row(ledger, identity)
        if row["revision"] != began_from:
            raise Overtaken(_OVERTAKEN, name=row["changed_by"])
        ledger.execute(
            "UPDATE paper SET title = ?, choice = ?, revision = ?, changed_at = ?, changed_by = ? WHERE number = ?",
            (told, content, began_from + 1, now(), who.name, row["number"]),
        )
        return _paper(ledger, _row(ledger, identity))


_OVERTAKEN = N_("{name} changed this meanwhile. Nothing was changed; here is what stands now. Please look again.")


def kept_papers(state: State, *, who: Actor, gone: bool = False) -> tuple[KeptPaper, ...]:
    """All papers, the one written on last first; with ``gone`` those that were deleted. Raises ``NotPermitted``."""
    who.require(Action.WRITE_PAPERS)
    if not ledger_kept(state):
        return ()
    with opened(state) as ledger:
        rows = ledger.execute(
            f"SELECT * FROM paper WHERE gone_at IS {'NOT' if gone else ''} NULL ORDER BY number"
        ).fetchall()
        found = [_paper(ledger, row) for row in rows]
    return tuple(sorted(found, key=lambda one: max(one.saved_at, one.changed_at), reverse=True))


def find_paper(state: State, identity: str, *, who: Actor) -> KeptPaper:
    """One paper, also a deleted one. Raises ``NotPermitted`` and ``UnknownCode``."""
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger:
        return _paper(ledger, _row(ledger, identity))


def paper_chapters(state: State, identity: str, *, who: Actor) -> Mapping[str, PaperChapter]:
    """By key every chapter that somebody wrote or changed anything of. Raises ``NotPermitted`` and ``UnknownCode``."""
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger:
        number = _row(ledger, identity)["number"]
        return _chapters(ledger, number)


def as_chapters(written: Mapping[str, PaperChapter]) -> tuple[Chapter, ...]:
    """What was written and chosen, as a paper is made from it."""
    return tuple(
        Chapter(
            one.key,
            text=one.text,
            dropped=one.findings.dropped,
            added=one.findings.added,
            order=one.findings.order,
            budget=one.budget,
        )
        for one in written.values()
    )


def set_chapter(
    state: State,
    identity: str,
    chapter: str,
    *,
    who: Actor,
    owner: str | None = None,
    status: str | None = None,
    due: str | None = None,
    budget: int | None = None,
) -> PaperChapter:
    """Change what is given of a chapter and nothing else of it, so that two who change two things both have theirs.

    ``owner`` is the login name of an account or an organisation. Raises ``NotPermitted``, ``NotKept`` and
    ``PaperNotChanged``.
    """
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger, transaction(ledger):
        number = open_row(ledger, identity)["number"]
        said = {"owner": owner, "status": status, "due": due, "budget": budget}
        given = {name: _fit(ledger, name, value) for name, value in said.items() if value is not None}
        lay_chapter(ledger, number, chapter)
        for name, value in given.items():
            ledger.execute(
                f"UPDATE paper_chapter SET {name} = ? WHERE paper = ? AND chapter = ?", (value, number, chapter)
            )
        return _chapters(ledger, number)[chapter]


def set_findings(
    state: State, identity: str, chapter: str, findings: Findings, *, began_from: int, who: Actor
) -> PaperChapter:
    """Choose which findings a chapter tells. Raises ``NotPermitted``, and ``Overtaken`` where somebody chose since."""
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger, transaction(ledger):
        number = open_row(ledger, identity)["number"]
        lay_chapter(ledger, number, chapter)
        known = ledger.execute(
            "SELECT findings_revision FROM paper_chapter WHERE paper = ? AND chapter = ?", (number, chapter)
        ).fetchone()
        if known["findings_revision"] != began_from:
            raise Overtaken(_OVERTAKEN_FINDINGS)
        if sum(map(len, asdict(findings).values())) > MOST_FINDINGS:
            raise PaperNotChanged(N_("A chapter cannot hold so many findings. Nothing was changed."))
        ledger.execute(
            "UPDATE paper_chapter SET findings = ?, findings_revision = ? WHERE paper = ? AND chapter = ?",
            (json.dumps(asdict(findings)), began_from + 1, number, chapter),
        )
        return _chapters(ledger, number)[chapter]


_OVERTAKEN_FINDINGS = N_(
    "Somebody else chose other findings meanwhile. Nothing was changed; this is the current choice. Please look again."
)


def close_paper(state: State, identity: str, *, who: Actor) -> KeptPaper:
    """End the work on a paper: it is read and made, not written on. Raises ``NotPermitted`` and ``UnknownCode``."""
    return _marked(state, identity, "closed", now(), "close paper", who)


def open_paper_again(state: State, identity: str, *, who: Actor) -> KeptPaper:
    """Let people write on a closed paper again. Raises ``NotPermitted`` and ``UnknownCode``."""
    return _marked(state, identity, "closed", None, "open paper", who)


def delete_paper(state: State, identity: str, *, who: Actor) -> KeptPaper:
    """Take a paper out of the list; it can be brought back. Raises ``NotPermitted`` and ``UnknownCode``."""
    return _marked(state, identity, "gone", now(), "delete paper", who)


def bring_paper_back(state: State, identity: str, *, who: Actor) -> KeptPaper:
    """Bring a deleted paper back as it was. Raises ``NotPermitted`` and ``UnknownCode``."""
    return _marked(state, identity, "gone", None, "bring paper back", who)


def note_exported(state: State, identity: str, ending: str, *, who: Actor) -> None:
    """Leave a line in the record that a paper was made as a file. Raises ``NotPermitted`` and ``UnknownCode``."""
    who.require(Action.WRITE_PAPERS)
    with opened(state) as ledger, transaction(ledger):
        row = _row(ledger, identity)
        write_audit(ledger, who.name, "export paper", f"{paper_id(row['number'])} {kept_line(ending, 10)}")


def paper_owners(state: State, *, who: Actor) -> tuple[str, ...]:
    """The login names of open accounts, to choose who has a chapter. Raises ``NotPermitted``."""
    who.require(Action.WRITE_PAPERS)
    if not ledger_kept(state):
        return ()
    with opened(state) as ledger:
        return _logins(ledger)


def _logins(ledger: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(row[0] for row in ledger.execute("SELECT login FROM account WHERE disabled_at IS NULL ORDER BY login"))


@dataclass(frozen=True, slots=True)
class PapersLookedThrough:
    """What there is of papers: how many, how many versions of texts and drafts; ``broken`` are those whose versions do
    not follow each other from the first."""

    papers: int
    versions: int
    drafts: int
    broken: tuple[str, ...]


def looked_through(state: State) -> PapersLookedThrough:
    """Look at every paper that is kept, as the doctor does; nothing of what they say is handed out."""
    if not ledger_kept(state):
        return PapersLookedThrough(0, 0, 0, ())
    with opened(state) as ledger:
        counts = [
            int(ledger.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("paper", "paper_version", "paper_draft")
        ]
        rows = ledger.execute(
            "SELECT DISTINCT paper FROM (SELECT paper FROM paper_version GROUP BY paper, chapter"
            " HAVING min(version) <> 1 OR max(version) <> count(*)) ORDER BY paper"
        ).fetchall()
    return PapersLookedThrough(counts[0], counts[1], counts[2], tuple(paper_id(row[0]) for row in rows))


def _marked(state: State, identity: str, mark: str, moment: str | None, action: str, who: Actor) -> KeptPaper:
    who.require(Action.CLOSE_PAPERS)
    with opened(state) as ledger, transaction(ledger):
        number = _row(ledger, identity)["number"]
        named = who.name if moment else None
        ledger.execute(f"UPDATE paper SET {mark}_at = ?, {mark}_by = ? WHERE number = ?", (moment, named, number))
        write_audit(ledger, who.name, action, paper_id(number))
        return _paper(ledger, _row(ledger, identity))


def paper_id(number: int) -> str:
    """The id of a paper, as it stands in addresses and in the record."""
    return f"P{number:05d}"


def open_row(ledger: sqlite3.Connection, identity: str) -> sqlite3.Row:
    """The row of a paper that may be written on. Raises ``UnknownCode`` and ``PaperNotChanged``."""
    row = _row(ledger, identity)
    if row["gone_at"]:
        raise PaperNotChanged(N_("This paper was deleted. A steward can bring it back."))
    if row["closed_at"]:
        raise PaperNotChanged(N_("This paper is closed. A steward can open it again."))
    return row


def number_of_paper(ledger: sqlite3.Connection, identity: str) -> int:
    """The number of a paper. Raises ``UnknownCode``."""
    return int(_row(ledger, identity)["number"])


def _row(ledger: sqlite3.Connection, identity: str) -> sqlite3.Row:
    found = _ID.fullmatch(identity.strip().upper())
    row: sqlite3.Row | None = (
        ledger.execute("SELECT * FROM paper WHERE number = ?", (int(found[1]),)).fetchone() if found else None
    )
    if row is None:
        raise UnknownCode(N_("There is no paper {id}. See: python run.py papers"), id=identity.strip()[:20])
    return row


def lay_chapter(ledger: sqlite3.Connection, number: int, chapter: str) -> None:
    """Give a chapter its row, where it has none yet. Raises ``PaperNotChanged`` for what can be no key."""
    if not _KEY.fullmatch(chapter):
        raise PaperNotChanged(N_("A paper has no such chapter. Nothing was changed."))
    ledger.execute(
        "INSERT OR IGNORE INTO paper_chapter (paper, chapter, owner, status, due, budget, findings, findings_revision)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (number, chapter, "", TO_WRITE, "", 0, "{}", 0),
    )


def _paper(ledger: sqlite3.Connection, row: sqlite3.Row) -> KeptPaper:
    number = row["number"]
    rows = ledger.execute("SELECT status, count(*) FROM paper_chapter WHERE paper = ? GROUP BY status", (number,))
    counted = {str(status): int(count) for status, count in rows}
    saved = ledger.execute("SELECT max(saved_at) FROM paper_version WHERE paper = ?", (number,)).fetchone()[0]
    same = ("title", "revision", "made_at", "made_by", "changed_at", "changed_by")
    marks = ("closed_at", "closed_by", "gone_at", "gone_by")
    values: dict[str, Any] = {name: row[name] for name in same} | {name: row[name] or "" for name in marks}
    choice = Choice.from_record(json.loads(row["choice"]))
    return KeptPaper(id=paper_id(number), choice=choice, saved_at=saved or "", counted=counted, **values)


_CHAPTERS = """
SELECT c.*, coalesce(v.version, 0) AS version, coalesce(v.text, '') AS text, coalesce(v.heard, '{}') AS heard,
       coalesce(v.saved_at, '') AS saved_at, coalesce(v.saved_by, '') AS saved_by
FROM paper_chapter AS c LEFT JOIN paper_version AS v ON v.paper = c.paper AND v.chapter = c.chapter
    AND v.version = (SELECT max(version) FROM paper_version WHERE paper = c.paper AND chapter = c.chapter)
WHERE c.paper = ? ORDER BY c.rowid
"""


def _chapters(ledger: sqlite3.Connection, number: int) -> dict[str, PaperChapter]:
    names = ("owner", "status", "due", "budget", "findings_revision", "version", "text", "saved_at", "saved_by")
    return {
        row["chapter"]: PaperChapter(
            key=row["chapter"],
            findings=_findings(json.loads(row["findings"])),
            heard=json.loads(row["heard"]),
            **{name: row[name] for name in names},
        )
        for row in ledger.execute(_CHAPTERS, (number,))
    }


def _findings(record: Mapping[str, Sequence[str]]) -> Findings:
    return Findings(**{name: tuple(value) for name, value in record.items()})


def _title(title: str) -> str:
    told = kept_title(title)
    if not told:
        raise PaperNotChanged(N_("Please give the paper a title, by which the others find it."))
    return told


def _choice(choice: Choice) -> str:
    """The choice as JSON. Who submits and signs are organisations: their names are looked at as such."""
    for name in (choice.by, *choice.signatories):
        kept_member(name)
    kept_title(choice.cycle)
    return json.dumps(choice.as_record(), ensure_ascii=False)


def _fit(ledger: sqlite3.Connection, name: str, value: Any) -> Any:
    """What is to be kept of a chapter, looked at by what it is."""
    if name == "status" and value not in STATUSES:
        raise PaperNotChanged(N_("A chapter is to write, a draft, to check or done. Nothing was changed."))
    if name == "budget" and not 0 <= int(value) <= MOST_WORDS:
        raise PaperNotChanged(N_("A chapter cannot have so many words. Nothing was changed."))
    if name == "due" and value:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise PaperNotChanged(N_("“{day}” is no day; write it as 2026-11-30."), day=value[:40]) from None
    if name == "owner" and value not in _logins(ledger):
        return kept_member(value)
    return value
