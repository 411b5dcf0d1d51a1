"""What a filter change costs: CPU and bytes against an empty Streamlit page, twenty people at once, a full database."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.large import build_large
from bench.measure import Case, measured
from bench.session import Session, visit
from etl.ledger import State
from etl.snapshot import build
from tests.support.server import Server, start_server


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of one page: where it is, by which key, and what to choose where it is a field to type in."""

    page: str
    query: str
    key: str
    typed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """For the lines of the report."""
        return f"{self.page}?{self.query} {self.key}" if self.query else f"{self.page} {self.key}"

    def options(self, session: Session) -> list[str]:
        """What is chosen in turn."""
        return list(self.typed) or session.options(self.key)[:MOST_OPTIONS]


VIEWS = ("map", "trend", "ranking", "groups", "change", "places", "years", "grid", "pair", "inequality", "table")
SEARCHED = ("stunting", "water", "school", "Kratie", "violence", "article 24")
FILTERS = (
    *(Filter("explore", f"view={view}", "choose_ind") for view in VIEWS),
    Filter("explore", "view=map&ind=population_census", "choose_group"),
    Filter("rights", "", "choose_right"),
    Filter("province", "area=KH16", "choose_area"),
    Filter("gaps", "", "choose_right"),
    Filter("gaps", "view=coverage", "choose_right"),
    Filter("recommendations", "", "choose_right"),
    Filter("search", "q=stunting", "choose_q", SEARCHED),
    Filter("messages", "ind=stunting", "choose_area"),
    Filter("messages", "ind=stunting", "choose_compare"),
)
EMPTY = "import streamlit\n"
MOST_OPTIONS = 12
PAYLOAD_LIMIT = 30_000.0
PEOPLE, PAUSE_S, VISIT_S, P95_LIMIT_S = 20, 2.0, 30.0, 0.6
SMALL, LARGE = 10_000, 1_000_000


def cases() -> Iterator[Case]:
    """Every filter of ``FILTERS``, then many people, then many figures."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_servers:
        home, script = Path(folder) / "home", Path(folder) / "empty.py"
        build(State(home))
        script.write_text(EMPTY, encoding="utf-8")
        ours = open_servers.enter_context(start_server(home))
        empty = open_servers.enter_context(start_server(home, script))
        idle = open_servers.enter_context(visit(empty.url))
        idle.open("")
        for one in FILTERS:
            yield from filter_cases(ours, one, empty, idle)
        memory_before = resident_bytes(ours.pid)
        waited = p95(crowd(ours))
        yield measured("20 people", "p95 of their filter changes, against what is allowed", waited, P95_LIMIT_S)
        yield Case(
            "memory",
            "resident memory after them, against before",
            lambda: float(resident_bytes(ours.pid)),
            lambda: float(memory_before),
            limit=1.25,
            rounds=1,
            unit="bytes",
        )
    yield from size_cases()


def filter_cases(ours: Server, one: Filter, empty: Server, idle: Session) -> Iterator[Case]:
    """CPU of a first and of a later change, and the largest answer."""
    with visit(ours.url) as session:
        session.open(one.page, one.query)
        options = one.options(session)

        def lap() -> float:
            return cpu_per_change(ours, session, one.key, options)

        def rest() -> float:
            before = cpu_seconds(empty.pid)
            for _ in options:
                idle.rerun()
            return (cpu_seconds(empty.pid) - before) / len(options)

        rest()
        first = lap()
        what = "CPU of a change {}, against a rerun of an empty page"
        yield Case(f"{one.name}, first", what.format("nobody made before"), lambda: first, rest, limit=1.0, rounds=3)
        yield Case(f"{one.name}, again", what.format("made before"), lap, rest, limit=1.0, rounds=3)
    with visit(ours.url) as fresh:
        fresh.open(one.page, one.query)
        largest = float(max(changed(fresh, one.key, option) for option in options))
    what = "the largest answer, uncompressed, against what is allowed"
    yield measured(f"{one.name}, bytes", what, largest, PAYLOAD_LIMIT, "bytes")


def changed(session: Session, key: str, option: str) -> int:
    """Make a change and return the bytes of the answer; a fault on the page ends the benchmark."""
    answer = session.choose(key, option)
    if answer.failed:
        raise RuntimeError(f"{key} = {option} failed")
    return answer.payload


def cpu_per_change(server: Server, session: Session, key: str, options: Sequence[str]) -> float:
    """Seconds of the server's CPU for each change, over a lap through ``options`` that ends where it began."""
    before = cpu_seconds(server.pid)
    for option in [*options[1:], options[0]]:
        changed(session, key, option)
    return (cpu_seconds(server.pid) - before) / len(options)


def crowd(server: Server) -> list[float]:
    """Seconds that ``PEOPLE`` waited for their filter changes, each at one filter of ``FILTERS``."""
    waited: list[float] = []
    faults: list[BaseException] = []

    def person(number: int) -> None:
        random, one = Random(number), FILTERS[number % len(FILTERS)]
        try:
            with visit(server.url) as session:
                session.open(one.page, one.query)
                options, until = one.options(session), time.monotonic() + VISIT_S
                time.sleep(random.uniform(0, PAUSE_S))
                while time.monotonic() < until:
                    answer = session.choose(one.key, random.choice(options))
                    if answer.failed:
                        raise RuntimeError(f"{one.name} failed")
                    waited.append(answer.seconds)
                    time.sleep(max(0.0, PAUSE_S - answer.seconds))
        except BaseException as fault:
            faults.append(fault)

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    if faults:
        raise RuntimeError(f"{len(faults)} of {PEOPLE} people met a fault") from faults[0]
    return waited


def size_cases() -> Iterator[Case]:
    """The same crowd before a hundred times as many figures."""
    slowest: dict[int, float] = {}
    for size in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as folder:
            build_large(Path(folder), size)
            with start_server(Path(folder)) as server:
                crowd(server)
                slowest[size] = p95(crowd(server))
    yield Case(
        f"{LARGE:,} figures",
        f"p95 of {PEOPLE} people's filter changes, against the same with {SMALL:,}",
        lambda: slowest[LARGE],
        lambda: slowest[SMALL],
        limit=1.5,
        rounds=1,
    )


def p95(seconds: Sequence[float]) -> float:
    """The time that 95 of 100 stay under."""
    return statistics.quantiles(seconds, n=20)[-1]


def linux_setting(name: str) -> int:
    """A number of the system's. Linux only, as is this benchmark, which reads ``/proc``."""
    if sys.platform != "linux":
        raise OSError("/proc is read on Linux only")
    return os.sysconf(name)


def cpu_seconds(pid: int) -> float:
    """CPU a process has used, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / linux_setting("SC_CLK_TCK")


def resident_bytes(pid: int) -> int:
    """Memory a process holds, in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) * linux_setting("SC_PAGE_SIZE")
