"""What a table's titles, its sheet's name and the file's name say about all of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from etl.understanding.found import GROUP_DIMENSIONS, Issue
from etl.understanding.labels import Labels
from etl.understanding.lines import Layout
from etl.understanding.shapes import Table
from etl.understanding.view import View
from etl.understanding.words import is_note, normal, role_of
from geo.khmer import fold_khmer

_DATE = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b|\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b|\b(?:19|20)\d{6}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:19|20)\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b",
    re.I,
)
_YEAR_END = re.compile(
    r"\b(?:as (?:of|at)|at the end of|by the end of) (?:(?:the )?end of |31(?:st)?(?: of)? )?(?:dec(?:ember)?\.?,? )?"
    r"((?:19|20)\d\d)\b",
    re.I,
)
_SHARE = re.compile(r"\d[\d.,]*\s*%")
_LINKS = re.compile(r"[_]+|(?<=\D)-|-(?=\D)")
_NOT_THEIR_YEAR = re.compile(
    r"\b(?:plans?|strateg(?:y|ies|ic)|polic(?:y|ies)|laws?|sub-?decree|decree|prakas|circular|decision|framework"
    r"|nsdp|programme|project|published|printed|adopted|approved|established|founded|opened|since|version|targets?|goals?"
    r"|dated|submitted|received|issued|signed|prepared|copyright|agreement|contract|grant|phase)\b"
    r"|©|\bno\.? ?\d+/|\b(?:19|20)\d\d/\d{3}"
    r"|ច្បាប់|អនុក្រឹត្យ|ប្រកាស|ផែនការ|គោលនយោបាយ|សារាចរ|យុទ្ធសាស្ត្រ|គោលដៅ|លេខ ?\d+",
    re.I,
)
_OF_A_LETTER = re.compile(
    r"^(?:date|submitted|received|issued|signed|prepared|printed)\b|\bof (?:the )?(?:report|letter|publication)\b"
    r"|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$|^(?:កាលបរិច្ឆេទ|ថ្ងៃ|ខែ)",
    re.I,
)
"""What stands in the cell before a year that is the day of a letter or the making of a report."""
_PART = re.compile(
    r"\b(?:indigenous|ethnic(?: minorit(?:y|ies))?|minorit(?:y|ies)|refugees?|migrants?|orphans?|stateless|id[- ]?poor"
    r"|garment workers?|factory workers?|street children|(?:poor|poorest) (?:households|families|children)"
    r"|(?:project|target|targeted|intervention|pilot|selected|sampled?) (?:areas?|districts?|communes?|villages?"
    r"|schools?|households?|sites?|children)|(?:private|public|boarding) schools?"
    r"|(?:children|mothers|women) of (?!cambodia|the\b|all\b|age\b|reproductive|childbearing)\w+"
    r"|(?:girls?|boys?|urban|rural|areas?|districts?|villages?|communes?|schools?) only)\b"
    r"|ជនជាតិដើមភាគតិច|ជនជាតិភាគតិច|គ្រួសារក្រីក្រ|ភូមិគោលដៅ|ជនភៀសខ្លួន",
    re.I,
)
_BODY = re.compile(
    r"\b(?:ministry|departments?|cent(?:re|er)s?|foundation|programmes?|program|affairs|committee|council|secretariat"
    r"|institute|fund|international|development|assoc\w*|federation|network|project:)(?![a-z])|ក្រសួង|មន្ទីរ|នាយកដ្ឋាន|មជ្ឈមណ្ឌល",
    re.I,
)
_ANSWERED = re.compile(r"[:：៖]\s*(?:\d|all\b|total\b|ទាំងអស់)", re.I)
_OFFICE = re.compile(
    r"\b(?:offices?|organi[sz]ations?|associations?|branch|ngo|team)\b|ការិយាល័យ|អង្គការ|សមាគម|សាខា", re.I
)
_SAMPLE = 400
_FIRM = ("area", "period", "indicator")


@dataclass(slots=True)
class Surroundings:
    """Dimension codes that hold for a whole table unless its own labels say otherwise.

    ``issues`` names the dimensions the surroundings contradict themselves about; ``cells`` where each was told
    (``None`` for sheet and file names); ``doubt`` is the title whose indicator has only ``candidates``; ``anchor`` is
    the cell to complain at when a dimension is missing; ``part`` the line that limits whom the figures are about;
    ``other_year`` the year in the file's name where the title tells another.
    """

    dims: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    issues: dict[str, tuple[tuple[int, int] | None, Issue]] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    doubt: tuple[int, int] | None = None
    anchor: tuple[int, int] = (0, 0)
    skip: bool = False
    part: tuple[tuple[int, int] | None, str] | None = None
    other_year: str = ""


def surroundings(
    view: View, labels: Labels, table: Table, file_name: str, lone: Sequence[tuple[int, int]] = ()
) -> Surroundings:
    """Collect what holds for ``table``: the nearest title first, then the sheet's name, then the file's."""
    found = Surroundings(anchor=_anchor(view, table))
    for cell in [*reversed(lone), *_title_cells(table)]:
        _take(found, labels, view.text(*cell), cell, view)
    for name in dict.fromkeys((view.sheet.name, _LINKS.sub(" ", view.sheet.name))):
        _take(found, labels, name, None, view, firm=True)
    stem = PurePath(file_name).stem
    for name in dict.fromkeys((stem, _LINKS.sub(" ", stem))):
        _doubt_year(found, labels, name)
        _take(found, labels, name, None, view)
    if labels.decisions.year and "period" not in found.dims:
        year = labels.decisions.year
        found.dims["period"] = (year, year, str(year), "")
        found.issues.pop("period", None)
    return found


def _doubt_year(found: Surroundings, labels: Labels, name: str) -> None:
    """Note that the file's name tells another year than the title; the title is believed, and a person is told."""
    said = None if _NOT_THEIR_YEAR.search(fold_khmer(name)) else labels.scan(_DATE.sub(" ", name)).dims.get("period")
    if (
        said
        and found.cells.get("period")
        and not labels.decisions.year
        and _disagree("period", found.dims["period"], said)
    ):
        found.other_year = said[2]


