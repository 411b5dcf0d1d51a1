"""The house: its rooms from the ground up, and what a file may take from another room."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.support.architecture import imported

#: Every room of the three great ones, from the ground up: one may import rooms above it in this list, never below.
ROOMS = (
    "geo",
    "childrights.i18n",
    "childrights.catalogue",
    "childrights.files",
    "childrights.statistics",
    "childrights.language",
    "childrights.snapshot",
    "childrights.members",
    "childrights.areas",
    "childrights.newest",
    "childrights.export",
    "childrights.rights",
    "childrights.gaps",
    "childrights.submissions",
    "childrights.voices",
    "childrights.profile",
    "childrights.certificate",
    "childrights.search",
    "childrights.charts",
    "childrights.pictures",
    "childrights.messages",
    "childrights.composer",
    "childrights.cards",
    "childrights.briefs",
    "childrights.writers",
    "childrights.mirror",
    "childrights.basket",
    "childrights.talks",
    "childrights.watch",
    "childrights.review",
    "childrights.papers",
    "childrights.children",
    "childrights.wording",
    "api",
    "etl.reading",
    "etl.problems",
    "etl.cells",
    "etl.periods",
    "etl.persons",
    "etl.labels",
    "etl.tables",
    "etl.checks",
    "etl.scope",
    "etl.figures",
    "etl.permissions",
    "etl.ledger",
    "etl.accounts",
    "etl.papers",
    "etl.sources",
    "etl.protect",
    "etl.gate",
    "etl.workbooks",
    "etl.doors",
    "etl.understanding",
    "etl.cleaned",
    "etl.snapshot",
    "etl.publishers",
    "etl.refresh",
    "etl.boundaries",
    "etl.intake",
    "etl.mirror",
    "etl.recovery",
    "etl.worker",
    "ui.doors",
    "ui.parts",
    "ui.accounts",
    "ui.shell",
    "ui.explore",
    "ui.read",
    "ui.first",
    "ui.about",
    "ui.contribute",
    "ui.refresh",
    "ui.boundaries",
    "ui.advocate",
    "ui.papers",
    "ui.children",
    "ui.tracker",
)
OPEN = ("pages", "cli", "dashboard")
"""Places over all rooms: they import rooms and are imported by none."""
SAYS = ("Holds ", "May import: ", "Must never: ")


def room(name: str) -> str:
    """The room that a dotted module lies in; ``""`` when it lies in none."""
    parts = name.split(".")
    found = next((".".join(parts[:n]) for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in ROOMS), "")
    return found or (parts[0] if parts[0] in OPEN else "")


def modules(root: Path) -> Mapping[str, Path]:
    """Dotted name to file of every module of the rooms and of the places over them."""
    paths = [
        path
        for place in ("geo", "childrights", "api", "etl", "ui", "cli", "pages")
        for path in (root / place).rglob("*.py")
    ]
    named = {".".join(path.relative_to(root).with_suffix("").parts): path for path in paths}
    return {name.removesuffix(".__init__"): path for name, path in named.items()} | {"dashboard": root / "dashboard.py"}


def trespasses(name: str, source: str, known: Mapping[str, Path]) -> Iterator[str]:
    """What module ``name`` imports that its room may not: modules of other rooms, and rooms that lie over its own.

    ``known`` holds every module, to tell a module that a room makes public from one that it keeps to itself.
    """
    mine, tree = room(name), ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            inner = [one.name for one in node.names if one.name in known and room(one.name) not in ("", one.name, mine)]
            yield from (f"{name}, line {node.lineno}: {one} is a module of another room" for one in inner)
    for line, taken in imported(tree):
        theirs = room(taken)
        if not theirs or theirs == mine:
            continue
        if theirs not in ROOMS or (mine in ROOMS and ROOMS.index(theirs) > ROOMS.index(mine)):
            yield f"{name}, line {line}: {mine} lies under {theirs} and may not import it"
        holder = taken.rsplit(".", 1)[0]
        if theirs in known and holder != theirs and known[theirs].name == "__init__.py" and taken != theirs:
            yield f"{name}, line {line}: take {taken.rsplit('.', 1)[1]} from {theirs}, not from a module of it"
