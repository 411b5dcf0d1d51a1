"""What each article of the Convention asks, in words of a twelve-year-old: our own wording, not the treaty's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import Article, Catalogue, Indicator, read_rows
from geo import REFERENCE_FOLDER

WORDS_FILE = REFERENCE_FOLDER / "article_words.csv"
_COLUMNS = ("article", "plain_en", "plain_km", "source")


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """One row of article_words.csv; ``source`` says what the words are a reading of."""

    article: int
    plain_en: str
    plain_km: str
    source: str

    def plain(self, lang: str) -> str:
        """The plain words in ``en`` or ``km``."""
        return self.plain_km if lang == "km" else self.plain_en


@lru_cache(maxsize=4)
def load_article_words(path: Path = WORDS_FILE) -> Mapping[int, ArticleWords]:
    """The plain words by article. Raises ``ReferenceTableError`` for an empty cell or an article that stands twice."""
    found: dict[int, ArticleWords] = {}
    for row in read_rows(path, _COLUMNS):
        number = row.integer("article")
        if number in found:
            raise row.refuse("article", f"'{number}' stands in the table twice")
        found[number] = ArticleWords(number, row.required("plain_en"), row.required("plain_km"), row.required("source"))
    return found


def articles_of(catalogue: Catalogue, cluster: str) -> tuple[Article, ...]:
    """The articles, or parts of them, that a cluster reports on, in their order."""
    return tuple(one for one in catalogue.articles if one.cluster == cluster)


def article_number(part: str) -> int:
    """The article in a reference such as ``28(2)``."""
    return int(part.partition("(")[0])


def home_article(parts: tuple[str, ...], articles: tuple[Article, ...]) -> int | None:
    """The one of ``articles`` that something speaking to ``parts`` stands under, so that it stands once.

    The first that is primary in its cluster, else the first at all, else ``None``.
    """
    touched = [article_number(part) for part in parts]
    for primary in (True, False):
        here = {one.article for one in articles if one.primary or not primary}
        for number in touched:
            if number in here:
                return number
    return None


def measures_under(catalogue: Catalogue, cluster: str) -> dict[int | None, tuple[Indicator, ...]]:
    """The leading indicator of every topic of a cluster under its article; ``None`` for one under no article here."""
    here = articles_of(catalogue, cluster)
    found: dict[int | None, list[Indicator]] = {}
    for topic in catalogue.topics.values():
        if topic.cluster == cluster:
            lead = catalogue.indicators[topic.lead]
            found.setdefault(home_article(lead.crc_articles, here), []).append(lead)
    return {number: tuple(leads) for number, leads in found.items()}
