"""What a table's titles, its sheet's name and the file's name say about all of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, NamedTuple

from etl.cells import any_word_alone
from etl.labels import (
    GROUP_DIMENSIONS,
    UNLOOKED,
    AgeTold,
    LabelMeaning,
    Labels,
    ages_in,
    decided_year,
    is_note,
    names_body,
    normal,
    only_an_age,
    role_of,
    unknown_year,
)
from etl.periods import (
    PeriodReading,
    dates_a_paper,
    find_periods,
    has_date,
    named_part_of_year,
    names_paper,
    plan_named,
    read_period_cell,
    refused_reading,
    without_dates,
)
from etl.problems import Issue
from etl.reading import Workbook
from etl.tables.shapes import Table, TableLayout, lines_below
from etl.tables.table_notes import plan_told
from etl.tables.view import SheetView
from etl.tables.word_lists import LISTS
from geo import COUNTRY

#: Times that keep figures of the same year out, wherever that year stands.
STRONG = ("part", "plan", "letter")
#: Times that keep a name farther away from giving the year.
BLOCKING = (*STRONG, "open", "half_school_year")
_NARROWS = any_word_alone(LISTS["narrows"])


_SHORT = 2
_HANDLED = re.compile(
    r"\b(?:check|correct|updat|receiv|sent|send|submit|confirm|verif|compil|enter|edit|chang|add|review|see|ask|meet)"
    r"(?:e?d|e?s|ing|ied)?\b|ពិនិត្យ|កែ|ផ្ញើ|ទទួល",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|covers?|covering|refers?|is for|are for)\b|តែ", re.IGNORECASE)
_DATA_OF = re.compile(r"\b(?:data|figures?|values?|results?)\b|ទិន្នន័យ|តួលេខ", re.IGNORECASE)
_FROM = re.compile(r"\b(?:are|is|were|was) from\b", re.IGNORECASE)
_OF_A_SOURCE = re.compile(
    r"\b(?:source|survey|census|cdhs|dhs|mics|cses|emis|published|publication|report|compared|change|weight\w*|boundar\w*"
    r"|population|updated|collected|downloaded|accessed|next|available|no data|target\w*)\b"
    r"|ប្រភព|អង្កេត|ជំរឿន|បោះពុម្ព",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"\b[A-Z]{3,}[ -]+(?:19|20)\d\d")


class TimeTold(NamedTuple):
    """A time that is not the year of a figure: ``cell`` is ``None`` for the name of the sheet or the file.

    ``skip`` when a person saw it and said that its figures are to be left out.
    """

    cell: tuple[int, int] | None
    text: str
    reading: PeriodReading
    skip: bool = False

    @property
    def strong(self) -> bool:
        """Whether figures that call themselves of that year are in doubt as well."""
        return self.reading.kind in STRONG

    def issue(self) -> Issue:
        """Why a figure of this time is not taken; of words in a name, which name they stand in."""
        issue = unknown_year(self.reading)
        if self.cell is not None:
            return issue
        return Issue("unknown_year", "in_name", params=(*issue.params, ("name", self.text)))

    def covers(self, period: tuple[int, int, str, str]) -> bool:
        """Whether figures of ``period`` may be of this time; one without a year may be of any."""
        start, end = self.reading.year_start, self.reading.year_end
        return not start or start <= period[0] <= period[1] <= end


def refused_by(text: str, cell: tuple[int, int] | None, *, of_file: bool = False) -> tuple[TimeTold, ...]:
    """The times in a title or a name that are not the year of a figure.

    "June" as the name of a sheet is a part of a year; in the name of a file (``of_file``) a month is when it was
    written.
    """
    found = [reading for reading in find_periods(text) if reading.refused]
    if not any(reading.kind in STRONG for reading in found) and (named := named_part_of_year(text, of_file=of_file)):
        found.append(named)
    if cell is None and not found and (plan := plan_named(text)):
        found.append(plan)
    out = []
    for reading in found:
        if reading.kind == "month" and of_file:
            continue
        if reading.kind == "month" and cell is None and not reading.year_start:
            reading = reading._replace(kind="part", variant="part")
        out.append(TimeTold(cell, text, reading))
    return tuple(out)


def refused_by_note(text: str, cell: tuple[int, int]) -> tuple[TimeTold, ...]:
    """The parts of a year that a note says the figures are about, and that it says they are plans.

    Months may be those in which people were asked.
    """
    if plan := plan_told(text):
        return (TimeTold(cell, text, refused_reading("plan")._replace(words=plan)),)
    found = [reading for reading in find_periods(text) if reading.kind == "part"]
    if not found or not _NARROWS.search(text):
        return ()
    return tuple(TimeTold(cell, text, one) for one in found if one.year_start or _ONLY.search(text))


def refused_by_remark(text: str, cell: tuple[int, int]) -> tuple[TimeTold, ...]:
    """The parts of a year and the plans that a comment says figures are of; not when it was written or checked."""
    found: list[TimeTold] = []
    for line in text.splitlines():
        paper = names_paper(line) and len(line.split()) > _SHORT
        if _HANDLED.search(line) or paper or has_date(line):
            found += () if _HANDLED.search(line) else refused_by_note(line, cell)
            continue
        for words in dict.fromkeys((line, _NARROWS.sub(" ", line).strip())):
            told = [one for one in refused_by(words, cell) if one.strong]
            told += [TimeTold(cell, line, plan) for plan in (plan_named(words),) if plan and not told]
            if told:
                found += [one._replace(text=line) for one in told]
                break
    return tuple(found)


def year_of_note(text: str) -> PeriodReading | None:
    """The one year that a note says figures are of ("* data of 2019", "¹ 2019"); that of a source is none."""
    bare = text.strip().lstrip("*†‡§#¹²³ ).")
    told = [one for one in find_periods(bare) if one.accepted and one.kind != "two_digit"]
    from_then = [one for one in find_periods(bare) if one.kind == "open" and _FROM.search(bare)]
    told += [one._replace(label=str(one.year_start)) for one in from_then]
    if len(told) != 1 or names_paper(bare) or names_release(bare) or _OF_A_SOURCE.search(bare):
        return None
    alone = read_period_cell(bare).accepted and bare != text.strip()
    return told[0] if alone or _DATA_OF.search(bare) else None


def names_release(text: str) -> bool:
    """Whether the year of a title may be that of a source ("IGME 2023", "CDHS 2014") and not of the figures."""
    return _RELEASE.search(text) is not None


def year_of_name(name: str) -> PeriodReading | None:
    """The year, when the name of a sheet is a year and nothing else ("2021", "SY2021-22", "ឆ្នាំ ២០២១", "2021 (2)")."""
    reading = read_period_cell(re.sub(r"\s*\(\d\)$", "", name))
    bare = reading.kind == "two_digit" and "-" not in reading.label
    return reading if reading.accepted and not bare else None


_SHARE = re.compile(r"\d(?:[\d.,]*\d)?\s*%")
_LINKS = re.compile(r"[_]+|(?<=\D)-|-(?=\D)")
_STRETCHES = re.compile(r"[,:;|()\[\]\n៖]|\s[-–—]\s|[–—]|\bamong(?:st)?\b", re.I)
_ABOUT = any_word_alone(LISTS["about"])
_SAMPLE = 400
_FIRM = ("area", "period", "indicator")


@dataclass(slots=True)
class Surroundings:
    """Dimension codes that hold for a whole table unless its own labels say otherwise.

    ``issues`` names the dimensions the surroundings contradict themselves about; ``cells`` where each was told
    (``None`` for sheet and file names); ``doubt`` is the title whose indicator has only ``candidates``; ``anchor`` is
    the cell to complain at when a dimension is missing; ``other_year`` the year in the file's name where the title
    tells another; ``times`` the times told for the whole table that are not the year of a figure. ``decided`` when the
    year is the one that a person decided, ``denied`` the year that the file tells instead of it. ``ages`` are those
    told of all figures, to be held against what each indicator is about (see ``told_ages``), ``derived`` the title that
    calls them ranks, changes or the like.
    """

    dims: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    issues: dict[str, tuple[tuple[int, int] | None, Issue]] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    doubt: tuple[int, int] | None = None
    anchor: tuple[int, int] = (0, 0)
    skip: bool = False
    other_year: str = ""
    times: list[TimeTold] = field(default_factory=list)
    decided: bool = False
    denied: str = ""
    ages: list[AgeTold] = field(default_factory=list)
    derived: tuple[int, int] | None = None


def surroundings(
    view: SheetView, labels: Labels, table: Table, layout: TableLayout, workbook: Workbook
) -> Surroundings:
    """Collect what holds for ``table``: the nearest title first, then the sheet's name, then the file's."""
    found = Surroundings(anchor=_anchor(view, table))
    several = _tells_places(view, labels, table, layout)
    for cell in [*reversed(layout.lone), *_title_cells(table)]:
        _take(found, labels, view.text(*cell), cell, view, dateline=several)
    for name in dict.fromkeys((view.sheet.name, _LINKS.sub(" ", view.sheet.name))):
        _take(found, labels, name, None, view, firm=True, timed=name == view.sheet.name)
    for cell, text in view.letters:
        _hold_against(found, labels, cell, text)
    stem = PurePath(workbook.file_name).stem
    for name in dict.fromkeys((stem, _LINKS.sub(" ", stem))):
        _doubt_year(found, labels, name, [sheet.name for sheet in workbook.sheets])
        _take(found, labels, name, None, view, of_file=True, timed=name == stem)
    for cell in (*(cell for cell in table.titles if is_note(view.text(*cell))), *lines_below(view, table)):
        # "Note: children aged 6-23 months only", but not "stunting is measured under five"
        text = view.text(*cell)
        if "age" not in found.dims and (_ABOUT.search(text) or only_an_age(text)):
            found.ages += [one for one in ages_in(text, cell) if one.code not in {held.code for held in found.ages}]
    if labels.decisions.year:
        _settle_year(found, labels.decisions.year)
    return found


def _settle_year(found: Surroundings, year: int) -> None:
    """Take the year that was decided where the file tells none, or is in doubt between this one and others.

    A part of a year, a plan or another year stay what they are: the first two keep the figures out, of the last
    ``denied`` is told once it is known whether any other table needed the decision.
    """
    cell, issue = found.issues.get("period", (None, None))
    if issue is not None:
        said = dict(issue.params)
        both = [said.get("year"), said.get("other")]
        named = said.get("years", "").split(", ") if issue.variant == "several" else both
        if issue.variant not in ("several", "names"):
            return
        if not any(_spans(name, year) for name in named if name):
            found.issues["period"] = (cell, decided_year(" / ".join(filter(None, named)), str(year)))
            return
        del found.issues["period"]
    elif (held := found.dims.get("period")) is not None:
        found.denied = "" if held[0] <= year <= held[1] else held[2]
        return
    found.dims["period"] = (year, year, str(year), "")
    found.decided = True


def _spans(name: str, year: int) -> bool:
    reading = read_period_cell(name)
    return reading.accepted and reading.year_start <= year <= reading.year_end


def _doubt_year(found: Surroundings, labels: Labels, name: str, sheets: Sequence[str]) -> None:
    """Note that the file's name tells another year than the title or the only sheet: these are believed, and a person
    is told. A file called by its newest year holds older ones in other sheets."""
    said = None if names_paper(name) else labels.scan(without_dates(name)).dims.get("period")
    held = found.dims.get("period")
    if not said or not held or labels.decisions.year or not disagree("period", held, said):
        return
    others = [labels.scan(sheet).dims.get("period") for sheet in sheets]
    of_title = found.cells.get("period") is not None
    if (of_title or len(sheets) == 1) and not any(one and not disagree("period", one, said) for one in others):
        found.other_year = said[2]


def _hold_against(found: Surroundings, labels: Labels, cell: tuple[int, int], text: str) -> None:
    """A line above a sheet on its side gives no year, but it may deny the one that the sheet's name gives."""
    if labels.left_out(text):
        found.skip = True
        return
    found.times += refused_by(text, cell)
    said = None if names_paper(text) or has_date(text) else labels.scan(text).dims.get("period")
    held = found.dims.get("period")
    if said and held and disagree("period", held, said):
        found.issues["period"] = (cell, _clash("period", said, held))
        del found.dims["period"]


