"""What the header says about each number column: which dimension codes, value or companion, total or not to be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from etl.cells import contradicts
from etl.labels import (
    COMPANION_ROLES,
    COUNTED_ROLES,
    DIMENSION_ROLES,
    GROUP_DIMENSIONS,
    WEALTH_PARTS,
    Found,
    Labels,
    categories_of,
    in_months,
    may_be_quarters,
    merged,
    period_found,
    role_of,
)
from etl.periods import four_digits, refused_in, school_years
from etl.problems import Issue
from etl.tables.column_headers import HeaderCell
from etl.tables.shapes import Measure, peers_kind

_NO_LETTER = re.compile(r"[^a-z]")
_LETTERS = ({"b": "Boys", "g": "Girls"}, {"ប": "ប្រុស", "ស": "ស្រី"})
_PAIRS = ({"f": "Female", "m": "Male", "t": "Total"}, {"u": "Urban", "r": "Rural", "t": "Total"})


def understand_measures(
    labels: Labels, stacks: Mapping[int, list[HeaderCell]], cols: Sequence[int]
) -> tuple[list[Measure], list[tuple[int, int]]]:
    """Read the header over every number column. Also returns the cells that turned out to be titles in the header."""
    lines: dict[int, dict[int, HeaderCell]] = defaultdict(dict)
    for col in cols:
        for cell in stacks[col]:
            lines[cell.line][col] = cell
    lone: list[tuple[int, int]] = []
    read: dict[int, list[tuple[HeaderCell, Found]]] = {col: [] for col in cols}
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
    stacks: Mapping[int, list[HeaderCell]], row: Mapping[int, HeaderCell], first: Mapping[int, Found]
) -> dict[str, Found]:
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
        text: Found({"wealth": found.code}) if (found := readings[text]) else _quarter(text, text) for text in texts
    }


def _quarters_of(
    stacks: Mapping[int, list[HeaderCell]], row: Mapping[int, HeaderCell], first: Mapping[int, Found]
) -> dict[str, Found]:
    """The labels of a header row that name a wealth group by "Q1" alone, which may be a quarter of a year."""
    texts = {cell.text for col, cell in row.items() if "wealth" in first[col].dims}
    around = {cell.text for col in row for cell in stacks[col]} - texts if texts else set()
    return {text: _quarter("Q", text) for text in may_be_quarters(texts, around)}


def _months_of(
    labels: Labels, stacks: Mapping[int, list[HeaderCell]], row: Mapping[int, HeaderCell], first: Mapping[int, Found]
) -> dict[int, Found]:
    """The ages of a header row below "Age in months" that say no unit themselves."""
    found = {}
    for col, cell in row.items():
        above = [one.text for one in stacks[col] if one.line < cell.line and role_of(one.text) == "age"]
        if above and "age" in first[col].dims and (told := in_months(cell.text, above[-1])) != cell.text:
            found[col] = _as_decided(labels, cell.text, labels.parse(told))
    return found


def _letters_of(labels: Labels, row: Mapping[int, HeaderCell], first: Mapping[int, Found]) -> dict[int, Found]:
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


def _is_letter(found: Found) -> bool:
    return found.issue is not None and (found.issue.code, found.issue.variant) == ("unknown_year", "letter")


def _school_of(stacks: Mapping[int, list[HeaderCell]], row: Mapping[int, HeaderCell]) -> dict[str, Found]:
    """The years of a header row that are school years typed as numbers (1920, 2021, 2122)."""
    above = {cell.text for col in row for cell in stacks[col] if cell.line < row[col].line}
    read = school_years([cell.text for cell in row.values()], " ".join(sorted(above)))
    return {
        cell.text: period_found(read[digits]) for cell in row.values() if (digits := four_digits(cell.text)) in read
    }


def _as_decided(labels: Labels, text: str, found: Found) -> Found:
    return Found(role="skip") if labels.left_out(text) else labels.about(text, found)


def _quarter(head: str, text: str) -> Found:
    """What a wealth group that is not taken may be: "Q1" a part of a year, "Middle" one of three groups."""
    if head.strip()[:1] not in "Qq":
        return Found(issue=Issue("unknown_category", "unknown"))
    return Found(issue=Issue("unknown_year", "part", params=(("words", text),)))


def _kind_of_line(row: Mapping[int, HeaderCell], labels: Labels) -> str:
    return peers_kind([labels.parse(text) for text in dict.fromkeys(cell.text for cell in row.values())])


def _complain_about_gaps(
    labels: Labels, measures: list[Measure], stacks: Mapping[int, list[HeaderCell]], kinds: Mapping[int, str]
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
    measures: list[Measure], stacks: Mapping[int, list[HeaderCell]], lines: Sequence[int]
) -> None:
    """A value column without a year where its neighbours have one: that of a title or a letter is not its own."""
    for measure in measures:
        if measure.issue is None and measure.role == "value" and "period" not in measure.dims:
            own = {cell.line for cell in stacks[measure.col]}
            line = next((line for line in lines if line not in own), None)
            if line is not None:
                measure.issue, measure.cell, measure.label = Issue("unknown_year", "blank"), (line, measure.col), ""


def _as_peer(labels: Labels, cell: HeaderCell, found: Found, kind: str) -> Found:
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


def _measure(col: int, read: list[tuple[HeaderCell, Found]]) -> Measure:
    measure = Measure(col, {})
    for cell, found in read:
        here = (cell.row, cell.col)
        measure.cell, measure.label = here, cell.text
        measure.warnings += [(here, cell.text, warning) for warning in found.warnings]
        if found.issue is not None:
            measure.issue = found.issue
            return measure
        dims, clash = merged(measure.dims, found.dims)
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


def _settle_totals(measures: list[Measure], read: Mapping[int, list[tuple[HeaderCell, Found]]]) -> None:
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


def _settle_companions(measures: list[Measure]) -> None:
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


def _blocks(measures: list[Measure], values: int) -> int:
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
