"""The trend: an indicator over time for the country, places or groups, never across a change of definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from childrights.catalogue import DIMENSIONS, Group, Indicator, Observation
from childrights.charts import Figure, Line, Presenter, draw_trend
from childrights.i18n import N_
from childrights.language import period, words
from childrights.members import OWN_RECORDS, Hand, MemberFigure
from childrights.statistics import direction, recent, segments, told_from, turns
from geo import COUNTRY, area_name, province_members
from ui.explore.controls import BY_PLACE, choose_group, in_focus, measured
from ui.explore.goals import goal_lines, goal_sources, show_goals
from ui.explore.groups import split
from ui.explore.layer import chosen_hand, drawn_notes, sent_areas, sent_series, with_sent
from ui.explore.view import Chart, Part, Rows, View
from ui.parts import MAX_AREAS, Page, ViewState, cache, choose, choose_several

BY_COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class TrendChoice:
    """What the trend shows: ``areas`` of one group, or the ``groups`` of the dimension ``by`` in the country.

    ``hand`` is whose members' figures are drawn beside them.
    """

    indicator: Indicator
    areas: tuple[str, ...]
    groups: tuple[Group, ...]
    by: str
    hand: Hand | None = None


def choose_trend(page: Page, state: ViewState, indicator: Indicator) -> TrendChoice:
    """The controls: what is compared, for which group, and which places."""
    hand = chosen_hand(page, state, indicator)
    groups = list(with_sent(page, indicator, hand, measured(page, indicator))) or [Group()]
    published = cache.areas_of(page.snapshot.name, indicator.code)
    areas = tuple(dict.fromkeys((*published, *sent_areas(page, indicator, hand))))
    splits = {name: found for name in DIMENSIONS if len(found := split(groups[0], name, groups)) > 1}
    by = _choose_comparison(page, state, areas, list(splits))
    if by in splits:
        return TrendChoice(indicator, (COUNTRY,), splits[by], by, hand)
    group = choose_group(page, groups)
    if by == BY_COUNTRY:
        return TrendChoice(indicator, (COUNTRY,), (group,), "", hand)
    places = _choose_places(page, state, areas)
    yardstick = (COUNTRY,) if COUNTRY in areas and indicator.unit != "number" else ()
    return TrendChoice(indicator, (*yardstick, *places), (group,), "", hand)


def _choose_comparison(page: Page, state: ViewState, areas: Sequence[str], splits: Sequence[str]) -> str:
    """The way to compare: the country alone, unless places are in focus or nothing is known of the country."""
    _ = page.t._
    ways = [BY_COUNTRY, *splits] if COUNTRY in areas else []
    ways[1:1] = [BY_PLACE] if any(area != COUNTRY for area in areas) else []
    names = {BY_COUNTRY: _("The country"), BY_PLACE: _("Places"), **words.DIMENSION_NAMES}
    usual = BY_PLACE if BY_PLACE in ways and in_focus(areas, state.areas) else ""
    return choose(_("Compare"), ways or [BY_COUNTRY], param="by", words=lambda code: _(names[code]), default=usual)


def _choose_places(page: Page, state: ViewState, areas: Sequence[str]) -> tuple[str, ...]:
    """Places that have figures: those in focus, the capital when none is."""
    _, options = page.t._, [area for area in areas if area != COUNTRY]
    wanted = [area for area in state.areas if area in options]
    wanted += [area for area in in_focus(options, [a for a in state.areas if a not in options]) if area not in wanted]
    usual = [area for area in options if "KH12" in province_members(area)] or options
    return choose_several(
        _("Places"),
        sorted(options, key=lambda code: area_name(code, page.lang)),
        param="areas",
        words=lambda code: area_name(code, page.lang),
        chosen=wanted[:MAX_AREAS] or usual[:1],
        placeholder=_("Choose up to six"),
        clears=("area",),
    )


def load_series(page: Page, choice: TrendChoice) -> tuple[Observation, ...]:
    """The observations that were chosen, the country or the total first."""
    found = cache.series(page.snapshot.name, choice.indicator.code, choice.areas, choice.groups)
    places = {area: i for i, area in enumerate(choice.areas)}
    order = {group: i for i, group in enumerate(choice.groups)}
    return tuple(sorted(found, key=lambda o: (places[o.area], order[Group.of(o)], o.year_start)))


def trend_finding(page: Page, choice: TrendChoice) -> str:
    """The first line of the choice over its last unbroken stretch, and whether that may be called a change."""
    t, name, found = page.t, choice.indicator.short_name(page.lang), load_series(page, choice)
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
        "last": words.value_words(last, choice.indicator, t),
        "last_period": period(last.period_label, page.lang),
    }
    if len(line) == 1 and len(pieces) > 1:
        return t._("{name}, {place}: {last} in {last_period}, not comparable with earlier figures").format(**filled)
    if len(line) == 1:
        return t._("{name}, {place}: {last} in {last_period}, the only figure here").format(**filled)
    first = told_from(line, choice.indicator)
    filled["first"] = words.value_words(first, choice.indicator, t)
    filled["first_period"] = period(first.period_label, page.lang)
    if direction(first, last, choice.indicator).code == "no_clear_change":
        return t._("{name}, {place}: {last} in {last_period}, no clear change from {first} in {first_period}").format(
            **filled
        )
    if turns(recent(line), choice.indicator):
        turned = t._(
            "{name}, {place}: from {first} in {first_period}, when it last changed direction, to {last} in "
            "{last_period}"
        )
        return turned.format(**filled)
    return t._("{name}, {place}: from {first} in {first_period} to {last} in {last_period}").format(**filled)


def trend_rows(page: Page, choice: TrendChoice) -> Rows:
    """Every point of the lines; one that is hidden is among them."""
    t, found = page.t, load_series(page, choice)
    places = t._(", ").join(area_name(area, page.lang) for area in choice.areas)
    groups = t._(", ").join(words.group(group, t) for group in choice.groups)
    return Rows(
        published=found,
        sent=trend_sent(page, choice),
        period="-".join(sorted({found[0].period_label, found[-1].period_label})) if found else "",
        chosen=((t._("Places"), places), (t._("Group"), groups)),
    )


def trend_charts(page: Page, choice: TrendChoice) -> list[Chart]:
    """The line chart."""
    found, sent = load_series(page, choice), trend_sent(page, choice)
    if not found and not sent:
        return []
    return [Chart("trend", N_("Line chart"), lambda p, room=None: trend_figure(p, choice, found), sent=sent)]


def trend_figure(page: Page, choice: TrendChoice, found: Sequence[Observation]) -> Figure:
    """One line a place or group, cut where figures may not be joined."""
    t, presenter = page.t, page.presenter(choice.indicator)
    about = (
        words.unit(choice.indicator, t),
        _compared(page, choice, presenter),
        t._(words.SOURCE_TYPES[choice.indicator.source_type]),
        _first_to_last(page, found),
    )
    newest = sorted(found, key=lambda o: (o.area != COUNTRY, -o.year_end))
    title = t._("{name} over time").format(name=choice.indicator.short_name(page.lang))
    sent = trend_sent(page, choice)
    lines = [*presenter.lines(found, choice.by), *_sent_lines(presenter, found, sent, choice.by)]
    goals = goal_lines(page, choice.indicator) if COUNTRY in choice.areas else ()
    caption = presenter.caption(title, about, newest, [one.figure for one in sent])
    return draw_trend(lines, caption, breaks=presenter.breaks(found), goals=goals)


def trend_sent(page: Page, choice: TrendChoice) -> tuple[MemberFigure, ...]:
    """The members' figures of this choice; none while nobody asked for them."""
    return sent_series(page, choice.indicator, choice.hand, choice.areas, choice.groups)


