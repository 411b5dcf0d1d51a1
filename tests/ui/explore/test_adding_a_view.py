"""The recipe of ``ui/explore/__init__.py``: a module with a view and a line in ``VIEWS``, and everything else follows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from childrights.catalogue import Group, Indicator
from childrights.charts import draw_trend
from childrights.export.sharing import view_rows
from geo import COUNTRY
from tests.pages.opening import Opener, opener, words
from ui.explore import frame
from ui.explore.controls import measured
from ui.explore.view import Chart, Rows, View
from ui.explore.views import VIEWS
from ui.parts import Page, ViewState, cache
from ui.parts.share import Shared, draw_picture, shared_view


@dataclass(frozen=True, slots=True)
class LeadChoice:
    """The leading group of an indicator in the country."""

    indicator: Indicator
    group: Group


def lead_rows(page: Page, choice: LeadChoice) -> Rows:
    return Rows(cache.series(page.snapshot.name, choice.indicator.code, (COUNTRY,), (choice.group,)))


def lead_charts(page: Page, choice: LeadChoice) -> list[Chart]:
    found = lead_rows(page, choice).published

    def draw(other: Page, room: Any = None) -> Any:
        presenter = other.presenter(choice.indicator)
        return draw_trend(presenter.lines(found), presenter.caption("The lead over time", ["per cent"], found))

    return [Chart("lead", "One plain line", draw)]


def choose_lead(page: Page, state: ViewState, indicator: Indicator) -> LeadChoice:
    return LeadChoice(indicator, next(iter(measured(page, indicator))))


VIEW = View(
    "lead",
    "Lead",
    refuse=lambda page, indicator, hand: "counts have no lead" if indicator.unit == "number" else "",
    choose=choose_lead,
    finding=lambda page, choice: f"{choice.indicator.short_name(page.lang)} leads",
    rows=lead_rows,
    figures=lead_charts,
    notes=lambda page, choice: ["Only the country is drawn.", "It leads."],
)


@pytest.fixture
def explore(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Opens the explorer with one more view; what was worked out before did not know it."""
    monkeypatch.setattr(frame, "VIEWS", (*VIEWS, VIEW))
    cache.answer.cache_clear()  # type: ignore[attr-defined]
    open_page: Opener = opener(built_home, monkeypatch)

    def run(**asked: str) -> AppTest:
        app = open_page("explore/explore", **{"ind": "stunting", "view": "lead", **asked})
        assert not app.exception
        return app

    yield run
    cache.answer.cache_clear()  # type: ignore[attr-defined]


def test_the_page_has_its_tab_title_figure_words_notes_and_table(explore: Callable[..., AppTest]) -> None:
    app = explore()
    page, (chart,) = words(app), app.get("plotly_chart")
    assert app.session_state["choose_view"] == "lead"
    assert "Stunting leads</h1>" in page and "Only the country is drawn." in page
    assert chart.proto.alt == "One plain line. Stunting leads. The table below has every value."
    table = page.split("All values of the chart")[1]
    assert table.index("2014") < table.index("2000")
    assert page.count("<tr>") == 1 + len(json.loads(chart.proto.spec)["data"][0]["x"])


def test_it_fills_the_hall_with_its_caveats(explore: Callable[..., AppTest]) -> None:
    app = explore(hall="1")
    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt.startswith("One plain line. ")
    page = words(app)
    assert "cr-hall-title" in page
    assert '<p class="cr-hall-note">Newer: 21.9\xa0% in 2021–22. ' in page
    assert " It leads. Only the country is drawn.</p>" in page
    assert "Source: " in words(app).split("cr-hall-foot")[1]


def test_it_gives_away_its_data_and_a_picture(explore: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[tuple[Page, Shared]] = []
    monkeypatch.setattr(frame, "show_share", lambda page, shared: found.append((page, shared())))
    explore()
    ((page, shared),) = found
    assert (shared.kind, shared.title) == ("lead", "Stunting leads")
    view = shared_view(page, shared, "")
    assert len(view_rows(view.package, view.not_shown)) == len(shared.observations) > 1
    drawn = draw_picture(page, shared, "Lead", "slide", "en", "svg").decode()
    assert "The lead over time" in drawn and "Only the country is drawn." in drawn


def test_where_it_does_not_suit_it_says_so_and_offers_the_others(explore: Callable[..., AppTest]) -> None:
    page = words(explore(ind="population_census"))
    assert "Census population: counts have no lead</h1>" in page and "What this indicator can show:" in page
