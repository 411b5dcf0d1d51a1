"""What stands before Streamlit's own doors for bytes: uploads, what was made for somebody, and the messages of a page.

Streamlit knows sessions by an id that stands in addresses. Whoever learns one could take the session over, put files
into it and fetch what was made for it. Here an id counts only together with the cookie of the browser that opened the
session; and nobody without an account that may send something puts bytes into the memory of the server.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from etl.ledger import State, largest_upload
from etl.permissions import Action
from ui.accounts import media
from ui.accounts.provider import PROVIDER_COOKIE
from ui.accounts.requests import visitor_mark
from ui.parts import SESSION_COOKIE, actor_of

UPLOAD, MEDIA, STREAM = "_stcore/upload_file/", "media/", "_stcore/stream"
PROTOCOLS, MARK_HEADER = b"sec-websocket-protocol", b"x-cr-visitor"
"""The second is named in ``.streamlit/config.toml``: Streamlit resumes a session only for the same value of it."""
MOST_LOOKER_BYTES = 262_144
"""The longest message of a page of somebody without an account. The state of all controls of our fullest page is a
tenth of it; the messages that somebody keeps travel in it too."""
MOST_SESSION_BYTES = 4 * 64 * 1024 * 1024
"""What the files of one session may hold together."""

_SENDS = (Action.SUBMIT, Action.BRING, Action.REFRESH, Action.BOUNDARIES)


class Guard:
    """ASGI middleware; ``base`` is the path that the app is served under.

    Ends the start where Streamlit does not know of the mark, as with a file of settings that it cannot read.
    """

    def __init__(self, app: Any, base: str) -> None:
        if st.get_option("server.trustedUserHeaders") != {MARK_HEADER.decode(): "visitor"}:
            raise SystemExit(
                "The settings in .streamlit/config.toml cannot be read, or are not those of this dashboard."
            )
        self._app = app
        self._base = base

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let one request through, or refuse it before anything of it is read."""
        path = scope.get("path", "")
        if scope["type"] == "websocket":
            await self._app(_marked(scope), _Measured(scope, receive, send), send)
            return
        if scope["type"] == "http":
            if UPLOAD.rstrip("/") in path and scope["method"] != "OPTIONS":
                refused = await run_in_threadpool(_upload_refused, scope, path)
            elif self._is_back(scope, path):
                await RedirectResponse(f"{self._base}from-provider", 303)(scope, receive, send)
                return
            elif path.startswith(self._base + MEDIA):
                refused = await run_in_threadpool(_media_refused, scope, path)
            else:
                refused = None
            if refused is None and UPLOAD.rstrip("/") in path:
                await _Counted(self._app, await run_in_threadpool(most_bytes))(scope, receive, send)
                return
            if refused is not None:
                await refused(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_back(self, scope: Any, path: str) -> bool:
        """Whether somebody comes back from a provider, whom Streamlit leads to the front page."""
        front = path.rstrip("/") == self._base.rstrip("/") and scope["method"] == "GET"
        return front and PROVIDER_COOKIE in HTTPConnection(scope).cookies


def may_send(cookies: Mapping[str, str]) -> bool:
    """Whether the session of a browser with these cookies may put files of any kind into memory."""
    actor = actor_of(cookies.get(SESSION_COOKIE, ""))
    return any(actor.may_for_some(action) for action in _SENDS)


def _upload_refused(scope: Any, path: str) -> PlainTextResponse | None:
    cookies = HTTPConnection(scope).cookies
    actor = actor_of(cookies.get(SESSION_COOKIE, ""))
    if not actor.roles:
        return _refusal(401, "Sign in first.")
    session = path.split(UPLOAD, 1)[-1].split("/")[0]
    if not (may_send(cookies) and _opened_by(session, cookies)):
        return _refusal(403, "Not allowed.")
    if _length(scope) > most_bytes():
        return _refusal(413, "Too large.")
    make_room(session, _length(scope))
    return None


_AROUND = 65_536
"""What a browser sends around the file itself."""


def most_bytes() -> int:
    """The longest request that may bring a file now."""
    return largest_upload(State.default()) + _AROUND


def _length(scope: Any) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"0").decode("latin-1")
    return int(told) if told.isdecimal() else 0


