"""The hall: the figure of a view on the whole screen, in large type, stepped through by keys.

It is a state of the same page (``hall=1`` in the URL). The view is there as always, out of sight, for its controls that
keys press; only its first figure is drawn, on the stage, with what is written around it beside it. A view without a
figure is shown itself. The buttons here are what ``static/keys.js`` presses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from childrights.charts import (
    MAP_CONFIG,
    SWATCH_HEIGHT_PX,
    SWATCH_PX,
    TOP_PX,
    Figure,
    Framed,
    Room,
    on_stage,
    row_svg,
    row_words,
)
from childrights.language import period, words
from geo import COUNTRY, area_name, province_members
from ui.explore.controls import HANGING_ON_INDICATOR, STARTING_INDICATOR, in_focus, offered
from ui.explore.layer import chosen_hand, titled
from ui.explore.over_places import PlacesChoice, load_view
from ui.explore.presentation import alternative, carried_notes, drawn_chart, finding_of, newer_words, show_view
from ui.explore.timeline import stop
from ui.explore.view import C, Chart, View
from ui.parts import (
    PARTS,
    Page,
    ViewState,
    clicked_area,
    hall_button,
    leave_button,
    markup,
    put_param,
    show_on_stage,
    this_page,
)

FIGURE = "hall_figure"
LONG = 7
"""Letters of a value from which on it is written smaller."""
STAGE_PX, ROOM_KEPT, LEAST_SQUEEZE, MOST_SQUEEZE = 310, 0.95, 0.62, 1.3
"""The stage in pixels of a screen 480 high, the share of its own height a figure needs, and how large it is written."""
ROOM, BAND_PX = Room(592, 304), 40
"""What a figure that is laid out for the hall gets on a screen of 4 to 3, and what spotlight and legend take of it."""
LEGIBLE = 0.9
"""The share of the usual size of writing from which on a long figure is not parted."""
SWATCH = (SWATCH_PX, SWATCH_HEIGHT_PX)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the spotlight, its value in words and what must be said with it; the country is a ``yardstick``."""

    name: str
    value: str
    about: tuple[str, ...] = ()
    yardstick: bool = False


def show_hall(page: Page, view: View[C], choice: C) -> None:
    """The stage with the figure, what it shows above it, spotlight and legend beside it, caveats and source below."""
    chart = next(iter(view.figures(page, choice)), None)
    with st.container(key="hall_behind"):
        show_view(page, view, choice, figures=chart is None)
    with st.container(key="hall"):
        spots = spotlight(page, choice)
        drawn, room = laid_out(page, view, choice, chart, spots=bool(spots)) if chart else (None, None)
        framed = drawn if isinstance(drawn, Framed) else None
        caption = framed.caption if framed else None
        markup.show(
            markup.tag("h1", titled(page, choice.indicator, finding_of(page, view, choice)), "cr-hall-title")
            + markup.tag("p", caption.subtitle if caption else "", "cr-hall-unit"),
            page.lang,
        )
        with st.container(key="hall_stage"):
            if chart is None or drawn is None:
                markup.show(markup.wrap("div", "", "cr-hall-plain"))
            else:
                figure = on_stage(drawn, page.colours, lit=[spot.name for spot in spots])
                said, squeezed = alternative(page, view, choice, chart), _squeeze(drawn, room)
                config = MAP_CONFIG if chart.map_px else chart.config
                show_on_stage(figure, said, key=FIGURE, config=config, on_click=_clicked, squeezed=squeezed)
                markup.show(_side(page, spots, framed, broad=room is not None), page.lang)
        # The most telling first: what is not drawn, how sure it is.
        caveat = " ".join([*newer_words(page, view, choice), *reversed(carried_notes(page, view, choice))])
        markup.show(markup.tag("p", caveat, "cr-hall-note"), page.lang)
        footer = (
            " · ".join(caption.footer) if caption else page.t._("Data {snapshot}").format(snapshot=page.snapshot_label)
        )
        markup.show(markup.tag("p", footer, "cr-hall-foot"), page.lang)
        with st.container(key="hall_keys", horizontal=True):
            _show_keys(page, view, choice, framed, room)


