"""Word documents from briefs: a situation analysis, an Alternative Report, a submission to the UN review by States.

What the coalition has to say itself is not written here: a marked line says what belongs there, and the paragraph
under it is empty.
"""

from __future__ import annotations

import re
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
from childrights.export import PRODUCT, PUBLISHER, ExportError
from childrights.i18n import N_, Translator, translator
from childrights.language import plain_number
from childrights.rights import article_number, articles_of, home_article, load_article_words
from childrights.writers.columns import column_widths
from childrights.writers.word_annex import add_evidence
from childrights.writers.word_paper import About, Paper
from childrights.writers.word_styles import KEY, NOTE
from childrights.writers.word_xml import Element, text_run

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


UPR_SINGLE, UPR_JOINT = 2815, 5630
"""Words of a stakeholder's submission to the Universal Periodic Review: by one organisation, by several together.

After OHCHR, "Universal Periodic Review (third cycle): information and guidelines for relevant stakeholders' written
submissions". The numbers were not checked against the text of that document, and are OHCHR's to change: the footnote
beside them asks whoever submits to confirm them in the guidelines of the cycle.
"""
UPR_SOURCE = N_(
    "Office of the United Nations High Commissioner for Human Rights, Universal Periodic Review: information and "
    "guidelines for relevant stakeholders' written submissions. Confirm the limit in the guidelines of your cycle."
)
_WORD = re.compile(r"\S+")
_KHMER = re.compile("[\u1780-\u17ff]")


def words_in(text: str) -> int | None:
    """The words of ``text`` as Word counts them, apart by spaces; ``None`` in Khmer, which has none between words."""
    return None if _KHMER.search(text) else len(_WORD.findall(text))


ANALYSIS, ALTERNATIVE, UPR = "analysis", "alternative", "upr"
FORMS = {
    ANALYSIS: N_("Situation analysis"),
    ALTERNATIVE: N_("Alternative report on the Convention on the Rights of the Child"),
    UPR: N_("Submission to the Universal Periodic Review"),
}
SIZES = {"en": Size(960, 580, 1.4, row=17.5), "km": Size(960, 580, 1.3, row=18.5)}
"""Of pictures as wide as the text: letters of 12 pixels on the screen become 8 points, and two fit on a page."""
MOST_CODES, MOST_NOTES = 4, 4
TABLE_PX = 700.0
"""The width of the text where the letters of a table are 12 pixels high."""


def report_document(briefs: Sequence[Brief], catalogue: Catalogue, t: Translator, form: str = ANALYSIS) -> bytes:
    """One document of all ``briefs``, each a chapter, with one annex of evidence.

    ``form`` is one of ``FORMS``; all briefs are in the language of ``t``. A submission counts its own words.
    """
    first = briefs[0]
    title = first.title if len(briefs) == 1 else t._(PRODUCT)
    made = format_date(first.made_on, format="long", locale=t.lang)
    foot = t._("{publisher} · data {label} · made on {date}").format(
        publisher=t._(PUBLISHER), label=first.data_label, date=made
    )
    moment = datetime.combine(first.made_on, time(12), tzinfo=UTC)
    paper = Paper(About(title, t._(FORMS[form]), t._(PUBLISHER), foot, moment), t)
    writer = _Writer(paper, catalogue, t, Artist(catalogue, t, first.data_label))
    limit = writer.front(title, briefs, form, made)
    for brief in briefs:
        writer.chapter(brief, form)
    if limit is not None:
        limit.insert(1, text_run(_limit(paper.words(), t)))
    elif any(brief.observations for brief in briefs):
        paper.page_break()
        add_evidence(paper, briefs, catalogue)
    return paper.save()


def word_document(brief: Brief) -> bytes:
    """One brief as a Word document in its usual form."""
    return report_bytes([brief])


def report_bytes(briefs: Sequence[Brief], form: str = "") -> bytes:
    """Briefs of one language as a Word document.

    Without a ``form`` rights become an Alternative Report and all else an analysis. Raises ``ExportError`` for a form
    that is none of ``FORMS``.
    """
    if form and form not in FORMS:
        raise ExportError(f"'{form}' is not a form of reports; choose one of {', '.join(FORMS)}.")
    usual = ALTERNATIVE if briefs[0].kind == RIGHT else ANALYSIS
    return report_document(briefs, load_catalogue(), translator(briefs[0].lang), form or usual)


def _limit(text: str, t: Translator) -> str:
    """How many words a submission of ``text`` has and may have."""
    single, joint = (plain_number(limit, 0, t.lang) for limit in (UPR_SINGLE, UPR_JOINT))
    count = words_in(text)
    if count is None:
        return t._(
            "At most {single} words, {joint} for a joint submission. Words of Khmer are not counted: a submission is "
            "made in an official language of the United Nations."
        ).format(single=single, joint=joint)
    told = t._(
        "{count} words stand in this draft, without this cover, footnotes and what you add. At most {single} are "
        "allowed, {joint} for a joint submission."
    ).format(count=plain_number(count, 0, t.lang), single=single, joint=joint)
    return f"{told} {t._('Shorten it: leave out what matters less.')}" if count > UPR_SINGLE else told


