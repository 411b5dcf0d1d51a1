"""Whether anything that is told differs when only what is hidden differs.

The same happens in several states, by the same people, in the same order; nothing is different but numbers that nobody
may learn: small counts, what is hidden beside them, what waits, was sent back, taken back unseen or erased. Then all
that is published, handed out and shown to somebody signed out and to a contributor of another member must be the same
to the letter: no order, list, length, name of a file, refusal or picture may depend on them.
``python run.py bench alike``
"""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from bench.byte_pages import TAKES_FROM, addresses, for_programs, opened, taken
from bench.byte_search import unpacked
from bench.measure import Case, measured
from bench.planted_counts import (
    COUNT,
    SHARE,
    STEWARD,
    STRANGER,
    PlantedWorld,
    make_people,
    publish_all,
    send,
    tables_of,
    withdrawn_unseen,
)
from childrights.members import QUOTED, Provenance
from childrights.papers import Choice
from childrights.snapshot import serving
from etl.ledger import State, disclosed, mark_compared, send_back, uploads
from etl.papers import comment_on, make_paper, save_text
from etl.recovery import erase
from etl.snapshot import Inputs, build
from tests.support.server import Server, start_server
from tests.support.verbs import run
from tests.support.wire import ask, visitor
from ui.parts import SESSION_COOKIE

RESULTS = Path(__file__).parent / "results" / "alike.csv"
MEMBER = "Member A"


@dataclass(frozen=True, slots=True)
class Secret:
    """Numbers that nobody may learn: boys and girls of a total that is told, small counts of two provinces, the small
    part of a share, what never was published or is erased; and one that is ``shown``."""

    boys: int
    girls: int
    alone: tuple[int, int]
    part: int
    never: tuple[int, int, int]
    erased: int
    shown: int = 60


TOTAL, OF = 47, 20
SECRETS = (
    Secret(43, 4, (2, 9), 7, (71_233, 612, 88), 5_117),
    Secret(40, 7, (9, 2), 3, (12, 40_411, 7_002), 33),
    Secret(4, 43, (5, 6), 9, (3_003, 5, 91_117), 81_818),
)
OTHERWISE = Secret(43, 4, (2, 9), 7, (71_233, 612, 88), 5_117, shown=71)
"""The first of them with another number that everybody may read."""


def cases() -> Iterator[Case]:
    """What is told otherwise, of which nothing is allowed; and where the comparison would see nothing."""
    with tempfile.TemporaryDirectory() as name:
        told = told_of(Path(name), (*SECRETS, OTHERWISE))
    found, unseen = list(differ(told[:-1])), blind(told[0], told[-1])
    for one in found[:60]:
        print(f"  differs: {one}", flush=True)
    for one in unseen:
        print(f"  the comparison is blind in: {one}", flush=True)
    with RESULTS.open("a", encoding="utf-8", newline="") as file:
        if not file.tell():
            csv.writer(file).writerow(["date", "states", "places", "differ", "blind"])
        csv.writer(file).writerow([datetime.now(UTC).date(), len(SECRETS), len(told[0]), len(found), len(unseen)])
    compared = f"{len(told[0])} places of {len(SECRETS)} states that differ in hidden numbers only"
    yield measured("alike", f"{compared}: told otherwise against none", len(found) + 1.0, 1.0, "")
    yield measured("alike, shown figures", "places where the comparison is blind", len(unseen) + 1.0, 1.0, "")


def told_of(
    folder: Path, secrets: Sequence[Secret], inputs: Inputs | None = None, *, is_whole: bool = True
) -> list[Mapping[str, str]]:
    """All that is told in a state of each secret, by its place; only of the publication and in its tables where it is
    not to be the whole."""
    first, tokens = folder / "first", dict[str, str]()
    build(State(first), inputs, accept_smaller=True)
    if is_whole:
        make_people(PlantedWorld(State(first), inputs, tokens=tokens))
    told = list[Mapping[str, str]]()
    for at, secret in enumerate(secrets):
        home = folder / str(at) / "home"
        shutil.copytree(first, home)
        world = PlantedWorld(State(home), inputs, tokens=tokens)
        if is_whole:
            come_and_go(world, secret)
        publish_secrets(world, secret)
        if is_whole:
            guess(world)
            wait_and_write(world, secret)
        places = dict(_published(world)) | dict(_verbs(world, folder / str(at), is_whole=is_whole))
        if is_whole:
            with start_server(home) as server:
                places |= dict(_pages(world, server)) | dict(_for_programs(world, server))
        told.append({where: plainly(content) for where, content in places.items()})
    return told


