"""Accepted is shown or withheld by a named rule, whatever is sent: and what is withheld stands nowhere."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation, short_code
from childrights.certificate.birth import certificate
from childrights.export.exporting import ExportError
from childrights.export.formats import export
from childrights.members.provenance import KINDS, Provenance
from childrights.members.uploads import RULES, SUPERSEDED, outcomes
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot, open_current
from etl.gate import foreseen
from etl.intake.accepting import with_outcomes
from etl.ledger.ledger import record_withdrawal, submit, uploads
from etl.ledger.state import State
from etl.ledger.steward_decisions import mark_compared
from etl.permissions import owner
from etl.snapshot.assemble import build
from tests.making import write_world

CATALOGUE = load_catalogue()
SAID = {
    "own_records": Provenance(),
    "own_survey": Provenance("own_survey", sample=350),
    "quoted": Provenance("quoted", publication="Yearbook", publication_year=2014),
}
FIGURES = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(["stunting", "wasting", "detained_minors_licadho", "children_reintegrated"]),
        "area": st.sampled_from(["KH", "KH05", "KH06", "KH02+KH24"]),
        "sex": st.sampled_from(["total", "female"]),
        "sample_size": st.sampled_from([None, 10, 30, 400]),
        "scope": st.sampled_from(["", "", "", "partner schools"]),
        "again": st.booleans(),
    }
)
UPLOADS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B"]),
        st.sampled_from(list(KINDS)),
        st.booleans(),
        st.lists(FIGURES, min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=3,
)


def figures_of(upload: int, member: str, told: list[dict[str, object]]) -> list[Observation]:
    """Figures with values that no other figure has, but where one is told again as the one before it."""
    found: list[Observation] = []
    for number, about in enumerate(told):
        again = bool(about["again"]) and bool(found)
        fields = {name: value for name, value in about.items() if name != "again"}
        value = 11 + upload * 8 + number + (upload * 31 + number * 7 + 1) / 1000
        one = Observation(
            **fields, year_start=2014, year_end=2014, period_label="2014", value=value, sheet="S", cell=f"B{number}"
        )  # type: ignore[arg-type]
        if again:
            one = replace(found[-1], cell=f"B{number}")
        found.append(replace(one, id=short_code(member, str(upload), one.cell, *one.about)))
    return found


@given(UPLOADS)
@settings(
    max_examples=15,
    suppress_health_check=list(HealthCheck),
    phases=(
        Phase.explicit,
        Phase.generate,
    ),  # each example builds a snapshot: made smaller, a failure would take minutes
)
def test_every_accepted_figure_is_shown_or_withheld_by_a_named_rule(sent) -> None:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        state = State(folder / "home")
        inputs = write_world(folder, [{"area": "KH05", "value": 31.5}, {"area": "KH", "value": 32}])
        accepted: dict[str, list[Observation]] = {}
        for number, (member, kind, compared, told) in enumerate(sent):
            file = folder / f"{number}.xlsx"
            file.write_text(str(number), encoding="utf-8")
            figures = figures_of(number, member, told)
            upload = submit(
                state, file, figures, member=member, who=owner("x"), rejected=0, approved=True, provenance=SAID[kind]
            )
            accepted[upload.id] = figures
            if kind == "quoted" and compared:
                mark_compared(state, upload.id, why="compared", who=owner("steward"))
        build(state, inputs)
        snapshot = open_current(state.home)
        try:
            _adds_up(state, snapshot, accepted, folder)
        finally:
            snapshot.close()


def _adds_up(state: State, snapshot: Snapshot, accepted: dict[str, list[Observation]], folder: Path) -> None:
    told = {one.id: became for one, became in with_outcomes(state, uploads(state))}
    held = {
        (upload, code): rule for upload, code, rule in snapshot.rows("SELECT upload, id, rule FROM snapshot.withheld")
    }
    standing = {(one.upload, one.id): one for one in all_observations(snapshot, both_layers=True)}
    away: list[Observation] = []
    for upload, figures in accepted.items():
        became = told[upload]
        assert became == outcomes(snapshot)[upload] and set(became.withheld_by) <= set(RULES)
        assert len(figures) == became.shown + became.withheld
        assert became.withheld_by == Counter(rule for (sender, _), rule in held.items() if sender == upload)
        by_code = {one.id: one for one in figures}
        shown = [code for (sender, code) in standing if sender == upload and (upload, code) not in held]
        assert len(shown) == became.shown
        assert all(standing[upload, code].value == by_code[code].value for code in shown)
        kept = {by_code[code].value for code in shown}
        history = {by_code[code].value for code, rule in _of(held, upload) if rule == SUPERSEDED}
        away += [by_code[code] for code, _ in _of(held, upload) if by_code[code].value not in kept | history]
        expected = [one.rule for one in foreseen(figures, CATALOGUE)]
        assert became.withheld_by.get("country_only", 0) >= expected.count("country_only")
    _is_nowhere(snapshot, away, folder)


def _of(held: dict[tuple[str, str], str], upload: str) -> list[tuple[str, str]]:
    return [(code, rule) for (sender, code), rule in held.items() if sender == upload]


def _is_nowhere(snapshot: Snapshot, away: list[Observation], folder: Path) -> None:
    values = {str(one.value) for one in away}
    tables = [
        name for (name,) in snapshot.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'snapshot'")
    ]
    everything = " ".join(repr(row) for name in tables for row in snapshot.rows(f'SELECT * FROM snapshot."{name}"'))
    try:
        export(snapshot, CATALOGUE, folder / "out.csv")
        everything += (folder / "out.csv").read_text(encoding="utf-8-sig")
    except ExportError:
        pass
    everything += json.dumps([certificate(snapshot, CATALOGUE, one.id) for one in away])
    assert [value for value in values if value in everything] == []


def test_a_withdrawn_upload_is_withheld_as_such(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 31.5}])
    file = tmp_path / "one.xlsx"
    file.write_bytes(b"x")
    figures = figures_of(0, "A", [{"indicator": "stunting", "area": "KH06", "again": False}])
    sent = submit(state, file, figures, member="A", who=owner("x"), rejected=0, approved=True)
    assert [became.withheld_by for _, became in with_outcomes(state, uploads(state))] == [{"waiting": 1}]
    build(state, inputs)
    record_withdrawal(state, sent.id, why="x", who=owner("x"))
    build(state, inputs)
    assert [became.withheld_by for _, became in with_outcomes(state, uploads(state))] == [{"withdrawn": 1}]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_said_in_words(rule: str) -> None:
    assert RULES[rule] and not RULES[rule].endswith(".")
