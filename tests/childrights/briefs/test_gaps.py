"""What is missing here, as a paper and as slides: right by right, nothing dropped without a word."""

from __future__ import annotations

from datetime import date

import pytest

from childrights.briefs.command import brief_bytes
from childrights.briefs.gaps import MOST_PER_RIGHT, of_gaps
from childrights.catalogue.catalogue import load_catalogue
from childrights.export.exporting import ExportError
from childrights.gaps.ranking import RankedGap, judged, ranking
from childrights.i18n import LANGUAGES
from childrights.rights.recommendations import load_recommendations
from childrights.snapshot.snapshot import Snapshot

CATALOGUE = load_catalogue()
DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def gaps(shipped: Snapshot) -> tuple[RankedGap, ...]:
    return ranking(shipped, CATALOGUE, load_recommendations(CATALOGUE), DAY.year)


def test_every_right_has_its_heaviest_gaps_and_says_how_many_there_are(
    shipped: Snapshot, gaps: tuple[RankedGap, ...]
) -> None:
    brief = of_gaps(shipped, CATALOGUE, gaps, gaps, DAY, "en")
    never, topics = sum(gap.kind == "never" for gap in gaps), len(judged(CATALOGUE))
    assert brief.finding.startswith(f"For {never} of {topics} topics this dashboard holds no published figure")
    assert [one.heading for one in brief.sections] == [
        one.name_en for one in CATALOGUE.clusters.values() if any(gap.cluster == one.code for gap in gaps)
    ]
    for one, code in zip(
        brief.sections, dict.fromkeys(c for c in CATALOGUE.clusters if c in {g.cluster for g in gaps}), strict=True
    ):
        own = [gap for gap in gaps if gap.cluster == code]
        assert one.table is not None
        assert [row[0] for row in one.table.rows] == [str(gap.rank) for gap in own[:MOST_PER_RIGHT]]
        assert f": {len(own)} gap" in one.message
        assert bool(one.cautions) == (len(own) > MOST_PER_RIGHT)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("ending", "begins"), [(".pdf", b"%PDF"), (".pptx", b"PK")])
def test_the_paper_is_written_in_both_languages(
    shipped: Snapshot, gaps: tuple[RankedGap, ...], lang: str, ending: str, begins: bytes
) -> None:
    chosen = [gap for gap in gaps if gap.cluster == "VAC"]
    assert brief_bytes(of_gaps(shipped, CATALOGUE, chosen, gaps, DAY, lang), ending).startswith(begins)


def test_without_a_gap_there_is_no_paper(shipped: Snapshot) -> None:
    with pytest.raises(ExportError, match="no gap"):
        of_gaps(shipped, CATALOGUE, (), (), DAY, "en")
