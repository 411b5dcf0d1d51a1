"""Building the snapshot before it is needed, and only then."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from launcher.console import Stop, say_on_stderr
from launcher.processes import DEFAULT_HOME, ROOT, VENV_PYTHON, run_step, state_home

# What a snapshot is made from, besides the accepted uploads in the state directory.
_INPUTS = ("data", "etl", "childrights", "geo")


def build_if_needed(lock: int) -> None:
    """Build unless the inputs look untouched since the last build; Stop when there is no snapshot at all.

    The look costs milliseconds: names, sizes and times only. ``build`` compares the content itself and
    publishes nothing when that is the same.
    """
    home = state_home()
    remembered, pointer, inputs = home / "built-from.txt", home / "CURRENT", _inputs_mark(home)
    with contextlib.suppress(OSError):
        if remembered.read_text(encoding="ascii") == inputs and _is_sound(home, pointer):
            return
    title = "Building the snapshot from the source files"
    code, output = run_step(title, [VENV_PYTHON, str(ROOT / "cli"), "build"], lock)
    if code == 0:
        with contextlib.suppress(PermissionError):  # held for a moment: the next start only looks again
            home.mkdir(0o700, parents=True, exist_ok=True)
            remembered.write_text(inputs, encoding="ascii")
        return
    say_on_stderr(output.rstrip())
    if not pointer.exists() and not any((home / "snapshots").glob("*.seal")):
        raise Stop("There is no snapshot to show, because it could not be built; the lines above say why.")
    say_on_stderr("The new snapshot could not be built; going on with the previous one.")


def _is_sound(home: Path, pointer: Path) -> bool:
    """Whether the published file is, byte for byte, the one that was published; a damaged one is made anew."""
    try:
        told = json.loads(pointer.read_text(encoding="utf-8"))
        with (home / "snapshots" / told["file"]).open("rb") as file:
            return bool(hashlib.file_digest(file, "sha256").hexdigest() == told["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _inputs_mark(home: Path) -> str:
    files = [path for room in _INPUTS for path in (ROOT / room).rglob("*") if "__pycache__" not in path.parts]
    files = [path for path in files if DEFAULT_HOME not in path.parents and path.is_file()]
    files += (home / "accepted").glob("*")
    marks = sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256("\n".join(marks).encode("utf-8", "surrogateescape")).hexdigest()
