"""One pass down a column window of a sheet, row by row, from which its tables come."""

from __future__ import annotations

from collections import Counter

from etl.cells import as_text
from etl.labels import DIMENSION_ROLES, Labels, is_note, role_of
from etl.tables.shapes import SAMPLE, Table, column_kind
from etl.tables.view import DATA, NUMERIC, SheetView, kind_of_row, same_label

_MOST_HEADER_ROWS = 7
_MOST_LEADING = 4


class Heads:
    """A column window of a sheet: what its rows look like, and how to tell its header rows."""

    def __init__(self, view: SheetView, labels: Labels, c0: int, c1: int, top: int = 0, end: int | None = None) -> None:
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


class Walk(Heads):
    """One pass down a column window."""

    def run(self) -> list[Table]:
        """The tables of the window, top to bottom."""
        usual = ""
        for row in range(self.top, self.end):
            pattern = self.patterns[row]
            if pattern == usual and self.table is not None and not self.pending:
                self.table.body.append(row)
                self.table.data.append(row)
                continue
            kind = kind_of_row(pattern)
            usual = pattern if kind == "data" and len(pattern.replace(" ", "")) > 1 else ""
            if kind == "data" and self._is_lone_label(row, pattern):
                self._other(row, pattern)
            elif kind == "data" or (kind == "weak" and self.table is None and self._is_weak_data(row)):
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
            if self._is_column_numbers(row):
                self.pending.append(row)
                return
            if self._is_header_with_numbers(row):
                self.forced.add(row)
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

    def _is_lone_label(self, row: int, pattern: str) -> bool:
        """Whether a number stands alone in a row, in a column of labels: a sub-heading nobody can read."""
        if self.table is None or len(pattern.replace(" ", "")) != 1:
            return False
        col = self.c0 + len(pattern) - len(pattern.lstrip(" "))
        return col in self._shape(self.table)[0]

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
        early = self._early_data(row)
        if early:
            self.pending = [above for above in self.pending if above < early[0]]
        header, titles, numbered, leading = self._split_pending(early[0] if early else row)
        self.table = Table(self.c0, self.c1, header, titles, [*leading, *early, row], [*early, row], numbered)
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

    # -- inside a table ----------------------------------------------------------------------------------------

    def _shape(self, table: Table) -> tuple[list[int], list[int]]:
        """Label columns and number columns of a table, from its first data rows."""
        rows = table.data[:SAMPLE]
        counts = {col: Counter(self.view.cls[col][row] for row in rows) for col in range(self.c0, self.c1)}
        data = {col: sum(letters[letter] for letter in "NVEM") for col, letters in counts.items()}
        some = any(data.values())
        names, numbers = [], []
        for col, letters in counts.items():
            texts = letters["T"] + letters["H"]
            weak = sum(letters[letter] for letter in "YPADX")
            if texts > data[col] + weak or (
                weak and not data[col] and (some or self._word(table, col) in ("period", "age"))
            ):
                names.append(col)
            elif data[col] + weak:
                numbers.append(col)
        return names, numbers

    def _word(self, table: Table, col: int) -> str:
        words = (role_of(self.view.text(row, col)) for row in reversed(table.header))
        return next((word for word in words if word), "")

    def _judge(self, table: Table, row: int, pattern: str) -> str:
        """What a row without clear numbers is, inside a table: ``data | heading | header | repeat``."""
        if len(pattern.replace(" ", "")) == 1:
            return "heading"
        names, numbers = self._shape(table)
        over = [col for col in numbers if pattern[col - self.c0] != " "]
        if not over:
            return "data" if self._words_for_numbers(table, row, pattern, names) else "heading"
        if self._repeats(table, row):
            return "repeat"
        if not self.pending and "H" not in pattern and pattern == self.patterns[table.data[-1]]:
            return "data"
        for col in names:
            value = self.view.cols[col][row]
            if value is None or pattern[col - self.c0] == "H":
                continue
            kind = column_kind(self.view, self.labels, col, table.data[:SAMPLE])
            found = self.labels.parse(as_text(value))
            if kind and kind == found.kind:
                return "data"
        if "H" in pattern or not any(pattern[col - self.c0] != " " for col in names):
            return "header"
        known = sum(bool(self.labels.parse(self.view.text(row, col)).kind) for col in over)
        return "header" if known or self._has_gap() or self.pending else "data"

    def _words_for_numbers(self, table: Table, row: int, pattern: str, names: list[int]) -> bool:
        """Whether a row goes on with a table most of whose figures are words ("pending"): the label of one more place,
        and a word where an earlier row had a number."""
        numbers = [c for c in names if any(self.view.cls[c][r] in DATA for r in table.data[:SAMPLE])]
        if not any(pattern[col - self.c0] == "T" for col in numbers):
            return False
        for col in names:
            value = self.view.cols[col][row]
            if col in numbers or value is None or pattern[col - self.c0] == "H":
                continue
            kind = column_kind(self.view, self.labels, col, table.data[:SAMPLE])
            if kind in ("area", "indicator") and self.labels.parse(as_text(value)).kind == kind:
                return True
        return False

    def _early_data(self, row: int) -> list[int]:
        """The rows right above the first figures that hold places like it and words where it has numbers."""
        pattern = self.patterns[row]
        numbers = [offset for offset, letter in enumerate(pattern) if letter in DATA]
        label = self._first_col(row) - self.c0
        if label in numbers or self.labels.parse(self.view.text(row, self.c0 + label)).kind != "area":
            return []
        early: list[int] = []
        for above in reversed(self.pending):
            held = self.patterns[above]
            if not held.strip():
                if early:
                    continue
                break
            words = [self.view.text(above, self.c0 + offset) for offset in numbers if held[offset] == "T"]
            place = self.labels.parse(self.view.text(above, self.c0 + label))
            if "H" in held or place.kind != "area" or not words or any(map(self._is_understood, words)):
                break
            early.append(above)
        return early[::-1]

    def _is_understood(self, text: str) -> bool:
        found = self.labels.parse(text)
        return bool(found.role or (found.dims and found.issue is None) or found.candidates)

    def _repeats(self, table: Table, row: int) -> bool:
        """Whether a row says again what a header row of the table says (the top of a printed page)."""
        cells = [col for col in range(self.c0, self.c1) if self.patterns[row][col - self.c0] != " "]
        for header in table.header:
            if all(same_label(self.view.cols[col][row], self.view.cols[col][header]) for col in cells):
                full = [c for c in range(self.c0, self.c1) if self.patterns[header][c - self.c0] != " "]
                numbers = self._shape(table)[1]
                return len(cells) > 1 and all(c in cells for c in full if c in numbers or c < cells[-1])
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
        texts = [self.view.text(row, col) for col in names]
        if any(text[-1:] in tuple(":：៖") and not self.labels.parse(text).kind for text in texts):
            return False
        if any(col not in names and col not in numbers and pattern[col - self.c0] in NUMERIC for col in held):
            return False
        return not names or any(col in names for col in held) or not any(pattern[c - self.c0] == "T" for c in held)
