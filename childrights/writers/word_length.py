"""How many pages a compact paper takes in Word: its lines counted with our own letters, before any office lays it out.

Where lines and pages end is for the office program of a reader to decide, so this is an estimate that leaves ``SPARE``
room. Its ``_SHARE`` was read from eighteen papers laid out by LibreOffice, which it had taken for 5 to 13 % too long.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

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
from childrights.writers.word_pages import COMPACT_SIZES, STYLES, boundaries_words
from childrights.writers.word_paper import CARD_COLUMNS
from childrights.writers.word_styles import (
    CELL,
    GUIDANCE,
    KICKER,
    LINE_SPACING,
    LOOKS,
    NUMBER,
    SMALL,
    SMALL_MARGIN_CM,
    TEXT_CM,
    Look,
)

POINTS = 72 / 2.54
"""Of a centimetre."""
PAGE = (29.7 - 2 * SMALL_MARGIN_CM) * POINTS
SPARE = 0.03
"""The share of the pages that stays free: programs part lines and pages a little differently."""
BROKEN = 60.0
"""Points that the end of a page leaves empty, because what follows is held together."""
_FILLED = {"en": 0.955, "km": 0.94}
"""The share of a line that its words fill: the last of them goes to the next one."""
_HIGH = {"en": 1.362, "km": 1.37}
"""The height of a line in heights of its letters, of Noto Sans and of Noto Sans Khmer beside it."""
_SHARE = {"en": 0.95, "km": 0.92}
"""What is left of the sum of all lines: the space between two paragraphs is the larger of both, not their sum."""
_INDENT = 0.8 * POINTS
_CELL_EDGES, _CELL_SPACING = 0.38 * POINTS, 1.12
_RULE = 8.0
"""Points of the line over footnotes with the room around it."""


def pages_taken(paper: WrittenPaper, catalogue: Catalogue, t: Translator) -> float:
    """How many pages a compact ``paper`` takes, with the room that each end of a page leaves empty."""
    length = _Length(t, Artist(catalogue, t, paper.data_label))
    height = sum(length.of_paper(paper)) * _SHARE[t.lang]
    room = PAGE * (1 - SPARE)
    return height / room + BROKEN / room * max(math.ceil(height / room) - 1, 0)


class _Length:
    """Points of height of what a paper holds; each footnote counts where it is met first."""

    def __init__(self, t: Translator, artist: Artist) -> None:
        self.t, self.artist, self.wide = t, artist, TEXT_CM * POINTS
        self._noted: set[str] = set()

    def of_paper(self, paper: WrittenPaper) -> Iterator[float]:
        """Its title, every part, and the footnotes of all."""
        yield (
            self._text(paper.kicker, KICKER) + self._text(paper.title, "Title") + self._text(paper.subtitle, "Subtitle")
        )
        for line in paper.cover:
            yield self._text(line.words, STYLES[line.style])
        for part in paper.parts:
            if part.title:
                yield self._text(part.title, f"Heading {part.level}")
            for block in part.blocks:
                yield self._block(block)
        if self._noted:
            yield _RULE * math.ceil(1 + len(self._noted) / 12)

    def _block(self, block: PaperBlock) -> float:
        noted = sum(self._note(one) for one in getattr(block, "cites", ()))
        if isinstance(block, Passage):
            return noted + self._text(f"{block.lead} {block.words}".strip(), STYLES[block.style])
        if isinstance(block, PaperFigure):
            return noted + self._figure(block)
        if isinstance(block, NumberCard):
            return noted + self._card(block)
        if isinstance(block, PaperTable):
            return noted + self._table(block)
        return noted + self._text(self.t._("For you to write: {guidance}.").format(guidance=block.words), GUIDANCE)

    def _figure(self, block: PaperFigure) -> float:
        figure = block.figure
        title = self._text(f"{self.t._('Figure')} 1. {figure.title} ({figure.subtitle})", "Caption")
        if figure.kind == CARD:
            return title
        size = COMPACT_SIZES[self.t.lang]
        scene = self.artist.scene(figure, size)
        drawn = scene.height * self.wide / SIZES[self.t.lang].width
        under = " ".join(filter(None, (block.under, boundaries_words(self.t) if figure.kind == MAP else "")))
        return title + drawn + _look("Normal").after + (self._text(under, STYLES[NOTE]) if under else 0.0)

    def _card(self, block: NumberCard) -> float:
        beside = CARD_COLUMNS[1] * self.wide - _CELL_EDGES
        words = self._lines(block.words, _look("Normal"), beside) + _look("Normal").after
        about = self._lines(block.about, _look(CELL), beside, _CELL_SPACING) + 2 * _look(CELL).after
        value = self._lines(block.value, _look(NUMBER), CARD_COLUMNS[0] * self.wide - _CELL_EDGES)
        return max(words + about, value) + 8.0

    def _table(self, block: PaperTable) -> float:
        """Every row as high as its words would be in columns that share the width by their lengths."""
        table, look = block.table, _look(CELL)
        height = self._text(f"{self.t._('Table')} 1. {table.title}", "Caption")
        row = self._lines("0", look, self.wide, _CELL_SPACING) + 2 * look.after + 1.0
        for cells in (table.head, *table.rows):
            lines = self._wide(" ".join(cells), look) / (self.wide - len(cells) * _CELL_EDGES)
            height += row + (row - 3.0) * max(math.ceil(lines * 1.15) - 1, 0)
        return height + self._text("0", STYLES[NOTE])

    def _note(self, words: str) -> float:
        if words in self._noted:
            return 0.0
        self._noted.add(words)
        return self._text(f"{len(self._noted)} {words}", "Footnote Text")

    def _text(self, words: str, style: str) -> float:
        look = _look(style)
        room = self.wide - (_INDENT if style == STYLES["item"] else 0.4 * POINTS if look.edge else 0.0)
        return self._lines(words, look, room) + look.before + look.after

    def _lines(self, words: str, look: Look, room: float, spacing: float = 0.0) -> float:
        lang = self.t.lang
        lines = math.ceil(self._wide(words, look) / (room * _FILLED[lang])) if words else 1
        return lines * self._px(look) * _HIGH[lang] * (spacing or LINE_SPACING[lang])

    def _px(self, look: Look) -> float:
        return look.size * (KHMER_STEP if self.t.lang == "km" else 1.0)

    def _wide(self, words: str, look: Look) -> float:
        return fonts.width(words, self._px(look), look.bold)


def _look(style: str) -> Look:
    return SMALL.get(style, LOOKS[style])
