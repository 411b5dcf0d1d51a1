"""The style sheet, put on the page in one place: a short list of tokens, and the static file that uses them."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from childrights.charts import KHMER_STEP, NOTE_PX, SECTION_PX, TEXT_PX, TITLE_PX, Theme
from childrights.i18n import LANGUAGES, N_, Translator, translator
from ui.parts import markup, show_script, show_style

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = (
    "style.css",
    "contribute.css",
    "number.css",
    "rights.css",
    "explore.css",
    "search.css",
    "gaps.css",
    "province.css",
    "share.css",
    "charts.css",
    "messages.css",
    "hall.css",
    "tour.css",
    "tracker.css",
)
STATIC_URL = "app/static/{name}?v={version}"

_SAY_LANGUAGE = {lang: f"document.documentElement.lang='{lang}'" for lang in ("en", "km")}


def apply_style(colours: Theme, lang: str) -> None:
    """Put tokens and style sheet on the page and tell the browser the language of the document."""
    imports = "".join(f"@import url('{versioned(name)}');" for name in SHEETS)
    show_style(f"{imports}:root{{{variables(colours, lang)}}}")
    show_script(_SAY_LANGUAGE[lang])


def variables(colours: Theme, lang: str) -> str:
    """The tokens as CSS variables."""
    step = KHMER_STEP if lang == "km" else 1
    roles = ("ground", "panel", "ink", "quiet", "rule", "action", "focus", "worse", "better", "nothing")
    tokens = {f"cr-{role}": getattr(colours, role) for role in roles}
    sizes = {"title": TITLE_PX, "section": SECTION_PX, "text": TEXT_PX, "note": NOTE_PX}
    tokens |= {f"cr-{name}-size": f"{round(px * step, 1)}px" for name, px in sizes.items()}
    tokens["cr-leading"] = "1.7" if lang == "km" else "1.5"
    tokens["cr-title-leading"] = "1.6" if lang == "km" else "1.2"
    return ";".join(f"--{name}:{value}" for name, value in tokens.items())


@cache
def versioned(name: str) -> str:
    """The address of a file of ``static/``, another one when the file is another one, so that browsers may keep it."""
    return STATIC_URL.format(name=name, version=sha256((STATIC / name).read_bytes()).hexdigest()[:10])


TITLE = "Child rights in Cambodia · សិទ្ធិកុមារនៅកម្ពុជា"
FONTS = ("noto-sans-latin-wght-normal.woff2", "noto-sans-khmer-khmer-wght-normal.woff2")
SCRIPTS = ("address.js", "keys.js", "tour.js", "still.js")
_UNWANTED = (b"accept-encoding", b"if-none-match", b"if-modified-since")


def rewritten(page: str, base: str) -> str:
    """``page`` with our title and fonts, and told that the server is at ``base`` (``/`` or ``/prefix/``)."""
    start = page.find('<link\n      rel="preload"')
    if start >= 0:
        page = page[:start] + _preloads(base) + page[page.index("/>", start) + 2 :]
    page = page.replace('href="./favicon.png"', f'href="{base}app/static/icon.png"')
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>")
    where = f'<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+"{base}"}}</script>'
    scripts = "".join(f'<script defer src="{base}{versioned(name)}"></script>' for name in SCRIPTS)
    page = page.replace("<head>", f"<head>{where}{scripts}", 1)
    return page.replace("<body>", f"<body>{_skip_link()}", 1)


@cache
def _skip_link() -> str:
    """The first stop of the tab key, in each language; the style sheet shows the page's own, and only in focus."""
    words = "".join(
        f'<span lang="{one}">{html.escape(translator(one)._("Skip to content"))}</span>' for one in LANGUAGES
    )
    return f'<a id="cr-skip" href="#" style="position:absolute;left:-99em">{words}</a>'


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
        await self._app({**scope, "headers": kept}, receive, _Rewriter(send, self._base))


class _Rewriter:
    """Holds an HTML answer back until it is whole, then sends it rewritten."""

    def __init__(self, send: Any, base: str) -> None:
        self._send = send
        self._base = base
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
        body = rewritten(self._body.decode("utf-8"), self._base).encode("utf-8")
        headers = [header for header in start["headers"] if header[0] not in (b"content-length", b"etag")]
        await self._send({**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})


STEPS: Sequence[tuple[str, str, str]] = (
    (
        "search",
        N_("Search everything"),
        N_("Type an indicator, a right, a province or a code, in English or Khmer. The key / leads here."),
    ),
    (
        "rights",
        N_("Right by right"),
        N_("What each article asks, what is measured, and what nobody measures."),
    ),
    (
        "explore",
        N_("Maps and charts"),
        N_("One indicator in many views: as a map, over time, in order, by groups. Next opens the page."),
    ),
    (
        "map",
        N_("Choose a place"),
        N_("Click an area to put it in focus; it stays in focus in every other view. The list above does the same."),
    ),
    (
        "share",
        N_("Take it with you"),
        N_("Copy the link or a citation, or save the picture and the figures, always with their source."),
    ),
    (
        "upload",
        N_("Send your own figures"),
        N_("Upload the workbook you have. Every cell is checked, and nothing is published before you say so."),
    ),
)
"""What a step points at (a name that the script knows), its title, and what it says."""


def tour_words(t: Translator) -> None:
    """Put the words of the tour on the page, out of sight, for the script to take."""
    steps = [(at, t._(title), t._(says)) for at, title, says in STEPS]
    said = {
        "name": t._("A short tour"),
        "where": t._("Step {step} of {count}"),
        "next": t._("Next"),
        "back": t._("Back"),
        "skip": t._("Skip the tour"),
        "done": t._("Done"),
    }
    markup.show(markup.tour(steps, said), t.lang)


def tour_again(t: Translator) -> None:
    """A button that shows the tour once more; the script listens to it."""
    st.button(t._("Show the tour again"), key="tour_again", icon=":material/route:", type="tertiary")


KEYS: Sequence[tuple[Sequence[str], str]] = (
    (("/",), N_("Search")),
    (("F", "H"), N_("Show full screen, and back")),
    (("←", "→"), N_("Full screen: the period, province or right before and after")),
    (("↑", "↓"), N_("Full screen: the indicator before and after")),
    (("N", "P"), N_("Full screen: the next place, the previous place")),
    ((N_("Space"),), N_("Full screen: play the periods, stop")),
    (("←", "→", N_("Space")), N_("Full screen: leaf through a long figure")),
    (("Esc",), N_("Leave full screen")),
    (("?",), N_("Show these keys")),
)


def keys_help(t: Translator) -> None:
    """A quiet button, which the key "?" presses too, that opens the list of keys."""
    if st.button(t._("Keys"), key="keys_help", icon=":material/keyboard:", type="tertiary"):
        st.dialog(t._("Keys"))(_show)(t)


def _show(t: Translator) -> None:
    markup.show(markup.keys([([t._(name) for name in names], t._(what)) for names, what in KEYS]), t.lang)
