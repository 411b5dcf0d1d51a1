"""The interface keeps what its description promises, by the questions that schemathesis makes up from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.described import faults_of


def test_every_answer_is_as_described(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few questions of each kind; ``python run.py bench programs`` makes up thousands."""
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))
    asked, faults = faults_of(questions=4, seed=1)
    assert faults == [] and set(asked) >= {"GET /v1/observations", "GET /v1/export/{format}", "GET /v1/messages"}
