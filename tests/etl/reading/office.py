"""LibreOffice for tests: files of types that only a real office program writes, and a second opinion on ours."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def convert(path: Path, kind: str, folder: Path) -> Path:
    """``path`` saved as ``kind`` into ``folder`` by LibreOffice; skips the test where it is not installed (not in CI)."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed; .ci/run must install it")
        pytest.skip("LibreOffice is not installed")
    profile = Path(tempfile.gettempdir()) / f"childrights-office-{os.getpid()}"
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    result = subprocess.run(
        [*command, "--outdir", str(folder), str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    target = folder / f"{path.stem}.{kind.partition(':')[0]}"
    assert target.exists(), result.stderr
    return target
