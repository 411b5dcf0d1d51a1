"""A hundred people who read while hostile files are checked: how long they wait, beside an empty page of the same run.

Each opens one page and draws it anew every ten seconds; the opening is not counted.

``LOAD_SECONDS`` and ``LOAD_PEOPLE`` in the environment make it shorter. What was measured stands in
``bench/results/load.csv``. Linux only: ``/proc`` is read.
"""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.bench_pages import p95, resident_bytes
from bench.hostile import hostile_file
from bench.measure import Case, measured
from bench.session import visit
from childrights.catalogue import RefusedFile
from etl.ledger import State
from etl.snapshot import build
from etl.worker.errands import OfFile
from etl.worker.limits import LIMITS, MEGABYTE
from etl.worker.line import ReadingLine
from tests.support.server import Server, start_server

RESULTS = Path(__file__).resolve().parent / "results" / "load.csv"
PEOPLE, SECONDS = int(os.environ.get("LOAD_PEOPLE", "100")), float(os.environ.get("LOAD_SECONDS", "120"))
PAUSE_S, P95_LIMIT_S = 10.0, 0.15
PAGES = ("overview", "rights", "explore", "province", "gaps", "sources", "about", "search")
KINDS = ("many_labels", "many_rows", "long_cells", "sparse_sheets")
EMPTY = "import streamlit\n"


def cases() -> Iterator[Case]:
    """Readers alone, readers beside four hostile files, readers of an empty page beside them."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        home, script = Path(folder) / "home", Path(folder) / "empty.py"
        build(State(home))
        script.write_text(EMPTY, encoding="utf-8")
        ours = opened.enter_context(start_server(home))
        empty = opened.enter_context(start_server(home, script))
        alone = readers(ours, PAGES)
        before = resident_bytes(ours.pid)
        with checks(home) as checked:
            beside = readers(ours, PAGES)
        grown = resident_bytes(ours.pid) - before
        with checks(home):
            nothing = readers(empty, ("",))
    _write({"alone": alone, "beside": beside, "empty": nothing}, checked, before, grown)
    what = f"p95 of {PEOPLE} readers for {SECONDS:g} s"
    yield measured("readers", f"{what} while {checked['ended']} hostile files are checked", p95(beside), P95_LIMIT_S)
    yield Case("beside an empty page", what, lambda: p95(beside), lambda: p95(nothing), rounds=1)
    yield Case("beside no checks", what, lambda: p95(beside), lambda: p95(alone), rounds=1)
    allowed = LIMITS.memory / MEGABYTE * 1.1
    yield measured("memory of the checks", "the most that was measured", checked["megabytes"], allowed, "MB")
    yield measured("memory of the server", "grown meanwhile", max(grown, 1) / MEGABYTE, 200.0, "MB")


def readers(server: Server, pages: tuple[str, ...]) -> list[float]:
    """Seconds that ``PEOPLE`` waited for pages: each opens one, reads it for some seconds, and has it drawn anew."""
    waited: list[float] = []
    faults: list[BaseException] = []

    def person(number: int) -> None:
        try:
            time.sleep(PAUSE_S * number / PEOPLE)
            with visit(server.url) as session:
                session.open(pages[number % len(pages)])
                time.sleep(PAUSE_S)
                until = time.monotonic() + SECONDS
                while time.monotonic() < until:
                    answer = session.rerun()
                    if answer.failed:
                        raise RuntimeError("a page failed")
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


@contextlib.contextmanager
def checks(home: Path) -> Iterator[dict[str, float]]:
    """Hostile files that wait in one line and are read, one after the other, as long as somebody reads."""
    line, told, over = ReadingLine(), {"ended": 0.0, "megabytes": 0.0}, threading.Event()

    class Over(BaseException):
        """The readers went home."""

    def tell(_: object) -> None:
        told["megabytes"] = max(told["megabytes"], line.memory / MEGABYTE)
        if over.is_set():
            raise Over

    def send(name: str, content: bytes) -> None:
        with contextlib.suppress(Over):
            while not over.is_set():
                with contextlib.suppress(RefusedFile):
                    line.ask("look", content, OfFile(name, home), file_name=name, tell=tell)
                told["ended"] += 1

    # Made before anybody reads: the readers of this process are not to wait for the making of files.
    files = [hostile_file(kind) for kind in KINDS]
    senders = [threading.Thread(target=send, args=file) for file in files]
    for one in senders:
        one.start()
    try:
        yield told
    finally:
        over.set()
        for one in senders:
            one.join()
        line.close()


def _write(waited: dict[str, list[float]], checked: dict[str, float], before: int, grown: int) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["readers", "answers", "median_ms", "p95_ms", "most_ms"])
        for name, seconds in waited.items():
            ordered = sorted(seconds)
            figures = (ordered[len(ordered) // 2], p95(ordered), ordered[-1])
            writer.writerow([name, len(ordered), *(round(1000 * one, 1) for one in figures)])
        writer.writerow(["people", PEOPLE, "seconds", SECONDS, ""])
        writer.writerow(["checks ended", checked["ended"], "MB of the checks", round(checked["megabytes"], 1), ""])
        writer.writerow(["MB of the server before", before >> 20, "MB grown", grown >> 20, os.cpu_count()])
