"""Sixty and twenty sentences drawn at random from the shipped figures were read by a person, and still read as they did then."""

from __future__ import annotations

import pytest

from childrights.messages.finding import KINDS, Ask
from childrights.snapshot.snapshot import Snapshot
from tests.childrights.messages.drawn import ENGINE, FIRST, SECOND, SOUND, UNCLEAR, UNSOUND, Draw, Row, reviewed, said

ROWS = [*reviewed(FIRST), *reviewed(SECOND)]


@pytest.mark.parametrize("row", ROWS, ids=[f"{one['key']} {one['language']}" for one in ROWS])
def test_it_reads_as_it_was_read(shipped: Snapshot, row: Row) -> None:
    now = said(shipped, row["key"], row["language"])
    assert {name: row[name] for name in ENGINE} == now, (
        "read it again, then update its verdict: python -m tests.childrights.messages.drawn"
    )


def test_every_one_was_read_and_none_is_unsound() -> None:
    unread = [one["key"] for one in ROWS if one["read_as"] not in (SOUND, UNSOUND, UNCLEAR)]
    assert unread == [], "read them, then write sound, unsound or unclear"
    assert [one["key"] for one in ROWS if one["read_as"] == UNSOUND] == []
    assert [one["key"] for one in ROWS if one["read_as"] == UNCLEAR and not one["remark"]] == []


@pytest.mark.parametrize("of", [FIRST, SECOND], ids=["sixty", "twenty"])
def test_no_kind_is_missing_of_the_draw(of: Draw) -> None:
    rows = reviewed(of)
    asked = [Ask.parse(one["key"]) for one in rows]
    assert len({one.key for one in asked}) == len(rows) == of.size
    assert {one.kind for one in asked} == set(KINDS)
    assert {one["verdict"] for one in rows} == {"say", "say_weaker", "do_not_say"}
    assert {one.picked for one in asked} == {True, False}
    assert min(sum(one["language"] == lang for one in rows) for lang in ("en", "km")) >= of.size // 3
    assert len({one.indicator for one in asked}) >= of.size * 3 // 4


def test_nothing_was_drawn_twice() -> None:
    assert len({one["key"] for one in ROWS}) == FIRST.size + SECOND.size
