"""Servers, files and tables that nobody would make by accident: one sentence each, and nothing changed."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.catalogue.tables import SourceFileError
from childrights.i18n import translator
from etl.ledger.entry_log import Overtaken
from etl.ledger.fetched_series import editions
from etl.ledger.state import State
from etl.permissions import owner
from etl.publishers import un_sdg
from etl.publishers.asking import PoliteClient, UnsoundReply
from etl.publishers.comparing import difference
from etl.publishers.plain_rows import PlainRow, read_plain
from etl.publishers.publisher import ReadingContext, SeriesReading, checked
from etl.publishers.refreshing import Refreshed, Refreshing, chosen_publishers
from etl.publishers.replies import Reply, ReplyStore
from etl.publishers.series_table import load_publishers
from etl.publishers.telling import difference_lines
from etl.publishers.told import RowFault, RowProblem, tell
from etl.snapshot.assemble import Inputs
from geo import load_gazetteer
from tests.etl.publishers.conftest import KHMER
from tests.etl.publishers.test_refresh import WASTING, published, rows_of
from tests.support.publishers import Answer, FakePublishers, dhs_page, fake_publishers
from tests.support.verbs import run

DHS = load_publishers(Inputs().publishers)["dhs"]


@pytest.fixture(scope="module")
def fake() -> Iterator[FakePublishers]:
    with fake_publishers() as fake:
        yield fake


def asked(fake: FakePublishers, home: Path, **client: object) -> Refreshed:
    fake.asked.clear()
    with PoliteClient(lambda _: None, base=fake.base, timeout=5, **client) as polite:  # type: ignore[arg-type]
        return Refreshing(State(home), lambda _: None, client=polite, who=owner("steward")).fetch(DHS)


def led_to(address: str) -> Answer:
    return Answer(status=302, headers={"Location": address})


ANSWERS: Mapping[str, tuple[Answer, str]] = {
    "to a file": (led_to("file:///etc/passwd"), "sends to an address that is not asked (file:///etc/passwd)"),
    "in a circle": (led_to("/again"), "sends from one address to the next without end"),
    "to nowhere": (Answer(status=302), "refuses the question (status 302)"),
    "another alphabet": (Answer('{"Data": "é"}'.encode("latin-1")), "sends letters that cannot be read"),
    "lists without end": (Answer(b"[" * 100_000), "has changed its reply"),
    "a field twice": (Answer(b'{"Data": [{"Value": 1, "Value": 2}]}'), "tells the field Value of one row twice"),
    "a number like no other": (Answer(b'{"Data": [], "Page": 1, "TotalPages": Infinity}'), "has changed its reply"),
    "patience for ever": (Answer(status=429, headers={"Retry-After": "9" * 400}), "come back in 1000000000 seconds"),
    "a message of many lines": (
        Answer(b'{"Message": "a\\nb\\u202e \\u001b[31m' + b"x" * 9_000 + b'"}'),
        f"instead of data (a b [31m{'x' * 100}",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer_is_one_short_sentence(fake: FakePublishers, tmp_path: Path, name: str) -> None:
    answer, sentence = ANSWERS[name]
    fake.answer = lambda path, query: answer
    told = str(asked(fake, tmp_path).fault)
    assert sentence in told and len(told) < 320 and told.isprintable(), told


def test_where_a_publisher_sends_on_to_is_asked_of_the_same_server(fake: FakePublishers, tmp_path: Path) -> None:
    def answer(path: str, query: Mapping[str, str]) -> Answer:
        if path.startswith("elsewhere.example/"):
            return dhs_page(rows_of(WASTING), query)
        return led_to(f"https://elsewhere.example/data?{'&'.join(f'{k}={v}' for k, v in query.items())}")

    fake.answer = answer
    assert {one.state for one in asked(fake, tmp_path).series} == {"new"}
    assert {path.split("/")[1] for path in fake.count} == {"api.dhsprogram.com", "elsewhere.example"}


def test_nobody_is_sent_on_from_a_safe_address_to_an_open_one() -> None:
    def led(start: str, to: str) -> str:
        reply = httpx.Response(302, headers={"Location": to}, request=httpx.Request("GET", start))
        return PoliteClient(lambda _: None, base="")._led_to(reply)

    assert led("https://a.example/x", "/y") == "https://a.example/y"
    assert led("http://a.example/x", "https://b.example/y") == "https://b.example/y"
    with pytest.raises(UnsoundReply):
        led("https://a.example/x", "http://b.example/y")


def test_a_series_is_set_beside_other_sources_only_and_takes_nothing_away_when_it_is_gone() -> None:
    def figure(source: str) -> Observation:
        return Observation("wasting", "KH05", 2022, 2022, "2022", value=10.0, source=source)

    ours, shipped = figure("dhs_program"), figure("shipped")
    given = SeriesReading("S", figures=[ours])
    assert difference(given, None, [ours], {}, ()).same == 0
    assert difference(given, None, [ours, shipped], {}, ("shipped",)).same == 1
    elsewhere = replace(shipped, area="KH06")
    assert difference(given, None, [elsewhere], {}, ("shipped",)).dropped == (elsewhere,)
    standing = SimpleNamespace(id="E00001", figures=(ours,), source="dhs_program")
    gone = difference(SeriesReading("S"), standing, [ours, elsewhere], {}, ("shipped",))  # type: ignore[arg-type]
    assert gone.gone and gone.dropped == ()


def test_years_before_those_asked_for_and_bounds_are_left_out_and_counted() -> None:
    entries = load_publishers(Inputs().publishers)
    reply = Reply(b"{}", "http://x", "2026-11-30T10:00:00+00:00")
    who = replace(entries["who"], wanted=(replace(entries["who"].wanted[0], since=2010),))
    code = who.wanted[0].row["code"]
    rows = [PlainRow(reply, 1, code, "KHM", True, year, 20.5) for year in ("2009", "2010")]
    (read,) = read_plain(who, rows, "").values()
    assert [one.year_start for one in read.figures] == [2010] and sum(read.left_out.values()) == 1

    sdg = entries["un_sdg"]
    asked_for = sdg.wanted[0].row
    row = {"series": asked_for["code"], "geoAreaCode": "116", "timePeriodStart": 2022, "value": "<5", "dimensions": {}}
    told = Reply(json.dumps({"data": [row]}).encode(), "http://x", reply.fetched_at)
    bound = un_sdg.read(sdg, [told], ReadingContext(load_catalogue(), load_gazetteer()))
    assert all(one.left_out and not one.faults and not one.figures for one in bound.values()) and bound


def test_a_reply_that_never_ends_is_given_up_and_can_be_stopped(fake: FakePublishers, tmp_path: Path) -> None:
    fake.answer = lambda path, query: dhs_page(rows_of(WASTING), query)
    assert "does not come to the end of its reply within -1 seconds" in str(asked(fake, tmp_path, longest=-1).fault)

    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        asked(fake, tmp_path, heard=stop)


def test_a_stopped_round_is_not_gone_on_with_after_the_clock_was_set_back(tmp_path: Path) -> None:
    store, now = ReplyStore(State(tmp_path)), datetime.now(UTC)
    for hours, kept in ((-1, True), (-21, False), (2, False), (9_000, False)):
        reply = Reply(b"{}", "http://x", (now + timedelta(hours=hours)).isoformat(timespec="seconds"))
        store.keep("dhs", reply)
        store.note("dhs", {"a": reply})
        assert bool(store.begun("dhs")) is kept, hours


def test_a_reply_whose_bytes_were_changed_does_not_wait_and_is_kept_anew(tmp_path: Path) -> None:
    store, reply = ReplyStore(State(tmp_path)), Reply(b"as it came", "http://x", "2026-11-30T10:00:00+00:00")
    for _ in range(2):
        store.keep("dhs", reply)
        store.complete("dhs", {"a": reply})
        assert [one.content for one in store.waiting("dhs")] == [b"as it came"]
        (store.folder / reply.sha256).write_bytes(b"as somebody wanted it")
        assert store.waiting("dhs") == []


def test_what_somebody_accepted_after_it_was_shown_is_not_written_over(fake: FakePublishers, tmp_path: Path) -> None:
    fake.answer = lambda path, query: dhs_page(rows_of(WASTING), query)
    seen, state = asked(fake, tmp_path), State(tmp_path)
    mine, other = (Refreshing(state, lambda _: None, who=owner(who)) for who in ("mine", "other"))
    other.accept(DHS, seen, ["all"])
    with pytest.raises(Overtaken) as refused:
        mine.accept(DHS, seen, ["all"])
    assert len(editions(state)) == 1 and KHMER.search(refused.value.words(translator("km")))


def test_what_a_full_disk_kept_from_being_published_is_published_later(fake: FakePublishers, own_home: Path) -> None:
    fake.answer = lambda path, query: dhs_page(rows_of(WASTING), query)
    refreshing = Refreshing(State(own_home), lambda _: None, who=owner("steward"))
    refreshing.accept(DHS, asked(fake, own_home), ["all"])  # and the process ends before it has published
    assert not published(own_home)
    done = run(own_home, "refresh", "dhs", "--accept", "all")
    assert done.returncode == 0 and "with what had been accepted before." in done.stderr, done.stderr
    assert len(published(own_home)) == 28
    assert "Published" not in run(own_home, "refresh", "dhs", "--accept", "all").stderr


def test_the_verb_tells_everything_in_khmer(fake: FakePublishers, tmp_path: Path) -> None:
    fake.answer = lambda path, query: dhs_page(rows_of(WASTING), query)
    run, state = Refreshing(State(tmp_path), lambda _: None, who=owner("steward")), State(tmp_path)
    run.accept(DHS, asked(fake, tmp_path), ["all"])
    other = [
        {**one, "Value": 130} if one["CharacteristicLabel"] == "Kampot" else one for one in rows_of(WASTING, shift=2)
    ]
    fake.answer = lambda path, query: dhs_page([one for one in other if one["CharacteristicLabel"] != "Kandal"], query)
    seen, t = asked(fake, tmp_path), translator("km")
    assert seen.series[0].revised and seen.series[0].withdrawn and seen.series[0].not_understood
    for line in difference_lines(seen, t, load_catalogue()):
        ours = line.replace(seen.name, "").replace(WASTING, "").replace("wasting_cdhs_printed", "")
        assert not re.search("[A-Za-z]{2,}", ours), line
    assert len(editions(state)) == 1


@pytest.mark.parametrize("content", [b"SEX," * 600_000, b"x" * 3_000_000], ids=["cells", "letters"])
def test_a_line_without_end_in_a_small_archive_is_not_read_to_its_end(tmp_path: Path, content: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.csv", content)
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "data.zip").write_bytes(packed.getvalue())
    run = Refreshing(State(tmp_path / "home"), lambda _: None, who=owner("steward"))
    assert [one for one in chosen_publishers([]) if run.from_folder(one, tmp_path / "stick")] == []
    assert run.not_recognised(tmp_path / "stick") == ["data.zip"]


def test_what_a_publisher_calls_a_row_cannot_steer_the_line_it_stands_in() -> None:
    row = RowProblem(RowFault("place", "\u202eevil\x1b[31m").problem, "Atl\nantis\u2066", "20\x0721")
    assert str(row) == "Atl antis 2021: “evil[31m” is not a place that is known."
    assert str(tell("{said}", said="a\u2028b\x9b" + "c" * 500)) == "a b" + "c" * 197


def test_a_name_of_an_edition_is_short_and_of_one_line() -> None:
    read = SeriesReading(WASTING, version="v\n1\u202e" + "x" * 500)
    seen = checked(DHS, read, ReadingContext(load_catalogue(), load_gazetteer()))
    assert seen.version.startswith("v 1x") and len(seen.version) == 60


def _without(column: str) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, [name for name in rows[0] if name != column], extrasaction="ignore")
            table.writeheader()
            table.writerows(rows)

    return change


def _replaced(old: str, new: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


MISTAKES: Mapping[str, tuple[str, Callable[[Path], object], str]] = {
    "no code": ("publishers.csv", _without("code"), "publishers.csv: the column code is missing."),
    "no address": ("publishers.csv", _without("address"), "publishers.csv: the column address is missing."),
    "no since": ("dhs.csv", _without("since"), "dhs.csv: the column since is missing."),
    "no column of its own": ("who.csv", _without("code"), "who.csv: the column code is missing."),
    "a year in words": ("dhs.csv", _replaced(",2021,", ",soon,"), "dhs.csv, row "),
    "a stranger": ("publishers.csv", _replaced("\ndhs,", "\nabc,"), "abc.csv is missing"),
    "twice": ("publishers.csv", _replaced("\nworldbank,", "\ndhs,"), "row 3: the publisher dhs stands there twice"),
    "a year of a source": ("publishers.csv", _replaced('Program",,', 'Program",soon,'), "publishers.csv, row 2: "),
    "no table": ("uis.csv", Path.unlink, "The table uis.csv is missing from "),
    "old letters": (
        "who.csv",
        lambda path: path.write_bytes(b"series,\xff\n"),
        "who.csv is not a table of text in UTF-8",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_the_tables_is_one_sentence(tmp_path: Path, name: str) -> None:
    table, change, sentence = MISTAKES[name]
    folder = Path(shutil.copytree(Inputs().publishers, tmp_path / "publishers"))
    before = (folder / table).read_bytes()
    change(folder / table)
    assert not (folder / table).exists() or (folder / table).read_bytes() != before, "the mistake is made"
    inputs = Inputs(publishers=folder)
    with pytest.raises(SourceFileError) as refused, PoliteClient(lambda _: None, base="http://127.0.0.1:9") as client:
        for entry in chosen_publishers([], inputs):
            run = Refreshing(State(tmp_path / "home"), lambda _: None, keep=False, inputs=inputs, client=client)
            run.fetch(entry)
    assert sentence in str(refused.value) and "\n" not in str(refused.value)
