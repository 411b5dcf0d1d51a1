"""Two members load at the same moment while somebody reads: both arrive, and no reader sees a torn state."""

import json
import threading
import time
from pathlib import Path

from childrights.snapshot.queries import counts
from childrights.snapshot.snapshot import open_current
from tests.support.verbs import start
from tests.test_cli import workbook

TITLES = ("Stunting (%), 2022", "Wasting (%), 2022")


def test_two_loads_and_a_reader(own_home: Path, tmp_path: Path) -> None:
    before = _observations(own_home)
    rows = (["Province", "2022"], ["Kampong Speu", 30.5], ["Takeo", 24.1])
    files = [workbook(tmp_path / f"{n}.xlsx", *rows, title=title) for n, title in enumerate(TITLES)]
    stop, errors, seen = threading.Event(), list[BaseException](), set[int]()

    def read() -> None:
        try:
            while not stop.is_set():
                seen.add(_observations(own_home))
                time.sleep(0.3)
        except BaseException as error:
            errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    loads = [start(own_home, "load", str(file), "--member", f"Member {n}", "--json") for n, file in enumerate(files)]
    answers = [load.communicate(timeout=120)[0] for load in loads]
    stop.set()
    reader.join(timeout=30)
    assert [load.returncode for load in loads] == [0, 0]
    assert [json.loads(answer)["accepted"] for answer in answers] == [2, 2]
    assert len({json.loads(answer)["upload"] for answer in answers}) == 2
    assert errors == []
    assert _observations(own_home) == before + 4
    assert seen <= {before, before + 2, before + 4}


def _observations(home: Path) -> int:
    snapshot = open_current(home)
    try:
        return counts(snapshot).observations
    finally:
        snapshot.close()
