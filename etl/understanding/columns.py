"""What a column of labels tells as a whole: blanks that repeat, totals written out, groups below a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from etl.understanding.found import GROUP_DIMENSIONS, KINDS, NOTHING
from etl.understanding.labels import Labels
from etl.understanding.lines import Layout, Stub
from etl.understanding.shapes import Table
from etl.understanding.view import View
from geo.areas import COUNTRY

_FEWEST_BLANKS = 0.25
_FEWEST_TOTALS = 0.15
_MOST_GROUPS = 400
_ALL_GROUPS: dict[str, tuple[frozenset[str], ...]] = {
    "sex": (frozenset(("female", "male")),),
    "residence": (frozenset(("urban", "rural")),),
    "wealth": (
        frozenset(f"quintile_{n}" for n in range(1, 6)),
        frozenset(f"quartile_{n}" for n in range(1, 5)),
    ),
    "disability": (frozenset(("with_disability", "without_disability")),),
    "age": (frozenset(),),
}


def fills(view: View, table: Table, layout: Layout, stub: Stub) -> bool:
    """Whether blanks below a label mean the same label again: many blanks, no label twice in a row, and filling
    makes no two rows alike."""
    if stub.role in ("unit", "status", "multiplier") or len(layout.stubs) < 2:
        return False
    column = view.cols[stub.col]
    rows = table.data[:5000]
    if not rows or column[rows[0]] in (None, ""):
        return False
    blanks = sum(column[row] in (None, "") and (row, stub.col) not in view.anchors for row in rows)
    if blanks < _FEWEST_BLANKS * len(rows):
        return False
    others = [s.col for s in layout.stubs if s is not stub and s.role not in ("unit", "status", "multiplier")]
    previous: Any = None
    current: Any = None
    seen: set[Any] = set()
    data = set(rows)
    for row in table.body[: 2 * len(rows)]:
        if row not in data:
            seen.clear()
            previous = None
            continue
        value = column[row]
        if value not in (None, ""):
            if previous == value:
                return False
            current = value
        previous = value
        key = (current, *(view.value(row, col) for col in others))
        if key in seen and not any(other in (None, "") for other in key):
            return False
        seen.add(key)
    return True


def blanks_are_totals(view: View, labels: Labels, table: Table, stub: Stub) -> bool:
    """Whether a blank in a column of groups means everyone.

    It does when blanks are many, "Total" is written nowhere, and the column names all the groups a total has; a
    single blank is a gap.
    """
    column = [view.cols[stub.col][row] for row in table.data]
    distinct = set(column)
    if len(distinct) > _MOST_GROUPS:
        return False
    read = {value: labels.read(stub.role, value) for value in distinct if value not in (None, "")}
    codes = {found.dims.get(stub.role) for found in read.values()}
    blanks = column.count(None) + column.count("")
    complete = any(full <= codes for full in _ALL_GROUPS[stub.role])
    return "total" not in codes and complete and blanks >= _FEWEST_TOTALS * len(column)


def groups_of_country(labels: Labels, texts: Iterable[str]) -> bool:
    """Whether "Urban", "Rural" and the like stand in a column of places, always below the country."""
    last, seen = "", False
    for text in texts:
        dims = labels.look(text).dims if text else {}
        if "area" in dims:
            last = dims["area"]
        elif dims.keys() & set(GROUP_DIMENSIONS):
            if last != COUNTRY:
                return False
            seen = True
    return seen


def kinds_of_rows(view: View, labels: Labels, table: Table, layout: Layout) -> tuple[frozenset[str], bool]:
    """The dimensions named by rows that hold figures, and whether group rows belong to the row above them."""
    autos = [stub for stub in layout.stubs if stub.role == "auto"]
    kinds = {stub.role for stub in layout.stubs if stub.role in KINDS}
    if any(stub.role == "area_code" for stub in layout.stubs):
        kinds.add("area")
    carry = False
    for stub in autos:
        majors, minors, order = Counter[str](), Counter[str](), []
        for row in table.data[:3000]:
            text = view.text(row, stub.col)
            found = labels.look(text) if text else NOTHING
            if found.issue is not None or not found.kind:
                continue
            kinds.update(kind for kind in found.dims if kind in KINDS)
            major = found.kind in ("area", "indicator", "period")
            (majors if major else minors)[text] += 1
            order.append(major)
        recurring = [text for text, count in minors.items() if count > 1]
        if stub.kind == "area" and groups_of_country(labels, (view.text(row, stub.col) for row in table.data[:3000])):
            carry = True
        if recurring and len(majors) > 1 and order and order[0]:
            groups = "".join("M" if major else "m" for major in order)
            carry = max(minors.values()) <= sum(part != "" for part in groups.split("M"))
    return frozenset(kinds), carry
