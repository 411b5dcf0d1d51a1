"""Where a member's memory must give way, and how what was recalled is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from childrights.model import Observation
from etl.model import Problem, Recalled
from etl.reading.address import a1
from etl.reading.grid import Sheet
from etl.understanding.fitting import unit_stated
from etl.understanding.labels import Labels
from etl.understanding.populations import others_counted
from etl.understanding.sentences import problem
from etl.understanding.shapes import Table
from etl.understanding.units import contradicts
from etl.understanding.view import View, as_text

_CERTAIN = 99.0
_OFTEN_IN_TITLES = frozenset(("places", "institutions"))


def contradicted(view: View, labels: Labels, table: Table, file_name: str) -> frozenset[str]:
    """The indicators of the member's memory that a title, the sheet's or the file's name contradicts: by another
    indicator, by another unit, by whom it counts."""
    codes = labels.recall.codes & labels.catalogue.indicators.keys()
    if not codes:
        return frozenset()
    texts = [*(view.text(*cell) for cell in (*table.titles, *_lone(view, table)))]
    texts += [view.sheet.name, PurePath(file_name).stem]
    return frozenset(code for code in codes if any(_against(labels, text, code) for text in texts if text))


def _lone(view: View, table: Table) -> list[tuple[int, int]]:
    """Header rows of one cell: a title that stands right above the header."""
    rows = [[(row, col) for col in range(table.c0, table.c1) if view.letter(row, col) != " "] for row in table.header]
    return [cells[0] for cells in rows if len(cells) == 1]


def _against(labels: Labels, text: str, code: str) -> bool:
    if labels.recall.indicator(text) == code:
        return False
    found = labels.matcher.find(text)
    named = {found.code} if found.taken else {one for one, score in found.candidates if score >= _CERTAIN}
    indicator = labels.catalogue.indicators[code]
    stated = unit_stated(text)
    if (named and code not in named) or contradicts(stated, indicator.unit):
        return True
    return bool(others_counted(text, indicator, but=_OFTEN_IN_TITLES))


def told_again(sheet: Sheet, labels: Labels, observations: Sequence[Observation]) -> list[tuple[Recalled, Problem]]:
    """Every label of a sheet whose figures were accepted as the member confirmed it before, at its first cell."""
    read = {one.indicator for one in observations} | {one.area for one in observations}
    wanted = {text: (kind, code) for (kind, text), code in labels.recall.used.items() if code in read}
    found: dict[str, tuple[int, int]] = {}
    for row, values in enumerate(sheet.rows) if wanted else ():
        for col, value in enumerate(values):
            if isinstance(value, str) and (text := as_text(value)) in wanted:
                found.setdefault(text, (row, col))
    out = []
    for text, (row, col) in found.items():
        kind, code = wanted[text]
        told = labels.places.name(code) if kind == "area" else code
        params = {"area": told} if kind == "area" else {"indicator": told}
        note = problem(f"unknown_{kind}", "remembered", "warning", sheet.name, a1(row, col), text, **params)
        out.append((Recalled(kind, text, code), note))
    return out
