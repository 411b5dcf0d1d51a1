"""Serving the dashboard: a port, the server, its address once a page can be had, and a clean end."""

from __future__ import annotations

import argparse
import contextlib
import errno
import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
import webbrowser

from launcher.console import Stop, say_on_stderr, show_progress
from launcher.leftovers import sweep_leftovers
from launcher.processes import ROOT, VENV_PYTHON, child_env, locked, stop
from launcher.snapshot import build_if_needed

FIRST_PORT, LAST_PORT = 8501, 8599
STARTS_WITHIN_S = 90
# Windows knocks for two seconds at a port of this computer that is closed; whoever listens answers at once.
_CONNECTS_WITHIN_S = 0.3
_ANOTHER = "Choose another one, or leave out --port to get a free one."
_EVERYWHERE = ("0.0.0.0", "::")
NAMES_VARIABLE, PROXIES_VARIABLE = "CHILDRIGHTS_NAMES", "CHILDRIGHTS_PROXIES"
"""As ``ui.doors`` reads them."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
HERE, FIRST = "CR_HERE", "CR_FIRST"
"""By these names the server is told, and forgets at once, the secret in the address that the browser of this computer
opens, which works once; and the address to print the one of the first administrator with."""


class Forbidden(Stop):
    """A port that the operating system lets nobody here use."""

    def __init__(self, port: int) -> None:
        low = "Choose one above 1024."
        kept = "This computer keeps it for something else (on Windows often Hyper-V or Docker). "
        super().__init__(f"Port {port} may not be used here. {low if port <= 1024 else kept + _ANOTHER}")


def serve(options: argparse.Namespace) -> int:
    """Serve on ``options.host`` and ``options.port`` (None: a free one) until interrupted; the exit code."""
    here = secrets.token_urlsafe(32) if _only_here(options) else ""
    # Locked until it listens, so that two started together do not choose the same port.
    with locked() as lock:
        sweep_leftovers()
        build_if_needed(lock)
        port = _choose_port(options.host, options.port)
        server = _start(options, port, here)
        try:
            with show_progress("Starting"):
                _wait_until_served(server, options, port)
        except BaseException:
            stop(server)
            raise
    try:
        _announce(options, port, here)
        return _until_ended(server)
    except KeyboardInterrupt:
        say_on_stderr("Stopped.")
        return 0
    finally:
        stop(server)


def _until_ended(server: subprocess.Popen[bytes]) -> int:
    while os.name == "nt":  # in slices: Windows delivers no Ctrl-C during a wait without end
        with contextlib.suppress(subprocess.TimeoutExpired):
            return server.wait(0.5)
    return server.wait()


def _choose_port(host: str, wanted: int | None) -> int:
    if wanted is not None:
        if not is_free(host, wanted):
            raise Stop(f"Port {wanted} is taken. {_ANOTHER}")
        return wanted
    for port in range(FIRST_PORT, LAST_PORT + 1):
        with contextlib.suppress(Forbidden):  # Windows keeps whole ranges for Hyper-V, WSL or Docker
            if is_free(host, port):
                return port
    raise Stop(f"All ports from {FIRST_PORT} to {LAST_PORT} are taken. Choose another one with --port.")


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens on ``port`` at any address of ``host``.

    Raises ``Forbidden`` for a port that this computer keeps, ``Stop`` for a host that is not of this computer.
    """
    not_ours = Stop(f"--host {host} is not an address of this computer.", 2)
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise not_ours from None
    usable = False
    for family, kind, protocol, _, address in addresses:
        with contextlib.suppress(OSError), socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
                usable = True
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    return False
                if error.errno == errno.EACCES:
                    raise Forbidden(port) from None
    if not usable:
        raise not_ours
    return True


def _surroundings(options: argparse.Namespace) -> dict[str, str]:
    """What the server is told of its names and of the proxies before it, beside what the environment says already."""
    told = {NAMES_VARIABLE: options.name, PROXIES_VARIABLE: options.behind_proxy}
    env = child_env()
    return env | {name: " ".join([env.get(name, ""), *said]).strip() for name, said in told.items() if said}


def _only_here(options: argparse.Namespace) -> bool:
    """Whether nobody but this computer reaches the server. Only then its own browser is let in without an account."""
    told = (NAMES_VARIABLE, PROXIES_VARIABLE)
    named = options.name or options.behind_proxy or any(os.environ.get(one) for one in told)
    return options.host in LOOPBACK and not named


def _start(options: argparse.Namespace, port: int, here: str) -> subprocess.Popen[bytes]:
    flags = {
        "server.headless": "true",
        "server.address": options.host,
        "server.port": port,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "logger.level": "warning",
    }
    command = [VENV_PYTHON, "-m", "streamlit", "run", str(ROOT / "dashboard.py")]
    if options.path.strip("/"):
        flags["server.baseUrlPath"] = options.path.strip("/")
    command += [f"--{name}={value}" for name, value in flags.items()]
    # Its greeting names an address before anything is served, so stdout is not shown; its log (stderr) is.
    nothing = subprocess.DEVNULL
    env = _surroundings(options) | {HERE: here}
    if options.administrator or not _only_here(options):
        env[FIRST] = _address(options, port)
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=nothing, stdout=nothing)


def _base(options: argparse.Namespace) -> str:
    """The path that it is served under, with a slash at both ends."""
    path = options.path.strip("/")
    return f"/{path}/" if path else "/"


def _wait_until_served(server: subprocess.Popen[bytes], options: argparse.Namespace, port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Stop("The server ended before it could show a page; the lines above say why.")
        # http.client, not urllib: a proxy in the environment must not be asked for this computer.
        for name in _probed(options.host):
            connection = http.client.HTTPConnection(name, port, timeout=_CONNECTS_WITHIN_S)
            with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
                connection.connect()
                connection.sock.settimeout(2)
                connection.request("GET", f"{_base(options)}_stcore/health")
                if connection.getresponse().status == http.HTTPStatus.OK:
                    return
        time.sleep(0.03)
    raise Stop(f"The server did not answer within {STARTS_WITHIN_S} seconds.")


def _probed(host: str) -> tuple[str, ...]:
    """The addresses to ask, the likely one first."""
    return ("127.0.0.1", "::1") if _reachable(host) == "localhost" else (host,)


def _reachable(host: str) -> str:
    """The name under which this computer reaches a server that listens on ``host``."""
    return "localhost" if host in _EVERYWHERE else host


def _address(options: argparse.Namespace, port: int) -> str:
    """The address of the server on this computer, without a slash at its end."""
    name = _reachable(options.host)
    return (f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}") + _base(options).rstrip("/")


def _announce(options: argparse.Namespace, port: int, here: str) -> None:
    """Say where it is, and open it in the browser of this computer, which alone is let in without an account."""
    address = _address(options, port)
    print(f"The dashboard is at {address} (Ctrl-C stops it)", flush=True)
    if options.host in _EVERYWHERE:
        say_on_stderr(f"Other computers on this network reach it at this computer's own address, port {port}.")
    has_screen = os.name == "nt" or sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    own = f"{address}/here/{here}" if here else address
    opened = has_screen and not options.no_browser and webbrowser.open(own)
    if here and not opened:
        say_on_stderr(f"Only for you, works once: this address may also change figures.\n  {own}")
