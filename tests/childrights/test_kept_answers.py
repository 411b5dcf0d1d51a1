"""A snapshot keeps its last answers: they are those of the database, whoever asks, and take no more room than they may."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from childrights.snapshot.snapshot import Snapshot, open_current

OF_AREA = "SELECT indicator, value FROM published WHERE area = $area ORDER BY stored LIMIT $most"


def test_what_is_done_with_an_answer_does_not_change_the_next_one(built_home: Path) -> None:
    snapshot = open_current(built_home)
    first = snapshot.rows(OF_AREA, {"area": "KH", "most": 3})
    kept = list(first)
    first.clear()
    assert snapshot.rows(OF_AREA, {"area": "KH", "most": 3}) == kept and len(kept) == 3
    snapshot.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"area": "KH", "most": 3}, {"area": "KH05", "most": 3}),
        ({"area": "KH", "most": 3}, {"area": "KH", "most": 4}),
    ],
)
def test_another_question_has_another_answer(
    built_home: Path, one: dict[str, object], other: dict[str, object]
) -> None:
    snapshot = open_current(built_home)
    assert snapshot.rows(OF_AREA, one) != snapshot.rows(OF_AREA, other)
    assert snapshot.rows("SELECT $it", {"it": 1}) == [(1,)] and snapshot.rows("SELECT $it", {"it": "1"}) == [("1",)]
    snapshot.close()


def test_many_who_ask_at_once_get_the_right_answers_and_little_is_kept(
    built_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Snapshot, "rows_kept", 30)
    snapshot = open_current(built_home)
    areas = [f"KH{number:02d}" for number in range(1, 26)]
    expected = {
        (area, most): snapshot.rows(OF_AREA, {"area": area, "most": most}) for area in areas for most in (1, 5, 40)
    }

    def ask(seed: int) -> bool:
        chosen = random.Random(seed).choices(list(expected), k=25)
        return all(
            snapshot.rows(OF_AREA, {"area": area, "most": most}) == expected[area, most] for area, most in chosen
        )

    with ThreadPoolExecutor(8) as people:
        assert all(people.map(ask, range(8)))
    assert snapshot._kept == sum(len(answer) + 1 for answer in snapshot._answers.values()) <= 30
    snapshot.close()


def test_a_snapshot_that_was_closed_answers_nothing_any_more(built_home: Path) -> None:
    snapshot = open_current(built_home)
    assert snapshot.rows(OF_AREA, {"area": "KH", "most": 3})
    snapshot.close()
    with pytest.raises(duckdb.ConnectionException):
        snapshot.rows(OF_AREA, {"area": "KH", "most": 3})
