"""Killed while erasing or putting back: the old state stands whole, or the new one. ``bench recovery`` kills sixty."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.etl.recovery_kills import killed_while_keeping


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_killed_while_erasing_and_putting_back(tmp_path: Path) -> None:
    came = killed_while_keeping(tmp_path, 3, 14, ("erase", "restore"))
    assert all(one["old"] and one["new"] for one in came.values()), "no kill fell before, or none after, the line"
