"""What the server does once, before it answers anybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
    cache.catalogue()
    memory.settle()
    yield


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
