"""LibreOffice for tests: files of types that only a real office program writes, and a second opinion on ours."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Protocol

import pytest


class Convert(Protocol):
    """``path`` saved as ``kind`` into ``folder``."""

    def __call__(self, path: Path, kind: str, folder: Path) -> Path: ...


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Conversion by LibreOffice; skips the test where it is not installed (not in CI)."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed; .ci/run must install it")
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("office-profile")

    def converted(path: Path, kind: str, folder: Path) -> Path:
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
        result = subprocess.run(
            [*command, "--outdir", str(folder), str(path)], capture_output=True, text=True, timeout=120, check=False
        )
        target = folder / f"{path.stem}.{kind.partition(':')[0]}"
        assert target.exists(), result.stderr
        return target

    return converted
