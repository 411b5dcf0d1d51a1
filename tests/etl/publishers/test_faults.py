"""Every fault that a publisher's server can have, at every publisher: one sentence, nothing lost, nothing half done.

All figures are invented, but those of the global MPI, of which one is the sign of its edition.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from etl.ledger.fetched_series import editions
from etl.ledger.state import State
from etl.permissions import owner
from etl.publishers.asking import PoliteClient
from etl.publishers.refreshing import Refreshed, Refreshing
from etl.publishers.series_table import PublisherEntry, load_publishers
from etl.publishers.telling import difference_lines
from etl.snapshot.assemble import Inputs
from tests.etl.publishers import test_downloads, test_plain_publishers, test_sdmx
from tests.etl.publishers.test_refresh import WASTING, rows_of
from tests.support.publishers import Answer, FakePublishers, Query, dhs_page, fake_publishers

ENTRIES = load_publishers(Inputs().publishers)
Row = MutableMapping[str, Any]
Change = Callable[[list[Row]], object]
TIMEOUT_S = 0.05


@dataclass(frozen=True)
class Server:
    """A publisher that answers: its ``sound`` replies, where their rows are, and the fields of a row."""

    sound: Callable[[str, Query], Answer]
    value: str
    country: str
    rows: Callable[[Any], list[Row]] = lambda told: []
    pages: str = ""
    breaks: str = ""
    """Only addresses with this in them are broken."""

    def changed(self, answer: Answer, change: Change) -> Answer:
        """The answer with its rows changed; one that holds none stays as it is."""
        if answer.body[:1] in (b"{", b"["):
            told = json.loads(answer.body)
            try:
                rows = self.rows(told)
            except KeyError:
                return answer
            change(rows)
            if "RecordCount" in told:
                told["RecordCount"] = len(rows)
            return Answer(json.dumps(told).encode())
        rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))
        names = list(rows[0])
        change(rows)
        out = io.StringIO()
        table = csv.DictWriter(out, list(rows[0]) if rows else names)
        table.writeheader()
        table.writerows(rows)
        return Answer(out.getvalue().encode())


def dhs(_: str, query: Query) -> Answer:
    return dhs_page(rows_of(WASTING), query)


def camstat(_: str, query: Query) -> Answer:
    rows = [test_sdmx.camstat_row(), test_sdmx.camstat_row("KH06: Kampong Thom", 30)]
    return test_sdmx.table(test_sdmx.CAMSTAT, rows)


def unicef(_: str, query: Query) -> Answer:
    rows = [test_sdmx.unicef_row(1, "Kandal", 12.5), test_sdmx.unicef_row(2, "Kampot", 13.5)]
    return test_sdmx.table(test_sdmx.UNICEF, rows)


def ophi(path: str, query: Query) -> Answer:
    names = ("khm_mpi.csv", "khm_mpi_trends.csv")
    if path.endswith("package_show"):
        listed = [{"url": f"https://data.humdata.org/download/{name}", "last_modified": "2025-11-03"} for name in names]
        return Answer(json.dumps({"success": True, "result": {"resources": listed}}).encode())
    lines = test_downloads.hdx("trends" in path).splitlines()
    return Answer(b"\r\n".join([lines[0], *lines[3:]]))


def plain(code: str) -> Callable[[str, Query], Answer]:
    return test_plain_publishers.PUBLISHERS[code](test_plain_publishers.everything(ENTRIES[code]))


SERVERS: Mapping[str, Server] = {
    "dhs": Server(dhs, "Value", "DHS_CountryCode", lambda told: told["Data"], "RecordCount"),
    "worldbank": Server(plain("worldbank"), "value", "countryiso3code", lambda told: told[1], "pages"),
    "camstat": Server(camstat, "OBS_VALUE", "REF_AREA: Reference area"),
    "unicef": Server(unicef, "OBS_VALUE", "REF_AREA_PARENT"),
    "uis": Server(plain("uis"), "value", "geoUnit", lambda told: told["records"]),
    "who": Server(plain("who"), "NumericValue", "SpatialDim", lambda told: told["value"]),
    "un_sdg": Server(plain("un_sdg"), "value", "geoAreaCode", lambda told: told["data"], "totalPages"),
    "ophi": Server(ophi, "Headcount Ratio", "Country ISO3"),
    "ophi, its files": Server(ophi, "Headcount Ratio", "Country ISO3", breaks="_mpi"),
}

WHOLE: Mapping[str, tuple[Callable[[Answer], Answer], str]] = {
    "time-out": (lambda _: Answer(slow=1), "does not answer within"),
    "busy": (lambda _: Answer(status=429, headers={"Retry-After": "0"}), "asks to wait (status 429)"),
    "busy for long": (lambda _: Answer(status=429, headers={"Retry-After": "9999"}), "come back in 9999 seconds"),
    "out of order": (lambda _: Answer(status=503), "is out of order (status 503)"),
    "refused": (lambda _: Answer(status=404), "refuses the question (status 404)"),
    "a web page": (lambda _: Answer(b"<html>Maintenance</html>"), "sends a web page instead of data"),
    "an error with status 200": (lambda _: Answer(b'{"error": {"message": "No"}}'), "instead of data"),
    "a list of an error": (lambda _: Answer(b'[{"message": [{"value": "No"}]}]'), "instead of data"),
    "truncated": (lambda one: Answer(one.body.rstrip()[:-45]), "breaks off"),
    "cut on the way": (lambda one: Answer(one.body, cut=20), "breaks off in the middle of its reply"),
    "nothing": (lambda _: Answer(b""), ""),
}
"""Of the whole reply: nothing of it is read."""


def _renamed(rows: list[Row], name: str) -> None:
    for row in rows:
        row["Wert"] = row.pop(name)


def _twice(rows: list[Row], name: str) -> None:
    first = next((row for row in rows if row[name] not in ("", None, "NaN")), None)
    rows += [{**first, name: float(first[name]) + 1}] if first else []


def _of_first(rows: list[Row], name: str, value: object) -> None:
    for row in rows:
        if row[name] not in ("", None, "NaN"):
            row[name] = value
            return


ROWS: Mapping[str, tuple[Callable[[Server, list[Row]], object], str]] = {
    "renamed": (lambda one, rows: _renamed(rows, one.value), "has changed its reply"),
    "another country": (lambda one, rows: [row.update({one.country: "LAO"}) for row in rows], ""),
    "twice": (lambda one, rows: _twice(rows, one.value), "is told twice"),
    "out of bounds": (lambda one, rows: _of_first(rows, one.value, 130_000), "outside what is possible"),
    "below zero": (lambda one, rows: _of_first(rows, one.value, -5), "outside what is possible"),
    "no number": (lambda one, rows: _of_first(rows, one.value, "many"), "many"),
    "no rows": (lambda one, rows: rows.clear(), "gives no figure"),
}
"""Of some rows: the publisher's reply is refused, or the series is held."""


