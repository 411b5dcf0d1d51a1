"""A few bytes that stand for very much are refused, or cost no more than their length."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.reading import Limits, Refusal, outside, read_workbook
from tests.etl.reading.test_ods import cell, row, write_ods


def test_a_chain_of_defined_names_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = {f"N{number}": f"N{number + 1}+1" for number in range(400)} | {"N400": "[1]Sheet1!A1", "Other": "1"}
    read: list[str] = []
    whole = outside.reaches_out
    monkeypatch.setattr(outside, "reaches_out", lambda formula: read.append(formula) or whole(formula))
    assert outside.outside_names(chain) == {name.lower() for name in chain} - {"other"}
    assert len(read) == len(chain)


def test_names_in_a_ring_or_in_quotes_reach_nowhere() -> None:
    assert outside.outside_names({"A": "B", "B": "A", "C": '"[1]Sheet1!A1"', "D": '"A"'}) == frozenset()


@pytest.mark.parametrize(("times", "refused"), [(50, False), (200, True)])
def test_rows_written_once_and_repeated_are_counted_before_they_are_made(
    times: int, refused: bool, tmp_path: Path
) -> None:
    repeats = f'table:number-rows-repeated="{times}"'
    body = row(cell("float", "0"), cell("float", "1"), more=repeats)
    path = write_ods(tmp_path / "x.ods", f'<table:table table:name="D">{body}</table:table>')
    if refused:
        with pytest.raises(Refusal) as found:
            read_workbook(path, limits=Limits(repeated=100))
        assert found.value.reason == "too_wide"
    else:
        assert len(read_workbook(path, limits=Limits(repeated=100)).sheets[0].rows) == times


def test_millions_of_repeats_cost_nothing(tmp_path: Path) -> None:
    body = row(*(cell("float", "0") for _ in range(11)), more='table:number-rows-repeated="1000000"')
    with pytest.raises(Refusal):
        read_workbook(write_ods(tmp_path / "x.ods", f'<table:table table:name="D">{body}</table:table>'))