def _tells_places(view: SheetView, labels: Labels, table: Table, layout: TableLayout) -> bool:
    """Whether the rows or columns of a table name several places of their own."""
    places = {measure.dims["area"] for measure in layout.measures if "area" in measure.dims}
    for stub in layout.stubs:
        if "area" in (stub.kind, stub.role):
            texts = {view.text(row, stub.col) for row in table.body[:_SAMPLE]}
            places |= {labels.read("area", text).dims.get("area") for text in texts if text} - {None}
    return len(places) > 1


def forget_named_groups(
    view: SheetView, labels: Labels, table: Table, layout: TableLayout, found: Surroundings
) -> None:
    """Drop the groups of a title or a file name that the table itself splits: its "Total" is the total."""
    told = [kind for kind in GROUP_DIMENSIONS if kind in found.dims]
    if not (told or found.ages):
        return
    named = {kind for measure in layout.measures for kind in measure.dims}
    for stub in layout.stubs:
        if stub.role in GROUP_DIMENSIONS:
            named.add(stub.role)
        elif stub.role != "period":
            texts = {view.text(row, stub.col) for row in table.body[:_SAMPLE]}
            named |= {kind for text in texts if text for kind in labels.parse(text).dims}
    if "age" in named:
        found.ages = []
    totals = any(role_of(measure.label) == "total" for measure in layout.measures)
    for kind in told:
        if kind in named or (totals and found.cells.get(kind) is None):
            del found.dims[kind]


