"""Every action × role × signed out × session of a stranger, through pages, raw requests and raw connections: the server
alone, and behind nginx in the four ways of ``docs/deploy.md``. A fault is what somebody may beyond what is written, or
may not although it is."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Case, measured
from etl.ledger import State
from etl.snapshot import build
from tests.support.nginx import NAMES, WAYS, before, nginx_path, surroundings
from tests.support.permission_matrix import CONTROLS, PEOPLE, faults, world
from tests.support.server import Server, start_server
from tests.support.wire import Front, ask

RESULTS = Path(__file__).parent / "results" / "permissions.csv"


def cases() -> Iterator[Case]:
    """Faults found, none of which is allowed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "alone"
        build(State(home))
        with start_server(home) as server:
            yield _looked("permissions", "the server alone", server, server, home)
        for way in WAYS if nginx_path() else ():
            yield _behind(way, Path(folder) / way)


def _behind(way: str, folder: Path) -> Case:
    home, path = folder / "home", "/rights" if way == "path" else ""
    build(State(home))
    with (
        start_server(home, path=path, environment=surroundings(way)) as server,
        before(server.url, way, folder) as port,
    ):
        front = Front(port, NAMES[way], path, folder / "fullchain.pem" if way == "tls" else None)
        return _looked(f"permissions {way}", "behind nginx", front, server, home)


def _looked(name: str, what: str, at: Server | Front, server: Server, home: Path) -> Case:
    found = list(faults(at, world(home, at)))
    if isinstance(at, Front) and ask(at, "GET", f"/here/{server.here}").status == 303:
        found.append("the launcher's word opens although other computers reach the server")
    with RESULTS.open("a", encoding="utf-8") as file:
        if not file.tell():
            file.write("date,where,controls,people,faults\n")
        file.write(f"{datetime.now(UTC).date()},{name},{len(CONTROLS)},{len(PEOPLE)},{len(found)}\n")
    for fault in found:
        print(f"  {name}: {fault}", file=sys.stderr)
    tried = f"{len(CONTROLS)} controls, {len(PEOPLE)} kinds of people"
    return measured(name, f"{what}, {tried}, faults against none", float(len(found)) + 1, 1.0, "")
