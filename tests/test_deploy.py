"""What docs/deploy.md tells people to write works as it stands there."""

from __future__ import annotations

import configparser
import os
import re
import shlex
from pathlib import Path

import pytest

from bench.doors import Place, faults_of, faults_of_forgery, faults_of_routes, faults_of_websockets, fetch
from launcher.main import _serve_options
from launcher.serving import _surroundings
from tests.support.nginx import NAMES, PAGE, ROOT, WAYS, before, blocks, nginx_path, surroundings
from tests.support.server import Server, start_server
from tools import unavailable

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture
def nginx() -> None:
    if nginx_path() is None:
        if os.environ.get("CI"):
            pytest.fail("no nginx")
        pytest.skip("no nginx on this computer")


def place_of(server: Server) -> Place:
    host = server.url.removeprefix("http://")
    return Place(int(host.rsplit(":", 1)[1]), host)


def test_the_server_alone_answers_as_a_scanner_wishes(streamlit_server: Server) -> None:
    place = place_of(streamlit_server)
    routes = (
        "",
        "explore",
        "app/static/style.css",
        "media/none.csv",
        "_stcore/metrics",
        "_stcore/host-config",
        "auth/logout",
    )
    assert list(faults_of_routes(place, routes)) == []
    assert list(faults_of_forgery(place)) == []
    assert list(faults_of_websockets(place)) == []
    asked = (("Accept", "text/html"),)
    assert [fetch(place, one, headers=asked).status for one in ("explore", "nothing", "explore/at/all")] == [
        200,
        404,
        404,
    ]


def test_a_fault_would_be_found(streamlit_server: Server) -> None:
    place = place_of(streamlit_server)
    got = fetch(place, "explore")
    bare = [one for one in got.headers if one[0].lower() != "content-security-policy"]
    assert any("content-security-policy" in one for one in faults_of(place, "explore", type(got)(200, tuple(bare), "")))
    told = type(got)(200, (*got.headers, ("Set-Cookie", "a=b"), ("Access-Control-Allow-Origin", "*")), "Traceback")
    assert len(list(faults_of(place, "explore", told))) == 4


def test_nginx_with_tls_before_a_server(nginx: None, built_home: Path, tmp_path: Path) -> None:
    """The other ways: ``bench headers``. The one that people should take is looked at here, also while nobody is behind it."""
    with (
        start_server(built_home, environment=surroundings("tls")) as server,
        before(server.url, "tls", tmp_path) as port,
    ):
        place = Place(port, NAMES["tls"], "/", tmp_path / "fullchain.pem")
        assert list(faults_of_routes(place, ("", "explore", "_stcore/health", "app/static/none.css"))) == []
        assert list(faults_of_websockets(place)) == []
        forged = fetch(place, "explore", headers=(("Forwarded", "for=127.0.0.1"), ("X-Forwarded-For", "127.0.0.1")))
        assert forged.status == 200
    with before(server.url, "tls", tmp_path) as port:
        gone = fetch(Place(port, NAMES["tls"], "/", tmp_path / "fullchain.pem"), "explore")
        assert gone.status == 502 and gone.text == unavailable.PAGE.read_text(encoding="utf-8")


def test_every_way_is_on_the_page_and_passes_on_what_it_should() -> None:
    found = blocks()
    assert tuple(found) == WAYS
    for way, text in found.items():
        assert "proxy_set_header Upgrade" in text and "server_name " + NAMES[way] in text
        assert ("X-Forwarded-For" in text) is (way != "bare")


def test_the_page_of_a_server_that_does_not_answer_is_current() -> None:
    assert unavailable.PAGE.read_text(encoding="utf-8") == unavailable.text()


def test_the_unit_starts_what_the_launcher_knows() -> None:
    unit = configparser.ConfigParser(strict=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(re.search(r"```ini\n(.*?)```", TEXT, re.DOTALL)[1])  # type: ignore[index]
    python, script, *words = shlex.split(unit["Service"]["ExecStart"])
    options = _serve_options(words)
    assert (python, script, options.no_browser) == ("/usr/bin/python3", "run.py", True)
    assert _surroundings(options)["CHILDRIGHTS_NAMES"].endswith("rights.example.org")
    assert (unit["Service"]["UMask"], unit["Service"]["NoNewPrivileges"]) == ("0077", "yes")


def test_every_command_of_the_page_is_one() -> None:
    for words in re.findall(r"`python run\.py ?([^`\n]*)`", TEXT):
        _serve_options(shlex.split(words))
    assert (ROOT / "bench" / "bench_headers.py").exists()
