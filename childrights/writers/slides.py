"""A brief as a PowerPoint file: native charts and shapes that anybody can edit, one finding and its source a slide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from childrights.areas import boundaries_credit
from childrights.briefs import (
    CARD,
    GROUPS,
    MAP,
    RANKING,
    TREND,
    Brief,
    BriefFigure,
    BriefTable,
    Section,
    more_asked,
    sentences_of,
)
from childrights.catalogue import Group, Source
from childrights.charts import LIGHT, text
from childrights.export import PRODUCT, PUBLISHER, said_date
from childrights.i18n import Translator, translator
from childrights.language import interval, period, words
from childrights.writers.deck import BODY, COVER, FINDING, TEXT, Box, Deck, pptx_colour, style
from childrights.writers.slide_charts import CHART_HEIGHT, add_bars, add_trend
from childrights.writers.slide_map import add_legend, add_map
from childrights.writers.text_fit import StyledText, height, pages, rows, script, shortened, size_that_fits, spacing
from geo import area_name

PT, PAD = 11.0, 4.0
_ROOM = 1.16
"""Text is set a little wider than estimated on some machines, and the head is bold."""
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_LINE = (
    '<a:{side} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="{width}"><a:solidFill>'
    '<a:srgbClr val="{colour}"/></a:solidFill></a:{side}>'
)


def add_tables(deck: Deck, brief: Brief, section: Section, t: Translator, source: str, notes: Sequence[str]) -> None:
    """The table of a section over as many slides as it needs, the sentence of the section on each."""
    table = section.table
    assert table is not None
    widths = _widths(table)
    chunks = _chunks(table, widths, deck.grown(BODY)[3] - 6)
    for at, chunk in enumerate(chunks):
        part = t._("{title} ({page} of {pages})").format(title=table.title, page=at + 1, pages=len(chunks))
        slide = deck.slide(FINDING, section.message, source, part if len(chunks) > 1 else table.title)
        _add(deck, slide, table, chunk, widths)
        deck.notes(slide, notes)


def _widths(table: BriefTable) -> list[float]:
    """Every column as wide as its longest cell, the widest ones cut down until all fit, the rest given to the first."""
    longest = [
        max(text.approximate_width(row[at], PT) * _ROOM + 2 * PAD + 6 for row in (table.head, *table.rows))
        for at in range(len(table.head))
    ]
    while sum(longest) > BODY[2]:
        widest = max(longest)
        longest = [min(one, widest * 0.95) for one in longest]
    return [longest[0] + BODY[2] - sum(longest), *longest[1:]]


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    lines = (rows(cell, PT, width - 2 * PAD - 2) * PT * spacing(cell) for cell, width in zip(row, widths, strict=True))
    return max(lines) + 2 * PAD


def _chunks(table: BriefTable, widths: Sequence[float], high: float) -> list[list[tuple[str, ...]]]:
    """Rows on as few slides as hold them, alike in number."""
    few = len(_filled(table, widths, high, len(table.rows)))
    most = -(-len(table.rows) // few)
    while len(found := _filled(table, widths, high, most)) > few:
        most += 1
    return found


def _filled(table: BriefTable, widths: Sequence[float], room: float, most_rows: int) -> list[list[tuple[str, ...]]]:
    found: list[list[tuple[str, ...]]] = [[]]
    used = _height(table.head, widths)
    most = room - used - 2 * PAD
    for cells in table.rows:
        row = tuple(shortened(cell, PT, (wide - 2 * PAD - 2, most)) for cell, wide in zip(cells, widths, strict=True))
        high = _height(row, widths)
        if found[-1] and (used + high > room or len(found[-1]) == most_rows):
            found.append([])
            used = _height(table.head, widths)
        found[-1].append(row)
        used += high
    return found


def _add(deck: Deck, slide: Any, table: BriefTable, chunk: Sequence[tuple[str, ...]], widths: Sequence[float]) -> None:
    heights = [_height(row, widths) for row in (table.head, *chunk)]
    place = (BODY[0], BODY[1] + 4, BODY[2], sum(heights))
    frame = slide.shapes.add_table(len(chunk) + 1, len(table.head), *(deck.emu(one) for one in place))
    deck.describe(frame._element, table.title, "; ".join(" ".join(row) for row in chunk))
    drawn = frame.table
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    drawn.horz_banding = False
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = deck.emu(width)
    for at, (row, high) in enumerate(zip((table.head, *chunk), heights, strict=True)):
        drawn.rows[at].height = deck.emu(high)
        for cell, said in zip(drawn.rows[at].cells, row, strict=True):
            _cell(deck, cell, said, head=at == 0)


def _cell(deck: Deck, cell: Any, words: str, *, head: bool) -> None:
    cell.margin_left = cell.margin_right = deck.emu(PAD)
    cell.margin_top = cell.margin_bottom = deck.emu(PAD - 0.5)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    if script(words) == "km":
        paragraph.line_spacing = Pt(round(PT * deck.scale * spacing(words), 1))
    run = paragraph.add_run()
    run.text = words
    style(run.font, PT * deck.scale, words, bold=head)
    run.font.color.rgb = pptx_colour(LIGHT.quiet if head else LIGHT.ink)
    colour, width = (LIGHT.ink, 12700) if head else (LIGHT.rule, 6350)
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(0, parse_xml(_LINE.format(side="lnB", width=width, colour=colour[1:])))


CHART: Box = (40.0, 134.0, 610.0, CHART_HEIGHT)
ALONE: Box = (40.0, 134.0, 880.0, CHART_HEIGHT)
ON_MAP: Box = (40.0, 134.0, 430.0, 346.0)
SIDE: Box = (676.0, 140.0, 244.0, 336.0)
BESIDE_MAP: Box = (500.0, 140.0, 420.0, 336.0)
LARGE: Box = (40.0, 190.0, 610.0, 220.0)
MOST_CODES, MOST_SOURCES = 3, 2


def presentation(brief: Brief) -> bytes:
    """The whole file. Raises ``TemplateError`` when the template of the coalition cannot be used."""
    t = translator(brief.lang)
    deck = Deck(brief.lang)
    _cover(deck, brief, t)
    for section in brief.sections:
        if section.table:
            add_tables(deck, brief, section, t, slide_footer(brief, section, t), notes_of(brief, section, t))
            if minded := [StyledText(text, space=8) for text in (*section.cautions, *section.missing)]:
                _texts(deck, section.message, minded, slide_footer(brief, section, t), t)
        elif section.figure:
            _figure(deck, brief, section, section.figure, t)
        else:
            lines = [StyledText(text, space=8) for text in (section.support, *section.cautions) if text]
            _texts(deck, section.message, lines or [StyledText(section.heading)], slide_footer(brief, section, t), t)
    _closing(deck, brief, t)
    _properties(deck, brief, t)
    return deck.saved()


def _cover(deck: Deck, brief: Brief, t: Translator) -> None:
    made = t._("Made on {date} from data {snapshot}").format(
        date=said_date(brief.made_on, t), snapshot=brief.data_label
    )
    about = [*filter(None, (brief.kicker,)), *brief.about, f"{t._(PUBLISHER)} · {t._(PRODUCT)} · {made}"]
    slide = deck.slide(COVER, brief.title, "\n".join(about), brief.finding)
    deck.notes(slide, [brief.finding, *about, _verify(t)])


def _figure(deck: Deck, brief: Brief, section: Section, figure: BriefFigure, t: Translator) -> None:
    subtitle = f"{figure.title} · {figure.subtitle}"
    source = slide_footer(brief, section, t) + (f" · {boundaries_credit(t)}" if figure.kind == MAP else "")
    slide = deck.slide(FINDING, section.message, source, subtitle)
    side = deck.grown(SIDE)
    room = deck.grown(CHART if section.cautions or section.missing else ALONE)
    if figure.kind == MAP:
        rows = add_map(deck, slide, figure, deck.grown(ON_MAP), t)
        left, top, wide, tall = deck.grown(BESIDE_MAP)
        high = add_legend(deck, slide, rows, (left, top, wide, tall), t) + 14
        side = (left, top + high, wide, tall - high)
    elif figure.kind == TREND:
        add_trend(deck, slide, figure, room, t)
    elif figure.kind in (RANKING, GROUPS):
        add_bars(deck, slide, figure, room, t)
    elif figure.kind == CARD:
        deck.text(slide, deck.grown(LARGE), figure.alt, [StyledText(figure.large, bold=True, role="action")], (110, 36))
    _beside(deck, slide, section, side, t)
    deck.notes(slide, notes_of(brief, section, t))


def _beside(deck: Deck, slide: Any, section: Section, box: Box, t: Translator) -> None:
    """What must be minded, as much as there is room for; the notes have all of it."""
    cautions = dict.fromkeys(sentence for text in section.cautions for sentence in sentences_of(text))
    told = [StyledText(text, role="quiet", space=5) for text in (*cautions, *section.missing)]
    if not told:
        return
    head = StyledText(t._("Please note"), bold=True, role="action")
    more = StyledText(t._("There is more in the notes of this slide."), role="quiet", space=5)
    name = t._("Please note")
    if height([head, *told], 9.5, box[2]) <= box[3]:
        deck.text(slide, box, name, [head, *told], (11, 9.5))
        return
    count = len(told)
    while count > 1 and height([head, *told[:count], more], 9.5, box[2]) > box[3]:
        count -= 1
    deck.text(slide, box, name, [head, *told[:count], more], (11, 9.5))


def slide_footer(brief: Brief, section: Section, t: Translator) -> str:
    """Source, data and short codes of a slide in one line; the notes have all of them."""
    cited = list(dict.fromkeys(_cited(one) for one in section.sources))
    named = cited[:MOST_SOURCES]
    if (more := len(cited) - MOST_SOURCES) > 0:
        named.append(t.ngettext("{more} more source", "{more} more sources", more).format(more=more))
    codes = section.codes
    shown = t._(", ").join(codes[:MOST_CODES])
    if (more := len(codes) - MOST_CODES) > 0:
        shown = t._("{codes} and {more} more").format(codes=shown, more=more)
    parts = [
        t._("Source: {source}").format(source="; ".join(named)) if named else "",
        t._("Data {snapshot}").format(snapshot=brief.data_label),
        t._("codes {codes}").format(codes=shown) if codes else "",
    ]
    return " · ".join(part for part in parts if part)


def _cited(source: Source) -> str:
    return f"{source.publisher} ({source.year})" if source.year else source.publisher


def notes_of(brief: Brief, section: Section, t: Translator) -> list[str]:
    """The notes of a speaker: what may be said, what to mind, every figure with its code, every source."""
    lines = [section.message, section.support, *section.cautions, *section.missing]
    if section.table and not section.codes:
        lines += [" · ".join(cell for cell in row if cell) for row in section.table.rows]
    indicators = {one.code: one for one in section.indicators}
    if section.observations:
        lines.append(t._("Figures:"))
    for one in section.observations:
        if indicator := indicators.get(one.indicator):
            value = words.value_words(one, indicator, t) if one.value is not None else words.status(one, t)
            bounds = interval(one, indicator, t.lang)
            group = Group.of(one)
            who = (
                area_name(one.area, t.lang)
                if group.is_total
                else f"{area_name(one.area, t.lang)}, {words.group(group, t)}"
            )
            several = f"{indicator.short_name(t.lang)}, " if len(indicators) > 1 else ""
            exact = f" ({bounds})" if bounds else ""
            lines.append(f"{several}{who}, {period(one.period_label, t.lang)}: {value}{exact} · {one.id}")
    if section.sources:
        lines.append(t._("Sources:"))
    lines += [f"{one.citation or one.title}. {words.terms(one, t)}" for one in section.sources]
    lines += [t._("Data {snapshot}").format(snapshot=brief.data_label), _verify(t)]
    return [line for line in lines if line]


def _verify(t: Translator) -> str:
    return t._("At /number the code of a figure leads to the cell it was read in.")


MOST_ASKED, ASKED_SLIDES = 8, 2
"""Of what was asked: the newest that two slides hold. Who shows slides picks; the report has them all."""


def _closing(deck: Deck, brief: Brief, t: Translator) -> None:
    data = t._("Data {snapshot}").format(snapshot=brief.data_label)
    for heading, lines in brief.told:
        _texts(deck, heading, [StyledText(line, bullet=True, space=6) for line in lines], data, t)
    unknown = []
    for group in brief.silences:
        topics = t._("; ").join(group.topics)
        unknown += [StyledText(group.why, bold=True, role="action", space=12, keep=True), StyledText(topics, space=2)]
    if unknown:
        _texts(deck, t._("What is missing here"), unknown, data, t)
    counts = range(min(MOST_ASKED, len(brief.asked)), 0, -1)
    tries = (_asked(brief, count, t) for count in counts)
    if asked := next((one for one in tries if len(_pages(deck, one)[1]) <= ASKED_SLIDES), []):
        _texts(deck, t._("What Cambodia was asked"), asked, data, t)
    cited = [
        StyledText(f"{one.citation or one.title} {one.url}", bullet=True, space=5, size=0.8) for one in brief.sources
    ]
    if cited:
        _texts(deck, t._("Sources"), [*cited, StyledText(_verify(t), role="quiet", space=8, size=0.8)], data, t)


def _asked(brief: Brief, count: int, t: Translator) -> list[StyledText]:
    """The newest of what was asked, and how many more there are."""
    told = []
    for one in brief.asked[:count]:
        told += [StyledText(one.where, bold=True, role="action", space=10, size=0.85, keep=True)]
        told += [StyledText(one.what, space=2, keep=True), StyledText(one.answer, role="quiet", space=2, size=0.85)]
    if more := more_asked(brief.asked[count:], t):
        told.append(StyledText(more, role="quiet", space=10, size=0.85))
    return told


def _pages(deck: Deck, paragraphs: Sequence[StyledText]) -> tuple[float, list[list[StyledText]]]:
    """The size that text of slides is set in, and the text slide by slide."""
    pt = size_that_fits(paragraphs, deck.room, 16, 12) or 14
    return pt, pages(paragraphs, deck.room, pt)


def _texts(deck: Deck, title: str, paragraphs: Sequence[StyledText], source: str, t: Translator) -> None:
    """Slides of text, as many as it needs."""
    pt, found = _pages(deck, paragraphs)
    for at, page in enumerate(found):
        part = t._("{title} ({page} of {pages})").format(title=title, page=at + 1, pages=len(found))
        slide = deck.slide(TEXT, part if len(found) > 1 else title, source)
        deck.body(slide, page, pt)
        deck.notes(slide, [title, source])


def _properties(deck: Deck, brief: Brief, t: Translator) -> None:
    known = deck.file.core_properties
    known.title, known.subject, known.author = brief.title, brief.finding[:250], t._(PUBLISHER)
    known.language = {"en": "en-GB", "km": "km-KH"}[brief.lang]
    data = t._("Data {snapshot}").format(snapshot=brief.data_label)
    known.comments = f"{data} · {brief.content_hash} · {brief.made_on.isoformat()}"
    known.keywords = " ".join(brief.codes)[:250]