def laid_out(page: Page, view: View[C], choice: C, chart: Chart, *, spots: bool) -> tuple[Figure, Room | None]:
    """A figure as the hall draws it, and the room it was laid out for; ``None`` where it fills any.

    A long figure is parted until its words can be read from the back row, where the arrows do not step through periods.
    """
    usual = drawn_chart(page, view, choice, chart)
    if not chart.fits:
        return usual, None
    asked, leafs = ViewState.from_query(st.query_params).part, not isinstance(choice, PlacesChoice)
    band = spots or (isinstance(usual, Framed) and bool(usual.legend))
    for parts in range(1, len(PARTS) + 1 if leafs else 2):
        room = replace(ROOM, height=ROOM.height - BAND_PX * band, part=min(asked, parts), parts=parts)
        figure = drawn_chart(page, view, choice, chart, room)
        if _zoom(figure, room) >= LEGIBLE:
            break
    return figure, room


def _zoom(figure: Figure, room: Room) -> float:
    """How large a figure may be written in a room, measured by the usual size."""
    margin = figure.to_dict()["layout"]["margin"]
    if not isinstance(figure, Framed):
        return 1
    below = 0 if figure.legend else figure.below_px
    return room.zoom(margin["l"] + margin["r"] + figure.least_px, figure.plot_px * ROOM_KEPT + below + TOP_PX)


def _squeeze(figure: Figure, room: Room | None) -> float:
    """How much smaller or larger than usual a figure is written, so that its words do not run into each other."""
    if not isinstance(figure, Framed):
        return 1
    fits = _zoom(figure, room) if room else min(1, STAGE_PX / (figure.plot_px * ROOM_KEPT))
    return round(min(MOST_SQUEEZE, max(LEAST_SQUEEZE, fits)), 2)


def _side(page: Page, spots: Sequence[Spot], figure: Framed | None, *, broad: bool) -> str:
    """Spotlight and legend; of a ``broad`` figure they stand under it where the screen is not broad."""
    told = "".join(
        markup.wrap(
            "div",
            markup.tag("p", spot.name, "cr-spot-name")
            + markup.tag("p", spot.value, "cr-spot-value" + (" long" if len(spot.value) > LONG else ""))
            + "".join(markup.tag("p", one, "cr-spot-about") for one in spot.about),
            "cr-yardstick" if spot.yardstick else "",
        )
        for spot in spots
    )
    rows = [(row_svg(row, page.colours), row_words(row, page.t)) for row in (figure.legend if figure else ())]
    look = "cr-hall-side" + (" cr-broad" if broad else "")
    return markup.wrap("div", markup.wrap("div", told, "cr-spots") + markup.legend(rows, SWATCH), look)


def spotlight(page: Page, choice: Any) -> list[Spot]:
    """The places in focus with their values, or with the reason why there is none; empty for views without places."""
    if not isinstance(choice, PlacesChoice) or not choice.focus:
        return []
    t, view = page.t, load_view(page, choice)
    by_area = {o.area: o for o in view.drawn}
    shining = in_focus(list(by_area), choice.focus)
    spots = []
    for area in shining:
        one = by_area[area]
        about = [t._("one survey area")] if len(province_members(area)) > 1 else []
        about += [note] if (note := words.status(one, t)) else []
        spots.append(Spot(area_name(area, page.lang), words.value_words(one, choice.indicator, t), tuple(about)))
    seen = {province for area in shining for province in province_members(area)}
    for gap in view.not_drawn:
        if any(set(province_members(gap.area)) & set(province_members(area)) - seen for area in choice.focus):
            spots.append(Spot(area_name(gap.area, page.lang), "–", (words.reason(gap.reason, t),)))
    if view.national and view.national.value is not None:
        national = words.value_words(view.national, choice.indicator, t)
        spots.append(Spot(area_name(COUNTRY, page.lang), national, yardstick=True))
    return spots


def places(page: Page, choice: Any) -> list[str]:
    """The drawn places that can be put into the spotlight one after the other, the highest value first."""
    if not isinstance(choice, PlacesChoice):
        return []
    return [o.area for o in sorted(load_view(page, choice).drawn, key=lambda o: -(o.value or 0))]


