"""By which names the server may be asked for: a page that points its own name at this computer reads nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.doors.asking import HERE, PUBLIC, ask
from ui.doors import DoorSettings, DoorSettingsError, read_settings


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "LOCALHOST", "127.0.0.1:8501", "127.8.9.1", "[::1]:8501", "localhost."]
)
def test_loopback_is_this_computer(host: str) -> None:
    assert ask(host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8501",
        "localhost@evil.example",
        "evil.example#localhost",
        "localhost/evil.example",
        "localhost, evil.example",
        "localhost:8501:80",
        "localhost:99999",
        "localhost:",
        "[::1",
        "[::ffff:192.0.2.7]",
        "0x7f000001",
        "2130706433",
        "192.0.2.1",
        "0.0.0.0",
        "ʟocalhost".encode().decode("latin-1"),
        "",
    ],
)
def test_another_name_is_refused_calmly_and_nobody_behind_hears_of_it(host: str) -> None:
    said = ask("/page", ("Accept", "text/html"), host=host)
    assert said.status == 400 and said.within is None
    assert "The fault" not in said.text and "does not lead here" in said.text


def test_two_names_are_none() -> None:
    assert ask("/page", ("Host", "localhost"), host="localhost").status == 400
    assert ask("/page", ("Host", "evil.example"), host="localhost").status == 400


def test_who_listens_everywhere_goes_by_the_address_that_was_reached_and_its_names() -> None:
    asked = {
        host: ask(host=host, settings=PUBLIC).status
        for host in ("192.0.2.1:8501", "rights.example.org", "RIGHTS.example.org.:443")
    }
    assert set(asked.values()) == {200}
    refused = ("192.0.2.2", "example.org", "www.rights.example.org", "rights.example.org.evil.example")
    assert {ask(host=host, settings=PUBLIC).status for host in refused} == {400}
    assert ask(host="192.0.2.1", settings=HERE).status == 400


def test_the_computers_own_name_leads_to_it_only_where_it_listens_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Office-PC.lan")
    everywhere, only_here = read_settings("0.0.0.0", {}), read_settings("localhost", {})
    assert [ask(host=one, settings=everywhere).status for one in ("office-pc.lan:8501", "office-pc.local")] == [
        200,
        200,
    ]
    assert ask(host="office-pc.local", settings=only_here).status == 400


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_websocket_is_asked_like_a_page(kind: str) -> None:
    assert ask("/_stcore/stream", kind=kind, host="evil.example").within is None


@given(st.text(alphabet=st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40))
def test_whatever_is_let_in_is_one_of_the_names(host: str) -> None:
    said = ask(host=host, settings=PUBLIC)
    if said.within is not None:
        name = host.strip().lower().rsplit(":", 1)[0].rstrip(".")
        assert name in ("localhost", "rights.example.org", "192.0.2.1", "[::1]") or name.startswith("127.")
    else:
        assert said.status == 400


def test_settings_are_read_from_the_environment() -> None:
    found = read_settings(
        "localhost",
        {"CHILDRIGHTS_NAMES": "Rights.example.org, rights.org.", "CHILDRIGHTS_PROXIES": "127.0.0.1 10.0.0.0/24"},
    )
    assert found.names == {"rights.example.org", "rights.org"}
    assert [str(one) for one in found.proxies] == ["127.0.0.1/32", "10.0.0.0/24"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CHILDRIGHTS_NAMES", "https://rights.example.org"),
        ("CHILDRIGHTS_NAMES", "*.example.org"),
        ("CHILDRIGHTS_NAMES", "rights.example.org:8501"),
        ("CHILDRIGHTS_PROXIES", "proxy"),
        ("CHILDRIGHTS_PROXIES", "*"),
        ("CHILDRIGHTS_PROXIES", "10.0.0.0/99"),
    ],
)
def test_a_setting_that_is_none_is_named(variable: str, value: str) -> None:
    with pytest.raises(DoorSettingsError, match=variable):
        read_settings("localhost", {variable: value})


@pytest.mark.parametrize(
    ("settings", "alone"),
    [
        (DoorSettings("localhost"), True),
        (DoorSettings("127.0.0.1"), True),
        (DoorSettings("::1"), True),
        (DoorSettings("0.0.0.0"), False),
        (DoorSettings(""), False),
        (DoorSettings("192.0.2.1"), False),
        (read_settings("localhost", {"CHILDRIGHTS_PROXIES": "127.0.0.1"}), False),
        (read_settings("localhost", {"CHILDRIGHTS_NAMES": "rights.example.org"}), False),
    ],
)
def test_a_server_knows_whether_others_reach_it(settings: DoorSettings, alone: bool) -> None:
    assert settings.only_here is alone
