"""The sentences of all problems, read once from ``sentences.csv``: what happened, and what to do about it.

A problem is named by its code and a variant. A pair that stands nowhere in the table is a slip of the program and is
refused where it is made: an instead-sentence would tell a person the wrong thing and nobody would notice.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

SENTENCES_FILE = Path(__file__).resolve().parent / "sentences.csv"


class Sentence(NamedTuple):
    """``text`` says what happened, ``cure`` what to do; both are msgids with named gaps."""

    text: str
    cure: str


def _read() -> dict[tuple[str, str], Sentence]:
    with SENTENCES_FILE.open(encoding="utf-8", newline="") as file:
        return {(row["code"], row["variant"]): Sentence(row["text"], row["cure"]) for row in csv.DictReader(file)}


SENTENCES = _read()
"""Code and variant to sentence, in the order of the file."""


def sentence_of(code: str, variant: str) -> Sentence:
    """The sentence of a problem; a pair without one is refused."""
    if (found := SENTENCES.get((code, variant))) is None:
        raise LookupError(f"sentences.csv has no row for the problem {code}/{variant}")
    return found
