"""The given cases: small files that were once read wrong, each beside its truth (see ``cases/README.md``)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from etl.problems.model import CheckResult
from etl.reading.grid import parse_a1
from etl.understanding.check import check_file

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(path.name.removesuffix(".truth.json") for path in FOLDER.glob("*.truth.json"))
OPEN = frozenset((FOLDER / "open.txt").read_text(encoding="utf-8").split())
KEYS = ("indicator", "area", "year_start", "year_end", "sex", "age", "residence", "wealth", "disability")


def truth_of(name: str) -> dict[str, Any]:
    """What the file of this name says, as a person reads it."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))
    return found


def exit_code(result: CheckResult) -> int:
    """As ``check`` on the command line exits."""
    return 2 if result.refused else 1 if any(one.severity == "error" for one in result.problems) else 0


def faults(truth: dict[str, Any], result: CheckResult) -> list[str]:
    """Everything in which a check fell short of the truth: wrong, dropped, not reported, false alarms."""
    out: list[str] = []
    told = [(p.sheet, parse_a1(p.cell) if p.cell else None, p.code) for p in result.problems]
    forbidden = {(one["sheet"], one["cell"]) for one in truth["must_not_accept"]}
    wanted = {(one["sheet"], one["cell"]): one for one in truth["records"]}
    seen = set()
    for one in result.observations:
        sheet = one.sheet if any(key[0] == one.sheet for key in wanted | dict.fromkeys(forbidden)) else None
        place = (sheet, one.cell)
        fact = wanted.get(place)
        if place in forbidden or fact is None:
            out.append(f"wrong: {one.cell} was taken as {one.value} of {one.indicator} {one.area} {one.period_label}")
            continue
        readings = [fact, *({**fact, **other} for other in fact.get("alt", []))]
        if not any(_equal(one, reading) for reading in readings):
            out.append(f"wrong: {one.cell} was read {[getattr(one, key) for key in KEYS]} = {one.value}, not {fact}")
        if fact.get("needs_report") and not _near(told, sheet, one.cell):
            out.append(f"silent: {one.cell} was taken without a word")
        seen.add(place)
    for place, fact in wanted.items():
        if place in seen or fact.get("may_skip") or (result.refused and 2 in _exits(truth)):
            continue
        if not fact.get("optional"):
            out.append(f"unread: {place[1]} = {fact['value']}")
        if not _near(told, *place):
            out.append(f"dropped: {place[1]} = {fact['value']} is neither read nor reported")
    for expected in truth["problems"]:
        codes = expected["code"] if isinstance(expected["code"], list) else [expected["code"]]
        cells = expected.get("cells") or [expected.get("cell")]
        of_code = [one for one in told if one[2] in codes]
        if not any(_near(of_code, expected["sheet"], cell) for cell in cells):
            out.append(f"unreported: {expected['code'][:3]} at {cells}")
    if truth.get("clean") and result.problems:
        out += [f"false alarm: {p.code} at {p.sheet}!{p.cell}: {p.message}" for p in result.problems]
    if exit_code(result) not in _exits(truth):
        out.append(f"exit {exit_code(result)}, not {truth['expect_exit']}")
    if result.found != len(result.observations) + result.rejected + result.skipped:
        out.append(f"unbalanced: {result.found} found")
    return out


def _exits(truth: dict[str, Any]) -> list[int]:
    said = truth["expect_exit"]
    return said if isinstance(said, list) else [said]


def _near(told: list[tuple[str, tuple[int, int] | None, str]], sheet: str | None, cell: str | None) -> bool:
    """Whether something was told at the cell, on its row, in its column, above its table or of the whole sheet."""
    here = [at for name, at, _ in told if sheet is None or name in (sheet, "")]
    if cell is None:
        return bool(here)
    row, col = parse_a1(cell)
    return any(at is None or at[0] == row or at[1] == col or at[0] < row for at in here)


def _equal(one: Any, fact: dict[str, Any]) -> bool:
    if any(getattr(one, key) != fact[key] for key in KEYS) or (fact["status"] and one.status != fact["status"]):
        return False
    if fact["value"] is None or one.value is None:
        return fact["value"] is one.value
    return abs(one.value - fact["value"]) <= 1e-9 * max(1.0, abs(fact["value"]))


def _marked(name: str) -> Any:
    reason = "known to be read wrong, to be mended"
    return pytest.param(name, marks=pytest.mark.xfail(reason=reason, strict=True)) if name in OPEN else name


@pytest.mark.parametrize("name", [_marked(one) for one in CASES])
def test_a_given_case_is_read_as_a_person_reads_it(name: str, tmp_path: Path, shipped: Snapshot) -> None:
    truth = truth_of(name)
    path = tmp_path / truth.get("upload_name", truth["file"])
    shutil.copyfile(FOLDER / truth["file"], path)
    result = check_file(path, published=all_observations(shipped))
    assert faults(truth, result) == []
