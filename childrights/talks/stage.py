"""The figure of a slide, large enough for the back row: a map, places in order, a line, groups, or one number."""

from __future__ import annotations

from html import escape

from childrights.briefs import CARD, MAP, RANKING, Artist, BriefFigure, Size, Stock
from childrights.catalogue import Observation
from childrights.charts import LIGHT, binned, ramp
from childrights.i18n import Translator
from childrights.language import plain_number, words
from childrights.statistics import interval_of
from childrights.talks.stage_map import Shapes, may_be_ranked, stage_map
from geo import COUNTRY, area_name

CHART = Size(width=940, tallest=470, scale=2.0, trend=185)
ROWS = 13
"""Places in one column; more stand in further columns."""
LONG_NUMBER = 9


def stage(stock: Stock, figure: BriefFigure, shapes: Shapes) -> str:
    """The figure as HTML that needs nothing beside it but ``shapes``."""
    t = stock.t
    if figure.kind == MAP:
        return stage_map(figure, shapes, t)
    if figure.kind == RANKING:
        return _ranking(figure, t)
    if figure.kind == CARD:
        return _number(figure)
    artist = Artist(stock.catalogue, t, stock.data_label)
    drawn = artist.written(artist.scene(figure, CHART))
    # Of a whole document only the picture: the head of an XML file has no place inside a page.
    inner = drawn[drawn.index("<svg") :]
    return f'<div class="drawn" role="img" aria-label="{escape(artist.alt(figure))}">{_unnamed(inner)}</div>'


def _unnamed(svg: str) -> str:
    """The picture out of the way of a reader for the blind, who has its description."""
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _number(figure: BriefFigure) -> str:
    long = " long" if len(figure.large) > LONG_NUMBER else ""
    return f'<div class="number{long}"><strong>{escape(figure.large)}</strong><span>{escape(figure.title)}</span></div>'


def _ranking(figure: BriefFigure, t: Translator) -> str:
    """Places under one another, the highest first, with the country among them where it compares."""
    view = figure.view
    assert view is not None
    drawn = sorted(view.drawn, key=lambda one: -(one.value or 0))
    bins = binned([float(one.value or 0) for one in drawn], figure.edges)
    shades = ramp(LIGHT, figure.indicator.polarity, len(bins.counts))
    colour = {one.area: shades[at] for one, at in zip(drawn, bins.classes, strict=True)}
    rows = list(drawn)
    if view.national and view.national.value is not None and figure.indicator.unit != "number":
        rows = sorted((*drawn, view.national), key=lambda one: -(one.value or 0))
    tops = [interval_of(one, figure.indicator) for one in rows]
    most = max([1e-9, *(one.value or 0 for one in rows), *(one.upper for one in tops if one)])
    parts, ranked = [], may_be_ranked(view, figure)
    for one in rows:
        ahead = sum((other.value or 0) > (one.value or 0) for other in drawn)
        rank = plain_number(ahead + 1, 0, t.lang) if ranked and one.area != COUNTRY else ""
        look = " ".join(
            name for name, on in (("country", one.area == COUNTRY), ("lit", one.area in figure.focus)) if on
        )
        value = words.value_words(one, figure.indicator, t)
        parts.append(
            f'<li class="{look}"><span class="rank">{rank}</span><span>{escape(area_name(one.area, t.lang))}</span>'
            f"{_bar(one, figure, most, colour.get(one.area, LIGHT.quiet))}"
            f'<span class="value">{escape(value)}</span></li>'
        )
    columns = -(-len(parts) // ROWS)
    high = -(-len(parts) // columns)
    style = f"grid-template-rows:repeat({high},auto)"
    return f'<ol class="columns" style="{style}" aria-label="{escape(figure.title)}">{"".join(parts)}</ol>'


def _bar(one: Observation, figure: BriefFigure, most: float, colour: str) -> str:
    """A bar from zero with its interval as a line over it."""
    bound = interval_of(one, figure.indicator)
    line = ""
    if bound:
        low, high = (max(0.0, end) / most * 200 for end in (bound.lower, bound.upper))
        dash = ' stroke-dasharray="4 3"' if bound.kind == "approximated" else ""
        line = f'<path d="M{low:.1f} 10H{high:.1f}" stroke="{LIGHT.ink}" stroke-width="2.5"{dash}/>'
    wide = max(0.0, one.value or 0) / most * 200
    return (
        '<svg viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect y="2" width="{wide:.1f}" height="16" fill="{colour}"/>{line}</svg>'
    )