SEES = (
    "snapshot observation",
    "file export.csv",
    "file talk.html",
    "ben explore",
    "nobody explore",
    "ben province",
    "file brief.docx",
    f"programs 0 observations?indicator={COUNT}",
    f"programs 3 export/csv?indicator={COUNT}",
)
"""Where a figure that is shown must be seen to be another one."""


def blind(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Where two states do not differ that differ in what is shown."""
    changed = {where for where in one if one[where] != other.get(where)}
    return [place for place in SEES if not any(where.startswith(place) for where in changed)]


def come_and_go(world: PlantedWorld, secret: Secret) -> None:
    """A number is published and erased; and others that somebody printed, which are compared."""
    places = ("Takeo", "Kep", "Kampot", "Pailin", "Battambang", "Kampong Cham", "Pursat", "Siemreap")
    printed = [(place, "Total", 40 + 10 * at) for at, place in enumerate(places)]
    printed += [("Kandal", "Total", 10 * secret.shown), ("Cambodia", "Total", 2_900 + secret.shown)]
    quoted = Provenance(QUOTED, publication="Yearbook of the ministry", publication_year=2014)
    send(world, "quoted", tables_of(COUNT, 2013, printed), said=quoted)
    publish_all(world)
    send(world, "quoted before", tables_of(COUNT, 2012, [("Cambodia", "Total", 2_700)]), said=quoted)
    publish_all(world)
    for name in ("quoted", "quoted before"):
        mark_compared(world.state, world.sent[name], why="As printed", who=STEWARD)
    send(world, "erased", tables_of(COUNT, 2016, [("Takeo", "Total", secret.erased)]))
    publish_all(world)
    erase(world.state, world.sent["erased"], why="It told of a child", who=STEWARD, inputs=world.inputs)


def publish_secrets(world: PlantedWorld, secret: Secret) -> None:
    """What is sent and approved: the same in every state but for what stays hidden of it."""
    first, second = secret.alone
    rows = [("Takeo", "Total", TOTAL), ("Takeo", "Boys", secret.boys), ("Takeo", "Girls", secret.girls)]
    rows += [("Battambang", "Total", first), ("Kampong Cham", "Total", second), ("Kandal", "Total", secret.shown)]
    send(world, "counts", tables_of(COUNT, 2022, [*rows, ("Kep", "Total", 25), ("Kampot", "Total", 31)]))
    parts = [("Kep", secret.part), ("Takeo", 12), ("Kandal", 17)]
    shares = [
        (place, 2021, 100 * part / (OF if place == "Kep" else 48), part, OF if place == "Kep" else 48)
        for place, part in parts
    ]
    send(world, "shares", tables_of(SHARE, 2021, shares))
    publish_all(world)


def guess(world: PlantedWorld) -> None:
    """Another member sends what may be the hidden numbers, and looks what becomes of it: in one state it is right."""
    rows = [("Takeo", "Boys", SECRETS[0].boys), ("Takeo", "Girls", SECRETS[0].girls), ("Takeo", "Total", TOTAL)]
    send(world, "guess", tables_of(COUNT, 2022, [*rows, ("Battambang", "Total", 12)]), who=STRANGER)
    publish_all(world)


def wait_and_write(world: PlantedWorld, secret: Secret) -> None:
    """What is sent back, taken back and waits; and a paper that quotes all that is hidden."""
    state = world.state
    sent_back, unseen, waits = secret.never
    for name, year, number in (("sent back", 2018, sent_back), ("unseen", 2014, unseen), ("waits", 2017, waits)):
        send(world, name, tables_of(COUNT, year, [("Takeo", "Total", number), ("Kep", "Total", number + 3)]))
    send_back(state, world.sent["sent back"], why="Which year is it?", who=STEWARD)
    withdrawn_unseen(world, "unseen")
    hidden = _hidden(world)
    assert len(hidden) >= 5
    make_paper(state, Choice("statement", "en", rights=("FEA",)), title="Joint statement", who=STEWARD)
    codes = " ".join(f"{{{{number {code}}}}}" for code in hidden)
    save_text(state, "P00001", "ask", f"Bring children home. {codes}", began_from=0, who=STEWARD)
    comment_on(state, "P00001", "ask", "Say by when", who=STEWARD)


def _published(world: PlantedWorld) -> Iterator[tuple[str, bytes]]:
    """The snapshot in force: every table, its rows in an order of their own, and its size."""
    newest = serving(world.state.home).pointer
    assert newest is not None
    with closing(duckdb.connect(str(world.state.snapshots / newest.file), read_only=True)) as snapshot:
        for (table,) in snapshot.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            # Rows lie by their codes there.
            rows = sorted(plainly(str(row)) for row in snapshot.execute(f'FROM "{table}"').fetchall())
            yield f"snapshot {table}", "\n".join(rows).encode()


def _hidden(world: PlantedWorld) -> list[str]:
    """The codes of what is hidden, in the order of the cells: the codes themselves are others in every state."""
    newest = serving(world.state.home).pointer
    assert newest is not None
    with closing(duckdb.connect(str(world.state.snapshots / newest.file), read_only=True)) as snapshot:
        placed = snapshot.execute("SELECT id FROM withheld ORDER BY indicator, area, cell, upload").fetchall()
    hidden = {code for code, is_shown in disclosed(world.state).items() if not is_shown}
    return [code for (code,) in placed if code in hidden]


def _verbs(world: PlantedWorld, out: Path, *, is_whole: bool) -> Iterator[tuple[str, bytes]]:
    """What is made to be handed on."""
    home = world.state.home
    about = ("--indicator", COUNT)
    verbs: list[tuple[str, ...]] = [
        ("export", str(out / f"export.{end}"), "--format", kind, *about)
        for kind, end in (("csv", "csv"), ("xlsx", "xlsx"), ("sdmx-csv", "sdmx.csv"), ("geojson", "geojson"))
    ]
    verbs += [("brief", str(out / "brief.docx"), *about), ("brief", str(out / "place.xlsx"), "--area", "KH21")]
    verbs += [
        ("talk", str(out / "talk.html"), "--view", f"/explore?ind={COUNT}&view=trend&members=any", "--area", "KH21")
    ]
    verbs += [
        ("card", str(out / "card.svg"), *about),
        ("paper", str(out / "paper.docx"), "--form", "annual", "--right", "FEA"),
    ]
    verbs += [("papers", "P00001", "--out", str(out / "project.docx")), ("papers", "P00001", "--json")]
    verbs += [("mirror", str(out / "mirror.zip"), "--member", "Member B")]
    verbs += [("message", *about, "--area", area, "--member", MEMBER, "--json") for area in ("KH21", "KH02", "KH23")]
    verbs += [("digest", "--all", "--json"), ("status", "--json"), ("conflicts", "--json")]
    for words in verbs if is_whole else verbs[:1]:
        done = run(home, *words)
        name = " ".join(Path(one).name if one.startswith(str(out)) else one for one in words)
        yield f"said {name}", f"{done.returncode} {done.stdout} {done.stderr}".replace(str(out), "").encode()
    for path in sorted(out.glob("*.*")):
        yield from ((f"file {where}", raw) for where, raw in _compared(path.name, path.read_bytes()))


def _compared(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """What a file holds that can be compared: of packages, also of those in packages, all that is packed; nothing of
    what is drawn or packed otherwise, in which codes and moments stand in forms that cannot be told from others."""
    if content.lstrip()[:4] == b"<svg":
        # Codes are drawn there as lines; what can be read of it is its texts.
        yield name, b"\n".join(_TEXTS.findall(content))
        return
    for where, raw in unpacked(name, content):
        if raw[:2] != b"PK" and raw[:4] not in _DRAWN and "(" not in where:
            yield where, raw


_TEXTS = re.compile(rb">([^<]*[^<\s][^<]*)<")
_DRAWN = (b"\x89PNG", b"%PDF", b"SQLi", b"PAR1")


def _for_programs(world: PlantedWorld, server: Server) -> Iterator[tuple[str, bytes]]:
    hidden = _hidden(world)
    for at, path in enumerate(for_programs(hidden)):
        answer = ask(server, "GET", f"/api/v1/{path}", visitor(server))
        for where, raw in _compared("", answer.body):
            yield f"programs {at} {plainly(path)}{where}", f"{answer.status} ".encode() + raw


def _pages(world: PlantedWorld, server: Server) -> Iterator[tuple[str, bytes]]:
    people = {"nobody": visitor(server), "ben": {**visitor(server), SESSION_COOKIE: world.tokens["ben"]}}
    sent = sorted(one.id for one in uploads(world.state))
    hidden = _hidden(world)
    for who, cookies in people.items():
        for page, query in addresses(MEMBER, uploads=sent):
            tab, told = opened(server, cookies, page, query)
            drawn = [str(one.delta) for one in tab.messages if one.WhichOneof("type") == "delta"]
            yield f"{who} {page}?{query}", "\n".join(drawn).encode()
            if page in TAKES_FROM and who == "ben":
                for name, raw in taken(server, cookies, tab, told):
                    for where, inside in _compared(name, raw):
                        yield f"{who} {page}?{query} takes {where}", inside
            tab.socket.close()
        for at, code in enumerate(hidden):
            yield f"{who} certificate {at}", opened(server, cookies, "number", f"code={code}")[1]
            front = ask(server, "GET", f"/number?code={code}", cookies, Accept="text/html")
            yield f"{who} first answer {at}", front.body
        for path in (*(f"/kept/{one}" for one in sent), "/record.csv", "/news.en.xml"):
            answer = ask(server, "GET", path, cookies)
            headers = sorted(
                (name, value) for name, value in answer.headers.items() if name not in ("date", "set-cookie")
            )
            yield f"{who} {path}", f"{answer.status} {headers} ".encode() + answer.body


_ALWAYS_DIFFERENT = (
    (re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-?[0-9A-HJKMNP-TV-Z]{5}\b"), "CODE"),
    (re.compile(r"\b20\d\d-\d\d-\d\d[T ][\d:.+Z]+"), "MOMENT"),
    (re.compile(r"\b\d{1,2}:\d\d\b"), "TIME"),
    (re.compile(r"\b20\d{6}[T-]\d{6}[-\w]*"), "SNAPSHOT"),
    (re.compile(r"\b\d+ KB\b"), "SIZE"),
    (re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{8,}"), "HASH"),
    (re.compile(r"/tmp/[^\s\"']+?/home"), "HOME"),
    (re.compile(r"127\.0\.0\.1:\d+"), "SERVER"),
    (re.compile(r"<(?:a:|w:)gridCol [^>]*>|<w:tcW [^>]*>"), "WIDTH"),
)
"""Codes are made of files with a salt, columns are as wide and drawings as long as they; moments, names of snapshots,
hashes, folders and addresses are those of each state."""


def plainly(content: bytes | str) -> str:
    """Words without what is another in every state."""
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    for pattern, word in _ALWAYS_DIFFERENT:
        text = pattern.sub(word, text)
    return text


def differ(told: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Where something is told otherwise, with the first words that differ."""
    for where in dict.fromkeys(where for one in told for where in one):
        texts = [one.get(where) for one in told]
        if None in texts:
            yield f"{where}: is there in {[at for at, text in enumerate(texts) if text is not None]} only"
            continue
        for at, text in enumerate(texts[1:], 1):
            first = texts[0] or ""
            if text != first and text is not None:
                begin = next(
                    (n for n, (a, b) in enumerate(zip(first, text, strict=False)) if a != b), min(len(first), len(text))
                )
                one, other = (text[max(begin - 60, 0) : begin + 40] for text in (first, text))
                yield f"{where} (0, {at}): …{one!r} / …{other!r}"
                break
