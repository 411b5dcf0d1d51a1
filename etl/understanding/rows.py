"""What the labels of each row say, with sub-headings above it and blanks below a label filled where that is safe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from etl.understanding.columns import fills, kinds_of_rows, names_total
from etl.understanding.found import GROUP_DIMENSIONS, KINDS, NOTHING, Found, Issue, merged
from etl.understanding.labels import Labels
from etl.understanding.lines import Layout, Stub
from etl.understanding.shapes import Table
from etl.understanding.view import View, as_text
from etl.understanding.words import is_note, names_region, normal, role_of
from geo.areas import COUNTRY

_MISSING = {
    "area": "unknown_area",
    "area_code": "unknown_area",
    "period": "unknown_year",
    "indicator": "unknown_indicator",
}
OWN_ROW = -1


@dataclass(slots=True)
class RowLabels:
    """What a row says. ``role``: ``""`` data of a place, ``total`` over places, or why it is not read (``average``,
    ``derived``, ``skip``, ``total_other``). ``issues`` are ``(row, col, text, issue)`` that keep its cells out; the row
    is ``OWN_ROW`` unless a sub-heading is to blame."""

    dims: dict[str, Any]
    role: str = ""
    issues: list[tuple[int, int, str, Issue]] = field(default_factory=list)
    warnings: list[tuple[int, str, Issue]] = field(default_factory=list)
    key: Any = None


class Rows:
    """Reads the rows of one table in order."""

    def __init__(self, view: View, labels: Labels, table: Table, layout: Layout) -> None:
        self.view, self.labels, self.table, self.layout = view, labels, table, layout
        self.measure_cols = [m.col for m in layout.measures]
        self.label_cols = [c for c in range(table.c0, table.c1) if c not in self.measure_cols]
        self.headings: list[dict[str, Any]] = []
        self.poison: tuple[int, int, str, Issue] | None = None
        self.section: frozenset[str] = frozenset()
        self.version = 0
        self.given = frozenset(kind for m in layout.measures for kind in m.dims)
        self._memo: dict[Any, RowLabels] = {}
        for stub in layout.stubs:
            stub.fill = fills(view, table, layout, stub)
        self.totals_named = {
            s.col for s in layout.stubs if s.role in GROUP_DIMENSIONS and names_total(view, labels, table, s)
        }
        self.data_kinds, self.carry = kinds_of_rows(view, labels, table, layout)

    # -- iteration ---------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[tuple[int, RowLabels]]:
        data = set(self.table.data)
        simple = len(data) == len(self.table.body) and not self.carry
        filled: dict[int, Any] = {}
        for place, row in enumerate(self.table.body):
            if not simple and self._is_heading(row):
                self._heading(row, place)
                filled.clear()
                continue
            yield row, self._row(row, filled)

    def single(self, row: int) -> RowLabels:
        """The labels of one data row of a table without sub-headings and filled blanks."""
        return self._row(row, {})

    def _is_heading(self, row: int) -> bool:
        if any(self.view.cls[col][row] != " " for col in self.measure_cols):
            return False
        held = [c for c in self.label_cols if self.view.cls[c][row] in "THPYAX" and not self._is_ignored(c)]
        return len(held) == 1

    def _is_ignored(self, col: int) -> bool:
        return any(role_of(self.view.text(h, col)) in ("numbering", "note", "ignore") for h in self.table.header)

    def _heading(self, row: int, place: int) -> None:
        col = next(c for c in self.label_cols if self.view.cls[c][row] in "THPYAX" and not self._is_ignored(c))
        text = self.view.text(row, col)
        if is_note(text):
            return
        found = self.labels.parse(text)
        word = role_of(text)
        if found.issue is not None:
            scanned = self.labels.scan(text)
            found = scanned if scanned.kind else found
        kinds = {kind for kind in found.dims if kind in KINDS}
        if kinds and found.issue is None:
            if kinds & self.data_kinds - set(GROUP_DIMENSIONS) and not self.carry:
                return
            cut = next((i for i, dims in enumerate(self.headings) if kinds & dims.keys()), len(self.headings))
            self.headings = [*self.headings[:cut], {k: v for k, v in found.dims.items() if k in KINDS or k == "unit"}]
            self.poison = None
        elif word or names_region(text):
            self.headings = [dims for dims in self.headings if not dims.keys() & set(GROUP_DIMENSIONS)]
            self.poison = None
        elif found.role == "skip":
            self.poison = (row, col, text, Issue("", "skip"))
        elif self._supplies():
            issue = found.issue or Issue("unknown_indicator", "unknown")
            self.poison = (row, col, text, self._as_supplied(issue, text))
        self.section = self._section_kinds(place)
        self.version += 1

    def _supplies(self) -> bool:
        """Whether sub-headings give this table a dimension that its rows and columns do not."""
        return bool(self.headings) or not {"area", "indicator"} <= self.data_kinds | self.given

    def _as_supplied(self, issue: Issue, text: str) -> Issue:
        kinds = {kind for dims in self.headings for kind in dims}
        if "area" in kinds or "indicator" in self.data_kinds:
            again = self.labels.area(text).issue
            return again or issue
        return issue

    def _section_kinds(self, place: int) -> frozenset[str]:
        """Kinds of the row labels between one heading and the next."""
        kinds: set[str] = set()
        for row in self.table.body[place + 1 : place + 40]:
            if self._is_heading(row):
                break
            for stub in self.layout.stubs:
                if stub.role == "auto":
                    kinds.add(self.labels.parse(self.view.text(row, stub.col)).kind)
        return frozenset(kinds - {""})

    # -- one row -----------------------------------------------------------------------------------------------

    def _row(self, row: int, filled: dict[int, Any]) -> RowLabels:
        values = []
        for stub in self.layout.stubs:
            value = self.view.cols[stub.col][row]
            if value is None and (row, stub.col) in self.view.anchors:
                value = self.view.value(row, stub.col)
            if stub.fill:
                if value is None or value == "":
                    value = filled.get(stub.col)
                else:
                    filled[stub.col] = value
            values.append(value)
        key = (*values, *map(type, values), self.version)
        known = self._memo.get(key)
        if known is None:
            known = self._read(row, values)
            known.key = len(self._memo)
            self._memo[key] = known
        if self.carry:
            self._carry_on(row, known)
        return known

    def _read(self, row: int, values: list[Any]) -> RowLabels:
        out = RowLabels({})
        heading: dict[str, Any] = {}
        for dims in self.headings:
            heading |= dims
        own: dict[str, Any] = {}
        pending: dict[str, tuple[int, str, Issue]] = {}
        for stub, value in zip(self.layout.stubs, values, strict=True):
            text = as_text(value)
            if not text:
                self.blank(stub, heading, pending)
                continue
            found = self.understand(stub, value, row)
            if found.role in ("total", "average", "derived", "skip"):
                self._word_role(found.role, stub, own, heading, out)
                continue
            if found.issue is not None:
                pending[stub.kind or stub.role] = (stub.col, text, found.issue)
                continue
            out.warnings += [(stub.col, text, warning) for warning in found.warnings]
            clash = self._add(own, found.dims)
            if clash:
                pending[f"clash {clash}"] = (
                    stub.col,
                    text,
                    Issue(_MISSING.get(clash, "unknown_category"), "clash", params=(("dimension", clash),)),
                )
        for kind, (col, text, issue) in pending.items():
            dimension = "area" if kind == "area_code" else kind
            if dimension in own and dimension in ("area", "indicator") and own[dimension] != COUNTRY:
                continue
            out.issues.append((OWN_ROW, col, text, issue))
        if self.poison is not None and self._needs_heading(own):
            if self.poison[3].variant == "skip":
                out.role = "skip"
            else:
                out.issues.append(self.poison)
        out.dims = {**heading, **own}
        return out

    def understand(self, stub: Stub, value: Any, row: int) -> Found:
        """What one label of a column says."""
        if stub.role == "auto":
            found = self.labels.read("auto", value, "")
            if (
                found.issue is not None
                and stub.kind in ("area", "period", *GROUP_DIMENSIONS)
                and isinstance(value, str)
            ):
                again = self.labels.read(stub.kind, value)
                if again.issue is None or found.issue.variant != "doubtful" or stub.kind == "area":
                    return again
            return found
        if stub.role == "district":
            text = as_text(value)
            if role_of(text) in ("total", "average") or self.view.letter(row, stub.col) == "M":
                return NOTHING
            return Found(issue=Issue("unknown_area", "district"))
        if stub.role == "other_dimension":
            text = as_text(value)
            if (
                role_of(text) == "total"
                or normal(text) in ("t", "total", "both")
                or self.view.letter(row, stub.col) == "M"
            ):
                return NOTHING
            return Found(issue=Issue("unknown_category", "other_dimension"))
        if stub.role == "multiplier":
            return _multiplier(value)
        if stub.role == "status":
            return Found({"status": as_text(value)})
        fmt = self.view.sheet.format_of(row, stub.col) if stub.role == "period" else ""
        return self.labels.read(stub.role, value, fmt)

    def blank(self, stub: Stub, heading: dict[str, Any], pending: dict[str, tuple[int, str, Issue]]) -> None:
        """Note in ``pending`` that a label is missing, where a blank one says nothing."""
        kind = stub.kind or stub.role
        if kind in heading:
            return
        if stub.role in _MISSING:
            pending[stub.role] = (stub.col, "", Issue(_MISSING[stub.role], "blank"))
        elif stub.role == "auto":
            pending[kind] = (stub.col, "", Issue(_MISSING.get(kind, "unknown_category"), "blank"))
        elif stub.col in self.totals_named:
            pending[kind] = (stub.col, "", Issue("unknown_category", "blank", params=(("dimension", kind),)))

    def _word_role(self, role: str, stub: Stub, own: dict[str, Any], heading: dict[str, Any], out: RowLabels) -> None:
        """A row called "Total", "Average", "Rank" …"""
        if role != "total":
            out.role = role
            return
        kind = stub.kind or stub.role
        if stub.role in GROUP_DIMENSIONS:
            own[stub.role] = "total"
        elif (
            stub.role == "auto"
            and ((self.section and self.section <= set(GROUP_DIMENSIONS)) or kind in GROUP_DIMENSIONS)
        ) or (stub.role == "auto" and self.carry and "area" in self.data_kinds and self._carried()):
            return
        elif kind in ("area", "area_code", "district"):
            out.role = out.role or "total"
        else:
            out.role = out.role or "total_other"

    def _carried(self) -> bool:
        return any("area" in dims for dims in self.headings)

    @staticmethod
    def _add(own: dict[str, Any], dims: dict[str, Any]) -> str:
        """Lay ``dims`` over ``own``; a province beats the country named beside it. Returns what disagrees."""
        if own.get("area") == "KH" and "area" in dims:
            own.pop("area")
        elif "area" in own and dims.get("area") == "KH":
            dims = {k: v for k, v in dims.items() if k != "area"}
        combined, clash = merged(own, dims)
        own.update(combined)
        return clash

    def _needs_heading(self, own: dict[str, Any]) -> bool:
        return not {"area", "indicator"} <= own.keys() | self.given

    def _carry_on(self, row: int, known: RowLabels) -> None:
        """A province (or indicator) row with figures of its own speaks for the group rows below it."""
        kinds = known.dims.keys() & {"area", "indicator", "period"} & self.data_kinds
        own_group = known.dims.keys() & set(GROUP_DIMENSIONS)
        if kinds and not own_group and not known.issues:
            self.headings = [{k: known.dims[k] for k in kinds}]
            self.poison = None
            self.version += 1
        elif known.issues and not own_group and known.role == "":
            at, col, text, issue = known.issues[0]
            self.headings = []
            self.poison = (row if at == OWN_ROW else at, col, text, issue)
            self.version += 1


def _multiplier(value: Any) -> Found:
    """``UNIT_MULTIPLIER`` of SDMX: a power of ten, also as ``3: Thousands``."""
    text = as_text(value).split(":")[0].strip()
    if text.lstrip("-").isdigit() and abs(int(text)) <= 9:
        return Found({"power": int(text)})
    return NOTHING if text.casefold() in ("units", "unit") else Found(issue=Issue("missing_unit", "multiplier"))