def _sent_lines(
    presenter: Presenter, found: Sequence[Observation], sent: Sequence[MemberFigure], by: str
) -> list[Line]:
    """Members' figures as lines of their own in the colours of the places and groups they are of.

    Figures of two kinds of source are no line.
    """
    kinds: dict[str, list[Observation]] = {}
    for one in sent:
        kinds.setdefault(one.sender.upload if one.figure.source_kind != OWN_RECORDS else "", []).append(one.figure)
    colours = {line.name: line.colour for line in presenter.lines(found, by)}
    drawn = [(figures[0].member, line) for figures in kinds.values() for line in presenter.lines(figures, by)]
    return [
        replace(
            line,
            name=presenter.t._("{name} ({member})").format(name=line.name, member=member),
            colour=colours.get(line.name, line.colour),
        )
        for member, line in drawn
    ]


def _compared(page: Page, choice: TrendChoice, presenter: Presenter) -> str:
    if choice.by:
        return page.t._("by {dimension}").format(dimension=page.t._(words.DIMENSION_NAMES[choice.by]).lower())
    return presenter.group_words(choice.groups[0]) if choice.groups else ""


def _first_to_last(page: Page, found: Sequence[Observation]) -> str:
    if not found:
        return ""
    labels = [o.period_label for o in sorted(found, key=lambda o: o.year_start)]
    first, last = period(labels[0], page.lang), period(labels[-1], page.lang)
    return first if first == last else page.t._("{first} to {last}").format(first=first, last=last)


def trend_notes(page: Page, choice: TrendChoice) -> list[str]:
    """How the lines are drawn, and what must be known before two points are compared."""
    zero = page.t._("Lines start at zero and join only figures of one definition and one place.")
    sent = drawn_notes(page, choice.indicator, choice.hand, trend_sent(page, choice))
    return [zero, *sent, *trend_caveats(page, choice, load_series(page, choice))]


def carried_trend_notes(page: Page, choice: TrendChoice) -> list[str]:
    """The same, and whose the targets are that the figure draws; the page tells them beside it."""
    goals = goal_sources(page, choice.indicator) if COUNTRY in choice.areas else []
    return [*trend_notes(page, choice), *goals]


def trend_caveats(page: Page, choice: TrendChoice, found: Sequence[Observation]) -> list[str]:
    """What must be known before two points are compared."""
    t = page.t
    notes = []
    if any(o.status == "modelled" for o in found):
        notes.append(t._("Dotted lines with open marks are modelled estimates: each new edition revises all years."))
    if any(o.status == "small_sample" for o in found):
        notes.append(t._("Values in brackets are based on 25 to 49 cases: use with caution."))
    if missing := dict.fromkeys(o.status for o in found if o.value is None):
        why = t._(", ").join(words.reason(status, t).lower() for status in missing)
        notes.append(t._("A gap in a line is a value that is not shown: {reasons}.").format(reasons=why))
    if len({o.area for o in found} & {"KH03", "KH03+KH25"}) == 2:
        notes.append(
            t._("Kampong Cham lost Tboung Khmum at the end of 2013: the two lines are different places, not a change.")
        )
    return notes


def refuse_trend(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why there is no trend: without any figure."""
    held = with_sent(page, indicator, hand, measured(page, indicator))
    return "" if held else page.t._("no published figures are here")


VIEW = View(
    "trend",
    N_("Over time"),
    refuse=refuse_trend,
    choose=choose_trend,
    finding=trend_finding,
    rows=trend_rows,
    figures=trend_charts,
    notes=trend_notes,
    carried=carried_trend_notes,
    main=(Part.FIGURE,),
    side=(N_("How to read it"), Part.NOTES, show_goals),
    layered=True,
)
