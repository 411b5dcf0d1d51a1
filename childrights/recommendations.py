"""What the Committee and other States asked of Cambodia: loaded with checks, by cluster, article and cycle."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from childrights.catalogue import Catalogue
from childrights.i18n import N_
from childrights.identity import CODE_LENGTH, bare_code, normalise_code, short_code
from childrights.tables import TableRow, read_rows
from geo.tables import REFERENCE_FOLDER

RECOMMENDATIONS_FILE = REFERENCE_FOLDER / "recommendations.csv"
MECHANISMS: Mapping[str, str] = {"CRC": N_("Committee on the Rights of the Child"), "UPR": N_("UN review by States")}
KINDS = ("recommendation", "concern", "list_of_issues", "dialogue", "theme", "aggregate", "context")
ASKING = ("recommendation", "concern", "list_of_issues", "theme")
"""Kinds that ask something of the State; the others report how a cycle went."""
KIND_WORDS: Mapping[str, str] = {
    "recommendation": N_("recommendation"),
    "concern": N_("concern"),
    "list_of_issues": N_("question before the review"),
    "theme": N_("theme of the review"),
}
CODE_WORDS = ("document", "number", "recommending_state", "topic", "summary")
"""What the code of a new recommendation is made from, in this order."""
_COLUMNS = (
    "id", "mechanism", "document", "document_title", "year", "kind", "number", "recommending_state", "cluster", "topic",
    "topic_km", "crc_articles", "summary", "summary_km", "position", "position_km", "measurable_element",
    "linked_indicators", "source_url", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One row of recommendations.csv. ``number`` and ``position`` are text, empty when not known.

    ``code`` stays when its words are corrected, since assessments and links hang on it.
    ``linked_indicators`` are hints, not the official measure. ``confidence`` says what was read. The Khmer words are
    our drafts; rows that only report have none.
    """

    code: str
    mechanism: str
    document: str
    document_title: str
    year: int
    kind: str
    number: str
    recommending_state: str
    cluster: str
    topic: str
    topic_km: str
    crc_articles: tuple[str, ...]
    summary: str
    summary_km: str
    position: str
    position_km: str
    measurable_element: str
    linked_indicators: tuple[str, ...]
    source_url: str
    confidence: str

    @property
    def asks(self) -> bool:
        """Whether something is asked of the State, rather than a cycle described."""
        return self.kind in ASKING

    @property
    def article_numbers(self) -> tuple[int, ...]:
        """The articles of the Convention it touches, without paragraphs, in order and each once."""
        return tuple(sorted({int(part.partition("(")[0]) for part in self.crc_articles}))


def new_code(document: str, number: str, recommending_state: str, topic: str, summary: str) -> str:
    """The code of a recommendation that has none yet: the same words always get the same one."""
    return short_code(document, number, recommending_state, topic, summary)


@dataclass(frozen=True, slots=True)
class Cycle:
    """One reporting cycle: a document of one mechanism and year with all that was read of it."""

    mechanism: str
    document: str
    title: str
    year: int
    recommendations: tuple[Recommendation, ...]


def load_recommendations(catalogue: Catalogue, path: Path = RECOMMENDATIONS_FILE) -> tuple[Recommendation, ...]:
    """Every row, newest document first, in the order of the file within one.

    Raises ``ReferenceTableError`` naming file, row and column of the first thing that is wrong: an unknown kind,
    cluster, article or indicator, an id that is none or stands twice, or an empty year, summary or source.
    """
    articles = {article.article for article in catalogue.articles}
    found, codes = [], set[str]()
    for row in read_rows(path, _COLUMNS):
        one = _read(row, catalogue, articles)
        if one.code in codes:
            raise row.refuse("id", f"'{one.code}' stands in the table twice")
        codes.add(one.code)
        found.append(one)
    return tuple(sorted(found, key=lambda one: -one.year))


def _read(row: TableRow, catalogue: Catalogue, articles: Collection[int]) -> Recommendation:
    code = row.text("id")
    if not code:
        raise row.refuse("id", f"is empty; a new row may be given {new_code(*map(row.text, CODE_WORDS))}")
    if normalise_code(code) != code or len(bare_code(code)) != CODE_LENGTH:
        raise row.refuse("id", f"'{code}' is not a code as A7CJ3-3KK7F")
    for part in row.parts("crc_articles"):
        number = part.partition("(")[0]
        if not number.isdecimal() or int(number) not in articles:
            raise row.refuse("crc_articles", f"'{part}' is not an article of the Convention")
    for linked in row.parts("linked_indicators"):
        if linked not in catalogue.indicators:
            raise row.refuse("linked_indicators", f"'{linked}' is not an indicator")
    return Recommendation(
        code=code,
        mechanism=row.choice("mechanism", tuple(MECHANISMS)),
        document=row.required("document"),
        document_title=row.required("document_title"),
        year=row.integer("year"),
        kind=row.choice("kind", KINDS),
        number=row.text("number"),
        recommending_state=row.text("recommending_state"),
        cluster=row.choice("cluster", ("", *catalogue.clusters)),
        topic=row.text("topic"),
        topic_km=row.text("topic_km"),
        crc_articles=row.parts("crc_articles"),
        summary=row.required("summary"),
        summary_km=_in_khmer(row, "summary") if row.text("kind") in ASKING else row.text("summary_km"),
        position=row.text("position"),
        position_km=_in_khmer(row, "position"),
        measurable_element=row.text("measurable_element"),
        linked_indicators=row.parts("linked_indicators"),
        source_url=row.required("source_url"),
        confidence=row.required("confidence"),
    )


def _in_khmer(row: TableRow, column: str) -> str:
    """The Khmer beside ``column``, refused when there is English to say and nothing in Khmer."""
    return row.required(f"{column}_km") if row.text(column) else row.text(f"{column}_km")


def touching(
    recommendations: Sequence[Recommendation], *, cluster: str = "", article: int | None = None, indicator: str = ""
) -> tuple[Recommendation, ...]:
    """Those that ask something about a cluster, an article and an indicator; all that ask when none is named."""
    return tuple(
        one
        for one in recommendations
        if one.asks
        and (not cluster or one.cluster == cluster)
        and (article is None or article in one.article_numbers)
        and (not indicator or indicator in one.linked_indicators)
    )


def cycles(recommendations: Sequence[Recommendation]) -> tuple[Cycle, ...]:
    """The reporting cycles, newest first, each with its rows; a mechanism's documents of one year stay apart."""
    groups: dict[tuple[str, str, str, int], list[Recommendation]] = {}
    for one in recommendations:
        groups.setdefault((one.mechanism, one.document, one.document_title, one.year), []).append(one)
    found = [Cycle(*key, tuple(rows)) for key, rows in groups.items()]
    return tuple(sorted(found, key=lambda cycle: (-cycle.year, cycle.mechanism, cycle.document)))


def over_cycles(recommendations: Sequence[Recommendation], topic: str) -> tuple[Recommendation, ...]:
    """How one topic came back: everything that asks under the same words, oldest first."""
    wanted = topic.casefold()
    return tuple(sorted((one for one in touching(recommendations) if one.topic.casefold() == wanted), key=_year))


def _year(one: Recommendation) -> int:
    return one.year
