"""What was asked of Cambodia and what became of it, in plain words, from the tracker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.children.content import AskedPlainly, child_words, load_asked
from childrights.children.facts import ChildFact
from childrights.rights import NOT_ASSESSED, RecommendationStanding

_BY = {"CRC": "asked_by_committee", "UPR": "asked_by_states"}
_OTHERS = "asked_by_others"


@dataclass(frozen=True, slots=True)
class AskedForChildren:
    """Something that was asked, who asked and when, what happened, and the figure that goes with it, if there is one.

    ``document`` and ``code`` are for adults: where it stands, and what leads to it in the tracker.
    """

    told: AskedPlainly
    asked: str
    by: str
    happened: tuple[str, ...]
    number: ChildFact | None
    document: str
    code: str

    @property
    def harm(self) -> bool:
        """Whether it names harm."""
        return self.told.words.harm or bool(self.number and self.number.harm)


def asked_for_children(
    standings: Mapping[str, RecommendationStanding], facts: Sequence[ChildFact], lang: str
) -> tuple[AskedForChildren, ...]:
    """What stands in the table, in its order, with where it stands now. One that the tracker has not is left out."""
    by_code = {code: one for one in facts for code in one.told.indicators}
    found = []
    for told in load_asked():
        standing = standings.get(told.recommendation)
        if standing is None:
            continue
        asked = standing.asked
        by = child_words(_BY.get(asked.mechanism, _OTHERS), lang, year=asked.year)
        document = " ".join(part for part in (asked.document, asked.number) if part)
        happened = tuple(_happened(standing, lang))
        number = by_code.get(told.fact)
        found.append(AskedForChildren(told, told.words.say(lang), by, happened, number, document, asked.code))
    return tuple(found)


def _happened(standing: RecommendationStanding, lang: str) -> list[str]:
    """What the State answered, and what the coalition found when it looked."""
    answer = standing.asked.answer
    told = [child_words(f"answer_{answer}", lang)] if answer in ("supported", "noted") else []
    latest = standing.latest
    if latest is None or standing.status == NOT_ASSESSED:
        return [*told, child_words("status_none", lang)]
    return [*told, child_words(f"status_{standing.status}", lang, year=latest.assessed_on[:4])]
