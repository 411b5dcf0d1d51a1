"""Nothing of a small number of children is kept; and what the figures of a new file are set beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from childrights.catalogue import MEMBERS, PUBLISHED, Observation, load_catalogue
from childrights.members import QUOTED, Provenance
from etl.gate import Surrounding
from etl.ledger import State, accepted_uploads
from etl.problems import CheckResult
from etl.protect import masked, small_note, threshold
from etl.reading import Workbook, parse_a1
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
    """The check without the numbers that count so few children that nothing of them may be kept."""
    placed = enumerate(checked.observations)
    figures = [masked(one, _SMALL) if at in checked.small else one for at, one in placed]
    return replace(checked, observations=tuple(figures))


def figures_to_keep(state: State, checked: CheckResult, said: Provenance) -> Sequence[Observation]:
    """The figures of a check; of small numbers only which of numerator, denominator and the others was small.

    Quoted ones are kept: what a publication printed may be shown once it was compared.
    """
    if not checked.small or said.kind == QUOTED:
        return checked.observations
    indicators, raised = load_catalogue().indicators, raised_thresholds(state)
    kept = list(checked.observations)
    for at in checked.small:
        one = kept[at]
        indicator = indicators[one.indicator]
        kept[at] = masked(one, small_note(one, indicator, threshold(indicator, raised)))
    return kept


def without_small_cells(workbook: Workbook, checked: CheckResult) -> Workbook:
    """The workbook with ``<10`` in the cells of small numbers."""
    places: dict[str, list[tuple[int, int]]] = {}
    for at in checked.small:
        one = checked.observations[at]
        places.setdefault(one.sheet, []).append(parse_a1(one.cell))
    sheets = []
    for sheet in workbook.sheets:
        rows = [list(row) for row in sheet.rows] if sheet.name in places else sheet.rows
        for row, col in places.get(sheet.name, ()):
            rows[row][col] = _SMALL
        sheets.append(replace(sheet, rows=rows))
    return replace(workbook, sheets=sheets) if places else workbook
