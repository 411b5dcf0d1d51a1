"""What a person proposes or leaves out is kept beside the upload, and nothing of it is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import LoadResult, accept, check_for, withdraw
from etl.labels.decisions import Decisions
from etl.ledger.ledger import Omission, uploads
from etl.ledger.proposed_indicators import proposals
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import Inputs
from tests.making import build_world
from tests.support.workbooks import table_workbook

WORDS = {"name": "Beds in shelters", "name_km": "គ្រែ", "unit": "number", "counts": "Beds for children", "why": ""}
HEAD = ["Province", "Year", "Stunting (%)", "Beds in shelters", "Beds too", "Zz top"]
ROWS: list[list[object]] = [["Kampot", 2021, 31.2, 12, 3, 1], ["Kep", 2021, 30.1, 14, None, 2]]
DECIDED = {"propose": {"Beds in shelters": WORDS, "Beds too": WORDS}, "skip": {"Zz top": "a joke"}}


@pytest.fixture
def state(tmp_path: Path) -> State:
    build_world(tmp_path, [{"area": "KH05", "value": 40}])
    return State(tmp_path / "home")


def send(state: State, folder: Path, decided: dict[str, Any]) -> LoadResult:
    file = folder / "numbers.xlsx"
    if not file.exists():
        file.write_bytes(table_workbook(HEAD, ROWS))
    decisions = Decisions.from_mapping(decided, load_catalogue().indicators)
    checked = check_for(state, file, decisions=decisions, member="NEP")
    inputs = Inputs(layouts=folder / "layouts", sources=folder / "sources")
    return accept(state, file, checked, member="NEP", who=owner("officer"), decisions=decisions, inputs=inputs)


def test_proposals_and_reasons_are_kept_and_their_figures_are_not(state: State, tmp_path: Path) -> None:
    loaded = send(state, tmp_path, DECIDED)
    assert (loaded.accepted, loaded.rejected, loaded.proposed) == (2, 0, 2)
    assert [(p.id, p.label, p.cells, p.upload, p.proposed_by) for p in proposals(state)] == [
        ("P0002", "Beds too", 1, loaded.upload, "officer"),
        ("P0001", "Beds in shelters", 2, loaded.upload, "officer"),
    ]
    assert uploads(state)[0].left_out == (Omission("Zz top", "a joke"),)
    assert {one.indicator for one in all_observations(open_current(state.home))} == {"stunting"}


def test_a_proposal_outlives_its_upload(state: State, tmp_path: Path) -> None:
    loaded = send(state, tmp_path, DECIDED)
    inputs = Inputs(layouts=tmp_path / "layouts", sources=tmp_path / "sources")
    withdraw(state, loaded.upload, why="wrong year", who=owner("officer"), inputs=inputs)
    assert len(proposals(state)) == 2


def test_the_same_file_again_replaces_its_proposals(state: State, tmp_path: Path) -> None:
    first = send(state, tmp_path, DECIDED)
    again = {**DECIDED, "propose": {"Beds in shelters": {**WORDS, "unit": "per_1000"}}, "skip": ["Beds too", "Zz top"]}
    loaded = send(state, tmp_path, again)
    assert loaded.known and loaded.upload == first.upload
    assert sorted((p.label, p.unit) for p in proposals(state)) == [
        ("Beds in shelters", "per_1000"),
        ("Beds too", "number"),
    ]


def test_a_file_of_new_indicators_alone_leaves_only_its_proposals(state: State, tmp_path: Path) -> None:
    loaded = send(state, tmp_path, DECIDED | {"skip": {"Zz top": "", "Stunting (%)": "checked first"}})
    assert (loaded.upload, loaded.accepted, loaded.proposed) == ("", 0, 2)
    assert uploads(state) == () and not list(state.copies.glob("*"))
    assert {p.upload for p in proposals(state)} == {""}


def test_a_wording_that_may_name_a_person_is_not_kept_with_its_reason(state: State, tmp_path: Path) -> None:
    file = tmp_path / "numbers.xlsx"
    label = "Ms Sok Dara 012 345 678"
    file.write_bytes(table_workbook(["Province", "Year", "Stunting (%)", label], [["Kep", 2021, 31.2, 4]]))
    decisions = Decisions.from_mapping({"skip": {label: "not ours"}}, load_catalogue().indicators)
    checked = check_for(state, file, decisions=decisions)
    inputs = Inputs(layouts=tmp_path / "layouts", sources=tmp_path / "sources")
    accept(state, file, checked, member="NEP", who=owner("officer"), decisions=decisions, inputs=inputs)
    assert uploads(state)[0].left_out == (Omission("", "not ours"),)
