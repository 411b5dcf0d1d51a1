"""Which ministry a recommendation is about, by its articles and topic: a table the coalition edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import DutyBearer, load_bearers, read_rows
from childrights.rights.recommendations import Recommendation
from geo import REFERENCE_FOLDER


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry or agency with the articles of the Convention and the words of topics in its field."""

    bearer: DutyBearer
    articles: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of the body."""
        return self.bearer.code

    def name(self, lang: str) -> str:
        """The name in ``en`` or ``km``."""
        return self.bearer.name(lang)


@lru_cache(maxsize=4)
def load_ministries(folder: Path = REFERENCE_FOLDER) -> tuple[Ministry, ...]:
    """Every body whose field is told. Raises ``ReferenceTableError`` naming file, row and column."""
    bearers, found = load_bearers(folder), []
    for row in read_rows(folder / "fields_of_work.csv", ("duty_bearer", "articles", "words")):
        code = row.required("duty_bearer")
        if code not in bearers:
            raise row.refuse("duty_bearer", f"'{code}' is not in duty_bearers.csv")
        if any(not part.isdecimal() for part in row.parts("articles")):
            raise row.refuse("articles", "are numbers of articles, parted by semicolons")
        words = tuple(word.casefold() for word in row.parts("words"))
        found.append(Ministry(bearers[code], tuple(map(int, row.parts("articles"))), words))
    return tuple(found)


def ministries_of(one: Recommendation, ministries: Sequence[Ministry]) -> tuple[Ministry, ...]:
    """Those whose field a recommendation touches, in the order of the table."""
    topic, articles = one.topic.casefold(), set(one.article_numbers)
    return tuple(
        ministry
        for ministry in ministries
        if articles & set(ministry.articles) or any(word in topic for word in ministry.words)
    )
