"""The real dashboard as a process, for tests that look at it from outside."""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.processes import die_with_parent

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN_S = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running dashboard: its address without a slash at the end, its state directory, its process number, and the
    secret with which its own browser is let in, once."""

    url: str
    home: Path
    pid: int
    here: str = ""

    @property
    def port(self) -> int:
        """Its port on 127.0.0.1."""
        return urlsplit(self.url).port or 0

    def owner_token(self) -> str:
        """The cookie of a session of the owner; the first time by the secret, then the same."""
        if self.url not in _TOKENS:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            with closing(connection):
                connection.request("GET", f"/here/{self.here}")
                given = connection.getresponse().getheader("set-cookie") or ""
            _TOKENS[self.url] = given.split(";")[0].partition("=")[2]
        return _TOKENS[self.url]


_TOKENS: dict[str, str] = {}


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_healthy(port: int, path: str = "") -> bool:
    """Whether a Streamlit server answers its health check on ``port`` of this computer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    with suppress(OSError, http.client.HTTPException), closing(connection):
        connection.request("GET", f"{path}/_stcore/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    return False


@contextmanager
def start_server(
    home: Path,
    script: Path = ROOT / "dashboard.py",
    path: str = "",
    environment: Mapping[str, str] | None = None,
    port: int = 0,
) -> Iterator[Server]:
    """Serve ``script`` with the state directory ``home`` until the body ends; fails with the server's own log.

    ``path`` is what it is served below (``/rights``), ``environment`` what is set beside what is set here,
    ``port`` where it listens, if that is not to be any.
    """
    port = port or free_port()
    flags = {"server.headless": "true", "server.address": "127.0.0.1", "server.port": port}
    flags |= {"server.fileWatcherType": "none", "browser.gatherUsageStats": "false", "logger.level": "warning"}
    flags |= {"server.baseUrlPath": path.strip("/")} if path else {}
    command = [sys.executable, "-m", "streamlit", "run", str(script), *(f"--{k}={v}" for k, v in flags.items())]
    here = secrets.token_urlsafe(32)
    env = {**os.environ, "CHILDRIGHTS_HOME": str(home), "PYTHONUTF8": "1", "CR_HERE": here, **(environment or {})}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command,
            cwd=script.parent,
            env=env,
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent if os.name == "posix" else None,
        )
        try:
            deadline = time.monotonic() + STARTS_WITHIN_S
            while not is_healthy(port, path):
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    raise AssertionError(f"the server did not start:\n{log.read()}")
                time.sleep(0.05)
            yield Server(f"http://127.0.0.1:{port}", home, process.pid, here)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def slowed(*pids: int, work_s: float = 0.005, rest_s: float = 0.03) -> Iterator[None]:
    """Processes that work only ``work_s`` out of every ``work_s + rest_s`` seconds, as on a slow and busy computer."""
    over = threading.Event()

    def pace() -> None:
        while not over.is_set():
            for pid in pids:
                os.kill(pid, signal.SIGSTOP)
            time.sleep(rest_s)
            for pid in pids:
                os.kill(pid, signal.SIGCONT)
            over.wait(work_s)

    pacing = threading.Thread(target=pace, daemon=True)
    pacing.start()
    try:
        yield
    finally:
        over.set()
        pacing.join()
