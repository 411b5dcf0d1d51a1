"""Assessments in the ledger: all or nothing, never changed, published, taken back; and from a spreadsheet."""

import json
import shutil
import sys
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from childrights.briefs.inputs import Stock
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import RefusedFile, UnknownCode
from childrights.i18n import LANGUAGES, translator
from childrights.rights.assessment import COALITION, GOVERNMENT, Draft, assessments, link_changes
from childrights.rights.recommendations import load_recommendations
from childrights.snapshot.snapshot import open_current
from etl.intake.assessments import assess
from etl.intake.bringing import ASSESSMENTS, CheckedFile, Done, bring, check_file, withdraw_entry
from etl.intake.report_text import assess_answer
from etl.intake.schema import DraftRefused
from etl.ledger.entry_log import Overtaken, brought
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import Inputs, build
from tests.support.forks import COUNTED_STEPS, forking, steps_to_stop_at

ASKED = tuple(one for one in load_recommendations(load_catalogue()) if one.asks)
ONE, TWO = ASKED[:2]
TODAY = date(2026, 1, 1)
COLUMNS = [f"#{name}" for name in ASSESSMENTS.columns]
DRAFT = Draft(ONE.code, COALITION, "partly", "2025-05-01", "A draft law is with the ministries.")


def record(world: tuple[State, Inputs], *drafts: Draft, **more: object):  # type: ignore[no-untyped-def]
    state, inputs = world
    return assess(state, drafts, member="Coalition", who=owner("test"), today=TODAY, inputs=inputs, **more)  # type: ignore[arg-type]


def seen_on_screen(state: State):  # type: ignore[no-untyped-def]
    snapshot = open_current(state.home)
    try:
        return assessments(snapshot), link_changes(snapshot), snapshot.content_hash
    finally:
        snapshot.close()


def test_recorded_means_published_and_withdrawn_stays_in_the_history(world: tuple[State, Inputs]) -> None:
    state, inputs = world
    before = seen_on_screen(state)[2]
    done = record(world, DRAFT, replace(DRAFT, by=GOVERNMENT, source="Report"), links=[(ONE.code, "stunting", True)])
    given, links, after = seen_on_screen(state)
    assert [one.id for one in given] == list(done) == ["A00001", "A00002"] and after != before
    assert (given[0].status, given[0].why, given[0].member) == ("partly", DRAFT.why, "Coalition")
    assert [(one.indicator, one.linked) for one in links] == [("stunting", True)]
    withdraw_entry(state, "a00001", why="wrong paragraph", who=owner("test"), inputs=inputs)
    given = seen_on_screen(state)[0]
    assert [one.stands for one in given] == [False, True] and given[0].withdrawn_why == "wrong paragraph"
    for wrong in ("A00001", "A00099", "U0001"):
        with pytest.raises(UnknownCode):
            withdraw_entry(state, wrong, why="again", who=owner("test"), inputs=inputs)


def test_reports_tell_the_status_beside_the_answer(world: tuple[State, Inputs]) -> None:
    state, _ = world
    record(world, DRAFT, replace(DRAFT, by=GOVERNMENT, status="answered", why="Done.", source="Report, page 3"))
    snapshot = open_current(state.home)
    told = Stock.of(snapshot, load_catalogue(), translator("en"), TODAY).asked([ONE, TWO])
    snapshot.close()
    assert told[0].assessed.startswith("partly answered (2025-05-01): A draft law is with the ministries.")
    assert "Done. (by its own account: answered)" in told[0].government and "Report, page 3" in told[0].government
    assert (told[1].assessed, told[1].government) == ("not assessed yet", "")


def test_the_same_ledger_gives_the_same_hash(world: tuple[State, Inputs]) -> None:
    state, inputs = world
    record(world, DRAFT)
    first = seen_on_screen(state)[2]
    build(state, inputs, force=True)
    assert seen_on_screen(state)[2] == first


