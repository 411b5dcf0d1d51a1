"""The trends page's figure, finding and table."""

from __future__ import annotations

from collections.abc import Sequence

from childrights import words
from childrights.breaks import segments
from childrights.change import direction
from childrights.charts.present import Presenter
from childrights.charts.sketch import Figure
from childrights.charts.trend import draw_trend
from childrights.format import period
from childrights.model import Group, Observation
from geo.areas import COUNTRY
from geo.provinces import area_name
from ui import cache, markup
from ui.choices import TrendChoice
from ui.figure import show_figure
from ui.markup import Cell
from ui.page import Page


def load_series(page: Page, choice: TrendChoice) -> tuple[Observation, ...]:
    """The observations that were chosen, the country or the total first."""
    found = cache.series(page.snapshot.name, choice.indicator.code, choice.areas, choice.groups)
    places = {area: i for i, area in enumerate(choice.areas)}
    order = {group: i for i, group in enumerate(choice.groups)}
    return tuple(sorted(found, key=lambda o: (places[o.area], order[Group.of(o)], o.year_start)))


def finding(page: Page, choice: TrendChoice, found: Sequence[Observation]) -> str:
    """The first line of the choice over its last unbroken stretch, and whether that may be called a change."""
    t, name = page.t, choice.indicator.short_name(page.lang)
    first_key = (found[0].area, Group.of(found[0])) if found else None
    pieces = segments(o for o in found if (o.area, Group.of(o)) == first_key).segments
    if not pieces:
        return t._("{name}: nothing published for this choice").format(name=name)
    line = pieces[-1]
    where = area_name(line[0].area, page.lang)
    about = page.presenter(choice.indicator).group_words(Group.of(line[0]))
    subject = f"{name} ({about})" if about else name
    last = line[-1]
    filled = {
        "name": subject,
        "place": where,
        "last": words.value(last, choice.indicator, t),
        "last_period": period(last.period_label, page.lang),
    }
    if len(line) == 1 and len(pieces) > 1:
        return t._("{name}, {place}: {last} in {last_period}, not comparable with earlier figures").format(**filled)
    if len(line) == 1:
        return t._("{name}, {place}: {last} in {last_period}, measured once").format(**filled)
    first = line[0]
    filled["first"] = words.value(first, choice.indicator, t)
    filled["first_period"] = period(first.period_label, page.lang)
    if direction(first, last, choice.indicator).code == "no_clear_change":
        return t._("{name}, {place}: {last} in {last_period}, no clear change from {first} in {first_period}").format(
            **filled
        )
    return t._("{name}, {place}: from {first} in {first_period} to {last} in {last_period}").format(**filled)


def show_trend(page: Page, choice: TrendChoice, found: Sequence[Observation]) -> None:
    """The line chart."""
    figure = page.figure("trend", choice, lambda: trend_figure(page, choice, found))
    said = page.t._("Line chart. {finding}. The table below has every value.")
    show_figure(figure, said.format(finding=finding(page, choice, found)), key="trend")


def trend_figure(page: Page, choice: TrendChoice, found: Sequence[Observation]) -> Figure:
    """One line a place or group, cut where figures may not be joined."""
    t, presenter = page.t, page.presenter(choice.indicator)
    about = (
        words.unit(choice.indicator, t),
        _subject(page, choice, presenter),
        t._(words.SOURCE_TYPES[choice.indicator.source_type]),
        _span(page, found),
    )
    newest = sorted(found, key=lambda o: (o.area != COUNTRY, -o.year_end))
    title = t._("{name} over time").format(name=choice.indicator.short_name(page.lang))
    lines = presenter.lines(found, choice.by)
    return draw_trend(lines, presenter.caption(title, about, newest), breaks=presenter.breaks(found))


def _subject(page: Page, choice: TrendChoice, presenter: Presenter) -> str:
    if choice.by:
        return page.t._("by {dimension}").format(dimension=page.t._(words.DIMENSION_NAMES[choice.by]).lower())
    return presenter.group_words(choice.groups[0]) if choice.groups else ""


def _span(page: Page, found: Sequence[Observation]) -> str:
    if not found:
        return ""
    labels = [o.period_label for o in sorted(found, key=lambda o: o.year_start)]
    first, last = period(labels[0], page.lang), period(labels[-1], page.lang)
    return first if first == last else page.t._("{first} to {last}").format(first=first, last=last)


def caveats(page: Page, choice: TrendChoice, found: Sequence[Observation]) -> list[str]:
    """What must be known before two points are compared."""
    t = page.t
    notes = []
    if any(o.status == "modelled" for o in found):
        notes.append(t._("Dotted lines with open marks are modelled estimates: each new edition revises all years."))
    if any(o.status == "small_sample" for o in found):
        notes.append(t._("Values in brackets rest on 25 to 49 cases: use with caution."))
    if any(o.value is None for o in found):
        notes.append(t._("A gap in a line is a value hidden to protect children."))
    if len({o.area for o in found} & {"KH03", "KH03+KH25"}) == 2:
        notes.append(
            t._("Kampong Cham lost Tboung Khmum at the end of 2013: the two lines are different places, not a change.")
        )
    return notes


def table_markup(page: Page, choice: TrendChoice, found: Sequence[Observation]) -> str:
    """Every point of the chart."""
    t, lang = page.t, page.lang
    head = [Cell(t._("Period")), Cell(t._("Place")), Cell(t._("Group"))]
    head += [Cell(words.unit(choice.indicator, t)), Cell(t._("Code")), Cell(t._("Remark"))]
    rows = [
        [
            Cell(period(o.period_label, lang)),
            Cell(area_name(o.area, lang)),
            Cell(words.group(Group.of(o), t)),
            Cell(words.short_value(o, choice.indicator, t)),
            Cell(o.id),
            Cell(words.status(o, t)),
        ]
        for o in sorted(found, key=lambda o: -o.year_start)
    ]
    return markup.table(t._("All values of the chart"), head, rows, "cr-series")
