"""Processes killed while they invite, sign up, approve, end copies by age, erase, back up and put back.

And at each step of accepting a file. The old state stands afterwards, or the new one, and the chain of the audit holds;
whatever is left half done ends the benchmark. What was counted stands in ``bench/results/recovery.csv``. The suite
kills a few.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Case, measured
from tests.etl.accept_kills import killed_while_accepting
from tests.etl.paper_kills import killed_while_writing
from tests.etl.recovery_kills import WHAT, killed_while_keeping

TIMES, SEED = 15, 14
"""Fifteen in each of the seven: a hundred and five."""
ALLOWED_S = 12.0
"""Of the clock, for a kill with all that is looked at afterwards: 4 to 7 were measured where six others worked."""
RESULTS = Path(__file__).resolve().parent / "results" / "recovery.csv"


def cases() -> Iterator[Case]:
    """A kill in each part of each way, and one at each step of accepting; the results are kept."""
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
        accepted = killed_while_accepting(Path(folder), every=1)
        each = (time.perf_counter() - begun) / sum(accepted)
    yield measured("recovery", f"killed at each of {sum(accepted)} steps of accepting a file", each, ALLOWED_S)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        written = killed_while_writing(Path(folder), every=1)
        each = (time.perf_counter() - begun) / written
    yield measured("recovery", f"killed at each of {written} steps of writing a paper together", each, ALLOWED_S)
    rows = [(one, left["steps"], TIMES, left["old"], left["new"]) for one, left in came.items()]
    rows.append(("accept", sum(accepted), sum(accepted), *accepted))
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["killed while", "steps", "killed", "left the old state", "left the new state"])
        writer.writerows(rows)
