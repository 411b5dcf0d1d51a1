"""A sample of the matrix of permissions; ``python run.py bench permissions`` has all of it, also behind nginx."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from etl.accounts import passwords
from tests.support.permission_matrix import CONTROLS, faults, world
from tests.support.server import Server

SAMPLE = [one for one in CONTROLS if one.page in ("history", "accounts")]


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


def test_everybody_may_what_is_written_and_nothing_else(own_server: Server) -> None:
    assert list(faults(own_server, world(own_server.home, own_server), SAMPLE)) == []
