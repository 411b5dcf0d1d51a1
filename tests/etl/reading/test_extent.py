"""How far cells reach: one search must never miss a cell that lies outside."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.reading.canonical import ROW
from etl.reading.grid import column_name
from etl.reading.package import CELL, extent_of, extent_within
from etl.reading.refusal import Budget, FileLimits


def part(cells: list[tuple[int, int]]) -> bytes:
    rows: dict[int, str] = {}
    for row, col in cells:
        rows[row] = rows.get(row, "") + f'<c r="{column_name(col)}{row + 1}" t="n"><v>1</v></c>'
    return "".join(f'<row r="{row + 1}">{body}</row>' for row, body in rows.items()).encode()


def budget() -> Budget:
    return Budget(FileLimits(), "a.xlsx")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 60)), min_size=1, max_size=30, unique=True))
def test_the_quick_rectangle_holds_every_cell(cells):
    data = part(cells)
    exact = extent_of(CELL.findall(data), budget())
    quick = extent_within(data, ROW.findall(data), budget())
    assert exact == (max(row for row, _ in cells) + 1, max(col for _, col in cells) + 1)
    assert quick is None or (quick.rows >= exact.rows and quick.cols >= exact.cols)


def test_a_cell_outside_its_row_or_spelt_otherwise_is_looked_at_closely():
    data = part([(row, col) for row in range(50) for col in range(4)])
    numbers = ROW.findall(data)
    assert extent_within(data, numbers, budget()) is not None
    far = data.replace(b'<c r="B7"', b'<c r="B7000"')
    assert extent_within(far, ROW.findall(far), budget()) is None
    assert extent_of(CELL.findall(far), budget()).rows == 7000
    odd = data.replace(b'<c r="B7"', b'<c t="n" r="B7"')
    assert extent_within(odd, ROW.findall(odd), budget()) is None
