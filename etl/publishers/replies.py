"""Raw replies as they came, each under its SHA-256, and which of them wait to be accepted.

A round of questions that was stopped goes on where it was: what came of it stands in a file of its own until the
round is complete. Only a complete round that could be read waits to be accepted, and takes the place of the one before
by one renaming.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from etl.ledger import KeptReply, State, replace_file
from etl.publishers.told import Told, read_told

STALE = timedelta(hours=20)
"""A round that was stopped longer ago begins anew: its pages might be of two revisions."""


@dataclass(frozen=True)  # no slots: its hash is worked out once, not for every figure that was read from it
class Reply:
    """One raw reply, from the network or from a file somebody downloaded."""

    content: bytes
    address: str
    fetched_at: str

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes as they came."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def sheet(self) -> str:
        """What figures that were read from it call it: the beginning of its name among the replies."""
        return self.sha256[:12]

    @property
    def kept(self) -> KeptReply:
        """What the ledger remembers of it."""
        return KeptReply(self.sha256, self.address, self.fetched_at)


@dataclass(frozen=True, slots=True)
class LastAsked:
    """When a publisher was last asked to the end, and the sentence that kept its figures away, if any."""

    at: str
    fault: Told


class ReplyStore:
    """The replies of one state directory."""

    def __init__(self, state: State) -> None:
        self.folder = state.home / "replies"

    def keep(self, publisher: str, reply: Reply) -> None:
        """Write a reply under its hash, and a line of the index with where it came from and when."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / reply.sha256
        if not _is_whole(path):
            replace_file(path, reply.content)
        line = {"sha256": reply.sha256, "publisher": publisher, "address": reply.address, "at": reply.fetched_at}
        with (self.folder / "index.jsonl").open("a", encoding="utf-8") as index:
            index.write(json.dumps(line, ensure_ascii=False) + "\n")

    def begun(self, publisher: str) -> dict[str, Reply]:
        """Address to reply of a round that was stopped not long ago."""
        now = datetime.now(UTC)
        oldest, newest = (one.isoformat(timespec="seconds") for one in (now - STALE, now))
        found = self._listed(self._begun(publisher))
        # A reply from the future came before somebody set the clock back: how old it is cannot be known.
        return found if all(oldest <= one.fetched_at <= newest for one in found.values()) else {}

    def note(self, publisher: str, replies: Mapping[str, Reply]) -> None:
        """Remember what has come of a round so far."""
        self._write(self._begun(publisher), replies)

    def abandon(self, publisher: str) -> None:
        """The round is complete and could not be read: the next one asks everything again, and what waits stays."""
        self._begun(publisher).unlink(missing_ok=True)

    def complete(self, publisher: str, replies: Mapping[str, Reply]) -> None:
        """The round is complete and could be read: it waits to be accepted."""
        self._write(self._waiting(publisher), replies)
        self._begun(publisher).unlink(missing_ok=True)

    def waiting(self, publisher: str) -> list[Reply]:
        """The replies that wait to be accepted, empty when there are none."""
        return list(self._listed(self._waiting(publisher)).values())

    def waiting_mark(self, publisher: str) -> str:
        """What changes when other replies wait; empty when none do."""
        path = self._waiting(publisher)
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""

    def note_asked(self, publisher: str, fault: Told) -> None:
        """Remember that a publisher was asked to the end, now, and what kept its figures away."""
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "fault": fault.record()}
        replace_file(self._asked(publisher), json.dumps(told, ensure_ascii=False).encode())

    def last_asked(self, publisher: str) -> LastAsked | None:
        """When that was; ``None`` when it never was."""
        path = self._asked(publisher)
        if not path.exists():
            return None
        told = json.loads(path.read_bytes())
        return LastAsked(told["at"], read_told(told["fault"]))

    def _asked(self, publisher: str) -> Path:
        return self.folder / f"asked-{publisher}.json"

    def _waiting(self, publisher: str) -> Path:
        return self.folder / f"waiting-{publisher}.json"

    def _begun(self, publisher: str) -> Path:
        return self.folder / f"begun-{publisher}.json"

    def _write(self, path: Path, replies: Mapping[str, Reply]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = {address: [one.sha256, one.fetched_at, one.address] for address, one in replies.items()}
        replace_file(path, json.dumps(lines, indent=1).encode())

    def _listed(self, path: Path) -> dict[str, Reply]:
        if not path.exists():
            return {}
        found = {}
        for asked, (sha256, fetched_at, address) in json.loads(path.read_bytes()).items():
            kept = self.folder / sha256
            if not _is_whole(kept):
                return {}
            found[asked] = Reply(kept.read_bytes(), address, fetched_at)
        return found


def _is_whole(kept: Path) -> bool:
    """Whether a reply is there, with the bytes that its name promises."""
    return kept.exists() and hashlib.sha256(kept.read_bytes()).hexdigest() == kept.name
