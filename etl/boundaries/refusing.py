"""Why a file of boundaries is not taken; apart from what reads them, which takes long to load."""

from __future__ import annotations

from dataclasses import dataclass

from childrights.catalogue import RefusedFile
from childrights.i18n import DEFAULT_LANGUAGE, Translator, translator
from geo import area_name


@dataclass(frozen=True, slots=True)
class Places:
    """Provinces that a sentence names, each in the language of whoever reads it."""

    codes: tuple[str, ...]

    def words(self, t: Translator) -> str:
        """Their names, with the codes that files have."""
        return t._(", ").join(f"{area_name(code, t.lang)} ({code})" for code in self.codes)


class RefusedBoundaries(RefusedFile):
    """A file of boundaries is not taken: one sentence that says what is wrong, and what to do. ``given`` is what it is
    filled with, places as ``Places``."""

    def __init__(self, sentence: str, **filled: object) -> None:
        self.given = filled
        super().__init__(sentence, **self._in_words(translator(DEFAULT_LANGUAGE)))

    def _in_words(self, t: Translator) -> dict[str, object]:
        return {name: one.words(t) if isinstance(one, Places) else one for name, one in self.given.items()}

    def words(self, t: Translator) -> str:
        """The sentence in the language of ``t``, its places too."""
        self.filled = self._in_words(t)
        return super().words(t)
