"""What the map and the ranking share: one indicator, period and group over places, its finding, notes and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from childrights.areas import (
    MODES,
    MapView,
    drawn_places_words,
    extremes_words,
    refused_joins,
    touches_the_split,
    view_cautions,
)
from childrights.catalogue import Group, Indicator
from childrights.charts import EQUAL, MOST_CLASSES, NATURAL, NOT_COLLECTED, QUANTILE, Classing, scale_edges
from childrights.export import NotShown, kinds_of_nothing
from childrights.i18n import N_
from childrights.language import period, plain_number, words
from childrights.members import Hand, MembersBeside
from childrights.newest import FEWEST_PLACES
from childrights.snapshot import Period
from childrights.statistics import MeasureRefusal, rank_chances
from geo import area_name, province_members
from ui.explore.controls import (
    choose_focus,
    choose_group,
    choose_places,
    in_focus,
    measured_below,
    not_as_asked,
    nothing_below,
)
from ui.explore.layer import beside_map, chosen_hand, layer_notes, told_beside
from ui.explore.timeline import is_playing, shown_period
from ui.explore.view import Rows, View
from ui.parts import (
    AS_PUBLISHED,
    EVERY_YEAR,
    FEWEST_CLASSES,
    THIS_YEAR,
    USUAL_CLASSES,
    Page,
    TableCell,
    ViewState,
    cache,
    choose,
    code_cell,
    markup,
    pick,
    popover,
    put_param,
    read_edges,
    show_notes,
    write_edges,
)

OWN = "own"
WAYS: Mapping[str, str] = {
    NATURAL: N_("Natural breaks: where the values leave gaps"),
    QUANTILE: N_("Quantiles: as many places in each"),
    EQUAL: N_("Equal steps"),
    OWN: N_("Your own edges"),
}
SCALES: Mapping[str, str] = {
    EVERY_YEAR: N_("One scale for all years"),
    THIS_YEAR: N_("A scale for this year alone"),
}
FOUND: Mapping[str, str] = {
    NATURAL: N_("natural breaks, where the values leave gaps"),
    QUANTILE: N_("quantiles, as many values in each class"),
    EQUAL: N_("equal steps"),
    OWN: N_("edges set by hand"),
}
_POPOVER, _EDGES = "classes", "type_edges"


def classing_of(state: ViewState) -> Classing:
    """The classes that the URL asks for."""
    return Classing(state.bins, state.classes, state.edges, state.scale == EVERY_YEAR)


def one_scale_words(page: Page, classing: Classing) -> str:
    """That a colour means the same in every year, and how the classes were found."""
    way = page.t._(FOUND[OWN if classing.edges else classing.method])
    return page.t._("A colour means the same in every year. Classes: {way}.").format(way=way)


def show_classes(page: Page, drawn: tuple[float, ...], *, years_apart: bool = True) -> None:
    """The popover. ``drawn`` are the edges of the figure as it is, with which own edges start.

    ``years_apart`` offers a scale for one year alone; a figure of all years at once has only one.
    """
    _, state = page.t._, ViewState.from_query(st.query_params)
    with popover(_("Classes"), key=_POPOVER, type="tertiary") as panel:
        if not panel.open:
            return
        way = OWN if state.edges else state.bins
        pick(
            "radio",
            _("Edges of the classes"),
            list(WAYS),
            name="choose_bins",
            words=lambda code: _(WAYS[code]),
            shown=way,
            picked=_choose_way,
            args=(drawn,),
        )
        if way == OWN:
            _type_edges(page, state)
            return
        counts = [str(number) for number in range(FEWEST_CLASSES, MOST_CLASSES + 1)]
        choose(_("Number of classes"), counts, param="classes", words=str, default=str(USUAL_CLASSES))
        if years_apart:
            choose(_("Scale"), list(SCALES), param="scale", words=lambda code: _(SCALES[code]))


def _choose_way(way: str, drawn: tuple[float, ...]) -> None:
    if way == OWN:
        put_param("edges", write_edges(drawn), ("bins",))
    else:
        put_param("bins", "" if way == NATURAL else way, ("edges",))
    st.session_state.pop(_EDGES, None)


def _type_edges(page: Page, state: ViewState) -> None:
    """A field for rising numbers; what cannot be read changes nothing and is said."""
    _ = page.t._
    typed = st.session_state.get(_EDGES, "")
    if read_edges(typed) not in (None, state.edges) or not typed:
        typed = st.session_state[_EDGES] = write_edges(state.edges)
    st.text_input(_("Edges, with commas between them"), key=_EDGES, on_change=_take_edges, placeholder="10,20,30")
    if read_edges(typed) is None:
        wrong = _(
            "Please write two to five rising numbers, for example 10,20,30. The map keeps its classes until then."
        )
        show_notes([wrong], page.lang)


def _take_edges() -> None:
    edges = read_edges(st.session_state[_EDGES])
    if edges:
        put_param("edges", write_edges(edges))


USUAL = Classing()


@dataclass(frozen=True, slots=True)
class PlacesChoice:
    """What is shown over places. ``periods`` are those one can step to, ``places`` is a key of
    ``childrights.areas.places.MODES``, ``focus`` holds the codes of places in focus, and the map comes ``near`` them;
    ``missed`` says in words what the URL asks for and the figures do not have. ``hand`` is whose members' figures stand
    beside the published ones, and ``sent_in`` the periods it has any in; they add periods, of which ``usual`` is not
    one: the newest that is published. ``asked`` is the indicator that was asked for, where another series of its
    concept is shown. ``drawn_in`` is the published period that is drawn where members alone have figures of ``period``
    by that name; empty where it is ``period`` itself."""

    indicator: Indicator
    period: str
    group: Group
    periods: tuple[str, ...] = ()
    places: str = AS_PUBLISHED
    focus: tuple[str, ...] = ()
    classing: Classing = USUAL
    near: bool = False
    missed: tuple[str, ...] = ()
    hand: Hand | None = None
    usual: str = ""
    asked: Indicator | None = None
    sent_in: tuple[str, ...] = ()
    drawn_in: str = ""

    @property
    def leading(self) -> Indicator:
        """The indicator that an address names for this choice."""
        return self.asked or self.indicator


def choose_over_places(
    page: Page, state: ViewState, indicator: Indicator, *, newest_first: bool = False
) -> PlacesChoice:
    """The controls of map and ranking: group, borders, places in focus. The period is chosen under the figure.

    With ``newest_first`` later periods of other series of the concept can be stepped to as well, each drawn as its own
    series, and the newest is the usual one. For a hand that sent figures of the series asked for it is the newest of
    that series: to open where the hand has nothing would hide what was switched on. What is newer is told beside it.
    """
    published, hand = measured_below(page, indicator), chosen_hand(page, state, indicator)
    below = measured_below(page, indicator, hand)
    group = choose_group(page, list(below))
    own = [one for one in below.get(group, ()) if one.areas]
    sent_in = beside_map(page, indicator, hand, "", group).elsewhen if hand else ()
    usual = published[group][-1].label if published.get(group) else ""
    later = _later_pictures(page, indicator, group, own) if newest_first and usual else {}
    if later and not sent_in:
        usual = [*later][-1]
    periods = sorted([*own, *(one for one, _ in later.values())], key=lambda one: (one.year_start, one.year_end))
    labels = tuple(one.label for one in periods)
    label = shown_period(state, labels, usual)
    shown, drawn_in = (later[label][1] if label in later else indicator), ""
    if hand and label not in {one.label for one in (*published.get(group, ()), *(one for one, _ in later.values()))}:
        shown, drawn_in = _published_then(
            page, indicator, group, next((one for one in own if one.label == label), None)
        )
    if hand:
        sent_in += tuple(
            one for one, (_, other) in later.items() if told_beside(beside_map(page, other, hand, one, group))
        )
    missed = () if is_playing() else tuple(not_as_asked(page, state, label, group))
    return PlacesChoice(
        shown,
        label,
        group,
        labels,
        choose_places(page, state),
        choose_focus(page, state),
        classing_of(state),
        state.near,
        missed,
        # Who sent figures of the series that is shown alone is offered and drawn with it.
        hand or chosen_hand(page, state, shown),
        usual,
        indicator,
        sent_in,
        drawn_in,
    )


def _later_pictures(
    page: Page, indicator: Indicator, group: Group, own: Sequence[Period]
) -> dict[str, tuple[Period, Indicator]]:
    """The periods of other series of the concept after the last published one of ``own``, by label, oldest first.

    A period that a hand sent figures of the series itself for stays with that series: one label cannot show both, and
    the hand was switched on.
    """
    last = measured_below(page, indicator)[group][-1]
    taken = {one.label for one in own}
    found = cache.newest(page.snapshot.name).pictures_after(indicator.code, group, last.year_end)
    series = {label: page.catalogue.indicators[code] for label, code in found.items() if label not in taken}
    return {
        label: (next(one for one in measured_below(page, other)[group] if one.label == label), other)
        for label, other in series.items()
    }


def _published_then(page: Page, indicator: Indicator, group: Group, sent: Period | None) -> tuple[Indicator, str]:
    """The published picture that stands beside members' figures of a period by which nothing of their series is
    published: of a time that meets theirs, of the same series where there is one, else of another of its concept.

    Members write 2021 or 2022 for a survey of 2021-22, or name the one of its series that stops before.
    """
    if sent is None:
        return indicator, ""
    found = []
    for code in page.catalogue.concept_of(indicator.code).members:
        other = page.catalogue.indicators[code]
        for one in measured_below(page, other).get(group, ()):
            least = 1 if code == indicator.code else FEWEST_PLACES
            if one.year_start <= sent.year_end and sent.year_start <= one.year_end and one.areas >= least:
                apart = abs(one.year_start - sent.year_start) + abs(one.year_end - sent.year_end)
                found.append(((code != indicator.code, apart, -one.areas, code), other, one.label))
    return min(found)[1:] if found else (indicator, "")


def load_beside(page: Page, choice: PlacesChoice) -> MembersBeside | None:
    """What stands beside the published figures of this choice; ``None`` while nobody asked for it."""
    if choice.hand is None:
        return None
    of = choice.leading if choice.drawn_in else choice.indicator
    found = beside_map(page, of, choice.hand, choice.period, choice.group)
    # Another series of the concept may be shown, of which the hand has nothing: when it has some is told all the same.
    return replace(found, elsewhen=choice.sent_in) if choice.sent_in else found


def load_view(page: Page, choice: PlacesChoice) -> MapView:
    """The view that was chosen."""
    label = choice.drawn_in or choice.period
    return cache.map_view(page.snapshot.name, choice.indicator.code, label, choice.group, choice.places)


def class_edges_of(page: Page, choice: PlacesChoice, view: MapView) -> tuple[float, ...]:
    """The edges of the classes, over all periods that may share a scale unless asked otherwise."""
    if not choice.classing.every_period or len(choice.periods) < 2:
        return scale_edges(replace(choice.classing, every_period=False), view.drawn)
    name, indicator = page.snapshot.name, choice.indicator.code

    def found() -> tuple[float, ...]:
        maps = (cache.map_view(name, indicator, one, choice.group, choice.places) for one in choice.periods)
        return scale_edges(choice.classing, view.drawn, [one.drawn for one in maps])

    asked = (indicator, choice.periods, choice.group, choice.places, choice.classing, view.period)
    return cache.edges(name, repr(asked), found)


def edge_words(value: float, lang: str) -> str:
    """A class edge in words."""
    return plain_number(value, 0 if value == round(value) else 1, lang)


def focused(choice: PlacesChoice, view: MapView) -> tuple[str, ...]:
    """The drawn areas that hold a place in focus, and the provinces in focus where nothing is drawn."""
    drawn = in_focus([o.area for o in view.drawn], choice.focus)
    seen = {province for area in drawn for province in province_members(area)}
    empty = {province for area in choice.focus for province in province_members(area)} - seen
    return (*drawn, *sorted(empty))


def range_finding(page: Page, choice: PlacesChoice) -> str:
    """What the places show, in one sentence."""
    t, name, view = page.t, choice.indicator.short_name(page.lang), load_view(page, choice)
    if not view.drawn:
        none = t._("{name}: nothing published below the country")
        if choice.hand and choice.places == AS_PUBLISHED and choice.period:
            none = t._("{name}: nothing published below the country for {period}")
        return (none if choice.places == AS_PUBLISHED else t._("{name}: no figure fits these borders")).format(
            name=name, period=period(choice.period, page.lang)
        )
    return extremes_words(view, choice.indicator, t)


def drawn_sentence(page: Page, view: MapView) -> list[str]:
    """How many areas are drawn, and each that is not with its reason: nothing vanishes in silence.

    Of a period that only members have figures of, it is enough that nothing was published.
    """
    if not view.drawn and {one.reason for one in view.not_drawn} == {NOT_COLLECTED}:
        said = page.t._("Nothing was published below the country for {period}.")
        return [said.format(period=period(view.period, page.lang))]
    return drawn_places_words(view, page.t)


def place_caveats(page: Page, choice: PlacesChoice, view: MapView) -> list[str]:
    """What the reader must know before leaning on the figures."""
    t = page.t
    borders = border_notes(page, choice, view)
    sent = layer_notes(page, choice.indicator, load_beside(page, choice), choice.period)
    cautions = view_cautions(view, choice.indicator, t) if view.drawn else []
    return [*choice.missed, *sent, *_drawn_in_words(page, choice), *borders, *cautions]


def _drawn_in_words(page: Page, choice: PlacesChoice) -> list[str]:
    """That the published figures are not of the period, or the series, of the members' ones beside them."""
    if not choice.drawn_in:
        return []
    t, lang = page.t, page.lang
    told = t._("The members' figures are of {period}, the published ones next to them of {other}.")
    if choice.leading != choice.indicator:
        told = t._(
            "The members' figures are of “{measure}”, {period}, the published ones next to them of “{another}”, "
            "{other}."
        )
    names = {"measure": choice.leading.short_name(lang), "another": choice.indicator.short_name(lang)}
    return [told.format(period=period(choice.period, lang), other=period(choice.drawn_in, lang), **names)]


