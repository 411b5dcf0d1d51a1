"""Boundaries that were accepted are drawn everywhere, said with whose they are, and taken back; no figure moves."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from childrights.areas.credit import boundaries_credit
from childrights.catalogue import load_catalogue
from childrights.catalogue.tables import BuildError
from childrights.charts.patterns import map_url, own_map_file
from childrights.export.formats import export
from childrights.i18n import translator
from childrights.pictures.maps import map_rings
from childrights.pictures.side_by_side import two_boundaries
from childrights.snapshot.snapshot import open_current, read_pointer
from childrights.watch.items import OWN, SHIPPED, Item, MapNews
from childrights.watch.news_log import read_log
from etl.boundaries import bringing
from etl.boundaries.bringing import BoundaryTerms, LookedAt, NotTold, look_at, publish_boundaries
from etl.boundaries.keeping import kept_boundaries
from etl.intake import bringing as intake
from etl.ledger.boundary_entries import standing_boundaries
from etl.ledger.entry_log import Overtaken, take_back
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot.assemble import BuildReport, Inputs, build
from geo.areas import PROVINCES
from geo.boundaries import area_shape, boundaries_in_force, label_point, shipped_boundaries
from geo.domains import joined_areas
from geo.in_force import use_boundaries
from tests.making import write_world
from tests.support.boundaries import geojson, plain, provinces
from tests.support.verbs import run
from ui.shell import server

EN, KM = translator("en"), translator("km")
OFFICE = BoundaryTerms("Ministry of Land Management", "2023", "CC BY 4.0")
ROWS = ({"area": "KH", "value": 30}, {"area": "KH05", "value": 32.4}, {"area": "KH02+KH24", "value": 41.0})


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Inputs]:
    """A small world, published once."""
    folder = tmp_path_factory.mktemp("world")
    inputs = write_world(folder, ROWS)
    build(State(folder / "home"), inputs)
    return folder / "home", inputs


@pytest.fixture(scope="module")
def drawn_home(published: tuple[Path, Inputs], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same world with boundaries of its own in force, accepted once for all tests that only look."""
    home = tmp_path_factory.mktemp("drawn") / "home"
    shutil.copytree(published[0], home)
    found = look_at(State(home), other(), "official.geojson")
    publish_boundaries(State(home), found, OFFICE, yes=True, who=owner("steward"), inputs=published[1])
    return home


