"""What pictures know of Plotly is what our charts write: no more, no less, and each of it makes a difference."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from childrights.charts import sketch as go
from childrights.charts.template import Framed
from childrights.pictures.captions import PROPORTIONS, SLIDE
from childrights.pictures.plotly_spec import FigureSpec, asked, merged_specs, parts
from childrights.pictures.properties import ANY, DRAWN, UNSEEN, check_figure, said
from childrights.pictures.scene import Item, NotDrawable
from childrights.pictures.translate import CARTESIAN, Plot, plot_of
from tests.childrights.pictures.making import KINDS, figure
from tests.support.views import all_told, page_of

ASKED: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("stunting", {"areas": ("KH16", "KH12")}),
    ("stunting", {"hand": "1"}),
    ("population_census", {}),
    ("expected_years_schooling_modelled", {}),
)
"""Indicators with all that views can show: places in focus, members' figures beside, areas joined, a long series."""
COLOUR, WIDE = "#123456", 700.0
OTHER_WORDS = ("Other", "x", "paper", "geo2", "x2", "M0,0 L9,9", "square", "1px,9px", "middle center")
Written = list[tuple[Framed, str, Mapping[str, Any]]]


@pytest.fixture(scope="module")
def figures(flooded_home: Path) -> list[Framed]:
    """The figures of every view, as on a page and as in the room of a slide, and a sample of each kind with all of it."""
    found: list[go.Figure] = []
    with pytest.MonkeyPatch.context() as patch:
        page = page_of(flooded_home, patch)
        for code, chosen in ASKED:
            for view in all_told(page, page.catalogue.indicators[code], **chosen).values():
                if not isinstance(view, str):
                    found += view.figures.values()
                    found += [draw(page, PROPORTIONS[SLIDE].room) for draw in view.shared.figures.values()]
    found += [figure(kind, "en") for kind in KINDS]
    assert len({type(one) for one in found}) == 1
    return [one for one in found if isinstance(one, Framed)]


@pytest.fixture(scope="module")
def written(figures: list[Framed]) -> Written:
    """Every part of every figure; a figure that asks for anything unknown is refused here."""
    found: Written = []
    for one in figures:
        whole = asked(one)
        found += [(one, part, given) for part, given in parts(whole.layout, whole.traces)]
    return found


def test_every_figure_of_every_view_is_known_and_nothing_else_is(written: Written) -> None:
    """When this fails, a chart writes less than it did: take the property out, and what draws it."""
    names = {(part, name) for _, part, given in written for name, _ in said(given)}
    known = {(part, name) for part, table in DRAWN.items() for name in table}
    assert known - names == set()
    heads = {(part, name.split(".")[0]) for part, name in names} | names
    nowhere = {name for table in UNSEEN.values() for name in table} - {name for _, name in heads}
    assert nowhere == set()


@pytest.mark.parametrize("part", DRAWN)
def test_what_is_drawn_makes_a_difference(written: Written, part: str) -> None:
    before: dict[int, list[Item]] = {}
    for name, known in DRAWN[part].items():
        if len(known) == 1:
            with pytest.raises(NotDrawable, match=name):
                check_figure(part, _with({}, name, "another"))
            continue
        holders = [(one, given) for one, kind, given in written if kind == part and name in dict(said(given))]
        if name in ("font.size", "font.color"):
            # All words of our charts say their size and colour themselves; these are drawn where one does not.
            holders = [(_without_tick_fonts(one), given) for one, given in holders]
        assert any(_differs(one, part, given, name, before) for one, given in holders), f"{part}.{name} changes nothing"


def _without_tick_fonts(one: Framed) -> Framed:
    bare = copy.copy(one)
    bare._layout = {
        name: {**value, "tickfont": None} if name.startswith(("xaxis", "yaxis")) else value
        for name, value in one._layout.items()
    }
    return bare


def _differs(one: Framed, part: str, given: Mapping[str, Any], name: str, before: dict[int, list[Item]]) -> bool:
    """Whether any other value of a property changes the picture, or is refused."""
    plot = plot_of(one, one.below_px, 0)
    if id(one) not in before:
        before[id(one)] = _drawn(plot)
    for other in _others(dict(said(given))[name], DRAWN[part][name]):
        try:
            if _drawn(_altered(one, plot, part, given, name, other)) != before[id(one)]:
                return True
        except (NotDrawable, KeyError):
            return True
    return False


