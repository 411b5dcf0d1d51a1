"""Accounts in a ledger of their own, with passwords at the least cost that Argon2 has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from etl.accounts import add_account, launching, links, password_link, passwords, redeem_link, sessions, table, tries
from etl.ledger import State
from etl.permissions import Role, owner

PASSWORD = "three wet mangoes"
ADMIN = owner("the laptop")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    one = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: one)
    yield


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "home")


@dataclass
class Clock:
    """The clock of the wall, which tests set."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    for module in (links, sessions, table, tries):
        monkeypatch.setattr(module, "clock", one)
    return one


Maker = Callable[..., str]


@pytest.fixture
def make(state: State) -> Maker:
    """Makes an account that has a password; returns the token of its first session."""

    def made(login: str, *roles: Role, members: tuple[str, ...] = (), password: str = PASSWORD) -> str:
        add_account(state, login, name=login.title(), roles=roles or (Role.STEWARD,), members=members, who=ADMIN)
        link = password_link(state, login, who=ADMIN)
        return redeem_link(state, link.token, password=password).token

    return made


__all__ = ["ADMIN", "PASSWORD", "Clock", "launching"]
