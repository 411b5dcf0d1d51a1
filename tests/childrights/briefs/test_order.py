"""Which finding leads a brief: what is worse than the country before what is better, and what changed for the worse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from childrights.briefs import compose, sections
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Group, Observation
from childrights.i18n import translator

CATALOGUE = load_catalogue()
STUNTING = CATALOGUE.indicators["stunting"]
AGAINST = {"w": "worse", "b": "better", "n": "no_clear_difference"}


def standing(name: str, against: str, change: str = "", value: float | None = 1.0) -> Any:
    own = SimpleNamespace(value=value, area="KH09", period_label="2014")
    return SimpleNamespace(
        indicator=name, group=Group(), own=own, against=AGAINST[against], change=SimpleNamespace(code=change)
    )


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The sections of a province by kind and name, in the order in which its brief holds them."""

    def made(kind: str) -> Any:
        return lambda _stock, name, *_: SimpleNamespace(heading=name, told=f"{kind} {name}")

    def of(standings: Sequence[Any], no_place: str = "") -> list[str]:
        found = SimpleNamespace(standings=standings, unknown={})
        monkeypatch.setattr(compose, "profile", lambda *_: found)
        monkeypatch.setattr(compose, "profile_words", SimpleNamespace(
            age=lambda *_: "", shared=lambda *_: "", province_finding=lambda *_: "", UNKNOWN={}, LOOKED_FOR=()
        ))  # fmt: skip
        monkeypatch.setattr(compose, "topic_searches", lambda *_: {})
        monkeypatch.setattr(compose, "_listed", lambda valued, _: valued)
        monkeypatch.setattr(compose, "_left_out", lambda *_: ())
        monkeypatch.setattr(compose, "replace", lambda one, **_: one)
        monkeypatch.setattr(compose, "_standings", lambda *_: SimpleNamespace(heading="all", told="all"))
        monkeypatch.setattr(compose, "places_section", lambda _stock, name, *_: None if name in no_place else "view")
        for kind in ("map", "ranking", "trend"):
            monkeypatch.setattr(compose, f"{kind}_section", made(kind))
        monkeypatch.setattr(compose, "only_members", lambda *_: ())
        monkeypatch.setattr(compose, "members_section", lambda *_: SimpleNamespace(heading="", told="members"))
        monkeypatch.setattr(compose, "_brief", lambda *given: [one.told for one in given[6] if one])
        stock = SimpleNamespace(t=translator("en"), snapshot=None, catalogue=CATALOGUE, today=date(2026, 1, 1))
        return compose.of_area(stock, "KH09")  # type: ignore[return-value, arg-type]

    return of


@pytest.mark.parametrize(
    ("standings", "told"),
    [
        # What is worse leads, then what is better, each in the profile's order
        ("nbwbw", "map C, ranking C, ranking E, ranking B, ranking D"),
        # With four that differ nothing else is told; with three what does not differ fills up to four
        ("nwwbwn", "map B, ranking B, ranking C, ranking E, ranking D"),
        ("nnwbwn", "map C, ranking C, ranking E, ranking D, ranking A"),
        ("nnnnnn", "map A, ranking A, ranking B, ranking C, ranking D"),
        ("bbbw", "map D, ranking D, ranking A, ranking B, ranking C"),
        # Six at most
        ("bbwwwwww", "map C, ranking C, ranking D, ranking E, ranking F, ranking G, ranking H"),
        ("w", "map A, ranking A"),
        ("", ""),
    ],
)
def test_what_is_worse_than_the_country_leads(order: Any, standings: str, told: str) -> None:
    given = [standing(chr(ord("A") + n), one) for n, one in enumerate(standings)]
    assert order(given) == ["all", *filter(None, told.split(", ")), "members"]


def test_only_what_leads_is_drawn_as_a_map(order: Any) -> None:
    given = [standing(name, "w") for name in "ABCD"]
    assert order(given, no_place="A") == ["all", "ranking B", "ranking C", "ranking D", "members"]
    assert order(given, no_place="B") == ["all", "map A", "ranking A", "ranking C", "ranking D", "members"]


