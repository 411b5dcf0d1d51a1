"""Every action × role × signed out × session of a stranger, through pages, raw requests and raw connections.

What a role may do, it finds on its page; what it may not, it finds nowhere, and pressing the button all the same, by the
name that it has on the page of somebody who may, changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from childrights.catalogue import ChildRightsError, load_catalogue
from childrights.members import QUOTED, Provenance
from etl.accounts import accounts, add_account, change_roles, close_account, password_link, redeem_link
from etl.intake import in_memory, look_ahead
from etl.ledger import (
    ALL_LINES,
    State,
    approve_uploads,
    audit_page,
    mark_compared,
    send_back,
    settings,
    undo_decision,
    uploads,
)
from etl.papers import kept_papers
from etl.permissions import PERMITTED, Action, Actor, NotPermitted, Role, owner
from etl.recovery import back_up, erase, restore
from tests.support.server import Server
from tests.support.wire import Cookies, Front, RawPage, ask, open_tab, put_file, visitor
from tests.support.workbooks import stunting_workbook
from ui.parts import SESSION_COOKIE

OWNER, PASSWORD, MINE, THEIRS = owner("matrix"), "seven quiet elephants", "NEP", "Mith Samlanh"
NOBODY, CLOSED = "nobody", "closed"
PEOPLE = (NOBODY, CLOSED, *Role)


@dataclass(frozen=True, slots=True)
class Control:
    """A control by which an action is done: on which page, and a part of its name. ``member`` is whose it is."""

    action: Action
    page: str
    name: str
    member: str = ""

    def is_for(self, person: str) -> bool:
        """Whether this person finds it there."""
        roles = PERMITTED[self.action]
        if person == Role.CONTRIBUTOR:
            return person in roles and self.member in ("", MINE)
        return person in roles


CONTROLS = (
    Control(Action.SUBMIT, "upload", "desk_file"),
    Control(Action.WITHDRAW, "history", "withdraw_U0001", MINE),
    Control(Action.WITHDRAW, "history", "withdraw_U0002", THEIRS),
    Control(Action.ERASE, "history", "erase_U0001"),
    Control(Action.APPROVE, "review", "approve"),
    Control(Action.DECIDE, "history", "compare_U0004"),
    Control(Action.BRING, "bring_in", "bringing_file"),
    Control(Action.REFRESH, "refresh", "refresh_ask"),
    Control(Action.BOUNDARIES, "boundaries", "boundar"),
    Control(Action.MANAGE_ACCOUNTS, "accounts", "invite_send"),
    Control(Action.MANAGE_ACCOUNTS, "accounts", "account_close_matrix"),
    Control(Action.CHANGE_SETTINGS, "settings", "settings_save"),
    Control(Action.READ_AUDIT, "record", "record_since"),
    Control(Action.WRITE_PAPERS, "papers", "paper_make"),
)
"""What the verbs alone do (back up) has no control; taking a copy and the record as a table are addresses."""


@dataclass(frozen=True, slots=True)
class World:
    """A state with uploads of two members, and people in it: by name the cookies of their browsers."""

    state: State
    people: Mapping[str, Cookies]

    def content(self) -> object:
        """All that a press could change."""
        state, made = self.state, accounts(self.state, who=OWNER)
        papers = kept_papers(state, who=OWNER)
        return uploads(state), settings(state), [(one.login, one.roles, one.disabled_at) for one in made], papers


def world(home: Path, at: Server | Front) -> World:
    """Fill a state and sign everybody in. ``at`` is where they meet the server."""
    state, people = State(home), {NOBODY: visitor(at)}
    for member in (MINE, THEIRS):
        content = stunting_workbook({})
        found = in_memory.examine(state, content, "ours.xlsx", member=member, decided={}, catalogue=load_catalogue())
        in_memory.publish(state, content, "ours.xlsx", found, member=member, who=OWNER, confirmed={})
    waiting = stunting_workbook({}, year=2005)
    found = in_memory.examine(state, waiting, "ours.xlsx", member=MINE, decided={}, catalogue=load_catalogue())
    contributor = Actor(f"matrix-{Role.CONTRIBUTOR}", frozenset({Role.CONTRIBUTOR}), (MINE,))
    in_memory.publish(state, waiting, "ours.xlsx", found, member=MINE, who=contributor, confirmed={})
    quoted, said = stunting_workbook({}, year=2004), Provenance(QUOTED, publication="Yearbook", publication_year=2005)
    found = in_memory.examine(state, quoted, "theirs.xlsx", member=THEIRS, decided={}, catalogue=load_catalogue())
    in_memory.publish(state, quoted, "theirs.xlsx", found, member=THEIRS, who=OWNER, confirmed={}, said=said)
    for name in (CLOSED, *Role):
        role = Role.STEWARD if name == CLOSED else Role(name)
        members = [MINE] if role is Role.CONTRIBUTOR else []
        add_account(state, f"matrix-{name}", name=name, roles=[role], members=members, who=OWNER)
        signed = redeem_link(state, password_link(state, f"matrix-{name}", who=OWNER).token, password=PASSWORD)
        people[name] = {**visitor(at), SESSION_COOKIE: signed.token}
    add_account(state, "matrix", name="Matrix", roles=[Role.STEWARD], who=OWNER)
    close_account(state, f"matrix-{CLOSED}", who=OWNER)
    return World(state, people)


def faults(at: Server | Front, in_it: World, controls: Sequence[Control] = CONTROLS) -> Iterator[str]:
    """Where somebody may more or less than is written."""
    yield from faults_of_pages(at, in_it, controls)
    yield from faults_of_previews(at, in_it)
    yield from faults_of_requests(at, in_it)
    yield from faults_of_functions(in_it)
    yield from faults_of_lost_rights(at, in_it)


def faults_of_lost_rights(at: Server | Front, in_it: World) -> Iterator[str]:
    """Whoever had a right a moment ago: with the page still open on which the button stands, and the cookie of then."""
    state, late = in_it.state, "matrix-late"
    add_account(state, late, name="Late", roles=[Role.STEWARD], who=OWNER)
    signed = redeem_link(state, password_link(state, late, who=OWNER).token, password=PASSWORD)
    cookies = {**visitor(at), SESSION_COOKIE: signed.token}
    tab = open_tab(at, cookies).run("review")
    known = tab.identities("approve")
    if not known or ask(at, "GET", "/kept/U0002", cookies).status != 200:
        yield "a steward of a moment ago could not do what stewards do"
    change_roles(state, late, roles=[Role.CONTRIBUTOR], members=["Nobody's organisation"], who=OWNER)
    for _ in range(MOST_RERUNS):  # who somebody is may be remembered for a second
        if not tab.run("review").identities("approve"):
            break
    before = in_it.content()
    for identity in known:
        tab.press(identity, "review")
    for path in ("/kept/U0001", "/kept/U0002", "/record.csv"):
        if (status := ask(at, "GET", path, cookies).status) == 200:
            yield f"the cookie of before a change of roles gets {path}: {status}"
    if in_it.content() != before:
        yield "somebody approved who had lost the right to"


MOST_RERUNS = 60


def faults_of_previews(at: Server | Front, in_it: World) -> Iterator[str]:
    """The private preview of what waits: for its member and the steward, under no address for anybody else."""
    for who, cookies in in_it.people.items():
        tab = open_tab(at, cookies).run("preview", "upload=U0003")
        told = "U0003" in "".join(str(one.body) for one in tab.elements("html"))
        if told != Control(Action.PREVIEW, "preview", "", MINE).is_for(who):
            yield f"{who} {'was shown' if told else 'was not shown'} what waits"


def faults_of_functions(in_it: World) -> Iterator[str]:
    """What changes the state or hands out what is kept, asked for by everybody: of something that there is not, so that
    whoever may is told so, and nothing is lost."""
    nowhere = in_it.state.home / "none" / "backup"
    asked: Sequence[tuple[Action, Callable[[Actor], object]]] = (
        (Action.ERASE, lambda who: erase(in_it.state, "U9999", why="It was wrong", who=who)),
        (Action.BACK_UP, lambda who: back_up(in_it.state, nowhere, who=who)),
        (Action.BACK_UP, lambda who: restore(in_it.state, nowhere, who=who)),
        (Action.DECIDE, lambda who: mark_compared(in_it.state, "U9999", why="As printed", who=who)),
        (Action.DECIDE, lambda who: undo_decision(in_it.state, "D9999", why="It was wrong", who=who)),
        (Action.PREVIEW, lambda who: look_ahead(in_it.state, ["U0001"], who=who)),
        (Action.APPROVE, lambda who: approve_uploads(in_it.state, ["U9999"], who=who)),
        (Action.APPROVE, lambda who: send_back(in_it.state, "U9999", why="It was wrong", who=who)),
    )
    before = in_it.content()
    for action, ask_for in asked:
        for person in (NOBODY, *Role):
            roles = frozenset() if person == NOBODY else frozenset({Role(person)})
            refused = False
            try:
                ask_for(Actor(f"matrix-{person}", roles, (MINE,) if person == Role.CONTRIBUTOR else ()))
            except NotPermitted:
                refused = True
            except ChildRightsError:
                pass
            if refused == Control(action, "", "", MINE if action is Action.PREVIEW else "none").is_for(person):
                yield f"{person} was {'refused' if refused else 'let through to'} {action}"
    if in_it.content() != before:
        yield "what was asked of nothing changed something"


def faults_of_pages(at: Server | Front, in_it: World, controls: Sequence[Control]) -> Iterator[str]:
    """Through pages and raw connections."""
    pages = sorted({one.page for one in controls})
    seen = {(who, page): open_tab(at, cookies).run(page) for who, cookies in in_it.people.items() for page in pages}
    for control in controls:
        known = [one for who in PEOPLE for one in seen[who, control.page].identities(control.name)]
        if not known:
            yield f"{control.name} is on no page {control.page}"
        for who in PEOPLE:
            there = bool(seen[who, control.page].identities(control.name))
            if there != control.is_for(who):
                yield f"{who} {'finds' if there else 'does not find'} {control.name} on {control.page}"
            if known and not control.is_for(who):
                yield from _pressed(control, who, seen[who, control.page], known[0], in_it)


def _pressed(control: Control, who: str, tab: RawPage, identity: str, in_it: World) -> Iterator[str]:
    before = in_it.content()
    tab.press(identity, control.page)
    if in_it.content() != before:
        yield f"{who} pressed {control.name} and something changed"


def faults_of_requests(at: Server | Front, in_it: World) -> Iterator[str]:
    """Through raw requests: files into one's own session and into those of others, copies, the record."""
    tabs = {who: open_tab(at, cookies).run("upload") for who, cookies in in_it.people.items()}
    for who, cookies in in_it.people.items():
        sends = who in (Role.CONTRIBUTOR, Role.STEWARD)
        for whose, tab in tabs.items():
            status = put_file(at, tab.session, cookies).status
            if (status == 204) != (sends and whose == who):
                yield f"{who} put a file into the session of {whose}: {status}"
            if whose != who:
                status = ask(at, "DELETE", f"/_stcore/upload_file/{tab.session}/one", cookies).status
                if status < 400:
                    yield f"{who} took a file out of the session of {whose}: {status}"
        for path, action, member in (
            ("/kept/U0001", Action.TAKE_COPY, MINE),
            ("/kept/U0002", Action.TAKE_COPY, THEIRS),
            ("/record.csv", Action.READ_AUDIT, ""),
        ):
            given = ask(at, "GET", path, cookies).status == 200
            if given != Control(action, path, "", member).is_for(who):
                yield f"{who} was {'given' if given else 'refused'} {path}"
    copies = audit_page(in_it.state, who=OWNER, asked=ALL_LINES, size=500).lines
    if not any(one.action == "copy" and one.who == f"matrix-{Role.STEWARD}" for one in copies):
        yield "a copy was taken, and the record does not have it"
