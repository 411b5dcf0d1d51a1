"""A chapter of a report on one of the Optional Protocols: all that is held on it under one heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from childrights.composer import Chosen, Scope
from childrights.papers.making import Making, PaperItem, first_each
from childrights.papers.planning import PlannedChapter
from childrights.papers.proposing import cited_codes, derived_of
from childrights.papers.sentences import PROPOSAL, QUESTION
from childrights.papers.told_asks import asked_items, recommendations_of, speaks_to
from childrights.papers.told_findings import told_items
from childrights.rights import Recommendation, load_reviews
from childrights.writers import ITEM, NOTE, Passage

MOST_EACH = 2
"""Proposals and questions of each kind in a chapter."""


def cluster(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """What was asked, what the figures say, and what the coalition proposes and asks, each under its heading."""
    t, section = making.t, planned.section
    found = recommendations_of(making, planned)
    under = t._("Earlier recommendations and concerns")
    items = [replace(one, under=under) for one in asked_items(making, planned, found)] if found else []
    items += [replace(one, under=under) for one in _not_read(making, planned, found)]
    pool = _evidence(making, planned, found)
    items += told_items(making, planned, pool, under=t._("Evidence"), first=len(items))
    silent = [one for one in making.gaps if one.kind == "never" and speaks_to(making, one, section.articles)]
    for use, heading in ((PROPOSAL, t._("We propose")), (QUESTION, t._("Questions for the dialogue"))):
        every = list(derived_of(making, pool, found, silent, use))
        making.hold_back(planned, [sentence for _, sentence, _ in every[MOST_EACH:]])
        for key, sentence, figures in every[:MOST_EACH]:
            passage = Passage(sentence, ITEM, cited_codes(making, figures) if figures else ())
            name = f"{planned.key}/{use} {key}"
            items.append(PaperItem(name, (passage,), sentence, rank=len(items), under=heading, observations=figures))
    if not items:
        told = t._("This dashboard holds neither a published figure nor a recommendation on this: {chapter}.")
        words = told.format(chapter=planned.title)
        must = not making.choice.limit
        items.append(PaperItem(f"{planned.key}/none", (Passage(words),), words, rank=99, must=must))
    return items


def _evidence(making: Making, planned: PlannedChapter, found: Sequence[Recommendation]) -> list[Chosen]:
    """The findings on the articles of the chapter, then the strongest on each topic that what was asked is linked to;
    none that another chapter tells."""
    pools = [making.pool(Scope(article=str(article))) for article in planned.section.articles]
    pools += [making.pool(Scope(topic=topic))[:1] for topic in _topics(making, found)]
    known = {one.finding.own.id for pool in making.pools for one in pool if one.key in making.told}
    fresh = (one for pool in pools for one in pool if one.finding.own.id not in known)
    every = first_each(fresh, lambda one: one.finding.own.id)
    kept = every[: planned.section.most or None]
    making.hold_back(planned, [one.message.headline for one in every[len(kept) :]])
    return kept


def _topics(making: Making, found: Sequence[Recommendation]) -> dict[str, None]:
    every = making.catalogue.indicators
    standings = (making.standings[one.code] for one in found if one.code in making.standings)
    return dict.fromkeys(every[code].topic for one in standings for code in one.indicators if code in every)


def _not_read(making: Making, planned: PlannedChapter, found: Sequence[Recommendation]) -> Iterator[PaperItem]:
    """What of the documents of a protocol was not read, said once in a paper beside what was."""
    t, own = making.t, f"/{making.form.key.upper()}/"  # as their symbols have it: CRC/C/OPSC/KHM/CO/1
    named = {one.document for one in found if own in one.document}
    for review in load_reviews():
        if review.document in named and review.missing and review.document not in making.not_read_told:
            making.not_read_told.add(review.document)
            missing = t.pick(review.missing, review.missing_km)
            words = t._("Of {document} only a part was read: {missing}.").format(
                document=review.document, missing=missing.rstrip(".។")
            )
            yield PaperItem(f"{planned.key}/read {review.document}", (Passage(words, NOTE),), words, rank=50)
