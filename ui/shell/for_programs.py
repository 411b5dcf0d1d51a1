"""Where programs ask: the read-only interface beside the pages, in the same process."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

import api


def program_routes(base: str) -> list[BaseRoute]:
    """The routes of the interface below ``base``."""

    def start(_request: Request) -> Response:
        return RedirectResponse(f"{base}{api.PREFIX}/", 307)

    return [Route(f"{base}{api.PREFIX}", start), api.mounted(base, _WhenAsked())]


class _WhenAsked:
    """The interface, loaded at the first question: what describes it takes a second, and most days nobody asks."""

    def __init__(self) -> None:
        self._app: Any = None
        self._loading = asyncio.Lock()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        async with self._loading:
            if self._app is None:
                self._app = await asyncio.to_thread(lambda: api.read_api())
        await self._app(scope, receive, send)
