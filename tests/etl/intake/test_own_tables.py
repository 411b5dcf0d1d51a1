"""The coalition's asks and the measures of the State: by the one road, known again, changed, taken back; and decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from childrights.catalogue.tables import UnknownCode
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot.snapshot import open_current
from childrights.submissions.asks_brought_in import own_asks, standing_asks
from childrights.submissions.measures_brought_in import standing_measures, state_measures
from childrights.submissions.uptake_decisions import LINKED, OPEN, REFUSED, linked_to, uptakes
from etl.intake.bringing import OWN_ASKS, STATE_MEASURES, CheckedFile, bring, check_file, withdraw_entry
from etl.intake.own_tables import OwnTable, add_row
from etl.intake.schema import DraftRefused
from etl.intake.uptaking import decide_uptake
from etl.ledger.entry_log import Overtaken, brought
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import BuildReport
from tests.making import write_world

TODAY = date(2026, 11, 30)
BANNED = "QQTAX-JH818"
ASK = {
    "own_id": "12",
    "document": "Test report",
    "year": "2021",
    "submission": "Committee",
    "paragraph": "34",
    "text_en": "Ban corporal punishment of children by law.",
    "text_km": "",
    "crc_articles": "19; 37(a)",
    "duty_bearers": "mowa; Ministry of Education, Youth and Sport",
    "source_url": "https://example.org/report.pdf",
}
MEASURE = {
    "kind": "law",
    "title_en": "Law on the Test",
    "title_km": "",
    "dated": "2016-07",
    "status": "adopted",
    "duty_bearers": "moj",
    "about": "Nothing.",
    "source": "Gazette",
    "source_url": "https://example.org/law.pdf",
    "crc_articles": "40",
    "indicators": "stunting",
}
ROWS: Sequence[tuple[OwnTable, Mapping[str, str]]] = ((OWN_ASKS, ASK), (STATE_MEASURES, MEASURE))


def table(path: Path, schema: OwnTable, *rows: Mapping[str, str], lang: str = "en") -> Path:
    book, names = Workbook(), list(rows[0])
    book.active.append([translator(lang)._(schema.columns[name].head) for name in names])
    for row in rows:
        book.active.append([row.get(name, "") for name in names])
    book.save(path)
    return path


def checked(state: State, path: Path) -> CheckedFile:
    return check_file(state, path, path.name, TODAY)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "home")


@pytest.fixture
def unbuilt(state: State, monkeypatch: pytest.MonkeyPatch) -> State:
    """A state whose entries are recorded without the snapshot, which takes most of the time of a test."""
    for module in ("bringing", "own_tables", "uptaking"):
        monkeypatch.setattr(f"etl.intake.{module}.build", lambda *_: BuildReport(False, "", "", 0, 0))
    return state


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("schema", "row"), ROWS, ids=["asks", "measures"])
def test_a_table_is_known_by_its_heads_and_its_template(
    state: State, tmp_path: Path, schema: OwnTable, row: Mapping[str, str], lang: str
) -> None:
    found = checked(state, table(tmp_path / "own.xlsx", schema, row, lang=lang))
    assert (found.schema, found.faults, found.in_order) == (schema, (), 1)
    (path := tmp_path / "template.xlsx").write_bytes(schema.template(state, lang))
    book = load_workbook(path)
    for at, name in enumerate(schema.columns, 1):
        book.worksheets[0].cell(schema.FIRST_ROW, at, row[name])
    book.save(path)
    again = checked(state, path)
    assert again.schema is schema and again.planned[0].payload == found.planned[0].payload
    assert schema.values(found.planned[0].payload).keys() == row.keys()


@pytest.mark.parametrize(
    ("schema", "changed", "field", "code"),
    [
        (OWN_ASKS, {"own_id": ""}, "own_id", "missing"),
        (OWN_ASKS, {"document": ""}, "document", "missing"),
        (OWN_ASKS, {"text_en": ""}, "text_en", "no_text"),
        (OWN_ASKS, {"year": "soon"}, "year", "year"),
        (OWN_ASKS, {"year": "2031"}, "year", "year_future"),
        (OWN_ASKS, {"year": "1980"}, "year", "early"),
        (OWN_ASKS, {"crc_articles": "99"}, "crc_articles", "article"),
        (OWN_ASKS, {"duty_bearers": "Ministry of Magic"}, "duty_bearers", "ministry"),
        (OWN_ASKS, {"source_url": "www.example.org"}, "source_url", "address"),
        (OWN_ASKS, {"text_en": "Ban it. Call 012 345 678."}, "text_en", "contact"),
        (OWN_ASKS, {"text_en": "x" * 4001}, "text_en", "long"),
        (OWN_ASKS, {"text_en": "Return Chan Sophea (aged 12) to her mother."}, "text_en", "contact"),
        (OWN_ASKS, {"text_en": "Free the boy named Dara from prison."}, "text_en", "contact"),
        (OWN_ASKS, {"text_km": "ជួយក្មេងស្រីឈ្មោះ សុខ ដារ៉ា អាយុ ៩ ឆ្នាំ"}, "text_km", "contact"),
        (STATE_MEASURES, {"kind": "song"}, "kind", "measure_kind"),
        (STATE_MEASURES, {"status": "sleeping"}, "status", "measure_status"),
        (STATE_MEASURES, {"dated": "July"}, "dated", "when"),
        (STATE_MEASURES, {"dated": "2016-13"}, "dated", "when"),
        (STATE_MEASURES, {"dated": "2061"}, "dated", "year_future"),
        (STATE_MEASURES, {"title_en": ""}, "title_en", "no_title"),
        (STATE_MEASURES, {"source_url": ""}, "source_url", "missing"),
        (STATE_MEASURES, {"duty_bearers": ""}, "duty_bearers", "missing"),
        (STATE_MEASURES, {"indicators": "happiness of cats"}, "indicators", "indicator"),
        (STATE_MEASURES, {"about": "The girl A. B. lives at her aunt's, tel. 012345678"}, "about", "contact"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told_by_name(
    state: State, tmp_path: Path, schema: OwnTable, changed: Mapping[str, str], field: str, code: str
) -> None:
    row = next(told for one, told in ROWS if one is schema)
    found = checked(state, table(tmp_path / "own.xlsx", schema, {**row, **changed}))
    assert [(one.field, one.code) for one in found.faults] == [(field, code)]
    assert found.planned == () and found.faults[0].cell


@pytest.mark.parametrize(
    ("year", "near"), [("2564", ("2021",)), ("២៥៦៤", ("2021",)), ("2570", ()), ("2031", ()), ("2532", ())]
)
def test_a_year_of_the_buddhist_era_is_proposed_in_ours(
    state: State, tmp_path: Path, year: str, near: tuple[str, ...]
) -> None:
    found = checked(state, table(tmp_path / "own.xlsx", OWN_ASKS, {**ASK, "year": year}))
    assert [(one.code, one.near) for one in found.faults] == [("year_future", near)]


def test_signs_that_turn_letters_round_are_left_out(state: State, tmp_path: Path) -> None:
    told = {**ASK, "text_en": "Ban\u202e it \u2066by law\u2069.", "text_km": "ហាម\u200bទណ្ឌកម្ម"}
    ask = checked(state, table(tmp_path / "own.xlsx", OWN_ASKS, told)).planned[0].payload
    assert (ask.text_en, ask.text_km) == ("Ban it by law.", "ហាម\u200bទណ្ឌកម្ម")


def test_the_same_ask_stands_in_a_file_once(state: State, tmp_path: Path) -> None:
    found = checked(
        state, table(tmp_path / "own.xlsx", OWN_ASKS, ASK, {**ASK, "own_id": " 12 "}, {**ASK, "own_id": "13"})
    )
    assert [(one.row, one.code, one.value) for one in found.faults] == [(3, "twice", "2")] and found.in_order == 2


def test_khmer_digits_names_and_words_are_read(state: State, tmp_path: Path) -> None:
    told = {**ASK, "year": "២០២១", "text_en": "ហាមទណ្ឌកម្ម", "duty_bearers": "ក្រសួងយុត្តិធម៌"}
    ask = checked(state, table(tmp_path / "a.xlsx", OWN_ASKS, told)).planned[0].payload
    assert (ask.year, ask.text_en, ask.text_km, ask.duty_bearers) == (2021, "", "ហាមទណ្ឌកម្ម", ("moj",))
    told = {**MEASURE, "kind": "ច្បាប់", "status": translator("km")._("adopted"), "dated": "២០១៦"}
    law = checked(state, table(tmp_path / "m.xlsx", STATE_MEASURES, told, lang="km")).planned[0].payload
    assert (law.kind, law.status, law.dated) == ("law", "adopted", "2016")


def test_a_table_is_brought_in_known_again_changed_and_taken_back(unbuilt: State, tmp_path: Path) -> None:
    path = table(tmp_path / "own.xlsx", OWN_ASKS, ASK)

    def brought_in(path: Path) -> tuple[str, ...]:
        return bring(unbuilt, path, member="A member", who=owner("me"), today=TODAY).ids

    def asks() -> list[tuple[str, tuple[str, ...]]]:
        return [(one.text_en, one.duty_bearers) for one in standing_asks(brought(unbuilt).asks)]

    first = (ASK["text_en"], ("mowa", "moeys"))
    assert brought_in(path) == ("Q00001",) and asks() == [first]
    few = {name: ASK[name] for name in ("own_id", "document", "year")} | {"text_en": "Ban it at home too."}
    assert brought_in(table(tmp_path / "few.xlsx", OWN_ASKS, few)) == ("Q00002",)
    assert asks() == [("Ban it at home too.", ("mowa", "moeys"))]
    withdraw_entry(unbuilt, "q00002", why="Taken from a draft", who=owner("me"))
    assert asks() == [first] and not checked(unbuilt, path).planned
    withdraw_entry(unbuilt, "Q00001", why="Taken from a draft", who=owner("me"))
    assert asks() == []
    with pytest.raises(UnknownCode):
        withdraw_entry(unbuilt, "Q00001", why="Taken from a draft", who=owner("me"))


def test_a_row_is_typed_as_a_row_of_a_file(unbuilt: State) -> None:
    typed: dict[str, Any] = {"member": "A member", "who": owner("me"), "today": TODAY}
    assert add_row(unbuilt, STATE_MEASURES, MEASURE, **typed) == ("M00001",)
    assert add_row(unbuilt, STATE_MEASURES, MEASURE, **typed) == ()
    assert add_row(unbuilt, STATE_MEASURES, {**MEASURE, "status": "ended"}, **typed) == ("M00002",)
    with pytest.raises(DraftRefused) as refused:
        add_row(unbuilt, STATE_MEASURES, {}, **typed)
    assert {one.code for one in refused.value.faults} == {"missing", "no_title"}
    with pytest.raises(DraftRefused):
        add_row(unbuilt, STATE_MEASURES, {**MEASURE, "dated": "2017"}, **{**typed, "member": ""})
    standing = standing_measures(brought(unbuilt).measures)
    assert [(one.status, one.indicators) for one in standing] == [("ended", ("stunting",))]


def test_a_decision_is_recorded_changed_opened_and_taken_back(unbuilt: State) -> None:
    add_row(unbuilt, OWN_ASKS, ASK, member="A member", who=owner("me"), today=TODAY)
    ask = standing_asks(brought(unbuilt).asks)[0].code

    def decide(verdict: str, seen: str = "", why: str = "It asks for the same ban.", target: str = BANNED) -> str:
        return decide_uptake(unbuilt, ask, target, verdict, why=why, member="A member", who=owner("me"), seen=seen)

    def linked() -> list[str]:
        return [one.target for one in linked_to(ask, brought(unbuilt).uptakes)]

    refusals: Sequence[tuple[dict[str, str], str]] = (
        ({"verdict": OPEN}, "not_decided"),
        ({"verdict": "maybe"}, "verdict"),
        ({"verdict": LINKED, "why": "so"}, "why"),
        ({"verdict": LINKED, "target": "XXXXX-XXXXX"}, "target"),
        ({"verdict": LINKED, "why": "The mother, tel. 012 345 678, said so"}, "person"),
    )
    for told, code in refusals:
        with pytest.raises(DraftRefused) as refused:
            decide(**told)
        assert [one.code for one in refused.value.faults] == [code]
    assert linked() == []
    assert decide(LINKED) == "T00001" and linked() == [BANNED]
    with pytest.raises(DraftRefused):
        decide(LINKED, "T00001")
    with pytest.raises(Overtaken):
        decide(REFUSED)
    assert decide(REFUSED, "T00001") == "T00002" and linked() == []
    withdraw_entry(unbuilt, "T00002", why="Clicked by mistake", who=owner("me"))
    assert linked() == [BANNED]
    assert decide(OPEN, "T00001") == "T00003" and linked() == []
    assert decide(REFUSED) == "T00004" and linked() == []


def test_the_snapshot_holds_what_was_brought_in(state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = write_world(tmp_path, [{"area": "KH", "value": 32.5}])
    typed: dict[str, Any] = {"member": "A member", "who": owner("me"), "today": TODAY, "inputs": inputs}
    with monkeypatch.context() as only_recorded:
        only_recorded.setattr("etl.intake.own_tables.build", lambda *_: None)
        add_row(state, OWN_ASKS, ASK, **typed)
        add_row(state, STATE_MEASURES, MEASURE, **typed)
    ask = standing_asks(brought(state).asks)[0]
    decide_uptake(
        state, ask.code, BANNED, LINKED, why="The same ban.", member="A member", who=owner("me"), inputs=inputs
    )
    snapshot = open_current(state.home)
    try:
        assert own_asks(snapshot) == (ask,)
        assert state_measures(snapshot) == standing_measures(brought(state).measures)
        assert uptakes(snapshot) == brought(state).uptakes
    finally:
        snapshot.close()
