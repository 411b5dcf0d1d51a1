"""Tests cannot reach the real state or another computer."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from etl.ledger.state import State
from tests.support.network import OutsideWorld, is_this_computer

ROOT = Path(__file__).resolve().parent.parent


def test_the_state_directory_is_not_the_real_one() -> None:
    assert ROOT not in State.default().home.parents


@pytest.mark.parametrize("host", ["example.org", "10.0.0.1", "8.8.8.8", "2001:db8::1"])
def test_other_computers_are_out_of_reach(host: str) -> None:
    assert not is_this_computer(host)
    with pytest.raises(OutsideWorld):
        socket.create_connection((host, 80), timeout=1)
    with pytest.raises(OutsideWorld):
        urllib.request.urlopen(f"http://{f'[{host}]' if ':' in host else host}/", timeout=1)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
def test_this_computer_is_reachable(host: str) -> None:
    assert is_this_computer(host)


def test_the_shared_snapshot_is_built_once(built_home: Path) -> None:
    assert (built_home / "CURRENT").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends processes with the one that started them")
def test_what_a_killed_run_has_forked_ends_with_it() -> None:
    waits = "import os, time\ndef main():\n    print(os.getpid(), os.getppid(), flush=True)\n    time.sleep(600)"
    code = f"from tests.support.forks import forking\nwith forking({waits!r}) as forks:\n    forks.start()\n    print(forks.line(), flush=True)\n    forks.end()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        forked = [int(word) for word in run.stdout.readline().split()]
        run.kill()
    assert len(forked) == 2
    for _ in range(600):
        left = [pid for pid in forked if Path(f"/proc/{pid}").exists() and "State:\tZ" not in _status(pid)]
        if not left:
            return
        time.sleep(0.05)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    pytest.fail(f"{len(left)} processes of a killed run go on")


def _status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return "State:\tZ"
