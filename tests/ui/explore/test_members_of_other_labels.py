"""A member's year by which nothing of its series is published still stands beside what is published of that time."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import MEMBERS, PUBLISHED
from childrights.i18n import LANGUAGES
from childrights.members.layers import members_figures
from childrights.newest.words import around_words
from tests.support.members import figure, publish, send
from tests.support.views import Told, diamonds, page_of, told
from ui.explore.layer import layer_table
from ui.explore.views import VIEWS
from ui.parts import cache

INDICATORS = load_catalogue().indicators
PLACES = {"KH05": 35.0, "KH12": 11.5, "KH16": 42.0}
FIELD = {"period_label": "2021-22", "year_end": 2022}
"""How the survey that was in the field in both years is called."""
SENT = {
    "2021-22": ("stunting", 2021, FIELD),
    "2021": ("stunting", 2021, {}),
    "2022": ("stunting", 2022, {}),
    "2021 of the series itself": ("stunting_cdhs_printed", 2021, {}),
    "2022 of poverty": ("mpi_headcount_2024", 2022, {}),
    "2014 of poverty": ("mpi_headcount_2024", 2014, {}),
    "2023": ("stunting", 2023, {}),
}


@pytest.fixture(scope="module")
def other_labels(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("labels") / "home"
    shutil.copytree(built_home, home)
    for code, year, more in SENT.values():
        send(home, "Member A", [replace(figure(code, area, year, value), **more) for area, value in PLACES.items()])
    publish(home)
    yield home


def seen(home: Path, monkeypatch: pytest.MonkeyPatch, view: str, code: str, label: str, lang: str = "en") -> Told:
    page = page_of(home, monkeypatch, lang)
    shown = next(one for one in VIEWS if one.code == view)
    found = told(page, shown, INDICATORS[code], period=label, hand="1")
    assert isinstance(found, Told), found
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", ["map", "ranking"])
@pytest.mark.parametrize("case", [case for case in SENT if case != "2023" and "2014" not in case])
def test_the_published_picture_of_that_time_is_drawn_with_them(
    other_labels: Path, monkeypatch: pytest.MonkeyPatch, view: str, case: str, lang: str
) -> None:
    code, year, more = SENT[case]
    label = str(more.get("period_label", year))
    found = seen(other_labels, monkeypatch, view, code, label, lang)
    published = [one for one in found.shared.observations if one.layer == PUBLISHED]
    assert {one.period_label for one in published} == {"2021-22"} and len(published) >= 25
    sent = [one for one in found.shared.observations if one.layer == MEMBERS]
    assert {(one.area, one.value, one.period_label) for one in sent} == {(*one, label) for one in PLACES.items()}
    assert diamonds(next(iter(found.figures.values())))
    page = page_of(other_labels, monkeypatch, lang)
    said = " ".join([found.title, *found.notes])
    nothing = page.t._("{name}: nothing published below the country for {period}").split("{period}")[0].split("}")[1]
    assert nothing not in said and "2021–22" in found.title
    apart = label != "2021-22" or published[0].indicator != code
    beside = page.t._("The members' figures are of {period}, the published ones next to them of {other}.")
    of_another = published[0].indicator != code
    assert (INDICATORS[code].short_name(lang) in said if of_another else beside.split("{")[0] in said) == apart


@pytest.mark.parametrize("view", ["map", "ranking"])
def test_where_nothing_is_published_of_that_time_it_is_said(
    other_labels: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    found = seen(other_labels, monkeypatch, view, "stunting", "2023")
    assert "nothing published below the country for 2023" in found.title
    assert {one.layer for one in found.shared.observations} == {MEMBERS}


def test_a_series_of_another_concept_is_no_stand_in(other_labels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = seen(other_labels, monkeypatch, "map", "mpi_headcount_2024", "2014")
    concept = load_catalogue().concept_of("mpi_headcount_2024").members
    assert {one.indicator for one in found.shared.observations} <= set(concept)


def test_tables_say_what_is_published_nearest(other_labels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(other_labels, monkeypatch)
    sent = [one for one in members_figures(page.snapshot, "stunting") if one.figure.area == "KH16"]
    newest = cache.newest(page.snapshot.name)
    told_of = {one.figure.period_label: around_words(one.figure, newest, page.t) for one in sent}
    assert told_of["2023"] == ""
    for label in ("2021", "2022", "2021-22"):
        assert told_of[label] == "39.1\N{NO-BREAK SPACE}% in 2021–22, “Stunting (CDHS tables)”"
    table = html.unescape(layer_table(page, INDICATORS["stunting"], sent, periods=True))
    assert table.count("published: 39.1") == 3
