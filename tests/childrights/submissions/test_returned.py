"""What came back: links by people only, what was lost is told, ministries are counted as the list counts, tables return."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.newest.siblings import laid_by_concept
from childrights.rights.assessment import RecommendationStanding, standings
from childrights.rights.duty_bearers import load_ministries, ministries_of
from childrights.rights.recommendations import load_recommendations
from childrights.submissions.asks_brought_in import OwnAsk, ask_code
from childrights.submissions.measures_brought_in import StateMeasure
from childrights.submissions.ministry_cards import bearer_cards, figure_words
from childrights.submissions.proposing import UptakeProposal
from childrights.submissions.returned import Returned, ask_standings
from childrights.submissions.submission_tables import (
    NO_LINK,
    ask_line,
    ask_records,
    ask_rows,
    asks_csv,
    card_records,
    card_rows,
    measure_rows,
    reason_words,
)
from childrights.submissions.uptake_decisions import LINKED, OPEN, REFUSED, Uptake, decided
from etl.intake.bringing import OWN_ASKS, check_file
from etl.intake.matching import squeezed
from etl.ledger.state import State

CATALOGUE = load_catalogue()
BAN, ENFORCED = "QQTAX-JH818", "7Q1GG-F6AK9"
CODE = ask_code(squeezed("Test report"), squeezed("1"))
ASK = OwnAsk(
    CODE, "1", "Test report", 2021, "", "", "Ban corporal punishment by law.", "ហាមទណ្ឌកម្ម", ("19",), ("mowa", "moeys")
)
QUIET = OwnAsk("QUIET", "2", "Test report", 2021, "", "", "=Plant trees in every commune.", "", (), ())
LAW = StateMeasure(
    "LAW", "law", "Test law on corporal punishment", "", "2024-03", "drafted", ("mowa",), "", "Page", "https://x"
)


@cache
def known() -> dict[str, RecommendationStanding]:
    return {one.asked.code: one for one in standings(load_recommendations(CATALOGUE), (), ())}


def said(number: int, target: str, verdict: str, back: str = "") -> Uptake:
    return Uptake(
        f"T{number:05d}", CODE, target, verdict, "Because it is so.", "A member", "2026-11-30", "me", back, ""
    )


def found(*given: Uptake) -> Returned:
    return Returned(ask_standings([ASK, QUIET], [LAW], given, known()), (LAW,), known())


def test_nothing_is_linked_without_a_person() -> None:
    ask, quiet = found().asks
    assert ask.linked == ask.refused == ask.lost == () and quiet.proposed == ()
    assert {BAN, "LAW"} <= {made.target for made, _ in ask.proposed} and found().linked == 0
    assert all(isinstance(made, UptakeProposal) for made, _ in ask.proposed)


def test_the_last_decision_that_stands_counts_and_is_proposed_no_more() -> None:
    given = (said(1, BAN, LINKED), said(2, "LAW", LINKED), said(3, ENFORCED, REFUSED), said(4, "GONE", LINKED))
    ask = found(*given).asks[0]
    assert [one.asked.code for one in ask.recommendations] == [BAN] and ask.measures == (LAW,)
    assert [one.target for one, _ in ask.refused] == [ENFORCED] and [one.target for one in ask.lost] == ["GONE"]
    assert not {BAN, "LAW", ENFORCED} & {made.target for made, _ in ask.proposed}
    again = (*given, said(5, BAN, OPEN), said(6, ENFORCED, LINKED, back="2026-11-30"))
    opened = found(*again).asks[0]
    assert opened.recommendations == () and BAN in {made.target for made, _ in opened.proposed}
    assert decided(again)[CODE, ENFORCED].verdict == REFUSED


def test_a_measure_alone_is_no_recommendation_that_took_it_up() -> None:
    assert found(said(1, "LAW", LINKED)).linked == 0 and found(said(1, BAN, LINKED)).linked == 1
    newest = laid_by_concept((), CATALOGUE, 2026)
    (card,) = (one for one in bearer_cards(found(said(1, "LAW", LINKED)), newest) if one.bearer.code == "mowa")
    assert card.taken_up == 0


def test_a_ministry_is_counted_as_the_list_counts_it() -> None:
    newest = laid_by_concept((), CATALOGUE, 2026)
    cards = {one.bearer.code: one for one in bearer_cards(found(said(1, BAN, LINKED)), newest)}
    for ministry in load_ministries():
        rows = [one for one in known().values() if one.asked.kind == "recommendation"]
        own = [one for one in rows if ministries_of(one.asked, (ministry,))]
        if own:
            card = cards[ministry.code]
            assert {one.asked.code for one in card.asked} == {one.asked.code for one in own}
            assert sum(card.by_body.values()) == sum(card.statuses.values())
            assert sum(card.positions.values()) == sum(one.asked.mechanism == "UPR" for one in own)
    mowa, moeys = cards["mowa"], cards["moeys"]
    assert (len(mowa.asks), mowa.taken_up, mowa.measures) == (1, 1, (LAW,))
    assert (len(moeys.asks), moeys.measures) == (1, ())
    assert mowa.figures and all(one.figure is None for one in mowa.figures)
    assert figure_words(mowa.figures[0], CATALOGUE, translator("en")) == "no figure is held here"
    assert {one["code"] for one in card_records(tuple(cards.values()), CATALOGUE)} == set(cards)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_are_as_wide_as_their_heads_and_come_back_as_the_same(tmp_path: Path, lang: str) -> None:
    t, given = translator(lang), found(said(1, BAN, LINKED))
    newest = laid_by_concept((), CATALOGUE, 2026)
    tables = (ask_rows(given.asks, t), measure_rows([LAW], t), card_rows(bearer_cards(given, newest), CATALOGUE, t))
    for heads, rows in tables:
        assert rows and {len(row) for row in rows} == {len(heads)}
    assert t._(NO_LINK) in tables[0][1][1] and t._(NO_LINK) not in tables[0][1][0]
    (path := tmp_path / "asks.csv").write_bytes(asks_csv(given, t))
    checked = check_file(State(tmp_path / "home"), path, path.name, date(2026, 11, 30))
    assert checked.schema is OWN_ASKS and checked.faults == ()
    first, second = (one.payload for one in checked.planned)
    assert first == ASK and second.text_en == QUIET.text_en
    assert ask_records(given.asks)[0]["linked"]


def test_an_ask_without_a_link_claims_nothing() -> None:
    quiet = ask_line(ask_records(found().asks)[0])
    assert NO_LINK == "no link confirmed yet" and "no link confirmed yet, " in quiet
    assert "1 linked, " in ask_line(ask_records(found(said(1, BAN, LINKED)).asks)[0])


def test_a_card_tells_the_newest_figure_of_each_topic() -> None:
    newest: Any = SimpleNamespace(catalogue=CATALOGUE, headline=lambda topic: SimpleNamespace(newest=f"of {topic}"))
    for card in bearer_cards(found(), newest):
        assert [one.figure for one in card.figures] == [f"of {one.topic}" for one in card.figures]
        assert len(card.figures) <= 12


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reason_is_told_in_words(lang: str) -> None:
    made = next(made for made, _ in found().asks[0].proposed if made.target == BAN)
    words = reason_words(made, translator(lang))
    assert "19" in words and "{" not in words and made.shared[0] not in words
