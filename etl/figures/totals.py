"""Rows and columns that add places up: checked against their parts, the country's figure only when they are it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from childrights.catalogue import Catalogue, Observation
from etl.checks import check_total
from etl.figures.figures import Figures
from etl.figures.records import Record
from etl.problems import Problem
from etl.reading import Sheet, parse_a1
from geo import COUNTRY, PROVINCES, province_members

_ALL, _HALF = frozenset(PROVINCES), 0.5
_OF_ROWS_IN_SIGHT = re.compile(r"\s*[+=]?\s*(?:_xlfn\.)?(?:SUBTOTAL|AGGREGATE)\s*\(", re.IGNORECASE)
Group = tuple[object, ...]


def settle_totals(
    figures: Figures, rejected: Sequence[tuple[int, int]], catalogue: Catalogue, sheet: Sheet
) -> tuple[list[Observation], list[Problem], int]:
    """Check every total over places of one table.

    ``rejected`` are the cells of the table that were not read: a total is only checked when all its parts were.
    Returns the totals that are the country's figure, the problems, and how many totals served as checks only. The only
    total is the country's over all 25 provinces, agreeing with them, with no national row beside; one that names the
    country ("Total (Cambodia)") also over some of them, unless it just adds them up. A national row that says otherwise
    is told as any figure given twice. Any other total over some provinces is nobody's figure.
    """
    if not figures.totals:
        return [], [], 0
    parts: dict[Group, list[Observation]] = defaultdict(list)
    for one in figures.observations:
        parts[_group(one)].append(one)
    sums: dict[Group, list[tuple[Record, Observation]]] = defaultdict(list)
    for record, one in figures.totals:
        sums[_group(one)].append((record, one))
    national: list[Observation] = []
    problems: list[Problem] = []
    bad_rows, bad_cols = {row for row, _ in rejected}, {col for _, col in rejected}
    for group, totals in sums.items():
        places = [one for one in parts[group] if one.area != COUNTRY]
        country = [one for one in parts[group] if one.area == COUNTRY]
        for place, (record, total) in enumerate(totals):
            across = record.measure.role == "total"
            unread = record.row in bad_rows if across else record.col in bad_cols
            said_again = any(one.value == total.value for one in country)
            wrong = None if unread or said_again else _wrong(places, totals, place, catalogue)
            unit = catalogue.indicators[record.key.indicator].unit
            named = sum(other.key.area == COUNTRY for other, _ in totals) == 1 and record.key.area == COUNTRY
            in_sight = named and _adds_up_in_sight(sheet, record, total, places, catalogue)
            if named and not (said_again or in_sight) and _is_country(total, places, bool(country), unit, wrong):
                national.append(total)
                continue
            if wrong is not None and _adds_up_in_sight(sheet, record, total, places, catalogue):
                continue
            if wrong is not None:
                problems.append(wrong)
            elif len(totals) == 1 and not unread and not country and total.value is not None and _complete(places):
                national.append(total)
    checked = len(figures.totals) - len(national)
    return national, problems, checked


def _group(one: Observation) -> Group:
    return (one.indicator, one.period_label, one.sex, one.age, one.residence, one.wealth, one.disability)


def _is_country(
    total: Observation, places: Sequence[Observation], beside: bool, unit: str, wrong: Problem | None
) -> bool:
    """Whether a total that names the country is its figure and no bare sum of the rows; ``beside`` a national row."""
    if total.value is None:
        return False
    if unit != "number":
        return beside or wrong is None or not _complete(places)
    summed = sum(one.value for one in places if one.value is not None)
    added_up = len(places) > 1 and abs(summed - total.value) < _HALF
    if _complete(places) or not places:
        return wrong is None and not (beside and added_up)
    return total.value > summed and not added_up


def _complete(places: Sequence[Observation]) -> bool:
    """Whether the places are the 25 provinces, each once and each with a figure."""
    covered = [code for one in places if one.value is not None for code in province_members(one.area)]
    return len(covered) == len(_ALL) and set(covered) == _ALL


def _wrong(
    places: Sequence[Observation], totals: Sequence[tuple[Record, Observation]], place: int, catalogue: Catalogue
) -> Problem | None:
    """What is wrong with one total; with several (sub-totals, a grand total) any fitting set of parts will do."""
    record, total = totals[place]
    unit = catalogue.indicators[record.key.indicator].unit
    complaint, usable = None, 0
    for candidates in _part_sets(places, totals, place):
        values = [one.value for one in candidates if one.value is not None]
        if total.value is None or len(values) < len(candidates):
            return None
        if len(values) < 2:
            continue
        usable += 1
        found = check_total(
            values, total.value, unit, total.sheet, total.cell, record.published or record.measure.label
        )
        if found is None:
            return None
        complaint = complaint or found
    return complaint if len(totals) == 1 or usable > 1 else None


def made_in_sight(sheet: Sheet, record: Record) -> bool:
    """Whether a total is made by a formula that leaves out the rows of a filter."""
    return _OF_ROWS_IN_SIGHT.match(sheet.formulas.get((record.row, record.col), "")) is not None


def _adds_up_in_sight(
    sheet: Sheet, record: Record, total: Observation, places: Sequence[Observation], catalogue: Catalogue
) -> bool:
    """Whether a total made by SUBTOTAL fits the rows that a filter leaves in sight: right, and the figure of nobody."""
    if total.value is None or not made_in_sight(sheet, record):
        return False
    rows = [(parse_a1(one.cell)[0], one.value) for one in places]
    seen = [value for row, value in rows if row not in sheet.hidden_rows and value is not None]
    unit = catalogue.indicators[record.key.indicator].unit
    return bool(seen) and check_total(seen, total.value, unit, total.sheet, total.cell) is None


def _part_sets(
    places: Sequence[Observation], totals: Sequence[tuple[Record, Observation]], place: int
) -> Iterator[list[Observation]]:
    yield list(places)
    if len(totals) == 1:
        return
    record = totals[place][0]
    axis = 1 if record.measure.role == "total" else 0
    edges = sorted((other.row, other.col)[axis] for other, _ in totals)
    here = (record.row, record.col)[axis]
    before = max((edge for edge in edges if edge < here), default=-1)
    after = min((edge for edge in edges if edge > here), default=1 << 30)
    at = [(parse_a1(one.cell)[axis], one) for one in places]
    yield [one for line, one in at if before < line < here]
    yield [one for line, one in at if here < line < after]