def _title_cells(table: Table) -> list[tuple[int, int]]:
    """Title cells from the nearest line up."""
    return sorted(table.titles, key=lambda cell: (-cell[0], cell[1]))


def _anchor(view: SheetView, table: Table) -> tuple[int, int]:
    rows = [row for row, _ in table.titles]
    if rows:
        return max(cell for cell in table.titles if cell[0] == max(rows))
    for row in table.header:
        for col in range(table.c0, table.c1):
            if view.letter(row, col) != " ":
                return (row, col)
    return (table.first, table.c0)


def _take(
    found: Surroundings,
    labels: Labels,
    text: str,
    cell: tuple[int, int] | None,
    view: SheetView,
    *,
    firm: bool = False,
    of_file: bool = False,
    dateline: bool = False,
    timed: bool = True,
) -> None:
    """Add what one text says where nothing nearer has spoken; ``firm`` texts may also contradict.

    ``dateline`` when the table names its own places: "Phnom Penh 2023" is then where and when a letter was written.
    """
    if not text or (cell is not None and (is_note(text) or _is_key(view, cell, text))):
        return
    bare = _SHARE.sub(" ", without_dates(text))
    said = _said(labels, text, bare)
    times = refused_by(text, cell, of_file=of_file) if timed else ()
    if said.issue is not None and said.issue.variant == UNLOOKED:
        return _take_unlooked(found, said.issue, text, cell, times)
    if said.role == "skip" and any(one.strong for one in times):
        # Left out are the figures of that part of a year; those of whole years beside them stay.
        said, times = labels.scan_words(bare), tuple(one._replace(skip=True) for one in times)
    elif said.role == "skip" or (cell is not None and role_of(text) == "derived"):
        found.skip = True
        found.derived = found.derived or (cell if said.role != "skip" else None)
    if said.issue is not None and said.issue.code != "missing_unit":
        # A title that denies what was decided about it: of its time, or of the indicator it was said to be.
        if said.issue.code == "unknown_year":
            found.issues.setdefault("period", (cell, said.issue))
        if said.issue.code != "unknown_year" or labels.code_decided(text):
            # Also where a header tells a year: a title said to be an indicator is none by its own words.
            found.issues.setdefault("indicator", (cell, said.issue))
    if said.candidates and not found.candidates:
        found.candidates, found.doubt = said.candidates, cell
    dims = dict(said.dims)
    body = names_body(text)
    if has_date(text) or body == "office":
        dims.pop("area", None)
    if "indicator" not in dims:
        dims = _groups_alone(labels, text, bare, dims, body, cell is not None)
    if "age" not in dims:
        spoken = _beside_bodies(bare) if body and "indicator" not in dims else bare
        found.ages += [one for one in ages_in(spoken, cell) if one.code not in {held.code for held in found.ages}]
    if dateline and labels.parse(text).dims.keys() == {"area", "period"} and dims.get("area") != COUNTRY:
        dims.pop("area", None)
        dims.pop("period", None)
    if cell is None and dims.get("unit") == "proportion":
        del dims["unit"]
    _take_time(found, dims, text, cell, said.role, times, _before(view, cell))
    for kind, code in dims.items():
        held = found.dims.get(kind)
        if held is None:
            if kind not in found.issues:
                found.dims[kind], found.cells[kind] = code, cell
        elif firm and kind in _FIRM and disagree(kind, held, code) and not _shorter(view, found.cells.get(kind), text):
            found.issues[kind] = (found.cells.get(kind), _clash(kind, held, code))


