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
    for row in _rows(folder / "publishers.csv"):
        path = folder / f"{row['code']}.csv"
        wanted = tuple(_wanted(path, number, one) for number, one in enumerate(_rows(path), start=2))
        found[row["code"]] = PublisherEntry(row["code"], as_source(row), row["survey"], row["address"], wanted)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _wanted(path: Path, number: int, row: dict[str, str]) -> Wanted:
    try:
        since = int(row["since"] or 0)
        lists = (tuple(filter(None, row[name].split(";"))) for name in ("breakdowns", "replaces"))
        breakdowns, replaces = lists
        return Wanted(row["series"], row["indicator"], row["unit"], breakdowns, since, replaces, row)
    except (KeyError, ValueError) as error:
        raise SourceFileError(f"{path.name}, row {number}: {error}") from None
