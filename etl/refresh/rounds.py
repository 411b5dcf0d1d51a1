"""A round of asking publishers, or of reading files, in a thread of the server: it outlives the page that began it.

There is one for each state directory, so that whoever opens the page sees it, and a second one cannot begin.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from etl.ledger import State
from etl.permissions import Action, Actor
from etl.publishers import PoliteClient, PublisherEntry, Refreshed, Refreshing

log = logging.getLogger(__name__)


class _Stopped(Exception):
    """Somebody stopped the round. What has come is kept, and the next round goes on from there."""


@dataclass
class Round:
    """One round. ``folder`` holds files to be read instead of asking, and goes when they are read."""

    state: State
    entries: Sequence[PublisherEntry]
    who: Actor
    folder: Path | None = None
    begun_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    found: list[Refreshed] = field(default_factory=list)
    not_recognised: Sequence[str] = ()
    now: str = ""
    """The publisher that is being asked."""
    steps: int = 0
    """How many things were asked of it so far."""
    stopped: bool = False
    failed: bool = False
    running: bool = True
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop and still waits for an answer."""
        return self.running and self._stop.is_set()

    def stop(self) -> None:
        """End it before its next question."""
        self._stop.set()

    def run(self) -> None:
        """All of it, in the thread of the caller. Nothing is raised: a thread has nobody to tell."""
        try:
            self._all()
        except _Stopped:
            self.stopped = True
        except Exception:
            # A fault of ours must not leave a round that never ends; the page says that it failed, the log says why.
            log.exception("a round of asking publishers failed")
            self.failed = True
        finally:
            if self.folder is not None:
                shutil.rmtree(self.folder, ignore_errors=True)
            self.now, self.running = "", False

    def _all(self) -> None:
        with PoliteClient(self._said, sleep=self._rest, heard=self._go_on) as client:
            run = Refreshing(self.state, self._said, client=client, who=self.who)
            for entry in self.entries:
                self._said("")
                self.now, self.steps = entry.name, 0
                seen = run.seen(entry, self.folder, waiting=False)
                if seen is not None:
                    self.found.append(seen)
            if self.folder is not None:
                self.not_recognised = run.not_recognised(self.folder)

    def _said(self, _: str) -> None:
        """Called before everything that takes time."""
        self._go_on()
        self.steps += 1

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise _Stopped

    def _rest(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise _Stopped


_rounds: dict[Path, Round] = {}
_lock = threading.Lock()


def last_round(state: State) -> Round | None:
    """The round that runs, or the last one since the server began."""
    return _rounds.get(state.home)


def begin_round(state: State, entries: Sequence[PublisherEntry], *, who: Actor, folder: Path | None = None) -> Round:
    """Begin a round in the background. Where one runs already, that one. Raises ``NotPermitted``."""
    who.require(Action.REFRESH)
    with _lock:
        running = _rounds.get(state.home)
        if running is not None and running.running:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            return running
        started = _rounds[state.home] = Round(state, entries, who, folder)
    threading.Thread(target=started.run, name="refresh", daemon=True).start()
    return started


def stop_round(state: State, *, who: Actor) -> None:
    """End the round that runs before its next question. Raises ``NotPermitted``."""
    who.require(Action.REFRESH)
    found = _rounds.get(state.home)
    if found is not None:
        found.stop()
