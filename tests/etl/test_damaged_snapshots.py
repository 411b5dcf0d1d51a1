"""A snapshot that is not what was published never serves: the last sound one does, and the next build heals it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from childrights.catalogue import NoSnapshot
from childrights.snapshot import UnreadableSnapshot, open_current, pointer, serving, written_pointer
from etl.ledger.roll_forward import SET_ASIDE
from etl.ledger.state import State
from etl.snapshot.assemble import build
from etl.snapshot.publish import published
from tests.making import write_world

Home = Path


@pytest.fixture(scope="module")
def two_publications(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world that was published with 40, then with 50."""
    folder = tmp_path_factory.mktemp("twice")
    for value in (40, 50):
        build(State(folder / "home"), write_world(folder, [{"area": "KH05", "value": value}]))
    return folder


@pytest.fixture
def home(two_publications: Path, tmp_path: Path) -> Path:
    return shutil.copytree(two_publications / "home", tmp_path / "home")


def newest(home: Home) -> Path:
    found = written_pointer(home)
    assert found
    return home / "snapshots" / found.file


def value(home: Home) -> float:
    snapshot = open_current(home)
    try:
        return float(snapshot.rows("SELECT value FROM snapshot.observation")[0][0])
    finally:
        snapshot.close()


def flipped(place: float) -> Callable[[Home], None]:
    def damage(home: Home) -> None:
        content = bytearray(newest(home).read_bytes())
        content[int(place * (len(content) - 1))] ^= 0x10
        newest(home).write_bytes(content)

    return damage


def cut(part: float) -> Callable[[Home], None]:
    return lambda home: os.truncate(newest(home), int(part * newest(home).stat().st_size))


