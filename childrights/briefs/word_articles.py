"""The sections of a right under the articles of the Convention that they speak to, for an Alternative Report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from childrights.briefs.model import RIGHT, Brief, Section, Table
from childrights.catalogue import Article, Catalogue
from childrights.i18n import Translator
from childrights.rights import articles_of, home_article, load_article_words, number_of


@dataclass(frozen=True, slots=True)
class Part:
    """The sections under one heading; ``asks`` says in plain words what the article asks.

    ``elsewhere`` are the articles under which figures stand that speak to this one too.
    """

    heading: str
    asks: str
    sections: list[Section]
    elsewhere: tuple[int, ...] = ()


def parts_of(brief: Brief, catalogue: Catalogue, t: Translator) -> list[Part]:
    """The sections of a right under its articles, in their order, with what each asks; others without headings."""
    if brief.kind != RIGHT:
        return [Part("", "", list(brief.sections))]
    articles = articles_of(catalogue, brief.code)
    found: dict[int | None, list[Section]] = {}
    for section in brief.sections:
        for home, piece in _at_home(section, articles):
            found.setdefault(home, []).append(piece)
    asked = load_article_words()
    parts = [Part("", "", found.pop(None))] if None in found else []
    for one in {article.article: article for article in articles}.values():
        title = t._("Article {number}: {title}").format(number=one.article, title=one.title(t.lang))
        elsewhere = tuple(
            home
            for home, sections in found.items()
            if home not in (None, one.article) and any(_speaks_to(section, one.article) for section in sections)
        )
        plain = asked[one.article].plain(t.lang)
        parts.append(Part(title, plain, found.get(one.article, []), tuple(sorted(filter(None, elsewhere)))))
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
