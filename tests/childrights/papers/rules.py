"""What every paper is held to: in the suite for a sample, by ``bench papers`` for all forms, languages and rights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from childrights.briefs import MAP, Stock, sentences_of
from childrights.catalogue import Observation
from childrights.composer import Desks, Scope, choose
from childrights.i18n import translator
from childrights.language import period, words
from childrights.papers import Choice, form_called
from childrights.papers.forms import MOST_BLANKS
from childrights.papers.naming import group_words
from childrights.rights import figure_codes
from childrights.writers.pages import NumberCard, PaperBlock, PaperFigure, PaperTable, Passage, WrittenPaper

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")
MOST_MARKS, SHORT, POOL = 2, 12, 40
_ENGLISH = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,]+){5,}")
_KHMER = re.compile("[\u1780-\u17ff]")
_UNFILLED = re.compile(r"[{}]|\bNone\b|\bnan\b|To be written|TODO")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FEW = ("rapporteur", "position", "statement")
"""Forms of three findings at most, of which a paper on several rights holds fewer than it has rights."""


class Held:
    """What papers are held against, read once: the figures of a snapshot, what is newer than each, what may be told."""

    def __init__(self, desks: Desks) -> None:
        self.desks = desks
        self.known = figure_codes(desks.snapshot)
        self._stocks: dict[str, Stock] = {}

    def stock(self, paper: WrittenPaper) -> Stock:
        """What stands behind a paper in its language."""
        if paper.lang not in self._stocks:
            t, d = translator(paper.lang), self.desks
            self._stocks[paper.lang] = Stock.of(d.snapshot, d.catalogue, t, paper.made_on, d)
        return self._stocks[paper.lang]


def broken(paper: WrittenPaper, choice: Choice, held: Held) -> list[str]:
    """Every rule that a paper breaks, in a line each; empty for one that is sound."""
    return [
        *_structure(paper),
        *_sentences(paper),
        *_codes(paper, held),
        *_siblings(paper, held),
        *_groups(paper, choice, held),
        *_dated(paper),
    ]


def blocks_of(paper: WrittenPaper) -> Iterator[PaperBlock]:
    """All that stands under the headings, in order."""
    for part in paper.parts:
        yield from part.blocks


def _structure(paper: WrittenPaper) -> Iterator[str]:
    levels = [part.level for part in paper.parts]
    if levels[0] != 1 or any(after - before > 1 for before, after in pairwise(levels)):
        yield f"headings skip a level: {levels}"
    for key, count in Counter((part.key, part.title) for part in paper.parts).items():
        if count > 1:
            yield f"a heading stands twice: {key}"
    for at, part in enumerate(paper.parts):
        if not part.blocks and (at + 1 == len(paper.parts) or paper.parts[at + 1].level <= part.level):
            yield f"nothing stands under {part.title}"
    if len(paper.blanks) > MOST_BLANKS:
        yield f"{len(paper.blanks)} places to write"
    if paper.blanks and str(len(paper.blanks)) not in " ".join(one.words for one in paper.cover):
        yield "the cover does not count its places to write"
    if paper.limit and paper.lang == "en" and paper.words > paper.limit:
        yield f"{paper.words} words of {paper.limit}"
    maps = Counter(
        (block.figure.indicator.code, block.figure.view.period)
        for block in blocks_of(paper)
        if isinstance(block, PaperFigure) and block.figure.kind == MAP and block.figure.view
    )
    yield from (f"a map stands twice: {name}" for name, count in maps.items() if count > 1)


def _sentences(paper: WrittenPaper) -> Iterator[str]:
    told = [block for block in blocks_of(paper) if isinstance(block, Passage | NumberCard)]
    counted = Counter(one for block in told for one in sentences_of(block.words))
    yield from (
        f"a sentence stands {count} times: {one}" for one, count in counted.items() if count > 1 < len(one) - SHORT
    )
    for block in told:
        if len(block.cites) > MOST_MARKS:
            yield f"{len(block.cites)} marks of footnotes behind: {block.words[:80]}"
        wrong = _ENGLISH if paper.lang == "km" else _KHMER
        if found := wrong.search(block.words):
            yield f"another language in: {found[0][:80]}"
    for text in every_text(paper):
        if _UNFILLED.search(text):
            yield f"not filled in: {text[:80]}"


def every_text(paper: WrittenPaper) -> Iterator[str]:
    """All words of a paper, with those of footnotes, cells, and under pictures."""
    for part in paper.parts:
        yield part.title
        for block in part.blocks:
            yield from texts(block)


def texts(block: PaperBlock) -> Iterator[str]:
    """All words of a block."""
    if isinstance(block, PaperFigure):
        yield from (block.figure.title, block.figure.subtitle, block.under)
    elif isinstance(block, PaperTable):
        yield block.table.title
        yield from (cell for row in (block.table.head, *block.table.rows) for cell in row)
    else:
        yield block.words
        if isinstance(block, NumberCard):
            yield from (block.value, block.about)
        if isinstance(block, Passage):
            yield block.lead
    yield from getattr(block, "cites", ())


def _codes(paper: WrittenPaper, held: Held) -> Iterator[str]:
    printed = {code for text in every_text(paper) for code in CODE.findall(text)}
    yield from (f"no figure has the code {code}" for code in sorted(printed - held.known))
    yield from (f"{code} is not among the figures of the paper" for code in sorted(printed - set(paper.codes)))


def _siblings(paper: WrittenPaper, held: Held) -> Iterator[str]:
    """A figure that a sentence, a card, a row or a picture tells has what is newer of it told in the same place."""
    newest, figures, above = held.stock(paper).by_concept, {one.id: one for one in paper.observations}, ""
    for block in blocks_of(paper):
        places = [" ".join(row) for row in block.table.rows] if isinstance(block, PaperTable) else []
        for text in places or [" ".join(texts(block))]:
            told = [figures[code] for code in CODE.findall(text) if code in figures]
            if isinstance(block, PaperFigure):
                told, text = [one for one in block.figure.observations if one.value is not None], f"{above} {text}"
            ids = {one.id for one in told}
            for one in told:
                about = held.desks.catalogue.indicators[one.indicator]
                if about.is_context and about.unit == "number":
                    continue  # of so many people a percentage is: the population of its own year
                newer = [] if one.scope else newest.newer(one)
                if newer and not any(other.id in ids or _is_told(other, text, held, paper) for other in newer):
                    yield f"{one.id} of {one.period_label} without {newer[0].id} of {newer[0].period_label}: {text[:90]}"
        above = " ".join(texts(block))


def _is_told(one: Observation, text: str, held: Held, paper: WrittenPaper) -> bool:
    """Whether a figure stands in a text by its value and its period."""
    t, plain = translator(paper.lang), text.replace("\N{NO-BREAK SPACE}", " ")
    value = words.value_words(one, held.desks.catalogue.indicators[one.indicator], t).replace("\N{NO-BREAK SPACE}", " ")
    return value in plain and period(one.period_label, paper.lang) in plain


def _groups(paper: WrittenPaper, choice: Choice, held: Held) -> Iterator[str]:
    """Each right on which a finding on groups may be told has one in its paper."""
    form, t = form_called(choice.form), translator(paper.lang)
    rights: Sequence[str] = [] if form.key in FEW and len(choice.rights) > 1 else choice.rights
    told = " ".join(text for text in every_text(paper))
    for right in rights:
        area = choice.areas[0] if choice.areas and form.is_of_place else ""
        pool = [one for one in choose(held.desks, Scope(right=right, area=area), t, most=POOL) if one.is_group]
        if not any(one.kind == "groups" for one in form.sections):
            # Where there is no section on groups, that two cannot be told apart takes no place among a few findings.
            pool = [one for one in pool if one.finding.way in ("higher", "lower") and not one.indicator.is_context]
        pairs = [group_words(one.finding.own, t) for one in pool]
        if pool and not any(one.message.headline in told or one.finding.own.id in told for one in pool):
            yield f"{right} has no finding on groups, though {len(pool)} may be told ({pairs[0]})"


def _dated(paper: WrittenPaper) -> Iterator[str]:
    """A number that is told large, and a sentence with a picture, says of when it is."""
    for block in blocks_of(paper):
        text = " ".join(texts(block)) if isinstance(block, NumberCard) else ""
        if isinstance(block, NumberCard) and not (_YEAR.search(text) and CODE.search(text) and block.cites):
            yield f"a number without period, code or source: {block.words[:80]}"
