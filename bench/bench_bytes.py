"""Counts of children that must stay hidden, and names of children, searched for in all that the dashboard holds and
hands out, byte by byte: the whole state, every format of exports and papers, what verbs say, what pages tell somebody
signed out and a contributor of another member, logs and the folder for temporary files.

Each run plants them anew (``bench/planted_counts.py``); what is shown must be found by the same search, or it proves
nothing. ``python run.py bench bytes``
"""

from __future__ import annotations

import csv
import json
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from bench.byte_pages import TAKES_FROM, addresses, for_programs, opened, taken
from bench.byte_search import Content, Piece, Sought, as_pieces, found, pieces_of, pieces_under, unpacked
from bench.measure import Case, measured
from bench.planted_counts import COUNT, OLDER, SHARE, PlantedWorld, lying_about, plant
from childrights.basket import Basket, basket_json
from childrights.catalogue import Group, load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.messages import Ask, compose, desk
from childrights.snapshot import open_current
from etl.intake import template
from etl.ledger import disclosed
from tests.support.server import Server, start_server
from tests.support.verbs import run
from tests.support.wire import Cookies, ask, visitor
from ui.parts import SESSION_COOKIE

SEEDS, PERSONS = (31, 32), 24
RESULTS = Path(__file__).parent / "results" / "bytes.csv"
FORMATS = ("csv", "xlsx", "parquet", "sdmx-csv", "hxl", "datapackage", "geojson", "gpkg")
_ENDS = {"sdmx-csv": "csv", "hxl": "csv", "datapackage": "zip"}
MEMBER_B = "Member B"


def cases() -> Iterator[Case]:
    """Found where it may not be, of which nothing is allowed; what is shown and was not found; names."""
    for seed in SEEDS:
        wrong, unseen, searched = run_of(seed)
        for one in wrong[:40]:
            print(f"  found: {one}", flush=True)
        for one in unseen:
            print(f"  the search is blind in: {one}", flush=True)
        with RESULTS.open("a", encoding="utf-8", newline="") as file:
            if not file.tell():
                csv.writer(file).writerow(["date", "seed", "sought", "pieces", "megabytes", "found", "blind"])
            csv.writer(file).writerow([datetime.now(UTC).date(), seed, *searched, len(wrong), len(unseen)])
        told = f"{searched[0]} numbers and names in {searched[1]} pieces, {searched[2]} MB"
        yield measured(f"bytes {seed}", f"{told}: found against none", len(wrong) + 1.0, 1.0, "")
        yield measured(f"bytes {seed}, shown figures", "places where the search is blind", len(unseen) + 1.0, 1.0, "")


