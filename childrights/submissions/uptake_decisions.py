"""Decisions of people about what took an ask up: yes, no, or open again; the last one that stands counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from childrights.i18n import N_
from childrights.snapshot import Snapshot

LINKED, REFUSED, OPEN = "linked", "refused", "open"
VERDICTS: Mapping[str, str] = {LINKED: N_("takes it up"), REFUSED: N_("does not take it up"), OPEN: N_("open again")}


@dataclass(frozen=True, slots=True)
class Uptake:
    """Somebody said whether a recommendation or a measure takes an ask up. ``verdict`` is a key of ``VERDICTS``.

    ``ask`` and ``target`` are codes. Times are ISO 8601 in UTC, ``withdrawn_at`` empty while it stands.
    """

    id: str
    ask: str
    target: str
    verdict: str
    why: str
    member: str
    recorded_at: str
    recorded_by: str
    withdrawn_at: str = ""
    withdrawn_why: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return not self.withdrawn_at


def uptakes(snapshot: Snapshot) -> tuple[Uptake, ...]:
    """Every decision in the order of recording, those taken back too."""
    names = ", ".join(f'"{one.name}"' for one in fields(Uptake))
    return tuple(Uptake(*row) for row in snapshot.rows(f"SELECT {names} FROM snapshot.uptake ORDER BY id"))


def decided(given: Iterable[Uptake]) -> dict[tuple[str, str], Uptake]:
    """Ask and target → the decision that counts; pairs that are open have none."""
    found: dict[tuple[str, str], Uptake] = {}
    for one in given:
        if one.stands:
            found[one.ask, one.target] = one
    return {pair: one for pair, one in found.items() if one.verdict != OPEN}


def linked_to(ask: str, given: Sequence[Uptake]) -> tuple[Uptake, ...]:
    """The decisions by which something takes an ask up, in the order of recording."""
    return tuple(one for pair, one in decided(given).items() if pair[0] == ask and one.verdict == LINKED)
