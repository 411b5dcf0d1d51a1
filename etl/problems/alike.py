"""Problems of one kind in one column, named one by one up to a bound and counted beyond it.

A sheet can have the same thing wrong in each of a million cells. Nobody reads a million sentences, and kept as such
they cost gigabytes: the last cell that is named says how many more there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, SupportsIndex

from etl.problems.issue import Issue
from etl.problems.model import Problem
from etl.problems.sentences import more_of, with_more

MOST_NAMED = 1_000
"""Cells of one kind of problem that are named in one column."""

MOST_IN_ALL = 20_000
"""Cells with problems that are named in one file; beyond it only the first of each kind and column is."""

Complaint = tuple[int, int, str, Issue]
Kind = tuple[int, str, str, str, bool]
_FEW_DECIMALS = re.compile(r"-?\d+\.(?:\d{1,2}|\d{4,})")


class Complaints(list[Complaint]):
    """Complaints ``(row, col, text, issue)`` about a table; ``rest`` counts those beyond the bound by their kind:
    column, code, variant, severity, and whether a figure with two readings shows decimals.

    How many doubts about decimals there are decides whether a column is asked about as a whole: see ``many``.
    """

    def __init__(self, told: Iterable[Complaint] = ()) -> None:
        super().__init__()
        self.rest: Counter[Kind] = Counter()
        self._named: Counter[Kind] = Counter()
        self.extend(told)

    def append(self, told: Complaint) -> None:
        """Keep a complaint, or count it."""
        kind = _kind(told)
        if self._named[kind] < MOST_NAMED:
            self._named[kind] += 1
            super().append(told)
        else:
            self.rest[kind] += 1

    def extend(self, told: Iterable[Complaint]) -> None:
        """Keep or count each of several."""
        for one in told:
            self.append(one)

    def __iadd__(self, told: Iterable[Complaint]) -> Complaints:  # type: ignore[override, misc]
        self.extend(told)
        return self

    def take_out(self, told: Iterable[Complaint]) -> None:
        """Forget all complaints of the kinds of some of those that are kept."""
        gone = set(map(_kind, told))
        self[:] = [one for one in self if _kind(one) not in gone]
        for kind in gone:
            del self.rest[kind], self._named[kind]

    def many(self, told: Iterable[Complaint]) -> int:
        """How many complaints there are of the kinds of these, kept or counted."""
        kinds = set(map(_kind, told))
        return sum(self.rest[kind] + self._named[kind] for kind in kinds)

    def with_rest(self) -> Iterator[tuple[Complaint, int]]:
        """Each complaint with how many further cells it speaks for: the last of its kind for all beyond the bound."""
        last = {_kind(told): at for at, told in enumerate(self)}
        speaks = {at: self.rest[kind] for kind, at in last.items() if self.rest[kind]}
        for at, told in enumerate(self):
            yield told, speaks.get(at, 0)


def _kind(told: Complaint) -> Kind:
    _, col, text, issue = told
    return (col, issue.code, issue.variant, issue.severity, issue.variant == "separator" and shows_decimals(text))


def shows_decimals(text: str) -> bool:
    """Whether a figure written with a point has decimals for certain: three may be a thousands mark."""
    return _FEW_DECIMALS.fullmatch(text) is not None


class Problems(list[Problem]):
    """Problems of a file, bounded while they are collected; ``told`` gives them with the counts of the others.

    ``wrong`` has the ``(sheet, cell)`` of every error, named or counted.
    """

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        super().__init__()
        self.wrong: set[tuple[str, str]] = set()
        self._named: Counter[tuple[str, ...]] = Counter()
        self._more: dict[tuple[str, ...], list[str]] = {}
        self._counted: Counter[tuple[str, ...]] = Counter()
        self._first: dict[tuple[str, ...], Problem] = {}
        self.extend(found)

    def append(self, found: Problem) -> None:
        """Keep a problem, or the address of its cell."""
        if found.severity == "error":
            self.wrong.add((found.sheet, found.cell))
        kind = kind_of(found)
        named = self._named[kind]
        if not found.cell or not named or (named < MOST_NAMED and len(self) < MOST_IN_ALL):
            self._named[kind] += 1
            super().append(found)
            return
        self._first.setdefault(kind, found)
        self._more.setdefault(kind, []).append(found.cell)
        self._counted[kind] += more_of(found)

    def extend(self, found: Iterable[Problem]) -> None:
        """Keep or count each of several; those that another list counted stay counted."""
        if isinstance(found, Problems):
            self.wrong |= found.wrong
            found = found.told()
        for one in found:
            self.append(one)

    def __iadd__(self, found: Iterable[Problem]) -> Problems:  # type: ignore[override, misc]
        self.extend(found)
        return self

    def __setitem__(self, at: SupportsIndex | slice, found: Any) -> None:
        raise TypeError("problems are only added")

    def told(self, but_warnings_at: frozenset[tuple[str, str]] | set[tuple[str, str]] = frozenset()) -> list[Problem]:
        """All problems, the last of a kind saying how many more there are. Warnings at some cells are left out, and
        out of the count."""

        def counts(severity: str, sheet: str, cell: str) -> bool:
            return severity == "error" or (sheet, cell) not in but_warnings_at

        kept = [one for one in self if counts(one.severity, one.sheet, one.cell)]
        last = {kind_of(one): at for at, one in enumerate(kept)}
        for kind, cells in self._more.items():
            first = self._first[kind]
            more = sum(counts(first.severity, first.sheet, cell) for cell in cells) + self._counted[kind]
            if more and kind in last:
                kept[last[kind]] = with_more(kept[last[kind]], more)
            elif more:
                kept.append(with_more(first, more - 1 - more_of(first)))
        return kept


def kind_of(found: Problem) -> tuple[str, ...]:
    """What alike problems have in common: severity, code, sentence, sheet and column."""
    return (found.severity, found.code, found.message_id, found.sheet, found.cell.rstrip("0123456789"))
