"""What the interface answers, in the words of the library, and nothing beyond what a page says to anybody."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow.parquet as pq
import pytest

from api import PREFIX, read_api
from childrights.catalogue import load_catalogue
from childrights.export import COLUMNS
from childrights.messages import answered
from childrights.snapshot import Snapshot, all_observations
from tests.api.asking import ask, one
from tests.support.members import figure, publish, send
from tests.support.verbs import run


@pytest.fixture(autouse=True)
def _published(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))


def test_every_figure_is_read_in_pages_with_its_unit_period_source_and_terms(shipped: Snapshot) -> None:
    expected = {found.id: found for found in all_observations(shipped)}
    path, seen = "observations?limit=4000", {}
    while path:
        told = one(path).json()
        seen |= {record["code"]: record for record in told["observations"]}
        keys = {source["key"] for source in told["sources"]}
        assert all(
            record["unit"] and record["period_label"] and record["source"] in keys for record in told["observations"]
        )
        assert told["total"] == len(expected) and told["terms"]
        path = told["next"].removeprefix(f"/{PREFIX}/v1/") if told["next"] else ""
    assert {code: record["value"] for code, record in seen.items()} == {code: f.value for code, f in expected.items()}


def test_what_follows_is_asked_of_the_same_snapshot(shipped: Snapshot) -> None:
    following = one("observations?indicator=stunting&limit=5").json()["next"]
    assert f"snapshot={shipped.name}" in urlsplit(following).query


def test_formats_hold_the_same_rows() -> None:
    asked = "observations?indicator=stunting&first_year=2014&limit=500"
    as_json, as_csv, parquet, drawn = ask(asked, *(f"{asked}&format={kind}" for kind in ("csv", "parquet", "geojson")))
    codes = [record["code"] for record in as_json.json()["observations"]]
    assert [row["code"] for row in csv.DictReader(io.StringIO(as_csv.content.decode("utf-8-sig")))] == codes
    table = pq.read_table(io.BytesIO(parquet.content))
    assert table.column("code").to_pylist() == codes and table.column_names == list(COLUMNS)
    assert {feature["id"] for feature in drawn.json()["features"] if "id" in feature} == set(codes)


Holds = Callable[[dict[str, Any]], bool]
FILTERS: dict[str, Holds] = {
    "indicator=stunting&area=KH": lambda f: f["indicator"] == "stunting" and f["area"] == "KH",
    "right=EDU&sex=female": lambda f: f["sex"] == "female" and f["indicator"] in OF_EDUCATION,
    "right=EDU&indicator=stunting": lambda f: False,
    "first_year=2019&last_year=2020": lambda f: f["year_end"] >= 2019 and f["year_start"] <= 2020,
    "area=KH02%2BKH24": lambda f: f["area"] == "KH02+KH24",
    "wealth=quintile_1&wealth=quintile_5": lambda f: f["wealth"] in ("quintile_1", "quintile_5"),
    "age=0-4&residence=rural": lambda f: f["age"] == "0-4" and f["residence"] == "rural",
    "status=modelled": lambda f: f["status"] == "modelled",
    "source=census2019": lambda f: f["source"] == "census2019",
}
OF_EDUCATION = {code for code, known in load_catalogue().indicators.items() if known.cluster == "EDU"}


def test_a_filter_gives_what_it_says_and_all_of_it() -> None:
    everything = one("observations?limit=10000").json()["observations"]
    told = [said.json()["observations"] for said in ask(*(f"observations?{asked}&limit=10000" for asked in FILTERS))]
    assert [len(found) for found in told] == [sum(map(holds, everything)) for holds in FILTERS.values()]
    assert all(holds(f) for holds, found in zip(FILTERS.values(), told, strict=True) for f in found)
    assert sum(map(bool, told)) >= len(FILTERS) - 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404),
        ("observations/ZZZZZ-ZZZZZ", 404),
        ("certificates/ZZZZZ-ZZZZZ", 404),
        ("observations?indicator=no_such_thing", 404),
        ("observations?area=KH99", 404),
        ("observations?area=KH05%2BKH05", 404),
        ("observations?source=nobody", 404),
        ("observations?right=ZZZ", 404),
        ("observations?snapshot=20200101T000000000000-abcdef012345", 404),
        ("messages?indicator=no_such_thing", 404),
        ("export/docx", 404),
        ("export/csv?indicator=stunting&year=1901", 409),
        ("observations?sex=boys", 422),
        ("observations?limit=0", 422),
        ("observations?limit=1e9", 422),
        ("observations?colour=red", 422),
        ("observations?snapshot=../../etc/passwd", 422),
        ("observations/%2e%2e%2fetc", 404),
        ("messages", 422),
    ],
)
def test_what_cannot_be_answered_is_refused_as_json_with_the_reason(path: str, status: int) -> None:
    said = one(path)
    assert (said.status_code, said.headers["content-type"]) == (status, "application/problem+json")
    assert said.json()["status"] == status and len(said.json()["detail"]) > 20


def test_nothing_can_be_written() -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
        said = one("observations", method=method)
        assert said.status_code == 405 and "GET" in said.headers["allow"]
    head = one("observations?limit=1", method="HEAD")
    assert (head.status_code, head.content) == (200, b"") and int(head.headers["content-length"]) > 100


def test_what_is_known_is_not_sent_again() -> None:
    app = read_api()
    first = one("indicators", app=app)
    again = one("indicators", app=app, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert one("sources", app=app, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_who_asks_too_often_waits() -> None:
    app = read_api(a_minute=3)
    answers = ask(*["snapshots"] * 5, app=app)
    assert [said.status_code for said in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


def test_a_message_is_the_one_of_the_engine_or_its_refusal(shipped: Snapshot) -> None:
    said, weak = (
        one("messages?indicator=stunting&area=KH05&year=2014"),
        one("messages?indicator=stunting&area=KH&year=1950"),
    )
    engine = answered(shipped, load_catalogue(), "stunting", area="KH05", year=2014, compare="", lang="en", today=2026)
    assert said.json()["headline"] == engine.headline and said.json()["observations"] == list(engine.observations)
    assert weak.json()["verdict"] == "do_not_say" and weak.json()["reasons"] and not weak.json()["headline"]


def test_the_catalogue_says_how_many_figures_there_are_and_what_has_none() -> None:
    told = {one["code"]: one for one in one("indicators").json()["indicators"]}
    assert set(told) == set(load_catalogue().indicators)
    assert told["stunting"]["figures"] > 50 and any(known["figures"] == 0 for known in told.values())


def test_areas_are_told_and_drawn() -> None:
    told, drawn = one("areas").json()["areas"], one("areas?format=geojson").json()
    kinds = {area["code"]: area["kind"] for area in told}
    assert (kinds["KH"], kinds["KH25"], kinds["KH02+KH24"]) == ("country", "province", "survey_domain")
    assert {feature["id"] for feature in drawn["features"]} == set(kinds) - {"KH"} and drawn["boundaries"]


def test_members_figures_are_told_apart_and_what_was_taken_back_is_gone(own_home: Path) -> None:
    upload = send(own_home, "Member A", [figure("stunting", "KH05", 2014, 31.5)])
    publish(own_home)
    beside = one("observations?indicator=stunting&area=KH05&layer=members").json()["observations"]
    assert [(f["value"], f["layer"], f["member"]) for f in beside] == [(31.5, "members", "Member A")]
    published = one("observations?indicator=stunting&area=KH05").json()["observations"]
    assert beside[0]["code"] not in {f["code"] for f in published}
    certificate = one(f"certificates/{beside[0]['code']}")
    assert ".xlsx" not in certificate.text and "Member A" in certificate.text
    name = certificate.json()["snapshot"]

    assert run(own_home, "withdraw", upload.id, "--why", "the reason").returncode == 0
    gone = one(f"observations/{beside[0]['code']}")
    assert gone.status_code == 410 and gone.json()["how"] == "withdrawn" and "31.5" not in gone.text
    assert "the reason" not in gone.text
    assert one(f"observations?indicator=stunting&snapshot={name}").status_code == 410


def test_an_older_snapshot_answers_by_its_name(own_home: Path) -> None:
    before = one("observations?indicator=stunting&limit=2000").json()
    send(own_home, "Member A", [figure("stunting", "KH05", 2014, 31.5)])
    publish(own_home)
    listed = one("snapshots").json()["snapshots"]
    assert [known["current"] for known in listed] == [True, False] and listed[1]["name"] == before["snapshot"]
    again = one(f"observations?indicator=stunting&limit=2000&snapshot={before['snapshot']}&layer=all").json()
    assert again["observations"] == before["observations"]
    assert one("observations?indicator=stunting&layer=all").json()["total"] == before["total"] + 1


def test_the_description_names_every_address_and_every_column() -> None:
    told = one("openapi.json").json()
    assert told["openapi"].startswith("3.1") and {"/v1/observations", "/v1/messages", "/v1/export/{format}"} <= set(
        told["paths"]
    )
    assert list(told["components"]["schemas"]["Observation"]["properties"]) == list(COLUMNS)
