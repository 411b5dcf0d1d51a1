"""The read-only analytical database: found through a pointer file, opened locked down, one cursor per query."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb

from childrights.snapshot.pointer import (
    SNAPSHOT_FOLDER,
    boundaries_path,
    look_again,
    read_pointer,
    state_home,
)
from childrights.snapshot.unreadable import LACKING, UNREADABLE, UnreadableSnapshot
from geo import use_boundaries

_OPEN_ATTEMPTS = 20
_TOLD_OF_ITSELF = ("schema_version", "content_hash", "built_at")


_LAYERS_BEFORE = """
    CASE WHEN upload = '' THEN 'published' ELSE 'members' END AS layer,
    '' AS scope, '' AS member, '' AS source_kind, true AS by_default
"""
"""The columns that a snapshot of an earlier version lacks, until the next build writes one of this version."""


class Snapshot:
    """One published snapshot, open for reading by any number of threads.

    Every query takes a cursor of its own: threads sharing one DuckDB connection read each other's results.
    After ATTACH the connection is locked down, so no query can reach a file or the network.

    Three relations are made on opening, and every question about figures reads one of them: ``figures`` is everything;
    ``shown`` is what is shown of one indicator unasked (all that is published, and members' figures of indicators
    nobody else has figures of); ``published`` is for what looks at several indicators at once, where a member's figure
    of one must not hide or date what is published of another. All have the order of storage as ``stored``. No other
    place names the table itself, so that none can forget the members' layer (a test reads the sources for it).

    Since a snapshot never changes, the last answers are kept: whoever speaks of the indicators of a topic asks the same
    of the topic for each of them, and most of a question to so small a database is working out how to answer it.
    """

    rows_kept = 2_000
    """Of the last answers together, some 3 MB."""

    def __init__(self, path: Path) -> None:
        self._answers: dict[tuple[str, str], tuple[tuple[Any, ...], ...]] = {}
        self._kept, self._keeping = 0, Lock()
        self.path = path
        self.name = path.stem
        self._connection = duckdb.connect(":memory:", config={"python_enable_replacements": False, "threads": 2})
        try:
            self._connection.execute(f"ATTACH '{_quoted(path)}' AS snapshot (READ_ONLY)")
            self._make_relations()
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
            self.meta: dict[str, str] = dict(self.rows("SELECT key, value FROM snapshot.meta"))
            if not all(map(self.meta.get, _TOLD_OF_ITSELF)) or datetime.fromisoformat(self.built_at).tzinfo is None:
                raise UnreadableSnapshot(self.name)
        except (*UNREADABLE, ValueError) as error:
            self._connection.close()
            raise UnreadableSnapshot(self.name) from error
        except UnreadableSnapshot:
            self._connection.close()
            raise

    def _make_relations(self) -> None:
        run = self._connection.execute
        names = {row[0] for row in run("DESCRIBE snapshot.observation").fetchall()}
        columns = "rowid AS stored, *" if "layer" in names else f"rowid AS stored, *, {_LAYERS_BEFORE}"
        run(f"CREATE VIEW figures AS SELECT {columns} FROM snapshot.observation")
        for name, rule in (("shown", "by_default"), ("published", "layer = 'published'")):
            # Without a figure that the rule leaves out, which is most days, nothing has to be looked through for it.
            needed = run(f"SELECT count(*) FROM figures WHERE NOT ({rule})").fetchall() != [(0,)]
            run(f"CREATE VIEW {name} AS SELECT * FROM figures{f' WHERE {rule}' if needed else ''}")

    @property
    def content_hash(self) -> str:
        """SHA-256 over everything the snapshot holds; the same for the same inputs."""
        return self.meta["content_hash"]

    @property
    def boundaries(self) -> str | None:
        """The file of boundaries it was published with, empty for the shipped ones; ``None`` where it does not say."""
        return self.meta.get("boundaries")

    @property
    def built_at(self) -> str:
        """When it was built, ISO 8601 in UTC."""
        return self.meta["built_at"]

    def rows(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query. Tables are named ``snapshot.<table>``. Raises ``UnreadableSnapshot``."""
        question = (sql, repr(parameters))
        answer = self._answers.get(question)
        if answer is None:
            try:
                with self._connection.cursor() as cursor:
                    answer = tuple(cursor.execute(sql, parameters).fetchall())
            except UNREADABLE as error:
                if not isinstance(error, LACKING):
                    look_again(self.path)
                raise UnreadableSnapshot(self.name) from error
        self._keep(question, answer)
        return list(answer)

    def _keep(self, question: tuple[str, str], answer: tuple[tuple[Any, ...], ...]) -> None:
        """Keep an answer as the last one, and of those before it as many as there is room for."""
        if len(answer) >= self.rows_kept:
            return
        with self._keeping:
            if self._answers.pop(question, None) is None:
                self._kept += len(answer) + 1  # an answer without a row takes room, too
            self._answers[question] = answer
            while self._kept > self.rows_kept:
                self._kept -= len(self._answers.pop(next(iter(self._answers)))) + 1

    def close(self) -> None:
        """Let go of the file."""
        with self._keeping:
            self._answers, self._kept = {}, 0
        self._connection.close()


def open_snapshot(path: Path) -> Snapshot:
    """Open one snapshot file. Raises ``UnreadableSnapshot``."""
    return Snapshot(path)


def open_current(home: Path | None = None) -> Snapshot:
    """Open the published snapshot of ``home``, and draw by the boundaries that were published with it.

    Old snapshots are tidied away while others are published, so the file named by the pointer may be gone by the
    time it is opened; the pointer then names a newer one and is read again. One that is damaged is passed over for the
    last sound one. Raises ``NoSnapshot`` and ``UnreadableSnapshot``.
    """
    home = home or state_home()
    for attempt in range(_OPEN_ATTEMPTS):
        pointer = read_pointer(home)
        path = home / SNAPSHOT_FOLDER / pointer.file
        try:
            opened = Snapshot(path)
            use_boundaries(boundaries_path(home, pointer.boundaries))
            return opened
        except UnreadableSnapshot as error:
            if attempt == _OPEN_ATTEMPTS - 1:
                raise UnreadableSnapshot(error.snapshot, in_force=True) from error
            look_again(path, cannot_be_opened=attempt > 0)
            time.sleep(0.01 * attempt)
    raise AssertionError("unreachable")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
