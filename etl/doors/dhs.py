"""The sub-national CSV of the DHS Program, as its interface and as HDX give it (there with a row of HXL hashtags).

Regions stand in groups: "Mondul Kiri/Ratanak Kiri", and below it "..Mondul Kiri" and "..Ratanak Kiri". The figure
of the group is dropped where its provinces follow, or they would be counted twice. Which of the Program's indicators
is which of ours, for which years before the survey, stands in ``data/publishers/dhs.csv``, by which it is also asked
for; the numbers of the regions of a survey, by which names are checked, in ``data/doors/dhs_regions.csv``.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from childrights.catalogue import TOTAL, UNWEIGHTED, Observation
from etl.cells import as_text
from etl.doors.cells import CellFault, Cells, DoorContext, cell_number, fault_of_cell, text_of
from etl.doors.rows import Header
from etl.figures import FigureTally
from etl.labels import as_figures, normal, read_category, spread_of
from etl.problems import problem
from etl.reading import Sheet, a1, parse_a1
from etl.sources import published_period
from etl.tables import as_of_their_time
from geo import COUNTRY, Gazetteer, labels_of, province_members

DATA = Path(__file__).resolve().parents[2] / "data"
DHS_FIELDS = (
    "DataId",
    "Indicator",
    "Value",
    "Precision",
    "DHS_CountryCode",
    "CountryName",
    "SurveyYear",
    "SurveyId",
    "IndicatorId",
    "IndicatorOrder",
    "IndicatorType",
    "CharacteristicId",
    "CharacteristicOrder",
    "CharacteristicCategory",
    "CharacteristicLabel",
    "ByVariableId",
    "ByVariableLabel",
    "IsTotal",
    "IsPreferred",
    "SDRID",
    "RegionId",
    "SurveyYearLabel",
    "SurveyType",
    "DenominatorWeighted",
    "DenominatorUnweighted",
    "CILow",
    "CIHigh",
)
"""The 27 columns in the order in which the Program writes them; columns beyond them are passed over."""
_ORDER = re.compile(r"[0-9]{1,9}")
_NEEDED = (
    "Indicator",
    "Value",
    "DHS_CountryCode",
    "SurveyYear",
    "SurveyId",
    "IndicatorId",
    "CharacteristicCategory",
    "CharacteristicLabel",
    "ByVariableLabel",
    "IsTotal",
    "IsPreferred",
    "SurveyYearLabel",
)
_WANTED = (
    "IndicatorType",
    "CharacteristicOrder",
    "RegionId",
    "DenominatorWeighted",
    "DenominatorUnweighted",
    "CILow",
    "CIHigh",
)
_FEWEST_COLUMNS = 15
_LOOK_DOWN = 4
_OUR_COUNTRY = "KH"
_REGION_ID = re.compile(r"KHDHS(\d{4})\d*?(\d{3})")
_GROUPS = {
    "residence": "residence",
    "wealth quintile": "wealth",
    "sex": "sex",
    "child's sex": "sex",
    "sex of child": "sex",
}
_TOLD = {"area": "CharacteristicLabel", "period": "SurveyYearLabel", "indicator": "IndicatorId"}
_NESTED = ".."
_CODES = {"CharacteristicLabel": "unknown_area", "SurveyYearLabel": "unknown_year", "Value": "not_a_number"}

NOT_PREFERRED, ABOVE, OTHER_GROUPS, NO_ESTIMATE = (
    "rows that are not the preferred one",
    "groups of provinces whose provinces follow",
    "groups of other kinds",
    "numbers of cases",
)


class Meaning(NamedTuple):
    """Which of our indicators one of the Program's is."""

    indicator: str
    unit: str


