"""What the header says about each number column: which dimension codes, value or companion, total or not to be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from etl.cells import contradicts, find_unit, plain, read_unit
from etl.labels import (
    COMPANION_ROLES,
    COUNTED_ROLES,
    DIMENSION_ROLES,
    GROUP_DIMENSIONS,
    WEALTH_PARTS,
    LabelMeaning,
    Labels,
    categories_of,
    decided_unit,
    in_months,
    is_note,
    may_be_quarters,
    merged_dimensions,
    normal,
    period_found,
    role_of,
    unit_stated,
    units_differ,
)
from etl.periods import four_digits, refused_in, school_years, strip_periods
from etl.problems import Issue
from etl.tables.column_headers import HeaderCell
from etl.tables.shapes import MeasureColumn, Table, TableLayout, lines_below, peers_kind
from etl.tables.titles import Surroundings
from etl.tables.view import SheetView
from etl.tables.word_lists import LISTS

_NO_LETTER = re.compile(r"[^a-z]")
_LETTERS = ({"b": "Boys", "g": "Girls"}, {"ប": "ប្រុស", "ស": "ស្រី"})
_PAIRS = ({"f": "Female", "m": "Male", "t": "Total"}, {"u": "Urban", "r": "Rural", "t": "Total"})


def understand_measures(
    labels: Labels, stacks: Mapping[int, list[HeaderCell]], cols: Sequence[int]
) -> tuple[list[MeasureColumn], list[tuple[int, int]]]:
    """Read the header over every number column. Also returns the cells that turned out to be titles in the header."""
    lines: dict[int, dict[int, HeaderCell]] = defaultdict(dict)
    for col in cols:
        for cell in stacks[col]:
            lines[cell.line][col] = cell
    lone: list[tuple[int, int]] = []
    read: dict[int, list[tuple[HeaderCell, LabelMeaning]]] = {col: [] for col in cols}
    for line in sorted(lines):
        row = lines[line]
        first = {col: labels.parse(cell.text) for col, cell in row.items()}
        school = {text: _as_decided(labels, text, found) for text, found in _school_of(stacks, row).items()}
        first |= {col: school[cell.text] for col, cell in row.items() if cell.text in school}
        first |= _letters_of(labels, row, first)
        first |= _months_of(labels, stacks, row, first)
        wealth = _wealth_of(stacks, row, first) | _quarters_of(stacks, row, first)
        kind = peers_kind(list({cell.text: first[col] for col, cell in row.items()}.values()))
        for col, cell in row.items():
            found = _as_peer(labels, cell, first[col], kind)
            if cell.text in wealth:
                found = wealth[cell.text]
            bottom = stacks[col][-1] is cell
            tagged = not bottom and stacks[col][-1].text.startswith("#")
            if found.issue is not None and tagged:
                found = labels.scan(cell.text)
            elif found.issue is not None and cell.lone and not bottom:
                found = labels.scan(cell.text)
                if (cell.row, cell.col) not in lone:
                    lone.append((cell.row, cell.col))
            read[col].append((cell, found))
    measures = [_measure(col, read[col]) for col in cols]
    _settle_totals(measures, read)
    _settle_companions(measures)
    if len(measures) > 1:
        for measure in measures:
            if measure.label == "" and measure.role == "value":
                measure.issue = Issue("unknown_indicator", "no_header")
    kinds = {line: _kind_of_line(lines[line], labels) for line in lines}
    _complain_about_gaps(labels, measures, stacks, kinds)
    _complain_about_years(measures, stacks, [line for line, kind in kinds.items() if kind == "period"])
    return measures, lone


def _wealth_of(
    stacks: Mapping[int, list[HeaderCell]], row: Mapping[int, HeaderCell], first: Mapping[int, LabelMeaning]
) -> dict[str, LabelMeaning]:
    """The wealth groups of a header row read together with what stands above them.

    Quartiles are not quintiles, and "Q1" to "Q4" that nothing explains may as well be quarters of a year.
    """
    texts = [cell.text for col, cell in row.items() if first[col].dims.keys() == {"wealth"}]
    if not texts:
        return {}
    above = {cell.text for col in row for cell in stacks[col] if cell is not row[col]}
    told = [text for text in above if WEALTH_PARTS.search(text)]
    readings = categories_of([*told, *texts], "wealth")
    return {
        text: LabelMeaning({"wealth": found.code}) if (found := readings[text]) else _quarter(text, text)
        for text in texts
    }


def _quarters_of(
    stacks: Mapping[int, list[HeaderCell]], row: Mapping[int, HeaderCell], first: Mapping[int, LabelMeaning]
) -> dict[str, LabelMeaning]:
    """The labels of a header row that name a wealth group by "Q1" alone, which may be a quarter of a year."""
    texts = {cell.text for col, cell in row.items() if "wealth" in first[col].dims}
    around = {cell.text for col in row for cell in stacks[col]} - texts if texts else set()
    return {text: _quarter("Q", text) for text in may_be_quarters(texts, around)}


def _months_of(
    labels: Labels,
    stacks: Mapping[int, list[HeaderCell]],
    row: Mapping[int, HeaderCell],
    first: Mapping[int, LabelMeaning],
) -> dict[int, LabelMeaning]:
    """The ages of a header row below "Age in months" that say no unit themselves."""
    found = {}
    for col, cell in row.items():
        above = [one.text for one in stacks[col] if one.line < cell.line and role_of(one.text) == "age"]
        if above and "age" in first[col].dims and (told := in_months(cell.text, above[-1])) != cell.text:
            found[col] = _as_decided(labels, cell.text, labels.parse(told))
    return found


def _letters_of(
    labels: Labels, row: Mapping[int, HeaderCell], first: Mapping[int, LabelMeaning]
) -> dict[int, LabelMeaning]:
    """Letters of a header row that explain each other: "B" beside "G", "2023 (F)" beside "2023 (M)" is of girls."""
    alone = {col: cell.text.strip(" .").casefold() for col, cell in row.items() if first[col].issue is not None}
    pair = next((one for one in _LETTERS if {*one} <= {*alone.values()} <= {*one, "t"}), None)
    if pair is not None:
        return {
            col: _as_decided(labels, row[col].text, labels.parse(pair[letter]))
            for col, letter in alone.items()
            if letter in pair
        }
    told = {col: refused_in(cell.text) for col, cell in row.items() if _is_letter(first[col])}
    letters = {col: _NO_LETTER.sub("", one.words.casefold()) for col, one in told.items() if one is not None}
    words = next((words for words in _PAIRS if {*words} - {"t"} <= {*letters.values()} <= {*words}), None)
    if words is None:
        return {}
    spelt = {
        col: row[col].text.replace(one.words, f"{one.year_start} {words[letters[col]]}")
        for col, one in told.items()
        if one is not None
    }
    return {col: labels.parse(text) for col, text in spelt.items()}


def _is_letter(found: LabelMeaning) -> bool:
    return found.issue is not None and (found.issue.code, found.issue.variant) == ("unknown_year", "letter")


def _school_of(stacks: Mapping[int, list[HeaderCell]], row: Mapping[int, HeaderCell]) -> dict[str, LabelMeaning]:
    """The years of a header row that are school years typed as numbers (1920, 2021, 2122)."""
    above = {cell.text for col in row for cell in stacks[col] if cell.line < row[col].line}
    read = school_years([cell.text for cell in row.values()], " ".join(sorted(above)))
    return {
        cell.text: period_found(read[digits]) for cell in row.values() if (digits := four_digits(cell.text)) in read
    }


def _as_decided(labels: Labels, text: str, found: LabelMeaning) -> LabelMeaning:
    return LabelMeaning(role="skip") if labels.left_out(text) else labels.about(text, found)


def _quarter(head: str, text: str) -> LabelMeaning:
    """What a wealth group that is not taken may be: "Q1" a part of a year, "Middle" one of three groups."""
    if head.strip()[:1] not in "Qq":
        return LabelMeaning(issue=Issue("unknown_category", "unknown"))
    return LabelMeaning(issue=Issue("unknown_year", "part", params=(("words", text),)))


def _kind_of_line(row: Mapping[int, HeaderCell], labels: Labels) -> str:
    return peers_kind([labels.parse(text) for text in dict.fromkeys(cell.text for cell in row.values())])


def _complain_about_gaps(
    labels: Labels, measures: list[MeasureColumn], stacks: Mapping[int, list[HeaderCell]], kinds: Mapping[int, str]
) -> None:
    """A column that lacks the label its neighbours have: below the group label they share, or above the same labels."""
    deepest: dict[tuple[int, int], int] = {}
    above: dict[tuple[Hashable, ...], int] = {}
    for measure in measures:
        cells = stacks[measure.col]
        meanings = [labels.meaning(cell.text) for cell in cells]
        for place, cell in enumerate(cells):
            here = (cell.row, cell.col)
            deepest[here] = max(deepest.get(here, -1), cells[-1].line)
            if place:
                above.setdefault(tuple(meanings[place:]), cells[place - 1].line)
    for measure in measures:
        cells = stacks[measure.col]
        if measure.issue is not None or measure.role == "skip" or not cells:
            continue
        line = deepest[cells[-1].row, cells[-1].col]
        if line <= cells[-1].line:
            line = above.get(tuple(labels.meaning(cell.text) for cell in cells), -1)
        if line >= 0 and not any(cell.line == line for cell in cells):
            kind = kinds.get(line, "")
            code = _CODES.get(kind, "unknown_category" if kind else "unknown_indicator")
            measure.issue, measure.cell, measure.label = Issue(code, "blank"), (line, measure.col), ""


def _complain_about_years(
    measures: list[MeasureColumn], stacks: Mapping[int, list[HeaderCell]], lines: Sequence[int]
) -> None:
    """A value column without a year where its neighbours have one: that of a title or a letter is not its own."""
    for measure in measures:
        if measure.issue is None and measure.role == "value" and "period" not in measure.dims:
            own = {cell.line for cell in stacks[measure.col]}
            line = next((line for line in lines if line not in own), None)
            if line is not None:
                measure.issue, measure.cell, measure.label = Issue("unknown_year", "blank"), (line, measure.col), ""


def _as_peer(labels: Labels, cell: HeaderCell, found: LabelMeaning, kind: str) -> LabelMeaning:
    """A label that is not understood alone, read as what its neighbours in the row are."""
    if (found.issue is None and found.role != "value") or not kind:
        return found
    if found.issue is None or role_of(cell.text):
        return found
    if kind in ("area", "period", *GROUP_DIMENSIONS):
        again = labels.read(kind, cell.text)
        if again.issue is None or not _names_indicator(found.issue):
            return again
    return found


def _names_indicator(issue: Issue) -> bool:
    return issue.code == "unknown_indicator" and issue.variant == "doubtful"


def _measure(col: int, read: list[tuple[HeaderCell, LabelMeaning]]) -> MeasureColumn:
    measure = MeasureColumn(col, {})
    for cell, found in read:
        here = (cell.row, cell.col)
        measure.cell, measure.label = here, cell.text
        measure.warnings += [(here, cell.text, warning) for warning in found.warnings]
        if found.issue is not None:
            measure.issue = found.issue
            return measure
        dims, clash = merged_dimensions(measure.dims, found.dims)
        if clash:
            measure.issue = Issue(_CODES.get(clash, "unknown_category"), "clash", params=(("dimension", clash),))
            return measure
        told, held = found.dims.get("unit", ""), measure.dims.get("unit", "")
        if told == "number":
            dims["unit"] = told
        elif contradicts(told, held) and contradicts(held, told) and held != "number":
            params = (("declared", held), ("unit", told), ("indicator", ""))
            measure.issue = Issue("missing_unit", "contradicts", params=params)
            return measure
        measure.dims = dims
        if "unit" in found.dims:
            measure.unit_cell = here
        if found.role in COMPANION_ROLES or found.role in ("total", "average", "derived", "skip"):
            measure.role = found.role
        elif found.role in DIMENSION_ROLES and found.role not in ("area", "period", "indicator", *GROUP_DIMENSIONS):
            measure.issue = Issue("unknown_indicator", "unknown")
            return measure
        elif found.role == "ignore":
            measure.role = "derived"  # "Stunting - standard error"
    if measure.role in ("average", "derived", "skip"):
        measure.reason, measure.role = measure.role, "skip"
    return measure


_CODES = {"area": "unknown_area", "period": "unknown_year", "indicator": "unknown_indicator"}


def _settle_totals(measures: list[MeasureColumn], read: Mapping[int, list[tuple[HeaderCell, LabelMeaning]]]) -> None:
    """A column headed "Total" is the total of what its neighbours are: groups, places, or things nobody adds up."""
    for measure in measures:
        if measure.role != "total" or measure.issue is not None:
            continue
        line = next(cell.line for cell, found in read[measure.col] if found.role == "total")
        above = [cell.text for cell, _ in read[measure.col] if cell.line < line]
        kinds: set[str] = set()
        for wide in (False, True):
            for other in measures:
                cells = read[other.col]
                if other is measure or not (wide or [cell.text for cell, _ in cells if cell.line < line] == above):
                    continue
                for cell, found in cells:
                    if cell.line == line and found.issue is None:
                        kinds |= set(found.dims) - {"unit"}
            if kinds:
                break
        parts = [found for other in measures for cell, found in read[other.col] if cell.line == line]
        if not kinds and any(found.issue is not None and found.issue.code == "unknown_year" for found in parts):
            measure.role, measure.reason = "skip", "total"
        elif not kinds or kinds & set(GROUP_DIMENSIONS):
            measure.role = "value"
        elif "area" in kinds:
            measure.role = "total"
        else:
            measure.role, measure.reason = "skip", "total"


def _settle_companions(measures: list[MeasureColumn]) -> None:
    """Tie sample sizes, intervals, numerators and denominators to the value column they belong to.

    The same labels above decide; then the same place in a repeating order of columns; then the nearest value column.
    """
    values = [m for m in measures if m.role == "value"]
    if not values:
        for measure in measures:
            if measure.role in ("lower", "upper") or (measure.role in COUNTED_ROLES and "indicator" in measure.dims):
                # "Stunting (upper)" with no figure beside it is not the figure.
                measure.issue = measure.issue or Issue("unknown_indicator", "unknown")
            elif measure.role in COUNTED_ROLES and "unit" not in measure.dims:
                # "N" alone is how many there are: a figure of an indicator that counts, no percentage.
                measure.dims = {**measure.dims, "unit": "number"}
            measure.role = "value" if measure.role in COMPANION_ROLES else measure.role
    for measure in measures:
        # An interval with no figure beside it: the figure stands in its cells ("30.1 (27.1-33.1)"), or is missed there.
        if measure.role == "interval" and not any(_agree(value.dims, measure.dims) for value in values):
            measure.role = "value"
    values = [m for m in measures if m.role == "value"]
    blocks = _blocks(measures, len(values))
    for place, measure in enumerate(measures):
        if measure.role not in COMPANION_ROLES:
            continue
        same = [v for v in values if _agree(v.dims, measure.dims)]
        pool = [v for v in same if _bare(v.dims) == _bare(measure.dims)] or same
        if len(pool) > 1 and blocks:
            pool = [v for v in pool if measures.index(v) // blocks == place // blocks] or pool
        left = [v for v in pool if v.col < measure.col]
        right = [v for v in pool if v.col > measure.col]
        if left or right:
            measure.owner = left[-1].col if left else right[0].col
        else:
            measure.role, measure.reason = "skip", measure.role


def _blocks(measures: list[MeasureColumn], values: int) -> int:
    """Length of the block of columns that repeats once per value column; 0 when none does."""
    if not values or len(measures) % values:
        return 0
    length = len(measures) // values
    roles = [m.role for m in measures]
    return length if all(role == roles[i % length] for i, role in enumerate(roles)) else 0


def _bare(dims: Mapping[str, Any]) -> dict[str, Any]:
    return {kind: code for kind, code in dims.items() if kind != "unit"}


def _agree(value: Mapping[str, Any], companion: Mapping[str, Any]) -> bool:
    return all(value.get(kind, code) == code for kind, code in companion.items() if kind != "unit")


Cell = tuple[int, int]
_SCALES = frozenset(("per_1000", "per_10000", "per_100000", "thousands", "millions"))
_UNIT_LINE = re.compile(
    r"(?:^|[-–—,;(\[|.]\s*|\n)(?:units?|units? of measure(?:ment)?|ឯកតា|ខ្នាត)\s*[:：៖=-]\s*([^()\[\]|;]+)", re.I
)
_SHARE = re.compile(r"\d[\d.,]*\s*%")
_STRETCHES = re.compile(r"[,;:|()\[\]]|\s[-–—]\s|[–—]")
_ALONE = frozenset(LISTS["unit_alone"])
_MOST_NAMES = 200


def settle_units(view: SheetView, labels: Labels, table: Table, layout: TableLayout, around: Surroundings) -> None:
    """Refuse the number columns of a table whose unit is stated twice and differently."""
    values = [m for m in layout.measures if m.role == "value" and m.issue is None]
    if not values or any(stub.role == "unit" for stub in layout.stubs):
        return
    own = {str(m.dims["unit"]) for m in values if "unit" in m.dims}
    told = list(_titles(view, labels, table))
    if any("unit" not in m.dims for m in values) and "unit" in around.dims:
        own.add(str(around.dims["unit"]))
    units = {labels.catalogue.indicators[code].unit for code in indicators_named(view, labels, table, layout, around)}
    if not own and told and told[0][2] and (told[0][1] != "number" or "number" not in units):
        # A line that states the unit, or ends a title with it, speaks for a table that states none.
        around.dims["unit"], around.cells["unit"] = told[0][1], told[0][0]
    for cell, unit, _ in told:
        if _decided_otherwise(view, labels, values, cell):
            return
        if own and all(_differ(unit, other) for other in own):
            _refuse(view, values, cell, unit, own)
            return
    for cell, unit in _notes(view, labels, table):
        if _decided_otherwise(view, labels, values, cell):
            return
        if unit in own | units:
            continue
        measured = units & {"number"} if unit in ("thousands", "millions") else units
        if measured and all(_differ(unit, other) for other in measured):
            _refuse(view, values, cell, unit, measured)
            return


def _decided_otherwise(view: SheetView, labels: Labels, values: list[MeasureColumn], cell: Cell) -> bool:
    """Refuse the figures below a line that states another unit than was decided for it; whether it does."""
    text = view.text(*cell)
    decided, line = labels.decisions.unit.get(normal(text)), _UNIT_LINE.search(plain(text))
    stated = unit_stated(line[1] if line else text)
    if not (decided and stated and units_differ(stated, decided)):
        return False
    for measure in values:
        measure.issue, measure.cell, measure.label = decided_unit(text, stated, decided), cell, text
    return True


def _unit_alone(text: str) -> str:
    """The unit that a line, or a stretch of it between commas, is and nothing else: "2023, thousands", "persons"."""
    stretches = [part.strip(" .") for part in _STRETCHES.split(strip_periods(plain(text)))]
    return next((unit for part in stretches if part.casefold() in _ALONE and (unit := read_unit(part))), "")


def _differ(one: str, other: str) -> bool:
    return contradicts(one, other) and contradicts(other, one)


def _refuse(view: SheetView, values: list[MeasureColumn], cell: Cell, unit: str, others: set[str]) -> None:
    label = view.text(*cell)
    sure = "yes" if unit_stated(label) else ""
    params = (("declared", unit), ("unit", min(others)), ("indicator", ""), ("label", label), ("sure", sure))
    for measure in values:
        measure.issue, measure.cell = Issue("missing_unit", "contradicts", params=params), cell
        measure.label = view.text(*cell)


def _titles(view: SheetView, labels: Labels, table: Table) -> Iterator[tuple[Cell, str, bool]]:
    """The units that the lines above a table state, and whether a line is there to state it; a bare number of things
    is one only beside its indicator."""
    for cell in sorted(table.titles, reverse=True):
        text = view.text(*cell)
        line = _UNIT_LINE.search(plain(text))
        keyed = cell[1] > 0 and role_of(view.text(cell[0], cell[1] - 1).rstrip(" :：៖")) == "unit"
        decided = labels.decisions.unit.get(normal(text))
        if line or keyed:
            unit = decided or read_unit(strip_periods(line[1] if line else text))
        elif is_note(text):
            continue
        else:
            unit = decided or find_unit(_SHARE.sub(" ", text)).unit
            if not unit and (alone := _unit_alone(text)):
                yield cell, alone, True
                continue
            if unit == "number" and "indicator" not in labels.scan(text).dims:
                continue
        if unit:
            yield cell, unit, bool(line or keyed)


def _notes(view: SheetView, labels: Labels, table: Table) -> Iterator[tuple[Cell, str]]:
    """Scales stated in notes above a table or in the lines below it."""
    above = [cell for cell in table.titles if is_note(view.text(*cell))]
    for cell in (*above, *lines_below(view, table)):
        unit = find_unit(view.text(*cell)).unit
        if unit in _SCALES:
            yield cell, labels.decisions.unit.get(normal(view.text(*cell)), unit)


def indicators_named(
    view: SheetView, labels: Labels, table: Table, layout: TableLayout, around: Surroundings
) -> set[str]:
    """The codes of every indicator a table names."""
    codes = {m.dims.get("indicator", around.dims.get("indicator")) for m in layout.measures}
    codes.add(layout.corner.get("indicator"))
    for stub in layout.stubs:
        if "indicator" in (stub.kind, stub.role):
            distinct = [value for value in dict.fromkeys(view.cols[stub.col]) if isinstance(value, str)]
            codes |= {labels.read(stub.role, text).dims.get("indicator") for text in distinct[:_MOST_NAMES]}
    return {code for code in codes if code}
