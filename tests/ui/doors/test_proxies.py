"""Whom the doors believe about where a request comes from."""

from __future__ import annotations

import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st
from streamlit import net_util

from tests.ui.doors.asking import APP, HERE, ask, seen
from ui.doors import read_settings
from ui.doors.outside import believe_nobody, never_ask_outside

PROXY = read_settings(
    "127.0.0.1", {"CHILDRIGHTS_NAMES": "rights.example.org", "CHILDRIGHTS_PROXIES": "127.0.0.1, ::1, 10.1.0.0/16"}
)
FORGED = (
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-For", "::1"),
    ("X-Real-IP", "127.0.0.1"),
    ("Forwarded", "for=127.0.0.1;host=localhost;proto=https"),
    ("X-Forwarded-Host", "localhost"),
    ("X-Forwarded-Proto", "https"),
    ("X-Client-IP", "127.0.0.1"),
    ("True-Client-IP", "127.0.0.1"),
    ("CF-Connecting-IP", "127.0.0.1"),
    ("X-Original-URL", "/data"),
    ("Via", "1.1 localhost"),
)


@pytest.mark.parametrize("header", FORGED)
@pytest.mark.parametrize("peer", ["192.0.2.9", "127.0.0.1", "::1"])
def test_nobody_is_believed_by_default(header: tuple[str, str], peer: str) -> None:
    said = ask("/page", header, peer=peer, settings=HERE)
    assert said.status == 200 and said.within is not None
    assert said.within["client"][0] == peer and said.within["scheme"] == "http"
    assert seen(said, "host") == ["localhost:8501"]
    assert seen(said, header[0].lower()) == []
    assert "strict-transport-security" not in said.headers


@pytest.mark.parametrize("header", FORGED)
def test_who_is_no_proxy_is_not_believed_beside_one(header: tuple[str, str]) -> None:
    said = ask("/page", header, peer="192.0.2.9", settings=PROXY)
    assert said.within is not None and said.within["client"][0] == "192.0.2.9" and said.within["scheme"] == "http"


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("127.0.0.1, 203.0.113.5", "203.0.113.5"),
        ("evil, 127.0.0.1, 203.0.113.5, 10.1.2.3", "203.0.113.5"),
        ("203.0.113.5:1234", "203.0.113.5"),
        ("[2001:db8::7]:1234", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("203.0.113.5, evil", "unknown"),
        ("localhost", "unknown"),
        ("unix:", "unknown"),
        ("", "127.0.0.1"),
        (" , ", "127.0.0.1"),
        ("10.1.0.9", "10.1.0.9"),
    ],
)
def test_a_trusted_proxy_says_who_asks(told: str, client: str) -> None:
    said = ask("/page", ("X-Forwarded-For", told), peer="127.0.0.1", settings=PROXY)
    assert said.within is not None and said.within["client"][0] == client


def test_several_lists_are_one() -> None:
    said = ask(
        "/page", ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "203.0.113.5"), peer="127.0.0.1", settings=PROXY
    )
    assert said.within is not None and said.within["client"][0] == "203.0.113.5"


def test_what_a_proxy_passes_on_beside_its_own_word_is_refused() -> None:
    """A proxy that writes one of the headers hands on the other as it came from outside."""
    own = ("X-Forwarded-For", "203.0.113.5")
    assert ask("/page", own, ("Forwarded", "for=127.0.0.1"), peer="127.0.0.1", settings=PROXY).status == 400
    assert ask("/page", own, ("Forwarded", 'for="203.0.113.5:99"'), peer="127.0.0.1", settings=PROXY).status == 200
    assert (
        ask(
            "/page", ("X-Forwarded-Proto", "https"), ("Forwarded", "proto=http"), peer="127.0.0.1", settings=PROXY
        ).status
        == 400
    )
    assert ask("/page", own, ("Forwarded", "for=127.0.0.1;;="), peer="127.0.0.1", settings=PROXY).status == 400


@pytest.mark.parametrize(
    ("told", "secure"),
    [
        ("https", True),
        ("http", False),
        ("https, http", False),
        ("http, https", True),
        ("wss", True),
        ("javascript", False),
        ("", False),
    ],
)
def test_a_trusted_proxy_says_over_what(told: str, secure: bool) -> None:
    said = ask("/page", ("X-Forwarded-Proto", told), peer="127.0.0.1", settings=PROXY)
    assert said.within is not None and said.within["scheme"] == ("https" if secure else "http")
    assert ("strict-transport-security" in said.headers) is secure
    socket = ask("/_stcore/stream", ("X-Forwarded-Proto", told), kind="websocket", peer="127.0.0.1", settings=PROXY)
    assert socket.within is not None and socket.within["scheme"] == ("wss" if secure else "ws")


@pytest.mark.parametrize(
    ("host", "told", "status", "within"),
    [
        ("127.0.0.1:8501", "rights.example.org", 200, "rights.example.org"),
        ("127.0.0.1:8501", "RIGHTS.example.org:443", 200, "rights.example.org:443"),
        ("127.0.0.1:8501", "evil.example", 400, ""),
        ("127.0.0.1:8501", "rights.example.org, evil.example", 400, ""),
        ("rights.example.org", "localhost", 200, "rights.example.org"),
        ("rights.example.org", "evil.example", 200, "rights.example.org"),
    ],
)
def test_a_proxy_that_asks_by_our_own_name_says_the_one_it_was_asked_by(
    host: str, told: str, status: int, within: str
) -> None:
    said = ask("/page", ("X-Forwarded-Host", told), host=host, peer="127.0.0.1", settings=PROXY)
    assert said.status == status
    assert said.within is None or seen(said, "host") == [within]


@given(st.lists(st.sampled_from(["127.0.0.1", "10.1.2.3", "203.0.113.5", "x", "::1", "198.51.100.1:80"]), max_size=6))
def test_a_chain_ends_at_the_first_who_is_no_proxy(chain: list[str]) -> None:
    """Whatever somebody writes before it changes nothing."""
    given_last = [*chain, "203.0.113.5", "10.1.9.9"]
    said = ask("/page", ("X-Forwarded-For", ", ".join(given_last)), peer="127.0.0.1", settings=PROXY)
    assert said.within is not None and said.within["client"][0] == "203.0.113.5"


def test_uvicorn_believes_nobody_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it comes it believes whoever connects from this computer, which is every proxy and every program here."""
    monkeypatch.setattr("uvicorn.config.ProxyHeadersMiddleware", uvicorn.config.ProxyHeadersMiddleware)
    before = uvicorn.Config(APP)
    before.load()
    assert before.loaded_app is not APP
    believe_nobody()
    after = uvicorn.Config(APP)
    after.load()
    assert after.loaded_app is APP


def test_streamlit_knows_no_outside_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("asked abroad"))
    never_ask_outside()
    assert net_util.get_external_ip() is None
