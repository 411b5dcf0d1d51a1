"""States by every name they are called by, so that Laos and the Lao People's Democratic Republic are one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.i18n import Translator
from geo import REFERENCE_FOLDER

STATES_FILE = REFERENCE_FOLDER / "states.csv"
CAMBODIA_CODE = "KH"


@dataclass(frozen=True, slots=True)
class NamedState:
    """A State: its code of two letters, its name in the United Nations, in Khmer, and other names in use."""

    code: str
    name: str
    name_km: str
    aliases: tuple[str, ...]


@lru_cache(maxsize=4)
def load_states(path: Path = STATES_FILE) -> tuple[NamedState, ...]:
    """Every State of the table. Raises ``ReferenceTableError`` naming file, row and column."""
    return tuple(
        NamedState(row.required("code"), row.required("name"), row.required("name_km"), row.parts("aliases"))
        for row in read_rows(path, ("code", "name", "name_km", "aliases"))
    )


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, NamedState]:
    return {
        _plain(name): state
        for state in load_states()
        for name in (state.name, state.name_km, state.code, *state.aliases)
    }


def state_called(name: str) -> NamedState | None:
    """The State of a name, however it is spelt; ``None`` for a name of none."""
    return _by_name().get(_plain(name))


def state_words(name: str, t: Translator) -> str:
    """A State's name in the language of ``t``; a name of none as it stands."""
    state = state_called(name)
    return t.pick(name, state.name_km) if state else name


def _plain(name: str) -> str:
    # Letters, their marks and digits: without its vowel signs, which are no letters, Ghana is Guinea in Khmer.
    return "".join(sign for sign in name.casefold() if unicodedata.category(sign)[0] in "LMN")
