"""What follows for every view from what it declares: alternative text, figure, notes, table, and what it gives away."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial

from childrights.catalogue import Group, Indicator, Observation
from childrights.charts import Figure, Framed, Room, under_title
from childrights.language import period, words
from childrights.newest import newer_notes
from childrights.snapshot import all_travelling_notes
from geo import area_name
from ui.explore.layer import drawn_words, layer_table, lone_words, titled
from ui.explore.view import C, Chart, Part, Rows, Shows, View
from ui.parts import (
    Page,
    Shared,
    TableCell,
    cache,
    code_cell,
    markup,
    once,
    show_figure,
    show_fold,
    show_map_figure,
    show_notes,
    show_section,
    two_thirds,
)


def finding_of(page: Page, view: View[C], choice: C) -> str:
    """What a view shows, in one sentence."""
    return once(view.finding)(page, choice)


def newer_words(page: Page, view: View[C], choice: C) -> Sequence[str]:
    """What is newer than the figures that a view shows: they are not shown without it."""
    return newer_notes(rows_of(page, view, choice).published, cache.newest(page.snapshot.name), page.t)


def rows_of(page: Page, view: View[C], choice: C) -> Rows:
    """The figures behind what a view shows."""
    return once(view.rows)(page, choice)


def notes_of(page: Page, view: View[C], choice: C) -> Sequence[str]:
    """The caveats beside a view: its own, and the notes of the figures that it shows."""
    return (*once(view.notes)(page, choice), *_travelling(page, view, choice))


def carried_notes(page: Page, view: View[C], choice: C) -> Sequence[str]:
    """The caveats that leave with a picture and stand in the hall."""
    return (*once(view.carried or view.notes)(page, choice), *_travelling(page, view, choice))


def _travelling(page: Page, view: View[C], choice: C) -> Sequence[str]:
    """The notes of the figures, and what limits the comparison of their indicators."""
    shown = rows_of(page, view, choice)
    figures = (*shown.published, *(one.figure for one in shown.sent))
    return all_travelling_notes(figures, (choice.indicator, *view.also(choice)), page.t)


def alternative(page: Page, view: View[C], choice: C, chart: Chart) -> str:
    """A figure of a view in words, with what it draws of the members' layer."""
    told = page.t._(chart.alt).format(look=page.t._(chart.look), finding=finding_of(page, view, choice))
    return " ".join([told, *drawn_words(page, chart.sent)])


def drawn_chart(page: Page, view: View[C], choice: C, chart: Chart, room: Room | None = None) -> Figure:
    """A figure of a view on the screen, drawn unless somebody has looked at it already."""
    about = choice if room is None else (choice, room)
    return page.figure(f"{view.code} {chart.key}", about, lambda: chart.draw(page, room))


def table_of(page: Page, view: View[C], choice: C) -> str:
    """The table of what is published; nothing without any. Made once."""
    key = f"table {view.code} {choice!r} {page.lang}"

    def make() -> str:
        if view.table:
            return view.table(page, choice)
        newest_first = sorted(rows_of(page, view, choice).published, key=lambda one: -one.year_start)
        return series_table(page, choice.indicator, newest_first)

    return cache.finished(page.snapshot.name, key, make)


def series_table(page: Page, indicator: Indicator, figures: Sequence[Observation]) -> str:
    """Figures by period, place and group, in their order; nothing without any."""
    if not figures:
        return ""
    t, lang = page.t, page.lang
    head = [
        TableCell(t._("Period")),
        TableCell(t._("Place")),
        TableCell(t._("Group")),
        TableCell(words.unit(indicator, t)),
    ]
    head += [TableCell(t._("Code")), TableCell(t._("Remark"))]
    rows = [
        [
            TableCell(period(one.period_label, lang)),
            TableCell(area_name(one.area, lang)),
            TableCell(words.group(Group.of(one), t)),
            TableCell(words.short_value(one, indicator, t)),
            code_cell(page, one.id),
            TableCell(words.status(one, t)),
        ]
        for one in figures
    ]
    return markup.table(t._("All values of the chart"), head, rows, "cr-series")


