"""Chromium for tests: no page may complain, fail to load something, or ask another computer for anything."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
import zlib
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    WebError,
    WebSocket,
    expect,
    sync_playwright,
)
from playwright.sync_api import (
    Error as PlaywrightError,
)

from tests.support.network import is_this_computer
from tests.support.server import Server

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
# Without these the browser itself looks for its maker's servers at every start.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Nobody but this computer can be reached. Playwright's routes would do it too, but switch off the browser's cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # All pages are drawn by one process, which has read the scripts of Streamlit and Plotly already: a page that opens
    # in a process of its own takes twice the work of one that does not, see ``Chromium``.
    "--renderer-process-limit=1",
    # Nor is there time for a page of a few seconds to gain by what a compiler made faster for long use.
    "--js-flags=--no-opt --no-maglev --single-threaded",
)
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
LONGEST_WAIT_MS = 30_000
"""For anything that is to come in the end: several tests share a processor, and none is about how soon."""
REPEATS = pytest.mark.repeats
"""For a look at a page that only repeats another one in the other language or at another size: ``bench language`` has it."""


@dataclass  # no slots: Playwright leaves a mark on the owner of a handler
class Watch:
    """What went wrong in a page's life: console errors, failed requests, requests to other computers."""

    console: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Record everything of ``context`` from now on, until ``leave``."""
        for event, note in self._notes().items():
            context.on(event, note)  # type: ignore[call-overload]

    def leave(self, context: BrowserContext) -> None:
        """Record nothing more of ``context``."""
        for event, note in self._notes().items():
            context.remove_listener(event, note)

    def assert_quiet(self) -> None:
        """Nothing complained, failed or reached outside."""
        assert not self.outside, f"asked other computers: {self.outside}"
        assert not self.failed, f"failed requests: {self.failed}"
        assert not self.console, f"console errors: {self.console}"

    def _notes(self) -> dict[str, Callable[[Any], None]]:
        return {
            "console": self._on_console,
            "weberror": self._on_error,
            "requestfailed": self._on_failed,
            "response": self._on_response,
            "request": self._on_request,
        }

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console.append(message.text)

    def _on_error(self, error: WebError) -> None:
        self.console.append(str(error.error))

    def _on_failed(self, request: Request) -> None:
        # Leaving a page ends what it was still loading; that is not a failure of the page.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.failure} {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and not is_this_computer(address.hostname):
            self.outside.append(request.url)


@dataclass
class Wire:
    """The messages of a page's server in bytes as they travel: compressed against the last 32 KB, see ``ui.shell.server``."""

    sizes: list[int] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Count from the next connection on."""
        page.on("websocket", self._on_socket)

    def _on_socket(self, socket: WebSocket) -> None:
        packer = zlib.compressobj(wbits=-15, memLevel=5)

        def count(frame: str | bytes) -> None:
            raw = frame.encode() if isinstance(frame, str) else frame
            self.sizes.append(len(packer.compress(raw)) + len(packer.flush(zlib.Z_SYNC_FLUSH)))

        socket.on("framereceived", count)


def wait_until(page: Page, script: str, arg: object = None, every_ms: float = 50, within_ms: float = 0) -> None:
    """Wait until ``script`` (an expression, or a function of ``arg``) is true in the page.

    Playwright's own ``wait_for_function`` evaluates text inside the page, which its policy forbids to everybody.
    """
    deadline = time.monotonic() + (within_ms or LONGEST_WAIT_MS) / 1000
    while time.monotonic() < deadline:
        with suppress(PlaywrightError):  # the page is just being left
            if page.evaluate(script, arg):
                return
        page.wait_for_timeout(every_ms)
    raise AssertionError(f"not true within {(within_ms or LONGEST_WAIT_MS) / 1000:.0f} s: {script[:200]}")


def chromium_path() -> str | None:
    """Where this computer has a Chromium, if anywhere."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Chromium:
    """A worker's browser: one context, so that its cache serves all tests, and a page that keeps its process alive.

    Every test opens pages of its own there (``opened``) and leaves nothing in the browser's stores.
    """

    context: BrowserContext
    keeper: Page

    @contextmanager
    def opened(self, watch: Watch, viewport: ViewportSize = DESKTOP, *scripts: str) -> Iterator[Page]:
        """A fresh page, and as fresh a store. ``watch`` follows it and those that it opens; ``scripts`` run in it first."""
        watch.follow(self.context)
        page = self.context.new_page()
        try:
            page.set_viewport_size(viewport)
            for script in scripts:
                page.add_init_script(script)
            yield page
        finally:
            for one in self.context.pages:
                if one != self.keeper:
                    one.close()
            watch.leave(self.context)
            self._forget({f"{one.scheme}://{one.netloc}" for one in map(urlsplit, watch.requests)})

    def _forget(self, origins: set[str]) -> None:
        self.context.set_offline(False)
        self.context.clear_cookies()
        self.context.clear_permissions()
        session = self.context.new_cdp_session(self.keeper)
        for origin in origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.detach()


@pytest.fixture(scope="session")
def _chromium() -> Iterator[tuple[Chromium, AbstractEventLoop]]:
    """A Chromium; without one the test is skipped on a person's computer and fails in CI."""
    path = chromium_path()
    if path is None:
        reason = f"no browser: none of {', '.join(NAMES)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=LONGEST_WAIT_MS)
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=path, args=FLAGS)
        # Routes of a test do not see what a worker asks for.
        context = program.new_context(viewport=DESKTOP, service_workers="block")
        context.set_default_timeout(LONGEST_WAIT_MS)
        found = Chromium(context, context.new_page())
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield found, loop
        asyncio._set_running_loop(loop)
        program.close()


@pytest.fixture(scope="module")
def chromium(_chromium: tuple[Chromium, AbstractEventLoop], streamlit_server: Server) -> Iterator[Chromium]:
    """The worker's browser, see ``Chromium``.

    Playwright leaves its event loop running in this thread, where other tests want to run one of theirs: it is that of
    the thread only while a module with a browser runs.
    """
    found, loop = _chromium
    asyncio._set_running_loop(loop)
    if not found.keeper.url.startswith(streamlit_server.url):
        found.keeper.goto(f"{streamlit_server.url}/_stcore/health")
    yield found
    asyncio._set_running_loop(None)


@pytest.fixture
def watch() -> Watch:
    """The record of what the test's page does; looked at when the test ends, see ``page``."""
    return Watch()


@pytest.fixture
def page(chromium: Chromium, watch: Watch) -> Iterator[Page]:
    """A fresh page at desktop size. When the test ends, it must have been quiet (``watch``)."""
    with chromium.opened(watch, DESKTOP) as page:
        yield page
    watch.assert_quiet()
