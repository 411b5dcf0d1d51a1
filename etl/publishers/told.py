"""What is told of a publisher and of its rows, as data: said in the language of whoever reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from childrights.catalogue import Catalogue
from childrights.i18n import Translator
from etl.problems import Problem, named_params, problem, say, sentence_of
from geo import area_name, load_gazetteer

LONGEST_GIVEN = 200
"""What a publisher says in a sentence of ours; the whole of it is kept with its reply."""
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Letters that steer a terminal, or turn the direction of what stands after them. Khmer needs none of these."""


def one_line(text: str, longest: int = LONGEST_GIVEN) -> str:
    """What somebody else wrote, as it may stand in a sentence of ours."""
    return " ".join(_UNSEEN.sub("", text).split())[:longest]


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
    return Told(sentence, tuple((name, one_line(one) if isinstance(one, str) else one) for name, one in filled.items()))


def read_told(record: list[Any]) -> Told:
    """What ``Told.record`` wrote."""
    sentence, filled = record
    return tell(sentence, **{k: read_told(one) if isinstance(one, list) else one for k, one in filled.items()})


def as_told(found: Problem) -> Told:
    """What a problem says, to fill the gap of another sentence."""
    if not found.message_id:
        return Told(found.message)
    return Told(sentence_of(*found.message_id.split("/")).text, found.params)


class RowFault(ValueError):
    """Why a row of a reply is no figure of ours: a variant of the problem ``fetched_row`` and what fills it."""

    def __init__(self, variant: str, value: object = "", **params: object) -> None:
        super().__init__(variant)
        self.variant, self.value, self.params = variant, value, params

    @property
    def problem(self) -> Problem:
        """The same as a problem, which has sentences in every language."""
        return problem("fetched_row", self.variant, "error", "", "", self.value, **self.params)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with, or worth a look at, a row of a series. ``about`` is its place, a code or as the publisher
    calls it, or the publisher's code of the row; both it and ``period`` may be empty."""

    problem: Problem
    about: str = ""
    period: str = ""

    def __str__(self) -> str:
        return self._with(self.problem.message, "en", ": ")

    def words(self, t: Translator, catalogue: Catalogue) -> str:
        """The sentence in the language of ``t``, with places and indicators by their names."""
        message, _ = say(replace(self.problem, params=named_params(self.problem, catalogue, t.lang)), t._)
        return self._with(message, t.lang, t._(": "))

    def _with(self, message: str, lang: str, colon: str) -> str:
        about, period, message = one_line(self.about, 60), one_line(self.period, 60), one_line(message, len(message))
        area = load_gazetteer().match(about).certain if about else ""
        where = " ".join(filter(None, (area_name(area, lang) if area else about, period)))
        return f"{where}{colon}{message}" if where else message
