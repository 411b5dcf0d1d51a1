"""A map as shapes: one freeform for every province, named, described and recolourable, with borders and a legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import asinh, radians, tan
from typing import Any

import shapely
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Pt

from childrights.areas import MapView
from childrights.briefs import BriefFigure
from childrights.catalogue import Observation
from childrights.charts import (
    LIGHT,
    NOT_APPLICABLE,
    NOT_COLLECTED,
    NOT_GIVEN,
    OUTSIDE_SURVEY,
    PIXELS_PER_DEGREE,
    SIGN_OF,
    SUPPRESSED,
    TOO_FEW_CASES,
    WHOLE,
    Blank,
    Label,
    LegendRow,
    bin_rows,
    binned,
    blank_rows,
    place_labels,
    ramp,
    reads_dark,
    row_words,
    text,
)
from childrights.i18n import Translator
from childrights.language import plain_number, words
from childrights.writers.deck import Box, Deck, pptx_colour
from childrights.writers.text_fit import StyledText
from geo import area_name, area_shape, inner_borders, label_point, outline, province_members

LABEL_PT, _BOLD, _ROOMY = 9.0, 1.08, 1.25
_MOSTLY = 0.97
ROW = 19.0
"""Height of a row of the legend."""
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_PATTERN = {NOT_COLLECTED: "wdUpDiag", SUPPRESSED: "pct20"}
_GREY = (TOO_FEW_CASES, NOT_GIVEN)
NOT_FILLED = ' fill="none"'
Line = Sequence[tuple[float, float]]


class SlideMapFrame:
    """Where a place of the country lies inside a box (Mercator, as on the screen)."""

    def __init__(self, box: Box) -> None:
        left, top, width, height = box
        west, east = WHOLE.lon
        south, north = (_mercator(lat) for lat in WHOLE.lat)
        self.per_degree = min(width / (east - west), height / (north - south))
        self._left = left + (width - (east - west) * self.per_degree) / 2 - west * self.per_degree
        self._top = top + (height - (north - south) * self.per_degree) / 2 + north * self.per_degree

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        return self._left + lon * self.per_degree, self._top - _mercator(lat) * self.per_degree


def _mercator(lat: float) -> float:
    """The height of a latitude in degrees of longitude."""
    return asinh(tan(radians(lat))) * 180 / 3.141592653589793


def add_map(deck: Deck, slide: Any, figure: BriefFigure, box: Box, t: Translator) -> list[LegendRow]:
    """Draw the map of a figure into a box; returns the rows that its legend needs."""
    view = figure.view
    assert view is not None
    ground = SlideMapFrame(box)
    values = [float(one.value or 0.0) for one in view.drawn]
    bins = binned(values, figure.edges)
    shades = ramp(LIGHT, figure.indicator.polarity, len(bins.counts))
    colour_of = {one.area: shades[at] for one, at in zip(view.drawn, bins.classes, strict=True)}
    for area, province, alt, fill, edge in _provinces(view, figure, colour_of, t):
        del area
        name = area_name(province, t.lang)
        slide.shapes._spTree.append(_freeform(deck, slide, _rings(province), ground, name, alt, fill, edge, True))
    areas = [one.area for one in view.drawn] + [one.area for one in view.not_drawn]
    solid = [ring for area in areas for ring in _rings(area)]
    white = _stroke("FFFFFF", 0.9)
    _border(deck, slide, solid, ground, t._("Borders of areas"), white)
    dashed = [line for area in areas if len(province_members(area)) > 1 for line in inner_borders(area)]
    if dashed:
        _border(deck, slide, dashed, ground, t._("Borders inside survey areas"), _stroke("FFFFFF", 0.9, "sysDash"))
    for area in figure.focus:
        named = t._("Outline of {place}").format(place=area_name(area, t.lang))
        _border(deck, slide, _rings(area), ground, named, _stroke(LIGHT.ink[1:], 2.25))
    for blank in view.not_drawn:
        _sign(deck, slide, blank.reason, ground(*label_point(blank.area)), 9.0, words.reason(blank.reason, t))
    _labels(deck, slide, figure, ground, colour_of, t)
    return _legend_rows(figure, view, bins, shades, t)


def _provinces(
    view: MapView, figure: BriefFigure, colour_of: Mapping[str, str], t: Translator
) -> Iterable[tuple[str, str, str, str, str]]:
    """Every province once: its area, code, alt text, fill and edge."""
    for one in view.drawn:
        for province in province_members(one.area):
            fill = f'<a:solidFill><a:srgbClr val="{colour_of[one.area][1:]}"/></a:solidFill>'
            yield one.area, province, _alt(one, province, figure, t), fill, _stroke(colour_of[one.area][1:], 0.25)
    for blank in view.not_drawn:
        for province in province_members(blank.area):
            alt = t._("{place}: {what}").format(place=area_name(province, t.lang), what=words.reason(blank.reason, t))
            yield blank.area, province, alt, _nothing(blank.reason), _nothing_edge(blank.reason)


def _alt(one: Observation, province: str, figure: BriefFigure, t: Translator) -> str:
    place, value = area_name(province, t.lang), words.value_words(one, figure.indicator, t)
    others = [area_name(code, t.lang) for code in province_members(one.area) if code != province]
    if not others:
        return t._("{place}: {what}").format(place=place, what=value)
    sentence = t._("{place}: {what}, one value together with {others}")
    return sentence.format(place=place, what=value, others=t._(", ").join(others))


def _nothing(reason: str) -> str:
    if preset := _PATTERN.get(reason):
        return (
            f'<a:pattFill prst="{preset}"><a:fgClr><a:srgbClr val="{LIGHT.nothing_ink[1:]}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{LIGHT.nothing[1:]}"/></a:bgClr></a:pattFill>'
        )
    ground = LIGHT.nothing[1:] if reason in _GREY else "FFFFFF"
    return f'<a:solidFill><a:srgbClr val="{ground}"/></a:solidFill>'


def _nothing_edge(reason: str) -> str:
    plain = reason in (OUTSIDE_SURVEY, NOT_APPLICABLE)
    return _stroke(LIGHT.nothing_ink[1:], 0.75 if plain else 0.25, "dash" if reason == OUTSIDE_SURVEY else "solid")


def _sign(deck: Deck, slide: Any, reason: str, middle: tuple[float, float], size: float, alt: str) -> None:
    """A lock, a ring, a cross or a dash, so that no kind of nothing is told by its pattern alone."""
    if parts := SIGN_OF.get(reason, ()):
        lines = [[(middle[0] + x * size, middle[1] - y * size) for x, y in part] for part in parts]
        edge = _stroke(LIGHT.ink[1:], 1.1)
        slide.shapes._spTree.append(_freeform(deck, slide, lines, _as_is, alt, alt, "<a:noFill/>", edge, False))


def _as_is(x: float, y: float) -> tuple[float, float]:
    return x, y


def _stroke(colour: str, pt: float, dash: str = "solid") -> str:
    return (
        f'<a:ln w="{round(pt * 12700)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:prstDash val="{dash}"/><a:round/></a:ln>'
    )


def _rings(area: str) -> list[Line]:
    """The outer borders of an area."""
    found: list[list[tuple[float, float]]] = [[]]
    for lon, lat in zip(*outline(area), strict=True):
        if lon is None or lat is None:
            found.append([])
        else:
            found[-1].append((lon, lat))
    return [ring for ring in found if len(ring) > 2]


def _border(deck: Deck, slide: Any, lines: Sequence[Line], ground: SlideMapFrame, name: str, edge: str) -> None:
    slide.shapes._spTree.append(_freeform(deck, slide, lines, ground, name, name, "<a:noFill/>", edge, False))


def _freeform(
    deck: Deck,
    slide: Any,
    lines: Sequence[Line],
    ground: Callable[[float, float], tuple[float, float]],
    name: str,
    alt: str,
    fill: str,
    edge: str,
    closed: bool,
) -> Any:
    """A shape of lines given in degrees; a ring inside another is a hole."""
    drawn = [[ground(*point) for point in line] for line in lines]
    left, right = min(x for line in drawn for x, _ in line), max(x for line in drawn for x, _ in line)
    top, bottom = min(y for line in drawn for _, y in line), max(y for line in drawn for _, y in line)
    unit = float(deck.emu(1))
    paths = []
    for line in drawn:
        points = [(round((x - left) * unit), round((y - top) * unit)) for x, y in line]
        first, rest = points[0], points[1:-1] if closed and points[0] == points[-1] else points[1:]
        moved = f'<a:moveTo><a:pt x="{first[0]}" y="{first[1]}"/></a:moveTo>'
        moved += "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in rest)
        paths.append(moved + ("<a:close/>" if closed else ""))
    wide, high = round((right - left) * unit), round((bottom - top) * unit)
    shape = parse_xml(
        f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{deck._next_id(slide)}" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{round(left * unit)}" y="{round(top * unit)}"/><a:ext cx="{wide}" cy="{high}"/>'
        "</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}"{"" if closed else NOT_FILLED}>'
        f"{''.join(paths)}</a:path></a:pathLst></a:custGeom>{fill}{edge}</p:spPr></p:sp>"
    )
    deck.describe(shape, name, alt)
    return shape


def _labels(
    deck: Deck, slide: Any, figure: BriefFigure, ground: SlideMapFrame, colour_of: Mapping[str, str], t: Translator
) -> None:
    """The value on every area, its figure in full in the alt text; one that is wider than its area has a ground of the
    colour of the area, so that nobody reads it as its neighbour's."""
    assert figure.view is not None
    by_area = {one.area: one for one in figure.view.drawn}
    names = [(one.area, words.short_value(one, figure.indicator, t)) for one in figure.view.drawn]
    placed = place_labels(names, LABEL_PT * _ROOMY * PIXELS_PER_DEGREE / ground.per_degree)
    for label in [*placed[True], *placed[False]]:
        x, y = ground(label.lon, label.lat)
        wide, high = text.approximate_width(label.lines[0], LABEL_PT) * _BOLD + 8, LABEL_PT * 1.4
        shape = deck.text_box(slide, (x - wide / 2, y - high / 2, wide, high), "")
        if not _inside(label, wide - 6, high * 0.6, ground):
            shape.fill.solid()
            shape.fill.fore_color.rgb = pptx_colour(colour_of[label.code])
            shape.line.color.rgb = pptx_colour("#FFFFFF")
            shape.line.width = Pt(0.75)
        dark = reads_dark(colour_of[label.code])
        deck.write(shape, [StyledText(label.lines[0], bold=True)], LABEL_PT)
        shape.text_frame.word_wrap = False
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        paragraph.runs[0].font.color.rgb = pptx_colour(LIGHT.ink if dark else "#FFFFFF")
        place = area_name(label.code, t.lang)
        alt = t._("{place}: {what}").format(
            place=place, what=words.value_words(by_area[label.code], figure.indicator, t)
        )
        deck.describe(shape._element, t._("Value of {place}").format(place=place), alt)


