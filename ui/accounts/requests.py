"""What a request says of itself: the cookies it carries, the form it sends, and where it wants to go on.

Whether it comes from a page of ours (``Origin``) was looked at before it comes here, see ``ui.doors``.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from starlette.requests import Request
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string

from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator, translator
from ui.parts import SESSION_COOKIE

XSRF_COOKIE = "_streamlit_xsrf"
MOST_FORM_BYTES = 8_192
"""More than any form here can hold; nobody has been recognised yet when it is read."""
LONGEST_ADDRESS = 2_000


def base_path() -> str:
    """The path that the app is served under: ``/`` or ``/prefix/``."""
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}/" if prefix else "/"


def visitor_mark(cookies: Mapping[str, str]) -> str:
    """What tells one browser from another without saying who it is: a digest of its session's token, and before it
    signed in of the token that Streamlit gave it against forged requests; empty where it keeps no cookies."""
    token = cookies.get(SESSION_COOKIE, "")
    if token:
        return hashlib.sha256(f"session {token}".encode()).hexdigest()
    given, _ = decode_xsrf_token_string(cookies.get(XSRF_COOKIE, ""))
    return hashlib.sha256(b"visitor " + given).hexdigest() if given else ""


async def form_of(request: Request) -> dict[str, str] | None:
    """The fields of a form that was sent; ``None`` for one that is too long or no form of ours."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_FORM_BYTES:
            return None
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=12))
    except ValueError:
        return None


def way_back(request: Request) -> str:
    """Where to go on after signing in: where the request says, else the page that led here, else the front page."""
    base, referer = base_path(), urlsplit(request.headers.get("referer", ""))
    if asked := request.query_params.get("next", ""):
        return own_address(asked, base)
    if referer.netloc.lower() == request.headers.get("host", "").lower():
        return own_address(f"{referer.path}?{referer.query}" if referer.query else referer.path, base)
    return base


def own_address(asked: str, base: str) -> str:
    """``asked`` when it is surely a page of ours under ``base``, else ``base``.

    A browser takes a back slash for a slash, leaves line ends and tabs out, and takes what begins with two slashes for
    another computer; so none of these is let through. Nor is a page that only leads on (signing in after signing in).
    """
    if len(asked) > LONGEST_ADDRESS or not asked.isprintable() or not asked.isascii() or "\\" in asked or " " in asked:
        return base
    if not asked.startswith("/"):
        asked = base + asked
    parts = urlsplit(asked)
    foreign = bool(parts.scheme or parts.netloc) or not asked.startswith(base) or "//" in asked.split("?")[0]
    odd = any(mark in parts.path for mark in (":", "%")) or ".." in parts.path.split("/")
    first = parts.path.removeprefix(base).split("/")[0]
    return base if foreign or odd or first in DOORS or first.startswith("_") else asked


DOORS = ("sign-in", "sign-out", "password", "welcome", "here", "kept", "record.csv", "to-provider", "from-provider")
"""The first parts of addresses that are answered beside Streamlit: none is a page to go back to."""


def language_of(request: Request) -> Translator:
    """The words of the language that the address names, else that of the page one came from, else the default one."""
    asked = request.query_params.get("lang", "")
    if not asked:
        asked = dict(parse_qsl(urlsplit(way_back(request)).query)).get("lang", DEFAULT_LANGUAGE)
    return translator(asked if asked in LANGUAGES else DEFAULT_LANGUAGE)


def network_of(request: Request) -> str:
    """What tries are counted by: an IPv4 address, or the /64 that one IPv6 customer has to itself."""
    try:
        parsed = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
