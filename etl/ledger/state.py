"""Where the running system keeps what it must not lose, and how it replaces a file without a moment of doubt."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from childrights.catalogue import BuildError
from childrights.files import no_debris, replace
from childrights.snapshot import POINTER, RESTORING, SNAPSHOT_FOLDER, state_home
from etl.ledger.roll_forward import LEDGER, finish_restoring


@dataclass(frozen=True, slots=True)
class State:
    """The folders of one state directory."""

    home: Path

    @classmethod
    def default(cls) -> State:
        """The state directory of this environment."""
        return cls(state_home())

    @property
    def snapshots(self) -> Path:
        """Published snapshots and, for moments, the one being built."""
        return self.home / SNAPSHOT_FOLDER

    @property
    def pointer(self) -> Path:
        """The file that names the published snapshot."""
        return self.home / POINTER

    @property
    def ledger(self) -> Path:
        """The SQLite ledger of uploads and decisions."""
        return self.home / LEDGER

    @property
    def copies(self) -> Path:
        """Cleaned copies of accepted files, named by their own SHA-256."""
        return self.home / "copies"

    @property
    def originals(self) -> Path:
        """Accepted files as received, which earlier versions kept; the next build replaces them by cleaned copies."""
        return self.home / "originals"

    @property
    def accepted(self) -> Path:
        """Tidy observations of accepted uploads, one Parquet file each."""
        return self.home / "accepted"

    @property
    def candidates(self) -> Path:
        """Snapshots as they would be with uploads that wait: looked at in private, never in force."""
        return self.home / "candidates"

    def create(self) -> None:
        """Make the folders that are missing."""
        with no_debris(self.home / ".none"):
            for folder in (self.snapshots, self.copies, self.accepted):
                folder.mkdir(parents=True, exist_ok=True)

    @property
    def is_being_restored(self) -> bool:
        """Whether a backup is being put back, or whoever did so was stopped; then whoever writes finishes it first."""
        return (self.home / RESTORING).exists()

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Let one process at a time build and publish. Raises ``BuildError`` on a drive without locks."""
        with self._alone("publish.lock"):
            yield

    @contextmanager
    def looking_ahead(self) -> Iterator[None]:
        """Let one process at a time make or sweep candidates. Whoever publishes may take it, never the other way
        round. Raises ``BuildError`` on a drive without locks."""
        with self._alone("candidates.lock"):
            yield

    def forget_candidates(self) -> None:
        """Take every candidate away: something was published, or what one was made with will never be."""
        if self.candidates.exists():
            with self.looking_ahead():
                for old in self.candidates.iterdir():
                    with suppress(PermissionError):  # Windows: what somebody looks at goes the next time
                        old.unlink(missing_ok=True)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        self.home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.home / name)
        try:
            lock.acquire()
        except (NotImplementedError, OSError) as error:
            raise BuildError(
                f"The drive of {self.home} cannot lock files, as some network drives and sticks cannot ({error}). "
                "Move the folder to this computer's own disk."
            ) from error
        try:
            finish_restoring(self.home)
            yield
        finally:
            lock.release()


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` so that a reader, or a power cut, sees either the old or the new file whole."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with no_debris(temporary):
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)


def sync_file(path: Path) -> None:
    """Wait until the bytes of ``path`` are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
