"""Nothing of a small number of children is kept; and what the figures of a new file are set beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from childrights.catalogue import MEMBERS, PUBLISHED, Observation, load_catalogue
from childrights.members import QUOTED, Provenance
from childrights.snapshot import without_value
from etl.gate import Surrounding
from etl.ledger import State, accepted_uploads
from etl.problems import CheckResult, ReadTable
from etl.protect import masked, small_note, threshold
from etl.reading import Cell, CellValue, Workbook, parse_a1
from etl.snapshot import raised_thresholds, what_came_before

_SMALL = "<10"
"""What stands in a kept copy in place of a small number."""


def what_stands(state: State, known: Sequence[Observation], member: str) -> Surrounding:
    """What the figures of a new file would be set beside: ``known`` of what is published, what members sent that
    stands, hidden figures too, and what was shown before."""
    sent = [one for upload in accepted_uploads(state) for one in upload.observations() if one.layer == MEMBERS]
    newest: dict[tuple[object, ...], Observation] = {}
    gone: list[Observation] = []
    for one in sent:
        key = (*one.about, one.member, one.source_kind == QUOTED)
        gone += [newest[key]] if key in newest else []
        newest[key] = one
    before = what_came_before(state)
    official = [one for one in known if one.layer == PUBLISHED]
    return Surrounding(official, tuple(newest.values()), member, replace(before, once=(*before.once, *gone)))


def without_small(checked: CheckResult) -> CheckResult:
    """The check without the numbers that count so few children that nothing of them may be kept, and without those
    that stand beside a value which the file itself does not tell."""
    placed = enumerate(checked.observations)
    figures = [masked(one, _SMALL) if at in checked.small else _bare(one) for at, one in placed]
    return replace(checked, observations=tuple(figures))


def _bare(one: Observation) -> Observation:
    return without_value(one) if one.value is None else one


def figures_to_keep(state: State, checked: CheckResult, said: Provenance) -> Sequence[Observation]:
    """The figures of a check; of small numbers only which of numerator, denominator and the others was small.

    Quoted ones are kept: what a publication printed may be shown once it was compared.
    """
    kept = list(map(_bare, checked.observations))
    if said.kind == QUOTED:
        return kept
    indicators, raised = load_catalogue().indicators, raised_thresholds(state)
    for at in checked.small:
        one = kept[at]
        indicator = indicators[one.indicator]
        kept[at] = masked(one, small_note(one, indicator, threshold(indicator, raised)))
    return kept


def without_small_cells(workbook: Workbook, checked: CheckResult) -> Workbook:
    """The workbook with ``<10`` in the cells of small numbers, and without what belongs to these and to figures that
    have no value: how many of how many, between which ends."""
    places: dict[str, dict[Cell, CellValue]] = {}
    for at, one in enumerate(checked.observations):
        if at in checked.small or one.value is None:
            cell, cells = parse_a1(one.cell), places.setdefault(one.sheet, {})
            cells |= dict.fromkeys(_beside(checked.read, one.sheet, cell))
            if at in checked.small:
                cells[cell] = _SMALL
    sheets = []
    for sheet in workbook.sheets:
        rows = [list(row) for row in sheet.rows] if sheet.name in places else sheet.rows
        for (row, col), value in places.get(sheet.name, {}).items():
            if row < len(rows) and col < len(rows[row]):
                rows[row][col] = value
        sheets.append(replace(sheet, rows=rows))
    return replace(workbook, sheets=sheets) if places else workbook


def _beside(read: Sequence[ReadTable], sheet: str, cell: Cell) -> Iterator[Cell]:
    """The cells that may belong to a figure: of its line, in the columns of such numbers."""
    row, col = cell
    for table in read:
        line = col if table.turned else row
        if table.sheet == sheet and line in table.body:
            yield from ((at, line) if table.turned else (line, at) for at in table.companions)
