"""What every test stands on: a state directory of its own, no network but this computer, one shared snapshot."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from childrights.snapshot import Snapshot, open_current
from etl.build import build
from etl.state import State
from tests.support import network
from tests.support.server import Server, start_server

pytest_plugins = ["tests.support.browser", "tests.support.files"]

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure(config: pytest.Config) -> None:
    """Move the state directory away before anything of ours is imported by a test."""
    home = tempfile.mkdtemp(prefix="childrights-home-")
    os.environ["CHILDRIGHTS_HOME"] = home
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))


@pytest.fixture(scope="session", autouse=True)
def _only_this_computer() -> Iterator[None]:
    with network.only_this_computer():
        yield


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state directory with the shipped figures published. Read it only: all workers of a run share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = shared / "built-home"
    with FileLock(shared / "built-home.lock"):
        if not (home / "CURRENT").exists():
            build(State(home))
    return home


@pytest.fixture(scope="session")
def shipped(built_home: Path) -> Iterator[Snapshot]:
    """The shipped figures, open for reading."""
    snapshot = open_current(built_home)
    yield snapshot
    snapshot.close()


@pytest.fixture
def own_home(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of ``built_home`` to write to, set as this test's state directory."""
    home = tmp_path / "home"
    shutil.copytree(built_home, home)
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(home))
    return home


@pytest.fixture(scope="module")
def streamlit_server(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real dashboard on a free port, on a copy of the shipped figures."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(built_home, home)
    with start_server(home) as server:
        yield server
