"""Recommendations are counted by number: parts, concerns and what only reports never add to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.rights.answers import load_positions, position_history
from childrights.rights.assessment import COALITION, Assessment, RecommendationStanding, entries_of, heads_of
from childrights.rights.brought_in import Addition, Origin
from childrights.rights.counting import family, recommendation_counts, tally, tally_words
from childrights.rights.duty_bearers import load_ministries, ministries_of
from childrights.rights.recommendations import load_recommendations
from childrights.rights.review_rules import load_rules, shown_rules
from childrights.rights.states import load_states, state_called

ALL = load_recommendations(load_catalogue())
BASE = replace(ALL[0], kind="recommendation", document="CRC/C/KHM/CO/9", number="", recommending_state="")


def row(number: str = "", state: str = "", kind: str = "recommendation"):  # type: ignore[no-untyped-def]
    return replace(BASE, code=f"{number}{state}{kind}", number=number, recommending_state=state, kind=kind)


COUNTED = [
    ([row("39"), row("39(a)"), row("39 (b)")], (1, 1, 2)),
    ([row("39(a)"), row("39(b)")], (1, 1, 2)),
    ([row("82.7", "Egypt"), row("82.7", "Thailand"), row("82.8", "Denmark")], (2, 3, 2)),
    ([row("82.32(f)", "Malaysia"), row("82.32(g)", "Malaysia")], (1, 2, 2)),
    ([row(), replace(row(), code="other")], (2, 2, 0)),
    ([row("8", kind="concern"), row("9"), row("1", kind="context"), row("2", kind="list_of_issues")], (1, 1, 0)),
    ([row("118.1", "Egypt"), row("118.10", "Egypt"), row("118.100", "Egypt")], (3, 3, 0)),
    ([], (0, 0, 0)),
]


@pytest.mark.parametrize(("rows", "counts"), COUNTED)
def test_what_belongs_together_counts_once(rows: list, counts: tuple[int, int, int]) -> None:  # type: ignore[type-arg]
    found = tally(rows)
    assert (found.recommendations, found.by_state, found.parts) == counts
    assert tally(rows[::-1]) == found and found.rows == len(rows)
    wholes = found.rows - found.parts - found.concerns - found.questions - found.context
    assert 0 <= wholes <= found.recommendations


def test_every_collected_row_is_taken_in_or_merged() -> None:
    found = recommendation_counts(ALL)
    lists = [ref for one in ALL for ref in one.collected]
    assert len(lists) == len(set(lists)) == found["collected_rows"] == 457
    assert {*lists} == {*(f"first {n + 1}" for n in range(45)), *(f"added {n + 1}" for n in range(412))}
    later = sum(not one.collected for one in ALL)
    assert found["taken_in"] + found["merged"] == 457 and found["rows"] == found["taken_in"] + later
    of = {d: tally([one for one in ALL if one.document == d]) for d in ("A/HRC/13/4", "A/HRC/26/16")}
    assert (of["A/HRC/13/4"].recommendations, of["A/HRC/13/4"].by_state) == (91, 138)
    assert (of["A/HRC/26/16"].recommendations, of["A/HRC/26/16"].by_state) == (205, 205)


def test_every_row_says_where_it_was_read_and_only_what_was_read_is_official() -> None:
    for one in ALL:
        if not any(ref.startswith("first") for ref in one.collected):
            assert one.read_in and one.source_url
        assert "do not show as official wording" not in one.confidence or not one.official_text
        assert not one.official_text.endswith("[page ends]")
    missing = next(one for one in ALL if (one.document, one.number) == ("CRC/C/KHM/CO/2-3", "66"))
    assert not missing.official_text and missing.summary


def test_positions_keep_their_history_and_agree_with_the_row() -> None:
    read, by_code = load_positions(), {one.code: one for one in ALL}
    assert all(by_code[code].answer == said[-1].position for code, said in read.items())
    moved = [code for code, said in read.items() if [one.position for one in said] == ["supported", "noted"]]
    rejected = [code for code, said in read.items() if said[-1].word == "rejected"]
    assert (len(moved), len(rejected)) == (8, 4)
    upr = [one for one in ALL if one.document == "A/HRC/26/16" and one.kind == "recommendation"]
    assert [sum(one.answer == word for one in upr) for word in ("supported", "noted")] == [163, 42]


def test_an_import_adds_to_the_history_and_overwrites_none() -> None:
    one = next(one for one in ALL if one.number == "118.10")
    later = Origin("R0001", "M", "uhri.xlsx", "", "2026-01-02T03:04:05+00:00", "x")
    given = [Addition(later, "S", 2, replace(one, position="Noted")), Addition(later, "S", 3, replace(one))]
    told = position_history(one.code, ALL, given[:1], load_positions())
    assert [said.position for said in told] == ["supported", "noted"] and told[-1].source == "uhri.xlsx"
    assert len(position_history(one.code, ALL, given[1:], load_positions())) == 1


def test_a_recommendation_stands_as_its_parts_do() -> None:
    whole, a, b = row("39"), row("39(a)"), row("39(b)")

    def standing(asked, status: str = "") -> RecommendationStanding:  # type: ignore[no-untyped-def]
        given = Assessment("A1", asked.code, COALITION, status, "2024-01-01", "w", (), (), "", "M", "", "")
        return RecommendationStanding(asked, (given,) if status else ())

    def status(*found: RecommendationStanding) -> list[str]:
        return [one.status for one in heads_of(found)]

    assert status(standing(whole), standing(a), standing(b)) == [""]
    assert status(standing(whole), standing(a, "answered"), standing(b)) == ["partly"]
    assert status(standing(whole), standing(a, "answered"), standing(b, "answered")) == ["answered"]
    assert status(standing(whole, "not_answered"), standing(a, "answered"), standing(b)) == ["not_answered"]
    assert status(standing(a, "cannot_tell"), standing(b)) == [""]
    assert [len(one.parts) for one in entries_of([standing(whole), standing(a), standing(b)])] == [2]
    assert family(a, [whole, a, b]) == (whole, (b,)) and family(whole, [whole, a, b]) == (None, (a, b))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_tally_is_told_in_words(lang: str) -> None:
    told = tally_words(tally([row("39"), row("39(a)"), row("8", kind="concern")]), translator(lang))
    assert (told == "1 recommendation, 1 part of them, 1 concern") == (lang == "en")
    assert tally_words(tally([]), translator(lang))


NAMES = {"Laos": "LA", "Lao PDR": "LA", "DPR Korea": "KP", "Rep. of Korea": "KR", "Brunei": "BN", "Turkey": "TR",
         "Türkiye": "TR", "Holy See": "VA", "Viet Nam": "VN", "Vietnam": "VN", "United States of America": "US",
         "Iran (Islamic Republic of)": "IR", "Venezuela, Bolivarian Republic of": "VE", "Lao People’s Democratic Republic": "LA",
         "Czech Republic": "CZ", "Congo": "CG", "Cote d'Ivoire": "CI"}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), list(NAMES.items()))
def test_a_state_is_known_by_all_its_names(name: str, code: str) -> None:
    found = state_called(name)
    assert found and found.code == code


def test_states_are_told_apart() -> None:
    names = [name for state in load_states() for name in {state.name, *state.aliases}]
    assert len(names) == len(set(names)) and state_called("73 States") is None
    shipped = {one.recommending_state for one in ALL if one.asks} - {""}
    assert all(state_called(name) for name in shipped)


def test_ministries_and_rules_come_from_tables() -> None:
    ministries = load_ministries()
    schools = next(one for one in ALL if one.topic == "Education in remote areas")
    assert "moeys" in [one.code for one in ministries_of(schools, ministries)]
    shown = shown_rules(load_rules(), 2026)
    assert shown and all(one.read != "not read" and one.source and one.checked_on for one in shown)
    assert not any("2,815" in one.rule for one in shown)
