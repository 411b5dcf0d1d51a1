"""What was accepted and is gone or altered is named, and nothing is published over it; reading goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from childrights import files
from childrights.catalogue import BuildError, Observation
from childrights.files import DiskFull
from childrights.snapshot import open_current
from etl.ledger import file as ledger_file
from etl.ledger import state as ledger_state
from etl.ledger.file import DamagedLedger, LedgerHeld, opened
from etl.ledger.kept_files import losses
from etl.ledger.ledger import record_withdrawal, submit, uploads
from etl.ledger.state import State
from etl.permissions import NOBODY, NotPermitted, owner
from etl.recovery.accepting_loss import accept_loss
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world

WORLD = [{"area": "KH05", "value": 40}]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Inputs]:
    """A small world with two uploads, published."""
    folder = tmp_path_factory.mktemp("sent")
    state, inputs = State(folder / "home"), write_world(folder, WORLD)
    for number in (1, 2):
        figure = Observation("stunting", f"KH{number:02d}", 2022, 2022, "2022", value=30 + number, sheet="S", cell="B2")
        copy = b"PK copy %d" % number
        submit(
            state,
            copy,
            [figure],
            member="A",
            who=owner("officer"),
            rejected=0,
            approved=True,
            file_name="a.xlsx",
            copy=copy,
        )
    build(state, inputs)
    return state.home, inputs


@pytest.fixture
def state(sent: tuple[Path, Inputs], tmp_path: Path) -> State:
    return State(shutil.copytree(sent[0], tmp_path / "home"))


def reads(state: State) -> int:
    snapshot = open_current(state.home)
    try:
        return int(snapshot.rows("SELECT count(*) FROM figures")[0][0])
    finally:
        snapshot.close()


def alter(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def parquet_of(state: State) -> Path:
    return state.accepted / uploads(state)[-1].observations_file


def copy_of(state: State) -> Path:
    return state.copies / uploads(state)[-1].copy


def without_the_last_lines(state: State) -> None:
    """As after a crash that lost what SQLite had not yet moved out of its log."""
    with sqlite3.connect(state.ledger) as ledger:
        ledger.execute("DELETE FROM upload WHERE number = 2")
    ledger.close()


def zeroed(path: Path, begin: int, end: int) -> None:
    content = bytearray(path.read_bytes())
    content[begin:end] = bytes(end - begin)
    path.write_bytes(content)


LOSSES: dict[str, tuple[Callable[[State], object], str]] = {
    "figures gone": (lambda s: parquet_of(s).unlink(), "U0001"),
    "figures altered": (lambda s: alter(parquet_of(s)), "U0001"),
    "figures cut": (lambda s: os.truncate(parquet_of(s), 100), "U0001"),
    "figures of another upload": (
        lambda s: shutil.copyfile(s.accepted / uploads(s)[0].observations_file, parquet_of(s)),
        "U0001",
    ),
    "all figures gone": (lambda s: shutil.rmtree(s.accepted), "U0001, U0002"),
    "copy gone": (lambda s: copy_of(s).unlink(), "U0001"),
    "copy altered": (lambda s: alter(copy_of(s)), "U0001"),
    "ledger gone": (lambda s: s.ledger.unlink(), "ledger is gone"),
    "ledger empty": (lambda s: os.truncate(s.ledger, 0), "ledger is gone"),
    "ledger cut": (lambda s: os.truncate(s.ledger, s.ledger.stat().st_size // 2), "ledger is damaged"),
    "ledger of zeros": (lambda s: zeroed(s.ledger, 0, 4096), "ledger is damaged"),
    "a page of the ledger": (lambda s: zeroed(s.ledger, 4096 * 2, 4096 * 4), "ledger is damaged"),
    "another file as ledger": (lambda s: s.ledger.write_bytes(b"no ledger" * 900), "ledger is damaged"),
    "older ledger": (without_the_last_lines, "U0002"),
}


@pytest.mark.parametrize("damage", LOSSES)
def test_nothing_is_published_over_a_loss(state: State, sent: tuple[Path, Inputs], damage: str) -> None:
    do, named = LOSSES[damage]
    do(state)
    for force in (False, True):
        with pytest.raises(BuildError, match=named) as refused:
            build(state, sent[1], force=force)
        assert "python run.py" in str(refused.value)
    assert reads(state) == 3


def test_a_lost_upload_is_taken_back_knowingly(state: State, sent: tuple[Path, Inputs]) -> None:
    parquet_of(state).unlink()
    record_withdrawal(state, "U0001", why="the disk lost it", who=owner("officer"))
    build(state, sent[1])
    assert reads(state) == 2
    assert [(one.of, one.standing) for one in losses(state)] == [("U0001", False)]


def test_the_same_file_sent_again_mends_a_lost_one(state: State, sent: tuple[Path, Inputs]) -> None:
    alter(copy_of(state))
    figure = Observation("stunting", "KH03", 2022, 2022, "2022", value=5, sheet="S", cell="B2")
    submit(state, b"x", [figure], member="A", who=owner("officer"), rejected=0, approved=True, copy=b"PK copy 1")
    assert losses(state) == ()


def test_an_older_snapshot_with_what_was_taken_back_never_serves_again(state: State, sent: tuple[Path, Inputs]) -> None:
    record_withdrawal(state, "U0002", why="a mistake", who=owner("officer"))
    last = build(state, sent[1])
    os.truncate(state.snapshots / f"{last.snapshot}.duckdb", 100)
    with pytest.raises(Exception, match="python run.py build"):
        open_current(state.home)
    build(state, sent[1])
    assert reads(state) == 2


def full(*given: object, **more: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "write", "rename"])
def test_a_full_disk_leaves_nothing_behind(
    state: State, sent: tuple[Path, Inputs], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = sorted(one.relative_to(state.home) for one in state.home.rglob("*"))
    figure = Observation("stunting", "KH03", 2022, 2022, "2022", value=5, sheet="S", cell="B2")
    with monkeypatch.context() as patched:
        if step == "fsync":
            patched.setattr(ledger_state.os, "fsync", full)
        if step == "write":
            patched.setattr(ledger_state, "replace", full)
        if step == "rename":
            patched.setattr(files.os, "replace", full)
        with pytest.raises(DiskFull):
            submit(state, b"x", [figure], member="A", who=owner("officer"), rejected=0, approved=True, copy=b"PK more")
        with pytest.raises(DiskFull):
            build(state, sent[1], force=True)
    assert sorted(one.relative_to(state.home) for one in state.home.rglob("*")) == before
    assert reads(state) == 3 and len(uploads(state)) == 2


def test_the_ledger_is_read_where_sqlite_finds_no_room(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(_: State) -> sqlite3.Connection:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorname = "SQLITE_CANTOPEN"
        raise error

    monkeypatch.setattr(ledger_file, "_connected", connected)
    assert [one.id for one in uploads(state)] == ["U0002", "U0001"]
    with pytest.raises(LedgerHeld):
        record_withdrawal(state, "U0001", why="a mistake", who=owner("officer"))


def test_a_ledger_that_somebody_writes_to_is_told(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_file, "_BUSY_SECONDS", 0)
    with opened(state) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerHeld):
            record_withdrawal(state, "U0001", why="a mistake", who=owner("officer"))
        other.execute("ROLLBACK")


def test_a_first_upload_needs_no_ledger(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    figure = Observation("stunting", "KH03", 2022, 2022, "2022", value=5, sheet="S", cell="B2")
    assert (
        submit(state, b"x", [figure], member="A", who=owner("officer"), rejected=0, approved=True, copy=b"PK").id
        == "U0001"
    )
    state.ledger.unlink()
    with pytest.raises(DamagedLedger):
        uploads(state)


@pytest.mark.parametrize("damage", ["figures altered", "copy gone", "ledger cut", "older ledger"])
def test_somebody_may_go_on_without_it_knowingly(state: State, sent: tuple[Path, Inputs], damage: str) -> None:
    do, named = LOSSES[damage]
    do(state)
    lost = accept_loss(state, who=owner("officer"))
    assert lost == (("ledger",) if "ledger is" in named else tuple(named.split(", ")))
    build(state, sent[1])
    assert reads(state) == {"ledger is gone": 1, "ledger is damaged": 1, "U0001, U0002": 1}.get(
        named, 3 if "copy" in damage else 2
    )
    assert not [one for one in losses(state) if one.standing]
    with opened(state) as ledger:
        told = " ".join(row["action"] + row["detail"] for row in ledger.execute("SELECT * FROM audit"))
    assert ("mend" in told or "withdraw" in told) and ("U000" in told or "ledger" in told)
    assert accept_loss(state, who=owner("officer")) == ()
    with pytest.raises(NotPermitted):
        accept_loss(state, who=NOBODY)
