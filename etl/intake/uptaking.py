"""Saying whether something takes an ask up: recorded with who, when and why, and changed or taken back at any time."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.catalogue import load_catalogue
from childrights.i18n import N_
from childrights.rights import load_recommendations, with_additions
from childrights.submissions import OPEN, VERDICTS, decided, standing_asks, standing_measures
from etl.intake.assessments import FAULTS, LONGEST_TEXT, SHORTEST_WHY
from etl.intake.schema import DraftRefused, Sentences, recorded_member
from etl.ledger import UPTAKE, LedgerEntry, New, Overtaken, State, brought, record
from etl.permissions import Action, Actor
from etl.persons import tells_of_anybody
from etl.snapshot import Inputs, build

UPTAKE_WRONGS = Sentences()
UPTAKE_WRONGS |= {name: FAULTS[name] for name in ("why", "long", "person", "recorded")}
UPTAKE_WRONGS |= {
    "ask": (N_("“{value}” is not the code of an ask that stands."), ""),
    "target": (N_("“{value}” is not the code of a recommendation or a measure."), ""),
    "verdict": (N_("Say whether it takes the ask up, or not."), ""),
    "not_decided": (N_("Nothing was decided about this pair, so there is nothing to open again."), ""),
}
DECIDED_MEANWHILE = N_("Somebody else decided about this pair meanwhile. Look at it again.")


def decide_uptake(
    state: State,
    ask: str,
    target: str,
    verdict: str,
    *,
    why: str,
    member: str,
    who: Actor,
    seen: str = "",
    inputs: Inputs | None = None,
) -> str:
    """Record a decision about an ask and a recommendation or measure, and publish it; returns its id.

    ``seen`` is the id of the decision that the writer saw as the one that counts, empty for none. Raises
    ``DraftRefused``, and ``Overtaken`` when another one counts by now.
    """
    who.require(Action.BRING)
    organisation, kept = recorded_member(member), brought(state)
    said = decided(kept.uptakes).get((ask, target))
    asked = with_additions(load_recommendations(load_catalogue()), kept.additions)
    targets = {one.code for one in asked if one.asks} | {one.code for one in standing_measures(kept.measures)}
    wrong = []
    if ask not in {one.code for one in standing_asks(kept.asks)}:
        wrong.append(UPTAKE_WRONGS.fault("ask", "ask", ask[:40]))
    if target not in targets:
        wrong.append(UPTAKE_WRONGS.fault("target", "target", target[:40]))
    if verdict not in VERDICTS:
        wrong.append(UPTAKE_WRONGS.fault("verdict", "verdict"))
    elif verdict == OPEN and said is None:
        wrong.append(UPTAKE_WRONGS.fault("verdict", "not_decided"))
    elif said is not None and said.verdict == verdict:
        wrong.append(UPTAKE_WRONGS.fault("verdict", "recorded"))
    reason = " ".join(why.split())
    if len(reason) < SHORTEST_WHY:
        wrong.append(UPTAKE_WRONGS.fault("why", "why"))
    elif len(reason) > LONGEST_TEXT:
        wrong.append(UPTAKE_WRONGS.fault("why", "long"))
    elif tells_of_anybody(reason):
        wrong.append(UPTAKE_WRONGS.fault("why", "person"))
    if wrong:
        raise DraftRefused(wrong)

    def still(given: Sequence[LedgerEntry]) -> None:
        of_it = [
            one for one in given if one.kind == UPTAKE and (one.content["ask"], one.content["target"]) == (ask, target)
        ]
        last = next((one for one in reversed(of_it) if not one.withdrawn_at), None)
        counts = "" if last is None or last.content["verdict"] == OPEN else last.id
        if counts != seen:
            raise Overtaken(DECIDED_MEANWHILE)

    content = {"ask": ask, "target": target, "verdict": verdict, "why": reason}
    new = New(UPTAKE, content, "decide uptake", f"{ask} {target} {verdict}")
    (identity,) = record(state, [new], member=organisation, who=who, still=still)
    build(state, inputs)
    return identity
