"""What to ask for: ``data/publishers/publishers.csv`` and a table of series for each publisher."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from childrights.catalogue import Source, SourceFileError
from etl.snapshot import as_source


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row of a publisher's table: its ``series`` is our ``indicator``, for one meaning of the series.

    ``breakdowns`` are the groups that are asked for in the publisher's words, ``since`` the first year (0: all),
    ``replaces`` the shipped sources whose figures of the indicator an edition takes the place of as a whole.
    ``row`` holds the columns that only this publisher has.
    """

    series: str
    indicator: str
    unit: str
    breakdowns: tuple[str, ...]
    since: int
    replaces: tuple[str, ...]
    row: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PublisherEntry:
    """One publisher and what is asked of it."""

    code: str
    source: Source
    survey: str
    address: str
    wanted: tuple[Wanted, ...]

    @property
    def name(self) -> str:
        """How sentences call it: the title of its source up to the comma."""
        return self.source.title.partition(",")[0]

    @property
    def series(self) -> tuple[str, ...]:
        """The publisher's codes, each once, in the order of the table."""
        return tuple(dict.fromkeys(one.series for one in self.wanted))


def load_publishers(folder: Path) -> dict[str, PublisherEntry]:
    """Code to publisher, in the order of the table. Raises ``SourceFileError`` naming file and row."""
    found = {}
    for number, row in enumerate(_rows(folder / "publishers.csv"), start=2):
        code = row["code"]
        if code in found:
            raise SourceFileError(f"publishers.csv, row {number}: the publisher {code} stands there twice.")
        path = folder / f"{code}.csv"
        wanted = tuple(_wanted(path, at, one) for at, one in enumerate(_rows(path), start=2))
        try:
            source = as_source(row)
        except ValueError as error:
            raise SourceFileError(f"publishers.csv, row {number}: {error}.") from None
        found[code] = PublisherEntry(code, source, row["survey"], row["address"], wanted)
    return found


class _Row(dict[str, str]):
    """One row of a table that people edit: a column that is not there is told with the table's name."""

    def __init__(self, table: str, cells: Mapping[str | None, str | list[str] | None]) -> None:
        super().__init__({name: cell if isinstance(cell, str) else "" for name, cell in cells.items() if name})
        self.table = table

    def __missing__(self, name: str) -> str:
        raise SourceFileError(f"{self.table}: the column {name} is missing.")


def _rows(path: Path) -> list[_Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [_Row(path.name, row) for row in csv.DictReader(file)]
    except FileNotFoundError:
        raise SourceFileError(f"The table {path.name} is missing from {path.parent}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceFileError(f"{path.name} is not a table of text in UTF-8 ({error}).") from None


def _wanted(path: Path, number: int, row: _Row) -> Wanted:
    try:
        since = int(row["since"] or 0)
        lists = (tuple(filter(None, row[name].split(";"))) for name in ("breakdowns", "replaces"))
        breakdowns, replaces = lists
        return Wanted(row["series"], row["indicator"], row["unit"], breakdowns, since, replaces, row)
    except ValueError as error:
        raise SourceFileError(f"{path.name}, row {number}: {error}.") from None
