"""``refresh`` end to end against a server that answers as the DHS Program does. All figures are invented."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from childrights.areas.coverage import map_view
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.certificate.birth import certificate
from childrights.members.layers import with_publications
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import open_current
from etl.doors.dhs import DHS_FIELDS
from etl.intake.bringing import withdraw_entry
from etl.ledger.state import State
from etl.permissions import owner
from etl.publishers.asking import PoliteClient, Question
from etl.publishers.refreshing import Refreshing
from etl.publishers.series_table import load_publishers
from etl.publishers.telling import difference_lines, kept_record, refresh_record
from etl.snapshot.assemble import Inputs, build
from geo.provinces import load_provinces
from tests.etl.doors.test_dhs import AS_PUBLISHED, row, total
from tests.making import write_world
from tests.support.publishers import Answer, FakePublishers, Query, dhs_page, fake_publishers
from tests.support.verbs import run

Row = Mapping[str, object]
DHS = load_publishers(Inputs().publishers)["dhs"]
WASTING = "CN_NUTS_C_WH2"


def rows_of(series: str, *, shift: float = 0.0, by: str = "") -> list[Row]:
    """The country, its 25 provinces and town and country of one series of 2021-22."""
    said = {"IndicatorId": series, "ByVariableLabel": by, "Indicator": f"The series {series}"}
    provinces = [
        row(label, round(10 + n / 10 + shift, 1), CharacteristicOrder=n, DenominatorUnweighted=n + 24, **said)
        for n, label in enumerate(AS_PUBLISHED, 1)
    ]
    places = [
        row(label, value, CharacteristicCategory="Residence", **said)
        for label, value in (("Urban", 9.5), ("Rural", 12))
    ]
    rows = [total(11.1, CILow=9.9, CIHigh=12.3, **said), *provinces, *places]
    part = 4 if series == "FE_FRTR_W_TFR" else 1  # no woman has eleven children
    values = ("Value", "CILow", "CIHigh")
    return [{**one, **{name: float(str(one[name])) / part for name in values if one[name] != ""}} for one in rows]


def everything(**changed: Sequence[Row]) -> list[Row]:
    """Every series that is asked for; ``changed`` names some that say something else."""
    by_series = {}
    for one in DHS.wanted:
        by_series.setdefault(one.series, []).extend(rows_of(one.series, by=one.row["by_variable"]))
    return [one for rows in (by_series | changed).values() for one in rows]


@pytest.fixture
def dhs(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePublishers]:
    with fake_publishers() as fake:
        monkeypatch.setenv("CHILDRIGHTS_PUBLISHERS_BASE", fake.base)
        yield fake


def giving(fake: FakePublishers, rows: Sequence[Row], size: int | None = None) -> None:
    def answer(path: str, query: Query) -> Answer:
        assert path == "api.dhsprogram.com/rest/dhs/data"
        assert query["countryIds"] == "KH" and "returnGeometry" not in query
        return dhs_page(rows, query, size)

    fake.answer = answer


@pytest.fixture
def world(tmp_path: Path, dhs: FakePublishers) -> World:
    """A state in which nothing is published yet; the shipped figures, two of them, are none of the Program's."""
    shipped = {"indicator": "stunting_cdhs_printed", "period": "2021-22"}
    inputs = write_world(tmp_path, [{**shipped, "area": "KH16", "value": 11.6}, {**shipped, "area": "KH", "value": 30}])
    (tmp_path / "home").mkdir()
    return World(tmp_path / "home", inputs, dhs)


