"""From a table and the roles of its lines to one raw record per data cell: what, where, when, for whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from childrights.catalogue import TOTAL
from etl.cells import as_text, contradicts
from etl.figures.keys import FigureKey
from etl.labels import (
    GROUP_DIMENSIONS,
    AgeTold,
    Labels,
    age_for,
    lies_within,
    merged_dimensions,
    names_count,
    names_country,
)
from etl.problems import Complaints, Issue
from etl.tables import (
    OWN_ROW,
    MeasureColumn,
    RowLabels,
    SheetView,
    Surroundings,
    Table,
    TableLayout,
    TableRows,
    merged_values,
    survey_area,
)
from geo import COUNTRY

_NEEDED = ("indicator", "area", "period")
_AGE = GROUP_DIMENSIONS.index("age")
_MISSING = {"indicator": "unknown_indicator", "area": "unknown_area", "period": "unknown_year"}


@dataclass(slots=True)
class Record:
    """One data cell to be read: its place, its dimensions and the number column it stands in."""

    row: int
    col: int
    key: FigureKey
    measure: MeasureColumn
    published: str = ""


@dataclass(slots=True)
class Harvest:
    """Everything a table holds.

    ``totals`` are sums over places, to be checked; ``rejected`` holds data cells, ``skipped`` counts them by reason;
    ``complaints`` are ``(row, col, text, issue)``.
    """

    records: list[Record] = field(default_factory=list)
    totals: list[Record] = field(default_factory=list)
    rejected: list[tuple[int, int]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    complaints: Complaints = field(default_factory=Complaints)

    @property
    def found(self) -> int:
        """Number of data cells seen."""
        return len(self.records) + len(self.totals) + len(self.rejected) + self.skipped.total()


def harvest(
    view: SheetView,
    labels: Labels,
    table: Table,
    layout: TableLayout,
    around: Surroundings,
    implied: Callable[[str], frozenset[tuple[str, str]]],
) -> Harvest:
    """Walk over the data cells of a table and give each its dimensions, or the reason why it has none."""
    return _Harvester(view, labels, table, layout, around, implied).run()


class _Harvester:
    def __init__(
        self,
        view: SheetView,
        labels: Labels,
        table: Table,
        layout: TableLayout,
        around: Surroundings,
        implied: Callable[[str], frozenset[tuple[str, str]]],
    ) -> None:
        self.view, self.table, self.layout, self.around = view, table, layout, around
        self.rows = TableRows(view, labels, table, layout)
        self.implied = cache(_but_sexes(implied) if self.rows.names_men() else implied)
        self.fits = cache(lambda age, indicator: lies_within(age, _ages(self.implied(indicator))))
        self.out = Harvest()
        self.values = [m for m in layout.measures if m.role in ("value", "total", "skip")]
        self.told: set[tuple[Any, ...]] = set()
        self.area_cols = [s.col for s in layout.stubs if (s.kind or s.role) == "area"]
        self.wide = merged_values(view, table, self.values)
        self.catalogue = labels.catalogue
        self.twins = self._twins()
        self.age_told = cache(lambda indicator: age_for(around.ages, indicator, _ages(self.implied(indicator))))
        self.told_of_all = {kind: around.dims.get(kind, TOTAL) for kind in GROUP_DIMENSIONS}

    def run(self) -> Harvest:
        """Row by row: every cell is kept, rejected or counted."""
        columns = [(m, self.view.cls[m.col]) for m in self.values]
        for row, said in self.rows:
            used = False
            for measure, letters in columns:
                if letters[row] != " ":
                    used = True
                    self._cell(row, said, measure)
            if used and said.warnings and said.role == "":
                for col, text, warning in said.warnings:
                    self.out.complaints.append((row, col, text, warning))
        for measure in self.values:
            if measure.issue is None and measure.warnings and measure.role == "value":
                for (row, col), text, warning in measure.warnings:
                    self._tell(row, col, text, warning)
        return self.out

    def _cell(self, row: int, said: RowLabels, measure: MeasureColumn) -> None:
        if measure.role == "skip" or said.role not in ("", "total") or self.around.skip:
            self.out.skipped[measure.reason or said.role or "skip"] += 1
            return
        if said.issues or measure.issue is not None:
            self._reject(row, said, measure)
            return
        key, trouble = self._key(said, measure)
        if key is None:
            for kind, issue in trouble:
                if kind == "other unit":
                    self.out.skipped[kind] += 1
                    return
                if isinstance(kind, AgeTold):
                    self._tell(*(kind.cell or self.around.anchor), kind.text, issue)
                elif kind == "clash":
                    self.out.complaints.append((row, measure.col, as_text(self.view.cols[measure.col][row]), issue))
                else:
                    self._tell(*self._missing_at(kind, measure), issue)
            self.out.rejected.append((row, measure.col))
            return
        published = ""
        if (last := self.wide.get((row, measure.col))) is not None:
            area, published = survey_area(self.view, self.rows, self.layout, (row, measure.col), last)
            if not area:
                issue = Issue("ambiguous_number", "merged")
                self.out.complaints.append((row, measure.col, as_text(self.view.cols[measure.col][row]), issue))
                self.out.rejected.append((row, measure.col))
                return
            key = key._replace(area=area)
        for col in self.area_cols:
            published = published or self.view.text(row, col)
        record = Record(row, measure.col, key, measure, published)
        if said.role == "total" or measure.role == "total":
            self.out.totals.append(record)
        else:
            self.out.records.append(record)

    def _reject(self, row: int, said: RowLabels, measure: MeasureColumn) -> None:
        self.out.rejected.append((row, measure.col))
        for at, col, text, issue in said.issues:
            self._tell(row if at == OWN_ROW else at, col, text, issue)
        if measure.issue is not None and not said.issues:
            cell = measure.cell or (self.table.first, measure.col)
            self._tell(*cell, measure.label, measure.issue)
        named = ({**self.layout.corner, **said.dims, **measure.dims}.keys() | self.around.dims) & {"indicator"}
        if not named and measure.issue is None and all(issue.code != "unknown_indicator" for *_, issue in said.issues):
            # A table that says nowhere what its figures are is told so at once, not after its rows were put right.
            self._tell(*self._missing_at("indicator", measure), self._nothing("indicator"))

    def _tell(self, row: int, col: int, text: str, issue: Issue) -> None:
        """Complain once per cell and cause."""
        mark = (row, col, issue.code, issue.severity)
        if mark not in self.told:
            self.told.add(mark)
            self.out.complaints.append((row, col, text, issue))

    # -- dimensions of a cell ----------------------------------------------------------------------------------

    def _key(self, said: RowLabels, measure: MeasureColumn) -> tuple[FigureKey | None, Any]:
        """The key of a cell, or ``None`` and each ``(kind, issue)`` that is missing or contradicted."""
        own, clash = merged_dimensions(said.dims, measure.dims)
        if clash:
            code = _MISSING.get(clash, "unknown_category")
            return None, [("clash", Issue(code, "clash", params=(("dimension", clash),)))]
        stated, headed = said.dims.get("unit", ""), measure.dims.get("unit", "")
        if stated and headed and contradicts(stated, headed) and contradicts(headed, stated):
            params = (("declared", headed), ("unit", stated), ("indicator", ""))
            return None, [("clash", Issue("missing_unit", "contradicts", params=params))]
        dims = {**self.layout.corner, **own} if self.layout.corner else own
        total = said.role == "total" or measure.role == "total"
        lacking: list[tuple[str, Issue]] = []
        for kind in _NEEDED:
            if kind in dims or (kind == "area" and total):
                continue
            if kind in self.around.issues:
                lacking.append((kind, self.around.issues[kind][1]))
            elif kind not in self.around.dims:
                lacking.append((kind, self._nothing(kind)))
            else:
                dims[kind] = self.around.dims[kind]
        if lacking:
            return None, lacking
        indicator = dims["indicator"]
        if measure.col in self.twins and self._has_better_unit(indicator, measure):
            return None, [("other unit", None)]
        implied = self.implied(indicator)
        age = dims.get("age") or self.around.dims.get("age", "")
        if not age:
            age, told_by, doubt = self.age_told(indicator)
            if told_by is not None:
                return None, [(told_by, doubt)]
        if not self.fits(age, indicator):
            told = (("indicator", indicator), ("age", age))
            return None, [("clash", Issue("unknown_category", "age", params=told))]
        groups = [dims.get(kind) or of_all for kind, of_all in self.told_of_all.items()]
        groups[_AGE] = age
        if implied:
            pairs = zip(GROUP_DIMENSIONS, groups, strict=True)
            groups = [TOTAL if pair in implied else pair[1] for pair in pairs]
        unit = dims.get("unit") or self.around.dims.get("unit", "")
        named = said.country or (measure.role == "total" and names_country(measure.label))
        area = (COUNTRY if named else "") if total else dims["area"]
        key = (indicator, area, dims["period"], *groups, unit, dims.get("power", 0), dims.get("status", ""))
        return FigureKey._make(key), None

    def _twins(self) -> dict[int, list[MeasureColumn]]:
        """Value columns that differ by their unit alone ("Number" beside "%"), each with its whole group."""
        groups: dict[Any, list[MeasureColumn]] = defaultdict(list)
        for measure in self.values:
            if measure.role == "value" and measure.issue is None:
                bare = sorted((kind, code) for kind, code in measure.dims.items() if kind != "unit")
                groups[tuple(bare)].append(measure)
        return {m.col: group for group in groups.values() if len(group) > 1 for m in group}

    def _has_better_unit(self, indicator: str, measure: MeasureColumn) -> bool:
        """Whether a column holds another unit than the indicator's while its twin holds the right one."""
        unit = self.catalogue.indicators[indicator].unit
        own = _stated(measure)
        return own not in ("", unit) and any(_stated(twin) == unit for twin in self.twins[measure.col])

    def _nothing(self, kind: str) -> Issue:
        if kind == "indicator" and self.around.candidates:
            return Issue("unknown_indicator", "doubtful", params=(("candidates", ", ".join(self.around.candidates)),))
        return Issue(_MISSING[kind], "nowhere")

    def _missing_at(self, kind: str, measure: MeasureColumn) -> tuple[int, int, str]:
        """Where to say that a dimension is missing: the contradicting or nearest title, or the column's header."""
        cell = self.around.issues[kind][0] if kind in self.around.issues else None
        if cell is None:
            cell = self.around.anchor
            if kind == "indicator" and self.around.doubt is not None:
                cell = self.around.doubt
            elif kind == "indicator" and measure.cell is not None and not self.table.titles:
                cell = measure.cell
        return (*cell, self.view.text(*cell))


def _ages(implied: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(code for kind, code in implied if kind == "age")


def _but_sexes(implied: Callable[[str], frozenset[tuple[str, str]]]) -> Callable[[str], frozenset[tuple[str, str]]]:
    """Beside figures of men, "Female" is a group of its own, also where the definition is about women."""
    return lambda code: frozenset(pair for pair in implied(code) if pair[0] != "sex")


def _stated(measure: MeasureColumn) -> str:
    """The unit a column states, a bare "Number" or "Cases" included."""
    return str(measure.dims.get("unit", "")) or ("number" if names_count(measure.label) else "")
