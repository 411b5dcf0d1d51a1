"""What pages ask of the process that reads files: the same answers as in-process, with the file read elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from childrights.catalogue import Catalogue
from childrights.i18n import N_
from etl.intake import ReadyToKeep, in_memory
from etl.labels import Decisions
from etl.ledger import State, largest_upload
from etl.problems import Problem
from etl.reading import FileRefusal, Workbook
from etl.understanding import refused_result
from etl.worker.errands import Looked, OfFile, ToKeep, ToMark
from etl.worker.line import LINE, ReadingProgress, ReadingStopped, Tell
from etl.worker.travelling import Garbled

if TYPE_CHECKING:
    from etl.boundaries import LookedAt


def untold(_: ReadingProgress) -> None:
    """Nobody watches."""


def refuse_larger(state: State, content: bytes, file_name: str) -> None:
    """Refuse what is larger than the setting allows; whatever page or request it came by. Raises ``FileRefusal``."""
    most = largest_upload(state)
    if len(content) > most:
        raise FileRefusal("too_large", file=file_name, limit=most >> 20)


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
        refuse_larger(state, content, file_name)
        found: Looked = LINE.ask("look", content, asked, file_name=file_name, tell=tell)
    except FileRefusal as refusal:
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


def open_book(content: bytes, file_name: str, tell: Tell = untold, *, state: State | None = None) -> Workbook:
    """A file of entries as sheets, see ``intake.open_file``. Raises ``FileRefusal``; ``ReadingStopped`` is one."""
    refuse_larger(state or State.default(), content, file_name)
    book: Workbook = LINE.ask("open", content, OfFile(file_name), file_name=file_name, tell=tell)
    return book


TOOK_TOO_MUCH = frozenset({"too_slow", "too_much_memory"})
"""Why a reading ended that a smaller file would not have ended."""


def look_at_boundaries(state: State, content: bytes | Path, file_name: str, tell: Tell = untold) -> LookedAt:
    """What a file of boundaries would do, see ``etl.boundaries.look_at``. Raises ``RefusedBoundaries``, ``FileRefusal``
    where too many wait or the process that reads stopped, and what refuses the name of a file."""
    from etl.boundaries import RefusedBoundaries  # with its libraries, half a second that no workbook waits for
    from etl.worker.looked_at import arrived

    most = largest_upload(state)
    if isinstance(content, Path):
        with content.open("rb") as file:
            given = file.read(most + 1)  # of a file of many gigabytes not a byte more
    else:
        given = content
    if len(given) > most:
        large = N_(
            "{file} is larger than {limit} MB. Provinces need far less: take the file of provinces or districts."
        )
        raise RefusedBoundaries(large, file=file_name, limit=most >> 20)
    asked = OfFile(file_name, state.home.resolve())
    try:
        return arrived(LINE.ask("boundaries", given, asked, file_name=file_name, tell=tell))
    except Garbled as fault:
        raise ReadingStopped("stopped", file=file_name) from fault
    except ReadingStopped as fault:
        if fault.reason not in TOOK_TOO_MUCH:
            raise
        dear = N_(
            "{file} takes more time or memory to read than one file may have. Take the file of provinces or districts, "
            "with fewer points."
        )
        raise RefusedBoundaries(dear, file=file_name) from fault