def _said(labels: Labels, text: str, bare: str) -> LabelMeaning:
    """What a title says; what a person decided about it is decided about its words as they stand, shares and all."""
    said = labels.scan(bare)
    if bare == text or not labels.is_decided(text):
        return said
    whole = labels.scan(text)
    if normal(text) in labels.decisions.years or whole.role == "skip":
        return whole
    dims = {kind: code for kind, code in whole.dims.items() if kind != "period"}
    return replace(whole, dims=dims | {"period": said.dims["period"]} if "period" in said.dims else dims)


def _groups_alone(
    labels: Labels, text: str, bare: str, dims: dict[str, Any], body: str, in_cell: bool
) -> dict[str, Any]:
    """What a title that names no one indicator says, but for the women of a ministry, and an age only where it is all
    that the title says: every other age is held against what each indicator is about."""
    if body:
        dims = {kind: code for kind, code in dims.items() if kind not in GROUP_DIMENSIONS}
        spoken = labels.scan(_beside_bodies(bare)).dims
        dims |= {kind: code for kind, code in spoken.items() if kind in GROUP_DIMENSIONS}
    parsed = labels.parse(text)
    whole = in_cell and parsed.issue is None and parsed.dims.keys() == {"age"}
    return dims if whole else {kind: code for kind, code in dims.items() if kind != "age"}


