"""What definitions and terms of use say, in Khmer: by their English, which is the text of the tables they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.i18n import Translator
from geo import REFERENCE_FOLDER

KINDS = ("definition", "licence")


@cache
def load_khmer_texts(folder: Path = REFERENCE_FOLDER) -> Mapping[str, str]:
    """English to Khmer. Raises ``ReferenceTableError`` naming row and column of the first thing that is wrong."""
    found: dict[str, str] = {}
    for row in read_rows(folder / "khmer_texts.csv", ("of", "text_en", "text_km")):
        row.choice("of", KINDS)
        if row.required("text_en") in found:
            raise row.refuse("text_en", "this text stands here already")
        found[row.text("text_en")] = row.required("text_km")
    return found


def told_text(text: str, t: Translator) -> str:
    """A definition or terms of use in the language of ``t``; English where nobody has said it in Khmer."""
    return t.pick(text, load_khmer_texts().get(text, ""))


def text_lang(text: str, t: Translator) -> str:
    """The language in which ``told_text`` tells it."""
    return t.lang if text in load_khmer_texts() else "en"
