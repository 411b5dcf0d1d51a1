"""Small worlds for tests: a list of dicts that states only what matters, loaded through the production ETL."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from childrights.catalogue.model import DIMENSIONS
from childrights.snapshot.snapshot import Snapshot, open_current
from etl.ledger.state import State
from etl.snapshot.assemble import BuildReport, Inputs, build

SOURCE = "census2019"
_DEFAULTS = {
    "indicator": "stunting",
    "area": "KH",
    "period": "2014",
    "value": "",
    **dict.fromkeys(DIMENSIONS, "total"),
    "lower": "",
    "upper": "",
    "sample_size": "",
    "status": "",
    "note": "",
}
_LAYOUT = """
source = "{source}"
shape = "long"
period = "period"
place = "area"
series = "indicator"
value = "value"
{survey}

[columns]
sex = "sex"
age = "age"
residence = "residence"
wealth = "wealth"
disability = "disability"
lower = "lower"
upper = "upper"
sample_size = "sample_size"
status = "status"
note = "note"
"""


def write_world(
    folder: Path, rows: Iterable[Mapping[str, object]], *, source: str = SOURCE, survey: str = ""
) -> Inputs:
    """Write ``rows`` as one published file with its layout under ``folder``; real reference tables are used."""
    records = [{**_DEFAULTS, **{key: str(value) for key, value in row.items()}} for row in rows]
    inputs = Inputs(layouts=folder / "layouts", sources=folder / "sources")
    for one in (inputs.layouts, inputs.sources):
        one.mkdir(parents=True, exist_ok=True)
    survey_line = f'survey = "{survey}"' if survey else ""
    (inputs.layouts / f"{source}.toml").write_text(_LAYOUT.format(source=source, survey=survey_line), encoding="utf-8")
    _write(inputs.sources / f"{source}.csv", list(_DEFAULTS), [list(r.values()) for r in records])
    indicators = dict.fromkeys(r["indicator"] for r in records)
    _write(inputs.layouts / f"{source}.series.csv", ["series", "indicator"], [[i, i] for i in indicators])
    areas = dict.fromkeys(r["area"] for r in records)
    _write(inputs.layouts / f"{source}.places.csv", ["label", "area"], [[a, a] for a in areas])
    return inputs


def build_world(folder: Path, rows: Iterable[Mapping[str, object]], **options: str) -> BuildReport:
    """Build and publish ``rows`` into ``folder / "home"``."""
    return build(State(folder / "home"), write_world(folder, rows, **options), accept_smaller=True)


def make_snapshot(folder: Path, rows: Iterable[Mapping[str, object]], **options: str) -> Snapshot:
    """A published snapshot that holds ``rows`` and nothing else."""
    build_world(folder, rows, **options)
    return open_current(folder / "home")


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
