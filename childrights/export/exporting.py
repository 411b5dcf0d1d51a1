"""Open data: published figures in eight formats, each with its sources, terms, snapshot and short codes.

Text that a spreadsheet would run as a formula is made harmless in every format a spreadsheet opens.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from childrights.catalogue import (
    DIMENSIONS,
    TOTAL,
    Catalogue,
    ChildRightsError,
    Group,
    Indicator,
    Observation,
    Source,
    UnknownCode,
)
from childrights.export.columns import COLUMNS, FORMULA, NEWER_COLUMNS, NEWER_WORDS
from childrights.i18n import LANGUAGES, N_, translator
from childrights.members import Sender, senders
from childrights.members import words as layer_words
from childrights.newest import NewestFigures, newest_figures
from childrights.snapshot import Snapshot, all_observations
from geo import AreaError, area_name, parse_area

Cell = str | int | float | None
TERMS = N_(
    "The figures belong to their publishers. The known terms of each source are in its licence_note; terms "
    "marked 'confirm' must be confirmed with the publisher before figures are published again."
)


class ExportError(ChildRightsError):
    """Nothing to export, an unknown format, or a place that cannot be written to."""


@dataclass(frozen=True, slots=True)
class NotShown:
    """A place for which a view shows no value; ``reason`` is one of ``words.REASONS``, ``why`` its own words.

    Without ``why`` the words are those of the reason; without ``group`` nothing is said of whom it would be.
    """

    indicator: Indicator
    area: str
    period: str
    reason: str
    why: str = ""
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class ExportPackage:
    """What is exported: figures with the indicators and sources they need, and the snapshot they come from.

    ``not_shown`` are places without a figure, for formats that draw them.
    """

    observations: tuple[Observation, ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    snapshot: str
    content_hash: str
    built_at: str
    newer: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    """What must be told with a figure, by its code; nothing for those that are the newest themselves."""
    not_shown: tuple[NotShown, ...] = ()

    def rows(self) -> list[tuple[Cell, ...]]:
        """One row a figure in the order of ``COLUMNS``."""
        by_code = {one.code: one for one in self.indicators}
        return [_row(one, by_code[one.indicator], self.newer.get(one.id, ())) for one in self.observations]

    def about(self) -> list[tuple[str, str]]:
        """What a reader must know about the whole, as name and value."""
        return [
            ("title", "Child rights in Cambodia: published figures"),
            ("publisher", "Child Rights Coalition Cambodia"),
            ("snapshot", self.snapshot),
            ("content_hash", self.content_hash),
            ("built_at", self.built_at),
            ("figures", str(len(self.observations))),
            ("terms", TERMS),
            ("missing", "A missing figure is left empty, and its status says why. Zero means zero."),
            ("code", "python run.py verify CODE leads from the code of a figure to the cell it was read in."),
            *((f"newer_{lang}", translator(lang)._(NEWER_WORDS)) for lang in LANGUAGES),
        ]


def _row(one: Observation, indicator: Indicator, newer: Sequence[Observation]) -> tuple[Cell, ...]:
    known: dict[str, Cell] = {
        "code": one.id,
        "indicator_name": indicator.name_en,
        "unit": indicator.unit,
        "area_name": area_name(one.area, "en"),
        "comparability_note": indicator.comparability_note,
        **newer_cells(newer),
    }
    return tuple(known[name] if name in known else getattr(one, name) for name in COLUMNS)


def newer_cells(newer: Sequence[Observation]) -> dict[str, Cell]:
    """The cells of ``NEWER_COLUMNS``. A single value stays a number; several would be none in any format."""
    if not newer:
        return dict.fromkeys(NEWER_COLUMNS)
    told = [(one.period_label, str(one.value), one.area, newer_group(one), one.indicator, one.id) for one in newer]
    cells: dict[str, Cell] = dict(zip(NEWER_COLUMNS, map("; ".join, zip(*told, strict=True)), strict=True))
    return cells | ({"newer_value": newer[0].value} if len(newer) == 1 else {})


def newer_group(one: Observation) -> str:
    """The group of a figure by its codes: ``female, rural``, or ``total``."""
    return ", ".join(code for name in DIMENSIONS if (code := getattr(one, name)) != TOTAL) or TOTAL


def package(
    snapshot: Snapshot,
    catalogue: Catalogue,
    *,
    indicators: Sequence[str] = (),
    areas: Sequence[str] = (),
    years: Sequence[int] = (),
) -> ExportPackage:
    """The figures of some indicators, areas and years (all when none are named): what is published, and the members'
    layer beside it, each row marked in its column ``layer``.

    Raises ``UnknownCode`` for an indicator or area nobody knows, ``ExportError`` when no figure matches.
    """
    for code in indicators:
        if code not in catalogue.indicators:
            raise UnknownCode(N_("There is no indicator {code}. List them with: python run.py indicators"), code=code)
    for area in areas:
        try:
            parse_area(area)
        except AreaError as error:
            raise UnknownCode(f"{error}.") from None
    found = all_observations(snapshot, indicators=indicators, areas=areas, years=years, both_layers=True)
    if not found:
        raise ExportError(N_("No published figure matches this choice of indicators, areas and years."))
    newest = newest_figures(snapshot, catalogue, sorted({one.indicator for one in found}))
    return packed(snapshot, catalogue, found, newest)


def packed(
    snapshot: Snapshot, catalogue: Catalogue, found: Sequence[Observation], newest: NewestFigures
) -> ExportPackage:
    """``found`` with the indicators and sources it needs, and of each figure what must be told with it.

    What is of a part of the people has no newer figure here: what is known of everybody says nothing of that part.
    """
    used = {one.indicator for one in found}
    return ExportPackage(
        observations=tuple(found),
        indicators=tuple(one for one in catalogue.indicators.values() if one.code in used),
        sources=sources_of(snapshot, catalogue, found),
        snapshot=snapshot.name,
        content_hash=snapshot.content_hash,
        built_at=snapshot.built_at,
        newer={one.id: newer for one in found if not one.scope and (newer := newest.newer(one))},
    )


def sources_of(snapshot: Snapshot, catalogue: Catalogue, found: Iterable[Observation]) -> tuple[Source, ...]:
    """The sources of figures, a member's upload as a source of its own."""
    cited, sent = {one.source for one in found}, {one.upload for one in found}
    return (
        *(one for one in catalogue.sources.values() if one.key in cited),
        *(_upload(one) for code, one in senders(snapshot).items() if code in sent),
    )


def _upload(sent: Sender) -> Source:
    """An upload as a source: who sent it, and what it said its figures are."""
    title = f"Upload {sent.upload} by {sent.member}: {layer_words.source(sent.provenance, translator('en'))}"
    terms = "Figures of a member organisation; ask it before publishing them again"
    return Source(sent.upload, title, sent.member, None, "", "ask", terms, "", title)


def safe(value: Cell) -> Cell:
    """``value`` as a spreadsheet may open it: text that would run as a formula gets an apostrophe in front (OWASP)."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA) else value


def csv_table(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """A CSV that spreadsheets read with the right letters: UTF-8 with a mark, CRLF, harmless text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([["" if cell is None else safe(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def record_rows(kind: Sequence[object], columns: Sequence[str]) -> list[tuple[Cell, ...]]:
    """Rows of ``columns`` from dataclasses such as sources or indicators."""
    return [tuple(getattr(one, name) for name in columns) for one in kind]
