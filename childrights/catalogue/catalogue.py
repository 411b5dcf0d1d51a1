"""The catalogue: indicators, topics, clusters and articles of the Convention, and sources, all validated on load."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from childrights.catalogue.entries import (
    NAME_STATUSES,
    PASSING_ON,
    SENSITIVITIES,
    SOURCE_TYPES,
    TIERS,
    TRUSTS,
    YES_NO,
    Article,
    Cluster,
    Concept,
    Indicator,
    Source,
    Topic,
)
from childrights.catalogue.model import POLARITIES, UNITS
from childrights.catalogue.programmes import SurveyRound, load_rounds
from childrights.catalogue.silences import Duty, Search, load_duties, load_searches
from childrights.catalogue.tables import TableRow, read_rows
from geo import REFERENCE_FOLDER

__all__ = ["Article", "Catalogue", "Cluster", "Concept", "Indicator", "Source", "Topic", "load_catalogue"]

_CODE = re.compile(r"[a-z][a-z0-9_]*")
_ARTICLE = re.compile(r"(\d+)(\([a-z0-9]+\))?")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is known before the first figure is read, keyed by code in the order of the files.

    ``rounds`` say which survey, census, register or model the figures of each source are of.
    """

    indicators: Mapping[str, Indicator]
    topics: Mapping[str, Topic]
    clusters: Mapping[str, Cluster]
    articles: tuple[Article, ...]
    sources: Mapping[str, Source]
    searches: tuple[Search, ...]
    duties: Mapping[str, Duty]
    rounds: tuple[SurveyRound, ...]

    def concept_of(self, indicator: str) -> Concept:
        """The concept that an indicator is a series of."""
        topic = self.topics[self.indicators[indicator].topic]
        return next(one for one in topic.concepts if indicator in one.members)


def load_catalogue(folder: Path = REFERENCE_FOLDER) -> Catalogue:
    """Read and check the reference tables in ``folder``; what was read stands for as long as none of them changes.

    Raises ``ReferenceTableError`` naming file, row and column of the first thing that is wrong.
    """
    found = ((path.name, path.stat()) for path in sorted(folder.glob("*.csv")))
    return _loaded(folder, tuple((name, one.st_mtime_ns, one.st_ctime_ns, one.st_size) for name, one in found))


@lru_cache(maxsize=4)
def _loaded(folder: Path, _written: tuple[tuple[str, int, int, int], ...]) -> Catalogue:
    clusters = {row.text("code"): _cluster(row) for row in _rows(folder, "crc_clusters.csv")}
    articles = tuple(_article(row, clusters) for row in _rows(folder, "crc_articles.csv"))
    sources = _sources(folder)
    known_articles = {article.article for article in articles}
    indicators: dict[str, Indicator] = {}
    rows: list[TableRow] = []
    for row in _rows(folder, "indicators.csv"):
        indicator = _indicator(row, clusters, known_articles)
        if indicator.code in indicators:
            raise row.refuse("code", f"'{indicator.code}' stands in the table twice")
        indicators[indicator.code] = indicator
        rows.append(row)
    for row, indicator in zip(rows, indicators.values(), strict=True):
        for code in indicator.related:
            if code not in indicators or code == indicator.code:
                raise row.refuse("related", f"'{code}' is not another indicator of this table")
            if indicator.code not in indicators[code].related:
                raise row.refuse("related", f"'{code}' does not name '{indicator.code}' in return")
    topics = _topics(folder, indicators, clusters)
    for row, indicator in zip(rows, indicators.values(), strict=True):
        if indicator.topic not in topics or indicator.code not in topics[indicator.topic].members:
            raise row.refuse("topic", f"'{indicator.topic}' does not list '{indicator.code}' in topics.csv")
    concepts = _concepts(folder, indicators)
    for row in _rows(folder, "topics.csv"):
        topic = topics[row.text("code")]
        parted = concepts.get(topic.code) or [Concept(topic.code, topic.code, topic.members[:1])]
        if left := set(topic.members) - {code for one in parted for code in one.members}:
            raise row.refuse("members", f"'{min(left)}' stands in no concept of this topic in concepts.csv")
        topics[topic.code] = replace(topic, concepts=tuple(parted))
    searches, duties = load_searches(folder, topics, indicators), load_duties(folder, topics)
    return Catalogue(indicators, topics, clusters, articles, sources, searches, duties, load_rounds(folder))


_COLUMNS: dict[str, tuple[str, ...]] = {
    "crc_clusters.csv": ("code", "number", "name_en", "name_km", "name_km_status", "articles"),
    "crc_articles.csv": (
        "article",
        "short_title",
        "short_title_km",
        "scope_within_article",
        "scope_km",
        "cluster",
        "primary_cluster",
    ),
    "sources.csv": ("key", "title", "publisher", "year", "url", "passing_on", "licence_note", "trust", "citation"),
    "topics.csv": ("code", "name_en", "name_km", "cluster", "members"),
    "concepts.csv": ("topic", "concept", "members", "reason"),
    "indicators.csv": tuple(Indicator.__dataclass_fields__),
}


def _rows(folder: Path, name: str) -> list[TableRow]:
    return list(read_rows(folder / name, _COLUMNS[name]))


def _sources(folder: Path) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for row in _rows(folder, "sources.csv"):
        if row.required("key") in found:
            raise row.refuse("key", f"'{row.text('key')}' stands in the table twice")
        found[row.text("key")] = _source(row)
    return found


