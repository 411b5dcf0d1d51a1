"""What the labels of each row say, with sub-headings above it and blanks below a label filled where that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from etl.cells import as_text
from etl.labels import (
    GROUP_DIMENSIONS,
    UNLOOKED,
    WEALTH_PARTS,
    CategoryReading,
    LabelMeaning,
    Labels,
    categories_of,
    in_months,
    may_be_quarters,
    merged_dimensions,
    names_country,
    names_everybody,
    normal,
    period_found,
    role_of,
    said_beside,
)
from etl.periods import PeriodReading, four_digits, school_years
from etl.problems import Issue
from etl.tables.roles import blanks_are_totals, fills
from etl.tables.shapes import Stub, Table, TableLayout
from etl.tables.subheadings import Headings
from etl.tables.view import SheetView
from geo import COUNTRY

_MISSING = {
    "area": "unknown_area",
    "area_code": "unknown_area",
    "period": "unknown_year",
    "indicator": "unknown_indicator",
}
_FIRM = ("area", "period", "indicator")
_WORDS_OF_LINES = frozenset(("total", "average", "derived", "skip"))
_MEN = re.compile(r"\b(?:m|male|males|man|men|boy|boys)\b|ប្រុស|បុរស", re.IGNORECASE)
_ENDS = ("lower", "upper", "interval")
OWN_ROW = -1
_MOST_GROUPS = 400


@dataclass(slots=True)
class RowLabels:
    """What a row says. ``role``: ``""`` data of a place, ``total`` over places, or why it is not read (``average``,
    ``derived``, ``skip``, ``total_other``). ``issues`` are ``(row, col, text, issue)`` that keep its cells out; the row
    is ``OWN_ROW`` unless a sub-heading is to blame. ``country`` when a total is the country's by its own words."""

    dims: dict[str, Any]
    role: str = ""
    issues: list[tuple[int, int, str, Issue]] = field(default_factory=list)
    warnings: list[tuple[int, str, Issue]] = field(default_factory=list)
    country: bool = False


_Label = tuple[Stub, str, LabelMeaning | None]
"""A label of a column: its text and what it says, ``None`` for a blank one."""


@dataclass(slots=True)
class _Column:
    """A column of labels with its cells, and what each of them was understood as: a long table has few distinct ones.

    ``gaps`` when blank cells stand for a label, of a merged block or of the cell above. ``flags`` when there are truth
    values among the cells: only those are equal to a value that is read otherwise (TRUE and 1).
    """

    stub: Stub
    cells: Sequence[Any]
    gaps: bool
    flags: bool
    known: dict[Any, _Label] = field(default_factory=dict)


