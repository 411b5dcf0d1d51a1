"""The sentences by which recommendations and questions follow from what was found: a table that the coalition edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter

from childrights.catalogue import read_rows
from childrights.composer import Chosen
from childrights.papers.forms import FOLDER
from childrights.statistics import Target, targets_of, word
from geo import COUNTRY

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


def what_follows(one: Chosen, targets: Sequence[Target]) -> str:
    """What follows from a finding, a key of ``GAPS``; empty where nothing does, as from what only describes, or what
    could not be told apart."""
    found = one.finding
    if found.indicator.is_context or found.indicator.polarity not in ("higher_better", "lower_better"):
        return ""
    kind, clear = found.ask.kind, found.way in ("higher", "lower")
    if kind in ("gap", "group") and clear:
        return GROUP
    if kind == "place" and clear:
        worse = word(found.results["other"], found.results["value"], found.indicator.polarity) == "worse"
        return PLACE if worse else ""
    if kind == "change" and clear:
        worse = word(found.results["other"], found.results["value"], found.indicator.polarity) == "worse"
        return WORSE if worse else ""
    if kind == "target" and found.way not in ("met", "on_track", "close"):
        return TARGET
    if kind != "level" or found.ask.area != COUNTRY or found.indicator.unit == "number":
        return ""
    return _of_level(one, targets)


def _of_level(one: Chosen, targets: Sequence[Target]) -> str:
    """Nobody is asked to set a target where one stands: there it is asked how it will be reached, if it is not yet."""
    mine = targets_of(targets, one.indicator.code)
    if not mine:
        return LEVEL
    value = one.finding.own.value
    open_yet = [
        value is not None and (value < goal.value if goal.kind == "at_least" else value > goal.value)
        for goal in mine
        if goal.kind in ("at_least", "at_most")
    ]
    return TARGET if any(open_yet) else ""
