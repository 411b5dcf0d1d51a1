"""A clone has the bytes that were committed, whatever Git does with line endings on that computer.

Short codes of figures and the content hash come from the bytes of the source files: with other line endings no code
printed elsewhere would be found, and every figure would still look right.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "data" / "sources"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("setting", ["core.autocrlf=true", "core.autocrlf=input", "core.eol=crlf"])
def test_a_clone_has_the_bytes_that_were_committed(setting: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    samples = [min(SOURCES.glob("*.csv")), ROOT / "geo" / "names.py", ROOT / "start.bat", ROOT / "start.command"]
    for path in (ROOT / ".gitattributes", *filter(Path.exists, samples)):
        shutil.copy2(path, kept)
    git(kept, "init", "--quiet")
    git(kept, "-c", setting, "add", ".")
    git(kept, "commit", "--quiet", "--message", "All")
    git(tmp_path, "-c", setting, "clone", "--quiet", "kept", "cloned")
    for path in filter(Path.is_file, kept.iterdir()):
        assert (tmp_path / "cloned" / path.name).read_bytes() == path.read_bytes(), f"{path.name} changed"


def test_source_files_have_one_kind_of_line_ending() -> None:
    """Else an editor that settles on one would change the codes."""
    for path in (*SOURCES.glob("*.csv"), *(ROOT / "data" / "layouts").glob("*.toml")):
        assert b"\r" not in path.read_bytes(), f"{path.name} has carriage returns"
