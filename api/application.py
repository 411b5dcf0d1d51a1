"""The interface as an ASGI application: its description, its manners, and what it says when it cannot answer."""

from __future__ import annotations

import asyncio
import math
import re
from time import time
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Mount

from api.answering import problem, refusal_of
from api.opened import SnapshotRetired
from api.routes import GoneFigure, router
from childrights.catalogue import ChildRightsError, NoSnapshot
from childrights.snapshot import UnreadableSnapshot

PREFIX = "api"
"""Where the interface lies below the address of the dashboard; its versions lie below that."""
V1 = "/v1"
VERSION = "1.0.0"
A_MINUTE = 240
"""Questions of one address in any minute. A page of 10,000 figures is one, the whole data set is one."""
AT_ONCE = 4
"""Answers that are made at a time; others wait. The pages of the dashboard share the threads they are made in."""
READING = ("GET", "HEAD", "OPTIONS")
_DESCRIPTION = """
Figures on the rights of children in Cambodia, with what must stand beside them: unit, period, group, source, terms,
and what is newer. Reading only; nobody needs an account.

- A figure without a value is none: its `status` says why. Zero means zero.
- `newer_*` holds the newer figure of the same thing: give it together with the older one.
- A survey domain (`KH02+KH24`) is one published value of several provinces. It is never split.
- Members' figures are a layer of their own (`layer=members`) and never stand for published ones.
- `snapshot` names a publication; with it an address answers the same until something in it is taken back (then 410).
- Every answer has an ETag; send it as `If-None-Match`, and nothing is sent twice.
- A sentence that the figures do not bear out is refused with the reason (`/messages`).
"""


class Manners:
    """ASGI middleware: only reads, to a measure, and answers ``HEAD`` as ``GET`` without a body."""

    def __init__(self, app: Any, a_minute: int) -> None:
        self._app = app
        self._limit = parse(f"{a_minute}/minute")
        self._room = asyncio.Semaphore(AT_ONCE)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method, client = scope["method"], (scope.get("client") or ("", 0))[0]
        if method not in READING:
            refused = problem(405, "Figures are sent on the pages of the dashboard or at its command line.")
            refused.headers["Allow"] = ", ".join(READING)
            await refused(scope, receive, send)
        elif not self._limiter.hit(self._limit, client):
            wait = self._limiter.get_window_stats(self._limit, client).reset_time
            await self._too_many(wait)(scope, receive, send)
        elif method == "OPTIONS":
            await Response(status_code=204, headers={"Allow": ", ".join(READING)})(scope, receive, send)
        else:
            sending = _Held(send, bare=method == "HEAD")
            async with self._room:
                await self._app({**scope, "method": "GET"}, receive, sending)
            await sending.let_go()

    def _too_many(self, reset_time: float) -> Response:
        seconds = max(1, math.ceil(reset_time - time()))
        words = f"More than {self._limit.amount} questions in a minute. Ask again in {seconds} seconds."
        return problem(429, words, retry_after_s=seconds)


class _Held:
    """Takes an answer, which is made whole in any case, and sends it afterwards: who reads slowly keeps nobody waiting.

    ``bare`` leaves the body out.
    """

    def __init__(self, send: Any, *, bare: bool) -> None:
        self._send, self._bare = send, bare
        self._messages: list[dict[str, Any]] = []

    async def __call__(self, message: dict[str, Any]) -> None:
        """Take one ASGI message."""
        has_body = message["type"] == "http.response.body"
        self._messages.append({**message, "body": b""} if self._bare and has_body else message)

    async def let_go(self) -> None:
        """Send what was taken."""
        for message in self._messages:
            await self._send(message)


def mounted(base: str, app: Any) -> Mount:
    """``app``, the interface or what stands for it, below ``PREFIX`` of an address that ends with a slash."""
    made = Mount(f"{base}{PREFIX}", app)
    # A path with a line break in it would be nobody's here, and be answered as a page.
    made.path_regex = re.compile(made.path_regex.pattern, re.DOTALL)
    return made


def read_api(a_minute: int = A_MINUTE) -> Any:
    """The interface, to be mounted below ``PREFIX``."""
    made = FastAPI(
        title="Child rights in Cambodia",
        version=VERSION,
        summary="Published figures, with what must stand beside them.",
        description=_DESCRIPTION,
        openapi_url=f"{V1}/openapi.json",
        # Both pages take their scripts from elsewhere; here nobody else is asked for anything.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        license_info={"name": "The figures belong to their publishers; see licence_note of each source"},
    )
    made.include_router(router, prefix=V1)
    for old in ("/", V1):
        made.add_route(old, _to_start, include_in_schema=False)
    made.add_exception_handler(GoneFigure, _gone)
    made.add_exception_handler(SnapshotRetired, lambda _request, error: problem(410, str(error)))
    made.add_exception_handler(
        UnreadableSnapshot, lambda _request, _error: problem(503, "The data cannot be read now.")
    )
    made.add_exception_handler(NoSnapshot, lambda _request, error: _named(error))
    made.add_exception_handler(ChildRightsError, lambda _request, error: _named(error))
    made.add_exception_handler(RequestValidationError, _invalid)
    made.add_exception_handler(HTTPException, _http)
    made.add_middleware(GZipMiddleware, minimum_size=1_024)
    made.add_middleware(Manners, a_minute=a_minute)
    return made


def _to_start(request: Request) -> Response:
    """From where nothing is to where the interface begins."""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{V1}/", 307)


def _named(error: Exception) -> Response:
    assert isinstance(error, ChildRightsError)
    return refusal_of(error)


def _gone(_request: Request, error: Exception) -> Response:
    """What was taken back is gone; what a rule keeps back is not there for anybody."""
    assert isinstance(error, GoneFigure)
    told = {name: value for name, value in error.told.items() if name != "told"}
    return problem(404 if error.told["how"] == "withheld" else 410, str(error), **told)


def _invalid(_request: Request, error: Exception) -> Response:
    """Which parameters cannot be, and why; what was typed is not said back."""
    assert isinstance(error, RequestValidationError)
    faults = [{"parameter": str(one["loc"][1]), "why": str(one["msg"])} for one in error.errors()]
    told = "; ".join(f"{one['parameter']}: {one['why']}" for one in faults)
    return problem(422, f"Not understood: {told}."[:1_000], parameters=faults)


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, "There is nothing at this address. Begin at the start of the interface.")
