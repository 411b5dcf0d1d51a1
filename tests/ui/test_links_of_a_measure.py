"""Links beside a measure, the table of sources and what is said of the four kinds of nothing, without a page."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from types import SimpleNamespace
from typing import Any, cast

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.charts.parts import REASONS
from childrights.charts.tokens import LIGHT
from childrights.i18n import translator
from childrights.rights.recommendations import Recommendation
from ui.parts import cache, markup, sources
from ui.parts.page import Page

CATALOGUE = load_catalogue()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(markup, "show", lambda html, lang="": told.append(html))
    return told


def page(lang: str = "en") -> Page:
    return Page(translator(lang), LIGHT, CATALOGUE, cast(Any, SimpleNamespace(name="kept")))


def linked(shown: list[str], part: str) -> list[str]:
    return [one for html in shown for one in re.findall(rf"[?&;]{part}=([^&\"]+)", html)]


@pytest.mark.parametrize("lang", ["en", "km"])
def test_the_other_measures_of_a_topic_that_have_figures_are_linked_in_its_order(
    lang: str, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = next(one for one in CATALOGUE.topics.values() if len(one.members) > 3)
    own, silent, *others = topic.members
    elsewhere = next(code for code in CATALOGUE.indicators if code not in topic.members)
    monkeypatch.setattr(cache, "headlines", lambda _: dict.fromkeys((elsewhere, *reversed(others), own)))
    sources.show_related(page(lang), CATALOGUE.indicators[own])
    assert linked(shown, "ind") == others
    assert silent not in "".join(shown)
    assert linked(shown, "lang") == (["km"] * len(others) if lang == "km" else [])


def test_nothing_is_said_where_no_other_measure_has_figures(shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    topic = next(one for one in CATALOGUE.topics.values() if len(one.members) > 1)
    monkeypatch.setattr(cache, "headlines", lambda _: {topic.members[0]: None})
    sources.show_related(page(), CATALOGUE.indicators[topic.members[0]])
    assert shown == []


def asked(number: str, **more: Any) -> Recommendation:
    """What a Committee asked under ``number``; a letter in brackets names a part."""
    empty = {one.name: "" for one in fields(Recommendation) if one.default is MISSING}
    about = {"mechanism": "CRC", "document": "CRC/C/KHM/CO/4-6", "year": 2022, "kind": "recommendation"}
    told = {"code": f"R{number}", "number": number, "summary": f"summary {number}"}
    return Recommendation(**cast(Any, empty | about | told | more))


def test_five_questions_at_most_are_linked_in_the_order_they_come(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [asked(str(n), topic=f"topic {n}" if n % 2 else "") for n in range(7)]
    monkeypatch.setattr(cache, "asked_about", lambda _: {"stunting": known})
    sources.show_asked_about(page(), CATALOGUE.indicators["stunting"])
    assert linked(shown, "id") == ["R0", "R1", "R2", "R3", "R4"]
    assert re.findall(r">((?:topic|summary) \d \(CRC 2022\))", shown[0])[:2] == [
        "summary 0 (CRC 2022)",
        "topic 1 (CRC 2022)",
    ]
    shown.clear()
    sources.show_asked_about(page(), CATALOGUE.indicators["under5_mortality_10y"])
    assert shown == []


def test_parts_and_concerns_take_no_place_from_other_questions_and_the_committee_comes_first(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = asked("9", mechanism="UPR", document="A/HRC/57/17", year=2024)
    known = [review, asked("1(a)"), asked("1(b)"), asked("1"), asked("2", kind="concern"), asked("3")]
    monkeypatch.setattr(cache, "asked_about", lambda _: {"stunting": known})
    sources.show_asked_about(page(), CATALOGUE.indicators["stunting"])
    assert linked(shown, "id") == ["R1", "R3", "R9"]


def test_every_source_is_a_row_and_only_what_was_read_has_a_count() -> None:
    first, *_ = CATALOGUE.sources.values()
    html = sources.sources_markup(page(), {first.key: cast(Any, SimpleNamespace(accepted=1234))})
    rows = html.split("<tr")[2:]
    assert len(rows) == len(CATALOGUE.sources)
    counts = [re.findall(r'class="num"[^>]*>([^<]*)<', row) for row in rows]
    assert counts == [["1,234"], *[["–"]] * (len(rows) - 1)]
    for row, source in zip(rows, CATALOGUE.sources.values(), strict=True):
        assert (f", {source.year}</span>" in row) == bool(source.year)


def test_each_kind_of_nothing_is_explained_once_in_the_order_of_the_map(shown: list[str]) -> None:
    sources.show_kinds_of_nothing(page())
    places = [shown[0].index(sources.EXPLANATIONS[reason]) for reason in REASONS]
    assert places == sorted(places)
    assert (len(places), shown[0].count("<img")) == (6, 6)


@pytest.mark.parametrize(("definition", "note", "paragraphs"), [("d", "n", 2), ("d", "", 1), ("", "n", 1), ("", "", 0)])
def test_a_definition_shows_what_there_is_of_it(shown: list[str], definition: str, note: str, paragraphs: int) -> None:
    indicator = SimpleNamespace(definition_en=definition, comparability_note=note, name=lambda lang: f"name {lang}")
    sources.show_definition(page("km"), cast(Any, indicator))
    assert shown[0].count("cr-note") == paragraphs
    assert "name km" in shown[0]
