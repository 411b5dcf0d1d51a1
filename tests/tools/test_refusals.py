"""What counts refusals finds those without a reason that a person accepts."""

from __future__ import annotations

from dataclasses import replace

import pytest

import tools.refusals as counting
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.messages.composing import answer_question
from childrights.messages.evidence import TopicEvidence, desk
from childrights.messages.finding import DO_NOT_SAY, REFUSES, Ask, ClaimReason, Finding
from childrights.snapshot.snapshot import Snapshot
from tests.childrights.messages.rules import every_question

CATALOGUE = load_catalogue()


def figure(year: int, area: str = "KH", value: float | None = 1.0, **more: str) -> Observation:
    return Observation("stunting", area, year, year, str(year), value=value, **more)  # type: ignore[arg-type]


FIGURES = (figure(2005), figure(2010), figure(2010, sex="female"), figure(2010, sex="male"), figure(2014))


@pytest.mark.parametrize(
    ("ask", "code", "wrong"),
    [
        (Ask("change", "stunting", "KH", "2010"), "no_earlier", True),
        (Ask("change", "stunting", "KH", "2005"), "no_earlier", False),
        (Ask("change", "stunting", "KH05", "2010"), "no_earlier", False),
        (Ask("change", "stunting", "KH", "2010", Group(sex="female")), "no_earlier", False),
        (Ask("gap", "stunting", "KH", "2010", versus="sex"), "no_split", True),
        (Ask("gap", "stunting", "KH", "2010", Group(sex="female"), "sex"), "no_split", True),
        (Ask("gap", "stunting", "KH", "2010", versus="wealth"), "no_split", False),
        (Ask("gap", "stunting", "KH", "2014", versus="sex"), "no_split", False),
        (Ask("rank", "stunting", "KH05", "2010"), "country_rank", True),
        (Ask("rank", "stunting", "KH", "2010"), "country_rank", False),
    ],
)
def test_a_reason_that_the_figures_contradict_is_found(ask: Ask, code: str, wrong: bool) -> None:
    assert counting.untrue(ask, code, FIGURES) == wrong


def test_a_class_holds_a_reason_once() -> None:
    every = [code for codes in counting.ACCEPTED.values() for code in codes]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("reasons", "fault"),
    [
        ((), "refused without a reason"),
        ((ClaimReason("whim", REFUSES),), "whim is in no class"),
        ((ClaimReason("no_earlier", REFUSES),), "the figures contradict no_earlier"),
    ],
)
def test_a_refusal_that_nobody_accepts_is_told(
    shipped: Snapshot, monkeypatch: pytest.MonkeyPatch, reasons: tuple[ClaimReason, ...], fault: str
) -> None:
    at, found = desk(shipped, CATALOGUE, "stunting", 2026), counting.Tally()

    def refused(ask: Ask, at: TopicEvidence) -> Finding:
        return replace(answer_question(ask, at), verdict=DO_NOT_SAY, way="", reasons=reasons)

    monkeypatch.setattr(counting, "answer_question", refused)
    found.told["whim"] = "Because"
    found.add(at, [Ask("change", "stunting", "KH", "2014")])
    assert [one for one in found.faults if one.endswith(fault)]


def test_a_sample_of_the_shipped_figures_is_refused_for_reasons_alone(shipped: Snapshot) -> None:
    """All of them are counted by the tool itself."""
    found = counting.Tally()
    for code in ("stunting_nchs", "population_census", "lower_secondary_gender_parity"):
        if code in CATALOGUE.indicators:
            at = desk(shipped, CATALOGUE, code, 2026)
            found.add(at, every_question(at)[::5])
    assert found.faults == [] and found.refused > 100
    told = "\n".join(counting.lines(found))
    assert f"{found.refused:,} refused" in told and all(f"`{code}`" in told for _, code in found.why)
