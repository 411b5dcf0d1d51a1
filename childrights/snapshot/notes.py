"""The short cautions that stand beside figures, in two languages, and what each says was done to the figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.i18n import Translator
from geo import REFERENCE_FOLDER

NOTES_FILE = REFERENCE_FOLDER / "notes.csv"
KINDS = ("added_up", "corrected", "converted", "rounded", "modelled", "cases", "place", "caution")
PARTED_BY = "; "
_COLUMNS = ("note_en", "note_km", "kind")


@dataclass(frozen=True, slots=True)
class Note:
    """One row of notes.csv. ``kind`` says whether it tells of a change to the figure or asks for care."""

    note_en: str
    note_km: str
    kind: str


@lru_cache(maxsize=8)
def load_notes(path: Path = NOTES_FILE) -> Mapping[str, Note]:
    """Every known note by its English words. Raises ``ReferenceTableError`` naming file, row and column."""
    found: dict[str, Note] = {}
    for row in read_rows(path, _COLUMNS):
        note = Note(row.required("note_en"), row.required("note_km"), row.choice("kind", KINDS))
        if note.note_en in found:
            raise row.refuse("note_en", f"'{note.note_en}' stands in the table twice")
        found[note.note_en] = note
    return found


def note_parts(note: str) -> tuple[str, ...]:
    """The notes of which the note of a figure is made."""
    return tuple(part for part in note.split(PARTED_BY) if part)


def kinds(note: str) -> frozenset[str]:
    """What is known of a figure from its note; a part that the table does not list says nothing."""
    known = load_notes()
    return frozenset(known[part].kind for part in note_parts(note) if part in known)


def told_notes(note: str, t: Translator) -> tuple[tuple[str, str], ...]:
    """Every part in the language of ``t``, with the language it is really in: unlisted parts stay English."""
    known = load_notes()
    return tuple(
        (t.pick(part, known[part].note_km), t.lang) if part in known else (part, "en") for part in note_parts(note)
    )
