"""Publishing: readers never see a torn state, and a process killed at any moment leaves a whole snapshot behind."""

import os
import random
import shutil
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from childrights import files
from childrights.catalogue.tables import BuildError, NoSnapshot, SourceFileError
from childrights.snapshot.snapshot import Snapshot, open_current, open_snapshot, read_pointer
from childrights.snapshot.unreadable import UnreadableSnapshot
from etl.ledger.state import State
from etl.snapshot import assemble
from etl.snapshot.assemble import Inputs, build, what_came_before
from etl.snapshot.publish import KEEP_SNAPSHOTS, publish, published
from tests.making import SOURCE, build_world, write_world
from tests.support.forks import forking

ROWS: list[dict[str, object]] = [{"area": f"KH{n:02d}", "value": n} for n in range(1, 26)]


def test_the_same_inputs_give_the_same_hash(tmp_path: Path) -> None:
    first = build_world(tmp_path / "a", ROWS)
    second = build_world(tmp_path / "b", list(reversed(ROWS)))
    assert first.observations == second.observations == 25
    again = build(State(tmp_path / "a" / "home"), write_world(tmp_path / "a", ROWS), force=True)
    assert again.content_hash == first.content_hash
    assert again.snapshot != first.snapshot


def test_no_column_is_a_time_stamp(built_home: Path) -> None:
    """DuckDB hands time stamps with a zone back by pytz, which is not installed: moments are kept as ISO 8601 text."""
    found = open_current(built_home).rows("SELECT data_type FROM duckdb_columns() WHERE database_name = 'snapshot'")
    types = {kind for (kind,) in found}
    assert "VARCHAR" in types
    assert [kind for kind in types if "TIME ZONE" in kind] == []


def test_another_value_gives_another_hash(tmp_path: Path) -> None:
    first = build_world(tmp_path, ROWS)
    second = build_world(tmp_path, [{**ROWS[0], "value": 99}, *ROWS[1:]])
    assert first.content_hash != second.content_hash


def test_a_reference_table_that_changed_is_in_the_next_snapshot(tmp_path: Path) -> None:
    """What one process publishes again and again it reads and lays out once: no longer than it stays as it is."""
    inputs = replace(write_world(tmp_path, [{"value": 1}]), reference=tmp_path / "reference")
    notes = shutil.copytree(Inputs().reference, inputs.reference) / "notes.csv"
    before, state = notes.read_bytes(), State(tmp_path / "home")
    first = build(state, inputs)
    notes.write_bytes(before + b"Of a test,,caution\n")
    second = build(state, inputs)
    told = [row[0] for row in open_current(state.home).rows("SELECT note_en FROM snapshot.notes")]
    assert second.content_hash != first.content_hash and told[-1] == "Of a test" and len(told) == before.count(b"\n")
    notes.write_bytes(before)
    assert build(state, inputs).content_hash == first.content_hash
    assert open_current(state.home).rows("SELECT count(*) FROM snapshot.notes") == [(len(told) - 1,)]


def test_nothing_is_built_when_nothing_changed(tmp_path: Path) -> None:
    first = build_world(tmp_path, ROWS)
    second = build_world(tmp_path, ROWS)
    assert first.built and not second.built
    assert second.snapshot == first.snapshot


