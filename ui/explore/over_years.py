"""What the views of all periods at once share: one indicator and group over places and every year with figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from childrights.areas import MapView
from childrights.catalogue import Group, Indicator, Observation
from childrights.charts import Blank, Classing, Mark, heat_rows, scale_edges
from childrights.language import period, words
from childrights.members import Hand, MemberFigure
from geo import COUNTRY
from ui.explore.controls import choose_focus, choose_group, measured_below, not_as_asked, nothing_below
from ui.explore.layer import chosen_hand, drawn_notes, left_to_the_table, sent_areas, sent_of, sent_series
from ui.explore.over_places import (
    USUAL,
    classing_of,
    drawn_sentence,
    focus_words,
    gaps_of,
    one_scale_words,
    show_classes,
)
from ui.explore.view import Part, Rows, View
from ui.parts import Page, TableCell, ViewState, cache, markup, once, put_param, value_cell


@dataclass(frozen=True, slots=True)
class YearsChoice:
    """One indicator and group in ``periods`` (oldest first). ``missed`` says what the URL asks for and is not there.

    ``hand`` is whose members' figures stand beside the published ones; they add periods to the ``published`` ones.
    """

    indicator: Indicator
    group: Group
    periods: tuple[str, ...]
    focus: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    classing: Classing = USUAL
    hand: Hand | None = None
    published: tuple[str, ...] = ()


def refuse_over_years(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why there is nothing to see over places and years."""
    if reason := nothing_below(page, indicator, hand):
        return reason
    most = max(len(periods) for periods in measured_below(page, indicator, hand).values())
    return "" if most > 1 else page.t._("figures below the country are of one year only")


def choose_over_years(page: Page, state: ViewState, indicator: Indicator) -> YearsChoice:
    """The controls: group and places in focus."""
    hand = chosen_hand(page, state, indicator)
    below = {group: found for group, found in measured_below(page, indicator, hand).items() if len(found) > 1}
    group = choose_group(page, list(below))
    labels = tuple(one.label for one in below.get(group, ()))
    missed = not_as_asked(page, state, "", group)
    published = tuple(one.label for one in measured_below(page, indicator).get(group, ()))
    focus = choose_focus(page, state)
    return YearsChoice(indicator, group, labels, focus, tuple(missed), hand=hand, published=published)


def choose_coloured(page: Page, state: ViewState, indicator: Indicator) -> YearsChoice:
    """The controls of a view whose colours mean the same in every year: a scale for one year alone is no choice here.

    It is taken out of the URL, so that the address says what is seen.
    """
    put_param("scale", "")
    return replace(choose_over_years(page, state, indicator), classing=replace(classing_of(state), every_period=False))


def year_edges(page: Page, choice: YearsChoice) -> tuple[float, ...]:
    """The edges of the classes over the values of all periods; the country does not count."""
    asked = repr(("years", choice.indicator, choice.periods, choice.group, choice.classing))
    return cache.edges(page.snapshot.name, asked, lambda: scale_edges(choice.classing, drawn(load_years(page, choice))))


def show_over_years(page: Page, choice: YearsChoice) -> None:
    """The popover of the classes, over the figure."""
    with st.container(key="over_figure", horizontal=True):
        show_classes(page, year_edges(page, choice), years_apart=False)


def coloured_notes(page: Page, choice: YearsChoice) -> list[str]:
    """What the colours mean, before what is drawn and what is not."""
    return [one_scale_words(page, choice.classing), *year_notes(page, choice)]


@once
def load_years(page: Page, choice: YearsChoice) -> tuple[MapView, ...]:
    """One map view a period."""
    name, code = page.snapshot.name, choice.indicator.code
    return tuple(cache.map_view(name, code, label, choice.group) for label in choice.periods)


def years_sent(page: Page, choice: YearsChoice) -> tuple[MemberFigure, ...]:
    """The members' figures of places in these periods; none while nobody asked for them."""
    areas = [area for area in sent_areas(page, choice.indicator, choice.hand) if area != COUNTRY]
    found = sent_series(page, choice.indicator, choice.hand, areas, (choice.group,))
    return tuple(one for one in found if one.figure.period_label in choice.periods)


def drawn(views: Sequence[MapView]) -> list[Observation]:
    """Every drawn figure of some views, the oldest first."""
    return [one for view in views for one in view.drawn]


