"""The reference tables are accepted as shipped and refused, with file, row and column, when a cell is wrong."""

import csv
import shutil
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import ReferenceTableError
from geo.tables import REFERENCE_FOLDER
from tests.support import tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_FOLDER, copy)
    return copy


def change(folder: Path, file: str, key: str, column: str, value: str) -> int:
    """Set one cell of the row whose first column is ``key``; returns the row as a spreadsheet numbers it."""
    path = folder / file
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    number = next(n for n, row in enumerate(rows) if row[0] == key)
    rows[number][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    return number + 1


def test_shipped_catalogue_is_whole() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.indicators) == tables.indicators()
    assert len(catalogue.sources) == tables.sources()
    assert len(catalogue.clusters) == len(tables.rows("reference/crc_clusters"))
    assert len(catalogue.articles) == len(tables.rows("reference/crc_articles"))
    assert sum(one.has_data for one in catalogue.indicators.values()) == tables.indicators_with_data()


def test_every_indicator_stands_in_exactly_one_topic() -> None:
    catalogue = load_catalogue()
    listed = [code for topic in catalogue.topics.values() for code in topic.members]
    assert sorted(listed) == sorted(catalogue.indicators)


def test_related_definitions_share_a_topic() -> None:
    catalogue = load_catalogue()
    for indicator in catalogue.indicators.values():
        for code in indicator.related:
            assert catalogue.indicators[code].topic == indicator.topic


@pytest.mark.parametrize(
    ("file", "column", "value", "words"),
    [
        ("indicators.csv", "unit", "per cent", "is not known"),
        ("indicators.csv", "crc_articles", "24;77", "'77' is not an article"),
        ("indicators.csv", "crc_articles", "", "is empty"),
        ("indicators.csv", "name_km", "", "is empty"),
        ("indicators.csv", "short_name_km", "", "is empty"),
        ("indicators.csv", "cluster", "XYZ", "is not known"),
        ("indicators.csv", "polarity", "good", "is not known"),
        ("indicators.csv", "minimum", "low", "is not a number"),
        ("indicators.csv", "minimum", "200", "smaller than the minimum"),
        ("indicators.csv", "decimals", "9", "between 0 and 4"),
        ("indicators.csv", "related", "nothing", "is not another indicator"),
        ("indicators.csv", "related", "wasting", "does not name"),
        ("topics.csv", "members", "stunting;wasting", "another topic"),
        ("topics.csv", "name_km", "", "is empty"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_address(folder: Path, file: str, column: str, value: str, words: str) -> None:
    row = change(folder, file, "stunting", column, value)
    with pytest.raises(ReferenceTableError, match=words) as refusal:
        load_catalogue(folder)
    error = refusal.value
    shown = str(error)
    assert file in shown and f"row {row}" in shown
    # A minimum above the maximum is told of the maximum, beside which it stands.
    assert error.column in (column, "maximum") and error.row == row


def test_it_is_read_once_for_as_long_as_no_table_changes(folder: Path) -> None:
    before = load_catalogue(folder)
    assert load_catalogue(folder) is before
    change(folder, "topics.csv", "stunting", "name_en", "Children too short for their age")
    assert load_catalogue(folder).topics["stunting"].name_en == "Children too short for their age"
    assert before.topics["stunting"].name_en != "Children too short for their age"


def test_a_code_that_stands_twice_is_refused(folder: Path) -> None:
    change(folder, "indicators.csv", "wasting", "code", "stunting")
    with pytest.raises(ReferenceTableError, match="twice"):
        load_catalogue(folder)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("members", "stunting;stunting_jme", "topics.csv.*'stunting_cdhs_headline' stands in no concept"),
        ("members", "stunting;wasting", "'wasting' is no indicator of the topic 'stunting'"),
        ("members", "stunting;stunting_cdhs2005", "'stunting_cdhs2005' stands in another concept already"),
        ("members", "", "is empty; a concept needs at least one indicator"),
        ("reason", "", "is empty"),
        ("topic", "nothing", "is no indicator of the topic 'nothing'"),
    ],
)
def test_the_series_of_a_topic_are_parted_by_concept(folder: Path, column: str, value: str, words: str) -> None:
    change(folder, "concepts.csv", "stunting", column, value)
    with pytest.raises(ReferenceTableError, match=words):
        load_catalogue(folder)


def test_one_concept_has_one_unit(folder: Path) -> None:
    change(folder, "indicators.csv", "stunting_jme", "unit", "per_1000")
    with pytest.raises(ReferenceTableError, match="'stunting_jme' has another unit than"):
        load_catalogue(folder)


def test_every_series_stands_in_one_concept_of_its_topic() -> None:
    catalogue = load_catalogue()
    for code, indicator in catalogue.indicators.items():
        concept = catalogue.concept_of(code)
        assert concept in catalogue.topics[indicator.topic].concepts
        assert concept.reason or len(catalogue.topics[indicator.topic].members) == 1


def test_missing_and_unknown_columns_are_named(folder: Path) -> None:
    path = folder / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("licence_note", "license", 1), encoding="utf-8")
    with pytest.raises(ReferenceTableError, match="licence_note.*missing"):
        load_catalogue(folder)


