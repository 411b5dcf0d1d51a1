"""The table of sources: citation, terms, trust and what each file gave."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.charts import REASONS, SWATCH_HEIGHT_PX, SWATCH_PX, swatch_svg
from childrights.i18n import N_
from childrights.language import plain_number, words
from childrights.snapshot import FileReport
from ui.parts import markup
from ui.parts.markup import Cell
from ui.parts.page import Page


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


SIZE = (SWATCH_PX * 2, SWATCH_HEIGHT_PX * 2)

EXPLANATIONS: Mapping[str, str] = {
    "not_collected": N_("This dashboard holds no figure of it there."),
    "outside_survey": N_("The survey did not work in this province, or does not publish it by itself."),
    "suppressed": N_("Fewer than 25 cases: a value could point at a child, and would say little."),
    "not_applicable": N_("The question makes no sense there."),
}


def show_four_nothings(page: Page) -> None:
    """A table of pattern, name and meaning."""
    t = page.t
    rows = [
        [
            Cell(markup=markup.picture(swatch_svg(reason, page.colours), words.reason(reason, t), SIZE)),
            Cell(markup=markup.tag("strong", words.reason(reason, t))),
            Cell(t._(EXPLANATIONS[reason])),
        ]
        for reason in REASONS
    ]
    head = [Cell(t._("On the map")), Cell(t._("Name")), Cell(t._("What it means"))]
    markup.show(markup.table(t._("Four kinds of nothing"), head, rows), page.lang)
