"""What every answer says to a browser, and what a person sees when something fails."""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import re
from pathlib import Path

import pytest
from streamlit import error_util

from childrights.catalogue import ChildRightsError
from tests.ui.doors.asking import PUBLIC, ask
from ui.doors import DoorSettings, Handles, Incidents, calm_page, keep_faults_to_ourselves, raise_limit, told
from ui.doors.handles import lowest_free
from ui.shell.front_page import rewritten, script_hashes

HTML = ("Accept", "text/html,*/*")


@pytest.mark.parametrize(
    "path", ["/page", "/data", "/own", "/broken", "/nowhere", "/cookie", "/media/one", "/static/js/a.1f.js"]
)
def test_every_answer_has_every_header_once(path: str) -> None:
    said = ask(path)
    names = [name for name, _ in said.all_headers]
    for name in (
        "content-security-policy",
        "x-content-type-options",
        "x-frame-options",
        "referrer-policy",
        "permissions-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "cache-control",
    ):
        assert names.count(name) == 1, name
    assert "x-powered-by" not in ask("/open").headers


def test_the_policy_lets_nobody_else_in() -> None:
    rules = dict(one.strip().split(" ", 1) for one in ask("/page").headers["content-security-policy"].split(";"))
    none = ("default-src", "object-src", "base-uri", "frame-ancestors", "frame-src")
    assert {rules[one] for one in none} == {"'none'"} and rules["worker-src"] == "'self'"
    assert rules["form-action"] == "'self'"
    assert rules["connect-src"] == "'self' ws://localhost:8501"
    assert "unsafe" not in rules["script-src"] and "data:" not in rules["script-src"]
    assert not re.search(r"https?:|\*", " ".join(rules.values()))


def test_only_the_pages_own_script_runs_inside_it() -> None:
    page = rewritten("<html><head><title>Streamlit</title></head><body></body>", "/rights/")
    inline = re.findall(r"<script>(.*?)</script>", page)
    assert len(inline) == 1
    import base64
    import hashlib

    assert script_hashes("/rights/") == (
        "'sha256-" + base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode() + "'",
    )
    said = ask("/page", settings=DoorSettings(scripts=script_hashes("/rights/")))
    assert script_hashes("/rights/")[0] in said.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/page", "no-cache"),
        ("/data", "no-store"),
        ("/media/one", "no-store"),
        ("/nowhere", "no-store"),
        ("/cookie", "no-store"),
        ("/static/js/a.1f.js", "public, immutable, max-age=9"),
        ("/app/static/a.css?v=1f", "public, max-age=31536000, immutable"),
        ("/app/static/a.css", "public, max-age=86400"),
        ("/app/static/none.css?v=1f", "no-store"),
        ("/map.geojson", "max-age=86400"),
    ],
)
def test_only_what_belongs_to_nobody_is_kept(path: str, kept: str) -> None:
    assert ask(path).headers["cache-control"] == kept


def test_a_cookie_stays_on_its_site_and_on_an_encrypted_road() -> None:
    said = ask("/cookie").headers["set-cookie"].lower()
    assert said.count("samesite=lax") == said.count("httponly") == 1
    assert "secure" not in ask("/cookie").headers["set-cookie"].lower()
    assert ask("/cookie", scheme="https", settings=PUBLIC).headers["set-cookie"].endswith("; Secure")


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_what_tells_about_the_server_is_closed(path: str) -> None:
    assert ask(path).status == 404 and ask(path).within is None
    assert ask(f"/rights{path}", settings=DoorSettings(base="/rights/")).within is None


def test_a_fault_is_a_calm_page_with_a_code_that_the_log_has() -> None:
    said = ask("/broken", HTML)
    code = re.search(r"<bdi>([2-9A-Z]{4}-[2-9A-Z]{4})</bdi>", said.text)
    assert said.status == 500 and code and code[1] in said.log
    for lang in ("en", "km"):
        assert f'<section lang="{lang}">' in said.text
    assert "asking.py" in said.log and "builtins.ValueError" in said.log
    for hidden in ("Sok Dara", str(Path(__file__).parent.parent), "Traceback"):
        assert hidden not in said.log and hidden not in said.text


