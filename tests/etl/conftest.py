"""A small world for those who bring something in: one published figure, built once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.ledger.state import State
from etl.snapshot.assemble import Inputs
from tests.making import build_world


@pytest.fixture(scope="session")
def one_figure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a world with one published figure. Read it only."""
    folder = tmp_path_factory.mktemp("one-figure")
    build_world(folder, [{"area": "KH", "value": 32.5}])
    return folder


@pytest.fixture
def world(one_figure: Path, tmp_path: Path) -> tuple[State, Inputs]:
    """A copy of it to write to."""
    shutil.copytree(one_figure, tmp_path, dirs_exist_ok=True)
    return State(tmp_path / "home"), Inputs(layouts=tmp_path / "layouts", sources=tmp_path / "sources")
