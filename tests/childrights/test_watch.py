"""What changed from one publication to the next: each kind of news, what of it may be told, the log and the feed."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest

from childrights.catalogue.catalogue import Catalogue, load_catalogue
from childrights.catalogue.model import Observation
from childrights.i18n import translator
from childrights.messages.evidence import lay_out_evidence
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot, open_current, read_pointer
from childrights.watch import comparing, news_log, words
from childrights.watch.claim_news import rank_news
from childrights.watch.feed import ATOM, FEED_FILES, XHTML, news_feed
from childrights.watch.items import (
    ADDED,
    CLOSED,
    FALLEN,
    GONE,
    NATION,
    OPENED,
    PLACES,
    REVISED,
    Bilingual,
    Digest,
    FigureNews,
    GapNews,
    MembersNews,
    MessageNews,
    RankNews,
    TargetNews,
)
from childrights.watch.telling import Standing, told_with
from childrights.watch.told_text import news_text, title_words
from etl.ledger.ledger import record_withdrawal
from etl.ledger.state import State
from etl.permissions import owner
from etl.snapshot import announcing, publish
from etl.snapshot.assemble import build
from tests.childrights.messages.making import observation
from tests.making import build_world, write_world
from tests.support.members import figures, send

CATALOGUE = load_catalogue()
LANGUAGES = ("en", "km")
HIDDEN = "63.19"
"""The value of a figure that is hidden in the later snapshot: it must stand nowhere."""
RANKED = [f"KH{number:02}" for number in range(1, 13)]

SHARED: list[dict[str, object]] = [
    {"indicator": "stunting_cdhs_printed", "period": "2014", "value": 32.4, "lower": 31, "upper": 34},
    {"indicator": "under5_mortality_10y_cdhs", "period": "2014", "value": 44},
]
BEFORE: list[dict[str, object]] = [
    *SHARED,
    {"indicator": "stunting_cdhs_printed", "area": "KH05", "period": "2014", "value": 40},
    {"indicator": "stunting_cdhs_printed", "area": "KH06", "period": "2014", "value": float(HIDDEN)},
    {"indicator": "wasting", "period": "2014", "value": 9.6},
    {"indicator": "birth_registration_u5", "period": "2014", "value": 73.3},
    *(
        {
            "indicator": "piped_water_households",
            "area": area,
            "period": "2014",
            "value": 30 + 5 * at,
            "lower": 29 + 5 * at,
        }
        | {"upper": 31 + 5 * at}
        for at, area in enumerate(RANKED)
    ),
]
AFTER: list[dict[str, object]] = [
    *SHARED,
    {"indicator": "stunting_cdhs_printed", "period": "2021-22", "value": 21.9, "lower": 21, "upper": 23},
    {"indicator": "stunting_cdhs_printed", "area": "KH05", "period": "2014", "value": 41.5},
    {"indicator": "stunting_cdhs_printed", "area": "KH06", "period": "2014", "status": "suppressed"},
    {"indicator": "wasting", "period": "2014", "value": 10.2},
    *(
        {
            "indicator": "piped_water_households",
            "area": area,
            "period": "2014",
            "value": 30 + 5 * at,
            "lower": 29 + 5 * at,
        }
        | {"upper": 31 + 5 * at}
        for at, area in enumerate([RANKED[-1], *RANKED[1:-1], RANKED[0]])
    ),
]


@dataclass(frozen=True)
class World:
    """A state directory with two publications, both open."""

    home: Path
    before: Snapshot
    after: Snapshot
    digest: Digest

    def only(self, kind: type, **parts: object) -> object:
        """The one item of a kind with these parts."""
        found = [one for one in self.digest.of(kind) if all(getattr(one, k) == v for k, v in parts.items())]
        assert len(found) == 1, found
        return found[0]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("watch")
    build_world(folder, BEFORE)
    before = open_current(folder / "home")
    build_world(folder, AFTER)
    after = open_current(folder / "home")
    yield World(folder / "home", before, after, comparing.digest(before, after, CATALOGUE))
    before.close()
    after.close()


def lines(digest: Digest, lang: str = "en") -> list[str]:
    return [words.line(one, CATALOGUE, translator(lang)).replace("\xa0", " ") for one in digest.items]


def test_a_newer_figure_is_told_with_the_one_that_was_the_newest(world: World) -> None:
    found = world.only(FigureNews, change=ADDED, indicator="stunting_cdhs_printed", where=NATION)
    assert isinstance(found, FigureNews) and found.newest
    assert [one.value for one in (*found.figures, *found.before)] == [21.9, 32.4]
    told = "Stunting (CDHS tables): 21.9 % in 2021–22, the newest figure here; until now 32.4 % in 2014."
    assert told in lines(world.digest)


def test_a_revised_figure_is_told_with_both_values_and_its_source(world: World) -> None:
    found = world.only(FigureNews, change=REVISED, indicator="wasting")
    assert isinstance(found, FigureNews)
    assert "Wasting: 10.2 % in 2014, revised from 9.6 %." in lines(world.digest)
    assert any(one.startswith("Source: General Population Census") for one in words.details(found, CATALOGUE, T))


T = translator("en")


def test_what_is_gone_or_hidden_is_named_and_its_value_never_told(world: World) -> None:
    gone = world.only(FigureNews, change=GONE, indicator="birth_registration_u5")
    hidden = world.only(FigureNews, change=GONE, indicator="stunting_cdhs_printed", where=PLACES)
    assert isinstance(gone, FigureNews) and isinstance(hidden, FigureNews)
    assert gone.figures == hidden.figures == gone.before == hidden.before == ()
    # Of a period in which something is hidden no old value is told either: with it the hidden one could be worked out.
    revised = world.only(FigureNews, change=REVISED, indicator="stunting_cdhs_printed", where=PLACES)
    assert isinstance(revised, FigureNews) and revised.before == () and revised.figures[0].value == 41.5


@pytest.mark.parametrize("value", [HIDDEN, "63.2", "73.3"])
def test_no_file_beside_the_snapshot_holds_a_value_that_is_hidden_or_gone(world: World, value: str) -> None:
    files = [world.home / name for name in (news_log.LOG_FILE, *FEED_FILES.values())]
    newest = news_log.read_log(world.home)
    assert newest and newest.newest and newest.newest.digest == world.digest
    texts = [news_text(newest.newest, CATALOGUE, translator(lang)) for lang in LANGUAGES]
    for text in (*(file.read_text(encoding="utf-8") for file in files), *texts):
        assert value not in text
        assert "21.9" in text


def test_a_sentence_that_lost_its_figure_fell(world: World) -> None:
    found = world.only(
        MessageNews, change=FALLEN, indicator="birth_registration_u5", key=LEVEL.format("birth_registration_u5")
    )
    assert isinstance(found, MessageNews) and found.was == Bilingual()
    told = lines(Digest((found,)))[0]
    assert told == "A sentence about “Birth registration” is no longer true."


LEVEL = "level|{}|KH|2014|total,total,total,total,total|"


def test_a_sentence_with_a_newer_figure_reads_otherwise(world: World) -> None:
    found = world.only(MessageNews, indicator="stunting_cdhs_printed", key=LEVEL.format("stunting_cdhs_printed"))
    assert isinstance(found, MessageNews)
    assert "32.4" in found.was.en and "21.9" not in found.was.en and "21.9" in found.now.en
    assert "21.9" in found.now.km
    assert words.details(found, CATALOGUE, T)[0] == f"It was: “{found.was.en}”"


def test_places_that_changed_ends_moved_and_the_others_did_not(world: World) -> None:
    moved = {one.area: (one.was, one.now) for one in world.digest.of(RankNews) if isinstance(one, RankNews)}
    assert moved == {RANKED[0]: ("worst", "best"), RANKED[-1]: ("best", "worst")}
    assert any("was among the worst of 12 places in 2014 and is among the best" in one for one in lines(world.digest))


def test_a_gap_closes_with_a_figure_and_opens_with_none(world: World) -> None:
    found = [one for one in world.digest.of(GapNews) if isinstance(one, GapNews)]
    closed = {(one.kind, one.topic) for one in found if one.change == CLOSED}
    assert closed == {("measured_once", "stunting"), ("old_national", "stunting")}
    # A topic that lost its last figure is missing; it is not "no more split" or "no more old" for that.
    opened = {(one.kind, one.topic) for one in found if one.change == OPENED and one.topic}
    assert opened == {("never", "birth_registration")}
    assert any("Birth registration: missing here now. This dashboard holds no" in one for one in lines(world.digest))


def test_the_first_old_figure_of_a_topic_opens_nothing(world: World) -> None:
    """The other way round, what closes is that there is none: it is now "old" and "not split", which is no loss."""
    back = comparing.digest(world.after, world.before, CATALOGUE)
    found = [one for one in back.of(GapNews) if isinstance(one, GapNews) and one.topic == "birth_registration"]
    assert [(one.change, one.kind) for one in found] == [(CLOSED, "never")]


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("KH 2014 30; KH 2021-22 22", "KH 2014 30; KH 2021-22 12.5 ci=12..13", ("on_track", "met")),
        ("KH 2014 30; KH 2021-22 12.5 ci=12..13", "KH 2014 30; KH 2021-22 22", ("met", "on_track")),
        ("KH 2014 30; KH 2021-22 24", "KH 2014 30; KH 2021-22 22", None),
        ("KH 2014 30; KH 2021-22 22", "KH 2014 30; KH 2021-22 12.5 k=own_survey", None),
    ],
)
def test_targets_are_news_only_where_they_are_met_or_missed(then: str, now: str, told: tuple[str, str] | None) -> None:
    from childrights.watch.claim_news import target_news

    target = next(one for one in desk(now, STUNTED).targets if one.kind == "at_most" and one.value > 13)
    found = [one for one in target_news(desk(then, STUNTED), desk(now, STUNTED)) if one.target == target.code]
    assert [(one.was, one.now) for one in found] == ([told] if told else [])
    if told == ("on_track", "met"):
        assert found[0].interval == (12.0, 13.0)
        assert "Its interval is 12 to 13." in lines(Digest((found[0],)))[0]


STUNTED = "stunting_cdhs_headline"


def desk(text: str, indicator: str):  # type: ignore[no-untyped-def]
    return lay_out_evidence([observation(one, indicator) for one in text.split(";")], CATALOGUE, indicator, 2026)


def test_no_place_moves_by_chance() -> None:
    """Two surveys of a thousand in each of 20 places of which nothing changed: hardly a place may be told as moved."""
    draw, moved = random.Random(7), 0
    truths = [20 + 2.0 * at for at in range(20)]
    for _ in range(10):
        surveys = []
        for year in ("2014", "2022"):
            told = []
            for at, truth in enumerate(truths, 1):
                value = min(max(draw.gauss(truth, 1.5), 1.0), 99.0)
                told.append(f"KH{at:02} {year} {value:.1f} ci={value - 2.9:.1f}..{value + 2.9:.1f}")
            surveys.append("; ".join(told))
        moved += len(
            list(rank_news(desk(surveys[0], "stunting_cdhs_printed"), desk(surveys[1], "stunting_cdhs_printed")))
        )
    assert moved <= 1


@pytest.mark.parametrize(
    ("sensitivity", "left_out", "layer", "moved"),
    [
        ("public", 0, "published", 2),
        ("aggregate_only", 0, "published", 0),
        ("public", 1, "published", 0),
        ("public", 0, "members", 0),
    ],
)
def test_places_move_among_the_same_by_published_figures_of_public_measures_alone(
    world: World, sensitivity: str, left_out: int, layer: str, moved: int
) -> None:
    indicator = replace(CATALOGUE.indicators["piped_water_households"], sensitivity=sensitivity)
    were, are = (all_observations(one, indicators=[indicator.code]) for one in (world.before, world.after))
    then, now = (
        replace(
            lay_out_evidence([replace(one, layer=layer) for one in figures], CATALOGUE, indicator.code, 2026),
            indicator=indicator,
        )
        for figures in (were, are[left_out:])
    )
    assert len(list(rank_news(then, now))) == moved


def test_nothing_is_new_where_nothing_changed(world: World) -> None:
    assert comparing.digest(world.after, world.after, CATALOGUE) == Digest()
    codes = {str(row["indicator"]) for row in AFTER}
    assert list(comparing.published_news(world.after, world.after, CATALOGUE, codes)) == []


def test_going_back_leaves_nothing_new(world: World, tmp_path: Path) -> None:
    home = copied(world, tmp_path)
    build_world(tmp_path, BEFORE)
    last = open_current(home)
    assert comparing.digest(world.before, last, CATALOGUE) == Digest()
    last.close()
    log = news_log.read_log(home)
    assert log and len(log.publications) == 3 and log.publications[0].digest
    assert log.publications[1].told_at == log.publications[0].built_at and not log.publications[0].told_at
    # What the second brought is told no more: neither its values nor what they were set against stand.
    assert not [one for one in log.publications[1].digest.items if isinstance(one, FigureNews) and one.figures]
    assert log.publications[1].digest.untold and "21.9" not in news_log.log_json(log)


ONE = observation("KH 2014 32", "stunting")
OTHER = observation("KH 2021-22 22", "stunting")
STANDS = {OTHER.about: (22.0, None, None), ONE.about: (33.0, None, None)}


@pytest.mark.parametrize(
    ("item", "now", "left"),
    [
        (FigureNews(ADDED, "stunting", NATION, True, 1, ("2021-22",), (OTHER,)), {}, True),
        (FigureNews(ADDED, "stunting", NATION, True, 1, ("2021-22",), (OTHER,)), {"values": {}}, None),
        (FigureNews(REVISED, "stunting", NATION, True, 1, ("2021-22",), (OTHER,), (ONE,)), {}, True),
        (FigureNews(REVISED, "stunting", NATION, True, 1, ("2021-22",), (OTHER,), (ONE,)), {"withdrawn": {ONE.id}}, ()),
        (
            FigureNews(REVISED, "stunting", NATION, True, 1, ("2021-22",), (OTHER,), (ONE,)),
            {"hidden": {("stunting", "2014")}},
            (),
        ),
        (RankNews("stunting", "KH05", "best", "worst", ("2014", "2014"), 9, (OTHER,), (ONE,)), {}, True),
        (
            RankNews("stunting", "KH05", "best", "worst", ("2014", "2014"), 9, (OTHER,), (ONE,)),
            {"withdrawn": {ONE.id}},
            None,
        ),
        (TargetNews("stunting", "t", "met", "missed", Bilingual("x", "y"), None, (OTHER,), (ONE,)), {}, True),
        (
            TargetNews("stunting", "t", "met", "missed", Bilingual("x", "y"), None, (OTHER,), (ONE,)),
            {"hidden": {("stunting", "2014")}},
            None,
        ),
        (MembersNews(ADDED, "Member A", "stunting", 3, ("2014",), ("U0001",)), {"uploads": {"U0001"}}, True),
        (MembersNews(ADDED, "Member A", "stunting", 3, ("2014",), ("U0001",)), {}, None),
        (GapNews(CLOSED, "never", "DHW", "stunting", None, None, 0, Bilingual()), {"values": {}}, True),
    ],
)
def test_what_may_still_be_told(item: words.Item, now: Mapping[str, object], left: object) -> None:
    known = replace(Standing(STANDS, frozenset(), frozenset(), frozenset()), **now)  # type: ignore[arg-type]
    found = told_with(Digest((item,)), known)
    assert found.untold == (left is None)
    if left is not None:
        assert found.items[0] == (item if left is True else replace(item, before=()))  # type: ignore[call-arg]
    assert told_with(found, known) == found


def test_members_figures_are_named_without_a_value_and_taken_back_by_name(world: World, tmp_path: Path) -> None:
    home, inputs = copied(world, tmp_path), write_world(tmp_path, AFTER)
    upload = send(home, "Member A", figures("stunting_cdhs_printed", 2014, {"KH07": 47.3, "KH08": 48.9}))
    build(State(home), inputs)
    log = news_log.read_log(home)
    assert log and log.newest
    assert lines(log.newest.digest) == ["Member A sent figures of “Stunting (CDHS tables)”, of 2014: 2."]
    record_withdrawal(State(home), upload.id, why="a slip", who=owner("x"))
    build(State(home), inputs)
    log = news_log.read_log(home)
    assert log and log.newest
    told = "Member A: figures of “Stunting (CDHS tables)” no longer here, of 2014: 2."
    assert lines(log.newest.digest) == [told]
    for name in (news_log.LOG_FILE, *FEED_FILES.values()):
        text = (home / name).read_text(encoding="utf-8")
        assert "Member A" in text and "47.3" not in text and "48.9" not in text


def test_the_first_publication_and_one_without_news_say_so(world: World) -> None:
    log = news_log.read_log(world.home)
    assert log and not log.publications[1].digest and not log.publications[1].before
    assert "There is no earlier publication here to compare it with." in title_words(log.publications[1], T)
    silent = replace(log.publications[0], digest=Digest())
    assert title_words(silent, T).startswith("Nothing changed in substance")
    emptied = replace(silent, digest=Digest((), 3))
    assert news_log.NewsLog((emptied, silent, *log.publications)).latest_news == log.publications[0]
    # The same content in another file, as after a new version of the dashboard, is not even looked at.
    same = news_log.publication(world.after, world.after, CATALOGUE)
    assert same.before == world.after.name and not same.digest


def test_whoever_stops_before_the_pointer_is_replaced_leaves_what_stood(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(world, tmp_path)
    feed, known = (home / FEED_FILES["en"]).read_bytes(), news_log.read_log(home)
    with monkeypatch.context() as patched:
        patched.setattr(publish, "_tidy", lambda *_: None)
        real = publish.replace_file

        def stop(path: Path, content: bytes) -> None:
            if path.name == "CURRENT":
                raise KeyboardInterrupt
            real(path, content)

        patched.setattr(publish, "replace_file", stop)
        with pytest.raises(KeyboardInterrupt):
            build_world(tmp_path, SHARED)
    assert read_pointer(home).file == world.after.path.name
    # What rests on figures that the new snapshot would not have is out of it already, and nothing of it is in.
    now = news_log.read_log(home)
    assert now and known and [one.snapshot for one in now.publications] == [one.snapshot for one in known.publications]
    assert len((home / FEED_FILES["en"]).read_bytes()) <= len(feed)
    build_world(tmp_path, SHARED)
    now = news_log.read_log(home)
    assert now and now.newest and now.newest.before == world.after.name


def test_a_fault_in_the_news_keeps_no_figure_from_being_published(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(world, tmp_path)
    with monkeypatch.context() as patched:

        def fail(*_: object) -> None:
            raise ArithmeticError

        patched.setattr(announcing, "publication", fail)
        patched.setattr(news_log, "publication", fail)
        report = build_world(tmp_path, SHARED)
    assert Path(read_pointer(home).file).stem == report.snapshot
    assert news_log.read_log(home) is None and not (home / FEED_FILES["km"]).exists()
    assert not build_world(tmp_path, SHARED).built
    log = news_log.read_log(home)
    assert log and log.newest and log.newest.digest


@pytest.mark.parametrize("damage", ["", '{"format": "other"}', '{"format": "child-rights-news", "version": 1}'])
def test_a_log_that_is_gone_or_damaged_is_made_anew_and_feeds_keep_their_names(
    world: World, tmp_path: Path, damage: str
) -> None:
    home = copied(world, tmp_path)
    whole, feeds = (home / news_log.LOG_FILE).read_bytes(), (home / FEED_FILES["en"]).read_bytes()
    (home / news_log.LOG_FILE).write_text(damage, encoding="utf-8")
    (home / FEED_FILES["en"]).unlink()
    assert news_log.read_log(home) is None
    assert not build_world(tmp_path, AFTER).built
    assert (home / news_log.LOG_FILE).read_bytes() == whole and (home / FEED_FILES["en"]).read_bytes() == feeds


def test_snapshots_that_were_tidied_away_are_not_missed(world: World, tmp_path: Path) -> None:
    home = copied(world, tmp_path)
    (home / "snapshots" / world.before.path.name).unlink()
    log = news_log.read_log(home)
    assert log and log.newest and log.newest.digest == world.digest
    (home / news_log.LOG_FILE).unlink()
    build_world(tmp_path, AFTER)
    log = news_log.read_log(home)
    assert log and log.newest and not log.newest.before and not log.newest.digest


def test_an_older_snapshot_that_is_damaged_is_passed_over(world: World, tmp_path: Path) -> None:
    home = copied(world, tmp_path)
    (home / "snapshots" / world.before.path.name).write_bytes(b"no database")
    log = news_log.rebuilt_log(home, CATALOGUE)
    assert [(one.snapshot, one.before) for one in log.publications] == [(world.after.name, "")]


def test_news_of_a_measure_that_is_no_more_has_no_words_and_is_left_out(world: World) -> None:
    without = {code: one for code, one in CATALOGUE.indicators.items() if code != "wasting"}
    news = replace(news_log.Publication("a", "2026-11-30T10:00:00+00:00"), digest=world.digest)
    silence = replace(news, snapshot="b", digest=Digest())
    known = replace(CATALOGUE, indicators=without)
    log = news_log.with_publication(news_log.NewsLog((news,)), silence, world.after, known)
    left = log.publications[1].digest
    assert left.untold and not [one for one in left.items if getattr(one, "indicator", "") == "wasting"]


@pytest.mark.parametrize("where", [PLACES, NATION])
def test_values_of_a_measure_that_is_public_no_more_leave_the_news(world: World, where: str) -> None:
    """By place and group, as in new news; where a place stood goes with them."""
    code = "piped_water_households" if where == PLACES else "wasting"
    narrowed = replace(CATALOGUE.indicators[code], sensitivity="aggregate_only")
    left = _told_by(world, replace(CATALOGUE, indicators={**CATALOGUE.indicators, code: narrowed}))
    own = [one for one in left.items if getattr(one, "indicator", "") == code]
    assert own and not [one for one in own if isinstance(one, RankNews)]
    assert bool([one for one in own if getattr(one, "figures", ())]) == (where == NATION)


def test_news_by_a_source_that_is_gone_or_another_one_are_told_no_more(world: World) -> None:
    revised = world.only(FigureNews, change=REVISED, indicator="wasting")
    assert isinstance(revised, FigureNews)
    assert _told_by(world, CATALOGUE) == world.digest
    gone = replace(revised, before=tuple(replace(one, source="nowhere") for one in revised.before))
    assert not _told_by(world, CATALOGUE, Digest((gone,))).items
    known = Standing(STANDS, frozenset(), frozenset(), frozenset(), {OTHER.about: "another"})
    assert not told_with(Digest((FigureNews(ADDED, "stunting", NATION, True, 1, ("2021-22",), (OTHER,)),)), known).items


def _told_by(world: World, catalogue: Catalogue, told: Digest | None = None) -> Digest:
    """A digest, else that of the world, as the next publication, which brings nothing, leaves it with a catalogue."""
    news = news_log.Publication("a", "2026-11-30T10:00:00+00:00", digest=told or world.digest)
    silence = replace(news, snapshot="b", digest=Digest())
    return news_log.with_publication(news_log.NewsLog((news,)), silence, world.after, catalogue).publications[1].digest


def copied(world: World, folder: Path) -> Path:
    """A copy of the world to write to, with the files it was made of."""
    shutil.copytree(world.home, folder / "home")
    write_world(folder, AFTER)
    for part in ("layouts", "sources"):
        shutil.copytree(world.home.parent / part, folder / part, dirs_exist_ok=True)
    return folder / "home"


def test_the_log_is_what_was_written(world: World) -> None:
    log = news_log.read_log(world.home)
    assert log and news_log.log_from_json(news_log.log_json(log)) == log
    kinds = {type(one) for one in world.digest.items}
    assert kinds >= {FigureNews, MessageNews, RankNews, GapNews}
    assert json.loads(news_log.log_json(log))["publications"][0]["items"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_is_atom(world: World, lang: str) -> None:
    """The elements that RFC 4287 requires of a feed and of an entry, names that are one, and times with a zone."""
    feed = xml.fromstring((world.home / FEED_FILES[lang]).read_bytes())
    assert feed.tag == f"{{{ATOM}}}feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert len(entries) == 1
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{{{ATOM}}}{name}")) == 1 and one.findtext(f"{{{ATOM}}}{name}")
        assert str(one.findtext(f"{{{ATOM}}}id")).startswith("urn:uuid:")
        assert str(one.findtext(f"{{{ATOM}}}updated")).endswith("+00:00")
    assert feed.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name")
    assert feed.find(f"{{{ATOM}}}link").get("rel") == "self"  # type: ignore[union-attr]
    told = entries[0].findall(f"{{{ATOM}}}content[@type='xhtml']/{{{XHTML}}}div/{{{XHTML}}}ul/{{{XHTML}}}li")
    assert told and len(told) == len(words.leading(world.digest, 20))
    names = {
        str(xml.fromstring((world.home / FEED_FILES[one]).read_bytes()).findtext(f"{{{ATOM}}}id")) for one in LANGUAGES
    }
    assert len(names) == len(LANGUAGES)


def test_the_feed_of_a_first_publication_is_empty_and_sound(tmp_path: Path) -> None:
    first = news_log.NewsLog((news_log.Publication("one", "2026-11-30T10:00:00+00:00"),))
    assert not xml.fromstring(news_feed(first, CATALOGUE, T)).findall(f"{{{ATOM}}}entry")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_tells_everything_under_its_heading(world: World, lang: str) -> None:
    t, newest = translator(lang), news_log.read_log(world.home)
    assert newest and newest.newest
    text = news_text(newest.newest, CATALOGUE, t)
    assert all(f"- {line}" in text for line in [words.line(one, CATALOGUE, t) for one in world.digest.items])
    assert "{" not in text
    kinds = [t._(title) for title in words.SECTIONS.values() if t._(title) in text]
    assert [text.index(one) for one in kinds] == sorted(text.index(one) for one in kinds)


def test_what_leads_is_of_different_measures(world: World) -> None:
    found = words.leading(world.digest, 5)
    about = [one.topic if isinstance(one, GapNews) else one.indicator for one in found]
    assert len(about) == len(set(about)) == len(found)
    assert isinstance(found[0], MessageNews) and found[0].change == FALLEN


def test_the_log_is_bounded_and_keeps_news_rather_than_silence(world: World) -> None:
    news = replace(news_log.Publication("a", "2026-11-30T10:00:00+00:00"), digest=world.digest)
    silence = replace(news, digest=Digest())
    log = news_log.NewsLog()
    for _ in range(40):
        log = news_log.with_publication(log, news, world.after, CATALOGUE)
    for _ in range(40):
        log = news_log.with_publication(log, silence, world.after, CATALOGUE)
    assert [bool(one.digest) for one in log.publications].count(True) == news_log.MOST_TOLD
    assert len(log.publications) == news_log.MOST_TOLD + news_log.MOST_SILENT


def test_an_item_is_of_a_published_figure_alone(world: World) -> None:
    every: list[Observation] = [
        one for item in world.digest.items for one in (*getattr(item, "figures", ()), *getattr(item, "before", ()))
    ]
    assert every and all(one.layer == "published" and not one.cell and one.denominator is None for one in every)
