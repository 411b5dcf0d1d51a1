"""What the Committee and other States asked of Cambodia: loaded with checks, by cluster, article and cycle."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from childrights.catalogue import CODE_LENGTH, Catalogue, TableRow, bare_code, normalise_code, read_rows, short_code
from childrights.i18n import LANGUAGES, N_, Translator, translator
from geo import REFERENCE_FOLDER, fold_khmer

RECOMMENDATIONS_FILE = REFERENCE_FOLDER / "recommendations.csv"
MECHANISMS: Mapping[str, str] = {
    "CRC": N_("Committee on the Rights of the Child"),
    "UPR": N_("UN review by States"),
    "CCPR": N_("Human Rights Committee"),
    "CESCR": N_("Committee on Economic, Social and Cultural Rights"),
    "CEDAW": N_("Committee on the Elimination of Discrimination against Women"),
    "CERD": N_("Committee on the Elimination of Racial Discrimination"),
    "CAT": N_("Committee against Torture"),
    "SPT": N_("Subcommittee on Prevention of Torture"),
    "CRPD": N_("Committee on the Rights of Persons with Disabilities"),
    "CED": N_("Committee on Enforced Disappearances"),
    "CMW": N_("Committee on Migrant Workers"),
    "SR": N_("Special Rapporteurs and other UN experts"),
    "PLAN": N_("National plans"),
}
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
    "id",
    "mechanism",
    "document",
    "document_title",
    "year",
    "kind",
    "number",
    "recommending_state",
    "cluster",
    "topic",
    "topic_km",
    "crc_articles",
    "summary",
    "summary_km",
    "position",
    "position_km",
    "measurable_element",
    "linked_indicators",
    "source_url",
    "confidence",
    "official_text",
    "dated",
    "urgent",
    "external_id",
    "read_in",
    "collected",
)
_PART = re.compile(r"\s*\(\s*[0-9a-z]+\s*\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One row of recommendations.csv. ``number`` and ``position`` are text, empty when not known.

    ``code`` stays when its words are corrected, since assessments and links hang on it.
    ``linked_indicators`` are hints, not the official measure. ``confidence`` says what was read. The Khmer words are
    our drafts; rows that only report have none. ``summary`` are plain words, or the wording itself where nobody wrote
    plainer ones; ``official_text`` is the wording of the document as far as it was read, ``dated`` the day of the
    document, ``urgent`` whether the Committee marked it so, ``external_id`` what the publisher calls it. ``read_in``
    says where it was read, ``collected`` which rows of the lists it was collected from became this one.
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
    official_text: str = ""
    dated: str = ""
    urgent: bool = False
    external_id: str = ""
    read_in: str = ""
    collected: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether something is asked of the State, rather than a cycle described."""
        return self.kind in ASKING

    @property
    def article_numbers(self) -> tuple[int, ...]:
        """The articles of the Convention it touches, without paragraphs, in order and each once."""
        return tuple(sorted({int(part.partition("(")[0]) for part in self.crc_articles}))

    @property
    def on_children(self) -> bool:
        """Whether it belongs to a right or an article of the Convention; much of a UN review does not."""
        return bool(self.cluster or self.crc_articles) or self.mechanism == "CRC"

    @property
    def themes(self) -> tuple[str, ...]:
        """The topics it is filed under, each by itself."""
        return tuple(part.strip() for part in self.topic.split(";") if part.strip())

    @property
    def answer(self) -> str:
        """The key of ``POSITIONS`` that its position belongs to; empty when the position is not known."""
        told = self.position.casefold()
        return next((code for code, words in POSITIONS.items() if told.startswith((code, words))), "")

    @property
    def paragraph(self) -> str:
        """Its number without the letter of a part: 39 for 39(a)."""
        return _PART.sub("", self.number)


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
        summary=row.text("summary") or row.required("official_text" if row.text("official_text") else "summary"),
        summary_km=_in_khmer(row, "summary") if row.text("kind") in ASKING else row.text("summary_km"),
        position=row.text("position"),
        position_km=_in_khmer(row, "position"),
        measurable_element=row.text("measurable_element"),
        linked_indicators=row.parts("linked_indicators"),
        source_url=row.required("source_url"),
        confidence=row.required("confidence"),
        official_text=row.text("official_text"),
        dated=row.text("dated"),
        urgent=row.choice("urgent", ("", "yes")) == "yes",
        external_id=row.text("external_id"),
        read_in=row.text("read_in"),
        collected=row.parts("collected"),
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


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: its ``head``, what goes into it, and an ``example`` as it is typed.

    ``need`` is ``ALWAYS``, ``NEW`` (only where the document is new), ``ONE`` (in one of two languages),
    ``OF_CHILDREN`` (where a row tells what children say) or ``FREE``.
    ``width`` and ``form`` are its width and number format in the template.
    """

    head: str
    words: str
    need: str
    example: str = ""
    width: int = 30
    form: str = "@"


ALWAYS, NEW, ONE, FREE = "always", "new", "one", "free"
OF_CHILDREN = "children"
NEEDS: Mapping[str, str] = {
    ALWAYS: N_("in every row"),
    OF_CHILDREN: N_("for views of children"),
    NEW: N_("only for a document that is not in the list yet"),
    ONE: N_("in one language at least"),
    FREE: N_("if known"),
}
COLUMNS: Mapping[str, TemplateColumn] = {
    "code": TemplateColumn(
        N_("Code"),
        N_("Leave it blank for a new recommendation. The code of one that is known changes its words."),
        FREE,
        "A7CJ3-3KK7F",
        width=14,
    ),
    "mechanism": TemplateColumn(
        N_("Asked by"),
        N_("Who asked: the Committee on the Rights of the Child, or States in the UN review."),
        ALWAYS,
        "UPR",
    ),
    "recommending_state": TemplateColumn(
        N_("Recommending State"), N_("Which State asked, in the UN review."), FREE, "Norway", width=18
    ),
    "year": TemplateColumn(N_("Year"), N_("Year of the document, with four digits."), ALWAYS, "2024", width=8),
    "document": TemplateColumn(
        N_("Document"),
        N_("Symbol or name of the document, from the list; another one with its title."),
        ALWAYS,
        "CRC/C/KHM/CO/4-6",
        width=24,
    ),
    "document_title": TemplateColumn(
        N_("Title of the document"),
        N_("Needed once for a document that is not in the list yet."),
        NEW,
        "Concluding observations on the seventh report",
        width=34,
    ),
    "kind": TemplateColumn(
        N_("Kind"), N_("From the list; blank means recommendation."), FREE, "recommendation", width=18
    ),
    "number": TemplateColumn(
        N_("Paragraph or number"),
        N_("Paragraph of the document, or number of the recommendation, as text."),
        FREE,
        "118.10",
        width=13,
    ),
    "cluster": TemplateColumn(
        N_("Right"), N_("The right of the dashboard it belongs to, from the list."), ALWAYS, "EDU", width=32
    ),
    "crc_articles": TemplateColumn(
        N_("Articles of the Convention"),
        N_("Numbers of articles, separated by semicolons."),
        FREE,
        "19; 28(2); 37(a)",
        width=16,
    ),
    "topic": TemplateColumn(N_("Topic (English)"), N_("A short name for it."), FREE, "Corporal punishment", width=28),
    "topic_km": TemplateColumn(N_("Topic (Khmer)"), N_("A short name for it."), FREE, "ទណ្ឌកម្មលើរាងកាយ", width=28),
    "summary": TemplateColumn(
        N_("What was asked (English)"),
        N_("The text of the document, or a faithful short one."),
        ONE,
        "Prohibit corporal punishment by law in all settings",
        width=52,
    ),
    "summary_km": TemplateColumn(
        N_("What was asked (Khmer)"),
        N_("The text of the document, or a faithful short one."),
        ONE,
        "ហាមឃាត់ដោយច្បាប់នូវទណ្ឌកម្មលើរាងកាយ គ្រប់ទីកន្លែង",
        width=52,
    ),
    "position": TemplateColumn(
        N_("Answer of the State at the review (English)"),
        N_("What the State answered in the review itself: supported, noted, or its words."),
        FREE,
        "supported",
        width=24,
    ),
    "position_km": TemplateColumn(
        N_("Answer of the State at the review (Khmer)"),
        N_("What the State answered in the review itself: supported, noted, or its words."),
        FREE,
        "ទទួលយក",
        width=24,
    ),
    "measurable_element": TemplateColumn(
        N_("What would show it"),
        N_("What would help to judge it."),
        FREE,
        "Prohibition at home in force (yes/no)",
    ),
    "linked_indicators": TemplateColumn(
        N_("Linked indicators (codes)"),
        N_("Codes of indicators that help to judge, separated by semicolons."),
        FREE,
        "violent_discipline; physical_punishment_needed",
    ),
    "source_url": TemplateColumn(
        N_("Where it can be read (address)"),
        N_("Web address of the document; blank takes that of a document in the list."),
        NEW,
        "https://undocs.org/en/CRC/C/KHM/CO/4-6",
        width=34,
    ),
    "confidence": TemplateColumn(
        N_("How it was read"), N_("For example: text read; summary read; press report."), FREE, "text read", width=20
    ),
    "official_text": TemplateColumn(
        N_("Official wording"),
        N_("The words of the document itself, as they were read."),
        FREE,
        "Enact legislation to explicitly prohibit corporal punishment",
        width=52,
    ),
    "dated": TemplateColumn(N_("Day of the document"), N_("As 2022-06-27."), FREE, "2022-06-27", width=14),
    "urgent": TemplateColumn(
        N_("Urgent"), N_("Yes, where the Committee marked it as urgent (paragraph 4)."), FREE, "yes", width=9
    ),
    "external_id": TemplateColumn(
        N_("Id at the publisher"), N_("The id in UHRI or UPR Info, so that it is known again."), FREE, "", width=20
    ),
}
"""Field of ``Recommendation`` → its column, in the order of the template."""

IN_ONE_LANGUAGE: Mapping[str, str] = {
    "topic": N_("Topic"),
    "summary": N_("What was asked"),
    "position": N_("Answer of the State at the review"),
}
"""Heads of the annex over texts in its own language, English where there is no Khmer."""
_TRAVELLING = (
    "document_title",
    "kind",
    "crc_articles",
    "topic",
    "summary",
    "position",
    "measurable_element",
    "linked_indicators",
    "source_url",
    "official_text",
    "dated",
    "urgent",
    "external_id",
)
YES: Mapping[str, str] = {"yes": N_("yes")}
POSITIONS: Mapping[str, str] = {
    "both": N_("supported in part, noted in part"),
    "supported": N_("supported"),
    "noted": N_("noted"),
    "pending": N_("not answered yet"),
}
"""Answers of a State in a review: two, and what a number holds both of, or has none of yet."""


def plain_head(text: str) -> str:
    """A head as it is compared: case, spaces, line breaks, a star at the end and how Khmer is typed do not
    matter."""
    return " ".join(fold_khmer(text.replace("\u200b", "")).split()).rstrip("* ").casefold()


def heads() -> dict[str, str]:
    """Plain head in any language → the field under it, that of its own language for texts in one language."""
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        t = translator(lang)
        found |= {plain_head(t._(column.head)): name for name, column in COLUMNS.items()}
        end = "_km" if lang == "km" else ""
        found |= {plain_head(t._(head)): f"{name}{end}" for name, head in IN_ONE_LANGUAGE.items()}
    return found


def travelling_heads(t: Translator) -> list[str]:
    """The heads of the last columns of an annex, which only let it be taken in again."""
    return [t._(COLUMNS[name].head) for name in _travelling(t)]


def travelling(asked: Recommendation, indicators: Sequence[str], t: Translator) -> list[str]:
    """The cells under ``travelling_heads``; texts stand there in the language that the annex is not in."""
    found = asdict(asked) | {"kind": t._(KIND_WORDS[asked.kind]), "linked_indicators": indicators}
    found["urgent"] = t._(YES["yes"]) if asked.urgent else ""
    cells = (found[name] for name in _travelling(t))
    return [cell if isinstance(cell, str) else "; ".join(cell) for cell in cells]


def _travelling(t: Translator) -> list[str]:
    other = "" if t.lang == "km" else "_km"
    return [f"{name}{other}" if name in IN_ONE_LANGUAGE else name for name in _TRAVELLING]
