"""Which lines of a table hold figures of other places, or of another indicator, than its title lets believe."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from etl.cells import dashes, plain
from etl.labels import KnownWords, Labels, is_note, text_pieces
from etl.reading import STRUCK, UNSEEN
from etl.scope.denials import places_of_others, places_told
from etl.tables import SheetView, Surroundings, Table, TableLayout, lines_below

Cell = tuple[int, int]
Denied = tuple[str, str, Cell, list[int], list[int]]
_TOP = 20
_PARTED, _PARTED_IN = {"KH03", "KH25"}, 2014


def lines_denied(
    view: SheetView, labels: Labels, table: Table, layout: TableLayout, around: Surroundings
) -> Iterator[Denied]:
    """The words that deny figures of some rows and columns, their text, its cell, and these lines."""
    yield from _places_of_others(view, labels, table, layout)
    notes = [cell for cell in table.titles if is_note(view.text(*cell))]
    for cell in dict.fromkeys((*notes, *lines_below(view, table))):
        text = view.text(*cell)
        told = None if labels.patience.is_over else places_told(text, labels.places)
        if told is None or view.sheet.marks.get(cell) in (STRUCK, UNSEEN):
            continue
        if {told.area, told.other} == _PARTED and (around.dims.get("period") or (0,))[0] < _PARTED_IN:
            continue  # as the province was then
        yield told.words, text, cell, *_lines_of(told.area, view, labels, table, layout, around)


def _places_of_others(view: SheetView, labels: Labels, table: Table, layout: TableLayout) -> Iterator[Denied]:
    """Places that are those of an office or of a birth, unless a column beside them holds the figures' own."""
    stubs = [stub for stub in layout.stubs if "area" in (stub.kind, stub.role)]
    told = [[one for one in _heads(view, table, stub.col) if places_of_others(one[0])] for stub in stubs]
    if all(told):
        for text, cell in (one for head in told for one in head if "indicator" not in labels.look(one[0]).dims):
            yield places_of_others(text), text, cell, [], [measure.col for measure in layout.measures]


def _heads(view: SheetView, table: Table, col: int) -> Iterator[tuple[str, Cell]]:
    """What stands over a column: "Office" alone, which may be the key of a letterhead, is taken for no header."""
    for line in table.header or [max(table.data[0] - 1, 0)]:
        cell = view.anchors.get((line, col), (line, col))
        if text := view.text(*cell):
            yield text, cell


def _lines_of(
    area: str, view: SheetView, labels: Labels, table: Table, layout: TableLayout, around: Surroundings
) -> tuple[list[int], list[int]]:
    """The rows and the columns of figures of one place; all columns where only what is around tells it."""
    stubs = [stub.col for stub in layout.stubs if "area" in (stub.kind, stub.role)]
    areas = area.split("+")
    rows = [row for row in table.data if any(labels.places.match(view.text(row, col)).area in areas for col in stubs)]
    cols = [measure.col for measure in layout.measures if measure.dims.get("area") in areas]
    if not stubs and not cols and around.dims.get("area") in areas:
        cols = [measure.col for measure in layout.measures]
    return rows, cols


def other_indicator(
    text: str, view: SheetView, labels: Labels, codes: Collection[str], known: KnownWords, own_names: str
) -> str:
    """Another indicator that a name tells, and nothing on the sheet: "wasting 2022" over a title of stunting."""
    code = labels.scan(text).dims.get("indicator")
    if code is None or not codes or code in codes:
        return ""
    told = text_pieces(dashes(plain(text)), known)
    if any(one.kind == "subject" and (one.word.isascii() or one.word in own_names) for one in told):
        return ""
    around = [view.text(row, col) for row in range(min(view.nrows, _TOP)) for col in range(min(view.ncols, _TOP))]
    named = (labels.scan(one).dims.get("indicator") for one in dict.fromkeys(around) if one)
    return "" if code in named else text.strip()
