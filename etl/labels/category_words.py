"""The words officers use for sex, residence, age, wealth and disability, kept as data in ``category_words.csv``.

A ``sure`` word means its group wherever it stands, a ``weak`` one only where its dimension is known; a ``rank`` is a
step of wealth.
"""

from __future__ import annotations

from pathlib import Path

from etl.cells import word_rows

WORDS_FILE = Path(__file__).resolve().parent / "category_words.csv"
_ROWS = [(use, dimension, code, words) for (use, dimension, code), words in word_rows(WORDS_FILE)]

SURE_WORDS = {(dimension, code): words for use, dimension, code, words in _ROWS if use == "sure"}
WEAK_WORDS = {(dimension, code): words for use, dimension, code, words in _ROWS if use == "weak"}
WEALTH_RANKS = {word: code for use, _, code, words in _ROWS if use == "rank" for word in words}
QUINTILES = {
    "poorest": 1,
    "first": 1,
    "poorer": 2,
    "second": 2,
    "middle": 3,
    "third": 3,
    "richer": 4,
    "fourth": 4,
    "richest": 5,
    "fifth": 5,
}
QUARTILES = {"poorest": 1, "first": 1, "second": 2, "third": 3, "richest": 4, "fourth": 4}
