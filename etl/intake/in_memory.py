"""The ETL for somebody who holds a file in memory, as the pages do: bytes in, answers and bytes out.

What a person sent never touches the disk: a process that is killed would leave it behind, whoever it is about.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from childrights.catalogue import Catalogue
from childrights.members import Provenance
from childrights.snapshot import last_values
from etl.intake.accepting import LoadResult, ReadyToKeep, accept, check_for, published_figures
from etl.labels import Decisions
from etl.ledger import State, last_said
from etl.permissions import Actor
from etl.problems import CheckResult, Problem
from etl.reading import Sheet, read_workbook
from etl.understanding import write_records
from etl.workbooks import annotated, said_in, write_template
from geo import load_provinces

_LONGEST_SUFFIX = 8


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a file: the check's answer, its sheets as read (none of a file that is refused), the kind of
    source that it names itself (the official workbook does), and what it was checked with."""

    checked: CheckResult
    sheets: tuple[Sheet, ...]
    said: Provenance | None = None
    decisions: Decisions = field(default_factory=Decisions)


def examine(
    state: State, content: bytes, file_name: str, *, member: str, decided: Mapping[str, Any], catalogue: Catalogue
) -> Examined:
    """Check a file with what was decided about it and what the member confirmed before. Keeps nothing.

    ``decided`` has the parts of ``--map``. Raises ``DecisionsError``.
    """
    decisions = Decisions.from_mapping(decided, catalogue.indicators)
    checked = check_for(state, content, decisions=decisions, member=member, file_name=file_name)
    book = None if checked.refused else read_workbook(content, file_name=file_name)
    sheets = tuple(book.sheets) if book else ()
    return Examined(checked, sheets, said_in(book) if book else None, decisions)


def marked_copy(content: bytes, file_name: str, problems: Sequence[Problem], lang: str) -> bytes:
    """The person's own workbook with its problems marked, as .xlsx."""
    return annotated(content, problems, lang, file_name=file_name)


def records_csv(checked: CheckResult) -> bytes:
    """The figures that were read, with the cells they stand in, as CSV."""
    return _made(".csv", lambda out: write_records(checked, out))


def template(
    state: State,
    catalogue: Catalogue,
    *,
    indicators: Sequence[str],
    member: str,
    year: int,
    lang: str,
    rows: Sequence[tuple[str, str, str, str]] = (),
) -> bytes:
    """The official workbook, with the last published values beside its cells; ``rows`` as of ``write_template``."""
    last = last_values(published_figures(state, member))
    said = last_said(state, member) if member else None
    provinces = load_provinces()
    return _made(
        ".xlsx",
        lambda out: write_template(
            out,
            catalogue,
            provinces,
            indicators=indicators,
            member=member,
            year=year,
            lang=lang,
            last_values=last,
            said=said,
            rows=rows,
        ),
    )


def publish(
    state: State,
    content: bytes,
    file_name: str,
    found: Examined,
    *,
    member: str,
    who: Actor,
    confirmed: Mapping[str, Mapping[str, str]],
    said: Provenance | None = None,
    replaces: str = "",
    ready: ReadyToKeep | None = None,
) -> LoadResult:
    """Keep the sound figures of a checked file: they wait, or are published; see ``accept``. ``said`` is the kind of
    source."""
    return accept(
        state,
        content,
        found.checked,
        member=member,
        who=who,
        file_name=file_name,
        confirmed=confirmed,
        decisions=found.decisions,
        provenance=said,
        replaces=replaces,
        ready=ready,
    )


def _made(suffix: str, write: Callable[[Path], object]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="childrights-") as folder:
        path = Path(folder) / f"made{suffix[:_LONGEST_SUFFIX]}"
        write(path)
        return path.read_bytes()
