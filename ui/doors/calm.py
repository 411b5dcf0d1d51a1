"""The one page that a person sees when something fails: in both languages, since nothing is known of the person then.

It loads nothing, so it comes whatever else is broken: no script, no style sheet, no font, no picture.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from childrights.charts import LIGHT, Theme, theme
from childrights.i18n import LANGUAGES, N_, Translator, translator

TITLES: Mapping[int, str] = {
    400: N_("This address does not lead here"),
    401: N_("Please sign in first"),
    403: N_("You do not have access to this"),
    404: N_("There is no such page"),
    503: N_("The dashboard is busy or just starting"),
}
SENTENCES: Mapping[int, str] = {
    400: N_("Something in the address or in the request is not as it should be."),
    401: N_("This needs an account; looking does not."),
    403: N_("You may look at everything, but this needs somebody who has signed in and may do it."),
    404: N_("It may have been moved, or the address was not copied whole."),
    413: N_("The file is too large. The page for uploads says how large it may be."),
    503: N_("It answers again in a moment. Nothing is lost."),
}
FAILED = N_("This did not work")
FAILED_SENTENCE = N_("The fault is ours, not yours. Please try again in a moment.")
REFUSED = N_("This cannot be done")
REFUSED_SENTENCE = N_("Please go back and try again from the page.")
READ_OUT = N_("If it happens again, read this code to whoever looks after the dashboard: {code}")
WAY_ON, AGAIN = N_("Go to the overview"), N_("Try again")
RETRY_S = 10


def title_of(status: int) -> str:
    """What is wrong, as a msgid."""
    return TITLES.get(status, FAILED if status >= 500 else REFUSED)


def sentence_of(status: int) -> str:
    """What a person can know or do about it, as a msgid."""
    return SENTENCES.get(status, FAILED_SENTENCE if status >= 500 else REFUSED_SENTENCE)


def calm_page(status: int, base: str, sentence: str = "", code: str = "") -> str:
    """The page for a status; ``sentence`` is a msgid in the place of the usual one, ``code`` that of the incident."""
    parts = "".join(_part(translator(lang), status, base, sentence, code) for lang in LANGUAGES)
    titles = " · ".join(translator(lang)._(title_of(status)) for lang in LANGUAGES)
    return (
        f'<!DOCTYPE html><html lang="{LANGUAGES[0]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>{html.escape(titles)}</title>'
        f"<style>{_STYLE}</style></head><body><main>{parts}</main></body></html>"
    )


def calm_json(status: int, sentence: str = "", code: str = "") -> str:
    """The same for programs."""
    said = {lang: translator(lang)._(sentence or sentence_of(status)) for lang in LANGUAGES}
    body: dict[str, object] = {"status": status, "error": said[LANGUAGES[0]], "words": said}
    return json.dumps(body | ({"incident": code} if code else {}), ensure_ascii=False)


def fault_words(t: Translator, code: str) -> tuple[str, list[str]]:
    """Title and sentences of a fault in a page, for a page that can still draw them."""
    return t._(FAILED), [t._(FAILED_SENTENCE), t._(READ_OUT).format(code=code)]


def wants_html(accepts: Sequence[str]) -> bool:
    """Whether a person looks at the answer, and not a program."""
    return any("text/html" in one for one in accepts)


def _part(t: Translator, status: int, base: str, sentence: str, code: str) -> str:
    level = "h1" if t.lang == LANGUAGES[0] else "h2"
    title, said = (html.escape(t._(one)) for one in (title_of(status), sentence or sentence_of(status)))
    mark = html.escape(t._(READ_OUT)).replace("{code}", f"<strong><bdi>{html.escape(code)}</bdi></strong>")
    # Not by itself: a page that loads anew takes the place of whoever reads it with a screen reader.
    to, way = ("", AGAIN) if status == HTTPStatus.SERVICE_UNAVAILABLE else (html.escape(base), WAY_ON)
    return (
        f'<section lang="{t.lang}"><{level}>{title}</{level}><p>{said}</p>'
        + (f"<p>{mark}</p>" if code else "")
        + f'<p><a href="{to}">{html.escape(t._(way))}</a></p></section>'
    )


def _colours(one: Theme) -> str:
    return f"--ground:{one.ground};--ink:{one.ink};--rule:{one.rule};--action:{one.action}"


_DARK = theme("dark")
_FONT = "'Noto Sans', 'Noto Sans Khmer', 'Khmer OS', system-ui, sans-serif"
_STYLE = (
    f":root{{color-scheme:light dark;{_colours(LIGHT)}}}"
    f"@media(prefers-color-scheme:dark){{:root{{{_colours(theme('dark'))}}}}}"
    f"body{{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 {_FONT}}}"
    "main{max-width:38em;margin:0 auto;padding:12vh 1.5rem 4rem}"
    "section+section{border-top:1px solid var(--rule);margin-top:2rem;padding-top:2rem}"
    "h1,h2{font-size:1.6rem;line-height:1.3;font-weight:650;margin:0 0 .6rem}"
    "section[lang=km]{font-size:1.08rem;line-height:1.7}section[lang=km] h2{line-height:1.6}"
    "p{margin:0 0 .8rem}a{color:var(--action)}strong{white-space:nowrap;font-variant-numeric:tabular-nums}"
)
