"""The pages of a fact sheet, set by Typst from data: how many there are, and the PDF."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any

from childrights.briefs.spoken import read_once
from geo.provinces import load_provinces

TEMPLATE = Path(__file__).with_name("sheet.typ")


@lru_cache(maxsize=1)
def fonts() -> Any:
    """The fonts of the sheets, of both scripts, and no others of this computer."""
    folders = [str(resources.files(name) / "files") for name in ("fontpkg_noto_sans", "fontpkg_noto_sans_khmer")]
    return import_module("typst").Fonts(False, False, folders)


def whole(words: str) -> str:
    """A pattern of the Khmer names of provinces in ``words``, which no line may break inside: Typst does not know them.

    A name that is the beginning of a longer syllable somewhere is left out.
    """
    names = sorted((one.name_km for one in load_provinces().values()), key=len, reverse=True)
    return "|".join(one for one in names if one in words and not re.search(f"{one}[\u17b6-\u17d3]", words))


def compiler(data: dict[str, Any]) -> Any:
    """Typst with ``data`` as what it sets."""
    words = json.dumps(data, ensure_ascii=False)
    told = {"brief": words, "whole": whole(words) if data["lang"] == "km" else ""}
    return import_module("typst").Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs=told)


def pages_of(data: dict[str, Any]) -> int:
    """How many pages ``data`` takes."""
    return int(compiler(data).query("<pages>", field="value", one=True))


def compiled(data: dict[str, Any]) -> bytes:
    """The PDF of ``data``."""
    moment = datetime.combine(datetime(**data["date"]), time(12), tzinfo=UTC)
    content = compiler(data).compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    assert isinstance(content, bytes)
    return read_once(content) if data["lang"] == "km" else content
