"""What the State answered to a recommendation, when, and by which word: a position changes, and none is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.rights.brought_in import Addition
from childrights.rights.recommendations import POSITIONS, Recommendation
from geo import REFERENCE_FOLDER

POSITIONS_FILE = REFERENCE_FOLDER / "recommendation_positions.csv"


@dataclass(frozen=True, slots=True)
class PositionSaid:
    """One answer. ``position`` is a key of ``POSITIONS``, or empty where the words are none of them.

    ``said_on`` is a day or a month, empty when not read; ``word`` what the document says: a State may write
    "rejected", which counts as noted.
    """

    recommendation: str
    said_on: str
    position: str
    word: str
    source: str


@lru_cache(maxsize=4)
def load_positions(path: Path = POSITIONS_FILE) -> Mapping[str, tuple[PositionSaid, ...]]:
    """Every answer that was read, by recommendation, oldest first. Raises ``ReferenceTableError``."""
    found: dict[str, list[PositionSaid]] = {}
    for row in read_rows(path, ("recommendation", "said_on", "position", "word_used", "source")):
        code = row.required("recommendation")
        position = row.choice("position", tuple(POSITIONS))
        said = PositionSaid(code, row.text("said_on"), position, row.text("word_used"), row.required("source"))
        if any(said.said_on < one.said_on for one in found.get(code, ())):
            raise row.refuse("said_on", "stands after a later answer; the oldest comes first")
        found.setdefault(code, []).append(said)
    return {code: tuple(rows) for code, rows in found.items()}


def position_history(
    code: str, shipped: Iterable[Recommendation], given: Sequence[Addition], read: Mapping[str, Sequence[PositionSaid]]
) -> tuple[PositionSaid, ...]:
    """Every answer to one recommendation, oldest first: those read, then each by which an import changed it."""
    history = list(read.get(code, ()))
    if not history:
        history += [
            PositionSaid(code, "", one.answer, one.position, one.document)
            for one in shipped
            if one.code == code and one.position
        ]
    for one in given:
        asked = one.asked
        if asked.code != code or not one.origin.stands or not asked.position:
            continue
        last = history[-1] if history else None
        if last and (asked.answer == last.position if asked.answer else asked.position == last.word):
            continue
        day, file = one.origin.recorded_at[:10], one.origin.file_name
        history.append(PositionSaid(code, day, asked.answer, asked.position, file))
    return tuple(history)
