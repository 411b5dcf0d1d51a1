"""What no message may do, whatever the figures are: invent a number, name a cause, ask, or claim across intervals.

Every number of headline, support, caveat and reasons is parsed back and traced to the observations, in both languages
and both kinds of digits; what is derived is worked out anew in ``tracing``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.catalogue.model import DIMENSIONS, Group, Observation
from childrights.i18n import Translator
from childrights.messages import reasons, templates
from childrights.messages.candidate_list import candidates
from childrights.messages.composing import answer_question
from childrights.messages.evidence import desk, lay_out_evidence
from childrights.messages.finding import Ask
from childrights.messages.message import worded_message
from childrights.messages.vocabulary import load_message_words, populations
from childrights.snapshot.snapshot import Snapshot
from tests.childrights.messages.golden import cases
from tests.childrights.messages.making import CATALOGUE, ENGLISH, KHMER, ask_of, desk_of
from tests.childrights.messages.rules import FORBIDDEN, breaks_no_rule, every_question
from tests.childrights.messages.tracing import comparability_notes, untraced

SAMPLE = 20
"""Questions asked of each indicator here; ``python run.py bench messages`` asks all."""
YEARS = st.integers(2000, 2028)
GROUPS = st.sampled_from(
    [
        Group(),
        Group(sex="female"),
        Group(sex="male"),
        Group(residence="rural"),
        Group(residence="urban"),
        Group(age="6-8"),
        Group(age="9-11"),
        *(Group(wealth=f"quartile_{n}") for n in range(1, 5)),
        Group(disability="with_disability"),
    ]
)
AREAS = st.sampled_from(("KH", "KH05", "KH06", "KH03", "KH02+KH24", "KH11+KH16"))
CODES = st.sampled_from(sorted(load_message_words()))
KINDS = st.sampled_from(("level", "place", "change", "rank", "people", "target", "gap", "group", "absence"))
STATUSES = st.sampled_from(("normal", "normal", "normal", "modelled", "provisional", "small_sample", "suppressed"))


@st.composite
def figures(draw: st.DrawFn, code: str, area: str) -> Observation:
    indicator = CATALOGUE.indicators[code]
    top = 100.0 if indicator.unit == "percent" else 200.0 if indicator.unit == "per_1000" else 5000.0
    value = round(draw(st.sampled_from((0.0, top)) | st.floats(0, top)), 2)
    half = draw(st.none() | st.floats(0, 20))
    year, two = draw(YEARS), draw(st.booleans())
    group, status = draw(GROUPS), draw(STATUSES)
    return Observation(
        code,
        area,
        year,
        year + two,
        f"{year}-{(year + 1) % 100:02}" if two else str(year),
        **{name: getattr(group, name) for name in DIMENSIONS},
        value=None if status == "suppressed" else value,
        lower=None if half is None else max(0.0, value - half),
        upper=None if half is None else value + half,
        sample_size=draw(st.none() | st.integers(1, 3000)),
        status=status,
        source=draw(st.sampled_from(("census2019", "gdl_area", "ppp_cdhs2122"))),
        id=f"{code}-{area}-{year}-{two}-{group}",
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Ask, list[Observation]]:
    code = draw(CODES)
    words = load_message_words()[code]
    others = [name for name, _ in populations(words.people)]
    found = {
        one.key: one
        for area in ("KH", "KH05", "KH11+KH16")
        for name in (code, *others)
        for one in draw(st.lists(figures(name, area), max_size=4))
    }
    kind, area = draw(KINDS), draw(AREAS)
    versus = draw(
        {"place": AREAS, "gap": st.sampled_from(DIMENSIONS), "group": st.sampled_from(("male", "urban", "9-11"))}.get(
            kind, st.just("")
        )
    )
    period = draw(st.just("") | YEARS.map(str)) if kind != "absence" else ""
    return Ask(kind, code, area, period, draw(GROUPS), versus), list(found.values())


@settings(max_examples=250)
@given(questions())
def test_no_message_breaks_a_rule(question: tuple[Ask, list[Observation]]) -> None:
    ask, at = question[0], lay_out_evidence(question[1], CATALOGUE, question[0].indicator, 2024)
    found = answer_question(ask, at)
    for t, khmer_digits in ((ENGLISH, False), (KHMER, False), (KHMER, True)):
        breaks_no_rule(worded_message(found, at, t, khmer_digits=khmer_digits), found, ask, at)


@pytest.mark.parametrize("t", [ENGLISH, KHMER], ids=["en", "km"])
def test_a_number_that_was_changed_has_no_origin(t: Translator) -> None:
    for case in cases():
        at, ask = (
            desk_of(case["figures"], case["indicator"], int(case["today"])),
            ask_of(case["ask"], case["indicator"]),
        )
        message = worded_message(answer_question(ask, at), at, t)
        assert untraced(message, ask, at) == []
        for name in ("headline", "support", "caveat"):
            text = re.sub(r"(Sources?:|ប្រភព៖).*", "", getattr(message, name))
            for note in comparability_notes(message, at):
                text = text.replace(note, "")
            names = [one.span() for one in re.finditer(r"“[^”]*”|«[^»]*»", text)]
            for written in re.finditer(r"\d+(?:[.,]\d+)*", text) if message.headline else ():
                if any(start < written.start() < end for start, end in names):
                    continue
                other = f"{written.group()[:-1]}{(int(written.group()[-1]) + 3) % 10}"
                if other in f"{message.headline} {message.support}":  # another year, which has an origin
                    continue
                changed = replace(message, **{name: text[: written.start()] + other + text[written.end() :]})
                assert untraced(changed, ask, at), getattr(changed, name)


def test_words_of_templates_and_tables_name_no_cause() -> None:
    tables = [table for name, table in vars(templates).items() if name.isupper() and isinstance(table, dict)]
    texts = [
        text for table in tables for value in table.values() for text in (value if type(value) is tuple else (value,))
    ]
    texts += [*templates.PEOPLE.values(), *reasons.REASONS.values()]
    texts += [getattr(one, name) for one in load_message_words().values() for name in one.__dataclass_fields__]
    assert [text for one in texts for text in (one, KHMER._(one)) if FORBIDDEN.search(text)] == []


@pytest.mark.parametrize("code", sorted(CATALOGUE.indicators))
def test_the_shipped_figures_are_answered_by_the_rules(shipped: Snapshot, code: str) -> None:
    at = desk(shipped, CATALOGUE, code, 2026)
    asks = every_question(at)
    for place, ask in enumerate(Random(code).sample(asks, min(SAMPLE, len(asks)))):
        found = answer_question(ask, at)
        for t in (ENGLISH, KHMER):
            breaks_no_rule(worded_message(found, at, t, khmer_digits=place % 2 == 0), found, ask, at)


@pytest.mark.parametrize("area", ["KH", "KH16", "KH25"])
def test_candidates_of_a_place(shipped: Snapshot, area: str) -> None:
    desks = [desk(shipped, CATALOGUE, code, 2026) for code in ("stunting", "school_attendance", "basic_water_jmp")]
    by_code = {one.indicator.code: one for one in desks}
    found = candidates(desks, area)
    assert found
    told = [(one.finding.ask.kind == "absence", -one.score) for one in found]
    assert told == sorted(told)
    assert len({one.finding.ask.key for one in found}) == len(found)
    for one in found:
        for t in (ENGLISH, KHMER):
            message = worded_message(one.finding, by_code[one.finding.indicator.code], t)
            assert message.headline
            assert message.key == one.finding.ask.key
            assert message.observations or message.kind == "absence"
