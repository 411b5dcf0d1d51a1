"""The grid: places by years as a table of colours, so that a whole story fits on one screen."""

from __future__ import annotations

from childrights.charts import Figure, Room, draw_heat, heat_rows, sent_heat_rows
from childrights.i18n import N_
from childrights.language import period, words
from geo import area_words
from ui.explore.controls import in_focus
from ui.explore.groups import subject
from ui.explore.layer import hand_words
from ui.explore.over_places import edge_words
from ui.explore.over_years import YearsChoice, about, cited, drawn, load_years, view_over_years, year_edges, years_sent
from ui.explore.view import Chart
from ui.parts import Page


def grid_finding(page: Page, choice: YearsChoice) -> str:
    """The highest and the lowest cell, with place and year."""
    t, figures = page.t, drawn(load_years(page, choice))
    name = subject(choice.indicator, choice.group, t)
    if not figures:
        return t._("{name}: nothing published below the country").format(name=name)
    low, high = (extreme(figures, key=lambda one: one.value or 0.0) for extreme in (min, max))
    return t._("{name}: from {low} ({low_place}, {low_year}) to {high} ({high_place}, {high_year})").format(
        name=name,
        low=words.value_words(low, choice.indicator, t),
        low_place=area_words(low.area, page.lang),
        low_year=period(low.period_label, page.lang),
        high=words.value_words(high, choice.indicator, t),
        high_place=area_words(high.area, page.lang),
        high_year=period(high.period_label, page.lang),
    )


def grid_charts(page: Page, choice: YearsChoice) -> list[Chart]:
    """The table of colours."""
    look, sent = N_("Table of colours, places by years"), years_sent(page, choice)
    return [Chart("grid", look, lambda p, room=None: grid_figure(p, choice, room), fits=True, sent=sent)]


def grid_figure(page: Page, choice: YearsChoice, room: Room | None = None) -> Figure:
    """The heat table of a choice, laid out for a ``room`` of its own."""
    t, views, presenter = page.t, load_years(page, choice), page.presenter(choice.indicator)
    rows = heat_rows(presenter, views)
    title = t._("{name} by place and year").format(name=choice.indicator.short_name(page.lang))
    sent = [one.figure for one in years_sent(page, choice)]
    hand = hand_words(choice.hand, page) if choice.hand else ""
    return draw_heat(
        rows,
        [period(label, page.lang) for label in choice.periods],
        presenter.caption(title, about(page, choice), cited(views), sent),
        polarity=choice.indicator.polarity,
        number=lambda value: edge_words(value, page.lang),
        t=t,
        focus=in_focus([row.code for row in rows], choice.focus),
        edges=year_edges(page, choice),
        room=room,
        beside=sent_heat_rows(presenter, hand, sent, choice.periods),
    )


VIEW = view_over_years("grid", N_("Grid"), finding=grid_finding, figures=grid_charts)
