"""Files of the product packed for the way: once each, kept in memory, for who can unpack them.

Streamlit sends its own scripts as they are, 7 MB until the first map. They are the same for everybody and change with a
new version only, so each is packed the first time that somebody asks for it.

Only files are packed here, and the frame of a page (``ui.shell.front_page``), which holds no secret either. An answer
that has both a secret and words of whoever asks tells the secret by its length once it is packed (BREACH): the pages of
signing in, media and everything that was made for somebody travel as they are.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections import OrderedDict
from typing import Any

from starlette.concurrency import run_in_threadpool

PLACES = ("static/", "app/static/")
"""Where files of the product lie, below the base: Streamlit's and ours."""
ENDINGS = (".js", ".mjs", ".css", ".svg", ".json", ".geojson", ".webmanifest")
KINDS = (
    b"text/javascript",
    b"application/javascript",
    b"text/css",
    b"image/svg+xml",
    b"application/json",
    b"application/geo+json",
    b"application/manifest+json",
)
"""What packing makes smaller; fonts and pictures are packed already, and a page is none of these."""
LEVEL = 9
LEAST_BYTES, MOST_BYTES, MOST_KEPT_BYTES = 512, 16 * 1024 * 1024, 16 * 1024 * 1024
"""Of a file as it lies there, and of all packed ones that are kept; the longest unasked goes first."""
VARY = (b"vary", b"Accept-Encoding")
_MARK = "-gz"
_CODING = re.compile(r"\s*(?P<name>[a-z0-9*-]+)\s*(?:;\s*q\s*=\s*(?P<weight>[0-9.]+)\s*)?\Z", re.IGNORECASE)


def takes_gzip(headers: Any) -> bool:
    """Whether whoever sent these headers can unpack gzip, and wants it."""
    told = ",".join(value.decode("latin-1") for name, value in headers if name == b"accept-encoding")
    weights = {
        found["name"].lower(): _weight(found["weight"]) for one in told.split(",") if (found := _CODING.match(one))
    }
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _weight(text: str | None) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


def packed(body: bytes) -> bytes:
    """``body`` packed, the same bytes for the same body."""
    return gzip.compress(body, LEVEL, mtime=0)


def packed_tag(tag: bytes) -> bytes:
    """The ETag of the packed form: what is kept of one form is none of the other."""
    return tag[:-1] + _MARK.encode() + b'"' if tag.endswith(b'"') else tag


class Packing:
    """ASGI middleware; ``base`` is the path that the app is served under."""

    def __init__(self, app: Any, base: str) -> None:
        self._app, self._base = app, base
        self._kept: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not self._is_file(scope):
            await self._app(scope, receive, send)
            return
        whole = not any(name == b"range" for name, _ in scope["headers"])
        wanted = whole and scope["method"] in ("GET", "HEAD") and takes_gzip(scope["headers"])
        # Those behind must neither pack it themselves nor hand a path to the server, past us.
        headers = [one for one in _asked_for(scope["headers"], wanted) if one[0] != b"accept-encoding"]
        await self._app({**scope, "headers": headers, "extensions": {}}, receive, _Packer(self, scope, send, wanted))

    def _is_file(self, scope: Any) -> bool:
        path = str(scope["path"]).removeprefix(self._base).lstrip("/")
        return path.startswith(PLACES) and path.endswith(ENDINGS)

    def kept(self, path: str, tag: bytes) -> bytes | None:
        """The packed form of what is known by ``tag``, if it was asked for before."""
        found = self._kept.get((path, tag))
        if found is not None:
            self._kept.move_to_end((path, tag))
        return found

    async def pack(self, path: str, tag: bytes, body: bytes) -> bytes:
        """The packed form of ``body``, kept for the next who asks; whoever asks meanwhile waits for it."""
        async with self._one_at_a_time:
            found = self.kept(path, tag)
            if found is None:
                found = await run_in_threadpool(packed, body)
                self._keep(path, tag, found)
        return found

    def _keep(self, path: str, tag: bytes, found: bytes) -> None:
        for old in [one for one in self._kept if one[0] == path]:
            del self._kept[old]  # the file is another one by now
        self._kept[path, tag] = found
        while sum(map(len, self._kept.values())) > MOST_KEPT_BYTES:
            self._kept.popitem(last=False)


