"""What cards the shipped figures make: the best message of every indicator, in every shape and both languages.

Every card is held to the rules of ``tests/childrights/cards/rules.py`` (whole sentences, no letter too small, nothing
off the card, no number that the message does not tell, a code that resolves) or refused with its reason; a rule that is
broken ends the benchmark. Kept in ``bench/results/cards.csv``: what each card became, its smallest letter and its size.
"""

from __future__ import annotations

import csv
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from bench.measure import Case, measured
from childrights.cards import POSTER, SHAPES, MessageCard, NoCard, card_of, draw_card, poster_pdf
from childrights.catalogue import load_catalogue
from childrights.certificate import certificate
from childrights.i18n import LANGUAGES, translator
from childrights.messages import Finding, TopicEvidence, candidates, desks
from childrights.pictures import png
from childrights.snapshot import COUNTRY, open_current
from etl.ledger import State
from etl.snapshot import build
from tests.childrights.cards.rules import broken

TODAY = date(2026, 11, 30)
RESULTS = Path(__file__).parent / "results" / "cards.csv"
HEAVIEST = 300 * 1024
MOST_REFUSED = 0.05
"""The share of square cards and stories that may be refused."""
ALLOWED = 1.5
"""Seconds for the median card, with its file."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a card: its layout and step, or why it was refused."""

    indicator: str
    kind: str
    lang: str
    shape: str
    picture: str
    layout: str
    step: int
    whole_note: bool
    smallest_px: float
    kilobytes: float
    refused: str


def cases() -> Iterator[Case]:
    """Every card; then how many were refused, how large the files are, how long one takes."""
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as name:
        build(State(Path(name)))
        snapshot = open_current(Path(name))
        every = desks(snapshot, catalogue, TODAY.year, COUNTRY)
        by_code, best = {one.indicator.code: one for one in every}, dict[str, Finding]()
        for one in candidates(every):
            best.setdefault(one.finding.ask.indicator, one.finding)
        times: list[float] = []
        made = [made for code, found in best.items() for made in _made(found, by_code[code], times)]
        for code in dict.fromkeys(_codes(best, by_code)):
            certificate(snapshot, catalogue, code)
        snapshot.close()
    _keep(made)
    for shape in SHAPES:
        some = [one for one in made if one.shape == shape]
        refused, allowed = float(sum(bool(one.refused) for one in some)), MOST_REFUSED * (1 if shape in _PHONE else 3)
        yield measured(f"refused, {shape}", f"of {len(some)} cards", refused, allowed * len(some), "cards")
    heaviest = max(one.kilobytes for one in made if one.shape != POSTER)
    yield measured("heaviest PNG", f"of {len(made)}", heaviest, HEAVIEST / 1024, "KB")
    yield measured("card", f"the median of {len(times)}, with its file", statistics.median(times), ALLOWED)


_PHONE = ("square", "story")


def _codes(best: dict[str, Finding], by_code: dict[str, TopicEvidence]) -> Iterator[str]:
    for code, found in best.items():
        if one := card_of(found, by_code[code], translator("en")).code:
            yield one


def _made(found: Finding, at: TopicEvidence, times: list[float]) -> Iterator[Made]:
    for lang in LANGUAGES:
        card = card_of(found, at, translator(lang))
        for shape in SHAPES:
            begun = time.perf_counter()
            told = _one(card, shape)
            times.append(time.perf_counter() - begun)
            yield Made(found.ask.indicator, found.ask.kind, lang, shape, card.shown.kind, *told)


def _one(card: MessageCard, shape: str) -> tuple[str, int, bool, float, float, str]:
    try:
        drawn = draw_card(card, shape)
    except NoCard as refused:
        return "", 0, False, 0.0, 0.0, str(refused)
    wrong = broken(card, drawn, shape)
    assert not wrong, (card.key, card.lang, shape, wrong)
    written = poster_pdf(card, TODAY) if shape == POSTER else png(drawn.scene, {})
    size = round(len(written) / 1024, 1)
    return drawn.layout, drawn.step, drawn.whole_note, round(drawn.smallest, 1), size, ""


def _keep(made: list[Made]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(one.name for one in fields(Made))
        writer.writerows(astuple(one) for one in made)
