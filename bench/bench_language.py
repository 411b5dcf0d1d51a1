"""No word, date, digit or separator of the other language on any page, for anybody, in any state, nor in anything that
a verb answers, refuses or writes: what may stand there all the same is listed with its reason in ``allowed_words.csv``.

Then the language switched on every page, both ways, and every control touched in a browser: only words may change.

Then every page that browser tests look at in the language and at the size that the suite leaves out. Minutes of a
browser, so the suite holds a sample of the pages. A page that fails ends the benchmark.

Last what reads and publishes, as often as it takes to be sure: all figures through every format of export (the suite:
CSV, and each sixth indicator in the others), every damage in every format (each in CSV and one more), every kind of the
corpus saved and read as a file (each fourth) and copied clean (each third), fifty publications under eight readers
(twelve), twenty builds killed (eight); every view of five indicators shared (two each) and all briefs, annexes and
slides in the language, the places and the formats that the suite takes by turns.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Case, measured
from bench.tongues import Piece, faults
from bench.tongues_files import pieces_of_verbs
from bench.tongues_pages import pieces_of_pages
from childrights.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "tongues.csv"
ALLOWED_S = 600.0
"""For all pages on two cores; a page that waits for something that never comes costs thirty seconds."""


def cases() -> Iterator[Case]:
    """Words of the wrong language; then all pages of ``tests/browser/test_language.py``, and what is marked as
    repeating in the others."""
    for lang in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            asked = list(pieces_of_verbs(lang, Path(folder)))
        yield _told("verbs", lang, len(asked), [piece for _, pieces in asked for piece in pieces])
    pages = list(pieces_of_pages(LANGUAGES))
    for lang in LANGUAGES:
        looked = [pieces for of, _, pieces in pages if of == lang]
        yield _told("pages", lang, len(looked), [piece for pieces in looked for piece in pieces])
    took = _looked(
        "A page changes more than its words when the language is switched.", "tests/browser/test_language.py"
    )
    yield measured("language on every page", "all pages, against what they may take", took, ALLOWED_S)
    took = _looked("A page is not sound in its other language.", "-m", "repeats", "tests/browser")
    yield measured("other language", "pages the suite sees in one, against what they may take", took, ALLOWED_S)
    took = _looked(
        "A file or a publication is not whole.", "-m", "repeats", *("tests/etl", "tests/childrights", "tests/pages")
    )
    yield measured("whole sets", "what the suite reads and publishes a sample of", took, ALLOWED_S)


def _told(what: str, lang: str, looked: int, pieces: list[Piece]) -> Case:
    found = list(faults(pieces, lang))
    for one in found:
        print(f"  {lang} {one}", file=sys.stderr, flush=True)
    with RESULTS.open("a", encoding="utf-8", newline="") as file:
        if not file.tell():
            csv.writer(file).writerow(["date", "what", "language", "looked_at", "texts", "faults"])
        row = (datetime.now(UTC).date(), what, lang, looked, len({one.text for one in pieces}), len(found))
        csv.writer(file).writerow(row)
    return measured(f"words of {what} in {lang}", f"{looked} looked at, faults against none", len(found) + 1.0, 1.0, "")


def _looked(otherwise: str, *chosen: str) -> float:
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--every-page", *chosen]
    begun = time.perf_counter()
    if subprocess.call([sys.executable, *words], cwd=ROOT):
        raise SystemExit(otherwise)
    return time.perf_counter() - begun
