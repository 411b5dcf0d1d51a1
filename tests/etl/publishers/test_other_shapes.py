"""Replies of shapes that nobody foresaw: each ends in a sentence or in a held series, none in an error."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from childrights.catalogue.catalogue import load_catalogue
from etl.ledger.state import State
from etl.permissions import owner
from etl.publishers import dhs, ophi, uis, un_sdg
from etl.publishers.asking import PoliteClient
from etl.publishers.refreshing import Refreshing
from etl.publishers.series_table import load_publishers
from etl.publishers.telling import difference_lines
from etl.snapshot.assemble import Inputs
from tests.etl.publishers import test_plain_publishers as plain
from tests.etl.publishers.test_downloads import FILES, hdx
from tests.etl.publishers.test_refresh import WASTING, rows_of
from tests.etl.publishers.test_sdmx import CAMSTAT, camstat_row, table
from tests.support import tables
from tests.support.publishers import Answer, dhs_page, fake_publishers

ENTRIES = load_publishers(Inputs().publishers)
STRANGE: tuple[Any, ...] = (
    None,
    "",
    "x",
    -1,
    1e30,
    True,
    [],
    {},
    [[]],
    {"a": 1},
    "2021",
    "NaN",
    float("nan"),
    10**400,
    float("inf"),
    "1,234.5",
)


def replies() -> Iterator[tuple[str, bytes]]:
    """A sound reply of each publisher."""
    query = {"indicatorIds": WASTING, "breakdown": "subnational", "perpage": "1000", "page": "1"}
    yield "dhs", dhs_page(rows_of(WASTING), query).body
    yield "ophi", hdx(trends=False)
    yield "who", FILES["WHO, CSV"][2]
    yield "uis", FILES["UIS, archive"][2]
    yield "camstat", table(CAMSTAT, [camstat_row(), camstat_row("", 30.1)]).body
    asked = {
        "worldbank": ("api.worldbank.org/v2/country/KHM/indicator/{code}", {}),
        "uis": ("api.uis.unesco.org/api/public/data/indicators", {"geoUnit": "KHM"}),
        "who": ("ghoapi.azureedge.net/api/{code}", {"$filter": "SpatialDim eq 'KHM'"}),
        "un_sdg": ("unstats.un.org/sdgapi/v1/sdg/Series/Data", {"areaCode": "116"}),
    }
    for publisher, (path, more) in asked.items():
        code = ENTRIES[publisher].wanted[0].row["code"]
        answer = plain.PUBLISHERS[publisher]({code: {"2022": 20.5}})
        yield publisher, answer(path.format(code=code), {"page": "1", "seriesCode": code, **more}).body


def spoilt(told: Any, chance: random.Random) -> Any:
    """The same JSON with one thing in it gone, or another thing in its place."""
    places: list[tuple[Any, Any]] = []

    def walk(one: Any) -> None:
        for key in list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ():
            places.append((one, key))
            walk(one[key])

    told = json.loads(json.dumps(told))
    walk(told)
    holder, key = chance.choice(places)
    if chance.random() < 0.3:
        del holder[key]
    else:
        holder[key] = chance.choice(STRANGE)
    return told


def spoil(body: bytes, chance: random.Random) -> bytes:
    kind = chance.random()
    if kind < 0.15:
        return body[: chance.randrange(len(body))]
    if kind < 0.3 or body[:1] not in b"[{":
        at = chance.randrange(len(body))
        return body[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 4))) + body[at + 1 :]
    return json.dumps(spoilt(json.loads(body), chance)).encode()


@pytest.mark.parametrize(("publisher", "body"), list(replies()), ids=lambda one: one if isinstance(one, str) else "")
def test_no_shape_of_a_reply_ends_in_an_error(tmp_path: Path, publisher: str, body: bytes) -> None:
    chance, folder = random.Random(publisher), tmp_path / "stick"
    folder.mkdir()
    state, entry, unread = State(tmp_path / "home"), ENTRIES[publisher], 0
    run = Refreshing(state, lambda _: None, keep=False)
    for _ in range(120):
        (folder / "reply.json").write_bytes(spoil(body, chance))
        seen = run.from_folder(entry, folder)
        lines = list(difference_lines(seen)) if seen else []
        assert all("\n" not in line for line in lines)
        unread += not seen or not seen.in_order
    assert unread > 20, "hardly anything was spoilt"
    assert not state.home.exists()


def test_a_publisher_that_never_comes_to_the_last_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_publishers() as fake, PoliteClient(lambda _: None, base=fake.base) as client:
        rows = [{"page": 1, "pages": 3, "total": 9, "lastupdated": ""}, []]
        fake.answer = lambda path, query: Answer(json.dumps(rows).encode())
        run = Refreshing(State(tmp_path / "home"), lambda _: None, client=client, who=owner("steward"))
        assert "never comes to the last page" in str(run.fetch(ENTRIES["worldbank"]).fault)
        assert len(fake.asked) < 5


def test_every_remark_beside_a_fetched_figure_is_known_in_khmer() -> None:
    known = {row["note_en"] for row in tables.rows("reference/notes")}
    told = [one.row.get("remark", "") for entry in ENTRIES.values() for one in entry.wanted]
    remarks = {part for one in told for part in one.split("; ") if part} | {ophi.MERGED, ophi.WITH_TBOUNG_KHMUM}
    assert {*remarks, *dhs.SPANS.values(), *uis.NOTES.values(), *un_sdg.NOTES.values()} <= known


def test_every_series_that_is_asked_for_is_in_the_unit_of_its_indicator() -> None:
    units = {code: one.unit for code, one in load_catalogue().indicators.items()}
    asked = [one for entry in ENTRIES.values() for one in entry.wanted]
    assert [one for one in asked if units.get(one.indicator) != one.unit] == []
    keys = {row["key"] for row in tables.rows("reference/sources")}
    assert {key for one in asked for key in one.replaces} <= keys