def run_of(seed: int) -> tuple[list[str], list[str], tuple[int, int, int]]:
    """What was found where it may not be, where what is shown was not found, and how much was searched."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _watched(folder):
            world = plant(folder / "home", seed, persons=PERSONS)
            world.hidden = [code for code, is_shown in disclosed(world.state).items() if not is_shown]
            out = folder / "told"
            out.mkdir()
            spoken = _verbs(world, out)
            with start_server(world.state.home, environment={"TMPDIR": str(folder / "desk")}) as server:
                spoken |= _pages(world, server)
                log = Path(f"/proc/{server.pid}/fd/2")
                spoken["log of the server"] = log.read_bytes() if log.exists() else b""
            pieces = [
                *lying_about(world),
                *pieces_under(out, "told/"),
                *as_pieces(spoken),
                *pieces_under(folder / "desk", "desk/"),
                *pieces_of("log", folder / "bench.log"),
            ]
            wrong = found(world.sought, pieces)
            size = sum(len(raw) for _, raw in pieces) >> 20
            return wrong, _blind(world, pieces), (len(world.sought), len(pieces), size)


@contextmanager
def _watched(folder: Path) -> Iterator[None]:
    """Temporary files in a folder that is searched, and everything that is logged in a file."""
    (folder / "desk").mkdir()
    handler = logging.FileHandler(folder / "bench.log", encoding="utf-8")
    logging.getLogger().addHandler(handler)
    before, tempfile.tempdir = tempfile.tempdir, str(folder / "desk")
    environment, os.environ["TMPDIR"] = os.environ.get("TMPDIR"), str(folder / "desk")
    try:
        yield
    finally:
        tempfile.tempdir = before
        os.environ.pop("TMPDIR")
        if environment is not None:
            os.environ["TMPDIR"] = environment
        logging.getLogger().removeHandler(handler)
        handler.close()


def _blind(world: PlantedWorld, pieces: list[Piece]) -> list[str]:
    """Where the figures that are shown should be found and were not: then the rest was not searched either."""
    told = [(where, Content(raw)) for where, raw in pieces]
    papers = ("annual", "analysis")
    written = (*(f"brief.{kind}" for kind in ("xlsx", "docx", "pptx")), *(f"paper-{form}.docx" for form in papers))
    handed = ("talk.html", "talk.pptx", "project.docx", "project.pdf", "mirror.zip")
    places = (
        "state/snapshots/2",
        *(f"told/export-{kind}" for kind in FORMATS),
        *(f"told/{one}" for one in (*written, *handed, "card.svg")),
        "said/papers",
        "ben",
        "nobody",
        *(f"files ben explore?ind={COUNT}&view=table&members=any share_{kind}" for kind in ("csv", "xlsx", "gpkg")),
        "ben papers?paper=P00001&chapter=ask",
        f"programs observations?indicator={COUNT}&layer=all&format=json",
        f"programs export/csv?indicator={COUNT}",
        "files mirror of ben mirror",
    )
    shown = [Sought("", number) for number in (*world.shown, world.of_b)]
    # A letter and a page about what a member sent name its newest files, and say how much of them is shown.
    of_a, of_b = (Sought("", words=world.sent[name]) for name in ("waits", "of B"))
    of_members = {"told/mirror.docx": of_b, "mirror of ben": of_b, "own/anna mirror": of_a}
    asked = dict.fromkeys(places, shown) | {place: [named] for place, named in of_members.items()}
    return [
        place
        for place, sought in asked.items()
        if not any(where.startswith(place) and one.is_in(content) for where, content in told for one in sought)
    ]


def _verbs(world: PlantedWorld, out: Path) -> dict[str, str | bytes]:
    """Every file that a verb writes, below ``out``, and what the verbs say."""
    home, said = world.state.home, dict[str, str | bytes]()
    basket = out / "basket.json"
    basket.write_text(_basket(world), encoding="utf-8")
    verbs: list[tuple[str, ...]] = [
        ("export", str(out / f"export-{kind}.{_ENDS.get(kind, kind)}"), "--format", kind, "--indicator", COUNT)
        for kind in FORMATS
    ]
    verbs += [("brief", str(out / f"brief.{end}"), "--indicator", COUNT) for end in ("docx", "pptx", "pdf", "xlsx")]
    verbs += [
        ("brief", str(out / "share.docx"), "--indicator", SHARE),
        ("brief", str(out / "place.docx"), "--area", "KH21"),
    ]
    right = load_catalogue().indicators[COUNT].cluster
    for form, area in (("annual", ()), ("analysis", ()), ("rapporteur", ("--area", "KH21"))):
        verbs.append(("paper", str(out / f"paper-{form}.docx"), "--form", form, "--right", right, *area))
    about = ("--indicator", COUNT, "--area", "KH21", "--member", "Member A")
    verbs += [("card", str(out / f"card.{end}"), "--indicator", COUNT) for end in ("svg", "png", "pdf", "zip")]
    verbs += [("card", str(out / f"refused.{end}"), *about) for end in ("svg", "zip")]
    for year in ("2022", "2021", "2019", "2018", "2017", "2016"):
        verbs.append(("message", *about, "--year", year, "--json"))
    verbs += [("digest", *more) for more in ((), ("--all", "--json"), ("--feed", str(out / "digest.xml")))]
    verbs += [("digest", "--basket", str(basket)), ("status", "--json"), ("uploads", "--json"), ("conflicts", "--json")]
    verbs += [("mirror", str(out / f"mirror.{end}"), "--member", MEMBER_B) for end in ("docx", "zip")]
    verbs += [("papers",), ("papers", "P00001", "--json"), ("papers", "P00001", "--lang", "km")]
    verbs += [("papers", "P00001", "--out", str(out / f"project.{end}")) for end in ("docx", "pdf")]
    seen = f"/explore?ind={COUNT}&view="
    talk = ("--view", f"{seen}map&members=any", "--view", f"{seen}trend&members=any", "--area", "KH21")
    verbs += [("talk", str(out / f"talk.{end}"), *talk) for end in ("html", "pptx")]
    verbs += [("audit", "--json"), ("doctor", "--look")]
    verbs += [("verify", code, "--json") for code in world.hidden]
    verbs += [("withdraw", world.sent["sent back"], "--why", "again"), ("approve", world.sent["taken back"])]
    for at, words in enumerate(verbs):
        done = run(home, *words)
        if (done.returncode != 0) != _is_refused(words):
            raise RuntimeError(f"{words}: ended with {done.returncode}, nothing is shown by it: {done.stderr[-300:]}")
        name = "told/digest" if words[0] == "digest" else f"said/{words[0]}"
        said[f"{name} {at}"] = done.stdout + done.stderr
    of_b = template(world.state, load_catalogue(), indicators=[COUNT, SHARE], member=MEMBER_B, year=2023, lang="en")
    return said | {"told/template of B.xlsx": of_b}


def _is_refused(words: tuple[str, ...]) -> bool:
    """Whether nothing may come of a verb: what is hidden makes no card and no brief; what is gone stays gone."""
    of_hidden = any("refused." in one or one.endswith("share.docx") for one in words)
    gone = words[0] in ("withdraw", "approve")
    return of_hidden or gone or words[0] == "doctor"


def _basket(world: PlantedWorld) -> str:
    """A basket as a browser keeps one: what is shown of the country, and the same asked of places and years whose
    figures are hidden."""
    snapshot, year = open_current(world.state.home), datetime.now(UTC).year
    of_it = desk(snapshot, load_catalogue(), COUNT, year)
    newest = max((one for one in of_it.figures if one.value is not None), key=lambda one: one.year_end)
    ask = Ask("level", COUNT, newest.area, newest.period_label, Group.of(newest))
    english, khmer = (compose(ask, of_it, translator(lang)) for lang in LANGUAGES)
    kept = Basket().add(english, khmer)
    for hidden in ("2022", "2021", "2019", "2018"):
        key = replace(ask, area="KH21", period=hidden).key
        kept = kept.add(
            replace(english, key=key, headline="", observations=()),
            replace(khmer, key=key, headline="", observations=()),
        )
    snapshot.close()
    return basket_json(kept)


def _pages(world: PlantedWorld, server: Server) -> dict[str, bytes]:
    """All that pages and other addresses answer to those who may not see what is hidden, every window open and every
    file taken; and to the contributor whose figures they are, what its own page tells."""
    told: dict[str, bytes] = {}
    people = {"nobody": visitor(server)}
    people["ben"] = {**visitor(server), SESSION_COOKIE: world.tokens["ben"]}
    for who, cookies in people.items():
        for page, query in addresses("Member A", uploads=world.sent.values(), codes=world.hidden):
            told |= _page_and_files(server, cookies, who, page, query)
        for path in (*(f"/kept/{one}" for one in world.sent.values()), "/record.csv", "/news.xml", "/news.en.xml"):
            told[f"{who} {path}"] = ask(server, "GET", path, cookies).body
        for code in world.hidden:
            told[f"{who} front {code}"] = ask(server, "GET", f"/number?code={code}", cookies, Accept="text/html").body
    for called, paths in (("programs", for_programs(world.hidden)), (OLDER, _of_older(server))):
        for path in paths:
            told[f"{called} {path}"] = ask(server, "GET", f"/api/v1/{path}", visitor(server)).body
    anna = {**visitor(server), SESSION_COOKIE: world.tokens["anna"]}
    told |= _page_and_files(server, anna, "own/anna", "mirror", f"mirror_member={quote('Member A')}")
    told |= _page_and_files(server, people["ben"], "mirror of ben", "mirror", f"mirror_member={quote(MEMBER_B)}")
    return {name: b"".join(raw for _, raw in unpacked(name, content)) for name, content in told.items()}


def _of_older(server: Server) -> Iterator[str]:
    """What programs may ask of publications before the one in force."""
    answer = ask(server, "GET", "/api/v1/snapshots", visitor(server))
    for one in json.loads(answer.body)["snapshots"][1:]:
        yield f"observations?indicator={COUNT}&layer=all&snapshot={one['name']}"
        yield f"export/csv?indicator={COUNT}&snapshot={one['name']}"


def _page_and_files(server: Server, cookies: Cookies, who: str, page: str, query: str) -> dict[str, bytes]:
    tab, drawn = opened(server, cookies, page, query)
    told = {f"{who} {page}?{query}": drawn}
    if page in TAKES_FROM and (who != "nobody" or page == "explore"):
        told |= {f"files {who} {page}?{query} {name}": raw for name, raw in taken(server, cookies, tab, drawn)}
    tab.socket.close()
    return told
