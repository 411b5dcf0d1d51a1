"""Submitted, approved, published, withdrawn: who may what, what waits changes nothing, and two at once."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.catalogue.tables import UnknownCode
from childrights.members.provenance import Provenance
from childrights.members.uploads import Outcome
from childrights.review.comparing import consequences_of
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import open_current, open_snapshot
from etl.accounts import add_account
from etl.intake.accepting import LoadResult, ReadyToKeep, accept, known_upload, waiting_upload, with_outcomes
from etl.intake.approving import approve, look_ahead
from etl.labels.decisions import Proposal
from etl.ledger.approvals import (
    approve_uploads,
    history_for,
    mark_told,
    not_told,
    own_uploads,
    proposals_for,
    send_back,
    waiting_uploads,
)
from etl.ledger.entry_log import Overtaken
from etl.ledger.ledger import (
    Upload,
    accepted_uploads,
    last_said,
    memory_of,
    record_withdrawal,
    submit,
    upload,
    uploads,
    withdrawn_uploads,
)
from etl.ledger.proposed_indicators import Held
from etl.ledger.state import State
from etl.ledger.steward_decisions import CannotDecide, mark_compared, record_decision
from etl.ledger.typed_settings import change_setting
from etl.ledger.upload_states import CannotApprove
from etl.permissions import NOBODY, Actor, NotPermitted, Role, owner
from etl.problems import CheckResult
from etl.snapshot.assemble import Inputs, build
from tests.making import write_world
from tests.support.forks import COUNTED_STEPS, forking

ANNA, BEN = Actor("anna", frozenset({Role.CONTRIBUTOR}), ("A",)), Actor("ben", frozenset({Role.CONTRIBUTOR}), ("B",))
STEWARD, OTHER = Actor("sok", frozenset({Role.STEWARD})), Actor("dara", frozenset({Role.STEWARD}))
ONE = Observation("stunting", "KH05", 2022, 2022, "2022", value=28.0, sheet="S", cell="C4", id="ABCDE-12345")


def sent(state: State, member: str = "A", who: Actor = ANNA, value: float = 28.0, **more: object) -> Upload:
    """One figure of a member that waits."""
    one = replace(ONE, value=value, id=f"ABCDE-{len(uploads(state)):05}")
    options = {"member": member, "who": who, "rejected": 0, **more}
    return submit(state, f"{member} {value}".encode(), [one], file_name="f.xlsx", **options)  # type: ignore[arg-type]


def states(state: State) -> list[str]:
    return [one.status for one in reversed(uploads(state))]


def audit(state: State) -> list[tuple[str, str]]:
    with sqlite3.connect(state.ledger) as ledger:
        return ledger.execute("SELECT who, action FROM audit ORDER BY number").fetchall()


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "home")


def test_a_contributor_submits_and_a_steward_approves(state: State) -> None:
    one = sent(state)
    assert one.waits and accepted_uploads(state) == () and waiting_uploads(state) == (one,)
    (done,) = approve_uploads(state, [one.id], why="Compared with the register", who=STEWARD)
    assert (done.status, done.approved_by, done.approved_why) == ("approved", "sok", "Compared with the register")
    assert done.stands and not done.self_approved and done.approved_at and done.approved_at >= done.uploaded_at
    assert [u.id for u in accepted_uploads(state)] == [one.id] and waiting_uploads(state) == ()
    assert audit(state)[-2:] == [("anna", "submit"), ("sok", "approve")]


def test_who_approves_what_he_sent_is_told_in_the_audit(state: State) -> None:
    one = sent(state, who=owner("me"), approved=True)
    assert (one.status, one.self_approved) == ("approved", True)
    assert audit(state)[-2:] == [("me", "submit"), ("me", "approve own")]


def test_the_history_says_so_whatever_the_owner_is_called_where(state: State) -> None:
    """Sent in the browser, approved at the command line: the history tells what the audit tells."""
    one = sent(state, who=owner("this computer"))
    (done,) = approve_uploads(state, [one.id], why="", who=owner("me"))
    assert audit(state)[-1] == ("me", "approve own")
    assert (done.uploaded_by, done.approved_by) == ("this computer", "me")
    assert done.self_approved and uploads(state)[0].self_approved
    other = sent(state, value=31.0)
    (done,) = approve_uploads(state, [other.id], why="", who=STEWARD)
    assert not done.self_approved


@pytest.mark.parametrize("who", [ANNA, BEN, NOBODY, Actor("root", frozenset({Role.ADMINISTRATOR}))])
def test_only_a_steward_approves_or_sends_back(state: State, who: Actor) -> None:
    one = sent(state)
    tries: list[Callable[[], object]] = [
        lambda: approve_uploads(state, [one.id], who=who),
        lambda: approve(state, [one.id], who=who),
        lambda: send_back(state, one.id, why="not yet", who=who),
        lambda: submit(state, b"x", [ONE], member="A", who=who, rejected=0, approved=True),
    ]
    before = audit(state)
    for attempt in tries:
        with pytest.raises(NotPermitted):
            attempt()
    assert (states(state), audit(state)) == (["submitted"], before)


def test_only_who_may_looks_ahead(state: State, tmp_path: Path) -> None:
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 40}])
    build(state, inputs)
    first, second = sent(state), sent(state, "B", BEN)
    for who, asked in ((BEN, [first.id]), (ANNA, [second.id]), (ANNA, [first.id, second.id]), (NOBODY, [first.id])):
        with pytest.raises(NotPermitted):
            look_ahead(state, asked, who=who, inputs=inputs)
    assert not state.candidates.exists(), "nothing is made for somebody who may not look"
    for who, asked, figures in ((ANNA, [first.id], 2), (STEWARD, [first.id, second.id], 3)):
        found = look_ahead(state, asked, who=who, inputs=inputs)
        assert look_ahead(state, asked, who=who, inputs=inputs) == found
        seen = open_snapshot(found.path)
        assert len(all_observations(seen, both_layers=True)) == figures
        seen.close()
    assert state.candidates.stat().st_mode & 0o777 == 0o700 or sys.platform == "win32"
    assert len(list(state.candidates.iterdir())) == 2


def test_what_waits_changes_nothing_for_anybody(state: State, tmp_path: Path) -> None:
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 40}])
    published = build(state, inputs)
    files = {path.name for path in state.home.iterdir()}
    learned = {"indicator": {"Short kids": "stunting"}}
    proposal = Held(Proposal("Beds", "Beds", "", "number", "Beds in shelters", "CRC"), 3)
    one = sent(state, learned=learned, proposed=[proposal], provenance=Provenance("own_survey", 350))
    again = build(state, inputs)
    assert (again.built, again.content_hash, again.snapshot) == (False, published.content_hash, published.snapshot)
    assert {path.name for path in state.home.iterdir()} - files == {"ledger.sqlite", "audit.head"}
    assert known_upload(state, one.sha256, "A") is None, "the same file of the member is not known as published"
    assert waiting_upload(state, one.sha256, "A") == one
    assert waiting_upload(state, one.sha256, "B") is None and last_said(state, "B") is None
    assert memory_of(state, "A").indicators == {}, "what was confirmed is learned with the approval"
    assert last_said(state, "A") == Provenance("own_survey", 350), "its own member is offered what it said"
    assert withdrawn_uploads(state) == ()
    assert (history_for(state, BEN), history_for(state, NOBODY)) == ((), ())
    assert [u.id for u in history_for(state, ANNA)] == [u.id for u in history_for(state, STEWARD)] == [one.id]
    assert (proposals_for(state, BEN), proposals_for(state, NOBODY)) == ((), ())
    assert len(proposals_for(state, ANNA)) == len(proposals_for(state, STEWARD)) == 1
    ((_, outcome),) = with_outcomes(state, [one])
    assert outcome == Outcome(0, {"awaiting": 1})
    approve(state, [one.id], who=STEWARD, inputs=inputs)
    assert memory_of(state, "A").indicators == {"Short kids": "stunting"}
    assert known_upload(state, one.sha256, "A") == upload(state, one.id)
    assert [u.id for u in history_for(state, NOBODY)] == [one.id]


def test_what_is_sent_back_leaves_no_trace_but_its_line(state: State, tmp_path: Path) -> None:
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 40}])
    before = build(state, inputs)
    one = sent(state, learned={"indicator": {"Short kids": "stunting"}}, provenance=Provenance("own_survey", 350))
    done = send_back(state, one.id, why=" Which year  is it? ", who=STEWARD)
    assert (done.status, done.sent_back, done.why) == ("withdrawn", True, "Which year is it?")
    assert build(state, inputs, force=True).content_hash == before.content_hash
    assert withdrawn_uploads(state) == (), "nobody was ever given its codes"
    assert (memory_of(state, "A").indicators, last_said(state, "A")) == ({}, None)
    ((_, outcome),) = with_outcomes(state, [done])
    assert outcome == Outcome(0, {"sent_back": 1})
    assert (history_for(state, BEN), [u.id for u in history_for(state, ANNA)]) == ((), [one.id])
    with sqlite3.connect(state.ledger) as ledger:
        assert ledger.execute("SELECT count(*) FROM confirmed").fetchone() == (0,)


def test_a_reason_is_needed_and_tells_of_nobody(state: State) -> None:
    one = sent(state)
    for why in ("", "  ", "Case of Sok Dara, a girl aged 9, phone 012 345 678"):
        with pytest.raises(CannotDecide):
            send_back(state, one.id, why=why, who=STEWARD)
    with pytest.raises(CannotDecide):
        approve_uploads(state, [one.id], why="Case of Sok Dara, a girl aged 9, phone 012 345 678", who=STEWARD)
    assert states(state) == ["submitted"]


def test_what_waits_no_longer_is_neither_approved_nor_sent_back(state: State) -> None:
    taken, back, done, gone = (sent(state, value=float(n)) for n in range(4))
    record_withdrawal(state, taken.id, why="wrong file", who=ANNA)
    send_back(state, back.id, why="Which year is it?", who=STEWARD)
    approve_uploads(state, [done.id], who=OTHER)
    newer = sent(state, value=9.0, replaces=gone.id)
    for identity, told in (
        (taken.id, "waits no longer.*anna: wrong file"),
        (back.id, "waits no longer.*sok: Which year"),
        (done.id, "approved already.*dara"),
        (gone.id, f"Replaced by {newer.id}"),
    ):
        for attempt in (
            lambda one=identity: approve_uploads(state, [one], who=STEWARD),
            lambda one=identity: send_back(state, one, why="again", who=STEWARD),
        ):
            with pytest.raises(CannotApprove, match=told):
                attempt()
    with pytest.raises(UnknownCode, match="U0077"):
        approve_uploads(state, ["U0077"], who=STEWARD)
    assert states(state) == ["withdrawn", "withdrawn", "approved", "withdrawn", "submitted"]


def test_what_is_damaged_is_not_approved_and_keeps_nothing_else_from_being_published(
    state: State, world: Inputs
) -> None:
    broken, sound = sent(state, value=1.0), sent(state, value=2.0)
    (state.accepted / broken.observations_file).write_bytes(b"damaged")
    with pytest.raises(CannotApprove, match=broken.id):
        approve(state, [broken.id, sound.id], who=STEWARD, inputs=world)
    assert states(state) == ["submitted", "submitted"]
    assert approve(state, [sound.id], who=STEWARD, inputs=world).report.built
    assert broken.id not in state.pointer.read_text(), "what waits stands in no file that others read"


def test_several_are_approved_together_or_not_at_all(state: State) -> None:
    first, second, third = (sent(state, value=float(n)) for n in range(3))
    approve_uploads(state, [second.id], who=OTHER)
    with pytest.raises(CannotApprove, match=second.id):
        approve_uploads(state, [first.id, second.id, third.id], who=STEWARD)
    assert states(state) == ["submitted", "approved", "submitted"]
    done = approve_uploads(state, [third.id, first.id.lower(), first.id], who=STEWARD)
    assert [one.id for one in done] == [first.id, third.id]
    assert [action for _, action in audit(state)].count("approve") == 3


def test_two_stewards_at_once(state: State) -> None:
    one = sent(state)
    refused, ready = list[str](), threading.Barrier(2)

    def press(who: Actor) -> None:
        ready.wait()
        try:
            approve_uploads(state, [one.id], who=who)
        except CannotApprove as error:
            refused.append(str(error))

    pressing = [threading.Thread(target=press, args=(who,)) for who in (STEWARD, OTHER)]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert len(refused) == 1 and "approved already" in refused[0]
    assert [action for _, action in audit(state)].count("approve") == 1


def test_with_four_eyes_somebody_else_approves(state: State) -> None:
    change_setting(state, "four_eyes", "on", who=owner("me"))
    mine, other = sent(state, who=STEWARD), sent(state, value=1.0)
    with pytest.raises(CannotApprove, match="four eyes"):
        approve_uploads(state, [other.id, mine.id], who=STEWARD)
    assert states(state) == ["submitted", "submitted"]
    approve_uploads(state, [mine.id], who=OTHER)
    approve_uploads(state, [other.id], who=STEWARD)
    assert states(state) == ["approved", "approved"]


def test_the_owner_of_the_computer_is_one_pair_of_eyes_by_whatever_name(state: State) -> None:
    """In the browser that the launcher opened, at the command line, and there under another name."""
    change_setting(state, "four_eyes", "on", who=owner("me"))
    add_account(state, "anna", name="Anna", roles=[Role.CONTRIBUTOR], members=["A"], who=owner("me"))
    here, of_anna = sent(state, who=owner("this computer")), sent(state, value=1.0)
    for name in ("me", "somebody else", "this computer"):
        with pytest.raises(CannotApprove, match="four eyes"):
            approve_uploads(state, [of_anna.id, here.id], who=owner(name))
    assert own_uploads(state, [here, of_anna], who=owner("me")) == [here.id]
    approve_uploads(state, [here.id], who=STEWARD)
    approve_uploads(state, [of_anna.id], who=owner("me"))
    change_setting(state, "four_eyes", "off", who=owner("me"))
    approve_uploads(state, [sent(state, value=2.0, who=owner("this computer")).id], who=owner("me"))
    assert [action for _, action in audit(state) if action.startswith("approve")] == [
        "approve",
        "approve",
        "approve own",
    ]


def test_with_four_eyes_nobody_makes_official_what_they_sent(state: State) -> None:
    """Comparing a quotation, and correcting a published figure, put it among the published ones."""
    change_setting(state, "four_eyes", "on", who=owner("me"))
    one = sent(state, who=STEWARD, provenance=Provenance("quoted", publication="Yearbook", publication_year=2020))
    approve_uploads(state, [one.id], who=OTHER)
    told = replace(ONE, upload=one.id, member="A", layer="members")
    published = replace(ONE, id="FGHJK-12345", value=30.0)
    for attempt in (
        lambda who: mark_compared(state, one.id, why="all of it", who=who),
        lambda who: record_decision(state, told, published, verdict="correction", why="a slip", who=who),
    ):
        with pytest.raises(CannotApprove, match="four eyes"):
            attempt(STEWARD)
        attempt(OTHER)
    mark_compared(state, one.id, why="not all of it", who=STEWARD, undo=True)


def test_a_verb_and_a_page_approve_at_the_same_moment(state: State, world: Inputs) -> None:
    one, ready, done = sent(state), threading.Barrier(2), list[str]()
    looked = look_ahead(state, [one.id], who=STEWARD, inputs=world)

    def press(who: Actor, seen: str) -> None:
        ready.wait()
        try:
            approve(state, [one.id], who=who, seen=seen, inputs=world)
            done.append(who.name)
        except (CannotApprove, Overtaken) as error:
            done.append(type(error).__name__)

    pressing = [threading.Thread(target=press, args=given) for given in ((STEWARD, looked.seen), (owner("me"), ""))]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert sorted(done)[0] in ("CannotApprove", "Overtaken") and len(done) == 2 and states(state) == ["published"]
    assert sum(action.startswith("approve") for _, action in audit(state)) == 1
    assert len([one for one in _figures(state) if one.upload]) == 1


def test_who_belongs_to_a_member_under_its_new_name_has_nothing_of_the_old(state: State) -> None:
    """A member that is called otherwise now, or went into another: what was sent stays with the name it was sent by."""
    one = sent(state)
    renamed = replace(ANNA, members=("A and B",))
    assert history_for(state, renamed) == () and not_told(state, renamed) == ()
    for attempt in (
        lambda: look_ahead(state, [one.id], who=renamed),
        lambda: record_withdrawal(state, one.id, why="it is ours", who=renamed),
        lambda: sent(state, "A and B", renamed, replaces=one.id),
        lambda: sent(state, "A", renamed),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    both = replace(ANNA, members=("A", "A and B"))
    with pytest.raises(CannotApprove, match="same member"):
        sent(state, "A and B", both, replaces=one.id)
    assert [each.id for each in history_for(state, both)] == [one.id]
    record_withdrawal(state, one.id, why="sent anew by A and B", who=both)
    assert states(state) == ["withdrawn"]


def test_a_newer_submission_takes_the_place_of_one_that_waits(state: State) -> None:
    published = sent(state)
    approve_uploads(state, [published.id], who=STEWARD)
    second = sent(state, value=1.0, replaces=published.id)
    assert states(state) == ["approved", "submitted"], "what is published stays until the newer one is approved"
    third = sent(state, value=2.0, replaces=second.id)
    assert states(state) == ["approved", "withdrawn", "submitted"]
    assert upload(state, second.id).why == f"Replaced by {third.id}"
    assert third.replaces == published.id, "what the one that waited was to replace is replaced all the same"
    approve_uploads(state, [third.id], who=STEWARD)
    assert states(state) == ["withdrawn", "withdrawn", "approved"]
    assert [one.id for one, _ in withdrawn_uploads(state)] == [published.id]


def test_what_was_to_be_replaced_may_be_gone_meanwhile(state: State) -> None:
    published = sent(state)
    approve_uploads(state, [published.id], who=STEWARD)
    newer = sent(state, value=1.0, replaces=published.id)
    record_withdrawal(state, published.id, why="wrong file", who=ANNA)
    approve_uploads(state, [newer.id], who=STEWARD)
    assert states(state) == ["withdrawn", "approved"]
    assert upload(state, published.id).why == "wrong file"


def test_nobody_replaces_what_another_member_sent(state: State) -> None:
    one = sent(state)
    with pytest.raises(NotPermitted):
        sent(state, "B", BEN, replaces=one.id)
    with pytest.raises(CannotApprove, match="same member"):
        sent(state, "B", STEWARD, replaces=one.id)
    assert states(state) == ["submitted"]


def test_what_waits_is_not_compared_with_its_publication(state: State) -> None:
    quoted = Provenance("quoted", publication="Yearbook", publication_year=2020)
    one = sent(state, provenance=quoted)
    with pytest.raises(CannotDecide, match="approve it first"):
        mark_compared(state, one.id, why="all of it", who=STEWARD)


def test_members_are_told_once_what_became_of_theirs(state: State) -> None:
    first, second, third, own = (sent(state, value=float(n)) for n in range(4))
    colleague = Actor("srey", frozenset({Role.CONTRIBUTOR}), ("A",))
    assert not_told(state, ANNA) == ()
    approve_uploads(state, [first.id, third.id], who=STEWARD)
    send_back(state, second.id, why="Which year is it?", who=STEWARD)
    record_withdrawal(state, own.id, why="wrong file", who=ANNA)
    assert [one.id for one in not_told(state, ANNA)] == [third.id, second.id, first.id]
    mark_told(state, not_told(state, ANNA), who=ANNA)
    assert not_told(state, ANNA) == ()
    assert len(not_told(state, colleague)) == 3, "each is told"
    assert not_told(state, BEN) == not_told(state, STEWARD) == not_told(state, owner("me")) == ()
    record_withdrawal(state, first.id, why="The ministry asked for it", who=STEWARD)
    assert [one.id for one in not_told(state, ANNA)] == [first.id], "and again when something else became of it"
    with pytest.raises(NotPermitted):
        mark_told(state, [first], who=BEN)


@pytest.fixture
def world(state: State, tmp_path: Path) -> Inputs:
    """Two published figures."""
    inputs = write_world(tmp_path, [{"area": "KH05", "value": 40}, {"area": "KH06", "value": 30}])
    build(state, inputs)
    return inputs


def take(state: State, inputs: Inputs, value: float, who: Actor, file: bytes = b"a file", **more: object) -> LoadResult:
    """A file with two figures, as its check and then ``accept`` have it."""
    figures = [replace(ONE, value=value, area=area, id="") for area in ("KH05", "KH06")]
    found = CheckResult("f.xlsx", hashlib.sha256(file).hexdigest(), (), figures, 2, 0, 0, ())
    return accept(state, file, found, member="A", who=who, inputs=inputs, ready=ReadyToKeep((), b""), **more)  # type: ignore[arg-type]


def test_the_same_file_while_it_waits_and_after(state: State, world: Inputs) -> None:
    first = take(state, world, 28.0, ANNA)
    assert (first.waits, first.known, first.outcome) == (True, False, Outcome(0, {"awaiting": 2}))
    again = take(state, world, 28.0, ANNA)
    assert (again.upload, again.waits, again.known) == (first.upload, True, True)
    other = take(state, world, 29.0, ANNA)
    assert (other.upload, other.waits) == ("U0002", True)
    assert states(state) == ["withdrawn", "submitted"]
    done = take(state, world, 29.0, STEWARD)
    assert (done.upload, done.waits, done.known, done.outcome.shown) == ("U0002", False, False, 2)
    assert upload(state, "U0002").approved_by == "sok"
    known = take(state, world, 29.0, ANNA)
    assert (known.upload, known.known, known.waits) == ("U0002", True, False)
    third = take(state, world, 30.0, ANNA)
    assert upload(state, third.upload).replaces == "U0002"
    assert [one.value for one in _figures(state) if one.upload] == [29.0, 29.0], "until it is approved"
    approve(state, [third.upload], who=STEWARD, inputs=world)
    assert [one.value for one in _figures(state) if one.upload] == [30.0, 30.0]


def test_one_step_where_somebody_may_approve_unless_told_otherwise(state: State, world: Inputs) -> None:
    assert not take(state, world, 1.0, owner("me"), b"a").waits
    assert take(state, world, 2.0, owner("me"), b"b", submit_only=True).waits
    change_setting(state, "four_eyes", True, who=owner("me"))
    assert take(state, world, 3.0, owner("me"), b"c").waits, "with four eyes nobody publishes alone"
    assert states(state) == ["published", "submitted", "submitted"]


def test_approving_is_of_what_was_looked_at(state: State, world: Inputs) -> None:
    first, second = sent(state), sent(state, "B", BEN, 7.0)
    looked = look_ahead(state, [first.id], who=STEWARD, inputs=world)
    approve(state, [second.id], who=OTHER, inputs=world)
    assert not looked.path.exists(), "what is published sweeps what was looked at"
    with pytest.raises(Overtaken, match="Look at what changes once more"):
        approve(state, [first.id], who=STEWARD, seen=looked.seen, inputs=world)
    assert states(state) == ["submitted", "published"]
    looked = look_ahead(state, [first.id], who=STEWARD, inputs=world)
    done = approve(state, [first.id], who=STEWARD, seen=looked.seen, inputs=world)
    assert done.report.built and [one.status for one in done.uploads] == ["published"]


def test_the_candidate_is_what_is_published_then(state: State, world: Inputs) -> None:
    one = sent(state)
    made = look_ahead(state, [one.id], who=STEWARD, inputs=world)
    ahead = open_snapshot(made.path)
    told = ahead.content_hash
    ahead.close()
    before = open_current(state.home)
    assert len(all_observations(before, both_layers=True)) == 2
    before.close()
    assert approve(state, [one.id], who=STEWARD, inputs=world).report.content_hash == told


def test_only_the_last_few_candidates_are_kept(state: State, world: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.snapshot.candidates.KEEP_CANDIDATES", 2)
    made = [look_ahead(state, [sent(state, value=float(n)).id], who=STEWARD, inputs=world).path for n in range(2)]
    (state.candidates / ".building-1.duckdb").write_bytes(b"left by a crash")
    made.append(look_ahead(state, [sent(state, value=9.0).id], who=STEWARD, inputs=world).path)
    assert {*state.candidates.iterdir()} == {*made[1:]}


def test_what_would_change_is_asked_without_changing_anything(state: State, world: Inputs) -> None:
    one, held = sent(state, value=12.0), {path.name for path in state.home.iterdir()}
    made = look_ahead(state, [one.id], who=STEWARD, inputs=world)
    found = consequences_of(state.home, made.path, load_catalogue())
    assert [(change.indicator, change.added) for change in found.maps] == [("stunting", ("KH05",))]
    assert states(state) == ["submitted"]
    assert {path.name for path in state.home.iterdir()} - held == {"candidates", "candidates.lock"}


def _figures(state: State) -> list[Observation]:
    snapshot = open_current(state.home)
    try:
        return list(all_observations(snapshot, both_layers=True))
    finally:
        snapshot.close()


def test_an_older_ledger_counts_what_it_has_as_approved(state: State) -> None:
    """A ledger as version 0 of the table made it: its rule knew three states, and its last id was taken away."""
    for n in range(3):
        sent(state, value=float(n))
    with sqlite3.connect(state.ledger) as ledger:
        ledger.executescript(BEFORE)
    lines = sqlite3.connect(state.ledger).execute("SELECT * FROM upload ORDER BY number").fetchall()
    found = list(reversed(uploads(state)))
    assert [one.status for one in found] == ["approved", "published", "withdrawn"]
    assert [(one.approved_at, one.approved_by) for one in found] == [
        (one.uploaded_at, one.uploaded_by) for one in found
    ]
    assert all(one.self_approved and not one.sent_back for one in found)
    assert [one.id for one in accepted_uploads(state)] == ["U0001", "U0002"]
    after = sqlite3.connect(state.ledger).execute("SELECT * FROM upload ORDER BY number").fetchall()
    assert [line[: len(lines[0])] for line in after] == [
        tuple("approved" if part == "submitted" else part for part in line) for line in lines
    ]
    assert not_told(state, ANNA) == (), "nobody is told what became of files of years ago"
    assert sent(state).id == "U0008", "an id never comes a second time"


BEFORE = """
    ALTER TABLE upload RENAME TO newer;
    CREATE TABLE upload (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
        uploaded_at TEXT NOT NULL, uploaded_by TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL CHECK (status IN ('submitted', 'published', 'withdrawn')),
        accepted INTEGER NOT NULL, rejected INTEGER NOT NULL, observations_file TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, why TEXT,
        source_kind TEXT NOT NULL DEFAULT 'own_records', sample INTEGER, publication TEXT NOT NULL DEFAULT '',
        publication_year INTEGER, publication_table TEXT NOT NULL DEFAULT '',
        distinct_children INTEGER NOT NULL DEFAULT 0,
        compared_at TEXT, compared_by TEXT, compared_why TEXT, copy TEXT NOT NULL DEFAULT ''
    );
    INSERT INTO upload SELECT number, member, file_name, sha256, uploaded_at, uploaded_by, note, status, accepted,
        rejected, observations_file, withdrawn_at, withdrawn_by, why, source_kind, sample, publication,
        publication_year, publication_table, distinct_children, compared_at, compared_by, compared_why, copy FROM newer;
    DROP TABLE newer;
    UPDATE upload SET status = 'published' WHERE number = 2;
    UPDATE upload SET status = 'withdrawn', why = 'x', withdrawn_at = '2026-01-01', withdrawn_by = 'anna' WHERE number = 3;
    UPDATE sqlite_sequence SET seq = 7 WHERE name = 'upload';
    DROP TABLE confirmed;
    DROP TABLE told;
    DELETE FROM migration WHERE name = 'approvals';
