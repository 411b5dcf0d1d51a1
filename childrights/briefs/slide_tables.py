"""Tables on slides: quiet lines, as many slides as the rows need, every row with its code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from childrights.briefs.deck import BODY, FINDING, Deck, rgb, style
from childrights.briefs.model import Brief, Section, Table
from childrights.briefs.text_fit import rows, script, shortened, spacing
from childrights.charts import LIGHT, text
from childrights.i18n import Translator

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


def _widths(table: Table) -> list[float]:
    """Every column as wide as its longest cell, the widest ones cut down until all fit, the rest given to the first."""
    longest = [
        max(text.width(row[at], PT) * _ROOM + 2 * PAD + 6 for row in (table.head, *table.rows))
        for at in range(len(table.head))
    ]
    while sum(longest) > BODY[2]:
        widest = max(longest)
        longest = [min(one, widest * 0.95) for one in longest]
    return [longest[0] + BODY[2] - sum(longest), *longest[1:]]


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    lines = (rows(cell, PT, width - 2 * PAD - 2) * PT * spacing(cell) for cell, width in zip(row, widths, strict=True))
    return max(lines) + 2 * PAD


def _chunks(table: Table, widths: Sequence[float], high: float) -> list[list[tuple[str, ...]]]:
    """Rows on as few slides as hold them, alike in number."""
    few = len(_filled(table, widths, high, len(table.rows)))
    most = -(-len(table.rows) // few)
    while len(found := _filled(table, widths, high, most)) > few:
        most += 1
    return found


def _filled(table: Table, widths: Sequence[float], room: float, most_rows: int) -> list[list[tuple[str, ...]]]:
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


def _add(deck: Deck, slide: Any, table: Table, chunk: Sequence[tuple[str, ...]], widths: Sequence[float]) -> None:
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
        for cell, words in zip(drawn.rows[at].cells, row, strict=True):
            _cell(deck, cell, words, head=at == 0)


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
    run.font.color.rgb = rgb(LIGHT.quiet if head else LIGHT.ink)
    colour, width = (LIGHT.ink, 12700) if head else (LIGHT.rule, 6350)
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(0, parse_xml(_LINE.format(side="lnB", width=width, colour=colour[1:])))
