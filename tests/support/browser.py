"""Chromium for tests: no page may complain, fail to load something, or ask another computer for anything."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Route,
    WebSocket,
    expect,
    sync_playwright,
)

from tests.support.network import is_this_computer

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
)
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
LONGEST_WAIT_MS = 30_000
"""For anything that is to come in the end: several tests share a processor, and none is about how soon."""
NO_TOUR = "try { localStorage.setItem('cr-tour', 'seen') } catch {}"
"""The tour of a first visit is not what most tests are about."""


@dataclass  # no slots: Playwright leaves a mark on the owner of a handler
class Watch:
    """What went wrong in a page's life: console errors, failed requests, requests to other computers."""

    console: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Record everything of ``context`` and cut it off from other computers."""
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        context.on("requestfailed", self._on_failed)
        context.on("response", lambda r: self.failed.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        context.on("request", lambda request: self.requests.append(request.url))
        context.route("**/*", self._let_through)

    def assert_quiet(self) -> None:
        """Nothing complained, failed or reached outside."""
        assert not self.outside, f"asked other computers: {self.outside}"
        assert not self.failed, f"failed requests: {self.failed}"
        assert not self.console, f"console errors: {self.console}"

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console.append(message.text)

    def _on_failed(self, request: Request) -> None:
        # Leaving a page ends what it was still loading; that is not a failure of the page.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.failure} {request.url}")

    def _let_through(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in ("data", "blob") or is_this_computer(address.hostname):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()


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


def chromium_path() -> str | None:
    """Where this computer has a Chromium, if anywhere."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the test is skipped on a person's computer and fails in CI.

    One per module: Playwright's event loop must not outlive the tests that need it in the same thread.
    """
    path = chromium_path()
    if path is None:
        reason = f"no browser: none of {', '.join(NAMES)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=LONGEST_WAIT_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Watch:
    """The record of what the test's page does; looked at when the test ends, see ``page``."""
    return Watch()


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    """A fresh page at desktop size. When the test ends, it must have been quiet (``watch``)."""
    with browser.new_context(viewport=DESKTOP) as context:
        context.set_default_timeout(LONGEST_WAIT_MS)
        context.add_init_script(NO_TOUR)
        watch.follow(context)
        yield context.new_page()
    watch.assert_quiet()
