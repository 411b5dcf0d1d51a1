"""Uploads that lay on the disk while they were checked, left behind by a process that was killed or a power cut."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

_OURS = re.compile(r"childrights-[a-z0-9_]{8}")
_FILES = ("upload", "made")
_AN_HOUR = 3600.0


def sweep_leftovers(folder: Path | None = None, now: float | None = None) -> int:
    """Remove our temporary folders older than an hour from ``folder`` (the system's); how many are gone.

    A check takes a minute and a half at most, so an hour never meets one at work. Whatever cannot be read or removed
    stays for the next start; nothing is raised.
    """
    now = time.time() if now is None else now
    gone = 0
    try:
        with os.scandir(folder or tempfile.gettempdir()) as entries:
            found = [entry for entry in entries if _OURS.fullmatch(entry.name)]
    except OSError:
        return 0
    for entry in found:
        try:
            old = entry.is_dir(follow_symlinks=False) and now - entry.stat(follow_symlinks=False).st_mtime > _AN_HOUR
            if not old or not all(name.startswith(_FILES) for name in os.listdir(entry.path)):
                continue
        except OSError:
            continue
        shutil.rmtree(entry.path, ignore_errors=True)
        gone += not os.path.lexists(entry.path)
    return gone
