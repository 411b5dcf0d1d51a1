"""Questions to the interface as a program asks them, without a server between."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any

import httpx
from starlette.applications import Starlette

from api import PREFIX, mounted, read_api


def ask(
    *paths: str, method: str = "GET", app: Any = None, headers: dict[str, str] | None = None
) -> list[httpx.Response]:
    """What is answered at ``paths`` (below ``v1/``), one after the other."""
    transport = httpx.ASGITransport(Starlette(routes=[mounted("/", app or _patient())]))

    async def answers() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [await client.request(method, f"/{PREFIX}/v1/{path}", headers=headers) for path in paths]

    return asyncio.run(answers())


@lru_cache(maxsize=1)
def _patient() -> Any:
    """An interface that may be asked as often as tests want."""
    return read_api(a_minute=1_000_000)


def one(path: str, **asked: Any) -> httpx.Response:
    """What is answered at one path."""
    return ask(path, **asked)[0]
