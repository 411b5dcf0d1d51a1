"""What the steward decides: a correction of our copy, the members' layer, a quotation that was compared; all undone."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation, short_code
from childrights.catalogue.tables import ChildRightsError, UnknownCode
from childrights.certificate.birth import birth, certificate
from childrights.certificate.withdrawn import NoLonger
from childrights.i18n import translator
from childrights.members.layers import conflict_decisions, conflicts, lapsed, members_figures, with_publications
from childrights.members.provenance import QUOTED, Provenance, UnclearSource
from childrights.members.uploads import outcomes
from childrights.members.words import beside_published_words
from childrights.snapshot.queries import all_observations, area_values
from childrights.snapshot.snapshot import Snapshot, open_current
from etl.intake.accepting import compare, settle, unsettle, withdraw
from etl.ledger.file import opened
from etl.ledger.ledger import last_said, submit, upload
from etl.ledger.state import State
from etl.ledger.steward_decisions import CannotDecide
from etl.permissions import owner
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world

CATALOGUE = load_catalogue()
BOOK = Provenance(QUOTED, publication="Commune database", publication_year=2014, publication_table="Table 3")
PUBLISHED = ({"area": "KH05", "value": 31.5}, {"area": "KH", "value": 32.0})


class World:
    """One published figure (Kampong Speu, 31.5) and what members send beside it."""

    def __init__(self, folder: Path, published: Sequence[Mapping[str, Any]] = PUBLISHED) -> None:
        self.folder, self.state = folder, State(folder / "home")
        self.inputs: Inputs = write_world(folder, list(published))
        build(self.state, self.inputs)

    def send(self, member: str, said: Provenance, **values: float) -> str:
        file = self.folder / f"{member} {values}.xlsx"
        file.write_text(str(values), encoding="utf-8")
        figures = [
            Observation(
                "stunting",
                area,
                2014,
                2014,
                "2014",
                value=value,
                sheet="S",
                cell=f"B{n}",
                id=short_code(member, area, str(value)),
            )
            for n, (area, value) in enumerate(values.items(), 2)
        ]
        sent = submit(
            self.state, file, figures, member=member, who=owner("x"), rejected=0, approved=True, provenance=said
        )
        build(self.state, self.inputs)
        return sent.id

    @property
    def snapshot(self) -> Snapshot:
        return open_current(self.state.home)

    def published(self) -> dict[str, float | None]:
        return {one.area: one.value for one in area_values(self.snapshot, "stunting", "2014")}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world in which nobody sent anything yet."""
    return World(tmp_path_factory.mktemp("world")).folder


