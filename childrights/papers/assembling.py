"""A paper from a choice and the chapters that people wrote: its parts in words, within the limit that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from childrights.briefs import NewerFigure, Stock
from childrights.catalogue import Catalogue, Observation
from childrights.composer import Desks
from childrights.export import PUBLISHER
from childrights.i18n import Translator, translator
from childrights.language import day_words, plain_number
from childrights.newest import newer_words
from childrights.papers import opening, proposing, told_asks, told_findings, told_voices
from childrights.papers.choice import Chapter, Choice, checked
from childrights.papers.fitting import Filled, begun, fitted, only, whole_name, within_pages
from childrights.papers.forms import HOUSE, UNITED_NATIONS, Form
from childrights.papers.live import Sources, Told
from childrights.papers.making import NOTHING, Making, PaperItem, blank_of, gathered_rows
from childrights.papers.planning import PlannedChapter, outline
from childrights.papers.protocols import cluster
from childrights.papers.written import written_texts
from childrights.snapshot import Snapshot
from childrights.watch import NewsLog
from childrights.writers import (
    LeftOut,
    NumberCard,
    PaperBlock,
    PaperPart,
    PartCount,
    Passage,
    WrittenPaper,
    pages_taken,
    part_words,
)
from geo import COUNTRY, area_name

Maker = Callable[[Making, PlannedChapter], list[PaperItem]]


def _nothing(_making: Making, _planned: PlannedChapter) -> list[PaperItem]:
    return []


MAKERS: Mapping[str, Maker] = {
    "signatories": opening.signatories,
    "summary": opening.summary,
    "method": opening.method,
    "changes": opening.changes,
    "findings": told_findings.findings,
    "groups": told_findings.findings,
    "places": told_findings.findings,
    "trend": told_findings.findings,
    "across": told_findings.across,
    "standing": told_findings.standing,
    "articles": told_findings.by_article,
    "measures": told_asks.measures,
    "bearers": told_asks.bearers,
    "silences": told_asks.silences,
    "asked": told_asks.asked,
    "status": told_asks.status,
    "gaps": told_asks.gaps,
    "members": told_asks.members,
    "proposals": proposing.proposals,
    "questions": proposing.questions,
    "ask": proposing.ask,
    "views": told_voices.views,
    "causes": told_voices.causes,
    "cluster": cluster,
    "written": _nothing,
}
"""What makes the items of each kind of section; ``data/papers/README.md`` says what they hold."""
LAST = frozenset({"signatories"})


def document(
    snapshot: Snapshot,
    catalogue: Catalogue,
    choice: Choice,
    chapters: Iterable[Chapter] = (),
    today: date | None = None,
    *,
    sources: Sources | None = None,
    told: Mapping[str, Told] | None = None,
    news: NewsLog | None = None,
    desks: Desks | None = None,
    title: str = "",
) -> WrittenPaper:
    """The paper as a writer of a format takes it; ``title`` is what it was called by those who write it.

    ``sources`` are where live codes of texts are looked up, ``told`` by chapter what they said when they were written.
    ``news`` is the log of publications, for what changed; ``desks`` spare reading the snapshot again. Raises what
    ``checked`` raises, and ``TooShort`` for a limit that is too small.
    """
    form, choice = checked(choice, catalogue)
    today = today or date.today()
    desks = desks or Desks(snapshot, catalogue, today.year)
    own = {one.key: one for one in chapters}
    written = written_texts(snapshot, catalogue, own.values(), translator(choice.lang), desks, sources, told or {})
    limit = choice.limit
    if limit and choice.lang != "en" and "en" in form.languages:
        # Khmer has no words between spaces to count: it tells what fits the limit in English.
        english = _made(snapshot, catalogue, form, replace(choice, lang="en"), own, written, today, news, desks)
        keys = {item.key for filled in english[1] for item in filled.items}
        making, filled, _ = _made(snapshot, catalogue, form, replace(choice, limit=0), own, written, today, news, desks)
        return _called(_paper(making, choice, *only(filled, keys)), title)
    making, told_here, left = _made(snapshot, catalogue, form, choice, own, written, today, news, desks)
    return _called(_paper(making, choice, told_here, left), title)


def _called(paper: WrittenPaper, title: str) -> WrittenPaper:
    """Under its own title; the name of its form, which stands above, is not said again."""
    return replace(paper, title=title.removeprefix(f"{paper.kicker}: ") or paper.title)


def _made(
    snapshot: Snapshot,
    catalogue: Catalogue,
    form: Form,
    choice: Choice,
    own: Mapping[str, Chapter],
    texts: Mapping[str, tuple[PaperBlock, ...]],
    today: date,
    news: NewsLog | None,
    desks: Desks,
) -> tuple[Making, Sequence[Filled], tuple[LeftOut, ...]]:
    """The chapters filled, and within the limit."""
    t = translator(choice.lang)
    stock = Stock.of(snapshot, catalogue, t, today, desks)
    making = Making(snapshot, catalogue, form, choice, t, today, desks, stock, own, news, texts)
    planned = outline(choice, catalogue, own.values())
    made = {one.key: _items(making, one) for one in sorted(planned, key=lambda one: one.section.kind in _AFTER)}
    _gather_silences(planned, made)
    filled = [Filled(one, tuple(made[one.key])) for one in planned]
    kept, left = fitted(filled, choice.limit)
    if form.pages:
        kept, gone = within_pages(
            kept,
            form.pages,
            lambda some: pages_taken(_paper(making, choice, _of_told(making, some), left), catalogue, t),
        )
        left = (*left, *gone)
        kept = _of_told(making, kept)
    return making, kept, left


def _of_told(making: Making, kept: Sequence[Filled]) -> tuple[Filled, ...]:
    """The chapters with the bodies that answer for what a page had room for, and no others."""
    making.told &= {item.key.removeprefix(f"{one.planned.key}/") for one in kept for item in one.items}
    return tuple(
        replace(one, items=tuple(_items(making, one.planned))) if one.planned.section.kind == "bearers" else one
        for one in kept
    )


def _gather_silences(planned: Sequence[PlannedChapter], made: dict[str, list[PaperItem]]) -> None:
    """Say what is not held of a right together, where the form has a section on what is missing, instead of under a
    heading each."""
    for home in planned:
        if home.section.kind != "silences":
            continue
        for one in planned:
            mine = made[one.key]
            empty = [item.key for item in mine] == [f"{one.key}{NOTHING}"]
            if empty and one.section.kind in _SILENT and one.right == home.right:
                made[home.key].append(mine.pop())


_SILENT = ("groups", "places", "trend", "measures", "views")
"""Kinds of sections whose heading falls where they hold nothing; others stand in the order of who reads the paper."""
_AFTER = ("summary", "bearers", "proposals", "questions", "asked")
"""Kinds that are made when the findings are told, whatever their place in the paper."""


def _items(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    items = MAKERS[planned.section.kind](making, planned)
    if text := making.texts.get(planned.key):
        items.insert(0, PaperItem(f"{planned.key}/text", text, must=True))
    if planned.blank and not (planned.section.kind == "causes" and items):
        items.append(blank_of(planned))
    return items


def _paper(making: Making, choice: Choice, filled: Sequence[Filled], left: tuple[LeftOut, ...]) -> WrittenPaper:
    t, form = making.t, making.form
    parts = tuple(_parts(making, filled))
    items = [item for one in filled for item in one.items]
    observations = tuple(dict.fromkeys(figure for item in items for figure in item.observations if figure.id))
    counts = tuple(_counts(filled)) if choice.limit and choice.lang == "en" else ()
    every = {one.indicator: making.catalogue.indicators[one.indicator] for one in observations}
    paper = WrittenPaper(
        form=form.key,
        lang=t.lang,
        kicker=form.title(t.lang) if choice.rights else t._("Report on Cambodia"),
        title=_title(making) if choice.rights else form.title(t.lang),
        subtitle=choice.by or t._(PUBLISHER),
        cover=(),
        parts=parts,
        sections=tuple(item.section for item in items if item.section is not None),
        observations=observations,
        sources=making.stock.sources(observations),
        indicators=tuple(every.values()),
        newer=tuple(_newer(making, observations)),
        snapshot=making.snapshot.name,
        content_hash=making.snapshot.content_hash,
        built_at=making.snapshot.built_at,
        data_label=making.stock.data_label,
        made_on=making.today,
        limit=choice.limit,
        words=part_words(parts),
        counts=counts,
        left_out=(*left, *_held_back(making, filled, parts)),
        numbered=form.letters == UNITED_NATIONS,
        letters=form.letters,
        annex=form.annex,
        contents=form.letters == HOUSE and len(parts) > FEWEST_CONTENTS,
    )
    return replace(paper, cover=tuple(_cover(making, choice, paper)))


def _held_back(making: Making, filled: Sequence[Filled], parts: Sequence[PaperPart]) -> Iterable[LeftOut]:
    """What the sections of the form had and could not hold, without what stands elsewhere in the paper."""
    names = {one.planned.key: whole_name(one.planned) for one in filled}
    said = {block.words for part in parts for block in part.blocks if isinstance(block, Passage | NumberCard)}
    for one in dict.fromkeys(making.held_back):
        if one.words not in said:
            yield LeftOut(names[one.chapter], begun(one.words), by_form=True)


ROOMY = 0.9
"""Of a limit of words: a paper that has fewer says why."""
FEWEST_CONTENTS = 8
"""With fewer headings a table of contents would be longer than the way to them."""


def _parts(making: Making, filled: Sequence[Filled]) -> Iterable[PaperPart]:
    """Headings with what stands under them: a right, its sections, and in these articles or places."""
    group = ""
    for one in filled:
        if not one.items:
            continue
        planned, level = one.planned, 2 if one.planned.right else 1
        if planned.group and planned.group != group:
            yield PaperPart(f"/{planned.right}", planned.group, 1)
        group = planned.group
        blocks: list[object] = []
        under, key, title = "", planned.key, planned.title
        for item in one.items:
            if item.under != under:
                if blocks or not under:
                    yield PaperPart(key, title, level, gathered_rows(blocks))  # type: ignore[arg-type]
                blocks, under, key = [], item.under, f"{planned.key}/{item.under}"
                title, level = item.under or "", (3 if planned.right else 2) if item.under else level
            blocks += item.blocks
        yield PaperPart(key, title, level, gathered_rows(blocks))  # type: ignore[arg-type]


def _counts(filled: Sequence[Filled]) -> Iterable[PartCount]:
    for one in filled:
        title = f"{one.planned.group} · {one.planned.title}" if one.planned.group else one.planned.title
        words = part_words(
            [PaperPart("", one.planned.title, 2, gathered_rows([b for i in one.items for b in i.blocks]))]
        )
        yield PartCount(title, words if one.items else 0, one.planned.budget)


def _newer(making: Making, observations: Sequence[Observation]) -> Iterable[NewerFigure]:
    for one in observations:
        if not one.scope and (newer := making.stock.by_concept.newer(one)):
            codes = tuple(dict.fromkeys(figure.id for figure in newer))
            told = newer_words((one,), newer, making.catalogue, making.t)
            yield NewerFigure(one.id, f"{told} [{', '.join(codes)}]", codes)


def _title(making: Making) -> str:
    """What the paper is about: its rights and places, or the year of an annual report."""
    t, choice = making.t, making.choice
    named = [making.catalogue.clusters[one].name(t.lang) for one in choice.rights]
    every = [one for one in making.catalogue.clusters.values() if one.number not in ("", "0", None, 0)]
    about = t._("The rights of children in Cambodia") if not named or len(named) >= len(every) else _listed(named, t)
    if making.area() != COUNTRY:
        about = t._("{right}: {place}").format(right=about, place=area_name(making.area(), t.lang))
    if making.form.key == "annual":
        about = t._("{about}, {year}").format(about=about, year=making.year)
    return about


def _listed(named: Sequence[str], t: Translator) -> str:
    return t._("; ").join(named)


def _cover(making: Making, choice: Choice, paper: WrittenPaper) -> Iterable[Passage]:
    """What stands on the first page: the review, the day, how long the paper is, and what is still to be written."""
    t = making.t
    if choice.cycle:
        yield Passage(choice.cycle)
    yield Passage(
        t._("Figures as of {label} · made on {date}").format(
            label=paper.data_label, date=day_words(paper.made_on, t.lang)
        ),
        "note",
    )
    if choice.limit and paper.lang == "en":
        told = t._("{words} of {limit} words.").format(
            words=plain_number(paper.words, 0, t.lang), limit=plain_number(choice.limit, 0, t.lang)
        )
        yield Passage(f"{told} {making.form.limit_note(t.lang)}".strip(), "note")
        if all(one.by_form for one in paper.left_out) and paper.words < ROOMY * choice.limit:
            told = t._("Nothing was left out for lack of space; {count} words are left for your own.")
            yield Passage(told.format(count=plain_number(choice.limit - paper.words, 0, t.lang)), "note")
    elif choice.limit:
        told = t._("This is what fits {limit} words in English; Khmer words are not counted.")
        yield Passage(told.format(limit=plain_number(choice.limit, 0, t.lang)), "note")
    if choice.limit and (cut := [one for one in paper.left_out if not one.by_form]):
        count = t.ngettext(
            "{count} thing found no room; it is listed beside this paper.",
            "{count} things found no room; they are listed beside this paper.",
            len(cut),
        )
        yield Passage(count.format(count=plain_number(len(cut), 0, t.lang)), "note")
    if blanks := len(paper.blanks):
        told = t.ngettext(
            "{count} place is for you to write, marked in orange.",
            "{count} places are for you to write, marked in orange.",
            blanks,
        )
        yield Passage(told.format(count=plain_number(blanks, 0, t.lang)), "note")


__all__ = ["MAKERS", "NumberCard", "document"]
