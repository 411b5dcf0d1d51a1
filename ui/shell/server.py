"""What the server does once, before it answers anybody."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.pages_manager import PagesManager
from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol

from childrights.charts import OWN_URLS
from childrights.files import keep_private, tighten
from childrights.i18n import DEFAULT_LANGUAGE
from childrights.snapshot import state_home
from ui.accounts import Guard, end_what_is_old, keep_apart, open_launch, routes
from ui.doors import (
    Doors,
    DoorSettings,
    DoorSettingsError,
    Handles,
    Incidents,
    Packing,
    believe_nobody,
    fault_words,
    keep_faults_to_ourselves,
    let_loops_sleep,
    never_ask_outside,
    raise_limit,
    read_settings,
)
from ui.parts import cache, current_translator, markup, memory, show_links, show_notes, show_title
from ui.shell import moved_pages
from ui.shell.for_programs import program_routes
from ui.shell.front_page import FrontPage, TellsFirst, script_hashes, tells_nothing
from ui.shell.installed import installed_routes
from ui.shell.link_previews import picture_route
from ui.shell.whole_sheet import sheet_route

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 2 * 1024 * 1024
"""Bytes of one message of a page, unpacked: what ``maxWidgetStateSize`` lets a page hold."""


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Declare our navigation and load what every page needs.

    A folder called ``pages`` makes Streamlit take the first request of a fresh server for an app of its old
    kind: a deep link then answers "page not found" before our navigation is known. So it is told at once.
    """
    PagesManager.uses_pages_directory = False
    send_at_once(asyncio.get_running_loop())
    send_all_of_an_answer()
    compress_with_a_long_memory()
    take_from_others()
    end_what_is_old()
    take_short_messages()
    keep_apart()
    open_launch(os.environ, only_here=surroundings().only_here)
    cache.shipped_catalogue()
    memory.settle()
    yield


def take_from_others() -> None:
    """Have what is kept readable by nobody else on this computer, also what an earlier version left open."""
    keep_private()
    if tighten(state_home()):
        log.warning("Other users of this computer could read what is kept here; from now on only you can.")


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


def send_all_of_an_answer() -> None:
    """Have an answer sent whole although the next one for the same part of the page begins already.

    Streamlit throws away what it has not sent yet of an answer that a fragment's next run makes old, but keeps of it
    what other fragments drew inside (an open "Share") and what only refers to the browser's store. Those then come
    without the blocks they stand in, and the browser gives up: "Bad delta path index". So nothing is thrown away here;
    it waits 10 ms at most. A run of the whole page writes everything anew and may go on forgetting.
    """
    forget = ForwardMsgQueue.clear

    def clear(
        self: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None
    ) -> None:
        if fragment_ids_this_run is None:
            forget(self, retain_lifecycle_msgs)
        else:
            # The next answer must not be written over the places of this one in the queue: its blocks come later.
            self._delta_index_map = {}

    ForwardMsgQueue.clear = clear  # type: ignore[method-assign]


def compress_with_a_long_memory() -> None:
    """Have what is sent compressed against the last 32 KB of the connection; uvicorn looks back 4 KB only.

    The controls and notes of a page, sent anew with every answer, then cost next to nothing. It takes 130 KB of memory
    for each person.
    """

    class LongMemory(ServerPerMessageDeflateFactory):
        def __init__(self, *args: Any, **given: Any) -> None:
            super().__init__(*args, **given)
            self.server_max_window_bits = 15

    websockets_sansio_impl.ServerPerMessageDeflateFactory = LongMemory  # type: ignore[attr-defined]


def take_short_messages() -> None:
    """Have a longer message refused while it comes in: uvicorn would read 200 MB, as much as may be sent."""

    class Short(ServerProtocol):
        def __init__(self, *args: Any, **given: Any) -> None:
            super().__init__(*args, **{**given, "max_size": LONGEST_MESSAGE})

    websockets_sansio_impl.ServerProtocol = Short  # type: ignore[attr-defined]


def base() -> str:
    """The path the app is served under: ``/`` or ``/prefix/``."""
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}/" if prefix else "/"


def middleware(first: TellsFirst = tells_nothing) -> list[Middleware]:
    """What stands between the browser and Streamlit, from the outside in. ``first`` says what pages tell first."""
    believe_nobody()
    never_ask_outside()
    keep_faults_to_ourselves()
    let_loops_sleep()
    doors = Middleware(Doors, settings=surroundings(), handles=Handles(raise_limit()), incidents=Incidents())
    inner = [Middleware(one, base=base()) for one in (Guard, Packing)]
    return [doors, *inner, Middleware(FrontPage, base=base(), first=first)]


def surroundings() -> DoorSettings:
    """What whoever started the server said about its surroundings. Ends the start with a sentence where it is wrong."""
    address = str(st.get_option("server.address") or "")
    try:
        return read_settings(address, os.environ, base(), script_hashes(base()))
    except DoorSettingsError as error:
        raise SystemExit(str(error)) from None


def show_fault(error: Exception) -> bool:
    """Show a fault of a page as a calm sentence with a code, under which the log has it; that it was shown."""
    title, sentences = fault_words(t := current_translator(), Incidents().note(error, "a page"))
    show_title(title, t.lang)
    show_notes(sentences, t.lang)
    lang = "" if t.lang == DEFAULT_LANGUAGE else t.lang
    show_links(t._("From here:"), [markup.link(t._("Overview"), "overview", lang=lang)], t.lang)
    return True


def first_routes() -> list[BaseRoute]:
    """What is answered before Streamlit is asked."""
    maps = Route(f"{base()}{OWN_URLS}{{mark}}/{{name}}.geojson", own_map)
    return [
        maps,
        *program_routes(base()),
        picture_route(base()),
        sheet_route(base()),
        *installed_routes(base()),
        *routes(),
        *moved_pages.redirections(base()),
    ]


def own_map(request: Request) -> Response:
    """A map file of boundaries that somebody brought in, as maps on the screen ask for it."""
    mark, text = cache.own_map_file(str(request.path_params["name"]))
    if not text:
        return Response(status_code=404)
    # Named by its content, so a browser may keep it; one of other boundaries than were asked for is on its way out.
    kept = "max-age=86400" if mark == request.path_params["mark"] else "no-store"
    return Response(text, media_type="application/geo+json", headers={"Cache-Control": kept})
