"""Which rows above the first figures are header, title, column numbers or sub-heading."""

from __future__ import annotations

from etl.understanding.labels import Labels
from etl.understanding.shapes import Table
from etl.understanding.view import View, as_text, kind_of_row
from etl.understanding.words import DIMENSION_ROLES, is_note, role_of

_MOST_HEADER_ROWS = 7
_MOST_LEADING = 4


class Heads:
    """A column window of a sheet: what its rows look like, and how to tell its header rows."""

    def __init__(self, view: View, labels: Labels, c0: int, c1: int, top: int = 0, end: int | None = None) -> None:
        self.view, self.labels, self.c0, self.c1 = view, labels, c0, c1
        self.patterns = view.patterns(c0, c1)
        self.top, self.end = top, view.nrows if end is None else end
        self.tables: list[Table] = []
        self.table: Table | None = None
        self.pending: list[int] = []
        self.forced: set[int] = set()

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
                torn = bool(header) and not any("H" in self.patterns[r] for r in header)
                above = rest[-2] if len(rest) > 1 else None
                if above is None or numbered or not self._is_header(above, first_col):
                    break
                if header and not (torn and "H" in self.patterns[above]):
                    break
            elif candidate in self.forced:
                header.append(candidate)
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
        for later in range(row, min(row + 4, self.end)):
            pattern = self.patterns[later]
            label = next((offset for offset, letter in enumerate(pattern) if letter in "THPYA"), None)
            if label is not None and kind_of_row(pattern) == "data":
                return self.c0 + label
        pattern = self.patterns[row]
        return self.c0 + len(pattern) - len(pattern.lstrip(" "))

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
        return all(b.isdecimal() for b in bare) and [int(b) for b in bare] in (
            list(range(1, len(bare) + 1)),
            list(range(len(bare))),
        )

    def _is_header_with_numbers(self, row: int) -> bool:
        """Whether a row with a number in it is a header all the same: labels or years stand over most of the number
        columns of the row below (one year mistyped as 20145, a header cell overwritten by a figure)."""
        pattern = self.patterns[row]
        below = next((p for p in self.patterns[row + 1 : row + 4] if kind_of_row(p) == "data"), "")
        pairs = [(over, under) for over, under in zip(pattern, below, strict=False) if under in "NVEM"]
        labels = sum(over in "THPAY" for over, _ in pairs)
        numbers = sum(over in "NVE" for over, _ in pairs)
        named = any(under in "TH" and over in " TH" for over, under in zip(pattern, below, strict=False))
        return labels >= 2 and labels >= 2 * numbers and (named or "H" in pattern)

    def _is_weak_data(self, row: int) -> bool:
        """Whether a row whose numbers could all be years is data: a label under "Province", a number under no year."""
        pattern = self.patterns[row]
        named = labelled = False
        heads = [r for r in self.pending[-_MOST_HEADER_ROWS:] if self.patterns[r].strip()]
        for offset, letter in enumerate(pattern):
            col = self.c0 + offset
            word = next((w for w in (role_of(self.view.text(r, col)) for r in reversed(heads)) if w), "")
            if letter == "T" and word in ("area", "indicator"):
                labelled = labelled or word in self.labels.read(word, self.view.cols[col][row]).dims
            elif letter in "YAX" and word not in ("period", "age", "numbering", "code", "area_code"):
                named = True
        return labelled and named

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
                    hit = roles[col] in found.dims and not self._under_caption(row, col, roles)
            if late or hit:
                late.append(row)
        return late

    def _under_caption(self, row: int, col: int, roles: dict[int, str]) -> bool:
        """Whether a row goes on naming the same kind to the right, where no header stands: names across columns."""
        if col + 1 >= self.c1 or col + 1 in roles or self.view.cols[col + 1][row] is None:
            return False
        if roles[col] == "period" and self.view.cls[col + 1][row] == "P":
            return True  # 2122 beside 2021: school years typed as numbers
        return roles[col] in self.labels.read(roles[col], self.view.cols[col + 1][row]).dims
