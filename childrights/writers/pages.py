"""A paper before it has a format: parts with headings, and in each passages, figures, tables, numbers and blanks.

Everything in words is in the language of the paper already; a writer of a format looks nothing up and claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from childrights.briefs import BriefFigure, BriefTable, NewerFigure, Section
from childrights.catalogue import Indicator, Observation, Source

BODY, KEY, NOTE, ITEM, STEP = "body", "key", "note", "item", "step"
"""A passage as plain text, as the sentence that matters, as a small remark, as a point of a list, as a numbered one."""
PASSAGES = (BODY, KEY, NOTE, ITEM, STEP)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look within a paragraph; ``link`` is an address, ``cite`` the footnote behind them."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; ``cites`` are set as footnotes behind its last word, ``lead`` stands in front of it in bold.

    ``spans`` part its words where they look different, as in what a person wrote.
    """

    words: str
    style: str = BODY
    cites: tuple[str, ...] = ()
    lead: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperFigure:
    """A captioned picture of a chart; ``under`` is set small below it, ``low`` draws it lower, for a page of its own
    limit."""

    figure: BriefFigure
    under: str = ""
    low: bool = False


@dataclass(frozen=True, slots=True)
class NumberCard:
    """One figure that is told large, beside the sentence about it; ``about`` has what it is of, period and code."""

    value: str
    about: str
    words: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A captioned table; ``cites`` are footnotes of its caption, ``numeric`` the columns that end right."""

    table: BriefTable
    cites: tuple[str, ...] = ()
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteHere:
    """A place that a person writes in: marked, and counted on the cover. ``words`` say what belongs there."""

    words: str


PaperBlock = Passage | PaperFigure | NumberCard | PaperTable | WriteHere


@dataclass(frozen=True, slots=True)
class PaperPart:
    """What stands under one heading; ``level`` is 1 to 3. ``key`` is that of its chapter."""

    key: str
    title: str
    level: int
    blocks: tuple[PaperBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What found no room: from which part, and how it began. ``by_form`` says that its section holds no more of its
    kind, otherwise a limit of words left no room for it."""

    part: str
    words: str
    by_form: bool = False


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many words a chapter has, and how many it was given (0: no limit)."""

    title: str
    words: int
    budget: int


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """A whole paper.

    ``kicker`` says what kind of paper it is, ``cover`` holds the lines of the first page. ``left_out`` is what
    found no room, ``counts`` what a limit of words did, empty without one. ``numbered`` paragraphs and ``letters`` are
    as its form asks; with ``annex`` every figure is listed at the end. ``sections`` are its findings for formats that
    show slides.
    """

    form: str
    lang: str
    kicker: str
    title: str
    subtitle: str
    cover: tuple[Passage, ...]
    parts: tuple[PaperPart, ...]
    sections: tuple[Section, ...]
    observations: tuple[Observation, ...]
    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    newer: tuple[NewerFigure, ...]
    snapshot: str
    content_hash: str
    built_at: str
    data_label: str
    made_on: date
    limit: int = 0
    words: int = 0
    counts: tuple[PartCount, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    numbered: bool = False
    letters: str = "house"
    annex: bool = False
    contents: bool = False

    @property
    def blanks(self) -> tuple[WriteHere, ...]:
        """The places that people write in, in their order."""
        return tuple(one for part in self.parts for one in part.blocks if isinstance(one, WriteHere))

    @property
    def codes(self) -> tuple[str, ...]:
        """The short code of every figure."""
        return tuple(dict.fromkeys(one.id for one in self.observations if one.id))


def counted_words(text: str) -> int:
    """The words of a text, apart by spaces. Khmer has none between words: there they are only a measure of length."""
    return len(_WORD.findall(text))


def block_words(block: PaperBlock) -> int:
    """The words of a block as they count towards a limit: all but footnotes, and nothing of what a picture draws."""
    if isinstance(block, Passage):
        return counted_words(f"{block.lead} {block.words}")
    if isinstance(block, PaperFigure):
        # The caption begins with "Figure" and its number.
        return 2 + counted_words(f"{block.figure.title} ({block.figure.subtitle}) {block.under}")
    if isinstance(block, NumberCard):
        return counted_words(f"{block.value} {block.about} {block.words}")
    if isinstance(block, PaperTable):
        cells = [*block.table.head, *(cell for row in block.table.rows for cell in row)]
        return 2 * bool(block.table.title) + counted_words(" ".join((block.table.title, *cells)))
    return counted_words(f"For you to write: {block.words}")


def part_words(parts: Iterable[PaperPart]) -> int:
    """The words of parts with their headings."""
    return sum(counted_words(one.title) + sum(map(block_words, one.blocks)) for one in parts)
