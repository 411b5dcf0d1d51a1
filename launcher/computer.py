"""What of this computer or this folder stands in the way of a set-up, and what is a risk: told before, in words."""

from __future__ import annotations

import os
import re
import struct
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath

from launcher.console import Stop, say_on_stderr
from launcher.processes import ROOT, state_home

LAST_PYTHON = (3, 14)
"""The newest Python for which every package exists ready made (``tools/check_wheels.py`` asks)."""

INSTALL = (
    "Install Python 3.13, the 64-bit one for your system, beside it (https://www.python.org/downloads/) and start "
    "again with that one."
)
DEEPEST = 120
"""No file of the packages lies deeper below ``site-packages`` than so many letters (a test measures it)."""

_LONGEST_PATH = 259  # of Windows, unless an administrator allowed longer ones
_BELOW = len(r"\.venv\Lib\site-packages") + 1
_ARCHIVE = re.compile(r"temp\d+_.*|rar\$.*|7z[oe].*|wz[0-9a-f]+|.*\.(zip|7z|rar)", re.IGNORECASE)
_SYNCED = re.compile(
    r"onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|my drive|icloud ?drive|mobile documents|cloudstorage",
    re.IGNORECASE,
)
_REMOTE_DRIVE = 4  # GetDriveType: DRIVE_REMOTE
_NETWORK_FILES = {"afpfs", "cifs", "nfs", "nfs4", "smb3", "smbfs", "fuse.sshfs", "webdav"}


def refuse_unfit_python() -> None:
    """Stop when the packages do not exist for the Python that runs this."""
    told = unfit_python(
        sys.version_info[:2],
        bits=struct.calcsize("P") * 8,
        system=sys.platform,
        machine=sysconfig.get_platform(),
        free_threaded=bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    )
    if told:
        raise Stop(told, 2)


def unfit_python(version: tuple[int, int], *, bits: int, system: str, machine: str, free_threaded: bool) -> str:
    """Why the packages cannot be installed for such a Python, and what to do; empty where they can."""
    name = f"Python {version[0]}.{version[1]}"
    if version > LAST_PYTHON:
        return f"This is {name}, which is newer than the packages that the dashboard needs. {INSTALL}"
    if free_threaded:
        return f"This is the free-threaded {name}, for which packages that the dashboard needs do not exist. {INSTALL}"
    if bits < 64:
        return f"This is a 32-bit {name}; the dashboard needs a 64-bit one. {INSTALL}"
    if system == "win32" and "arm" in machine.lower():
        return (
            f"This is {name} for ARM, for which packages that the dashboard needs do not exist. Install Python 3.13 "
            '"Windows installer (64-bit)" beside it, which runs on this computer too, then start again.'
        )
    return ""


def refuse_unfit_folder() -> None:
    """Stop when nothing can be set up in the folder of the product."""
    told = inside_an_archive(ROOT, Path(tempfile.gettempdir())) or (too_long(ROOT) if _short_paths_only() else "")
    if told:
        raise Stop(told, 2)


def inside_an_archive(root: PurePath, temporary: PurePath) -> str:
    """What to do when ``root`` is where a program unpacks an archive for a look at it; else empty."""
    if not root.is_relative_to(temporary):
        return ""
    if not any(_ARCHIVE.fullmatch(part) for part in root.relative_to(temporary).parts):
        return ""
    return (
        f"This runs inside an archive: {root} is only a temporary copy. Unpack the whole ZIP first (right click, "
        '"Extract All"), then start it in the folder that was made.'
    )


def too_long(root: PurePath) -> str:
    """What to do when the packages get paths below ``root`` that Windows refuses; else empty."""
    room = _LONGEST_PATH - _BELOW - DEEPEST
    if len(str(root)) <= room:
        return ""
    return (
        f"The name of this folder is too long for Windows ({len(str(root))} letters, {room} at most): {root}\n"
        r"Move the whole folder to a short place, such as C:\childrights, and start it there."
    )


def _short_paths_only() -> bool:
    if sys.platform != "win32":
        return False
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0] != 1)
    except OSError:
        return True


def warn_of_places() -> None:
    """Say once for a start what may go wrong where the product or its state lies."""
    places = dict.fromkeys((ROOT, state_home()))
    for told in dict.fromkeys(filter(None, (risky_place(one, os.environ, _is_remote(one)) for one in places))):
        say_on_stderr(told)


def risky_place(folder: PurePath, environment: Mapping[str, str], remote: bool) -> str:
    """The warning for a folder that a service copies to other computers, or that lies on one; else empty."""
    if remote or str(folder).startswith("\\\\"):
        return (
            f"Note: {folder} lies on a network drive. That is slow, and two computers that use it at once can lose "
            "uploads. Better move the folder to this computer's own disk; others can reach it with --host 0.0.0.0."
        )
    kind = type(folder)
    given = [environment.get(name, "") for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")]
    if any(one and folder.is_relative_to(kind(one)) for one in given) or any(map(_SYNCED.fullmatch, folder.parts)):
        return (
            f"Note: {folder} is copied to the internet by OneDrive or a like service. That is slow (more than a "
            "gigabyte), holds files while they are written, and would give uploads to whoever shares the folder. "
            "Better move the whole folder to a place that is not copied."
        )
    return ""


def _is_remote(folder: Path) -> bool:
    """Whether ``folder`` lies on another computer, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _REMOTE_DRIVE)
    try:
        mounted = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:  # macOS: shares, but sticks too, which are no better place
        return str(folder).startswith("/Volumes/")
    return remote_mount(folder, mounted)


def remote_mount(folder: PurePath, mounted: str) -> bool:
    """Whether the innermost mount around ``folder`` is one of another computer; ``mounted`` as in /proc/mounts."""
    found = [line.split()[1:3] for line in mounted.splitlines() if len(line.split()) > 2]
    around = [(len(where), kind) for where, kind in found if folder.is_relative_to(where.replace("\\040", " "))]
    return bool(around) and max(around)[1] in _NETWORK_FILES
