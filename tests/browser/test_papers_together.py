"""Two people write one chapter in two browsers, the server dies in between, and no word of either is lost."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from childrights.papers import Choice
from etl.accounts import add_account, password_link, redeem_link
from etl.ledger import State
from etl.papers import drafts_of, make_paper, save_text, versions_of
from etl.permissions import Actor, Role
from tests.support.browser import Chromium
from tests.support.server import Server, free_port, start_server
from tests.support.signed_in import OWNER
from ui.parts import SESSION_COOKIE

PASSWORD = "seven quiet elephants"
FIELD = ".st-key-paper_field textarea"
"""While a page is drawn anew, what it replaces stands before it for a moment: the last is meant."""
DARA = Actor("dara", frozenset({Role.STEWARD}))


def token_of(state: State, login: str) -> str:
    add_account(state, login, name=login, roles=[Role.STEWARD], who=OWNER)
    return redeem_link(state, password_link(state, login, who=OWNER).token, password=PASSWORD).token


def opened(chromium: Chromium, server: Server, token: str) -> Page:
    """A browser of somebody's own, at the chapter."""
    assert chromium.context.browser
    context = chromium.context.browser.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}/papers?paper=P00001&chapter=ask")
    expect(page.locator(FIELD).last).to_be_visible()
    return page


def kept(page: Page, words: str) -> None:
    expect(page.locator(".cr-paper-kept").last).to_contain_text(words)


def add(page: Page, words: str) -> None:
    """Type at the end, and neither press anything nor leave the field."""
    page.locator(FIELD).last.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_two_browsers_and_a_server_that_dies_in_between(chromium: Chromium, own_home: Path) -> None:
    state, port = State(own_home), free_port()
    tokens = [token_of(state, login) for login in ("dara", "maly")]
    make_paper(state, Choice("statement", "en", rights=("DHW",)), title="Joint statement", who=OWNER)
    save_text(state, "P00001", "ask", "Ban beating.", began_from=0, who=OWNER)
    with start_server(own_home, port=port) as server:
        dara, maly = (opened(chromium, server, token) for token in tokens)
        add(dara, " At home.")
        kept(dara, "Kept for you")
        add(maly, " In schools.")
        maly.get_by_role("button", name="Save", exact=True).click()
        kept(maly, "Saved")
        add(dara, " Everywhere, by law.")  # and before it is sent
        os.kill(server.pid, signal.SIGKILL)
        expect(dara.locator(FIELD).last).to_be_disabled()  # Streamlit lets nobody type while nobody answers
    with start_server(own_home, port=port) as server:
        dara.close(run_before_unload=False)
        dara = opened_again(dara, server)
        expect(dara.locator(FIELD).last).to_have_value("Ban beating. At home. Everywhere, by law.")
        kept(dara, "Kept for you")
        dara.get_by_role("button", name="Save", exact=True).click()
        expect(dara.get_by_text("saved another text")).to_be_visible()
        dara.get_by_role("button", name="Put both together").click()
        expect(dara.locator(FIELD).last).to_have_value("Ban beating. In schools. At home. Everywhere, by law.")
        dara.get_by_role("button", name="Save", exact=True).click()
        kept(dara, "version 3")
        maly.context.close()
        dara.context.close()
    assert [one.text for one in versions_of(state, "P00001", "ask", who=OWNER)] == [
        "Ban beating. In schools. At home. Everywhere, by law.",
        "Ban beating. In schools.",
        "Ban beating.",
    ]
    assert drafts_of(state, "P00001", "ask", who=DARA) == ()


def opened_again(before: Page, server: Server) -> Page:
    """The same browser, its window opened anew."""
    page = before.context.new_page()
    page.goto(f"{server.url}/papers?paper=P00001&chapter=ask")
    expect(page.locator(FIELD).last).to_be_visible()
    return page
