"""Filing a recommendation under articles that a person confirmed: recorded, and taken back, as an import of one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from childrights.catalogue import load_catalogue
from childrights.i18n import N_
from childrights.rights import load_recommendations, with_additions
from etl.intake.recommendation_rows import WRONGS
from etl.intake.schema import DraftRefused, recorded_member
from etl.ledger import RECOMMENDATIONS, LedgerEntry, New, Overtaken, State, brought, entries, mark, record
from etl.permissions import Action, Actor
from etl.snapshot import Inputs, build

ON_THE_PAGE = N_("confirmed on the page")
"""Stands where an import names its file."""
_OVERTAKEN = N_("Somebody else brought in recommendations meanwhile. Check the file again, then publish it.")


def file_under(
    state: State, code: str, articles: Sequence[int], *, member: str, who: Actor, inputs: Inputs | None = None
) -> tuple[str, ...]:
    """Add articles to a recommendation, and its right where it had none; returns the id by which it is taken back.

    Raises ``NotPermitted``, and ``DraftRefused`` for a recommendation or an article that there is
    not, and without an organisation.
    """
    who.require(Action.BRING)
    organisation, catalogue = recorded_member(member), load_catalogue()
    seen = mark(entries(state), (RECOMMENDATIONS,))
    asked = with_additions(load_recommendations(catalogue), brought(state).additions)
    one = next((row for row in asked if row.code == code and row.asks), None)
    if one is None:
        raise DraftRefused([WRONGS.fault("code", "bad_code", code[:40])])
    homes = {article.article: article.cluster for article in catalogue.articles if article.primary}
    if unknown := [number for number in articles if number not in homes]:
        raise DraftRefused([WRONGS.fault("crc_articles", "article", str(unknown[0]))])
    new = tuple(str(number) for number in articles if number not in one.article_numbers)
    if not new:
        return ()
    filed = replace(one, crc_articles=one.crc_articles + new, cluster=one.cluster or homes[int(new[0])])

    def still(given: Sequence[LedgerEntry]) -> None:
        if mark(given, (RECOMMENDATIONS,)) != seen:
            raise Overtaken(_OVERTAKEN)

    rows = [{"sheet": "", "row": 0, "asked": asdict(filed)}]
    entry = New(RECOMMENDATIONS, {"rows": rows}, "file under articles", f"{code} {', '.join(new)}")
    ids = record(state, [entry], member=organisation, who=who, file_name=ON_THE_PAGE, still=still)
    build(state, inputs)
    return ids
