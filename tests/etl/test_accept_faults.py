"""Killed while a file is accepted: afterwards it is wholly in or wholly out."""

import sys
from pathlib import Path

import pytest

from tests.etl.accept_kills import killed_while_accepting


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be replaced while a killed process holds them")
def test_killed_while_accepting(tmp_path: Path) -> None:
    """Every step is for ``bench recovery``; those beside the commits are all here."""
    assert sum(killed_while_accepting(tmp_path, every=48)) > 12
