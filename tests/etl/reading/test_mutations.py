"""A damaged workbook is refused or read; it never crashes the reader and never hangs it."""

from __future__ import annotations

import random
import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.reading.reader import read_workbook
from etl.reading.refusal import FileLimits, FileRefusal

from .mutate import WAYS, mutate
from .raw import sheet_xml, write_xlsx
from .test_ods import cell, row, write_ods

ROWS = (
    '<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c><c r="C1"><f>A1</f></c></row>'
    '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="inlineStr"><is><t>x</t></is></c>'
    '<c r="C2" s="2"><v>44197</v></c></row>'
)
ODS_ROWS = row(cell("float", "1"), cell("date", "2021-01-01")) + row(cell("string", "x"), cell("time", "PT1H0M0S"))


def seeds(folder: Path) -> dict[str, bytes]:
    """One sound file of each type that tests can write without help."""
    folder.mkdir(exist_ok=True)
    book = write_xlsx(folder / "a.xlsx", {"D": sheet_xml(ROWS)}, formats=(9, 14), shared="<si><t>Kampot</t></si>")
    ods = write_ods(folder / "a.ods", f'<table:table table:name="D">{ODS_ROWS}</table:table>')
    return {"xlsx": book.read_bytes(), "ods": ods.read_bytes(), "csv": 'a;"b\nc"\nខេត្ត;1,5\n'.encode()}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return seeds(tmp_path_factory.mktemp("sound"))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["xlsx", "xlsx", "ods", "csv"]), way=st.sampled_from(WAYS), seed=st.integers(0, 2**32))
def test_damage_never_crashes_and_never_hangs(
    sound: dict[str, bytes], tmp_path: Path, kind: str, way: str, seed: int
) -> None:
    path = tmp_path / f"damaged.{kind}"
    path.write_bytes(mutate(sound[kind], way, random.Random(seed)))
    started = time.monotonic()
    try:
        read_workbook(path, limits=FileLimits(cells=2_000_000))
    except FileRefusal as refusal:
        assert path.name in str(refusal)
    assert time.monotonic() - started < 10


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_any_table_written_by_a_common_library_reads_back_equal(tmp_path: Path, table: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row_number, values in enumerate(table, 1):
        for col, value in enumerate(values, 1):
            written = book.active.cell(row_number, col)
            written.value = value  # type: ignore[assignment]
            if isinstance(value, str):
                written.data_type = "s"
    path = tmp_path / "table.xlsx"
    book.save(path)
    sheet = read_workbook(path).sheets[0]
    for row_number, values in enumerate(table):
        for col, value in enumerate(values):
            read = sheet.value(row_number, col)
            if isinstance(value, str):
                assert (read or "") == value.strip(" ") or read == value, (value, read)
            else:
                assert read == (value if isinstance(value, bool | None) else pytest.approx(value, rel=1e-15))
                assert isinstance(read, bool) == isinstance(value, bool)
