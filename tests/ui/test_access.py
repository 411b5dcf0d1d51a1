"""Only somebody at this computer, or with the steward's key, may change figures."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.permissions import owner
from ui.parts import old_access as access
from ui.parts.old_access import HERE, STEWARD, Limiter, NotAWriter, Visitor, Writer

KEY = "a long enough key"
LOCAL = {"host": "localhost:8501", "origin": "http://localhost:8501"}


class Clock:
    """A clock that stands still unless it is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    state: dict[str, Any] = {}
    monkeypatch.setattr(access.st, "session_state", state)
    monkeypatch.delenv(access.KEY_VARIABLE, raising=False)
    yield state


def visit(monkeypatch: pytest.MonkeyPatch, address: str | None, headers: dict[str, str]) -> None:
    monkeypatch.setattr(access, "visitor", lambda: Visitor(address, headers))


@pytest.mark.parametrize("address", [None, "127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_a_browser_on_this_computer_is_here(address: str | None, host: str) -> None:
    assert access.is_here(Visitor(address, {"host": host}))
    assert access.is_here(Visitor(address, {"host": host, "origin": f"http://{host}"}))


@pytest.mark.parametrize("address", ["192.168.1.7", "8.8.8.8", "2001:db8::1", "10.0.0.1", "not an address", ""])
def test_another_computer_is_not_here_whatever_it_says(address: str) -> None:
    assert not access.is_here(Visitor(address, LOCAL))


# Spelled out here: a list taken from what is tested would lose a name with it.
FORWARDING = [
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
]


@pytest.mark.parametrize("header", FORWARDING)
def test_a_proxy_on_this_computer_is_not_here_even_when_it_names_a_local_client(header: str) -> None:
    assert not access.is_here(Visitor(None, {**LOCAL, header: "127.0.0.1"}))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "dashboard.example.org"},
        {"host": "localhost.example.org:8501"},
        {"host": "localhost:8501", "origin": "https://dashboard.example.org"},
        {"host": "localhost:8501", "origin": "null"},
        {"host": "127.0.0.1.nip.example"},
    ],
)
def test_a_page_asked_for_by_another_name_is_not_here(headers: dict[str, str]) -> None:
    assert not access.is_here(Visitor(None, headers))


def test_here_needs_no_key(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    visit(monkeypatch, None, LOCAL)
    assert access.require_writer() == Writer(owner(HERE))


def test_elsewhere_nothing_opens_without_a_key_set_up(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    visit(monkeypatch, "192.168.1.7", LOCAL)
    monkeypatch.setattr(access, "SECRETS", Path("/nowhere/secrets.toml"))
    assert access.try_key("", Limiter()) is not None
    with pytest.raises(NotAWriter):
        access.require_writer()


def test_the_right_key_opens_this_session_only(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    visit(monkeypatch, "192.168.1.7", LOCAL)
    monkeypatch.setenv(access.KEY_VARIABLE, KEY)
    assert access.writer() is None
    assert access.try_key(KEY, Limiter()) is None
    assert access.require_writer() == Writer(owner(STEWARD))
    assert KEY not in str(session)
    session.clear()
    assert access.writer() is None


def test_a_changed_key_closes_open_sessions(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    visit(monkeypatch, "192.168.1.7", LOCAL)
    monkeypatch.setenv(access.KEY_VARIABLE, KEY)
    access.try_key(KEY, Limiter())
    monkeypatch.setenv(access.KEY_VARIABLE, "another long key")
    assert access.writer() is None


def test_a_forged_mark_opens_nothing(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    visit(monkeypatch, "192.168.1.7", LOCAL)
    session[access._SESSION_MARK] = ""
    assert access.writer() is None
    monkeypatch.setenv(access.KEY_VARIABLE, KEY)
    session[access._SESSION_MARK] = KEY
    assert access.writer() is None


def test_wrong_keys_wait_longer_and_longer(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    visit(monkeypatch, "192.168.1.7", LOCAL)
    monkeypatch.setenv(access.KEY_VARIABLE, KEY)
    clock = Clock()
    limiter = Limiter(clock)
    assert [access.try_key("wrong", limiter) for _ in range(3)] == [0.0, 0.0, 2.0]
    assert access.try_key(KEY, limiter) == 2.0, "not even the right key is looked at while waiting"
    clock.now += 2
    assert access.try_key("wrong", limiter) == 4.0
    clock.now += 4
    assert access.try_key(KEY, limiter) is None
    assert limiter.wait("192.168.1.7") == 0


def test_waiting_is_per_address_and_ends() -> None:
    clock = Clock()
    limiter = Limiter(clock)
    for _ in range(40):
        limiter.failed("a")
    assert limiter.wait("a") == access.LONGEST_WAIT_S
    assert limiter.wait("b") == 0
    clock.now += access.FORGET_AFTER_S + 1
    limiter.failed("a")
    assert limiter.wait("a") == 0


def test_the_list_of_addresses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "MOST_ADDRESSES", 3)
    clock = Clock()
    limiter = Limiter(clock)
    for name in "abcd":
        clock.now += 1
        limiter.failed(name)
    assert sorted(limiter._failures) == ["b", "c", "d"]


def test_one_ipv6_customer_is_one_address() -> None:
    assert access.network_of("2001:db8::1") == access.network_of("2001:db8::2") != access.network_of("2001:db9::1")
    assert access.network_of("192.0.2.1") == "192.0.2.1"
    assert access.network_of(None) == "127.0.0.1"
    assert access.network_of("what") == "unknown"


def test_the_log_names_the_address_and_never_the_key(
    session: dict[str, Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visit(monkeypatch, "192.168.1.7", LOCAL)
    monkeypatch.setenv(access.KEY_VARIABLE, KEY)
    with caplog.at_level(logging.DEBUG):
        access.try_key("almost the key", Limiter())
    assert "192.168.1.7" in caplog.text
    assert "almost the key" not in caplog.text
    assert KEY not in caplog.text


def test_the_key_comes_from_the_environment_or_the_secrets_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(access.KEY_VARIABLE, raising=False)
    secrets = tmp_path / "secrets.toml"
    assert access.steward_key(secrets) == ""
    secrets.write_text(f'steward_key = "{KEY}"\n', encoding="utf-8")
    assert access.steward_key(secrets) == KEY
    monkeypatch.setenv(access.KEY_VARIABLE, "the environment wins")
    assert access.steward_key(secrets) == "the environment wins"
    monkeypatch.setenv(access.KEY_VARIABLE, "short")
    assert access.steward_key(secrets) == ""
