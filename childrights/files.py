"""Files that somebody else may hold: replacing and reading are tried again, a refused output is told in one sentence.

On Windows a file that is open cannot be replaced or removed, and one that is being replaced cannot be opened. Whoever
holds it (a thread of ours that reads, a virus scanner, a backup, OneDrive) lets go within moments; Excel does not.
"""

from __future__ import annotations

import errno
import glob
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from childrights.catalogue import ChildRightsError
from childrights.i18n import N_

T = TypeVar("T")

PATIENCE_S = 2.0
"""How long is tried again: a scanner is done with a new file after some tenths of a second."""

HELD = N_(
    "A file of the dashboard is held by another program (a virus scanner, a backup, OneDrive) or may not be written by "
    "you. What is published stays as it was. Please try again in a moment."
)
_PRIVATE = 0o077
_usual: list[int] = []
"""The mask of whoever started this process, once it is kept private."""
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.005, 0.1


class FileHeld(ChildRightsError):
    """A file of the state directory could not be replaced or read; what was published before still serves."""


class CannotWrite(ChildRightsError):
    """A file that a person asked for could not be written; says why and what to do."""


class DiskFull(ChildRightsError):
    """There is no room left on the disk."""

    def __init__(self) -> None:
        super().__init__(NO_ROOM)


NO_ROOM = N_(
    "The disk is full. What is published stays as it was, and what was accepted is kept and published once there is "
    "room. Make room on the disk of this dashboard and try again."
)
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FULL_IN_WORDS = ("no space left", "not enough space", "disk is full", "disk quota", "file too large")


def is_full(error: BaseException) -> bool:
    """Whether an error of the computer, of DuckDB or of SQLite says that the disk is full."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in _FULL
    of_database = isinstance(error, OSError) or type(error).__module__.lstrip("_").split(".")[0] in (
        "duckdb",
        "sqlite3",
    )
    return of_database and any(words in str(error).lower() for words in _FULL_IN_WORDS)


@contextmanager
def no_debris(temporary: Path) -> Iterator[None]:
    """Whatever keeps the block from finishing, nothing of ``temporary`` is left: a full disk must not stay full of what
    nobody can use. Raises ``DiskFull`` where that is the reason."""
    try:
        yield
    except BaseException as error:
        for leftover in temporary.parent.glob(f"{glob.escape(temporary.name)}*"):
            with suppress(OSError):
                leftover.unlink()
        if is_full(error):
            raise DiskFull from error
        raise


def patiently(do: Callable[[], T]) -> T:
    """``do()``, again and again for ``PATIENCE_S`` while the operating system refuses. Raises ``FileHeld``."""
    deadline, wait = time.monotonic() + PATIENCE_S, _FIRST_WAIT_S
    while True:
        try:
            return do()
        except PermissionError as refused:
            if time.monotonic() > deadline:
                raise FileHeld(HELD) from refused
        time.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT_S)


def replace(source: Path, target: Path) -> None:
    """Rename ``source`` to ``target`` in one moment, also over an older file. Raises ``FileHeld``; then ``source`` is
    still there."""
    patiently(lambda: os.replace(source, target))


def read_text(path: Path) -> str:
    """The UTF-8 text of a file that others may be replacing. Raises ``FileNotFoundError`` and ``FileHeld``."""
    return patiently(lambda: path.read_text(encoding="utf-8"))


def keep_private() -> None:
    """From now on what this process writes is for nobody else on this computer, but for what a person asked for.

    It changes nothing on Windows, where a file may be read by whoever may read its folder.
    """
    before = os.umask(_PRIVATE)
    if before != _PRIVATE:
        _usual.append(before)


def tighten(home: Path) -> int:
    """Take the files and folders of a state directory from everybody else; how many were open to others.

    Links are left as they are, and what belongs to somebody else too. 0 on Windows, and where there is no state yet.
    """
    if os.name == "nt" or not home.is_dir() or home.is_symlink():
        return 0
    changed = 0
    for folder, _, names in os.walk(home):
        for path in (Path(folder), *(Path(folder, name) for name in names)):
            with suppress(OSError):
                mode = path.lstat().st_mode
                if not stat.S_ISLNK(mode) and mode & _PRIVATE:
                    path.chmod(stat.S_IMODE(mode) & ~_PRIVATE)
                    changed += 1
    return changed


def is_open_to_others(home: Path) -> bool:
    """Whether somebody else on this computer may look into a folder; never on Windows, where modes do not say it."""
    return os.name != "nt" and home.is_dir() and bool(home.stat().st_mode & _PRIVATE)


def write_output(out: Path, content: bytes) -> None:
    """Write the file that a person asked for. Raises ``CannotWrite``."""
    with writing(out):
        out.write_bytes(content)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Turn what keeps the block from writing ``out`` into ``CannotWrite``. The file has the person's usual rights."""
    if _usual:
        os.umask(_usual[-1])
    try:
        yield
    except OSError as error:
        if is_full(error):
            with suppress(OSError):
                out.unlink()  # the part of it that found room is of no use to anybody
        raise _reason(out, error) from None
    finally:
        if _usual:
            os.umask(_PRIVATE)


def _reason(out: Path, error: OSError) -> CannotWrite:
    # The order matters: Windows says "permission denied" of a folder, and "no such file" of a path that is too long.
    if out.is_dir():
        return CannotWrite(N_("{out} cannot be written: it is a folder. Add the name of a file."), out=out)
    if not out.parent.is_dir():
        return CannotWrite(N_("{out} cannot be written: there is no folder {parent}."), out=out, parent=out.parent)
    if isinstance(error, PermissionError):
        told = N_(
            "{out} cannot be written: is it open in Excel or another program? "
            "Close it there, or choose another name or folder."
        )
        return CannotWrite(told, out=out)
    if isinstance(error, FileNotFoundError):
        told = N_("{out} cannot be written: its path is too long for this computer. Choose a shorter name or folder.")
        return CannotWrite(told, out=out)
    if is_full(error):
        return CannotWrite(N_("{out} cannot be written: the disk is full."), out=out)
    return CannotWrite(N_("{out} cannot be written: {error}."), out=out, error=error.strerror or error)
