"""Our own SDMX-CSV export: the codes of SDMX turned back into ours, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from childrights.catalogue import TOTAL
from childrights.export import NORMAL, SDMX_AGENCY, SDMX_CODES, SDMX_COLUMNS, SDMX_STATUS, SDMX_UNITS
from etl.cells import as_text
from etl.doors.cells import CellFault, Cells, DoorContext, text_of
from etl.doors.rows import MARKS, Header, Translated, expected, read_door_rows
from etl.figures import FigureTally
from etl.reading import Sheet

_FIELDS = {
    "REF_AREA": "area",
    "INDICATOR": "indicator",
    "SEX": "sex",
    "AGE": "age",
    "RESIDENCE": "residence",
    "WEALTH_QUINTILE": "wealth",
    "DISABILITY_STATUS": "disability",
    "TIME_PERIOD": "period",
    "PERIOD_LABEL": "period_label",
    "OBS_VALUE": "value",
    "UNIT_MEASURE": "unit",
    "OBS_STATUS": "sdmx_status",
    "STATUS": "status",
    "NUMERATOR": "numerator",
    "DENOMINATOR": "denominator",
    "LOWER_BOUND": "lower",
    "UPPER_BOUND": "upper",
    "SAMPLE_SIZE": "sample_size",
    "SAMPLE_KIND": "sample_kind",
    "SAMPLE_BASE": "sample_base",
    "ESTIMATED_CASES": "estimated_cases",
    "DATA_SOURCE": "source",
    "COMMENT_OBS": "note",
    "STRUCTURE_ID": "structure",
    "LAYER": "layer",
    "SCOPE": "scope",
    "MEMBER": "member",
    "SOURCE_KIND": "source_kind",
    "UPLOAD": "upload",
    "PROGRAMME": "programme",
    "ROUND": "round",
}
_BEFORE = {"URBANISATION": "RESIDENCE", "WEALTH": "WEALTH_QUINTILE", "DISABILITY": "DISABILITY_STATUS"}
"""What columns were called in version 1.0 of our data flow."""
_OTHERS = frozenset(SDMX_COLUMNS) - _FIELDS.keys()
_NEEDED = ("indicator", "area", "period", "sex", "age", "residence", "wealth", "disability", "value", "sdmx_status")
_WANTED = (
    "status",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "sample_size",
    "period_label",
    "unit",
    "note",
    "source",
)
_WRITTEN = {field: column for column, field in _FIELDS.items()}
_FEWEST_COLUMNS = 12
_OWN_CODES = {(kind, code): ours for ours, code in SDMX_CODES.items() for kind in _FIELDS.values()}
_BY_SDMX = {NORMAL: "normal"} | {code: ours for ours, code in SDMX_STATUS.items()}
_OWN_UNITS = {code: unit for unit, code in SDMX_UNITS.items()} | {"PT": "percent"}
_AGE = re.compile(r"([YM])(\d{1,3})T(\d{1,3})|Y_GE(\d{1,3})")
_TIME = re.compile(r"(\d{4})(?:-01-01/P(\d{1,2})Y)?")


def header_of(sheet: Sheet) -> Header | None:
    """The header of our SDMX-CSV: its first line, over rows of our own dataflow."""
    if not sheet.rows:
        return None
    names = [_BEFORE.get(name, name) for name in (as_text(value).strip().upper() for value in sheet.rows[0])]
    known = [name for name in names if name in SDMX_COLUMNS]
    if len(set(known)) < _FEWEST_COLUMNS or not {"OBS_CODE", "STRUCTURE_ID"} & set(known):
        return None
    if "STRUCTURE_ID" in known and not _is_ours(sheet, names.index("STRUCTURE_ID")):
        return None
    columns: dict[str, int] = {}
    twice: dict[str, int] = {}
    for col, name in enumerate(names):
        if name in _FIELDS and columns.setdefault(_FIELDS[name], col) != col:
            twice[_FIELDS[name]] = col
    unread = tuple(col for col, name in enumerate(names) if name and name not in _FIELDS and name not in _OTHERS)
    needed, newer = (tuple(name for name in names if name in _WRITTEN) for names in expected(columns))
    needed = tuple(dict.fromkeys((*_NEEDED, *(name for name in needed if name in MARKS))))
    return Header(0, 1, columns, needed, (*_WANTED, *newer), twice, unread, _WRITTEN)


def _is_ours(sheet: Sheet, col: int) -> bool:
    told = [as_text(row[col]) for row in sheet.rows[1:10] if col < len(row)]
    return any(text.startswith(SDMX_AGENCY) for text in told)


def read(sheet: Sheet, header: Header, known: DoorContext) -> FigureTally:
    """Every figure of the export."""
    codes = {code.upper(): code for code in known.catalogue.indicators}

    def translate(raw: Cells) -> Translated:
        cells, faults = dict(raw), list[CellFault]()

        def take(read_one: Callable[[], Mapping[str, object]]) -> None:
            try:
                cells.update(read_one())  # type: ignore[arg-type]
            except CellFault as fault:
                faults.append(fault)

        cells["area"] = text_of(raw, "area").replace("_", "+") or raw.get("area")
        cells["indicator"] = codes.get(text_of(raw, "indicator"), raw.get("indicator"))
        for name in ("sex", "residence", "wealth", "disability"):
            take(lambda name=name: {name: _group(raw, name)})  # type: ignore[misc]
        take(lambda: {"age": _age(raw)})
        take(lambda: _period(raw))
        take(lambda: {"status": _status(raw)})
        unit = text_of(raw, "unit")
        cells["unit"] = _OWN_UNITS.get(unit, unit.lower())
        return cells, faults

    return read_door_rows(sheet, header, known, "Our own SDMX export", translate)


def _group(raw: Cells, name: str) -> str:
    code = text_of(raw, name)
    if (name, code) not in _OWN_CODES:
        raise CellFault(name, "unknown_category", "unknown" if code else "blank", dimension=name)
    return _OWN_CODES[name, code]


def _age(raw: Cells) -> str:
    code = text_of(raw, "age")
    if code == SDMX_CODES[TOTAL]:
        return TOTAL
    match = _AGE.fullmatch(code)
    if match is None:
        raise CellFault("age", "unknown_category", "unknown" if code else "blank", dimension="age")
    unit, first, last, least = match.groups()
    return f"{least}+" if least else f"{first}-{last}{' months' if unit == 'M' else ''}"


def _period(raw: Cells) -> dict[str, str]:
    text = text_of(raw, "period")
    match = _TIME.fullmatch(text)
    if match is None:
        raise CellFault("period", "unknown_year", "not_a_year" if text else "blank")
    start, end = int(match[1]), int(match[1]) + int(match[2] or 1) - 1
    label = text_of(raw, "period_label") or (str(start) if start == end else f"{start}-{end}")
    return {"year_start": str(start), "year_end": str(end), "period_label": label}


def _status(raw: Cells) -> str:
    """Our status and the code of SDMX for it, which must say the same; without ours, what the code says."""
    status, code = text_of(raw, "status"), text_of(raw, "sdmx_status")
    if not status and "status" not in raw:
        return _BY_SDMX.get(code, code)
    if SDMX_STATUS.get(status, NORMAL) != code:
        raise CellFault("sdmx_status", "unknown_category", "clash" if code else "blank")
    return status
