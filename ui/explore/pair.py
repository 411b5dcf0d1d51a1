"""A pair: two indicators of the same places in the same year. It shows that, never why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.areas import MapView
from childrights.catalogue import TOTAL, WITHHELD_STATUSES, Group, Indicator, Observation
from childrights.charts import UNDER_15, Dot, Figure, Mark, People, Room, draw_pair, pair_dots, people_of
from childrights.i18n import N_
from childrights.language import period, plain_number, words
from childrights.members import Hand, MemberFigure
from childrights.snapshot import of_published
from geo import COUNTRY, province_members
from ui.explore.controls import choose_focus, choose_year, in_focus, measured, nothing_below
from ui.explore.groups import subject, unmeasured
from ui.explore.layer import chosen_hand, drawn_notes, left_to_the_table, sent_areas, sent_series, with_sent
from ui.explore.view import Chart, Rows, View
from ui.parts import Page, TableCell, ViewState, cache, choose, markup, once, value_cell

POPULATION = "population_census"


@dataclass(frozen=True, slots=True)
class PairChoice:
    """The ``indicator`` upwards and the ``second`` one across, each of the group it leads with, in one period."""

    indicator: Indicator
    group: Group
    second: Indicator
    second_group: Group
    period: str
    focus: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    hand: Hand | None = None


def partners(page: Page, indicator: Indicator, hand: Hand | None = None) -> Mapping[str, tuple[Group, list[str]]]:
    """Indicators of another topic with figures for places in a year that this one has too, with those years.

    Definitions of one topic are never set against each other, nor are counts, which say how large a place is. Those
    that only members have figures of stand last, and open no view of an indicator that is published.
    """
    return _partners(page, (indicator, hand))


@once
def _partners(page: Page, asked: tuple[Indicator, Hand | None]) -> Mapping[str, tuple[Group, list[str]]]:
    indicator, hand = asked
    own = _leading(page, indicator, hand)
    if own is None:
        return {}
    found, known = {}, cache.headlines(page.snapshot.name)
    for code in sorted(known, key=lambda code: code not in of_published(known)):
        other = page.catalogue.indicators[code]
        if code == indicator.code or code in indicator.related or other.topic == indicator.topic:
            continue
        theirs = _leading(page, other, hand)
        shared = [label for label in own[1] if theirs and label in theirs[1]]
        if theirs and shared:
            found[code] = (theirs[0], shared)
    alone = indicator.code in of_published(known) and not found.keys() & of_published(known).keys()
    return {} if alone and hand is None else found


def _leading(page: Page, indicator: Indicator, hand: Hand | None) -> tuple[Group, list[str]] | None:
    """The leading group of an indicator and the periods in which at least three places have figures."""
    if indicator.unit == "number":
        return None
    for group, periods in with_sent(page, indicator, hand, measured(page, indicator)).items():
        if any(one.areas for one in periods):
            return group, [one.label for one in periods if one.areas > 2]
    return None


def refuse_pair(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why there is no partner."""
    if reason := nothing_below(page, indicator, hand):
        return reason
    return (
        ""
        if partners(page, indicator, hand)
        else page.t._("no other indicator has figures for the same places and year")
    )


def choose_pair(page: Page, state: ViewState, indicator: Indicator) -> PairChoice:
    """The controls: the other indicator, the year both have, places in focus."""
    asked = chosen_hand(page, state, indicator)
    t, offered = page.t, partners(page, indicator, asked)
    names = page.catalogue.indicators
    usual = "iwi_poor_35" if "iwi_poor_35" in offered else ""
    code = choose(
        t._("With"),
        list(offered),
        param="second",
        words=lambda one: names[one].short_name(page.lang),
        default=usual,
        clears=("year",),
    )
    missed: tuple[str, ...] = ()
    if state.second and state.second not in offered:
        note = t._("{name} cannot be set against this indicator: another definition of the topic, or no shared year.")
        missed = (note.format(name=names[state.second].short_name(page.lang)),)
    second_group, labels = offered[code]
    own = _leading(page, indicator, asked)
    group = own[0] if own else Group()
    published = partners(page, indicator).get(code, (group, []))[1]
    label = choose_year(page, labels, published[-1] if published else "")
    hand = chosen_hand(page, state, indicator, names[code])
    return PairChoice(indicator, group, names[code], second_group, label, choose_focus(page, state), missed, hand)


def pair_sent(page: Page, choice: PairChoice) -> tuple[tuple[MemberFigure, ...], tuple[MemberFigure, ...]]:
    """The members' figures of both indicators in this period: across, then up; none while nobody asked for them."""
    across, up = (
        tuple(
            one
            for one in sent_series(page, indicator, choice.hand, sent_areas(page, indicator, choice.hand), (group,))
            if one.figure.period_label == choice.period and one.figure.area != COUNTRY
        )
        for indicator, group in ((choice.second, choice.second_group), (choice.indicator, choice.group))
    )
    return across, up