def _inside(label: Label, wide: float, high: float, ground: SlideMapFrame) -> bool:
    """Whether letters that reach so far (points) stay on their area."""
    half, up = wide / 2 / ground.per_degree, high / 2 / ground.per_degree
    covered = shapely.box(label.lon - half, label.lat - up, label.lon + half, label.lat + up)
    return bool(area_shape(label.code).intersection(covered).area >= _MOSTLY * covered.area)


def _legend_rows(
    figure: BriefFigure, view: MapView, bins: Any, shades: Sequence[str], t: Translator
) -> list[LegendRow]:
    blanks = [
        Blank(code, area_name(code, t.lang), one.reason, words.reason(one.reason, t))
        for one in view.not_drawn
        for code in province_members(one.area)
    ]

    def edge(value: float) -> str:
        return plain_number(value, 0 if value == round(value) else figure.indicator.decimals, t.lang)

    return [*(row for row in bin_rows(bins, shades, edge, t) if row.count), *blank_rows(blanks)]


def add_legend(deck: Deck, slide: Any, rows: Sequence[LegendRow], box: Box, t: Translator) -> float:
    """The legend from the top of a box; returns how high it is."""
    left, top, width, _ = box
    for at, row in enumerate(rows):
        y = top + at * ROW
        fill = f'<a:solidFill><a:srgbClr val="{row.colour[1:]}"/></a:solidFill>' if row.colour else _nothing(row.reason)
        edge = _stroke(LIGHT.rule[1:], 0.5) if row.colour else _nothing_edge(row.reason)
        place = [int(deck.emu(one)) for one in (left, y + 2, 22, 12)]
        swatch = parse_xml(
            f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{deck._next_id(slide)}" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{place[0]}" y="{place[1]}"/><a:ext cx="{place[2]}" cy="{place[3]}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{edge}</p:spPr></p:sp>'
        )
        said = row_words(row, t)
        deck.describe(swatch, t._("Legend: {what}").format(what=row.words), said)
        slide.shapes._spTree.append(swatch)
        _sign(deck, slide, row.reason, (left + 11, y + 8.5), 8.0, said)
        line = (left + 30, y, width - 30, ROW)
        deck.text(slide, line, t._("Legend: {what}").format(what=row.words), [StyledText(said)], (11, 8))
    return len(rows) * ROW
