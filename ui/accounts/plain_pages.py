"""The pages of signing in: plain HTML, since a password must not pass through the messages of Streamlit's page, and a
cookie that scripts cannot read is only set by an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from childrights.charts import theme
from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator
from ui.accounts.requests import base_path, way_back
from ui.parts import NAMES, FormField, colour_variables, markup, versioned

SHEET = "plain.css"
NEVER_KEPT = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex"}
"""Under ``no-referrer`` browsers would not say where a form was sent from (``Origin: null``)."""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What stands on a page: its title, paragraphs, what went wrong, a form, small print, and a way on."""

    title: str
    paragraphs: Sequence[str] = ()
    told: str = ""
    fields: Sequence[FormField] = ()
    buttons: Sequence[tuple[str, str, str]] = ()
    notes: Sequence[str] = ()
    ways: Sequence[tuple[str, str]] = ()
    status: int = 200


def answer(request: Request, t: Translator, page: PlainPage) -> HTMLResponse:
    """The page as an answer that nobody keeps."""
    base = base_path()
    title = f"{page.title} · {t._('Child rights in Cambodia')}"
    head = markup.wrap("header", _brand(t, base) + _languages(request, t))
    content = head + markup.wrap("main", _main(page, _query(request, t.lang)))
    html = markup.plain_document(
        title, t.lang, base + versioned(SHEET), f"{base}app/static/icon.png", _colours(t.lang), content
    )
    return HTMLResponse(html, page.status, NEVER_KEPT)


def _main(page: PlainPage, query: str) -> str:
    parts = [markup.tag("h1", page.title), *(markup.tag("p", one) for one in page.paragraphs)]
    if page.told:
        parts.append(f'<div role="alert" class="cr-told">{markup.tag("p", page.told)}</div>')
    if page.buttons:
        parts.append(markup.form(page.fields, page.buttons, query))
    if page.ways:
        # Beside the button of a form a way on is only a link.
        css = "cr-beside" if page.buttons else "cr-way"
        parts.append(markup.wrap("p", " ".join(markup.own_link(words, to, css) for words, to in page.ways), "cr-ways"))
    if page.notes:
        notes = "".join(markup.tag("p", one) for one in page.notes)
        parts.append(markup.wrap("div", notes, "cr-quiet-lines"))
    return "".join(parts)


def _brand(t: Translator, base: str) -> str:
    home = base if t.lang == DEFAULT_LANGUAGE else f"{base}?lang={t.lang}"
    return markup.own_link(t._("Child rights in Cambodia"), home)


def _languages(request: Request, t: Translator) -> str:
    """The same page in each language; the one that is read is no link."""
    shown = [_language(request, one, one == t.lang) for one in LANGUAGES]
    return f'<nav aria-label="{t._("Language")}">{"".join(shown)}</nav>'


def _language(request: Request, lang: str, current: bool) -> str:
    if current:
        return f'<span class="cr-current" aria-current="true" lang="{lang}">{NAMES[lang]}</span>'
    there = markup.own_link(NAMES[lang], f"{request.url.path}?{_query(request, lang)}")
    return f'<span lang="{lang}">{there}</span>'


def _query(request: Request, lang: str) -> str:
    """What an address of such a page carries along: where to go on, and the language."""
    return urlencode({"next": way_back(request), "lang": lang})


def _colours(lang: str) -> str:
    """The colours of both themes: which one, the reader's computer says."""
    light, dark = (colour_variables(theme(name), lang) for name in ("light", "dark"))
    return f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def with_language(path: str, t: Translator) -> str:
    """A path of ours in the reader's language."""
    if t.lang == DEFAULT_LANGUAGE:
        return path
    return f"{path}{'&' if '?' in path else '?'}lang={t.lang}"
