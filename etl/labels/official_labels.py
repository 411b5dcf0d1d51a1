"""The labels of the National Institute of Statistics, judged by hand: an indicator of ours, a question or neither.

The judgements stand beside the labels in ``data/reference/labels_km_official.csv``: ``exact CODE`` is read, ``ask
CODE;CODE`` is asked about with the indicators whose unit and people fit, ``none`` is no indicator of the catalogue.
They go before names that sound alike: a heading of the institute is never filed under a neighbouring definition.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from etl.cells import plain
from etl.labels.reductions import label_key

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "labels_km_official.csv"
_NUMBERING = re.compile("^\\d+(?:\\.(?:\\d+|[a-z]|[\u1780-\u17a2]))+\\.?\\s*")
_SHORTEST, _MOST = 12, 0.6


class Judged(NamedTuple):
    """``kind``: ``exact``, ``ask`` or ``none``; ``codes`` are the indicators meant or offered."""

    kind: str
    codes: tuple[str, ...]


@lru_cache(maxsize=1)
def judgements() -> Mapping[str, Judged]:
    """Every official label of a series by its key, with its number (``៣.៣.១``) and without."""
    found: dict[str, Judged] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["concept"] == "SERIES":
                for label, meaning in ((row["label_km"], row["meaning"]), (row["label_en"], row["meaning_en"])):
                    kind, _, codes = meaning.partition(" ")
                    judged = Judged(kind, tuple(codes.split(";")) if codes else ())
                    for text in _spellings(label):
                        found.setdefault(label_key(text), judged)
    return found


def _spellings(label: str) -> Iterator[str]:
    yield label
    yield _NUMBERING.sub("", plain(label))


@lru_cache(maxsize=1)
def _long_first() -> tuple[str, ...]:
    return tuple(sorted((key for key in judgements() if len(key) >= _SHORTEST), key=len, reverse=True))


def official_in(title: str) -> Judged | None:
    """The judgement of an official label inside a title ("… by province, 2022"); of one that is no indicator of ours
    only where the title says little else."""
    whole = label_key(title)
    name = next((key for key in _long_first() if key in whole), None)
    if name is None or (judgements()[name].kind == "none" and len(name) < _MOST * len(whole)):
        return None
    return judgements()[name]
