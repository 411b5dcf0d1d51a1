"""A member's mirror: from the ledger to letter, page and workbook, on time or not, and nothing of anybody else."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from childrights.catalogue import UnknownCode, load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.members import SentByMember, SentFile
from childrights.mirror.composing import mirror_of
from childrights.mirror.model import Mirror, OwnSentence
from childrights.mirror.writing import file_stem, mirror_bytes
from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import accept, check_for
from etl.ledger.ledger import upload_problems
from etl.ledger.state import State
from etl.ledger.typed_settings import SettingRefused, change_setting, setting
from etl.mirror.gathering import due_of, member_names, sent_by
from etl.mirror.next_year import next_workbook
from etl.permissions import NOBODY, Actor, NotPermitted, Role, owner
from etl.problems.naming import problem_titles
from etl.recovery.erasing import erase
from tests.making import write_world

MINE, OTHER = "Rainbow Children Network", "Zebra Kampuchea House"
STEWARD, SENDER = owner("steward"), Actor("sender", frozenset({Role.CONTRIBUTOR}), (MINE,))
HEAD = "Province,Indicator,Year,Sex,Value\n"
SENT = HEAD + "".join(
    f"{place},Births registered within 30 days,2025,{sex},{value}\n"
    for place, sex, value in (
        ("Kampong Speu", "Total", "61.2"),
        ("Kampong Speu", "Girls", "63"),
        ("Kampot", "Total", "55"),
        ("Kampot district", "Total", "50"),
        ("Takeo", "Total", "many"),
    )
)
THEIRS = HEAD + "Siem Reap,Births registered within 30 days,2025,Total,44\n"
YEAR = date.today().year


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> State:
    folder = tmp_path_factory.mktemp("mirror")
    inputs, state = write_world(folder, [{"area": "KH", "value": 32.5}]), State(folder / "home")
    for member, text, name in ((MINE, SENT, "ours.csv"), (OTHER, THEIRS, "zebra-theirs.csv")):
        (path := folder / name).write_text(text, encoding="utf-8")
        accept(state, path, check_for(state, path, member=member), member=member, who=STEWARD, inputs=inputs)
    return state


def mirror(state: State, sent: SentByMember, lang: str = "en") -> Mirror:
    snapshot = open_current(state.home)
    try:
        return mirror_of(sent, snapshot, load_catalogue(), problem_titles(lang), date.today(), translator(lang))
    finally:
        snapshot.close()


def test_it_tells_what_came_with_which_faults_and_what_it_shows(world: State) -> None:
    sent = sent_by(world, MINE, year=YEAR, who=SENDER)
    (one,) = sent.files
    assert (one.id, one.accepted, one.shown, one.rejected, one.noted) == ("U0001", 3, 3, 2, True)
    assert upload_problems(world)["U0001"] == one.problems == {"unknown_area": 1, "not_a_number": 1}
    made = mirror(world, sent)
    assert [row[1] for row in made.errors.rows] == ["1", "1"] and "A place we do not know" in made.errors.rows[0][0]
    assert made.sentences and all(MINE in one.words and one.codes for one in made.sentences)
    assert (
        made.arrived.rows[0][1] == "ours.csv (U0001)"
        and made.on_time == ""
        and made.waits == ("You have nothing waiting.",)
    )
    empty = mirror(world, sent_by(world, MINE, year=2001, who=STEWARD))
    assert empty.finding == "We received nothing from you in 2001." and empty.arrived.rows == ()


@pytest.mark.parametrize(("due", "on_time"), [("2000-01-01", False), (f"{YEAR}-12-31", True), ("", None)])
def test_on_time_is_measured_against_the_day_that_was_agreed(world: State, due: str, on_time: bool | None) -> None:
    sent = sent_by(world, MINE, year=YEAR, who=SENDER, due=due)
    assert sent.on_time is on_time
    for lang in LANGUAGES:
        told = mirror(world, sent, lang).on_time
        assert bool(told) == bool(due) and (("after" in told) == (on_time is False) or lang == "km")


def test_the_day_is_a_setting_of_all_and_of_one(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    assert due_of(state, MINE, 2026) == ""
    change_setting(state, "due_day", "03-31", who=STEWARD)
    change_setting(state, f"due:{MINE}", "04-30", who=STEWARD)
    assert due_of(state, MINE, 2026) == "2026-04-30" and due_of(state, OTHER, 2026) == "2026-03-31"
    change_setting(state, f"due:{MINE}", "none", who=STEWARD)
    assert due_of(state, MINE, 2026) == "2026-03-31" and setting(state, f"due:{MINE}") == ""
    for wrong in ("02-30", "3-31", "soon", "2026-03-31"):
        with pytest.raises(SettingRefused):
            change_setting(state, "due_day", wrong, who=STEWARD)
    with pytest.raises(NotPermitted):
        change_setting(state, "due_day", "01-31", who=SENDER)


def test_only_the_member_and_stewards_see_it(world: State) -> None:
    for who in (
        NOBODY,
        Actor("b", frozenset({Role.CONTRIBUTOR}), (OTHER,)),
        Actor("c", frozenset({Role.ADMINISTRATOR})),
    ):
        with pytest.raises(NotPermitted):
            sent_by(world, MINE, year=YEAR, who=who)
    assert member_names(world, SENDER) == (MINE,) and member_names(world, STEWARD) == (MINE, OTHER)
    assert member_names(world, NOBODY) == ()
    for wrong in ({"due": "soon"}, {"due": "2026-02-30"}):
        with pytest.raises(UnknownCode):
            sent_by(world, MINE, year=YEAR, who=STEWARD, **wrong)
    with pytest.raises(UnknownCode):
        sent_by(world, "Somebody Else", year=YEAR, who=STEWARD)


def texts(name: str, content: bytes) -> str:
    """Everything that a file says anywhere: words, properties, names of parts."""
    if name.endswith(".pdf"):
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
        return " ".join([content.decode("latin-1"), *(_inflated(one) for one in streams)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(one, archive.read(one)) for one in archive.namelist()]
    inner = [
        texts(one, data) if one.endswith((".docx", ".xlsx", ".pdf")) else data.decode("utf-8", "ignore")
        for one, data in parts
    ]
    return " ".join([*(one for one, _ in parts), *inner])


def _inflated(stream: bytes) -> str:
    try:
        return zlib.decompress(stream).decode("latin-1")
    except zlib.error:
        return ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_other_member_is_in_any_file(world: State, lang: str) -> None:
    sent, catalogue = sent_by(world, MINE, year=YEAR, who=SENDER), load_catalogue()
    made = mirror(world, sent, lang)
    book = next_workbook(world, catalogue, sent, year=YEAR + 1, lang=lang)
    content = mirror_bytes(made, ".zip", book)
    told = texts("x.zip", content)
    assert "Zebra" not in told and "zebra" not in told and "U0002" not in told and "44" not in made.finding
    assert MINE in told and f"{file_stem(made)}.docx" in told
    for name in zipfile.ZipFile(io.BytesIO(content)).namelist():
        assert "zebra" not in name.lower()
    document = Document(io.BytesIO(mirror_bytes(made, ".docx")))
    assert document.core_properties.language == lang and document.core_properties.title == made.title
    for one in (made, replace(made, member="x", arrived=replace(made.arrived, rows=()))):
        assert b"/Count 2" in mirror_bytes(one, ".pdf") or "/Count 2" in texts("x.pdf", mirror_bytes(one, ".pdf"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_next_years_workbook_has_the_rows_of_before_and_no_values(world: State, tmp_path: Path, lang: str) -> None:
    sent, catalogue = sent_by(world, MINE, year=YEAR, who=SENDER), load_catalogue()
    (path := tmp_path / "next.xlsx").write_bytes(next_workbook(world, catalogue, sent, year=YEAR + 1, lang=lang))
    sheet = load_workbook(path).worksheets[load_workbook(path).sheetnames.index(load_workbook(path).active.title)]
    tags = [cell.value for cell in sheet[2]]
    column: Mapping[str, int] = {tag: at for at, tag in enumerate(tags)}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    named = [row for row in rows if row[column["#adm1+name"]]]
    assert len(named) == len(sent.rows) == 3
    assert {row[column["#date+year"]] for row in named} == {YEAR + 1} and not any(row[column["#value"]] for row in rows)
    assert len({row[column["#meta+sex"]] for row in named}) == 2
    sheet.cell(6, column["#value"] + 1, 50)
    book = sheet.parent
    book.save(path)
    again = check_for(world, path, member=MINE)
    assert len(again.observations) == 1 and not [one for one in again.problems if one.severity == "error"]


def test_what_was_counted_of_an_upload_goes_with_it(world: State, tmp_path: Path) -> None:
    shutil.copytree(world.home, tmp_path / "home")
    state = State(tmp_path / "home")
    inputs = write_world(tmp_path, [{"area": "KH", "value": 32.5}])
    erase(state, "U0001", why="Asked for by the member", who=STEWARD, inputs=inputs)
    assert upload_problems(state) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_busy_year_fits_one_page_and_says_what_it_leaves_out(lang: str) -> None:
    faults = dict.fromkeys(("unknown_area", "not_a_number", "duplicate", "out_of_range", "unknown_year"), 3)
    files = tuple(
        SentFile(f"U{n:04d}", f"2026-0{n}-11", f"quarter {n}.xlsx", "published", 120, 110, 15, faults, True)
        for n in range(1, 7)
    )
    sent = SentByMember(MINE, 2026, "2026-03-31", files, proposed=("Beds in shelters",), conflicts=3)
    made = mirror_of(sent, None, load_catalogue(), problem_titles(lang), date(2026, 11, 30), translator(lang))
    assert len(made.arrived.rows) == len(made.errors.rows) == 5 and "2" in made.arrived.rows[-1][1]
    assert made.errors.rows[-1] == (translator(lang)._("other causes"), "18")
    told = OwnSentence("Words of a figure. " * 6, "What to bear in mind with it. " * 8, ("AAAAA-AAAAA",))
    pdf = mirror_bytes(replace(made, sentences=(told, told)), ".pdf")
    assert b"/Count 2" in pdf or "/Count 2" in texts("x.pdf", pdf)
