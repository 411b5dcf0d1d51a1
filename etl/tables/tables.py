"""Finding tables on a sheet by the shape of its rows: header rows, data rows, group headings, titles and notes.

A sheet is read from top to bottom. The first row that holds numbers starts a table; the labelled rows above it are
its header, single texts above those its titles. A later row of labels over number columns starts the next table, or
repeats the header of a page break. Tables side by side are separated where the label columns start again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from childrights.catalogue import Observation
from etl.labels import DIMENSION_ROLES, Labels, normal, role_of
from etl.tables.finder_pass import Walk
from etl.tables.shapes import SAMPLE, Table, column_kind
from etl.tables.view import SheetView, kind_of_row
from geo import canonical, load_provinces

_MOST_HELPERS = 6
_NUMBERED = ("numbering", "code", "area_code", "period", "age")


def find_tables(view: SheetView, labels: Labels) -> list[Table]:
    """Every table of a sheet, top to bottom and left to right."""
    found: list[Table] = []
    for c0, c1 in _column_groups(view, labels):
        for table in Walk(view, labels, c0, c1).run():
            found.extend(_side_by_side(view, labels, table))
    _share_titles(view, labels, found)
    return sorted(found, key=lambda table: (table.first, table.c0))


# -- columns ---------------------------------------------------------------------------------------------------


def _column_groups(view: SheetView, labels: Labels) -> list[tuple[int, int]]:
    """Column windows separated by blank columns, joined again where a window cannot stand alone."""
    patterns = view.patterns(0, view.ncols)
    rows = [row for row, pattern in enumerate(patterns) if len(pattern.replace(" ", "")) > 1]
    used = [any(view.cls[col][row] != " " for row in rows) for col in range(view.ncols)]
    windows: list[tuple[int, int]] = []
    start = None
    for col, full in enumerate([*used, False]):
        if full and start is None:
            start = col
        elif not full and start is not None:
            windows.append((start, col))
            start = None
    groups: list[tuple[int, int]] = []
    for window in windows:
        if groups and _is_helper(view, labels, groups[-1], window):
            groups.append(window)
        elif groups and not (_stands_alone(view, labels, *window) and _stands_alone(view, labels, *groups[-1])):
            groups[-1] = (groups[-1][0], window[1])
        else:
            groups.append(window)
    # Titles may stand in a column that no table uses: left of a table they belong to it.
    edges = [0, *(end for _, end in groups[:-1])]
    return [(edge, end) for edge, (_, end) in zip(edges, groups, strict=True)] if groups else [(0, view.ncols)]


def _is_helper(view: SheetView, labels: Labels, table: tuple[int, int], window: tuple[int, int]) -> bool:
    """Whether a few cells beside a table are no part of it: a name nobody knows and a number, as charts are fed with,
    on no row of its figures. What says a place, a year or a unit speaks for the table wherever it stands."""
    rows = [row for row, pattern in enumerate(view.patterns(*window)) if pattern.strip()]
    cells = [(row, col) for row in rows for col in range(*window) if view.cls[col][row] != " "]
    if len(cells) > _MOST_HELPERS or not _stands_alone(view, labels, *table):
        return False
    beside = view.patterns(*table)
    if any(kind_of_row(beside[row]) == "data" for row in rows):
        return False
    texts = [view.text(*cell) for cell in cells if view.cls[cell[1]][cell[0]] not in "NVE"]
    roles = [role_of(text.rstrip(" :")) for text in texts]
    if any(labels.parse(text).dims for text in texts) or any(role in DIMENSION_ROLES for role in roles):
        return False
    return len(texts) < len(cells) or all(role == "derived" for role in roles)


def _stands_alone(view: SheetView, labels: Labels, c0: int, c1: int) -> bool:
    """Whether a window has a column of understood labels before a column of numbers."""
    rows = [row for row, pattern in enumerate(view.patterns(c0, c1)) if kind_of_row(pattern) == "data"]
    if len(rows) < 2:
        return False
    labelled = False
    for col in range(c0, c1):
        letters = Counter(view.cls[col][row] for row in rows)
        numbers = sum(letters[letter] for letter in "NVEM")
        texts = letters["T"] + letters["P"] + letters["Y"] + letters["A"]
        if labelled and numbers > texts:
            return True
        if texts > numbers and column_kind(view, labels, col, rows):
            labelled = True
    return False


def _side_by_side(view: SheetView, labels: Labels, table: Table) -> list[Table]:
    """Cut a table where its label columns start again after number columns."""
    starts = _restarts(view, labels, table)
    if not starts:
        return [table]
    edges = [table.c0, *starts, table.c1]
    out: list[Table] = []
    top = min((*table.header, *table.data[:1], *(row for row, _ in table.titles)))
    for c0, c1 in pairwise(edges):
        parts = Walk(view, labels, c0, c1, top, table.data[-1] + 1).run()
        for part in parts:
            own = [cell for cell in part.titles if c0 <= cell[1] < c1]
            part.titles = own or [
                cell for cell in table.titles if not any(a <= cell[1] < b for a, b in pairwise(edges[1:]))
            ]
        out.extend(parts)
    return out


def _restarts(view: SheetView, labels: Labels, table: Table) -> list[int]:
    """Columns where a second set of label columns begins: the same kind again, numbers before and after it."""
    rows = table.data[:SAMPLE]
    kinds: list[str] = []
    for col in range(table.c0, table.c1):
        letters = Counter(view.cls[col][row] for row in rows)
        numbers, texts = sum(letters[c] for c in "NVEM"), sum(letters[c] for c in "TPYADH")
        word = next(
            (r for r in (role_of(view.text(h, col)) for h in reversed(table.header)) if r in DIMENSION_ROLES), ""
        )
        if not word and any(role_of(view.text(h, col)) == "ignore" for h in table.header):
            kinds.append("text")
        elif numbers >= texts:
            kinds.append("" if not numbers else word if word in _NUMBERED else "numbers")
        else:
            kinds.append(word or column_kind(view, labels, col, rows) or "text")
    starts: list[int] = []
    seen: set[str] = set()
    numbers_since = False
    for offset, kind in enumerate(kinds):
        if kind == "numbers":
            numbers_since = bool(seen)
        elif (
            numbers_since
            and kind in ("numbering", *seen)
            and kind not in ("", "text", "unit")
            and (kind in ("area", "numbering") or _headed_alike(view, table, table.c0 + offset, starts))
        ):
            ahead = kinds[offset:]
            if "numbers" in ahead and (kind != "numbering" or any(k in seen for k in ahead)):
                starts.append(table.c0 + offset)
                seen, numbers_since = set(), False
        if kind not in ("", "numbers", "text", "numbering"):
            seen.add(kind)
    return starts


def _headed_alike(view: SheetView, table: Table, col: int, starts: list[int]) -> bool:
    """Whether an earlier column has the same header as ``col``, or ``col`` has none: a second year column of one
    table is called otherwise than the first."""
    header = table.header[-1:]
    own = [normal(view.text(row, col)) for row in header]
    first = max([start for start in starts if start < col], default=table.c0)
    return not any(own) or any(own == [normal(view.text(row, other)) for row in header] for other in range(first, col))


def _share_titles(view: SheetView, labels: Labels, tables: list[Table]) -> None:
    """Titles of the sheet speak for all of its tables, after each table's own.

    Beside: what stands above the other table's own titles. Below: every title but the caption right above the
    first table, and that one too when it names no indicator.
    """
    if len(tables) < 2:
        return
    first = min(tables, key=lambda table: (table.first, table.c0))
    caption = max((row for row, _ in first.titles), default=0)
    general = [
        cell for cell in first.titles if cell[0] != caption or "indicator" not in labels.scan(view.text(*cell)).dims
    ]
    for table in tables:
        if table is first:
            continue
        own_top = min((row for row, _ in table.titles), default=table.first)
        beside = table.c0 >= first.c1 or table.c1 <= first.c0
        above = [cell for cell in first.titles if cell[0] < own_top] if beside else general
        table.titles = [cell for cell in above if cell not in table.titles] + table.titles


_CODE = re.compile(r"[A-Z]{2}[-_ ]?\d{1,2}|\d{1,2}", re.I)


@lru_cache(maxsize=1)
def _children() -> dict[str, tuple[str, int]]:
    """Parent province to the younger province and the first full year of both."""
    formed = [province for province in load_provinces().values() if province.split_from]
    return {
        province.split_from: (province.code, int(province.formed[:4]) + (province.formed[5:] > "01-01"))
        for province in formed
    }


def as_of_their_time(observations: Sequence[Observation]) -> list[Observation]:
    """Figures named after a parent province for a period before its split, as figures of both provinces together.

    Not where the place was given as a code, nor where the younger province has a figure of its own for the same
    indicator and period in the same table: then somebody has worked out the present areas.
    """
    children = _children()
    old = [place for place, one in enumerate(observations) if one.area in children]
    old = [place for place in old if observations[place].year_end < children[observations[place].area][1]]
    if not old:
        return list(observations)
    younger = {child for child, _ in children.values()}
    own = {(one.area, one.indicator, one.period_label) for one in observations if one.area in younger}
    out = list(observations)
    for place in old:
        one = out[place]
        child, _ = children[one.area]
        if _CODE.fullmatch(one.area_as_published.strip()) or (child, one.indicator, one.period_label) in own:
            continue
        name = load_provinces()[child].name_en
        note = "; ".join(filter(None, (one.note, f"Area includes the present {name}")))
        out[place] = replace(one, area=canonical([one.area, child]), note=note)
    return out
