"""The coalition's own asks of earlier submissions, as people brought them in or typed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, Generic, TypeVar

from childrights.catalogue import short_code
from childrights.i18n import N_, Translator
from childrights.rights import ALWAYS, FREE, ORIGIN_FIELDS, Origin, TemplateColumn
from childrights.snapshot import Snapshot

What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class OwnAsk:
    """One ask. ``own_id`` is what the coalition calls it in its document; both together are what it is known by.

    ``text_en`` or ``text_km`` may be empty, not both. ``duty_bearers`` are codes of duty_bearers.csv.
    """

    code: str
    own_id: str
    document: str
    year: int
    submission: str
    paragraph: str
    text_en: str
    text_km: str
    crc_articles: tuple[str, ...]
    duty_bearers: tuple[str, ...]
    source_url: str = ""

    @property
    def article_numbers(self) -> tuple[int, ...]:
        """The articles of the Convention, without paragraphs, in order and each once."""
        return tuple(sorted({int(part.partition("(")[0]) for part in self.crc_articles}))

    def text(self, t: Translator) -> str:
        """The ask in the language of ``t`` where somebody wrote it so, else in the other one."""
        return t.pick(self.text_en or self.text_km, self.text_km)


@dataclass(frozen=True, slots=True)
class KeptRow(Generic[What]):
    """One row of an import: where it was read, and the ask or the measure that it tells."""

    origin: Origin
    sheet: str
    row: int
    what: What


def ask_code(document: str, own_id: str) -> str:
    """The code of an ask: the same document and id always give the same one."""
    return short_code("own ask", document, own_id)


ASK_COLUMNS: Mapping[str, TemplateColumn] = {
    "own_id": TemplateColumn(
        N_("Number of the ask"),
        N_("What your document calls it, or a number of your own; each once in a document."),
        ALWAYS,
        "12",
        width=14,
    ),
    "document": TemplateColumn(
        N_("Document of the submission"),
        N_("Title of the report or submission in which the coalition asked for this."),
        ALWAYS,
        "Alternative report 2021",
        width=30,
    ),
    "year": TemplateColumn(N_("Year"), N_("Year of the document, with four digits."), ALWAYS, "2021", width=8),
    "submission": TemplateColumn(
        N_("Sent to"),
        N_("To whom or which review it was sent."),
        FREE,
        "Committee on the Rights of the Child, 90th session",
        width=28,
    ),
    "paragraph": TemplateColumn(
        N_("Paragraph or page"), N_("Where it is in the document."), FREE, "para. 34", width=14
    ),
    "text_en": TemplateColumn(
        N_("What the coalition asked (English)"),
        N_("The ask in the words of the document, one in each row."),
        "one",
        "Register the birth of every child free of charge",
        width=52,
    ),
    "text_km": TemplateColumn(
        N_("What the coalition asked (Khmer)"),
        N_("The ask in the words of the document, one in each row."),
        "one",
        "ចុះបញ្ជីកំណើតកុមារគ្រប់រូបដោយឥតគិតថ្លៃ",
        width=52,
    ),
    "crc_articles": TemplateColumn(
        N_("Articles of the Convention"), N_("Numbers of articles, separated by semicolons."), FREE, "7; 8", width=16
    ),
    "duty_bearers": TemplateColumn(
        N_("Ministries asked"), N_("Codes or names of ministries from the list, separated by semicolons."), FREE, "moi"
    ),
    "source_url": TemplateColumn(
        N_("Where it can be read (address)"),
        N_("Web address of the document, if it is published."),
        FREE,
        "https://example.org/report.pdf",
        width=34,
    ),
}
"""Field of ``OwnAsk`` → its column, in the order of the template."""


def read_kept(snapshot: Snapshot, table: str, kind: type[What]) -> tuple[KeptRow[What], ...]:
    """Every row of every import of a kind, those taken back too, in the order in which they were recorded."""
    there = {str(name) for (name,) in snapshot.rows(f"SELECT column_name FROM (DESCRIBE snapshot.{table})")}
    # What a snapshot of an earlier version has no column of was not said: it stands at its default there.
    own = [one.name for one in fields(kind) if one.name in there or one.default is MISSING]  # type: ignore[arg-type]
    names = ", ".join(f'"{name}"' for name in (*ORIGIN_FIELDS, "sheet", "row", *own))
    rows = snapshot.rows(f"SELECT {names} FROM snapshot.{table} ORDER BY id, row")
    return tuple(_kept(row, kind, own) for row in rows)


def _kept(row: Sequence[Any], kind: type[What], own: Sequence[str]) -> KeptRow[What]:
    cells: list[Any] = [tuple(cell) if isinstance(cell, list) else cell for cell in row]
    first = len(ORIGIN_FIELDS)
    return KeptRow(
        Origin(*cells[:first]), cells[first], cells[first + 1], kind(**dict(zip(own, cells[first + 2 :], strict=True)))
    )


def standing_rows(given: Sequence[KeptRow[Any]]) -> dict[str, KeptRow[Any]]:
    """Code → the newest row that was not taken back, in the order in which the codes first came."""
    return {one.what.code: one for one in given if one.origin.stands}


def standing_asks(given: Sequence[KeptRow[OwnAsk]]) -> tuple[OwnAsk, ...]:
    """Every ask in its newest standing words, the newest document first, in the order of its table."""
    found = [one.what for one in standing_rows(given).values()]
    return tuple(sorted(found, key=lambda one: (-one.year, one.document)))


def own_asks(snapshot: Snapshot) -> tuple[OwnAsk, ...]:
    """Every ask that stands."""
    return standing_asks(read_kept(snapshot, "own_ask", OwnAsk))


def own_table_imports(given: Sequence[KeptRow[Any]]) -> tuple[tuple[Origin, tuple[KeptRow[Any], ...]], ...]:
    """Every import with its rows, the newest first; ids of asks and measures tell them apart."""
    found: dict[str, list[KeptRow[Any]]] = {}
    for one in given:
        found.setdefault(one.origin.id, []).append(one)
    pairs = [(rows[0].origin, tuple(rows)) for rows in found.values()]
    return tuple(sorted(pairs, key=lambda pair: (pair[0].recorded_at, pair[0].id), reverse=True))
