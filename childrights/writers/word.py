"""Briefs as Word documents. What a paper of the coalition adds to figures, its form says (``childrights.papers``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from babel.dates import format_date

from childrights.areas import boundaries_credit
from childrights.briefs import (
    AREA,
    CARD,
    MAP,
    MESSAGES,
    RIGHT,
    Artist,
    AskedRecommendation,
    Brief,
    BriefFigure,
    BriefTable,
    Section,
    Size,
)
from childrights.catalogue import ELSEWHERE, NOT_FOUND, Article, Catalogue, Source, load_catalogue
from childrights.export import PRODUCT, PUBLISHER
from childrights.i18n import N_, Translator, translator
from childrights.language import plain_number
from childrights.rights import article_number, articles_of, home_article, load_article_words
from childrights.writers.columns import column_widths
from childrights.writers.word_annex import add_evidence
from childrights.writers.word_paper import About, Paper
from childrights.writers.word_styles import KEY, NOTE

LOOKED_FOR: Mapping[str, str] = {
    ELSEWHERE: N_("Of these, published elsewhere and not collected here yet: {topics}."),
    NOT_FOUND: N_("Of these, looked for elsewhere and not found: {topics}."),
}
"""What a search elsewhere says of topics without a figure here."""


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """The sections under one heading; ``asks`` says in plain words what the article asks.

    ``elsewhere`` are the articles under which figures stand that speak to this one too.
    """

    heading: str
    asks: str
    sections: list[Section]
    elsewhere: tuple[int, ...] = ()


def sections_by_article(brief: Brief, catalogue: Catalogue, t: Translator) -> list[ArticlePart]:
    """The sections of a right under its articles, in their order, with what each asks; others without headings."""
    if brief.kind != RIGHT:
        return [ArticlePart("", "", list(brief.sections))]
    articles = articles_of(catalogue, brief.code)
    found: dict[int | None, list[Section]] = {}
    for section in brief.sections:
        for home, piece in _at_home(section, articles):
            found.setdefault(home, []).append(piece)
    asked = load_article_words()
    parts = [ArticlePart("", "", found.pop(None))] if None in found else []
    for one in {article.article: article for article in articles}.values():
        title = t._("Article {number}: {title}").format(number=one.article, title=one.title(t.lang))
        elsewhere = tuple(
            home
            for home, sections in found.items()
            if home not in (None, one.article) and any(_speaks_to(section, one.article) for section in sections)
        )
        plain = asked[one.article].plain(t.lang)
        parts.append(ArticlePart(title, plain, found.get(one.article, []), tuple(sorted(filter(None, elsewhere)))))
    return parts


def _at_home(section: Section, articles: tuple[Article, ...]) -> Iterable[tuple[int | None, Section]]:
    """A section under its article; a table that has a row a measure is parted among the articles of its measures."""
    table = section.table
    if section.articles or table is None or len(table.rows) != len(section.indicators):
        return [(home_article(section.articles, articles), section)]
    rows: dict[int | None, list[int]] = {}
    for at, indicator in enumerate(section.indicators):
        rows.setdefault(home_article(indicator.crc_articles, articles), []).append(at)
    return [(home, _part_of(section, table, places)) for home, places in rows.items()]


def _speaks_to(section: Section, article: int) -> bool:
    return any(article_number(part) == article for one in section.indicators for part in one.crc_articles)


def _part_of(section: Section, table: BriefTable, places: Sequence[int]) -> Section:
    codes = tuple(table.codes[at] for at in places) if table.codes else ()
    observations = tuple(one for one in section.observations if not codes or one.id in codes)
    keys = {one.source for one in observations} | {one.upload for one in observations}
    return replace(
        section,
        table=replace(table, rows=tuple(table.rows[at] for at in places), codes=codes),
        observations=observations,
        sources=tuple(one for one in section.sources if one.key in keys),
        indicators=tuple(section.indicators[at] for at in places),
    )


SIZES = {"en": Size(960, 580, 1.4, row=17.5), "km": Size(960, 580, 1.3, row=18.5)}
"""Of pictures as wide as the text: letters of 12 pixels on the screen become 8 points, and two fit on a page."""
MOST_CODES, MOST_NOTES = 4, 4
TABLE_PX = 700.0
"""The width of the text where the letters of a table are 12 pixels high."""


def report_document(briefs: Sequence[Brief], catalogue: Catalogue, t: Translator) -> bytes:
    """One document of all ``briefs``, each a chapter, with one annex of evidence; all are in the language of ``t``."""
    first = briefs[0]
    title = first.title if len(briefs) == 1 else t._(PRODUCT)
    made = format_date(first.made_on, format="long", locale=t.lang)
    foot = t._("{publisher} · figures as of {label} · codes at /number").format(
        publisher=t._(PUBLISHER), label=first.data_label
    )
    moment = datetime.combine(first.made_on, time(12), tzinfo=UTC)
    kicker = t._("Messages to use") if first.kind == MESSAGES else t._("Brief")
    paper = Paper(About(title, kicker, t._(PUBLISHER), foot, moment), t)
    writer = _Writer(paper, catalogue, t, Artist(catalogue, t, first.data_label))
    writer.front(kicker, title, first.data_label, made)
    for brief in briefs:
        writer.chapter(brief)
    if any(brief.observations for brief in briefs):
        paper.page_break()
        add_evidence(paper, briefs, catalogue)
    return paper.save()


def word_document(brief: Brief) -> bytes:
    """One brief as a Word document."""
    return report_document([brief], load_catalogue(), translator(brief.lang))


class _Writer:
    """Writes briefs into a paper."""

    def __init__(self, paper: Paper, catalogue: Catalogue, t: Translator, artist: Artist) -> None:
        self.paper, self.catalogue, self.t, self.artist = paper, catalogue, t, artist

    def front(self, kicker: str, title: str, label: str, made: str) -> None:
        """The cover: what this is, on which figures it rests, and what it contains."""
        paper, _ = self.paper, self.t._
        paper.kicker(kicker)
        paper.text(title, "Title")
        paper.text(_(PUBLISHER), "Subtitle")
        paper.note(_("Figures as of {label} · made on {date}").format(label=label, date=made))
        paper.contents()
        paper.page_break()

    def chapter(self, brief: Brief) -> None:
        """One brief: its finding, its sections by article, what is unknown and what was asked."""
        paper, _ = self.paper, self.t._
        paper.heading(brief.title, 1)
        paper.text(brief.finding, KEY).paragraph_format.keep_with_next = True
        for words in brief.about:
            paper.note(words)
        for part in sections_by_article(brief, self.catalogue, self.t):
            self._part(part, brief)
        if brief.unknown:
            self._unknown(brief)
        if brief.asked:
            self._asked(brief.asked)

    def _part(self, part: ArticlePart, brief: Brief) -> None:
        """One article: what it asks, what the figures say."""
        paper, _, before = self.paper, self.t._, ""
        if part.heading:
            paper.heading(part.heading, 2)
        if part.asks:
            paper.text(part.asks, NOTE).paragraph_format.keep_with_next = True
        if part.elsewhere:
            numbers = ", ".join(map(str, part.elsewhere))
            paper.text(_("Other figures for this article are under article {numbers}.").format(numbers=numbers))
        elif not part.sections:
            paper.text(_("No published figure in this chapter covers this article."))
        for section in part.sections:
            shown = replace(
                section,
                message="" if section.message == brief.finding else section.message,
                cautions=tuple(one for one in section.cautions if one not in brief.about),
                table=replace(section.table, title=part.heading or section.table.title) if section.table else None,
            )
            self._section(shown, 3 if part.heading else 2, headed=section.heading != before)
            before = section.heading

    def _unknown(self, brief: Brief) -> None:
        """What is missing here; of a place what is missing for it."""
        _, here = self.t._, brief.kind == AREA
        self.paper.heading(
            _("No figure for this place") if here else _("What this dashboard holds no published figure on"), 2
        )
        told = _("This dashboard holds no published figure on: {topics}.")
        if here:
            told = _("This dashboard holds no published figure of this place on: {topics}.")
        self.paper.text(told.format(topics=_("; ").join(brief.unknown)))
        for state, words in LOOKED_FOR.items():
            if topics := brief.unknown_but(state):
                self.paper.text(_(words).format(topics=_("; ").join(topics)))

    def _section(self, section: Section, level: int, *, headed: bool) -> None:
        paper = self.paper
        notes = [cited_sources(one) for one in section.sources]
        if headed:
            paper.heading(section.heading, level)
        if section.message:
            paper.key(section.message, notes=notes if len(notes) <= MOST_NOTES else ())
        if section.support:
            paper.text(section.support)
        if section.cautions:
            paper.note(" ".join(section.cautions))
        if section.figure:
            self._figure(section.figure)
        if section.table:
            self._table(section.table)
            if len(notes) > MOST_NOTES:
                paper.note(self.t._("The annex says by code which source each figure is from."))
        under = [*section.missing]
        if section.figure:
            under += [*self._boundaries(section.figure), *self._codes(section.codes)]
        if under:
            paper.note(" ".join(under))

    def _table(self, table: BriefTable) -> None:
        """A table with room in its columns for their longest words."""
        columns = list(zip(table.head, *table.rows, strict=True))
        self.paper.table(table.title, table.head, table.rows, column_widths(columns, TABLE_PX))

    def _codes(self, codes: Sequence[str]) -> list[str]:
        shown, _ = ", ".join(codes[:MOST_CODES]), self.t._
        if len(codes) > MOST_CODES:
            more = _("Codes: {codes} and {count} more in the annex.")
            return [more.format(codes=shown, count=plain_number(len(codes) - MOST_CODES, 0, self.t.lang))]
        return [_("Codes: {codes}").format(codes=shown)] if codes else []

    def _boundaries(self, figure: BriefFigure) -> list[str]:
        told = self.t._("Boundaries: {credit}. They show areas, not legal borders.")
        told = told.format(credit=boundaries_credit(self.t))
        return [told] if figure.kind == MAP else []

    def _figure(self, figure: BriefFigure) -> None:
        if figure.kind == CARD:
            self.paper.card(figure.large, f"{figure.title} ({figure.subtitle})")
            return
        svg, png = self.artist.both(figure, SIZES[self.t.lang])
        self.paper.figure(svg, png, f"{figure.title} ({figure.subtitle})", self.artist.alt(figure))

    def _asked(self, asked: Sequence[AskedRecommendation]) -> None:
        _ = self.t._
        self.paper.heading(_("What Cambodia was asked"), 2)
        head = (_("Article"), _("Where"), _("What was asked"), _("Answer"), _("Our assessment"))
        found = sorted(asked, key=lambda one: one.recommendation.article_numbers or (99,))
        rows = [
            (
                ", ".join(map(str, one.recommendation.article_numbers)) or "–",
                one.where,
                one.what,
                f"{one.answer} {one.government}".strip(),
                one.assessed,
            )
            for one in found
        ]
        notes = dict.fromkeys(f"{one.recommendation.document_title}. {one.recommendation.source_url}" for one in found)
        title = _("Recommendations and follow-up")
        self.paper.table(title, head, rows, (1.1, 2.4, 4.2, 2.3, 2.2), notes=[*notes])


def cited_sources(source: Source) -> str:
    """A source as a footnote has it, with its address."""
    return f"{source.citation} {source.url}".strip()
