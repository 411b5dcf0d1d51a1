"""The table of sources: citation, terms, trust and what each file gave."""

from __future__ import annotations

from collections.abc import Mapping

from childrights import words
from childrights.format import plain_number
from childrights.queries import FileReport
from ui import markup
from ui.markup import Cell
from ui.page import Page


def sources_markup(page: Page, reports: Mapping[str, FileReport]) -> str:
    """One row per source; the count is of figures accepted from its file."""
    t, lang = page.t, page.lang
    head = [Cell(t._("Source")), Cell(t._("Kind")), Cell(t._("Figures"), css="num"), Cell(t._("Terms"))]
    rows = []
    for source in page.catalogue.sources.values():
        report = reports.get(source.key)
        name = markup.outside_link(source.title, source.url)
        who = markup.tag("span", f"{source.publisher}{f', {source.year}' if source.year else ''}", "quiet")
        rows.append(
            [
                Cell(markup=f"{name}<br>{who}"),
                Cell(t._(words.TRUSTS[source.trust])),
                Cell(plain_number(report.accepted, 0, lang) if report else "–", css="num"),
                Cell(source.licence_note, css="quiet"),
            ]
        )
    return markup.table(t._("Everything the figures were taken from"), head, rows)
