"""The short cautions that stand beside figures, in two languages, and what each says was done to the figure.

A note travels with its figure: into every sentence, picture, paper and file that tells the figure. What limits the
comparison of an indicator, and what limits whom a figure is of, travels the same way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import Indicator, Observation, read_rows
from childrights.i18n import DEFAULT_LANGUAGE, N_, Translator
from geo import REFERENCE_FOLDER

NOTES_FILE = REFERENCE_FOLDER / "notes.csv"
KINDS = (
    "added_up",
    "corrected",
    "converted",
    "rounded",
    "modelled",
    "projected",
    "cases",
    "place",
    "population",
    "here",
    "caution",
    "comparability",
    "interval",
    "quoted",
    "unverified",
    "span",
)
"""``population``: the figure is not of everybody that its indicator is about, which a sentence says itself.
``comparability``: what limits the comparison of an indicator, as in the catalogue. ``here``: a number that is another
one at every place, of which another note says the same of all."""
TOLD_OTHERWISE = ("cases", "place", "here")
"""Kinds that every screen and sentence tells in its own way: brackets and hidden values, areas that are joined;
what holds ``here`` only stands in the certificate and in files, or a ranking would list one note a place."""
TOLD_ONCE = ("modelled", "projected", "interval", "quoted", "unverified", "span")
"""Kinds that say of a figure what may stand beside it in other words, and then are left out (``without``): that a model
made it, that it is a projection, that neither cases nor an interval are given, that the press or a third party quotes
it, that it is still to be verified, which years before the survey are counted."""
PARTED_BY = "; "
FAMILIES = N_("{part} of {whole} families in {count} communes")
_FAMILIES = re.compile(r"(\d+) of (\d+) families in (\d+) communes")
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


def _in_words(part: str, t: Translator) -> str:
    """One note in the language of ``t``: by the table, or by what is counted in it; else English."""
    known = load_notes()
    if part in known:
        return t.pick(part, known[part].note_km)
    if (counted := _FAMILIES.fullmatch(part)) and t.lang != DEFAULT_LANGUAGE:
        few, whole, count = (f"{int(one):,}" for one in counted.groups())
        return t._(FAMILIES).format(part=few, whole=whole, count=count)
    return part


def told_notes(note: str, t: Translator) -> tuple[tuple[str, str], ...]:
    """Every part in the language of ``t``, with the language it is really in: unlisted parts stay English."""
    known = load_notes()
    return tuple(
        (_in_words(part, t), t.lang) if part in known or _FAMILIES.fullmatch(part) else (part, "en")
        for part in note_parts(note)
    )


def told_note(text: str, t: Translator) -> str:
    """One note or several, or what limits the comparison of an indicator, as the beginning of a sentence, in the
    language of ``t`` as far as the table has it."""
    known = load_notes()
    if text in known:
        return _capital(t.pick(text, known[text].note_km))
    parts = [_in_words(part, t) for part in note_parts(text)]
    # What limits a comparison are sentences, parted in Khmer by a space.
    parted = t.pick(PARTED_BY, " ") if any(_kind(part) == "comparability" for part in note_parts(text)) else t._(", ")
    return _capital(
        parted.join(parts) if any(part in known or _FAMILIES.fullmatch(part) for part in note_parts(text)) else text
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def limits(one: Observation) -> tuple[str, ...]:
    """The notes that say the figure is not of everybody whom its indicator is about."""
    return tuple(part for part in note_parts(one.note) if _kind(part) == "population")


def limits_words(one: Observation, t: Translator) -> str:
    """The same within a sentence: "four provinces and the capital, not national"; empty where the figure has none."""
    told = told_note(PARTED_BY.join(limits(one)), t)
    return told[:1].lower() + told[1:]


def cautions(one: Observation, indicator: Indicator) -> tuple[str, ...]:
    """The notes of a figure that must stand wherever it is told, but for those that what limits the comparison of
    ``indicator``, which stands beside them, says too."""
    said = indicator.comparability_note.casefold()
    beside = {_kind(part) for part in note_parts(indicator.comparability_note)} & set(TOLD_ONCE)
    parts = [part for part in note_parts(one.note) if _kind(part) not in TOLD_OTHERWISE]
    parts = list(without(parts, beside))
    return tuple(part for part in parts if _kind(part) == "population" or part.casefold() not in said)


def without(parts: Iterable[str], said: Collection[str]) -> tuple[str, ...]:
    """Notes but for those of the kinds ``said``, for whoever has said so in other words."""
    return tuple(part for part in parts if _kind(part) not in said)


def _kind(part: str) -> str:
    known = load_notes().get(part)
    return known.kind if known else ""


NOTE = N_("{note}.")
COMPARING = N_("When comparing: {note}.")
_OF_SOME = N_("Of some of the figures: {note}.")


def travelling_notes(
    figures: Iterable[Observation], indicator: Indicator, t: Translator, said: Collection[str] = ()
) -> tuple[str, ...]:
    """What must stand under figures of ``indicator`` that are shown together, a sentence each, but for notes of the
    kinds that are ``said`` beside them.

    Notes that speak of one place only (the counts behind its figure) stand with that figure in the table.
    """
    shown = [one for one in figures if one.value is not None and one.indicator == indicator.code]
    held = [without(cautions(one, indicator), said) for one in shown]
    known = load_notes()
    found = [part for part in dict.fromkeys(part for one in held for part in one) if part in known or len(shown) == 1]
    told = []
    for part in found:
        whole = all(part in one for one in held)
        told.append(t._(NOTE if whole else _OF_SOME).format(note=told_note(part, t)))
    if shown and (comparing := without(note_parts(indicator.comparability_note), said)):
        told.append(t._(COMPARING).format(note=told_note(PARTED_BY.join(comparing), t)))
    return tuple(told)


def all_travelling_notes(
    figures: Sequence[Observation], indicators: Iterable[Indicator], t: Translator
) -> tuple[str, ...]:
    """The same of several indicators, each named where there are several."""
    told = [(one, travelling_notes(figures, one, t)) for one in indicators]
    if len(told) == 1:
        return told[0][1]
    named = t._("{measure}: {notes}")
    return tuple(named.format(measure=one.short_name(t.lang), notes=" ".join(said)) for one, said in told if said)
