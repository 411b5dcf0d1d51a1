"""What a link to a number or to messages shows where somebody posts it: title, sentence and picture, without a session.

Telegram and Facebook fetch the page once and read these tags; they run no script and sign in nowhere. So only what is
published is told, by the same sentences and cards as on the page. Where there is nothing to tell, the page has no tags.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from childrights.cards import PREVIEW, SHAPES
from childrights.catalogue import MEMBERS, ChildRightsError, Group, normalise_code
from childrights.export import PRODUCT
from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, translator
from childrights.messages import DO_NOT_SAY, Ask
from childrights.pictures import MIMES
from geo import COUNTRY
from ui.parts import cache

PICTURE = "card.png"
_LONGEST = 300
"""Longer questions are none of ours."""
_ONE_AT_A_TIME = Lock()
"""Whoever asks for many pictures waits; pages go on being answered."""


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """What is told of an address; ``picture`` is an address below the app's."""

    title: str
    description: str
    picture: str
    lang: str

    def tags(self, site: str) -> str:
        """The tags of a page; ``site`` is the address of the app, with a slash at its end."""
        told = {
            "og:type": "article",
            "og:site_name": translator(self.lang)._(PRODUCT),
            "og:locale": {"km": "km_KH"}.get(self.lang, "en_US"),
            "og:title": self.title,
            "og:description": self.description,
        }
        shape = SHAPES[PREVIEW]
        told |= {"og:image": f"{site}{self.picture}", "og:image:alt": self.title}
        told |= {"og:image:width": str(shape.width), "og:image:height": str(shape.height)}
        told |= {"twitter:card": "summary_large_image"}
        return "".join(
            f'<meta property="{name}" content="{html.escape(words, quote=True)}">'
            for name, words in told.items()
            if words
        )


def link_preview(page: str, query: str) -> LinkPreview | None:
    """What is told of a ``page`` with its ``query``; ``None`` where there is nothing published to tell."""
    given = dict(parse_qsl(query))
    asked = {"number": _of_number, "messages": _of_messages}.get(page)
    lang = given.get("lang", DEFAULT_LANGUAGE)
    if asked is None or lang not in LANGUAGES or len(query) > _LONGEST:
        return None
    try:
        key = asked(given)
        return _told(key, lang) if key else None
    except (ChildRightsError, ValueError):
        return None


def _of_number(given: Mapping[str, str]) -> str:
    """The key of the message that tells the figure with the code of the address."""
    if not given.get("code"):
        return ""
    one = cache.certificate(cache.current_snapshot().name, normalise_code(given["code"])).observation
    return Ask("level", one.indicator, one.area, one.period_label, Group.of(one)).key


def _of_messages(given: Mapping[str, str]) -> str:
    """The key of the most telling message of the indicator and place of the address."""
    code, area = given.get("ind", ""), given.get("area", COUNTRY)
    if code not in cache.catalogue().indicators:
        return ""
    found = cache.candidates(cache.current_snapshot().name, code, area, "", date.today().year)
    return found[0].finding.ask.key if found else ""


def _told(key: str, lang: str) -> LinkPreview | None:
    name, today = cache.current_snapshot().name, date.today().year
    message = cache.message(name, key, lang, today)
    desk = cache.message_desk(name, Ask.parse(key).indicator, today)
    if message.verdict == DO_NOT_SAY or any(one.layer == MEMBERS for one in desk.figures):
        return None
    picture = f"{PICTURE}?{urlencode({'key': key, 'lang': lang}, quote_via=quote)}"
    return LinkPreview(message.headline, message.caveat, picture, lang)


def picture_route(base: str) -> Route:
    """Where the pictures of links are, for whoever asks."""
    return Route(f"{base}{PICTURE}", _picture, methods=["GET"])


def _picture(request: Request) -> Response:
    """The link preview of a message; nothing for a key that is none, that tells of members' figures, or has no card."""
    key, lang = request.query_params.get("key", ""), request.query_params.get("lang", DEFAULT_LANGUAGE)
    try:
        found = _told(key, lang) if lang in LANGUAGES and len(key) < _LONGEST else None
        with _ONE_AT_A_TIME:
            drawn = cache.preview_card(cache.current_snapshot().name, key, lang, date.today().year) if found else b""
    except (ChildRightsError, ValueError, KeyError):
        drawn = b""
    if not drawn:
        return Response(status_code=404)
    return Response(drawn, media_type=MIMES["png"], headers={"Cache-Control": "max-age=3600"})
