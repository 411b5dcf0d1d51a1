"""What the server does once, before it answers anybody."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from ui import cache, memory, moved
from ui.front_page import FrontPage


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Declare our navigation and load what every page needs.

    A folder called ``pages`` makes Streamlit take the first request of a fresh server for an app of its old
    kind: a deep link then answers "page not found" before our navigation is known. So it is told at once.
    """
    PagesManager.uses_pages_directory = False
    send_at_once(asyncio.get_running_loop())
    cache.catalogue()
    memory.settle()
    yield


def send_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Have the sockets that ``loop`` is going to listen on send small messages at once.

    asyncio does so by itself where a socket names TCP as its protocol. Streamlit's does not: the second of the thirty
    messages of an answer then waits until the browser acknowledges the first, 40 ms on Linux and up to 200 on Windows.
    """
    listen = loop.create_server

    async def listening(*given: Any, sock: socket.socket | None = None, **more: Any) -> asyncio.Server:
        if sock is not None:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await listen(*given, sock=sock, **more)

    loop.create_server = listening  # type: ignore[method-assign]


def base() -> str:
    """The path the app is served under: ``/`` or ``/prefix/``."""
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}/" if prefix else "/"


def middleware() -> list[Middleware]:
    """What stands between the browser and Streamlit."""
    return [Middleware(FrontPage, base=base())]


def routes() -> list[Route]:
    """What is answered before Streamlit is asked."""
    return moved.routes(base())
