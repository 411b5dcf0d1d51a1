"""Data about persons beside the cells: in comments and in the caches of pivot tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.check import check_file
from etl.reading.grid import Sheet, Workbook
from etl.understanding.engine import check_workbook
from geo.names import load_gazetteer
from tests.etl.reading.raw import sheet_xml, write_xlsx
from tests.etl.understanding.sheets import CATALOGUE, check_rows, reported

ROWS = [["Stunting (%), 2014"], ["Province", "Value"], ["Kep", 30.1], ["Takeo", 31.2]]
CACHE = (
    '<pivotCacheDefinition><cacheFields><cacheField name="{name}"><sharedItems>{items}</sharedItems></cacheField>'
    "</cacheFields></pivotCacheDefinition>"
)


@pytest.mark.parametrize(
    "text", ["case of Sok Neang, phone 012 345 678", "her name is Sok", "a 12-year-old girl told it"]
)
def test_a_comment_about_a_person_keeps_a_file_out(text: str) -> None:
    found = check_rows(ROWS, comments={(2, 1): text})
    assert reported(found) == [("personal_data", "B3")] and not found.observations
    assert not any(text in str(problem) for problem in found.problems)


@pytest.mark.parametrize("text", ["see page 4", "corrected on 12/03/2024", "ask the office", "99.9 ?"])
def test_other_comments_are_told_and_the_figures_read(text: str) -> None:
    found = check_rows(ROWS, comments={(2, 1): text})
    assert reported(found) == [("ambiguous_number", "B3")] and len(found.observations) == 2


@pytest.mark.parametrize(
    ("name", "items", "refused"),
    [
        ("Child name", ("Sok Neang", "Chan Thida"), True),
        ("ឈ្មោះម្ដាយ", ("សុខ នាង", "ចាន់ ធីតា"), True),
        ("Province", ("Kep", "Takeo"), False),
        ("Year", ("2014", "2015"), False),
    ],
)
def test_the_cache_of_a_pivot_table_is_looked_through(
    name: str, items: tuple[str, ...], refused: bool, tmp_path: Path
) -> None:
    cache = CACHE.format(name=name, items="".join(f'<s v="{item}"/>' for item in items))
    extra: dict[str, str | bytes] = {"xl/pivotCache/pivotCacheDefinition1.xml": cache}
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Kep</t></is></c></row>'
    path = write_xlsx(tmp_path / "x.xlsx", {"S": sheet_xml(cells)}, extra=extra)
    assert ("personal_data" in {p.code for p in check_file(path).problems}) == refused


def test_a_line_too_long_gives_no_figure_and_is_told_once() -> None:
    sheet = Sheet("S", [list(row) for row in ROWS], marks={(2, 0): "ragged", (2, 1): "ragged"})
    found = check_workbook(
        Workbook(Path("x.csv"), "x.csv", "0" * 64, "csv", [sheet]), catalogue=CATALOGUE, gazetteer=load_gazetteer()
    )
    assert reported(found) == [("ambiguous_number", "A3")]
    assert [one.cell for one in found.observations] == ["B4"]
    assert found.found == len(found.observations) + found.rejected + found.skipped
