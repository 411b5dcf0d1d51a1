"""All sheets are sent with every page, so a name means one thing in all of them."""

import re
from collections import defaultdict
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
_COMMENT, _BLOCK = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"@[^{;]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_ALONE = re.compile(r"(?:\.stHtml )?\.(cr-[\w-]+)")


def test_no_two_sheets_give_one_class_its_look() -> None:
    """``style.css`` holds what all share; what a sheet adds to a class of another one stands under a class of its own."""
    given = defaultdict(set)
    for sheet in STATIC.glob("*.css"):
        plain = _BLOCK.sub("", _COMMENT.sub("", sheet.read_text(encoding="utf-8")))
        for selectors in re.findall(r"([^{}]+)\{", plain):
            for one in map(str.strip, selectors.split(",")):
                if found := _ALONE.fullmatch(one):
                    given[found[1]].add(sheet.name)
    assert {name: sheets for name, sheets in given.items() if len(sheets) > 1} == {}
    assert len(given) > 50
