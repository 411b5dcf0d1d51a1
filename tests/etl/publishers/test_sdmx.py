"""CamStat and UNICEF's warehouse: SDMX as CSV, with codes alone or with their labels. All figures are invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from childrights.areas.coverage import map_view
from childrights.snapshot.snapshot import open_current
from etl.intake.bringing import withdraw_entry
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import build
from geo.provinces import load_provinces
from tests.etl.doors.test_dhs import AS_PUBLISHED
from tests.etl.publishers.test_plain_publishers import ENTRIES, World
from tests.making import write_world
from tests.support.publishers import Answer, FakePublishers, fake_publishers

CAMSTAT = (
    "DATAFLOW",
    "SERIES: Series",
    "REF_AREA: Reference area",
    "SEX: Sex",
    "URBANISATION: Urbanisation",
    "AGE_GROUP: Age group",
    "FREQ: Frequency",
    "TIME_PERIOD: Time period",
    "OBS_VALUE",
    "UNIT_MEASURE: Unit",
    "RESPONSIBLE_AGENCY: Agency",
)
UNICEF = (
    "DATAFLOW",
    "REF_AREA",
    "Geographic area",
    "REF_AREA_PARENT",
    "INDICATOR",
    "Indicator",
    "SEX",
    "Sex",
    "AGE",
    "TIME_PERIOD",
    "OBS_VALUE",
    "LOWER_BOUND",
    "UPPER_BOUND",
    "OBS_STATUS",
)
Row = Sequence[object]


def camstat_row(
    area: str = "KH05: Kampong Speu",
    value: object = 20.5,
    *,
    series: str = "SH_STA_STNT",
    year: object = 2014,
    sex: str = "_T: Total",
    place: str = "_T: Total",
    age: str = "_T: Total",
) -> Row:
    told = (f"{series}: A series", area, sex, place, age, "A: Annual", f"{year}: {year}", value)
    return ("KH_NIS:DF_SDG_KH(1.2): SDG", *told, "PT: Per cent", "NIS: Institute")


def unicef_row(number: int, label: str, value: object, *, parent: str = "KHM", code: str = "PT_F_20-24_MRD_U18") -> Row:
    area = f"{parent}_{number:03d}"
    groups = ("F", "Female", "Y20T24", "2022")
    return ("UNICEF:PT_CM_SUBNATIONAL(1.0)", area, label, parent, code, "Married", *groups, value, "", "", "A")


def table(header: Sequence[str], rows: Sequence[Row]) -> Answer:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return Answer(text.getvalue().encode("utf-8-sig"))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePublishers]:
    with fake_publishers() as fake:
        monkeypatch.setenv("CHILDRIGHTS_PUBLISHERS_BASE", fake.base)
        yield fake


def world_of(folder: Path, code: str, fake: FakePublishers) -> World:
    shipped = {"indicator": "stunting_cdhs_printed", "area": "KH05"}
    rows = [{**shipped, "period": "2014", "value": 40}, {**shipped, "period": "2010", "value": 43}]
    inputs = write_world(folder, rows, source="camstat_sdg_2023")
    build(State(folder / "home"), inputs)
    return World(folder / "home", inputs, ENTRIES[code], fake)


def test_camstat_takes_the_place_of_the_edition_that_is_shipped(tmp_path: Path, fake: FakePublishers) -> None:
    rows = [
        camstat_row("KH05: Kampong Speu", 40.5),
        camstat_row("KH_AGG_KH02_KH24: Battambang and Pailin", 25),
        camstat_row("", 32.4),
        camstat_row("", 33.1, sex="M: Male"),
        camstat_row("", 33.8, place="R: Rural"),
        camstat_row("", 21.9, year=2022),
        camstat_row("", 45, year=2000),
        camstat_row("", 11, age="Y0T1: Under one"),
        camstat_row("", "", year=2015),
        camstat_row("", 3, series="SOMETHING_ELSE"),
    ]
    world = world_of(tmp_path, "camstat", fake)
    before = world.published
    fake.answer = lambda path, query: table(CAMSTAT, rows)
    series, said = world.refresh()
    assert list(series) == ["SH_STA_STNT"] and "not understood" not in said
    assert fake.asked == [
        "/nsiws-stable-camstat-live.officialstatistics.org/rest/data/KH_NIS,DF_SDG_KH,1.2/A.............."
    ]
    assert "published is 40 (camstat_sdg_2023 is replaced)" in said
    assert "1 figure of camstat_sdg_2023 goes with its series" in said
    assert series["SH_STA_STNT"]["left_out"] == {"rows of other groups or years": 1, "years without a value": 1}
    accepted = world.refresh("all")[0]["SH_STA_STNT"]["accepted"]
    found = {
        (one.indicator, one.area, one.period_label, one.sex, one.residence): one.value
        for one in world.published.values()
    }
    assert found == {
        ("stunting_cdhs_printed", "KH05", "2014", "total", "total"): 40.5,
        ("stunting_cdhs_printed", "KH02+KH24", "2014", "total", "total"): 25,
        ("stunting_cdhs_printed", "KH", "2014", "total", "total"): 32.4,
        ("stunting_cdhs_printed", "KH", "2014", "male", "total"): 33.1,
        ("stunting_cdhs_printed", "KH", "2014", "total", "rural"): 33.8,
        ("stunting_cdhs_printed", "KH", "2021-22", "total", "total"): 21.9,
        ("stunting_nchs", "KH", "2000", "total", "total"): 45,
    }
    withdraw_entry(State(world.home), accepted, why="Not yet", who=owner("steward"), inputs=world.inputs)
    assert world.published == before


def test_child_marriage_by_25_provinces_from_unicef(tmp_path: Path, fake: FakePublishers) -> None:
    rows = [unicef_row(n, label, 10 + n / 10) for n, label in enumerate(AS_PUBLISHED, 1)]
    rows += [unicef_row(n, label, 30, parent="LAO") for n, label in enumerate(("Vientiane", "Champasak"), 1)]
    world = world_of(tmp_path, "unicef", fake)
    fake.answer = lambda path, query: table(UNICEF, rows)
    series, said = world.refresh()
    assert "not understood" not in said
    assert fake.asked == [
        "/sdmx.data.unicef.org/ws/public/sdmxapi/rest/data/UNICEF,PT_CM_SUBNATIONAL,1.0/all?format=csv&labels=both"
    ]
    (one,) = series.values()
    assert sum(one["left_out"].values()) == 2
    world.refresh("all")
    snapshot = open_current(world.home)
    view = map_view(snapshot, "child_marriage_18", "2021-22")
    snapshot.close()
    assert {one.area for one in view.drawn} == set(load_provinces()) and not view.not_drawn
    assert {one.programme for one in view.drawn} == {"cdhs"}


HELD: Mapping[str, tuple[Row, str]] = {
    "another country": (camstat_row("LAO: Laos", 30), "another country (LAO)"),
    "a province twice": (camstat_row("KH05: Kampong Speu", 99), "told twice"),
    "out of bounds": (camstat_row("KH06: Kampong Thom", 120), "outside what is possible"),
    "no number": (camstat_row("KH06: Kampong Thom", "12,5"), "“12,5” is not a number"),
    "an unknown place": (camstat_row("KH_X: Atlantis", 30), "“Atlantis” is not a place"),
    "an unknown group": (camstat_row("KH06: Kampong Thom", 30, sex="Q: Queer"), "“Q” is not a code of SEX"),
    "an unknown year": (camstat_row("KH06: Kampong Thom", 30, year="2014-Q1"), "is not a year"),
}


def test_a_row_that_is_not_understood_holds_its_series(tmp_path: Path, fake: FakePublishers) -> None:
    world = world_of(tmp_path, "camstat", fake)
    before = world.published
    sound = [camstat_row("KH05: Kampong Speu", 40.5), camstat_row("", 90, series="N_KH_04010101_01", year=2020)]
    for name, (row, sentence) in HELD.items():
        fake.answer = lambda path, query, row=row: table(CAMSTAT, [*sound, row])
        series, _ = world.refresh()
        assert sentence in " ".join(series["SH_STA_STNT"]["not_understood"]), (name, series)
        assert series["N_KH_04010101_01"]["state"] == "new", name
        world.refresh("SH_STA_STNT")
        assert world.published == before, name


WHOLE: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "no series": (lambda body: body.replace(b"SERIES: Series", b"SERIE: Serie"), "the column INDICATOR is missing"),
    "nothing": (lambda _: b"", "is missing"),
    "other letters": (lambda _: "មិន".encode("utf-16"), "letters that cannot be read"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_reply_that_is_no_table_changes_nothing(tmp_path: Path, fake: FakePublishers, name: str) -> None:
    broken, sentence = WHOLE[name]
    (tmp_path / "home").mkdir()
    world = World(tmp_path / "home", write_world(tmp_path, [{"value": 4}]), ENTRIES["camstat"], fake)
    body = table(CAMSTAT, [camstat_row()]).body
    fake.answer = lambda path, query: Answer(broken(body))
    series, said = world.refresh()
    assert not series and sentence in said.splitlines()[-1], said


def test_files_from_a_stick(tmp_path: Path, fake: FakePublishers) -> None:
    world = world_of(tmp_path, "camstat", fake)
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "sdg.csv").write_bytes(table(CAMSTAT, [camstat_row()]).body)
    (folder / "child marriage.csv").write_bytes(table(UNICEF, [unicef_row(1, "Kandal", 12)]).body)
    assert list(world.refresh(folder=folder)[0]) == ["SH_STA_STNT"]
    world.entry = ENTRIES["unicef"]
    assert list(world.refresh(folder=folder)[0]) == ["PT_F_20-24_MRD_U18"]
    assert not fake.asked
