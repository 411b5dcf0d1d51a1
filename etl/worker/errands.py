"""What the process that reads files may be asked to do: each a function of what the file holds and of what is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from childrights.catalogue import RefusedFile, load_catalogue
from childrights.members import Provenance
from etl.intake import ReadyToKeep, check_for, in_memory, open_file, prepare
from etl.labels import Decisions
from etl.ledger import State
from etl.problems import CheckResult, Problem
from etl.reading import Sheet, Workbook, read_workbook
from etl.workbooks import said_in

Tell = Callable[[str], None]
UNDERSTANDING = "understanding"


@dataclass(frozen=True, slots=True)
class OfFile:
    """A file and how it is read: ``decided`` are the parts of ``--map`` as JSON."""

    file_name: str
    home: Path = Path()
    member: str = ""
    decided: str = "{}"

    @property
    def decisions(self) -> Decisions:
        """What was decided, understood. Raises ``DecisionsError``."""
        return Decisions.from_mapping(json.loads(self.decided), load_catalogue().indicators)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a file once it was read."""

    checked: CheckResult
    sheets: Sequence[Sheet] = ()
    said: Provenance | None = None


@dataclass(frozen=True, slots=True)
class ToMark:
    """A file and the problems that its copy is to show."""

    file_name: str
    problems: Sequence[Problem]
    lang: str


@dataclass(frozen=True, slots=True)
class ToKeep:
    """A checked file, of which a copy is to be kept."""

    of: OfFile
    checked: CheckResult


def look(content: bytes, asked: OfFile, tell: Tell) -> Looked:
    """Read and check a file."""
    state, decisions = State(asked.home), asked.decisions
    try:
        book: Workbook | bytes = read_workbook(content, file_name=asked.file_name)
    except RefusedFile:
        book = content  # the check says why, as it says everything
    tell(UNDERSTANDING)
    checked = check_for(state, book, decisions=decisions, member=asked.member, file_name=asked.file_name)
    if checked.refused or isinstance(book, bytes):
        return Looked(checked)
    return Looked(checked, tuple(book.sheets), said_in(book))


def mark(content: bytes, asked: ToMark, tell: Tell) -> bytes:
    """The workbook with its problems marked."""
    return in_memory.marked_copy(content, asked.file_name, asked.problems, asked.lang)


def keep(content: bytes, asked: ToKeep, tell: Tell) -> ReadyToKeep:
    """What is kept of a file beside its figures."""
    of = asked.of
    return prepare(
        State(of.home), content, asked.checked, decisions=of.decisions, member=of.member, file_name=of.file_name
    )


def open_entries(content: bytes, asked: OfFile, tell: Tell) -> Workbook:
    """A file of entries as sheets."""
    return open_file(content, asked.file_name)


def look_at_boundaries(content: bytes, asked: OfFile, tell: Tell) -> bytes:
    """What a file of boundaries would do, see ``etl.boundaries.look_at``."""
    from etl.boundaries import look_at  # with its libraries, half a second that no workbook waits for
    from etl.worker.looked_at import sent_off

    return sent_off(look_at(State(asked.home), content, asked.file_name))


class Errand(NamedTuple):
    """A function with the types of what is asked and of what is answered."""

    do: Callable[[bytes, Any, Tell], Any]
    asked: Any
    answered: Any


ERRANDS: Mapping[str, Errand] = {
    "look": Errand(look, OfFile, Looked),
    "mark": Errand(mark, ToMark, bytes),
    "keep": Errand(keep, ToKeep, ReadyToKeep),
    "open": Errand(open_entries, OfFile, Workbook),
    "boundaries": Errand(look_at_boundaries, OfFile, bytes),
}
