"""Whether anybody can work out a small number of children: 2,000 tables, sent and published by the production road.

Each state takes a hundred tables. What was printed of them comes first, quoted and compared; then two members send them
in five uploads, each of which is published, and one of which is taken back. Shares come with both numbers, one or none,
and of a small number nothing is kept, as at the door. The tables of the second seed are harder (``wide_tables``). What
the intruder knows is every number of every snapshot file; no table that leaves may hold another. A number that was sent
and can be worked out fails; those that nobody sent are told beside them, and what hiding cost beside hiding every row
with a small number. That protects nobody by itself: how many numbers it leaves to be worked out is told, and the limit
is what it costs once further rows are hidden until none can be. Results are kept after every hundred tables.
``python run.py bench disclosure``
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.disclosure import OFFICIAL, SEED, STEPS, MadeUp, observations, tables, wide_tables
from bench.intruder import Looked, Public, look
from bench.measure import Case, measured
from childrights.catalogue import Observation, load_catalogue, with_codes
from childrights.export import ExportError, export
from childrights.members import OWN_RECORDS, QUOTED, Provenance
from childrights.snapshot import open_current
from etl.ledger import State, code_salt, mark_compared, record_withdrawal, submit
from etl.permissions import owner
from etl.protect import masked, primary, small_note, threshold
from etl.snapshot import Inputs, build

TABLES, IN_A_STATE = 2_000, 100
SEEDS = {SEED: tables, 7: wide_tables}
RESULTS = Path(__file__).parent / "results" / "disclosure.csv"
_WHO = owner("bench")


def cases() -> Iterator[Case]:
    """No breach in any table; and less lost than by hiding rows until nothing can be worked out."""
    for seed, made in SEEDS.items():
        found, begun, before = [], time.monotonic(), RESULTS.read_text(encoding="utf-8")
        made_up = made(TABLES, seed)
        for at in range(0, TABLES, IN_A_STATE):
            found += _looked(made_up[at : at + IN_A_STATE], seed)
            print(f"seed {seed}: {_told(found)}", flush=True)
            _keep(before, seed, found, time.monotonic() - begun)
        for breach in [breach for one in found for breach in one.breaches][:20]:
            print(breach, flush=True)
        breaches = sum(one.worked_out for one in found)
        lost, _, safely = _lost(found)
        what = "hidden numbers that can be worked out, against none"
        yield measured(f"disclosure {seed}", what, breaches + 1.0, 1.0, "")
        yield measured(
            f"disclosure {seed}", "figures not shown, against hiding rows until it is safe", lost, safely, "%"
        )


def _told(found: Sequence[Looked]) -> str:
    small, breaches = sum(one.small for one in found), sum(one.worked_out for one in found)
    lost, by_rows, safely = _lost(found)
    told = f"{len(found)} tables, {small} small numbers, {breaches} breaches, {_unsent(found)} of numbers never sent"
    rows = f"{by_rows:.1f} % by rows, which leaves {_left(found)} to be worked out; {safely:.1f} % until none is left"
    return f"{told}, {lost:.1f} % not shown ({rows})"


def _unsent(found: Sequence[Looked]) -> int:
    return sum(len(one.breaches) - one.worked_out for one in found)


def _left(found: Sequence[Looked]) -> int:
    return sum(one.rows_leave for one in found)


def _lost(found: Sequence[Looked]) -> tuple[float, float, float]:
    """Per cent of the figures sent that are not shown: by us, by hiding rows, and by hiding rows until it is safe."""
    names = ("sent", "shown", "by_rows", "rows_safely")
    sent, shown, by_rows, safely = (sum(getattr(one, name) for one in found) for name in names)
    if not shown:
        raise AssertionError("nothing was published: nothing was tried")
    return 100 * (1 - shown / sent), 100 * (1 - by_rows / sent), 100 * (1 - safely / sent)


def _keep(before: str, seed: int, found: Sequence[Looked], seconds: float) -> None:
    """A line for every run, the newest last, written again after each hundred tables; ``road`` is *published* for this
    bench, *gate* for tables sent one by one through the gate alone, in memory, *wide* where the tables are harder;
    ``unsent`` are numbers that nobody sent and that can be worked out, ``rows_leave`` those that hiding rows alone lets
    be worked out, and ``rows_safely_percent`` what hiding rows costs until there are none."""
    small, breaches = sum(one.small for one in found), sum(one.worked_out for one in found)
    lost, by_rows, safely = _lost(found)
    road = "published" if SEEDS[seed] is tables else "published wide"
    told = f"{datetime.now(UTC).date()},{seed},{len(found)},{small},{breaches},{lost:.1f},{by_rows:.1f},{seconds:.0f}"
    RESULTS.write_text(f"{before}{told},{road},{_unsent(found)},{_left(found)},{safely:.1f}\n", encoding="utf-8")


def _looked(made_up: Sequence[MadeUp], seed: int = SEED) -> list[Looked]:
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        state, inputs = State(Path(folder) / "home"), _no_sources(Path(folder))
        public, sent = Public(), dict[str, str]()
        for step in STEPS:
            if step == STEPS[-1]:
                record_withdrawal(state, sent[STEPS[2]], why="It was wrong", who=_WHO)
            sent[step] = _send(state, made_up, step, seed)
            build(state, inputs, accept_smaller=True)
            public |= _public(state, {upload: name for name, upload in sent.items()})
            _export_holds_no_more(state, Path(folder))
    indicators = catalogue.indicators
    return [look(one, public, threshold(indicators[one.indicator]), indicators[one.indicator]) for one in made_up]


def _no_sources(folder: Path) -> Inputs:
    for name in ("layouts", "sources"):
        (folder / name).mkdir()
    return Inputs(layouts=folder / "layouts", sources=folder / "sources")


def _send(state: State, made_up: Sequence[MadeUp], step: str, seed: int) -> str:
    figures = with_codes(observations(made_up, step, ""), f"{step} {code_salt(state)}")
    if step != OFFICIAL:
        figures = [_as_kept(one) for one in figures]
    content = f"{seed} {made_up[0].number} {step}".encode()
    quoted = Provenance(QUOTED, publication="Yearbook", publication_year=2023)
    said = quoted if step == OFFICIAL else Provenance(OWN_RECORDS)
    member = step.split()[0]
    upload = submit(
        state, content, figures, member=member, who=_WHO, rejected=0, file_name="x", provenance=said, approved=True
    ).id
    if step == OFFICIAL:
        mark_compared(state, upload, why="As printed", who=_WHO)
    return upload


def _as_kept(one: Observation) -> Observation:
    """As the door keeps it: of a small number nothing but which of its numbers was small."""
    indicator = load_catalogue().indicators[one.indicator]
    least = threshold(indicator)
    is_small = primary(one, indicator, least) not in ("", "all")
    return masked(one, small_note(one, indicator, least)) if is_small else one


_TELLING = ("value", "numerator", "denominator", "sample_size")


def _public(state: State, step_of: dict[str, str]) -> Public:
    snapshot = open_current(state.home)
    try:
        rows = snapshot.rows(f"SELECT cell, upload, {', '.join(_TELLING)} FROM figures WHERE value IS NOT NULL")
        any_told = " OR ".join(f"{name} IS NOT NULL" for name in (*_TELLING[1:], "lower", "upper", "estimated_cases"))
        left = snapshot.rows(f"SELECT count(*) FROM figures WHERE layer = 'members' AND value IS NULL AND ({any_told})")
        assert left == [(0,)], "a hidden figure has one of its numbers"
    finally:
        snapshot.close()
    told = [(str(cell), step_of[str(upload)], dict(zip(_TELLING, more, strict=True))) for cell, upload, *more in rows]
    return {(cell, step): Observation("", "", 0, 0, "", **more) for cell, step, more in told}


def _export_holds_no_more(state: State, folder: Path) -> None:
    """The table that leaves holds the numbers of the snapshot and no other."""
    snapshot = open_current(state.home)
    try:
        known = {row[0] for row in snapshot.rows("SELECT id FROM figures WHERE value IS NOT NULL")}
        export(snapshot, load_catalogue(), folder / "out.csv")
    except ExportError:
        assert not known, "figures are published, and none leaves"
        return
    finally:
        snapshot.close()
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["code"] for row in csv.DictReader(file) if row["value"] or row["denominator"] or row["sample_size"]}
    assert told <= known, "an export tells a number that the snapshot does not"
