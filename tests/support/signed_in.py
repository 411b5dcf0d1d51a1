"""Being somebody: on a page opened without a browser, and in the browser of a test."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from etl.accounts import HERE
from etl.permissions import NOBODY, Actor, Role, owner
from tests.support.server import Server
from ui.parts import SESSION_COOKIE

OWNER = owner(HERE)
"""Whoever sits at the computer that serves."""


def signed_in(
    monkeypatch: pytest.MonkeyPatch, *roles: Role, members: Sequence[str] = (), name: str = "officer"
) -> Actor:
    """Have every page from now on take whoever is there for somebody with these roles; without roles, for nobody."""
    actor = Actor(name, frozenset(roles), tuple(members)) if roles else NOBODY
    return being(monkeypatch, actor)


def being(monkeypatch: pytest.MonkeyPatch, actor: Actor) -> Actor:
    """Have every page from now on take whoever is there for this one."""
    monkeypatch.setattr("ui.parts.access.actor_of", lambda _token: actor)
    return actor


def sign_in_browser(page: Page, server: Server) -> None:
    """Give the browser of a page the cookie of the owner, which the launcher's own browser gets by its nonce."""
    page.context.add_cookies([{"name": SESSION_COOKIE, "value": server.owner_token(), "url": server.url}])