def _drawn(plot: Plot) -> list[Item]:
    return [*plot.items(WIDE), *(item for column in plot.legend() for item in column.items)]


def _altered(one: Framed, plot: Plot, part: str, given: Mapping[str, Any], name: str, other: Any) -> Plot:
    changed = _with(given, name, other)
    if part == "layout":
        again = copy.copy(one)
        again._layout = merged_specs(one._layout, changed)
        return plot_of(again, one.below_px, 0)
    key = f"{part}s"
    layout, traces = dict(plot.asked.layout), plot.asked.traces
    if key in layout:
        layout[key] = [changed if piece == given else piece for piece in layout[key]]
    elif part in ("axis", "geo"):
        layout = {key: changed if piece == given else piece for key, piece in layout.items()}
    else:
        traces = tuple(dict(changed) if trace == given else trace for trace in traces)
    return replace(plot, asked=FigureSpec(traces, layout))


def _with(given: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    """A part with another value of a property; ``None`` takes it away."""
    head, _, rest = name.partition(".")
    return {**given, head: _with(given.get(head) or {}, rest, value) if rest else value}


def _others(value: Any, known: tuple[Any, ...]) -> Iterator[Any]:
    """Other values than ``value`` of the same kind."""
    if known:
        yield from (one for one in known if one != value)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 7
        yield value / 2 + 0.1
    elif isinstance(value, str):
        yield from (COLOUR,) if value.startswith(("#", "rgb")) else OTHER_WORDS
    elif len(value) and all(isinstance(one, int | float | None) for one in value):
        yield [one if one is None else one + 7 for one in value]
    else:
        yield list(reversed(value))
        if isinstance(value[0], str):
            yield [COLOUR] * len(value)


UNKNOWN = {
    "layout": ("barmode", "coloraxis.cmin", "bargap", "title.text"),
    "axis": ("categoryorder", "categoryarray", "autorange", "tickprefix", "dtick", "title.text", "griddash", "matches"),
    "geo": ("projection.scale", "center.lon", "showland", "fitbounds"),
    "annotation": ("textangle", "opacity", "bgcolor", "font.weight", "width"),
    "shape": ("opacity", "layer", "label.text", "line.cap"),
    "scatter": (
        "marker.angle",
        "fill",
        "stackgroup",
        "connectgaps",
        "line.shape",
        "opacity",
        "error_x.value",
        "zorder",
    ),
    "heatmap": ("text", "zsmooth", "reversescale", "opacity"),
    "bar": ("marker.opacity", "marker.pattern.fgopacity", "orientation", "offset", "insidetextfont.size"),
    "choropleth": ("marker.opacity", "colorbar.len", "zmid", "featureidkey"),
    "scattergeo": ("marker.angle", "marker.opacity", "connectgaps", "line.dash", "fill"),
}


@pytest.mark.parametrize(("part", "name"), [(part, name) for part, names in UNKNOWN.items() for name in names])
def test_what_no_chart_writes_is_refused_by_name(written: Written, part: str, name: str) -> None:
    given = next(given for _, kind, given in written if kind == part)
    check_figure(part, given)
    with pytest.raises(NotDrawable, match=f"{part}.{name}"):
        check_figure(part, _with(given, name, 1))


@pytest.mark.parametrize("kind", ["title", *CARTESIAN, "choropleth", "annotation"])
def test_a_picture_of_a_figure_with_anything_unknown_is_refused(kind: str) -> None:
    """By the way in, too: nothing of a figure is drawn that was not checked."""
    given = figure("map" if kind == "choropleth" else "grid", "en")
    if kind == "title":
        given.update_layout(title_text="twice")
    elif kind == "annotation":
        given.add_annotation(text="a", x=0, y=0, opacity=0.5)
    else:
        given.add_trace(type("Odd", (go.Trace,), {"kind": kind})(unheard=1))
    with pytest.raises(NotDrawable, match=r"layout.title.text|annotation.opacity|unheard|scatter.mode"):
        asked(given)


def test_values_that_are_not_drawn_are_refused() -> None:
    for part, name, value in (
        ("axis", "ticks", "inside"),
        ("axis", "tickangle", 90),
        ("annotation", "xanchor", "auto"),
        ("scatter", "mode", "none"),
        ("scatter", "textposition", ["top left", "elsewhere"]),
        ("shape", "type", "circle"),
    ):
        assert DRAWN[part][name] != ANY
        with pytest.raises(NotDrawable, match=f"{part}.{name}"):
            check_figure(part, _with({}, name, value))
