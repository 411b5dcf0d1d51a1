"""Every article has plain words in both languages, and everything of a cluster stands under one article of it."""

from pathlib import Path

import pytest

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.tables import ReferenceTableError
from childrights.rights.articles import WORDS_FILE, articles_of, home_article, load_article_words, measures_under

CATALOGUE = load_catalogue()


def test_every_article_has_short_plain_words() -> None:
    words = load_article_words()
    assert set(words) == {article.article for article in CATALOGUE.articles}
    assert all(len(one.plain("en").split()) <= 60 for one in words.values())
    assert all(one.plain("km").strip().endswith("។") for one in words.values())


def test_an_article_that_stands_twice_is_refused(tmp_path: Path) -> None:
    lines = WORDS_FILE.read_text(encoding="utf-8").splitlines()
    copy = tmp_path / "article_words.csv"
    copy.write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    with pytest.raises(ReferenceTableError, match="twice"):
        load_article_words(copy)


@pytest.mark.parametrize(
    ("cluster", "parts", "article"),
    [
        ("DHW", ("6", "24"), 24),  # article 6 reports mainly under the general principles
        ("DHW", ("6",), 6),
        ("VAC", ("19", "28(2)"), 19),
        ("VAC", ("28(2)",), 28),
        ("CTX", ("4",), None),
        ("EDU", (), None),
    ],
)
def test_a_thing_stands_under_its_main_article(cluster: str, parts: tuple[str, ...], article: int | None) -> None:
    assert home_article(parts, articles_of(CATALOGUE, cluster)) == article


def test_every_topic_stands_once() -> None:
    leads = [
        lead.code
        for cluster in CATALOGUE.clusters
        for measures in measures_under(CATALOGUE, cluster).values()
        for lead in measures
    ]
    assert sorted(leads) == sorted(topic.lead for topic in CATALOGUE.topics.values())