def test_a_figure_without_a_value_is_not_told(order: Any) -> None:
    given = [standing("A", "w", "worse", value=None), standing("B", "n", "same")]
    assert order(given) == ["all", "map B", "ranking B", "members"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ("better worse up down", "BACD"),
        ("up better worse worse down", "CDAB"),
        ("no_clear_change same up", "C"),
        ("up up up up worse up", "EABC"),
    ],
)
def test_what_got_worse_comes_before_other_changes_and_four_are_told(order: Any, changes: str, told: str) -> None:
    given = [standing(chr(ord("A") + n), "n", change) for n, change in enumerate(changes.split())]
    trends = [one for one in order(given, no_place="ABCDEF") if one.startswith("trend")]
    assert trends == [f"trend {name}" for name in told]


def test_sections_of_one_measure_stand_together_where_the_first_stands(order: Any) -> None:
    given = [standing("A", "b", "worse"), standing("B", "w", "up")]
    assert order(given) == ["all", "map B", "ranking B", "trend B", "ranking A", "trend A", "members"]


@pytest.mark.parametrize(
    ("years", "maps", "head", "told"),
    [
        # The line that reaches furthest first, then the leading measure where that is another
        ({"A": 2014, "B": 2021, "C": 2020}, "BC", None, ["B", "A", "map B"]),
        ({"A": 2021, "B": 2021, "C": 2020}, "C", None, ["A", "map C"]),
        ({"B": 2014, "C": 2021}, "", None, ["C", None]),
        ({}, "A", None, ["map A"]),
        ({}, "", None, [None]),
        # What heads the topic goes before a line that reaches further but is not sound; its newest picture likewise
        ({"A": 2014, "B": 2023, "C": 2021}, "ABC", ("C", "C"), ["C", "A", "map C"]),
        ({"A": 2014, "B": 2021}, "AB", ("B", None), ["B", "A", "map A"]),
        ({"A": 2014, "B": 2021}, "AB", ("C", "B"), ["B", "A", "map B"]),
        ({"A": 2021}, "A", (None, "B"), ["A", "map A"]),
    ],
)
def test_a_topic_is_told_by_its_headline_and_its_lead(
    years: dict[str, int],
    maps: str,
    head: tuple[str | None, str | None] | None,
    told: list[str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measures = {code: SimpleNamespace(code=code, topic="T") for code in "ABCD"}
    catalogue = SimpleNamespace(topics={"T": SimpleNamespace(members=tuple("ABCD"))}, indicators=measures)
    lines = {
        code: SimpleNamespace(told=code, observations=[SimpleNamespace(year_end=y) for y in (year, 2000)])
        for code, year in years.items()
    }
    monkeypatch.setattr(compose, "trend_section", lambda _, one: lines.get(one.code))
    monkeypatch.setattr(compose, "places_section", lambda _, one: "view" if one.code in maps else None)
    monkeypatch.setattr(compose, "map_section", lambda _, one, view: SimpleNamespace(told=f"map {one.code}"))
    # D has no published figure, so that neither its line nor its places count
    lines["D"] = SimpleNamespace(told="D", observations=[SimpleNamespace(year_end=2030)])
    maps += "D"
    newest, places = (code and SimpleNamespace(indicator=code) for code in head or (None, None))
    headline = SimpleNamespace(newest=newest, places=places) if head else None
    by_concept = SimpleNamespace(headline=lambda _topic: headline)
    stock: Any = SimpleNamespace(catalogue=catalogue, national=dict.fromkeys("CBA"), by_concept=by_concept)
    found = compose._topic(stock, measures["A"])  # type: ignore[arg-type]
    assert [one and one.told for one in found] == told


def figure(value: float | None, label: str, **group: str) -> Observation:
    year = int(label)
    return Observation("stunting", "KH", year, year, label, value=value, id=f"{label} {group}", **group)


@pytest.mark.parametrize(
    ("figures", "label", "told"),
    [
        # Wealth before place before sex before disability, whatever order the figures come in
        (
            [
                ("2014", "disability", "with"), ("2014", "disability", "without"),
                ("2014", "sex", "female"), ("2014", "sex", "male"),
                ("2014", "residence", "urban"), ("2014", "residence", "rural"),
                ("2014", "wealth", "quintile_1"), ("2014", "wealth", "quintile_5"),
            ],
            "",
            [("wealth", "2014", 2), ("residence", "2014", 2), ("sex", "2014", 2), ("disability", "2014", 2)],
        ),
        # The newest period of which two groups are known; one group beside the total compares nothing
        (
            [("2014", "sex", "female"), ("2014", "sex", "male"), ("2020", "sex", "male"), ("2020", "sex", "total")],
            "",
            [("sex", "2014", 3)],
        ),
        (
            [("2021", "sex", "female"), ("2021", "sex", "male"), ("2014", "sex", "female"), ("2014", "sex", "male")],
            "",
            [("sex", "2021", 2)],
        ),
        (
            [("2021", "sex", "female"), ("2021", "sex", "male"), ("2014", "sex", "female"), ("2014", "sex", "male")],
            "2014",
            [("sex", "2014", 2)],
        ),
        ([("2021", "sex", "female"), ("2021", "sex", "male")], "2014", []),
        # Fifths and fourths never side by side
        (
            [("2014", "wealth", f"{part}_{n}") for part in ("quartile", "quintile") for n in (1, 4)],
            "",
            [("wealth", "2014", 2)],
        ),
        ([("2014", "wealth", "quartile_1"), ("2014", "wealth", "quartile_4")], "", [("wealth", "2014", 2)]),
    ],
)  # fmt: skip
def test_groups_are_told_in_the_same_order_of_the_newest_period(
    figures: list[tuple[str, str, str]], label: str, told: list[tuple[str, str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [figure(1.0, year, **{by: code}) for year, by, code in figures]
    if ("2020", "sex", "total") in figures:
        given.append(figure(1.0, "2014"))
    groups = list(dict.fromkeys(Group.of(one) for one in given))
    stock: Any = SimpleNamespace(
        groups=lambda _: groups, line=lambda _code, _areas, wanted: [one for one in given if Group.of(one) in wanted]
    )
    monkeypatch.setattr(sections, "_groups", lambda _stock, _one, by, period, row: (by, period, len(row)))
    assert sections.groups_sections(stock, STUNTING, label) == told


def test_a_group_without_a_value_is_no_group(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [figure(1.0, "2014", sex="female"), figure(None, "2014", sex="male")]
    stock: Any = SimpleNamespace(groups=lambda _: [Group.of(one) for one in given], line=lambda *_: given)
    assert sections.groups_sections(stock, STUNTING) == []


@pytest.mark.parametrize(
    ("labels", "words"),
    [((2014,), "2014"), ((2014, 2000, 2021), "2000 to 2021"), ((2021, 2021), "2021")],
)
def test_a_span_is_told_from_its_first_year_to_its_last(labels: tuple[int, ...], words: str) -> None:
    found = [figure(1.0, str(year)) for year in labels]
    assert sections._span(found, translator("en")) == words


def test_kinds_of_silence_that_do_not_occur_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    topics = tuple(CATALOGUE.topics)[:2]
    found = SimpleNamespace(standings=(), unknown={"b": topics[::-1], "none": (), "a": topics[:1]})
    monkeypatch.setattr(compose, "profile", lambda *_: found)
    words = dict.fromkeys(("age", "shared", "province_finding"), lambda *_: "")
    told = {"a": "A", "b": "B", "none": "N"}
    monkeypatch.setattr(compose, "profile_words", SimpleNamespace(UNKNOWN=told, LOOKED_FOR=("b",), **words))
    search = next(one for one in CATALOGUE.searches if one.state == "elsewhere")
    monkeypatch.setattr(compose, "topic_searches", lambda *_: {topics[0]: search})
    monkeypatch.setattr(compose, "only_members", lambda *_: ())
    monkeypatch.setattr(compose, "members_section", lambda *_: None)
    monkeypatch.setattr(compose, "_standings", lambda *_: None)
    monkeypatch.setattr(compose, "_left_out", lambda *_: ())
    monkeypatch.setattr(compose, "replace", lambda one, **_: one)
    monkeypatch.setattr(compose, "_brief", lambda *given: given[7])
    stock: Any = SimpleNamespace(t=translator("en"), snapshot=None, catalogue=CATALOGUE, today=date(2026, 1, 1))
    first, second = (CATALOGUE.topics[one].name("en") for one in topics)
    assert [(one.why, one.topics, one.states) for one in compose.of_area(stock, "KH09")] == [
        ("B", (second, first), ("", "elsewhere")),
        ("A", (first,), ("",)),
    ]
