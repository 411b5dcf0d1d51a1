"""Processes killed at random steps of whatever changes the state: inviting somebody, signing up, approving, erasing,
ending copies by age, backing up and putting back. Each leaves the old state whole, or the new one, and the chain of the
audit holds.

``bench recovery`` kills sixty and more, the suite a few.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from childrights.snapshot import open_current, serving
from etl.accounts import accounts, add_account, password_link
from etl.ledger.audit import verify_audit
from etl.ledger.erasure_log import erasures
from etl.ledger.file import opened
from etl.ledger.kept_files import losses
from etl.ledger.ledger import uploads
from etl.ledger.state import State
from etl.ledger.typed_settings import change_setting
from etl.permissions import Role, owner
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
from etl.accounts import add_account, password_link, redeem_link
from etl.permissions import Role
from etl.snapshot import Inputs, build
ME = owner("tester")
def send(home, world):
    figure = Observation("stunting", "KH03", 2022, 2022, "2022", value=33, sheet="S", cell="B2", id="AAAAA-CCCC3")
    submit(State(home), b"third", [figure], member="A", who=ME, rejected=0, approved=True, file_name="c.xlsx", copy=b"PK third")
    build(State(home), inputs(world))
def inputs(world):
    return Inputs(layouts=world / "layouts", sources=world / "sources")
def invite(home, world):
    add_account(State(home), "chan", name="Chan", roles={Role.STEWARD}, who=ME)
    password_link(State(home), "chan", who=ME)
def sign_up(home, world):
    redeem_link(State(home), (world / "token").read_text(), password="seven quiet elephants")
DOING = {
    "invite": invite,
    "sign up": sign_up,
    "age": lambda home, world: build(State(home), inputs(world)),
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
WHAT = ("invite", "sign up", "approve", "age", "erase", "backup", "restore")
Whole = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The figures of the snapshot, uploads of the ledger with whether a copy is kept, what was erased, and the accounts with
whether they can sign in."""


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
            _set_up(one, State(home))
            old = _whole(State(home))
            code, printed = forks.run(one, 0, home, folder)
            assert code == 0, printed
            new, steps = _whole(State(home)), int(printed.splitlines()[-1])
            edges = [1 + steps * n // times for n in range(times + 1)]
            came[one] = {"steps": steps, "old": 0, "new": 0}
            for stop_at in (chance.randrange(*edges[n : n + 2]) for n in range(times)):
                home = _fresh(folder, f"{one}-{stop_at}")
                _set_up(one, State(home))
                assert forks.run(one, stop_at, home, folder) == (9, ""), (one, stop_at)
                came[one][_left(State(home), inputs, old, new, f"{one} at {stop_at}")] += 1
                shutil.rmtree(home)
    return came


def _set_up(one: str, state: State) -> None:
    if one == "age":
        change_setting(state, "retention_months", 12, who=ME)


def _left(state: State, inputs: Inputs, old: Whole, new: Whole, where: str) -> str:
    """Which state a killed process left: whole as it lies, and whole after the next build."""
    seen = _whole(state)
    assert serving(state.home).damaged == "", where
    assert (chain := verify_audit(state)).holds, f"{where}: line {chain.broken}: {chain.wrong}"
    assert seen[1:] in (old[1:], new[1:]), f"{where}: the ledger holds {seen[1:]}"
    assert seen[0] in (old[0], new[0]), f"{where}: the snapshot is neither the old nor the new one"
    is_new = seen[1:] == new[1:] and old[1:] != new[1:]
    assert is_new or seen[0] == old[0] or old[1:] == new[1:], f"{where}: published before it was recorded"
    build(state, inputs)
    goes_on = where.startswith("age")  # nobody asks for it: the next build does it whatever happened before
    wanted = new if is_new or old == new or goes_on else old
    assert _whole(state) == wanted, where
    assert verify_audit(state).holds, where
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
    with opened(state) as ledger:
        ledger.execute("UPDATE upload SET uploaded_at = '2020-01-01T00:00:00.000+00:00' WHERE number = 1")
    add_account(state, "dara", name="Dara", roles={Role.STEWARD}, who=ME)
    (folder / "token").write_text(password_link(state, "dara", who=ME).token)
    return inputs


def _whole(state: State) -> Whole:
    snapshot = open_current(state.home)
    try:
        content = str(sorted(snapshot.rows("SELECT upload, area, value FROM figures")))
    finally:
        snapshot.close()
    return (
        content,
        tuple(f"{one.id} {bool(one.copy)}" for one in uploads(state)),
        tuple(one.id for one in erasures(state)),
        tuple(f"{one.login} {one.can_sign_in}" for one in accounts(state, who=ME)),
    )


def _fresh(folder: Path, name: str) -> Path:
    return shutil.copytree(folder / "home", folder / name)
