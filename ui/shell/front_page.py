"""The one HTML page a browser loads, made ours before Streamlit's script runs in it.

Three things are wrong with it as it comes: it is called "Streamlit" until the first rerun has answered; it fetches
a font we never show; and on a deep link its script guesses where the server is, with requests that fail on purpose.
What must be there once, whatever page follows, is put here: our scripts, the link past the navigation, our words
for what Streamlit says in English only, and what a link shows where somebody posts it.
"""

from __future__ import annotations

import asyncio
import html
import re
from base64 import b64encode
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, N_, translator
from ui.doors import VARY, calm_page, packed, packed_tag, takes_gzip
from ui.parts import versioned
from ui.shell.installed import installed_head
from ui.shell.link_previews import link_preview
from ui.shell.whole_sheet import whole_sheet

TITLE = "Child rights in Cambodia · សិទ្ធិកុមារនៅកម្ពុជា"
FONTS = ("noto-sans-latin-wght-normal.woff2", "noto-sans-khmer-khmer-wght-normal.woff2")
SCRIPTS = ("first.js", "address.js", "keys.js", "tour.js", "still.js", "mend.js", "saved.js")
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
    "Choose an option": N_("Choose"),
    "Selected values": N_("Chosen"),
    "Remove {}": N_("Take out {}"),
    "Help for {}": N_("Help: {}"),
    "file upload": N_("Choose a file"),
    "Upload": N_("Choose a file"),
    "{}MB per file": N_("Up to {} MB"),
    "{}MB per file • {}": N_("Up to {} MB · {}"),
    "Choose date": N_("Choose a day"),
    "Selected Date: {}": N_("Chosen day: {}"),
    "year, {}": N_("Year: {}"),
    "month, {}": N_("Month: {}"),
    "day, {}": N_("Day: {}"),
    "Empty": N_("empty"),
    "yyyy": N_("year"),
    "mm": N_("month"),
    "month": N_("month"),
    "year": N_("year"),
    "dd": N_("day"),
    "Increment": N_("Increase"),
    "Decrement": N_("Decrease"),
    "Next": N_("Next"),
    "Previous": N_("Previous"),
    "Choose date, {}": N_("Choose a day: {}"),
    "Previous month": N_("Month before"),
    "Next month": N_("Month after"),
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": N_(
        "Arrows go from day to day, Enter chooses, Esc closes."
    ),
    "Sunday, {}": N_("Sunday, {}"),
    "Monday, {}": N_("Monday, {}"),
    "Tuesday, {}": N_("Tuesday, {}"),
    "Wednesday, {}": N_("Wednesday, {}"),
    "Thursday, {}": N_("Thursday, {}"),
    "Friday, {}": N_("Friday, {}"),
    "Saturday, {}": N_("Saturday, {}"),
    "January": N_("January"),
    "February": N_("February"),
    "March": N_("March"),
    "April": N_("April"),
    "May": N_("May"),
    "June": N_("June"),
    "July": N_("July"),
    "August": N_("August"),
    "September": N_("September"),
    "October": N_("October"),
    "November": N_("November"),
    "December": N_("December"),
}
"""What Streamlit's page says in English only, and what ours says in its place, see ``static/mend.js``. A gap (``{}``)
stands for whatever is there."""
_ADVERTISED = re.compile(r'<!--(?:(?!-->).)*RFC 8631.*?-->\s*<link rel="service-desc"[^>]*>', re.DOTALL)
"""A pointer for programs to an interface that is off."""
_UNREAD = re.compile(r"<!-- initialize window.prerenderReady.*?</script>", re.DOTALL)
"""A mark for a service that we do not use."""
_STREAMLITS = "<title>Streamlit</title>"
"""Streamlit gives its page for every address, and says in English only, once it runs, that there is none."""
_THEIR_LETTERS = "static/media/SourceSansVF-Upright."
"""170 KB that its page asks for before the app has told its fonts; it gets the letters that are loaded anyway."""
_SHEET = re.compile(r'<link rel="stylesheet" crossorigin href="\./static/css/[^"]+">')
"""Streamlit's style sheet: nothing may wait for it that is told before its script has come."""
_UNSCRIPTED = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
"""Its words for whoever has no scripts: in English only, and about programs."""
FIRST_WAITS_S = 4.0
"""So long a page waits for what it tells first; it comes without, and the next time with it."""
PAGES = Path(__file__).resolve().parents[2] / "pages"
_LONGEST_QUERY = 2000
_UNWANTED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
_REPLACED = (b"content-length", b"etag", b"last-modified", b"accept-ranges", b"vary")


class FirstTold(Protocol):
    """What a page tells before any script has come: the language, a style sheet of its own, and markup."""

    @property
    def lang(self) -> str: ...
    @property
    def style(self) -> str: ...
    @property
    def body(self) -> str: ...


TellsFirst = Callable[[str, str], "FirstTold | None"]
"""What is told first of a path (below the base, without slashes) and a query; ``None`` for nothing. Never raises."""


def tells_nothing(path: str, query: str) -> FirstTold | None:
    """Of no page anything."""
    return None


