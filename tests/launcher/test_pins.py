"""The pins are the whole of what is installed: set-up takes them as they stand and resolves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
FILES = ("requirements.txt", "requirements-dev.txt")


def pinned(*names: str) -> Iterator[Requirement]:
    for name in names:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if re.match(r"\w", line):
                yield Requirement(line)


@pytest.mark.parametrize("files", [FILES[:1], FILES])
def test_everything_that_a_pinned_package_needs_is_pinned(files: tuple[str, ...]) -> None:
    pins = list(pinned(*files))
    known = {canonicalize_name(one.name) for one in pins}
    missing = set()
    for one in pins:
        try:
            needs = distribution(one.name).requires or ()
        except PackageNotFoundError:
            continue  # for another system
        for need in map(Requirement, needs):
            applies = need.marker is None or need.marker.evaluate({"extra": ""})
            if applies and canonicalize_name(need.name) not in known:
                missing.add(f"{one.name} needs {need.name}")
    assert missing == set()


def test_no_package_is_pinned_twice() -> None:
    names = [canonicalize_name(one.name) for one in pinned(*FILES)]
    assert sorted(names) == sorted(set(names))