def test_one_fault_keeps_everything_out(world: tuple[State, Inputs]) -> None:
    state, _ = world
    with pytest.raises(DraftRefused) as error:
        record(world, DRAFT, replace(DRAFT, recommendation=TWO.code, status="done"))
    assert [one.code for one in error.value.faults] == ["unknown_status"] and not brought(state).assessments
    with pytest.raises(DraftRefused, match="is not the code of an indicator"):
        record(world, links=[(ONE.code, "nonsense", True)])
    with pytest.raises(DraftRefused, match="single person"):
        record(world, replace(DRAFT, why="A boy named Dara, telephone 012 345 678"))
    assert not brought(state).links


def test_pressed_twice_records_once(world: tuple[State, Inputs]) -> None:
    state, _ = world
    record(world, DRAFT)
    with pytest.raises(DraftRefused, match="recorded already"):
        record(world, DRAFT)
    record(world, replace(DRAFT, status="answered", assessed_on="2025-06-01"))
    record(world, replace(DRAFT, assessed_on="2025-07-01"))
    assert len(brought(state).assessments) == 3


def test_figures_are_evidence_only_when_published(world: tuple[State, Inputs]) -> None:
    state, _ = world
    snapshot = open_current(state.home)
    ((code,),) = snapshot.rows("SELECT id FROM snapshot.observation")
    snapshot.close()
    record(world, replace(DRAFT, figures=(code,)))
    assert seen_on_screen(state)[0][0].figures == (code,)
    with pytest.raises(DraftRefused, match="published figure"):
        record(world, replace(DRAFT, figures=("ZZZZZ-00000",)))