def _beside_bodies(text: str) -> str:
    """The stretches of a title that name no ministry, programme or centre: "… Development Programme, girls 3-5"."""
    return ", ".join(part for part in _STRETCHES.split(text) if part.strip() and not names_body(part))


def _take_unlooked(
    found: Surroundings, issue: Issue, text: str, cell: tuple[int, int] | None, times: tuple[TimeTold, ...]
) -> None:
    """A title that was not looked at may name any indicator; the times in it were read all the same."""
    found.issues.setdefault("indicator", (cell, issue))
    _take_time(found, {}, text, cell, "", times, "")


def _before(view: SheetView, cell: tuple[int, int] | None) -> str:
    """The text left of a cell."""
    return view.text(cell[0], cell[1] - 1) if cell is not None and cell[1] else ""


def _take_time(
    found: Surroundings,
    dims: dict[str, Any],
    text: str,
    cell: tuple[int, int] | None,
    role: str,
    times: tuple[TimeTold, ...],
    before: str,
) -> None:
    """Drop the year of a paper from ``dims``; note the ``times`` in a text that are not the year of a figure."""
    if "indicator" not in dims and (names_paper(text) or dates_a_paper(before)):
        dims.pop("period", None)
        times = tuple(one for one in times if one.strong and not dates_a_paper(before))
        role = ""
    found.times += [one for one in times if one not in found.times]
    if "period" in found.dims or "period" in found.issues:
        return
    if role == "several_periods":
        years = ", ".join(dict.fromkeys(one.label for one in find_periods(text) if one.accepted))
        found.issues["period"] = (cell, Issue("unknown_year", "several", params=(("years", years),)))
    for one in times:
        blocks = one.reading.kind in BLOCKING or "indicator" in dims
        if blocks and ("period" not in dims or one.reading.kind == "part"):
            # "2022 and January-June 2023" names two times, and nothing says which of them a figure is of
            found.skip = found.skip or one.skip
            found.issues["period"] = (cell, one.issue())
            break


