"""Processes killed at random points of accepting: afterwards the old state stands, or the new one, never a part.

``bench refresh`` kills twenty, the suite a few.
"""

import random
import shutil
from pathlib import Path

from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import open_current
from etl.ledger.fetched_series import editions
from etl.ledger.state import State
from etl.snapshot.assemble import build
from tests.etl.doors.test_dhs import AS_PUBLISHED, row
from tests.making import write_world
from tests.support.forks import COUNTED_STEPS, forking
from tests.support.publishers import dhs_page

SERIES = ("CN_NUTS_C_WH2", "CN_NUTS_C_WA2")
KILLED_AT_STEP = (
    COUNTED_STEPS
    + """
from etl.ledger import State
from etl.permissions import owner
from etl.publishers import Refreshing, chosen_publishers
from etl.snapshot import Inputs
def accepting(step, home, world):
    global stop_at, steps
    stop_at, steps, world = int(step), 0, Path(world)
    inputs = Inputs(layouts=world / "layouts", sources=world / "sources")
    run = Refreshing(State(Path(home)), lambda line: None, inputs=inputs, who=owner("test"))
    entry = chosen_publishers(["dhs"])[0]
    run.accept(entry, run.from_folder(entry, world / "stick"), ["all"])
    run.publish()
    return steps
def main(step, home, world):
    print(accepting(step, home, world))
accepting(0, WARM, WORLD)  # what the first run of a process loads is loaded here, once for all that are forked
"""
)


def killed_while_accepting(folder: Path, times: int, seed: int) -> None:
    """Kill as many processes that accept a newer edition, one in each part of the way, and look at what they leave."""
    inputs, chance = write_world(folder, [{"area": "KH05", "value": 40}]), random.Random(seed)
    _page(folder, 0)
    paths = f"WARM, WORLD = {str(folder / 'home')!r}, {str(folder)!r}\n"
    with forking(paths + KILLED_AT_STEP) as forks:
        assert forks.run(0, folder / "home", folder)[0] == 0
        old = _figures(folder / "home")
        _page(folder, 5)
        code, printed = forks.run(0, _fresh(folder, "whole"), folder)
        assert code == 0, printed
        new = _figures(folder / "whole")
        assert len(old) == len(new) == 50 and not set(old.items()) & set(new.items())
        outcomes, edges = set(), [1 + int(printed) * n // times for n in range(times + 1)]
        for number, stop_at in enumerate(chance.randrange(*edges[n : n + 2]) for n in range(times)):
            home = _fresh(folder, f"home-{stop_at}")
            assert forks.run(stop_at, home, folder) == (9, "")
            seen, accepted = _figures(home), len(editions(State(home))) == 4
            assert seen in (old, new) and (accepted or seen == old), stop_at
            assert len(editions(State(home))) in (2, 4), "both series or none"
            if number % 7 == 0:
                build(State(home), inputs)
                assert _figures(home) == (new if accepted else old), "the next build publishes what was accepted"
            outcomes.add((accepted, seen == new))
    assert {accepted for accepted, _ in outcomes} == {False, True}, "no kill fell before, or none after, the line"


def _page(folder: Path, shift: float) -> None:
    """One reply with two series of 25 provinces, as somebody downloaded it."""
    (folder / "stick").mkdir(exist_ok=True)
    rows = [
        row(label, 10 + n / 10 + shift, IndicatorId=series, CharacteristicOrder=n)
        for series in SERIES
        for n, label in enumerate(AS_PUBLISHED)
    ]
    query = {"indicatorIds": ",".join(SERIES), "breakdown": "subnational", "perpage": "1000", "page": "1"}
    (folder / "stick" / "page.json").write_bytes(dhs_page(rows, query).body)


def _fresh(folder: Path, name: str) -> Path:
    return shutil.copytree(folder / "home", folder / name)


def _figures(home: Path) -> dict[tuple[str, ...], float | None]:
    snapshot = open_current(home)
    try:
        return {one.about: one.value for one in all_observations(snapshot) if one.source == "dhs_program"}
    finally:
        snapshot.close()
