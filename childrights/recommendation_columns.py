"""The columns in which recommendations travel: in the template, in the annex, and back in again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from childrights.i18n import LANGUAGES, N_, Translator, translator
from childrights.recommendations import KIND_WORDS, Recommendation
from geo.khmer import fold_khmer


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its ``head``, what goes into it, and an ``example`` as it is typed.

    ``need`` is ``ALWAYS``, ``NEW`` (only where the document is new), ``ONE`` (in one of two languages) or ``FREE``.
    ``width`` and ``form`` are its width and number format in the template.
    """

    head: str
    words: str
    need: str
    example: str = ""
    width: int = 30
    form: str = "@"


ALWAYS, NEW, ONE, FREE = "always", "new", "one", "free"
NEEDS: Mapping[str, str] = {
    ALWAYS: N_("in every row"),
    NEW: N_("only for a document that is not in the list yet"),
    ONE: N_("in one language at least"),
    FREE: N_("if known"),
}
COLUMNS: Mapping[str, Column] = {
    "code": Column(
        N_("Code"), N_("Leave it blank for a new recommendation. The code of one that is known changes its words."),
        FREE, "A7CJ3-3KK7F", width=14),
    "mechanism": Column(
        N_("Asked by"), N_("Who asked: the Committee on the Rights of the Child, or States in the UN review."), ALWAYS,
        "UPR"),
    "recommending_state": Column(N_("Recommending State"), N_("Which State asked, in the UN review."), FREE, "Norway",
        width=18),
    "year": Column(N_("Year"), N_("Year of the document, with four digits."), ALWAYS, "2024", width=8),
    "document": Column(
        N_("Document"), N_("Symbol or name of the document, from the list; another one with its title."), ALWAYS,
        "CRC/C/KHM/CO/4-6", width=24),
    "document_title": Column(
        N_("Title of the document"), N_("Needed once for a document that is not in the list yet."), NEW,
        "Concluding observations on the seventh report", width=34),
    "kind": Column(N_("Kind"), N_("From the list; blank means recommendation."), FREE, "recommendation", width=18),
    "number": Column(
        N_("Paragraph or number"), N_("Paragraph of the document, or number of the recommendation, as text."), FREE,
        "118.10", width=13),
    "cluster": Column(N_("Right"), N_("The right of the dashboard it belongs to, from the list."), ALWAYS, "EDU",
        width=32),
    "crc_articles": Column(
        N_("Articles of the Convention"), N_("Numbers of articles, parted by semicolons."), FREE, "19; 28(2); 37(a)",
        width=16),
    "topic": Column(N_("Topic (English)"), N_("A few words that name it."), FREE, "Corporal punishment", width=28),
    "topic_km": Column(N_("Topic (Khmer)"), N_("A few words that name it."), FREE, "ទណ្ឌកម្មលើរាងកាយ", width=28),
    "summary": Column(
        N_("What was asked (English)"), N_("The text of the document, or a faithful short one."), ONE,
        "Prohibit corporal punishment by law in all settings", width=52),
    "summary_km": Column(
        N_("What was asked (Khmer)"), N_("The text of the document, or a faithful short one."), ONE,
        "ហាមឃាត់ទណ្ឌកម្មលើរាងកាយតាមច្បាប់ គ្រប់ទីកន្លែង", width=52),
    "position": Column(
        N_("Answer of the State at the review (English)"),
        N_("What the State answered in the review itself: supported, noted, or its words."), FREE, "supported",
        width=24),
    "position_km": Column(
        N_("Answer of the State at the review (Khmer)"),
        N_("What the State answered in the review itself: supported, noted, or its words."), FREE, "គាំទ្រ", width=24),
    "measurable_element": Column(N_("What would show it"), N_("What one would look at to judge it."), FREE,
                                 "Prohibition at home in force (yes/no)"),
    "linked_indicators": Column(
        N_("Linked indicators (codes)"), N_("Codes of indicators that help to judge, parted by semicolons."), FREE,
        "violent_discipline; physical_punishment_needed"),
    "source_url": Column(
        N_("Where it can be read (address)"),
        N_("Web address of the document; blank takes that of a document in the list."), NEW,
        "https://undocs.org/en/CRC/C/KHM/CO/4-6", width=34),
    "confidence": Column(N_("How it was read"), N_("For example: text read; summary read; press report."), FREE,
                         "text read", width=20),
}  # fmt: skip
"""Field of ``Recommendation`` → its column, in the order of the template."""

IN_ONE_LANGUAGE: Mapping[str, str] = {
    "topic": N_("Topic"),
    "summary": N_("What was asked"),
    "position": N_("Answer of the State at the review"),
}
"""Heads of the annex over texts in its own language, English where there is no Khmer."""
_TRAVELLING = (
    "document_title", "kind", "crc_articles", "topic", "summary", "position", "measurable_element",
    "linked_indicators", "source_url",
)  # fmt: skip
POSITIONS: Mapping[str, str] = {"supported": N_("supported"), "noted": N_("noted")}


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
    cells = (found[name] for name in _travelling(t))
    return [cell if isinstance(cell, str) else "; ".join(cell) for cell in cells]


def _travelling(t: Translator) -> list[str]:
    other = "" if t.lang == "km" else "_km"
    return [f"{name}{other}" if name in IN_ONE_LANGUAGE else name for name in _TRAVELLING]
