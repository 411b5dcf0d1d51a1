"""The swift road and the careful road through a large table lead to the same figures."""

from __future__ import annotations

from childrights.catalogue.model import OBSERVATION_COLUMNS, Observation
from etl.figures import records
from etl.figures.fast_observations import plain_observation
from etl.figures.keys import Key
from tests.etl.corpus.kinds import drafted
from tests.etl.corpus.test_corpus import check


def test_both_roads_give_the_same(monkeypatch):
    case = drafted("long_with_bad_cells", 3)
    swift = check(case)
    monkeypatch.setattr(records, "swift_keys", lambda *_: None)
    careful = check(case)
    order = {one.cell: one for one in careful.observations}
    assert len(swift.observations) > 100 and {one.cell: one for one in swift.observations} == order
    assert {(p.code, p.cell) for p in swift.problems} == {(p.code, p.cell) for p in careful.problems}
    assert (swift.found, swift.rejected, swift.skipped) == (careful.found, careful.rejected, careful.skipped)


def test_a_lean_observation_is_an_observation():
    key = Key("stunting", "KH05", (2014, 2015, "2014-15", ""), "female", "0-4", "urban", "quintile_1", "total")
    lean = plain_observation(key, 30.5, "Data", "C7", "Kampong Speu")
    full = Observation(
        "stunting", "KH05", 2014, 2015, "2014-15", "female", "0-4", "urban", "quintile_1", "total", 30.5,
        sheet="Data", cell="C7", area_as_published="Kampong Speu",
    )  # fmt: skip
    assert type(lean) is Observation and lean == full and hash(lean) == hash(full)
    assert all(hasattr(lean, name) for name in OBSERVATION_COLUMNS)
