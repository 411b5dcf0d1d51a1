"""The one way of words into the ledger: whoever writes a line, its texts are made fit to be kept as they are bound.

It is the connection that does it, so that no writer can forget: a column is known by its name, whatever the table.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from etl.persons import (
    LONGEST_NAME,
    kept_content,
    kept_file_name,
    kept_line,
    kept_member,
    kept_prose,
    kept_text,
    kept_title,
    kept_words,
)

_INSERT = re.compile(r"\s*(?:INSERT|REPLACE)(?: OR \w+)? INTO (\w+)\s*(?:\(([^)]*)\))?\s*VALUES", re.IGNORECASE)
_UPDATE = re.compile(r"\s*UPDATE (\w+) SET\b", re.IGNORECASE)
_RECORD = "audit"
"""Its lines are made fit before they are written, since each is hashed as it will stand."""
_BOUND = re.compile(r"(\w+)\s*=\s*\?")


def _json(text: str) -> str:
    return json.dumps(kept_content(json.loads(text)), ensure_ascii=False)


RULES: Mapping[str, Callable[[str], str]] = {
    "why": kept_words,
    "note": kept_words,
    "compared_why": kept_words,
    "undone_why": kept_words,
    "approved_why": kept_words,
    "counts": kept_words,
    "publication": kept_title,
    "publication_table": kept_title,
    "name": partial(kept_line, longest=LONGEST_NAME),
    "name_km": partial(kept_line, longest=LONGEST_NAME),
    "member": kept_member,
    "file_name": kept_file_name,
    "content": _json,
    "title": kept_title,
    "text": kept_prose,
    "words": kept_words,
    "owner": partial(kept_line, longest=LONGEST_NAME),
    "choice": _json,
    "findings": _json,
    "heard": _json,
}
"""Column → how its texts are made fit; all others lose what lies or cannot be shown, and nothing else."""


class LedgerConnection(sqlite3.Connection):
    """A connection that makes texts fit once the ledger is up to date: lines of before are moved as they are."""

    makes_fit = False

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As of any connection, with texts that are written made fit. Raises ``NotKept``."""
        return super().execute(sql, self._fit(sql, parameters))

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """The same for many lines."""
        return super().executemany(sql, [self._fit(sql, one) for one in parameters])

    def _fit(self, sql: str, parameters: Any) -> Any:
        if not self.makes_fit or not isinstance(parameters, Sequence) or not _writes(sql):
            return parameters
        columns = self._columns(sql, len(parameters))
        return tuple(
            RULES.get(name, kept_text)(value) if isinstance(value, str) else value
            for name, value in zip(columns, parameters, strict=True)
        )

    def _columns(self, sql: str, number: int) -> Sequence[str]:
        """The columns that values are bound to, in their order; nameless where the statement cannot be read."""
        columns: Sequence[str] = ()
        if found := _INSERT.match(sql):
            every = super().execute(f"PRAGMA table_info({found[1]})")
            names = [name.strip() for name in found[2].split(",")] if found[2] else [row[1] for row in every]
            given = [value.strip() for value in sql[found.end() :].strip().removeprefix("(").split(")")[0].split(",")]
            columns = [name for name, value in zip(names, given, strict=False) if value == "?"]
        elif _UPDATE.match(sql):
            columns = _BOUND.findall(sql)
        return columns if len(columns) == number else [""] * number


def _writes(sql: str) -> bool:
    found = _INSERT.match(sql)
    return found[1] != _RECORD if found else _UPDATE.match(sql) is not None
