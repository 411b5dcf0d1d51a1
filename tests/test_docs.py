"""The documents tell the truth: every verb and setting is in the README, every file they point at exists."""

import json
import re
import tomllib
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

import cli
from childrights.catalogue.catalogue import load_catalogue
from etl.cells.cells import READINGS
from etl.labels.decisions import PARTS, Decisions
from tests.support import tables
from tests.support.house import ROOMS
from tools.licences import TARGET, with_terms

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
GUIDES = ["README.md", "CONTRIBUTING.md", "data/LICENCES.md", "docs/decisions.md", "docs/streamlit.md"]
SETTING = re.compile(r"\b(CHILDRIGHTS_[A-Z_]+)\b")


def test_no_file_holds_the_marks_of_a_merge() -> None:
    """Words and tables take them without a complaint, where code would not."""
    rooms = (
        "data/reference",
        "data/papers",
        "data/children",
        "docs",
        "etl",
        "childrights",
        "geo",
        "locales",
        "static",
        "ui",
        "cli",
        "tests/data",
    )
    kinds = {".md", ".csv", ".po", ".css", ".js", ".toml", ".html", ".txt"}
    files = [*ROOT.glob("*.*"), *(path for room in rooms for path in (ROOT / room).rglob("*.*"))]
    marks = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
    held = [path for path in files if path.suffix in kinds and marks.search(path.read_text(encoding="utf-8"))]
    assert not held


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
    for document in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "data" / "LICENCES.md",
        *(ROOT / "docs").glob("*.md"),
    ]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} points at {target}"


def test_every_source_has_its_terms_written_down() -> None:
    terms = TARGET.read_text(encoding="utf-8")
    assert with_terms(terms) == terms, "run: python tools/licences.py"
    for row in tables.rows("reference/sources"):
        assert f"| `{row['key']}` |" in terms and row["licence_note"] in terms


def test_the_readme_counts_what_the_tables_hold() -> None:
    first, last = tables.years()
    told = (
        f"{tables.figures():,} published figures from {tables.sources()} sources, {first} to {last}, "
        f"for {tables.indicators_with_data()} indicators"
    )
    assert told in " ".join(README.split()), f"under 'Where the figures come from' the README should say: {told}"


def test_the_version_is_that_of_the_newest_changes() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", changes, re.MULTILINE)
    dated = [re.fullmatch(r"(\d+\.\d+\.\d+) \((20\d\d-[01]\d-[0-3]\d)\)", head) for head in heads]
    assert all(dated), f"a heading of the changelog is a version and its day, as in 0.2.0 (2026-11-30): {heads}"
    told = [(tuple(map(int, one[1].split("."))), one[2]) for one in dated if one]
    assert all(newer[0] > older[0] and newer[1] >= older[1] for newer, older in pairwise(told))
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert heads[0].startswith(f"{stated} ")


def test_every_decision_has_its_day_and_its_room() -> None:
    """Rooms from the ground up, the newest decision first in each."""
    places = ["The house", "`launcher`", "`data`", *(f"`{room.replace('.', '/')}`" for room in ROOMS), "`tests`"]
    rooms = re.findall(r"^## (.+)$", DECISIONS, re.MULTILINE)
    assert set(rooms) <= set(places), "a section is called as its room"
    assert rooms == sorted(rooms, key=places.index)
    for section in re.split(r"^## ", DECISIONS, flags=re.MULTILINE)[1:]:
        heads = re.findall(r"^### (.+)$", section, re.MULTILINE)
        days = [re.fullmatch(r".+ \((20\d\d-[01]\d-[0-3]\d)\)", head) for head in heads]
        assert all(days), f"a decision ends with its day, as in (2026-11-30): {heads}"
        assert sorted(days, key=lambda day: day[1] if day else "", reverse=True) == days


@pytest.mark.parametrize("document", GUIDES)
def test_files_and_modules_that_a_document_names_exist(document: str) -> None:
    """``a/b.py`` is a path, ``b.py`` a file of that name anywhere, ``room.name`` a module or a name in one."""
    named = set(re.findall(r"`([^`\s]+)`", (ROOT / document).read_text(encoding="utf-8")))
    assert sorted(name for name in named if not _exists(name)) == []


_OF_OURS = (
    "api",
    "bench",
    "childrights",
    "data",
    "docs",
    "etl",
    "geo",
    "launcher",
    "locales",
    "pages",
    "static",
    "tests",
    "tools",
    "ui",
)
_MADE_LATER = {"data/state", ".streamlit/secrets.toml"}
_FILE = re.compile(r"[\w./-]+\.(?:py|pyi|csv|po|md|js|css|toml|typ|bat|command|geojson)")
_MODULE = re.compile(rf"(?:{'|'.join(_OF_OURS)})(?:\.\w+)+")


def _exists(name: str) -> bool:
    """Whether a name that looks like one of our files or modules is one; other words are."""
    name = name.rstrip("/")
    if name in _MADE_LATER or not name.isascii() or re.search(r"[A-Z]{3}", name):
        return True
    if _FILE.fullmatch(name) or (name.split("/")[0] in _OF_OURS and re.fullmatch(r"[\w./-]+/[\w./-]+", name)):
        room = name.replace("/", ".") in ROOMS
        return room or (ROOT / name).exists() or ("/" not in name and name in _files())
    return not _MODULE.fullmatch(name) or _is_module(name)


@cache
def _files() -> frozenset[str]:
    places = [ROOT / place for place in _OF_OURS]
    return frozenset(path.name for place in places for path in (*place.parent.glob("*.*"), *place.rglob("*.*")))


def _is_module(name: str) -> bool:
    """A module, or a name in one or in a class of one."""
    parts = name.split(".")
    for n in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:n])
        if path.is_dir() or path.with_suffix(".py").exists():
            found = import_module(".".join(parts[:n]))
            for part in parts[n:]:
                found = getattr(found, part, None)
            return found is not None
    return False
