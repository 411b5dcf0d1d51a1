"""Whether anybody can work out a small number of children: 2,000 tables, sent and published by the production road.

Each state takes as many tables as it has room for; two members send them in five uploads, each of which is published,
and one of which is taken back. What the intruder knows is every number of every snapshot file; the exports of the last
one may hold no other. A breach fails, and what hiding cost is told beside hiding every row with a small number.
"""

from __future__ import annotations

import csv
import struct
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.disclosure import ROOM, SEED, STEPS, Looked, MadeUp, Public, look, observations, tables
from bench.measure import Case, measured
from childrights.catalogue import load_catalogue, with_codes
from childrights.export import export
from childrights.snapshot import open_current
from etl.ledger import State, code_salt, submit
from etl.permissions import owner
from etl.protect import threshold
from etl.snapshot import Inputs, build

TABLES, PLANTED = 2_000, 77_317.0


def cases() -> Iterator[Case]:
    """No breach in any table; and less lost than by hiding rows."""
    found: list[Looked] = []
    made_up = tables(TABLES)
    for at in range(0, TABLES, ROOM):
        found += _looked(made_up[at : at + ROOM])
        small, breaches = sum(one.small for one in found), sum(len(one.breaches) for one in found)
        print(f"seed {SEED}: {len(found)} tables, {small} small numbers, {breaches} breaches", flush=True)
    sent, shown, by_rows = (sum(getattr(one, name) for one in found) for name in ("sent", "shown", "by_rows"))
    lost, lost_by_rows = 100 * (1 - shown / sent), 100 * (1 - by_rows / sent)
    for breach in [breach for one in found for breach in one.breaches][:20]:
        print(breach)
    yield measured("disclosure", "hidden numbers that can be worked out", sum(len(o.breaches) for o in found), 0.5, "")
    yield measured("disclosure", "figures not shown, against hiding whole rows", lost, lost_by_rows, "%")


def _looked(made_up: Sequence[MadeUp]) -> list[Looked]:
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        state, inputs = State(Path(folder) / "home"), _no_sources(Path(folder))
        public, sent = Public(), dict[str, str]()
        for step in STEPS:
            if step == STEPS[-1]:
                _withdraw(state, sent[STEPS[1]])
            sent[step] = _send(state, made_up, step)
            build(state, inputs, accept_smaller=True)
            public |= _public(state, {upload: name for name, upload in sent.items()})
        _exports_hold_no_more(state, Path(folder))
    indicators = catalogue.indicators
    return [look(one, public, threshold(indicators[one.indicator]), indicators[one.indicator]) for one in made_up]


def _no_sources(folder: Path) -> Inputs:
    for name in ("layouts", "sources"):
        (folder / name).mkdir()
    return Inputs(layouts=folder / "layouts", sources=folder / "sources")


def _send(state: State, made_up: Sequence[MadeUp], step: str) -> str:
    figures = with_codes(observations(made_up, step, ""), f"{step} {code_salt(state)}")
    content = f"{SEED} {made_up[0].number} {step}".encode()
    return submit(state, content, figures, member=step.split()[0], who=owner("bench"), rejected=0, file_name="x").id


def _withdraw(state: State, upload: str) -> None:
    from etl.ledger import record_withdrawal

    record_withdrawal(state, upload, why="It was wrong", who=owner("bench"))


def _public(state: State, step_of: dict[str, str]) -> Public:
    snapshot = open_current(state.home)
    try:
        rows = snapshot.rows("SELECT cell, upload FROM figures WHERE layer = 'members' AND value IS NOT NULL")
        left = snapshot.rows("SELECT count(*) FROM figures WHERE value IS NULL AND numerator IS NOT NULL")
        assert left == [(0,)], "a hidden figure has its numerator"
        return {(str(cell), step_of[str(upload)]) for cell, upload in rows}
    finally:
        snapshot.close()


def _exports_hold_no_more(state: State, folder: Path) -> None:
    """The table that leaves holds the numbers of the snapshot and no other."""
    snapshot = open_current(state.home)
    try:
        export(snapshot, load_catalogue(), folder / "out.csv")
        known = {row[0] for row in snapshot.rows("SELECT id FROM figures WHERE value IS NOT NULL")}
    finally:
        snapshot.close()
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["code"] for row in csv.DictReader(file) if row.get("value")}
    assert told <= known, "an export tells a number that the snapshot does not"


def encoded(number: float) -> tuple[bytes, ...]:
    """How a number may stand in a file."""
    return struct.pack("<d", number), struct.pack("<q", int(number)), str(int(number)).encode()
