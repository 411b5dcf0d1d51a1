"""Sub-headings between the rows of a table: what they say holds for the rows below, until the next one."""

from __future__ import annotations

from typing import Any, Literal

from etl.labels import GROUP_DIMENSIONS, KINDS, UNLOOKED, Labels, is_note, names_region, not_looked_at, role_of
from etl.problems import Issue
from etl.tables.roles import kinds_of_rows
from etl.tables.shapes import Table, TableLayout, majority_kind
from etl.tables.view import SheetView

Blame = tuple[int, int, str, Issue]
_FAR = 40


class Headings:
    """The sub-headings in force. ``stack`` holds their codes from the widest to the narrowest; ``poison`` the last one
    that was not understood, which keeps out every row that needs a heading (``skip`` when a person left its rows out);
    ``summing`` says that the rows below add places (``total``) or other things (``total_other``) up. ``version``
    changes whenever any of it does."""

    def __init__(self, view: SheetView, labels: Labels, table: Table, layout: TableLayout) -> None:
        self.view, self.labels, self.table, self.layout = view, labels, table, layout
        self.measure_cols = [m.col for m in layout.measures]
        self.label_cols = [c for c in range(table.c0, table.c1) if c not in self.measure_cols]
        self.given = frozenset(kind for m in layout.measures for kind in m.dims)
        self.data_kinds, self.carry = kinds_of_rows(view, labels, table, layout)
        self.stack: list[dict[str, Any]] = []
        self.poison: Blame | Literal["skip"] | None = None
        self.section: frozenset[str] = frozenset()
        self.supplied: set[str] = set()
        self.summing = ""
        self.version = 0
        self.heading_kind = self._kind_of_headings()

    @property
    def dims(self) -> dict[str, Any]:
        """The codes in force, those of narrower headings over those of wider ones."""
        out: dict[str, Any] = {}
        for dims in self.stack:
            out |= dims
        return out

    def blocks(self, own: dict[str, Any]) -> bool:
        """Whether a row with labels ``own`` needs a heading that was not understood."""
        if isinstance(self.poison, tuple) and self.poison[3].variant == UNLOOKED:
            return True
        wanted = self.supplied or {"area", "indicator"}
        return self.poison is not None and not wanted <= own.keys() | self.given

    def lose(self, row: int, col: int) -> None:
        """From this row on the heading is unknown, until the next one."""
        code = {"area": "unknown_area", "period": "unknown_year", "indicator": "unknown_indicator"}
        self.poison = (row, col, "", Issue(code.get(self.heading_kind, "unknown_category"), "blank"))
        self.version += 1

    def carry_on(self, known: dict[str, Any], blame: Blame | None, role: str) -> None:
        """A province (or indicator) row with figures of its own speaks for the group rows below it."""
        if known.keys() & set(GROUP_DIMENSIONS):
            return
        kinds = known.keys() & {"area", "indicator", "period"} & self.data_kinds
        if blame is None and kinds:
            self.stack, self.poison = [{kind: known[kind] for kind in kinds}], None
            self.version += 1
        elif blame is not None and not role:
            self.stack, self.poison = [], blame
            self.version += 1

    def is_heading(self, row: int) -> bool:
        """Whether a row holds one label and no figure."""
        if any(self.view.cls[col][row] != " " for col in self.measure_cols):
            return False
        held = [c for c in self.label_cols if self.view.cls[c][row] != " " and not self._is_ignored(c)]
        return len(held) == 1

    def _is_ignored(self, col: int) -> bool:
        return any(role_of(self.view.text(h, col)) in ("numbering", "note", "ignore") for h in self.table.header)

    def take(self, row: int, place: int) -> None:
        """Read the sub-heading in a row, the ``place``-th of the body."""
        col, text = self._heading_text(row)
        if is_note(text):
            return
        found = self.labels.look(text)
        if found.issue is not None and found.issue.variant == UNLOOKED:
            # It may say anything, so nothing is read below it.
            self.poison = (row, col, text, not_looked_at(self.heading_kind).issue or found.issue)
            self.version += 1
            return
        word = role_of(text)
        if found.issue is not None:
            scanned = self.labels.scan(text)
            found = scanned if scanned.kind else found
        kinds = {kind for kind in found.dims if kind in KINDS}
        if kinds and found.issue is None:
            if kinds <= self.data_kinds and not self.carry:
                return
            if kinds & self.data_kinds and not self.carry:
                code = "unknown_area" if "area" in kinds & self.data_kinds else "unknown_category"
                self.poison = (row, col, text, Issue(code, "clash"))
                self.version += 1
                return
            self.summing = ""
            self.supplied |= kinds
            cut = next((i for i, dims in enumerate(self.stack) if kinds & dims.keys()), len(self.stack))
            self.stack = [*self.stack[:cut], {k: v for k, v in found.dims.items() if k in KINDS or k == "unit"}]
            self.poison = None
        elif word == "total" and self.stack and not self.stack[-1].keys() & set(GROUP_DIMENSIONS):
            self.summing = "total" if "area" in self.stack.pop() else "total_other"
            self.poison = None
        elif word or names_region(text):
            self.stack = [dims for dims in self.stack if not dims.keys() & set(GROUP_DIMENSIONS)]
            self.poison = None
        elif found.role == "skip":
            self.poison = "skip"
        elif self._supplies():
            issue = found.issue or Issue("unknown_indicator", "unknown")
            self.poison = (row, col, text, self._as_supplied(issue, text))
        self.section = self._section_kinds(place)
        self.version += 1

    def _supplies(self) -> bool:
        """Whether sub-headings give this table a dimension that its rows and columns do not."""
        return bool(self.stack) or not {"area", "indicator"} <= self.data_kinds | self.given

    def _as_supplied(self, issue: Issue, text: str) -> Issue:
        return (self.labels.area(text).issue or issue) if self.heading_kind == "area" else issue

    def _kind_of_headings(self) -> str:
        """What the sub-headings of the table name: the dimension most of them name, else the one the rows lack."""
        data = set(self.table.data)
        texts = [self._heading_text(row)[1] for row in self.table.body if row not in data and self.is_heading(row)]
        kind = majority_kind(self.labels, texts)
        lacking = "indicator" in self.data_kinds | self.given and "area" not in self.data_kinds | self.given
        return kind or ("area" if lacking else "indicator")

    def _heading_text(self, row: int) -> tuple[int, str]:
        held = (c for c in self.label_cols if self.view.cls[c][row] != " " and not self._is_ignored(c))
        col = next(held)
        return col, self.view.text(row, col)

    def _section_kinds(self, place: int) -> frozenset[str]:
        """Kinds of the row labels between one heading and the next."""
        kinds: set[str] = set()
        for row in self.table.body[place + 1 : place + _FAR]:
            if self.is_heading(row):
                break
            for stub in self.layout.stubs:
                if stub.role == "auto":
                    kinds.add(self.labels.look(self.view.text(row, stub.col)).kind)
        return frozenset(kinds - {""})
