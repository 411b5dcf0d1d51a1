"""What tests of the pages for advocacy start from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.ledger.state import State
from tests.pages.opening import Opener, opener
from tests.support.signed_in import OWNER, being


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return opener(built_home, monkeypatch)


@pytest.fixture
def own(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[State, Opener]:
    """A state of its own, for tests that write."""
    home = tmp_path / "home"
    shutil.copytree(built_home, home)
    being(monkeypatch, OWNER)
    return State(home), opener(home, monkeypatch)