@dataclass
class World:
    home: Path
    inputs: Inputs
    dhs: FakePublishers
    said: list[str] = field(default_factory=list)

    def refresh(
        self, *accept: str, folder: Path | None = None, keep: bool = True
    ) -> tuple[dict[str, dict[str, Any]], str]:
        """Series by code, and everything that was said; ``accept`` publishes."""
        self.said.clear()
        with PoliteClient(self.said.append, timeout=0.2) as client:
            one = Refreshing(State(self.home), self.said.append, keep, self.inputs, client, owner("steward"))
            seen = one.seen(DHS, folder, waiting=bool(accept))
            assert seen is not None
            seen = one.accept(DHS, seen, accept) if accept else seen
            if seen.accepted:
                one.publish()
        self.said.extend(difference_lines(seen))
        record = refresh_record(seen)
        return {series["series"]: series for series in record["series"]}, "\n".join(self.said)

    @property
    def published(self) -> dict[tuple[str, ...], Observation]:
        return published(self.home)


def published(home: Path) -> dict[tuple[str, ...], Observation]:
    if not (home / "CURRENT").exists():
        return {}
    snapshot = open_current(home)
    try:
        return {one.about: one for one in all_observations(snapshot) if one.source == "dhs_program"}
    finally:
        snapshot.close()


def told(home: Path, code: str) -> dict[str, Any]:
    """The birth certificate of a code."""
    snapshot = open_current(home)
    try:
        return certificate(snapshot, with_publications(load_catalogue(), snapshot), code)
    finally:
        snapshot.close()


def about(indicator: str, area: str) -> tuple[str, ...]:
    return (indicator, area, "2021-22", *["total"] * 5, "")


