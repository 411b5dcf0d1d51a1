"""Processes killed while they accept a file: for the suite a sample of the steps, for ``bench recovery`` all."""

import json
import shutil
from pathlib import Path

from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import publish_pending
from etl.ledger.audit import verify_audit
from etl.ledger.ledger import uploads
from etl.ledger.state import State
from etl.snapshot.assemble import Inputs
from tests.making import build_world
from tests.support.forks import COUNTED_STEPS, forking, steps_to_stop_at

KILLED_AT_STEP = (
    COUNTED_STEPS
    + """
import sys
from childrights.catalogue import Observation
from etl.intake import accept
from etl.snapshot import Inputs
from etl.problems import CheckResult
from etl.ledger import State
from etl.permissions import owner
def accepting(step, home, world):
    global stop_at, steps
    stop_at, steps, home, world = int(step), 0, Path(home), Path(world)
    commits.clear()
    file = world / "numbers.xlsx"
    figures = [Observation("stunting", f"KH{n:02d}", 2022, 2022, "2022", value=n, sheet="S", cell=f"B{n}") for n in (5, 6, 7)]
    checked = CheckResult(file.name, "f" * 64, (), figures, 3, 0, 0, ())
    inputs = Inputs(layouts=world / "layouts", sources=world / "sources")
    accept(State(home), file, checked, member="A", who=owner("test"), inputs=inputs)
    return steps
def main(step, home, world):
    print(json.dumps([accepting(step, home, world), commits]))
accepting(0, WARM, WORLD)  # what the first acceptance of a process loads is loaded here, once for all that are forked
"""
)


def killed_while_accepting(tmp_path: Path, every: int) -> tuple[int, int]:
    """Kill at each ``every``-th step and beside each commit, look at what stands, build on it; how many left the old
    state and the new one."""
    inputs = Inputs(layouts=tmp_path / "layouts", sources=tmp_path / "sources")
    outcomes = []
    build_world(tmp_path, [{"area": "KH05", "value": 40}])
    (tmp_path / "numbers.xlsx").write_bytes(b"three figures")
    paths = f"WARM, WORLD = {str(_fresh(tmp_path, 'warm'))!r}, {str(tmp_path)!r}\n"
    with forking(paths + KILLED_AT_STEP) as forks:
        code, printed = forks.run(0, _fresh(tmp_path, "whole"), tmp_path)
        assert code == 0, printed
        steps, commits = json.loads(printed)
        assert steps > 20 and commits
        for stop_at in steps_to_stop_at(steps, commits, every):
            home = _fresh(tmp_path, f"home-{stop_at}")
            assert forks.run(stop_at, home, tmp_path) == (9, "")
            state = State(home)
            held = len(uploads(state))
            assert (chain := verify_audit(state)).holds, f"step {stop_at}: line {chain.broken}: {chain.wrong}"
            seen = _figures(home)
            assert seen in (1, 4), "a snapshot holds part of an upload"
            assert seen == 1 or held == 1, "published without a line in the ledger"
            publish_pending(state, inputs)
            assert verify_audit(state).holds
            assert _figures(home) == (4 if held else 1)
            assert all(one.status == "published" for one in uploads(state))
            outcomes.append(held)
    assert set(outcomes) == {0, 1}, "no kill fell before, or none after, the point of no return"
    return outcomes.count(0), outcomes.count(1)


def _fresh(folder: Path, name: str) -> Path:
    """A state directory of its own with one published figure."""
    return shutil.copytree(folder / "home", folder / name)


def _figures(home: Path) -> int:
    snapshot = open_current(home)
    try:
        return len(all_observations(snapshot, both_layers=True))
    finally:
        snapshot.close()
