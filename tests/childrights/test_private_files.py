"""What is kept is for nobody else on this computer; what a person asked for has their usual rights."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from childrights import files
from childrights.files import CannotWrite, is_open_to_others, keep_private, tighten, write_output, writing
from tests.support.server import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes say nothing on Windows")


@pytest.fixture(autouse=True)
def usual_mask(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(files, "_usual", [])
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_what_is_kept_is_private_and_what_was_asked_for_is_not(tmp_path: Path) -> None:
    keep_private()
    keep_private()
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "ledger").write_text("x")
    write_output(tmp_path / "out.csv", b"x")
    with pytest.raises(CannotWrite), writing(tmp_path / "no"):
        (tmp_path / "none" / "no").write_text("x")
    (tmp_path / "later").write_text("x")
    found = {name: mode(tmp_path / name) for name in ("state", "state/ledger", "out.csv", "later")}
    assert found == {"state": 0o700, "state/ledger": 0o600, "out.csv": 0o644, "later": 0o600}


def test_an_older_state_is_taken_from_others_once_and_links_are_left(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    (home / "snapshots").mkdir(parents=True)
    for one in (home / "ledger", home / "snapshots" / "a.duckdb", elsewhere):
        one.write_text("x")
    (home / "link").symlink_to(elsewhere)
    assert is_open_to_others(home)
    assert tighten(home) == 4
    assert (mode(home), mode(home / "snapshots"), mode(home / "ledger")) == (0o700, 0o700, 0o600)
    assert mode(elsewhere) == 0o644
    assert not is_open_to_others(home) and tighten(home) == 0
    assert tighten(tmp_path / "none") == 0 and not is_open_to_others(tmp_path / "none")


def test_a_verb_takes_the_state_from_others_and_says_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    env = {**os.environ, "CHILDRIGHTS_HOME": str(home), "PYTHONUTF8": "1"}
    told = [
        subprocess.run([sys.executable, str(ROOT / "cli"), "status"], env=env, capture_output=True, text=True).stderr
        for _ in range(2)
    ]
    assert "from now on only you can" in told[0] and "from now on only you can" not in told[1]
    assert mode(home) == 0o700
