"""The grid: places by years as a table of colours, so that a whole story fits on one screen."""

from __future__ import annotations

from childrights.charts import Figure, Room, draw_heat, heat_rows, sent_heat_rows
from childrights.i18n import N_
from childrights.language import period, words
from geo import area_name
from ui.explore.groups import subject
from ui.explore.layer import drawn_words, hand_words
from ui.explore.over_years import (
    YearsChoice,
    about,
    cited,
    class_edges_of,
    coloured_bar,
    coloured_notes,
    drawn,
    edge,
    focused,
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
    """The highest and the lowest cell, with place and year."""
    t, figures = page.t, drawn(load_views(page, choice))
    name = subject(choice.indicator, choice.group, t)
    if not figures:
        return t._("{name}: nothing published below the country").format(name=name)
    low, high = (extreme(figures, key=lambda one: one.value or 0.0) for extreme in (min, max))
    return t._("{name}: from {low} ({low_place}, {low_year}) to {high} ({high_place}, {high_year})").format(
        name=name,
        low=words.value(low, choice.indicator, t),
        low_place=area_name(low.area, page.lang),
        low_year=period(low.period_label, page.lang),
        high=words.value(high, choice.indicator, t),
        high_place=area_name(high.area, page.lang),
        high_year=period(high.period_label, page.lang),
    )


def show(page: Page, choice: YearsChoice) -> None:
    """The table of colours, what is not in it and why, and the same for readers and copying."""
    _, views = page.t._, load_views(page, choice)
    show_year_classes(page, choice, views)
    figure = page.figure("grid", choice, lambda: grid_figure(page, choice))
    alt = _("Table of colours, places by years. {finding}. The table below has every value.")
    fitted = page.fitted("grid", choice, lambda room: grid_figure(page, choice, room))
    said = [alt.format(finding=finding(page, choice)), *drawn_words(page, load_sent(page, choice))]
    show_figure(figure, " ".join(said), key="grid", fitted=fitted)
    show_notes(coloured_notes(page, choice), page.lang)
    show_fold(_("Every value"), lambda: table_of(page, choice, views), page.lang)


def grid_figure(page: Page, choice: YearsChoice, room: Room | None = None) -> Figure:
    """The heat table of a choice, laid out for a ``room`` of its own."""
    t, views, presenter = page.t, load_views(page, choice), page.presenter(choice.indicator)
    rows = heat_rows(presenter, views)
    title = t._("{name} by place and year").format(name=choice.indicator.short_name(page.lang))
    sent = sent_observations(page, choice)
    hand = hand_words(choice.hand, page) if choice.hand else ""
    return draw_heat(
        rows,
        [period(label, page.lang) for label in choice.periods],
        presenter.caption(title, about(page, choice), cited(views), sent),
        polarity=choice.indicator.polarity,
        number=lambda value: edge(value, page.lang),
        t=t,
        focus=focused(choice, [row.code for row in rows]),
        edges=class_edges_of(page, choice, views),
        room=room,
        beside=sent_heat_rows(presenter, hand, sent, choice.periods),
    )


def share(page: Page, choice: YearsChoice) -> Shared:
    """The figure as a picture, with every value."""
    figures = {N_("Grid"): lambda p, room=None: grid_figure(p, choice, room)}
    return shared(page, choice, "grid", finding(page, choice), figures, lambda p: coloured_notes(p, choice))


VIEW = View("grid", N_("Grid"), refuse, coloured_bar, finding, show, share, layered=True)
