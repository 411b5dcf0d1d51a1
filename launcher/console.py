"""Talking to the person at the keyboard: plain sentences and signs of life, on stderr alone."""

from __future__ import annotations

import contextlib
import errno
import sys
import threading
import time
from collections.abc import Iterator

DISK_FULL = "The disk is full. Make some room (a first set-up needs about 1.5 GB) and run the same command again."
NO_NETWORK = """\
The packages could not be downloaded: there is no internet connection, or something blocks it.
Only setting up needs one; afterwards the dashboard runs without. Connect, then run the same command again.
Behind a proxy or a mirror, set it as for pip or uv (HTTPS_PROXY, PIP_INDEX_URL, UV_DEFAULT_INDEX)."""
NO_VENV_MODULE = """\
This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv
Then run the same command again."""

NOT_TRUSTED = """\
The packages could not be downloaded: the certificate of the server is not trusted here. Often a virus scanner or a
proxy of the office looks into secure connections. Try another network, or ask whoever looks after it; with uv, set
UV_SYSTEM_CERTS=1."""
FILE_HELD = """\
A file of the packages is held by another program. Close the dashboard if it still runs from this folder, wait until the
virus scanner or OneDrive is done, then run the same command again."""
NO_PACKAGE = "A package does not exist for this Python. If it is not 64-bit, or very new, install Python 3.13 (64-bit)."

_DISK_SIGNS = (
    "no space left",
    "os error 28",
    "errno 28",
    "os error 112",
    "not enough space",
    "quota exceeded",
)
_TRUST_SIGNS = ("certificate_verify_failed", "certificate verify failed", "invalid peer certificate", "unknownissuer")
_HELD_SIGNS = ("winerror 32", "winerror 5]", "os error 32", "os error 5)", "being used by another process")
_PACKAGE_SIGNS = (
    "no matching distribution",
    "has no wheels with a matching",
    "failed to build",
    "microsoft visual c++",
)
_NETWORK_SIGNS = (
    "client error (connect)",
    "connecttimeout",
    "connection aborted",
    "connection broken",
    "connection refused",
    "dns error",
    "error sending request",
    "failed to establish a new connection",
    "failed to fetch",
    "getaddrinfo",
    "max retries exceeded",
    "name resolution",
    "network is unreachable",
    "newconnectionerror",
    "proxyerror",
    "timed out",
)


class Stop(Exception):
    """A reason to end, in words for the person at the keyboard."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def say_on_stderr(text: str) -> None:
    """One message on stderr."""
    print(text, file=sys.stderr, flush=True)


def is_disk_full(output: str) -> bool:
    """Whether a program that printed ``output`` ran out of disk."""
    return any(sign in output.lower() for sign in _DISK_SIGNS)


def failure_words(output: str) -> str:
    """The sentence for an installer that printed ``output``; its last lines when the reason is unknown."""
    if is_disk_full(output):
        return DISK_FULL
    # A certificate that is not trusted is told in words of a lost connection too, so it is asked about first.
    for signs, sentence in ((_TRUST_SIGNS, NOT_TRUSTED), (_NETWORK_SIGNS, NO_NETWORK), (_HELD_SIGNS, FILE_HELD)):
        if any(sign in output.lower() for sign in signs):
            return sentence
    hint = f" {NO_PACKAGE}" if any(sign in output.lower() for sign in _PACKAGE_SIGNS) else ""
    lines = "\n".join(output.splitlines()[-8:])
    return f"The set-up did not work.{hint} The last lines of its output:\n{lines}"


def explain_error(error: OSError) -> str:
    """The sentence for something the operating system refused."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return DISK_FULL
    if getattr(error, "winerror", None) in (32, 33):
        return f"{FILE_HELD} ({error.filename})"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"No permission to write {error.filename}. Move the whole folder to a place that is yours."
    return f"This computer refused something: {error}"


@contextlib.contextmanager
def show_progress(title: str) -> Iterator[None]:
    """Say ``title`` if the body takes nearly two seconds, and then now and again that it still goes on."""
    done = threading.Event()
    threading.Thread(target=_tick, args=(title, done), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _tick(title: str, done: threading.Event) -> None:
    begun = time.monotonic()
    if not done.wait(1.8):
        say_on_stderr(f"{title} ...")
    while not done.wait(5.0):
        say_on_stderr(f"  still at it, {time.monotonic() - begun:.0f} s")
