"""How a paper opens: who submits it, what it says in short, what it rests on, and what changed since last year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from childrights.composer import Chosen, Scope
from childrights.export import PUBLISHER
from childrights.gaps import RankedGap, what_words
from childrights.language import period, plain_number
from childrights.newest import dated_words
from childrights.papers.making import Making, PaperItem, first_each
from childrights.papers.naming import figure_told, measure_words, pair_told
from childrights.papers.planning import PlannedChapter
from childrights.papers.proposing import cited_codes
from childrights.papers.told_asks import counts_sentence, missing
from childrights.rights import article_number
from childrights.snapshot import travelling_notes
from childrights.submissions import measure_day_words
from childrights.watch import GapNews, Item, MapNews, day_of, details, line
from childrights.writers import BODY, ITEM, STEP, Passage

MOST_NEWS = 12
ALONE, MOST_POINTS = 3, 5
"""Figures that sum up a paper on a single right, where each of several rights has one; points on a protocol."""
SIGNED = " · "


def signatories(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """Who submits the paper, then everybody who signs it; of a joint submission all names stand here."""
    t, choice = making.t, making.choice
    by = choice.by or t._(PUBLISHER)
    lines = [t._("{by} submits this paper.").format(by=by)]
    if planned.section.key == "signatories":
        # In one paragraph: sixty names under each other would be a page of their own.
        names = Passage(SIGNED.join((by, *choice.signatories)))
        return [PaperItem(f"{planned.key}/who", (names,), must=True)]
    if choice.signatories:
        told = t.ngettext(
            "{by} submits this paper jointly with {count} organisation:",
            "{by} submits this paper jointly with {count} organisations:",
            len(choice.signatories),
        )
        lines = [told.format(by=by, count=plain_number(len(choice.signatories), 0, t.lang))]
    style = STEP if making.form.letters == "un" else BODY
    blocks = [Passage(lines[0], style), *(Passage(one, ITEM) for one in choice.signatories)]
    return [PaperItem(f"{planned.key}/who", tuple(blocks), must=True)]


def summary(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """A point for each right: its strongest figure, who is furthest behind, and what became of what was asked.

    The sentences of the chapters are not told twice: here stand the figures, there what may be said of them.
    """
    t, items = making.t, list[PaperItem]()
    rights = making.choice.rights
    if not rights:
        return _of_chapters(making, planned)
    for at, right in enumerate(rights):
        pool = making.pool(Scope(right=right, area=making.scope(planned).area))
        levels = first_each((one for one in pool if not one.is_group), lambda one: one.indicator.topic)
        levels = levels[: ALONE if len(rights) == 1 else 1]
        groups = [one for one in pool if one.is_group and one.finding.way in ("higher", "lower")][:1]
        told = [_figure(making, one) for one in levels] + [_pair(making, one) for one in groups]
        told = told or [t._("this dashboard holds no published figure that can be shown")]
        silent = [one for one in making.gaps if one.cluster == right and one.kind == "never"]
        if silent:
            told.append(_silent(making, silent, named=len(rights) == 1))
        key, name = f"{planned.key}/{right}", making.catalogue.clusters[right].name(t.lang)
        if len(rights) == 1:
            findings = [*((one,) for one in (*levels, *groups)), ()]
            for place, (words, mine) in enumerate(zip(told, findings, strict=False)):
                items.append(_point(making, f"{key}/{place}", words, mine, place))
            continue
        lead = t._("{name}:").format(name=name)
        items.append(_point(making, key, t._("; ").join(told), (*levels, *groups), at, lead))
    return items


def _silent(making: Making, silent: Sequence[RankedGap], *, named: bool) -> str:
    """How many topics have no figure; in a paper on one right their names."""
    t = making.t
    if named and len(silent) <= MOST_POINTS:
        names = t._("; ").join(what_words(one, making.catalogue, t.lang) for one in silent)
        return t._("No published figure is held here on: {topics}").format(topics=names)
    count = t.ngettext("{count} topic without a figure", "{count} topics without a figure", len(silent))
    return count.format(count=plain_number(len(silent), 0, t.lang))


def _of_chapters(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """In short what the chapters of a protocol tell: the figure of each finding that stands in one."""
    told = [one for pool in making.pools for one in pool if one.key in making.told and not one.is_group]
    own = {article for section in making.form.sections for article in section.articles}
    told.sort(key=lambda one: (own.isdisjoint(map(article_number, one.indicator.crc_articles)), -one.weight))
    found = first_each(told, lambda one: one.key)[:MOST_POINTS]
    return [
        _point(making, f"{planned.key}/{one.key}", _figure(making, one), (one,), at) for at, one in enumerate(found)
    ]


def _point(making: Making, key: str, told: str, findings: Sequence[Chosen], rank: int, lead: str = "") -> PaperItem:
    """A point of the summary with what must be minded of its figures."""
    style = STEP if making.form.letters == "un" else ITEM
    figures = tuple(
        dict.fromkeys(
            figure
            for one in findings
            for figure in (*one.finding.figures[: 2 if one.is_group else 1], *one.finding.newer)
        )
    )
    words = making.t._("{told}.").format(told=told[:1].upper() + told[1:])
    cites = cited_codes(making, figures, *_doubted(findings)) if figures else ()
    label = f"{lead} {words}".strip()
    return PaperItem(key, (Passage(words, style, cites, lead),), label, rank=rank, observations=figures)


def _doubted(findings: Iterable[Chosen]) -> Iterator[str]:
    """What must be minded of figures that are told with less certainty."""
    for one in findings:
        if one.message.verdict != "say" and one.message.caveat:
            yield one.message.caveat


def _figure(making: Making, one: Chosen) -> str:
    newer = [dated_words(each, making.catalogue, making.t) for each in one.finding.newer]
    return making.t._("; ").join((figure_told(one.finding.own, making.catalogue, making.t), *newer))


def _pair(making: Making, one: Chosen) -> str:
    own, other = one.finding.figures[:2]
    return making.t._("{measure}: {pair} ({period})").format(
        measure=measure_words(one.indicator, making.t),
        pair=pair_told(own, other, making.catalogue, making.t),
        period=period(own.period_label, making.t.lang),
    )


def method(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """Whose figures these are: published, dated, with a code each; how they were chosen, and what was left out."""
    t = making.t
    lines = [
        t._(
            "The figures of this paper are published by ministries, United Nations bodies and researchers; the "
            "coalition collected them and made none of them up. Each has a short code that leads to the cell it was "
            "read in."
        ),
        t._(
            "Findings were chosen by how certain, how important and how new they are, with a finding on groups "
            "of children wherever there is one. Notes give the limits of a figure; what is only likely is called "
            "likely."
        ),
        t._(
            "Proposed recommendations and questions follow from these findings, from what Cambodia was asked, and from "
            "what is missing here, by fixed sentences."
        ),
    ]
    if making.form.key == "analysis":
        lines.pop()
    return [PaperItem(f"{planned.key}/{at}", (Passage(one),), one, rank=at) for at, one in enumerate(lines)]


def changes(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """What changed for a right since the year before: what was published here, what figures say, what the State did."""
    t, year, right = making.t, making.year, planned.right
    items: list[PaperItem] = []
    for at, (day, item) in enumerate(_news(making, right)[:MOST_NEWS]):
        codes = ", ".join(one.id for one in getattr(item, "figures", ()))
        told_of = (t._("Codes: {codes}.").format(codes=codes),) if codes else ()
        cites = (*told_of, *details(item, making.catalogue, t)[:3])
        told = t._("{news} (published here on {day})").format(news=line(item, making.catalogue, t), day=day)
        items.append(PaperItem(f"{planned.key}/news {at}", (Passage(told, ITEM, cites),), told, rank=at))
    items += _moved(making, planned, year, len(items))
    for one in making.measures:
        articles = {a.article for a in making.catalogue.articles if a.cluster == right}
        if one.dated[:4] in (str(year), str(year - 1)) and set(one.article_numbers) & articles:
            told = f"{one.title(t)} ({measure_day_words(one.dated, t.lang)})"
            passage = Passage(told, ITEM, (f"{one.source}. {one.source_url}",))
            items.append(PaperItem(f"{planned.key}/{one.code}", (passage,), told, rank=len(items)))
    asked = [one for one in making.asked if one.cluster == right and one.asks and one.year in (year, year - 1)]
    if asked:
        told = counts_sentence(making, asked)
        items.append(PaperItem(f"{planned.key}/asked", (Passage(told),), told, rank=len(items)))
    if not items:
        items.append(_unchanged(making, planned))
    return items


def _unchanged(making: Making, planned: PlannedChapter) -> PaperItem:
    """That nothing of these two years is held on a right, and of when the newest figure is."""
    t, year = making.t, making.year
    newest = max(
        (
            one.year_end
            for code, headline in making.stock.national.items()
            for one in headline.national
            if one.value is not None
            and one.year_end <= year
            and making.catalogue.indicators[code].cluster == planned.right
        ),
        default=None,
    )
    told = t._("Nothing on this right that is held here is of {before} or {year}.").format(before=year - 1, year=year)
    if newest:
        told = t._(
            "Nothing on this right that is held here is of {before} or {year}; the newest figure is of {newest}."
        ).format(before=year - 1, year=year, newest=newest)
    return missing(making, planned, told)


def _news(making: Making, right: str) -> list[tuple[str, Item]]:
    """What the publications of the year before and of this year brought for a right, the newest first."""
    if making.news is None:
        return []
    found, since = [], f"{making.year - 1}"
    for one in making.news.publications:
        if one.before and one.built_at[:4] >= since:
            day = day_of(one.built_at, making.t)
            found += [(day, item) for item in one.digest.items if _of_right(item, making, right)]
    return found


def _of_right(item: Item, making: Making, right: str) -> bool:
    if isinstance(item, MapNews):
        return False
    if isinstance(item, GapNews):
        return item.cluster == right
    indicator = making.catalogue.indicators.get(item.indicator)
    return indicator is not None and indicator.cluster == right


def _moved(making: Making, planned: PlannedChapter, year: int, first: int) -> list[PaperItem]:
    """The newest national figures that are of the year of the paper or the one before, beside the one before them in
    the same series."""
    t, items = making.t, list[PaperItem]()
    for code, headline in making.stock.national.items():
        indicator = making.catalogue.indicators[code]
        known = [one for one in headline.national if one.value is not None and one.year_end <= making.today.year]
        if indicator.cluster != planned.right or not known or known[-1].year_end < year - 1:
            continue
        told = figure_told(known[-1], making.catalogue, t)
        if len(known) > 1:
            told = t._("{now}; before: {then}").format(now=told, then=dated_words(known[-2], making.catalogue, t))
        figures = tuple(known[-2:])
        notes = travelling_notes(figures, indicator, t)
        passage = Passage(t._("{told}.").format(told=told), ITEM, cited_codes(making, figures, *notes))
        items.append(
            PaperItem(f"{planned.key}/{code}", (passage,), told, rank=first + len(items), observations=figures)
        )
    return items
