"""Files as Windows treats them, on Linux: ``CHILDRIGHTS_FILES=windows python run.py test tests/etl tests/test_cli.py``.

What is modelled: a file that this process or one it started holds open (or mapped) can be neither renamed, replaced nor
removed; folders are removed path by path; names with reserved characters, names of devices, and names that end in a dot
or a space cannot be made; text is written with CRLF where nobody said otherwise. Not modelled: how a file is shared when
it is opened, locks on bytes, capital letters, the length of paths.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SETTING = "CHILDRIGHTS_FILES"
_RESERVED = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)', re.IGNORECASE)
_RENAMES, _REMOVES = ("replace", "rename"), ("unlink", "remove")


def pytest_configure(config: pytest.Config) -> None:
    """Switch it on for the whole run where the environment says so."""
    if os.environ.get(SETTING) == "windows":
        patch = pytest.MonkeyPatch()
        behave_like_windows(patch)
        config.add_cleanup(patch.undo)


@pytest.fixture
def windows_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files behave in this test as they do on Windows."""
    behave_like_windows(monkeypatch)


def behave_like_windows(patch: pytest.MonkeyPatch) -> None:
    """Put the guards in the place of what Python's library offers."""
    for names, paths in ((_RENAMES, 2), (_REMOVES, 1)):
        for name in names:
            patch.setattr(os, name, _unless_open(getattr(os, name), paths))
    patch.setattr(os, "mkdir", _with_a_name(os.mkdir))
    patch.setattr(os, "open", _with_a_name(os.open))
    opened = _as_text_of_windows(io.open)
    patch.setattr(io, "open", opened)
    patch.setattr(builtins, "open", opened)
    # By paths, as on Windows: by descriptors a folder would be emptied past the guards.
    patch.setattr(shutil, "_use_fd_functions", False)


def _unless_open(real: Callable[..., Any], paths: int) -> Callable[..., Any]:
    def guarded(*arguments: Any, **options: Any) -> Any:
        for path in arguments[:paths]:
            where = _resolved(path)
            if not os.path.isdir(where) and is_held(where):
                raise PermissionError(13, "[WinError 32] used by another process", os.fspath(path))
        if paths == 2:
            _refuse_name(arguments[1])
        return real(*arguments, **options)

    return guarded


def _with_a_name(real: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(path: Any, *arguments: Any, **options: Any) -> Any:
        if not os.path.lexists(path):
            _refuse_name(path)
        return real(path, *arguments, **options)

    return guarded


def _as_text_of_windows(real: Callable[..., Any]) -> Callable[..., Any]:
    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        makes = set(mode) & set("wax")
        if makes and isinstance(file, str | bytes | os.PathLike) and not os.path.lexists(file):
            _refuse_name(file)
        if makes and "b" not in mode:
            *given, newline = arguments if len(arguments) == 4 else (*arguments, options.pop("newline", None))
            # Positions: buffering, encoding, errors, newline.
            arguments, options["newline"] = tuple(given), "\r\n" if newline is None else newline
        return real(file, mode, *arguments, **options)

    return opened


def _refuse_name(path: Any) -> None:
    name = os.path.basename(os.fsdecode(path))
    if name not in (".", "..") and _RESERVED.search(name):
        raise OSError(22, "[WinError 123] The filename syntax is incorrect", os.fspath(path))


def _resolved(path: Any) -> str:
    path = os.path.abspath(os.fsdecode(path))
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def is_held(path: str) -> bool:
    """Whether this process, or one it started, has ``path`` open or mapped into its memory."""
    return any(path in _held_by(process) for process in ("self", *_started("self")))


def _held_by(process: str) -> Iterator[str]:
    folder = f"/proc/{process}/fd"
    with contextlib.suppress(OSError):
        for number in os.listdir(folder):
            with contextlib.suppress(OSError):
                yield os.readlink(f"{folder}/{number}")
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/maps").read_text(encoding="utf-8", errors="replace").splitlines():
            if "/" in line:
                yield line[line.index("/") :]


def _started(process: str) -> Iterator[str]:
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text(encoding="ascii").split():
                yield child
                yield from _started(child)
