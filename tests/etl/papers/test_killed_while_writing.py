"""Killed at any step of keeping and saving a text, the ledger holds what was accepted until then, and all of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.etl.paper_kills import killed_while_writing


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_killed_while_writing(tmp_path: Path) -> None:
    assert killed_while_writing(tmp_path, every=40) > 8
