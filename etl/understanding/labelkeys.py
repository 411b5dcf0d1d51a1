"""One key for the many spellings of a label: British or American, hyphens or not, words or digits, Khmer spacing."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.understanding.text import dashes, plain, split_superscripts

_KHMER = r"\u1780-\u17d3\u17dc\u17dd"
_WORD = re.compile(rf"[a-z0-9]+|[<>+]|[{_KHMER}]+")
_KHMER_GAP = re.compile(rf"(?<=[{_KHMER}]) +(?=[{_KHMER}])")
_BRACKETS = re.compile(r"\s*[()\[\]]\s*")
_DIGIT_GAP = re.compile(rf"(?<=[{_KHMER}])(?=\d)|(?<=\d)(?=[{_KHMER}])")
_JOINED = {
    ("drop", "out"): "dropout",
    ("drop", "outs"): "dropout",
    ("pre", "primary"): "preprimary",
    ("pre", "school"): "preschool",
    ("under", "weight"): "underweight",
    ("birth", "weight"): "birthweight",
    ("per", "cent"): "percent",
}
_SAME = {
    "labor": "labour",
    "immunization": "immunisation",
    "immunized": "immunised",
    "organized": "organised",
    "dropouts": "dropout",
    "programme": "program",
    "sec": "secondary",
    "yr": "year",
    "yrs": "year",
    "years": "year",
    "u5": "under 5",
    "under5": "under 5",
    "one": "1",
    "two": "2",
    "three": "3",
    "five": "5",
    "ten": "10",
    "fifteen": "15",
    "eighteen": "18",
    "and": "",
    "the": "",
}
_NUMBERING = re.compile(
    r"^(?:(?:table|figure|fig|annex|តារាងទី|តារាង) ?\d[\d.]*[a-z]?[.:)]? ?[-–:]? ?"
    r"|(?:indicator|សូចនាករ) ?(?:no\.? ?)?\d[\d.]*[a-z]? ?[.:)–-] ?"
    r"|\(?\d{1,2}(?:\.\d{1,2})*[.)] |\d{1,2}(?:\.\d{1,2})+ )",
    re.I,
)
_ASIDE = re.compile(
    r"\s*[(\[]\s*n ?= ?\d[\d,. ]*[)\]]|\s*[-–,(\[]\s*(?:draft|not for citation|not for circulation|final version)\b.*$",
    re.I,
)
_FOOTNOTES = re.compile(r"(?:\s*[*†‡§#]+|\s*\[\d{1,2}\]|\s*\([a-e1-9]\)|(?<=\))\d/?|\s+\d{1,2}/)+$")


@lru_cache(maxsize=32768)
def label_key(text: str) -> str:
    """The key under which a label is compared; equal keys are the same name."""
    # Khmer writes no spaces between words, so neither a space nor a bracket makes another name of it.
    folded = _KHMER_GAP.sub("", _BRACKETS.sub(" ", dashes(plain(text)).casefold()))
    folded = _DIGIT_GAP.sub(" ", folded.replace("_", " "))
    words = _WORD.findall(folded)
    joined: list[str] = []
    for word in words:
        pair = _JOINED.get((joined[-1], word)) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(word)
    return " ".join(part for word in joined if (part := _SAME.get(word, word)))


@lru_cache(maxsize=32768)
def strip_marks(text: str) -> str:
    """A label without table numbering in front and footnote marks behind."""
    label = _ASIDE.sub("", split_superscripts(plain(text))[0])
    return _FOOTNOTES.sub("", _NUMBERING.sub("", label)).strip(" :;,.-–")
