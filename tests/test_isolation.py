"""Tests cannot reach the real state or another computer."""

from __future__ import annotations

import socket
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
