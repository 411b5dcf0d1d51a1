"""Every paper there is: all forms in all their languages on every right, the forms of a place in three provinces.

Each is held to the rules of ``tests/childrights/papers/rules.py``: each code leads to a figure, no figure is told
without its newest sibling, a right with findings on groups tells one, no sentence stands twice. The provinces are drawn
with ``SEED``. Kept in
``bench/results/papers.csv``: what each paper holds, and what is wrong with it.
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.measure import Case, measured
from childrights.catalogue import Catalogue, load_catalogue
from childrights.composer import Desks
from childrights.papers import Choice, document, load_forms
from childrights.snapshot import Snapshot, open_current
from etl.ledger import State
from etl.snapshot import build
from geo import PROVINCES
from tests.childrights.papers.rules import Held, broken

TODAY, SEED, PLACES = date(2026, 12, 1), 15, 3
RESULTS = Path(__file__).parent / "results" / "papers.csv"
HEAD = ("form", "lang", "rights", "areas", "limit", "words", "figures", "findings", "blanks", "left_out", "faults")
OF_ALL = ("annual", "analysis", "alternative", "upr")
ALLOWED_S = 10.0
"""Seconds of a processor that the slowest paper may take without its file."""


def choices(catalogue: Catalogue) -> Iterator[Choice]:
    """Every form, language and right; of the forms of a place each right in three provinces; of the long ones all
    rights at once, with and without their usual limit."""
    numbered = sorted((int(one.number), code) for code, one in catalogue.clusters.items() if one.number)
    every = tuple(code for number, code in numbered if number)
    places = tuple(random.Random(SEED).sample(sorted(PROVINCES), PLACES))
    for form in load_forms().values():
        for lang in form.languages:
            if "rights" not in form.choices:
                yield Choice(form.key, lang, signatories=("One", "Two"))
                continue
            for right in every:
                if not form.is_of_place:
                    yield Choice(form.key, lang, (right,), places if "areas" in form.choices else ())
                    continue
                if "areas" not in form.needs:
                    yield Choice(form.key, lang, (right,))
                for area in places:
                    yield Choice(form.key, lang, (right,), (area,))
            if form.key in OF_ALL:
                yield Choice(form.key, lang, every)
                for limit in form.limits[:1]:
                    yield Choice(form.key, lang, every, limit=limit)


def cases() -> Iterator[Case]:
    """Every paper, then how many rules they break and how long the slowest took."""
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        build(State(Path(folder)))
        snapshot = open_current(Path(folder))
        rows, slowest = _rows(snapshot, catalogue)
        snapshot.close()
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(rows)
    faults = sum(bool(row[-1]) for row in rows)
    yield measured("papers with a fault", f"of {len(rows)}, all forms, languages and rights", faults, 0, "papers")
    yield measured("slowest paper", "composed, without its file, in processor time", slowest, ALLOWED_S)


def _rows(snapshot: Snapshot, catalogue: Catalogue) -> tuple[list[tuple[object, ...]], float]:
    desks, slowest, rows = Desks(snapshot, catalogue, TODAY.year), 0.0, list[tuple[object, ...]]()
    held = Held(desks)
    for choice in choices(catalogue):
        begun = time.process_time()
        paper = document(snapshot, catalogue, choice, (), TODAY, desks=desks)
        slowest = max(slowest, time.process_time() - begun)
        wrong = broken(paper, choice, held)
        about = (choice.form, choice.lang, "+".join(choice.rights), "+".join(choice.areas), choice.limit)
        counts = (paper.words, len(paper.observations), len(paper.sections), len(paper.blanks), len(paper.left_out))
        rows.append((*about, *counts, " | ".join(wrong)))
        if wrong:
            print(*about, *wrong, sep="\n  ", flush=True)
    return rows, slowest
