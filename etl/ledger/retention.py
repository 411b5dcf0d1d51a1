"""Copies of members' files end by age where the coalition sets an age; the figures that were published stay."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from childrights.catalogue import ChildRightsError
from etl.ledger.audit_chain import RETENTION
from etl.ledger.drafts import end_drafts
from etl.ledger.file import look_through, opened, transaction, write_audit
from etl.ledger.ledger import Upload, uploads
from etl.ledger.roll_forward import SET_ASIDE
from etl.ledger.state import State
from etl.ledger.typed_settings import setting

KEEP_MONTHS = "retention_months"


@dataclass(frozen=True, slots=True)
class Removed:
    """What ended by age until now: how many copies, and when the last ones did (ISO 8601, UTC; empty for never)."""

    copies: int = 0
    last: str = ""


def oldest_kept(state: State, today: datetime | None = None) -> datetime | None:
    """The moment before which copies are not kept; ``None`` where none end by age."""
    months = int(setting(state, KEEP_MONTHS)) if state.ledger.exists() else 0
    if not months:
        return None
    today = today or datetime.now(UTC)
    count = today.year * 12 + today.month - 1 - months
    year, month = divmod(count, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return today.replace(year=year, month=month + 1, day=min(today.day, last_day))


def remove_aged(state: State, today: datetime | None = None) -> tuple[str, ...]:
    """Remove the copies of files that came before the age that is set; returns the uploads that had them.

    The file goes before its line: stopped between the two, the next time finds the line and ends what was begun. What
    two sent alike stays until both are old. What was set aside goes by the same age. The caller holds
    ``state.publishing()``. Raises ``DamagedLedger``.
    """
    before = oldest_kept(state, today)
    if before is None:
        return ()
    look_through(state)
    every = uploads(state)
    aged = [one for one in every if (sent := _moment(one.uploaded_at)) is not None and sent < before]
    younger = {name for one in every if one not in aged for name in _names(one)}
    found = []
    for one in aged:
        files = [path for path in _files(state, one) if path.name not in younger]
        if one.copy or any(path.exists() for path in files):
            for path in files:
                path.unlink(missing_ok=True)
            found.append(one)
    if found:
        with opened(state) as ledger, transaction(ledger):
            for one in found:
                ledger.execute("UPDATE upload SET copy = '' WHERE number = ?", (int(one.id[1:]),))
                write_audit(ledger, "", RETENTION, one.id)
    for path in (state.home / SET_ASIDE).glob("*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            with suppress(OSError):  # what somebody on Windows holds goes the next time
                path.unlink()
    return tuple(one.id for one in found)


def end_by_age(state: State) -> None:
    """What is too old goes when a server starts: drafts, and copies where an age is set.

    A ledger that cannot be read or written now is left to whoever publishes next, who is told.
    """
    end_drafts(state)
    with suppress(ChildRightsError):
        if oldest_kept(state) is not None:
            with state.publishing():
                remove_aged(state)


def removed_by_age(state: State) -> Removed:
    """How many copies ended by age until now, as the audit tells it."""
    if not state.ledger.exists():
        return Removed()
    with opened(state) as ledger:
        sql = "SELECT count(*), coalesce(max(at), '') FROM audit WHERE action = ?"
        count, last = ledger.execute(sql, (RETENTION,)).fetchone()
    return Removed(count, last)


def _moment(told: str) -> datetime | None:
    """When something was sent; ``None`` where that cannot be read: then nothing of it is removed."""
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _names(one: Upload) -> Iterator[str]:
    yield one.sha256
    if one.copy:
        yield one.copy


def _files(state: State, one: Upload) -> Iterator[Path]:
    yield state.originals / one.sha256
    if one.copy:
        yield state.copies / one.copy