class TableRows:
    """Reads the rows of one table in order."""

    def __init__(self, view: SheetView, labels: Labels, table: Table, layout: TableLayout) -> None:
        self.view, self.labels, self.table, self.layout = view, labels, table, layout
        for stub in layout.stubs:
            stub.fill = fills(view, table, layout, stub)
        groups = [stub for stub in layout.stubs if stub.role in GROUP_DIMENSIONS]
        self.blank_totals = {stub.col for stub in groups if blanks_are_totals(view, labels, table, stub)}
        self.above = Headings(view, labels, table, layout)
        self.carry = self.above.carry
        self._watched, self._seen = -1, set[Any]()
        self.breakdowns = self._breakdowns()
        self.school = {stub.col: self._school_of(stub) for stub in layout.stubs if "period" in (stub.kind, stub.role)}
        self.wealth = {stub.col: self._wealth_of(stub) for stub in layout.stubs if stub.kind == "wealth"}

        names = [stub for stub in layout.stubs if stub.role in ("auto", "indicator")]
        self.quarters = set().union(*map(self._quarters_of, names))
        joined = {col for _, col in view.anchors}
        self._columns = [
            _Column(stub, view.cols[stub.col], stub.fill or stub.col in joined, bool in map(type, view.cols[stub.col]))
            for stub in layout.stubs
        ]

    def _quarters_of(self, stub: Stub) -> set[str]:
        """The labels of a column in which "Q1" may as well be a quarter of a year."""
        texts = dict.fromkeys(as_text(self.view.cols[stub.col][row]) for row in self.table.body)
        return may_be_quarters(texts, [self._header(stub)])

    def _wealth_of(self, stub: Stub) -> dict[str, CategoryReading | None]:
        """The labels of a column of wealth groups read together: quartiles are not quintiles."""
        texts = list(dict.fromkeys(as_text(self.view.cols[stub.col][row]) for row in self.table.data))[:_MOST_GROUPS]
        header = [self.view.text(*stub.header)] if stub.header is not None else []
        told = [text for text in header if WEALTH_PARTS.search(text)]
        return categories_of([*told, *filter(None, texts)], "wealth")

    def _school_of(self, stub: Stub) -> dict[str, PeriodReading]:
        """School years typed as numbers (1920, 2021), read together."""
        distinct = dict.fromkeys(self.view.cols[stub.col][row] for row in self.table.data)
        return school_years(distinct, self._header(stub))

    def _header(self, stub: Stub) -> str:
        return self.view.text(*stub.header) if stub.header is not None else ""

    def _breakdowns(self) -> set[int]:
        """Columns that say by what or for whom a figure is broken down, beside a column of places or indicators."""
        headed = {
            stub.col: role_of(self.view.text(*stub.header)) for stub in self.layout.stubs if stub.header is not None
        }
        mixed = {
            stub.col
            for stub in self.layout.stubs
            if (stub.role == "other_dimension" and headed.get(stub.col) == "mixed_kind")
            or (stub.role == "auto" and headed.get(stub.col) == "mixed" and stub.kind not in _FIRM)
        }
        kinds = {stub.kind or stub.role for stub in self.layout.stubs if stub.col not in mixed}
        return mixed if kinds & {"area", "area_code", "indicator", "period"} else set()

    def names_men(self) -> bool:
        """Whether any column, row or sub-heading of the table is about men or boys."""
        if any(measure.dims.get("sex") == "male" for measure in self.layout.measures):
            return True
        for stub in self.layout.stubs:
            if stub.role in ("sex", "auto", "area", "indicator"):
                distinct = {self.view.cols[stub.col][row] for row in self.table.body}
                role = "sex" if stub.role == "sex" else "auto"
                if any(isinstance(v, str) and self._names_men(role, v) for v in distinct):
                    return True
        return False

    def _names_men(self, role: str, text: str) -> bool:
        found = self.labels.read(role, text)
        if found.issue is not None and found.issue.variant == UNLOOKED:
            return _MEN.search(text) is not None
        return bool(found.dims.get("sex") == "male")

    # -- iteration ---------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[tuple[int, RowLabels]]:
        data = set(self.table.data)
        simple = len(data) == len(self.table.body) and not self.carry
        filled: dict[int, Any] = {}
        for place, row in enumerate(self.table.body):
            if not simple and self.above.is_heading(row):
                self.above.take(row, place)
                filled.clear()
                continue
            if not simple:
                self._watch_for_lost_heading(row)
            yield row, self._row(row, filled)

    def _watch_for_lost_heading(self, row: int) -> None:
        """The same labels again after a blank row, below one heading: the next heading is missing."""
        key = tuple(self.view.cols[stub.col][row] for stub in self.layout.stubs)
        if self.above.version != self._watched:
            self._watched, self._seen = self.above.version, set()
        blank = all(self.view.cls[col][row - 1] == " " for col in range(self.table.c0, self.table.c1)) if row else False
        if key in self._seen and blank and self.above.supplied and self.layout.stubs:
            self.above.lose(row, self.layout.stubs[0].col)
        self._seen.add(key)

    # -- one row -----------------------------------------------------------------------------------------------

    def _row(self, row: int, filled: dict[int, Any]) -> RowLabels:
        said = []
        for column in self._columns:
            value = column.cells[row]
            if column.gaps and (value is None or value == ""):
                value = self._in_gap(column.stub, row, filled)
            elif column.stub.fill:
                filled[column.stub.col] = value
            key = (type(value), value) if column.flags else value
            known = column.known.get(key)
            if known is None:
                known = column.known[key] = self._label_of(column.stub, value, row)
            said.append(known)
        found = self._read(said)
        if self.carry:
            blame = found.issues[0] if found.issues else None
            if blame is not None and blame[0] == OWN_ROW:
                blame = (row, *blame[1:])
            self.above.carry_on(found.dims, blame, found.role)
        return found

    def _in_gap(self, stub: Stub, row: int, filled: dict[int, Any]) -> Any:
        """What a blank cell stands for: the label of its merged block, or the one above where blanks repeat it."""
        value = self.view.value(row, stub.col)
        if not stub.fill:
            return value
        if value is None or value == "":
            return filled.get(stub.col)
        filled[stub.col] = value
        return value

    def _label_of(self, stub: Stub, value: Any, row: int) -> _Label:
        text = as_text(value)
        return stub, text, self.understand(stub, value, row) if text else None

    def _read(self, said: Sequence[_Label]) -> RowLabels:
        out = RowLabels({})
        heading = self.above.dims
        own: dict[str, Any] = {}
        pending: dict[str, tuple[int, str, Issue]] = {}
        everybody = False
        for stub, text, found in said:
            if found is None:
                self.blank(stub, heading, pending)
                continue
            if stub.col in self.breakdowns and names_everybody(text):
                everybody = True
                continue
            if found.role in _WORDS_OF_LINES:
                self._word_role(found.role, stub, own, heading, out)
                out.country |= out.role == "total" and names_country(text)
                continue
            if found.issue is None and found.role in _ENDS and "indicator" in found.dims:
                # "Stunting (upper)" down the side is no more a figure than over a column
                found = LabelMeaning(issue=Issue("unknown_indicator", "unknown"))
            if found.issue is not None:
                pending[stub.kind or stub.role] = (stub.col, text, found.issue)
                continue
            if found.warnings:
                out.warnings += [(stub.col, text, warning) for warning in found.warnings]
            if own.keys().isdisjoint(found.dims):
                own.update(found.dims)
            elif clash := self._add(own, found.dims):
                pending[f"clash {clash}"] = (
                    stub.col,
                    text,
                    Issue(_MISSING.get(clash, "unknown_category"), "clash", params=(("dimension", clash),)),
                )
        if everybody:
            pending = {kind: told for kind, told in pending.items() if told[1] or told[0] not in self.breakdowns}
        if out.role == "total" and own.get("area") == COUNTRY and self._has_characteristics():
            out.role = ""
        for kind, (col, text, issue) in pending.items():
            dimension = "area" if kind == "area_code" else kind
            if dimension in own and dimension in ("area", "indicator") and own[dimension] != COUNTRY:
                continue
            out.issues.append(self._told_at(col, text, issue))
        poison = self.above.poison
        if poison is not None and self.above.blocks(own):
            if poison == "skip":
                out.role = "skip"
            else:
                out.issues.append(poison)
        out.dims = {**heading, **own}
        if self.above.summing and "area" not in own:
            out.role = out.role or self.above.summing
        return out

    def _told_at(self, col: int, text: str, issue: Issue) -> tuple[int, int, str, Issue]:
        """Where a label is complained about: a column of lone years under "School year" is asked about once."""
        stub = next((stub for stub in self.layout.stubs if stub.col == col), None)
        if stub is not None and stub.header is not None and four_digits(text) in self.school.get(col, {}):
            told = self._as_asked(stub, text)
            return *stub.header, told, Issue(issue.code, issue.variant, params=(("words", told),))
        return OWN_ROW, col, text, issue

    def _as_asked(self, stub: Stub, value: Any) -> str:
        """A lone year with the header that makes it a school year: the words it is asked about, and decided, with."""
        return f"{self._header(stub)} {as_text(value)}"

    def understand(self, stub: Stub, value: Any, row: int) -> LabelMeaning:
        """What one label of a column says."""
        if self.labels.decisions.skip and normal(as_text(value)) in self.labels.decisions.skip:
            return LabelMeaning(role="skip")
        if stub.col in self.wealth:
            return self._in_wealth_column(stub, value)
        if stub.kind == "age" and (text := as_text(value)) != (told := in_months(text, self._header(stub))):
            return self.labels.read("age", told)
        return self._label(stub, value, row)

    def _in_wealth_column(self, stub: Stub, value: Any) -> LabelMeaning:
        found = self.labels.read(stub.role, value)
        reading = self.wealth[stub.col].get(as_text(value))
        if found.issue is not None and reading is not None:
            return LabelMeaning({"wealth": reading.code})
        if found.dims.get("wealth", "total") == "total" or found.issue is not None:
            return found
        if reading is None:
            return LabelMeaning(issue=Issue("unknown_category", "unknown", params=(("dimension", "wealth"),)))
        return LabelMeaning({**found.dims, "wealth": reading.code})

    def _label(self, stub: Stub, value: Any, row: int) -> LabelMeaning:
        school = self.school.get(stub.col)
        if school and (reading := school.get(four_digits(value))) is not None:
            asked = self._as_asked(stub, value)
            if normal(asked) in self.labels.decisions.skip:
                return LabelMeaning(role="skip")
            return self.labels.about(asked, period_found(reading))
        if as_text(value) in self.quarters and "wealth" in self.labels.read(stub.role, value).dims:
            return LabelMeaning(issue=Issue("unknown_year", "part", params=(("words", as_text(value)),)))
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
        if stub.role in ("district", "other_dimension", "multiplier", "status"):
            header = self.view.text(*stub.header) if stub.header is not None else ""
            return said_beside(stub.role, header, value, self.view.letter(row, stub.col) == "M")
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
        elif stub.role in GROUP_DIMENSIONS and stub.col not in self.blank_totals:
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
            stub.col in self.breakdowns
            or (
                stub.role == "auto"
                and ((self.above.section and self.above.section <= set(GROUP_DIMENSIONS)) or kind in GROUP_DIMENSIONS)
            )
            or (stub.role == "auto" and self.carry and "area" in self.above.data_kinds and self._carried())
        ):
            return
        elif kind in ("area", "area_code", "district"):
            out.role = out.role or "total"
        else:
            out.role = out.role or "total_other"

    def _has_characteristics(self) -> bool:
        """Whether a column holds groups and places alike ("Characteristic"): its "Total" is that of the country."""
        return any(stub.header and role_of(self.view.text(*stub.header)) == "mixed" for stub in self.layout.stubs)

    def _carried(self) -> bool:
        return "area" in self.above.dims

    @staticmethod
    def _add(own: dict[str, Any], dims: dict[str, Any]) -> str:
        """Lay ``dims`` over ``own``; a province beats the country named beside it. Returns what disagrees."""
        if own.get("area") == "KH" and "area" in dims:
            own.pop("area")
        elif "area" in own and dims.get("area") == "KH":
            dims = {k: v for k, v in dims.items() if k != "area"}
        combined, clash = merged_dimensions(own, dims)
        own.update(combined)
        return clash
