"""Where things are, the environment of what is started, the lock of this folder, running a long step."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from launcher.console import Stop, show_progress

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
LOCK = ROOT / ".venv.lock"
DEFAULT_HOME = ROOT / "data" / "state"
_KEPT_LINES = 60
# Modules from elsewhere, and an encoding that would win over UTF-8.
_NOT_PASSED_ON = {"PYTHONHOME", "PYTHONPATH", "PYTHONIOENCODING"}
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EINTR, getattr(errno, "EDEADLOCK", errno.EDEADLK)}


def child_env() -> dict[str, str]:
    """The environment of everything started here: UTF-8 (Windows too), no modules from elsewhere."""
    env = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
    env["PYTHONUTF8"] = "1"
    # Some of it starts in another folder than the caller's.
    if env.get("CHILDRIGHTS_HOME"):
        env["CHILDRIGHTS_HOME"] = os.path.abspath(env["CHILDRIGHTS_HOME"])
    return env


def state_home() -> Path:
    """The state directory, absolute."""
    return Path(child_env().get("CHILDRIGHTS_HOME") or DEFAULT_HOME)


def run_step(title: str, command: Sequence[str], lock: int | None = None) -> tuple[int, str]:
    """Run a command that may take long, showing that it lives; its exit code and the end of all it printed.

    The child inherits ``lock`` (not on Windows): when this process is killed, nobody else gets the lock while
    the child still writes.
    """
    keep = (lock,) if lock is not None and os.name == "posix" else ()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=child_env(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=keep,
        encoding="utf-8",
        errors="replace",
    )
    lines: deque[str] = deque(maxlen=_KEPT_LINES)
    reader = threading.Thread(target=lines.extend, args=(process.stdout,), daemon=True)
    reader.start()
    try:
        with show_progress(title):
            while reader.is_alive():  # in slices: Windows delivers no Ctrl-C during a join without end
                reader.join(0.5)
            return process.wait(), "".join(lines)
    finally:
        stop(process)
        reader.join(1)
        if process.stdout is not None and not reader.is_alive():  # a grandchild may still hold the other end
            process.stdout.close()


def stop(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Make sure the process is gone: ask, wait a little, then insist."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def locked() -> Iterator[int]:
    """One set-up, build or start at a time in this folder; the open lock file, positioned at its start."""
    descriptor = os.open(LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with show_progress("Another run.py is busy in this folder; waiting for it"):
            while not _try_lock(descriptor):
                time.sleep(0.05)
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 1024, os.SEEK_SET)  # far behind the content: a locked byte cannot be read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise Stop(
            f"The drive of {ROOT} cannot lock files, as some network drives and sticks cannot ({error.strerror}). "
            "Move the whole folder to this computer's own disk."
        ) from None
    return True
