"""The documents tell the truth: every verb and setting is in the README, every file they point at exists."""

import json
import re
from pathlib import Path

import cli
from childrights.catalogue.catalogue import load_catalogue
from etl.cells.cells import READINGS
from etl.labels.decisions import PARTS, Decisions

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\b(CHILDRIGHTS_[A-Z_]+)\b")


def test_every_verb_is_documented() -> None:
    verbs = [command.name or command.callback.__name__ for command in cli.app.registered_commands]
    for verb in verbs:
        assert re.search(rf"`(python run\.py )?{verb}\b", README), f"README does not tell of '{verb}'"


def test_every_documented_verb_exists() -> None:
    verbs = {command.name or command.callback.__name__ for command in cli.app.registered_commands}
    for verb in re.findall(r"`python run\.py ([a-z]+)", README):
        assert verb in verbs | {"test", "bench"}, f"README tells of '{verb}', which does not exist"


def test_the_example_of_decisions_holds_every_part_and_is_taken() -> None:
    example = json.loads(re.search(r"```json\n(.+?)```", README, re.DOTALL)[1])  # type: ignore[index]
    assert set(example) == set(PARTS)
    Decisions.from_mapping(example, load_catalogue().indicators)
    for kind, codes in READINGS.items():
        assert all(f"`{word}`" in README for word in (kind, *codes))


def test_every_setting_is_documented() -> None:
    rooms = [ROOT / name for name in ("childrights", "etl", "geo", "ui", "pages", "launcher")]
    used = {
        name
        for room in rooms
        for path in room.rglob("*.py")
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    assert "CHILDRIGHTS_HOME" in used
    for name in used:
        assert f"`{name}`" in README, f"README does not tell of {name}"


def test_every_link_leads_to_a_file() -> None:
    for document in [ROOT / "README.md", ROOT / "data" / "LICENCES.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} points at {target}"


def test_every_source_has_its_terms_written_down() -> None:
    terms = (ROOT / "data" / "LICENCES.md").read_text(encoding="utf-8")
    for source in load_catalogue().sources.values():
        assert f"| `{source.key}` |" in terms and source.licence_note in terms
