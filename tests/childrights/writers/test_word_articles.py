from __future__ import annotations

from datetime import date

import pytest

from childrights.briefs.compose import brief_of
from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.rights.articles import article_number, articles_of
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.word import sections_by_article

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()


@pytest.mark.parametrize("code", ["DHW", "EDU", "SPM", "GPR", "VAC"])
def test_no_section_and_no_row_is_lost_among_the_articles(shipped: Snapshot, code: str) -> None:
    code = code if code in CATALOGUE.clusters else next(iter(CATALOGUE.clusters))
    brief = brief_of(shipped, CATALOGUE, TODAY, right=code)
    parts = sections_by_article(brief, CATALOGUE, translator("en"))
    sections = [section for part in parts for section in part.sections]

    assert sum(one.figure is not None for one in sections) == sum(one.figure is not None for one in brief.sections)
    rows = sorted(row for one in sections if one.table for row in one.table.rows)
    assert rows == sorted(row for one in brief.sections if one.table for row in one.table.rows)
    assert {one for section in sections for one in section.observations} == set(brief.observations)
    named = [part.heading for part in parts if part.heading]
    assert len(named) == len({one.article for one in articles_of(CATALOGUE, code)})


def test_an_article_without_figures_of_its_own_says_where_they_stand(shipped: Snapshot) -> None:
    brief = brief_of(shipped, CATALOGUE, TODAY, right="SPM")
    parts = {part.heading.split(":")[0]: part for part in sections_by_article(brief, CATALOGUE, translator("en"))}

    for indicator in brief.indicators:
        for number in map(article_number, indicator.crc_articles):
            part = parts.get(f"Article {number}")
            assert part is None or part.sections or part.elsewhere
    assert parts["Article 35"].sections == []
    assert parts["Article 35"].elsewhere == ()
