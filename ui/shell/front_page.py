"""The one HTML page a browser loads, made ours before Streamlit's script runs in it.

Three things are wrong with it as it comes: it is called "Streamlit" until the first rerun has answered; it fetches
a font we never show; and on a deep link its script guesses where the server is, with requests that fail on purpose.
What must be there once, whatever page follows, is put here: our scripts, the link past the navigation, our words
for what Streamlit says in English only, and what a link shows where somebody posts it.
"""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool

from childrights.i18n import LANGUAGES, N_, translator
from ui.doors import VARY, calm_page, packed, packed_tag, takes_gzip
from ui.parts import versioned
from ui.shell.link_previews import link_preview

TITLE = "Child rights in Cambodia · សិទ្ធិកុមារនៅកម្ពុជា"
FONTS = ("noto-sans-latin-wght-normal.woff2", "noto-sans-khmer-khmer-wght-normal.woff2")
SCRIPTS = ("address.js", "keys.js", "tour.js", "still.js", "mend.js")
SAID: Mapping[str, str] = {
    "Connection error": N_("The dashboard does not answer"),
    "not responding": N_(
        "It was stopped, or the connection to it is lost. This page keeps trying and goes on by itself once there is "
        "an answer. If the dashboard runs on this computer, start it again."
    ),
    "App pages": N_("Pages"),
    "Sidebar": N_("Search and pages"),
    "Collapse sidebar": N_("Fold the sidebar away"),
    "Expand sidebar": N_("Show the sidebar"),
    "Main menu": N_("Menu"),
    "Open": N_("Show the choices"),
    "Clear value": N_("Clear the choice"),
    "Clear all": N_("Clear all choices"),
    "Close": N_("Close"),
    "Dismiss": N_("Close"),
}
"""What Streamlit's page says in English only, and what ours says in its place, see ``static/mend.js``."""
_ADVERTISED = re.compile(r'<!--(?:(?!-->).)*RFC 8631.*?-->\s*<link rel="service-desc"[^>]*>', re.DOTALL)
"""A pointer for programs to an interface that is off."""
_UNREAD = re.compile(r"<!-- initialize window.prerenderReady.*?</script>", re.DOTALL)
"""A mark for a service that we do not use."""
_STREAMLITS = "<title>Streamlit</title>"
"""Streamlit gives its page for every address, and says in English only, once it runs, that there is none."""
PAGES = Path(__file__).resolve().parents[2] / "pages"
_UNWANTED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
_REPLACED = (b"content-length", b"etag", b"last-modified", b"accept-ranges", b"vary")


def rewritten(page: str, base: str) -> str:
    """``page`` with our title and fonts, and told that the server is at ``base`` (``/`` or ``/prefix/``)."""
    start = page.find('<link\n      rel="preload"')
    if start >= 0:
        page = page[:start] + _preloads(base) + page[page.index("/>", start) + 2 :]
    page = page.replace('href="./favicon.png"', f'href="{base}app/static/icon.png"')
    page = page.replace(_STREAMLITS, f"<title>{TITLE}</title>")
    page = _UNREAD.sub("", _ADVERTISED.sub("", page))
    where = f"<script>{_where(base)}</script>"
    scripts = "".join(f'<script defer src="{base}{versioned(name)}"></script>' for name in SCRIPTS)
    page = page.replace("<head>", f"<head>{where}{scripts}", 1)
    return page.replace("<body>", f"<body>{_skip_link()}{_words()}", 1)


def _where(base: str) -> str:
    return f'window.__streamlit={{BACKEND_BASE_URL:location.origin+"{base}"}}'


def script_hashes(base: str) -> tuple[str, ...]:
    """The only scripts inside the page, as its policy names them: any other is not run, see ``ui.doors``."""
    return (f"'sha256-{b64encode(sha256(_where(base).encode()).digest()).decode()}'",)


@cache
def addresses() -> frozenset[str]:
    """The addresses of all pages, which are called as their files are."""
    return frozenset(path.stem for path in PAGES.rglob("*.py"))


