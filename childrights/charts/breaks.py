"""Where a Khmer line may be broken: nobody writes a space between Khmer words, and no word may be torn.

ICU knows, by its model of Khmer; the Typst compiler, which sets our fact sheets, brings ICU along and is asked here.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import import_module, resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from childrights.charts.text import clusters
from geo import load_provinces

TEMPLATE = Path(__file__).with_name("breaks.typ")
BREAK, HELD = "\u200b", "\u00a0"
_KHMER = re.compile("[\u1780-\u17d3\u17d7]")
_COUNTED = re.compile(r"(?<=[\d០-៩]) (?=%|នាក់|ករណី|គ្រួសារ|សាលា|មណ្ឌល|ឆ្នាំ)|(?<=ឆ្នាំ) (?=[\d០-៩])")
"""Between a number and what it counts; no line ends there."""


def breakable(texts: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """``texts`` with an invisible mark wherever ICU lets a line of Khmer be broken; of another language as they are.

    No name of a province is broken, nor a number parted from what it counts.
    """
    if lang != "km" or not any(_KHMER.search(one) for one in texts):
        return texts
    return _broken(texts)


@lru_cache(maxsize=1)
def typst_fonts() -> Any:
    """Our fonts of both scripts for Typst, and no others of this computer."""
    folders = [str(resources.files(name) / "files") for name in ("fontpkg_noto_sans", "fontpkg_noto_sans_khmer")]
    return import_module("typst").Fonts(False, False, folders)


@lru_cache(maxsize=4096)
def _broken(texts: tuple[str, ...]) -> tuple[str, ...]:
    letters = [clusters(one.replace(BREAK, "")) for one in texts]
    told = {"texts": json.dumps(letters, ensure_ascii=False), "lang": "km"}
    compiler = import_module("typst").Compiler(
        TEMPLATE, root=TEMPLATE.parent, font_paths=typst_fonts(), sys_inputs=told
    )
    lines: list[list[tuple[int, float]]] = [[] for _ in texts]
    for place, page, y in json.loads(compiler.query("<lines>", field="value", one=True)):
        lines[place].append((page, y))
    return tuple(_COUNTED.sub(HELD, _whole(_marked(*pair))) for pair in zip(letters, lines, strict=True))


def _marked(letters: list[str], lines: list[tuple[int, float]]) -> str:
    """A mark stands between letters of two lines where one of them is Khmer; Latin words part at their spaces."""
    marked = letters[:1]
    for (before, after), (line, next_line) in zip(pairwise(letters), pairwise(lines), strict=True):
        khmer = _KHMER.match(before) or _KHMER.match(after)
        marked.append((BREAK if line != next_line and khmer and before != " " else "") + after)
    return "".join(marked)


def _whole(marked: str) -> str:
    """Without marks inside the names of provinces, which ICU does not know."""
    for name in _names():
        marked = re.sub(f"{BREAK}?".join(name), name, marked)
    return marked


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    return tuple(sorted((one.name_km for one in load_provinces().values()), key=len, reverse=True))
