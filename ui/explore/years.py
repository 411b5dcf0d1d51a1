"""Maps by year: one small map a period on one scale of colours."""

from __future__ import annotations

from childrights.areas import MapView
from childrights.charts import MAP_CONFIG, Figure, Room, draw_year_maps, year_maps
from childrights.i18n import N_
from childrights.language import period, words
from ui.explore.groups import subject
from ui.explore.layer import drawn_words
from ui.explore.over_years import (
    YearsChoice,
    about,
    cited,
    class_edges_of,
    coloured_bar,
    coloured_notes,
    edge,
    load_sent,
    load_views,
    refuse,
    sent_observations,
    shared,
    show_year_classes,
    table_of,
)
from ui.explore.view import View
from ui.parts import Page, Shared, once, show_figure, show_fold, show_notes


@once
def finding(page: Page, choice: YearsChoice) -> str:
    """The range over places in the first and in the last year."""
    t, views = page.t, [view for view in load_views(page, choice) if view.drawn]
    name = subject(choice.indicator, choice.group, t)
    if not views:
        return t._("{name}: nothing published below the country").format(name=name)
    sentence = t._("{name} across places: {first_range} in {first}, {last_range} in {last}")
    return sentence.format(
        name=name,
        first_range=_range(page, choice, views[0]),
        first=period(views[0].period, page.lang),
        last_range=_range(page, choice, views[-1]),
        last=period(views[-1].period, page.lang),
    )


def _range(page: Page, choice: YearsChoice, view: MapView) -> str:
    values = sorted(view.drawn, key=lambda one: one.value or 0.0)
    low, high = (words.value(one, choice.indicator, page.t) for one in (values[0], values[-1]))
    return page.t._("{low} to {high}").format(low=low, high=high)


def show(page: Page, choice: YearsChoice) -> None:
    """The maps, what is not drawn on each, and every value."""
    _, views = page.t._, load_views(page, choice)
    show_year_classes(page, choice, views)
    figure = page.figure("years", choice, lambda: years_figure(page, choice))
    alt = _("Small maps, one a year, on one scale. {finding}. The table below has every value.")
    fitted = page.fitted("years", choice, lambda room: years_figure(page, choice, room))
    said = " ".join([alt.format(finding=finding(page, choice)), *drawn_words(page, load_sent(page, choice))])
    show_figure(figure, said, key="year_maps", config=MAP_CONFIG, fitted=fitted)
    show_notes(coloured_notes(page, choice), page.lang)
    show_fold(_("Every value"), lambda: table_of(page, choice, views), page.lang)


def years_figure(page: Page, choice: YearsChoice, room: Room | None = None) -> Figure:
    """The small maps of a choice, laid out for a ``room`` of its own."""
    t, views, presenter = page.t, load_views(page, choice), page.presenter(choice.indicator)
    title = t._("{name} by area, year by year").format(name=choice.indicator.short_name(page.lang))
    sent = sent_observations(page, choice)
    return draw_year_maps(
        year_maps(presenter, views, sent),
        presenter.caption(title, about(page, choice), cited(views), sent),
        polarity=choice.indicator.polarity,
        number=lambda value: edge(value, page.lang),
        t=t,
        edges=class_edges_of(page, choice, views),
        room=room,
    )


def share(page: Page, choice: YearsChoice) -> Shared:
    """The figure as a picture, with every value."""
    figures = {N_("Maps by year"): lambda p, room=None: years_figure(p, choice, room)}
    return shared(page, choice, "years", finding(page, choice), figures, lambda p: coloured_notes(p, choice))


VIEW = View("years", N_("Maps by year"), refuse, coloured_bar, finding, show, share, layered=True)
