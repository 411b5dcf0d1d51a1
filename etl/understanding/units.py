"""Units as headers, titles and cells state them."""

from __future__ import annotations

from typing import NamedTuple


class UnitFound(NamedTuple):
    """The unit a label states and the label without it; ``unit`` is ``""`` when it states none.

    Units: those of ``childrights.model.UNITS`` and, never accepted as they stand: ``proportion`` (0 to 1),
    ``per_10000``, ``thousands``, ``millions``, ``currency``.
    """

    unit: str
    rest: str


def find_unit(text: str) -> UnitFound:
    """The unit stated inside a label, e.g. ``Stunting (%)``, ``ភាគរយ``, ``deaths per 1,000 live births``."""
    raise NotImplementedError


def contradicts(declared: str, unit: str) -> bool:
    """Whether the unit a file declares contradicts the catalogue's unit (never converted silently).

    ``proportion`` does not contradict ``percent``: it is the one declared scale that is read.
    """
    raise NotImplementedError