def rewritten(page: str, base: str, told: FirstTold | None = None, lang: str = DEFAULT_LANGUAGE) -> str:
    """``page`` with our title and fonts, and told that the server is at ``base`` (``/`` or ``/prefix/``); with what is
    ``told`` first of it, in its language."""
    start = page.find('<link\n      rel="preload"')
    if start >= 0:
        page = page[:start] + _preloads(base, lang) + page[page.index("/>", start) + 2 :]
    page = page.replace('href="./favicon.png"', f'href="{base}app/static/icon.png"')
    page = page.replace(_STREAMLITS, f"<title>{TITLE}</title>")
    page = _UNREAD.sub("", _ADVERTISED.sub("", page))
    where = f"<script>{_where(base)}</script>"
    scripts = "".join(f'<script defer src="{base}{versioned(name)}"></script>' for name in SCRIPTS)
    sheet = f'<link rel="stylesheet" href="{base}{whole_sheet()}">'
    sheet += (f"<style>{told.style}</style>" if told else "") + installed_head(base, lang)
    page = page.replace("<head>", f"<head>{where}{sheet}{scripts}", 1)
    theirs = _SHEET.search(page)
    page = _SHEET.sub("", page, 1)
    page = page.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    page = _UNSCRIPTED.sub(f"<noscript>{_unscripted(lang)}</noscript>", page)
    page = page.replace("<noscript>", f"{told.body if told else ''}{theirs[0] if theirs else ''}<noscript>", 1)
    return page.replace("<body>", f"<body>{_skip_link()}{_words()}", 1)


def _unscripted(lang: str) -> str:
    said = translator(lang)._("To choose, search or download, a browser must run the scripts of this dashboard.")
    return f'<p id="cr-unscripted" lang="{lang}">{html.escape(said)}</p>'


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


def _preloads(base: str, lang: str) -> str:
    """Khmer letters come at once where Khmer is read; else when a word of Khmer is shown."""
    return "".join(
        f'<link rel="preload" href="{base}app/static/fonts/{font}" as="font" type="font/woff2" crossorigin>'
        for font in (FONTS if lang == "km" else FONTS[:1])
    )


class FrontPage:
    """ASGI middleware that rewrites HTML answers and leaves everything else untouched."""

    def __init__(self, app: Any, base: str, first: TellsFirst = tells_nothing) -> None:
        self._app = app
        self._base = base
        self._first = first

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] == "http" and str(scope["path"]).startswith(f"{self._base}{_THEIR_LETTERS}"):
            day = {"Cache-Control": "public, max-age=86400"}
            ours = RedirectResponse(f"{self._base}app/static/fonts/{FONTS[0]}", HTTPStatus.FOUND, day)
            await ours(scope, receive, send)
            return
        if scope["type"] != "http" or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
            await self._app(scope, receive, send)
            return
        kept = [header for header in scope["headers"] if header[0] not in _UNWANTED]
        path = str(scope["path"]).removeprefix(self._base).strip("/")
        known = not path or path in addresses()
        query = bytes(scope["query_string"]).decode("latin-1")
        linked = await run_in_threadpool(link_preview, path, query) if query else None
        tags = linked.tags(f"{scope.get('scheme', 'http')}://{_host(scope)}{self._base}") if linked else ""
        told = await _in_time(run_in_threadpool(self._first, path, query)) if known else None
        rewriter = _Rewriter(scope, send, self._base, _Frame(known, tags, told, _language(query)))
        await self._app({**scope, "headers": kept}, receive, rewriter)


async def _in_time(asking: Coroutine[Any, Any, FirstTold | None]) -> FirstTold | None:
    """What is answered soon; what takes longer goes on being made, for whoever asks next."""
    task = asyncio.ensure_future(asking)
    done, _ = await asyncio.wait({task}, timeout=FIRST_WAITS_S)
    return task.result() if done else None


def _language(query: str) -> str:
    """The language that an address asks for."""
    asked = dict(parse_qsl(query)).get("lang", "") if len(query) < _LONGEST_QUERY else ""
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def _host(scope: Any) -> str:
    """The name by which the page was asked for, which the doors have let in."""
    return bytes(dict(scope["headers"]).get(b"host", b"")).decode("latin-1")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is known of a page before Streamlit's comes: whether there is one, its tags, and what it tells first."""

    known: bool
    tags: str
    told: FirstTold | None
    lang: str


class _Rewriter:
    """Holds an HTML answer back until it is whole, then sends it rewritten, or the calm page where there is no page."""

    def __init__(self, scope: Any, send: Any, base: str, frame: _Frame) -> None:
        self._asked = scope["headers"]
        self._send = send
        self._base = base
        self._frame = frame
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
        known, frame = self._frame.known, _STREAMLITS in text and self._frame.known
        if _STREAMLITS in text and not known:
            start, text = {**start, "status": HTTPStatus.NOT_FOUND.value}, calm_page(HTTPStatus.NOT_FOUND, self._base)
        elif frame:
            text = rewritten(text, self._base, self._frame.told, self._frame.lang)
            text = text.replace("</head>", f"{self._frame.tags}</head>", 1)
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