def forget_named_groups(view: View, labels: Labels, table: Table, layout: Layout, found: Surroundings) -> None:
    """Drop the groups of a title or a file name that the table itself splits: its "Total" is the total."""
    told = [kind for kind in GROUP_DIMENSIONS if kind in found.dims]
    if not told:
        return
    named = {kind for measure in layout.measures for kind in measure.dims}
    for stub in layout.stubs:
        if stub.role in GROUP_DIMENSIONS:
            named.add(stub.role)
        elif stub.role != "period":
            texts = {view.text(row, stub.col) for row in table.body[:_SAMPLE]}
            named |= {kind for text in texts if text for kind in labels.parse(text).dims}
    totals = any(role_of(measure.label) == "total" for measure in layout.measures)
    for kind in told:
        if kind in named or (totals and found.cells.get(kind) is None):
            del found.dims[kind]


def _title_cells(table: Table) -> list[tuple[int, int]]:
    """Title cells from the nearest line up."""
    return sorted(table.titles, key=lambda cell: (-cell[0], cell[1]))


def _anchor(view: View, table: Table) -> tuple[int, int]:
    rows = [row for row, _ in table.titles]
    if rows:
        return max(cell for cell in table.titles if cell[0] == max(rows))
    for row in table.header:
        for col in range(table.c0, table.c1):
            if view.letter(row, col) != " ":
                return (row, col)
    return (table.first, table.c0)


def _take(
    found: Surroundings, labels: Labels, text: str, cell: tuple[int, int] | None, view: View, firm: bool = False
) -> None:
    """Add what one text says where nothing nearer has spoken; ``firm`` texts may also contradict."""
    if not text or (cell is not None and (is_note(text) or _is_key(view, cell, text))):
        return
    text = _YEAR_END.sub(r"\1", text)
    bare = _SHARE.sub(" ", _DATE.sub(" ", text))
    words = fold_khmer(text)
    said = labels.scan(bare)
    if said.role == "skip" or (cell is not None and role_of(text) == "derived"):
        found.skip = True
    if said.candidates and not found.candidates:
        found.candidates, found.doubt = said.candidates, cell
    dims = dict(said.dims)
    if _DATE.search(text) or _OFFICE.search(words):
        dims.pop("area", None)
    body = _BODY.search(words) is not None or _OFFICE.search(words) is not None
    if "indicator" not in dims and body:
        dims = {kind: code for kind, code in dims.items() if kind not in GROUP_DIMENSIONS}
    limits = not body and _PART.search(words) is not None and _ANSWERED.search(words) is None
    if "indicator" not in dims and limits and found.part is None:
        found.part = (cell, text)
    if "indicator" not in dims:
        whole = cell is not None and labels.parse(text).issue is None and labels.parse(text).dims.keys() == {"age"}
        if not whole:
            dims.pop("age", None)
        before = view.text(cell[0], cell[1] - 1) if cell is not None and cell[1] else ""
        if _NOT_THEIR_YEAR.search(words) or _OF_A_LETTER.search(fold_khmer(before).strip(" :：៖")):
            dims.pop("period", None)
    if cell is None and dims.get("unit") == "proportion":
        del dims["unit"]
    if (
        said.role == "several_periods"
        and not _NOT_THEIR_YEAR.search(words)
        and "period" not in found.dims
        and "period" not in found.issues
    ):
        found.issues["period"] = (cell, Issue("unknown_year", "several"))
    for kind, code in dims.items():
        held = found.dims.get(kind)
        if held is None:
            if kind not in found.issues:
                found.dims[kind], found.cells[kind] = code, cell
        elif firm and kind in _FIRM and _disagree(kind, held, code) and not _shorter(view, found.cells.get(kind), text):
            found.issues[kind] = (found.cells.get(kind), Issue(_CODES[kind], "clash", params=(("dimension", kind),)))


_CODES = {"area": "unknown_area", "period": "unknown_year", "indicator": "unknown_indicator"}


def _shorter(view: View, cell: tuple[int, int] | None, name: str) -> bool:
    """Whether a sheet's name only repeats a piece of the title, so that the title is to be believed."""
    squashed = [normal(text).replace(" ", "") for text in (view.text(*cell) if cell else "", name)]
    return squashed[1] in squashed[0]


def _disagree(kind: str, held: Any, code: Any) -> bool:
    if kind == "area":
        return held != code and "KH" not in (held, code)
    if kind == "period":
        return not (held[0] <= code[0] <= code[1] <= held[1] or code[0] <= held[0] <= held[1] <= code[1])
    return bool(held != code)


def _is_key(view: View, cell: tuple[int, int], text: str) -> bool:
    """Whether a cell beside a key says something about the sheet's making, not about its figures."""
    row, col = cell
    if col == 0:
        return False
    key = view.text(row, col - 1)
    return bool(key) and is_note(key) and role_of(key.rstrip(" :：៖")) not in (*_FIRM, *GROUP_DIMENSIONS, "unit")
