"""``.venv``: made once, holding exactly the pins, repaired when it broke, untouched when it is right."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys

from launcher.computer import refuse_unfit_folder, refuse_unfit_python
from launcher.console import DISK_FULL, NO_VENV_MODULE, Stop, failure_words, is_disk_full, say_on_stderr
from launcher.processes import ROOT, VENV, VENV_PYTHON, locked, run_step

PINS = "requirements.txt"
DEV_PINS = "requirements-dev.txt"
STAMP = VENV / "pins.json"
IN_USE = """\
The packages must be set up anew, and a dashboard still runs from this folder (or another program holds its files).
Close it, and every other window that uses this folder, then run the same command again."""
_INSTALLING = "Installing the packages (a minute or two, the first time only)"


def prepare(*files: str) -> None:
    """Make ``.venv`` hold the pins of ``files``; without network, lock or a write when it does already.

    The lock file says "unfinished" from the first write to ``.venv`` until the stamp stands. Whatever ends a
    set-up in between, the next one cannot tell half a package from a whole one and starts afresh.
    """
    if _is_ready(files):
        return
    with locked() as lock:
        if _is_ready(files):
            return
        if not VENV.exists() or os.fstat(lock).st_size:
            refuse_unfit_python()
            refuse_unfit_folder()
        if os.read(lock, 1):
            say_on_stderr("The last set-up did not finish; starting it afresh.")
            _remove_venv()
        elif VENV.exists() and not _venv_version():
            say_on_stderr("The Python in .venv does not run any more; making a new one.")
            _remove_venv()
        os.write(lock, b"unfinished")
        uv = _working_uv()
        if not VENV.exists():
            _make_venv(uv, lock)
        _install(uv, files, lock)
        stamp = {
            "pins": {name: _digest(name) for name in files},
            "packages": _packages(),
            "python": _venv_version(),
        }
        STAMP.write_text(json.dumps(stamp), encoding="utf-8")
        os.ftruncate(lock, 0)


def _is_ready(files: tuple[str, ...]) -> bool:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if any(stamp["pins"].get(name) != _digest(name) for name in files):
            return False
        return bool(stamp["packages"] <= _packages() and stamp["python"] == _venv_version())
    except (OSError, ValueError, KeyError):
        return False


def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _packages() -> int:
    """How many packages ``.venv`` holds: a cheap sign that nobody emptied it."""
    folders = ("lib/python*", "Lib")
    return sum(1 for folder in folders for _ in VENV.glob(f"{folder}/site-packages/*.dist-info"))


def _venv_version() -> str:
    """Which Python ("3.11") runs in ``.venv``; "" when none does: its base was removed, or it was moved."""
    command = [VENV_PYTHON, "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _remove_venv() -> None:
    """Remove ``.venv`` whole: first it gets another name, which Windows refuses while a dashboard runs from it."""
    if VENV.is_symlink():
        VENV.unlink()
        return
    aside = VENV.with_name(f"{VENV.name}-old")
    shutil.rmtree(aside, ignore_errors=True)
    if not VENV.exists():
        return
    try:
        VENV.rename(aside)
    except PermissionError:
        raise Stop(IN_USE) from None
    shutil.rmtree(aside, ignore_errors=True)


def _working_uv() -> str:
    """A uv that answers, or "": a name on the PATH may be a shim with nothing behind it."""
    uv = shutil.which("uv")
    return uv if uv and subprocess.run([uv, "--version"], capture_output=True).returncode == 0 else ""


def _make_venv(uv: str, lock: int) -> None:
    # sys.executable may be the Python of the very .venv that was just removed.
    base = getattr(sys, "_base_executable", "") or sys.executable
    command = [uv, "venv", "--quiet", "--python", base, str(VENV)] if uv else [base, "-m", "venv", str(VENV)]
    code, output = run_step("Making .venv", command, lock)
    if code:
        raise Stop(NO_VENV_MODULE if "ensurepip" in output and not is_disk_full(output) else failure_words(output))


def _install(uv: str, files: tuple[str, ...], lock: int) -> None:
    # The files name every package there is to install (a test holds it): nothing is left to be resolved.
    wanted = ["--no-deps", *(word for name in files for word in ("-r", name))]
    if sys.platform in ("win32", "darwin"):  # where nobody has a compiler, a package that must be built is a dead end
        wanted += ["--only-binary", ":all:"]
    tried = ""
    if uv:
        code, output = run_step(_INSTALLING, [uv, "pip", "install", "--python", VENV_PYTHON, *wanted], lock)
        if code == 0:
            return
        if is_disk_full(output):
            raise Stop(DISK_FULL)
        # uv does not read pip's settings: where only pip knows the mirror, only pip gets through.
        say_on_stderr("uv could not install them; trying pip.")
        tried = output
    if subprocess.run([VENV_PYTHON, "-c", "import pip"], capture_output=True).returncode:
        run_step("Adding pip", [VENV_PYTHON, "-m", "ensurepip"], lock)
    # Half of the time would go into byte code of modules that nobody imports; Python makes what it needs.
    quick = ["--disable-pip-version-check", "--no-input", "--no-compile"]
    pip = [VENV_PYTHON, "-m", "pip", "install", *quick, *wanted]
    code, output = run_step(_INSTALLING, pip, lock)
    if code:
        raise Stop(failure_words(tried + output))
