"""Copies of members' files end by the age that is set, and nothing else does."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from childrights.catalogue import Observation
from childrights.snapshot import open_current
from etl.ledger import State, audit_page, change_setting, losses, opened, submit, uploads, verify_audit
from etl.ledger.retention import end_by_age, oldest_kept, remove_aged, removed_by_age
from etl.permissions import owner
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world

ME = owner("me")


@pytest.fixture
def world(tmp_path: Path) -> tuple[State, Inputs]:
    """Three uploads: two of 13 months ago, whose second has the copy of the third, which is new."""
    inputs, state = write_world(tmp_path, [{"area": "KH05", "value": 40}]), State(tmp_path / "home")
    for number, copy in ((1, b"PK one"), (2, b"PK same"), (3, b"PK same")):
        figure = Observation("stunting", f"KH{number:02d}", 2022, 2022, "2022", value=30 + number, sheet="S", cell="B2")
        submit(state, b"%d" % number, [figure], member="A", who=ME, rejected=0, approved=True, copy=copy)
    long_ago = (datetime.now(UTC) - timedelta(days=400)).isoformat(timespec="milliseconds")
    with opened(state) as ledger:
        ledger.execute("UPDATE upload SET uploaded_at = ? WHERE number < 3", (long_ago,))
    build(state, inputs)
    return state, inputs


def shown(state: State) -> list[tuple[object, ...]]:
    snapshot = open_current(state.home)
    try:
        return sorted(snapshot.rows("SELECT upload, area, value FROM figures"))
    finally:
        snapshot.close()


def test_nothing_ends_unless_it_is_set(world: tuple[State, Inputs]) -> None:
    state, inputs = world
    build(state, inputs, force=True)
    assert len(list(state.copies.iterdir())) == 2 and all(one.copy for one in uploads(state))
    assert removed_by_age(state).copies == 0


def test_older_copies_end_and_figures_stay(world: tuple[State, Inputs]) -> None:
    state, inputs = world
    before = shown(state)
    aside = state.home / "set-aside"
    aside.mkdir()
    for name, days in (("old", 400), ("new", 3)):
        (aside / name).write_text("PK")
        moment = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        os.utime(aside / name, (moment, moment))
    change_setting(state, "retention_months", 12, who=ME)
    build(state, inputs)
    assert [one.read_bytes() for one in state.copies.iterdir()] == [b"PK same"], "the new upload still has it"
    assert [(one.id, bool(one.copy)) for one in uploads(state)] == [("U0003", True), ("U0002", False), ("U0001", False)]
    assert shown(state) == before and losses(state) == () and verify_audit(state).holds
    assert [one.name for one in aside.iterdir()] == ["new"]
    told = [one.detail for one in audit_page(state, who=ME).lines if one.action == "retention"]
    assert told == ["U0002", "U0001"] or told == ["U0001", "U0002"]
    assert removed_by_age(state).copies == 2 and removed_by_age(state).last
    assert remove_aged(state) == (), "nothing is told twice"


def test_originals_of_older_versions_end_without_a_copy(world: tuple[State, Inputs]) -> None:
    state, inputs = world
    sent = uploads(state)[-1]
    state.originals.mkdir()
    (state.originals / sent.sha256).write_bytes(b"1")
    with opened(state) as ledger:
        ledger.execute("UPDATE upload SET copy = '' WHERE number = 1")
    change_setting(state, "retention_months", 12, who=ME)
    build(state, inputs)
    assert not state.originals.exists() and uploads(state)[-1].copy == ""


def test_a_server_ends_them_when_it_starts_and_no_ledger_that_is_damaged_stops_it(world: tuple[State, Inputs]) -> None:
    state, _ = world
    change_setting(state, "retention_months", 12, who=ME)
    end_by_age(state)
    assert [bool(one.copy) for one in uploads(state)] == [True, False, False]
    state.ledger.write_bytes(b"no ledger")
    end_by_age(state)
    assert state.ledger.read_bytes() == b"no ledger"


def test_stopped_between_file_and_line_it_goes_on(world: tuple[State, Inputs]) -> None:
    state, inputs = world
    change_setting(state, "retention_months", 12, who=ME)
    (state.copies / uploads(state)[-1].copy).unlink()
    assert losses(state)
    build(state, inputs)
    assert losses(state) == () and uploads(state)[-1].copy == ""


def test_what_was_sent_at_no_known_time_is_kept(world: tuple[State, Inputs]) -> None:
    state, _ = world
    change_setting(state, "retention_months", 12, who=ME)
    with opened(state) as ledger:
        ledger.execute("UPDATE upload SET uploaded_at = 'some day' WHERE number = 1")
    assert remove_aged(state) == ("U0002",) and uploads(state)[-1].copy


@pytest.mark.parametrize(
    ("today", "months", "oldest"),
    [
        ("2026-11-30", 12, "2025-11-30"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-01", 24, "2024-12-01"),
    ],
)
def test_months_are_those_of_the_calendar(tmp_path: Path, today: str, months: int, oldest: str) -> None:
    state = State(tmp_path / "home")
    assert oldest_kept(state) is None and not state.home.exists()
    change_setting(state, "retention_months", months, who=ME)
    found = oldest_kept(state, datetime.fromisoformat(today).replace(tzinfo=UTC))
    assert found is not None and f"{found:%Y-%m-%d}" == oldest
