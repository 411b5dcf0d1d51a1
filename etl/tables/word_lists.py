"""The lists of words that the finder of tables looks up, kept as data in ``words.csv``."""

from __future__ import annotations

from pathlib import Path

from etl.cells import word_lists

LISTS = word_lists(Path(__file__).resolve().parent / "words.csv")