def test_a_program_gets_the_same_as_data() -> None:
    said = json.loads(ask("/broken", ("Accept", "application/json")).text)
    assert said["status"] == 500 and said["incident"] and set(said["words"]) == {"en", "km"}
    assert "incident" not in json.loads(ask("/nowhere").text)


def test_errors_of_others_are_worded_here_and_our_own_stay() -> None:
    assert "There is no such page" in ask("/nowhere", HTML).text
    assert ask("/own", HTML).text == "<p>ours</p>"
    assert ask("/data", method="PUT", settings=PUBLIC, host="rights.example.org").status == 200
    said = ask("/page", ("Origin", "http://localhost:8501"), HTML, method="POST")
    assert said.status == 405 and "GET" in said.headers["allow"] and "This cannot be done" in said.text


def test_a_fault_of_a_websocket_closes_it_and_nothing_more() -> None:
    said = ask("/broken", kind="websocket")
    assert said.accepted and said.closed == 1011 and "incident" in said.log and "Sok Dara" not in said.log


def test_who_comes_when_handles_are_scarce_is_asked_to_wait() -> None:
    full = Handles(33)
    said = ask("/page", HTML, handles=full)
    assert said.status == 503 and said.headers["retry-after"] and said.headers["connection"] == "close"
    assert '<a href="">Try again</a>' in said.text and said.within is None
    assert ask("/_stcore/stream", kind="websocket", handles=full).closed == 1013
    assert ask("/page", handles=Handles(100_000)).status == 200


@pytest.fixture
def forty_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty handles are taken, however many this process itself opens and closes meanwhile."""
    monkeypatch.setattr("ui.doors.handles.lowest_free", lambda: 40)


@pytest.mark.usefixtures("forty_taken")
def test_a_page_stays_open_longer_than_a_new_conversation() -> None:
    """Between the two limits the answer is given, and its connection closed."""
    nearly = Handles(40 + 32 + 10)
    assert not nearly.are_scarce() and nearly.are_scarce(for_long=True)
    assert ask("/page", handles=nearly).headers["connection"] == "close"
    assert [ask("/page", HTML, handles=nearly).status, ask("/data", handles=nearly).status] == [503, 200]
    assert ask("/_stcore/stream", kind="websocket", handles=nearly).closed == 1013


def test_the_next_handle_says_how_many_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.ExitStack() as held:
        held.enter_context((tmp_path / "kept").open("w"))
        free = lowest_free()
        assert free is not None and free > 2

    def refused(*_: object) -> int:
        raise OSError(errno.EMFILE, "none left")

    monkeypatch.setattr(os, "open", refused)
    assert lowest_free() is None and Handles(100_000).are_scarce()


def test_the_limit_is_raised_as_far_as_the_system_lets() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        assert raise_limit(300) == 300
        assert raise_limit(100) == 300
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_chain_of_faults_is_told_from_its_cause_without_a_word_of_theirs() -> None:
    def cause() -> None:
        try:
            int("Sok Dara")
        except ValueError as error:
            raise ChildRightsError("Sok Dara is no number") from error

    with pytest.raises(ChildRightsError) as caught:
        cause()
    lines = list(told(caught.value))
    kinds = [one for one in lines if not one.startswith("  ")]
    assert kinds == ["builtins.ValueError", "childrights.catalogue.tables.ChildRightsError"]
    assert lines[0].startswith("  tests/ui/doors/test_answers.py:") and "Sok Dara" not in "".join(lines)


def test_codes_are_easy_to_read_out() -> None:
    incidents = Incidents(logging.Logger("quiet"))
    codes = {incidents.note(None) for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}", one) for one in codes)


def test_streamlit_keeps_quiet_about_faults_that_we_log(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Its own tracebacks end with the message, and the ones in colours quote the lines around."""
    keep_faults_to_ourselves()
    error_util._log_uncaught_app_exception(ValueError("the name in the cell was Sok Dara"))
    logging.getLogger("streamlit.error_util").error("something else")
    said = capfd.readouterr()
    assert "Sok Dara" not in said.out + said.err + caplog.text
    assert "something else" in said.err + caplog.text


def test_the_calm_page_loads_nothing_and_escapes_what_it_is_given() -> None:
    page = calm_page(500, '/"><script>', code="<b>")
    assert not re.search(r"<script|src=|@import|url\(|<b>", page)
    assert len(re.findall("<h1", page)) == 1
