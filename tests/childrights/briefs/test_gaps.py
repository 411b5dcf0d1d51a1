"""What is missing here, as a paper and as slides: body by body of the State, nothing dropped without a word."""

from __future__ import annotations

from datetime import date

import pytest

from childrights.briefs.gaps import MOST_PER_BODY, of_gaps
from childrights.catalogue.catalogue import load_catalogue
from childrights.export.exporting import ExportError
from childrights.gaps.asks import ask_words, asks_of, bearer_words, by_bearer
from childrights.gaps.ranking import RankedGap, judged, ranking
from childrights.i18n import LANGUAGES, translator
from childrights.rights.recommendations import load_recommendations
from childrights.snapshot.snapshot import Snapshot
from childrights.writers.command import brief_bytes

CATALOGUE = load_catalogue()
DAY = date(2026, 11, 25)
ENGLISH = translator("en")


@pytest.fixture(scope="module")
def gaps(shipped: Snapshot) -> tuple[RankedGap, ...]:
    return ranking(shipped, CATALOGUE, load_recommendations(CATALOGUE), DAY.year)


def test_every_body_is_asked_for_its_heaviest_gaps_and_told_how_many_there_are(
    shipped: Snapshot, gaps: tuple[RankedGap, ...]
) -> None:
    brief = of_gaps(shipped, CATALOGUE, gaps, gaps, DAY, "en")
    never, topics = sum(gap.kind == "never" for gap in gaps), len(judged(CATALOGUE))
    assert brief.finding.startswith(f"For {never} of {topics} topics this dashboard holds no published figure")
    bodies = by_bearer(asks_of(gaps, CATALOGUE))
    assert [one.heading for one in brief.sections] == [bearer_words(code, CATALOGUE, ENGLISH) for code in bodies]
    for one, asks in zip(brief.sections, bodies.values(), strict=True):
        assert one.table is not None
        assert [row[0] for row in one.table.rows] == [str(ask.rank) for ask in asks[:MOST_PER_BODY]]
        assert [row[1] for row in one.table.rows if row[1].startswith("We ask the")] == [
            ask_words(ask, CATALOGUE, ENGLISH) for ask in asks[:MOST_PER_BODY] if ask.wanted
        ]
        assert f": {len(asks)} ask" in one.message
        assert bool(one.cautions) == (len(asks) > MOST_PER_BODY)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("ending", "begins"), [(".pdf", b"%PDF"), (".pptx", b"PK"), (".docx", b"PK")])
def test_the_paper_is_written_in_both_languages(
    shipped: Snapshot, gaps: tuple[RankedGap, ...], lang: str, ending: str, begins: bytes
) -> None:
    chosen = [gap for gap in gaps if gap.cluster == "VAC"]
    assert brief_bytes(of_gaps(shipped, CATALOGUE, chosen, gaps, DAY, lang), ending).startswith(begins)


def test_without_a_gap_there_is_no_paper(shipped: Snapshot) -> None:
    with pytest.raises(ExportError, match="no gap"):
        of_gaps(shipped, CATALOGUE, (), (), DAY, "en")