def sent_dots(page: Page, choice: PairChoice) -> tuple[Dot, ...]:
    """A diamond for each place with a member's figure of one of the two, beside its published figure of the other
    where it sent none of that."""
    (across, up), (first, second) = pair_sent(page, choice), load_both(page, choice)
    own = [{one.figure.area: one.figure for one in found} for found in (across, up)]
    known = [{one.area: one for one in view.drawn} | sent for view, sent in zip((first, second), own, strict=True)]
    shown = [(page.presenter(choice.second), known[0]), (page.presenter(choice.indicator), known[1])]
    both = [[found[area] for area in own[0].keys() | own[1].keys() if area in found] for _, found in shown]
    dots, _left = pair_dots((shown[0][0], both[0]), (shown[1][0], both[1]), People({}))
    return tuple(sorted(dots, key=lambda dot: dot.x.name))


def drawn_sent(page: Page, choice: PairChoice) -> tuple[MemberFigure, ...]:
    """The members' figures that a diamond stands for."""
    areas = {dot.x.code for dot in sent_dots(page, choice)}
    return tuple(one for found in pair_sent(page, choice) for one in found if one.figure.area in areas)


def load_both(page: Page, choice: PairChoice) -> tuple[MapView, MapView]:
    """Both indicators over places: across, then up."""
    name = page.snapshot.name
    across = cache.map_view(name, choice.second.code, choice.period, choice.second_group)
    return across, cache.map_view(name, choice.indicator.code, choice.period, choice.group)


@once
def load_dots(page: Page, choice: PairChoice) -> tuple[tuple[Dot, ...], tuple[str, ...], People]:
    """A dot for each place with both figures, the names of the others, and the people who size the dots."""
    across, up = load_both(page, choice)
    people = people_of([one.area for one in across.drawn], _year(across), census(page))
    shown = (page.presenter(choice.second), _all(across)), (page.presenter(choice.indicator), _all(up))
    dots, left = pair_dots(*shown, people)
    return dots, left, people


def _year(view: MapView) -> int:
    return max((one.year_end for one in view.drawn), default=0)


def _all(view: MapView) -> list[Observation]:
    """The drawn figures, and those without a value, which are named."""
    hidden = [
        Observation(view.indicator, gap.area, 0, 0, view.period, status=gap.reason)
        for gap in view.not_drawn
        if gap.reason in WITHHELD_STATUSES
    ]
    return [*view.drawn, *hidden]


def census(page: Page) -> list[Observation]:
    """People by place: everybody and children under 15, both sexes, town and country together."""
    found = cache.figures_of(page.snapshot.name, (POPULATION,))
    return [one for one in found if (one.sex, one.residence) == (TOTAL, TOTAL) and one.age in (UNDER_15, TOTAL)]


def pair_finding(page: Page, choice: PairChoice) -> str:
    """In how many places both figures are above the country's; nothing about causes."""
    t, (across, up) = page.t, load_both(page, choice)
    dots, _left, _people = load_dots(page, choice)
    named = {
        "second": subject(choice.second, choice.second_group, t),
        "name": subject(choice.indicator, choice.group, t),
        "period": period(choice.period, page.lang),
        "all": plain_number(len(dots), 0, page.lang),
    }
    bars = [view.national.value if view.national else None for view in (across, up)]
    if bars[0] is None or bars[1] is None:
        return t._("{name} and {second} in {all} places, {period}").format(**named)
    above = sum(dot.x.value > bars[0] and dot.y.value > bars[1] for dot in dots)
    sentence = t._("{name} and {second}, {period}: both above the country in {count} of {all} places")
    return sentence.format(count=plain_number(above, 0, page.lang), **named)


def pair_rows(page: Page, choice: PairChoice) -> Rows:
    """Both figures of every place, the country's two first."""
    across, up = load_both(page, choice)
    national = [view.national for view in (up, across) if view.national]
    return Rows(
        published=(*national, *up.drawn, *across.drawn),
        sent=drawn_sent(page, choice),
        sent_listed=tuple(one for found in pair_sent(page, choice) for one in found),
        dated=False,
        period=choice.period,
        chosen=((page.t._("Year"), period(choice.period, page.lang)),),
    )


def pair_charts(page: Page, choice: PairChoice) -> list[Chart]:
    """The bubbles."""
    look, sent = N_("Bubbles, one a place, by two indicators"), drawn_sent(page, choice)
    return [Chart("pair", look, lambda p, room=None: pair_figure(p, choice, room), fits=True, sent=sent)]


def pair_figure(page: Page, choice: PairChoice, room: Room | None = None) -> Figure:
    """The bubble chart of a choice."""
    t, (across, up) = page.t, load_both(page, choice)
    dots, _left, people = load_dots(page, choice)
    title = t._("{name} and {second} by place, {period}").format(
        name=choice.indicator.short_name(page.lang),
        second=choice.second.short_name(page.lang),
        period=period(choice.period, page.lang),
    )
    sent = [one.figure for one in drawn_sent(page, choice)]
    about, shown = [bubble_words(page, people)], [*up.drawn, *across.drawn]
    caption = page.presenter(choice.indicator).caption(title, about, shown, sent)
    focus = in_focus([dot.x.code for dot in dots], choice.focus)
    return draw_pair(
        dots,
        caption,
        axis_words(page, choice.second, choice.second_group, across),
        axis_words(page, choice.indicator, choice.group, up),
        focus=focus,
        country=_country(page, choice, across, up),
        room=room,
        beside=sent_dots(page, choice),
    )


