"""The doctor says what is wrong in plain words, mends what nobody can regret, and leaves the rest to a person."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from childrights.catalogue import Observation
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot import pointer, serving
from etl.accounts import add_account
from etl.ledger import HEAD_FILE, verify_audit
from etl.ledger.ledger import submit, uploads
from etl.ledger.state import State
from etl.permissions import Role, owner
from etl.recovery import accept_loss, doctoring
from etl.recovery.doctoring import DECIDE, FINE, MENDED, WRONG, Diagnosis, examine, exit_code
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world
from tests.support.verbs import run


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Inputs]:
    folder = tmp_path_factory.mktemp("sent")
    state, inputs = State(folder / "home"), write_world(folder, [{"area": "KH05", "value": 40}])
    build(state, inputs)
    figure = Observation("stunting", "KH01", 2022, 2022, "2022", value=31, sheet="S", cell="B2")
    submit(state, b"x", [figure], member="A", who=owner("o"), rejected=0, approved=True, file_name="a.xlsx", copy=b"PK")
    build(state, inputs)
    return state.home, inputs


@pytest.fixture
def state(sent: tuple[Path, Inputs], tmp_path: Path) -> Iterator[State]:
    usual = os.umask(0o077)  # as the command line sets it
    home = shutil.copytree(sent[0], tmp_path / "home")
    for path in (home, *home.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o077)
    yield State(home)
    os.umask(usual)


def verdicts(found: tuple[Diagnosis, ...]) -> dict[str, str]:
    return {one.area: one.verdict for one in found}


def test_all_is_well(state: State, sent: tuple[Path, Inputs]) -> None:
    before = {one: one.stat().st_mtime_ns for one in state.home.rglob("*.duckdb")}
    found = examine(state, inputs=sent[1])
    assert set(verdicts(found).values()) == {FINE} and exit_code(found) == 0
    assert set(verdicts(found)) >= {"python", "packages", "disk", "permissions", "clock", "ledger", "files", "snapshot"}
    assert {one: one.stat().st_mtime_ns for one in state.home.rglob("*.duckdb")} == before
    for lang in LANGUAGES:
        assert all(one.words(translator(lang)) for one in found)


def test_what_is_safe_is_mended(state: State, sent: tuple[Path, Inputs]) -> None:
    os.truncate(state.snapshots / serving(state.home).pointer.file, 1000)
    (state.home / ".CURRENT.1.tmp").touch()
    (state.snapshots / ".building-7.duckdb").touch()
    stray = state.accepted / ("f" * 64 + ".parquet")
    stray.touch()
    os.utime(stray, (time.time() - 3 * 24 * 3600,) * 2)
    (state.accepted / ("e" * 64 + ".parquet")).touch()  # somebody may be sending it now
    state.home.chmod(0o755)
    only_looked = examine(state, mend=False, inputs=sent[1])
    assert {verdicts(only_looked)[one] for one in ("permissions", "leftovers", "snapshot")} == {DECIDE}
    assert stray.exists() and exit_code(only_looked) == 1
    found = examine(state, inputs=sent[1])
    assert {verdicts(found)[one] for one in ("permissions", "leftovers", "snapshot")} == {MENDED}
    assert exit_code(found) == 0 and not stray.exists() and len(list(state.accepted.iterdir())) == 2
    assert state.home.stat().st_mode & 0o077 == 0 and serving(state.home).damaged == ""
    assert MENDED not in verdicts(examine(state, inputs=sent[1])).values()


@pytest.mark.parametrize("what", ["figures", "copy", "ledger gone", "ledger damaged", "reply"])
def test_what_is_lost_is_named_and_left_alone(state: State, sent: tuple[Path, Inputs], what: str) -> None:
    (one,) = uploads(state)
    figures, copy = state.accepted / one.observations_file, state.copies / one.copy
    reply = state.home / "replies" / ("a" * 64)
    if what in ("figures", "copy"):
        (figures if what == "figures" else copy).write_bytes(b"else")
    elif what == "ledger gone":
        state.ledger.unlink()
    elif what == "ledger damaged":
        state.ledger.write_bytes(b"no ledger" * 1000)
    else:
        reply.parent.mkdir()
        reply.write_bytes(b"altered")
    left = sorted(state.home.rglob("*"))
    found = examine(state, inputs=sent[1])
    assert exit_code(found) == 1 and sorted(state.home.rglob("*")) == left
    told = [one.words(translator("en")) for one in found if one.verdict in (WRONG, DECIDE)]
    assert len(told) == len(set(told)) and all("Traceback" not in one for one in told)
    assert any("U0001" in one for one in told) == (what in ("figures", "copy"))
    assert verdicts(found)["snapshot"] in (FINE, DECIDE), "the standing snapshot serves"
    assert serving(state.home).damaged == ""


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("DROP TABLE account", "cannot be read"),
        ("UPDATE account SET roles = '{'", "cannot be read"),
        ("DELETE FROM account", "dara"),
    ],
)
def test_accounts_that_are_lost_are_told(state: State, sent: tuple[Path, Inputs], damage: str, words: str) -> None:
    add_account(state, "dara", name="Dara", roles={Role.STEWARD}, who=owner("o"))
    assert verdicts(examine(state, inputs=sent[1]))["accounts"] == FINE
    with sqlite3.connect(state.ledger) as ledger:
        ledger.execute(damage)
    ledger.close()
    found = {one.area: one for one in examine(state, inputs=sent[1])}
    assert found["accounts"].verdict == WRONG and words in found["accounts"].words(translator("en"))


@pytest.mark.parametrize("left", [None, b"{"])
def test_a_lost_head_is_told_and_the_record_goes_on_knowingly(
    state: State, sent: tuple[Path, Inputs], left: bytes | None
) -> None:
    head = state.home / HEAD_FILE
    head.unlink()
    if left is not None:
        head.write_bytes(left)
    found = {one.area: one for one in examine(state, inputs=sent[1])}
    assert found["audit"].verdict == DECIDE and "--accept-loss" in found["audit"].words(translator("en"))
    lines = verify_audit(state).lines
    assert accept_loss(state, who=owner("o")) == ("audit",) and accept_loss(state, who=owner("o")) == ()
    assert (verify_audit(state).holds, verify_audit(state).lines) == (True, lines + 1)


def test_what_surrounds_the_dashboard(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(state.home)
    monkeypatch.setattr(doctoring.shutil, "disk_usage", lambda _: usage._replace(free=100 << 20))
    assert [one.verdict for one in doctoring._disk(state)] == [WRONG]
    monkeypatch.setattr(doctoring.shutil, "disk_usage", lambda _: usage._replace(free=500 << 20))
    assert [one.verdict for one in doctoring._disk(state)] == [DECIDE]
    monkeypatch.setattr(doctoring.importlib.metadata, "version", lambda name: "0")
    assert [one.verdict for one in doctoring._packages()] == [WRONG]
    told = json.loads((state.home / "CURRENT").read_text()) | {"built_at": "2999-01-01T00:00:00+00:00"}
    (state.home / "CURRENT").write_text(json.dumps(told))
    assert [one.verdict for one in doctoring._clock(state)] == [WRONG]
    monkeypatch.setattr(doctoring, "FIRST_PYTHON", (4, 0))
    assert [one.verdict for one in doctoring._python()] == [WRONG]


def test_a_look_that_fails_is_told_and_the_others_go_on(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble() -> None:
        raise RuntimeError("stumbled")

    monkeypatch.setattr(doctoring, "_packages", stumble)
    found = examine(state, mend=False)
    assert verdicts(found)["packages"] == WRONG and verdicts(found)["ledger"] == FINE


def test_the_verb(own_home: Path) -> None:
    done = run(own_home, "doctor", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0 and {one["verdict"] for one in found} <= {"fine", "repaired"}, done.stdout
    assert {"area", "verdict", "words"} == set(found[0]) and found[-1]["area"] == "server"
    damaged = own_home / "snapshots" / pointer.read_pointer(own_home).file
    os.truncate(damaged, 10)
    done = run(own_home, "doctor", "--look", "--lang", "km")
    assert done.returncode == 1 and "Traceback" not in done.stderr + done.stdout
