"""What the file would change: the difference to what is published, and the map as it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from childrights import words as code_words
from childrights.charts.choropleth import MAP_PX
from childrights.format import period
from childrights.model import Group, Observation
from geo.provinces import area_name
from ui import cache, markup
from ui.explore.map import map_figure
from ui.explore.over_places import PlacesChoice
from ui.figure import show_map_figure
from ui.filters import group_code
from ui.layout import show_notes, show_section
from ui.manage import words
from ui.manage.difference import Change, MapKey, after, count_kinds, maps_of
from ui.markup import Cell
from ui.opening import filled_fold
from ui.options import pick
from ui.page import Page

MOST_ROWS = 200
PREVIEW = "preview"


def show_preview(page: Page, changes: Sequence[Change], member: str) -> None:
    """The difference in one sentence, and for one map after the other what it would show."""
    if not changes:
        return
    t = page.t
    show_section(t._("What would change"), page.lang)
    show_notes([words.change_sentence(count_kinds(changes), t) + t._(".")], page.lang)
    keys = maps_of(changes)
    if not keys:
        markup.show(difference_markup(page, changes), page.lang)
        return
    key = keys[0]
    if len(keys) > 1:
        maps = {f"{one.indicator} {one.period} {group_code(one.group)}": one for one in keys}
        first, *_rest = maps
        key = maps[pick("selectbox", t._("Map"), list(maps), name="desk_map", start=first,
                        words=lambda code: map_name(page, maps[code])) or first]  # fmt: skip
    main, side = st.columns((3, 2), gap="large")
    with main:
        _show_map(page, changes, key, member)
    with side:
        markup.show(difference_markup(page, [one for one in changes if MapKey.of(one.new) == key]), page.lang)
    if len(keys) > 1:
        with filled_fold(t._("All {count} figures").format(count=words.count(len(changes), t)), key="desk_all_figures"):
            markup.show(difference_markup(page, changes, whole=True), page.lang)
            if len(changes) > MOST_ROWS:
                left = words.count(len(changes) - MOST_ROWS, t)
                show_notes([t._("{count} more are in the table of figures below.").format(count=left)], page.lang)


def _show_map(page: Page, changes: Sequence[Change], key: MapKey, member: str) -> None:
    name = page.snapshot.name
    marked = [replace(change, new=replace(change.new, upload=PREVIEW)) for change in changes]
    of_map = [one for one in cache.figures_of(name, (key.indicator,)) if MapKey.of(one) == key]
    indicator = page.catalogue.indicators[key.indicator]
    presenter = replace(page.presenter(indicator), members={**cache.members(name), PREVIEW: member or "…"})
    view = after(key, marked, of_map, cache.surveys(name))
    figure = map_figure(presenter, page, PlacesChoice(indicator, key.period, key.group), view)
    alt = page.t._("Map of {name} as it would be with your figures. The table beside it has every value.")
    show_map_figure(figure, alt.format(name=map_name(page, key)), key="map_drawn_preview", plot_px=MAP_PX)


def map_name(page: Page, key: MapKey) -> str:
    """A map in words: indicator, period and group."""
    parts = [page.catalogue.indicators[key.indicator].short_name(page.lang), period(key.period, page.lang)]
    if not key.group.is_total:
        parts.append(code_words.group(key.group, page.t))
    return ", ".join(parts)


def difference_markup(page: Page, changes: Sequence[Change], *, whole: bool = False) -> str:
    """The figures of the file beside what is published; ``whole`` names indicator, period and group in each row."""
    t, lang = page.t, page.lang
    about = [t._("Indicator"), t._("Period"), t._("Group")] if whole else []
    head = [Cell(t._("Place")), *map(Cell, about)]
    head += [Cell(t._("Published"), css="num"), Cell(t._("In your file"), css="num"), Cell(t._("What happens"))]
    rows = []
    for change in changes[:MOST_ROWS]:
        indicator = page.catalogue.indicators[change.new.indicator]
        row = [Cell(area_name(change.new.area, lang))]
        if whole:
            row += [Cell(indicator.short_name(lang)), Cell(period(change.new.period_label, lang))]
            row += [Cell(code_words.group(Group.of(change.new), t))]
        row += [Cell(_figure(page, change.old), css="num"), Cell(_figure(page, change.new), css="num")]
        rows.append([*row, Cell(t._(words.CHANGES[change.kind]), css=f"change {change.kind}")])
    return markup.table(t._("Your figures beside the published ones"), head, rows, "cr-difference")


def _figure(page: Page, observation: Observation | None) -> str:
    if observation is None:
        return "–"
    if observation.value is None:
        return code_words.status(observation, page.t)
    return code_words.value(observation, page.catalogue.indicators[observation.indicator], page.t)
