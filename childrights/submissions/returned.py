"""Where every ask stands: what took it up by a person's word, what may, and what was said no to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.catalogue import Catalogue
from childrights.rights import RecommendationStanding, all_asked, assessments, link_changes, standings
from childrights.snapshot import Snapshot
from childrights.submissions.asks_brought_in import OwnAsk, own_asks
from childrights.submissions.measures_brought_in import StateMeasure, state_measures
from childrights.submissions.proposing import UptakeProposal, comparable, proposals
from childrights.submissions.uptake_decisions import LINKED, Uptake, decided, uptakes

Target = RecommendationStanding | StateMeasure


@dataclass(frozen=True, slots=True)
class AskStanding:
    """One ask with what was decided about it. A link whose target left the table is in ``lost``, never dropped.

    ``proposed`` is what nobody decided about yet, the likeliest first.
    """

    ask: OwnAsk
    linked: tuple[tuple[Uptake, Target], ...] = ()
    refused: tuple[tuple[Uptake, Target], ...] = ()
    lost: tuple[Uptake, ...] = ()
    proposed: tuple[tuple[UptakeProposal, Target], ...] = ()

    @property
    def recommendations(self) -> tuple[RecommendationStanding, ...]:
        """The recommendations that took it up."""
        return tuple(one for _, one in self.linked if isinstance(one, RecommendationStanding))

    @property
    def measures(self) -> tuple[StateMeasure, ...]:
        """The measures that took it up."""
        return tuple(one for _, one in self.linked if isinstance(one, StateMeasure))


@dataclass(frozen=True)
class Returned:
    """Everything about the coalition's asks in one snapshot."""

    asks: tuple[AskStanding, ...]
    measures: tuple[StateMeasure, ...]
    standings: Mapping[str, RecommendationStanding]

    @property
    def linked(self) -> int:
        """How many asks a recommendation took up."""
        return sum(bool(one.recommendations) for one in self.asks)

    @property
    def waiting(self) -> int:
        """How many proposals wait for a person."""
        return sum(len(one.proposed) for one in self.asks)


def ask_standings(
    asks: Sequence[OwnAsk],
    measures: Sequence[StateMeasure],
    given: Sequence[Uptake],
    known: Mapping[str, RecommendationStanding],
) -> tuple[AskStanding, ...]:
    """Where every ask stands, in the order of ``asks``."""
    targets: dict[str, Target] = {**known, **{one.code: one for one in measures}}
    counting = decided(given)
    read = comparable([one.asked for one in known.values()], measures) if asks else None
    found = []
    for ask in asks:
        said = [one for (code, _), one in counting.items() if code == ask.code]
        pairs = [(one, targets[one.target]) for one in said if one.target in targets]
        made = proposals(ask, read) if read else ()
        open_ = [one for one in made if (ask.code, one.target) not in counting]
        found.append(
            AskStanding(
                ask,
                tuple(pair for pair in pairs if pair[0].verdict == LINKED),
                tuple(pair for pair in pairs if pair[0].verdict != LINKED),
                tuple(one for one in said if one.target not in targets),
                tuple((one, targets[one.target]) for one in open_),
            )
        )
    return tuple(found)


def returned_asks(snapshot: Snapshot, catalogue: Catalogue) -> Returned:
    """Everything about the coalition's asks in a snapshot."""
    found = standings(all_asked(snapshot, catalogue), assessments(snapshot), link_changes(snapshot))
    return returned_among(snapshot, {one.asked.code: one for one in found})


def returned_among(snapshot: Snapshot, known: Mapping[str, RecommendationStanding]) -> Returned:
    """The same for whoever has the standings of the recommendations at hand."""
    measures = state_measures(snapshot)
    return Returned(ask_standings(own_asks(snapshot), measures, uptakes(snapshot), known), measures, known)
