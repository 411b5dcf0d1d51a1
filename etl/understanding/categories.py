"""Sex, residence, age, wealth and disability, as officers write them in English and Khmer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class CategoryReading(NamedTuple):
    """``dimension`` is ``sex | age | residence | wealth | disability``, or ``""`` for a bare "Total" that fits any.

    ``certainty`` is ``sure``, or ``weak`` for words that mean this only in a column known to hold the dimension
    (``F``, ``Q1``, ``second``, ``<5``, ``0-4``).
    """

    dimension: str
    code: str
    certainty: str = "sure"


class CategoriesFound(NamedTuple):
    """The categories inside a longer label, and what is left of the label without them."""

    found: tuple[CategoryReading, ...]
    rest: str


def read_category(text: object, dimension: str = "") -> CategoryReading | None:
    """Read text that is one category and nothing else; ``dimension`` narrows it when the column is known."""
    raise NotImplementedError


def find_categories(text: str) -> CategoriesFound:
    """Sure categories inside a combined header such as ``Urban female`` or ``Stunting - girls 0-4 years``."""
    raise NotImplementedError


def read_dimension(text: str) -> str | None:
    """The dimension a header names (``Sex``, ``Age group``, ``ភេទ``), or ``None``."""
    raise NotImplementedError


def suggest_category(text: str, dimension: str) -> tuple[str, ...]:
    """Codes a person may have meant, best first; proposals only, never taken."""
    raise NotImplementedError


def categories_of(labels: Iterable[object], dimension: str) -> dict[str, CategoryReading | None]:
    """Read all labels of one column together, so that quartiles and quintiles are never mixed up."""
    raise NotImplementedError