def _country(page: Page, choice: PairChoice, across: MapView, up: MapView) -> tuple[Mark, Mark] | None:
    """The country's two figures, where both are published."""
    first, second = across.national, up.national
    if first is None or second is None or first.value is None or second.value is None:
        return None
    return page.presenter(choice.second).mark(first), page.presenter(choice.indicator).mark(second)


def axis_words(page: Page, indicator: Indicator, group: Group, view: MapView) -> str:
    """Name, unit and group of one axis, and whether its figures are modelled."""
    t = page.t
    parts = [indicator.short_name(page.lang), words.unit(indicator, t), page.presenter(indicator).group_words(group)]
    if any(one.status == "modelled" for one in view.drawn):
        parts.append(t._(words.STATUSES["modelled"]))
    return t._(", ").join(part for part in parts if part)


def bubble_words(page: Page, people: People) -> str:
    """What the size of a bubble stands for."""
    t = page.t
    if not people.by_area:
        return t._("all bubbles alike: no census near this year counted these places")
    sized = t._("bubble area: children under 15, census {year}")
    if people.age != UNDER_15:
        sized = t._("bubble area: all people, census {year}")
    return sized.format(year=people.census)


def pair_notes(page: Page, choice: PairChoice) -> list[str]:
    """What the picture must not be taken for, and which places are not in it."""
    t, (across, up) = page.t, load_both(page, choice)
    _dots, left, _people = load_dots(page, choice)
    found = [
        *choice.missed,
        *_sent_notes(page, choice),
        t._(
            "Two things that occur together are not necessarily cause and effect; places also differ in many "
            "other ways."
        ),
    ]
    modelled = [any(one.status == "modelled" for one in view.drawn) for view in (across, up)]
    if any(modelled):
        found.append(t._("A modelled estimate is partly worked out from other figures, so a likeness may be built in."))
    if left:
        found.append(t._("Not drawn – only one of the two has a figure: {names}.").format(names=t._(", ").join(left)))
    told = {province for one in (*_all(across), *_all(up)) for province in province_members(one.area)}
    found += unmeasured(page, up, told)
    if any("small_sample" in (dot.x.status, dot.y.status) for dot in _dots):
        found.append(t._("Values in brackets are based on 25 to 49 cases: use with caution."))
    return found


def _sent_notes(page: Page, choice: PairChoice) -> list[str]:
    """Whose figures the diamonds are and what each sets side by side, or where the member has any."""
    if choice.hand is None:
        return []
    found, said = drawn_sent(page, choice), []
    for one in (choice.indicator, choice.second):
        if sent_areas(page, one, choice.hand):
            said += drawn_notes(page, one, choice.hand, [sent for sent in found if sent.figure.indicator == one.code])
    if any(not (dot.x.beside and dot.y.beside) for dot in sent_dots(page, choice)):
        said.append(
            page.t._(
                "Where a member sent one of the two figures only, its diamond takes the published one for the other."
            )
        )
    sent = [one for found in pair_sent(page, choice) for one in found]
    return [*said, *left_to_the_table(page, sent, drawn_sent(page, choice))]


def pair_table(page: Page, choice: PairChoice) -> str:
    """Every place with both figures and its people."""
    t = page.t
    dots, _left, people = load_dots(page, choice)
    across, up = load_both(page, choice)
    head = [TableCell(t._("Place"))]
    head.append(TableCell(axis_words(page, choice.indicator, choice.group, up)))
    head.append(TableCell(axis_words(page, choice.second, choice.second_group, across)))
    if people.by_area:
        head.append(TableCell(t._("Children under 15") if people.age == UNDER_15 else t._("People")))
    rows: list[Sequence[TableCell]] = [
        [
            TableCell(dot.x.name),
            value_cell(page, dot.y),
            value_cell(page, dot.x),
            TableCell(plain_number(dot.people, 0, page.lang) if dot.people else ""),
        ]
        for dot in sorted(dots, key=lambda dot: dot.x.name)
    ]
    caption = t._("Both figures by place, {period}").format(period=period(choice.period, page.lang))
    return markup.table(caption, head, rows, "cr-matrix")


VIEW = View(
    "pair",
    N_("Pair"),
    refuse=refuse_pair,
    choose=choose_pair,
    finding=pair_finding,
    rows=pair_rows,
    figures=pair_charts,
    notes=pair_notes,
    table=pair_table,
    fold=N_("Every pair"),
    layered=True,
    also=lambda choice: (choice.second,),
)
