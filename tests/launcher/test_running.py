"""What the launcher does once all is set up: build when needed, serve, run the tests."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from launcher.console import DISK_FULL, NO_NETWORK, failure_words
from launcher.processes import run_step
from tests.launcher.conftest import Product
from tests.support.server import free_port


@pytest.fixture
def built(ready: Product) -> Product:
    """The snapshot is of this very folder, and nothing was built but it."""
    (ready.home / "builds").unlink()
    assert ready.run("status").returncode == 0
    return ready


def test_the_snapshot_is_built_again_only_when_an_input_changed(built: Product) -> None:
    built.run("status")
    assert built.builds == 1
    (built.root / "data" / "content").write_text("22")
    built.run("status")
    built.run("status")
    assert built.builds == 2
    (built.home / "accepted").mkdir()
    (built.home / "accepted" / "upload.parquet").write_text("3")
    built.run("status")
    assert built.builds == 3


def test_a_lost_snapshot_is_built_again(built: Product) -> None:
    (built.home / "CURRENT").unlink()
    built.run("status")
    assert built.builds == 2


def test_a_damaged_snapshot_is_built_again(built: Product) -> None:
    (built.home / "snapshots" / "one.duckdb").write_bytes(b"on")
    built.run("status")
    built.run("status")
    assert built.builds == 2


@pytest.mark.parametrize("words", [("check", "x.xlsx"), ("template", "x.xlsx"), ("help",), ("status", "--help")])
def test_what_needs_no_snapshot_builds_none(product: Product, words: tuple[str, ...]) -> None:
    product.run(*words)
    assert not product.home.exists()


def test_a_build_that_fails_leaves_the_previous_snapshot_in_use(built: Product) -> None:
    (built.home / "refuse").touch()
    (built.root / "data" / "content").write_text("22")
    result = built.run("status")
    assert (result.returncode, result.stdout) == (0, "answer status a product\n")
    assert "row 3, column code" in result.stderr
    assert "going on with the previous one" in result.stderr


def test_a_build_that_fails_with_no_snapshot_is_an_end(product: Product) -> None:
    product.home.mkdir()
    (product.home / "refuse").touch()
    result = product.run("status")
    assert (result.returncode, result.stdout) == (1, "")
    assert "row 3, column code" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(ready: Product, number: signal.Signals) -> None:
    server = ready.start("--no-browser")
    line = server.stdout.readline()
    port = int(re.search(r"http://localhost:(\d+)", line)[1])
    connection = http.client.HTTPConnection("localhost", port)
    connection.request("GET", "/_stcore/health")
    assert connection.getresponse().status == 200
    connection.close()
    server.send_signal(number)
    out, err = server.communicate(timeout=20)
    assert (server.returncode, out) == (0, "")
    assert "Traceback" not in err
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()


def test_the_address_that_signs_in_is_for_the_terminal_alone_and_another_at_each_start(ready: Product) -> None:
    words = set()
    for _ in range(2):
        server = ready.start("--no-browser")
        assert "/here/" not in server.stdout.readline()
        told = next(line for line in server.stderr if "/here/" in line)
        host, port, path = re.search(r"http://(localhost):(\d+)(/here/[\w-]{43})$", told.rstrip()).groups()
        connection = http.client.HTTPConnection(host, int(port))
        connection.request("GET", path)
        assert connection.getresponse().status == 200, "the server knows the same word"
        connection.close()
        server.terminate()
        server.communicate(timeout=20)
        words.add(path)
    assert len(words) == 2


@pytest.mark.parametrize(
    "more", [("--host", "0.0.0.0"), ("--name", "rights.example.org"), ("--behind-proxy", "127.0.0.1")]
)
def test_where_others_reach_it_its_own_browser_is_no_more_than_any_other(ready: Product, more: tuple[str, ...]) -> None:
    server = ready.start("--no-browser", *more)
    assert "/here/" not in server.stdout.readline()
    server.terminate()
    assert "/here/" not in server.communicate(timeout=20)[1]


def test_two_servers_started_together_get_a_port_each(ready: Product) -> None:
    servers = [ready.start("--no-browser") for _ in range(2)]
    lines = {server.stdout.readline() for server in servers}
    for server in servers:
        server.terminate()
        server.communicate(timeout=20)
    assert len(lines) == 2


def test_a_taken_port_is_named(ready: Product) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = ready.run("--no-browser", "--port", str(port))
    assert result.returncode == 1
    assert f"Port {port} is taken" in result.stderr


def test_a_chosen_port_is_used(ready: Product) -> None:
    port = free_port()
    server = ready.start("--no-browser", "--port", str(port))
    assert f"http://localhost:{port}" in server.stdout.readline()
    server.terminate()
    server.communicate(timeout=20)


def test_a_server_that_ends_at_once_is_reported(ready: Product) -> None:
    for main in ready.root.glob(".venv/**/streamlit/__main__.py"):
        main.unlink()
        main.write_text("raise SystemExit('no such theme')")
    result = ready.run("--no-browser")
    assert (result.returncode, result.stdout) == (1, "")
    assert "no such theme" in result.stderr
    assert "ended before it could show a page" in result.stderr


@pytest.mark.parametrize("words", [("--port", "0"), ("--port", "many"), ("--host", "no.such.invalid"), ("--wrong",)])
def test_wrong_words_are_wrong_usage(ready: Product, words: tuple[str, ...]) -> None:
    result = ready.run("--no-browser", *words)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_help_needs_no_set_up(product: Product) -> None:
    result = product.run("--help")
    assert result.returncode == 0
    assert "python run.py test" in result.stdout
    assert not (product.root / ".venv").exists()


def test_every_check_runs_whatever_the_others_say(product: Product) -> None:
    product.env["FAILING"] = "mypy"
    (product.root / "cli" / "asking.py").write_text("import os\n")
    result = product.run("test", "tests/geo")
    assert result.returncode == 1
    assert re.findall(r"^(ok|FAILED) +(\w+)", result.stderr, re.M) == [
        ("ok", "ruff"),
        ("ok", "ruff"),
        *[("FAILED", "mypy")] * 3,
        ("ok", "pytest"),
    ]
    assert re.search(r"^pytest .*tests/geo$", result.stdout, re.M)
    here, *elsewhere = re.findall(r"^mypy(.*)$", result.stdout, re.M)
    assert here == ""
    assert [re.findall(r"win32|darwin", words)[0] for words in elsewhere] == ["win32", "darwin"]
    assert [words.split()[-1] for words in elsewhere] == ["cli/asking.py"] * 2
    assert all("cli/__main__.py" not in words for words in elsewhere), "what every system has is checked once"


def test_all_checks_fine_is_fine(product: Product) -> None:
    product.env["PYTHONDONTWRITEBYTECODE"] = "1"
    assert product.run("test").returncode == 0
    assert list(product.root.glob(".venv/**/pytest/__pycache__/*.pyc")), "tests are compiled once"


def test_the_fast_tests_are_asked_for_by_a_word(product: Product) -> None:
    assert re.search(r"^pytest .*--fast$", product.run("test", "--fast").stdout, re.M)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", DISK_FULL),
        ("failed to write: There is not enough space on the disk. (os error 112)", DISK_FULL),
        ("error: Request failed after 3 retries\n  dns error: failed to lookup address", NO_NETWORK),
        ("NewConnectionError: [Errno -3] Temporary failure in name resolution", NO_NETWORK),
        ("pip._vendor.urllib3 ReadTimeoutError: Read timed out.", NO_NETWORK),
    ],
)
def test_what_installers_print_becomes_a_sentence(output: str, sentence: str) -> None:
    assert failure_words(output) == sentence


def test_a_long_step_shows_that_it_lives(capsys: pytest.CaptureFixture[str]) -> None:
    code, output = run_step("Counting", [sys.executable, "-c", "import time; print('1'); time.sleep(2.3); print('2')"])
    assert (code, output.split()) == (0, ["1", "2"])
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Counting ...\n")


def test_a_short_step_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_step("Counting", [sys.executable, "-c", "raise SystemExit(3)"]) == (3, "")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name != "posix", reason="uses a shell")
def test_it_can_be_interrupted_where_the_shell_ignores_interrupts(ready: Product) -> None:
    """Shells start background jobs with SIGINT ignored."""
    words = f"trap '' INT; exec {' '.join(repr(word) for word in ready.command('--no-browser'))}"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    server = subprocess.Popen(["sh", "-c", words], cwd=ready.root, env=ready.environment(), text=True, **pipes)
    assert "http://" in server.stdout.readline()
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=20)
    assert server.returncode == 0