def asked_of(publisher: str) -> PublisherEntry:
    """What is asked of a publisher: a few codes of those that want a question for each of them."""
    entry = ENTRIES[publisher]
    return replace(entry, wanted=entry.wanted[:2]) if publisher in test_plain_publishers.PUBLISHERS else entry


@pytest.fixture(scope="module")
def fake() -> Iterator[FakePublishers]:
    with fake_publishers() as fake:
        yield fake


@pytest.mark.parametrize("publisher", SERVERS)
def test_every_fault_is_one_sentence_and_changes_nothing(fake: FakePublishers, tmp_path: Path, publisher: str) -> None:
    server, publisher = SERVERS[publisher], publisher.partition(",")[0]
    entry, state = asked_of(publisher), State(tmp_path / "home")

    def altered(change: Callable[[Answer], Answer]) -> Callable[[str, Query], Answer]:
        def answer(path: str, query: Query) -> Answer:
            sound = server.sound(path, query)
            return change(sound) if server.breaks in path else sound

        return answer

    quick = PoliteClient(lambda _: None, base=fake.base, timeout=TIMEOUT_S)
    with quick, PoliteClient(lambda _: None, base=fake.base) as patient:

        def ask(answer: Callable[[str, Query], Answer], name: str = "") -> tuple[Refreshing, Refreshed]:
            fake.answer = answer
            client = quick if name == "time-out" else patient
            run = Refreshing(state, lambda _: None, client=client, who=owner("steward"))
            return run, run.fetch(entry)

        run, sound = ask(server.sound)
        assert not sound.fault and sound.in_order, list(difference_lines(sound))
        run.accept(entry, sound, ["all"])
        kept, waits = editions(state), run.store.waiting_mark(publisher)
        assert kept
        for name, (broken, sentence) in WHOLE.items():
            run, seen = ask(altered(broken), name)
            told = str(seen.fault)
            assert told.startswith(f"{entry.name} ") and told.endswith(". Nothing of it was changed."), (name, told)
            assert sentence in told and "\n" not in told and not seen.series, (name, told)
            assert run.store.waiting_mark(publisher) == waits, f"{name}: what waited is lost"
        for name, (change, sentence) in ROWS.items():
            run, seen = ask(altered(lambda one, change=change: server.changed(one, lambda rows: change(server, rows))))
            told = " ".join([str(seen.fault), *(str(one) for series in seen.series for one in series.not_understood)])
            assert sentence in told and told.strip(), (name, told)
            assert all("\n" not in line for line in difference_lines(seen))
            before = {one.series: one.standing for one in seen.series if one.not_understood}
            after = run.accept(entry, seen, ["all", *before])
            assert not set(after.accepted) & set(before), f"{name}: a held series was accepted"
            if not before:
                assert seen.fault and run.store.waiting_mark(publisher) == waits, (name, list(difference_lines(seen)))
            else:
                ask(server.sound)
                waits = run.store.waiting_mark(publisher)
        assert editions(state) == kept, "nothing was accepted of what was broken"
        assert {one.state for one in ask(server.sound)[1].series} == {"unchanged"}


@pytest.mark.parametrize("publisher", [code for code, one in SERVERS.items() if one.pages])
def test_pages_that_are_missing_or_never_end(fake: FakePublishers, tmp_path: Path, publisher: str) -> None:
    server, entry = SERVERS[publisher], asked_of(publisher)

    def answer(path: str, query: Query) -> Answer:
        body = server.sound(path, query).body
        told = json.loads(body)
        facts = told[0] if isinstance(told, list) else told
        facts[server.pages] = int(facts[server.pages]) + 3
        return Answer(json.dumps(told).encode())

    with PoliteClient(lambda _: None, base=fake.base) as client:
        fake.answer = answer
        seen = Refreshing(State(tmp_path / "home"), lambda _: None, keep=False, client=client).fetch(entry)
    assert "tells of" in str(seen.fault) or "last page" in str(seen.fault), str(seen.fault)
