"""What the search for persons finds and lets pass: 200 workbooks with invented children, and 200 ordinary ones.

Each workbook with somebody in it is checked as a member's file and, when it is not refused, accepted; then everything
that is kept, written to logs or left in the folder for temporary files is searched, unpacked, for what was planted.
Seeds 1 and 2 are those the search was built on (each with its half of the sentences); the others were not looked at.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import Case, measured
from bench.persons.clean import clean
from bench.persons.intake import brought_in, typed, world
from bench.persons.kept import found_in, texts_under
from bench.persons.places import Planted, planted
from etl.ledger import State
from etl.snapshot import Inputs, build
from etl.understanding import check_file

BUILT_ON, NOT_LOOKED_AT = ((1, True), (2, False)), ((101, None), (102, None), (103, None))
NUMBER, MOST_MISSED, MOST_WRONGLY = 200, 0.01, 0.01
RESULTS = Path(__file__).parent / "results" / "persons.json"


@dataclass
class Found:
    """What became of the workbooks of one seed."""

    seed: int
    planted: int = 0
    refused: int = 0
    missed: list[str] = field(default_factory=list)
    clean: int = 0
    stopped_wrongly: list[str] = field(default_factory=list)
    typed: int = 0
    typed_missed: list[str] = field(default_factory=list)
    typed_wrongly: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    """The seeds the search was built on, then those that were not looked at; the results are kept."""
    found = [run(seed, shown, NUMBER) for seed, shown in (*BUILT_ON, *NOT_LOOKED_AT)]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([vars(one) for one in found], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name, some in (("built on", found[: len(BUILT_ON)]), ("not looked at", found[len(BUILT_ON) :])):
        every, missed = sum(one.planted for one in some), sum(len(one.missed) for one in some)
        yield measured(f"missed, seeds {name}", f"of {every} with a child", missed, MOST_MISSED * every, "files")
        every, wrongly = sum(one.clean for one in some), sum(len(one.stopped_wrongly) for one in some)
        yield measured(f"stopped wrongly, seeds {name}", f"of {every} ordinary", wrongly, MOST_WRONGLY * every, "files")
        every, missed = sum(one.typed for one in some), sum(len(one.typed_missed) for one in some)
        yield measured(f"typed texts missed, seeds {name}", f"of {every}", missed, MOST_MISSED * every, "texts")
        wrongly = sum(len(one.typed_wrongly) for one in some)
        yield measured(f"typed texts stopped wrongly, seeds {name}", "", wrongly, MOST_WRONGLY * every, "texts")


def run(seed: int, shown: bool | None, number: int) -> Found:
    """Both kinds of one seed."""
    found = Found(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        state, desk = State(folder / "home"), folder / "desk"
        desk.mkdir()
        log = folder / "server.log"
        handler = logging.FileHandler(log, encoding="utf-8")
        logging.getLogger().addHandler(handler)
        before, tempfile.tempdir = tempfile.tempdir, str(desk)
        try:
            inputs = world(state)
            build(state, inputs, accept_smaller=True)
            files = planted(seed, number, shown)
            kept = [one for one in files if not _stopped(state, inputs, one, found)]
            texts = texts_under((state.home, desk, log))
        finally:
            tempfile.tempdir = before
            logging.getLogger().removeHandler(handler)
            handler.close()
        found.missed = [one.place for one in files if found_in(one.secrets, texts)]
        found.planted = number
        assert len(kept) + found.refused == number
    _ordinary(seed, shown, number, found)
    _typed(seed, shown, number, found)
    return found


def _stopped(state: State, inputs: Inputs, one: Planted, found: Found) -> bool:
    refused = brought_in(state, inputs, one.file_name, one.content)
    found.refused += refused
    return refused


def _ordinary(seed: int, shown: bool | None, number: int, found: Found) -> None:
    for one in clean(seed, number, shown):
        told = check_file(one.content, file_name=one.file_name)
        if any(problem.code == "personal_data" for problem in told.problems):
            found.stopped_wrongly.append(", ".join(one.kinds))
    found.clean = number


def _typed(seed: int, shown: bool | None, number: int, found: Found) -> None:
    """Texts that people type: asks and reasons, each by the way that it takes into the state."""
    about, of_nobody = typed(seed, number, shown)
    found.typed = len(about)
    found.typed_missed = [f"{way}: {text}" for way, text, stopped in about if not stopped]
    found.typed_wrongly = [f"{way}: {text}" for way, text, stopped in of_nobody if stopped]
