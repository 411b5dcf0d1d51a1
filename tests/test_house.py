"""Rooms lie in one order, take from each other by the door, and say what they are."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from tests.support.house import ROOMS, SAYS, modules, room, trespasses

ROOT = Path(__file__).resolve().parent.parent
MODULES = modules(ROOT)
PACKAGES = tuple(name for name in ROOMS if (ROOT / Path(*name.split(".")) / "__init__.py").exists())


def test_a_room_is_entered_by_its_door_and_from_above() -> None:
    texts = {name: path.read_text(encoding="utf-8") for name, path in sorted(MODULES.items())}
    assert [told for name, text in texts.items() for told in trespasses(name, text, MODULES)] == []


def test_every_module_lies_in_a_room() -> None:
    passages = {"childrights", "etl", "ui"}
    assert {name for name in MODULES if not room(name)} == passages


def test_a_room_says_what_it_holds_may_import_and_must_never_do() -> None:
    texts = {name: (ROOT / Path(*name.split(".")) / "__init__.py").read_text(encoding="utf-8") for name in PACKAGES}
    words = {name: ast.get_docstring(ast.parse(text)) or "" for name, text in texts.items()}
    assert PACKAGES and [(name, one) for name, said in words.items() for one in SAYS if one not in said] == []


def test_every_public_name_is_there() -> None:
    """The names stand in a stub beside the room, from which they are loaded when first asked for."""
    doors = [import_module(name) for name in PACKAGES]
    assert [(door.__name__, one) for door in doors for one in door.__all__ if not hasattr(door, one)] == []


def test_no_public_name_is_also_that_of_a_module() -> None:
    """Loading the module would put it in the place of the name."""
    twice = []
    for folder in (ROOT / Path(*name.split(".")) for name in PACKAGES):
        stub = folder / "__init__.pyi"
        taken = ast.parse(stub.read_text(encoding="utf-8") if stub.exists() else "").body
        named = [one.name for node in taken if isinstance(node, ast.ImportFrom) and node.module for one in node.names]
        twice += [path for one in named if (path := folder / f"{one}.py").exists()]
    assert twice == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("etl.cells.a", "from etl.tables import View"),
        ("childrights.charts.a", "from childrights.messages import compose"),
        ("ui.parts.a", "from ui.explore import views"),
        ("etl.tables.a", "from etl.cells.text import plain"),
        ("pages.explore.a", "from ui.parts.page import Page"),
        ("childrights.gaps.a", "import childrights.statistics.breaks"),
        ("geo.a", "from childrights.catalogue import Indicator"),
        ("ui.parts.a", "from pages.explore import map"),
    ],
)
def test_a_trespass_is_noticed(name: str, source: str) -> None:
    assert list(trespasses(name, source, MODULES)) != []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("etl.tables.a", "from etl.cells import plain"),
        ("etl.tables.a", "from etl.tables.view import View"),
        ("ui.explore.a", "from ui.parts import markup"),
        ("cli", "from etl.intake import accept"),
        ("pages.explore.a", "from childrights.i18n import Translator\nimport streamlit"),
    ],
)
def test_what_is_allowed_passes(name: str, source: str) -> None:
    assert list(trespasses(name, source, MODULES)) == []


def test_a_class_has_one_meaning() -> None:
    """No two public classes of the product share a name; those a module keeps to itself may."""
    named = [
        node.name
        for path in MODULES.values()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert sorted({one for one in named if named.count(one) > 1}) == []


@pytest.mark.parametrize("place", ["childrights", "etl", "ui"])
def test_the_folders_draw_the_picture_of_the_readme(place: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith(f"| `{place}/` |"))
    told = set(max(row.split("`"), key=len).split())
    assert told == {name.split(".")[1] for name in MODULES if name.startswith(f"{place}.") and name.count(".") == 1}
