"""Proposals of what takes an ask up are right often enough, measured on pairs that were judged before there was any."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.rights.recommendations import load_recommendations
from childrights.submissions.own_asks import OwnAsk
from childrights.submissions.proposing import Comparable, comparable, proposals

JUDGED = Path(__file__).with_name("judged_pairs.csv")


@dataclass(frozen=True)
class Pair:
    ask: OwnAsk
    target: str
    link: bool
    half: str


def ask_of(key: str, text_en: str, text_km: str = "", articles: str = "") -> OwnAsk:
    parts = tuple(part for part in articles.split(";") if part)
    return OwnAsk(key, key, "Test report", 2021, "", "", text_en, text_km, parts, ())


@cache
def judged() -> tuple[Pair, ...]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Pair(
            ask_of(row["ask"], row["text_en"], row["text_km"], row["articles"]),
            row["recommendation"],
            row["link"] == "yes",
            row["half"],
        )
        for row in rows
    )


@cache
def known() -> Comparable:
    return comparable(load_recommendations(load_catalogue()))


@cache
def proposed(ask: OwnAsk) -> frozenset[str]:
    return frozenset(one.target for one in proposals(ask, known()))


@pytest.mark.parametrize("half", ["develop"])
def test_proposals_are_right_and_few_links_are_missed(half: str) -> None:
    pairs = [one for one in judged() if one.half == half]
    made = [one for one in pairs if one.target in proposed(one.ask)]
    right = sum(one.link for one in made)
    assert right / len(made) >= 0.9
    assert right / sum(one.link for one in pairs) >= 0.7
