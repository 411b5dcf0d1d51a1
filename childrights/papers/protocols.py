"""A chapter of a report on one of the Optional Protocols: all that is held on it under one heading."""

from __future__ import annotations

from dataclasses import replace

from childrights.composer import Scope
from childrights.papers.making import Making, PaperItem
from childrights.papers.planning import PlannedChapter
from childrights.papers.proposing import cited_codes, derived_of
from childrights.papers.sentences import PROPOSAL, QUESTION
from childrights.papers.told_asks import asked_items, recommendations_of, speaks_to
from childrights.papers.told_findings import told_items
from childrights.writers import ITEM, Passage

MOST_EACH = 2
"""Proposals and questions of each kind in a chapter."""


def cluster(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """What was asked, what the figures say, and what the coalition proposes and asks, each under its heading."""
    t, section = making.t, planned.section
    found = recommendations_of(making, planned)
    under = t._("Earlier recommendations and concerns")
    items = [replace(one, under=under) for one in asked_items(making, planned, found)] if found else []
    pool = [one for article in section.articles for one in making.pool(Scope(article=str(article)))]
    pool = list({one.key: one for one in pool if one.key not in making.told}.values())[: section.most or None]
    items += told_items(making, planned, pool, under=t._("Evidence"), first=len(items))
    silent = [one for one in making.gaps if one.kind == "never" and speaks_to(making, one, section.articles)]
    for use, heading in ((PROPOSAL, t._("We propose")), (QUESTION, t._("Questions for the dialogue"))):
        for at, (key, sentence, figures) in enumerate(derived_of(making, pool, found, silent, use)):
            if at >= MOST_EACH:
                break
            passage = Passage(sentence, ITEM, (cited_codes(making, figures),) if figures else ())
            name = f"{planned.key}/{use} {key}"
            items.append(PaperItem(name, (passage,), sentence, rank=len(items), under=heading, observations=figures))
    if not items:
        told = t._("This dashboard holds neither a published figure nor a recommendation on this: {chapter}.")
        words = told.format(chapter=planned.title)
        must = not making.choice.limit
        items.append(PaperItem(f"{planned.key}/none", (Passage(words),), words, rank=99, must=must))
    return items
