"""From whose page a request may come."""

from __future__ import annotations

import pytest
from streamlit import config
from streamlit.web.server.starlette import starlette_websocket

from tests.ui.doors.asking import HERE, PUBLIC, DoorSettings, Said, ask, seen
from ui.doors import read_settings

PROXIED = read_settings("localhost", {"CHILDRIGHTS_NAMES": "rights.example.org", "CHILDRIGHTS_PROXIES": "127.0.0.1"})
FOREIGN = (
    "https://evil.example",
    "http://localhost:3000",
    "http://127.0.0.1:8501",
    "http://localhost",
    "http://localhost:8501.evil.example",
    "http://localhost:8501@evil.example",
    "http://localhost:8501/",
    "https://evil.example/localhost:8501",
    "file://",
    "null",
    "",
    "localhost:8501",
    "chrome-extension://localhost:8501",
    "http://[::1]:8501",
)


def change(
    *headers: tuple[str, str],
    settings: DoorSettings = HERE,
    method: str = "POST",
    host: str = "localhost:8501",
    scheme: str = "",
) -> Said:
    return ask("/data", *headers, settings=settings, method=method, host=host, scheme=scheme)


def stream(
    *headers: tuple[str, str], settings: DoorSettings = HERE, host: str = "localhost:8501", peer: str = "192.0.2.9"
) -> Said:
    return ask("/_stcore/stream", *headers, settings=settings, kind="websocket", host=host, peer=peer)


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_page_changes_nothing_and_hears_nothing(origin: str) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        said = change(("Origin", origin), method=method)
        assert said.status == 403 and said.within is None, method
    said = stream(("Origin", origin))
    assert said.closed == 1008 and not said.accepted and said.within is None


def test_our_own_page_does() -> None:
    assert change(("Origin", "http://localhost:8501"), ("Cookie", "a=b")).status == 200
    assert stream(("Origin", "http://localhost:8501"), ("Cookie", "a=b")).accepted
    # Before a proxy that says nothing, a page is safer than the connection looks.
    assert change(("Origin", "https://rights.example.org"), settings=PUBLIC, host="rights.example.org").status == 200
    assert (
        change(
            ("Origin", "http://rights.example.org"), settings=PUBLIC, host="rights.example.org", scheme="https"
        ).status
        == 403
    )


def test_two_origins_are_none() -> None:
    assert change(("Origin", "http://localhost:8501"), ("Origin", "http://localhost:8501")).status == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((), 200),
        ((("Cookie", "a=b"),), 403),
        ((("Referer", "https://evil.example/"),), 403),
        ((("Sec-Fetch-Site", "cross-site"),), 403),
        ((("Sec-Fetch-Site", "same-site"), ("Cookie", "a=b")), 403),
        ((("Sec-Fetch-Site", "none"), ("Cookie", "a=b")), 403),
        ((("Sec-Fetch-Site", "same-origin"), ("Cookie", "a=b")), 200),
    ],
)
def test_who_does_not_say_whose_page_it_is_has_nothing_of_a_persons(
    headers: tuple[tuple[str, str], ...], status: int
) -> None:
    assert change(*headers).status == status
    assert stream(*headers).accepted is (status == 200)


@pytest.mark.parametrize(
    ("method", "status"),
    [
        ("GET", 200),
        ("HEAD", 200),
        ("OPTIONS", 405),
        ("TRACE", 405),
        ("CONNECT", 405),
        ("GET\x00", 405),
        ("PROPFIND", 405),
    ],
)
def test_reading_is_open_to_links_and_odd_requests_are_not(method: str, status: int) -> None:
    assert ask("/data", ("Origin", "https://evil.example"), method=method).status == status


def test_nobody_is_told_that_another_site_may_read() -> None:
    assert not [
        name
        for name, _ in ask("/open", ("Origin", "https://evil.example")).all_headers
        if name.startswith("access-control")
    ]


@pytest.mark.parametrize(
    "origin", [*FOREIGN, "http://localhost:8501", "https://rights.example.org", "https://rights.example.org:8443"]
)
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "rights.example.org"])
def test_streamlit_never_looks_for_the_addresses_of_this_computer(
    origin: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks a service abroad, for two seconds in the loop that serves everybody, for each origin that is not the host.

    What the doors let through is asked of Streamlit's own check, with its look-up replaced by a failure.
    """

    def looked(*_: object) -> None:
        raise AssertionError("asked for an address of this computer")

    monkeypatch.setattr(starlette_websocket, "is_url_from_allowed_origins", looked)
    config.get_option("server.enableCORS")
    said = stream(("Origin", origin), settings=PROXIED, host=host, peer="127.0.0.1")
    if said.within is not None:
        assert starlette_websocket._is_origin_allowed(*seen(said, "origin"), *seen(said, "host"))
    else:
        assert said.closed == 1008
