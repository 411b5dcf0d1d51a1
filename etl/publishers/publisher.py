"""What is particular to a publisher, and what the others hand to it: a module each, all of this shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from childrights.catalogue import Catalogue, Observation
from etl.doors import DoorContext
from etl.gate import fault, within_case_rule
from etl.ledger import code_of_fetched
from etl.publishers.asking import Question
from etl.publishers.replies import Reply
from etl.publishers.series_table import PublisherEntry
from etl.publishers.told import RowFault, RowProblem, Told, one_line
from geo import Gazetteer


@dataclass(slots=True)
class SeriesReading:
    """One series as the replies tell it. A series with ``faults`` is held: it is never accepted in part.

    ``left_out`` counts rows that are not ours to keep, by the reason; ``remarks`` are worth a look. ``version`` is the
    publisher's name for this state of its figures, where it has one.
    """

    series: str
    figures: list[Observation] = field(default_factory=list)
    faults: list[RowProblem] = field(default_factory=list)
    left_out: Counter[Told] = field(default_factory=Counter)
    remarks: list[RowProblem] = field(default_factory=list)
    version: str = ""


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What replies are read against."""

    catalogue: Catalogue
    gazetteer: Gazetteer

    @property
    def doors(self) -> DoorContext:
        """The same for a door."""
        return DoorContext(self.catalogue, self.gazetteer)


class Publisher(Protocol):
    """What a module for a publisher answers."""

    def questions(self, entry: PublisherEntry) -> Sequence[Question]:
        """The first page of everything that is asked."""

    def following(self, question: Question, content: bytes) -> Question | None:
        """The next page, ``None`` after the last one."""

    def sound(self, content: bytes) -> None:
        """Raise ``UnsoundReply`` for a reply that is no data."""

    def is_ours(self, entry: PublisherEntry, content: bytes) -> bool:
        """Whether a file that somebody downloaded is of this publisher."""

    def read(
        self, entry: PublisherEntry, replies: Sequence[Reply], context: ReadingContext
    ) -> dict[str, SeriesReading]:
        """Every series that the replies hold, by its code. Raises ``UnsoundReply`` when the shape is not known."""


def checked(entry: PublisherEntry, reading: SeriesReading, context: ReadingContext) -> SeriesReading:
    """The reading with its figures as the gate will let them stand, each once, with source and code.

    What the gate would keep out is a fault here, where somebody can still see it.
    """
    known = replace(context.catalogue, sources={**context.catalogue.sources, entry.source.key: entry.source})
    kept: dict[tuple[str, ...], Observation] = {}
    for found in reading.figures:
        one = within_case_rule(replace(found, source=entry.source.key), known)
        _, unsound = fault(one, known, entry.survey)
        before = kept.get(one.about)
        where = (one.area or found.area_as_published, one.period_label)
        if unsound is not None:
            reading.faults.append(RowProblem(unsound, *where))
        elif before is None:
            kept[one.about] = replace(one, id=code_of_fetched(entry.code, one))
        elif (before.value, before.lower, before.upper) != (one.value, one.lower, one.upper):
            # A value that is hidden for its few cases is not told.
            hidden = before.value is None or one.value is None
            values = {} if hidden else {"value": before.value, "second": one.value}
            reading.faults.append(
                RowProblem(RowFault("twice" if hidden else "twice_otherwise", **values).problem, *where)
            )
    reading.figures = list(kept.values())
    reading.version = one_line(reading.version, 60)
    return reading
