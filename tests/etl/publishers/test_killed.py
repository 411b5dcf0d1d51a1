"""A process that is killed while it accepts leaves the old state or the new one. ``bench refresh`` kills more."""

import sys
from pathlib import Path

import pytest

from tests.etl.publishers.kills import killed_while_accepting


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be replaced while a killed process holds them")
def test_killed_while_accepting(tmp_path: Path) -> None:
    killed_while_accepting(tmp_path, times=5, seed=7)
