"""Killed at every step of accepting a file: afterwards it is wholly in or wholly out."""

import subprocess
import sys
from pathlib import Path

import pytest

from childrights.queries import all_observations
from childrights.snapshot import open_current
from etl.accept import publish_pending
from etl.build import Inputs
from etl.ledger import uploads
from etl.state import State
from tests.making import build_world

ROOT = Path(__file__).parents[2]
# Every call that changes the disk or the ledger is a step; the process ends without a word at the n-th.
KILLED_AT_STEP = """
import os, sqlite3, sys
from pathlib import Path
stop_at, home, world = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
steps = 0
def step():
    global steps
    steps += 1
    if steps == stop_at:
        os._exit(9)
def counted(function):
    def wrapper(*args, **kwargs):
        step()
        result = function(*args, **kwargs)
        step()
        return result
    return wrapper
os.replace, os.fsync = counted(os.replace), counted(os.fsync)
class Ledger(sqlite3.Connection):
    def execute(self, *args):
        step()
        return super().execute(*args)
connect = sqlite3.connect
sqlite3.connect = lambda *args, **kwargs: connect(*args, factory=Ledger, **kwargs)
from childrights.model import Observation
from etl.accept import accept
from etl.build import Inputs
from etl.model import CheckResult
from etl.state import State
file = world / "numbers.xlsx"
figures = [Observation("stunting", f"KH{n:02d}", 2022, 2022, "2022", value=n, sheet="S", cell=f"B{n}") for n in (5, 6, 7)]
checked = CheckResult(file.name, "f" * 64, (), figures, 3, 0, 0, ())
inputs = Inputs(layouts=world / "layouts", sources=world / "sources")
accept(State(home), file, checked, member="A", who="test", inputs=inputs)
print(steps)
"""


def attempt(stop_at: int, home: Path, world: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", KILLED_AT_STEP, str(stop_at), str(home), str(world)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be replaced while a killed process holds them")
def test_killed_at_every_step_of_accepting(tmp_path: Path) -> None:
    inputs = Inputs(layouts=tmp_path / "layouts", sources=tmp_path / "sources")
    outcomes = []
    whole = attempt(0, _fresh(tmp_path, "whole"), tmp_path)
    assert whole.returncode == 0, whole.stderr
    steps = int(whole.stdout)
    assert steps > 20
    for stop_at in range(1, steps + 1, 3):
        home = _fresh(tmp_path, f"home-{stop_at}")
        assert attempt(stop_at, home, tmp_path).returncode == 9
        state = State(home)
        held = len(uploads(state))
        seen = _figures(home)
        assert seen in (1, 4), "a snapshot holds part of an upload"
        assert seen == 1 or held == 1, "published without a line in the ledger"
        publish_pending(state, inputs)
        assert _figures(home) == (4 if held else 1)
        assert all(one.status == "published" for one in uploads(state))
        outcomes.append(held)
    assert set(outcomes) == {0, 1}, "no kill fell before, or none after, the point of no return"


def _fresh(folder: Path, name: str) -> Path:
    """A state directory of its own with one published figure, and the file to be accepted."""
    build_world(folder, [{"area": "KH05", "value": 40}])
    (folder / "home").rename(folder / name)
    (folder / "numbers.xlsx").write_bytes(b"three figures")
    return folder / name


def _figures(home: Path) -> int:
    snapshot = open_current(home)
    try:
        return len(all_observations(snapshot, both_layers=True))
    finally:
        snapshot.close()
