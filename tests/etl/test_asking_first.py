"""Every function of the ETL that writes, or hands out what is kept, asks who does it before anything changes."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

from childrights.catalogue import ChildRightsError
from childrights.catalogue.model import Observation
from etl.accounts import add_account
from etl.ledger import ASSESSMENT, BOUNDARIES, EDITION, New, State, submit, uploads
from etl.permissions import NOBODY, Action, Actor, NotPermitted, Role, owner
from etl.publishers import Refreshing

ROOT = Path(__file__).resolve().parents[2]
MINE, THEIRS = "Member A", "Member B"
A = Action
WANTED: Mapping[str, set[Action]] = {
    "etl.accounts.links.password_link": {A.MANAGE_ACCOUNTS},
    "etl.accounts.managing.accounts": {A.MANAGE_ACCOUNTS},
    "etl.accounts.managing.add_account": {A.MANAGE_ACCOUNTS},
    "etl.accounts.managing.change_roles": {A.MANAGE_ACCOUNTS},
    "etl.accounts.managing.close_account": {A.MANAGE_ACCOUNTS},
    "etl.accounts.managing.link_identity": {A.MANAGE_ACCOUNTS},
    "etl.accounts.managing.sign_out_everywhere": {A.MANAGE_ACCOUNTS},
    "etl.boundaries.bringing.publish_boundaries": {A.BOUNDARIES},
    "etl.intake.accepting.accept": {A.SUBMIT},
    "etl.intake.accepting.compare": {A.DECIDE},
    "etl.intake.accepting.settle": {A.DECIDE},
    "etl.intake.accepting.unsettle": {A.DECIDE},
    "etl.intake.accepting.withdraw": {A.WITHDRAW},
    "etl.intake.assessments.assess": {A.BRING},
    "etl.intake.bringing.approve_brought": {A.APPROVE},
    "etl.intake.bringing.bring": {A.BRING},
    "etl.intake.bringing.send_brought_back": {A.APPROVE},
    "etl.intake.bringing.publish": {A.BRING},
    "etl.intake.bringing.withdraw_entry": {A.BRING},
    "etl.intake.filing.file_under": {A.BRING},
    "etl.intake.in_memory.publish": {A.SUBMIT},
    "etl.intake.own_tables.add_row": {A.BRING},
    "etl.intake.uptaking.decide_uptake": {A.BRING},
    "etl.ledger.audit.audit_csv": {A.READ_AUDIT},
    "etl.ledger.audit.audit_names": {A.READ_AUDIT},
    "etl.ledger.audit.audit_page": {A.READ_AUDIT},
    "etl.ledger.boundary_entries.keep_boundaries": {A.BOUNDARIES},
    "etl.ledger.entry_log.approve_entries": {A.APPROVE},
    "etl.ledger.entry_log.record": {A.BRING},
    "etl.ledger.entry_log.take_back": {A.BRING},
    "etl.ledger.fetched_series.keep_editions": {A.REFRESH},
    "etl.ledger.ledger.copy_kept": {A.TAKE_COPY},
    "etl.ledger.ledger.submit": {A.SUBMIT},
    "etl.ledger.proposed_indicators.propose": {A.SUBMIT},
    "etl.ledger.typed_settings.change_setting": {A.CHANGE_SETTINGS},
    "etl.ledger.steward_decisions.mark_compared": {A.DECIDE},
    "etl.ledger.steward_decisions.record_decision": {A.DECIDE},
    "etl.ledger.steward_decisions.undo_decision": {A.DECIDE},
    "etl.papers.projects.bring_paper_back": {A.CLOSE_PAPERS},
    "etl.papers.projects.change_paper": {A.WRITE_PAPERS},
    "etl.papers.projects.close_paper": {A.CLOSE_PAPERS},
    "etl.papers.projects.delete_paper": {A.CLOSE_PAPERS},
    "etl.papers.projects.find_paper": {A.WRITE_PAPERS},
    "etl.papers.projects.kept_papers": {A.WRITE_PAPERS},
    "etl.papers.projects.make_paper": {A.WRITE_PAPERS},
    "etl.papers.projects.note_exported": {A.WRITE_PAPERS},
    "etl.papers.projects.open_paper_again": {A.CLOSE_PAPERS},
    "etl.papers.projects.paper_chapters": {A.WRITE_PAPERS},
    "etl.papers.projects.paper_owners": {A.WRITE_PAPERS},
    "etl.papers.projects.set_chapter": {A.WRITE_PAPERS},
    "etl.papers.projects.set_findings": {A.WRITE_PAPERS},
    "etl.papers.talking.comment_on": {A.WRITE_PAPERS},
    "etl.papers.talking.comments_on": {A.WRITE_PAPERS},
    "etl.papers.talking.settle_comment": {A.WRITE_PAPERS},
    "etl.papers.writing.drafts_of": {A.WRITE_PAPERS},
    "etl.papers.writing.forget_put_away": {A.WRITE_PAPERS},
    "etl.papers.writing.keep_draft": {A.WRITE_PAPERS},
    "etl.papers.writing.put_draft_away": {A.WRITE_PAPERS},
    "etl.papers.writing.save_text": {A.WRITE_PAPERS},
    "etl.papers.writing.take_draft": {A.WRITE_PAPERS},
    "etl.papers.writing.versions_of": {A.WRITE_PAPERS},
    "etl.refresh.rounds.begin_round": {A.REFRESH},
    "etl.refresh.rounds.stop_round": {A.REFRESH},
    "etl.refresh.waiting.accept_shown": {A.REFRESH},
}
"""What each asks for. A function that is not named here is walked as well, and must refuse whoever may nothing."""


@cache
def functions() -> tuple[str, ...]:
    """Every public function of the ETL over a state that is told who acts."""
    found = []
    for path in sorted((ROOT / "etl").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                told = {one.arg: one.annotation for one in (*node.args.args, *node.args.kwonlyargs)}
                actor = told.get("who") is not None and ast.unparse(told["who"]) == "Actor"  # type: ignore[arg-type]
                if actor and "state" in told:
                    found.append(f"{module}.{node.name}")
    return tuple(found)


def test_the_functions_are_known() -> None:
    assert set(WANTED) <= set(functions())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> State:
    """A ledger with an upload of each member, so that there is something to take back and to hand out."""
    home = tmp_path_factory.mktemp("asked")
    state, one = State(home / "home"), Observation("stunting", "KH05", 2014, 2014, "2014", value=28.0)
    for member in (MINE, THEIRS):
        submit(
            state,
            member.encode(),
            [one],
            member=member,
            who=owner("x"),
            rejected=0,
            copy=b"cells of " + member.encode(),
        )
    add_account(state, "dara", name="Dara", roles=[Role.STEWARD], who=owner("x"))
    return state


def call(name: str, state: State, who: Actor, member: str) -> Callable[[], object]:
    """The function with what its parameters are called by; nothing of it is looked at before ``who`` is asked."""
    module, _, function = name.rpartition(".")
    called = getattr(importlib.import_module(module), function)
    given: dict[str, Any] = {"state": state, "who": who, "member": member}
    given |= {"identity": "U0001" if member == MINE else "U0002", "login": "dara", "check_only": False}
    given |= {"identities": [given["identity"]], "told": [one for one in uploads(state) if one.member == member]}
    given["given"] = [New(ASSESSMENT, {}, "assess", "x")] if function == "record" else []
    if function == "take_back":
        given["identity"] = "A00001"
    wanted = {}
    for one in inspect.signature(called).parameters.values():
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) or (
            one.default is not one.empty and one.name not in given
        ):
            continue
        wanted[one.name] = given.get(one.name, MagicMock(name=one.name))
    if function == "withdraw_entry":
        return lambda: called(wanted.pop("state"), "A00001", **{k: v for k, v in wanted.items() if k != "state"})
    return lambda: called(**wanted)


def kept(state: State) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in sorted(state.home.rglob("*"))
        if path.is_file() and "-shm" not in path.name
    }


class Asked(ChildRightsError):
    """Stands for the question, so that nothing is done after it."""


@dataclass(frozen=True)
class Spy(Actor):
    """Notes what it is asked for, and lets nothing through."""

    asked: list[tuple[Action, str]] = field(default_factory=list)

    def require(self, action: Action, member: str = "") -> None:
        self.asked.append((action, member))
        raise Asked("asked")


@pytest.mark.parametrize("name", functions())
def test_it_asks_for_its_action_before_anything_changes(world: State, name: str) -> None:
    for member in (MINE, THEIRS):
        before, spy = kept(world), Spy("spy")
        with pytest.raises(Asked):
            call(name, world, spy, member)()
        assert kept(world) == before
        (asked,) = spy.asked
        if name in WANTED:
            assert {asked[0]} == WANTED[name]
        reaches_a_member = asked[0] in (A.SUBMIT, A.PREVIEW, A.WITHDRAW, A.TAKE_COPY)
        assert asked[1] == (member if reaches_a_member else "")


@pytest.mark.parametrize("name", functions())
def test_whoever_may_not_is_refused_and_nothing_changes(world: State, name: str) -> None:
    before = kept(world)
    whos = [NOBODY, *(Actor("somebody", frozenset({role}), (MINE,)) for role in Role)]
    for who in whos:
        for member in (MINE, THEIRS):
            wanted = next(iter(WANTED.get(name, {A.MANAGE_ACCOUNTS})))
            if who is NOBODY or (name in WANTED and not who.may(wanted, member)):
                with pytest.raises(NotPermitted):
                    call(name, world, who, member)()
    assert kept(world) == before


@pytest.mark.parametrize(("kind", "wanted"), [(EDITION, A.REFRESH), (BOUNDARIES, A.BOUNDARIES), (ASSESSMENT, A.BRING)])
def test_an_entry_asks_for_what_its_kind_is(world: State, kind: str, wanted: Action) -> None:
    from etl.ledger import LETTERS, record, take_back

    spy = Spy("spy")
    for attempt in (
        lambda: record(world, [New(kind, {}, "assess", "x")], member="m", who=spy),
        lambda: take_back(world, f"{LETTERS[kind]}00001", why="x", who=spy),
    ):
        with pytest.raises(Asked):
            attempt()
    assert spy.asked == [(wanted, ""), (wanted, "")]


def test_replies_of_publishers_are_kept_only_for_whoever_may(tmp_path: Path) -> None:
    state, entry = State(tmp_path / "home"), SimpleNamespace(code="dhs", name="DHS")
    for act in ("fetch", "from_folder", "accept"):
        run = Refreshing(state, lambda _: None, client=MagicMock())
        rest = {"fetch": (), "from_folder": (tmp_path,), "accept": (MagicMock(), ["all"])}[act]
        with pytest.raises(NotPermitted):
            getattr(run, act)(entry, *rest)
    assert not state.home.exists()


def test_nobody_replaces_what_another_member_sent(world: State) -> None:
    before, who = kept(world), Actor("somebody", frozenset({Role.CONTRIBUTOR}), (MINE,))
    with pytest.raises(NotPermitted):
        submit(world, b"x", [], member=MINE, who=who, rejected=0, replaces="U0002", copy=b"other cells")
    assert kept(world) == before


# Who writes without an actor, each with its reason.
WITHOUT = {
    "etl.ledger.disclosures.note_disclosed": "the build notes what it is about to show, which was approved before",
    "etl.ledger.erasure_log.remove_erased": "the build finishes what an erasure was asked for",
    "etl.ledger.retention.remove_aged": "the build does what an administrator set",
    "etl.recovery.accepting_loss._begin_anew": "``accept_loss`` asks before it",
    "etl.recovery.accepting_loss._forgotten": "``accept_loss`` asks before it",
    "etl.recovery.accepting_loss._without_the_lines": "``accept_loss`` asks before it",
    "etl.ledger.disclosures.code_salt": "drawn once, by the first build",
    "etl.ledger.audit_chain": "the line itself, inside the transaction of whoever was asked",
    "etl.ledger.file": "the tables",
    "etl.ledger.migrations": "the tables",
    "etl.ledger.ledger.mark_published": "what the build found in force, which was approved before",
    "etl.ledger.ledger.set_copy": "the build replaces what older versions kept as it was received",
    "etl.accounts.signing_in.sign_in": "the password is the proof",
    "etl.accounts.signing_in.sign_in_identity": "the provider's word is the proof",
    "etl.accounts.signing_in.change_password": "the session and the old password are the proof",
    "etl.accounts.sessions.session_of": "notes that a session goes on",
    "etl.accounts.sessions.sign_out": "the token is the proof",
    "etl.accounts.links.first_administrator_link": "the terminal of whoever starts the server",
    "etl.accounts.links._used": "the link is the proof",
    "etl.accounts.launching.Launch": "the launcher's word is the proof",
}


def test_nothing_writes_the_ledger_without_asking() -> None:
    assert sorted(set(writing_unasked()) - set(WITHOUT)) == []


@cache
def writing_unasked() -> tuple[str, ...]:
    """Functions (or classes) of the ETL with a transaction on the ledger in which nobody is asked."""
    found = []
    for path in sorted((ROOT / "etl").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if module in WITHOUT:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                text = ast.unparse(node)
                if "transaction(" in text and "who.require(" not in text and "who=who)" not in text:
                    found.append(f"{module}.{node.name}")
    return tuple(found)


def test_an_unasked_write_is_noticed() -> None:
    assert {"etl.ledger.ledger.mark_published", "etl.accounts.signing_in.sign_in"} <= set(writing_unasked())
