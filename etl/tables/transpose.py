"""A sheet lying on its side: fields down the first column ("Province", "Year", "Value"), one record in each column.

Such a sheet is turned over, read like any other, and everything said about it is turned back to where it stands.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from childrights.catalogue import Observation
from etl.periods import dates_an_event, read_period_cell
from etl.problems import FoundTable, Problem, SaidIn, is_row, worded
from etl.reading import Cell, Sheet, a1, column_index, column_name, parse_a1
from etl.tables.view import SheetView

_MOST_LINES, _MOST_CELLS = 400, 40_000
_TOP = 20
_LINES = {"column": "row", "row": "column"}


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


def stands_upright(view: SheetView) -> bool:
    """Whether years or dates stand below the name of an event ("Year established"): heads of columns, whose years must
    not become those of figures because the sheet is tried on its side."""
    return any(
        view.text(row, col)
        and dates_an_event(view.text(row, col))
        and (view.cls[col][row + 1] in "YPD" or read_period_cell(view.value(row + 1, col)).accepted)
        for row in range(min(view.nrows - 1, _TOP))
        for col in range(view.ncols)
    )


def letters_of(view: SheetView) -> list[tuple[Cell, str]]:
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
    back = {"range": _turn_back, "alike": _line_back}
    params = tuple((name, back[name](text) if name in back else text) for name, text in found.params)
    return worded(replace(found, cell=_turn_back(found.cell), params=params))


def table_back(found: FoundTable) -> FoundTable:
    """A table of a turned sheet, described as it really lies."""
    said = {kind: _place_back(place) for kind, place in found.said.items()}
    columns = tuple((label, _line_back(address)) for label, address in found.columns_left_out)
    return replace(found, cell_range=_turn_back(found.cell_range), said=said, columns_left_out=columns)


def _place_back(place: SaidIn) -> SaidIn:
    if place.kind in _LINES:
        return SaidIn(_LINES[place.kind], _line_back(place.address))
    return SaidIn(place.kind, _turn_back(place.address))


def _line_back(address: str) -> str:
    """A column of a turned sheet (``C``) as the row that it really is (``3``), and a row as the column."""
    return column_name(int(address) - 1) if is_row(address) else str(column_index(address) + 1)