def _cluster(row: TableRow) -> Cluster:
    row.choice("name_km_status", (*NAME_STATUSES, ""))
    return Cluster(
        code=row.required("code"),
        number=row.integer_or_none("number"),
        name_en=row.required("name_en"),
        name_km=row.required("name_km"),
        articles=row.text("articles"),
    )


def _article(row: TableRow, clusters: Mapping[str, Cluster]) -> Article:
    return Article(
        article=row.integer("article"),
        short_title_en=row.required("short_title"),
        short_title_km=row.required("short_title_km"),
        scope_within_article=row.text("scope_within_article"),
        scope_km=row.required("scope_km") if row.text("scope_within_article") else "",
        cluster=row.choice("cluster", tuple(clusters)),
        primary=row.choice("primary_cluster", YES_NO) == "yes",
    )


def _source(row: TableRow) -> Source:
    return Source(
        key=row.required("key"),
        title=row.required("title"),
        publisher=row.required("publisher"),
        year=row.integer_or_none("year"),
        url=row.required("url"),
        passing_on=row.choice("passing_on", PASSING_ON),
        licence_note=row.required("licence_note"),
        trust=row.choice("trust", TRUSTS),
        citation=row.required("citation"),
    )


def _topics(folder: Path, indicators: Mapping[str, Indicator], clusters: Mapping[str, Cluster]) -> dict[str, Topic]:
    topics: dict[str, Topic] = {}
    for row in _rows(folder, "topics.csv"):
        members = row.parts("members")
        for code in members:
            if code not in indicators:
                raise row.refuse("members", f"'{code}' is not an indicator")
            if indicators[code].topic != row.text("code"):
                raise row.refuse("members", f"'{code}' names another topic in indicators.csv")
        if not members:
            raise row.refuse("members", "is empty; a topic needs at least one indicator")
        if row.required("code") in topics:
            raise row.refuse("code", f"'{row.text('code')}' stands in the table twice")
        topics[row.text("code")] = Topic(
            code=row.text("code"),
            name_en=row.required("name_en"),
            name_km=row.required("name_km"),
            cluster=row.choice("cluster", tuple(clusters)),
            members=members,
        )
    return topics


def _concepts(folder: Path, indicators: Mapping[str, Indicator]) -> dict[str, list[Concept]]:
    """The concepts of every topic with several series, in the order of the table."""
    found: dict[str, list[Concept]] = {}
    seen: set[str] = set()
    for row in _rows(folder, "concepts.csv"):
        members = row.parts("members")
        for code in members:
            if code not in indicators or indicators[code].topic != row.text("topic"):
                raise row.refuse("members", f"'{code}' is no indicator of the topic '{row.text('topic')}'")
            if code in seen:
                raise row.refuse("members", f"'{code}' stands in another concept already")
            if indicators[code].unit != indicators[members[0]].unit:
                raise row.refuse("members", f"'{code}' has another unit than '{members[0]}'")
            seen.add(code)
        if not members:
            raise row.refuse("members", "is empty; a concept needs at least one indicator")
        one = Concept(row.required("topic"), row.required("concept"), members, row.required("reason"))
        found.setdefault(one.topic, []).append(one)
    return found


def _indicator(row: TableRow, clusters: Mapping[str, Cluster], articles: set[int]) -> Indicator:
    if not _CODE.fullmatch(row.required("code")):
        raise row.refuse("code", "must be lower-case letters, digits and underscores")
    minimum, maximum = row.number_or_none("minimum"), row.number_or_none("maximum")
    if minimum is not None and maximum is not None and minimum > maximum:
        raise row.refuse("maximum", f"{maximum:g} is smaller than the minimum {minimum:g}")
    if not 0 <= row.integer("decimals") <= 4:
        raise row.refuse("decimals", "must lie between 0 and 4")
    return Indicator(
        code=row.text("code"),
        name_en=row.required("name_en"),
        name_km=row.required("name_km"),
        name_km_status=row.choice("name_km_status", NAME_STATUSES),
        short_name_en=row.required("short_name_en"),
        short_name_km=row.required("short_name_km"),
        topic=row.required("topic"),
        definition_en=row.required("definition_en"),
        unit=row.choice("unit", UNITS),
        decimals=row.integer("decimals"),
        polarity=row.choice("polarity", POLARITIES),
        minimum=minimum,
        maximum=maximum,
        numerator=row.text("numerator"),
        denominator=row.text("denominator"),
        crc_articles=_known_articles(row, articles),
        cluster=row.choice("cluster", tuple(clusters)),
        sdg_indicator=row.text("sdg_indicator"),
        unicef_code=row.text("unicef_code"),
        source_type=row.choice("source_type", SOURCE_TYPES),
        sensitivity=row.choice("sensitivity", SENSITIVITIES),
        comparability_note=row.text("comparability_note"),
        related=row.parts("related"),
        aliases_en=row.parts("aliases_en"),
        aliases_km=row.parts("aliases_km"),
        has_data=row.choice("has_data", YES_NO) == "yes",
        tier=row.choice("tier", TIERS),
        catalogue_ref=row.text("catalogue_ref"),
        periodicity=row.text("periodicity"),
    )


def _known_articles(row: TableRow, articles: set[int]) -> tuple[str, ...]:
    parts = row.parts("crc_articles")
    if not parts:
        raise row.refuse("crc_articles", "is empty; name at least one article of the Convention")
    for part in parts:
        match = _ARTICLE.fullmatch(part)
        if match is None or int(match.group(1)) not in articles:
            raise row.refuse("crc_articles", f"'{part}' is not an article of the Convention")
    return parts
