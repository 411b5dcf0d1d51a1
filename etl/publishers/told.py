"""A sentence and what fills its gaps: said in English on the command line, in the reader's language on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from childrights.i18n import Translator


@dataclass(frozen=True, slots=True)
class Told:
    """``sentence`` is a msgid; what fills a gap may be another one. Empty for nothing to tell."""

    sentence: str = ""
    filled: tuple[tuple[str, object], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sentence)

    def __str__(self) -> str:
        return self.sentence.format(**dict(self.filled)) if self.filled else self.sentence

    def words(self, t: Translator) -> str:
        """The sentence in the language of ``t``, each gap filled in that language too."""
        filled = {name: given.words(t) if isinstance(given, Told) else given for name, given in self.filled}
        return t._(self.sentence).format(**filled) if filled else t._(self.sentence)

    def record(self) -> list[Any]:
        """As plain values for a file; ``read_told`` reads them back."""
        return [self.sentence, {k: one.record() if isinstance(one, Told) else str(one) for k, one in self.filled}]


def tell(sentence: str, **filled: object) -> Told:
    """A sentence with its gaps filled by name."""
    return Told(sentence, tuple(filled.items()))


def read_told(record: list[Any]) -> Told:
    """What ``Told.record`` wrote."""
    sentence, filled = record
    return tell(sentence, **{k: read_told(one) if isinstance(one, list) else one for k, one in filled.items()})