def _clash(kind: str, one: Any, other: Any) -> Issue:
    """Two statements that cannot both hold for a table; of years with both of them."""
    params: tuple[tuple[str, str], ...] = (("dimension", kind),)
    if kind == "period":
        return Issue("unknown_year", "names", params=(("year", one[2]), ("other", other[2])))
    return Issue(_CODES[kind], "clash", params=params)


_CODES = {"area": "unknown_area", "period": "unknown_year", "indicator": "unknown_indicator"}


def _shorter(view: SheetView, cell: tuple[int, int] | None, name: str) -> bool:
    """Whether a sheet's name only repeats a piece of the title, so that the title is to be believed."""
    squashed = [normal(text).replace(" ", "") for text in (view.text(*cell) if cell else "", name)]
    return squashed[1] in squashed[0]


def disagree(kind: str, held: Any, code: Any) -> bool:
    """Whether two codes of a dimension cannot both hold; a year inside a span agrees with it."""
    if kind == "area":
        return held != code and "KH" not in (held, code)
    if kind == "period":
        return not (held[0] <= code[0] <= code[1] <= held[1] or code[0] <= held[0] <= held[1] <= code[1])
    return bool(held != code)


def _is_key(view: SheetView, cell: tuple[int, int], text: str) -> bool:
    """Whether a cell beside a key says something about the sheet's making, not about its figures."""
    row, col = cell
    if col == 0:
        return False
    key = view.text(row, col - 1)
    return bool(key) and is_note(key) and role_of(key.rstrip(" :：៖")) not in (*_FIRM, *GROUP_DIMENSIONS, "unit")


Cell = tuple[int, int]


class CommentRemark(NamedTuple):
    """A comment with the rows and columns whose figures it is about; ``None`` stands for all of the table."""

    cell: Cell
    text: str
    rows: tuple[int, ...] | None = None
    cols: tuple[int, ...] | None = None


def remarks_on(view: SheetView, table: Table, layout: TableLayout) -> Iterator[CommentRemark]:
    """The comments on the cells of a table, its header and its titles, in the order of the sheet."""
    if not view.sheet.comments:
        return
    titles, data = {*table.titles, *layout.lone}, set(table.data)
    figures = {measure.col for measure in layout.measures}
    for cell, text in sorted(view.sheet.comments.items()):
        row, col = cell
        if cell in titles:
            yield CommentRemark(cell, text)
        elif not table.c0 <= col < table.c1 or view.value(row, col) is None:
            continue
        elif row in table.header:
            cols = tuple(sorted(_under(view, table, cell, row) & figures))
            yield CommentRemark(cell, text, cols=cols or None)
        elif row in data and col in figures:
            yield CommentRemark(cell, text, (row,), (col,))
        elif row in data:
            yield CommentRemark(cell, text, tuple(sorted(_beside(view, table, cell))))
        elif row in table.body:
            yield CommentRemark(cell, text, tuple(_below(view, table, row, figures)))


def _under(view: SheetView, table: Table, cell: Cell, row: int) -> set[int]:
    """The columns below a cell of the header, all of those it is merged over."""
    return {col for col in range(table.c0, table.c1) if view.anchors.get((row, col), (row, col)) == cell}


def _beside(view: SheetView, table: Table, cell: Cell) -> set[int]:
    """The rows of a label, all of those it is merged over."""
    return {row for row in table.data if view.anchors.get((row, cell[1]), (row, cell[1])) == cell}


def _below(view: SheetView, table: Table, row: int, figures: Iterable[int]) -> Iterator[int]:
    """The rows of figures below a sub-heading, up to the next one."""
    data, taken = set(table.data), set(figures)
    for line in (one for one in table.body if one > row):
        if line in data:
            yield line
            continue
        held = [view.text(line, col) for col in range(table.c0, table.c1) if col not in taken and view.text(line, col)]
        if len(held) == 1 and not is_note(held[0]):
            return
