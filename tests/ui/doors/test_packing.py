"""Files of the product travel packed, each packed once; nothing else does."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ui.doors import Packing, packing, takes_gzip

SCRIPT = b"const words = 'the same words again and again';\n" * 200
Answer = tuple[int, dict[str, str], bytes]


def _bytes(message: dict[str, Any]) -> bytes:
    """What a server sends for a message, which may hand it a path."""
    return Path(message["path"]).read_bytes() if "path" in message else bytes(message.get("body", b""))


class Asker:
    """Asks an app behind the middleware, as a server does."""

    def __init__(self, folder: Path) -> None:
        for name in ("a.js", "a.woff2", "b.css"):
            (folder / name).write_bytes(SCRIPT)
        (folder / "short.js").write_bytes(b"1")
        (folder / "page.html").write_bytes(SCRIPT)
        secret = Route("/sign-in.js", lambda _: HTMLResponse(SCRIPT.decode()))
        other = Route("/static/words.js", lambda _: PlainTextResponse(SCRIPT.decode()))
        mounts = [Mount(path, StaticFiles(directory=folder)) for path in ("/static", "/app/static", "/media")]
        self.packing = Packing(Starlette(routes=[secret, other, *mounts]), "/")

    def __call__(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return asyncio.run(self.ask(path, method, **headers))

    async def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        given = {"accept_encoding": "gzip, deflate, br"} | headers
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "root_path": "",
            "query_string": b"",
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items() if value],
            "extensions": {"http.response.pathsend": {}},
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.packing(scope, receive, send)
        told = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], told, b"".join(_bytes(one) for one in sent[1:])


@pytest.fixture
def asks(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


@pytest.mark.parametrize("place", ["/static/", "/app/static/"])
def test_files_of_the_product_come_packed(asks: Asker, place: str) -> None:
    status, told, body = asks(f"{place}a.js")
    assert status == 200 and gzip.decompress(body) == SCRIPT and len(body) < len(SCRIPT) / 5
    assert told["content-encoding"] == "gzip" and int(told["content-length"]) == len(body)
    assert told["vary"] == "Accept-Encoding" and told["etag"].endswith('-gz"')
    assert "accept-ranges" not in told and told["content-type"].startswith("text/javascript")


def test_who_cannot_unpack_gets_them_as_they_are(asks: Asker) -> None:
    for coding in ("", "identity", "br", "gzip;q=0", "gzip;q=0.0, *;q=1", "gzip;q=nothing"):
        status, told, body = asks("/static/a.js", accept_encoding=coding)
        assert (status, body) == (200, SCRIPT), coding
        assert "content-encoding" not in told and told["vary"] == "Accept-Encoding"
        assert not told["etag"].endswith('-gz"')


@pytest.mark.parametrize("told", ["gzip", "br, gzip;q=0.5", "GZIP", "*", "x-gzip", "deflate , gzip ; q=1"])
def test_who_can_unpack_says_so_in_many_ways(told: str) -> None:
    assert takes_gzip([(b"accept-encoding", told.encode())])


@pytest.mark.parametrize(
    "path", ["/static/a.woff2", "/static/page.html", "/media/a.js", "/sign-in.js", "/static/words.js"]
)
def test_nothing_else_is_packed(asks: Asker, path: str) -> None:
    """Neither what is packed already, nor pages, nor what was made for somebody."""
    _, told, body = asks(path)
    assert body == SCRIPT and "content-encoding" not in told


def test_a_short_file_is_not_worth_it(asks: Asker) -> None:
    _, told, body = asks("/static/short.js")
    assert body == b"1" and "content-encoding" not in told and told["vary"] == "Accept-Encoding"


def test_a_file_is_packed_once(asks: Asker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packed, times = packing.packed, []
    monkeypatch.setattr(packing, "packed", lambda body: times.append(len(body)) or packed(body))

    async def many() -> list[Answer]:
        return await asyncio.gather(*(asks.ask("/static/a.js") for _ in range(5)))

    assert {body for _, _, body in asyncio.run(many())} == {asks("/static/a.js")[2]} and len(times) == 1
    (tmp_path / "a.js").write_bytes(SCRIPT + b"// newer")
    assert gzip.decompress(asks("/static/a.js")[2]).endswith(b"newer") and len(times) == 2


def test_what_is_kept_is_bounded(asks: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    asks("/static/a.js"), asks("/static/b.css")
    each = len(asks("/static/a.js")[2])
    monkeypatch.setattr(packing, "MOST_KEPT_BYTES", 2 * each)
    asks("/app/static/a.js")
    assert [path for path, _ in asks.packing._kept] == ["/static/a.js", "/app/static/a.js"]


def test_a_browser_that_has_it_is_told_so(asks: Asker) -> None:
    small, whole = asks("/static/a.js")[1]["etag"], asks("/static/a.js", accept_encoding="")[1]["etag"]
    status, told, body = asks("/static/a.js", if_none_match=f'"other", {small}')
    assert (status, told["etag"], told["vary"], body) == (304, small, "Accept-Encoding", b"")
    assert asks("/static/a.js", if_none_match=whole, accept_encoding="")[0] == 304
    # What is kept of one form is none of the other.
    assert asks("/static/a.js", if_none_match=whole)[0] == 200
    assert asks("/static/a.js", if_none_match=small, accept_encoding="")[0] == 200


def test_a_part_is_a_part_of_the_file_as_it_is(asks: Asker) -> None:
    status, told, body = asks("/static/a.js", range="bytes=6-10")
    assert (status, body) == (206, SCRIPT[6:11]) and "content-encoding" not in told
    assert told["vary"] == "Accept-Encoding"


def test_the_head_alone_is_the_head_of_the_packed_form(asks: Asker) -> None:
    _, before, nothing = asks("/static/a.js", "HEAD")
    _, whole, body = asks("/static/a.js")
    _, after, _ = asks("/static/a.js", "HEAD")
    assert not nothing and "content-length" not in before and before["etag"] == whole["etag"]
    assert after == whole and int(after["content-length"]) == len(body)


def test_what_is_not_there_is_not_packed(asks: Asker) -> None:
    status, told, _ = asks("/static/none.js")
    assert status == 404 and "content-encoding" not in told
