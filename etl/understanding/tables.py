"""Finding tables on a sheet by the shape of its rows: header rows, data rows, group headings, titles and notes.

A sheet is read from top to bottom. The first row that holds numbers starts a table; the labelled rows above it are
its header, single texts above those its titles. A later row of labels over number columns starts the next table, or
repeats the header of a page break. Tables side by side are separated where the label columns start again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from etl.reading.address import range_a1
from etl.understanding.labels import Labels
from etl.understanding.view import DATA, NUMERIC, View, as_text, kind_of_row, same_label
from etl.understanding.words import DIMENSION_ROLES, is_note, role_of

_SAMPLE = 60
_MOST_HEADER_ROWS = 7
_MOST_KINDS = 200
_NUMBERED = ("numbering", "code", "area_code", "period", "age")
_MOST_LEADING = 4


@dataclass(slots=True)
class Table:
    """A table by its rows and columns (0-based). ``body`` lists data and heading rows in order, blank ones left out;
    ``titles`` are the cells of text above it, ``repeats`` the rows of repeated headers and column numbers."""

    c0: int
    c1: int
    header: list[int]
    titles: list[tuple[int, int]]
    body: list[int] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    starts: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """First row of the table, header included."""
        return min((*self.header, *self.data[:1]))

    @property
    def last(self) -> int:
        """Last row that holds data."""
        return self.data[-1]

    @property
    def cell_range(self) -> str:
        """The address of the whole block."""
        return range_a1(self.first, self.c0, self.last, self.c1 - 1)


def find_tables(view: View, labels: Labels) -> list[Table]:
    """Every table of a sheet, top to bottom and left to right."""
    found: list[Table] = []
    for c0, c1 in _column_groups(view, labels):
        for table in _Walk(view, labels, c0, c1).run():
            found.extend(_side_by_side(view, labels, table))
    _share_titles(view, labels, found)
    return sorted(found, key=lambda table: (table.first, table.c0))


# -- columns ---------------------------------------------------------------------------------------------------


def _column_groups(view: View, labels: Labels) -> list[tuple[int, int]]:
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
        if groups and not (_stands_alone(view, labels, *window) and _stands_alone(view, labels, *groups[-1])):
            groups[-1] = (groups[-1][0], window[1])
        else:
            groups.append(window)
    return groups or [(0, view.ncols)]


def _stands_alone(view: View, labels: Labels, c0: int, c1: int) -> bool:
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


def column_kind(view: View, labels: Labels, col: int, rows: list[int]) -> str:
    """The dimension most labels of a column name; ``""`` when fewer than half name one."""
    return majority_kind(labels, (view.cols[col][row] for row in rows[: 4 * _SAMPLE]))


def majority_kind(labels: Labels, values: object) -> str:
    """The dimension most of the distinct values name, ``group`` dimensions apart; ``""`` under one half."""
    distinct = list(dict.fromkeys(value for value in values if value is not None and value != ""))[:_MOST_KINDS]  # type: ignore[attr-defined]
    kinds: Counter[str] = Counter()
    named = 0
    for value in distinct:
        found = labels.parse(as_text(value))
        if found.role in ("total", "average", "derived"):
            continue
        named += 1
        if found.kind and found.issue is None:
            kinds[found.kind] += 1
        elif found.role == "district":
            kinds["district"] += 1
    if not kinds or sum(kinds.values()) * 2 < named:
        return ""
    return kinds.most_common(1)[0][0]


def _side_by_side(view: View, labels: Labels, table: Table) -> list[Table]:
    """Cut a table where its label columns start again after number columns."""
    starts = _restarts(view, labels, table)
    if not starts:
        return [table]
    edges = [table.c0, *starts, table.c1]
    out: list[Table] = []
    top = min((*table.header, *table.data[:1], *(row for row, _ in table.titles)))
    for c0, c1 in zip(edges, edges[1:], strict=False):
        parts = _Walk(view, labels, c0, c1, top, table.data[-1] + 1).run()
        for part in parts:
            own = [cell for cell in part.titles if c0 <= cell[1] < c1]
            part.titles = own or [
                cell
                for cell in table.titles
                if not any(a <= cell[1] < b for a, b in zip(edges[1:], edges[2:], strict=False))
            ]
        out.extend(parts)
    return out


def _restarts(view: View, labels: Labels, table: Table) -> list[int]:
    """Columns where a second set of label columns begins: the same kind again, numbers before and after it."""
    rows = table.data[:_SAMPLE]
    kinds: list[str] = []
    for col in range(table.c0, table.c1):
        letters = Counter(view.cls[col][row] for row in rows)
        numbers, texts = sum(letters[c] for c in "NVEM"), sum(letters[c] for c in "TPYADH")
        word = next(
            (r for r in (role_of(view.text(h, col)) for h in reversed(table.header)) if r in DIMENSION_ROLES), ""
        )
        if numbers >= texts:
            kinds.append("" if not numbers else word if word in _NUMBERED else "numbers")
        else:
            kinds.append(word or column_kind(view, labels, col, rows) or "text")
    starts: list[int] = []
    seen: set[str] = set()
    numbers_since = False
    for offset, kind in enumerate(kinds):
        if kind == "numbers":
            numbers_since = bool(seen)
        elif numbers_since and kind in ("numbering", *seen) and kind not in ("", "text", "unit"):
            ahead = kinds[offset:]
            if "numbers" in ahead and (kind != "numbering" or any(k in seen for k in ahead)):
                starts.append(table.c0 + offset)
                seen, numbers_since = set(), False
        if kind not in ("", "numbers", "text", "numbering"):
            seen.add(kind)
    return starts


def _share_titles(view: View, labels: Labels, tables: list[Table]) -> None:
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


# -- rows ------------------------------------------------------------------------------------------------------


class _Walk:
    """One pass down a column window."""

    def __init__(self, view: View, labels: Labels, c0: int, c1: int, top: int = 0, end: int | None = None) -> None:
        self.view, self.labels, self.c0, self.c1 = view, labels, c0, c1
        self.patterns = view.patterns(c0, c1)
        self.top, self.end = top, view.nrows if end is None else end
        self.tables: list[Table] = []
        self.table: Table | None = None
        self.pending: list[int] = []

    def run(self) -> list[Table]:
        """The tables of the window, top to bottom."""
        for row in range(self.top, self.end):
            pattern = self.patterns[row]
            kind = kind_of_row(pattern)
            if kind == "data":
                self._data(row)
            elif kind == "blank" or self.table is None:
                self.pending.append(row)
            else:
                self._other(row, pattern)
        self._close()
        return self.tables

    def _data(self, row: int) -> None:
        table = self.table
        if table is None:
            if self._is_column_numbers(row) or self._is_row_of_years(row):
                self.pending.append(row)
                return
            self._start(row)
            return
        if self.pending:
            if self._has_gap() and not self._fits(table, row):
                self._close()
                self._start(row)
                return
            table.body.extend(r for r in self.pending if self.patterns[r].strip())
            self.pending = []
        table.body.append(row)
        table.data.append(row)

    def _has_gap(self) -> bool:
        return any(not self.patterns[row].strip() for row in self.pending)

    def _other(self, row: int, pattern: str) -> None:
        table = self.table
        assert table is not None
        verdict = self._judge(table, row, pattern)
        if verdict == "data":
            self._data(row)
        elif verdict == "repeat":
            table.repeats.append(row)
        elif verdict == "header" and self._leads_to_data(row):
            pending = self.pending
            self._close()
            self.pending = [*pending, row]
        else:
            self.pending.append(row)

    def _start(self, row: int) -> None:
        header, titles, numbered, leading = self._split_pending(row)
        self.table = Table(self.c0, self.c1, header, titles, [*leading, row], [row], numbered)
        late = self._late_data(header)
        if late:
            self.table.header = [r for r in header if r not in late]
            self.table.body[:0] = late
            self.table.data[:0] = late
        self.pending = []

    def _close(self) -> None:
        if self.table is not None:
            self._trim(self.table)
            self.tables.append(self.table)
        self.table = None

    def _trim(self, table: Table) -> None:
        rows = [*table.header, *table.data[:2000]]
        cols = [c for c in range(self.c0, self.c1) if any(self.view.letter(r, c) != " " for r in rows)]
        if len(table.data) > 2000:
            cols = [c for c in range(self.c0, self.c1) if self.view.cls[c][table.first : table.last + 1].strip()]
        if cols:
            table.c0, table.c1 = cols[0], cols[-1] + 1

    # -- header ------------------------------------------------------------------------------------------------

    def _split_pending(self, row: int) -> tuple[list[int], list[tuple[int, int]], list[int], list[int]]:
        """Header rows above the first data row, the title cells above those, rows of column numbers, and sub-headings
        that stand between the header and the first data row."""
        first_col = self._first_col(row)
        rest, leading = self._leading(list(self.pending), first_col)
        header: list[int] = []
        numbered: list[int] = []
        while rest and len(header) < _MOST_HEADER_ROWS:
            candidate = rest[-1]
            pattern = self.patterns[candidate]
            if not pattern.strip():
                if header or numbered or len(rest) < 2 or not self._is_header(rest[-2], first_col):
                    break
            elif kind_of_row(pattern) == "data":
                numbered.append(candidate)
            elif self._is_header(candidate, first_col):
                header.append(candidate)
            else:
                break
            rest.pop()
        titles = [
            (r, self.c0 + offset) for r in rest for offset, letter in enumerate(self.patterns[r]) if letter != " "
        ]
        return sorted(header), titles, numbered, leading

    def _leading(self, rest: list[int], first_col: int) -> tuple[list[int], list[int]]:
        """Split off sub-headings right above the data, when a header of several cells stands above them."""
        place = len(rest)
        while place and len(rest) - place < _MOST_LEADING:
            pattern = self.patterns[rest[place - 1]]
            if pattern.strip() and not self._is_leading(rest[place - 1], first_col):
                break
            place -= 1
        above = rest[place - 1] if place else None
        if place == len(rest) or above is None or not self._is_header(above, first_col):
            return rest, []
        held = len(self.patterns[above].replace(" ", ""))
        leading = [r for r in rest[place:] if self.patterns[r].strip()]
        if held < 2 or not leading:
            return rest, []
        return rest[:place], leading

    def _is_leading(self, row: int, first_col: int) -> bool:
        """Whether a row is one single label in or before the first column of labels."""
        pattern = self.patterns[row]
        held = len(pattern.replace(" ", ""))
        return held == 1 and self.c0 + len(pattern) - len(pattern.lstrip(" ")) <= first_col

    def _is_header(self, row: int, first_col: int) -> bool:
        pattern = self.patterns[row]
        cells = [self.c0 + offset for offset, letter in enumerate(pattern) if letter != " "]
        if not cells:
            return False
        text = self.view.text(row, cells[0])
        if len(cells) == 1:
            wide = self._merge_width(row, cells[0])
            if cells[0] > first_col:
                return True
            return pattern.strip() == "H" and wide <= 1
        return not is_note(text) and not self._is_key_value(row, cells)

    def _merge_width(self, row: int, col: int) -> int:
        for r0, c0, _, c1 in self.view.sheet.merged:
            if (r0, c0) == (row, col):
                return c1 - c0 + 1
        return 1

    def _is_key_value(self, row: int, cells: list[int]) -> bool:
        """A line such as ``Year: | 2014`` above a table: a dimension and one value of it."""
        if len(cells) != 2:
            return False
        key, value = self.view.text(row, cells[0]), self.view.value(row, cells[1])
        role = role_of(key.rstrip(" :：៖"))
        if is_note(key) and not role:
            return True
        if role not in DIMENSION_ROLES or role_of(as_text(value)):
            return False
        found = self.labels.read(role, value) if role in ("area", "period", "indicator", "unit") else None
        return bool(found and role in found.dims and (key.rstrip()[-1:] in ":：៖" or self._lonely(row)))

    def _lonely(self, row: int) -> bool:
        """Whether the rows around use no more columns than a key and its value while the table below does."""
        return any(
            len(self.patterns[r].strip()) > 2 and kind_of_row(self.patterns[r]) in ("header", "text", "weak")
            for r in range(row + 1, min(row + 8, self.end))
        )

    def _first_col(self, row: int) -> int:
        """The first column of labels of a data row; its first used column when it has no label."""
        pattern = self.patterns[row]
        label = next((offset for offset, letter in enumerate(pattern) if letter in "THPYA"), None)
        return self.c0 + (len(pattern) - len(pattern.lstrip(" ")) if label is None else label)

    def _is_column_numbers(self, row: int) -> bool:
        """Whether a row under a header just numbers the columns: (1) (2) (3), or 1 2 3."""
        values = [
            as_text(self.view.cols[c][row]) for c in range(self.c0, self.c1) if self.patterns[row][c - self.c0] != " "
        ]
        bare = [value.strip("()[] .") for value in values]
        if len(bare) < 3 or not any(
            kind_of_row(self.patterns[r]) in ("header", "text", "weak") for r in self.pending[-2:]
        ):
            return False
        return all(b.isdigit() for b in bare) and [int(b) for b in bare] in (
            list(range(1, len(bare) + 1)),
            list(range(len(bare))),
        )

    def _is_row_of_years(self, row: int) -> bool:
        """A header of years of which one is no year: nothing but numbers, no label, labels in the rows below."""
        pattern = self.patterns[row]
        years = pattern.count("Y") + pattern.count("P")
        numbers = sum(pattern.count(letter) for letter in "NV")
        if years < 2 or years < 2 * numbers or "T" in pattern:
            return False
        below = next((p for p in self.patterns[row + 1 : row + 3] if p.strip()), "")
        return any(under == "T" and over in " H" for under, over in zip(below, pattern, strict=False))

    def _late_data(self, header: list[int]) -> list[int]:
        """Rows taken for header rows that hold a place under the word "Province" (and so on): data without numbers."""
        late: list[int] = []
        roles: dict[int, str] = {}
        for row in header:
            hit = False
            for col in range(self.c0, self.c1):
                value = self.view.cols[col][row]
                if value is None:
                    continue
                role = role_of(as_text(value))
                if role in DIMENSION_ROLES:
                    roles.setdefault(col, role)
                elif not hit and roles.get(col) in ("area", "period", "indicator") and not role:
                    found = self.labels.read(roles[col], value)
                    hit = roles[col] in found.dims
            if late or hit:
                late.append(row)
        return late

    # -- inside a table ----------------------------------------------------------------------------------------

    def _shape(self, table: Table) -> tuple[list[int], list[int]]:
        """Label columns and number columns of a table, from its first data rows."""
        rows = table.data[:_SAMPLE]
        names, numbers = [], []
        for col in range(self.c0, self.c1):
            letters = Counter(self.view.cls[col][row] for row in rows)
            data = sum(letters[letter] for letter in "NVEM")
            texts = letters["T"] + letters["H"]
            weak = sum(letters[letter] for letter in "YPADX")
            if texts > data + weak or (not data and weak and not texts):
                names.append(col)
            elif data + weak:
                numbers.append(col)
        return names, numbers

    def _judge(self, table: Table, row: int, pattern: str) -> str:
        """What a row without clear numbers is, inside a table: ``data | heading | header | repeat``."""
        if len(pattern.replace(" ", "")) == 1:
            return "heading"
        names, numbers = self._shape(table)
        over = [col for col in numbers if pattern[col - self.c0] != " "]
        if not over:
            return "heading"
        if self._repeats(table, row):
            return "repeat"
        for col in names:
            value = self.view.cols[col][row]
            if value is None or pattern[col - self.c0] == "H":
                continue
            kind = column_kind(self.view, self.labels, col, table.data[:_SAMPLE])
            found = self.labels.parse(as_text(value))
            if kind and kind == found.kind:
                return "data"
        if "H" in pattern or not any(pattern[col - self.c0] != " " for col in names):
            return "header"
        known = sum(bool(self.labels.parse(self.view.text(row, col)).kind) for col in over)
        return "header" if known or self._has_gap() or self.pending else "data"

    def _repeats(self, table: Table, row: int) -> bool:
        """Whether a row says again what a header row of the table says (the top of a printed page)."""
        cells = [col for col in range(self.c0, self.c1) if self.patterns[row][col - self.c0] != " "]
        for header in table.header:
            if all(same_label(self.view.cols[col][row], self.view.cols[col][header]) for col in cells):
                full = [c for c in range(self.c0, self.c1) if self.patterns[header][c - self.c0] != " "]
                return len(cells) == len(full)
        return False

    def _leads_to_data(self, row: int) -> bool:
        blanks = 0
        for later in range(row + 1, min(row + 10, self.end)):
            kind = kind_of_row(self.patterns[later])
            if kind == "data":
                return True
            blanks = blanks + 1 if kind == "blank" else 0
            if blanks > 1:
                return False
        return False

    def _fits(self, table: Table, row: int) -> bool:
        """Whether a data row after a blank row goes on with the table above."""
        names, numbers = self._shape(table)
        pattern = self.patterns[row]
        held = [self.c0 + offset for offset, letter in enumerate(pattern) if letter != " "]
        if any(pattern[col - self.c0] in DATA for col in names if col not in numbers):
            return False
        if any(col not in names and col not in numbers and pattern[col - self.c0] in NUMERIC for col in held):
            return False
        return not names or any(col in names for col in held) or not any(pattern[c - self.c0] == "T" for c in held)