def border_notes(page: Page, choice: PlacesChoice, view: MapView) -> list[str]:
    """What the chosen borders did to the figures, and Tboung Khmum's split where it matters."""
    t, notes = page.t, []
    if choice.places == "comparable":
        joined = [o for o in view.drawn if not o.id]
        notes.append(t._("Comparable areas: the finest areas that all years of this indicator can be joined to."))
        if joined:
            names = t._(", ").join(area_name(o.area, page.lang) for o in joined)
            ways = {
                "number": t._("Added up from published figures: {names}."),
                "percent": t._(
                    "Averaged from published figures, weighted by population or by their own counts: {names}."
                ),
            }
            notes.append(ways.get(choice.indicator.unit, "{names}").format(names=names))
        for code, areas in refused_joins(view).items():
            names = t._(", ").join(area_name(area, page.lang) for area in areas)
            reason = MeasureRefusal(code).words(t) if code != "partition" else t._("A part of the area has no figure.")
            notes.append(t._("{names}: {reason}").format(names=names, reason=reason))
    if choice.places == "today":
        notes.append(
            t._(
                "Only figures published for one province within its present borders are drawn; other borders are named."
            )
        )
    if choice.places != AS_PUBLISHED and not view.drawn:
        notes.append(t._("Choose the borders “As published” to see what there is."))
    if any(touches_the_split(o.area) for o in view.drawn) and len(choice.periods) > 1:
        notes.append(
            t._(
                "Tboung Khmum was separated from Kampong Cham at the end of 2013. Before that, and inside a "
                "dashed border, one value covers both; Kampong Cham alone is a smaller place than before."
            )
        )
    return notes


