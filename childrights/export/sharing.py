"""What a view gives away: its figures as a table or a workbook, how to cite it, and what its files are called.

The figures are exactly those of the view. Places that it names as not drawn stand in the table too, without a value
and with the reason, so that whoever gets the file does not take silence for zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from babel.dates import format_date

from childrights.catalogue import Indicator, Source
from childrights.export.columns import COLUMNS, INDICATOR_COLUMNS, NEWER_WORDS, SOURCE_COLUMNS
from childrights.export.exporting import TERMS, Cell, ExportPackage, NotShown, csv_table, record_rows
from childrights.export.workbooks import workbook
from childrights.i18n import N_, Translator
from childrights.language import told_text, words
from childrights.snapshot import told_note
from geo import COUNTRY, area_name

PUBLISHER = N_("Child Rights Coalition Cambodia")
PRODUCT = N_("Child rights in Cambodia")
SHARED_COLUMNS = (*COLUMNS, "shown", "why_not_shown", "source_citation", "source_terms", "snapshot")
"""One row a figure or a place without one; the last three let a single CSV file stand for itself."""
MOST_CODES, MOST_SOURCES, MOST_NEWER = 3, 3, 2


@dataclass(frozen=True, slots=True)
class SharedView:
    """The figures of a view and where it is found.

    ``chosen`` says in words what was chosen, as label and value; ``url`` restores the view; ``accessed`` is today.
    """

    title: str
    package: ExportPackage
    not_shown: tuple[NotShown, ...]
    chosen: tuple[tuple[str, str], ...]
    url: str
    accessed: date
    snapshot_label: str
    newer: tuple[str, ...] = ()
    """What is newer than the figures of the view, in the language it is cited in."""


def view_rows(package: ExportPackage, not_shown: Iterable[NotShown]) -> list[tuple[Cell, ...]]:
    """One row a figure of a view, then one a place without one, in the order of ``SHARED_COLUMNS``."""
    sources = {one.key: one for one in package.sources}
    rows: list[tuple[Cell, ...]] = []
    for one, row in zip(package.observations, package.rows(), strict=True):
        source = sources.get(one.source) or sources.get(one.upload)
        cited = (source.citation, source.licence_note) if source else (one.source, "")
        why = "" if one.value is not None else words.REASONS.get(one.status, one.status)
        rows.append((*row, "yes" if one.value is not None else "no", why, *cited, package.content_hash))
    return rows + [_blank(one, package.content_hash) for one in not_shown]


def _blank(one: NotShown, content_hash: str) -> tuple[Cell, ...]:
    known: dict[str, Cell] = {
        "indicator": one.indicator.code,
        "indicator_name": one.indicator.name_en,
        "unit": one.indicator.unit,
        "area": one.area,
        "area_name": area_name(one.area, "en"),
        "period_label": one.period,
        "status": one.reason,
        "shown": "no",
        "why_not_shown": one.why or words.REASONS[one.reason],
        "snapshot": content_hash,
        "comparability_note": one.indicator.comparability_note,
        **(asdict(one.group) if one.group else {}),
    }
    return tuple(known.get(name) for name in SHARED_COLUMNS)


def view_csv(view: SharedView) -> bytes:
    """The view as one CSV file that any spreadsheet opens, each row with its source and terms."""
    return csv_table(SHARED_COLUMNS, view_rows(view.package, view.not_shown))


def view_xlsx(view: SharedView, t: Translator) -> bytes:
    """The view as a workbook: the data, what they are and how to cite them, indicators and sources."""
    _ = t._
    return workbook(
        view.package.built_at,
        {
            _("Data"): (SHARED_COLUMNS, view_rows(view.package, view.not_shown)),
            _("About"): ((_("What"), _("Answer")), view_metadata(view, t)),
            _("Indicators"): (INDICATOR_COLUMNS, record_rows(view.package.indicators, INDICATOR_COLUMNS)),
            _("Sources"): (SOURCE_COLUMNS, record_rows(view.package.sources, SOURCE_COLUMNS)),
        },
    )


def view_metadata(view: SharedView, t: Translator) -> list[tuple[str, str]]:
    """The sheet of metadata: what, unit, definition, choices, source, terms, snapshot, and how to cite."""
    _, package = t._, view.package
    rows = [(_("Title"), view.title)]
    for one in package.indicators:
        rows += [
            (_("Indicator"), f"{one.name(t.lang)} ({one.code})"),
            (_("Unit"), words.unit(one, t)),
            (_("Definition"), told_text(one.definition_en, t)),
        ]
        if note := one.comparability_note:
            rows.append((_("Comparability"), told_note(note, t)))
    rows += [(_("Newer figures"), line) for line in (*view.newer, _(NEWER_WORDS))]
    rows += view.chosen
    for source in package.sources:
        rows += [(_("Source"), source.citation), (_("Terms of this source"), words.terms(source, t))]
    counted = str(sum(one.value is not None for one in package.observations))
    rows += [
        (_("Figures"), counted),
        (_("Places without a figure"), str(len(view_rows(view.package, view.not_shown)) - int(counted))),
        (_("Data as of"), view.snapshot_label),
        (_("Content hash"), package.content_hash),
        (_("Downloaded on"), said_date(view.accessed, t)),
        (_("Address of the view"), view.url),
        (_("How to cite"), citation(view, t)),
        (_("Terms"), _(TERMS)),
        (_("Empty cells"), _("A missing figure is left empty, and its status says why. Zero means zero.")),
        (_("Codes"), _("At /number the code of a figure leads to the cell it was read in.")),
    ]
    return rows


def citation(view: SharedView, t: Translator) -> str:
    """One sentence to put under what was taken from a view: what, from whom, through whom, when and where seen."""
    _ = t._
    sources = "; ".join(_cited(one).rstrip(".") for one in view.package.sources[:MOST_SOURCES])
    if (more := len(view.package.sources) - MOST_SOURCES) > 0:
        sentence = t.ngettext("{sources}; and {more} more source", "{sources}; and {more} more sources", more)
        sources = sentence.format(sources=sources, more=more)
    parts = [
        _("{title}.").format(title=view.title.rstrip(".។")),
        _newer(view, t),
        _("Source: {source}.").format(source=sources.rstrip(".")) if sources else "",
        _("Shown by {publisher}, {product}, data {snapshot}.").format(
            publisher=_(PUBLISHER), product=_(PRODUCT), snapshot=view.snapshot_label
        ),
        _("{url} (accessed {date}).").format(url=view.url, date=said_date(view.accessed, t)) if view.url else "",
        _codes(view, t),
    ]
    return " ".join(part for part in parts if part)


def _newer(view: SharedView, t: Translator) -> str:
    """What is newer, as far as it can be told in a citation."""
    if len(view.newer) <= MOST_NEWER:
        return " ".join(view.newer)
    return t._("Newer figures are known of {count} of these measures.").format(count=len(view.newer))


def _cited(source: Source) -> str:
    return source.citation or ", ".join(part for part in (source.publisher, source.title) if part)


def _codes(view: SharedView, t: Translator) -> str:
    """The codes of the country's figure and the next ones, and how many more there are."""
    ordered = sorted(view.package.observations, key=lambda one: one.area != COUNTRY)
    codes = [one.id for one in ordered if one.id]
    if not codes:
        return ""
    named, more = t._(", ").join(codes[:MOST_CODES]), len(codes) - MOST_CODES
    if more <= 0:
        return t.ngettext("Code {codes}.", "Codes {codes}.", len(codes)).format(codes=named)
    sentence = t.ngettext("Codes {codes} and {more} more.", "Codes {codes} and {more} more.", more)
    return sentence.format(codes=named, more=more)


def said_date(day: date, t: Translator) -> str:
    """A day as people write it in the language of ``t``."""
    return format_date(day, format="d MMMM y", locale=t.lang)


def file_name(parts: Iterable[str], ending: str) -> str:
    """A file name of plain letters that says what is inside: ``stunting-2014-map-slide-en.png``."""
    plain = (re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-").lower() for part in parts)
    return "-".join(part for part in plain if part)[:120] + f".{ending}"


def kinds_of_nothing(indicator: Indicator, period: str, missing: Sequence[tuple[str, str]]) -> tuple[NotShown, ...]:
    """Pairs of area and reason as what is not shown of one indicator and period."""
    return tuple(NotShown(indicator, area, period, reason) for area, reason in missing)
