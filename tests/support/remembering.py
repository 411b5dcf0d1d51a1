"""The shared snapshot of a run, which is asked each question once."""

from __future__ import annotations

from childrights.snapshot.snapshot import Snapshot


class RememberingSnapshot(Snapshot):
    """Hundreds of tests ask the same of the snapshot they share: it keeps more of its last answers, some 40 MB."""

    rows_kept = 40_000
