"""The language switched on every page, both ways, and every control touched in a browser: only words may change.

Then every page that browser tests look at in the language and at the size that the suite leaves out. Minutes of a
browser, so the suite holds a sample of the pages. A page that fails ends the benchmark.

Last what reads and publishes, as often as it takes to be sure: all figures through every format of export (the suite:
CSV, and each sixth indicator in the others), every damage in every format (each in CSV and one more), every kind of the
corpus saved and read as a file (each fourth) and copied clean (each third), fifty publications under eight readers
(twelve), twenty builds killed (eight); every view of five indicators shared (two each) and all briefs, annexes and
slides in the language, the places and the formats that the suite takes by turns.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Case, measured

ROOT = Path(__file__).resolve().parent.parent
ALLOWED_S = 600.0
"""For all pages on two cores; a page that waits for something that never comes costs thirty seconds."""


def cases() -> Iterator[Case]:
    """All pages of ``tests/browser/test_language.py``, and what is marked as repeating in the others."""
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


def _looked(otherwise: str, *chosen: str) -> float:
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--every-page", *chosen]
    begun = time.perf_counter()
    if subprocess.call([sys.executable, *words], cwd=ROOT):
        raise SystemExit(otherwise)
    return time.perf_counter() - begun
