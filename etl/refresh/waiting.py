"""What the replies that wait would change, and accepting it as it was shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from etl.ledger import State, editions_seen
from etl.permissions import NOBODY, Action, Actor
from etl.publishers import LastAsked, PublisherEntry, Refreshed, Refreshing, chosen_publishers
from etl.snapshot import published


@lru_cache(maxsize=1)
def known_publishers() -> tuple[PublisherEntry, ...]:
    """Every publisher that can be asked."""
    return tuple(chosen_publishers([]))


def waiting_mark(state: State, entry: PublisherEntry) -> str:
    """What is another one when ``waiting_changes`` would tell something else; empty when nothing waits."""
    return _run(state).mark(entry)


def waiting_changes(state: State, entry: PublisherEntry) -> Refreshed:
    """What the replies of a publisher that wait would change."""
    current = published(state)
    return _looking(state.home, current.file if current else "", editions_seen(state)).waiting(entry)


def last_asked(state: State, entry: PublisherEntry) -> LastAsked | None:
    """When a publisher was last asked to the end, and what came of it."""
    return _run(state).last_asked(entry)


def accept_shown(
    state: State, entry: PublisherEntry, seen: Refreshed, named: Sequence[str], *, who: Actor
) -> dict[str, str]:
    """Accept series as they were shown and publish them; the ids of their editions by series.

    Raises ``NotPermitted``, ``Overtaken`` and ``UnknownCode`` when somebody else accepted or took back a
    series meanwhile.
    """
    who.require(Action.REFRESH)
    run = _run(state, who)
    accepted = dict(run.accept(entry, seen, named).accepted)
    if accepted:
        run.publish()
    return accepted


@lru_cache(maxsize=1)
def _looking(home: Path, snapshot: str, mark: str) -> Refreshing:
    """One look for all publishers: what is published and accepted is read once, until either changes."""
    return _run(State(home))


def _run(state: State, who: Actor = NOBODY) -> Refreshing:
    return Refreshing(state, lambda _: None, who=who)