def test_a_torn_row_is_refused(folder: Path) -> None:
    path = folder / "topics.csv"
    path.write_text(path.read_text(encoding="utf-8") + "half,a row\n", encoding="utf-8")
    with pytest.raises(ReferenceTableError, match="2 cells instead of 5"):
        load_catalogue(folder)


def test_a_topic_and_its_members_must_name_each_other(folder: Path) -> None:
    change(folder, "indicators.csv", "stunting", "topic", "wasting")
    with pytest.raises(ReferenceTableError, match="topics.csv, row 2, column members: 'stunting' names another topic"):
        load_catalogue(folder)
    change(folder, "indicators.csv", "stunting", "topic", "stunting")
    change(folder, "topics.csv", "stunting", "members", "stunting")
    with pytest.raises(ReferenceTableError, match="column topic: 'stunting' does not list 'stunting_jme'"):
        load_catalogue(folder)


def test_one_unicef_code_stands_for_one_kind_of_source():
    """A survey of attendance and a register of enrolment are two things; so are the national and the global poverty index.

    The codes are those of UNICEF's warehouse and of the metadata of the SDG indicators: 3.b.1 counts the second dose of
    measles, 4.6.2 the literacy rate.
    """
    found = load_catalogue().indicators
    kinds: dict[str, set[str]] = {}
    for one in found.values():
        if one.unicef_code:
            kinds.setdefault(one.unicef_code, set()).add(
                "register" if one.source_type == "administrative" else "survey"
            )
    assert {code: of for code, of in kinds.items() if len(of) > 1} == {}
    codes = {"infant_mortality_10y": "CME_MRY0", "underweight": "NT_ANT_WAZ_NE2", "measles1_coverage_survey": "IM_MCV1"}
    codes |= {"open_defecation_jmp": "WS_PPL_S-OD", "out_of_school_upper_secondary_survey": "ED_ROFST_L3"}
    codes |= {"completion_upper_secondary_survey": "ED_CR_L3", "reading_proficiency_lower_secondary": "ED_READ_L2"}
    codes |= {"child_marriage_15": "PT_F_20-24_MRD_U15", "youth_literacy": "ED_15-24_LR"}
    assert {code: found[code].unicef_code for code in codes} == codes
    goals = {
        "youth_literacy": "4.6.2",
        "mcv2_coverage_wuenic": "3.b.1",
        "measles1_coverage_survey": "",
        "mpi_headcount": "",
    }
    assert {code: found[code].sdg_indicator for code in goals} == goals


def test_a_source_is_cited_by_its_publishers_address():
    """A blog or a site that copies what others publish is where a figure was read, which the terms say, not where it stands."""
    copies = ("blogspot", "wordpress", "slideplayer", "scribd", "docplayer", "facebook")
    found = load_catalogue().sources.values()
    assert [one.key for one in found if any(copy in one.url for copy in copies)] == []
    read_in_copies = [one for one in found if any(copy in one.licence_note for copy in copies)]
    assert {one.key for one in read_in_copies} == {"cdhs2010_slides", "cdhs2014_kir", "clfcls2012"}
    assert all("Read in" in one.licence_note and one.trust != "high" for one in read_in_copies)
