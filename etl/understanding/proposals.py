"""An indicator that a person proposes as new: its words, checked before anything of them is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from childrights.errors import DecisionsError
from childrights.model import UNITS
from etl.understanding.personal_texts import tells_of_a_person

LONGEST = {"label": 200, "name": 120, "name_km": 120, "counts": 300, "why": 300}
LONGEST_REASON = 200
_NEEDED = ("name", "unit", "counts")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording of a file that no indicator of the catalogue fits, and what the person says it is.

    ``unit`` is one of ``childrights.model.UNITS``; ``counts`` says what is counted, ``why`` why it is wanted.
    """

    label: str
    name: str
    unit: str
    counts: str
    name_km: str = ""
    why: str = ""


def read_proposal(label: str, given: Any) -> Proposal:
    """Take the words of one proposal. Raises ``DecisionsError`` naming the part that cannot be kept."""
    names = [field.name for field in fields(Proposal) if field.name != "label"]
    if not isinstance(given, Mapping) or not all(isinstance(value, str) for value in given.values()):
        raise DecisionsError(f"The proposal for '{label[:60]}' must hold texts: {', '.join(names)}.")
    if unknown := [name for name in given if name not in names]:
        raise DecisionsError(f"'{unknown[0]}' is not a part of a proposal; use {', '.join(names)}.")
    words = {name: " ".join(value.split()) for name, value in given.items()}
    if missing := [name for name in _NEEDED if not words.get(name)]:
        raise DecisionsError(f"The proposal for '{label[:60]}' lacks '{missing[0]}'.")
    if words["unit"] not in UNITS:
        raise DecisionsError(f"'{words['unit']}' is not a unit; use {', '.join(UNITS)}.")
    made = Proposal(label=" ".join(label.split()), **words)
    for name, longest in LONGEST.items():
        check_words(getattr(made, name), longest, f"'{name}' of a proposal")
    return made


def check_words(text: str, longest: int, what: str) -> None:
    """Raise ``DecisionsError`` when a text is too long or tells of a single person; such a text is never repeated."""
    if len(text) > longest:
        raise DecisionsError(f"The text for {what} is longer than {longest} characters.")
    if tells_of_a_person(text):
        raise DecisionsError(f"The text for {what} seems to tell of a single person. Such texts are not kept.")
