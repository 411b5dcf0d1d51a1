"""Small sheets with everything that is read from them and everything that is said about them.

Each of ``read_sheets.txt`` stands for one branch of the table finder, of the roles of columns, of measures, totals,
sub-headings or periods. Below its name come its rows (cells between bars; ``@`` before the name of the sheet, ``~``
of the file, ``+`` before merged cells), then ``=>`` and the truth: a line for each figure (cell, indicator, place,
period, groups, value, then ``n`` for its sample and ``of`` for its numerator and denominator), a line for each problem
(``e`` or ``w``, its sentence, its cell), and how many figures were found, kept out and left.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from etl.problems.model import CheckResult
from etl.reading.grid import parse_a1
from tests.etl.understanding.sheets import check_rows

DIMENSIONS = ("sex", "age", "residence", "wealth", "disability")
BLOCKS = (Path(__file__).parent / "read_sheets.txt").read_text(encoding="utf-8").split("## ")[1:]
SHEETS = {name: told for name, _, told in (block.partition("\n") for block in BLOCKS)}


def cell(text: str) -> Any:
    """What a person typed: a whole number, a number, a text, or nothing."""
    for kind in (int, float):
        try:
            return kind(text.strip())
        except ValueError:
            continue
    return text.strip() or None


def checked(drawn: str) -> CheckResult:
    """The check of a drawn sheet."""
    lines, about = drawn.split("\n"), {"@": "Sheet1", "~": "upload.xlsx", "+": ""}
    while lines[0][:2].strip() in about:
        line = lines.pop(0)
        about[line[0]] = line[2:]
    blocks = (one.split(":") for one in about["+"].split())
    merged = tuple((*parse_a1(first), *parse_a1(last)) for first, last in blocks)
    rows = [[cell(text) for text in line.split("|")] for line in lines]
    width = max(map(len, rows))
    return check_rows(
        [[*row, *[None] * (width - len(row))] for row in rows], sheet=about["@"], file=about["~"], merged=merged
    )


def told(result: CheckResult) -> list[str]:
    """Everything a check says, line by line."""
    lines = []
    for one in result.observations:
        groups = [getattr(one, name) for name in DIMENSIONS if getattr(one, name) != "total"]
        value = "–" if one.value is None else f"{one.value:g}"
        more = {
            "n": one.sample_size,
            "status": one.status if one.status != "normal" else None,
            "note": one.note or None,
        }
        more["ci"] = None if one.lower is None else f"{one.lower}..{one.upper}"
        parts = (one.numerator, one.denominator)
        more["of"] = None if parts == (None, None) else "/".join("–" if part is None else f"{part:g}" for part in parts)
        said = [f"{name}={more[name]}" for name in ("n", "of", "ci", "status", "note") if more[name] is not None]
        lines.append(" ".join((one.cell, one.indicator, one.area, one.period_label, *groups, value, *said)))
    lines += [f"{one.severity[0]} {one.message_id} {one.cell}" for one in result.problems]
    tables = " ".join(table.cell_range for table in result.tables)
    return [*lines, f"tables {tables}; {result.found} found, {result.rejected} rejected, {result.skipped} skipped"]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_as_it_is_meant(name: str) -> None:
    drawn, truth = SHEETS[name].split("\n=>\n")
    assert told(checked(drawn.strip("\n"))) == truth.strip("\n").split("\n")