def test_two_writers_of_one_recommendation(world: tuple[State, Inputs]) -> None:
    state, _ = world
    results: list[object] = []

    def write(text: str) -> None:
        try:
            results.append(record(world, replace(DRAFT, why=text), seen={(ONE.code, COALITION): ""}))
        except Overtaken as error:
            results.append(error)

    threads = [threading.Thread(target=write, args=(f"Written by number {n}.",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(brought(state).assessments) == 1
    assert sum(isinstance(one, Overtaken) for one in results) == 1


KILLED = (
    COUNTED_STEPS
    + """
from datetime import date
from childrights.rights import COALITION, Draft
from etl.snapshot import Inputs
from etl.intake import assess
from etl.ledger import State
from etl.permissions import owner
def main(step, home, world, code):
    global stop_at
    stop_at, home, world = int(step), Path(home), Path(world)
    drafts = [Draft(code, COALITION, "partly", "2025-05-01", f"Reason {n} of {stop_at}.") for n in range(2)]
    assess(State(home), drafts, member="A.", who=owner("test"), today=date(2026, 1, 1), links=[(code, "stunting", True)],
           inputs=Inputs(layouts=world / "layouts", sources=world / "sources"))
    print(json.dumps([steps, commits]))
"""
)


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be replaced while a killed process holds them")
def test_killed_anywhere_it_is_wholly_in_or_wholly_out(world: tuple[State, Inputs], tmp_path: Path) -> None:
    first, inputs = world
    outcomes = {}
    with forking(KILLED) as forks:
        code, printed = forks.run(0, shutil.copytree(first.home, tmp_path / "whole"), tmp_path, ONE.code)
        assert code == 0, printed
        for stop_at in steps_to_stop_at(*json.loads(printed), every=24):
            state = State(shutil.copytree(first.home, tmp_path / f"home-{stop_at}"))
            assert forks.run(stop_at, state.home, tmp_path, ONE.code) == (9, "")
            after = brought(state)
            added = len(after.assessments), len(after.links)
            assert added in ((0, 0), (2, 1)), "a part was recorded"
            outcomes[added] = state
    assert set(outcomes) == {(0, 0), (2, 1)}
    for state in outcomes.values():
        build(state, inputs)
        assert len(seen_on_screen(state)[0]) == len(brought(state).assessments)


def check(state: State, path: Path) -> CheckedFile:
    return check_file(state, path, path.name, TODAY, (ASSESSMENTS,), ASSESSMENTS)


def sent(world: tuple[State, Inputs], path: Path) -> Done:
    return bring(
        world[0], path, member="Coalition", who=owner("test"), today=TODAY, kinds=(ASSESSMENTS,), inputs=world[1]
    )


def filled(path: Path, content: bytes, *rows: dict[str, object]) -> Path:
    """The template with some of its rows filled in, by tag; the row of ``#code`` or the n-th."""
    path.write_bytes(content)
    book = load_workbook(path)
    sheet = book.active
    for number, row in enumerate(rows):
        for tag, value in row.items():
            sheet.cell(ASSESSMENTS.FIRST_ROW + number, COLUMNS.index(tag) + 1, value)
    book.save(path)
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_comes_back_row_by_row(world: tuple[State, Inputs], tmp_path: Path, lang: str) -> None:
    state, _ = world
    t = translator(lang)
    path = filled(
        tmp_path / "filled.xlsx",
        ASSESSMENTS.template(state, lang),
        {
            "#status": t._("partly answered"),
            "#why": "A draft law exists.",
            "#date": date(2025, 3, 1),
            "#links": "https://a.org; https://b.org",
            "#indicators": "stunting; wasting",
        },
        {"#status": "perhaps", "#why": "Nobody knows for sure."},
        {
            "#gov+words": "Implemented.",
            "#gov+date": "2025-02-01",
            "#gov+source": "Report, p. 3",
            "#gov+status": t._("answered"),
        },
        {"#why": "A girl named Sokha told us", "#status": t._("answered")},
    )
    found = check(state, path)
    assert (found.in_order, found.wrong, found.unchanged) == (2, 2, 0)
    assert found.read.blank == len(ASKED) - 4
    assert [(one.cell, one.code) for one in found.faults] == [("F7", "unknown_status"), ("G9", "person")]
    done = sent(world, path)
    given = brought(state)
    assert len(assess_answer(done)["assessments"]) == 2 and [one.by for one in given.assessments] == [
        COALITION,
        GOVERNMENT,
    ]
    assert given.assessments[0].links == ("https://a.org", "https://b.org")
    assert given.assessments[0].assessed_on == "2025-03-01"
    assert {one.indicator for one in given.links} <= {"stunting", "wasting"}
    again = sent(world, path)
    assert again.found.unchanged == 2 and not again.ids


def test_bad_files_are_refused_in_words(world: tuple[State, Inputs], tmp_path: Path) -> None:
    state, _ = world
    path = tmp_path / "other.csv"
    path.write_text("Province,2022\nTakeo,12\n", encoding="utf-8")
    with pytest.raises(RefusedFile, match="not the template for assessments"):
        check(state, path)
    book = load_workbook(filled(tmp_path / "t.xlsx", ASSESSMENTS.template(state, "en")))
    book.active.delete_cols(COLUMNS.index("#why") + 1)
    book.save(path := tmp_path / "cut.xlsx")
    with pytest.raises(RefusedFile, match=r"columns of the template are missing \(Why\)"):
        check(state, path)


def test_no_row_of_a_file_is_lost(world: tuple[State, Inputs], tmp_path: Path) -> None:
    state, _ = world
    path = filled(
        tmp_path / "odd.xlsx",
        ASSESSMENTS.template(state, "en"),
        {"#code": TWO.code, "#status": "answered", "#why": "The law came into force."},
        {"#status": "answered", "#why": "The same one a second time."},
        {"#code": "", "#status": "answered", "#why": "Nobody knows which one."},
        {"#indicators": "nonsense"},
        {"#date": 7},
    )
    book = load_workbook(path)
    book.create_sheet("My notes")["A1"] = "Ask the ministry"
    book.save(path)
    found = check(state, path)
    assert (found.in_order, found.wrong) == (1, 4) and found.read.unread_sheets == ("My notes",)
    named = {(one.cell, one.code) for one in found.faults}
    assert {("A7", "twice"), ("A8", "unknown_recommendation"), ("K9", "unknown_indicator")} <= named
    assert ("H10", "before") in named and ("F10", "status") in named
