"""The audit: only ever added to, and whatever was done to it past its triggers is noticed."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from childrights.catalogue import UnknownCode
from childrights.catalogue.model import Observation
from etl.ledger import (
    AUDIT_ACTIONS,
    HEAD_FILE,
    AuditFilter,
    State,
    audit_csv,
    audit_names,
    audit_page,
    change_setting,
    copy_kept,
    record_withdrawal,
    submit,
    uploads,
    verify_audit,
    write_audit,
)
from etl.ledger.audit_chain import keep_head, line_hash
from etl.ledger.file import opened, transaction
from etl.permissions import Actor, NotPermitted, Role, owner

WHO = owner("dara")
ONE = Observation("stunting", "KH05", 2014, 2014, "2014", value=28.0)


def written(state: State, count: int = 5, who: str = "dara") -> State:
    for n in range(count):
        with opened(state) as ledger, transaction(ledger):
            write_audit(ledger, who, "assess", f"A{n:05d}")
    return state


@pytest.fixture
def state(tmp_path: Path) -> State:
    return written(State(tmp_path / "home"))


def past_the_triggers(state: State, *statements: str) -> None:
    """What somebody does who can write the file."""
    with sqlite3.connect(state.ledger) as ledger:
        for name in ("audit_is_not_changed", "audit_is_not_shortened", "audit_goes_on"):
            ledger.execute(f"DROP TRIGGER {name}")
        for one in statements:
            ledger.execute(one)


def test_a_chain_holds_and_tells_its_head(state: State) -> None:
    found = verify_audit(state)
    lines = audit_page(state, who=WHO).lines
    assert (found.lines, found.head, found.holds) == (5, lines[0].hash, True)
    assert [one.number for one in lines] == [5, 4, 3, 2, 1] and lines[-1].previous == ""
    assert json.loads((state.home / HEAD_FILE).read_text()) == {"number": 5, "hash": found.head}
    assert verify_audit(state, known=lines[3].hash).holds and not verify_audit(state, known="0" * 64).holds
    assert not verify_audit(state, known="").broken and not verify_audit(state, known="rubbish").holds


def test_the_hash_is_that_of_the_stated_form() -> None:
    """Computed by hand from the form in the documentation, so that others can verify a table they took away."""
    told = '[1,"2026-11-30T08:00:00.000+00:00","dara","submit","U0001 \\u179f",""]'
    import hashlib

    stated = hashlib.sha256(told.encode("ascii")).hexdigest()
    assert line_hash(1, "2026-11-30T08:00:00.000+00:00", "dara", "submit", "U0001 ស", "") == stated


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET detail = 'x' WHERE number = 2",
        "UPDATE audit SET who = who",
        "DELETE FROM audit WHERE number = 5",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT number, at, 'x', action, detail, previous, hash FROM audit WHERE number = 5",
        "INSERT INTO audit SELECT 7, at, who, action, detail, hash, 'x' FROM audit WHERE number = 5",
        "INSERT INTO audit SELECT 6, at, who, action, detail, 'not the last', 'x' FROM audit WHERE number = 5",
        "INSERT INTO audit SELECT 0, at, who, action, detail, '', 'x' FROM audit WHERE number = 1",
    ],
)
def test_the_ledger_itself_refuses_to_change_it(state: State, statement: str) -> None:
    with sqlite3.connect(state.ledger) as ledger, pytest.raises(sqlite3.IntegrityError):
        ledger.execute(statement)
    assert verify_audit(state).holds


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        *((f"UPDATE audit SET {name} = 'x' WHERE number = {n}", n)
          for name in ("at", "who", "action", "detail", "previous", "hash") for n in (1, 3, 5)),
        ("DELETE FROM audit WHERE number = 1", 1),
        ("DELETE FROM audit WHERE number = 3", 3),
        ("DELETE FROM audit WHERE number = 5", 5),
        ("DELETE FROM audit", 1),
        ("UPDATE audit SET number = 9 WHERE number = 4", 4),
        ("INSERT INTO audit SELECT 6, at, who, action, detail, hash, 'x' FROM audit WHERE number = 5", 6),
        ("INSERT INTO audit SELECT 0, at, who, action, detail, '', hash FROM audit WHERE number = 1", 1),
    ],
)  # fmt: skip
def test_whatever_was_done_past_the_triggers_names_its_line(state: State, statement: str, broken: int) -> None:
    past_the_triggers(state, statement)
    found = verify_audit(state)
    assert not found.holds and found.broken == broken and found.wrong


def rehashed(state: State, keep: int, change: Callable[[list[str]], None]) -> None:
    """The chain written anew from the first ``keep`` lines, with every hash right."""
    with sqlite3.connect(state.ledger) as ledger:
        rows = [list(row) for row in ledger.execute("SELECT * FROM audit ORDER BY number")][:keep]
    change(rows[-1])
    previous, statements = "", ["DELETE FROM audit"]
    for number, row in enumerate(rows, start=1):
        told = (number, *row[1:5], previous)
        previous = line_hash(*told)
        values = ", ".join(f"'{one}'" for one in (*told, previous))
        statements.append(f"INSERT INTO audit VALUES ({values})")
    past_the_triggers(state, *statements)


def test_a_chain_written_anew_does_not_meet_the_head_that_is_kept(state: State) -> None:
    rehashed(state, 5, lambda row: row.__setitem__(2, "somebody else"))
    assert verify_audit(state).broken == 5


def test_waiting_for_the_next_lines_does_not_hide_a_cut(state: State) -> None:
    past_the_triggers(state, "DELETE FROM audit WHERE number > 3")
    assert verify_audit(state).broken == 4
    written(state, 1)
    assert verify_audit(state).broken == 5, "the kept head is not put back"
    written(state, 4)
    assert verify_audit(state).broken == 5, "nor written over by the lines that followed"


def test_a_head_that_fell_behind_is_no_break_and_catches_up(state: State) -> None:
    old = (state.home / HEAD_FILE).read_text()
    written(state, 2)
    (state.home / HEAD_FILE).write_text(old)
    assert verify_audit(state).holds
    with opened(state) as ledger:
        keep_head(ledger)
    assert json.loads((state.home / HEAD_FILE).read_text())["number"] == 7


@pytest.mark.parametrize("told", [None, "", "rubbish", '{"number": "x"}', "[]", '{"number": 5}'])
def test_a_head_that_is_gone_or_rubbish_is_told(state: State, told: str | None) -> None:
    path = state.home / HEAD_FILE
    path.unlink() if told is None else path.write_text(told)
    assert not verify_audit(state).holds
    written(state, 1)
    assert not verify_audit(state).holds, "and not mended in silence"


def test_a_ledger_that_is_gone_while_its_head_is_there_is_told(state: State) -> None:
    for path in state.home.glob("ledger.sqlite*"):
        path.unlink()
    assert not verify_audit(state).holds
    assert verify_audit(State(state.home / "none")).holds


def test_writers_at_once_make_one_chain(state: State) -> None:
    threads = [threading.Thread(target=written, args=(state, 6, f"w{n}")) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert verify_audit(state).lines == 29 and verify_audit(state).holds


def test_a_transaction_that_fails_leaves_no_line(state: State) -> None:
    with pytest.raises(RuntimeError), opened(state) as ledger, transaction(ledger):
        write_audit(ledger, "dara", "assess", "A00009")
        raise RuntimeError
    assert verify_audit(state).lines == 5


def test_an_action_that_nobody_named_is_refused(state: State) -> None:
    with opened(state) as ledger, pytest.raises(ValueError, match="no action of the audit"):
        write_audit(ledger, "dara", "frobnicate", "x")


def test_lines_are_one_line_each_without_reasons_and_what_is_not_seen(state: State) -> None:
    with opened(state) as ledger, transaction(ledger):
        write_audit(ledger, "da\u202era\ud800\n", "withdraw", "U0001: Sok Dara, 12, was beaten" + "x" * 999)
        write_audit(ledger, "x" * 999, "withdraw", "y" * 999)
    last, first = audit_page(state, who=WHO, size=2).lines
    assert (first.who, first.detail) == ("dara", "U0001")
    assert (len(last.who), len(last.detail)) == (80, 400) and verify_audit(state).holds


def test_what_is_done_with_an_upload_is_in_it_without_its_words(tmp_path: Path) -> None:
    state, steward = State(tmp_path / "home"), Actor("vanna", frozenset({Role.STEWARD}))
    sent = submit(
        state, b"x", [ONE], member="NEP", who=owner("sophea"), rejected=0, file_name="Sok Dara.xlsx", copy=b"cells"
    )
    copy_kept(state, sent.id, who=steward)
    record_withdrawal(state, sent.id, why="The office asked for it", who=steward)
    change_setting(state, "four_eyes", "on", who=owner("root"))
    change_setting(state, "four_eyes", True, who=owner("root"))
    told = [(one.who, one.action, one.detail) for one in reversed(audit_page(state, who=WHO).lines)]
    assert told == [
        ("sophea", "submit", "U0001"),
        ("vanna", "copy", "U0001"),
        ("vanna", "withdraw", "U0001"),
        ("root", "setting", "four_eyes from off to on"),
    ]
    assert uploads(state)[0].why == "The office asked for it", "the reason stands where it can be erased"


def test_lines_are_filtered_and_paged(state: State) -> None:
    written(state, 3, who="vanna")
    change_setting(state, "session_days", 3, who=WHO)
    assert audit_names(state, who=WHO) == ("dara", "vanna")
    found = audit_page(state, who=WHO, asked=AuditFilter(by="vanna"), size=2)
    assert (found.total, [one.number for one in found.lines]) == (3, [8, 7])
    assert [one.number for one in audit_page(state, who=WHO, asked=AuditFilter(by="vanna"), page=2, size=2).lines] == [
        6
    ]
    assert audit_page(state, who=WHO, asked=AuditFilter(action="setting")).total == 1
    day = audit_page(state, who=WHO).lines[0].at[:10]
    assert audit_page(state, who=WHO, asked=AuditFilter(since=day, until=day)).total == 9
    assert audit_page(state, who=WHO, asked=AuditFilter(since="2999-01-01")).total == 0
    assert audit_page(state, who=WHO, asked=AuditFilter(until="2001-01-01", by="' OR 1=1 --")).total == 0
    for wrong in (AuditFilter(since="yesterday"), AuditFilter(action="frobnicate"), AuditFilter(until="2026-1-1")):
        with pytest.raises(UnknownCode):
            audit_page(state, who=WHO, asked=wrong)


def test_the_table_is_harmless_in_a_spreadsheet_and_can_be_verified(state: State) -> None:
    written(state, 1, who="=HYPERLINK(1)")
    lines = audit_csv(state, who=WHO, asked=AuditFilter(action="assess")).decode("utf-8-sig").splitlines()
    assert lines[0] == "number,at,who,action,detail,previous,hash" and len(lines) == 7
    assert ",'=HYPERLINK(1)," in lines[-1] and lines[-1].endswith(verify_audit(state).head)


def test_only_stewards_and_administrators_read_it(state: State) -> None:
    for role in Role:
        one = Actor("x", frozenset({role}), ("NEP",))
        if role is Role.CONTRIBUTOR:
            with pytest.raises(NotPermitted):
                audit_page(state, who=one)
        else:
            assert audit_page(state, who=one).total == 5


OLD = [
    ("2025-01-01T00:00:00.000+00:00", "officer", "submit", "U0001 " + "a" * 64),
    ("2025-01-02T00:00:00.000+00:00", "officer", "withdraw", "U0001: Sok Dara is in it"),
    ("2025-01-03T00:00:00.000+00:00", "officer", "import recommendations", "Sok Dara.xlsx: 12 rows"),
    ("2025-01-04T00:00:00.000+00:00", "officer", "propose", "Children beaten by Sok Dara (" + "a" * 64 + ")"),
    ("2025-01-05T00:00:00.000+00:00", "", "an action of before", "x"),
]


def test_lines_of_an_older_ledger_are_chained_in_their_order_without_words(tmp_path: Path) -> None:
    state = State(tmp_path)
    with sqlite3.connect(state.ledger) as ledger:
        ledger.execute(
            "CREATE TABLE audit (at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL)"
        )
        ledger.executemany("INSERT INTO audit VALUES (?, ?, ?, ?)", OLD)
    lines = list(reversed(audit_page(state, who=WHO).lines))
    assert [(one.at, one.who, one.action) for one in lines[:5]] == [one[:3] for one in OLD]
    assert (lines[5].action, lines[5].detail) == ("chain", "5 lines of before") and len(lines) == 6
    assert verify_audit(state).holds and "Sok" not in str(lines)
    with opened(state) as ledger:
        assert [row["name"] for row in ledger.execute("SELECT name FROM migration")][:2] == [
            "chained audit",
            "settings",
        ]


def test_two_who_open_an_old_ledger_at_once_chain_it_once(tmp_path: Path) -> None:
    state = State(tmp_path)
    with sqlite3.connect(state.ledger) as ledger:
        ledger.execute(
            "CREATE TABLE audit (at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL)"
        )
        ledger.executemany("INSERT INTO audit VALUES (?, ?, ?, ?)", OLD)
    threads = [threading.Thread(target=lambda: verify_audit(state)) for _ in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert verify_audit(state).lines == 6 and verify_audit(state).holds


def test_every_action_has_a_name() -> None:
    assert all(name and name == name.strip() for name in AUDIT_ACTIONS.values())
    assert len(set(AUDIT_ACTIONS.values())) == len(AUDIT_ACTIONS)
