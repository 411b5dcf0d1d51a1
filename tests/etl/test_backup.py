"""A backup put back gives the same content, whatever the state held; a damaged one changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from childrights.catalogue import Observation
from childrights.rights import Assessment
from childrights.snapshot import open_current, serving
from etl.ledger.entry_log import ASSESSMENT, New, entries, record
from etl.ledger.file import opened
from etl.ledger.kept_files import losses
from etl.ledger.ledger import submit, uploads
from etl.ledger.roll_forward import SET_ASIDE
from etl.ledger.state import State
from etl.permissions import NOBODY, NotPermitted, owner
from etl.recovery.backing_up import MANIFEST, back_up
from etl.recovery.putting_back import DamagedBackup, restore
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world

ME = owner("steward")


def send(state: State, number: int) -> None:
    figure = Observation("stunting", f"KH{number:02d}", 2022, 2022, "2022", value=30 + number, sheet="S", cell="B2")
    copy = b"PK copy %d" % number
    submit(state, copy, [figure], member="A", who=ME, rejected=0, approved=True, file_name="a.xlsx", copy=copy)


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Inputs, Path]:
    """A home with two uploads and an entry, published, and its backup."""
    folder = tmp_path_factory.mktemp("kept")
    state, inputs = State(folder / "home"), write_world(folder, [{"area": "KH05", "value": 40}])
    for number in (1, 2):
        send(state, number)
    build(state, inputs)
    with opened(state) as ledger:
        ledger.execute("INSERT INTO session VALUES ('an open door', NULL, '', 0, 0, 0)")
    back_up(state, folder / "kept.zip", who=ME)
    return state.home, inputs, folder / "kept.zip"


@pytest.fixture
def state(backed_up: tuple[Path, Inputs, Path], tmp_path: Path) -> State:
    return State(shutil.copytree(backed_up[0], tmp_path / "home"))


def holds(state: State) -> tuple[str, list[str], int]:
    """The content hash, the uploads of the ledger, and the figures of the snapshot."""
    snapshot = open_current(state.home)
    try:
        figures = snapshot.rows("SELECT count(*) FROM figures")[0][0]
        return snapshot.content_hash, [one.id for one in uploads(state)], int(figures)
    finally:
        snapshot.close()


def test_the_same_content_comes_back(state: State, backed_up: tuple[Path, Inputs, Path]) -> None:
    was = holds(state)
    send(state, 3)
    after = build(state, backed_up[1])
    assert after.content_hash != was[0]
    done = restore(state, backed_up[2], who=ME)
    assert done.content_hash == was[0] and holds(state) == was and losses(state) == ()
    assert not build(state, backed_up[1]).built, "nothing is left to publish"
    assert not list(state.home.rglob(".*")), "nothing is left lying"
    restore(state, Path(done.aside), who=ME)
    assert holds(state) == (after.content_hash, ["U0003", "U0002", "U0001"], 4), "what was there was kept"


def test_into_an_empty_home_and_back_to_an_empty_one(backed_up: tuple[Path, Inputs, Path], tmp_path: Path) -> None:
    state = State(tmp_path / "new")
    assert restore(state, backed_up[2], who=ME).aside == ""
    assert holds(state) == holds(State(backed_up[0]))
    empty = State(tmp_path / "empty")
    back_up(empty, tmp_path / "empty.zip", who=ME)
    restore(state, tmp_path / "empty.zip", who=ME)
    assert uploads(state) == () and not state.pointer.exists() and losses(state) == ()
    send(state, 1)
    assert [one.id for one in uploads(state)] == ["U0001"]


def test_only_the_owner_reads_a_backup_and_nobody_is_signed_in_by_it(backed_up: tuple[Path, Inputs, Path]) -> None:
    home, _, file = backed_up
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600
    assert b"an open door" in (home / "ledger.sqlite").read_bytes() + b"".join(
        one.read_bytes() for one in home.glob("ledger.sqlite-wal")
    )
    with zipfile.ZipFile(file) as archive:
        assert b"an open door" not in archive.read("ledger.sqlite")
        told = json.loads(archive.read(MANIFEST))["files"]
        assert sorted(told) == sorted(name for name in archive.namelist() if name != MANIFEST)
        assert not [name for name in told if name.startswith((".", "set-aside", "publish"))]


@pytest.mark.parametrize("damage", ["the ledger of zeros", "no ledger", "no snapshot", "figures gone"])
def test_it_mends_what_was_lost(state: State, backed_up: tuple[Path, Inputs, Path], damage: str) -> None:
    was = holds(state)
    do: dict[str, Callable[[], object]] = {
        "the ledger of zeros": lambda: state.ledger.write_bytes(bytes(9000)),
        "no ledger": lambda: state.ledger.unlink(),
        "no snapshot": lambda: shutil.rmtree(state.snapshots),
        "figures gone": lambda: shutil.rmtree(state.accepted),
    }
    do[damage]()
    restore(state, backed_up[2], who=ME)
    assert holds(state) == was and losses(state) == () and serving(state.home).damaged == ""
    assert list((state.home / SET_ASIDE).glob("*")), "what was there is kept"


def rewritten(source: Path, target: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def told(parts: dict[str, bytes], **changes: object) -> None:
    parts[MANIFEST] = json.dumps(json.loads(parts[MANIFEST]) | changes).encode()


def with_another_ledger(parts: dict[str, bytes]) -> None:
    parts["ledger.sqlite"] = parts["ledger.sqlite"][:-1] + b"!"


def with_a_way_out(parts: dict[str, bytes]) -> None:
    parts["../out"] = b"x"
    manifest = json.loads(parts[MANIFEST])
    manifest["files"]["../out"] = {
        "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        "size": 1,
    }
    parts[MANIFEST] = json.dumps(manifest).encode()


ACTS = "CREATE TRIGGER acts AFTER INSERT ON audit BEGIN DELETE FROM upload; END"


def added(parts: dict[str, bytes], name: str, content: bytes = b"x") -> None:
    parts[name] = content
    manifest = json.loads(parts[MANIFEST])
    manifest["files"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    parts[MANIFEST] = json.dumps(manifest).encode()


def in_the_ledger(parts: dict[str, bytes], sql: str) -> None:
    """The ledger of a backup with something done to it, by somebody who brings the manifest up to date."""
    with closing(sqlite3.connect(":memory:")) as ledger:
        ledger.deserialize(parts["ledger.sqlite"])
        ledger.executescript(sql)
        added(parts, "ledger.sqlite", ledger.serialize())


DAMAGES: dict[str, Callable[[Path, Path], Path]] = {
    "cut": lambda source, out: out.write_bytes(source.read_bytes()[: source.stat().st_size // 2]) and out,
    "empty": lambda source, out: (out.touch(), out)[1],
    "no zip": lambda source, out: (out.write_bytes(b"something else"), out)[1],
    "a bit": lambda source, out: (out.write_bytes(flipped(source.read_bytes())), out)[1],
    "another ledger": lambda source, out: rewritten(source, out, with_another_ledger),
    "a way out": lambda source, out: rewritten(source, out, with_a_way_out),
    "a file too few": lambda source, out: rewritten(source, out, lambda parts: parts.pop("CURRENT")),
    "a file too many": lambda source, out: rewritten(source, out, lambda parts: parts.update({"copies/x": b"x"})),
    "no manifest": lambda source, out: rewritten(source, out, lambda parts: parts.pop(MANIFEST)),
    "a manifest of nothing": lambda source, out: rewritten(source, out, lambda parts: parts.update({MANIFEST: b"[]"})),
    "of a newer version": lambda source, out: rewritten(source, out, lambda parts: told(parts, app="999.0.0")),
    "of a newer format": lambda source, out: rewritten(source, out, lambda parts: told(parts, version=99)),
    "a name too long": lambda source, out: rewritten(source, out, lambda parts: added(parts, "replies/" + "a" * 300)),
    "a ledger that acts": lambda source, out: rewritten(source, out, lambda parts: in_the_ledger(parts, ACTS)),
    "a ledger with a view": lambda source, out: rewritten(
        source, out, lambda parts: in_the_ledger(parts, "CREATE VIEW seen AS SELECT 1")
    ),
    "a ledger of something else": lambda source, out: rewritten(
        source, out, lambda parts: in_the_ledger(parts, "DROP TABLE upload")
    ),
    "a ledger older than its snapshot": lambda source, out: rewritten(
        source, out, lambda parts: in_the_ledger(parts, "DELETE FROM upload")
    ),
    "no day": lambda source, out: rewritten(source, out, lambda parts: told(parts, made_at=None)),
    "no text as hash": lambda source, out: rewritten(source, out, lambda parts: told(parts, content_hash=7)),
    "of another program": lambda source, out: rewritten(source, out, lambda parts: told(parts, format="tar")),
}


def flipped(content: bytes) -> bytes:
    changed = bytearray(content)
    changed[len(changed) // 3] ^= 4
    return bytes(changed)


def test_a_damaged_backup_changes_nothing(state: State, backed_up: tuple[Path, Inputs, Path], tmp_path: Path) -> None:
    before = {one: one.stat().st_mtime_ns for one in state.home.rglob("*") if one.is_file()}
    for name, damage in DAMAGES.items():
        with pytest.raises(DamagedBackup):
            restore(state, damage(backed_up[2], tmp_path / f"{name}.zip"), who=ME)
        left = {one for one in state.home.rglob("*") if one.is_file()} - {*before}
        assert {one.name for one in left} <= {"publish.lock", "ledger.sqlite-wal", "ledger.sqlite-shm"}, name
        assert not (tmp_path / "out").exists() and not (state.home.parent / "out").exists()
    with pytest.raises(DamagedBackup, match="no file"):
        restore(state, tmp_path / "nowhere.zip", who=ME)


def test_a_ledger_from_before_entries_comes_back_up_to_date(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    state.create()
    with sqlite3.connect(state.ledger) as ledger:
        ledger.execute(
            "CREATE TABLE upload (number INTEGER PRIMARY KEY AUTOINCREMENT, member TEXT NOT NULL, file_name TEXT NOT"
            " NULL, sha256 TEXT NOT NULL, uploaded_at TEXT NOT NULL, uploaded_by TEXT NOT NULL, note TEXT NOT NULL"
            " DEFAULT '', status TEXT NOT NULL, accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,"
            " observations_file TEXT NOT NULL, withdrawn_at TEXT, withdrawn_by TEXT, why TEXT)"
        )
        ledger.execute(
            "INSERT INTO upload VALUES (7, 'A', 'a.xlsx', 'f', '2024-01-01T00:00:00+00:00', 'x', '', 'withdrawn', 1,"
            " 0, 'gone.parquet', '2024-01-02T00:00:00+00:00', 'x', 'y')"
        )
    ledger.close()
    made = back_up(state, tmp_path / "old.zip", who=ME)
    assert [one.of for one in made.lost] == ["U0007"], "a file that was gone already is named"
    restore(State(tmp_path / "new"), tmp_path / "old.zip", who=ME)
    assert [one.id for one in uploads(State(tmp_path / "new"))] == ["U0007"]


def test_entries_come_back(state: State, tmp_path: Path) -> None:
    said = {"recommendation": "x", "by": "y", "status": "z", "assessed_on": "2024-01-01", "why": "w", "source": ""}
    assert set(said) < set(Assessment.__dataclass_fields__)
    record(state, [New(ASSESSMENT, said | {"figures": [], "links": []}, "assess", "x")], member="A", who=ME)
    back_up(state, tmp_path / "more.zip", who=ME)
    restore(State(tmp_path / "new"), tmp_path / "more.zip", who=ME)
    assert [one.id for one in entries(State(tmp_path / "new"))] == ["A00001"]


def test_only_those_who_may(state: State, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        back_up(state, tmp_path / "no.zip", who=NOBODY)
    with pytest.raises(NotPermitted):
        restore(state, tmp_path / "no.zip", who=NOBODY)
