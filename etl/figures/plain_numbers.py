"""The plain numbers of large tables, read by the hundred thousand: every distinct cell is read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from childrights.catalogue import Observation
from etl.cells import ColumnReader, ValueReading
from etl.figures.fast_observations import plain_observation
from etl.figures.records import Block, Record
from etl.reading import CellValue, column_name
from etl.tables import View

_UNREAD: Any = object()
_READABLE = frozenset((float, int, str))


@dataclass(slots=True)
class Group:
    """The figures of one indicator and declared unit: places of blocks, single records, and totals over places."""

    spans: list[tuple[Block, list[int]]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    totals: list[Record] = field(default_factory=list)

    def all_records(self) -> list[Record]:
        """Every cell of the spans and the records, one by one."""
        return [*(block.record(place) for block, places in self.spans for place in places), *self.records]


class PlainReader:
    """Turns the cells of one group that hold a number and nothing else into observations."""

    def __init__(self, view: View, reader: ColumnReader, observations: list[Observation]) -> None:
        self.view, self.reader, self.observations = view, reader, observations
        self.known: dict[Any, float | None] = {}

    def read(self, group: Group) -> list[Record]:
        """Append the observations of all plain cells; returns the records of all other cells."""
        rest = [record for block, places in group.spans for record in self._block(block, places)]
        return rest + [record for record in group.records if not self._record(record)]

    def _block(self, block: Block, places: Sequence[int]) -> Iterator[Record]:
        col = block.measure.col
        column, sheet, name = self.view.cols[col], self.view.sheet.name, column_name(col)
        rows, keys, published, known = block.rows, block.keys, block.published, self.known
        append = self.observations.append
        for place in places:
            row, key = rows[place], keys[place]
            given = column[row]
            value = None
            if type(given) in _READABLE:
                value = known.get(given, _UNREAD)
                if value is _UNREAD:
                    value = known[given] = _only_a_number(self.reader.read(given))
            if value is None or key[9] or key[10] or key[2][3]:
                yield block.record(place)
            else:
                append(plain_observation(key, value, sheet, f"{name}{row + 1}", published[place]))

    def _record(self, record: Record) -> bool:
        """Read one cell by itself; ``False`` when it holds more than a number."""
        block = Block(record.measure, [record.row], [record.key], [record.published])
        return not list(self._block(block, (0,)))


def _only_a_number(reading: ValueReading) -> float | None:
    """The value of a reading that says nothing besides."""
    return reading.value if reading == ValueReading("value", reading.value) else None


def distinct(values: Iterable[CellValue]) -> list[CellValue]:
    """Each value once; numbers and the truth values that equal them are kept apart by their type."""
    return [value for _, value in dict.fromkeys((type(value), value) for value in values)]
