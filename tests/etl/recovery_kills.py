"""Processes killed at random steps of approving, erasing, backing up and putting back: each leaves the old state whole,
or the new one.

``bench recovery`` kills sixty and more, the suite a few.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from childrights.snapshot import open_current, serving
from etl.ledger.erasure_log import erasures
from etl.ledger.kept_files import losses
from etl.ledger.ledger import uploads
from etl.ledger.state import State
from etl.permissions import owner
from etl.recovery.backing_up import back_up
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world
from tests.support.forks import COUNTED_STEPS, forking

ME = owner("tester")
SCRIPT = (
    COUNTED_STEPS
    + """
os.unlink = counted(os.unlink)
Path.unlink = counted(Path.unlink)
from childrights.catalogue import Observation
from etl.ledger import State, submit
from etl.permissions import owner
from etl.recovery import back_up, erase, restore
from etl.snapshot import Inputs, build
ME = owner("tester")
def send(home, world):
    figure = Observation("stunting", "KH03", 2022, 2022, "2022", value=33, sheet="S", cell="B2", id="AAAAA-CCCC3")
    submit(State(home), b"third", [figure], member="A", who=ME, rejected=0, approved=True, file_name="c.xlsx", copy=b"PK third")
    build(State(home), inputs(world))
def inputs(world):
    return Inputs(layouts=world / "layouts", sources=world / "sources")
DOING = {
    "approve": send,
    "erase": lambda home, world: erase(State(home), "U0001", why="a mistake", who=ME, inputs=inputs(world)),
    "backup": lambda home, world: back_up(State(home), home / "made.zip", who=ME),
    "restore": lambda home, world: restore(State(home), world / "before.zip", who=ME),
}
def main(what, step, home, world):
    global stop_at, steps
    stop_at, steps = int(step), 0
    DOING[what](Path(home), Path(world))
    print(steps)
for one in DOING:
    main(one, 0, WARM + one, WORLD)  # what the first run of a process loads is loaded here, once for all that are forked
"""
)
WHAT = ("approve", "erase", "backup", "restore")
Whole = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The figures of the snapshot, uploads of the ledger, and what was erased."""


def killed_while_keeping(
    folder: Path, times: int, seed: int, what: tuple[str, ...] = WHAT
) -> dict[str, dict[str, int]]:
    """Kill ``times`` processes in each of ``what``, one in each part of its way; how many left the old and the new state.

    What any of them leaves half done fails.
    """
    inputs, chance = _made(folder), random.Random(seed)
    warm = folder / "warm-"
    for one in WHAT:
        _fresh(folder, f"warm-{one}")
    came: dict[str, dict[str, int]] = {}
    with forking(f"WARM, WORLD = {str(warm)!r}, {str(folder)!r}\n" + SCRIPT) as forks:
        for one in what:
            home = _fresh(folder, f"{one}-whole")
            old = _whole(State(home))
            code, printed = forks.run(one, 0, home, folder)
            assert code == 0, printed
            new, steps = _whole(State(home)), int(printed.splitlines()[-1])
            edges = [1 + steps * n // times for n in range(times + 1)]
            came[one] = {"steps": steps, "old": 0, "new": 0}
            for stop_at in (chance.randrange(*edges[n : n + 2]) for n in range(times)):
                home = _fresh(folder, f"{one}-{stop_at}")
                assert forks.run(one, stop_at, home, folder) == (9, ""), (one, stop_at)
                came[one][_left(State(home), inputs, old, new, f"{one} at {stop_at}")] += 1
                shutil.rmtree(home)
    return came


def _left(state: State, inputs: Inputs, old: Whole, new: Whole, where: str) -> str:
    """Which state a killed process left: whole as it lies, and whole after the next build."""
    seen = _whole(state)
    assert serving(state.home).damaged == "", where
    assert seen[1:] in (old[1:], new[1:]), f"{where}: the ledger holds {seen[1:]}"
    assert seen[0] in (old[0], new[0]), f"{where}: the snapshot is neither the old nor the new one"
    is_new = seen[1:] == new[1:] and old[1:] != new[1:]
    assert is_new or seen[0] == old[0] or old[1:] == new[1:], f"{where}: published before it was recorded"
    build(state, inputs)
    wanted = new if is_new or old == new else old
    assert _whole(state) == wanted, where
    assert losses(state) == () and all(one.done_at for one in erasures(state)), where
    left = [one.name for one in state.home.rglob("*") if one.name.startswith((".", "RESTORING"))]
    assert not [one for one in left if not one.endswith(".tmp")], f"{where}: {left}"
    return "new" if is_new else "old"


def _made(folder: Path) -> Inputs:
    """A home with two uploads, published; ``before.zip`` is a backup of it with the first one only."""
    from childrights.catalogue import Observation
    from etl.ledger.ledger import submit

    inputs, state = write_world(folder, [{"area": "KH05", "value": 40}]), State(folder / "home")
    for number in (1, 2):
        figure = Observation("stunting", f"KH{number:02d}", 2022, 2022, "2022", value=30 + number, sheet="S", cell="B2")
        submit(state, b"%d" % number, [figure], member="A", who=ME, rejected=0, approved=True, copy=b"PK %d" % number)
        build(state, inputs)
        if number == 1:
            back_up(state, folder / "before.zip", who=ME)
    return inputs


def _whole(state: State) -> Whole:
    snapshot = open_current(state.home)
    try:
        content = str(sorted(snapshot.rows("SELECT upload, area, value FROM figures")))
    finally:
        snapshot.close()
    return content, tuple(one.id for one in uploads(state)), tuple(one.id for one in erasures(state))


def _fresh(folder: Path, name: str) -> Path:
    return shutil.copytree(folder / "home", folder / name)
