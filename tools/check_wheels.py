"""Ask the package index whether every pin exists ready made for the computers people have. Run it when pins change.

``python tools/check_wheels.py`` asks for Windows (x64) and macOS (Apple silicon and Intel) with each supported Python;
``--dev`` takes the development pins too, ``--next`` also the Python after the newest supported one (when that is
complete, ``LAST_PYTHON`` in ``launcher/computer.py`` may move on). Nothing is installed; what is missing is named, and
the exit code is 1.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from packaging.requirements import Requirement  # noqa: E402

from launcher.computer import LAST_PYTHON  # noqa: E402

FIRST_PYTHON = (3, 11)
# The lowest macOS that the pins allow; the README names it.
LEAST_MACOS = {"arm64": 14, "x86_64": 13}
_MISSING = re.compile(r"No matching distribution found for ([\w.-]+)==")


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of computer with a Python."""

    platform: str
    python: tuple[int, int]

    @property
    def environment(self) -> dict[str, str]:
        """What the markers of pins ask about."""
        windows = self.platform.startswith("win")
        version = "{}.{}".format(*self.python)
        return {
            "sys_platform": "win32" if windows else "darwin",
            "platform_system": "Windows" if windows else "Darwin",
            "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else self.platform.split("_", 3)[3],
            "python_version": version,
            "python_full_version": f"{version}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }


def targets(last: tuple[int, int] = LAST_PYTHON) -> list[Target]:
    """Every computer the README promises to run on, with every Python up to ``last``."""
    platforms = ["win_amd64", *(f"macosx_{least}_0_{machine}" for machine, least in LEAST_MACOS.items())]
    pythons = [(FIRST_PYTHON[0], minor) for minor in range(FIRST_PYTHON[1], last[1] + 1)]
    return [Target(platform, python) for platform in platforms for python in pythons]


def pins_for(target: Target, lines: list[str]) -> list[str]:
    """The pins among the ``lines`` of a requirements file that such a computer installs, without their markers."""
    found = [Requirement(line) for line in lines if line.strip() and not line.startswith(("#", "-"))]
    chosen = [one for one in found if one.marker is None or one.marker.evaluate(target.environment)]
    return [f"{one.name}{one.specifier}" for one in chosen]


def missing(target: Target, pins: list[str]) -> list[str]:
    """The names of packages for which there is no wheel; ``pip`` stops at the first one, so it is asked again."""
    names: list[str] = []
    with tempfile.TemporaryDirectory() as nowhere:
        while True:
            wanted = [pin for pin in pins if pin.partition("==")[0] not in names]
            words = ["--dry-run", "--quiet", "--no-deps", "--only-binary=:all:", "--target", nowhere]
            words += ["--platform", target.platform, "--python-version", "{}.{}".format(*target.python)]
            command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", *words, *wanted]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return names
            found = _MISSING.search(done.stderr)
            if not found or found[1] in names:
                raise SystemExit(f"pip did not answer for {target}:\n{done.stderr}")
            names.append(found[1])


def main() -> int:
    """Ask for all targets; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="ask for what the tests need as well")
    parser.add_argument("--next", action="store_true", help="ask for the Python after the last one supported, too")
    words = parser.parse_args()
    files = ["requirements.txt", *(["requirements-dev.txt"] if words.dev else [])]
    lines = [line for name in files for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    last = (LAST_PYTHON[0], LAST_PYTHON[1] + 1) if words.next else LAST_PYTHON
    failed = False
    for target in targets(last):
        names = missing(target, pins_for(target, lines))
        failed = failed or bool(names and target.python <= LAST_PYTHON)
        said = f"missing: {', '.join(names)}" if names else "complete"
        print(f"{target.platform:<20} Python {target.python[0]}.{target.python[1]}: {said}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
