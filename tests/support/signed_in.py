"""Being somebody: on a page opened without a browser, and in the browser of a test."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from etl.permissions import NOBODY, Actor, Role, owner
from ui.parts.access import HERE

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
