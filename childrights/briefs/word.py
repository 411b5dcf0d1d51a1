"""Word documents from briefs: a situation analysis, an Alternative Report, a submission to the UN review by States.

What the coalition has to say itself is not written here: a marked line says what belongs there, and the paragraph
under it is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from babel.dates import format_date

from childrights.articles import articles_of, home_article, load_article_words, number_of
from childrights.briefs.columns import shares
from childrights.briefs.drawn import Artist, Size
from childrights.briefs.limits import UPR_JOINT, UPR_SINGLE, UPR_SOURCE, words_in
from childrights.briefs.model import AREA, MAP, RANKING, RIGHT, Asked, Brief, Figure, Section, Table
from childrights.briefs.word_annex import add_evidence
from childrights.briefs.word_paper import About, Paper
from childrights.briefs.word_styles import KEY
from childrights.briefs.word_xml import Element, run
from childrights.catalogue import Article, Catalogue, Source, load_catalogue
from childrights.format import plain_number
from childrights.i18n import N_, Translator, translator
from childrights.sharing import PRODUCT, PUBLISHER
from geo.boundaries import CREDIT

ANALYSIS, ALTERNATIVE, UPR = "analysis", "alternative", "upr"
FORMS = {
    ANALYSIS: N_("Situation analysis"),
    ALTERNATIVE: N_("Alternative report on the Convention on the Rights of the Child"),
    UPR: N_("Submission to the Universal Periodic Review"),
}
SIZES = {MAP: Size(960, 600, 1.4), RANKING: Size(760, 640, 1.05)}
WIDE = Size(960, 460, 1.4)
"""Of maps, which are higher than wide, of rankings, which have many rows, and of all others."""
MOST_CODES, MOST_NOTES = 4, 4
TABLE_PX = 620.0
"""The width of the text where the letters of a table are 12 pixels high."""


def report(briefs: Sequence[Brief], catalogue: Catalogue, t: Translator, form: str = ANALYSIS) -> bytes:
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
        limit.insert(1, run(_limit(paper.words(), t)))
    else:
        paper.page_break()
        add_evidence(paper, briefs, catalogue)
    return paper.save()


def document(brief: Brief) -> bytes:
    """One brief as a Word document: a right in the form of an Alternative Report, all else as an analysis."""
    form = ALTERNATIVE if brief.kind == RIGHT else ANALYSIS
    return report([brief], load_catalogue(), translator(brief.lang), form)


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


@dataclass(frozen=True, slots=True)
class Part:
    """The sections under one heading; ``asks`` says in plain words what the article asks.

    ``elsewhere`` are the articles under which figures stand that speak to this one too.
    """

    heading: str
    asks: str
    sections: list[Section]
    elsewhere: tuple[int, ...] = ()


class _Writer:
    """Writes briefs into a paper."""

    def __init__(self, paper: Paper, catalogue: Catalogue, t: Translator, artist: Artist) -> None:
        self.paper, self.catalogue, self.t, self.artist = paper, catalogue, t, artist

    def front(self, title: str, briefs: Sequence[Brief], form: str, made: str) -> Element | None:
        """The cover: what this is, on which figures it rests, and what it contains.

        Gives the paragraph of a submission that is to say how long it is and may be.
        """
        paper, _ = self.paper, self.t._
        paper.kicker(_(FORMS[form]))
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
        paper.contents()
        paper.page_break()
        return limit

    def chapter(self, brief: Brief, form: str) -> None:
        """One brief: its finding, its sections by article, what is unknown and what was asked."""
        paper, _ = self.paper, self.t._
        paper.heading(brief.title, 1)
        paper.key(brief.finding)
        for words in brief.about:
            paper.note(words)
        for part in self._parts(brief):
            if part.sections or form != UPR:
                self._part(part, brief, form)
        if brief.unknown:
            self._unknown(brief)
        if brief.asked:
            self._asked(brief.asked)
        paper.heading(_("What we ask for"), 2)
        paper.guidance(_("each ask in one sentence: who should do what, by when, and how one will know."))

    def _part(self, part: Part, brief: Brief, form: str) -> None:
        """One article: what it asks, what the figures say, and room for what the coalition says."""
        paper, _, before = self.paper, self.t._, ""
        if part.heading:
            paper.heading(part.heading, 2)
        if part.asks:
            paper.note(part.asks)
        if part.elsewhere:
            numbers = _(", ").join(map(str, part.elsewhere))
            paper.text(
                _("Figures that speak to this article too stand under article {numbers}.").format(numbers=numbers)
            )
        elif not part.sections:
            paper.text(_("No published figure was found under this article."))
        for section in part.sections:
            if form == UPR and not section.figure:
                continue
            told = replace(
                section,
                message="" if section.message == brief.finding else section.message,
                cautions=tuple(one for one in section.cautions if one not in brief.about),
                table=replace(section.table, title=part.heading or section.table.title) if section.table else None,
            )
            self._section(told, form, 3 if part.heading else 2, headed=section.heading != before)
            before = section.heading
        if form != UPR:
            paper.guidance(_("what this means for children, what lies behind it, and who must act."))

    def _unknown(self, brief: Brief) -> None:
        """What nobody publishes; of a place what is not published for it."""
        _, here = self.t._, brief.kind == AREA
        self.paper.heading(_("No figure for this place") if here else _("What nobody publishes"), 2)
        told = _("No published figure was found on: {topics}.")
        if here:
            told = _("No published figure of this place was found on: {topics}.")
        self.paper.text(told.format(topics=_("; ").join(brief.unknown)))

    def _parts(self, brief: Brief) -> Iterable[Part]:
        """The sections of a right under its articles, in their order, with what each asks; others without headings."""
        if brief.kind != RIGHT:
            return [Part("", "", list(brief.sections))]
        articles = articles_of(self.catalogue, brief.code)
        found: dict[int | None, list[Section]] = {}
        for section in brief.sections:
            for home, piece in _at_home(section, articles):
                found.setdefault(home, []).append(piece)
        asked = load_article_words()
        parts = [Part("", "", found.pop(None))] if None in found else []
        for one in {article.article: article for article in articles}.values():
            title = self.t._("Article {number}: {title}").format(number=one.article, title=one.title(self.t.lang))
            elsewhere = tuple(
                home
                for home, sections in found.items()
                if home not in (None, one.article) and any(_speaks_to(section, one.article) for section in sections)
            )
            plain = asked[one.article].plain(self.t.lang)
            parts.append(Part(title, plain, found.get(one.article, []), tuple(sorted(filter(None, elsewhere)))))
        return parts

    def _section(self, section: Section, form: str, level: int, *, headed: bool) -> None:
        paper = self.paper
        notes = [cited(one) for one in section.sources]
        if headed:
            paper.heading(section.heading, level)
        if section.message:
            paper.key(section.message, notes=notes if len(notes) <= MOST_NOTES else ())
        if section.support:
            paper.text(section.support)
        if section.cautions:
            paper.note(" ".join(section.cautions))
        if form == UPR:
            return
        if section.figure:
            self._figure(section.figure)
        if section.table:
            self._table(section.table)
            if len(notes) > MOST_NOTES:
                paper.note(self.t._("The annex says by code which source each figure is from."))
        if section.missing:
            paper.note(" ".join(section.missing))
        if section.figure and section.codes:
            self._codes(section)

    def _table(self, table: Table) -> None:
        """A table with room in its columns for their longest words."""
        columns = list(zip(table.head, *table.rows, strict=True))
        self.paper.table(table.title, table.head, table.rows, shares(columns, TABLE_PX))

    def _codes(self, section: Section) -> None:
        codes, _ = section.codes, self.t._
        shown = ", ".join(codes[:MOST_CODES])
        if len(codes) > MOST_CODES:
            more = _("Codes: {codes} and {count} more in the annex.")
            self.paper.note(more.format(codes=shown, count=plain_number(len(codes) - MOST_CODES, 0, self.t.lang)))
        else:
            self.paper.note(_("Codes: {codes}").format(codes=shown))

    def _figure(self, figure: Figure) -> None:
        svg, png = self.artist.both(figure, SIZES.get(figure.kind, WIDE))
        self.paper.figure(svg, png, f"{figure.title} ({figure.subtitle})", figure.alt)
        if figure.kind == MAP:
            self.paper.note(self.t._("Boundaries: {credit}. They show areas, not legal borders.").format(credit=CREDIT))

    def _asked(self, asked: Sequence[Asked]) -> None:
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
    return any(number_of(part) == article for one in section.indicators for part in one.crc_articles)


def _part_of(section: Section, table: Table, places: Sequence[int]) -> Section:
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


def cited(source: Source) -> str:
    """A source as a footnote has it, with its address."""
    return f"{source.citation} {source.url}".strip()
