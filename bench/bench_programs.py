"""What programs are answered: the interface asked by its own description, and three hundred questions of an assistant.

The numbers of a run are kept in ``results/programs.csv``.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from api.tools import TOOLS, refused
from bench.measure import Case, measured
from childrights.catalogue import ChildRightsError, load_catalogue
from childrights.snapshot import open_current
from etl.ledger import State
from etl.snapshot import build
from tests.support.assistant import judge
from tests.support.described import faults_of

QUESTIONS, MADE_UP, SEED = 300, 150, 20261201
RESULTS = Path(__file__).parent / "results" / "programs.csv"


def cases() -> Iterator[Case]:
    """Faults of either: none. Of 100 figures that exist 99 have to be told exactly, or refused with a reason."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        build(State(home))
        with patch.dict(os.environ, {"CHILDRIGHTS_HOME": str(home)}):
            asked, faults = faults_of(MADE_UP, SEED)
            print("\n".join(faults[:20]))
            _keep("described", sum(asked.values()), len(faults))
            yield measured(
                "programs: description", f"faults in {sum(asked.values())} questions", len(faults), 0, "faults"
            )
            snapshot = open_current()
            judged = judge(_ask, snapshot, load_catalogue(), QUESTIONS, SEED)
            snapshot.close()
            print("\n".join(judged.faults[:20]))
            _keep("assistant", judged.asked, len(judged.faults), f"{judged.exact_percent:.1f}", str(judged.refused))
            yield measured(
                "programs: assistant", f"faults in {judged.asked} questions", len(judged.faults), 0, "faults"
            )
            missed = 100 - judged.exact_percent
            yield measured(
                "programs: exact", "per cent of questions not answered exactly, against 1", missed, 1, "per cent"
            )


def _ask(name: str, words: dict[str, Any]) -> Mapping[str, Any]:
    try:
        return next(tool for tool in TOOLS if tool.__name__ == name)(**words)
    except ChildRightsError as error:
        return refused(error)


def _keep(what: str, questions: int, faults: int, exact: str = "", refusals: str = "") -> None:
    """A line for the run."""
    is_new = not RESULTS.exists()
    with RESULTS.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(("date", "what", "seed", "questions", "faults", "exact_percent", "refused"))
        writer.writerow((datetime.now(UTC).date().isoformat(), what, SEED, questions, faults, exact, refusals))
