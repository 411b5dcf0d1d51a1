"""A server on this computer that answers as publishers do, with the shapes of their replies. All figures are invented."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Query = Mapping[str, str]


@dataclass(slots=True)
class Answer:
    """One answer; ``cut`` leaves its end out after having announced it, ``slow`` lets it wait so many seconds."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    slow: float = 0.0


@dataclass
class FakePublishers:
    """What answers; ``answer`` gets the path, beginning with the publisher's own host, and the query."""

    base: str
    answer: Callable[[str, Query], Answer] = lambda path, query: Answer(b"{}", 404)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def count(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(one.partition("?")[0] for one in self.asked)


@contextmanager
def fake_publishers() -> Iterator[FakePublishers]:
    """Start it on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            fake.asked.append(self.path)
            fake.agents.add(self.headers.get("User-Agent", ""))
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            one = fake.answer(parts.path.removeprefix("/"), query)
            fake.stop.wait(one.slow)
            self.send_response(one.status)
            for name, value in one.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(one.body)))
            self.end_headers()
            self.wfile.write(one.body[: len(one.body) - one.cut])
            self.close_connection = bool(one.cut)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = FakePublishers(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield fake
    finally:
        fake.stop.set()
        server.shutdown()
        server.server_close()


def dhs_page(rows: Sequence[Mapping[str, object]], query: Query, size: int | None = None) -> Answer:
    """One page of the DHS Program: of ``rows`` those of the breakdown and the series that are asked for."""
    wanted = query["indicatorIds"].split(",")
    kept = [row for row in rows if row["IndicatorId"] in wanted and _in_breakdown(row, query["breakdown"])]
    kept = [row for row in kept if int(str(row["SurveyYear"])) >= int(query.get("surveyYearStart", "0"))]
    size, page = size or int(query["perpage"]), int(query["page"])
    part = kept[(page - 1) * size : page * size]
    pages = max(1, -(-len(kept) // size))
    told = {"TotalPages": pages, "Page": page, "RecordsReturned": len(part), "RecordCount": len(kept), "Data": part}
    return Answer(json.dumps(told).encode(), headers={"Content-Type": "application/json; charset=utf-8"})


def _in_breakdown(row: Mapping[str, object], breakdown: str) -> bool:
    category = row["CharacteristicCategory"]
    return {"national": category == "Total", "subnational": category == "Region"}.get(
        breakdown, category not in ("Total", "Region")
    )