def place_rows(page: Page, choice: PlacesChoice) -> Rows:
    """Every value, the country's first, and every place without one with its reason."""
    t, view, sent = page.t, load_view(page, choice), load_beside(page, choice)
    chosen = [(t._("Group"), words.group(view.group, t)), (t._("Year"), period(view.period, page.lang))]
    return Rows(
        published=((view.national,) if view.national else ()) + view.drawn,
        sent=told_beside(sent),
        sent_listed=sent.listed if sent else (),
        dated=False,
        gaps=gaps_of(choice.indicator, view),
        period=view.period,
        chosen=(*chosen, (t._("Borders"), t._(MODES[choice.places])), *focus_words(page, choice.focus)),
    )


def gaps_of(indicator: Indicator, view: MapView) -> tuple[NotShown, ...]:
    """Every place that a view does not draw, with its reason."""
    missing = [(one.area, one.reason) for one in view.not_drawn + view.overlapping]
    return kinds_of_nothing(indicator, view.period, missing)


def focus_words(page: Page, focus: Sequence[str]) -> list[tuple[str, str]]:
    """The places in focus as something that was chosen, where there are any."""
    names = page.t._(", ").join(area_name(area, page.lang) for area in focus)
    return [(page.t._("Places in focus"), names)] if focus else []


