"""The ranking: places in order, each a dot with its interval, the country as a line. An order, not a league."""

from __future__ import annotations

from childrights import words
from childrights.charts.bins import natural_bins
from childrights.charts.ranking import draw_ranking
from childrights.charts.sketch import Figure
from childrights.charts.tokens import ramp
from childrights.coverage import MapView
from childrights.format import period
from childrights.i18n import N_
from ui.explore.controls import nothing_below
from ui.explore.over_places import (
    PlacesChoice,
    bar,
    caveats,
    drawn_sentence,
    finding,
    focused,
    load_view,
    shared,
    table_markup,
)
from ui.explore.view import View
from ui.figure import show_figure
from ui.layout import show_notes, show_table, two_thirds
from ui.page import Page
from ui.share import Shared


def show(page: Page, choice: PlacesChoice) -> None:
    """The dot plot, what must be known before reading it, and every value."""
    view = load_view(page, choice)
    main, side = two_thirds()
    with main:
        show_companion(page, choice, view)
    with side:
        show_notes(drawn_sentence(page, view) + caveats(page, choice, view), page.lang)
    show_table(page.t._("Every value"), table_markup(page, choice, view), page.lang)


def show_companion(page: Page, choice: PlacesChoice, view: MapView) -> None:
    """The same values in order beside the map, each dot in its colour on the map."""
    figure = page.figure("ranking", choice, lambda: ranking_figure(page, choice, view))
    alt = page.t._("Dot plot of the same values in order. The table below has every value.")
    show_figure(figure, alt, key="ranking")


def ranking_figure(page: Page, choice: PlacesChoice, view: MapView) -> Figure:
    """The dot plot of a view. A country's count is no yardstick for its provinces, so it is left out."""
    t, presenter = page.t, page.presenter(choice.indicator)
    marks = presenter.marks(view)
    bins = natural_bins([mark.value for mark in marks])
    shades = ramp(page.colours, choice.indicator.polarity, len(bins.counts))
    comparable = view.national and view.national.value is not None and choice.indicator.unit != "number"
    national = view.national if comparable else None
    about = (words.unit(choice.indicator, t), period(view.period, page.lang))
    shown = [*([national] if national else []), *view.drawn]
    return draw_ranking(
        marks,
        presenter.mark(national) if national else None,
        presenter.caption(t._("From highest to lowest"), about, shown),
        colour_of={mark.code: shades[c] for mark, c in zip(marks, bins.classes, strict=True)},
        t=t,
        focus=focused(choice, view),
    )


def share(page: Page, choice: PlacesChoice) -> Shared:
    """The places in order as a picture, with every value."""
    view = load_view(page, choice)
    figures = {N_("Ranking"): lambda p: ranking_figure(p, choice, view)} if view.drawn else {}
    return shared(page, choice, "ranking", figures)


VIEW = View("ranking", N_("Ranking"), nothing_below, bar, finding, show, share)
