from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reading.grid import MAX_COLS, MAX_ROWS, a1, parse_a1, parse_range, range_a1


@given(st.integers(0, MAX_ROWS - 1), st.integers(0, MAX_COLS - 1))
def test_every_cell_has_one_address(row: int, col: int) -> None:
    assert parse_a1(a1(row, col)) == (row, col)


def test_addresses_are_those_people_see() -> None:
    assert [a1(0, 0), a1(6, 1), a1(0, 26), a1(MAX_ROWS - 1, MAX_COLS - 1)] == ["A1", "B7", "AA1", "XFD1048576"]
    assert parse_a1("$b$7") == (6, 1)
    assert range_a1(2, 1, 6, 3) == "B3:D7"
    assert range_a1(2, 1, 2, 1) == "B3"
    assert parse_range("D7:B3") == (2, 1, 6, 3)


@pytest.mark.parametrize("text", ["", "A0", "7", "AAAA1", "XFE1", "A1048577", "A1:B", "B7 c"])
def test_what_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"address|column"):
        parse_range(text)


@pytest.mark.parametrize(("row", "col"), [(-1, 0), (0, -1), (0, MAX_COLS)])
def test_no_address_outside_a_sheet(row: int, col: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        a1(row, col)
