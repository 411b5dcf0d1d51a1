"""What no message may do, whatever the figures are: invent a number, name a cause, ask, or claim across intervals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childrights.catalogue import load_catalogue
from childrights.i18n import Translator
from childrights.messages import Ask, Message, candidates, compose, desk, laid_out, numbers_in, reasons, templates
from childrights.messages.compose import find
from childrights.messages.desk import Desk
from childrights.messages.finding import Finding, shown
from childrights.messages.fractions import everyday
from childrights.messages.vocabulary import load_message_words
from childrights.model import Group, Observation
from childrights.snapshot import Snapshot
from childrights.uncertainty import interval_of
from tests.childrights.messages.making import CATALOGUE, ENGLISH, KHMER

FORBIDDEN = re.compile(
    r"\b(because|caused?|causes|due to|led to|leads to|thanks to|result(s|ed)? in|as a result|resulting|owing to|driven by|"
    r"must|should|ought|urge[sd]?|demand(s|ed)?|call(s|ed)? (on|for))\b|ដោយសារ|បណ្តាល|ព្រោះ|មកពីមូលហេតុ|នាំឱ្យ|ត្រូវតែ|គួរតែ|សូមឱ្យ",
    re.IGNORECASE,
)
JUDGING = re.compile(r"\b(better|worse|best|worst|improv\w+|progress)\b|ល្អជាង|អន់ជាង|អន់បំផុត|ល្អបំផុត", re.IGNORECASE)
YEARS = st.integers(2000, 2024)
AREAS = st.sampled_from(("KH", "KH05", "KH06", "KH02+KH24", "KH11+KH16"))
CODES = st.sampled_from(sorted(load_message_words()))
KINDS = st.sampled_from(("level", "place", "change", "rank", "people", "target", "gap", "group"))


@st.composite
def figures(draw: st.DrawFn, code: str, area: str) -> Observation:
    indicator = CATALOGUE.indicators[code]
    top = 100.0 if indicator.unit == "percent" else 200.0 if indicator.unit == "per_1000" else 5000.0
    value = round(draw(st.floats(0, top)), 2)
    half = draw(st.none() | st.floats(0, 20))
    year = draw(YEARS)
    return Observation(
        code,
        area,
        year,
        year,
        str(year),
        sex=draw(st.sampled_from(("total", "female", "male"))),
        value=value,
        lower=None if half is None else max(0.0, value - half),
        upper=None if half is None else value + half,
        sample_size=draw(st.none() | st.integers(1, 3000)),
        source="census2019",
        id=f"{area}-{year}-{value}",
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Ask, list[Observation]]:
    code = draw(CODES)
    found = {
        one.key: one for area in ("KH", "KH05", "KH11+KH16") for one in draw(st.lists(figures(code, area), max_size=4))
    }
    kind, area = draw(KINDS), draw(AREAS)
    versus = {"place": draw(AREAS), "gap": "sex", "group": "male"}.get(kind, "")
    group = Group(sex="female") if kind == "group" else Group()
    return Ask(kind, code, area, "", group, versus), list(found.values())


def allowed(found: Finding, desk: Desk) -> set[float]:
    """Every number that the figures give: values as shown, results, years, ages, units, and numbers of the words."""
    numbers = {100.0, 1000.0, 100_000.0, 2.0, *found.results.values()}
    words = load_message_words()[desk.indicator.code]
    for one in found.figures:
        numbers |= {
            float(one.year_start),
            float(one.year_end),
            float(one.year_end % 100),
            float(desk.today - one.year_end),
        }
        if one.value is not None:
            value = shown(one.value, desk.indicator)
            numbers |= {value, float(round(value)), round(one.value)}
            for told, interval in (
                (value, interval_of(one, desk.indicator)),
                (shown(100 - value, desk.indicator), None),
            ):
                fraction = everyday(told, interval) if words.kind == "share" else None
                numbers |= {float(fraction.n), float(fraction.m)} if fraction else set()
    for text in (*(getattr(words, name) for name in words.__dataclass_fields__), *found.texts.values()):
        numbers |= {one.value for one in numbers_in(text)}
    return numbers


@settings(max_examples=300)
@given(questions(), st.sampled_from((ENGLISH, KHMER)), st.booleans())
def test_no_message_breaks_a_rule(question: tuple[Ask, list[Observation]], t: Translator, khmer_digits: bool) -> None:
    ask, at = question[0], laid_out(question[1], CATALOGUE, question[0].indicator, 2024)
    found, message = find(ask, at), compose(ask, at, t, khmer_digits=khmer_digits)
    assert (message.headline == "") == (message.verdict == "do_not_say")
    assert message.reasons or message.verdict == "say"
    foreign = [one for one in numbers_in(message.headline) if not _known(one.value, allowed(found, at))]
    assert foreign == [], message.headline
    for text in (message.headline, message.support, message.caveat, *message.reasons):
        assert not FORBIDDEN.search(text), text
        assert "{" not in text
        assert "  " not in text
    if at.indicator.is_context:
        assert not JUDGING.search(message.headline), message.headline
    _claims_nothing_across_intervals(found)


def _known(value: float, numbers: set[float]) -> bool:
    return any(abs(value - one) < 1e-6 for one in numbers)


def _claims_nothing_across_intervals(found: Finding) -> None:
    if found.ask.kind in ("place", "group", "change", "gap") and found.way in ("higher", "lower"):
        first, second = (interval_of(one, found.indicator) for one in found.figures[:2])
        assert not (first and second) or first.apart(second)


def test_words_of_templates_and_tables_name_no_cause() -> None:
    tables = [table for name, table in vars(templates).items() if name.isupper() and isinstance(table, dict)]
    texts = [*(text for table in tables for text in table.values()), templates.PEOPLE, *reasons.REASONS.values()]
    texts += [getattr(one, name) for one in load_message_words().values() for name in one.__dataclass_fields__]
    assert [text for text in texts if FORBIDDEN.search(text)] == []


def every_question(at: Desk) -> list[Ask]:
    """Level, place, change and rank of every area and period of an indicator."""
    code = at.indicator.code
    keys = dict.fromkeys((one.area, one.period_label) for one in at.figures)
    kinds = (("level", ""), ("place", "KH"), ("change", ""), ("rank", ""))
    return [Ask(kind, code, area, period, versus=versus) for area, period in keys for kind, versus in kinds]


@pytest.mark.parametrize("code", sorted(load_message_words()))
def test_every_figure_of_the_country_is_answered(shipped: Snapshot, code: str) -> None:
    at = desk(shipped, load_catalogue(), code, 2026)
    asks = every_question(at)
    for ask in [one for place, one in enumerate(asks) if one.area == "KH" or place % 7 == 0][:120]:
        for t in (ENGLISH, KHMER):
            _is_answered(compose(ask, at, t))


def _is_answered(message: Message) -> None:
    assert message.verdict in ("say", "say_weaker", "do_not_say")
    assert message.headline or message.reasons
    assert not FORBIDDEN.search(message.headline + message.support + message.caveat)


@pytest.mark.parametrize("area", ["KH", "KH16", "KH25"])
def test_candidates_of_a_place(shipped: Snapshot, area: str) -> None:
    desks = [
        desk(shipped, load_catalogue(), code, 2026) for code in ("stunting", "school_attendance", "basic_water_jmp")
    ]
    found = candidates(desks, area)
    assert found
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.finding.ask.key for one in found}) == len(found)
    for one in found:
        for t in (ENGLISH, KHMER):
            message = one.message(t)
            assert message.headline
            assert message.key == one.finding.ask.key
            assert message.observations or message.kind == "absence"
