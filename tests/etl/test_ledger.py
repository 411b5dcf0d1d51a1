"""The ledger: what was accepted stays, what was withdrawn is out again, and the history tells both."""

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from childrights import files
from childrights.catalogue.model import Observation
from childrights.catalogue.tables import RefusedFile, UnknownCode
from childrights.members.layers import members_figures
from childrights.members.provenance import Provenance
from childrights.snapshot.queries import area_values
from childrights.snapshot.snapshot import open_current
from etl.ledger.ledger import (
    Omission,
    accepted_uploads,
    copy_kept,
    last_said,
    learned,
    mark_published,
    record_withdrawal,
    submit,
    upload,
    uploads,
    withdrawn_uploads,
)
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import build
from tests.making import write_world

ONE = Observation("stunting", "KH05", 2014, 2014, "2014", value=28.0, sheet="Sheet1", cell="C4", id="ABCDE-12345")


def send(state: State, folder: Path, *observations: Observation, **more: object):  # type: ignore[no-untyped-def]
    original = folder / "numbers.xlsx"
    original.write_bytes(b"a workbook")
    options = {"member": "Member A", "who": owner("officer"), "rejected": 0, "approved": True, **more}
    return submit(state, original, observations, **options)  # type: ignore[arg-type]


def test_an_upload_reaches_the_snapshot_and_leaves_it_again(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 31.5}])
    before = build(state, inputs)
    sent = send(state, tmp_path, ONE)
    build(state, inputs)
    snapshot = open_current(state.home)
    assert [one.value for one in area_values(snapshot, "stunting", "2014")] == [31.5]
    (found,) = members_figures(snapshot, "stunting")
    assert (found.figure.value, found.figure.upload, found.figure.cell) == (28.0, sent.id, "C4")
    record_withdrawal(state, sent.id, why="wrong file", who=owner("officer"))
    after = build(state, inputs)
    assert after.content_hash == before.content_hash
    assert [(u.status, u.why) for u in uploads(state)] == [("withdrawn", "wrong file")]


def test_what_could_not_be_put_in_force_is_published_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows_files: None
) -> None:
    monkeypatch.setattr(files, "PATIENCE_S", 0.02)
    state = State(tmp_path / "home")
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 31.5}])
    build(state, inputs)
    send(state, tmp_path, ONE)
    with state.pointer.open("rb"), pytest.raises(files.FileHeld):
        build(state, inputs)
    assert [one.status for one in uploads(state)] == ["approved"]
    assert build(state, inputs).built
    assert [one.status for one in uploads(state)] == ["published"]


def test_of_a_file_only_the_cleaned_copy_is_kept(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    sent = send(state, tmp_path, ONE, copy=b"its cells")
    assert sent.sha256 == hashlib.sha256(b"a workbook").hexdigest() != sent.copy
    assert copy_kept(state, sent.id, who=owner("officer")) == b"its cells"
    kept = [path.read_bytes() for path in state.home.rglob("*") if path.is_file()]
    assert not any(b"a workbook" in content for content in kept)


def test_a_copy_that_is_missing_or_damaged_is_told(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    without, sent = send(state, tmp_path, ONE), send(state, tmp_path, ONE, copy=b"its cells")
    with pytest.raises(UnknownCode, match="No copy"):
        copy_kept(state, without.id, who=owner("officer"))
    (state.copies / sent.copy).write_bytes(b"other cells")
    with pytest.raises(RefusedFile, match="damaged"):
        copy_kept(state, sent.id, who=owner("officer"))


def test_a_ledger_of_an_earlier_version_is_completed(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    send(state, tmp_path, ONE)
    with sqlite3.connect(state.ledger) as ledger:
        ledger.execute("ALTER TABLE upload DROP COLUMN copy")
    assert [one.copy for one in uploads(state)] == [""]


def test_observations_come_back_as_they_went_in(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    sent = send(state, tmp_path, ONE, replace(ONE, area="KH06", value=None, status="suppressed"))
    (kept,) = accepted_uploads(state)
    sent_by = {"upload": sent.id, "layer": "members", "member": "Member A", "source_kind": "own_records"}
    assert kept.observations()[0] == replace(ONE, **sent_by)
    assert kept.observations()[1].value is None


def test_what_a_member_confirmed_is_remembered_for_that_member(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    send(state, tmp_path, ONE, learned={"indicator": {"Short kids": "stunting"}})
    assert learned(state, "Member A", "indicator") == {"Short kids": "stunting"}
    assert learned(state, "Member B", "indicator") == {}


def test_withdrawing_twice_or_nothing_is_told_in_words(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    sent = send(state, tmp_path, ONE)
    record_withdrawal(state, sent.id.lower(), why="x", who=owner("y"))
    with pytest.raises(UnknownCode, match="withdrawn already"):
        record_withdrawal(state, sent.id, why="x", who=owner("y"))
    with pytest.raises(UnknownCode, match="no upload U0099"):
        upload(state, "U0099")


def test_a_ledger_that_nobody_wrote_in_holds_nothing_and_asking_makes_none(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    assert (uploads(state), accepted_uploads(state), withdrawn_uploads(state)) == ((), (), ())
    assert (learned(state, "Member A", "area"), last_said(state, "Member A")) == ({}, None)
    assert not state.ledger.exists()


def test_the_history_is_newest_first_and_what_takes_part_oldest_first(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    kinds = (("A", "own_survey"), ("B", "own_records"), ("A", "quoted"), ("B", "own_records"))
    sent = [send(state, tmp_path, ONE, member=who, provenance=Provenance(kind)).id for who, kind in kinds]
    assert sent == ["U0001", "U0002", "U0003", "U0004"]
    record_withdrawal(state, "U0004", why="x", who=owner("y"))
    record_withdrawal(state, "U0002", why="x", who=owner("y"))
    assert [one.id for one in uploads(state)] == sent[::-1]
    assert [one.id for one in accepted_uploads(state)] == ["U0001", "U0003"]
    taken_back = withdrawn_uploads(state)
    assert [(one.id, [figure.id for figure in figures]) for one, figures in taken_back] == [
        ("U0002", [ONE.id]),
        ("U0004", [ONE.id]),
    ]
    assert {figure.value for _, figures in taken_back for figure in figures} == {None}
    assert last_said(state, "A") == Provenance("quoted")
    assert last_said(state, "nobody") is None


def test_only_what_waits_is_marked_as_published(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    for _ in range(3):
        send(state, tmp_path, ONE)
    record_withdrawal(state, "U0002", why="x", who=owner("y"))
    mark_published(state, ())
    mark_published(state, ("U0001", "U0002"))
    assert [one.status for one in uploads(state)] == ["approved", "withdrawn", "published"]


def test_what_was_left_out_is_told_with_its_own_upload_in_the_order_it_was_said(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    said = [Omission("b", "why b"), Omission("a", "why a")]
    send(state, tmp_path, ONE, left_out=said)
    send(state, tmp_path, ONE)
    assert [one.left_out for one in uploads(state)] == [(), tuple(said)]
