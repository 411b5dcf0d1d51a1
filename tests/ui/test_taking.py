"""The page Data leads to every kind of file, and says what every column means."""

from __future__ import annotations

from childrights.export import COLUMNS, FORMATS
from ui.about.taking import FOR_WHOM, MEANINGS


def test_every_format_and_every_column_is_told_once() -> None:
    told = [name for names, _ in MEANINGS for name in names]
    assert sorted(told) == sorted(COLUMNS)
    assert set(FOR_WHOM) == set(FORMATS)
