"""What a person is asked before the preview, and what waits: few questions, those that free the most cells first. Pure.

A file that is in order gets one question, of what kind its source is. No file gets more than ``MOST_QUESTIONS`` before
its preview; what is not asked or not answered is held back, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from etl.problems import FoundTable, Problem, more_of
from etl.reading import Sheet, parse_range
from ui.contribute.cause_kinds import Cause, names_label
from ui.contribute.sheet_window import ACCEPTED, Cell, Tint, cell_of, figures_in, is_number

MOST_QUESTIONS = 3
"""The question of the kind of source included."""

Address = tuple[str, Cell]
Marks = Mapping[str, Mapping[Cell, Tint]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One cause and the cells with figures that wait for it."""

    cause: Cause
    cells: frozenset[Address] = frozenset()


@dataclass(frozen=True, slots=True)
class Questions:
    """The causes of a file by what is done about them: ``now`` are asked before the preview, ``later`` may be answered
    too, ``in_file`` must be corrected in the file, ``look`` are warnings about figures that go on."""

    now: tuple[Waiting, ...] = ()
    later: tuple[Waiting, ...] = ()
    in_file: tuple[Waiting, ...] = ()
    look: tuple[Waiting, ...] = ()


def questions(found: Sequence[Waiting], can_answer: Callable[[Cause], bool], answered: int) -> Questions:
    """Sort causes out. ``answered`` is how many doubts the person has settled already: what was asked is not asked
    again in the place of something else, so that there is an end to it."""
    errors = sorted((one for one in found if one.cause.severity == "error"), key=lambda one: -len(one.cells))
    open_ones = [one for one in errors if can_answer(one.cause)]
    room = max(MOST_QUESTIONS - 1 - answered, 0)
    return Questions(
        now=tuple(open_ones[:room]),
        later=tuple(open_ones[room:]),
        in_file=tuple(one for one in errors if not can_answer(one.cause)),
        look=tuple(one for one in found if one.cause.severity != "error"),
    )


def count_cells(waiting: Sequence[Waiting]) -> int:
    """How many cells wait for any of some causes, each counted once."""
    more = sum(more_of(problem) for one in waiting for problem in one.cause.problems if not names_label(problem))
    # Many causes can hold the same cells, all of a table: those are gone through once.
    return len(frozenset[Address]().union(*{one.cells for one in waiting})) + more


def waiting(
    found: Sequence[Cause], sheets: Sequence[Sheet], marks: Marks, tables: Sequence[FoundTable]
) -> tuple[Waiting, ...]:
    """Every cause with the figures that wait for it, as near as a person would count them.

    A figure waits for a doubt at its own cell, at the label of its row or column, or over its whole table.
    """
    ranges = {sheet.name: [one.cell_range for one in tables if one.sheet == sheet.name] for sheet in sheets}
    held = _Held({sheet.name: _OfSheet(sheet, marks.get(sheet.name, {}), ranges[sheet.name]) for sheet in sheets})
    return tuple(Waiting(cause, _all_of({held.by(one) for one in cause.problems})) for cause in found)


def _all_of(held: set[frozenset[Address]]) -> frozenset[Address]:
    """All cells of some sets; of one set it is that very set, which many causes may share."""
    return next(iter(held)) if len(held) == 1 else frozenset[Address]().union(*held)


class _Held:
    """The figures that were not accepted, each sheet gone through once however many problems it has."""

    def __init__(self, sheets: Mapping[str, _OfSheet]) -> None:
        self._sheets = sheets

    def by(self, problem: Problem) -> frozenset[Address]:
        """The figures that wait for a problem."""
        of, cell = self._sheets.get(problem.sheet), cell_of(problem.cell)
        if of is None:
            return self._everywhere
        if cell is None:
            return of.everything
        if not names_label(problem) and is_number(of.sheet, *cell):
            return frozenset({(of.sheet.name, cell)})
        return of.in_line_with(cell)

    @cached_property
    def _everywhere(self) -> frozenset[Address]:
        return frozenset[Address]().union(*(of.everything for of in self._sheets.values()))


class _OfSheet:
    """The figures of the tables of one sheet that were not accepted, by row and by column."""

    def __init__(self, sheet: Sheet, marks: Mapping[Cell, Tint], ranges: Sequence[str]) -> None:
        self.sheet, self._marks, self._ranges = sheet, marks, ranges

    @cached_property
    def everything(self) -> frozenset[Address]:
        """All of them."""
        return frozenset(
            (self.sheet.name, cell) for _, lines in self._tables for row in lines.rows.values() for cell in row
        )

    @cached_property
    def _tables(self) -> list[tuple[str, _Lines]]:
        return [(text, _Lines(_open_cells(self.sheet, self._marks, text))) for text in self._ranges]

    def in_line_with(self, cell: Cell) -> frozenset[Address]:
        """Those in the row of a cell of a table, else below it, else the cell itself; of a cell in none, all."""
        row, column = cell
        inside = [lines for text, lines in self._tables if _holds(text, cell)]
        if not inside:
            return self.everything
        across = [at for lines in inside for at in lines.rows.get(row, ())]
        down = [at for lines in inside for at in lines.columns.get(column, ()) if at[0] > row] if not across else []
        return frozenset((self.sheet.name, at) for at in across or down or [cell])


class _Lines:
    """Cells by row and by column."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.rows: dict[int, list[Cell]] = {}
        self.columns: dict[int, list[Cell]] = {}
        for cell in cells:
            self.rows.setdefault(cell[0], []).append(cell)
            self.columns.setdefault(cell[1], []).append(cell)


def _open_cells(sheet: Sheet, own: Mapping[Cell, Tint], text: str) -> Iterator[Cell]:
    """The figures of a table that were not accepted."""
    return (at for at in figures_in(sheet, text) if (tint := own.get(at)) is None or tint.kind != ACCEPTED)


def _holds(text: str, cell: Cell) -> bool:
    top, left, bottom, right = parse_range(text)
    return top <= cell[0] <= bottom and left <= cell[1] <= right
