"""The members' layer is read beside what is published, and nothing that is shown unasked knows of it."""

import re
from dataclasses import replace
from pathlib import Path

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation, short_code
from childrights.i18n import LANGUAGES, translator
from childrights.members.layers import added_up, members_figures, senders, with_members_figures
from childrights.members.provenance import Provenance
from childrights.messages.evidence import desk
from childrights.messages.finding import Ask
from childrights.messages.message import compose
from childrights.snapshot.queries import all_observations, area_values, areas_of, counts, headlines
from childrights.snapshot.snapshot import open_current
from etl.ledger.ledger import submit
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import build
from tests.making import write_world

ROOT = Path(__file__).parents[2]
MAY_NAME_THE_TABLE = {"childrights/snapshot/snapshot.py"}
OWN = "wasting"


def figure(area: str, value: float, indicator: str = "stunting", cell: str = "B2", **more: object) -> Observation:
    return Observation(indicator, area, 2022, 2022, "2022", value=value, sheet="S", cell=cell, id=cell, **more)  # type: ignore[arg-type]


def send(state: State, folder: Path, member: str, said: Provenance, *figures: Observation) -> None:
    file = folder / f"{member}.xlsx"
    file.write_text(member, encoding="utf-8")
    coded = [replace(one, id=short_code(member, one.cell)) for one in figures]
    submit(state, file, coded, member=member, who=owner("x"), rejected=0, approved=True, provenance=said)


def test_counts_add_up_only_where_every_sender_says_they_are_of_different_children(tmp_path: Path) -> None:
    state, counted = State(tmp_path / "home"), "children_reintegrated"
    inputs = write_world(tmp_path, [{"area": "KH05", "period": "2022", "value": 31.5}])
    own, apart = Provenance(), Provenance(distinct_children=True)
    quoted = Provenance("quoted", publication="Y", publication_year=2022, distinct_children=True)
    shares = figure("KH", 8.0, OWN, "B4")
    send(state, tmp_path, "A", apart, figure("KH", 40, counted), shares)
    send(state, tmp_path, "B", apart, figure("KH", 15, counted), replace(shares, value=9.0))
    send(state, tmp_path, "C", own, figure("KH", 17, counted))
    send(state, tmp_path, "D", quoted, figure("KH", 100, counted))
    build(state, inputs)
    snapshot, catalogue = open_current(state.home), load_catalogue()
    assert sorted(one.figure.value or 0 for one in members_figures(snapshot, counted)) == [15, 17, 40, 100]
    for one in members_figures(snapshot, counted):
        same = members_figures(snapshot, code=one.figure.id)
        assert {other.figure.id for other in same} == {one.figure.id}
        of_upload = members_figures(snapshot, upload=one.figure.upload)
        assert {other.figure.upload for other in of_upload} == {one.figure.upload}
    ((about, together),) = added_up(members_figures(snapshot), catalogue).items()
    assert (about[0], together.value) == (counted, 55)
    assert [one.figure.member for one in together.figures] == ["A", "B"]
    at = desk(snapshot, catalogue, counted, 2026)
    leading = at.figures[0].member
    for lang in LANGUAGES:
        said = compose(Ask("level", counted), at, translator(lang))
        assert ("55" in said.support) == (leading in ("A", "B")) and said.verdict == "say_weaker"
    snapshot.close()


def test_no_other_module_names_the_table_of_figures() -> None:
    files = [
        path for room in ("childrights", "cli", "etl", "ui", "pages") for path in sorted((ROOT / room).rglob("*.py"))
    ]
    naming = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if re.search(r"snapshot\.observation\b", path.read_text(encoding="utf-8"))
    }
    assert naming == MAY_NAME_THE_TABLE


def test_members_figures_stand_beside_and_lead_only_where_nobody_published(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    inputs = write_world(tmp_path, [{"area": "KH05", "period": "2022", "value": 31.5}])
    for member, kind, figures in (
        ("Member A", "own_survey", [figure("KH05", 12.0), figure("KH06", 9.0, cell="B3")]),
        (
            "Member B",
            "own_records",
            [figure("KH05", 8.0, OWN, "B4"), figure("KH06", 7.0, OWN, "B5", scope="partner schools")],
        ),
    ):
        file = tmp_path / f"{member}.xlsx"
        file.write_text(member, encoding="utf-8")
        said = Provenance(kind, sample=350 if kind == "own_survey" else None)
        submit(state, file, figures, member=member, who=owner("x"), rejected=0, approved=True, provenance=said)
    build(state, inputs)
    snapshot = open_current(state.home)
    assert [one.value for one in area_values(snapshot, "stunting", "2022")] == [31.5]
    assert areas_of(snapshot, "stunting") == ("KH05",)
    told = {one.figure.area: one for one in members_figures(snapshot, "stunting")}
    assert [(told[area].relation, told[area].published_value) for area in ("KH05", "KH06")] == [
        ("different", 31.5),
        ("", None),
    ]
    assert told["KH05"].sender.provenance.sample == 350
    (shown,) = area_values(snapshot, OWN, "2022")
    assert (shown.layer, shown.member, shown.source_kind, shown.value) == ("members", "Member B", "own_records", 8.0)
    assert headlines(snapshot)[OWN].areas == 1
    assert [one.by_default for one in members_figures(snapshot, OWN)] == [True, False]
    assert with_members_figures(snapshot) == {"stunting": 2, OWN: 2}
    assert set(senders(snapshot)) == {"U0001", "U0002"}
    found = counts(snapshot)
    assert (found.observations, found.published, found.members) == (5, 1, 4)
    assert len(all_observations(snapshot)) == 2 and len(all_observations(snapshot, both_layers=True)) == 5
    snapshot.close()