@pytest.fixture
def drawn(drawn_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[State]:
    """A copy of that to write to."""
    shutil.copytree(drawn_home, tmp_path / "drawn")
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(tmp_path / "drawn"))
    open_current().close()
    yield State(tmp_path / "drawn")
    use_boundaries(None)


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is built: what is recorded is looked at."""
    for room in (bringing, intake):
        monkeypatch.setattr(room, "build", lambda *_: BuildReport(True, "S", "", 0, 0))


@pytest.fixture
def state(published: tuple[Path, Inputs], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[State]:
    """A copy of it to write to; afterwards the shipped boundaries are in force again."""
    home, inputs = published
    shutil.copytree(home, tmp_path / "home")
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(tmp_path / "home"))
    for room in (bringing, intake):
        monkeypatch.setattr(room, "build", lambda state, _=None: build(state, inputs))
    yield State(tmp_path / "home")
    use_boundaries(None)


def other(shift: float = 0.0) -> bytes:
    """The provinces with the corner of one cut off: small enough to need no yes."""
    given = provinces()
    west, _, _, north = given["KH16"].bounds
    corner = shapely.box(west, north - 0.3 - shift, west + 0.3, north)
    return geojson(plain({**given, "KH16": given["KH16"] - corner}))


def publish(state: State, content: bytes) -> tuple[LookedAt, str]:
    found = look_at(state, content, "official.geojson")
    return found, publish_boundaries(state, found, OFFICE, yes=True, who=owner("steward"))[0]


def test_what_is_published_is_drawn_everywhere_and_no_figure_moves(
    drawn: State, published: tuple[Path, Inputs]
) -> None:
    before, after = read_pointer(published[0]), read_pointer(drawn.home)
    assert after.content_hash == before.content_hash and after.file != before.file
    assert news(drawn) == (MapNews(SHIPPED, OWN),)
    assert area_shape("KH16").area < shipped_boundaries().shapes["KH16"].area and area_shape("KH").area < shipped_area()
    for area in ("KH", *PROVINCES, *joined_areas()):
        assert area_shape(area).contains(shapely.Point(label_point(area)))
    mark = boundaries_in_force().mark
    assert mark and mark in map_url("areas") and mark in map_url("patterns")
    rings = map_rings(f"../{map_url('areas')}", mark)
    assert set(rings) == {*PROVINCES, *joined_areas()}
    assert {"inner:KH02+KH24", "not_collected:KH16"} <= set(map_rings(map_url("patterns"), mark))
    assert json.loads(own_map_file("areas"))["attribution"] == "Ministry of Land Management, 2023, CC BY 4.0"


def news(state: State) -> tuple[Item, ...]:
    told = read_log(state.home)
    assert told and told.newest
    return told.newest.digest.items


def shipped_area() -> float:
    return float(shapely.area(list(shipped_boundaries().shapes.values())).sum())


def test_whose_they_are_stands_with_every_map(drawn: State, tmp_path: Path) -> None:
    assert boundaries_credit(KM) == "Ministry of Land Management, 2023, CC BY 4.0"
    snapshot = open_current(drawn.home)
    export(snapshot, load_catalogue(), tmp_path / "out.geojson")
    snapshot.close()
    collection = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert collection["boundaries"] == boundaries_credit(EN)
    assert {one["properties"]["boundaries"] for one in collection["features"]} == {boundaries_credit(EN)}
    use_boundaries(None)
    assert boundaries_credit(EN) == "© OpenStreetMap contributors, ODbL"


def test_a_licence_that_is_not_stated_is_said_so(drawn: State, unbuilt: None) -> None:
    found = look_at(drawn, other(0.1), "official.geojson")
    publish_boundaries(drawn, found, BoundaryTerms("Cadastre", "2021", unstated=True), yes=True, who=owner("steward"))
    use_boundaries(drawn.home / "boundaries" / standing_boundaries(drawn).file)  # type: ignore[union-attr]
    assert boundaries_credit(EN) == "Cadastre, 2021, licence not stated"
    assert boundaries_credit(KM) != boundaries_credit(EN)


def test_taken_back_the_one_before_is_in_force_again(
    drawn: State, published: tuple[Path, Inputs], unbuilt: None
) -> None:
    first = standing_boundaries(drawn)
    _, second = publish(drawn, other(0.1))
    assert standing_boundaries(drawn) != first
    take_back(drawn, second, why="The older one is right", who=owner("steward"))
    assert standing_boundaries(drawn) == first
    intake.withdraw_entry(drawn, "B00001", why="The shipped ones do", who=owner("steward"))
    build(drawn, published[1])
    open_current(drawn.home).close()
    assert news(drawn) == (MapNews(OWN, SHIPPED),)
    assert boundaries_in_force() is shipped_boundaries() and map_url("areas") == "app/static/geo/areas.geojson"
    kept = kept_boundaries(drawn)
    assert [one["id"] for one in kept] == ["B00002", "B00001"] and not any(one["in_force"] for one in kept)
    assert kept[0]["withdrawn_why"] == "The older one is right"
    assert kept[0]["sha256"] == hashlib.sha256(other(0.1)).hexdigest(), "of the file as it came, to find it again"


def ask(path: str) -> Response:
    """What the server answers before it asks Streamlit; 404 where it would ask."""
    route = server.first_routes()[0]
    scope = {"type": "http", "path": path, "method": "GET", "headers": []}
    match, more = route.matches(scope)
    return server.own_map(Request({**scope, **more})) if match is Match.FULL else Response(status_code=404)


def test_the_server_gives_the_maps_of_the_boundaries_in_force(drawn: State) -> None:
    answer = ask(f"/{map_url('areas')}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/geo+json"
    assert "max-age" in answer.headers["cache-control"] and answer.body.decode() == own_map_file("areas")
    assert ask("/app/boundaries/0123/patterns.geojson").headers["cache-control"] == "no-store"
    for name in ("none", "../CURRENT", "ledger"):
        assert ask(f"/app/boundaries/0123/{name}.geojson").status_code == 404
    use_boundaries(None)
    assert ask("/app/boundaries/0123/areas.geojson").status_code == 404, "the shipped ones lie in the folder static"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (BoundaryTerms("", "2023", "x"), "whose boundaries"),
        (BoundaryTerms("Office", "", "x"), "of which year"),
        (BoundaryTerms("Office", "last year", "x"), "of which year"),
        (BoundaryTerms("Office", "2023"), "under which licence"),
        (BoundaryTerms("Office " * 40, "2023", "x"), "120 letters"),
        (BoundaryTerms("Drawn by Sok Dara, 012 345 678", "2023", "x"), "may not name a person"),
    ],
)
def test_what_must_be_known_is_asked(state: State, told: BoundaryTerms, words: str) -> None:
    found = look_at(state, other(), "official.geojson")
    with pytest.raises(NotTold, match=words) as refused:
        publish_boundaries(state, found, told, yes=True, who=owner("steward"))
    assert refused.value.words(KM) != str(refused.value)
    assert standing_boundaries(state) is None and not (state.home / "boundaries").exists()


def test_much_that_differs_is_not_published_without_a_yes(state: State) -> None:
    given = provinces()
    found = look_at(state, geojson(plain({**given, "KH23": given["KH23"].buffer(-0.03)})), "official.geojson")
    assert found.difference.needs_yes
    with pytest.raises(NotTold, match="accept"):
        publish_boundaries(state, found, OFFICE, yes=False, who=owner("steward"))


def test_two_who_change_boundaries_at_once_do_not_overwrite_each_other(state: State, unbuilt: None) -> None:
    late, soon = (look_at(state, other(shift), "official.geojson") for shift in (0.0, 0.1))
    publish_boundaries(state, soon, OFFICE, yes=True, who=owner("another steward"))
    with pytest.raises(Overtaken):
        publish_boundaries(state, late, OFFICE, yes=True, who=owner("steward"))
    assert standing_boundaries(state).id == "B00001"  # type: ignore[union-attr]


def test_killed_before_the_snapshot_the_next_build_publishes_it(
    state: State, published: tuple[Path, Inputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bringing, "build", killed)
    with pytest.raises(KeyboardInterrupt):
        publish(state, other())
    open_current(state.home).close()
    assert read_pointer(state.home).boundaries == "" and boundaries_in_force() is shipped_boundaries()
    build(state, published[1])
    open_current(state.home).close()
    assert boundaries_in_force().source == OFFICE.source


def test_killed_before_the_ledger_nothing_happened(
    state: State, published: tuple[Path, Inputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.ledger.boundary_entries.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(state, other())
    assert not build(state, published[1]).built and read_pointer(state.home).boundaries == ""


@pytest.mark.parametrize("damage", ["gone", "cut", "changed"])
def test_a_damaged_file_is_named_and_maps_are_drawn_by_the_shipped_ones(
    drawn: State, published: tuple[Path, Inputs], damage: str
) -> None:
    path = drawn.home / "boundaries" / read_pointer(drawn.home).boundaries
    content = path.read_bytes()
    path.unlink() if damage == "gone" else path.write_bytes(
        content[:-9] if damage == "cut" else content.replace(b"2023", b"2022")
    )
    use_boundaries(path)
    assert boundaries_in_force() is shipped_boundaries()
    with pytest.raises(BuildError, match="B00001 is damaged or gone"):
        build(drawn, published[1], force=True)
    if damage == "cut":
        take_back(drawn, "B00001", why="it was lost", who=owner("steward"))
        assert build(drawn, published[1]).built and read_pointer(drawn.home).boundaries == ""


def test_the_difference_as_a_picture(state: State) -> None:
    given = provinces()
    found = look_at(state, geojson(plain({**given, "KH16": given["KH16"].buffer(-0.02)})), "official.geojson")
    drawn = {
        t.lang: two_boundaries(shipped_boundaries().shapes, found.shapes, found.changed, "official.geojson", "svg", t)
        for t in (EN, KM)
    }
    assert drawn["en"] != drawn["km"] and b'role="img"' in drawn["en"] and b"official.geojson" in drawn["en"]
    assert found.changed == ("KH16",) and "រតនគិរី" in drawn["km"].decode()
    assert two_boundaries(found.shapes, found.shapes, (), "a", "png", EN).startswith(b"\x89PNG")


def test_the_verb(state: State, unbuilt: None, tmp_path: Path) -> None:
    file, picture = tmp_path / "official.geojson", tmp_path / "difference.svg"
    file.write_bytes(other())
    looked = run(state.home, "boundaries", str(file), "--check", "--json", "--picture", str(picture))
    record = json.loads(looked.stdout)
    assert looked.returncode == 0 and "id" not in record and standing_boundaries(state) is None
    assert len(record["provinces"]) == 25 and picture.read_bytes().startswith(b"<svg")
    asked = run(state.home, "boundaries", str(file))
    assert (asked.returncode, asked.stdout) == (2, "") and "whose boundaries" in asked.stderr
    assert "--vintage" in asked.stderr and "withdraw B00001" in run(state.home, "boundaries", "--help").stdout
    words = ("--source", "Ministry", "--vintage", "2023", "--no-licence", "--json")
    done = run(state.home, "boundaries", str(file), *words)
    record = json.loads(done.stdout)
    assert done.returncode == 0 and record["id"] == "B00001" and record["snapshot"]
    listed = run(state.home, "boundaries", "--kept")
    assert "in force" in listed.stdout and "no licence stated" in listed.stdout
    assert run(state.home, "withdraw", "B00001", "--why", "another one came").returncode == 0
    assert "withdrawn" in run(state.home, "boundaries").stdout


def test_the_verb_refuses_in_the_language_asked_for(state: State, tmp_path: Path) -> None:
    file = tmp_path / "wrong.geojson"
    file.write_bytes(geojson(plain({code: shape for code, shape in provinces().items() if code != "KH12"})))
    english = run(state.home, "boundaries", str(file))
    assert (english.returncode, english.stdout) == (2, "")
    assert (
        english.stderr.strip()
        == "wrong.geojson has 24 of the 25 provinces. Take a file of all 25. Missing: Phnom Penh (KH12)."
    )
    khmer = run(state.home, "boundaries", str(file), "--lang", "km")
    assert khmer.returncode == 2 and "24" in khmer.stderr and "Missing" not in khmer.stderr
    moved = tmp_path / "moved.geojson"
    given = provinces()
    moved.write_bytes(geojson(plain({**given, "KH23": given["KH23"].buffer(-0.03)})))
    done = run(state.home, "boundaries", str(moved), "--source", "M", "--vintage", "2023", "--no-licence")
    assert done.returncode == 1 and "--accept" in done.stderr and standing_boundaries(state) is None
    assert run(state.home, "boundaries", str(tmp_path / "none.zip")).returncode == 2
    assert run(state.home, "boundaries", str(moved), "--picture", str(tmp_path / "a.pdf")).returncode == 2
