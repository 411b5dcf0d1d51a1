"""Sections of findings: the best that may be said of a right, with what is drawn of each, and its doubts as notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from childrights.briefs import MAP, BriefFigure, Section, sentences_of
from childrights.catalogue import DIMENSIONS, Group, Observation
from childrights.composer import CARD, Chosen, Scope
from childrights.gaps import is_judged
from childrights.i18n import N_, Translator
from childrights.language import period, words
from childrights.newest import dated_words, newer_notes, newer_words
from childrights.papers.forms import COMPACT, TELLING_PLACES, UNITED_NATIONS
from childrights.papers.making import KINDS_OF, Making, PaperItem, PaperRow, first_each
from childrights.papers.naming import figure_told, group_words, measure_words
from childrights.papers.planning import PlannedChapter
from childrights.papers.sentences import what_follows
from childrights.papers.told_asks import missing
from childrights.profile import profile
from childrights.profile import words as profile_words
from childrights.rights import articles_of, home_article, load_article_words
from childrights.statistics import word
from childrights.writers import BODY, KEY, NOTE, STEP, NumberCard, PaperBlock, PaperFigure, Passage
from geo import COUNTRY, area_name, area_words

MOST_CODES, MOST_DOUBTS = 4, 2
BEST = 5
"""The best messages of a right stand in a paper on it, however few findings a section holds."""
PER_PLACE = 3
"""Findings of each province that was chosen, beside those of the country."""
ACROSS: tuple[str, ...] = ("sex", "wealth", "residence", "disability")
NUMBER, GROUPED = "/number", "groups"
CLEAR_WAYS = ("higher", "lower")


def findings(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """The findings of a kind, the strongest first; of a position the strongest of all its rights."""
    items = told_items(making, planned, _mine(making, planned))
    if planned.section.kind == "places":
        for area in making.choice.areas:
            name = area_name(area, making.t.lang)
            items += told_items(making, planned, _of_place(making, planned, area), under=name, carded=True)
    if not items:
        items.append(_nothing(making, planned))
    return items


def _of_place(making: Making, planned: PlannedChapter, area: str) -> list[Chosen]:
    """What is told of a province that was chosen, beside what a map tells of it: first where it stands, then its groups
    and what changed, and of both first what is better or worse for children."""
    known = _placed(making)
    pool = making.pool(Scope(right=planned.right, area=area))
    fresh = [one for one in pool if one.key not in making.told and one.finding.own.id not in known]
    fresh = [one for one in fresh if not _says_little(one)]
    placed = KINDS_OF[TELLING_PLACES]
    fresh.sort(key=lambda one: (one.indicator.is_context, one.finding.ask.kind not in placed))
    return fresh[:PER_PLACE]


def _placed(making: Making) -> set[str]:
    """The figures that a finding on a place tells already: told again for that place, they would differ from the
    country by another amount, since chance is allowed for only where a place was picked out of many."""
    told = (one for pool in making.pools for one in pool if one.key in making.told)
    return {one.finding.own.id for one in told if one.finding.ask.kind in KINDS_OF["places"]}


_NONE = {
    "groups": N_("No published figure here supports a message on differences between groups of children."),
    "places": N_("No published figure here supports a message on differences between places."),
    "trend": N_("No published figure here supports a message on change."),
}


def _nothing(making: Making, planned: PlannedChapter) -> PaperItem:
    words_of = _NONE.get(planned.section.kind, N_("This dashboard holds no published figure that can be shown here."))
    return missing(making, planned, making.t._(words_of))


def _mine(making: Making, planned: PlannedChapter) -> list[Chosen]:
    """What a section takes of the findings of its scope that stand nowhere yet."""
    section, several = planned.section, len(making.choice.rights) > 1 and not planned.right
    found = [one for one in _of_rights(making, planned) if making.takes(section, one) and one.key not in making.told]
    if several:
        found.sort(key=lambda one: -one.weight)
    if making.form.letters == COMPACT:
        few = _few(making, planned, found)
        keys = {one.key for one in few}
        making.hold_back(planned, [one.message.headline for one in found if one.key not in keys])
        return few
    if section.kind == "groups":
        found = _by_group(found)
    if not section.most:
        return found
    best = {one.key for one in making.pool(making.scope(planned))[:BEST]} if planned.right else set[str]()
    kept = [one for at, one in enumerate(found) if at < section.most or one.key in best]
    if not any(one.kind == "groups" for one in making.form.sections) and not any(map(_parts_clearly, kept)):
        # A form without a section on groups tells one among its few: who is behind is what is asked first.
        kept[-1:] = next(([one] for one in found if _parts_clearly(one)), kept[-1:])
    making.hold_back(planned, [one.message.headline for one in found if one not in kept])
    return kept


def _by_group(found: Sequence[Chosen]) -> list[Chosen]:
    """Findings on groups: the best of each way to part children before a second of any, and that two groups cannot be
    told apart only where nothing else is."""
    seen: Counter[str] = Counter()
    order = dict[str, tuple[bool, int]]()
    for one in found:
        order[one.key] = (_says_little(one), seen[_splits(one)])
        seen[_splits(one)] += 1
    return sorted(found, key=lambda one: order[one.key])


def _of_rights(making: Making, planned: PlannedChapter, *, country: bool = False) -> Iterator[Chosen]:
    """The findings of every right of a chapter, of its place; or of the ``country`` where that is another."""
    scope, rights = making.scope(planned), [planned.right] if planned.right else [*making.choice.rights] or [""]
    for right in rights:
        if not country:
            yield from making.pool(scope if len(rights) == 1 else replace(scope, right=right))
        elif scope.area:
            yield from (one for one in making.pool(Scope(right=right)) if one.finding.ask.area == COUNTRY)


def asked_finding(making: Making, planned: PlannedChapter) -> Chosen | None:
    """The strongest finding from which an ask follows, of the place or else of the country; ``None`` without any."""
    for country in (False, True):
        for one in _of_rights(making, planned, country=country):
            topic = making.catalogue.topics[one.indicator.topic]
            if what_follows(one, making.targets) and is_judged(topic, making.catalogue):
                return one
    return None


ALIKE = 0.5
"""A finding of another kind goes before one that parts children as another did already, if it weighs so much of it."""


def _few(making: Making, planned: PlannedChapter, found: Sequence[Chosen]) -> list[Chosen]:
    """The findings of a short paper: what its ask follows from first, then what asks something at all, no two alike
    where there is another as strong; of the country where the place has too few."""
    most = planned.section.most or len(found)
    asks = any(one.kind == "ask" for one in making.form.sections)
    asked = asked_finding(making, planned) if asks else None
    if asks:
        found = sorted(found, key=lambda one: not what_follows(one, making.targets))
        found = [asked, *(one for one in found if one.key != asked.key)] if asked else found
    told = _unlike(found, most)
    if len(told) < most:
        topics = {one.indicator.topic for one in told}
        more = [one for one in _of_rights(making, planned, country=True) if one.indicator.topic not in topics]
        told += _unlike([one for one in more if making.takes(planned.section, one)], most - len(told))
    return told


def _unlike(found: Sequence[Chosen], most: int) -> list[Chosen]:
    """The first ``most``, in which a finding waits for others that are nearly as strong and tell another thing."""
    waiting, told, kinds = list(found), list[Chosen](), set[tuple[str, str]]()
    while waiting and len(told) < most:
        least = waiting[0].weight * ALIKE
        other = (one for one in waiting if _way(one) not in kinds and one.weight >= least)
        told.append(next(other, waiting[0]))
        kinds.add(_way(told[-1]))
        waiting.remove(told[-1])
    return told


def _way(one: Chosen) -> tuple[str, str]:
    """How a finding tells what it tells: its kind, and by what it parts children."""
    return (GROUPED, _splits(one)) if one.is_group else (one.finding.ask.kind, "")


def told_items(
    making: Making,
    planned: PlannedChapter,
    found: Sequence[Chosen],
    *,
    under: str = "",
    first: int = 0,
    carded: bool = False,
) -> list[PaperItem]:
    """Findings as items; each stands once in a paper. ``carded``: each as the figure that it is about, undrawn."""
    making.told.update(one.key for one in found)
    if making.form.letters == UNITED_NATIONS:
        return [
            _step(making, one, f"{planned.key}/{one.key}", under=under, rank=first + at) for at, one in enumerate(found)
        ]
    return [
        _shown(making, one, section, f"{planned.key}/{one.key}", under=under, rank=first + at, carded=carded)
        for at, (one, section) in enumerate(zip(found, making.drawn(found), strict=True))
    ]


def _step(making: Making, one: Chosen, key: str, *, under: str, rank: int) -> PaperItem:
    """One finding as a numbered paragraph, with its sources, codes and doubts as notes."""
    figures = tuple(dict.fromkeys((*one.finding.figures, *one.finding.newer, *one.finding.rivals)))
    told = tuple(figure for figure in figures if figure.id in one.message.observations)
    codes = codes_words([figure.id for figure in told], making.t)
    cites = noted(making, told, codes, *sentences_of(one.message.caveat)[:MOST_DOUBTS])
    passage = Passage(one.message.headline, STEP, cites)
    return PaperItem(key, (passage,), one.message.headline, rank=rank, under=under, observations=told)


def _shown(
    making: Making, one: Chosen, section: Section, key: str, *, under: str, rank: int, carded: bool = False
) -> PaperItem:
    """One finding: its sentence with sources and doubts as notes, and what shows it; ``carded`` shows the figure that
    it is about, whatever chart it would have."""
    t, observations, headline = making.t, section.observations, one.message.headline
    minded = doubts(section)
    if making.form.letters == COMPACT:
        minded = sentences_of(one.message.caveat)[:MOST_DOUBTS]
    told = tuple(figure for figure in observations if figure.id in one.message.observations)
    alone = carded or one.chart == CARD or (section.figure is not None and section.figure.kind == CARD)
    said: list[PaperBlock]
    bare: tuple[tuple[PaperBlock, ...], tuple[Observation, ...]] | None = None
    codes = codes_words(sorted({figure.id for figure in told}), t)
    if alone and one.finding.figures:
        said = [_card(making, one, noted(making, told, *minded))]
    elif section.figure and _may_draw(making, one, section.figure):
        making.pictures += 1
        newer = newer_notes(section.figure.observations, making.stock.by_concept, t, told=section.figure.told)
        under_it = (*newer, *section.missing, codes_words(section.codes, t))
        figure = replace(section.figure, title=whole_title(section.figure, t))
        said = [Passage(headline, KEY, noted(making, observations, *minded))]
        said.append(PaperFigure(figure, " ".join(filter(None, under_it))))
        bare = ((Passage(headline, KEY, noted(making, told, codes, *minded)),), told)
        told = observations
    else:
        said = [Passage(headline, BODY if _says_little(one) else KEY, noted(making, told, codes, *minded))]
    return PaperItem(key, tuple(said), headline, rank=rank, under=under, observations=told, section=section, bare=bare)


def _may_draw(making: Making, one: Chosen, figure: BriefFigure) -> bool:
    """Whether a finding has a picture: as many as the form has, none that shows no more than its sentence, and of one
    map of an indicator no second one that differs by its border alone."""
    if _says_little(one) or (making.form.pictures is not None and making.pictures >= making.form.pictures):
        return False
    if figure.kind != MAP or figure.view is None:
        return True
    drawn = (figure.indicator.code, figure.view.period, str(figure.view.group))
    known = drawn in making.maps
    making.maps.add(drawn)
    return not known


def _parts_clearly(one: Chosen) -> bool:
    """Whether it tells groups apart, in something that is better or worse."""
    return one.is_group and not _says_little(one) and not one.indicator.is_context


def _says_little(one: Chosen) -> bool:
    """Whether all that is told of groups is that they cannot be told apart."""
    return one.is_group and one.finding.way not in CLEAR_WAYS


def whole_title(figure: BriefFigure, t: Translator) -> str:
    """The title of a picture with the whole name of its measure: a page has the room that a slide has not."""
    short, whole = figure.indicator.short_name(t.lang), measure_words(figure.indicator, t)
    if not figure.title.startswith(short):
        return figure.title
    rest = figure.title.removeprefix(short)
    return whole if whole.endswith(rest) else whole + rest


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


def noted(making: Making, figures: Iterable[Observation], *minded: str) -> tuple[str, ...]:
    """The footnotes of a sentence, two at most: the sources of its figures, which others share, and what must be minded
    of it, its codes among that. A mark for each doubt would stand in a row of ten."""
    return tuple(filter(None, (cited(making, figures), " ".join(dict.fromkeys(filter(None, minded))))))


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
        told = t._("No published figure of this dashboard is shown here on article {articles}.")
        words_of = told.format(articles=t._("; ").join(silent))
        passage = Passage(words_of, BODY)
        items.append(PaperItem(f"{planned.key}/silent", (passage,), words_of, rank=len(pool) + 1, under=others))
    return items


def across(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """Groups of children over all rights of a paper: a table for each way to part them, and what is not parted; nothing
    where none is, which the chapters of the rights say."""
    t, items, silent = making.t, list[PaperItem](), list[str]()
    if len(making.choice.rights) == 1:
        return []  # its chapter on who is behind tells the same
    pools = [one for right in making.choice.rights for one in making.pool(Scope(right=right)) if is_behind(one)]
    for name in ACROSS:
        dimension = t._(words.DIMENSION_NAMES[name])
        mine = [one for one in pools if _splits(one) == name]
        if not mine:
            silent.append(dimension)
        kept = mine[: planned.section.most or None]
        making.hold_back(planned, [one.message.headline for one in mine[len(kept) :] if one.key not in making.told])
        items += [_pair_row(making, planned, one, name, dimension, at) for at, one in enumerate(kept)]
    if silent and items:
        told = t._("No supported message compares children by {dimensions}.").format(
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
        (
            " · ".join(filter(None, (measure_words(one.indicator, t), _newer(making, one)))),
            *told,
            period(own.period_label, t.lang),
            f"{own.id} {other.id}",
        ),
        dimension,
    )
    section = making.drawn([one])[0]
    return PaperItem(f"{planned.key}/{one.key}", (row,), told[0], rank=at, observations=section.observations)


def _newer(making: Making, one: Chosen) -> str:
    """What is newer than the figures of a finding, for a cell."""
    told = newer_words(one.finding.figures[:2], one.finding.newer, making.catalogue, making.t)
    return making.t._("newer: {figures}").format(figures=told) if told else ""


def standing(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """The figures of a province beside the country's, those that stand worse first."""
    t, area = making.t, making.area()
    found = profile(making.snapshot, making.catalogue, area)
    rights = set(making.choice.rights)
    mine = [one for one in found.standings if one.own.value is not None and one.indicator.cluster in rights]
    mine.sort(key=lambda one: (one.against != "worse", one.against != "better", -one.own.year_end))
    mine = first_each(mine, lambda one: one.indicator.topic)
    place, country = area_words(area, t.lang), area_name(COUNTRY, t.lang)
    title = t._("{place} and Cambodia").format(place=place)
    head = (t._("Measure"), place, country, t._("Against Cambodia"), t._("Period"), t._("Code"))
    items = []
    kept = mine[: planned.section.most or None]
    making.hold_back(planned, [figure_told(one.own, making.catalogue, t) for one in mine[len(kept) :]])
    for at, one in enumerate(kept):
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
