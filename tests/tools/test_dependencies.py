"""The list of licences is that of what is installed, and an audit that reaches nobody says so and fails nothing."""

from __future__ import annotations

import json
import re

import httpx
import pytest

from tests.support.server import ROOT
from tools.audit import FINE, FOUND, NOT_REACHED, audit
from tools.dependencies import LISTS, PAGE, licence, pins

ASKED = {"unidecode"}
"""Only tests install it: what reads HXL brings it. Nothing of the product loads it or is handed on with it."""
NEEDS_ASKING = re.compile(r"(?<![A-Z])A?GPL|\bSSPL|Commons Clause|Business Source|NonCommercial", re.IGNORECASE)


def rows() -> dict[str, tuple[str, str]]:
    found = re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| ([^|]*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: (version, said.strip()) for name, version, said in found if name not in ("package",)}


def test_every_package_is_listed_with_its_version_and_licence() -> None:
    wanted = {name: version for source in LISTS for name, version in pins(source).items()}
    listed = rows()
    assert {name: version for name, (version, _) in listed.items()} == wanted, "run python tools/dependencies.py"
    assert [name for name, (_, said) in listed.items() if not said] == []
    assert {name for name, (_, said) in listed.items() if NEEDS_ASKING.search(said)} == ASKED


@pytest.mark.parametrize("name", ["streamlit", "duckdb", "resvg-py", "hypothesis", "pytest"])
def test_a_licence_is_what_the_package_says(name: str) -> None:
    assert licence(name) == rows()[name][1]


def asked(answer: object) -> int:
    def reply(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        queries = json.loads(request.content)["queries"]
        assert {
            "package": {"name": "streamlit", "ecosystem": "PyPI"},
            "version": pins("requirements.txt")["streamlit"],
        } in queries
        results = [{"vulns": [{"id": "GHSA-1"}]} if one["package"]["name"] == answer else {} for one in queries]
        return httpx.Response(200, json={"results": results if answer != "few" else results[1:]})

    return audit(httpx.Client(transport=httpx.MockTransport(reply)))


def test_an_audit_says_what_it_found_and_when_it_reached_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("") == FINE
    assert asked("lxml") == FOUND
    assert "https://osv.dev/GHSA-1" in capsys.readouterr().err
    for nothing in (httpx.ConnectError("no"), httpx.ReadTimeout("late"), "few"):
        assert asked(nothing) == NOT_REACHED
        assert "not audited" in capsys.readouterr().err


def test_ci_audits_and_goes_on_whatever_comes_of_it() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"tools/audit\.py .*\|\| ", text) and text.rstrip().endswith('exit "$code"')
