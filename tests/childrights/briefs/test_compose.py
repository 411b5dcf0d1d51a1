from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from childrights.areas.coverage import map_view
from childrights.briefs.compose import brief_of, of_messages
from childrights.briefs.inputs import Stock
from childrights.briefs.model import FIGURES, Brief
from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.catalogue.tables import ChildRightsError
from childrights.charts.bins import Classing, scale_edges
from childrights.i18n import translator
from childrights.messages.finding import DO_NOT_SAY, Ask
from childrights.messages.message import compose
from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.annex import annex_workbook
from childrights.writers.slides import presentation
from geo.areas import COUNTRY, PROVINCES, province_members

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def published(shipped: Snapshot) -> dict[str, Observation]:
    return {one.id: one for one in all_observations(shipped)}


@cache
def brief(shipped: Snapshot, **about: str) -> Brief:
    return brief_of(shipped, CATALOGUE, TODAY, **about)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "km"])
@pytest.mark.parametrize("about", [{"right": "EDU"}, {"right": "SPM"}, {"area": "KH09"}, {"indicator": "stunting"}])
def test_every_section_says_something_and_names_its_sources(
    shipped: Snapshot, published: dict[str, Observation], about: dict[str, str], lang: str
) -> None:
    found = brief(shipped, lang=lang, **about)

    assert found.sections
    for section in found.sections:
        assert section.message
        assert section.heading
        assert (section.sources and section.codes) or not section.figure
        assert set(section.codes) <= set(published)
        assert section.verdict != DO_NOT_SAY
        if section.figure:
            assert section.figure.kind in FIGURES
            assert section.figure.title
            assert section.figure.subtitle
            assert section.figure.alt
        if section.table:
            assert {len(row) for row in section.table.rows} == {len(section.table.head)}


OF_GROUPS_ONLY = {"under5_mortality_10y_cdhs", "neonatal_mortality_10y_cdhs"}
"""Printed for sexes, fifths and places over ten years; of the whole country CDHS prints five years, another measure."""


def test_every_measure_of_a_right_stands_in_its_table(shipped: Snapshot) -> None:
    found = brief(shipped, right="DHW")

    (table,) = (one for one in found.sections if one.table)
    listed = {one.indicator for one in table.observations}
    national = {one.indicator for one in all_observations(shipped, areas=[COUNTRY]) if one.value is not None}
    here = {code for code, one in CATALOGUE.indicators.items() if one.cluster == "DHW"}
    assert listed == (national & here) - OF_GROUPS_ONLY


def test_a_map_covers_every_province_once_and_names_what_is_not_drawn(shipped: Snapshot) -> None:
    found = brief(shipped, indicator="stunting")

    (section,) = (one for one in found.sections if one.figure and one.figure.kind == "map")
    assert section.figure is not None
    view = section.figure.view
    assert view is not None
    covered = [p for one in (*view.drawn, *view.not_drawn) for p in province_members(one.area)]
    assert sorted(covered) == sorted(PROVINCES)
    assert len(section.missing) == len({one.reason for one in view.not_drawn})
    assert any("years old" in caution for caution in section.cautions)


def test_a_map_has_the_classes_of_the_screen_one_scale_for_all_its_years(shipped: Snapshot) -> None:
    stock = Stock.of(shipped, CATALOGUE, translator("en"), TODAY)
    group = stock.leading("stunting")
    views = [map_view(shipped, "stunting", one.label, group) for one in stock.groups("stunting")[group] if one.areas]
    of_all = {stock.edges("stunting", one) for one in views}
    assert of_all == {scale_edges(Classing(), one.drawn, [each.drawn for each in views]) for one in views}
    assert scale_edges(Classing(every_period=False), views[-1].drawn) not in of_all


def test_what_could_point_to_children_is_never_shown_below_the_country(shipped: Snapshot) -> None:
    for cluster in set(CATALOGUE.clusters) - {"NONE"}:
        for section in brief(shipped, right=cluster).sections:
            for one in section.observations:
                assert one.area == COUNTRY or CATALOGUE.indicators[one.indicator].sensitivity == "public"


def test_nothing_is_projected_into_a_trend(shipped: Snapshot) -> None:
    found = brief(shipped, right="DHW")

    drawn = [one for s in found.sections if s.figure and s.figure.kind == "trend" for one in s.observations]
    assert drawn
    assert max(one.year_end for one in drawn) <= TODAY.year


def test_the_place_in_focus_is_the_area_the_figure_was_published_for(shipped: Snapshot) -> None:
    for section in brief(shipped, area="KH13").sections:
        if section.figure and section.figure.view:
            assert all("KH13" in province_members(area) for area in section.figure.focus)
            assert set(section.figure.focus) <= {one.area for one in section.figure.view.drawn}


def test_chosen_messages_keep_their_words_and_their_order(shipped: Snapshot) -> None:
    stock = Stock.of(shipped, CATALOGUE, translator("en"), TODAY)
    area = map_view(shipped, "stunting", "2014").drawn[0].area
    asks = [
        Ask("change", "stunting"),
        Ask("place", "stunting", area),
        Ask("gap", "stunting", versus="wealth"),
        Ask("absence", "child_monetary_poverty"),
    ]
    messages = [message for ask in asks if (message := stock.say(ask)[0])]

    found = of_messages(stock, "Four messages", messages)

    assert [one.message for one in found.sections] == [one.headline for one in messages]
    assert [one.figure.kind if one.figure else "" for one in found.sections][:3] == ["trend", "map", "groups"]


@pytest.mark.parametrize("lang", ["en", "km"])
def test_a_section_holds_every_figure_its_message_rests_on(shipped: Snapshot, lang: str) -> None:
    stock = Stock.of(shipped, CATALOGUE, translator(lang), TODAY)
    asks = [
        Ask("gap", "stunting", period="2005", versus="wealth"),
        Ask("people", "wasting"),
        Ask("absence", "child_monetary_poverty"),
        Ask("target", "under5_mortality_igme"),
    ]
    messages = [compose(ask, stock.desk(ask.indicator), stock.t) for ask in asks]

    found = of_messages(stock, "Four", messages)

    for section, message in zip(found.sections, messages, strict=True):
        assert set(message.observations) <= set(section.codes)
        assert {one.indicator for one in section.observations} <= {one.code for one in section.indicators}
    assert annex_workbook(found)[:2] == presentation(found)[:2] == b"PK"


WRONG: list[dict[str, str]] = [
    {},
    {"right": "XXX"},
    {"right": "NONE"},
    {"area": "KH"},
    {"area": "KH99"},
    {"indicator": "nothing"},
    {"right": "EDU", "area": "KH01"},
    {"right": "EDU", "lang": "fr"},
]


@pytest.mark.parametrize("about", WRONG)
def test_wrong_choices_are_refused_in_one_sentence(shipped: Snapshot, about: dict[str, str]) -> None:
    with pytest.raises(ChildRightsError) as refused:
        brief(shipped, **about)

    assert "\n" not in str(refused.value)


def test_no_two_figures_of_an_indicator_bear_the_same_sentence(shipped: Snapshot) -> None:
    for code in ("stunting", "population_census", "expected_years_schooling_modelled"):
        for lang in ("en", "km"):
            said = [one.message for one in brief_of(shipped, CATALOGUE, TODAY, indicator=code, lang=lang).sections]
            assert len(said) == len(set(said))
