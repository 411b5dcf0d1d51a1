"""A Word document being written: headings, words with footnotes, captioned figures and tables, guidance to writers."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from childrights.charts import LIGHT
from childrights.i18n import Translator
from childrights.writers.word_styles import CARD, CELL, GUIDANCE, KEY, KICKER, NOTE, TEXT_CM, dress
from childrights.writers.word_xml import (
    Footnotes,
    add_vector,
    cell,
    clean,
    describe,
    element,
    field,
    keep_row,
    repeat_row,
    tab,
    text_run,
    unbroken_numbers,
)

Paragraph = Any
CONTENTS_LEVELS = 2
TWIPS = 1440 / 2.54
"""Of a centimetre."""
_CELL_ID = CELL.replace(" ", "")


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: ``foot`` stands at the foot of each page, ``made`` is the moment of making."""

    title: str
    subject: str
    author: str
    foot: str
    made: datetime


class Paper:
    """Writes one document from top to bottom. Figures and tables are numbered as they come."""

    def __init__(self, about: About, t: Translator) -> None:
        self.document = Document()
        self.t = t
        self._pictures = 0
        self._counted: Counter[str] = Counter()
        dress(self.document, t.lang)
        self._headings: list[tuple[str, int]] = []
        self._contents: Any = None
        self._first = 0
        self._breaks = False
        self._last: Paragraph = None
        self._spacer: Paragraph = None
        self.notes = Footnotes(self.document)
        core = self.document.core_properties
        core.title, core.subject, core.author = clean(about.title), clean(about.subject), about.author
        core.language, core.comments, core.keywords = t.lang, "", ""
        core.created = core.modified = about.made.astimezone(UTC).replace(tzinfo=None)
        self._foot(about.foot)

    def _foot(self, words: str) -> None:
        _ = self.t._
        foot = self.document.sections[0].footer.paragraphs[0]
        foot.paragraph_format.tab_stops.clear_all()
        foot.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT)
        foot.add_run(f"{clean(words)}\t")
        for part in field("PAGE", "1"):
            foot._p.append(part)

    def text(self, words: str, style: str = "Normal", *, notes: Sequence[str] = ()) -> Paragraph:
        """One paragraph; ``notes`` are set as footnotes behind its last word."""
        paragraph = self.document.add_paragraph(unbroken_numbers(words), style=style)
        self._cite(paragraph, notes)
        self._last = paragraph
        return paragraph

    def _cite(self, paragraph: Paragraph, notes: Sequence[str]) -> None:
        for place, note in enumerate(notes):
            if place:
                paragraph._p.append(text_run(",", "FootnoteReference"))
            self.notes.cite(paragraph._p, note)

    def heading(self, words: str, level: int) -> None:
        """A heading that the table of contents finds."""
        made = self.document.add_heading(unbroken_numbers(words), level)
        if self._breaks:
            self._without_spacer()
            made.paragraph_format.page_break_before = True
            self._breaks = False
        if level <= CONTENTS_LEVELS:
            self._headings.append((words, level))
            number = str(len(self._headings))
            made._p.insert_element_before(element("w:bookmarkStart", id=number, name=f"_Toc{number}"), "w:r")
            made._p.append(element("w:bookmarkEnd", id=number))

    def _without_spacer(self) -> None:
        """Take out the empty line after a table: after a table that fills its page it would fill the next one."""
        if self._spacer is not None and self._spacer is self._last:
            self._spacer._p.getparent().remove(self._spacer._p)

    def kicker(self, words: str) -> None:
        """A small line over a heading."""
        self.text(words, KICKER)

    def key(self, words: str, *, notes: Sequence[str] = ()) -> None:
        """The sentence that matters."""
        self.text(words, KEY, notes=notes)

    def card(self, large: str, about: str) -> None:
        """One figure, large, and under it what it is of."""
        self.text(large, CARD)
        self.text(about, NOTE)

    def note(self, words: str) -> None:
        """A small remark."""
        self.text(words, NOTE)

    def guidance(self, words: str) -> None:
        """What the coalition writes here, followed by the empty paragraph it writes it in."""
        if self._last is not None:
            self._last.paragraph_format.keep_with_next = True
        told = self.text(self.t._("To be written: {guidance}").format(guidance=words), GUIDANCE)
        told.paragraph_format.keep_with_next = True
        self.text("")

    def contents(self) -> None:
        """The place of the table of contents, which is filled when the document is finished."""
        self._contents = self.document.add_paragraph(style="toc 1")
        self.note(
            self.t._("The numbers of the pages come when the fields are updated: say yes when Word asks, or press F9.")
        )

    def _fill_contents(self) -> None:
        """Every heading with its page, as one field that Word can work out again."""
        if self._contents is None or not self._headings:
            return
        begin, told, separate, _shown, end = field(f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u', "")
        for number, (words, level) in enumerate(self._headings, start=1):
            line = self._contents.insert_paragraph_before(style=f"toc {level}")
            line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            if number == 1:
                line._p.extend([begin, told, separate])
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"_Toc{number}")
            link.append(text_run(words))
            link.append(tab())
            link.extend(field(f"PAGEREF _Toc{number} \\h", ""))
            line._p.append(link)
            if number == len(self._headings):
                line._p.append(end)
        self._contents._p.getparent().remove(self._contents._p)

    def page_break(self) -> None:
        """The next heading begins a new page; a break of its own would leave one empty after a page that is full."""
        self._breaks = True
        self._first = self._first or len(self.document.element.body) - 1

    def words(self) -> str:
        """All that was written since the first page was broken off, but for guidance and footnotes."""
        guidance = GUIDANCE.replace(" ", "")
        parts = list(self.document.element.body)[self._first :]
        found = [one for part in parts for one in part.iter(qn("w:p")) if _style_of(one) != guidance]
        return " ".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in found)

    def _caption(self, label: str, name: str, words: str, notes: Sequence[str]) -> None:
        paragraph = self.document.add_paragraph(f"{label} ", style="Caption")
        self._counted[name] += 1
        for part in field(f"SEQ {name} \\* ARABIC", str(self._counted[name])):
            paragraph._p.append(part)
        paragraph.add_run(f". {unbroken_numbers(words)}")
        self._cite(paragraph, notes)

    def figure(
        self, svg: bytes, png: bytes, title: str, alt: str, *, notes: Sequence[str] = (), width_cm: float = TEXT_CM
    ) -> None:
        """A captioned picture: the vector, and ``png`` where that is not known."""
        self._caption(self.t._("Figure"), "Figure", title, notes)
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        picture = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(width_cm))
        self._pictures += 1
        add_vector(self.document, picture._inline, svg, self._pictures)
        describe(picture._inline, title, alt)

    def table(
        self,
        title: str,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        notes: Sequence[str] = (),
        numeric: Sequence[int] = (),
    ) -> None:
        """A captioned table; its head stands again on each page.

        ``widths`` are shares of the width, ``numeric`` the columns that end right. A row of one text is a
        heading over the rows that follow.
        """
        if title:
            self._caption(self.t._("Table"), "Table", title, notes)
        table = self.document.add_table(rows=0, cols=len(head))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _borders(table._tbl)
        columns = [round(TEXT_CM * TWIPS * width / sum(widths)) for width in widths]
        for column, width in zip(table._tbl.tblGrid.iterchildren(), columns, strict=True):
            column.set(qn("w:w"), str(width))
        for number, texts in enumerate([head, *rows]):
            row = OxmlElement("w:tr")
            (repeat_row if number == 0 else keep_row)(row)
            if len(texts) == 1:
                heading = cell(
                    texts[0], sum(columns), style=_CELL_ID, bold=True, right=False, span=len(columns), keep=True
                )
                row.append(heading)
                table._tbl.append(row)
                continue
            for place, (words, width) in enumerate(zip(texts, columns, strict=True)):
                row.append(
                    cell(words, width, style=_CELL_ID, bold=number == 0, right=place in numeric, keep=number == 0)
                )
            table._tbl.append(row)
        self._spacer = self.text("", NOTE)

    def save(self) -> bytes:
        """The finished file."""
        self._fill_contents()
        self.notes.attach()
        content = io.BytesIO()
        self.document.save(content)
        return content.getvalue()


def _style_of(paragraph: Any) -> str:
    """The id of the style of a ``w:p``, empty for the usual one."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return found.get(qn("w:val")) if found is not None else ""


def _borders(table: Any) -> None:
    """Rules between rows and a strong one above and below; nothing upright."""
    about = table.tblPr
    edges = OxmlElement("w:tblBorders")
    for side, width, colour in (("top", "12", LIGHT.action), ("bottom", "6", LIGHT.ink), ("insideH", "4", LIGHT.rule)):
        edges.append(element(f"w:{side}", val="single", sz=width, space="0", color=colour.removeprefix("#")))
    layout = about.find(qn("w:tblLayout"))
    layout.addprevious(edges)
