"""The part of a page's frame that is read before any script has come."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from urllib.parse import parse_qsl

from babel.dates import format_date

from childrights.catalogue import ChildRightsError
from childrights.charts import LIGHT, theme
from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, translator
from ui.doors import Incidents
from ui.first.pages import FIRST
from ui.parts import Page, cache, colour_variables, markup, unseen

LONGEST_QUERY, MOST_FIELDS = 600, 30
"""Longer addresses are none of ours."""
WAITS_S = 1.0
"""So long an answer waits for its turn: they are made one after the other, and a page comes without one as well."""
_MAKING = Lock()
_TITLE = re.compile(r'(?<= class=")cr-title(?=")')
_NAMES = re.compile(r'(?<= )(id|aria-labelledby)="(?=t[0-9a-f]+")')


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What stands in the frame: ``lang`` is its language, ``style`` the colours, ``body`` the markup before the app."""

    lang: str
    style: str
    body: str


class _Busy(Exception):
    """Others are waited for already."""


def first_answer(path: str, query: str) -> FirstAnswer | None:
    """What is told first of the page at ``path`` (below the base, without slashes) for its ``query``.

    ``None`` where a page has no such part, or nothing to say; the page itself says why. Never raises.
    """
    show = FIRST.get(path)
    if show is None or len(query) > LONGEST_QUERY:
        return None
    try:
        given = dict(parse_qsl(query, max_num_fields=MOST_FIELDS))
        if given.get("hall") == "1":
            return None
        lang = given.get("lang", DEFAULT_LANGUAGE)
        lang = lang if lang in LANGUAGES else DEFAULT_LANGUAGE
        page = Page(translator(lang), LIGHT, cache.catalogue(), cache.current_snapshot())
        asked = " ".join(f"{name}={given[name]}" for name in sorted(given) if name != "lang")
        key = f"{show.__name__} {lang} {date.today()} {asked}"
        body = cache.first_part(page.snapshot.name, key, lambda: _made(page, show, given))
    except (ChildRightsError, ValueError, _Busy):
        return None
    except Exception as error:
        Incidents().note(error, "a first answer")
        return None
    return FirstAnswer(lang, style(lang), body)


def _made(page: Page, show: Callable[[Page], None], given: dict[str, str]) -> str:
    if not _MAKING.acquire(timeout=WAITS_S):
        raise _Busy
    try:
        with unseen(given) as now:
            show(page)
    finally:
        _MAKING.release()
    # The page's own title and tables come beside these for a moment: a name stands for one thing.
    shown = _NAMES.sub(r'\1="first-', _TITLE.sub("cr-first-title", "".join(now.taken)))
    t = page.t
    brand = markup.tag("p", t._("Child rights in Cambodia"), "cr-brand")
    brand += markup.tag("p", t._("Published figures, each with its source"), "cr-note")
    names = {
        "": t._("Overview"),
        "rights": t._("Rights"),
        "explore": t._("Maps and charts"),
        "province": t._("Provinces"),
    }
    links = "".join(markup.wrap("li", markup.link(name, to or ".", lang=page.url_lang)) for to, name in names.items())
    side = brand + markup.wrap("ul", links, "cr-links")
    label = markup.tag("p", t._("Data {snapshot}").format(snapshot=page.snapshot_label), "cr-note")
    return (
        f'<div id="cr-first" class="stHtml" lang="{page.lang}">{markup.wrap("header", side)}'
        f"{markup.wrap('main', saved_words(page.lang) + shown + label)}</div>"
    )


def saved_words(lang: str) -> str:
    """Out of sight until the worker shows a kept copy: that it is one, of which day, and the way to ask again."""
    t = translator(lang)
    said = t._("No connection. This is a copy that this device kept on {day}; the figures may have changed since.")
    said = said.format(day=format_date(date.today(), "long", locale=lang))
    return markup.wrap("p", f"{markup.tag('span', said)} {markup.own_link(t._('Try again'), '')}", "cr-saved")


def style(lang: str) -> str:
    """The colours of both themes; the page's own take their place once it is drawn."""
    light, dark = (colour_variables(one, lang) for one in (LIGHT, theme("dark")))
    return f":root{{color-scheme:light dark;{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
