"""Sections of findings: the best that may be said of a right, with what is drawn of each, and its doubts as notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from childrights.briefs import Section, sentences_of
from childrights.catalogue import DIMENSIONS, Group, Observation
from childrights.composer import CARD, Chosen, Scope
from childrights.i18n import N_, Translator
from childrights.language import period, words
from childrights.newest import dated_words, newer_notes
from childrights.papers.forms import COMPACT, UNITED_NATIONS
from childrights.papers.making import KINDS_OF, Making, PaperItem, PaperRow
from childrights.papers.naming import group_words, measure_words
from childrights.papers.planning import PlannedChapter
from childrights.papers.told_asks import missing
from childrights.profile import profile
from childrights.profile import words as profile_words
from childrights.rights import articles_of, home_article, load_article_words
from childrights.statistics import word
from childrights.writers import BODY, KEY, NOTE, STEP, NumberCard, PaperBlock, PaperFigure, Passage
from geo import COUNTRY, area_name

MOST_CODES, MOST_DOUBTS = 4, 2
BEST = 5
"""The best messages of a right stand in a paper on it, however few findings a section holds."""
PER_PLACE = 2
"""Findings of each province that was chosen, beside those of the country."""
ACROSS: tuple[str, ...] = ("sex", "wealth", "residence", "disability")
NUMBER = "/number"
CLEAR_WAYS = ("higher", "lower")


def findings(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """The findings of a kind, the strongest first; of a position the strongest of all its rights."""
    items = told_items(making, planned, _mine(making, planned))
    if planned.section.kind == "places":
        for area in making.choice.areas:
            pool = making.pool(Scope(right=planned.right, area=area))
            known = _placed(making)
            fresh = [one for one in pool if one.key not in making.told and one.finding.own.id not in known][:PER_PLACE]
            items += told_items(making, planned, fresh, under=area_name(area, making.t.lang))
    if not items:
        items.append(_nothing(making, planned))
    return items


def _placed(making: Making) -> set[str]:
    """The figures that a finding on a place tells already: told again for that place, they would differ from the
    country by another amount, since chance is allowed for only where a place was picked out of many."""
    told = (one for pool in making.pools for one in pool if one.key in making.told)
    return {one.finding.own.id for one in told if one.finding.ask.kind in KINDS_OF["places"]}


_NONE = {
    "groups": N_("Nothing that is published here and may be said tells groups of children apart."),
    "places": N_("Nothing that is published here and may be said tells places apart."),
    "trend": N_("Nothing that is published here and may be said tells of a change."),
}


def _nothing(making: Making, planned: PlannedChapter) -> PaperItem:
    words_of = _NONE.get(planned.section.kind, N_("This dashboard holds no published figure that may be told here."))
    return missing(making, planned, making.t._(words_of))


def _mine(making: Making, planned: PlannedChapter) -> list[Chosen]:
    """What a section takes of the findings of its scope that stand nowhere yet."""
    rights = [planned.right] if planned.right else [*making.choice.rights] or [""]
    section, found = planned.section, list[Chosen]()
    for right in rights:
        scope = making.scope(planned)
        pool = making.pool(scope if planned.right or len(rights) == 1 else Scope(right=right, area=scope.area))
        found += [one for one in pool if making.takes(section, one) and one.key not in making.told]
    if len(rights) > 1 and not planned.right:
        found.sort(key=lambda one: -one.weight)
    if section.kind == "groups":
        # That two groups cannot be told apart is told only where nothing else is.
        found.sort(key=lambda one: one.finding.way not in ("higher", "lower"))
    if not section.most:
        return found
    best = {one.key for one in making.pool(making.scope(planned))[:BEST]} if planned.right else set[str]()
    return [one for at, one in enumerate(found) if at < section.most or one.key in best]


def told_items(
    making: Making, planned: PlannedChapter, found: Sequence[Chosen], *, under: str = "", first: int = 0
) -> list[PaperItem]:
    """Findings as items; each stands once in a paper."""
    making.told.update(one.key for one in found)
    if making.form.letters == UNITED_NATIONS:
        return [
            _step(making, one, f"{planned.key}/{one.key}", under=under, rank=first + at) for at, one in enumerate(found)
        ]
    return [
        _shown(making, one, section, f"{planned.key}/{one.key}", under=under, rank=first + at)
        for at, (one, section) in enumerate(zip(found, making.drawn(found), strict=True))
    ]


def _step(making: Making, one: Chosen, key: str, *, under: str, rank: int) -> PaperItem:
    """One finding as a numbered paragraph, with its sources, codes and doubts as notes."""
    figures = tuple(dict.fromkeys((*one.finding.figures, *one.finding.newer, *one.finding.rivals)))
    told = tuple(figure for figure in figures if figure.id in one.message.observations)
    codes = f"{codes_words([figure.id for figure in told], making.t)} {cited(making, told)}"
    doubted = sentences_of(one.message.caveat)[:MOST_DOUBTS]
    passage = Passage(one.message.headline, STEP, (codes, *doubted))
    return PaperItem(key, (passage,), one.message.headline, rank=rank, under=under, observations=told)


def _shown(making: Making, one: Chosen, section: Section, key: str, *, under: str, rank: int) -> PaperItem:
    """One finding: its sentence with sources and doubts as notes, and what shows it."""
    t, observations, headline = making.t, section.observations, one.message.headline
    cites = (cited(making, observations), *doubts(section))
    if making.form.letters == COMPACT:
        cites = (cites[0], *sentences_of(one.message.caveat)[:MOST_DOUBTS])
    alone = one.chart == CARD or (section.figure is not None and section.figure.kind == CARD)
    if alone and one.finding.figures:
        return PaperItem(
            key,
            (_card(making, one, cites),),
            headline,
            rank=rank,
            under=under,
            observations=tuple(figure for figure in observations if figure.id in one.message.observations),
            section=section,
        )
    said: list[PaperBlock] = [Passage(headline, KEY, cites)]
    if section.figure and (making.form.pictures is None or making.pictures < making.form.pictures):
        making.pictures += 1
        newer = newer_notes(section.figure.observations, making.stock.by_concept, t, told=section.figure.told)
        under_it = (*newer, *section.missing, codes_words(section.codes, t))
        said.append(PaperFigure(section.figure, " ".join(filter(None, under_it))))
    else:
        observations = tuple(figure for figure in observations if figure.id in one.message.observations)
        codes = codes_words([figure.id for figure in observations], t)
        said = [Passage(headline, KEY, (f"{codes} {cited(making, observations)}", *cites[1:]))]
    return PaperItem(key, tuple(said), headline, rank=rank, under=under, observations=observations, section=section)


def _card(making: Making, one: Chosen, cites: Sequence[str]) -> NumberCard:
    t, own = making.t, one.finding.own
    about = (
        measure_words(one.indicator, t),
        "" if Group.of(own).is_total else group_words(own, t),
        period(own.period_label, t.lang),
        own.id,
    )
    return NumberCard(
        words.value_words(own, one.indicator, t),
        " · ".join(part for part in about if part),
        one.message.headline,
        tuple(cites),
    )


def doubts(section: Section) -> list[str]:
    """What must be minded of a finding, a sentence a note, so that each stands once in a paper."""
    told = [sentence for caution in section.cautions for sentence in sentences_of(caution)]
    return list(dict.fromkeys(told))


def cited(making: Making, observations: Iterable[Observation]) -> str:
    """The sources of figures as one footnote, each with its address."""
    sources = making.stock.sources(tuple(observations))
    return " ".join(f"{one.citation} {one.url}".strip() for one in sources)


def codes_words(codes: Sequence[str], t: Translator) -> str:
    """The codes of figures, and where each leads to the cell it was read in."""
    shown = ", ".join(codes[:MOST_CODES])
    if len(codes) > MOST_CODES:
        return t._("Codes: {codes} and {count} more.").format(codes=shown, count=len(codes) - MOST_CODES)
    return t._("Codes: {codes}.").format(codes=shown) if codes else ""


def by_article(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """What each article of a right asks, and the findings that speak to it; at the end those on which none is held."""
    t = making.t
    articles = articles_of(making.catalogue, planned.right)
    pool = _mine(making, planned)
    homes: dict[int | None, list[tuple[int, Chosen]]] = {}
    for at, one in enumerate(pool):
        homes.setdefault(home_article(one.indicator.crc_articles, articles), []).append((at, one))
    asks, items, silent = load_article_words(), list[PaperItem](), list[str]()
    for article in {one.article: one for one in articles}.values():
        title = t._("Article {number}: {title}").format(number=article.article, title=article.title(t.lang))
        mine = homes.pop(article.article, [])
        if not mine:
            silent.append(t._("{number} ({title})").format(number=article.article, title=article.title(t.lang)))
            continue
        plain = Passage(asks[article.article].plain(t.lang), NOTE)
        items.append(
            PaperItem(f"{planned.key}/article {article.article}", (plain,), title, rank=len(pool), under=title)
        )
        for at, one in mine:
            items += told_items(making, planned, [one], under=title, first=at)
    others = t._("Other articles") if items else ""
    for at, one in (pair for rest in homes.values() for pair in rest):
        items += told_items(making, planned, [one], under=others, first=at)
    if silent:
        told = t._("No published figure of this dashboard is told here on article {articles}.")
        words_of = told.format(articles=t._("; ").join(silent))
        passage = Passage(words_of, BODY)
        items.append(PaperItem(f"{planned.key}/silent", (passage,), words_of, rank=len(pool) + 1, under=others))
    return items


def across(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """Groups of children over all rights of a paper: a table for each way to part them, and what is not parted."""
    t, items, silent = making.t, list[PaperItem](), list[str]()
    pools = [one for right in making.choice.rights for one in making.pool(Scope(right=right)) if is_behind(one)]
    for name in ACROSS:
        dimension = t._(words.DIMENSION_NAMES[name])
        mine = [one for one in pools if _splits(one) == name]
        if not mine:
            silent.append(dimension)
        for at, one in enumerate(mine[: planned.section.most or None]):
            items.append(_pair_row(making, planned, one, name, dimension, at))
    if silent:
        told = t._("Nothing that may be said parts children by {dimensions}.").format(
            dimensions=t._(", ").join(one.lower() for one in silent)
        )
        items.append(PaperItem(f"{planned.key}/silent", (Passage(told),), told, rank=90))
    return items


def is_behind(one: Chosen) -> bool:
    """Whether a finding on two groups tells that the first stands worse, and clearly so."""
    if not one.is_group or one.finding.way not in CLEAR_WAYS or len(one.finding.figures) < 2:
        return False
    own, other = one.finding.figures[:2]
    return (
        own.value is not None
        and other.value is not None
        and (word(other.value, own.value, one.indicator.polarity) == "worse")
    )


def _splits(one: Chosen) -> str:
    groups = [Group.of(figure) for figure in one.finding.figures[:2]]
    return next((name for name in DIMENSIONS if len({getattr(group, name) for group in groups}) > 1), "")


def _pair_row(making: Making, planned: PlannedChapter, one: Chosen, name: str, dimension: str, at: int) -> PaperItem:
    t, (own, other) = making.t, one.finding.figures[:2]
    told = [f"{group_words(figure, t)}: {words.value_words(figure, one.indicator, t)}" for figure in (own, other)]
    row = PaperRow(
        f"{planned.key}/{name}",
        (t._("Measure"), t._("Further behind"), t._("Beside them"), t._("Period"), t._("Codes")),
        (measure_words(one.indicator, t), *told, period(own.period_label, t.lang), f"{own.id} {other.id}"),
        dimension,
    )
    section = making.drawn([one])[0]
    return PaperItem(f"{planned.key}/{one.key}", (row,), told[0], rank=at, observations=section.observations)


def standing(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """The figures of a province beside the country's, those that stand worse first."""
    t, area = making.t, making.area()
    found = profile(making.snapshot, making.catalogue, area)
    rights = set(making.choice.rights)
    mine = [one for one in found.standings if one.own.value is not None and one.indicator.cluster in rights]
    mine.sort(key=lambda one: (one.against != "worse", one.against != "better", -one.own.year_end))
    mine = list({one.indicator.topic: one for one in reversed(mine)}.values())[::-1]
    place, country = area_name(area, t.lang), area_name(COUNTRY, t.lang)
    title = t._("{place} beside Cambodia").format(place=place)
    head = (t._("Measure"), place, country, t._("Against Cambodia"), t._("Period"), t._("Code"))
    items = []
    for at, one in enumerate(mine[: planned.section.most or None]):
        told = t._("; ").join(dated_words(figure, making.catalogue, t) for figure in one.newer)
        newer = t._("newer: {figures}").format(figures=told) if told else ""
        cells = (
            " · ".join(filter(None, (profile_words.name(one, t), newer))),
            profile_words.standing_value_words(one, t),
            words.value_words(one.country, one.indicator, t) if one.country else "–",
            t._(profile_words.AGAINST[one.against]),
            period(one.own.period_label, t.lang),
            one.own.id,
        )
        figures = tuple(figure for figure in (one.own, one.country, *one.newer) if figure)
        row = PaperRow(planned.key, head, cells, title, (cited(making, figures),), one.own.id)
        items.append(PaperItem(f"{planned.key}/{one.own.id}", (row,), cells[0], rank=at, observations=figures))
    if not items:
        told = t._("This dashboard holds no published figure of this place on this right.")
        items.append(PaperItem(f"{planned.key}/none", (Passage(told),), told, must=True))
    return items


def figures_of(items: Iterable[PaperItem]) -> Iterator[Observation]:
    """Every figure of some items once."""
    yield from dict.fromkeys(one for item in items for one in item.observations)