def cited(views: Sequence[MapView]) -> list[Observation]:
    """The figures whose sources a footer names, the newest national one leading."""
    return [*(v.national for v in reversed(views) if v.national), *drawn(list(reversed(views)))]


def years_covered(page: Page, choice: YearsChoice) -> str:
    """From the first to the last period in words."""
    ends = [period(label, page.lang) for label in (choice.periods[0], choice.periods[-1])]
    return page.t._("{first} to {last}").format(first=ends[0], last=ends[1])


def about(page: Page, choice: YearsChoice) -> tuple[str, ...]:
    """Unit, group, kind of source and span, for a subtitle."""
    t = page.t
    group = page.presenter(choice.indicator).group_words(choice.group)
    return (
        words.unit(choice.indicator, t),
        group,
        t._(words.SOURCE_TYPES[choice.indicator.source_type]),
        years_covered(page, choice),
    )


def year_notes(page: Page, choice: YearsChoice) -> list[str]:
    """What is drawn and what is not, periods with the same answer together, and what to know before leaning on it."""
    t, views = page.t, load_years(page, choice)
    told: dict[tuple[str, ...], list[str]] = {}
    for view in views:
        told.setdefault(tuple(drawn_sentence(page, view)), []).append(period(view.period, page.lang))
    found = [
        t._("{periods}: {words}").format(periods=t._(", ").join(labels), words=" ".join(sentences))
        for sentences, labels in told.items()
    ]
    figures = drawn(views)
    if any(one.status == "small_sample" for one in figures):
        found.append(t._("Values in brackets are based on 25 to 49 cases: use with caution."))
    if any(one.status == "modelled" for one in figures):
        found.append(t._("These values are modelled estimates, not counts."))
    elif choice.indicator.source_type == "survey" and not any(one.lower is not None for one in figures):
        found.append(t._("The source gives no intervals: small differences between areas are not findings."))
    return [*choice.missed, *_sent_notes(page, choice), *found]


def _sent_notes(page: Page, choice: YearsChoice) -> list[str]:
    """Whose figures the diamonds are, and how many more the table has."""
    if choice.hand is None:
        return []
    sent = years_sent(page, choice)
    every = sent_of(page, choice.indicator, choice.group)
    return [*drawn_notes(page, choice.indicator, choice.hand, sent), *left_to_the_table(page, every, sent)]


def year_rows(page: Page, choice: YearsChoice) -> Rows:
    """Every value of all years, and every place and year without one with its reason."""
    t, views = page.t, load_years(page, choice)
    chosen = [(t._("Group"), words.group(choice.group, t)), (t._("Years"), years_covered(page, choice))]
    return Rows(
        published=tuple(cited(views)),
        sent=years_sent(page, choice),
        sent_listed=sent_of(page, choice.indicator, choice.group) if choice.hand else (),
        gaps=tuple(gap for view in views for gap in gaps_of(choice.indicator, view)),
        period=f"{choice.periods[0]}-{choice.periods[-1]}",
        chosen=(*chosen, *focus_words(page, choice.focus)),
    )


def _reason_cell(blank: Blank | None) -> TableCell:
    return TableCell(blank.words if blank else "", css="cr-quiet")


def years_table(page: Page, choice: YearsChoice) -> str:
    """Every value, a place a row and a period a column; without a value the reason."""
    t, rows = page.t, heat_rows(page.presenter(choice.indicator), load_years(page, choice))
    head = [TableCell(t._("Place")), *(TableCell(period(label, page.lang)) for label in choice.periods)]
    body = [
        [
            TableCell(row.name),
            *(value_cell(page, c) if isinstance(c, Mark) else _reason_cell(c) for c in row.cells),
        ]
        for row in rows
    ]
    caption = t._("All values by place and year, {unit}").format(unit=words.unit(choice.indicator, t))
    return markup.table(caption, head, body, "cr-matrix")


view_over_years = partial(
    View,
    refuse=refuse_over_years,
    choose=choose_coloured,
    rows=year_rows,
    notes=coloured_notes,
    table=years_table,
    main=(show_over_years, Part.FIGURE, Part.NOTES),
    layered=True,
)
"""A view of all years, but for its code, its name, its finding and its figures; without colours it says more."""