def zeros_at_the_end(home: Home) -> None:
    size = newest(home).stat().st_size
    os.truncate(newest(home), size // 2)
    os.truncate(newest(home), size)


def pointer_text(text: str) -> Callable[[Home], None]:
    return lambda home: (home / "CURRENT").write_text(text, encoding="utf-8") and None


def swapped(home: Home) -> None:
    older = min((home / "snapshots").glob("*.duckdb"))
    shutil.copyfile(older, newest(home))


def into_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def half_written(home: Home) -> None:
    (home / "CURRENT").write_bytes((home / "CURRENT").read_bytes()[:40])
    (home / ".CURRENT.77.tmp").write_bytes(b'{"file":')


def pointing_nowhere(home: Home) -> None:
    told = json.loads((home / "CURRENT").read_text(encoding="utf-8"))
    (home / "CURRENT").write_text(json.dumps(told | {"file": "99990101T000000000000-abc.duckdb"}), encoding="utf-8")


OF_THE_SNAPSHOT: dict[str, Callable[[Home], None]] = {
    **{f"a bit at {place:.0%}": flipped(place) for place in (0, 0.003, 0.1, 0.3, 0.5, 0.7, 0.9, 1)},
    **{f"cut to {eighth}/8": cut(eighth / 8) for eighth in range(8)},
    "zeros at the end": zeros_at_the_end,
    "the older one in its place": swapped,
    "gone": lambda home: newest(home).unlink(),
    "a folder": lambda home: into_a_folder(newest(home)),
    "another file": lambda home: newest(home).write_bytes(b"no database") and None,
    "longer": lambda home: newest(home).write_bytes(newest(home).read_bytes() + b"\0") and None,
}
OF_THE_POINTER: dict[str, Callable[[Home], None]] = {
    "empty": pointer_text(""),
    "garbage": pointer_text("\0\0\0 {"),
    "a list": pointer_text("[]"),
    "a number": pointer_text("7"),
    "deep": pointer_text("[" * 100_000),
    "of another shape": pointer_text('{"file": 7}'),
    "no text": lambda home: (home / "CURRENT").write_bytes(b"\xff\xfe\x00") and None,
    "leading away": pointer_text(
        json.dumps({"file": "../../etc/passwd", "content_hash": "", "inputs": "", "built_at": ""})
    ),
    "gone": lambda home: (home / "CURRENT").unlink(),
    "a folder": lambda home: into_a_folder(home / "CURRENT"),
    "half written": half_written,
    "pointing nowhere": pointing_nowhere,
}


def test_a_damaged_snapshot_gives_way_to_the_last_sound_one(home: Home) -> None:
    assert value(home) == 50 and serving(home).damaged == ""
    name, whole = newest(home).name, newest(home).read_bytes()
    for kind, damage in OF_THE_SNAPSHOT.items():
        damage(home)
        assert value(home) == 40, kind
        assert serving(home).damaged == name and published(State(home)).file != name, kind  # type: ignore[union-attr]
        if newest(home).is_dir():
            newest(home).rmdir()
        newest(home).write_bytes(whole)
        assert serving(home).damaged == "", "what was put back serves again"


def test_a_damaged_pointer_leaves_the_newest_snapshot_in_force(home: Home) -> None:
    whole = (home / "CURRENT").read_bytes()
    for kind, damage in OF_THE_POINTER.items():
        damage(home)
        assert value(home) == 50 and serving(home).damaged, kind
        if (home / "CURRENT").is_dir():
            (home / "CURRENT").rmdir()
        (home / "CURRENT").write_bytes(whole)
    assert serving(home).damaged == ""


@pytest.mark.parametrize("kind", ["a bit at 50%", "gone", "a folder"])
def test_the_next_build_heals_without_special_words(two_publications: Path, home: Home, kind: str) -> None:
    was = serving(home).pointer
    OF_THE_SNAPSHOT[kind](home)
    report = build(State(home), write_world(two_publications, [{"area": "KH05", "value": 50}]))
    assert report.built and report.content_hash == was.content_hash
    assert value(home) == 50 and serving(home).damaged == ""
    aside = [one.name.split("-", 1)[1] for one in (home / SET_ASIDE).glob("*")] if (home / SET_ASIDE).exists() else []
    assert (was.file in aside) == (kind != "gone")


@pytest.mark.parametrize("kind", ["half written", "a folder"])
def test_the_next_build_heals_a_pointer(two_publications: Path, home: Home, kind: str) -> None:
    was = serving(home).pointer
    OF_THE_POINTER[kind](home)
    report = build(State(home), write_world(two_publications, [{"area": "KH05", "value": 50}]))
    assert report.content_hash == was.content_hash and serving(home).damaged == ""
    assert not list(home.glob(".*.tmp"))


def test_damage_while_somebody_reads_is_noticed_at_the_next_question(home: Home) -> None:
    """Also where the file looks as old and as long as before: an error of the database makes it looked through again."""
    assert serving(home).pointer.file == newest(home).name
    file, was = newest(home), newest(home).stat()
    opened = open_current(home)
    flipped(0.5)(home)
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    pointer.look_again(file)
    assert serving(home).damaged == file.name and value(home) == 40
    opened.close()


def test_a_file_is_looked_through_once(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    real = pointer.checksum
    monkeypatch.setattr(pointer, "checksum", lambda path: (looked.append(path), real(path))[1])
    for _ in range(5):
        serving(home)
    assert looked == [newest(home)]
    os.utime(newest(home))
    serving(home)
    assert len(looked) == 2


def test_a_file_that_cannot_be_opened_for_now_is_no_damage(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> str:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(pointer, "checksum", refuse)
        with pytest.raises(UnreadableSnapshot):
            serving(home)
    assert serving(home).damaged == "" and value(home) == 50


def test_where_nothing_is_sound_one_sentence_says_how_it_is_mended(home: Home, two_publications: Path) -> None:
    for file in (home / "snapshots").glob("*.duckdb"):
        os.truncate(file, 1000)
    with pytest.raises(UnreadableSnapshot, match="python run.py build"):
        open_current(home)
    build(State(home), write_world(two_publications, [{"area": "KH05", "value": 50}]))
    assert value(home) == 50
    shutil.rmtree(home / "snapshots")
    with pytest.raises(UnreadableSnapshot, match="python run.py build"):
        open_current(home)
    build(State(home), write_world(two_publications, [{"area": "KH05", "value": 50}]))
    assert value(home) == 50 and serving(home).damaged == ""


def test_an_empty_state_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot):
        serving(tmp_path)


def test_a_pointer_of_an_earlier_version_serves_as_it_is(home: Home) -> None:
    told = json.loads((home / "CURRENT").read_text(encoding="utf-8"))
    for name in ("sha256", "holds", "retired"):
        del told[name]
    (home / "CURRENT").write_text(json.dumps(told), encoding="utf-8")
    assert value(home) == 50 and serving(home).damaged == ""
