"""Sixty and twenty sentences of the shipped figures, drawn at random, read against data/sources by a person.

The rule: every question that the figures allow (each kind, for every indicator, area, period and group) is put in the
order of the SHA-256 of the seed and its key. In that order the first is taken of every kind of question and verdict,
of the country as a whole and of a place or a group apart, of an indicator not taken before wherever there is one. What
is then missing of sixty is taken in turn from what the product picks by itself for the country and three provinces, and
from the rest. Languages alternate in the order of the strata, the other way about for places and groups.

When what the sixty showed was mended, twenty more were drawn by another seed: one of every kind of question, four that
the product picks by itself, the rest in turn, of indicators that the sixty do not hold as far as there are.

``python -m tests.childrights.messages.drawn`` writes the sentences of both tables anew, as the engine says them today,
and empties ``read_as`` of each that changed: it is then read again. With ``--draw`` others are drawn, unread.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import DIMENSIONS, Group, Observation
from childrights.i18n import translator
from childrights.messages.candidate_list import candidates
from childrights.messages.composing import answer_question
from childrights.messages.evidence import TopicEvidence, desk, desks
from childrights.messages.finding import KINDS, Ask
from childrights.messages.message import Message, worded_message
from childrights.messages.no_data import absences
from childrights.snapshot.snapshot import Snapshot, open_current
from childrights.statistics.subgroups import PAIRS
from etl.ledger.state import State
from etl.snapshot.assemble import build
from geo import COUNTRY

TODAY = 2026
PICKED_FOR, PICKED = (COUNTRY, "KH16", "KH05", "KH12"), 6
"""The country, a province of few people, one of many and the capital; so many of what is picked for them."""
ENGINE = ("verdict", "headline", "support", "caveat", "figures")
COLUMNS = ("key", "language", *ENGINE, "read_as", "remark")
SOUND, UNSOUND, UNCLEAR = "sound", "unsound", "unclear"

Row = dict[str, str]


class Draw(NamedTuple):
    """A table of sentences, with the seed and how many were drawn by it."""

    name: str
    seed: str
    size: int

    @property
    def file(self) -> Path:
        return Path(__file__).with_name(self.name)


FIRST, SECOND = Draw("reviewed.csv", "30 November 2026", 60), Draw("reviewed_again.csv", "mended, 30 November 2026", 20)


def questions(at: TopicEvidence) -> Iterator[Ask]:
    """Every question that the figures of an indicator allow."""
    code = at.indicator.code
    for area, period, group in dict.fromkeys((one.area, one.period_label, Group.of(one)) for one in at.figures):
        kinds = [("level", ""), ("place", COUNTRY), ("change", ""), ("rank", ""), ("people", ""), ("target", "")]
        kinds += [("gap", name) for name in DIMENSIONS]
        kinds += [("group", second) for name, (first, second) in PAIRS.items() if getattr(group, name) == first]
        yield from (Ask(kind, code, area, period, group, versus) for kind, versus in kinds)
    yield from (Ask("absence", code, versus=gap.kind) for gap in absences(at))


def turn(ask: Ask, seed: str) -> str:
    """What the order of the draw goes by."""
    return sha256(f"{seed}|{ask.key}".encode()).hexdigest()


def draw(snapshot: Snapshot) -> list[tuple[Ask, str]]:
    """Sixty questions with their languages, by the rule above."""
    on, order, picks = _at_hand(snapshot, FIRST.seed)
    strata: dict[tuple[str, str, bool], list[Ask]] = {}
    for ask in order:
        apart = ask.area != COUNTRY or ask.group != Group()
        strata.setdefault((ask.kind, answer_question(ask, on[ask.indicator]).verdict, apart), []).append(ask)
    taken: list[Ask] = []
    for name in sorted(strata):
        taken.append(_unlike(strata[name], taken))
    for number in range(PICKED):
        taken.append(replace(_unlike(picks[number % len(picks)], taken), picked=True))
    while len(taken) < FIRST.size:
        taken.append(_unlike(order, taken))
    return [(ask, ("en", "km")[(place + place // 2) % 2]) for place, ask in enumerate(taken[: FIRST.size])]


def draw_again(snapshot: Snapshot) -> list[tuple[Ask, str]]:
    """Twenty more, by the rule above."""
    _, order, picks = _at_hand(snapshot, SECOND.seed)
    before = [Ask.parse(one["key"]) for one in reviewed(FIRST)]
    taken = list(before)
    for kind in KINDS:
        taken.append(_unlike([one for one in order if one.kind == kind], taken))
    for row in picks:
        taken.append(replace(_unlike(row, taken), picked=True))
    while len(taken) < len(before) + SECOND.size:
        taken.append(_unlike(order, taken))
    return [(ask, ("en", "km")[place % 2]) for place, ask in enumerate(taken[len(before) :])]


def _at_hand(snapshot: Snapshot, seed: str) -> tuple[dict[str, TopicEvidence], list[Ask], list[list[Ask]]]:
    """The desks, every question in the order of the draw, and what is picked for each of ``PICKED_FOR``."""
    catalogue, by_turn = load_catalogue(), partial(turn, seed=seed)
    on = {code: desk(snapshot, catalogue, code, TODAY) for code in sorted(catalogue.indicators)}
    order = sorted((ask for at in on.values() for ask in questions(at)), key=by_turn)
    picks = [
        sorted((one.finding.ask for one in candidates(desks(snapshot, catalogue, TODAY, area), area)), key=by_turn)
        for area in PICKED_FOR
    ]
    return on, order, picks


def _unlike(asks: list[Ask], taken: list[Ask]) -> Ask:
    """The first of an indicator that none was taken of; else the first that was not taken."""
    known, keys = {one.indicator for one in taken}, {one.key for one in taken}
    left = [one for one in asks if one.key not in keys]
    return next((one for one in left if one.indicator not in known), left[0])


def said(snapshot: Snapshot, key: str, language: str) -> Row:
    """What the engine says today to the question ``key``."""
    ask = Ask.parse(key)
    at = _desk(snapshot, ask.indicator)
    message = worded_message(answer_question(ask, at), at, translator(language))
    below = message.caveat if message.headline else " ".join(message.reasons)
    told = (message.verdict, message.headline, message.support, below, _beside(message, at))
    return dict(zip(ENGINE, told, strict=True))


@cache
def _desk(snapshot: Snapshot, indicator: str) -> TopicEvidence:
    return desk(snapshot, load_catalogue(), indicator, TODAY)


def _beside(message: Message, at: TopicEvidence) -> str:
    """The figures that a sentence rests on, as the snapshot holds them."""
    known = {one.id: one for one in (*at.people, *at.examples, *at.newest.figures, *at.figures)}
    return "; ".join(_figure(known[code]) for code in message.observations)


def _figure(one: Observation) -> str:
    group = "/".join(code for name in DIMENSIONS if (code := getattr(one, name)) != "total")
    interval = f"[{one.lower:g}..{one.upper:g}]" if one.lower is not None and one.upper is not None else ""
    size = f"n={one.sample_size} {one.sample_kind}".strip() if one.sample_size else ""
    asked = f"asked~{one.estimated_cases}" if one.estimated_cases else ""
    value = "no value" if one.value is None else f"{one.value:.10g}"
    told = (one.indicator, one.area, one.period_label, group, value, interval, size, asked, one.sample_base)
    survey = f"{one.programme}/{one.round}" if one.programme else ""
    return " ".join(part for part in (*told, one.status, one.source, survey) if part)


def reviewed(of: Draw) -> list[Row]:
    """Every row, as it stands in the file."""
    with of.file.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(of: Draw, rows: Iterable[Row]) -> None:
    """Write the file anew."""
    with of.file.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Bring the file up to date, or draw."""
    with TemporaryDirectory() as home:
        build(State(Path(home)))
        snapshot = open_current(Path(home))
        for of, drawn in ((FIRST, draw), (SECOND, draw_again)):
            if "--draw" in sys.argv:
                asked = [{"key": ask.key, "language": language} for ask, language in drawn(snapshot)]
                write(of, [one | said(snapshot, one["key"], one["language"]) for one in asked])
            else:
                write(of, [_again(snapshot, row) for row in reviewed(of)])
        snapshot.close()


def _again(snapshot: Snapshot, row: Row) -> Row:
    now = said(snapshot, row["key"], row["language"])
    return row | now | ({} if all(now[name] == row[name] for name in ENGINE) else {"read_as": ""})


if __name__ == "__main__":
    main()
