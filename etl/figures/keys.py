"""What makes one figure different from every other: its dimensions."""

from __future__ import annotations

from typing import NamedTuple


class FigureKey(NamedTuple):
    """The dimensions of one figure; ``power`` is a power of ten that SDMX states, ``status`` a status column's text."""

    indicator: str
    area: str
    period: tuple[int, int, str, str]
    sex: str
    age: str
    residence: str
    wealth: str
    disability: str
    unit: str = ""
    power: int = 0
    status: str = ""


def with_group(key: FigureKey, dimension: str, code: str) -> FigureKey:
    """The same figure for one group of a dimension."""
    fields = key._asdict()
    fields[dimension] = code
    return FigureKey(**fields)
