"""Publishers whose rows are a code, a year and a value, each with the shape of its replies. All figures are invented."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from childrights.catalogue.model import Observation
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import open_current
from etl.intake.bringing import withdraw_entry
from etl.ledger.entry_log import take_back
from etl.ledger.state import State
from etl.permissions import owner
from etl.publishers.asking import PoliteClient
from etl.publishers.refreshing import Refreshing
from etl.publishers.series_table import PublisherEntry, load_publishers
from etl.publishers.telling import difference_lines, refresh_record
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world
from tests.support.publishers import Answer, FakePublishers, Query, fake_publishers

ENTRIES = load_publishers(Inputs().publishers)
Figures = Mapping[str, Mapping[str, float | None]]
"""Code of a publisher to year to value."""


def world_bank(figures: Figures, updated: str = "2026-10-28") -> Callable[[str, Query], Answer]:
    def answer(path: str, query: Query) -> Answer:
        code = path.rpartition("/")[2]
        assert path.startswith("api.worldbank.org/v2/country/KHM/indicator/")
        size, page = 2, int(query["page"])
        rows = [
            {
                "indicator": {"id": code, "value": "A name"},
                "country": {"id": "KH", "value": "Cambodia"},
                "countryiso3code": "KHM",
                "date": year,
                "value": value,
                "unit": "",
                "obs_status": "",
                "decimal": 1,
            }
            for year, value in figures.get(code, {}).items()
        ]
        pages = max(1, -(-len(rows) // size))
        facts = {"page": page, "pages": pages, "per_page": size, "total": len(rows), "lastupdated": updated}
        return _json([facts, rows[(page - 1) * size : page * size] or None])

    return answer


def _json(told: object) -> Answer:
    return Answer(json.dumps(told).encode())


def uis(figures: Figures, updated: str = "20260915-abc") -> Callable[[str, Query], Answer]:
    def answer(path: str, query: Query) -> Answer:
        if path.endswith("/versions/default"):
            return _json({"version": updated, "publicationDate": "2026-09-15"})
        assert path == "api.uis.unesco.org/api/public/data/indicators" and query["geoUnit"] == "KHM"
        more = {"magnitude": None, "qualifier": None, "footnotes": []}
        rows = [
            {"indicatorId": code, "geoUnit": "KHM", "year": int(year), "value": value} | more
            for code, years in figures.items()
            for year, value in years.items()
        ]
        return _json({"hints": [], "records": rows, "indicatorMetadata": []})

    return answer


def who(figures: Figures, updated: str = "2026-07-15") -> Callable[[str, Query], Answer]:
    def answer(path: str, query: Query) -> Answer:
        host, _, code = path.partition("/api/")
        assert host == "ghoapi.azureedge.net" and query["$filter"] == "SpatialDim eq 'KHM'"
        more = {
            "SpatialDimType": "COUNTRY",
            "TimeDimType": "YEAR",
            "Low": None,
            "High": None,
            "Date": f"{updated}T10:00",
        }
        rows = [
            {"Id": 1, "IndicatorCode": code, "SpatialDim": "KHM", "TimeDim": int(year), "Dim1": None}
            | more
            | {"Value": f"{value} [1-99]", "NumericValue": value}
            for year, value in figures.get(code, {}).items()
        ]
        other = {"IndicatorCode": code, "SpatialDim": "KHM", "TimeDim": 2022, "Dim1": "AGEGROUP_X", "NumericValue": 1.0}
        return _json({"@odata.context": "…", "value": [*rows, other]})

    return answer


def un_sdg(figures: Figures, updated: str = "") -> Callable[[str, Query], Answer]:
    def answer(path: str, query: Query) -> Answer:
        assert path == "unstats.un.org/sdgapi/v1/sdg/Series/Data" and query["areaCode"] == "116"
        code, size, page = query["seriesCode"], 2, int(query["page"])
        whole = {"Sex": "BOTHSEX", "Location": "ALLAREA", "Age": "ALLAGE", "Reporting Type": "G"}
        rows = [
            {
                "series": code,
                "geoAreaCode": "116",
                "geoAreaName": "Cambodia",
                "timePeriodStart": float(year),
                "value": "NaN" if value is None else str(value),
                "valueType": "Float",
                "upperBound": None,
                "lowerBound": None,
                "attributes": {"Nature": "C", "Units": "PERCENT"},
                "dimensions": {**whole, **groups},
            }
            for year, value in figures.get(code, {}).items()
            for groups in ({}, {"Age": "75+"})
        ]
        pages = max(1, -(-len(rows) // size))
        facts = {"size": size, "totalElements": len(rows), "totalPages": pages, "pageNumber": page}
        return _json(facts | {"data": rows[(page - 1) * size : page * size]})

    return answer


PUBLISHERS = {"worldbank": world_bank, "uis": uis, "who": who, "un_sdg": un_sdg}


def everything(entry: PublisherEntry, shift: float = 0.0) -> dict[str, dict[str, float | None]]:
    """Three years of every code that is asked for, one without a value."""
    codes = dict.fromkeys(one.row["code"] for one in entry.wanted)
    return {code: {"2022": 20 + n + shift, "2023": 21.5 + n, "2024": None} for n, code in enumerate(codes)}


class World:
    """A state with some shipped figures, and one publisher that answers."""

    def __init__(self, home: Path, inputs: Inputs, entry: PublisherEntry, fake: FakePublishers) -> None:
        self.home, self.inputs, self.entry, self.fake = home, inputs, entry, fake

    def refresh(self, *accept: str, folder: Path | None = None) -> tuple[dict[str, dict[str, Any]], str]:
        said: list[str] = []
        with PoliteClient(said.append, timeout=0.2) as client:
            one = Refreshing(State(self.home), said.append, True, self.inputs, client, owner("steward"))
            seen = one.seen(self.entry, folder, waiting=bool(accept))
            assert seen is not None
            seen = one.accept(self.entry, seen, accept) if accept else seen
            if seen.accepted:
                one.publish()
        said.extend(difference_lines(seen))
        return {series["series"]: series for series in refresh_record(seen)["series"]}, "\n".join(said)

    @property
    def published(self) -> dict[tuple[str, ...], Observation]:
        snapshot = open_current(self.home)
        try:
            return {one.about: one for one in all_observations(snapshot)}
        finally:
            snapshot.close()


@pytest.fixture(params=list(PUBLISHERS))
def world(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    entry = ENTRIES[request.param]
    with fake_publishers() as fake:
        monkeypatch.setenv("CHILDRIGHTS_PUBLISHERS_BASE", fake.base)
        (tmp_path / "home").mkdir()
        inputs = write_world(tmp_path, [{"area": "KH05", "value": 40}])
        yield World(tmp_path / "home", inputs, entry, fake)


def test_from_the_first_round_to_a_revision_and_back(world: World) -> None:
    giving = PUBLISHERS[world.entry.code]
    world.fake.answer = giving(everything(world.entry))
    series, said = world.refresh()
    assert set(series) == set(world.entry.series), said
    assert {one["state"] for one in series.values()} == {"new"}, said
    world.refresh("all")
    before = world.published
    found = [one for one in before.values() if one.source == world.entry.source.key]
    assert {one.indicator for one in found} == {one.indicator for one in world.entry.wanted}
    assert len(found) == 2 * len({one.row["code"] for one in world.entry.wanted})
    assert all(one.area == "KH" and one.programme for one in found)
    assert {one["state"] for one in world.refresh()[0].values()} == {"unchanged"}

    world.fake.answer = giving(everything(world.entry, shift=0.5))
    series, _ = world.refresh()
    assert {one["state"] for one in series.values()} == {"revised"}
    series, _ = world.refresh("all")
    assert {one.value for one in world.published.values()} != {one.value for one in before.values()}
    for one in series.values():
        take_back(State(world.home), one["accepted"], why="Not yet", who=owner("steward"))
    build(State(world.home), world.inputs)
    assert world.published == before


def test_a_re_estimated_series_takes_the_place_of_the_shipped_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = {"indicator": "basic_water_jmp", "area": "KH", "status": "modelled"}
    rows = [{**shipped, "period": str(year), "value": 50 + year - 2000} for year in (2001, 2022, 2023)]
    inputs = write_world(tmp_path, rows, source="wdi_jmp_2026")
    build(State(tmp_path / "home"), inputs)
    with fake_publishers() as fake:
        monkeypatch.setenv("CHILDRIGHTS_PUBLISHERS_BASE", fake.base)
        world = World(tmp_path / "home", inputs, ENTRIES["worldbank"], fake)
        before = world.published
        fake.answer = world_bank({"SH.H2O.BASW.ZS": {"2022": 77.5, "2023": 78.0}})
        _, said = world.refresh()
        assert "published is 72 (wdi_jmp_2026 is replaced)" in said
        assert "1 figure of wdi_jmp_2026 goes with its series" in said
        accepted = world.refresh("all")[0]["SH.H2O.BASW"]["accepted"]
        after = world.published
        assert sorted((one.period_label, one.value, one.round) for one in after.values()) == [
            ("2022", 77.5, "WDI 2026-10-28"),
            ("2023", 78.0, "WDI 2026-10-28"),
        ]
        snapshot = open_current(world.home)
        old = {one.period_label: one.id for one in before.values()}
        rows = snapshot.rows("SELECT id, superseded_by FROM snapshot.superseded")
        assert {str(one) for one, _ in rows} == {old["2022"], old["2023"]}
        assert snapshot.rows("SELECT id, upload FROM snapshot.withdrawn") == [(old["2001"], accepted)]
        snapshot.close()
        withdraw_entry(State(world.home), accepted, why="Not yet", who=owner("steward"), inputs=inputs)
        assert world.published == before
