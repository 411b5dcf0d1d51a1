"""What becomes of the figures of a file: where they will be seen, which differ from published ones, which hide."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import streamlit as st

from childrights.catalogue import MEMBERS, Group, Observation
from childrights.charts import MAP_PX
from childrights.language import period
from childrights.language import words as code_words
from childrights.members import QUOTED, Provenance
from childrights.members import words as layer_words
from geo import area_name
from ui.contribute import words
from ui.contribute.difference import DIFFERENT, HIDDEN, PART, Change, MapKey, count_kinds, map_beside, maps_of, seen_on
from ui.explore import PlacesChoice, map_figure
from ui.parts import (
    Page,
    TableCell,
    cache,
    filled_fold,
    group_code,
    markup,
    pick,
    show_map_figure,
    show_notes,
    show_section,
)

MOST_ROWS, MOST_NAMED = 200, 3


def show_preview(page: Page, changes: Sequence[Change], member: str, said: Provenance | None) -> None:
    """What happens to the figures in a few sentences, and for one map after the other what it would show."""
    if not changes:
        return
    t = page.t
    show_section(t._("What will happen"), page.lang)
    show_notes(
        [
            *_where(page, changes, said),
            words.change_sentence(count_kinds(changes), t) + t._("."),
            *_kinds_explained(page, changes),
        ],
        page.lang,
    )
    keys = maps_of(changes)
    if not keys:
        markup.show(difference_markup(page, changes, whole=True), page.lang)
        return
    key = keys[0]
    if len(keys) > 1:
        maps = {f"{one.indicator} {one.period} {group_code(one.group)}": one for one in keys}
        first, *_rest = maps
        key = maps[
            pick(
                "selectbox",
                t._("Map"),
                list(maps),
                name="desk_map",
                start=first,
                words=lambda code: map_name(page, maps[code]),
            )
            or first
        ]
    main, side = st.columns((3, 2), gap="large")
    with main:
        _show_map(page, changes, key, member, said)
    with side:
        markup.show(difference_markup(page, [one for one in changes if MapKey.of(one.new) == key]), page.lang)
    if len(changes) > sum(MapKey.of(one.new) == key for one in changes):
        with filled_fold(t._("All {count} figures").format(count=words.count(len(changes), t)), key="desk_all_figures"):
            markup.show(difference_markup(page, changes, whole=True), page.lang)
            if len(changes) > MOST_ROWS:
                left = words.count(len(changes) - MOST_ROWS, t)
                show_notes([t._("{count} more are in the table of figures below.").format(count=left)], page.lang)


def _where(page: Page, changes: Sequence[Change], said: Provenance | None) -> list[str]:
    """In which layer the figures will stand, and of which indicators they will be all there is."""
    t = page.t
    if all(one.kind == HIDDEN for one in changes):
        return [t._("They are kept, and not shown.")]
    if said is not None and said.kind == QUOTED:
        publication = layer_words.publication(said, t) or t._("the publication")
        waits = t._(
            "Your figures wait in the members' layer. Once the steward has compared them with {publication}, those "
            "that no other source here has are shown under its name."
        )
        return [waits.format(publication=publication)]
    found = [
        t._(
            "Your figures are in the members' layer, next to what is published and marked as not checked by "
            "others. No published figure changes."
        )
    ]
    if alone := _alone(page, changes):
        names = t._(", ").join(page.catalogue.indicators[code].short_name(page.lang) for code in alone[:MOST_NAMED])
        more = len(alone) - MOST_NAMED
        names += t._(" and {count} more").format(count=words.count(more, t)) if more > 0 else ""
        found.append(
            t._(
                "This dashboard holds no published figures of {names}: there, yours are what "
                "everybody sees first, marked as members' figures."
            ).format(names=names)
        )
    return found


def _alone(page: Page, changes: Sequence[Change]) -> list[str]:
    """The indicators of the file that no published source has figures of."""
    told = {one.new.indicator for one in changes if one.kind not in (PART, HIDDEN)}
    return sorted(told.difference(published_indicators(page)))


def published_indicators(page: Page) -> Collection[str]:
    """The indicators with published figures: those with any whose figures are not members' alone."""
    name = page.snapshot.name
    return {
        code for code in cache.headlines(name) if not any(one.by_default for one in cache.members_figures(name, code))
    }


def _kinds_explained(page: Page, changes: Sequence[Change]) -> list[str]:
    """What it means that figures differ, or are of a part of the people; only where some do."""
    t, kinds = page.t, count_kinds(changes)
    notes = []
    if kinds[DIFFERENT]:
        notes.append(
            t._(
                "Where a figure differs from a published one, both values are kept and shown. The steward "
                "compares them and decides whether our copy was wrong."
            )
        )
    if kinds[PART]:
        notes.append(
            t._(
                "Figures about part of the population are listed in tables under that group's name, and "
                "never mapped or ranked."
            )
        )
    replaced = sum(one.mine is not None and one.mine.value != one.new.value for one in changes)
    if replaced:
        text = t.ngettext(
            "{count} takes the place of what you sent before.",
            "{count} take the place of what you sent before.",
            replaced,
        )
        notes.append(text.format(count=words.count(replaced, t)))
    return notes


def as_sent(one: Observation, member: str, said: Provenance | None) -> Observation:
    """A figure of the file as it will stand in the members' layer."""
    kind = said.kind if said else Provenance().kind
    return replace(one, layer=MEMBERS, member=member or "…", source_kind=kind, upload="", source="")


def _show_map(page: Page, changes: Sequence[Change], key: MapKey, member: str, said: Provenance | None) -> None:
    name = page.snapshot.name
    sent = [as_sent(one, member, said) for one in seen_on(key, changes)]
    known = cache.figures_of(name, (key.indicator,))
    indicator = page.catalogue.indicators[key.indicator]
    view, beside = map_beside(key, sent, known, cache.surveys(name))
    choice = PlacesChoice(indicator, key.period, key.group)
    figure = map_figure(page.presenter(indicator), page, choice, view, beside)
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
    head = [TableCell(t._("Place")), *map(TableCell, about)]
    head += [
        TableCell(t._("Published"), css="num"),
        TableCell(t._("In your file"), css="num"),
        TableCell(t._("What happens")),
    ]
    rows = []
    for change in changes[:MOST_ROWS]:
        indicator = page.catalogue.indicators[change.new.indicator]
        row = [TableCell(area_name(change.new.area, lang))]
        if whole:
            name = layer_words.scoped(indicator.short_name(lang), change.new.scope, t)
            row += [TableCell(name), TableCell(period(change.new.period_label, lang))]
            row += [TableCell(code_words.group(Group.of(change.new), t))]
        row += [TableCell(_figure(page, change.old), css="num"), TableCell(_figure(page, change.new), css="num")]
        rows.append([*row, TableCell(t._(words.CHANGES[change.kind]), css=f"change {change.kind}")])
    return markup.table(t._("Your figures next to the published ones"), head, rows, "cr-difference")


def _figure(page: Page, observation: Observation | None) -> str:
    if observation is None:
        return "–"
    if observation.value is None:
        return code_words.status(observation, page.t)
    return code_words.value_words(observation, page.catalogue.indicators[observation.indicator], page.t)
