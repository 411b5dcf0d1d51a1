"""The shared snapshot of a run, which is asked each question once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from childrights.snapshot.snapshot import Snapshot

MOST_ROWS = 40_000
"""Kept at most, some 40 MB in each worker: several run at once on a small computer."""


class RememberingSnapshot(Snapshot):
    """A snapshot never changes, and hundreds of tests ask the same of the shared one: each question is put to the
    database once, and its rows are handed out again as long as they are among the last ones asked for."""

    def __init__(self, path: Path) -> None:
        self._known: OrderedDict[tuple[str, str], tuple[tuple[Any, ...], ...]] = OrderedDict()
        self._held = 0
        super().__init__(path)

    def rows(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[tuple[Any, ...]]:
        question = (sql, repr(parameters))
        known = self._known.pop(question, None)
        if known is None:
            known = tuple(super().rows(sql, parameters))
            self._held += len(known)
        self._known[question] = known
        while self._held > MOST_ROWS:
            self._held -= len(self._known.popitem(last=False)[1])
        return list(known)
