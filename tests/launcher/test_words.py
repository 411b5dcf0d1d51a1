"""What the person at the keyboard is told: every sign of an installer, every refusal of the system, every wrong port."""

from __future__ import annotations

import argparse
import errno
from pathlib import PurePosixPath

import pytest

from launcher import console
from launcher.computer import remote_mount, unfit_python
from launcher.console import DISK_FULL, FILE_HELD, NO_NETWORK, NO_PACKAGE, NOT_TRUSTED, explain_error, failure_words
from launcher.main import _port, _serve_options
from launcher.serving import NAMES_VARIABLE, PROXIES_VARIABLE, _base, _surroundings
from ui.doors import read_settings

SIGNS = [
    *((sign, DISK_FULL) for sign in ("No space left on device", "[Errno 28]", "(os error 112)", "Disk quota exceeded")),
    *((sign, NOT_TRUSTED) for sign in ("certificate verify failed", "UnknownIssuer: getaddrinfo")),
    *((sign, FILE_HELD) for sign in ("[WinError 5] Denied", "(os error 32)")),
    *(
        (sign, NO_NETWORK)
        for sign in ("dns error", "Connection refused", "Read timed out.", "ProxyError", "getaddrinfo")
    ),
    # What is told first where two hold: a full disk, then a certificate, then the network
    ("timed out: No space left on device", DISK_FULL),
    ("Max retries exceeded: certificate verify failed", NOT_TRUSTED),
    ("Connection aborted, os error 32", NO_NETWORK),
]


@pytest.mark.parametrize(("output", "sentence"), SIGNS)
def test_a_sign_of_an_installer_becomes_its_sentence(output: str, sentence: str) -> None:
    assert failure_words(f"Collecting a\nERROR: {output}\n") == sentence


@pytest.mark.parametrize(
    ("output", "hint"), [("Failed to build x", True), ("Microsoft Visual C++ 14", True), ("odd", False)]
)
def test_an_unknown_reason_is_told_with_the_last_eight_lines(output: str, hint: bool) -> None:
    told = failure_words("\n".join([*(f"line {n}" for n in range(9)), output]))
    assert (NO_PACKAGE in told) is hint
    assert told.splitlines()[1:] == [*(f"line {n}" for n in range(2, 9)), output]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, DISK_FULL),
        (errno.EDQUOT, DISK_FULL),
        (errno.EACCES, "No permission to write a.txt."),
        (errno.EPERM, "No permission to write a.txt."),
        (errno.EROFS, "No permission to write a.txt."),
        (errno.EIO, "This computer refused something: "),
    ],
)
def test_a_refusal_of_the_system_becomes_a_sentence(number: int, words: str) -> None:
    assert explain_error(OSError(number, "x", "a.txt")).startswith(words)


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("8501", 8501), ("65535", 65535)])
def test_a_port_is_taken(text: str, port: int) -> None:
    assert _port(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "85.1", "", "x", "៨០"])
def test_what_is_no_port_is_told(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="from 1 to 65535"):
        _port(text)


def test_without_words_only_this_computer_is_served_with_a_browser() -> None:
    given = _serve_options([])
    assert (given.port, given.host, given.no_browser) == (None, "localhost", False)


def test_names_and_proxies_are_handed_to_the_server_beside_those_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(NAMES_VARIABLE, "rights.org")
    monkeypatch.delenv(PROXIES_VARIABLE, raising=False)
    assert PROXIES_VARIABLE not in _surroundings(_serve_options([]))
    words = ["--name", "rights.example.org", "--behind-proxy", "127.0.0.1", "--behind-proxy", "10.0.0.0/24"]
    env = _surroundings(_serve_options(words))
    assert (env[NAMES_VARIABLE], env[PROXIES_VARIABLE]) == ("rights.org rights.example.org", "127.0.0.1 10.0.0.0/24")
    found = read_settings("localhost", env)
    assert found.names == {"rights.org", "rights.example.org"} and len(found.proxies) == 2


@pytest.mark.parametrize(
    ("given", "base"), [("", "/"), ("/", "/"), ("/rights", "/rights/"), ("rights/of/children/", "/rights/of/children/")]
)
def test_a_path_has_a_slash_at_both_ends(given: str, base: str) -> None:
    assert _base(_serve_options(["--path", given])) == base


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/home/a", False),
        ("/home/net/a", True),
        ("/home/net/usb/a", False),
        ("/home/nets", False),
        ("/my disk/a", True),
    ],
)
def test_the_innermost_mount_decides(folder: str, remote: bool) -> None:
    mounted = "x / ext4 rw\ny /home/net nfs4 rw\nz /home/net/usb vfat rw\nw /my\\040disk cifs rw\nshort line\n"
    assert remote_mount(PurePosixPath(folder), mounted) is remote
    assert not remote_mount(PurePosixPath(folder), "")


@pytest.mark.parametrize(
    ("differs", "words"),
    [
        ({}, ""),
        ({"version": (3, 14)}, ""),
        ({"version": (3, 15)}, "newer than the packages"),
        ({"bits": 32}, "32-bit"),
        ({"free_threaded": True}, "free-threaded"),
        ({"system": "win32"}, ""),
        ({"system": "win32", "machine": "win-ARM64"}, "for ARM"),
        ({"system": "darwin", "machine": "macosx-11.0-arm64"}, ""),
    ],
)
def test_which_python_does(differs: dict[str, object], words: str) -> None:
    one = {
        "version": (3, 13),
        "bits": 64,
        "system": "linux",
        "machine": "linux-x86_64",
        "free_threaded": False,
    } | differs
    told = unfit_python(one.pop("version"), **one)  # type: ignore[arg-type]
    assert (words in told) if words else told == ""


def test_a_long_step_says_so_and_then_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    said: list[str] = []

    class Done:
        def wait(self, seconds: float) -> bool:
            waits.append(seconds)
            return len(waits) > 3

    clock = iter((100.0, 107.0, 112.0))
    monkeypatch.setattr(console.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(console, "say_on_stderr", said.append)
    console._tick("Building", Done())  # type: ignore[arg-type]
    assert said == ["Building ...", "  still at it, 7 s", "  still at it, 12 s"]
