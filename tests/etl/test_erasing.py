"""Erased is gone from every byte that is kept; that it was erased, when and why, is told, and its codes still answer."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from childrights.catalogue import Observation, UnknownCode, load_catalogue
from childrights.certificate import NoLonger
from childrights.certificate.birth import birth
from childrights.i18n import translator
from childrights.snapshot import open_current
from etl.labels import Proposal
from etl.ledger.entry_log import ASSESSMENT, New, entries, record
from etl.ledger.erasure_log import erasures, record_erasure
from etl.ledger.file import opened
from etl.ledger.ledger import Omission, record_withdrawal, submit, uploads
from etl.ledger.proposed_indicators import Held
from etl.ledger.state import State
from etl.ledger.steward_decisions import CannotDecide
from etl.permissions import NOBODY, NotPermitted, owner
from etl.recovery.backing_up import back_up
from etl.recovery.erasing import certificate_lines, certificate_record, erase
from etl.recovery.putting_back import restore
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world

ME = owner("steward")
TOKENS = ("Zqfile", "Zqnote", "Zqlabel", "Zqwhy", "Zqproposed", "Zqlearned", "Zqsheet", "Zqcopy", "Zqreason")
CODE = "AAAAA-BBBB1"


def send(state: State, number: int, mark: str = "Zq") -> None:
    """An upload that says ``mark`` wherever something of a file is kept."""
    figure = Observation("stunting", f"KH{number:02d}", 2022, 2022, "2022", value=30.5, sheet=f"{mark}sheet", cell="B2")
    proposal = Proposal(f"{mark}proposed beds", f"{mark}proposed", "", "number", f"{mark}proposed beds", "")
    submit(
        state,
        f"{mark}original".encode(),
        [Observation(**{**_plain(figure), "id": CODE if mark == "Zq" else "CCCCC-DDDD2"})],
        member="Member A",
        who=ME,
        rejected=0,
        approved=True,
        file_name=f"{mark}file.xlsx",
        note=f"{mark}note",
        learned={"indicator": {f"{mark}learned children stunted": "stunting"}},
        left_out=[Omission(f"{mark}label", f"{mark}why")],
        proposed=[Held(proposal, 3)],
        copy=f"PK {mark}copy".encode(),
    )


def _plain(one: Observation) -> dict[str, object]:
    return {name: getattr(one, name) for name in Observation.__dataclass_fields__}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Inputs]:
    folder = tmp_path_factory.mktemp("sent")
    state, inputs = State(folder / "home"), write_world(folder, [{"area": "KH05", "value": 40}])
    send(state, 1)
    build(state, inputs)
    send(state, 2, "Ok")
    build(state, inputs)
    return state.home, inputs


@pytest.fixture
def state(sent: tuple[Path, Inputs], tmp_path: Path) -> State:
    return State(shutil.copytree(sent[0], tmp_path / "home"))


def found(state: State, tokens: tuple[str, ...] = TOKENS) -> set[tuple[str, str]]:
    """Which tokens stand in the bytes of which files."""
    files = [one for one in state.home.rglob("*") if one.is_file()]
    return {(token, one.name) for one in files for token in tokens if token.encode() in one.read_bytes()}


def test_every_byte_of_an_erased_upload_is_gone(state: State, sent: tuple[Path, Inputs]) -> None:
    before = {token for token, _ in found(state)}
    assert before >= {*TOKENS} - {"Zqreason"}, "the search finds what is there"
    (state.home / "set-aside").mkdir()
    (state.home / "set-aside" / "old.zip").write_text("Zqcopy")
    done = erase(state, "u0001", why="It told of single children", who=ME, inputs=sent[1])
    assert found(state) == set()
    assert [one.id for one in uploads(state)] == ["U0002"]
    assert {token for token, _ in found(state, ("Oklearned", "Okcopy", "Okproposed"))}, "the other one stays"
    assert len(list(state.snapshots.glob("*.duckdb"))) == 1
    assert not build(state, sent[1]).built, "nothing is left to do"
    (line,) = erasures(state)
    assert (line.id, line.figures, line.who, line.files, bool(line.done_at)) == ("U0001", 1, "steward", (), True)
    assert done.erasure.files and len(done.marks) == len(done.erasure.files)
    with opened(state) as ledger:
        audit = [tuple(row) for row in ledger.execute("SELECT who, action, detail FROM audit WHERE action = 'erase'")]
    assert audit == [("steward", "erase", "U0001 upload, 1 figures, 3 files")]


def test_a_withdrawn_upload_is_erased_too(state: State, sent: tuple[Path, Inputs]) -> None:
    record_withdrawal(state, "U0001", why="Zqreason", who=ME)
    build(state, sent[1])
    assert ("Zqreason", "ledger.sqlite") in found(state) or ("Zqreason", "ledger.sqlite-wal") in found(state)
    erase(state, "U0001", why="It told of single children", who=ME, inputs=sent[1])
    assert found(state) == set()


def test_its_codes_say_that_it_was_erased_and_when(state: State, sent: tuple[Path, Inputs]) -> None:
    done = erase(state, "U0001", why="It told of single children", who=ME, inputs=sent[1])
    snapshot = open_current(state.home)
    with pytest.raises(NoLonger, match=f"erased for good on {done.erasure.at[:10]}") as told:
        birth(snapshot, load_catalogue(), CODE)
    assert CODE in str(told.value) and "()" not in str(told.value) and "It told" not in str(told.value)
    assert snapshot.rows("SELECT count(*) FROM figures") == [(2,)]
    snapshot.close()


def test_the_certificate_says_all_but_what_it_was(state: State, sent: tuple[Path, Inputs]) -> None:
    files = [one.name for folder in (state.accepted, state.copies) for one in folder.iterdir()]
    done = erase(state, "U0001", why="It told of single children", who=ME, inputs=sent[1])
    text, kept = "\n".join(certificate_lines(done, translator("en"))), json.dumps(certificate_record(done))
    for part in (
        "U0001",
        "steward",
        "It told of single children",
        done.erasure.at[:10],
        done.salt,
        *done.marks,
        "Backups",
    ):
        assert part in text and (part in kept or part == "Backups")
    assert not [name for name in files if name.split(".")[0] in text + kept]
    assert done.salt.encode() not in b"".join(one.read_bytes() for one in state.home.rglob("*") if one.is_file())
    assert "U0001" in "\n".join(certificate_lines(done, translator("km")))


def test_what_two_sent_alike_stays_for_the_other(state: State, sent: tuple[Path, Inputs]) -> None:
    send(state, 1)
    assert len({one.observations_file for one in uploads(state)}) == 2
    erase(state, "U0001", why="twice", who=ME, inputs=sent[1])
    assert open_current(state.home).rows("SELECT count(*) FROM figures") == [(3,)]
    erase(state, "U0003", why="twice", who=ME, inputs=sent[1])
    assert found(state) == set()


def test_an_entry_is_erased_and_its_number_is_not_given_again(state: State, sent: tuple[Path, Inputs]) -> None:
    said = {"recommendation": "x", "by": "y", "status": "z", "assessed_on": "2024-01-01", "why": "Zqwhy", "source": ""}
    new = New(ASSESSMENT, said | {"figures": [], "links": []}, "assess", "x")
    record(state, [new], member="A", who=ME)
    erase(state, "A00001", why="a mistake", who=ME, inputs=sent[1])
    erase(state, "U0001", why="a mistake", who=ME, inputs=sent[1])
    assert entries(state) == () and found(state) == set()
    assert record(state, [new], member="A", who=ME) == ("A00002",)


def test_where_it_was_stopped_the_next_build_goes_on(state: State, sent: tuple[Path, Inputs]) -> None:
    record_erasure(state, "U0001", why="It told of single children", who=ME)
    assert not erasures(state)[0].done_at and found(state)
    assert build(state, sent[1]).built and found(state) == set() and erasures(state)[0].done_at


def test_somebody_who_reads_keeps_it_from_being_done_for_now(state: State, sent: tuple[Path, Inputs]) -> None:
    reader = sqlite3.connect(state.ledger)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM upload").fetchall()
    erase(state, "U0001", why="It told of single children", who=ME, inputs=sent[1])
    assert not erasures(state)[0].done_at
    reader.close()
    build(state, sent[1])
    assert erasures(state)[0].done_at and found(state) == set()


def test_only_those_who_may_with_a_reason_and_what_there_is(state: State) -> None:
    for identity in ("U0001", "A00001", "U0099", "X", ""):
        with pytest.raises(NotPermitted):
            record_erasure(state, identity, why="x", who=NOBODY)
    with pytest.raises(CannotDecide):
        record_erasure(state, "U0001", why=" ", who=ME)
    for identity in ("A00001", "U0099", "X", ""):
        with pytest.raises(UnknownCode):
            record_erasure(state, identity, why="gone", who=ME)


def test_a_backup_made_before_brings_it_back(state: State, sent: tuple[Path, Inputs], tmp_path: Path) -> None:
    """Which the certificate says."""
    back_up(state, tmp_path / "before.zip", who=ME)
    erase(state, "U0001", why="It told of single children", who=ME, inputs=sent[1])
    done = restore(state, tmp_path / "before.zip", who=ME)
    assert done.erased_again == ("U0001",)