def carried_caveats(page: Page, choice: PlacesChoice) -> list[str]:
    """What the reader must know before leaning on the figures, and what is not drawn."""
    view = load_view(page, choice)
    return [*place_caveats(page, choice, view), *drawn_sentence(page, view)[1:]]


def places_table(page: Page, choice: PlacesChoice) -> str:
    """Every area with its value, cases, status and code; those without a value with the reason."""
    t, lang, view = page.t, page.lang, load_view(page, choice)
    shining = focused(choice, view)
    ranked = rank_chances(view.drawn, choice.indicator)
    stands = {} if isinstance(ranked, MeasureRefusal) else {one.code: words.standing_words(one, t) for one in ranked}
    head = [TableCell(t._("Place")), TableCell(words.unit(choice.indicator, t)), TableCell(t._("Cases"))]
    head += [TableCell(t._("Place among all"))] if stands else []
    head += [TableCell(t._("Code")), TableCell(t._("Remark"))]
    shown = ([view.national] if view.national else []) + sorted(view.drawn, key=lambda o: area_name(o.area, lang))
    rows: list[Sequence[TableCell]] = []
    for one in shown:
        name = area_name(one.area, lang)
        place = TableCell(markup=markup.tag("strong", name)) if one.area in shining else TableCell(name)
        value = words.short_value(one, choice.indicator, t)
        standing = [TableCell(stands.get(one.area, ""))] if stands else []
        about = TableCell(words.cases(one, t)), *standing, code_cell(page, one.id), TableCell(words.status(one, t))
        rows.append([place, TableCell(value), *about])
    for gap in view.not_drawn:
        rows.append(
            [
                TableCell(area_name(gap.area, lang)),
                TableCell("–"),
                *(TableCell() for _ in range(3 if stands else 2)),
                TableCell(words.reason(gap.reason, t)),
            ]
        )
    caption = t._("All values of the map, {period}").format(period=period(view.period, lang))
    return markup.table(caption, head, rows, "cr-values")


view_over_places = partial(
    View,
    refuse=nothing_below,
    choose=choose_over_places,
    finding=range_finding,
    rows=place_rows,
    table=places_table,
    layered=True,
)
"""A view of places in one period, but for its code, its name, its figures and notes and where they stand."""
