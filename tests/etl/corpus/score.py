"""Scoring a check against the truth of a drafted workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.problems.model import CheckResult
from etl.reading.grid import parse_a1
from tests.etl.corpus.draft import Case


@dataclass
class Score:
    """What went wrong with one case. ``wrong`` and ``dropped`` must be empty always; ``unread`` counts towards the rate."""

    facts: int = 0
    wrong: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unreported: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    unbalanced: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing at all went wrong."""
        return not (
            self.wrong or self.dropped or self.unread or self.unreported or self.false_alarms or self.unbalanced
        )


def score(case: Case, result: CheckResult) -> Score:
    """Compare the accepted observations and the problems of ``result`` with what ``case`` says."""
    out = Score(len(case.facts))
    truth = {(f.key, f.sheet, f.cell): f for f in case.facts}
    extra = {(f.key, f.sheet, f.cell): f for f in case.optional}
    seen = set()
    for one in result.observations:
        key = (
            one.indicator,
            one.area,
            one.year_start,
            one.year_end,
            one.sex,
            one.age,
            one.residence,
            one.wealth,
            one.disability,
        )
        name = (key, one.sheet, one.cell)
        fact = truth.get(name) or extra.get(name)
        if fact is None or not _same(fact.value, one.value):
            out.wrong.append(f"{one.sheet}!{one.cell}: read {key} = {one.value}")
            continue
        for name, wanted in fact.extras:
            if getattr(one, name) != wanted:
                out.wrong.append(f"{one.sheet}!{one.cell}: {name} is {getattr(one, name)!r}, not {wanted!r}")
        seen.add((key, one.sheet, one.cell))
    reported = {(p.sheet, p.cell) for p in result.problems}
    lines = {(sheet, *parse_a1(cell)) for sheet, cell in reported if cell}
    for name, fact in truth.items():
        if name in seen:
            continue
        row, col = parse_a1(fact.cell)
        near = any(sheet == fact.sheet and (r == row or c == col or r < row) for sheet, r, c in lines)
        text = f"{fact.sheet}!{fact.cell}: {fact.key} = {fact.value}"
        (out.unread if near else out.dropped).append(text)
    expected = set(case.errors)
    found = {(p.code, p.sheet, p.cell) for p in result.problems}
    out.unreported = [f"{code} at {sheet}!{cell}" for code, sheet, cell in sorted(expected - found)]
    out.false_alarms = [
        f"{p.severity} {p.code} at {p.sheet}!{p.cell} ({p.value}): {p.message}"
        for p in result.problems
        if (p.code, p.sheet, p.cell) not in expected and p.code not in case.tolerated
    ]
    read = len(result.observations)
    if result.found != read + result.rejected + result.skipped:
        out.unbalanced = f"{result.found} found, {read} accepted, {result.rejected} rejected, {result.skipped} skipped"
    return out


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9 * max(1.0, abs(one))
