"""The HTML page is made ours, everything else passes untouched."""

from __future__ import annotations

import asyncio
import gzip
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.routing import Route

from tests.support.server import ROOT
from ui.shell.front_page import TITLE, FrontPage, addresses, rewritten

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("base", ["/", "/rights/"])
def test_streamlits_page_gets_our_title_fonts_and_address(base: str) -> None:
    page = rewritten(INDEX, base)
    assert f"<title>{TITLE}</title>" in page
    assert "SourceSans" not in page
    assert f'href="{base}app/static/fonts/noto-sans-latin-wght-normal.woff2"' in page
    assert f'BACKEND_BASE_URL:location.origin+"{base}"' in page
    assert page.index("BACKEND_BASE_URL") < page.index('<script type="module"')


def answer(path: str, accept: bytes = b"text/html", **more: str) -> tuple[dict[bytes, bytes], bytes]:
    """Headers and body of one request to an app behind the middleware."""
    app = Starlette(
        routes=[
            Route("/explore", lambda _: HTMLResponse("<head><title>Streamlit</title></head>")),
            Route("/nothing", lambda _: HTMLResponse("<head><title>Streamlit</title></head>")),
            Route("/sign-in", lambda _: HTMLResponse("<head><title>Ours</title></head>")),
            Route("/data", lambda _: JSONResponse({"title": "<title>Streamlit</title>"})),
            Route("/text", lambda _: PlainTextResponse("<title>Streamlit</title>")),
        ]
    )
    given = [(b"accept", accept), *((name.replace("_", "-").encode(), value.encode()) for name, value in more.items())]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": given}
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(FrontPage(app, "/")(scope, receive, send))
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent[1:])


def test_html_is_rewritten_whole() -> None:
    headers, body = answer("/explore")
    assert TITLE.encode() in body
    assert int(headers[b"content-length"]) == len(body)


def test_the_frame_travels_packed_and_once() -> None:
    headers, small = answer("/explore", accept_encoding="gzip")
    assert headers[b"content-encoding"] == b"gzip" and headers[b"vary"] == b"Accept-Encoding"
    whole, body = answer("/explore")
    assert gzip.decompress(small) == body and whole[b"vary"] == b"Accept-Encoding"
    assert int(headers[b"content-length"]) == len(small) and headers[b"etag"] != whole[b"etag"]
    kept, nothing = answer("/explore", accept_encoding="gzip", if_none_match=f'{headers[b"etag"].decode()}, "x"')
    assert nothing == b"" and b"content-length" not in kept and kept[b"etag"] == headers[b"etag"]
    assert answer("/explore", accept_encoding="gzip", if_none_match=whole[b"etag"].decode())[1] == small


@pytest.mark.parametrize("path", ["/sign-in", "/nothing"])
def test_a_page_with_a_form_never_does(path: str) -> None:
    """Its length would tell what it holds that is secret, letter by letter."""
    headers, body = answer(path, accept_encoding="gzip")
    assert b"content-encoding" not in headers and b"etag" not in headers and body == answer(path)[1]


@pytest.mark.parametrize("path", ["/data", "/text"])
def test_other_answers_pass_untouched(path: str) -> None:
    assert b"<title>Streamlit</title>" in answer(path)[1]


def test_html_asked_for_as_something_else_passes_untouched() -> None:
    assert b"<title>Streamlit</title>" in answer("/explore", accept=b"*/*")[1]


def test_an_address_that_no_page_has_is_told_in_both_languages() -> None:
    headers, body = answer("/nothing")
    assert b"There is no such page" in body and b'lang="km"' in body and b"<script" not in body
    assert int(headers[b"content-length"]) == len(body)
    assert answer("/sign-in")[1] == b"<head><title>Ours</title></head>"


def test_every_page_is_found_under_the_name_of_its_file() -> None:
    """So that the server knows which addresses there are before any page has run."""
    told = (ROOT / "ui" / "shell" / "app.py").read_text(encoding="utf-8")
    pairs = re.findall(r'"pages/\w+/(\w+)\.py",\s*title=[^\n]*?,\s*url_path="(\w+)"', told)
    assert len(pairs) >= 15 and [one for one in pairs if one[0] != one[1]] == []
    assert {name for name, _ in pairs} <= addresses()


def test_streamlits_letters_are_ours() -> None:
    headers, _ = answer("/static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2", accept=b"*/*")
    assert headers[b"location"] == b"/app/static/fonts/noto-sans-latin-wght-normal.woff2"
    named = [path.name for path in (Path(streamlit.__file__).parent / "static").rglob("SourceSansVF-Upright.*")]
    assert len(named) == 1
