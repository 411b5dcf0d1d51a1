"""Maps by year: one small map a period on one scale of colours."""

from __future__ import annotations

from childrights.areas import MapView
from childrights.charts import MAP_CONFIG, Figure, Room, draw_year_maps, year_maps
from childrights.i18n import N_
from childrights.language import period, words
from ui.explore.groups import subject
from ui.explore.over_places import edge_words
from ui.explore.over_years import YearsChoice, about, cited, load_years, view_over_years, year_edges, years_sent
from ui.explore.view import Chart
from ui.parts import Page


def years_finding(page: Page, choice: YearsChoice) -> str:
    """The range over places in the first and in the last year."""
    t, views = page.t, [view for view in load_years(page, choice) if view.drawn]
    name = subject(choice.indicator, choice.group, t)
    if not views:
        return t._("{name}: nothing published below the country").format(name=name)
    sentence = t._("{name} across places: {first_range} in {first}, {last_range} in {last}")
    return sentence.format(
        name=name,
        first_range=_value_range(page, choice, views[0]),
        first=period(views[0].period, page.lang),
        last_range=_value_range(page, choice, views[-1]),
        last=period(views[-1].period, page.lang),
    )


def _value_range(page: Page, choice: YearsChoice, view: MapView) -> str:
    values = sorted(view.drawn, key=lambda one: one.value or 0.0)
    low, high = (words.value_words(one, choice.indicator, page.t) for one in (values[0], values[-1]))
    return page.t._("{low} to {high}").format(low=low, high=high)


def years_charts(page: Page, choice: YearsChoice) -> list[Chart]:
    """The maps."""
    return [
        Chart(
            "year_maps",
            N_("Small maps, one a year, on one scale"),
            lambda p, room=None: years_figure(p, choice, room),
            fits=True,
            sent=years_sent(page, choice),
            config=MAP_CONFIG,
        )
    ]


def years_figure(page: Page, choice: YearsChoice, room: Room | None = None) -> Figure:
    """The small maps of a choice, laid out for a ``room`` of its own."""
    t, views, presenter = page.t, load_years(page, choice), page.presenter(choice.indicator)
    title = t._("{name} by area, year by year").format(name=choice.indicator.short_name(page.lang))
    sent = [one.figure for one in years_sent(page, choice)]
    return draw_year_maps(
        year_maps(presenter, views, sent),
        presenter.caption(title, about(page, choice), cited(views), sent),
        polarity=choice.indicator.polarity,
        number=lambda value: edge_words(value, page.lang),
        t=t,
        edges=year_edges(page, choice),
        room=room,
    )


VIEW = view_over_years("years", N_("Maps by year"), finding=years_finding, figures=years_charts)