@cache
def _skip_link() -> str:
    """The first stop of the tab key, in each language; the style sheet shows the page's own, and only in focus."""
    words = "".join(
        f'<span lang="{one}">{html.escape(translator(one)._("Skip to content"))}</span>' for one in LANGUAGES
    )
    return f'<a id="cr-skip" href="#stMain" style="position:absolute;left:-99em">{words}</a>'


@cache
def _words() -> str:
    """What ``SAID`` says, in each language; nothing of it is shown by itself."""
    spoken = "".join(
        f'<div lang="{one}">'
        + "".join(f'<p data-of="{of}">{html.escape(translator(one)._(ours))}</p>' for of, ours in SAID.items())
        + "</div>"
        for one in LANGUAGES
    )
    return f'<template id="cr-words">{spoken}</template>'


def _preloads(base: str) -> str:
    return "".join(
        f'<link rel="preload" href="{base}app/static/fonts/{font}" as="font" type="font/woff2" crossorigin>'
        for font in FONTS
    )


class FrontPage:
    """ASGI middleware that rewrites HTML answers and leaves everything else untouched."""

    def __init__(self, app: Any, base: str) -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http" or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
            await self._app(scope, receive, send)
            return
        kept = [header for header in scope["headers"] if header[0] not in _UNWANTED]
        path = str(scope["path"]).removeprefix(self._base).strip("/")
        known = not path or path in addresses()
        query = bytes(scope["query_string"]).decode("latin-1")
        told = await run_in_threadpool(link_preview, path, query) if query else None
        tags = told.tags(f"{scope.get('scheme', 'http')}://{_host(scope)}{self._base}") if told else ""
        await self._app({**scope, "headers": kept}, receive, _Rewriter(scope, send, self._base, known, tags))


def _host(scope: Any) -> str:
    """The name by which the page was asked for, which the doors have let in."""
    return bytes(dict(scope["headers"]).get(b"host", b"")).decode("latin-1")


class _Rewriter:
    """Holds an HTML answer back until it is whole, then sends it rewritten, or the calm page where there is no page."""

    def __init__(self, scope: Any, send: Any, base: str, known: bool, tags: str) -> None:
        self._asked = scope["headers"]
        self._send = send
        self._base = base
        self._known = known
        self._tags = tags
        self._start: dict[str, Any] | None = None
        self._body = b""

    async def __call__(self, message: dict[str, Any]) -> None:
        """Take one ASGI message of the answer."""
        if message["type"] == "http.response.start":
            if dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html"):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
            return
        await self._send(message)

    async def _finish(self, start: dict[str, Any]) -> None:
        text = self._body.decode("utf-8")
        frame = _STREAMLITS in text and self._known
        if _STREAMLITS in text and not self._known:
            start, text = {**start, "status": HTTPStatus.NOT_FOUND.value}, calm_page(HTTPStatus.NOT_FOUND, self._base)
        elif frame:
            text = rewritten(text, self._base).replace("</head>", f"{self._tags}</head>", 1)
        status, body = start["status"], text.encode("utf-8")
        told: list[tuple[bytes, bytes]] = []
        if frame:
            status, body, told = await run_in_threadpool(self._packed, status, body)
        headers = [header for header in start["headers"] if header[0] not in _REPLACED]
        if status != HTTPStatus.NOT_MODIFIED:
            told.append((b"content-length", str(len(body)).encode()))
        await self._send({**start, "status": status, "headers": [*headers, *told]})
        await self._send({"type": "http.response.body", "body": body})

    def _packed(self, status: int, body: bytes) -> tuple[int, bytes, list[tuple[bytes, bytes]]]:
        """The frame as it travels: nothing of it where the browser has it already, packed where that is understood. It
        may be packed since it holds nothing that is a secret of whoever asks, see ``ui.doors``."""
        small = takes_gzip(self._asked)
        tag = f'"{sha256(body).hexdigest()[:20]}"'.encode()
        tag = packed_tag(tag) if small else tag
        told = [(b"etag", tag), VARY]
        if tag in b",".join(value for name, value in self._asked if name == b"if-none-match"):
            return HTTPStatus.NOT_MODIFIED.value, b"", told
        return (status, packed(body), [*told, (b"content-encoding", b"gzip")]) if small else (status, body, told)
