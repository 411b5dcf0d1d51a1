"""What publishing would change: maps, ranks, headlines, sentences and conflicts, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group
from childrights.i18n import LANGUAGES, translator
from childrights.members.by_member import Hand
from childrights.review.comparing import consequences
from childrights.review.items import Consequences
from childrights.review.words import consequence_lines, lead_words
from childrights.snapshot.snapshot import Snapshot, open_current
from childrights.watch.items import ADDED, CHANGED, FALLEN
from etl.ledger.state import State
from etl.snapshot.assemble import build
from tests.making import write_world
from tests.support.members import LONE, figures, send

CATALOGUE = load_catalogue()
HAND = Hand("member-a", "Member A")
PUBLISHED = [
    {"period": "2014", "value": 32},
    {"area": "KH05", "period": "2014", "value": 40},
    {"area": "KH12", "period": "2014", "value": 18},
]
BESIDE = {"KH05": 45.0, "KH21": 30.0}
FIRST = {"KH": 58.0, "KH12": 62.0, "KH17": 45.0, "KH21": 45.0}
SECOND = {"KH": 51.0, "KH12": 41.0, "KH17": 45.0}


@dataclass(frozen=True)
class Worlds:
    """Three snapshots of one state: with nothing sent, with a first file beside what is published, with a second one of
    an indicator that nobody else has, and with a third that says otherwise."""

    steps: tuple[Snapshot, ...]

    def found(self, at: int, to: int) -> Consequences:
        """What changes from one step to another."""
        return consequences(self.steps[at], self.steps[to], CATALOGUE)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    folder = tmp_path_factory.mktemp("review")
    inputs, home, steps = write_world(folder, PUBLISHED), folder / "home", []
    for sent in ((), figures("stunting", 2014, BESIDE), figures(LONE, 2023, FIRST), figures(LONE, 2023, SECOND)):
        if sent:
            send(home, "Member A", sent)
        build(State(home), inputs)
        steps.append(open_current(home))
    yield Worlds(tuple(steps))
    for one in steps:
        one.close()


def test_nothing_changes_between_a_snapshot_and_itself(worlds: Worlds) -> None:
    found = worlds.found(1, 1)
    assert (found.maps, found.ranks, found.headlines, found.sentences, found.opened) == ((), (), (), (), ())
    assert not found.news and not found.unasked
    assert found.outcomes["U0001"].shown == 2


def test_beside_what_is_published_only_a_map_on_request_and_a_conflict(worlds: Worlds) -> None:
    found = worlds.found(0, 1)
    (one,) = found.maps
    assert (one.indicator, one.period, one.group, one.hand) == ("stunting", "2014", Group(), HAND)
    assert (one.added, one.revised, one.gone) == (("KH05", "KH21"), (), ())
    assert (found.ranks, found.headlines, found.sentences) == ((), (), ()), "nobody sees it unasked"
    assert not found.unasked
    assert [(one.figure.value, one.published.value) for one in found.opened] == [(45.0, 40.0)]
    assert found.closed == ()
    assert [(one.member, one.count) for one in found.news.items] == [("Member A", 2)]


def test_of_what_nobody_else_has_everybodys_map_rank_headline_and_sentences(worlds: Worlds) -> None:
    found = worlds.found(1, 2)
    (one,) = found.maps
    assert (one.indicator, one.hand, one.added) == (LONE, None, ("KH12", "KH17", "KH21"))
    (ranked,) = found.ranks
    assert [(row.area, row.was, row.now) for row in ranked.rows] == [
        ("KH12", None, 1),
        ("KH17", None, 2),
        ("KH21", None, 2),
    ]
    (headline,) = found.headlines
    assert (headline.was.en, headline.was.km) == ("", "")
    assert "58.0" in headline.now.en and "58.0" in headline.now.km
    assert {one.change for one in found.sentences} == {ADDED}
    assert {one.key.split("|")[2] for one in found.sentences} == {"KH", "KH12", "KH17", "KH21"}
    assert found.unasked
    assert found.opened == found.closed == ()


def test_a_newer_file_changes_ranks_headline_and_the_sentences_somebody_keeps(worlds: Worlds) -> None:
    found = worlds.found(2, 3)
    (one,) = found.maps
    assert (one.added, one.revised, one.gone) == ((), ("KH12",), ())
    (ranked,) = found.ranks
    rows = [(row.area, row.was, row.now) for row in ranked.rows]
    assert rows == [("KH17", 2, 1), ("KH21", 2, 1), ("KH12", 1, 3)]
    assert ranked.rows[-1].before and ranked.rows[-1].before.value == 62.0
    assert ranked.rows[-1].after and ranked.rows[-1].after.value == 41.0
    (headline,) = found.headlines
    assert "58.0" in headline.was.en and "51.0" in headline.now.en
    changed = {one.key.split("|")[2]: one for one in found.sentences if one.change in (CHANGED, FALLEN)}
    assert changed.keys() == {"KH", "KH12"}
    assert "62.0" in changed["KH12"].was.en and "41.0" in changed["KH12"].now.en


def test_there_and_back_is_the_same_difference_the_other_way_round(worlds: Worlds) -> None:
    for at, to in ((0, 1), (1, 2), (2, 3), (0, 3)):
        there, back = worlds.found(at, to), worlds.found(to, at)
        assert [(m.indicator, m.hand, m.added, m.revised, m.gone) for m in there.maps] == [
            (m.indicator, m.hand, m.gone, m.revised, m.added) for m in back.maps
        ]
        one, other = ({(r.area, r.was, r.now) for c in found.ranks for r in c.rows} for found in (there, back))
        assert one == {(area, now, was) for area, was, now in other}
        assert [(h.was, h.now) for h in there.headlines] == [(h.now, h.was) for h in back.headlines]
        assert {c.figure.id for c in there.opened} == {c.figure.id for c in back.closed}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_is_told_in_words(worlds: Worlds, lang: str) -> None:
    t = translator(lang)
    for at, to in ((0, 1), (1, 2), (2, 3)):
        found = worlds.found(at, to)
        lines = consequence_lines(found, CATALOGUE, t)
        assert len(lines) == 1 + sum(
            map(len, (found.maps, found.headlines, found.sentences, found.opened, found.news.items))
        )
        assert not [one for one in lines if re.search(r"[{}]|\bNone\b", one)]
    assert lead_words(worlds.found(1, 2), translator("en")) == (
        "Publishing changes what everybody sees: 1 map, 1 order of places, 1 headline, 4 sentences."
    )
    assert lead_words(worlds.found(0, 1), translator("en")).startswith("Nothing that everybody sees changes. 1 map")
    assert lead_words(Consequences(), translator("en")) == "Nothing that somebody can see on a map changes."
