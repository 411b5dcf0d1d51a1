"""The documents in which Cambodia was asked something: how much each holds, what of it is here, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import read_rows
from childrights.i18n import Translator
from childrights.rights.counting import Tally, tally
from childrights.rights.recommendations import MECHANISMS, Recommendation
from geo import REFERENCE_FOLDER

CYCLES_FILE = REFERENCE_FOLDER / "review_cycles.csv"
_COLUMNS = (
    "document",
    "mechanism",
    "title",
    "title_km",
    "year",
    "session",
    "cycle",
    "in_all",
    "counted_by",
    "counted_by_km",
    "missing",
    "missing_km",
    "source_url",
)


@dataclass(frozen=True, slots=True)
class Review:
    """One document. ``in_all`` is how many recommendations somebody counted in it, ``counted_by`` who; else ``None``.

    ``session`` and ``cycle`` are those of a review of States.

    ``missing`` says what of it was not read when the table of recommendations was made.
    """

    document: str
    mechanism: str
    title: str
    title_km: str
    year: int
    in_all: int | None = None
    counted_by: str = ""
    counted_by_km: str = ""
    missing: str = ""
    missing_km: str = ""
    source_url: str = ""
    session: int | None = None
    cycle: int | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document with how much of it is here; ``brought_in`` counts rows that came from spreadsheets of people."""

    review: Review
    held: Tally
    brought_in: int

    @property
    def here(self) -> int:
        """How many of its recommendations are here, by number."""
        return self.held.recommendations


@lru_cache(maxsize=4)
def load_reviews(path: Path = CYCLES_FILE) -> tuple[Review, ...]:
    """Every document of the table, newest first. Raises ``ReferenceTableError`` naming file, row and column."""
    found = [
        Review(
            document=row.required("document"),
            mechanism=row.choice("mechanism", tuple(MECHANISMS)),
            title=row.required("title"),
            title_km=row.required("title_km"),
            year=row.integer("year"),
            in_all=row.integer_or_none("in_all"),
            counted_by=row.text("counted_by"),
            counted_by_km=row.text("counted_by_km"),
            missing=row.required("missing"),
            missing_km=row.required("missing_km"),
            source_url=row.required("source_url"),
            session=row.integer_or_none("session"),
            cycle=row.integer_or_none("cycle"),
        )
        for row in read_rows(path, _COLUMNS)
    ]
    return tuple(sorted(found, key=lambda one: -one.year))


def documents(reviews: Iterable[Review], asked: Iterable[Recommendation]) -> dict[str, Review]:
    """Every document that is known, by its symbol, newest first: those of the table, then those people brought in."""
    found = {one.document: one for one in reviews}
    for one in asked:
        found.setdefault(
            one.document,
            Review(one.document, one.mechanism, one.document_title, "", one.year, source_url=one.source_url),
        )
    return dict(sorted(found.items(), key=lambda item: -item[1].year))


def loaded(
    reviews: Iterable[Review], asked: Sequence[Recommendation], brought_in: Mapping[str, object]
) -> tuple[Loaded, ...]:
    """Every document with how much of it is here; ``brought_in`` holds the codes that people gave.

    Documents that ask nothing themselves (a dialogue) are left out.
    """
    found = []
    for review in documents(reviews, [one for one in asked if one.asks]).values():
        own = [one for one in asked if one.document == review.document]
        found.append(Loaded(review, tally(own), sum(one.code in brought_in for one in own)))
    return tuple(found)


def in_all_words(review: Review, t: Translator) -> str:
    """How many recommendations a document holds and who counted; says so when nobody did."""
    if review.in_all is None:
        return t._("not counted here")
    who = t.pick(review.counted_by, review.counted_by_km)
    return t._("{count} ({who})").format(count=review.in_all, who=who)