"""

KILLED_AT_STEP = (
    COUNTED_STEPS
    + """
from etl.intake import approve
from etl.snapshot import Inputs
from etl.ledger import State
from etl.permissions import owner
def approving(step, home, world):
    global stop_at, steps
    stop_at, steps, world = int(step), 0, Path(world)
    approve(State(Path(home)), ["U0001", "U0002"], who=owner("sok"), inputs=Inputs(layouts=world / "layouts", sources=world / "sources"))
    return steps
def main(step, home, world):
    print(approving(step, home, world))
approving(0, WARM, WORLD)  # what the first approval of a process loads is loaded here, once for all that are forked
"""
)


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be replaced while a killed process holds them")
def test_killed_while_two_are_approved(state: State, world: Inputs, tmp_path: Path) -> None:
    """Before the line of the ledger nothing happened; after it both are published by the next build."""
    sent(state, value=1.0)
    sent(state, "B", BEN, 2.0)
    warm, whole = (shutil.copytree(state.home, tmp_path / name) for name in ("warm", "whole"))
    paths, outcomes = f"WARM, WORLD = {str(warm)!r}, {str(tmp_path)!r}\n", set[str]()
    with forking(paths + KILLED_AT_STEP) as forks:
        code, printed = forks.run(0, whole, tmp_path)
        assert code == 0, printed
        for stop_at in range(1, int(printed) + 1, max(int(printed) // 6, 1)):
            home = State(shutil.copytree(state.home, tmp_path / f"home-{stop_at}"))
            assert forks.run(stop_at, home.home, tmp_path) == (9, "")
            (kept,) = set(states(home))
            outcomes.add("waits" if kept == "submitted" else "approved")
            assert len(_figures(home)) in (2, 4), "a snapshot holds one of two that were approved together"
            if kept == "submitted":
                assert len(_figures(home)) == 2
                continue
            build(home, world)
            assert (set(states(home)), len(_figures(home))) == ({"published"}, 4)
    assert outcomes == {"waits", "approved"}, "no kill fell before, or none after, the point of no return"
