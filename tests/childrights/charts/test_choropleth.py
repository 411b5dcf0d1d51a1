"""The map paints every province, draws each value once and tells the four kinds of nothing apart."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from childrights.charts import choropleth
from childrights.charts.choropleth import draw_map
from childrights.charts.labels import apart, place_labels
from childrights.charts.parts import REASONS
from childrights.charts.patterns import FILE, pattern_features, pattern_file, pattern_id
from childrights.charts.tokens import COOL, DARK, LIGHT, NEUTRAL, WARM
from childrights.i18n import translator
from geo.areas import PROVINCES
from tests.childrights.charts.making import blank, caption, mark


def drawn(marks: Any = (), blanks: Any = (), **more: Any) -> go.Figure:
    options = {"polarity": "lower_better", "number": lambda v: f"{v:g}", "t": translator("en")} | more
    return draw_map(list(marks), list(blanks), options.pop("caption", caption()), **options)


def trace(figure: go.Figure, name: str) -> Any:
    return next(one for one in figure.data if one.name == name)


def words_in(figure: go.Figure) -> str:
    return " | ".join(str(annotation.text) for annotation in figure.layout.annotations)


def test_names_of_places_with_few_cases_stand_in_brackets() -> None:
    figure = drawn([mark("KH12", 10), replace(mark("KH05", 20), status="small_sample")])
    named = [str(words) for one in figure.data if one.type == "scattergeo" for words in one.text or ()]
    assert any(one.startswith("(") and one.endswith(")") for one in named)
    assert sum(one.startswith("(") for one in named) == 1


def test_every_province_is_painted_whatever_is_known() -> None:
    assert trace(drawn(), choropleth.BASE).locations == PROVINCES
    figure = drawn([mark("KH01", 10), mark("KH02+KH24", 20)])
    assert trace(figure, choropleth.BASE).locations == PROVINCES
    assert trace(figure, choropleth.VALUES).locations == ("KH01", "KH02+KH24")


def test_zero_is_a_value_and_nothing_is_not() -> None:
    figure = drawn([mark("KH01", 0), mark("KH02", 5)], [blank("KH03")])
    values = trace(figure, choropleth.VALUES)
    assert values.text[0] == "0"
    assert "KH03" not in values.locations
    assert trace(figure, choropleth.BASE).text[2] == "Not collected"
    assert "%{properties.en}" in trace(figure, choropleth.BASE).hovertemplate


def test_the_legend_counts_every_area_and_every_kind_of_nothing() -> None:
    blanks = [blank(code, reason) for code, reason in zip(PROVINCES[5:], REASONS, strict=False)]
    text = words_in(drawn([mark(code, i * 10.0) for i, code in enumerate(PROVINCES[:5])], blanks))
    assert text.count("1 area") == 5 + len(REASONS)
    for reason in REASONS:
        assert reason.replace("_", " ").capitalize() in text


def test_classes_without_an_area_are_not_named_but_keep_their_room_where_years_are_stepped_through() -> None:
    marks = [mark("KH01", 5), mark("KH02", 35)]
    figures = [drawn(marks, edges=(10.0, 20.0, 30.0), still=still) for still in (True, False)]
    for figure in figures:
        told = words_in(figure)
        assert "under 10" in told and "30 and over" in told
        assert "10 to under 20" not in told and "20 to under 30" not in told
    (kept,) = {drawn([*marks, mark("KH03", 15)], edges=(10.0, 20.0, 30.0)).below_px}  # type: ignore[attr-defined]
    assert figures[0].below_px == kept  # type: ignore[attr-defined]
    assert figures[1].below_px < kept  # type: ignore[attr-defined]


@pytest.mark.parametrize("reason", REASONS)
def test_each_kind_of_nothing_has_a_sign_of_its_own(reason: str) -> None:
    plain, with_sign = drawn([mark("KH01", 1)]), drawn([mark("KH01", 1)], [blank("KH09", reason)])
    assert len(with_sign.data) > len(plain.data)


def test_the_kinds_of_nothing_differ_in_what_is_drawn() -> None:
    signs = {
        reason: drawn([mark("KH01", 1)], [blank("KH09", reason)]).to_json().replace(reason, "").encode()
        for reason in REASONS
    }
    assert len(set(signs.values())) == len(REASONS)


def test_colours_follow_the_judgement_of_the_catalogue() -> None:
    marks = [mark(code, i) for i, code in enumerate(PROVINCES[:10])]
    for polarity, family in (("lower_better", WARM), ("higher_better", COOL), ("context_only", NEUTRAL)):
        scale = trace(drawn(marks, polarity=polarity), choropleth.VALUES).colorscale
        assert {colour for _, colour in scale} <= set(LIGHT.ramps[family])


def test_colour_steps_are_a_scale_plotly_accepts() -> None:
    scale = trace(drawn([mark(code, i) for i, code in enumerate(PROVINCES[:10])]), choropleth.VALUES).colorscale
    places = [at for at, _ in scale]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 1)


def test_the_area_in_focus_is_outlined_in_ink() -> None:
    figure = drawn([mark("KH01", 1)], focus=("KH01",))
    outlines = [one for one in figure.data if one.name == choropleth.FOCUS]
    assert [one.locations for one in outlines] == [("KH01",)] * 2
    assert outlines[-1].marker.line.color == LIGHT.ink
    assert outlines[-1].marker.line.width == 2.5


def test_a_domain_has_one_label_and_dashed_borders_inside() -> None:
    figure = drawn([mark("KH02+KH24", 1)])
    labels = [label for one in figure.data if one.type == "scattergeo" and one.text for label in one.text]
    assert labels == ["Battambang +<br>Pailin"]
    assert any(one.locations == (pattern_id("inner", "KH02+KH24"),) for one in figure.data if one.type == "choropleth")


def test_a_map_asks_nobody_outside() -> None:
    assert "http" not in drawn([mark("KH01", 1)]).to_json()
    assert choropleth.MAP_CONFIG["topojsonURL"].startswith("app/static/")


def test_source_and_code_are_in_the_figure_itself() -> None:
    assert "Source: a survey" in words_in(drawn())
    assert "code AB12" in words_in(drawn())


def test_words_from_data_cannot_become_markup() -> None:
    figure = drawn([mark("KH01", 1, name="<b>x</b>")], caption=caption(title="<img src=x>"))
    assert "<img" not in figure.to_json()
    assert "<b>x" not in figure.to_json()


def test_both_themes_draw_in_both_languages() -> None:
    for lang in ("en", "km"):
        for colours in (LIGHT, DARK):
            figure = drawn([mark("KH01", 1)], t=translator(lang), caption=caption(lang=lang, colours=colours))
            assert ("Noto Sans Khmer" in figure.layout.font.family.split(",")[0]) == (lang == "km")


def test_the_served_patterns_are_up_to_date_and_complete() -> None:
    assert FILE.read_text(encoding="utf-8") == pattern_file()
    ids = {feature["id"] for feature in json.loads(FILE.read_text(encoding="utf-8"))["features"]}
    assert ids == set(pattern_features())
    assert {pattern_id(kind, code) for kind in ("not_collected", "outside_survey") for code in PROVINCES} <= ids


def test_long_rows_of_the_legend_are_parted_where_a_telephone_ends() -> None:
    marks = [mark(code, i * 400_000.0) for i, code in enumerate(PROVINCES[:5])]
    blanks = [blank(PROVINCES[6]), replace(blank(PROVINCES[5], "suppressed"), words="Hidden to protect every child")]
    figure = drawn(marks, blanks)
    legend = [note.text for note in figure.layout.annotations[figure.words :]]
    assert "Hidden to protect every<br>child: 1 area" in legend
    assert "Not collected: 1 area" in legend
    tops = sorted(note.yshift for note in figure.layout.annotations[figure.words :])
    assert -tops[0] < figure.below_px


def test_members_figures_beside_a_map_colour_nothing_and_part_no_classes() -> None:
    marks = [mark(code, i * 10.0) for i, code in enumerate(PROVINCES[:5])]
    line = "Members' figures, 2 provinces, not checked by others"
    sent = [mark("KH01", 500, beside=True), mark("KH20", 7, beside=True, id="AAAAA-AAAAA")]
    plain, figure = drawn(marks), drawn(marks, beside=sent, caption=caption(beside=line))
    for name in (choropleth.BASE, choropleth.VALUES):
        assert trace(plain, name) == trace(figure, name)
    signs = [one for one in figure.data if one.type == "scattergeo" and one.marker.symbol == "diamond"]
    assert sorted(word.strip() for one in signs for word in one.text) == ["500", "7"]
    assert line in words_in(figure).replace("<br>", " ")
    assert sum("area" in one.text for one in figure.layout.annotations) == sum(
        "area" in one.text for one in plain.layout.annotations
    )


def test_where_only_members_have_figures_every_coloured_area_has_their_sign() -> None:
    figure = drawn([mark("KH01", 1, beside=True), mark("KH02+KH24", 2, beside=True)])
    (signs,) = [one for one in figure.data if one.type == "scattergeo" and one.marker.symbol == "diamond"]
    assert len(signs.lon) == 2 and signs.text is None


def test_names_keep_clear_of_signs_and_values_of_each_other() -> None:
    plain = {label.code: label for found in place_labels([("KH12", "Phnom Penh")], 11).values() for label in found}
    moved = place_labels([("KH12", "Phnom Penh")], 11, signs=[("KH12", "12.5")])
    assert all(label.lat != plain["KH12"].lat for found in moved.values() for label in found)
    assert apart([("KH12", "12.5"), ("KH12", "13.5"), ("KH16", "50.3")], 11) == [True, False, True]
