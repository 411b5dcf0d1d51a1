"""Visits come and go, and the server holds no handle of those that went."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.session import visit
from tests.support.server import Server


def test_closed_pages_leave_no_handles(streamlit_server: Server) -> None:
    place = Path(f"/proc/{streamlit_server.pid}/fd")
    if not place.exists():
        pytest.skip("only Linux lists the handles of a process there")
    most = []
    for _ in range(6):
        with visit(streamlit_server.url) as session:
            assert not session.open("about").failed
            most.append(len(list(place.iterdir())))
    # One of a socket that is just being closed; each session that stays would add three.
    assert max(most) - min(most) <= 3, most
