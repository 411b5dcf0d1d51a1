"""A desk from one line: ``KH 2014 32.4 n=4439; KH05 2014 40.5 ci=35..46 g=female s=small_sample``.

A member's figure has its kind of source: ``KH 2014 12 k=own_survey``, and ``p=our_clients`` for a part of the people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import MEMBERS, PUBLISHED, Group, Observation
from childrights.catalogue.silences import NOT_FOUND, SEARCH_LEVELS, Search
from childrights.i18n import translator
from childrights.members.layers import Sender
from childrights.members.provenance import Provenance
from childrights.messages.composing import dimension_of
from childrights.messages.evidence import TopicEvidence, lay_out_evidence
from childrights.messages.finding import Ask
from childrights.messages.message import Message, compose

CATALOGUE = load_catalogue()
MEMBER = "Member A"
SAID = {
    "own_records": Provenance(),
    "own_survey": Provenance("own_survey", sample=350),
    "quoted": Provenance("quoted", publication="Health yearbook", publication_year=2015, publication_table="Table 11"),
}
UPLOADS = {kind: f"U000{number}" for number, kind in enumerate(SAID, start=1)}
SENDERS = {UPLOADS[kind]: Sender(UPLOADS[kind], MEMBER, "", "", "", "", "", said) for kind, said in SAID.items()}
ENGLISH, KHMER = translator("en"), translator("km")


def group(text: str) -> Group:
    """``female/6-8`` as a group; empty for everybody."""
    return Group(**{dimension_of(code): code for code in text.split("/") if code})


def sample(given: Mapping[str, str]) -> dict[str, Any]:
    """``n=400`` people asked; ``w=400/820`` weighted, with the estimate of those asked, if any; ``u=400``
    nobody knows which; ``b=`` other people."""
    kinds = {"n": "unweighted", "w": "weighted", "u": ""}
    kind, size = next(((kinds[name], given[name]) for name in kinds if name in given), ("", ""))
    first, _, asked = size.partition("/")
    known = {"sample_size": int(first), "sample_kind": kind} if first else {}
    return {**known, "sample_base": given.get("b", ""), "estimated_cases": int(asked) if asked else None}


def observation(text: str, indicator: str) -> Observation:
    """One figure. ``-`` stands for no value; ``i=`` names another indicator, ``src=`` the source, ``k=`` a kind, ``pr=``
    programme and round (``cses/2019-20``), the programme alone in its own year."""
    area, period, value, *rest = text.split()
    given = dict(part.split("=") for part in rest)
    start = int(period[:4])
    end = start if "-" not in period else start // 100 * 100 + int(period[5:])
    lower, _, upper = given.get("ci", "").partition("..")
    of = group(given.get("g", ""))
    return Observation(
        given.get("i", indicator),
        area,
        start,
        end,
        period,
        of.sex,
        of.age,
        of.residence,
        of.wealth,
        of.disability,
        value=None if value == "-" else float(value),
        lower=float(lower) if lower else None,
        upper=float(upper) if upper else None,
        **sample(given),
        status=given.get("s", "normal"),
        programme=given.get("pr", "").partition("/")[0],
        round=given.get("pr", "").partition("/")[2] or period,
        source="" if "k" in given else given.get("src", "census2019"),
        upload=UPLOADS.get(given.get("k", ""), ""),
        layer=MEMBERS if "k" in given else PUBLISHED,
        member=MEMBER if "k" in given else "",
        source_kind=given.get("k", ""),
        scope=given.get("p", "").replace("_", " "),
        note=given.get("note", "").replace("_", " ").replace("/", "; "),
        id=f"{given.get('i', '')}{area}-{period}-{given.get('g', '')}",
    )


def desk_of(figures: str, indicator: str = "stunting", today: int = 2016) -> TopicEvidence:
    """The desk with these figures."""
    found = (observation(one, indicator) for one in figures.split(";") if one.strip())
    return lay_out_evidence(found, CATALOGUE, indicator, today, SENDERS)


def ask_of(text: str, indicator: str = "stunting") -> Ask:
    """``place KH05 2014 vs=KH g=female`` as a question; ``by=member`` asks for one member's figures, ``picked=yes`` as
    the product does by itself, and after ``searched=3`` so many places were searched for every figure of the topic,
    without finding any."""
    kind, *rest = text.split()
    plain = [part for part in rest if "=" not in part]
    given = dict(part.split("=") for part in rest if "=" in part)
    area, period = (*plain, "KH", "")[:2] if plain else ("KH", "")
    period = plain[1] if len(plain) > 1 else ""
    return Ask(kind, indicator, area, period, group(given.get("g", "")), given.get("vs", ""), picked="picked" in given)


def searches(topic: str, places: int) -> tuple[Search, ...]:
    """A search at every level, in so many places by name."""
    where = {place.code: place for one in CATALOGUE.searches for place in one.places if place.named}
    looked = tuple(where[code] for code in sorted(where))[:places]
    day = date(2026, 11, 30)
    return tuple(
        Search((topic,), (), level, "", None, None, NOT_FOUND, looked, day, "us", "យើង", "", "")
        for level in SEARCH_LEVELS
    )


def said(figures: str, ask: str, indicator: str = "stunting", today: int = 2016) -> tuple[Message, Message]:
    """The message in both languages."""
    desk, question = desk_of(figures, indicator, today), ask_of(ask, indicator)
    if "by=member" in ask:
        desk = replace(desk, member=MEMBER)
    if "searched=" in ask:
        found = searches(desk.indicator.topic, int(ask.split("searched=")[1].split()[0]))
        desk = replace(desk, catalogue=replace(desk.catalogue, searches=found))
    return compose(question, desk, ENGLISH), compose(question, desk, KHMER)