def _asked_for(headers: Any, packed_wanted: bool) -> list[tuple[bytes, bytes]]:
    """The headers with the marks of the form that is wanted, as those behind know them; of other forms none."""
    told = b",".join(value for name, value in headers if name == b"if-none-match")
    if not told or told.strip() == b"*":
        return list(headers)
    marks = [one.strip() for one in told.split(b",")]
    ending = f'{_MARK}"'.encode()
    same = [
        one[: -len(ending)] + b'"' if packed_wanted else one for one in marks if one.endswith(ending) == packed_wanted
    ]
    rest = [one for one in headers if one[0] not in (b"if-none-match", b"if-modified-since")]
    return [*rest, (b"if-none-match", b", ".join(same))] if same else rest


class _Packer:
    """Takes an answer and sends it packed where it may be."""

    def __init__(self, packing: Packing, scope: Any, send: Any, wanted: bool) -> None:
        self._packing, self._send, self._wanted = packing, send, wanted
        self._path, self._bare = str(scope["path"]), scope["method"] == "HEAD"
        self._start: dict[str, Any] | None = None
        self._tag = b""
        self._body = bytearray()
        self._done = False

    async def __call__(self, message: dict[str, Any]) -> None:
        """Take one ASGI message of the answer."""
        if self._done:
            return
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start, bytes(self._body))
        else:
            await self._send(message)

    async def _begin(self, message: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in message["headers"]}
        kind, self._tag = headers.get(b"content-type", b"").split(b";")[0].strip(), headers.get(b"etag", b"")
        if message["status"] == 304:
            told = {"etag": packed_tag(self._tag)} if self._wanted and self._tag else {}
            await self._send({**message, "headers": _with(message["headers"], **told)})
            return
        if kind not in KINDS:
            await self._send(message)
            return
        length = headers.get(b"content-length", b"")
        if not self._wanted or message["status"] != 200 or b"content-encoding" in headers or not _is_worth(length):
            await self._send({**message, "headers": _with(message["headers"])})
            return
        known = self._packing.kept(self._path, self._tag) if self._tag else None
        if known is not None or self._bare:
            self._done = True
            await self._answer(message, known)
            return
        self._start = message

    async def _finish(self, start: dict[str, Any], body: bytes) -> None:
        if self._tag:
            await self._answer(start, await self._packing.pack(self._path, self._tag, body))
        else:
            await self._answer(start, await run_in_threadpool(packed, body))

    async def _answer(self, start: dict[str, Any], body: bytes | None) -> None:
        """Send the packed form; of one that nobody has asked for yet only what is known of it."""
        told = {"content-encoding": b"gzip"}
        told |= {"etag": packed_tag(self._tag)} if self._tag else {}
        told |= {"content-length": str(len(body)).encode()} if body is not None else {}
        left_out = (b"content-length", b"accept-ranges")
        headers = _with([one for one in start["headers"] if one[0].lower() not in left_out], **told)
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": b"" if self._bare or body is None else body})


def _is_worth(length: bytes) -> bool:
    """Whether a file of this length is worth packing; of one that does not say how long it is, nobody knows."""
    return length.decode("latin-1").isdecimal() and LEAST_BYTES <= int(length) <= MOST_BYTES


def _with(headers: Any, **told: bytes) -> list[tuple[bytes, bytes]]:
    """Headers with others put in their place, that say that the answer hangs on what can be unpacked."""
    kept = [(name.lower(), value) for name, value in headers if name.lower().decode("latin-1") not in told]
    varies = any(name == VARY[0] and VARY[1].lower() in value.lower() for name, value in kept)
    return [*kept, *((name.encode(), value) for name, value in told.items()), *([] if varies else [VARY])]