@pytest.fixture
def world(first: Path, tmp_path: Path) -> World:
    """A copy of it, where the first build finds nothing to do."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return World(tmp_path)


def test_a_conflict_has_both_values_and_waits_for_the_steward(world: World) -> None:
    world.send("A", Provenance(), KH05=12.0, KH=32.0)
    (found,) = conflicts(world.snapshot)
    assert (found.figure.value, found.published.value, found.sender.member, found.decision) == (12.0, 31.5, "A", None)
    assert outcomes(world.snapshot)["U0001"].same == 1
    assert world.published() == {"KH05": 31.5, "KH": 32.0}


def test_a_correction_stands_in_the_published_layer_with_its_reason_until_it_is_taken_back(world: World) -> None:
    world.send("A", Provenance(), KH05=30.5)
    (found,) = conflicts(world.snapshot)
    identity, _ = settle(
        world.state,
        found.figure.id,
        verdict="correction",
        why="A slip of ours",
        who=owner("steward"),
        inputs=world.inputs,
    )
    snapshot = world.snapshot
    (now,) = (one for one in area_values(snapshot, "stunting", "2014") if one.area == "KH05")
    assert (now.value, now.layer, now.source, now.cell) == (30.5, "published", "census2019", found.published.cell)
    assert birth(snapshot, CATALOGUE, found.published.id).replaced_by == now.id
    assert [one.value for one in birth(snapshot, CATALOGUE, now.id).replaced] == [31.5]
    assert conflicts(snapshot) == ()
    assert [(one.id, one.verdict, one.why, one.decided_by) for one in conflict_decisions(snapshot)] == [
        (identity, "correction", "A slip of ours", "steward")
    ]
    assert [one.relation for one in members_figures(snapshot)] == ["same"]
    withdraw(world.state, "U0001", why="sent by mistake", who=owner("A"), inputs=world.inputs)
    assert world.published()["KH05"] == 30.5, "a correction is the steward's and outlives the upload"
    unsettle(world.state, identity, why="The copy was right", who=owner("steward"), inputs=world.inputs)
    assert world.published()["KH05"] == 31.5


def test_left_in_the_members_layer_a_conflict_is_decided_and_nothing_changes(world: World) -> None:
    world.send("A", Provenance(), KH05=12.0)
    (found,) = conflicts(world.snapshot)
    settle(
        world.state,
        found.figure.id.lower(),
        verdict="members",
        why="Another way to count",
        who=owner("x"),
        inputs=world.inputs,
    )
    (after,) = conflicts(world.snapshot)
    assert after.decision and after.decision.verdict == "members"
    assert conflicts(world.snapshot, open_only=True) == () and world.published()["KH05"] == 31.5
    with pytest.raises(UnknownCode, match="No open conflict"):
        settle(world.state, found.figure.id, verdict="members", why="again", who=owner("x"), inputs=world.inputs)


@pytest.mark.parametrize(("verdict", "why"), [("perhaps", "x"), ("correction", " "), ("members", "Call 012 345 678")])
def test_no_decision_without_a_verdict_and_a_reason_that_names_nobody(world: World, verdict: str, why: str) -> None:
    world.send("A", Provenance(), KH05=12.0)
    (found,) = conflicts(world.snapshot)
    with pytest.raises(CannotDecide):
        settle(world.state, found.figure.id, verdict=verdict, why=why, who=owner("x"), inputs=world.inputs)
    assert conflict_decisions(world.snapshot) == ()


def test_a_quotation_is_published_under_its_name_once_compared_and_never_over_another_source(world: World) -> None:
    sent = world.send("A", BOOK, KH05=12.0, KH06=22.0)
    assert world.published() == {"KH05": 31.5, "KH": 32.0}
    compare(world.state, sent, why="Table 3 beside the file", who=owner("steward"), inputs=world.inputs)
    snapshot = world.snapshot
    assert world.published() == {"KH05": 31.5, "KH": 32.0, "KH06": 22.0}
    (new,) = (one for one in area_values(snapshot, "stunting", "2014") if one.area == "KH06")
    assert (new.layer, new.member, new.upload, new.source_table) == ("published", "A", sent, "Table 3")
    source = with_publications(CATALOGUE, snapshot).sources[new.source]
    assert (source.publisher, source.year) == ("Commune database", 2014) and "A, compared on" in source.citation
    assert birth(snapshot, CATALOGUE, new.id).sender["compared_why"] == "Table 3 beside the file"
    assert [(one.figure.area, one.published.value) for one in conflicts(snapshot)] == [("KH05", 31.5)]
    assert outcomes(snapshot)[sent].shown == 2
    with pytest.raises(CannotDecide, match="compared already"):
        compare(world.state, sent, why="again", who=owner("steward"), inputs=world.inputs)
    compare(world.state, sent, why="It was another edition", who=owner("steward"), undo=True, inputs=world.inputs)
    assert world.published() == {"KH05": 31.5, "KH": 32.0}
    assert len(members_figures(world.snapshot)) == 2


def test_codes_of_what_was_taken_back_say_that_when_and_why(world: World) -> None:
    sent = world.send("A", Provenance(), KH05=30.5)
    (conflict,) = conflicts(world.snapshot)
    identity, _ = settle(
        world.state, conflict.figure.id, verdict="correction", why="A slip of ours", who=owner("s"), inputs=world.inputs
    )
    (corrected,) = (one for one in area_values(world.snapshot, "stunting", "2014") if one.area == "KH05")
    told = certificate(world.snapshot, CATALOGUE, corrected.id)
    assert (told["decision"]["id"], told["decision"]["why"]) == (identity, "A slip of ours")
    assert told["steps"] == ["read", "corrected"]
    unsettle(world.state, identity, why="The copy was right", who=owner("s"), inputs=world.inputs)
    undone = certificate(world.snapshot, CATALOGUE, corrected.id)
    assert (undone["how"], undone["why"]) == ("undone", "The copy was right") and undone["at"]
    withdraw(world.state, sent, why="Sent by mistake", who=owner("A"), inputs=world.inputs)
    gone = certificate(world.snapshot, CATALOGUE, conflict.figure.id.lower())
    assert (gone["how"], gone["upload"], gone["member"], gone["why"]) == ("withdrawn", sent, "A", "Sent by mistake")
    assert "taken back on 2" in gone["told"] and "30.5" not in str(gone)
    assert "Sent by mistake" not in gone["told"]  # a page says it to everybody
    with pytest.raises(NoLonger, match="taken back on"):
        birth(world.snapshot, CATALOGUE, conflict.figure.id)


def test_a_certificate_of_a_members_figure_says_what_it_is_and_what_it_differs_from(world: World) -> None:
    world.send("A", Provenance("own_survey", 350), KH05=12.0)
    (conflict,) = conflicts(world.snapshot)
    told = certificate(world.snapshot, CATALOGUE, conflict.figure.id)
    assert (told["layer"], told["member"], told["source_kind"]) == ("members", "A", "own_survey")
    assert told["provenance"]["sample"] == 350
    assert told["beside"] == {"relation": "different", "code": conflict.published.id, "value": 31.5}
    assert told["decision"] is None and told["before"] is None
    settle(
        world.state, conflict.figure.id, verdict="members", why="Other children", who=owner("s"), inputs=world.inputs
    )
    assert certificate(world.snapshot, CATALOGUE, conflict.figure.id)["decision"]["verdict"] == "members"


def test_only_what_is_quoted_is_compared(world: World) -> None:
    sent = world.send("A", Provenance("own_survey", 350), KH06=22.0)
    with pytest.raises(CannotDecide, match="own"):
        compare(world.state, sent, why="x", who=owner("steward"), inputs=world.inputs)
    with pytest.raises(UnknownCode):
        compare(world.state, "U0009", why="x", who=owner("steward"), inputs=world.inputs)


def test_a_figure_from_an_export_that_was_marked_as_a_members_stays_one(world: World, tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text("x", encoding="utf-8")
    marked = Observation(
        "stunting", "KH06", 2014, 2014, "2014", value=9.0, sheet="S", cell="B9", id="M", layer="members"
    )
    sent = submit(world.state, file, [marked], member="B", who=owner("x"), rejected=0, approved=True, provenance=BOOK)
    compare(world.state, sent.id, why="x", who=owner("steward"), inputs=world.inputs)
    assert "KH06" not in world.published()


def test_what_was_said_last_is_remembered_for_each_member(world: World) -> None:
    world.send("A", BOOK, KH06=22.0)
    world.send("B", Provenance("own_survey", 350), KH06=21.0)
    assert last_said(world.state, "A") == BOOK
    assert last_said(world.state, "B") == Provenance("own_survey", 350)
    assert last_said(world.state, "C") is None


def test_a_ledger_from_before_the_layers_counts_as_own_records(world: World) -> None:
    world.send("A", BOOK, KH06=22.0)
    ledger = sqlite3.connect(world.state.ledger)
    for name in (
        "source_kind",
        "sample",
        "publication",
        "publication_year",
        "publication_table",
        "distinct_children",
        "compared_at",
        "compared_by",
        "compared_why",
    ):
        ledger.execute(f"ALTER TABLE upload DROP COLUMN {name}")
    ledger.commit()
    ledger.close()
    with opened(world.state):
        pass
    assert upload(world.state, "U0001").provenance == Provenance()
    build(world.state, world.inputs)
    assert {one.source_kind for one in all_observations(world.snapshot, both_layers=True) if one.upload} == {
        "own_records"
    }


@pytest.mark.parametrize(
    "said",
    [
        Provenance("hearsay"),
        Provenance("own_survey"),
        Provenance("own_survey", 0),
        Provenance(QUOTED),
        Provenance(QUOTED, publication="Census"),
        Provenance(sample=350),
        Provenance(publication="Census"),
    ],
)
def test_a_kind_of_source_comes_with_what_belongs_to_it(said: Provenance) -> None:
    with pytest.raises(UnclearSource):
        said.clear()


def test_the_same_publication_however_written_is_one_source() -> None:
    other = Provenance(QUOTED, publication="  commune  DATABASE ", publication_year=2014)
    assert other.publication_key == BOOK.publication_key
    assert (
        Provenance(QUOTED, publication="Commune database", publication_year=2015).publication_key
        != other.publication_key
    )


def test_a_correction_whose_published_figure_is_gone_is_told_and_not_lost(world: World) -> None:
    world.send("A", Provenance(), KH05=30.5)
    (found,) = conflicts(world.snapshot)
    identity, _ = settle(
        world.state, found.figure.id, verdict="correction", why="A slip", who=owner("x"), inputs=world.inputs
    )
    assert lapsed(world.snapshot) == ()
    write_world(world.folder, [{"area": "KH05", "value": 33.5}, {"area": "KH", "value": 32.0}])
    build(world.state, world.inputs)
    assert [one.id for one in lapsed(world.snapshot)] == [identity] and world.published()["KH05"] == 33.5
    unsettle(world.state, identity, why="The publisher mended it", who=owner("x"), inputs=world.inputs)
    assert lapsed(world.snapshot) == ()


def test_a_correction_of_a_corrected_figure_takes_its_place(world: World) -> None:
    for member, value in (("A", 30.5), ("B", 29.5)):
        world.send(member, Provenance(), KH05=value)
        found = next(one for one in conflicts(world.snapshot) if one.sender.member == member)
        settle(world.state, found.figure.id, verdict="correction", why="A slip", who=owner("x"), inputs=world.inputs)
        assert world.published()["KH05"] == value
    assert lapsed(world.snapshot) == ()
    unsettle(world.state, "D0001", why="It was right", who=owner("x"), inputs=world.inputs)
    assert [one.id for one in lapsed(world.snapshot)] == ["D0002"] and world.published()["KH05"] == 31.5


@pytest.mark.parametrize(
    ("published", "quoted"), [("KH02+KH24", "KH02"), ("KH24", "KH02+KH24"), ("KH02+KH24", "KH24+KH25")]
)
def test_a_compared_quotation_of_an_area_on_published_ground_is_kept_apart_and_says_so(
    tmp_path: Path, published: str, quoted: str
) -> None:
    world = World(tmp_path, [{"area": published, "value": 25.0}])
    sent = world.send("A", BOOK, **{quoted: 22.0, "KH06": 21.0})
    (before,) = (one for one in members_figures(world.snapshot) if one.figure.area == quoted)
    assert (before.relation, before.published_value) == ("overlaps", 25.0)
    compare(world.state, sent, why="Table 3 beside the file", who=owner("steward"), inputs=world.inputs)
    assert world.published() == {published: 25.0, "KH06": 21.0}
    (apart,) = members_figures(world.snapshot)
    assert (apart.figure.area, apart.relation) == (quoted, "overlaps")
    assert "25.0" in beside_published_words(apart, CATALOGUE.indicators["stunting"], translator("en"))
    assert outcomes(world.snapshot)[sent].shown == 2


@pytest.mark.parametrize("verdict", ["correction", "members"])
def test_a_certificate_tells_the_decision_with_both_values_and_who_when_and_why(world: World, verdict: str) -> None:
    world.send("A", Provenance(), KH05=30.5)
    (found,) = conflicts(world.snapshot)
    settle(world.state, found.figure.id, verdict=verdict, why="A slip", who=owner("steward"), inputs=world.inputs)
    for code in (found.figure.id, found.published.id):
        told = certificate(world.snapshot, CATALOGUE, code)["decision"]
        assert (told["sent_value"], told["published_value"], told["verdict"]) == (30.5, 31.5, verdict)
        assert (told["why"], told["decided_by"]) == ("A slip", "steward") and told["decided_at"]


def test_a_certificate_of_a_quotation_tells_who_brought_it_and_who_compared_it(world: World) -> None:
    sent = world.send("A", BOOK, KH06=22.0)
    code = members_figures(world.snapshot)[0].figure.id
    assert certificate(world.snapshot, CATALOGUE, code)["brought"]["compared_by"] == ""
    compare(world.state, sent, why="Table 3 beside the file", who=owner("steward"), inputs=world.inputs)
    told = certificate(world.snapshot, CATALOGUE, code)["brought"]
    assert (told["member"], told["compared_by"], told["compared_why"]) == ("A", "steward", "Table 3 beside the file")


def test_every_refusal_of_the_steward_is_said_in_khmer_too(world: World) -> None:
    sent = world.send("A", Provenance(), KH05=12.0)
    quoted = world.send("B", BOOK, KH06=22.0)
    (found,) = conflicts(world.snapshot)
    settle(world.state, found.figure.id, verdict="members", why="Another count", who=owner("x"), inputs=world.inputs)
    compare(world.state, quoted, why="Table 3", who=owner("x"), inputs=world.inputs)
    unsettle(world.state, "D0001", why="No", who=owner("x"), inputs=world.inputs)
    tries: list[Callable[[], object]] = [
        lambda: compare(world.state, sent, why="x", who=owner("x"), inputs=world.inputs),
        lambda: compare(world.state, quoted, why="again", who=owner("x"), inputs=world.inputs),
        lambda: compare(world.state, "U0099", why="x", who=owner("x"), inputs=world.inputs),
        lambda: compare(world.state, quoted, why="Call 012 345 678", who=owner("x"), undo=True, inputs=world.inputs),
        lambda: compare(world.state, quoted, why=" ", who=owner("x"), undo=True, inputs=world.inputs),
        lambda: settle(world.state, "AAAAA-BBBBB", verdict="members", why="x", who=owner("x"), inputs=world.inputs),
        lambda: unsettle(world.state, "D0001", why="x", who=owner("x"), inputs=world.inputs),
        lambda: unsettle(world.state, "D0099", why="x", who=owner("x"), inputs=world.inputs),
    ]
    withdraw(world.state, sent, why="mistake", who=owner("x"), inputs=world.inputs)
    tries.append(lambda: withdraw(world.state, sent, why="x", who=owner("x"), inputs=world.inputs))
    general = ChildRightsError("no such sentence").words(translator("km"))
    for attempt in tries:
        with pytest.raises(ChildRightsError) as refused:
            attempt()
        said = refused.value.words(translator("km"))
        assert re.search("[\u1780-\u17ff]", said) and said != general and "{" not in said, str(refused.value)