class _Writer:
    """Writes briefs into a paper."""

    def __init__(self, paper: Paper, catalogue: Catalogue, t: Translator, artist: Artist) -> None:
        self.paper, self.catalogue, self.t, self.artist = paper, catalogue, t, artist
        self._paragraphs = 0

    def front(self, title: str, briefs: Sequence[Brief], form: str, made: str) -> Element | None:
        """The cover: what this is, on which figures it rests, and what it contains.

        Gives the paragraph of a submission that is to say how long it is and may be.
        """
        paper, _ = self.paper, self.t._
        paper.kicker(_("Messages to use") if briefs[0].kind == MESSAGES else _(FORMS[form]))
        paper.text(title, "Title")
        paper.text(_(PUBLISHER), "Subtitle")
        paper.note(_("Data {label} · made on {date}").format(label=briefs[0].data_label, date=made))
        paper.note(
            _(
                "A draft made from published figures. Every figure has a short code; “python run.py verify CODE” or "
                "the page “A number” leads from it to the cell it was read in. Orange lines say what the coalition "
                "writes itself; take them out when that is done."
            )
        )
        limit = None
        if form == UPR:
            limit = paper.text("", KEY, notes=(_(UPR_SOURCE),))._p
            paper.guidance(_("who submits this: the names of all organisations, what they do, and since when."))
        else:
            paper.guidance(_("in half a page: the three things a reader must know, and what you ask for."))
        if form != UPR:
            paper.contents()
        paper.page_break()
        return limit

    def chapter(self, brief: Brief, form: str) -> None:
        """One brief: its finding, its sections by article, what is unknown and what was asked."""
        paper, _ = self.paper, self.t._
        paper.heading(brief.title, 1)
        paper.text(brief.finding, "Normal" if form == UPR else KEY).paragraph_format.keep_with_next = True
        for words in brief.about:
            paper.note(words)
        for part in sections_by_article(brief, self.catalogue, self.t):
            if part.sections or form != UPR:
                self._part(part, brief, form)
        if brief.unknown:
            self._unknown(brief)
        if brief.asked:
            self._asked(brief.asked)
        if brief.kind == MESSAGES and any(one.table for one in brief.sections):
            return
        paper.heading(_("What we ask for"), 2)
        paper.guidance(_("each ask in one sentence: who should do what, by when, and how one will know."))

    def _part(self, part: ArticlePart, brief: Brief, form: str) -> None:
        """One article: what it asks, what the figures say, and room for what the coalition says."""
        paper, _, before = self.paper, self.t._, ""
        if part.heading:
            paper.heading(part.heading, 2)
        if part.asks and form != UPR:
            paper.text(part.asks, NOTE).paragraph_format.keep_with_next = True
        if part.elsewhere:
            numbers = ", ".join(map(str, part.elsewhere))
            paper.text(
                _("Figures that speak to this article too stand under article {numbers}.").format(numbers=numbers)
            )
        elif not part.sections:
            paper.text(_("No published figure of this chapter speaks to this article."))
        for section in part.sections:
            if form == UPR:
                self._paragraph(section, brief)
                continue
            shown = replace(
                section,
                message="" if section.message == brief.finding else section.message,
                cautions=tuple(one for one in section.cautions if one not in brief.about),
                table=replace(section.table, title=part.heading or section.table.title) if section.table else None,
            )
            self._section(shown, 3 if part.heading else 2, headed=section.heading != before)
            before = section.heading
        if form != UPR:
            paper.guidance(_("what this means for children, what lies behind it, and who must act."))

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

    def _paragraph(self, section: Section, brief: Brief) -> None:
        """A section as a numbered paragraph of a submission; of a table what no other paragraph tells."""
        told = section.message
        if section.table and not section.figure:
            drawn = {one.code for other in brief.sections if other.figure for one in other.indicators}
            rows = zip(section.table.rows, section.indicators, strict=False)
            told = self.t._("; ").join(
                f"{row[0]}: {', '.join(row[1:-1])}" for row, one in rows if one.code not in drawn
            )
        if not told:
            return
        self._paragraphs += 1
        self.paper.text(f"{self._paragraphs}. {told}", notes=[cited_sources(one) for one in section.sources])
        # What a drawing does not show needs no word here, where nothing is drawn; what a table leaves out does.
        if minded := (*section.cautions, *(section.missing if section.table else ())):
            self.paper.note(" ".join(minded))

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
        title = _("Recommendations and what became of them")
        self.paper.table(title, head, rows, (1.1, 2.4, 4.2, 2.3, 2.2), notes=[*notes])
        self.paper.guidance(_("what you assess differently or have not assessed yet, with the evidence."))


def cited_sources(source: Source) -> str:
    """A source as a footnote has it, with its address."""
    return f"{source.citation} {source.url}".strip()
