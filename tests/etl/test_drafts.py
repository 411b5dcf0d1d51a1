"""The draft of a file: for its owner alone, for a day, without anybody in it, and in no backup."""

from __future__ import annotations

import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from childrights.members import Provenance
from etl.ledger import State, begin, drafts
from etl.ledger.drafts import KEPT_S, LARGEST, DeskDraft, draft_of, drop_draft, end_drafts, keep_draft
from etl.permissions import NOBODY, Actor, NotPermitted, Role, owner
from etl.recovery import back_up, restore

DARA = Actor("dara", frozenset({Role.CONTRIBUTOR}), ("NEP",))
DRAFT = DeskDraft(
    "figures.csv", b"PK copy", (("areas", "K. Speu", "KH05", ()),), "NEP", Provenance("own_survey", sample=300)
)


@pytest.fixture
def state(tmp_path: Path) -> State:
    begin(state := State(tmp_path / "home"))
    return state


def files(state: State) -> list[Path]:
    return [one for one in (state.home / "drafts").glob("*") if one.is_file()]


def test_it_comes_back_to_its_owner_alone(state: State) -> None:
    ends = keep_draft(state, DRAFT, member="NEP", who=DARA)
    assert time.time() < ends <= time.time() + KEPT_S
    assert draft_of(State(state.home), member="NEP", who=DARA) == replace(DRAFT, file_name="figures.xlsx", ends=ends)
    for other in (replace(DARA, name="chan"), owner("steward")):
        assert draft_of(state, member="NEP", who=other) is None
    for nobody in (NOBODY, Actor("dara", frozenset({Role.ADMINISTRATOR}))):
        for ask in (draft_of, drop_draft):
            with pytest.raises(NotPermitted):
                ask(state, member="NEP", who=nobody)
        with pytest.raises(NotPermitted):
            keep_draft(state, DRAFT, member="NEP", who=nobody)
    assert len(files(state)) == 1
    if os.name != "nt":
        assert (
            files(state)[0].stat().st_mode & 0o777 == 0o600 and files(state)[0].parent.stat().st_mode & 0o777 == 0o700
        )
    keep_draft(state, replace(DRAFT, copy=b"PK newer"), member="NEP", who=DARA)
    (kept,) = files(state)
    assert "dara" not in kept.name and draft_of(state, member="NEP", who=DARA).copy == b"PK newer"  # type: ignore[union-attr]
    drop_draft(state, member="NEP", who=DARA)
    assert files(state) == [] and draft_of(state, member="NEP", who=DARA) is None


def test_it_is_not_for_who_belongs_to_the_organisation_no_more(state: State) -> None:
    keep_draft(state, DRAFT, member="NEP", who=DARA)
    assert draft_of(state, member="Other", who=replace(DARA, members=("Other",))) is None and files(state) == []


@pytest.mark.parametrize(
    "draft",
    [
        replace(DRAFT, copy=b""),
        replace(DRAFT, copy=b"P" * (LARGEST + 1)),
        replace(DRAFT, decided=(("areas", "Sok Dara, 9", "KH05", ()),)),
        replace(DRAFT, decided=(("skip", "row", "", (("why", "It is about Sok Dara"),)),)),
    ],
    ids=["no copy", "too large", "a name in a wording", "a name in a reason"],
)
def test_what_may_not_be_kept_is_not_and_what_was_before_goes(state: State, draft: DeskDraft) -> None:
    keep_draft(state, DRAFT, member="NEP", who=DARA)
    assert keep_draft(state, draft, member="NEP", who=DARA) == 0.0 and files(state) == []


def test_a_name_of_a_file_that_names_somebody_is_left_out(state: State) -> None:
    keep_draft(state, replace(DRAFT, file_name="Sok Dara case.xlsx"), member="NEP", who=DARA)
    assert b"Dara case" not in files(state)[0].read_bytes()


def test_a_day_later_it_is_gone(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = keep_draft(state, DRAFT, member="NEP", who=DARA)
    assert end_drafts(state) == 0
    later = {"now": ends - 1}
    monkeypatch.setattr(drafts.time, "time", lambda: later["now"])
    assert draft_of(state, member="NEP", who=DARA) is not None
    later["now"] = ends
    assert end_drafts(state) == 1 and files(state) == []


def test_the_clock_of_a_running_dashboard_ends_it(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "KEPT_S", -0.9)
    monkeypatch.setattr(drafts, "_clock", [])
    keep_draft(state, DRAFT, member="NEP", who=DARA)
    monkeypatch.setattr(drafts, "KEPT_S", 60.0)
    keep_draft(state, DRAFT, member="NEP", who=DARA)
    waits = drafts._clock[0]
    assert waits.daemon and 55 < waits.interval <= 61
    waits.cancel()
    waits.function()
    assert len(files(state)) == 1, "it is not a day old"
    drafts._clock[0].cancel()


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[1]", b"\xff", b'{"file_name": 1, "copy": "no", "ends": "x"}'])
def test_a_damaged_one_is_none_and_goes(state: State, content: bytes) -> None:
    keep_draft(state, DRAFT, member="NEP", who=DARA)
    files(state)[0].write_bytes(content)
    assert draft_of(state, member="NEP", who=DARA) is None and files(state) == []


def test_it_is_in_no_backup_and_no_backup_brings_one(state: State, tmp_path: Path) -> None:
    keep_draft(state, DRAFT, member="NEP", who=DARA)
    back_up(state, tmp_path / "out.zip", who=owner("me"))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert not [name for name in archive.namelist() if "draft" in name]
        assert not any(b"PK copy" in archive.read(name) for name in archive.namelist())
    drop_draft(state, member="NEP", who=DARA)
    restore(state, tmp_path / "out.zip", who=owner("me"))
    assert draft_of(state, member="NEP", who=DARA) is None