def sent_table(page: Page, view: View[C], choice: C) -> str:
    """The members' figures as a table for each indicator, never among the published ones; nothing without any."""
    rows, every = rows_of(page, view, choice), (choice.indicator, *view.also(choice))
    of_each = [(one, [sent for sent in rows.sent_in_table if sent.figure.indicator == one.code]) for one in every]
    return "".join(layer_table(page, one, sent, periods=rows.dated, named=len(every) > 1) for one, sent in of_each)


def show_view(page: Page, view: View[C], choice: C, *, figures: bool = True) -> None:
    """A view on the page, its parts where it wants them; without its ``figures`` where somebody else shows those."""
    main, side = two_thirds() if view.side else (nullcontext(), nullcontext())
    charts = view.figures(page, choice) if figures else ()
    for column, parts in ((main, view.main), (side, view.side)):
        with column:
            for part in parts:
                _show_part(page, view, choice, part, charts, figures=figures)
    if Part.NOTES not in (*view.main, *view.side) and (travelling := _travelling(page, view, choice)):
        show_notes(travelling, page.lang)
    if Part.TABLE not in (*view.main, *view.side) and rows_of(page, view, choice).has_table:
        folded = partial(_whole_table, page, view, choice)
        show_fold(page.t._(view.fold), folded, page.lang)


def _whole_table(page: Page, view: View[C], choice: C) -> str:
    return table_of(page, view, choice) + sent_table(page, view, choice)


def _show_part(page: Page, view: View[C], choice: C, part: Shows[C], charts: Sequence[Chart], *, figures: bool) -> None:
    if callable(part):
        part(page, choice)
    elif isinstance(part, str):
        show_section(page.t._(part), page.lang)
    elif part is Part.NOTES:
        show_notes(notes_of(page, view, choice), page.lang)
    elif part is Part.TABLE:
        for table in (table_of(page, view, choice), sent_table(page, view, choice)):
            if table:
                markup.show(table, page.lang)
    elif part is Part.FIGURE and figures and not charts and view.without:
        show_notes([page.t._(view.without)], page.lang)
    else:
        for chart in charts[:1] if part is Part.FIGURE else charts[1:]:
            _show_chart(page, view, choice, chart)


def _show_chart(page: Page, view: View[C], choice: C, chart: Chart) -> None:
    figure, said = drawn_chart(page, view, choice, chart), alternative(page, view, choice, chart)
    if chart.under_title and isinstance(figure, Framed):
        figure = under_title(figure)
    if chart.map_px:
        show_map_figure(figure, said, key=chart.key, plot_px=chart.map_px, on_click=chart.on_click)
    else:
        show_figure(figure, said, key=chart.key, config=chart.config, on_click=chart.on_click)


def shared_of(page: Page, view: View[C], choice: C) -> Shared:
    """What a view gives away: its rows as data, its figures as pictures with their caveats; the brief where the country
    has a figure to begin with."""
    rows, indicator = rows_of(page, view, choice), choice.indicator
    published = view.every(page, choice) if view.every else rows.published
    known = cache.headlines(page.snapshot.name).get(indicator.code)

    def notes(other: Page) -> Sequence[str]:
        lone = lone_words(other, indicator)
        return [*([lone] if lone else []), *newer_words(other, view, choice), *carried_notes(other, view, choice)]

    return Shared(
        kind=view.code,
        title=titled(page, indicator, finding_of(page, view, choice)),
        indicators=(indicator, *view.also(choice)),
        observations=(*published, *(one.figure for one in rows.sent)),
        period=rows.period,
        not_shown=rows.gaps,
        figures={chart.name or view.name: chart.alone or chart.draw for chart in view.figures(page, choice)},
        notes=notes,
        chosen=rows.chosen,
        brief={"indicator": indicator.code} if known and known.latest else {},
    )
