"""A world in which counts of children were sent that must be found nowhere, and files that name children."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from openpyxl import Workbook

from bench.byte_search import Piece, Sought, pieces_under
from bench.persons.places import planted
from childrights.catalogue import load_catalogue
from childrights.certificate.birth import birth
from childrights.members import OWN_SURVEY, QUOTED, Provenance
from childrights.messages import desk
from childrights.papers import Choice, Sources, number_code, told_today
from childrights.snapshot import open_current, serving
from etl.accounts import add_account, password_link, redeem_link
from etl.intake import accept, approve, check_for, look_ahead, withdraw
from etl.ledger import State, mark_compared, send_back, upload, uploads
from etl.papers import comment_on, keep_draft, make_paper, save_text
from etl.permissions import Actor, Role, owner
from etl.recovery import erase
from etl.snapshot import Inputs, build
from tests.support.workbooks import saved, table_workbook

OWNER, STEWARD = owner("this computer"), Actor("sok", frozenset({Role.STEWARD}))
SENDER = Actor("anna", frozenset({Role.CONTRIBUTOR}), ("Member A",))
STRANGER = Actor("ben", frozenset({Role.CONTRIBUTOR}), ("Member B",))
PASSWORD = "seven quiet elephants"
COUNT, SHARE = "children_reintegrated", "family_based_care_share"
_COUNTED = "Children reintegrated into families {year}"
_SHARE = "Share of formal care that is family-based"
_PRISON = "Minors in 19 prisons monitored by LICADHO {year}"
_LONG = ("Indicator", "Province", "Year", "Value", "Unit", "Numerator", "Denominator")
KEPT = ("state/accepted/", "state/copies/", "own/")
"""Where what was sent lies for its member and the stewards, and what its own page tells it; nobody else may open it."""
AHEAD, BEFORE, NEWS = "state/candidates/", "state/snapshots/before/", ("state/news", "told/digest")

OLDER = "older programs"
"""What programs read of an older publication: nothing that was taken back since, but what was corrected."""

WHOLE_REASONS = ("state/ledger", "said/uploads")
"""Where a reason stands as it was typed: in the ledger, and in what its owner is told of uploads."""

IN_PAPERS = ("state/ledger", "said/papers", "ben papers")
"""Where a paper that quoted a figure says to those who write it that it was another once: both values were public."""


@dataclass
class PlantedWorld:
    """A state, what is sought in it and in all that it hands out, and what of it is known: ``hidden`` codes of figures
    that are not shown, ``sent`` uploads by what became of them, ``tokens`` of people's sessions, ``of_b`` what the
    other member sent and everybody may read."""

    state: State
    inputs: Inputs | None
    sought: list[Sought] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    sent: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    refused: int = 0
    waiting: list[str] = field(default_factory=list)
    of_b: int = 0


def plant(home: Path, seed: int, *, inputs: Inputs | None = None, persons: int = 12) -> PlantedWorld:
    """Publish, then send, approve, replace, withdraw, send back and erase; ``persons`` files name children."""
    world = PlantedWorld(State(home), inputs)
    build(world.state, inputs, accept_smaller=True)
    make_people(world)
    numbers = _unmistakable(Random(f"bytes {seed}"))
    _first(world, numbers)
    _hidden_by_other_rules(world, numbers)
    publish_all(world)
    _names(world, seed, persons)
    _never_published(world, numbers)
    return world


def make_people(world: PlantedWorld) -> None:
    """A steward and the contributors of two members, each signed in."""
    for who in (STEWARD, SENDER, STRANGER):
        add_account(world.state, who.name, name=who.name.title(), roles=who.roles, members=who.members, who=OWNER)
        link = password_link(world.state, who.name, who=OWNER)
        world.tokens[who.name] = redeem_link(world.state, link.token, password=PASSWORD).token


def plant_few(home: Path, seed: int, *, inputs: Inputs) -> PlantedWorld:
    """The kinds of it that cost least: erased, withdrawn, replaced, hidden, never published."""
    world, numbers = PlantedWorld(State(home), inputs), _unmistakable(Random(f"bytes {seed}"))
    build(world.state, inputs)
    _first(world, numbers)
    publish_all(world)
    _never_published(world, numbers, few=True)
    return world


def _unmistakable(rng: Random) -> Iterator[int]:
    """Whole numbers that nothing else here holds: five digits, none of them round."""
    yield from rng.sample([n for n in range(61_013, 98_989) if n % 10 and n % 7 == 3], 500)


def _table(year: int, rows: Sequence[tuple[str, str, object]]) -> bytes:
    return table_workbook(["Province", "Sex", _COUNTED.format(year=year)], rows)


def tables_of(indicator: str, year: int, rows: Sequence[tuple[object, ...]]) -> bytes:
    """A workbook of one indicator of these two: places, groups and counts of a year; or places, years and shares with
    both of their numbers."""
    return _table(year, rows) if indicator == COUNT else _long(*rows)  # type: ignore[arg-type]


def withdrawn_unseen(world: PlantedWorld, name: str) -> None:
    """Its sender takes back what waits."""
    withdraw(world.state, world.sent[name], why="A slip", who=SENDER, inputs=world.inputs)
    world.waiting.remove(world.sent[name])


def _long(*rows: tuple[str, int, object, object, object]) -> bytes:
    return table_workbook(_LONG, [(_SHARE, place, year, value, "%", held, of) for place, year, value, held, of in rows])


def send(world: PlantedWorld, name: str, content: bytes, *, said: Provenance | None = None, who: Actor = SENDER) -> str:
    """A contributor sends a file for their member, which waits; its id."""
    file_name, (member,) = f"figures {len(world.sent) + 1}.xlsx", who.members
    checked = check_for(world.state, content, member=member, file_name=file_name)
    loaded = accept(
        world.state,
        content,
        checked,
        member=member,
        who=who,
        file_name=file_name,
        provenance=said,
        inputs=world.inputs,
    )
    assert loaded.upload, f"{name}: {[one.message_id for one in checked.problems]}"
    world.sent[name] = loaded.upload
    world.waiting.append(loaded.upload)
    return loaded.upload


def publish_all(world: PlantedWorld) -> None:
    """A steward looks at all that was sent since, and approves it."""
    seen = look_ahead(world.state, world.waiting, who=STEWARD, inputs=world.inputs).seen
    approve(world.state, world.waiting, who=STEWARD, seen=seen, inputs=world.inputs)
    world.waiting.clear()


def preview(world: PlantedWorld, name: str) -> None:
    """Somebody looks at what one that waits would change; it is not approved."""
    world.waiting.remove(world.sent[name])
    look_ahead(world.state, [world.sent[name]], who=STEWARD, inputs=world.inputs)


def seek(world: PlantedWorld, about: str, *numbers: float, may_lie: Sequence[str] = ()) -> None:
    """Look for these numbers from now on."""
    world.sought += [Sought(f"{about} {one}", one, may_lie=tuple(may_lie)) for one in numbers]


def _first(world: PlantedWorld, numbers: Iterator[int]) -> None:
    """Erased, withdrawn, and corrected later: a total, of whose two halves one is small, so the other gives it away."""
    erased, gone, replaced, boys, other, printed, of_b, girls = (*(next(numbers) for _ in range(7)), 7)
    places = {place: next(numbers) for place in ("Takeo", "Kandal", "Kep")}
    printed += sum(places.values())
    send(world, "erased", _table(2016, [("Takeo", "Total", erased)]))
    send(world, "withdrawn", _table(2019, [("Takeo", "Total", gone)]))
    send(world, "replaced", _table(2022, [("Takeo", "Total", replaced), ("Kep", "Total", other)]))
    quoted = Provenance(QUOTED, publication="Yearbook of the ministry", publication_year=2014)
    of_places = [(place, "Total", number) for place, number in places.items()]
    send(world, "quoted", _table(2013, [("Cambodia", "Total", printed), *of_places]), said=quoted)
    send(world, "of B", _table(2022, [("Kandal", "Total", of_b)]), who=STRANGER)
    send(world, "quoted before", _table(2012, [("Cambodia", "Total", printed - 1)]), said=quoted)
    publish_all(world)
    _write_of_all(world)
    for name in ("quoted", "quoted before"):
        mark_compared(world.state, world.sent[name], why="As printed", who=STEWARD)
    erase(world.state, world.sent["erased"], why="It told of a child", who=STEWARD, inputs=world.inputs)
    withdraw(world.state, world.sent["withdrawn"], why=f"It is not {gone}", who=SENDER, inputs=world.inputs)
    rows = [("Takeo", "Total", boys + girls), ("Takeo", "Boys", boys), ("Takeo", "Girls", girls)]
    send(world, "halves", _table(2022, rows))
    seek(world, "erased", erased)
    seek(world, "withdrawn", gone, may_lie=(*KEPT, BEFORE, *NEWS, *WHOLE_REASONS))
    seek(world, "replaced", replaced, may_lie=(*KEPT, BEFORE, *NEWS, *IN_PAPERS, OLDER))
    seek(world, "hidden beside a small one", boys, may_lie=KEPT)
    world.shown += [boys + girls, other, printed, *places.values()]
    world.of_b = of_b


def _write_of_all(world: PlantedWorld) -> None:
    """A paper that quotes every figure of members, remembering what each said, before some are erased or taken back; a
    comment; and a text that nobody saved."""
    state, catalogue = world.state, load_catalogue()
    snapshot = open_current(state.home)
    try:
        codes = [code for (code,) in snapshot.rows("SELECT id FROM snapshot.observation WHERE layer = 'members'")]
        sources = Sources(
            catalogue, partial(birth, snapshot, catalogue), lambda code: desk(snapshot, catalogue, code, 2026)
        )
        text = "Bring children home. " + " ".join(number_code(code) for code in codes)
        heard = told_today(text, sources, {})
    finally:
        snapshot.close()
    assert len(heard) >= 4
    make_paper(state, Choice("statement", "en", rights=("FEA",)), title="Joint statement", who=STEWARD)
    save_text(state, "P00001", "ask", text, began_from=0, who=STEWARD, heard=heard)
    keep_draft(state, "P00001", "ask", f"{text} At once.", began_from=1, who=STRANGER, tab="b")
    comment_on(state, "P00001", "ask", "Say by when", who=STEWARD)


def _hidden_by_other_rules(world: PlantedWorld, numbers: Iterator[int]) -> None:
    whole, held, all_but, none_told, few = (next(numbers) for _ in range(5))
    whole *= 4
    rows = [
        ("Takeo", 2021, 25.0, whole // 4, whole),
        ("Kep", 2021, round(100 * 7 / few, 6), 7, few),
        ("Kandal", 2021, round(100 * held / (held + 3), 6), held, held + 3),
        ("Pailin", 2021, "n/a", 6, none_told),
    ]
    send(world, "shares", _long(*rows))
    seek(world, "share of few", few, rows[1][2])  # type: ignore[arg-type]
    seek(world, "all but few", held, held + 3, rows[2][2])  # type: ignore[arg-type]
    seek(world, "beside no value", none_told)
    prison = next(numbers)
    country = prison + 6
    head = ["Province", _PRISON.format(year=2021)]
    rows_of_prisons = [["Takeo", prison], ["Kep", 6], ["Cambodia", country]]
    send(world, "prisons", table_workbook(head, rows_of_prisons))
    seek(world, "for the country only", prison, may_lie=KEPT)
    share = next(numbers) / 1_000
    asked = [["Stunting", "Kep", 2021, share, "%", 4], ["Stunting", "Takeo", 2021, share + 1.0625, "%", 21]]
    survey = table_workbook(["Indicator", "Province", "Year", "Value", "Unit", "Sample size"], asked)
    send(world, "survey", survey, said=Provenance(OWN_SURVEY, 25))
    seek(world, "asked of four", share)
    seek(world, "asked of twenty-one", share + 1.0625, may_lie=KEPT)
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Again")):
        assert sheet is not None
        sheet.append(["Province", "Sex", _COUNTED.format(year=2020)])
        sheet.append(["Kep", "Girls", 6])
        sheet.append(["Takeo", "Girls", twice := all_but])
    send(world, "twice", saved(book))
    world.shown += [twice, country, whole]


def _names(world: PlantedWorld, seed: int, number: int) -> None:
    """Files that name children are refused, or cleaned before anything is kept; no name of theirs stands anywhere."""
    for at, one in enumerate(planted(seed, number)):
        world.sought += [Sought(f"child in {one.place}", words=secret) for secret in one.secrets]
        checked = check_for(world.state, one.content, member="Member A", file_name=one.file_name)
        world.refused += checked.refused
        if not checked.refused:
            accept(
                world.state,
                one.content,
                checked,
                member="Member A",
                who=SENDER,
                file_name=one.file_name,
                inputs=world.inputs,
                note=f"file {at}",
            )


def _never_published(world: PlantedWorld, numbers: Iterator[int], *, few: bool = False) -> None:
    """Sent back; withdrawn while it waited; overtaken by a newer one; waiting now; only looked at."""
    state, inputs = world.state, world.inputs
    back, own, older, newer, checked_only = (next(numbers) for _ in range(5))
    sent = (("sent back", 2018, back), ("taken back", 2014, own), ("overtaken", 2017, older))
    for name, year, number in sent:
        send(world, name, _table(year, [("Takeo", "Total", number)]))
        if not few:
            preview(world, name)
    look_ahead(state, [world.sent["sent back"]], who=SENDER, inputs=inputs)
    send_back(state, world.sent["sent back"], why="Which year is it?", who=STEWARD)
    withdraw(state, world.sent["taken back"], why="A slip", who=SENDER, inputs=inputs)
    if not few:
        look_ahead(state, [world.sent["overtaken"]], who=SENDER, inputs=inputs)
    newest = _table(2017, [("Takeo", "Total", newer)])
    found = check_for(state, newest, member="Member A", file_name="newer.xlsx")
    before = world.sent["overtaken"]
    accept(state, newest, found, member="Member A", who=SENDER, file_name="newer.xlsx", replaces=before, inputs=inputs)
    world.sent["waits"] = uploads(state)[0].id
    if not few:
        look_ahead(state, [world.sent["waits"]], who=STEWARD, inputs=inputs)
    assert upload(state, before).status == "withdrawn" and upload(state, world.sent["waits"]).waits
    only = _table(2015, [("Takeo", "Total", checked_only)])
    check_for(state, only, member="Member A", file_name="only looked at.xlsx")
    seek(world, "never published", back, own, older, may_lie=KEPT)
    seek(world, "waits", newer, may_lie=(*KEPT, AHEAD))
    seek(world, "only checked", checked_only)


def lying_about(world: PlantedWorld) -> list[Piece]:
    """All that lies in the state, snapshots that are in force no longer told apart."""
    newest, found = serving(world.state.home).pointer, []
    assert newest is not None
    for where, raw in pieces_under(world.state.home, "state/"):
        old = where.startswith("state/snapshots/") and Path(newest.file).stem not in where
        found.append((where.replace("state/snapshots/", BEFORE, 1) if old else where, raw))
    return found


def empty_inputs(folder: Path | None = None) -> Inputs:
    """No source files: only what members send."""
    at = folder or Path(tempfile.mkdtemp())
    inputs = Inputs(layouts=at / "layouts", sources=at / "sources")
    for one in (inputs.layouts, inputs.sources):
        one.mkdir(parents=True)
    return inputs
