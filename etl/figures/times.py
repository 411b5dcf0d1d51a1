"""The years of figures held against what titles, notes and names say about the time of the whole table.

A title "January to June 2023" over a column "2023" says that these are no figures of the year; a sheet called "2021"
over figures that call themselves 2022 is a copy in which something was forgotten. Neither is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.figures.keys import FigureKey
from etl.figures.records import Harvest
from etl.labels import Labels, is_note, normal, unknown_year
from etl.periods import MID_YEAR, VARIANTS, find_periods, read_period_cell, refused_in
from etl.problems import Issue
from etl.reading import STRUCK, UNSEEN
from etl.tables import (
    MeasureColumn,
    SheetView,
    Surroundings,
    Table,
    TableLayout,
    TimeTold,
    disagree,
    lines_below,
    names_release,
    refused_by_note,
    refused_by_remark,
    remarks_on,
    year_of_name,
    year_of_note,
)

Period = tuple[int, int, str, str]
Blame = tuple[int, int, str, Issue]
#: Topics that count the people of a place, of which the middle of a year is the year's number.
_OF_PEOPLE = frozenset(("child_population", "population_under15_share"))
_DENIALS = frozenset((*VARIANTS.values(), "in_name", "mid_year", "names", "sheet_name"))
_REMARKS = 400
#: Headers of the days on which people were asked, English and of the forms of KoboToolbox.
_DAYS_OF_ASKING = re.compile(
    r"(?:today|start|end|(?:start|end|begin) ?time|submission ?time|submission date|date of submission|visit date"
    r"|(?:interview|survey|visit|collection|data collection) date|reporting date"
    r"|date of (?:the )?(?:interview|survey|visit|data collection|collection|assessment)"
    r"|(?:ថ្ងៃ|កាលបរិច្ឆេទ)(?:ខែ)?(?:ឆ្នាំ)?(?:នៃ)?(?:ការ)?(?:សម្ភាស|ចុះសម្ភាស|អង្កេត|ប្រមូលទិន្នន័យ).*)"
)


def settle_times(
    view: SheetView, labels: Labels, table: Table, layout: TableLayout, around: Surroundings, crop: Harvest
) -> None:
    """Take out of ``crop`` the figures whose year a title, a note or a name denies; tells why, once for each cause.

    A title or a file's name that only tells another year is told as a warning.
    """
    _Settler(view, labels, table, layout, around, crop).run()


def denies_year(issue: Issue) -> bool:
    """Whether a complaint says that a figure is not of the year, and not that its year was not understood."""
    return issue.code == "unknown_year" and issue.variant in _DENIALS


class _Remarked:
    """The times that comments tell of figures, of their rows and columns, or of the whole table."""

    def __init__(self, view: SheetView, labels: Labels, table: Table, layout: TableLayout) -> None:
        self.at: dict[tuple[int | None, int | None], list[TimeTold]] = {}
        for remark in remarks_on(view, table, layout):
            for one in refused_by_remark(remark.text, remark.cell):
                for row in (None,) if remark.rows is None else remark.rows:
                    for col in (None,) if remark.cols is None else remark.cols:
                        self.at.setdefault((row, col), []).append(one._replace(skip=labels.left_out(one.text)))

    def __bool__(self) -> bool:
        return bool(self.at)

    def of(self, row: int, col: int) -> Iterator[TimeTold]:
        """What is told of one figure."""
        for place in ((row, col), (row, None), (None, col), (None, None)) if self.at else ():
            yield from self.at.get(place, ())


class _Settler:
    def __init__(
        self, view: SheetView, labels: Labels, table: Table, layout: TableLayout, around: Surroundings, crop: Harvest
    ) -> None:
        self.view, self.table, self.layout, self.around, self.crop = view, table, layout, around, crop
        self.labels, self.catalogue = labels, labels.catalogue
        self.refusals = [one for one in (*around.times, *self._notes()) if one.strong]
        self.remarked = _Remarked(view, labels, table, layout)
        self.told: set[tuple[int, int, str]] = set()
        self.out: list[tuple[int, int]] = []

    def run(self) -> None:
        """Sort the figures of the crop."""
        periods = self._periods()
        forgotten = self._forgotten(periods)
        self.placed = dict(self._years_of_places()) if periods and not self.view.turned else {}
        self.crop.complaints += self._doubts(periods)
        self.crop.complaints += self._years_of_notes(periods)
        self.crop.complaints += self._only_plans(periods)
        self.crop.complaints += self._days_of_asking(periods)
        if not (
            self.refusals
            or self.remarked
            or self.placed
            or forgotten
            or any(period[3] == MID_YEAR for period in periods)
        ):
            return
        crop = self.crop
        for records in (crop.records, crop.totals):
            staying = []
            for record in records:
                period = self._kept(record.key, record.row, record.measure, forgotten)
                if period is not None:
                    record.key = record.key._replace(period=period)
                    staying.append(record)
            records[:] = staying
        crop.rejected += self.out

    def _periods(self) -> set[Period]:
        return {record.key.period for records in (self.crop.records, self.crop.totals) for record in records}

    def _kept(self, key: FigureKey, row: int, measure: MeasureColumn, forgotten: Blame | None) -> Period | None:
        """The period a figure keeps; ``None``, with the reason told, when it may not be of that year."""
        period = key.period
        blame = forgotten
        said = (*self.refusals, *self.remarked.of(row, measure.col))
        denied = next((one for one in said if one.covers(period)), None)
        if denied is not None and denied.skip:
            self.crop.skipped["skip"] += 1
            return None
        if denied is not None:
            at = denied.cell or self.around.anchor
            blame = (*at, denied.text, denied.issue())
        elif period[3] == MID_YEAR:
            if self.catalogue.indicators[key.indicator].topic in _OF_PEOPLE:
                return (*period[:3], "")
            row, col = self._cell_of(period, row, measure)
            blame = (
                row,
                col,
                self.view.text(row, col),
                Issue("unknown_year", "mid_year", params=(("year", period[2]),)),
            )
        if blame is None and (told := self.placed.get(key.area)) and disagree("period", period, told[1]):
            if self.labels.left_out(told[0][2]):
                self.crop.skipped["skip"] += 1
                return None
            blame = told[0]
        if blame is None:
            return period
        if (mark := (blame[0], blame[1], blame[3].variant)) not in self.told:
            self.told.add(mark)
            self.crop.complaints.append(blame)
        self.out.append((row, measure.col))
        return None

    def _cell_of(self, period: Period, row: int, measure: MeasureColumn) -> tuple[int, int]:
        """Where the period of a figure is written."""
        if measure.dims.get("period") == period and measure.cell is not None:
            return measure.cell
        for stub in self.layout.stubs:
            if "period" in (stub.kind, stub.role):
                return row, stub.col
        return self.around.cells.get("period") or self.around.anchor

    def _notes(self) -> Iterator[TimeTold]:
        """Parts of a year told by notes above the table and lines right below it."""
        above = [cell for cell in self.table.titles if is_note(self.view.text(*cell))]
        for cell in (*above, *lines_below(self.view, self.table)):
            text = self.view.text(*cell)
            for one in refused_by_note(text, cell):
                yield one._replace(skip=self.labels.left_out(text))

    def _years_of_places(self) -> Iterator[tuple[str, tuple[Blame, Period]]]:
        """The one place of which a note says another year: "Takeo: figure for 2020"."""
        above = [cell for cell in self.table.titles if is_note(self.view.text(*cell))]
        for cell in (*above, *lines_below(self.view, self.table)):
            text = self.view.text(*cell)
            places = self.labels.places.inside(text) if find_periods(text) else []
            if len(places) != 1 or self.view.sheet.marks.get(cell) in (STRUCK, UNSEEN):
                continue
            rest = self.labels.places.without(text).strip(" :.,;-()៖*")
            said = year_of_note(text) or year_of_note(rest)
            alone = read_period_cell(rest)
            if said is None and alone.accepted and alone.kind != "two_digit":
                said = alone
            if said is not None:
                told = (said.year_start, said.year_end, said.label, "")
                yield places[0], ((*cell, text, Issue("unknown_year", "clash")), told)

    def _years_of_notes(self, periods: set[Period]) -> Iterator[Blame]:
        """Years that notes and remarks say figures are of, where no figure of the table is: told, since nobody knows of
        which figures they speak."""
        view, table = self.view, self.table
        if view.turned or not periods:
            return
        above = [cell for cell in table.titles if is_note(view.text(*cell))]
        labels = {stub.col for stub in self.layout.stubs} | {measure.col for measure in self.layout.measures}
        remarks = [
            (row, col)
            for col in range(table.c0, table.c1)
            if col not in labels
            for row in table.data[:_REMARKS]
            if view.cls[col][row] in "TXP"
        ]
        own = ", ".join(sorted({period[2] for period in periods}))
        for cell in (*above, *lines_below(view, table), *remarks):
            said = year_of_note(view.text(*cell))
            if said is None or view.sheet.marks.get(cell) in (STRUCK, UNSEEN):
                continue
            told = (said.year_start, said.year_end, said.label, "")
            spoken = any((row, col) == cell for (row, col, *_), _ in self.placed.values())
            if not spoken and all(disagree("period", period, told) for period in periods):
                params = (("year", said.label), ("other", own))
                yield *cell, view.text(*cell), Issue("unknown_year", "note_other", "warning", params)

    def _days_of_asking(self, periods: set[Period]) -> Iterator[Blame]:
        """A column of the days on which people were asked: its years are taken, and a person is told."""
        for stub in self.layout.stubs if periods else ():
            if "period" not in (stub.kind, stub.role) or self.view.turned:
                continue
            for line in self.table.header:
                text = self.view.text(line, stub.col)
                if _DAYS_OF_ASKING.fullmatch(normal(text).replace("_", " ").strip()):
                    yield line, stub.col, text, Issue("unknown_year", "date_as_year", "warning")

    def _only_plans(self, periods: set[Period]) -> Iterator[Blame]:
        """A table that holds targets and nothing else; beside measured figures they are left out like ranks."""
        if periods or self.crop.rejected:
            return
        for measure in self.layout.measures:
            plan = refused_in(measure.label)
            if measure.reason == "derived" and measure.cell is not None and plan is not None and plan.kind == "plan":
                yield *measure.cell, measure.label, unknown_year(plan)

    def _doubts(self, periods: set[Period]) -> Iterator[Blame]:
        """The year of the file's name against the title's, and the title's against that of all figures."""
        around, view = self.around, self.view
        told = around.dims.get("period")
        at = around.cells.get("period")
        if around.other_year and told in periods:
            row, col = at or around.anchor
            yield row, col, told[2], Issue("unknown_year", "file_name", "warning", (("year", around.other_year),))
        if at is None or told is None or told in periods or len(periods) != 1 or view.turned:
            return
        (own,) = periods
        text = view.text(*at)
        if disagree("period", own, told) and "indicator" in self.labels.scan(text).dims and not names_release(text):
            params = (("year", told[2]), ("other", own[2]))
            yield *at, text, Issue("unknown_year", "title_other", "warning", params)

    def _forgotten(self, periods: set[Period]) -> Blame | None:
        """The contradiction between a sheet called by a year and figures that all call themselves of another."""
        around = self.around
        if around.dims.get("period") in periods or len(periods) != 1 or self.view.turned:
            return None
        (own,) = periods
        named = year_of_name(self.view.sheet.name)
        if named is None or not disagree("period", own, (named.year_start, named.year_end)):
            return None
        measure = next((one for one in self.layout.measures if one.dims.get("period") == own), None)
        row, col = self._cell_of(own, self.table.data[0], measure or self.layout.measures[0])
        params = (("year", own[2]), ("other", self.view.sheet.name))
        return row, col, self.view.text(row, col), Issue("unknown_year", "sheet_name", params=params)
