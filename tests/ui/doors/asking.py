"""Requests as a server hands them to the doors, and what came out."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from ui.doors import Doors, DoorSettings, Handles, Incidents

Pairs = tuple[tuple[str, str], ...]
HERE = DoorSettings()
PUBLIC = DoorSettings(address="0.0.0.0", names=frozenset({"rights.example.org"}))


@dataclass
class Said:
    """What a client gets. ``within`` is what stood behind the doors saw of the request, if it got there."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    all_headers: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    closed: int = 0
    accepted: bool = False
    within: dict[str, Any] | None = None
    log: str = ""


def broken(_: Request) -> Response:
    raise ValueError("the name in the cell was Sok Dara")


def cookie(_: Request) -> Response:
    answer = PlainTextResponse("ok", headers={"Cache-Control": "public"})
    answer.set_cookie("mine", "1", samesite=None)
    return answer


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


async def broken_talk(socket: WebSocket) -> None:
    await socket.accept()
    raise ValueError("the name in the cell was Sok Dara")


APP = Starlette(
    routes=[
        Route("/page", lambda _: HTMLResponse("<p>here</p>")),
        Route("/data", lambda _: JSONResponse({"a": 1}), methods=["GET", "POST", "PUT", "DELETE", "PATCH"]),
        Route(
            "/open",
            lambda _: PlainTextResponse("ok", headers={"Access-Control-Allow-Origin": "*", "X-Powered-By": "x"}),
        ),
        Route("/cookie", cookie),
        Route("/broken", broken),
        Route("/busy", lambda _: PlainTextResponse("busy", 503)),
        Route("/media/one", lambda _: Response(b"x", headers={"Cache-Control": "public"})),
        Route("/static/js/a.1f.js", lambda _: Response(b"", headers={"Cache-Control": "public, immutable, max-age=9"})),
        Route("/app/static/a.css", lambda _: Response(b"")),
        Route("/map.geojson", lambda _: Response(b"", headers={"Cache-Control": "max-age=86400"})),
        Route("/own", lambda _: HTMLResponse("<p>ours</p>", 403)),
        WebSocketRoute("/_stcore/stream", talk),
        WebSocketRoute("/broken", broken_talk),
    ]
)


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def ask(
    path: str = "/page",
    *headers: tuple[str, str],
    settings: DoorSettings = HERE,
    method: str = "GET",
    kind: str = "http",
    peer: str = "192.0.2.9",
    at: str = "192.0.2.1",
    host: str = "localhost:8501",
    scheme: str = "",
    handles: Handles | None = None,
) -> Said:
    """One request from ``peer`` to the address ``at`` of a server with ``settings``; no Host header where ``host`` is empty."""
    said, log, kept = Said(), logging.Logger("doors"), _Kept()
    log.addHandler(kept)
    given = [*((("Host", host),) if host else ()), *headers]
    where, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": kind,
        "method": method,
        "path": where,
        "raw_path": where.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in given],
        "client": (peer, 5000),
        "server": (at, 8501),
        "scheme": scheme or {"http": "http", "websocket": "ws"}[kind],
        "http_version": "1.1",
        "subprotocols": [],
    }

    async def behind(scope: Any, receive: Any, send: Any) -> None:
        said.within = dict(scope)
        await APP(scope, receive, send)

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"} if kind == "websocket" else {"type": "http.request", "body": b""}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            said.status = message["status"]
            said.all_headers = [(name.decode(), value.decode("latin-1")) for name, value in message["headers"]]
            said.headers = dict(said.all_headers)
        elif message["type"] == "http.response.body":
            said.text += message.get("body", b"").decode()
        elif message["type"] == "websocket.accept":
            said.accepted = True
        elif message["type"] == "websocket.close":
            said.closed = message["code"]

    asyncio.run(Doors(behind, settings, handles or Handles(0), Incidents(log))(scope, receive, send))
    said.log = "\n".join(kept.lines)
    return said


def seen(said: Said, name: str) -> list[str]:
    """The values of a header as those behind the doors see it."""
    assert said.within is not None, said
    return [value.decode("latin-1") for one, value in said.within["headers"] if one.decode() == name]
