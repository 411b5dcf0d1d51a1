"""The straight road for large plain tables: whole columns of labels turned into codes at once.

A long table of 100,000 rows holds a few hundred distinct labels. Each is read once; rows in which every label was
read without remark get their keys column by column. Every other row, and every table with sub-headings, merged or
blank labels, takes the careful road of ``rows``: both roads give the same keys (a test compares them).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any

from childrights.catalogue import TOTAL
from etl.figures.keys import Key
from etl.labels import GROUP_DIMENSIONS, age_for, lies_within
from etl.tables import Layout, Measure, Rows, Stub, Surroundings, Table, View

_WORTH = 200
_NEEDED = ("indicator", "area", "period")
_DEFAULTS: Mapping[str, Any] = {**dict.fromkeys(GROUP_DIMENSIONS, "total"), "unit": "", "power": 0, "status": ""}

Implied = Callable[[str], frozenset[tuple[str, str]]]


@dataclass(slots=True)
class Swift:
    """The fields of the ``keys`` of each value column for all data rows; not valid for the rows in ``careful``."""

    keys: dict[int, list[tuple[Any, ...]]]
    careful: set[int]


def swift_keys(
    view: View, rows: Rows, table: Table, layout: Layout, around: Surroundings, implied: Implied
) -> Swift | None:
    """Keys for the plain rows of a large table; ``None`` when the table must be read row by row."""
    values = [measure for measure in layout.measures if measure.role == "value"]
    if (
        len({tuple(sorted(m.dims)) for m in values}) < len({m.col for m in values})
        and len(values) > 1
        and any(not m.dims.keys() - {"unit"} for m in values)
    ):
        return None
    if len(table.data) < _WORTH or len(table.body) != len(table.data) or rows.carry or around.issues or around.skip:
        return None
    cols = {stub.col for stub in layout.stubs}
    if any(stub.fill for stub in layout.stubs) or any(
        r1 >= table.data[0] and any(col in cols for col in range(c0, c1 + 1)) for _, c0, r1, c1 in view.sheet.merged
    ):
        return None
    columns = _columns(view, rows, table, layout)
    if columns is None:
        return None
    keys: dict[int, list[tuple[Any, ...]]] = {}
    used: list[list[Any]] = []
    for measure in layout.measures:
        if measure.role == "value" and measure.issue is None and not measure.dims.keys() & columns.keys():
            fields = _fields(columns, layout, measure, around, implied)
            if fields is not None:
                keys[measure.col] = list(zip(*fields, strict=False))
                used += [field for field in fields if isinstance(field, list)]
    careful = {table.data[place] for column in used if None in column for place in _places(column)}
    return Swift(keys, careful) if keys else None


def _places(column: list[Any]) -> Iterable[int]:
    return (place for place, code in enumerate(column) if code is None)


def _columns(view: View, rows: Rows, table: Table, layout: Layout) -> dict[str, list[Any]] | None:
    """Codes by dimension for every data row, ``None`` where a label needs care."""
    first, last = table.data[0], table.data[-1]
    dense = last - first + 1 == len(table.data)
    columns: dict[str, list[Any]] = {}
    for stub in layout.stubs:
        source = view.cols[stub.col]
        values = source[first : last + 1] if dense else [source[row] for row in table.data]
        read = _read(stub, rows, dict(zip(values, table.data, strict=True)))
        if read is None:
            return None
        kind, codes = read
        if not kind:
            if None in codes.values():
                return None
            continue
        column = list(map(codes.__getitem__, values))
        held = columns.get(kind)
        columns[kind] = column if held is None else [a if a == b else None for a, b in zip(held, column, strict=True)]
    return columns


def _read(stub: Stub, rows: Rows, distinct: Mapping[Any, int]) -> tuple[str, dict[Any, Any]] | None:
    """The one dimension a column gives and the code of each of its labels; ``None`` when it gives several."""
    codes: dict[Any, Any] = {}
    kinds: set[str] = set()
    plain: list[Any] = []
    for value, row in distinct.items():
        codes[value] = None
        if isinstance(value, bool | date):
            continue
        if value is None or value == "":
            blank: dict[str, Any] = {}
            rows.blank(stub, {}, blank)
            if not blank:
                plain.append(value)
            continue
        found = rows.understand(stub, value, row)
        if found.issue is not None or found.role or found.warnings or len(found.dims) > 1:
            continue
        for kind, code in found.dims.items():
            kinds.add(kind)
            codes[value] = code
        if not found.dims:
            plain.append(value)
    if len(kinds) > 1:
        return None
    kind = kinds.pop() if kinds else ""
    for value in plain:
        codes[value] = _DEFAULTS.get(kind) if kind else ""
    return kind, codes


def _fields(
    columns: dict[str, list[Any]], layout: Layout, measure: Measure, around: Surroundings, implied: Implied
) -> list[Any] | None:
    """One column or constant for each field of a key; ``None`` when something is missing or needs care."""
    fields: dict[str, Any] = {}
    for kind in Key._fields:
        if kind in columns:
            fields[kind] = columns[kind]
            continue
        code = measure.dims.get(kind, layout.corner.get(kind, around.dims.get(kind, _DEFAULTS.get(kind))))
        if code is None:
            return None
        fields[kind] = repeat(code)
    indicators = columns.get("indicator")
    codes = set(indicators) - {None} if indicators else {next(fields["indicator"])}
    said = {code: implied(code) for code in codes}
    for kind in GROUP_DIMENSIONS:
        column = columns.get(kind)
        if column is None:
            code = next(fields[kind])
            if kind == "age" and code == "total" and around.ages and not _says_nothing_new(around, said):
                return None
            if any((kind, code) in pairs or not _may_be(kind, code, pairs) for pairs in said.values()):
                return None
        elif any(held == kind for pairs in said.values() for held, _ in pairs):
            fields[kind] = _without_implied(kind, column, indicators or repeat(next(fields["indicator"])), said)
    return list(fields.values())


def _without_implied(
    kind: str, column: list[Any], indicators: Iterable[Any], said: Mapping[Any, frozenset[tuple[str, str]]]
) -> list[Any]:
    """A column of groups in which what an indicator's own definition says ("under five") is read as total; an age
    outside the definition needs care (``None``)."""
    nothing: frozenset[tuple[str, str]] = frozenset()
    memo: dict[tuple[Any, Any], Any] = {}

    def read(code: Any, indicator: Any) -> Any:
        pairs = said.get(indicator, nothing)
        return "total" if (kind, code) in pairs else code if code and _may_be(kind, code, pairs) else None

    for pair in zip(column, indicators, strict=False):
        if pair not in memo:
            memo[pair] = read(*pair)
    return [memo[pair] for pair in zip(column, indicators, strict=False)]


def _says_nothing_new(around: Surroundings, said: Mapping[str, frozenset[tuple[str, str]]]) -> bool:
    """Whether the ages told of the whole table leave every indicator's figures those of everybody it is about."""
    told = {
        code: age_for(around.ages, code, [age for kind, age in pairs if kind == "age"]) for code, pairs in said.items()
    }
    return all(age == TOTAL and doubted is None for age, doubted, _ in told.values())


def _may_be(kind: str, code: str, pairs: frozenset[tuple[str, str]]) -> bool:
    return kind != "age" or lies_within(code, (age for held, age in pairs if held == "age"))