@dataclass(slots=True)
class _Line:
    """One row of the file that is about Cambodia and holds a figure."""

    row: int
    cells: Cells
    area: str = ""
    typo: str = ""

    @property
    def label(self) -> str:
        return text_of(self.cells, "CharacteristicLabel").removeprefix(_NESTED).strip()

    @property
    def nested(self) -> bool:
        return text_of(self.cells, "CharacteristicLabel").startswith(_NESTED)

    @property
    def group(self) -> tuple[str, ...]:
        names = ("SurveyId", "IndicatorId", "ByVariableLabel", "CharacteristicCategory", "IsPreferred")
        return tuple(text_of(self.cells, name) for name in names)


@lru_cache(maxsize=1)
def meanings() -> Mapping[tuple[str, str], Meaning]:
    """``(id of the Program, years before the survey)`` to our indicator."""
    with (DATA / "publishers" / "dhs.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["series"], row["by_variable"]): Meaning(row["indicator"], row["unit"]) for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def dhs_regions() -> Mapping[tuple[str, str], str]:
    """``(survey, last three digits of the region's number)`` to the area, for surveys whose numbers are known."""
    with (DATA / "doors" / "dhs_regions.csv").open(encoding="utf-8", newline="") as file:
        return {(row["survey"], row["region"]): row["area"] for row in csv.DictReader(file)}


def header_of(sheet: Sheet) -> Header | None:
    """The header of such a file: most of its 27 columns by name, in any order, with or without others."""
    wanted = {name.casefold(): name for name in DHS_FIELDS}
    for row in range(min(len(sheet.rows), _LOOK_DOWN)):
        columns: dict[str, int] = {}
        twice: dict[str, int] = {}
        for col, value in enumerate(sheet.rows[row]):
            name = wanted.get(as_text(value).casefold())
            if name is not None and columns.setdefault(name, col) != col:
                twice[name] = col
        if len(columns) >= _FEWEST_COLUMNS:
            below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else []
            tagged = any(as_text(value).startswith("#") for value in below)
            return Header(row, row + 1 + tagged, columns, _NEEDED, _WANTED, twice)
    return None


class Reader:
    """Reads one sheet; what is left out is counted under its name."""

    def __init__(self, sheet: Sheet, header: Header, known: DoorContext, gazetteer: Gazetteer) -> None:
        self.sheet, self.header, self.known, self.gazetteer = sheet, header, known, gazetteer
        self.tally = FigureTally()
        self.skipped: Counter[str] = Counter()
        self.told: set[tuple[str, ...]] = set()

    def read(self) -> FigureTally:
        """Every preferred estimate of Cambodia that the catalogue has an indicator for."""
        sound = self.header.tell(self.sheet, self.tally)
        lines = list(self._lines())
        if not sound:
            self.tally.rejected += len(lines)
        else:
            kept = [line for line in lines if self._belongs(line)]
            for _, group in groupby(sorted(kept, key=_order), key=lambda line: line.group):
                for line in self._without_groups_above(list(group)):
                    self._take(line)
        self.tally.skipped = self.skipped.total()
        self.tally.observations = sorted(as_of_their_time(self.tally.observations), key=lambda one: parse_a1(one.cell))
        last = max((line.row for line in lines), default=self.header.first)
        left_out = [f"{reason} ({count})" for reason, count in self.skipped.items()]
        self.tally.read.append(self.header.lines(self.sheet, [line.row for line in lines], ("Value",)))
        self.tally.tables.append(self.header.described(self.sheet, last, "DHS Program", _TOLD, left_out))
        return self.tally

    def _lines(self) -> Iterable[_Line]:
        for row in range(self.header.first, len(self.sheet.rows)):
            values = self.sheet.rows[row]
            cells = {name: values[col] if col < len(values) else None for name, col in self.header.columns.items()}
            at = (row, self.header.at("Value", "Value"))
            if (
                at in self.sheet.errors
                or at in self.sheet.uncached
                or any(text_of(cells, name) for name in ("Value", "IndicatorId"))
            ):
                self.tally.found += 1
                yield _Line(row, cells)

    def _belongs(self, line: _Line) -> bool:
        """Whether a row is an estimate for Cambodia that the Program itself prefers."""
        cells = line.cells
        country = text_of(cells, "DHS_CountryCode")
        if country != _OUR_COUNTRY or not text_of(cells, "SurveyId").startswith(_OUR_COUNTRY):
            name = text_of(cells, "CountryName") or country
            self._refuse(line, "DHS_CountryCode", "unknown_area", "other_country", (country,), country=name)
            return False
        if text_of(cells, "IndicatorType") not in ("", "I"):
            self.skipped[NO_ESTIMATE] += 1
            return False
        if text_of(cells, "IsPreferred") == "0":
            self.skipped[NOT_PREFERRED] += 1
            return False
        if text_of(cells, "IsPreferred") != "1":
            self._refuse(line, "IsPreferred", "unknown_category", "unknown", (str(line.row),))
            return False
        return self._may_be_kept(line)

    def _may_be_kept(self, line: _Line) -> bool:
        category = text_of(line.cells, "CharacteristicCategory").casefold()
        if category == "region":
            self._place(line)
        elif (text_of(line.cells, "IsTotal") == "1" and category.startswith("total")) or category in _GROUPS:
            line.area = COUNTRY
        else:
            self.skipped[OTHER_GROUPS] += 1
            return False
        return True

    def _place(self, line: _Line) -> None:
        decided = self.known.decisions.areas.get(normal(line.label))
        label = text_of(line.cells, "SurveyYearLabel")
        match = self.gazetteer.match(line.label, extra=labels_of("CDHS", label))
        line.area = decided or match.area or ""
        line.typo = line.area if match.kind == "typo" and not decided else ""

    def _without_groups_above(self, lines: Sequence[_Line]) -> Iterable[_Line]:
        """The lines of one indicator, without a group whose provinces follow it. A province that merely stands before
        a nested one is no group of it."""
        for place, line in enumerate(lines):
            children = []
            for after in lines[place + 1 :]:
                if not after.nested:
                    break
                children.append(after)
            if not line.nested and children and _is_told_again(line, children):
                self.skipped[ABOVE] += 1
                continue
            yield line

    def _take(self, line: _Line) -> None:
        try:
            observation = self._observation(line)
        except CellFault as fault:
            self._refuse(line, fault.name, fault.code, fault.variant, (str(line.row), fault.name), **fault.params)
            return
        if observation is None:
            return
        if line.typo:
            at = a1(line.row, self.header.columns["CharacteristicLabel"])
            found = problem("unknown_area", "typo", "warning", self.sheet.name, at, line.label, area=line.typo)
            self.tally.problems.append(found)
        self.tally.observations.append(observation)

    def _observation(self, line: _Line) -> Observation | None:
        cells = line.cells
        meaning = self._meaning(line)
        if meaning is None:
            return None
        broken = [fault_of_cell(self.sheet, line.row, col, name) for name, col in self.header.columns.items()]
        for fault in broken:
            if fault is not None:
                raise fault
        start, end, label = _period(cells)
        groups = self._groups(line)
        if not line.area:
            raise CellFault("CharacteristicLabel", "unknown_area", "unknown", value=line.label)
        self._check_number(line)
        value = cell_number(cells, "Value")
        if value is None:
            raise CellFault("Value", "not_a_number", "no_reason")
        cases = cell_number(cells, "DenominatorUnweighted")
        remarks = [text_of(cells, "ByVariableLabel"), "from the interface of the DHS Program"]
        return Observation(
            meaning,
            line.area,
            start,
            end,
            label,
            sex=groups.get("sex", TOTAL),
            residence=groups.get("residence", TOTAL),
            wealth=groups.get("wealth", TOTAL),
            value=value,
            denominator=cell_number(cells, "DenominatorWeighted"),
            lower=cell_number(cells, "CILow"),
            upper=cell_number(cells, "CIHigh"),
            sample_size=None if cases is None else round(cases),
            sample_kind="" if cases is None else UNWEIGHTED,
            note="; ".join(filter(None, remarks)),
            sheet=self.sheet.name,
            cell=a1(line.row, self.header.columns["Value"]),
            area_as_published=line.label,
            source_table=f"DHS Program, {text_of(cells, 'SurveyId')}, {text_of(cells, 'IndicatorId')}",
        )

    def _meaning(self, line: _Line) -> str | None:
        """Our indicator for a row; ``None`` when it was left out, or asked about (once for each of the Program's)."""
        code, span = (text_of(line.cells, name) for name in ("IndicatorId", "ByVariableLabel"))
        name = text_of(line.cells, "Indicator")
        decisions = self.known.decisions
        labels = [normal(text) for text in (f"{code} {span}", code, name) if text.strip()]
        if any(label in decisions.skip for label in labels):
            self.skipped["skip"] += 1
            return None
        decided = next((decisions.indicators[label] for label in labels if label in decisions.indicators), "")
        known = meanings().get((code, "" if span == "Total" else span))
        if decided or known is not None:
            return decided or (known.indicator if known is not None else "")
        other = any(one == code for one, _ in meanings())
        variant, told = ("dhs_span", f"{code} {span}".strip()) if other else ("dhs", code)
        value = spread_of([(line.cells.get("Value"), "")])
        words = {"label": name, "span": span or "-", "figures": as_figures([value] if value is not None else [])}
        self._refuse(line, "IndicatorId", "unknown_indicator", variant, (told,), value=told, **words)
        return None

    def _groups(self, line: _Line) -> dict[str, str]:
        dimension = _GROUPS.get(text_of(line.cells, "CharacteristicCategory").casefold())
        if dimension is None:
            return {}
        reading = read_category(line.label, dimension)
        if reading is None:
            raise CellFault("CharacteristicLabel", "unknown_category", "unknown", dimension=dimension)
        return {dimension: reading.code}

    def _check_number(self, line: _Line) -> None:
        """The region's number against its name, where the numbers of the survey are known."""
        match = _REGION_ID.fullmatch(text_of(line.cells, "RegionId"))
        area = dhs_regions().get((text_of(line.cells, "SurveyId"), match[2])) if match else None
        if area is not None and not line.nested and area != line.area:
            raise CellFault("RegionId", "unknown_area", "clash")

    def _refuse(self, line: _Line, name: str, code: str, variant: str, once: tuple[str, ...], **params: Any) -> None:
        """Reject a row; its cause is told once."""
        self.tally.rejected += 1
        if (variant, *once) not in self.told:
            self.told.add((variant, *once))
            value = params.pop("value", line.cells.get(name))
            at = a1(line.row, self.header.columns.get(name, self.header.columns["Value"]))
            self.tally.problems.append(problem(code, variant, "error", self.sheet.name, at, value, **params))


def _order(line: _Line) -> tuple[Any, ...]:
    order = text_of(line.cells, "CharacteristicOrder")
    return (line.group, int(order) if _ORDER.fullmatch(order) else 0, line.row)


def _is_told_again(above: _Line, children: Sequence[_Line]) -> bool:
    """Whether the provinces below a group hold all that the group does; one that is no place of ours always."""
    if not above.area or above.area == COUNTRY:
        return True
    below = {code for child in children if child.area for code in province_members(child.area)}
    return set(province_members(above.area)) <= below


def _period(cells: Cells) -> tuple[int, int, str]:
    label = text_of(cells, "SurveyYearLabel")
    try:
        start, end = published_period(label)
    except ValueError:
        raise CellFault("SurveyYearLabel", "unknown_year", "not_a_year" if label else "blank") from None
    if text_of(cells, "SurveyYear") != str(start):
        raise CellFault("SurveyYear", "unknown_year", "clash")
    if not text_of(cells, "SurveyId").startswith(f"{_OUR_COUNTRY}{start}"):
        raise CellFault("SurveyId", "unknown_year", "clash")
    return start, end, label


def read(sheet: Sheet, header: Header, known: DoorContext) -> FigureTally:
    """Every figure of the file that is ours to keep."""
    return Reader(sheet, header, known, known.gazetteer).read()
