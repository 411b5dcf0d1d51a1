"""Older snapshots that are damaged or lack a table, the standing one that is damaged, and a log that lost a digit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.snapshot.snapshot import UnreadableSnapshot, open_current, open_snapshot, read_pointer
from childrights.watch import news_log
from childrights.watch.items import OWN, SHIPPED, Digest, MapNews
from etl.ledger.state import State
from etl.snapshot.assemble import build
from tests.making import write_world

CATALOGUE = load_catalogue()
THEN: list[dict[str, object]] = [{"period": "2014", "value": 32.4}]
NOW: list[dict[str, object]] = [{"period": "2014", "value": 31.7}]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a world that was published twice."""
    folder = tmp_path_factory.mktemp("twice")
    for rows in (THEN, NOW):
        build(State(folder / "home"), write_world(folder, rows))
    return folder


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    """A copy to write to."""
    shutil.copytree(published, tmp_path / "world")
    return tmp_path / "world"


def snapshots(folder: Path) -> list[Path]:
    return sorted((folder / "home" / "snapshots").glob("[0-9]*.duckdb"))


def told_by_sql(sql: str) -> Callable[[Path], object]:
    def damage(file: Path) -> None:
        with duckdb.connect(str(file)) as connection:
            connection.execute(sql)

    return damage


DAMAGES: dict[str, Callable[[Path], object]] = {
    "of no figures": told_by_sql("DROP TABLE observation"),
    "of no uploads": told_by_sql("DROP TABLE upload"),
    "of no sources": told_by_sql("DROP TABLE source"),
    "of no withdrawals": told_by_sql("DROP TABLE withdrawn"),
    "of nothing about itself": told_by_sql("DROP TABLE meta"),
    "of no column": told_by_sql("ALTER TABLE observation DROP COLUMN round"),
    "of no time": told_by_sql("DELETE FROM meta WHERE key = 'built_at'"),
    "of no moment": told_by_sql("UPDATE meta SET value = 'yesterday' WHERE key = 'built_at'"),
    "of no version": told_by_sql("DELETE FROM meta WHERE key = 'schema_version'"),
    "of another version": told_by_sql("UPDATE meta SET value = '2' WHERE key = 'schema_version'"),
    "empty": lambda file: file.write_bytes(b""),
    "a text": lambda file: file.write_bytes(b"no database"),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}
COMPARED = {"of no withdrawals"}
"""Of the older of two nobody asks this."""


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_older_snapshot_that_cannot_be_read_is_one_sentence_and_passed_over(folder: Path, damage: str) -> None:
    older = snapshots(folder)[0]
    DAMAGES[damage](older)
    after = open_current(folder / "home")
    if damage in COMPARED:
        assert news_log.news_since(older.stem, after, CATALOGUE).digest
    else:
        with pytest.raises(UnreadableSnapshot, match=f"The snapshot {older.stem} cannot be read"):
            news_log.news_since(older.stem, after, CATALOGUE)
    newest = news_log.rebuilt_log(folder / "home", CATALOGUE).newest
    assert newest and newest.snapshot == after.name and bool(newest.before) == (damage in COMPARED)
    after.close()


def test_a_fault_of_the_newer_snapshot_is_not_laid_at_the_older(folder: Path) -> None:
    older, newer = snapshots(folder)
    told_by_sql("DROP TABLE upload")(newer)
    before, after = open_snapshot(older), open_snapshot(newer)
    with pytest.raises(UnreadableSnapshot, match=newer.stem):
        news_log.publication(before, after, CATALOGUE)
    before.close()
    after.close()


@pytest.mark.parametrize("damage", ["a text", "of no uploads"])
def test_the_next_build_makes_a_damaged_standing_snapshot_anew(folder: Path, damage: str) -> None:
    older, standing = snapshots(folder)
    DAMAGES[damage](standing)
    inputs = write_world(folder, NOW if damage == "a text" else THEN)
    report = build(State(folder / "home"), inputs)
    assert report.built and read_pointer(folder / "home").file != standing.name
    newest = news_log.read_log(folder / "home")
    assert newest and newest.newest and newest.newest.before == older.stem, "the last sound one served until then"
    open_current(folder / "home").close()


def test_a_damaged_standing_snapshot_says_how_it_is_mended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("childrights.snapshot.snapshot._OPEN_ATTEMPTS", 2)
    for file in snapshots(folder):
        file.write_bytes(b"no database")
    with pytest.raises(UnreadableSnapshot, match="python run.py build"):
        open_current(folder / "home")


def test_a_log_that_lost_a_digit_is_not_told(folder: Path) -> None:
    file = folder / "home" / news_log.LOG_FILE
    whole = file.read_text(encoding="utf-8")
    assert "31.7" in whole and news_log.read_log(folder / "home")
    for damaged in (whole.replace("31.7", "37.1"), whole.replace("gone", "went"), "[" * 100_000):
        file.write_text(damaged, encoding="utf-8")
        assert damaged == whole or news_log.read_log(folder / "home") is None
    file.unlink()
    file.mkdir()
    assert news_log.read_log(folder / "home") is None


def test_all_publications_with_news_are_told_or_the_newest_without() -> None:
    one, other = (
        news_log.Publication(name, "2026-11-30T10:00:00+00:00", name, "2026-11-30T09:00:00+00:00") for name in "ab"
    )
    news = news_log.Publication("c", one.built_at, "b", one.built_at, Digest((MapNews(SHIPPED, OWN),)))
    assert news_log.NewsLog((one, other)).told(every=True) == [one]
    assert news_log.NewsLog((one, news, other, news)).told(every=True) == [news, news]
    assert news_log.NewsLog((one, news, other, news)).told() == [news]
