"""What an assistant is told: figures that exist, sentences of the engine, reasons for everything else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from api.model_context import assistant_server
from api.tools import TOOLS, certificate, compare, coverage, figure, message, search
from childrights.catalogue import UnknownCode, load_catalogue
from childrights.snapshot import Snapshot
from tests.support import members
from tests.support.assistant import judge
from tests.support.verbs import run


@pytest.fixture(autouse=True)
def _published(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))


def calling(*questions: tuple[str, dict[str, Any]]) -> list[Mapping[str, Any]]:
    """What the server answers over its own protocol."""
    from mcp import Client

    async def answers() -> list[Mapping[str, Any]]:
        async with Client(assistant_server()) as client:
            listed = {tool.name for tool in (await client.list_tools()).tools}
            assert listed == {tool.__name__ for tool in TOOLS}
            told = [await client.call_tool(name, words) for name, words in questions]
            assert not any(one.is_error for one in told)
            return [json.loads(one.content[0].text) for one in told]  # type: ignore[union-attr]

    return asyncio.run(answers())


def test_sixty_questions_and_no_invented_number(shipped: Snapshot) -> None:
    """Three hundred: ``python run.py bench programs``."""
    by_name = {tool.__name__: tool for tool in TOOLS}

    def ask(name: str, words: dict[str, Any]) -> Mapping[str, Any]:
        try:
            return by_name[name](**words)
        except UnknownCode as error:
            return {"verdict": "do_not_say", "sentence": "", "reasons": [str(error)], "figures": []}

    judged = judge(ask, shipped, load_catalogue(), 60, 3)
    assert judged.faults == [] and judged.asked == 60 and judged.exact_percent >= 99
    assert judged.refused < 8, "most figures that exist can be told"


def test_the_protocol_gives_the_same_answers_and_tells_refusals_as_answers() -> None:
    one, nobody, nowhere = calling(
        ("figure", {"indicator": "stunting", "area": "KH05", "year": "2014"}),
        ("figure", {"indicator": "number_of_unicorns"}),
        ("compare", {"indicator": "stunting", "versus": "Atlantis"}),
    )
    assert one == json.loads(json.dumps(figure("stunting", "KH05", "2014")))
    assert [said["verdict"] for said in (nobody, nowhere)] == ["do_not_say"] * 2
    assert "number_of_unicorns" in nobody["reasons"][0] and "Atlantis" in nowhere["reasons"][0]


def test_what_is_refused_has_no_sentence_and_says_what_is_held() -> None:
    said = figure("stunting", "KH", "1950")
    assert (said["verdict"], said["sentence"], said["source"]) == ("do_not_say", "", "")
    assert said["reasons"] and said["you_may_say_instead"].startswith("You may say:")
    periods = {one["period"] for group in said["held_instead"] for one in group["periods"]}
    assert periods == {"2000", "2005", "2010", "2014"}


def test_a_comparison_is_of_a_place_a_period_or_a_group() -> None:
    kinds = {
        versus: compare("stunting", "KH05", versus=versus)["asked"]["kind"] for versus in ("KH", "2010", "residence")
    }
    assert kinds == {"KH": "place", "2010": "change", "residence": "gap"}
    for words in ({"sex": "boys"}, {"age": "5 to 9"}, {"area": "Atlantis"}, {"lang": "fr"}):
        with pytest.raises(UnknownCode):
            figure("stunting", **words)


def test_sentences_coverage_search_and_certificate() -> None:
    said = message("stunting", "KH05", lang="km")
    assert 1 <= len(said["sentences"]) <= 5 and all(one["codes"] for one in said["sentences"])
    held = coverage("stunting")
    assert held["unit"] == "percent" and held["held"][0]["periods"][-1] == {
        "period": "2014",
        "places": 17,
        "country": True,
    }
    silent = next(
        code for code, one in load_catalogue().indicators.items() if not one.has_data and one.source_type != "derived"
    )
    assert "silence" in coverage(silent) and coverage(silent)["held"] == []
    found = search("girls boys stunting")
    assert found["answer"]["kind"] == "figure" and "%" in found["answer"]["sentence"]
    code = figure("stunting")["figures"][0]["code"]
    assert certificate(code)["code"] == code


def test_a_members_hidden_figure_is_told_to_nobody(own_home: Path) -> None:
    """Of a member's figure beside a published one nothing is told unasked."""
    members.send(own_home, "Member A", [members.figure("stunting", "KH05", 2014, 31.7)])
    members.publish(own_home)
    told = [
        figure("stunting", "KH05", "2014"),
        message("stunting", "KH05"),
        coverage("stunting"),
        search("stunting Kampong Speu"),
    ]
    assert "31.7" not in json.dumps(told) and "Member A" not in json.dumps(told)


def test_the_verb_says_what_is_missing_before_anybody_asks(tmp_path: Path) -> None:
    said = run(tmp_path / "empty", "mcp")
    assert said.returncode == 2 and "run.py build" in said.stderr and not said.stdout