def test_a_source_that_shrinks_is_refused_and_the_old_snapshot_serves(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    first = build(state, write_world(tmp_path, ROWS))
    with pytest.raises(BuildError, match="25 before, 24 now"):
        build(state, write_world(tmp_path, ROWS[1:]))
    assert published(state).content_hash == first.content_hash  # type: ignore[union-attr]
    assert build(state, write_world(tmp_path, ROWS[1:]), accept_smaller=True).observations == 24


def test_a_broken_source_leaves_the_old_snapshot_in_force(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    inputs = write_world(tmp_path, ROWS)
    first = build(state, inputs)
    (inputs.sources / f"{SOURCE}.csv").write_text("nothing,of,the,kind\n", encoding="utf-8")
    with pytest.raises(SourceFileError):
        build(state, inputs)
    assert open_current(state.home).content_hash == first.content_hash


def test_a_figure_of_a_shipped_source_that_would_be_lost_fails_the_build(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    first = build(state, write_world(tmp_path, ROWS))
    for rows in ([{"area": "KH05", "value": 101}], [{"area": "KH05", "value": "many"}]):
        with pytest.raises(BuildError, match=f"'{SOURCE}'.*cell D2"):
            build(state, write_world(tmp_path, rows), accept_smaller=True)
    with pytest.raises(BuildError, match=r"'nowhere'.*“nowhere” is not in the sources table\.( And|$)"):
        build(state, write_world(tmp_path / "other", ROWS, source="nowhere"), accept_smaller=True)
    assert published(state).content_hash == first.content_hash  # type: ignore[union-attr]


def test_what_a_kept_snapshot_told_is_remembered_but_not_that_it_could_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_world(tmp_path, ROWS)
    opened: list[Path] = []

    def opening(path: Path) -> Snapshot:
        opened.append(path)
        if len(opened) == 1:
            raise UnreadableSnapshot(path.stem)
        return open_snapshot(path)

    monkeypatch.setattr(assemble, "open_snapshot", opening)
    for _ in range(3):
        assert what_came_before(State(tmp_path / "home")).decided == {}
    assert len(opened) == 2


def test_no_snapshot_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot, match="python run.py build"):
        open_current(tmp_path)


def figures_in(home: Path) -> pa.Table:
    """The figures of the snapshot in force as the table that it was written from."""
    with duckdb.connect(home / "snapshots" / read_pointer(home).file, read_only=True) as written:
        return written.execute("SELECT * FROM observation").to_arrow_table()


def with_value(figures: pa.Table, value: float) -> pa.Table:
    """The same figures, each with ``value``."""
    place = figures.schema.get_field_index("value")
    return figures.set_column(place, "value", pa.array([value] * len(figures), figures.schema.field(place).type))


def test_rows_lie_in_the_order_of_their_file_and_figures_by_indicator(built_home: Path) -> None:
    """What names its row comes as it stands; everything else is sorted, so that a list has one order everywhere."""
    file = built_home / "snapshots" / read_pointer(built_home).file
    with duckdb.connect(file, read_only=True) as written:
        rows = written.execute("SELECT row FROM recommendation").fetchall()
        keys = written.execute("SELECT NOT by_default, indicator, year_start, area FROM observation").fetchall()
    assert len(rows) > 100 and rows == [(n,) for n in range(2, 2 + len(rows))]
    assert len(keys) > 1000 and keys == sorted(keys)


def test_old_snapshots_are_tidied_away(tmp_path: Path) -> None:
    """Only what is looked at is written, as below."""
    build_world(tmp_path, [{"area": "KH05", "value": 0}])
    state, figures = State(tmp_path / "home"), figures_in(tmp_path / "home")
    first = read_pointer(state.home).file
    for value in range(1, KEEP_SNAPSHOTS + 3):
        with state.publishing():
            publish(state, {"observation": with_value(figures, value)}, f"{value}")
    kept = {one.name for one in state.snapshots.glob("*.duckdb")}
    assert len(kept) == KEEP_SNAPSHOTS and read_pointer(state.home).file in kept and first not in kept


def test_a_snapshot_cannot_reach_files_or_be_written(tmp_path: Path) -> None:
    build_world(tmp_path, ROWS)
    snapshot = open_current(tmp_path / "home")
    for sql in (
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY (SELECT 1) TO '/tmp/out.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "SET enable_external_access = true",
        "DELETE FROM snapshot.observation",
        "SELECT * FROM ROWS",
    ):
        with pytest.raises(duckdb.Error):
            snapshot.rows(sql)


@pytest.mark.parametrize("publications", [12, pytest.param(50, marks=pytest.mark.repeats)])
def test_publications_under_eight_readers(tmp_path: Path, publications: int) -> None:
    """Every row of one snapshot carries the same value, so a torn read would show two.

    Only what is read is written: most of a build is its reference tables, which nobody looks at here.
    """
    home = tmp_path / "home"
    build_world(tmp_path, [{**row, "value": 0} for row in ROWS])
    stop = threading.Event()
    errors: list[BaseException] = []
    seen: set[float] = set()

    def read() -> None:
        try:
            snapshot = open_current(home)
            while not stop.is_set():
                if snapshot.path.name != read_pointer(home).file:
                    snapshot.close()
                    snapshot = open_current(home)
                values = {row[0] for row in snapshot.rows("SELECT value FROM snapshot.observation")}
                assert len(values) == 1, values
                assert snapshot.rows("SELECT count(*) FROM snapshot.observation") == [(25,)]
                seen.update(values)
                time.sleep(0.05)
        except BaseException as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    state, figures = State(home), figures_in(home)
    for value in range(1, publications + 1):
        with state.publishing():
            publish(state, {"observation": with_value(figures, value)}, f"{value}")
        while value % 4 == 0 and value not in seen and not errors:
            time.sleep(0.01)
    stop.set()
    for reader in readers:
        reader.join(timeout=30)
    assert errors == []
    assert seen >= {float(value) for value in range(4, publications + 1, 4)}


@pytest.mark.usefixtures("windows_files")
def test_a_pointer_that_stays_held_is_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE_S", 0.05)
    home = tmp_path / "home"
    first = build_world(tmp_path, ROWS)
    with (home / "CURRENT").open(encoding="utf-8"), pytest.raises(files.FileHeld):
        build_world(tmp_path, [{**row, "value": 99} for row in ROWS])
    assert open_current(home).content_hash == first.content_hash
    assert build_world(tmp_path, [{**row, "value": 99} for row in ROWS]).built
    assert not list(home.rglob(".*"))


def test_a_pointer_that_is_being_replaced_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build_world(tmp_path, ROWS)
    real, refused = Path.read_text, iter([True, True, False])

    def read_text(path: Path, *arguments: str, **options: str) -> str:
        if path.name == "CURRENT" and next(refused, False):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "read_text", read_text)
    assert published(State(tmp_path / "home")).content_hash == first.content_hash  # type: ignore[union-attr]


BUILDER = """
import os
from pathlib import Path
from etl.snapshot import Inputs, build
from etl.ledger import State
def building(home, world):
    inputs = Inputs(layouts=world / "layouts", sources=world / "sources")
    return build(State(home), inputs, force=True)
building(HOME, WORLD)  # what the first build of a process loads is loaded here, once for all that are forked
def main():
    print(os.getpid(), flush=True)
    while True:
        building(HOME, WORLD)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
@pytest.mark.parametrize("times", [8, pytest.param(20, marks=pytest.mark.repeats)])
def test_killed_in_the_middle_of_a_build(tmp_path: Path, times: int) -> None:
    home = tmp_path / "home"
    first = build_world(tmp_path, ROWS)
    chance = random.Random(20)
    interrupted = 0
    paths = f"from pathlib import Path\nHOME, WORLD = Path({str(home)!r}), Path({str(tmp_path)!r})\n"
    with forking(paths + BUILDER) as forks:
        for turn in range(times):
            forks.start()
            pid = int(forks.line())
            # The kill falls anywhere into its first builds, every other time while a snapshot is being written.
            while turn % 2 and not _being_written(home):
                time.sleep(0.001)
            time.sleep(chance.uniform(0.0, 0.04 if turn % 2 else 0.3))
            os.kill(pid, signal.SIGKILL)
            assert forks.end()[0] == -signal.SIGKILL
            interrupted += _being_written(home)
            snapshot = open_current(home)
            assert snapshot.content_hash == first.content_hash
            assert snapshot.rows("SELECT count(*), sum(value) FROM snapshot.observation") == [(25, 325.0)]
            snapshot.close()
    assert interrupted > 0, "no kill fell into the writing of a snapshot; the test proves nothing"
    build_world(tmp_path, [{**row, "value": 1} for row in ROWS])
    assert list((home / "snapshots").glob(".building-*")) == []


def _being_written(home: Path) -> bool:
    return any((home / "snapshots").glob(".building-*"))
