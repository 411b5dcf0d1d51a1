"""Recommendations are checked on load and found by cluster, article, indicator and cycle."""

import csv
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import ReferenceTableError
from childrights.rights.recommendations import (
    MECHANISMS,
    RECOMMENDATIONS_FILE,
    cycles,
    load_recommendations,
    over_cycles,
    touching,
)
from childrights.rights.states import load_states, state_called

CATALOGUE = load_catalogue()
ALL = load_recommendations(CATALOGUE)


def test_every_row_is_loaded_newest_first() -> None:
    with RECOMMENDATIONS_FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(ALL) == len(rows)
    assert [one.year for one in ALL] == sorted((one.year for one in ALL), reverse=True)
    assert {one.summary for one in ALL} == {(row["summary"] or row["official_text"]).strip() for row in rows}
    for one, row in zip(ALL, sorted(rows, key=lambda row: -int(row["year"])), strict=True):
        assert (one.code, one.official_text) == (row["id"], row["official_text"].strip())


def test_found_by_cluster_article_and_indicator() -> None:
    education = touching(ALL, cluster="EDU")
    assert education and all(one.cluster == "EDU" and one.asks for one in education)
    assert all(28 in one.article_numbers for one in touching(ALL, article=28))
    assert {one.year for one in touching(ALL, indicator="birth_registration_u5")} >= {2011, 2019}
    assert not any(one.kind in ("context", "aggregate", "dialogue") for one in touching(ALL))


def test_paragraphs_count_for_their_article() -> None:
    corporal = next(one for one in ALL if one.topic == "Corporal punishment")
    assert corporal.article_numbers == (19, 28, 37)


def test_cycles_hold_every_row_once() -> None:
    found = cycles(ALL)
    assert sum(len(cycle.recommendations) for cycle in found) == len(ALL)
    assert found[0].year == max(one.year for one in ALL)
    assert {"CRC", "UPR", "CCPR", "CESCR"} <= {cycle.mechanism for cycle in found} <= set(MECHANISMS)


def test_a_topic_over_the_cycles() -> None:
    found = over_cycles(ALL, "non-discrimination")
    assert [one.year for one in found] == [2011, 2019]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", ""),
        ("id", "short"),
        ("id", "8h6dp-6qsc6"),
        ("id", "0B7SG-M7M4P"),
        ("mechanism", "XYZ"),
        ("kind", "wish"),
        ("cluster", "ABC"),
        ("crc_articles", "99"),
        ("crc_articles", "four"),
        ("linked_indicators", "nonsense"),
        ("summary", ""),
        ("summary_km", ""),
        ("source_url", ""),
        ("year", "soon"),
        ("urgent", "perhaps"),
    ],
)
def test_a_wrong_row_is_refused_by_name(tmp_path: Path, column: str, value: str) -> None:
    with RECOMMENDATIONS_FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows[3][column] = value
    path = tmp_path / "recommendations.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(ReferenceTableError) as error:
        load_recommendations(CATALOGUE, path)
    assert (error.value.row, error.value.column) == (5, column)


def test_a_new_row_without_an_id_is_offered_one(tmp_path: Path) -> None:
    lines = RECOMMENDATIONS_FILE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "recommendations.csv"
    path.write_text("\n".join([lines[0], lines[1].partition(",")[1] + lines[1].partition(",")[2]]), encoding="utf-8")
    with pytest.raises(ReferenceTableError, match=r"may be given [0-9A-Z]{5}-[0-9A-Z]{5}"):
        load_recommendations(CATALOGUE, path)


def test_every_name_of_a_state_is_of_that_state_alone() -> None:
    """In Khmer letters, too, where a name without its vowel signs is that of another State."""
    named = {name: one for one in load_states() for name in (one.name, one.name_km, *one.aliases)}
    assert {name: state_called(name) for name in named} == named and len(named) > 400
