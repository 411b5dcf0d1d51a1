"""A paper as a Word document: its cover, its parts in order, and where its form asks for it every figure by code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from childrights.areas import boundaries_credit
from childrights.briefs import MAP, Artist, BriefTable, Size
from childrights.catalogue import Catalogue
from childrights.export import PUBLISHER
from childrights.i18n import Translator
from childrights.writers.columns import column_widths
from childrights.writers.pages import (
    BODY,
    ITEM,
    KEY,
    NOTE,
    STEP,
    NumberCard,
    PaperBlock,
    PaperFigure,
    PaperTable,
    Passage,
    WrittenPaper,
)
from childrights.writers.word import SIZES, TABLE_PX
from childrights.writers.word_annex import add_evidence
from childrights.writers.word_paper import About, Paper
from childrights.writers.word_styles import BULLET, COMPACT, NUMBERED, TEXT_CM, UNITED_NATIONS
from childrights.writers.word_styles import KEY as KEY_STYLE
from childrights.writers.word_styles import NOTE as NOTE_STYLE

COMPACT_SIZES = {"en": Size(610, 310, 1.3, row=17.5, letters=13), "km": Size(610, 310, 1.25, row=18.5, letters=13)}
LOW_SIZES = {
    "en": Size(610, 205, 1.3, trend=105, row=17.5, letters=13),
    "km": Size(610, 205, 1.25, trend=105, row=18.5, letters=13),
}
"""Of pictures of a paper of two pages: smaller ones, whose letters are as large as in the others; and lower ones, where
the page has no room for those."""
STYLES = {BODY: "Normal", KEY: KEY_STYLE, NOTE: NOTE_STYLE, ITEM: BULLET, STEP: NUMBERED}


def paper_document(paper: WrittenPaper, catalogue: Catalogue, t: Translator) -> bytes:
    """The document. ``t`` is in the language of the paper."""
    foot = t._("{publisher} · figures as of {label} · codes at /number").format(
        publisher=t._(PUBLISHER), label=paper.data_label
    )
    moment = datetime.combine(paper.made_on, time(12), tzinfo=UTC)
    word = Paper(About(paper.title, paper.kicker, t._(PUBLISHER), foot, moment), t, paper.letters)
    _cover(word, paper, t)
    sizes = COMPACT_SIZES if paper.letters == COMPACT else SIZES
    writer = _Pages(word, t, Artist(catalogue, t, paper.data_label), sizes[t.lang])
    for part in paper.parts:
        if part.title:
            # What stands under the headings within a chapter is the same in each: its contents would say it many times.
            word.heading(part.title, part.level, listed="/" not in part.key.removeprefix("/"))
        for at, block in enumerate(part.blocks):
            writer.block(block)
            if at == 0 and isinstance(block, Passage) and block.style == NOTE and len(part.blocks) > 1:
                word.keep_last()
    if paper.annex and paper.observations:
        word.page_break()
        add_evidence(word, [paper], catalogue)
    return word.save()


def _cover(word: Paper, paper: WrittenPaper, t: Translator) -> None:
    """What this is, about what, by whom, how long, and what is still to be written; a paper of some pages has none of
    its own."""
    word.kicker(paper.kicker)
    word.text(paper.title, "Title")
    word.text(paper.subtitle, "Subtitle")
    if paper.letters == COMPACT:
        word.note(cover_line(paper))
    else:
        for line in paper.cover:
            word.text(line.words, STYLES[line.style])
    if paper.contents:
        word.contents()
    if paper.contents or paper.letters == UNITED_NATIONS:
        word.page_break()


def cover_line(paper: WrittenPaper) -> str:
    """The lines of its cover in one, for a paper that has no page of its own for them."""
    return " · ".join(one.words.rstrip(".។") for one in paper.cover)


def boundaries_words(t: Translator) -> str:
    """Whose the boundaries of a map are, and what they are not."""
    credit = t._("Boundaries: {credit}. They show areas, not legal borders.")
    return credit.format(credit=boundaries_credit(t))


class _Pages:
    """Writes blocks into a document."""

    def __init__(self, word: Paper, t: Translator, artist: Artist, size: Size) -> None:
        self.word, self.t, self.artist, self.size = word, t, artist, size

    def block(self, block: PaperBlock) -> None:
        """One block."""
        if isinstance(block, Passage):
            if block.spans:
                self.word.spans(
                    [(one.text, one.bold, one.italic, one.cite) for one in block.spans], STYLES[block.style]
                )
            else:
                self.word.text(block.words, STYLES[block.style], notes=block.cites, lead=block.lead)
        elif isinstance(block, PaperFigure):
            self._figure(block)
        elif isinstance(block, NumberCard):
            self.word.number_card(block.value, block.about, block.words, block.cites)
        elif isinstance(block, PaperTable):
            self._table(block.table, block.cites, block.numeric)
        else:
            self.word.guidance(block.words)

    def _figure(self, block: PaperFigure) -> None:
        figure = block.figure
        size = LOW_SIZES[self.t.lang] if block.low else self.size
        svg, png = self.artist.both(figure, size)
        title, alt = f"{figure.title} ({figure.subtitle})", self.artist.alt(figure)
        width_cm = TEXT_CM * size.width / SIZES[self.t.lang].width
        self.word.figure(svg, png, title, alt, width_cm=width_cm)
        told = [block.under] if block.under else []
        if figure.kind == MAP:
            told.append(boundaries_words(self.t))
        if told:
            self.word.note(" ".join(told))

    def _table(self, table: BriefTable, cites: Sequence[str], numeric: Sequence[int]) -> None:
        columns = list(zip(table.head, *table.rows, strict=True))
        widths = column_widths(columns, TABLE_PX)
        self.word.table(table.title, table.head, table.rows, widths, notes=cites, numeric=numeric)
