"""The doors themselves: ASGI middleware before everything else."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from starlette.requests import ClientDisconnect

from ui.doors import calm
from ui.doors.asked import FORWARDING, UNKNOWN, Asked, Refused, asked, values
from ui.doors.handles import Handles
from ui.doors.headers import Header, finished
from ui.doors.incidents import Incidents
from ui.doors.origins import check_origin
from ui.doors.settings import DoorSettings

CLOSED = ("_stcore/metrics", "_stcore/script-health-check", "_stcore/agent", "_stcore/agent/")
"""Routes of Streamlit that tell programs about the server, or let them drive it."""
_NO_ONE = Asked(UNKNOWN, False, "localhost", None)
_HANDED_ON = (b"allow", b"connection", b"retry-after", b"www-authenticate")
"""What the calm page says of the answer that it stands for."""
_POLICY_VIOLATION, _TRY_LATER, _FAULT = 1008, 1013, 1011


class Doors:
    """Lets in who may be answered, hides from everything behind what nobody vouches for, and finishes every answer."""

    def __init__(self, app: Any, settings: DoorSettings, handles: Handles, incidents: Incidents) -> None:
        self._app, self._settings, self._handles, self._incidents = app, settings, handles, incidents

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        who = _NO_ONE
        try:
            who = asked(scope, self._settings)
            check_origin(scope, who, self._settings)
            self._check_route(scope)
            self._check_room(scope)
        except Refused as refusal:
            answer = _Answer(self, scope, who, send)
            await answer.refuse(refusal.status, refusal.sentence)
            return
        within = self._within(scope, who)
        answer = _Answer(self, scope, who, send)
        try:
            await self._app(within, receive, answer)
        except ClientDisconnect:
            return
        except Exception as error:
            await answer.fail(error)

    def path(self, scope: Any) -> str:
        """The path below the base, without a slash before it."""
        return str(scope["path"]).removeprefix(self._settings.base).lstrip("/")

    def _check_route(self, scope: Any) -> None:
        if self.path(scope).startswith(CLOSED):
            raise Refused(404, calm.sentence_of(404))

    def _check_room(self, scope: Any) -> None:
        """A page opens a websocket, which stays, and any other answer goes: so pages are asked to wait earlier."""
        stays = scope["type"] == "websocket" or calm.wants_html(values(scope, b"accept"))
        if self._handles.are_scarce(for_long=stays):
            raise Refused(503, calm.sentence_of(503))

    def _within(self, scope: Any, who: Asked) -> Any:
        """The request as those behind see it: the client, the scheme and the host are those that hold, and nobody can
        take a forwarded header for true."""
        kept = [(name, value) for name, value in scope["headers"] if name not in FORWARDING and name != b"host"]
        # Streamlit compares the two for a websocket, and looks for addresses of this computer abroad if they differ.
        origin = values(scope, b"origin") if scope["type"] == "websocket" else []
        host = origin[0].partition("://")[2] if origin else who.host
        schemes = {"http": ("http", "https"), "websocket": ("ws", "wss")}[scope["type"]]
        port = (scope.get("client") or (None, 0))[1]
        return {
            **scope,
            "headers": [(b"host", host.encode("latin-1")), *kept],
            "client": (who.client, port),
            "scheme": schemes[who.secure],
        }

    @property
    def settings(self) -> DoorSettings:
        """The surroundings of the server."""
        return self._settings

    @property
    def incidents(self) -> Incidents:
        """Where faults are noted."""
        return self._incidents

    @property
    def is_crowded(self) -> bool:
        """Whether connections had better be closed after their answer."""
        return self._handles.are_scarce(for_long=True)


class _Answer:
    """Sends an answer with our headers; one that says only that something is wrong becomes the calm page."""

    def __init__(self, doors: Doors, scope: Any, who: Asked, send: Any) -> None:
        self._doors, self._scope, self._who, self._send = doors, scope, who, send
        self._begun = self._replaced = self._closed = False

    async def __call__(self, message: dict[str, Any]) -> None:
        """Take one ASGI message of the answer."""
        if message["type"] == "http.response.start":
            self._begun = True
            if self._is_bare(message):
                self._replaced = True
                status = message["status"]
                code = self._doors.incidents.note(None, "a route") if status >= 500 and status != 503 else ""
                await self.refuse(status, code=code, given=message["headers"])
                return
            message = {**message, "headers": self._headers(message["status"], message["headers"])}
        elif message["type"] == "websocket.accept":
            self._begun = True
        elif message["type"] == "http.response.body" and self._replaced:
            return
        self._closed = self._closed or message["type"] == "websocket.close"
        await self._send(message)

    def _is_bare(self, message: dict[str, Any]) -> bool:
        """Whether an answer is an error in words for nobody: plain text, or none."""
        said = dict(message["headers"]).get(b"content-type", b"").split(b";")[0]
        return message["status"] >= 400 and said in (b"", b"text/plain") and self._scope["method"] != "OPTIONS"

    async def fail(self, error: Exception) -> None:
        """Note a fault and say so, as far as it can still be said."""
        code = self._doors.incidents.note(error, f"the {self._scope['type']} door")
        if self._scope["type"] == "websocket":
            with suppress(RuntimeError):  # the other end may be gone
                if not self._closed:
                    await self._send({"type": "websocket.close", "code": _FAULT})
        elif not self._begun:
            await self.refuse(500, code=code)

    async def refuse(self, status: int, sentence: str = "", code: str = "", given: Any = ()) -> None:
        """Send the calm page (a program gets the same as JSON); a websocket is closed before it is opened."""
        if self._scope["type"] == "websocket":
            await self._send({"type": "websocket.close", "code": _TRY_LATER if status == 503 else _POLICY_VIOLATION})
            return
        if calm.wants_html(values(self._scope, b"accept")):
            kind, text = "text/html", calm.calm_page(status, self._doors.settings.base, sentence, code)
        else:
            kind, text = "application/json", calm.calm_json(status, sentence, code)
        body = text.encode("utf-8")
        own = [(b"content-type", f"{kind}; charset=utf-8".encode()), (b"content-length", str(len(body)).encode())]
        kept = [one for one in given if one[0].lower() in _HANDED_ON]
        if status == 503 and not any(name.lower() == b"retry-after" for name, _ in kept):
            kept.append((b"retry-after", str(calm.RETRY_S).encode()))
        await self._send(
            {"type": "http.response.start", "status": status, "headers": self._headers(status, own + kept)}
        )
        await self._send({"type": "http.response.body", "body": body})

    def _headers(self, status: int, given: Any) -> list[Header]:
        path, query = self._doors.path(self._scope), self._scope.get("query_string", b"")
        headers = finished(status, given, path, query, self._who, self._doors.settings)
        if self._doors.is_crowded and b"connection" not in dict(headers):
            headers.append((b"connection", b"close"))
        return headers
