"""Figures written down by hand say the same as Plotly's own."""

from __future__ import annotations

import plotly.graph_objects as plotly
import pytest

from childrights.charts import sketch


def written(go):  # type: ignore[no-untyped-def]
    figure = go.Figure(layout={"template": {"layout": {"font": {"size": 9}}}})
    figure.update_layout(height=300, margin={"l": 4}, paper_bgcolor="red", template_layout_font_color="blue")
    figure.update_layout(margin_r=5, font={"family": "Noto Sans"})
    figure.add_trace(go.Scatter(x=[1, 2], y=[3, None], marker_color="red", marker={"size": 4}, error_x=None, name="a"))
    figure.add_trace(go.Scatter(x=[1], y=[3], error_x={"array": [1], "color": "red"}, line_width=2))
    figure.add_trace(go.Choropleth(locations=["KH01"], z=[1], marker_line_width=0))
    figure.add_trace(go.Scattergeo(lon=[1.5], lat=[2.5], text=["x"], mode="text"))
    figure.add_annotation(text="one", x=0, y=1, font_size=12)
    figure.add_annotation(text="two", x=1, y=1)
    figure.add_shape(type="rect", x0=0, x1=1, y0=0, y1=1, line={"width": 2})
    figure.update_xaxes({"showgrid": False}, range=[0, 1])
    figure.update_yaxes(tickfont_color="red", range=[0, 2])
    return figure


def test_the_same_words_make_the_same_figure() -> None:
    assert written(sketch).checked().to_dict() == written(plotly).to_dict()


def test_axes_of_every_panel_are_updated() -> None:
    figure = sketch.Figure().update_layout(xaxis={"domain": [0, 0.4]}, xaxis2={"domain": [0.6, 1]})
    figure.update_xaxes(fixedrange=True)
    assert figure.layout.xaxis.fixedrange and figure.layout.xaxis2.fixedrange
    assert figure.layout.xaxis2.domain == (0.6, 1)


def test_a_property_plotly_does_not_know_is_noticed_where_tests_look() -> None:
    figure = sketch.Figure().add_trace(sketch.Scatter(colour="red"))
    with pytest.raises(ValueError, match="colour"):
        _ = figure.data


def test_the_codes_of_points_stay_on_this_side() -> None:
    figure = sketch.Figure()
    figure.add_trace(sketch.Scatter(x=[1, 2], y=[1, 2]))
    assert not figure.has_codes and figure.code_at(0, 0) == ""
    figure.add_trace(sketch.Scatter(codes=["AAAAA-AAAAA", "BBBBB-BBBBB CCCCC-CCCCC"], x=[1, 2], y=[1, 2]))
    assert figure.has_codes and figure.code_at(1, 1) == "BBBBB-BBBBB CCCCC-CCCCC"
    assert [figure.code_at(*at) for at in ((0, 0), (1, 2), (1, -1), (-1, 0), (7, 0))] == [""] * 5
    assert "AAAAA" not in str(figure.to_dict())
    assert figure.checked().layout.template.data.scatter[0].unselected.marker.opacity == 1


def test_a_figure_with_codes_leaves_the_next_one_alone() -> None:
    for _ in range(2):
        figure = sketch.Figure().add_trace(sketch.Scatter(codes=["AAAAA-AAAAA"], x=[1], y=[1]))
        assert list(figure.to_dict()["layout"]["template"]) == ["data"]
        figure.update_layout(template={"layout": {"font": {"size": 9}}})
