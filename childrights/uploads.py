"""What the uploads of members did to a snapshot: whose figures stand, and what took the place of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from childrights.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of one upload. ``standing`` of its figures are public; ``replaces`` and ``replaced_by`` map an
    upload (empty for shipped sources) to the number of figures."""

    standing: int = 0
    replaces: Mapping[str, int] = field(default_factory=dict)
    replaced_by: Mapping[str, int] = field(default_factory=dict)


def members(snapshot: Snapshot) -> dict[str, str]:
    """Upload id → the member it came from, for every upload that takes part in the snapshot."""
    return dict(snapshot.rows("SELECT id, member FROM snapshot.upload"))


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
        for upload in members(snapshot)
    }