def trace(home: Path) -> dict[str, str]:
    """Every file of a state directory but the lock, with its content."""
    files = [one for one in home.rglob("*") if one.is_file() and one.suffix not in (".lock", ".sqlite-shm")]
    return {one.relative_to(home).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def test_from_the_first_round_to_a_withdrawal(world: World) -> None:
    giving(world.dhs, everything(), size=200)
    series, said = world.refresh()
    assert set(series) == set(DHS.series)
    assert {one["state"] for one in series.values()} == {"new"}
    assert "page 2 of" in said, "progress is told"
    assert world.published == {}, "nothing is published unasked"
    replies = [one for one in (world.home / "replies").iterdir() if len(one.name) == 64]
    assert all(hashlib.sha256(one.read_bytes()).hexdigest() == one.name for one in replies)
    index = [json.loads(line) for line in (world.home / "replies" / "index.jsonl").read_text().splitlines()]
    assert {one["sha256"] for one in index} == {one.name for one in replies}
    assert all(one["address"].startswith("https://api.dhsprogram.com/rest/dhs/data?") and one["at"] for one in index)

    asked = len(world.dhs.asked)
    world.refresh("all")
    assert len(world.dhs.asked) == asked, "what is accepted is what was shown"
    before = world.published
    assert len({one.area for one in before.values() if one.indicator == "wasting_cdhs_printed"}) == 26
    one = before[about("underweight_cdhs", "KH16")]
    assert (one.value, one.sample_size, one.status, one.area_as_published) == (11.6, 40, "small_sample", "Ratanak Kiri")
    country = before[about("underweight_cdhs", "KH")]
    assert (country.lower, country.upper) == (9.9, 12.3)
    born = told(world.home, one.id)
    assert born["citation"] and one.sheet in {name.name[:12] for name in replies}
    assert {one["state"] for one in world.refresh()[0].values()} == {"unchanged"}

    later = everything(CN_NUTS_C_WA2=rows_of("CN_NUTS_C_WA2", shift=1.5)[:-3])
    giving(world.dhs, [one for one in later if one["IndicatorId"] != "MA_MBAY_W_B15"])
    series, said = world.refresh()
    changed = series["CN_NUTS_C_WA2"]
    assert changed["state"] == "withdrawn" and len(changed["revised"]) == 24 and len(changed["withdrawn"]) == 3
    assert changed["revised"][0]["old_value"] == 10.1 and changed["revised"][0]["value"] == 11.6
    assert "revised Banteay Meanchey 2021-22: 10.1 → 11.6" in said
    assert series["MA_MBAY_W_B15"]["state"] == "withdrawn"

    series, said = world.refresh("all")
    accepted = {name: one["accepted"] for name, one in series.items() if one["accepted"]}
    assert set(accepted) == {"CN_NUTS_C_WA2"}, "a series that is gone altogether is dropped by its name only"
    after = world.published
    assert after[about("underweight_cdhs", "KH01")].value == 11.6
    assert any(one.indicator == "child_marriage_15" for one in after.values())
    assert told(world.home, one.id)["replaced_by"] == after[one.about].id
    gone = told(world.home, changed["withdrawn"][0]["code"])
    assert accepted["CN_NUTS_C_WA2"] in gone["why"]

    withdraw_entry(
        State(world.home), accepted["CN_NUTS_C_WA2"], why="It was wrong", who=owner("steward"), inputs=world.inputs
    )
    assert world.published == before, "the old version is back, with its codes"
    assert [one["stands"] for one in kept_record(State(world.home))][:1] == [False]


def test_the_verb_asks_shows_accepts_and_takes_back(own_home: Path, dhs: FakePublishers) -> None:
    rows = everything()
    for one in rows[::2]:
        value = float(str(one["Value"]))
        dict.update(one, CILow=value / 2, CIHigh=value * 1.5)  # type: ignore[arg-type]
    giving(dhs, rows)
    done = run(own_home, "refresh", "dhs", "--json")
    assert done.returncode == 0, done.stderr
    assert "DHS Program API: subnational" in done.stderr and "Nothing is published yet" in done.stderr
    stunting = {one["series"]: one for one in json.loads(done.stdout)["publishers"][0]["series"]}["CN_NUTS_C_HA2"]
    assert len(stunting["published_otherwise"]) + stunting["published_alike"] >= 25
    assert "(camstat_sdg_2023 stays)" in done.stderr
    done = run(own_home, "refresh", "--accept", "all")
    assert done.returncode == 0 and "Published" in done.stderr, done.stderr
    found = published(own_home)
    assert not [one for one in found.values() if one.indicator == "stunting_cdhs_printed" and one.residence == "total"]
    provinces = [
        one for one in found.values() if one.area != "KH" and one.sex == one.residence == one.wealth == "total"
    ]
    counted = Counter(one.indicator for one in provinces)
    assert len(counted) >= 20 and set(counted.values()) == {25}, "no province twice, none missing"
    assert all(one.area_as_published == AS_PUBLISHED[int(one.area[2:]) - 1] for one in provinces)
    assert all(one.sample_size and one.sample_kind == "unweighted" for one in provinces)
    with_interval = [one for one in provinces if one.lower is not None]
    assert len(provinces) // 3 < len(with_interval) < len(provinces), "an interval where one is given, and nowhere else"
    assert all(
        one.value is not None and (one.lower, one.upper) == (one.value / 2, one.value * 1.5) for one in with_interval
    )
    snapshot = open_current(own_home)
    for indicator in counted:
        view = map_view(snapshot, indicator, "2021-22")
        assert {one.area for one in view.drawn} == set(load_provinces()) and not view.not_drawn, indicator
    snapshot.close()
    kept = json.loads(run(own_home, "refresh", "--kept", "--json").stdout)
    assert {one["id"] for one in kept if one["stands"]} == {f"E{n:05d}" for n in range(1, len(DHS.series) + 1)}
    assert "statcompiler_tfr_copy is replaced" in done.stderr and counted["total_fertility_rate_cdhs"] == 25
    of_anaemia = next(one["id"] for one in kept if one["series"] == "CN_ANMC_C_ANY")
    done = run(own_home, "withdraw", of_anaemia, "--why", "It was too early")
    assert done.returncode == 0 and not any(one[0] == "anaemia_children_cdhs" for one in published(own_home))


def test_a_look_leaves_no_trace(world: World) -> None:
    giving(world.dhs, everything())
    before = trace(world.home)
    series, _ = world.refresh(keep=False)
    assert {one["state"] for one in series.values()} == {"new"}
    assert trace(world.home) == before


def test_one_series_is_accepted_by_its_name(world: World) -> None:
    giving(world.dhs, everything())
    world.refresh()
    series, _ = world.refresh(WASTING)
    assert [name for name, one in series.items() if one["accepted"]] == [WASTING]
    assert {one.indicator for one in world.published.values()} == {"wasting_cdhs_printed"}


def test_what_another_source_publishes_stays_and_is_told(world: World) -> None:
    build(State(world.home), world.inputs)
    giving(world.dhs, everything())
    series, said = world.refresh()
    assert series["CN_NUTS_C_HA2"]["published_alike"] == 1
    assert "Cambodia 2021-22: 11.1, published is 30 (census2019 stays)" in said
    world.refresh("all")
    assert len([one for one in world.published if one[0] == "stunting_cdhs_printed"]) == 26


def test_from_a_folder_without_a_network(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    fields = ("ISO3", "Location", *DHS_FIELDS)
    with (folder / "Nutrition_subnational_KHM.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        writer.writerow(["#country+code", "#loc+name", *[""] * len(DHS_FIELDS)])
        writer.writerows([one.get(name, "") for name in fields] for one in rows_of(WASTING))
    query = {"indicatorIds": "CP_BREG_C_REG", "breakdown": "subnational", "perpage": "1000", "page": "1"}
    (folder / "page.json").write_bytes(dhs_page(rows_of("CP_BREG_C_REG"), query).body)
    (folder / "readme.txt").write_text("Not a reply", encoding="utf-8")
    series, _ = world.refresh(folder=folder)
    assert not world.dhs.asked
    assert {name: len(one["new"]) for name, one in series.items()} == {WASTING: 28, "CP_BREG_C_REG": 25}
    world.refresh("all")
    figure = world.published[about("wasting_cdhs_printed", "KH16")]
    reply = next(one for one in (world.home / "replies").iterdir() if one.name.startswith(figure.sheet))
    line = reply.read_text(encoding="utf-8").splitlines()[int(figure.cell.lstrip("ABCDEFGH")) - 1]
    assert "Ratanak Kiri" in line and str(figure.value) in line


def test_files_of_one_name_and_of_a_persons_name(world: World, tmp_path: Path) -> None:
    for number, series in enumerate((WASTING, "CP_BREG_C_REG")):
        query = {"indicatorIds": series, "breakdown": "subnational", "perpage": "1000", "page": "1"}
        (tmp_path / "stick" / str(number)).mkdir(parents=True)
        (tmp_path / "stick" / str(number) / "Sok Dara.json").write_bytes(dhs_page(rows_of(series), query).body)
    series, said = world.refresh(folder=tmp_path / "stick")
    assert set(series) == {WASTING, "CP_BREG_C_REG"} and "read from ….json" in said
    world.refresh("all")
    assert not [
        one for one, _ in trace(world.home).items() if "Dara" in (world.home / one).read_bytes().decode("latin-1")
    ]


def test_without_a_way_out_one_sentence_is_said(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_publishers() as gone:
        monkeypatch.setenv("CHILDRIGHTS_PUBLISHERS_BASE", gone.base)
    done = run(own_home, "refresh")
    assert done.returncode == 1 and done.stderr.count("No publisher can be reached") == 1
    assert "Files work too: --from FOLDER" in done.stderr


def test_nothing_waits_and_unknown_names(own_home: Path, dhs: FakePublishers) -> None:
    done = run(own_home, "refresh", "dhs", "--accept", "all")
    assert done.returncode == 1 and "First run: python run.py refresh dhs" in done.stderr
    done = run(own_home, "refresh", "atlantis")
    assert done.returncode == 2 and "Known are: dhs" in done.stderr
    assert run(own_home, "refresh", "--check", "--accept", "all").returncode == 2
    assert run(own_home, "refresh", "--from", str(own_home / "nowhere")).returncode == 2
    assert not dhs.asked


def test_every_province_once_for_every_series(world: World) -> None:
    """Provinces nested in groups, the country told with every breakdown: each counts once."""
    rows: list[Row] = []
    for one in DHS.wanted:
        for each in rows_of(one.series, by=one.row["by_variable"]):
            label = str(each["CharacteristicLabel"])
            if label in ("Mondul Kiri", "Ratanak Kiri"):
                if label == "Mondul Kiri":
                    rows.append({**each, "CharacteristicLabel": "Mondul Kiri/Ratanak Kiri", "Value": 50})
                each = {**each, "CharacteristicLabel": f"..{label}", "CharacteristicOrder": 11}
            rows.append(each)
    giving(world.dhs, rows)
    series, said = world.refresh()
    assert "not understood" not in said
    for one in series.values():
        areas = [(each["indicator"], each["area"]) for each in one["new"] if each["residence"] == "total"]
        assert len(areas) == len(set(areas))
        assert {area for _, area in areas} == {"KH", *load_provinces()}
        assert not [each for each in one["new"] if each["value"] == 50]


FAULTS: Mapping[str, tuple[Callable[[list[Row]], Sequence[Row]], str]] = {
    "another country": (
        lambda rows: [*rows, row("Kabul", 50, IndicatorId=WASTING, DHS_CountryCode="AF", CountryName="Afghanistan")],
        "rows of another country (Afghanistan)",
    ),
    "a province twice": (
        lambda rows: [*rows, row("Kandal", 44.4, IndicatorId=WASTING, CharacteristicOrder=99)],
        "Kandal 2021-22: The figure is told twice: 12.8 and 44.4",
    ),
    "out of bounds": (lambda rows: changed(rows, "Kampot", Value=130), "130"),
    "outside its interval": (lambda rows: changed(rows, "Kampot", CILow=50, CIHigh=60), "interval"),
    "no number": (lambda rows: changed(rows, "Kampot", Value="n.a."), "n.a."),
    "an unknown place": (lambda rows: changed(rows, "Kampot", CharacteristicLabel="Atlantis"), "Atlantis"),
    "an unknown year": (lambda rows: changed(rows, "Kampot", SurveyYearLabel="soon"), "soon"),
    "a mark that is missing": (lambda rows: changed(rows, "Kampot", IsPreferred=""), "Kampot"),
}


def changed(rows: Sequence[Row], label: str, **said: object) -> list[Row]:
    return [
        {**one, **said} if one["CharacteristicLabel"] == label and one["IndicatorId"] == WASTING else one
        for one in rows
    ]


def test_a_series_with_a_row_that_is_not_understood_is_held_whole(world: World) -> None:
    other = rows_of("CP_BREG_C_REG")
    giving(world.dhs, [*rows_of(WASTING), *other])
    world.refresh()
    world.refresh("all")
    before = world.published
    for name, (broken, sentence) in FAULTS.items():
        giving(world.dhs, broken([*rows_of(WASTING, shift=2), *other]))
        series, said = world.refresh()
        assert any(sentence in words for words in series[WASTING]["not_understood"]), (name, series[WASTING])
        assert "The whole series is held" in said
        assert {one["state"] for key, one in series.items() if key != WASTING} == {"unchanged"}, name
        world.refresh("all")
        world.refresh(WASTING)
        assert world.published == before, name


WHOLE: Mapping[str, tuple[Callable[[Answer], Answer], str]] = {
    "a list": (lambda _: Answer(b"[1, 2]"), "answers with an error instead of data"),
    "no rows, broken off": (lambda _: Answer(b"<p>Variable RET is undefined</p>"), "gives no figure"),
    "another field": (lambda one: Answer(one.body.replace(b'"IndicatorId"', b'"Id"')), "has changed its reply"),
    "rows missing": (lambda one: Answer(one.body.replace(b'"RecordCount": ', b'"RecordCount": 9')), "rows and gives"),
}
"""What only this publisher does; faults of all of them: ``test_faults.py``."""


@pytest.mark.parametrize("name", WHOLE)
def test_a_publisher_that_is_down_or_changed_changes_nothing(world: World, name: str) -> None:
    broken, sentence = WHOLE[name]
    whole = everything()
    world.dhs.answer = lambda _, query: broken(dhs_page(whole, query))
    series, said = world.refresh()
    last = said.splitlines()[-1]
    assert sentence in last and last.startswith("DHS Program API ") and last.endswith("Nothing of it was changed.")
    assert not series
    assert "has nothing that waits" in world.refresh("all")[1]
    giving(world.dhs, whole)
    assert set(world.refresh()[0]) == set(DHS.series), "what was no answer is asked again"


def test_patience_helps(world: World) -> None:
    """Busy, out of order and cut short once each, then an answer."""
    rows, trouble = (
        everything(),
        [Answer(status=429, headers={"Retry-After": "1"}), Answer(status=500), Answer(b"<html>")],
    )
    world.dhs.answer = lambda _, query: trouble.pop() if trouble else dhs_page(rows, query)
    series, said = world.refresh()
    assert set(series) == set(DHS.series)
    assert said.count("Trying again") == 3


def test_a_round_that_was_stopped_goes_on(world: World) -> None:
    rows, left = everything(), [3]

    def answer(_: str, query: Query) -> Answer:
        left[0] -= 1
        return dhs_page(rows, query, 100) if left[0] >= 0 else Answer(b"", 404)

    world.dhs.answer = answer
    assert "refuses the question" in world.refresh()[1]
    done = world.dhs.asked[:3]
    left[0] = 1000
    series, said = world.refresh()
    assert "going on where it was stopped, with 3 replies" in said
    assert set(series) == set(DHS.series) and not set(world.dhs.asked[4:]) & set(done)


def test_seconds_and_dates_of_a_busy_server_are_waited_for() -> None:
    waits: list[float] = []
    with fake_publishers() as fake:
        later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
        trouble = [Answer(status=503, headers={"Retry-After": later}), Answer(status=429, headers={"Retry-After": "7"})]
        fake.answer = lambda _, query: trouble.pop() if trouble else Answer(b"x")
        client = PoliteClient(lambda _: None, sleep=waits.append, base=fake.base)
        client.polite = True
        with client:
            content, address, _ = client.ask("Somebody", Question("https://a.org/b?c=d", ""), lambda _: None)
    assert (content, address, fake.asked[0]) == (b"x", "https://a.org/b?c=d", "/a.org/b?c=d")
    told = [wait for wait in waits if wait > 1]
    assert told[0] == 7 and 20 < told[1] <= 30
    assert sum(0.5 < wait <= 1 for wait in waits) == 2, "a pause between any two questions"


def test_one_publisher_that_is_down_does_not_stop_the_others(world: World) -> None:
    def answer(path: str, query: Query) -> Answer:
        if path.startswith("api.worldbank.org"):
            return Answer(status=503)
        return dhs_page(rows_of(WASTING), query) if "dhsprogram" in path else Answer(b"<html>Sorry</html>")

    world.dhs.answer = answer
    done = run(world.home, "refresh", "--json")
    assert done.returncode == 1
    told = {one["publisher"]: one for one in json.loads(done.stdout)["publishers"]}
    assert set(told) == set(load_publishers(Inputs().publishers))
    assert not told["dhs"]["fault"] and [one["series"] for one in told["dhs"]["series"]] == [WASTING]
    assert "is out of order (status 503)" in told["worldbank"]["fault"]
    assert all("sends a web page" in told[code]["fault"] for code in set(told) - {"dhs", "worldbank"})


def test_stopped_by_hand(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    giving(world.dhs, everything(), size=100)
    ask, left = PoliteClient.ask, [2]

    def interrupted(*given: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return ask(*given)

    with monkeypatch.context() as patch:
        patch.setattr(PoliteClient, "ask", interrupted)
        done = run(world.home, "refresh", "dhs")
    assert (done.returncode, done.stdout) == (1, "") and "the same command goes on from there" in done.stderr
    assert "going on where it was stopped, with 2 replies" in world.refresh()[1]
