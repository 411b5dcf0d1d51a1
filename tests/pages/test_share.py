"""Sharing on the pages: every view offers a link, a citation, pictures that can be drawn, and its data."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from childrights.areas.places import MODES
from childrights.charts.tokens import LIGHT
from childrights.composer import Scope, Wishes
from childrights.export.sharing import SHARED_COLUMNS, SharedView, citation, view_rows
from childrights.i18n import LANGUAGES, translator
from childrights.pictures.captions import PROPORTIONS, REPORT, SLIDE, SQUARE
from childrights.pictures.frame import scene
from childrights.pictures.scene import TextLine
from tests.pages.opening import Opener, opener, words
from tests.support.pictures import outside
from ui.explore.views import VIEWS
from ui.parts.page import Page
from ui.parts.share import FORMATS, Shared, _made, draw_picture, shared_view

INDICATORS = ("stunting", "population_census", "school_attendance", "expected_years_schooling_modelled", "stunting_un")
SMALLEST = {REPORT: 18, SQUARE: 12, SLIDE: 15}
"""Pixels of a picture under which no letter is written, whatever it shows."""
Asked = list[tuple[Page, Shared]]


@pytest.fixture
def open_page(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page on the shipped figures."""
    return opener(built_home, monkeypatch)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What views give away while pages are opened."""
    found: Asked = []

    def note(page: Page, shared: Callable[[], Shared], **_: Any) -> None:
        found.append((page, shared()))

    monkeypatch.setattr("ui.explore.frame.show_share", note)
    return found


TWO_EACH = [(view.code, (INDICATORS[0], INDICATORS[1 + place % 4])) for place, view in enumerate(VIEWS)]
"""The first with every view and the others by turns; ``bench language`` takes all with all."""


@pytest.mark.parametrize(
    ("view", "indicators"),
    [*TWO_EACH, *(pytest.param(view.code, INDICATORS, marks=pytest.mark.repeats) for view in VIEWS)],
)
def test_every_view_becomes_a_picture_and_a_table(
    open_page: Opener, asked: Asked, view: str, indicators: tuple[str, ...]
) -> None:
    pages: list[str] = []
    for indicator in indicators:
        app = open_page("explore/explore", ind=indicator, view=view, areas="KH16,KH12")
        assert not app.exception
        pages += [html.unescape(words(app))] * (len(asked) - len(pages))
    if view == "inequality" and not asked:
        pytest.skip("none of these has measures")
    assert asked
    for (page, shared), seen in zip(asked, pages, strict=True):
        told = shared_view(page, shared, "http://localhost/explore")
        assert len(view_rows(told.package, told.not_shown)) == len(shared.observations) + len(shared.not_shown) > 0
        said = shared.notes(page)
        assert said or view == "table", "the caveats of the page stand in its picture"
        assert all(note in seen for note in said)
        for lang in LANGUAGES:
            inked = replace(page, t=translator(lang), colours=LIGHT)
            for draw, (proportion, form) in product(shared.figures.values(), PROPORTIONS.items()):
                drawn = scene(draw(inked, form.room), proportion, "Child rights in Cambodia", "©", shared.notes(inked))
                assert outside(drawn) == []
                assert min(item.px for item in drawn.items if isinstance(item, TextLine)) >= SMALLEST[proportion]


@pytest.mark.parametrize("mode", list(MODES))
@pytest.mark.parametrize("view", ["map", "ranking"])
def test_joined_places_are_shared_too(open_page: Opener, asked: Asked, view: str, mode: str) -> None:
    for indicator, since in (("population_census", "2008"), ("stunting", "2000")):
        app = open_page("explore/explore", ind=indicator, view=view, places=mode, **{"from": since})
        assert not app.exception
    for page, shared in asked:
        told = shared_view(page, shared, "")
        rows = view_rows(told.package, told.not_shown)
        assert len(rows) == len(shared.observations) + len(shared.not_shown) > 0
        assert citation(told, page.t)
        for draw in shared.figures.values():
            assert outside(scene(draw(page), "slide")) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_open_panel_offers_link_citation_pictures_and_data(open_page: Opener, lang: str) -> None:
    app = open_page("explore/explore", lang=lang, ind="stunting", year="2010", areas="KH11+KH16")
    assert not app.download_button
    app.session_state["share"] = True
    app.run()
    assert not app.exception
    assert {one.proto.label for one in app.download_button} == {
        translator(lang)._("{kind} picture").format(kind="PNG"),
        translator(lang)._("{kind} picture").format(kind="SVG"),
        translator(lang)._("Excel workbook"),
        translator(lang)._("CSV table"),
        translator(lang)._("GeoPackage for QGIS"),
        *(translator(lang)._(name) for name, *_ in FORMATS.values()),
    }
    page = words(app)
    assert "?ind=stunting&amp;year=2010&amp;areas=KH11%2BKH16" in page
    assert translator(lang)._("Copy citation") in page


@pytest.mark.parametrize(
    ("script", "query", "least"),
    [
        ("explore/province", {"area": "KH16"}, 20),
        ("explore/rights", {"right": "DHW"}, 10),
        ("explore/number", {"code": "SRGS1-FES9F"}, 1),
    ],
)
def test_other_pages_share_their_figures(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, script: str, query: dict[str, str], least: int
) -> None:
    found: list[SharedView] = []
    monkeypatch.setattr("ui.parts.share._show_data", lambda page, shared, view, key: found.append(view))
    app = open_page(script, **query)
    app.session_state["share"] = True
    app.run()
    assert not app.exception
    view = found[-1]
    rows = view_rows(view.package, view.not_shown)
    assert len(rows) == len(view.package.observations) + len(view.not_shown) >= least
    assert all(row[SHARED_COLUMNS.index("why_not_shown")] for row in rows if row[SHARED_COLUMNS.index("shown")] == "no")
    assert len(citation(view, translator("en"))) < 900
    assert "How to cite" in words(app)


def test_a_picture_has_the_asked_language_and_a_light_ground(open_page: Opener, asked: Asked) -> None:
    open_page("explore/explore", ind="stunting", year="2014", lang="en")
    page, shared = asked[0]
    english = draw_picture(page, shared, "Map", "square", "en", "svg").decode()
    khmer = draw_picture(page, shared, "Map", "square", "km", "svg").decode()
    assert "Source: Global Data Lab" in english and "Child rights in Cambodia" in english
    assert "ភាពក្រិន" in khmer and "សិទ្ធិកុមារនៅកម្ពុជា" in khmer
    assert f'fill="{LIGHT.ground}"' in english


def test_a_picture_says_what_the_page_says_beside_it(open_page: Opener, asked: Asked) -> None:
    open_page("explore/explore", ind="dtp3_coverage_survey", year="2005", view="ranking")
    page, shared = asked[0]
    drawn = draw_picture(page, shared, "Ranking", "slide", "en", "svg").decode()
    assert (
        "Newer: Cambodia 92 % in 2018 (modelled estimate); Cambodia 83.9 % in 2014 (household survey)."
        in drawn.replace("\xa0", " ")
    )
    assert "Not drawn – left out by the publisher: Koh Kong." in drawn
    assert "Values and names in brackets are based on 25 to 49 cases" in drawn
    assert "95 % intervals worked out here from the number of cases" in drawn


@pytest.mark.parametrize(
    ("about", "ending", "start"),
    [
        ({"area": "KH16"}, ".pdf", b"%PDF-"),
        ({"indicator": "stunting"}, ".docx", b"PK"),
        ({"right": "VAC"}, ".xlsx", b"PK"),
    ],
)
def test_a_brief_can_be_taken_away(
    open_page: Opener, asked: Asked, about: dict[str, str], ending: str, start: bytes
) -> None:
    open_page("explore/explore", ind="stunting", view="trend")
    page, shared = asked[0]

    assert shared.brief == {"indicator": "stunting"}
    assert _made(page, Scope(**about), Wishes(), ending).startswith(start)
