"""What every test stands on: a state directory of its own, no network but this computer, one shared snapshot."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from childrights.snapshot.snapshot import Snapshot, open_current
from etl.ledger.state import State
from etl.snapshot.assemble import build
from tests.support import network
from tests.support.members import send_everything
from tests.support.remembering import RememberingSnapshot
from tests.support.server import Server, start_server

pytest_plugins = [f"tests.support.{name}" for name in ("browser", "files", "office", "opened_pages")]

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure(config: pytest.Config) -> None:
    """Move the state directory away before anything of ours is imported by a test."""
    home = tempfile.mkdtemp(prefix="childrights-home-")
    os.environ["CHILDRIGHTS_HOME"] = home
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))


# What waits for a server, an installer or a killed process comes early, the longest before the others: at the end of a
# run every worker then has something short left to do. Modules with a browser stand between the rest: a page that is
# drawn by the processor costs the more of it the longer it waits, so several at once are slower than one after the other.
_LONGEST = (
    "browser/test_language.py",
    "launcher/test_setting_up.py",
    "browser/test_screens.py",
    "browser/test_hall.py",
    "browser/test_officer_journey.py",
    "browser/",
    "etl/test_accept_faults.py",
    "etl/test_publish.py",
    "test_recipes.py",
    "launcher/",
    "etl/corpus/test_corpus.py",
    "pages/",
    "test_cli.py",
)
_NEITHER_FAST = {"chromium", "convert"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="leave out what needs a browser, an office or the launcher")
    parser.addoption(
        "--every-page", action="store_true", help="look at every page in both languages, as bench language does"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Order the modules, see ``_LONGEST``; with ``--fast`` leave the slow tests out, and what only repeats with neither."""
    here = Path(__file__).parent
    if not config.getoption("--every-page"):
        again = [item for item in items if item.get_closest_marker("repeats")]
        config.hook.pytest_deselected(items=again)
        items[:] = [item for item in items if item not in again]
    if config.getoption("--fast"):
        slow = [item for item in items if _is_slow(item, here)]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]

    def turn(item: pytest.Item) -> int:
        name = item.path.relative_to(here).as_posix()
        return next((n for n, start in enumerate(_LONGEST) if name.startswith(start)), len(_LONGEST))

    items.sort(key=turn)
    items[:] = _spread(items, here)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looked through for rubbish again and again, it costs a twentieth
    of all the work of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _spread(items: list[pytest.Item], here: Path) -> list[pytest.Item]:
    """The modules that need a browser evenly among the others, both in their order."""
    modules = {path: list(of_module) for path, of_module in groupby(items, lambda item: item.path)}
    drawn = [path for path in modules if path.is_relative_to(here / "browser")]
    others = [path for path in modules if path not in drawn]
    place = {path: n / len(drawn) for n, path in enumerate(drawn)}
    place |= {path: (n + 0.5) / len(others) for n, path in enumerate(others)}
    return [item for path in sorted(modules, key=place.__getitem__) for item in modules[path]]


def _is_slow(item: pytest.Item, here: Path) -> bool:
    uses = set(getattr(item, "fixturenames", ()))
    return item.path.is_relative_to(here / "launcher") or not uses.isdisjoint(_NEITHER_FAST)


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
def flooded_home(built_home: Path) -> Path:
    """The shipped figures, and another one of Member A for every key of them and more. Read it only, as the above."""
    home = built_home.parent / "flooded-home"
    with FileLock(home.parent / "flooded-home.lock"):
        if not (home / "sent").exists():
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(built_home, home)
            snapshot = open_current(built_home)
            send_everything(home, snapshot)
            snapshot.close()
            (home / "sent").touch()
    return home


@pytest.fixture(scope="session")
def shipped(built_home: Path) -> Iterator[Snapshot]:
    """The shipped figures, open for reading. It remembers what it was asked, see ``RememberingSnapshot``."""
    opened = open_current(built_home)
    snapshot = RememberingSnapshot(opened.path)
    opened.close()
    yield snapshot
    snapshot.close()


@pytest.fixture
def own_home(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of ``built_home`` to write to, set as this test's state directory."""
    home = tmp_path / "home"
    shutil.copytree(built_home, home)
    home.chmod(0o700)  # as the product makes it, whatever the mask of these tests
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def streamlit_server(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real dashboard on a free port, on a copy of the shipped figures. Look only: all modules of a worker share it."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(built_home, home)
    with start_server(home) as server:
        yield server


@pytest.fixture(scope="module")
def own_server(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard of the module's own, for who publishes something there."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(built_home, home)
    with start_server(home) as server:
        yield server