class _Counted:
    """Hands on a request that brings a file, and refuses it where it is longer than it said, or did not say."""

    def __init__(self, app: Any, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer the request."""
        came, refused = 0, False

        async def counted() -> Any:
            nonlocal came, refused
            message = await receive()
            came += len(message.get("body") or b"")
            if came > self._most and not refused:
                refused = True
                await _refusal(413, "Too large.")(scope, receive, send)
            return {"type": "http.disconnect"} if refused else message

        async def sending(message: Any) -> None:
            if not refused:
                await send(message)

        await self._app(scope, counted, sending)


def _opened_by(session: str, cookies: Mapping[str, str]) -> bool:
    """Whether the browser that sent these cookies opened the session that is known by this id."""
    client = get_instance().get_client(session) if exists() else None
    if client is None or client.client_context is None:
        return False
    theirs, ours = visitor_mark(client.client_context.cookies), visitor_mark(cookies)
    return bool(theirs) and hmac.compare_digest(theirs, ours)


def make_room(session: str, size: int) -> None:
    """Let go of the oldest files of a session until one of ``size`` bytes fits among them. The page has read them by
    then: it keeps a copy of what it works on, and Streamlit the file until the session ends."""
    kept = get_instance().uploaded_file_mgr
    if not isinstance(kept, MemoryUploadedFileManager):
        return
    files = list(kept.file_storage.get(session, {}).values())
    held = sum(len(one.data) for one in files)
    for one in files:
        if held + size <= MOST_SESSION_BYTES:
            return
        kept.remove_file(session, one.file_id)
        held -= len(one.data)


def _media_refused(scope: Any, path: str) -> PlainTextResponse | None:
    cookies, name = HTTPConnection(scope).cookies, media.file_name(path)
    if media.is_for(name, media.FOR_ALL) or (media.is_for(name, visitor_mark(cookies)) and _goes_on(cookies)):
        return None
    return _refusal(404, "Not found.")


def _goes_on(cookies: Mapping[str, str]) -> bool:
    """Whether whoever has these cookies is still signed in: a computer that was lost keeps its cookie when its owner
    signs out everywhere."""
    return bool(actor_of(cookies.get(SESSION_COOKIE, "")).roles)


def _refusal(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words, status, {"Cache-Control": "no-store", "Connection": "close"})


def _marked(scope: Any) -> Any:
    """The request for a connection with the mark of its browser, which nobody can send instead of us. A browser without
    cookies has none: it may not come back to a session, since nothing tells it from others."""
    mark = visitor_mark(HTTPConnection(scope).cookies)
    headers = [one for one in scope["headers"] if one[0].lower() != MARK_HEADER]
    if not mark:
        headers = [(name, value if name != PROTOCOLS else _without_session(value)) for name, value in headers]
    return {**scope, "headers": [*headers, (MARK_HEADER, mark.encode())]}


def _without_session(protocols: bytes) -> bytes:
    """The protocols that a page asks for, without the third: there it sends the id of the session it comes back to."""
    return b",".join(protocols.split(b",")[:2])


class _Measured:
    """Hands on the messages of a page, and ends the connection of somebody without an account who sends a long one."""

    def __init__(self, scope: Any, receive: Any, send: Any) -> None:
        self._cookies = HTTPConnection(scope).cookies
        self._receive, self._send = receive, send

    async def __call__(self) -> Any:
        """The next message."""
        message = await self._receive()
        size = len(message.get("bytes") or b"") + len(message.get("text") or "")
        if size > MOST_LOOKER_BYTES and not await run_in_threadpool(may_send, self._cookies):
            await self._send({"type": "websocket.close", "code": 1009, "reason": "Message too big"})
            return {"type": "websocket.disconnect", "code": 1009}
        return message
