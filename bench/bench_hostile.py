"""Files made to hurt: each ends within 90 s and 700 MB with a sentence, or is read.

``HOSTILE_KINDS=a,b`` in the environment chooses some. What was measured stands in
``bench/results/hostile.csv``.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.hostile import HOSTILE, hostile_file
from bench.measure import Case, measured
from childrights.catalogue import RefusedFile
from etl.ledger import State
from etl.problems import CheckResult
from etl.understanding import refused_result, text_report
from etl.worker.errands import Looked, OfFile
from etl.worker.limits import LIMITS, MEGABYTE
from etl.worker.line import ReadingLine

RESULTS = Path(__file__).resolve().parent / "results" / "hostile.csv"
_SMALL = b"Province,Indicator,Year,Sex,Value\nKampot,Stunting,2014,Male,30.1\nKep,Stunting,2014,Male,29.4\n"
SLACK = 1.1
"""Watching from outside is done ten times a second, and an answer has to arrive."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How the reading of one hostile file ended."""

    kind: str
    bytes: int
    seconds: float
    megabytes: float
    answer: str


def cases() -> Iterator[Case]:
    """Each kind as two cases: seconds and megabytes against what is allowed."""
    kinds = [one for one in os.environ.get("HOSTILE_KINDS", "").split(",") if one] or list(HOSTILE)
    line = ReadingLine()
    ended = []
    try:
        for kind in kinds:
            found = read_hostile(line, kind)
            ended.append(found)
            what = f"{found.bytes:,} bytes; {found.answer}"
            yield measured(f"{kind}, time", what, found.seconds, LIMITS.seconds * SLACK)
            yield measured(f"{kind}, memory", what, found.megabytes, LIMITS.memory / MEGABYTE * SLACK, "MB")
    finally:
        line.close()
    if len(ended) == len(HOSTILE):
        _write(ended)


def read_hostile(line: ReadingLine, kind: str, size: float = 1.0) -> Ended:
    """Have one hostile file read; asserts that it is told of in both languages."""
    name, content = hostile_file(kind, size)
    most = 0

    def tell(_: object) -> None:
        nonlocal most
        most = max(most, line.memory)

    # A small file first: what is measured is the reading, not how long a busy computer takes to start the process.
    line.ask("look", _SMALL, OfFile("small.csv", State.default().home), file_name="small.csv", tell=lambda _: None)
    begun = time.monotonic()
    try:
        found: Looked = line.ask("look", content, OfFile(name, State.default().home), file_name=name, tell=tell)
        checked = found.checked
    except RefusedFile as refusal:
        checked = refused_result(name, refusal)
    seconds = time.monotonic() - begun
    assert text_report(checked, "en") != text_report(checked, "km"), kind
    return Ended(kind, len(content), round(seconds, 2), round(most / MEGABYTE, 1), _answer(checked))


def _answer(checked: CheckResult) -> str:
    if not checked.problems:
        return f"read: {len(checked.observations)} figures"
    first = checked.problems[0]
    return f"{first.code}: {first.message[:90]}"


def _write(ended: list[Ended]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["kind", "bytes", "seconds", "megabytes", "answer"])
        writer.writerows([one.kind, one.bytes, one.seconds, one.megabytes, one.answer] for one in ended)
