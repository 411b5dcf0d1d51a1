"""The refusal of a snapshot that cannot be read."""

from __future__ import annotations

import duckdb

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_

LACKING = (duckdb.CatalogException, duckdb.BinderException)
"""What DuckDB says of a file that is whole and lacks a table or a column."""
UNREADABLE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    *LACKING,
)
"""What DuckDB says of a file that is damaged or gone, and of one that lacks a table or a column. Tables came without a
new schema version, since the standing snapshot is made anew at the next start: only the older ones lack them."""


class UnreadableSnapshot(ChildRightsError, duckdb.Error):
    """A snapshot is damaged, or lacks what this version asks of it; names it. An error of the database as well."""

    def __init__(self, snapshot: str, *, in_force: bool = False) -> None:
        sentence = (
            N_(
                "The published snapshot {snapshot} cannot be read: it is damaged. Nothing that was brought in is lost. "
                "Make it anew: python run.py build"
            )
            if in_force
            else N_("The snapshot {snapshot} cannot be read: it is damaged, or of another version of this dashboard.")
        )
        super().__init__(sentence, snapshot=snapshot)
        self.snapshot = snapshot
