"""Values go to the process that reads and come back the same; anything else than what is expected is garbled."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import inf, isnan, nan
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.catalogue import Observation
from etl.problems import CheckResult
from etl.reading import CellValue, Sheet
from etl.worker.errands import ERRANDS
from etl.worker.travelling import Garbled, read, written

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(st.characters(codec=None)),  # lone surrogates among them
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@settings(max_examples=30)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_any_cells_come_back_the_same(rows: list[list[Any]]) -> None:
    sheet = Sheet("ខេត្ត", rows, errors={(1, 2): "#N/A"}, uncached={(0, 0)}, merged=((0, 0, 1, 1),))
    found = read(written(sheet, Sheet), Sheet)
    assert found == sheet
    assert [list(map(type, row)) for row in found.rows] == [list(map(type, row)) for row in rows]


def test_numbers_that_json_does_not_know_come_back() -> None:
    found = read(written([[inf, -inf, nan, 10**400, -0.0, 5, 5.0]], list[list[CellValue]]), list[list[CellValue]])
    assert found[0][:2] == [inf, -inf] and isnan(found[0][2]) and found[0][3] == 10**400
    assert str(found[0][4]) == "-0.0" and [type(one) for one in found[0][5:]] == [int, float]


@settings(max_examples=30)
@given(st.lists(st.builds(Observation, st.text(), st.text(), st.integers(), st.integers(), st.text()), max_size=6))
def test_many_records_travel_as_columns(figures: list[Observation]) -> None:
    result = CheckResult("f.xlsx", "0" * 64, (), tuple(figures), len(figures), 0, 0, (), (), {"small": 1})
    assert read(written(result, CheckResult), CheckResult) == result


@dataclass(frozen=True)
class Kept:
    kind: Literal["a", "b"]
    number: int | None
    share: float
    words: Sequence[str]
    where: Mapping[tuple[int, int], str]
    when: datetime
    content: bytes


def test_every_kind_of_field_comes_back_and_no_other_passes() -> None:
    kept = Kept("a", None, 0.5, ("x", "y"), {(1, 2): "z"}, datetime(2026, 11, 30, 5), b"\x00\xff")
    told = written(kept, Kept)
    assert read(told, Kept) == kept
    packed = json.loads(told[1:])
    wrong = ["c", "1", "0.5", "words", {"1": 2}, {"date": "2026-11-30"}, {"bytes": "?"}]
    for at, value in enumerate(wrong):
        with pytest.raises(Garbled):
            read(b"=" + json.dumps([*packed[:at], value, *packed[at + 1 :]]).encode(), Kept)


@pytest.mark.parametrize("told", [b"", b"{", b"[" * 100_000, b"null", b"[1]", b'{"all": 1}', b"\xff", b'"\\ud800"'])
@pytest.mark.parametrize("way", [b"=", b"~", b""])
@pytest.mark.parametrize("errand", ERRANDS)
def test_garbage_is_garbled_and_nothing_else(told: bytes, errand: str, way: bytes) -> None:
    with pytest.raises(Garbled):
        read(way + told, ERRANDS[errand].answered)


def test_columns_of_different_lengths_are_garbled() -> None:
    sheets = [Sheet("a"), Sheet("b")]
    packed = json.loads(written(sheets, list[Sheet])[1:])
    packed[1] = packed[1][:1]
    with pytest.raises(Garbled):
        read(b"=" + json.dumps(packed).encode(), list[Sheet])


def test_kinds_of_time_keep_apart() -> None:
    cells = [date(2024, 1, 1), datetime(2024, 1, 1), time(5, 30), timedelta(days=-3, seconds=5)]
    assert read(written([cells], list[list[CellValue]]), list[list[CellValue]]) == [cells]
