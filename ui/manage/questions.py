"""What a person is asked before the preview, and what waits: few questions, those that free the most cells first. Pure.

A file that is in order gets one question, of what kind its source is. No file gets more than ``MOST_QUESTIONS`` before
its preview; what is not asked or not answered is held back, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ui.manage.causes import Cause, more_of, names_label
from ui.manage.shapes import Problem, Sheet, Table
from ui.manage.sheet_window import ACCEPTED, Cell, Tint, cell_of, corners, figures_in, is_number

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
    return len(frozenset[Address]().union(*(one.cells for one in waiting))) + more


def waiting(
    found: Sequence[Cause], sheets: Sequence[Sheet], marks: Marks, tables: Sequence[Table]
) -> tuple[Waiting, ...]:
    """Every cause with the figures that wait for it, as near as a person would count them.

    A figure waits for a doubt at its own cell, at the label of its row or column, or over its whole table.
    """
    by_name = {sheet.name: sheet for sheet in sheets}
    ranges = {sheet.name: [one.cell_range for one in tables if one.sheet == sheet.name] for sheet in sheets}
    return tuple(
        Waiting(cause, frozenset(cell for one in cause.problems for cell in _held_by(one, by_name, marks, ranges)))
        for cause in found
    )


def _held_by(
    problem: Problem, sheets: Mapping[str, Sheet], marks: Marks, ranges: Mapping[str, Sequence[str]]
) -> set[Address]:
    sheet, cell = sheets.get(problem.sheet), cell_of(problem.cell)
    if sheet is None or cell is None:
        named = [sheet] if sheet else list(sheets.values())
        return {(one.name, at) for one in named for text in ranges[one.name] for at in _open_cells(one, marks, text)}
    row, column = cell
    if not names_label(problem) and is_number(sheet, row, column):
        return {(sheet.name, cell)}
    inside = [text for text in ranges[sheet.name] if _holds(text, cell)]
    if not inside:
        return {(sheet.name, at) for text in ranges[sheet.name] for at in _open_cells(sheet, marks, text)}
    open_cells = {at for text in inside for at in _open_cells(sheet, marks, text)}
    across = {at for at in open_cells if at[0] == row}
    down = {at for at in open_cells if at[1] == column and at[0] > row}
    return {(sheet.name, at) for at in across or down or {cell}}


def _open_cells(sheet: Sheet, marks: Marks, text: str) -> set[Cell]:
    """The figures of a table that were not accepted."""
    own = marks.get(sheet.name, {})
    return {at for at in figures_in(sheet, text) if (tint := own.get(at)) is None or tint.kind != ACCEPTED}


def _holds(text: str, cell: Cell) -> bool:
    left, top, right, bottom = corners(text) or (1, 1, 0, 0)
    return top - 1 <= cell[0] < bottom and left - 1 <= cell[1] < right
