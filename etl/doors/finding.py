"""Which door a sheet comes to, by its header alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from childrights.export import COMPANION_SHEETS
from etl.cells import as_text
from etl.doors import dhs, sdmx, tidy
from etl.doors.cells import DoorContext
from etl.doors.rows import Header
from etl.figures import FigureTally
from etl.reading import Sheet


@dataclass(frozen=True, slots=True)
class Door:
    """A sheet of known columns and how it is read."""

    sheet: Sheet
    header: Header
    reader: Callable[[Sheet, Header, DoorContext], FigureTally]

    def read(self, known: DoorContext) -> FigureTally:
        """Figures and problems of the sheet, and what was left out."""
        return self.reader(self.sheet, self.header, known)


_DOORS = ((sdmx.header_of, sdmx.read), (tidy.header_of, tidy.read), (dhs.header_of, dhs.read))


def door_of(sheet: Sheet) -> Door | None:
    """The door of a sheet; ``None`` when its columns are none that we know, and the general reader is to look at it."""
    for header_of, read in _DOORS:
        header = header_of(sheet)
        if header is not None:
            return Door(sheet, header, read)
    return None


def is_companion(sheet: Sheet) -> bool:
    """Whether a sheet is one that our own workbook carries beside its data, and holds no figures."""
    names = tuple(as_text(value) for value in (sheet.rows[0] if sheet.rows else ()))
    return COMPANION_SHEETS.get(sheet.name) == names
