"""Which ministry a recommendation is about, by its articles and topic: a table the coalition edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.rights.recommendations import Recommendation
from geo import REFERENCE_FOLDER

MINISTRIES_FILE = REFERENCE_FOLDER / "ministries.csv"


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry or authority: the articles of the Convention in its field, and words of topics in its field."""

    code: str
    name: str
    name_km: str
    articles: tuple[int, ...]
    words: tuple[str, ...]


@lru_cache(maxsize=4)
def load_ministries(path: Path = MINISTRIES_FILE) -> tuple[Ministry, ...]:
    """Every ministry of the table. Raises ``ReferenceTableError`` naming file, row and column."""
    found = []
    for row in read_rows(path, ("code", "name", "name_km", "articles", "words")):
        if any(not part.isdecimal() for part in row.parts("articles")):
            raise row.refuse("articles", "are numbers of articles, parted by semicolons")
        found.append(
            Ministry(
                row.required("code"),
                row.required("name"),
                row.required("name_km"),
                tuple(map(int, row.parts("articles"))),
                tuple(word.casefold() for word in row.parts("words")),
            )
        )
    return tuple(found)


def ministries_of(one: Recommendation, ministries: Sequence[Ministry]) -> tuple[Ministry, ...]:
    """Those whose field a recommendation touches, in the order of the table."""
    topic, articles = one.topic.casefold(), set(one.article_numbers)
    return tuple(
        ministry
        for ministry in ministries
        if articles & set(ministry.articles) or any(word in topic for word in ministry.words)
    )
