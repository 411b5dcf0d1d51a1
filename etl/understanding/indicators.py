"""Which indicator a label means. Only exact names are taken; everything else is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from childrights.catalogue import Catalogue
from etl.understanding.categories import CategoryReading
from etl.understanding.periods import PeriodReading


class IndicatorMatch(NamedTuple):
    """``kind``: ``exact | alias | doubtful | none``; only ``exact`` and ``alias`` may be taken (``code`` is set).

    ``candidates`` are ``(code, score 0..100)``, best first. ``unit``, ``categories`` and ``periods`` were told in
    the same label; what the indicator's own definition already says (under five, women 20-24) is not repeated.
    """

    kind: str
    code: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    unit: str = ""
    categories: tuple[CategoryReading, ...] = ()
    periods: tuple[PeriodReading, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether the match is certain enough to be used without asking."""
        return self.kind in ("exact", "alias")


class IndicatorMatcher:
    """Matches labels against the catalogue and what this member confirmed before (``remembered`` wins)."""

    def __init__(self, catalogue: Catalogue, remembered: Mapping[str, str] | None = None) -> None:
        self.catalogue = catalogue

    def match(self, text: object) -> IndicatorMatch:
        """A label that should name one indicator: a header, a cell of an indicator column."""
        raise NotImplementedError

    def find(self, text: str) -> IndicatorMatch:
        """The indicator named inside a title, a sheet name or a file name."""
        raise NotImplementedError

    def implied(self, code: str) -> frozenset[tuple[str, str]]:
        """``(dimension, code)`` pairs that the indicator's own definition states: read them as ``total``."""
        raise NotImplementedError
