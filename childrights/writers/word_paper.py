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
from childrights.writers.word_styles import (
    CARD,
    CELL,
    GUIDANCE,
    HOUSE,
    KEY,
    KICKER,
    NOTE,
    NUMBER,
    SPACER,
    TEXT_CM,
    dress,
)
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
HELD_ROWS = 2
"""Rows of a table, its head among them, that hold to the next."""
TWIPS = 1440 / 2.54
"""Of a centimetre."""
_CELL_ID = CELL.replace(" ", "")
CARD_COLUMNS, KEY_ON_CARD = (0.27, 0.73), "Normal"
LETTERS_ON_CARD = 10
"""So many letters of a large number fit beside its sentence."""


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: ``foot`` stands at the foot of each page, ``made`` is the moment of making."""

    title: str
    subject: str
    author: str
    foot: str
    made: datetime


WORD_JOINER = "\N{WORD JOINER}"


class Paper:
    """Writes one document from top to bottom. Figures and tables are numbered as they come."""

    def __init__(self, about: About, t: Translator, letters: str = HOUSE) -> None:
        self.document = Document()
        self.t = t
        self._pictures = 0
        self._counted: Counter[str] = Counter()
        dress(self.document, t.lang, letters)
        self._styles = {one.name: one.style_id for one in self.document.styles}
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
        tabs = self.document.styles["Footer"].paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT)
        foot.add_run(clean(words))
        # In a run of its own: behind the words LibreOffice now and then sets the number without the space before it.
        foot._p.append(tab())
        for part in field("PAGE", "1"):
            foot._p.append(part)

    def text(self, words: str, style: str = "Normal", *, notes: Sequence[str] = (), lead: str = "") -> Paragraph:
        """One paragraph; ``notes`` are set as footnotes behind its last word, ``lead`` stands before it in bold."""
        paragraph = self._paragraph(style)
        if lead:
            run = paragraph.add_run(f"{unbroken_numbers(lead)} ")
            run.bold = run.font.cs_bold = True
        paragraph.add_run(unbroken_numbers(words))
        self._cite(paragraph, notes)
        self._last = paragraph
        return paragraph

    def _paragraph(self, style: str) -> Paragraph:
        """A new paragraph. Its style is set by its id: looking it up by name goes through all styles each time."""
        paragraph = self.document.add_paragraph()
        if style != "Normal":
            paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = self._styles[style]
        return paragraph

    def spans(self, spans: Sequence[tuple[str, bool, bool, str]], style: str) -> None:
        """One paragraph in pieces: each with its words, whether they are bold and italic, and its footnote."""
        paragraph = self._paragraph(style)
        for words, bold, italic, note in spans:
            run = paragraph.add_run(unbroken_numbers(words))
            run.bold = run.font.cs_bold = bold or None
            run.italic = run.font.cs_italic = italic or None
            if note:
                self._cite(paragraph, (note,))
        self._last = paragraph

    def _cite(self, paragraph: Paragraph, notes: Sequence[str]) -> None:
        self._cite_element(paragraph._p, notes)

    def _cite_element(self, paragraph: Any, notes: Sequence[str]) -> None:
        for place, note in enumerate(notes):
            if place:
                paragraph.append(text_run(",", "FootnoteReference"))
            elif self.t.lang == "km":
                # A line may end behind the full stop of Khmer, and the sign would stand alone on the next one.
                paragraph.append(text_run(WORD_JOINER))
            self.notes.cite(paragraph, note)

    def heading(self, words: str, level: int, *, listed: bool = True) -> None:
        """A heading; ``listed`` where the table of contents has it."""
        made = self.document.add_heading(unbroken_numbers(words), level)
        if self._breaks:
            self._without_spacer()
            made.paragraph_format.page_break_before = True
            self._breaks = False
        if listed and level <= CONTENTS_LEVELS:
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

    def keep_last(self) -> None:
        """Hold the last paragraph to what follows it."""
        if self._last is not None:
            self._last.paragraph_format.keep_with_next = True

    def guidance(self, words: str) -> None:
        """The mark of what a person writes here."""
        self.keep_last()
        self.text(self.t._("For you to write: {guidance}.").format(guidance=words), GUIDANCE)

    def number_card(self, value: str, about: str, words: str, notes: Sequence[str] = ()) -> None:
        """One figure told large beside the sentence about it, under a thin rule."""
        table = self.document.add_table(rows=0, cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _borders(table._tbl, CARD_RULES)
        columns = [round(TEXT_CM * TWIPS * share) for share in CARD_COLUMNS]
        for column, width in zip(table._tbl.tblGrid.iterchildren(), columns, strict=True):
            column.set(qn("w:w"), str(width))
        row = OxmlElement("w:tr")
        keep_row(row)
        large, beside = (
            cell(text, width, style=name.replace(" ", ""), bold=False, right=False)
            for text, width, name in zip((value, words), columns, (NUMBER, KEY_ON_CARD), strict=True)
        )
        _fit_number(large, value, self.document.styles[NUMBER].font.size.pt)
        self._cite_element(beside[-1], notes)
        below = OxmlElement("w:p")
        shape = OxmlElement("w:pPr")
        shape.append(element("w:pStyle", val=_CELL_ID))
        below.extend([shape, text_run(about)])
        beside.append(below)
        row.extend([large, beside])
        table._tbl.append(row)
        self._spacer = self.text("", SPACER)

    def contents(self) -> None:
        """The place of the table of contents, which is filled when the document is finished."""
        self._contents = self.document.add_paragraph(style="toc 1")
        self.note(
            self.t._("The numbers of the pages come when the fields are updated: say yes when Word asks, or press F9.")
        )

    def _fill_contents(self) -> None:
        """Every heading with its page, each number a field of its own: inside a field of contents an office program
        shows what was written there, and the pages are not known before somebody lays the paper out."""
        if self._contents is None or not self._headings:
            return
        for number, (words, level) in enumerate(self._headings, start=1):
            line = self._contents.insert_paragraph_before(style=f"toc {level}")
            line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"_Toc{number}")
            link.append(text_run(words))
            line._p.append(link)
            line._p.append(tab())
            line._p.extend(field(f"PAGEREF _Toc{number} \\h", ""))
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
            # LibreOffice can lose rows of a table that is parted right after its first one: some stand together.
            held = number < HELD_ROWS and number < len(rows)
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
                row.append(cell(words, width, style=_CELL_ID, bold=number == 0, right=place in numeric, keep=held))
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


def _fit_number(large: Any, value: str, size: float) -> None:
    """Set the large number of a card smaller where it is too long for its column: no office program may break it."""
    if len(value) <= LETTERS_ON_CARD:
        return
    for run in large.iter(qn("w:r")):
        about = run.get_or_add_rPr()
        half_points = str(int(size * 2 * LETTERS_ON_CARD / len(value)))
        about.extend([element("w:sz", val=half_points), element("w:szCs", val=half_points)])


RULES = (("top", "12", LIGHT.action), ("bottom", "6", LIGHT.ink), ("insideH", "4", LIGHT.rule))
CARD_RULES = (("top", "4", LIGHT.rule),)


def _borders(table: Any, rules: Sequence[tuple[str, str, str]] = RULES) -> None:
    """Rules between rows and a strong one above and below; nothing upright."""
    about = table.tblPr
    edges = OxmlElement("w:tblBorders")
    for side, width, colour in rules:
        edges.append(element(f"w:{side}", val="single", sz=width, space="0", color=colour.removeprefix("#")))
    layout = about.find(qn("w:tblLayout"))
    layout.addprevious(edges)
