"""All our style sheets as one file: on a slow line each file of its own waits for its turn."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.parts import STATIC

SHEETS = (
    "style.css",
    "first.css",
    "front.css",
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
    "papers.css",
    "children.css",
)
WHOLE = "app/static/whole.css"
"""Where it is, below the base: beside the fonts that it leads to."""
_COMMENT, _SPACE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s*\n\s*")


@cache
def whole_text() -> str:
    """All sheets, one after the other, without what only we read."""
    parts = (STATIC.joinpath(name).read_text(encoding="utf-8") for name in SHEETS)
    return "\n".join(_SPACE.sub("\n", _COMMENT.sub("", one)).strip() for one in parts)


@cache
def whole_sheet() -> str:
    """Its address, another one when any of its parts is another one."""
    return f"{WHOLE}?v={_mark()[:10]}"


@cache
def _mark() -> str:
    return sha256(whole_text().encode()).hexdigest()


def sheet_route(base: str) -> Route:
    """What answers there."""
    return Route(f"{base}{WHOLE}", _sheet, methods=["GET"])


def _sheet(_: Request) -> Response:
    return Response(whole_text(), media_type="text/css", headers={"ETag": f'"{_mark()[:20]}"'})