def _show_keys(page: Page, view: View[Any], choice: Any, figure: Framed | None, room: Room | None) -> None:
    """The buttons of the hall, and where among the periods or the parts of a long figure it stands."""
    _, drawn = page.t._, places(page, choice)
    labels = choice.periods if isinstance(choice, PlacesChoice) else ()
    if labels:
        at, last = labels.index(choice.period), len(labels) - 1
        steps = (labels, choice.usual)
        hall_button("year_back", "chevron_left", _("The period before"), _step_period, (*steps, -1), at == 0)
        where = _("{period} · {position} of {count}")
        where = where.format(period=period(choice.period, page.lang), position=at + 1, count=last + 1)
        markup.show(markup.tag("p", where, "cr-hall-where"), page.lang)
        hall_button("year_forth", "chevron_right", _("The period after"), _step_period, (*steps, 1), at == last)
    if figure and room and room.parts > 1:
        _show_parts(page, figure, room)
    hall_button("indicator_back", "keyboard_arrow_up", _("The indicator before"), _step_indicator, (view, -1))
    hall_button("indicator_forth", "keyboard_arrow_down", _("The indicator after"), _step_indicator, (view, 1))
    if drawn:
        hall_button("place_back", "arrow_back", _("Spotlight on the place before"), _step_place, (drawn, -1))
        hall_button("place_forth", "arrow_forward", _("Spotlight on the next place"), _step_place, (drawn, 1))
    leave_button(page)


def _show_parts(page: Page, figure: Framed, room: Room) -> None:
    """Leaf through a long figure, round and round; which of its rows are on the screen."""
    _, (first, last, count) = page.t._, figure.rows
    hall_button("part_back", "chevron_left", _("The part before"), _step_part, (room, -1))
    where = _("{first}–{last} of {count} · {position} of {parts}")
    where = where.format(first=first, last=last, count=count, position=room.part, parts=room.parts)
    markup.show(markup.tag("p", where, "cr-hall-where"), page.lang)
    hall_button("part_forth", "chevron_right", _("The next part"), _step_part, (room, 1))


def _step_part(room: Room, step: int) -> None:
    part = (room.part - 1 + step) % room.parts + 1
    put_param("part", "" if part == 1 else str(part))


def _step_period(labels: Sequence[str], usual: str, step: int) -> None:
    """Go a period on or back from the one in the URL, so that quick keys are not lost; the usual needs no name."""
    stop()
    asked, newest = ViewState.from_query(st.query_params).period, usual if usual in labels else labels[-1]
    at = labels.index(asked if asked in labels else newest)
    label = labels[min(max(at + step, 0), len(labels) - 1)]
    put_param("year", "" if label == newest else label)


def _step_place(drawn: Sequence[str], step: int) -> None:
    """Move the spotlight on or back through the drawn places, round and round."""
    lit = in_focus(drawn, ViewState.from_query(st.query_params).areas)
    _shine(drawn[(drawn.index(lit[0]) + step) % len(drawn)] if lit else drawn[0 if step > 0 else -1])


def _shine(area: str) -> None:
    put_param("areas", area, ("area",))


def _clicked() -> None:
    """Put the clicked place alone into the spotlight; a click on it once more takes it out."""
    clicked = clicked_area(st.session_state[FIGURE])
    lit = in_focus([clicked], ViewState.from_query(st.query_params).areas) if clicked else ()
    _shine("" if lit else clicked)


def _step_indicator(view: View[Any], step: int) -> None:
    """Go to the next or previous indicator that can be looked at this way, round and round."""
    page, state = this_page(), ViewState.from_query(st.query_params)
    codes = offered(page, state)
    at = codes.index(state.indicator or STARTING_INDICATOR)
    rest = [codes[(at + step * i) % len(codes)] for i in range(1, len(codes))]
    every = page.catalogue.indicators
    fits = (code for code in rest if not view.refuse(page, every[code], chosen_hand(page, state, every[code])))
    found = next(fits, "")
    if found:
        put_param("ind", "" if found == STARTING_INDICATOR else found, HANGING_ON_INDICATOR)
