"""Places over time: a small trend each on one shared scale, the country as a quiet line behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from childrights.catalogue import Observation
from childrights.charts import Figure, Line, Room, changes, draw_places, sent_lines
from childrights.i18n import N_
from childrights.language import period
from geo import COUNTRY, area_name
from ui.explore.controls import in_focus
from ui.explore.groups import subject
from ui.explore.over_years import YearsChoice, about, choose_over_years, view_over_years, year_notes, years_sent
from ui.explore.ranking import counted
from ui.explore.view import Chart, Part
from ui.parts import Page, cache


def load_places(page: Page, choice: YearsChoice) -> tuple[Observation, ...]:
    """Every figure of every area in every period."""
    areas = cache.areas_of(page.snapshot.name, choice.indicator.code)
    return cache.series(page.snapshot.name, choice.indicator.code, areas, (choice.group,))


def places_finding(page: Page, choice: YearsChoice) -> str:
    """How many places changed clearly between the first and the last year."""
    t, found = page.t, load_places(page, choice)
    name = subject(choice.indicator, choice.group, t)
    if len(choice.published) < 2:
        return t._("{name}: nothing published for this choice").format(name=name)
    first, last = choice.published[0], choice.published[-1]
    begun, ended = ([one for one in found if one.period_label == label] for label in (first, last))
    told = changes(page.presenter(choice.indicator), begun, ended)
    verdicts = Counter(pair.verdict for pair in told.pairs)
    verdicts["not_comparable"] += len(told.left_out)
    return t._("{name} by place, {first} to {second}: {verdicts}").format(
        name=name, first=period(first, page.lang), second=period(last, page.lang), verdicts=counted(verdicts, t)
    )


def places_charts(page: Page, choice: YearsChoice) -> list[Chart]:
    """The small trends."""
    look, sent = N_("Small line charts, one a place, on one scale"), years_sent(page, choice)
    return [Chart("places", look, lambda p, room=None: places_figure(p, choice, room), fits=True, sent=sent)]


def places_notes(page: Page, choice: YearsChoice) -> list[str]:
    """How the small trends stand and are drawn, and what is not drawn."""
    _ = page.t._
    order = _("Places are in the order of their last value, the highest first; this is not a ranking.")
    lines = _("Lines start at zero and join only figures of one definition and one place.")
    return [order, lines, *year_notes(page, choice)]


def places_figure(page: Page, choice: YearsChoice, room: Room | None = None) -> Figure:
    """The small trends of a choice. The country's count is no yardstick for a province, so it is left out."""
    t, found, presenter = page.t, load_places(page, choice), page.presenter(choice.indicator)
    lines = [replace(line, name=area_name(line.code, page.lang)) for line in presenter.lines(found)]
    country = next((line for line in lines if line.code == COUNTRY), None)
    places = sorted((line for line in lines if line.code != COUNTRY), key=_last, reverse=True)
    title = t._("{name} in each place over time").format(name=choice.indicator.short_name(page.lang))
    shared = t._("each picture from 0 to the highest value of all")
    newest = sorted(found, key=lambda one: (one.area != COUNTRY, -one.year_end))
    sent = [one.figure for one in years_sent(page, choice)]
    return draw_places(
        places,
        None if choice.indicator.unit == "number" else country,
        presenter.caption(title, (*about(page, choice), shared), newest, sent),
        focus=in_focus([line.code for line in places], choice.focus),
        room=room,
        beside=sent_lines(presenter, sent),
    )


def _last(line: Line) -> float:
    return line.segments[-1][-1].mark.value


VIEW = view_over_years(
    "places",
    N_("Each place"),
    choose=choose_over_years,
    finding=places_finding,
    figures=places_charts,
    notes=places_notes,
    main=(Part.FIGURE, Part.NOTES),
)
