"""Going on without what is lost, when somebody says so knowingly: each loss becomes a line of the audit."""

from __future__ import annotations

import json
from dataclasses import replace as changed
from datetime import UTC, datetime
from pathlib import Path

from childrights.files import replace
from childrights.snapshot import BOUNDARIES_FOLDER, written_pointer
from etl.ledger import (
    COPY,
    HEAD_FILE,
    SET_ASIDE,
    DamagedLedger,
    State,
    begin,
    is_older_than_its_head,
    known_ids,
    look_through,
    losses,
    opened,
    read_head,
    record_withdrawal,
    replace_file,
    set_ledger_aside,
    take_back,
    transaction,
    write_audit,
)
from etl.permissions import Action, Actor

LOST = "Its figures were damaged or gone, and no backup had them"


def accept_loss(state: State, *, who: Actor) -> tuple[str, ...]:
    """Let the next build go on without what is lost; returns the ids of what was, or ``ledger``.

    A ledger that is lost is set aside with the files it spoke of, and a new one begins. Figures that are lost are taken
    back, copies forgotten, and the record of what was done goes on from its last line. Raises ``NotPermitted``.
    """
    who.require(Action.BACK_UP)
    with state.publishing():
        try:
            look_through(state)
        except DamagedLedger:
            _begin_anew(state, who)
            return ("ledger",)
        return (*_without_the_lines(state, who), *_forgotten(state, who), *_taken_back(state, who))


def _begin_anew(state: State, who: Actor) -> None:
    set_ledger_aside(state.home)
    folder, now = _aside(state), f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    for name in (state.accepted.name, state.copies.name, BOUNDARIES_FOLDER, HEAD_FILE):
        if (state.home / name).exists():
            replace(state.home / name, folder / f"{now}-{name}")
    _forget_what_the_pointer_holds(state)
    begin(state)
    with opened(state) as ledger, transaction(ledger):
        write_audit(ledger, who.name, "mend", "a new ledger was begun in the place of a lost one")


def _without_the_lines(state: State, who: Actor) -> tuple[str, ...]:
    """Lines of the audit that are missing at its end, or the hash of the newest one, were said to be: it goes on from
    the line that is last now, and says so."""
    head = state.home / HEAD_FILE
    if not is_older_than_its_head(state) and read_head(head) is not None:
        return ()
    if head.exists():
        replace(head, _aside(state) / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{HEAD_FILE}")
    with opened(state) as ledger:
        last = ledger.execute("SELECT number, hash FROM audit ORDER BY number DESC").fetchone()
    told = {"number": last[0], "hash": last[1]} if last else {"number": 0, "hash": ""}
    replace_file(head, json.dumps(told).encode())
    with opened(state) as ledger, transaction(ledger):
        write_audit(ledger, who.name, "mend", "the record goes on without what was lost at its end")
    return ("audit",)


def _aside(state: State) -> Path:
    folder = state.home / SET_ASIDE
    folder.mkdir(exist_ok=True)
    return folder


def _forgotten(state: State, who: Actor) -> tuple[str, ...]:
    """What is published and the ledger does not know: it leaves the pages with the next snapshot."""
    missing = _forget_what_the_pointer_holds(state)
    if missing:
        with opened(state) as ledger, transaction(ledger):
            write_audit(ledger, who.name, "mend", f"forgotten by the ledger {' '.join(missing)}")
    return missing


def _forget_what_the_pointer_holds(state: State) -> tuple[str, ...]:
    pointer = written_pointer(state.home)
    known = known_ids(state) if state.ledger.exists() else frozenset()
    missing = tuple(sorted({*(pointer.holds if pointer else ())} - known))
    if pointer and missing:
        held = tuple(one for one in pointer.holds if one in known)
        replace_file(state.pointer, changed(pointer, holds=held).text().encode())
    return missing


def _taken_back(state: State, who: Actor) -> tuple[str, ...]:
    lost = [one for one in losses(state) if one.standing]
    for one in lost:
        if one.kind == COPY:
            with opened(state) as ledger, transaction(ledger):
                ledger.execute("UPDATE upload SET copy = '' WHERE copy = ?", (Path(one.file).name,))
                write_audit(ledger, who.name, "mend", f"{one.of} without its copy")
        elif one.of.startswith("U"):
            record_withdrawal(state, one.of, why=LOST, who=who)
        else:
            take_back(state, one.of, why=LOST, who=who)
    return tuple(dict.fromkeys(one.of for one in lost))
