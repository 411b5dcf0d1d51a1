"""Addresses that pages had before, so that a link somebody kept still leads there."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

MOVED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "overview": ("./", {}),
    "map": ("explore", {}),
    "trends": ("explore", {"view": "trend"}),
}
"""Old path → where it is now, beside it, and what it says more than the old one."""


def new_address(path: str, query: str) -> str:
    """The address, relative to the old one, of what ``path`` (a key of ``MOVED``) showed with ``query``."""
    target, more = MOVED[path]
    asked = urlencode({**more, **dict(parse_qsl(query))}, safe=",")
    return f"{target}?{asked}" if asked else target


def redirections(base: str) -> list[Route]:
    """A redirection for every old address under ``base`` (``/`` or ``/prefix/``)."""

    def lead(request: Request) -> Response:
        return RedirectResponse(new_address(request.url.path.rsplit("/", 1)[-1], request.url.query))

    return [Route(f"{base}{path}", lead) for path in MOVED]
