"""What the tables of ``data/`` hold, counted as a person with a spreadsheet would: by rows and filled cells.

Nothing of the product is used, so that a test which compares the two still notices when the product loses a row.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_YEAR = re.compile(r"\d{4}")
_HIDDEN_BELOW = 25
"""The rule of the DHS Program, as its reports print it: fewer than 25 unweighted cases are not shown."""


def rows(name: str, root: Path = ROOT) -> list[dict[str, str]]:
    """The rows of ``data/NAME.csv``, by the heads of its columns."""
    with (root / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def indicators(root: Path = ROOT) -> int:
    return len(rows("reference/indicators", root))


def indicators_with_data(root: Path = ROOT) -> int:
    return sum(row["has_data"] == "yes" for row in rows("reference/indicators", root))


def sources(root: Path = ROOT) -> int:
    return len(rows("reference/sources", root))


def provinces(root: Path = ROOT) -> int:
    return len(rows("reference/provinces", root))


def figures(root: Path = ROOT) -> int:
    """How many figures the published files hold."""
    return len(list(_figures(root)))


def years(root: Path = ROOT) -> tuple[int, int]:
    """The first and the last year that a figure is of."""
    found = [int(year) for _, period in _figures(root) for year in _YEAR.findall(period)]
    return min(found), max(found)


def _figures(root: Path) -> Iterator[tuple[str, str]]:
    """Source and period of every figure: a filled cell, or an empty one of which the file says why it is empty."""
    for path in sorted((root / "data" / "layouts").glob("*.toml")):
        layout = tomllib.loads(path.read_text(encoding="utf-8"))
        source = layout["source"]
        series = path.with_name(f"{source}.series.csv")
        cases: dict[str, str] = {}
        if series.exists():
            cases = {one["series"]: one.get("cases", "") for one in rows(f"layouts/{series.stem}", root)}
        for row in rows(f"sources/{source}", root):
            for column in _columns(layout, row, cases):
                if row[column].strip() or _says_why_empty(layout, row, cases.get(column, "")):
                    yield (
                        source,
                        column if layout["shape"] == "years" else str(layout.get("year") or row[layout["period"]]),
                    )


def _columns(layout: Mapping[str, Any], row: Mapping[str, str], series: Mapping[str, str]) -> list[str]:
    """The columns of a row that hold figures."""
    if layout["shape"] == "years":
        return [name for name in row if _YEAR.match(name)]
    if layout["shape"] == "wide":
        return list(series)
    return [layout["share"]["numerator"] if "share" in layout else layout["value"]]


def _says_why_empty(layout: Mapping[str, Any], row: Mapping[str, str], cases: str) -> bool:
    if row.get(layout.get("columns", {}).get("status", ""), ""):
        return True
    few = row.get(cases, "") if layout.get("small_samples") == "dhs" else ""
    return bool(few) and int(few) < _HIDDEN_BELOW
