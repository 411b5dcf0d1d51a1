"""Every route from outside: headers, cookies, caching, framing, forged headers, websockets of other pages; the server
alone, and behind nginx in the four ways of ``docs/deploy.md``. Then 200 page loads with the 256 handles of macOS."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from argon2 import PasswordHasher

from bench.doors import (
    PAGES,
    ROUTES,
    Place,
    faults_of_forgery,
    faults_of_rights,
    faults_of_routes,
    faults_of_websockets,
    fetch,
)
from bench.measure import Case, measured
from bench.session import visit
from etl.accounts import add_account, password_link, passwords, redeem_link
from etl.ledger import State
from etl.permissions import Role, owner
from etl.snapshot import build
from tests.support.nginx import NAMES, WAYS, before, nginx_path, surroundings
from tests.support.server import start_server
from ui.parts import SESSION_COOKIE

LOOKS: tuple[Callable[[Place], Iterator[str]], ...] = (faults_of_routes, faults_of_forgery, faults_of_websockets)
HANDLES, LOADS = 256, 200
RESULTS = Path(__file__).parent / "results" / "headers.csv"


def cases() -> Iterator[Case]:
    """Faults found, none of which is allowed."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder) / "home"
        build(State(home))
        server = stack.enter_context(start_server(home))
        port = int(server.url.rsplit(":", 1)[1])
        yield _looked("headers", "the server alone", Place(port, f"127.0.0.1:{port}"), home)
        for way in WAYS if nginx_path() else ():
            yield _behind(way, home, Path(folder) / way)
        yield _under_few_handles(home)


def _behind(way: str, home: Path, folder: Path) -> Case:
    folder.mkdir()
    path = "/rights" if way == "path" else ""
    with (
        start_server(home, path=path, environment=surroundings(way)) as server,
        before(server.url, way, folder) as port,
    ):
        certificate = folder / "fullchain.pem" if way == "tls" else None
        place = Place(port, NAMES[way], f"{path}/", certificate)
        return _looked(f"headers {way}", "behind nginx", place, home)


def _looked(name: str, what: str, place: Place, home: Path) -> Case:
    found = [fault for look in LOOKS for fault in look(place)]
    found += faults_of_rights(place, somebody_who_may_send(home, place))
    for fault in found:
        print(f"  {name}: {fault}", file=sys.stderr)
    _keep(name, len(found))
    return measured(name, f"{what}, faults against none", float(len(found)) + 1, 1.0, "")


def _keep(name: str, found: int) -> None:
    with RESULTS.open("a", encoding="utf-8") as file:
        if not file.tell():
            file.write("date,where,routes,faults\n")
        file.write(f"{datetime.now(UTC).date()},{name},{len(PAGES) + len(ROUTES)},{found}\n")


def somebody_who_may_send(home: Path, place: Place) -> str:
    """The cookies of a browser in which a steward is signed in: an account that is made for this place alone."""
    with patch.object(passwords, "hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)):
        state, login, who = State(home), f"steward-{place.port}", owner("bench")
        add_account(state, login, name="Steward", roles=[Role.STEWARD], who=who)
        signed = redeem_link(state, password_link(state, login, who=who).token, password="seven quiet elephants")
    return f"{SESSION_COOKIE}={signed.token}"


def _under_few_handles(home: Path) -> Case:
    """Pages that are opened and left, one after the other, by a server that may hold few handles."""
    if sys.platform != "linux":
        return measured("handles", "only Linux sets the limit of another process", 1.0, 1.0, "")
    import resource

    failed = 0
    with start_server(home) as server:
        # The hard limit as well, so that the server may not raise it again; what it counts by it has read before.
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (HANDLES, HANDLES))
        place = Place(int(server.url.rsplit(":", 1)[1]), server.url.removeprefix("http://"))
        for _ in range(LOADS):
            page = fetch(place, "explore", headers=(("Accept", "text/html"),))
            with visit(server.url) as session:
                failed += page.status != 200 or session.open("explore").failed
    _keep("handles", failed)
    return measured(
        "handles", f"{LOADS} page loads with {HANDLES} handles, failures against none", failed + 1.0, 1.0, ""
    )
