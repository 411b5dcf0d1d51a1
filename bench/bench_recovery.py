"""Processes killed while they approve, erase, back up and put back: the old state stands afterwards, or the new one.

Whatever is left half done ends the benchmark. The suite kills a few.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Case, measured
from tests.etl.accept_kills import killed_while_accepting
from tests.etl.recovery_kills import WHAT, killed_while_keeping

TIMES, SEED = 15, 14
"""Fifteen in each of the four: sixty."""
ALLOWED_S = 6.0


def cases() -> Iterator[Case]:
    """Sixty kills, one in each part of each way."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        came = killed_while_keeping(Path(folder), TIMES, SEED)
        took = (time.perf_counter() - begun) / (TIMES * len(WHAT))
    told = "; ".join(
        f"{one} {left['old']} old, {left['new']} new, of {left['steps']} steps" for one, left in came.items()
    )
    yield measured(
        "recovery", f"{TIMES * len(WHAT)} processes killed ({told}), each looked at and built on", took, ALLOWED_S
    )
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        times = killed_while_accepting(Path(folder), every=1)
        took = (time.perf_counter() - begun) / times
    yield measured("recovery", f"killed at each of {times} steps of accepting a file", took, ALLOWED_S)
