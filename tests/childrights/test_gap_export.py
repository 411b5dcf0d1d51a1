"""The files of the gaps say everything the page says, with how it was made, and run nothing in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from childrights.catalogue.catalogue import load_catalogue
from childrights.gaps.coverage_matrix import matrix
from childrights.gaps.export import gaps_csv, gaps_xlsx, matrix_csv, matrix_xlsx, weights
from childrights.gaps.ranking import GAPS, WEIGHTS, RankedGap, ranking
from childrights.gaps.searched import open_searches
from childrights.gaps.words import FAMILIES, FAMILY_NAMES, gap_reason_words, what_words
from childrights.i18n import LANGUAGES, translator
from childrights.rights.recommendations import load_recommendations
from childrights.snapshot.snapshot import Snapshot

CATALOGUE = load_catalogue()
TODAY = 2026


@pytest.fixture(scope="module")
def gaps(shipped: Snapshot) -> tuple[RankedGap, ...]:
    return ranking(shipped, CATALOGUE, load_recommendations(CATALOGUE), TODAY)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_gap_is_a_row_with_its_reason_in_both_languages(gaps: tuple[RankedGap, ...]) -> None:
    written = rows(gaps_csv(gaps, CATALOGUE))
    assert [int(row["rank"]) for row in written] == [gap.rank for gap in gaps]
    assert all(row["what_km"] and row["reason_km"] and row["words_en"] for row in written)


def test_the_workbook_says_how_it_was_made(shipped: Snapshot, gaps: tuple[RankedGap, ...]) -> None:
    book = load_workbook(io.BytesIO(gaps_xlsx(gaps, CATALOGUE, shipped, TODAY)))
    assert book.sheetnames == ["Gaps", "About", "Weights"]
    assert book["Gaps"].max_row == len(gaps) + 1
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=2)}
    assert about["snapshot"] == shipped.name and about["date"] == shipped.built_at
    assert about["method"] and about["limits"] and about["ages counted to"] == TODAY
    assert len(weights()) == len(WEIGHTS) + 3


def test_the_matrix_is_written_whole(shipped: Snapshot) -> None:
    found = matrix(shipped, CATALOGUE, indicators=["stunting", "child_injury_deaths_rate"])
    written = rows(matrix_csv(found, CATALOGUE, open_searches(shipped, CATALOGUE)))
    assert len(written) == 26 * len(found)
    states = {
        row["indicator"]: {one["search_state"] for one in written if one["indicator"] == row["indicator"]}
        for row in written
    }
    assert states == {"stunting": {""}, "child_injury_deaths_rate": {"not_looked"}}
    book = load_workbook(io.BytesIO(matrix_xlsx(found, CATALOGUE, shipped, TODAY)))
    assert book.sheetnames == ["Coverage", "About", "States"]
    assert book["Coverage"].max_row == 26 * len(found) + 1


def test_a_name_that_would_run_as_a_formula_does_not(gaps: tuple[RankedGap, ...]) -> None:
    first = next(gap for gap in gaps if gap.topic)
    topic = replace(CATALOGUE.topics[first.topic], name_en="=HYPERLINK(1)")
    evil = replace(CATALOGUE, topics={**CATALOGUE.topics, first.topic: topic})
    assert rows(gaps_csv([first], evil))[0]["what_en"].startswith("'=")


def test_every_kind_belongs_to_one_family() -> None:
    kinds = [kind for family in FAMILIES.values() for kind in family]
    assert sorted(kinds) == sorted(GAPS) and FAMILIES.keys() == FAMILY_NAMES.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_gap_has_words(gaps: tuple[RankedGap, ...], lang: str) -> None:
    for gap in gaps:
        assert what_words(gap, CATALOGUE, lang)
        assert "{" not in gap_reason_words(gap, translator(lang))


def test_every_gap_says_what_is_known_of_it_elsewhere(gaps: tuple[RankedGap, ...]) -> None:
    written = rows(gaps_csv(gaps, CATALOGUE))
    for row, gap in zip(written, gaps, strict=True):
        if not gap.topic:
            assert row["search_state"] == ""
            continue
        assert row["search_state"] in ("elsewhere", "not_found", "not_looked")
        assert bool(row["searched_on"]) == bool(row["searched_by"]) == (row["search_state"] != "not_looked")
        assert row["search_en"] and row["search_km"] and "{" not in row["search_en"] + row["search_km"]
    assert {row["search_state"] for row in written} == {"", "elsewhere", "not_found", "not_looked"}
