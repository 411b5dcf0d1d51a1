"""How many pages a compact paper takes in Word: its lines counted with our own letters, before any office lays it out.

Where lines and pages end is for the office program of a reader to decide, so this is an estimate that leaves ``SPARE``
room. ``_LAID`` was read from papers laid out by LibreOffice.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from childrights.briefs import CARD, MAP, Artist
from childrights.catalogue import Catalogue
from childrights.charts import KHMER_STEP
from childrights.i18n import Translator
from childrights.pictures import fonts
from childrights.writers.pages import (
    NOTE,
    NumberCard,
    PaperBlock,
    PaperFigure,
    PaperTable,
    Passage,
    WrittenPaper,
)
from childrights.writers.word import SIZES
from childrights.writers.word_pages import COMPACT_SIZES, LOW_SIZES, STYLES, boundaries_words, cover_line
from childrights.writers.word_paper import CARD_COLUMNS
from childrights.writers.word_styles import (
    CELL,
    COMPACT_SPACING,
    GUIDANCE,
    KICKER,
    LOOKS,
    NUMBER,
    SMALL,
    SMALL_MARGIN_CM,
    SPACER,
    TEXT_CM,
    Look,
)

POINTS = 72 / 2.54
"""Of a centimetre."""
PAGE = (29.7 - 2 * SMALL_MARGIN_CM) * POINTS
SPARE = 0.015
"""The share of the pages that stays free: programs part lines and pages a little differently."""
_LAID = {"en": 0.985, "km": 0.982}
"""The most that the lines of a paper were of what is counted here: of 54 papers laid out by LibreOffice between 0.94
and this where the page is nearly full, since what is counted for a table, a picture and Khmer is a little too much."""
BROKEN = 60.0
"""Points that the end of a page leaves empty, because what follows is held together."""
_FILLED = 0.97
"""The share of a line that Khmer fills, which has no spaces: a line ends between two words of it, wherever they are."""
_KHMER = re.compile("[\u1780-\u17ff]")
_PIECE = re.compile(r"[^/\-]*[/\-]+|[^/\-]+")
"""Where a line may end within a word: behind a stroke or a hyphen, as in an address."""
_HIGH = {"en": 1.362, "km": 1.37}
"""The height of a line in heights of its letters, of Noto Sans and of Noto Sans Khmer beside it."""
_INDENT = 0.8 * POINTS
_CELL_EDGES, _CELL_SPACING = 0.38 * POINTS, 1.12
_RULE = 8.0
"""Points of the line over footnotes with the room around it."""


def pages_taken(paper: WrittenPaper, catalogue: Catalogue, t: Translator) -> float:
    """How many pages a compact ``paper`` takes, with the room that each end of a page leaves empty."""
    length = _Length(t, Artist(catalogue, t, paper.data_label))
    height = length.of_paper(paper) * _LAID[t.lang]
    room = PAGE * (1 - SPARE)
    return height / room + BROKEN / room * max(math.ceil(height / room) - 1, 0)


class _Length:
    """Points of height of what a paper holds; each footnote counts where it is met first."""

    def __init__(self, t: Translator, artist: Artist) -> None:
        self.t, self.artist, self.wide = t, artist, TEXT_CM * POINTS
        self._notes: dict[str, None] = {}
        self._after = 0.0

    def of_paper(self, paper: WrittenPaper) -> float:
        """Its title, every part, and the footnotes of all."""
        heads = ((paper.kicker, KICKER), (paper.title, "Title"), (paper.subtitle, "Subtitle"))
        height = sum(self._text(words, style) for words, style in heads)
        height += self._text(cover_line(paper), STYLES[NOTE])
        for part in paper.parts:
            height += self._text(part.title, f"Heading {part.level}") if part.title else 0.0
            for block in part.blocks:
                height += self._block(block)
                self._notes.update(dict.fromkeys(getattr(block, "cites", ())))
        if self._notes:
            height += _RULE * math.ceil(1 + len(self._notes) / 12)
            self._after = 0.0
            height += sum(self._text(f"{at} {note}", "Footnote Text") for at, note in enumerate(self._notes, 1))
        return height

    def _block(self, block: PaperBlock) -> float:
        if isinstance(block, Passage):
            marks = "0," * len(block.cites)
            return self._text(f"{block.lead} {block.words}{marks}".strip(), STYLES[block.style])
        if isinstance(block, PaperFigure):
            return self._figure(block)
        if isinstance(block, NumberCard):
            return self._card(block)
        if isinstance(block, PaperTable):
            return self._table(block)
        return self._text(self.t._("For you to write: {guidance}.").format(guidance=block.words), GUIDANCE)

    def _figure(self, block: PaperFigure) -> float:
        figure = block.figure
        title = self._text(f"{self.t._('Figure')} 1. {figure.title} ({figure.subtitle})", "Caption")
        if figure.kind == CARD:
            return title
        size = (LOW_SIZES if block.low else COMPACT_SIZES)[self.t.lang]
        scene = self.artist.scene(figure, size)
        drawn = scene.height * self.wide / SIZES[self.t.lang].width * COMPACT_SPACING[self.t.lang]
        self._after = _look("Normal").after
        under = " ".join(filter(None, (block.under, boundaries_words(self.t) if figure.kind == MAP else "")))
        return title + drawn + (self._text(under, STYLES[NOTE]) if under else 0.0)

    def _card(self, block: NumberCard) -> float:
        beside = CARD_COLUMNS[1] * self.wide - _CELL_EDGES
        words = self._lines(block.words, _look("Normal"), beside) + _look("Normal").after
        about = self._lines(block.about, _look(CELL), beside, _CELL_SPACING) + 2 * _look(CELL).after
        value = self._lines(block.value, _look(NUMBER), CARD_COLUMNS[0] * self.wide - _CELL_EDGES)
        before, self._after = self._after, _look(SPACER).after
        return before + max(words + about, value) + self._lines("", _look(SPACER), self.wide)

    def _table(self, block: PaperTable) -> float:
        """Every row as high as its words would be in columns that share the width by their lengths."""
        table, look = block.table, _look(CELL)
        height = self._text(f"{self.t._('Table')} 1. {table.title}", "Caption") + self._after
        self._after = 0.0
        row = self._lines("0", look, self.wide, _CELL_SPACING) + 2 * look.after + 1.0
        for cells in (table.head, *table.rows):
            lines = self._wide(" ".join(cells), look) / (self.wide - len(cells) * _CELL_EDGES)
            height += row + (row - 3.0) * max(math.ceil(lines * 1.15) - 1, 0)
        return height + self._text("0", STYLES[NOTE])

    def _text(self, words: str, style: str) -> float:
        """A paragraph: between two stands the larger space of both."""
        look = _look(style)
        room = self.wide - (_INDENT if style == STYLES["item"] else 0.4 * POINTS if look.edge else 0.0)
        between, self._after = max(look.before, self._after), look.after
        return between + self._lines(words, look, room)

    def _lines(self, words: str, look: Look, room: float, spacing: float = 0.0) -> float:
        lang, px = self.t.lang, self._px(look)
        return lines_of(words, px, look.bold, room) * px * _HIGH[lang] * (spacing or COMPACT_SPACING[lang])

    def _px(self, look: Look) -> float:
        return look.size * (KHMER_STEP if self.t.lang == "km" else 1.0)

    def _wide(self, words: str, look: Look) -> float:
        return fonts.width(words, self._px(look), look.bold)


def _look(style: str) -> Look:
    return SMALL.get(style, LOOKS[style])


@lru_cache(maxsize=4096)
def lines_of(words: str, px: float, bold: bool, room: float) -> int:
    """How many lines of ``room`` points some words fill: each goes to the next line where it finds no room."""
    space, at, lines = fonts.width(" ", px, bold), 0.0, 1
    for word in words.split(" "):
        pieces = [word] if _KHMER.search(word) else _PIECE.findall(word)
        for place, piece in enumerate(pieces):
            wide, before = fonts.width(piece, px, bold), space if at and not place else 0.0
            if at + before + wide <= room:
                at += before + wide
            elif _KHMER.search(piece):
                full = room * _FILLED
                ends = at + before + wide
                lines, at = lines + int(ends // full), ends % full
            else:
                lines, at = lines + 1, wide
    return lines
