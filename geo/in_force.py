"""Which file of boundaries this process draws by: the shipped one, or one that somebody brought in.

Apart from the shapes themselves, which take a library to load: whoever opens a snapshot says this, and draws nothing.
"""

from __future__ import annotations

from pathlib import Path

_own: list[Path] = []
"""One set a process: a picture, a paper and the page beside it never show two."""


def use_boundaries(path: Path | None) -> None:
    """Draw by the boundaries kept at ``path`` from now on, by the shipped ones where there are none."""
    _own[:] = [path] if path else []


def own_boundaries() -> Path | None:
    """The file in force where it is not the shipped one."""
    return next(iter(_own), None)
