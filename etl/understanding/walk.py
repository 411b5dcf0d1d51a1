"""One pass down a column window of a sheet, row by row, from which its tables come."""

from __future__ import annotations

from collections import Counter

from etl.understanding.heads import Heads
from etl.understanding.shapes import SAMPLE, Table, column_kind
from etl.understanding.view import DATA, NUMERIC, as_text, kind_of_row, same_label
from etl.understanding.words import role_of


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
