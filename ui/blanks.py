"""The four kinds of nothing, explained with the very patterns the map uses."""

from __future__ import annotations

from collections.abc import Mapping

from childrights import words
from childrights.charts.legend import SWATCH_HEIGHT_PX, SWATCH_PX, swatch_svg
from childrights.charts.parts import REASONS
from childrights.i18n import N_
from ui import markup
from ui.markup import Cell
from ui.page import Page

SIZE = (SWATCH_PX * 2, SWATCH_HEIGHT_PX * 2)

EXPLANATIONS: Mapping[str, str] = {
    "not_collected": N_("Nobody measured it there."),
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
