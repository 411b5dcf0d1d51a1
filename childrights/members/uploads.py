"""What the uploads of members did to a snapshot: whose figures stand, and what took the place of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from childrights.i18n import N_
from childrights.snapshot import Snapshot

COUNTRY_ONLY, TOO_FEW_CASES, SUPERSEDED, CORRECTED = "country_only", "too_few_cases", "superseded", "corrected"
PROTECTED = "protected"
WITHDRAWN, WAITING = "withdrawn", "waiting"
AWAITING, SENT_BACK = "awaiting", "sent_back"
REPEATED, CONTRADICTED, UNSOUND, UNKNOWN = "repeated", "contradicted", "unsound", "unknown"
RULES: Mapping[str, str] = {
    COUNTRY_ONLY: N_("shown for the whole country only, to protect children"),
    PROTECTED: N_("hidden to make a small number of children hard to work out"),
    TOO_FEW_CASES: N_("not shown because they are based on fewer than 25 cases"),
    SUPERSEDED: N_("replaced by a newer figure of the same member"),
    CORRECTED: N_("corrected by the steward"),
    REPEATED: N_("the same figure stands twice in the file"),
    CONTRADICTED: N_("two different figures for the same place, period and group"),
    UNSOUND: N_("outside what is possible for the indicator"),
    WITHDRAWN: N_("taken back"),
    AWAITING: N_("waiting for the coalition's steward"),
    SENT_BACK: N_("sent back by the steward"),
    WAITING: N_("waiting for the next snapshot"),
    UNKNOWN: N_("of an indicator or source that the catalogue no longer has"),
}
"""Every rule that keeps an accepted figure from being shown, by name, in words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the figures of one upload: ``accepted == shown + sum(withheld_by.values())``.

    ``withheld_by`` counts those that are not shown by the name of the rule that keeps them back
    (a key of ``RULES``); ``same`` and ``conflicts`` of those shown say the same as, or something else than, what is
    published.
    """

    shown: int = 0
    withheld_by: Mapping[str, int] = field(default_factory=dict)
    same: int = 0
    conflicts: int = 0

    @property
    def withheld(self) -> int:
        """How many are not shown."""
        return sum(self.withheld_by.values())


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of one upload. ``standing`` of its figures are public; ``replaces`` and ``replaced_by`` map an
    upload (empty for shipped sources) to the number of figures."""

    standing: int = 0
    replaces: Mapping[str, int] = field(default_factory=dict)
    replaced_by: Mapping[str, int] = field(default_factory=dict)


def member_of_upload(snapshot: Snapshot) -> dict[str, str]:
    """Upload id → the member it came from, for every upload that takes part in the snapshot."""
    return dict(snapshot.rows("SELECT id, member FROM snapshot.upload"))


def outcomes(snapshot: Snapshot) -> dict[str, Outcome]:
    """What became of the figures of every upload that takes part in the snapshot, by its id.

    A figure hidden for its few cases stands in the snapshot without its value, and counts as withheld.
    """
    shown = snapshot.rows(
        """
        SELECT upload, count(*) FROM figures ANTI JOIN snapshot.withheld AS held USING (upload, id)
        WHERE upload <> '' GROUP BY upload
        """
    )
    held: dict[str, dict[str, int]] = {}
    kept_back = "SELECT upload, rule, count(*) FROM snapshot.withheld GROUP BY ALL ORDER BY ALL"
    for upload, rule, count in snapshot.rows(kept_back):
        held.setdefault(upload, {})[rule] = count
    beside = snapshot.rows("SELECT upload, relation, count(*) FROM snapshot.comparison GROUP BY ALL")
    compared = {(upload, relation): count for upload, relation, count in beside}
    counted = dict(shown)
    return {
        upload: Outcome(
            counted.get(upload, 0),
            held.get(upload, {}),
            compared.get((upload, "same"), 0),
            compared.get((upload, "different"), 0),
        )
        for upload in member_of_upload(snapshot)
    }


def effects(snapshot: Snapshot) -> dict[str, Effect]:
    """What every upload that takes part in the snapshot did."""
    standing = dict(snapshot.rows("SELECT upload, count(*) FROM figures WHERE upload <> '' GROUP BY upload"))
    replaced = snapshot.rows(
        """
        WITH everything AS (
            SELECT id, max(upload) AS upload FROM (
                SELECT id, upload FROM figures UNION ALL SELECT id, upload FROM snapshot.superseded
            ) GROUP BY id
        )
        SELECT old.upload, new.upload, count(*)
        FROM snapshot.superseded AS old JOIN everything AS new ON old.superseded_by = new.id
        GROUP BY ALL ORDER BY ALL
        """
    )
    return {
        upload: Effect(
            standing.get(upload, 0),
            {old: count for old, new, count in replaced if new == upload},
            {new: count for old, new, count in replaced if old == upload},
        )
        for upload in member_of_upload(snapshot)
    }
