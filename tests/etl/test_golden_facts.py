"""Published values that a correct build must show, copied from the publications, asserted against the snapshot."""

import csv
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group
from childrights.language.format import format_number
from childrights.snapshot.notes import load_notes, note_parts
from childrights.snapshot.queries import all_observations, area_values, counts, file_reports
from childrights.snapshot.snapshot import Snapshot
from tests.support import tables

FACTS = Path(__file__).parent.parent / "data" / "golden_facts.csv"
GROUP = ("sex", "age", "residence", "wealth", "disability")

with FACTS.open(encoding="utf-8", newline="") as file:
    GOLDEN = list(csv.DictReader(file))


def test_no_fact_is_lost() -> None:
    assert len(GOLDEN) >= 60


@pytest.mark.parametrize("fact", GOLDEN, ids=lambda fact: f"{fact['indicator']}-{fact['area']}-{fact['period_label']}")
def test_golden_fact(shipped: Snapshot, fact: dict[str, str]) -> None:
    group = Group(**{name: fact[name] for name in GROUP})
    found = [o for o in area_values(shipped, fact["indicator"], fact["period_label"], group) if o.area == fact["area"]]
    assert len(found) == 1
    observation = found[0]
    indicator = load_catalogue().indicators[fact["indicator"]]
    assert observation.value == float(fact["value"])
    assert format_number(observation.value, indicator, "en").replace(",", "") == fact["display"]
    assert indicator.unit == fact["unit"]
    assert observation.source == fact["source"]
    assert observation.source_table == fact["source_table"]
    assert observation.area_as_published == fact["area_as_published"]


def test_the_whole_reference_set_is_counted(shipped: Snapshot) -> None:
    found = counts(shipped)
    assert (found.observations, found.uploads) == (tables.figures(), 0)
    assert (found.indicators, found.indicators_with_data) == (tables.indicators(), tables.indicators_with_data())
    assert (found.sources, found.provinces) == (tables.sources(), tables.provinces())


def test_every_remark_of_a_figure_is_known_or_only_counts(shipped: Snapshot) -> None:
    told = {part for one in all_observations(shipped) for part in note_parts(one.note)}
    unknown = sorted(part for part in told - set(load_notes()) if " families in " not in part)
    assert unknown == [], "a row of data/reference/notes.csv for each remark that a source carries"


def test_every_published_file_has_its_layout_and_stands_among_the_sources() -> None:
    """A file without a layout would be passed over in silence."""
    files = {path.stem for path in (tables.ROOT / "data" / "sources").iterdir()}
    layouts = {path.stem for path in (tables.ROOT / "data" / "layouts").glob("*.toml")}
    listed = {row["key"] for row in tables.rows("reference/sources")}
    assert sorted(files ^ layouts) == [] and sorted(listed ^ layouts) == []


def test_every_cell_of_every_source_is_accounted_for(shipped: Snapshot) -> None:
    reports = file_reports(shipped)
    assert len(reports) == tables.sources()
    for report in reports:
        assert report.cells == report.blank + report.accepted + report.rejected
        assert report.rejected == 0
    assert sum(report.accepted for report in reports) == tables.figures()


def test_catalogue_says_truly_which_indicators_have_data(shipped: Snapshot) -> None:
    with_data = {row[0] for row in shipped.rows("SELECT DISTINCT indicator FROM snapshot.observation")}
    assert with_data == {code for code, one in load_catalogue().indicators.items() if one.has_data}
