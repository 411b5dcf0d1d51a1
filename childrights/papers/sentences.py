"""The sentences by which recommendations and questions follow from what was found: a table that the coalition edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter

from childrights.catalogue import read_rows
from childrights.papers.forms import FOLDER

SENTENCES_FILE = "sentences.csv"
PROPOSAL, QUESTION, ASK = "proposal", "question", "ask"
GROUP, PLACE, WORSE, TARGET, LEVEL, ASKED, SILENCE, ANY = (
    *("group", "place", "worse", "target", "level"),
    *("asked", "silence", "any"),
)
_FIGURE = frozenset({"measure", "value", "period"})
_OTHER = _FIGURE | {"other_value", "other_period"}
GAPS: Mapping[str, frozenset[str]] = {
    GROUP: _OTHER | {"group", "other"},
    PLACE: _OTHER | {"place"},
    WORSE: _OTHER,
    TARGET: _FIGURE,
    LEVEL: _FIGURE,
    ASKED: frozenset({"topic", "where", "year"}),
    SILENCE: frozenset({"topic"}),
    ANY: frozenset({"body", "proposal"}),
}
"""What a sentence follows from, and the gaps it may have."""


@dataclass(frozen=True, slots=True)
class PaperSentence:
    """A sentence with gaps, by what it is for (``use``) and what it follows from (``of``)."""

    use: str
    of: str
    sentence_en: str
    sentence_km: str

    def filled(self, lang: str, **words: str) -> str:
        """The sentence in ``lang`` with its gaps filled."""
        return (self.sentence_km if lang == "km" else self.sentence_en).format(**words)


@lru_cache(maxsize=4)
def load_sentences(folder: Path = FOLDER) -> Mapping[tuple[str, str], PaperSentence]:
    """Every sentence by use and what it follows from. Raises ``ReferenceTableError`` naming file, row and column."""
    found: dict[tuple[str, str], PaperSentence] = {}
    for row in read_rows(folder / SENTENCES_FILE, tuple(PaperSentence.__dataclass_fields__)):
        of = row.choice("of", tuple(GAPS))
        for column in ("sentence_en", "sentence_km"):
            try:
                gaps = {name for _, name, _, _ in Formatter().parse(row.required(column)) if name is not None}
            except ValueError:
                raise row.refuse(column, "has a bracket { or } that does not close") from None
            if unknown := sorted(gaps - GAPS[of]):
                allowed = ", ".join(sorted(GAPS[of]))
                raise row.refuse(column, f"has the gap {{{unknown[0]}}}; the gaps of '{of}' are {allowed}")
        one = PaperSentence(
            row.choice("use", (PROPOSAL, QUESTION, ASK)), of, row.text("sentence_en"), row.text("sentence_km")
        )
        if (one.use, of) in found:
            raise row.refuse("of", f"'{of}' stands twice for {one.use}")
        found[one.use, of] = one
    for use in (PROPOSAL, QUESTION):
        for of in GAPS:
            if of != ANY and (use, of) not in found:
                raise row.refuse("of", f"the table has no {use} that follows from '{of}'")
    if (ASK, ANY) not in found:
        raise row.refuse("of", f"the table has no {ASK}")
    return found
