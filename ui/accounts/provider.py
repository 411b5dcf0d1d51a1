"""Signing in at a provider that the coalition has accounts at already (OpenID Connect), by Streamlit's own routes.

Streamlit talks with the provider and leaves what it vouched for in a signed cookie. That is exchanged at once for a
session of ours and thrown away, so one cookie alone says who is there, whichever way somebody came in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from streamlit.auth_util import get_secrets_auth_section
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

PROVIDER_COOKIE, TOKENS_COOKIE, LINK_COOKIE = "_streamlit_user", "_streamlit_user_tokens", "cr_link"
"""The last holds a one-time link while its owner is away at the provider."""
LINK_S = 600
_ALONE = "default"


def providers() -> Mapping[str, str]:
    """The providers under ``[auth]`` of ``.streamlit/secrets.toml``, with what each is called; none without it."""
    section = get_secrets_auth_section()
    named = {name: part for name, part in section.items() if isinstance(part, Mapping) and "client_id" in part}
    found = {name: name.capitalize() for name in named}
    if "client_id" in section:
        found[_ALONE] = urlsplit(str(section.get("server_metadata_url", ""))).hostname or _ALONE
    return found


def login_address(provider: str) -> str:
    """Where the way to a provider begins."""
    return str(generate_login_redirect_url(provider))


def vouched(request: Request) -> tuple[str, str]:
    """Address of the provider and its own name of the person, as it vouched for just now; empty where it did not."""
    try:
        raw = _get_signed_cookie_with_chunks(dict(request.cookies), PROVIDER_COOKIE)
        told: Any = json.loads(raw) if raw else {}
    except (ValueError, TypeError):
        return "", ""
    if not isinstance(told, dict) or not told.get("is_logged_in"):
        return "", ""
    return str(told.get("iss", "")), str(told.get("sub", ""))


def forget(response: Response, request: Request, base: str) -> None:
    """Throw away what Streamlit keeps of the provider, and the link."""
    paths = {base, base.rstrip("/") or "/"}
    for name in request.cookies:
        if name.startswith(PROVIDER_COOKIE) or name == LINK_COOKIE:
            for path in paths:
                response.delete_cookie(name, path=path, httponly=True, samesite="lax")
