"""A sheet lying on its side: fields down the first column ("Province", "Year", "Value"), one record in each column.

Such a sheet is turned over, read like any other, and everything said about it is turned back to where it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from childrights.catalogue import Observation
from etl.periods import dates_an_event, read_period
from etl.problems import FoundTable, Problem
from etl.reading import Cell, Sheet, a1, column_index, column_name, parse_a1
from etl.tables.view import View

_MOST_LINES, _MOST_CELLS = 400, 40_000
_TOP = 20
_ADDRESS = re.compile(r"\b(?:(down column|column) ([A-Z]{1,3})|(across row|row) (\d+)|([A-Z]{1,3}\d+))\b")


def can_be_turned(sheet: Sheet) -> bool:
    """Whether a sheet is small enough to be tried the other way round."""
    rows, cols = len(sheet.rows), sheet.width
    return cols > 1 and max(rows, cols) <= _MOST_LINES and rows * cols <= _MOST_CELLS


def turned(sheet: Sheet) -> Sheet:
    """The sheet with its rows as columns."""
    return Sheet(
        sheet.name,
        [list(row) for row in zip_longest(*sheet.rows)],
        hidden=sheet.hidden,
        merged=tuple((c0, r0, c1, r1) for r0, c0, r1, c1 in sheet.merged),
        errors={_turn(at): text for at, text in sheet.errors.items()},
        uncached={_turn(at) for at in sheet.uncached},
        formulas={_turn(at): text for at, text in sheet.formulas.items()},
        outside={_turn(at): text for at, text in sheet.outside.items()},
        formats={_turn(at): code for at, code in sheet.formats.items()},
        hidden_rows=set(sheet.hidden_cols),
        hidden_cols=set(sheet.hidden_rows),
        marks={_turn(at): mark for at, mark in sheet.marks.items()},
        comments={_turn(at): text for at, text in sheet.comments.items()},
    )


def stands_upright(view: View) -> bool:
    """Whether years or dates stand below the name of an event ("Year established"): heads of columns, whose years must
    not become those of figures because the sheet is tried on its side."""
    return any(
        view.text(row, col)
        and dates_an_event(view.text(row, col))
        and (view.cls[col][row + 1] in "YPD" or read_period(view.value(row + 1, col)).accepted)
        for row in range(min(view.nrows - 1, _TOP))
        for col in range(view.ncols)
    )


def letters_of(view: View) -> list[tuple[Cell, str]]:
    """The rows of an upright sheet that hold one text and nothing else (titles), at their cells when it is turned."""
    found = []
    for row, pattern in enumerate(view.patterns(0, view.ncols)):
        if len(held := pattern.replace(" ", "")) == 1 and held in "TPX":
            at = (row, pattern.index(held))
            found.append((_turn(at), view.text(*at)))
    return found


def _turn(at: Cell) -> Cell:
    return at[1], at[0]


def _turn_back(cell: str) -> str:
    return ":".join(a1(*_turn(parse_a1(part))) for part in cell.split(":")) if cell else cell


def observation_back(one: Observation) -> Observation:
    """An observation of a turned sheet, at the cell where it really stands."""
    return replace(one, cell=_turn_back(one.cell))


def problem_back(found: Problem) -> Problem:
    """A problem of a turned sheet, at the cell where it really stands."""
    params = tuple(
        (name, _words_back(text) if name in ("range", "other", "alike") else text) for name, text in found.params
    )
    cells = {text: back for (name, text), (_, back) in zip(found.params, params, strict=True) if text != back}
    message = found.message
    for text, back in cells.items():
        message = message.replace(text, back)
    return replace(found, cell=_turn_back(found.cell), params=params, message=message)


def table_back(found: FoundTable) -> FoundTable:
    """A table of a turned sheet, described as it really lies."""
    layout = {kind: _words_back(text) for kind, text in found.layout.items()}
    return replace(
        found, cell_range=_turn_back(found.cell_range), explanation=_words_back(found.explanation), layout=layout
    )


def _words_back(text: str) -> str:
    def back(match: re.Match[str]) -> str:
        down, column, across, row, cell = match.groups()
        if down:
            return f"{'across row' if down.startswith('down') else 'row'} {column_index(column) + 1}"
        if across:
            return f"{'down column' if across.startswith('across') else 'column'} {column_name(int(row) - 1)}"
        return _turn_back(cell)

    return _ADDRESS.sub(back, text)
