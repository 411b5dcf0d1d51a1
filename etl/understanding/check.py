"""Checking one file from end to end: read, understand, answer. A dry run: nothing is kept."""

from __future__ import annotations

import csv
import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from childrights.catalogue import Catalogue, Observation, RefusedFile, load_catalogue
from childrights.files import writing
from etl.gate import Surrounding, foreseen
from etl.labels import NO_MEMORY, Decisions, Memory
from etl.persons import file_names_a_person, neutral_name
from etl.problems import CheckResult, Problem, Problems, problem
from etl.reading import FileRefusal, Workbook, read_workbook
from etl.understanding.engine import check_workbook
from etl.understanding.kept_back import told_hidden
from etl.understanding.table_words import explanation, layout_words
from geo import Gazetteer, load_gazetteer

RECORD_COLUMNS = (
    "indicator",
    "area",
    "year_start",
    "year_end",
    "sex",
    "age",
    "residence",
    "wealth",
    "disability",
    "value",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "sample_size",
    "status",
    "sheet",
    "cell",
)


def check_file(
    path: Path | bytes | Workbook,
    *,
    catalogue: Catalogue | None = None,
    gazetteer: Gazetteer | None = None,
    decisions: Decisions | None = None,
    published: Sequence[Observation] = (),
    memory: Memory = NO_MEMORY,
    domains: Sequence[str] = (),
    file_name: str | None = None,
    around: Surrounding | None = None,
    foresee: bool = True,
) -> CheckResult:
    """Read and understand one file. A file that cannot be read gives a result with that one problem, no exception.

    ``path`` may also be what the file holds, or the workbook as read. ``file_name`` is the name the person gave it,
    where ``path`` does not say. ``around`` is what its figures would be set beside, ``published`` alone where it is not
    given; without ``foresee`` nobody asks which of them will be shown.
    """
    name = file_name or (path.name if isinstance(path, Path) else "")
    with _without_collecting():
        try:
            workbook = path if isinstance(path, Workbook) else read_workbook(path, file_name=name)
        except RefusedFile as refusal:
            return refused_result(name, refusal, gazetteer)
        catalogue = catalogue or load_catalogue()
        found = check_workbook(
            workbook,
            catalogue=catalogue,
            gazetteer=gazetteer or load_gazetteer(),
            decisions=decisions or Decisions(),
            published=published,
            memory=memory,
            domains=domains,
        )
        return with_foreseen(found, catalogue, around or Surrounding(published)) if foresee else found


def with_foreseen(found: CheckResult, catalogue: Catalogue, around: Surrounding) -> CheckResult:
    """What was found, with the figures that will not be shown: counted by the rule, and told where children are
    protected by it."""
    coming = foreseen(found.observations, catalogue, around)
    problems = Problems(told_hidden(coming, found.observations, catalogue, around.before.raised)).told()
    return replace(
        found,
        withheld=dict(Counter(one.rule for one in coming)),
        unseen={one.at: one.rule for one in coming},
        small=frozenset(one.at for one in coming if one.is_small),
        problems=(*found.problems, *problems),
    )


def refused_result(name: str, refusal: RefusedFile, gazetteer: Gazetteer | None = None) -> CheckResult:
    """The answer about a file that was refused; without its name where that seems to be a person's."""
    name, told = _unnamed(name, _told(refusal), gazetteer or load_gazetteer())
    return CheckResult(name, "", (), (), 0, 0, 0, (told,))


def _unnamed(name: str, told: Problem, gazetteer: Gazetteer) -> tuple[str, Problem]:
    """The name of a refused file and why it was; of a file that is called as a person the name is the reason told."""
    if file_names_a_person(name, lambda text: gazetteer.match(text).certain is not None):
        return neutral_name(name), problem("personal_data", "file_name", "error", "", "")
    return name, told


def _told(refusal: RefusedFile) -> Problem:
    """The refusal as a problem of the whole file; its own sentence says what to do."""
    if not isinstance(refusal, FileRefusal):
        return Problem("error", "unreadable_file", "", "", "", str(refusal))
    message_id = f"{refusal.code}/{refusal.reason}"
    return Problem("error", refusal.code, "", "", "", str(refusal), "", message_id, tuple(refusal.params.items()))


_MANY_OBJECTS = 50_000


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hundreds of thousands of small objects are made and kept: the collector would walk them again and again.

    Frozen and thawed they count as old, so that it does not walk all of them at once either when it is back; where the
    server has frozen what it started with, that stays so. To ask for that walks all that is frozen, so nobody does
    after a small file.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _MANY_OBJECTS and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def result_to_json(result: CheckResult) -> dict[str, Any]:
    """The answer of ``check --json`` (a contract: see the command line in the documentation)."""
    return {
        "file": result.file,
        "tables": [
            {"sheet": t.sheet, "range": t.cell_range, "explanation": explanation(t), "layout": layout_words(t)}
            for t in result.tables
        ],
        "observations": result.found,
        "accepted": len(result.observations),
        "rejected": result.rejected,
        "skipped": result.skipped,
        "shown": result.shown,
        "withheld": sum(result.withheld.values()),
        "withheld_by": dict(result.withheld),
        "problems": [
            {
                "severity": p.severity,
                "code": p.code,
                "sheet": p.sheet,
                "cell": p.cell,
                "value": p.value,
                "message": p.message,
                "suggestion": p.suggestion,
            }
            for p in result.problems
        ],
    }


def write_records(result: CheckResult, path: Path) -> None:
    """Write the accepted observations as CSV (UTF-8) with the columns of ``RECORD_COLUMNS``. Raises ``CannotWrite``."""
    with writing(path), path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(RECORD_COLUMNS)
        for one in result.observations:
            writer.writerow([_plain(getattr(one, column)) for column in RECORD_COLUMNS])


def _plain(value: object) -> object:
    """Numbers without ``.0`` and without an exponent; missing ones empty."""
    if value is None:
        return ""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value
