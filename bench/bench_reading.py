"""How long reading a workbook takes beside bare calamine and pandas; and damaged files that must not crash it."""

from __future__ import annotations

import random
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pandas
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench.measure import Case
from etl.reading import FileLimits, FileRefusal, read_workbook
from tests.etl.reading.mutate import WAYS, mutate
from tests.etl.reading.test_mutations import seeds

ROWS = 100_000
DAMAGED = 2_000


def cases() -> Iterator[Case]:
    """The same 100,000 × 6 workbook read by everyone, then damaged files against sound ones."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = write_long_table(folder / "long.xlsx", ROWS)
        yield Case(
            "reading",
            f"read_workbook of {ROWS:,} rows, against bare calamine",
            lambda: read_workbook(book),
            lambda: read_bare(book),
            limit=2.8,
            rounds=5,
        )
        yield Case(
            "reading and pandas",
            "the same, against pandas.read_excel with openpyxl",
            lambda: read_workbook(book),
            lambda: pandas.read_excel(book, engine="openpyxl"),
            limit=0.25,
            rounds=1,
        )
        sound = seeds(folder / "sound")
        yield Case(
            "damaged files",
            f"{DAMAGED:,} damaged files read or refused, against as many sound ones read",
            lambda: read_damaged(sound, folder),
            lambda: read_sound(sound, folder),
            rounds=1,
        )


def write_long_table(path: Path, rows: int) -> Path:
    """A long table as offices keep them: place, indicator, year, sex, value, note."""
    rng = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(["Province", "Indicator", "Year", "Sex", "Value", "Note"])
    for number in range(rows):
        province, sex = rng.choice(("Kampot", "Kep", "Takeo", "Pailin")), rng.choice(("Male", "Female"))
        value = round(rng.random() * 100, 1)
        sheet.append([province, "Stunting", 2000 + number % 25, sex, value, f"note {number % 500}"])
    book.save(path)
    return path


def read_bare(path: Path) -> list[list[object]]:
    """What calamine alone gives: values, with error cells and formats lost."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)  # type: ignore[return-value]


def read_damaged(sound: dict[str, bytes], folder: Path) -> int:
    """Read damaged copies; any exception but a refusal ends the benchmark."""
    rng = random.Random(2)
    refused = 0
    for number in range(DAMAGED):
        kind = ("xlsx", "xlsx", "ods", "csv")[number % 4]
        path = folder / f"damaged.{kind}"
        path.write_bytes(mutate(sound[kind], rng.choice(WAYS), rng))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                read_workbook(path, limits=FileLimits(cells=2_000_000, seconds=10))
        except FileRefusal:
            refused += 1
    return refused


def read_sound(sound: dict[str, bytes], folder: Path) -> None:
    """Read the undamaged files as often."""
    for number in range(DAMAGED):
        kind = ("xlsx", "xlsx", "ods", "csv")[number % 4]
        path = folder / f"sound.{kind}"
        path.write_bytes(sound[kind])
        read_workbook(path)
