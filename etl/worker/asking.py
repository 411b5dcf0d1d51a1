"""What pages ask of the process that reads files: the same answers as in-process, with the file read elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from childrights.catalogue import Catalogue
from etl.intake import ReadyToKeep, in_memory
from etl.labels import Decisions
from etl.ledger import State
from etl.problems import Problem
from etl.reading import Workbook
from etl.understanding import refused_result
from etl.worker.errands import Looked, OfFile, ToKeep, ToMark
from etl.worker.line import LINE, ReadingProgress, ReadingStopped, Tell


def untold(_: ReadingProgress) -> None:
    """Nobody watches."""


def warm() -> None:
    """Have a process ready before the first file comes; costs the caller nothing."""
    LINE.warm()


def examine(
    state: State,
    content: bytes,
    file_name: str,
    *,
    member: str,
    decided: Mapping[str, Any],
    catalogue: Catalogue,
    tell: Tell = untold,
) -> in_memory.Examined:
    """Check a file with what was decided about it, see ``in_memory.examine``. One that takes too much is refused as
    one that cannot be read. Raises ``DecisionsError``."""
    decisions = Decisions.from_mapping(decided, catalogue.indicators)
    asked = OfFile(file_name, state.home.resolve(), member, json.dumps(decided))
    try:
        found: Looked = LINE.ask("look", content, asked, file_name=file_name, tell=tell)
    except ReadingStopped as refusal:
        return in_memory.Examined(refused_result(file_name, refusal), (), None, decisions)
    return in_memory.Examined(found.checked, tuple(found.sheets), found.said, decisions)


def make_ready(
    state: State, content: bytes, file_name: str, found: in_memory.Examined, *, member: str, decided: Mapping[str, Any]
) -> ReadyToKeep:
    """What is kept of a checked file beside its figures. Raises ``ReadingStopped``."""
    of = OfFile(file_name, state.home.resolve(), member, json.dumps(decided))
    ready: ReadyToKeep = LINE.ask("keep", content, ToKeep(of, found.checked), file_name=file_name, tell=untold)
    return ready


def marked_copy(content: bytes, file_name: str, problems: Sequence[Problem], lang: str) -> bytes:
    """The person's own workbook with its problems marked, as .xlsx. Raises ``ReadingStopped``."""
    marked: bytes = LINE.ask("mark", content, ToMark(file_name, problems, lang), file_name=file_name, tell=untold)
    return marked


def open_book(content: bytes, file_name: str, tell: Tell = untold) -> Workbook:
    """A file of entries as sheets, see ``intake.open_file``. Raises ``FileRefusal``; ``ReadingStopped`` is one."""
    book: Workbook = LINE.ask("open", content, OfFile(file_name), file_name=file_name, tell=tell)
    return book
