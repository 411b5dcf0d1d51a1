"""Processes killed while they accept what a publisher sent: the old state stands afterwards, or the new one.

Whatever is left half done ends the benchmark. The suite kills a few.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Case, measured
from tests.etl.publishers.kills import killed_while_accepting

TIMES, SEED = 20, 7
ALLOWED_S = 6.0


def cases() -> Iterator[Case]:
    """Twenty kills, one in each part of the way from the files to the snapshot."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        killed_while_accepting(Path(folder), TIMES, SEED)
        took = (time.perf_counter() - begun) / TIMES
    yield measured(
        "refresh", f"{TIMES} processes killed while accepting, each with what it left looked at", took, ALLOWED_S
    )
