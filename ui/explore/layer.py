"""The members' layer in the explorer: the control that shows it, what it is in words, and its table.

Published figures are never touched by it: what is shown of it stands beside them, marked, and only while the URL asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import Group, Indicator, Observation
from childrights.charts import Mark, Presenter
from childrights.i18n import Translator
from childrights.language import period, words
from childrights.members import (
    ANY,
    Hand,
    MemberFigure,
    MembersBeside,
    hand_asked_for,
    hands,
    joined_groups,
    members_beside_map,
    periods_of,
)
from childrights.members import words as layer_words
from childrights.newest import NewestFigures, around_words
from childrights.snapshot import Period
from geo import COUNTRY, area_name
from ui.parts import (
    Page,
    TableCell,
    ViewState,
    cache,
    choose,
    code_cell,
    group_code,
    markup,
    once,
    put_param,
    show_links,
)

PARAM, OFF = "members", "off"
MOST_NAMED = 4


@once
def _offered(page: Page, codes: tuple[str, ...]) -> Sequence[Hand]:
    """Whose figures of some indicators can be shown beside the published ones, those with the most first."""
    return hands(one for code in codes for one in cache.members_figures(page.snapshot.name, code))


def chosen_hand(page: Page, state: ViewState, *indicators: Indicator) -> Hand | None:
    """Whose figures of any of ``indicators`` the URL asks for; ``None`` for nobody's."""
    return hand_asked_for(_offered(page, tuple(one.code for one in indicators)), state.hand) if state.hand else None


def choose_hand(page: Page, state: ViewState, indicator: Indicator, *others: Indicator) -> None:
    """The control, only where there is something to show: nobody's figures, or one member's at a time."""
    codes = dict.fromkeys(one.code for one in (indicator, *others))
    offered = {hand.code: hand for hand in _offered(page, tuple(codes))}
    if not offered:
        return
    if state.hand == ANY:
        put_param(PARAM, next(iter(offered)))
    t = page.t
    choose(
        t._("Other members' figures") if lone_figures(page, indicator) else t._("Members' figures"),
        [OFF, *offered],
        param=PARAM,
        words=lambda code: t._("Not shown") if code == OFF else hand_words(offered[code], page),
        help=t._("What member organisations sent. It has not been checked here, and it changes no published figure."),
    )


@once
def lone_figures(page: Page, indicator: Indicator) -> Sequence[MemberFigure]:
    """The members' figures that are shown unasked, because nobody else has any of this indicator."""
    return [one for one in cache.members_figures(page.snapshot.name, indicator.code) if one.by_default]


def titled(page: Page, indicator: Indicator, finding: str) -> str:
    """A finding that says first whose figures it tells, where only members have any."""
    return layer_words.whose(finding, [one.figure for one in lone_figures(page, indicator)], page.t)


def lone_words(page: Page, indicator: Indicator) -> str:
    """Under a title about figures that only members have: whose they are and of what kind; else empty."""
    t, found = page.t, lone_figures(page, indicator)
    if not found:
        return ""
    told = t._("; ").join(dict.fromkeys(layer_words.sender(one, t) for one in found))
    said = t._("Members' figures, not checked by others: {senders}. No official source has published any.")
    return said.format(senders=told)


def hand_words(hand: Hand, page: Page) -> str:
    """A hand as the control names it."""
    return page.t._("{member}, quoted").format(member=hand.member) if hand.quoted else hand.member


def with_sent(
    page: Page, indicator: Indicator, hand: Hand | None, published: Mapping[Group, tuple[Period, ...]]
) -> Mapping[Group, tuple[Period, ...]]:
    """The groups and periods one can choose while a hand's figures are shown; the published ones without a hand."""
    if hand is None:
        return published
    return joined_groups(dict(published), periods_of(cache.members_figures(page.snapshot.name, indicator.code), hand))


def sent_of(page: Page, indicator: Indicator, group: Group) -> tuple[MemberFigure, ...]:
    """Everything that members sent of an indicator and group and that is not shown unasked, for the table."""
    found = cache.members_figures(page.snapshot.name, indicator.code)
    return tuple(one for one in found if not one.by_default and Group.of(one.figure) == group)


def beside_map(page: Page, indicator: Indicator, hand: Hand, label: str, group: Group) -> MembersBeside:
    """What stands beside the published map of a period and group."""
    return members_beside_map(cache.members_figures(page.snapshot.name, indicator.code), hand, label, group)


def sent_series(
    page: Page, indicator: Indicator, hand: Hand | None, areas: Sequence[str], groups: Sequence[Group]
) -> tuple[MemberFigure, ...]:
    """The figures of a hand over time, of some places and groups; those of a part of the people left out."""
    if hand is None:
        return ()
    return tuple(
        one
        for one in cache.members_figures(page.snapshot.name, indicator.code)
        if hand.holds(one) and not one.by_default and not one.figure.scope and one.figure.value is not None
        if one.figure.area in areas and Group.of(one.figure) in groups
    )


def sent_areas(page: Page, indicator: Indicator, hand: Hand | None) -> tuple[str, ...]:
    """The places a hand has figures of."""
    if hand is None:
        return ()
    found = cache.members_figures(page.snapshot.name, indicator.code)
    own = (one for one in found if hand.holds(one) and not one.by_default and not one.figure.scope)
    return tuple(dict.fromkeys(one.figure.area for one in own))


def drawn_notes(page: Page, indicator: Indicator, hand: Hand | None, drawn: Sequence[MemberFigure]) -> list[str]:
    """Whose figures the diamonds are, or for which places the member has any that a view does not show."""
    if hand is None:
        return []
    t, sent = page.t, drawn
    if sent:
        line = layer_words.legend_line([one.figure for one in sent], t)
        told = t._("; ").join(dict.fromkeys(layer_words.sender(one, t) for one in sent))
        said = t._("{line}: {senders}. They are drawn as diamonds and joined to no published figure.")
        return [said.format(line=line, senders=told)]
    places = t._(", ").join(area_name(area, page.lang) for area in sent_areas(page, indicator, hand))
    if not places:
        return []
    said = t._("{member} sent figures for other places or groups: {places}.")
    return [said.format(member=hand_words(hand, page), places=places)]


def left_to_the_table(page: Page, found: Sequence[MemberFigure], drawn: Sequence[MemberFigure]) -> list[str]:
    """How many of the members' figures that the table has are not drawn: others', hidden ones, of a part of people."""
    count = len(found) - len(drawn)
    if count < 1 or not found:
        return []
    said = page.t.ngettext(
        "{count} more figure from members is not drawn; it is in the table.",
        "{count} more figures from members are not drawn; they are in the table.",
        count,
    )
    return [said.format(count=count)]


def show_elsewhere(page: Page, state: ViewState, indicator: Indicator, why: str, view: str, name: str) -> None:
    """In a view that cannot show members' figures, asked for or the only ones: why, and a link to one that can."""
    if chosen_hand(page, state, indicator) is None and not lone_figures(page, indicator):
        return
    kept = {"ind": indicator.code, "view": view, "areas": ",".join(state.areas), PARAM: state.hand}
    show_links(page.t._(why), [markup.link(page.t._(name), "explore", **kept, lang=page.url_lang)], page.lang)


def sign_marks(presenter: Presenter, found: Sequence[Observation]) -> tuple[Mark, ...]:
    """The diamonds of members' figures with the words of their hover boxes."""
    return tuple(presenter.mark(one, tell_area=False) for one in found)


def told_beside(found: MembersBeside | None) -> tuple[MemberFigure, ...]:
    """The figures of the hand that are drawn, the country's first: what a file holds."""
    if found is None:
        return ()
    return ((found.national,) if found.national else ()) + tuple(found.drawn)


def layer_notes(page: Page, indicator: Indicator, found: MembersBeside | None, label: str) -> list[str]:
    """What is shown of the members' layer, whose it is, what others sent, and what is not drawn and why."""
    if found is None:
        return []
    t, notes = page.t, list[str]()
    if shown := [one.figure for one in told_beside(found)]:
        drawn = [*found.drawn, *([found.national] if found.national else [])]
        told = t._("; ").join(dict.fromkeys(layer_words.sender(one, t) for one in drawn))
        line = layer_words.legend_line(shown, t)
        notes.append(t._("{line}: {senders}. They change no published figure.").format(line=line, senders=told))
    else:
        notes.append(_nothing_now(page, found, label))
    if found.national:
        figure = words.value_words(found.national.figure, indicator, t)
        notes.append(t._("{member} has {value} for the whole country.").format(member=found.hand.member, value=figure))
    if found.others:
        notes += _others(page, indicator, found.others)
    if found.parts:
        counted = t.ngettext(
            "{count} figure is about part of the population only and is not drawn; it is in the table.",
            "{count} figures are about part of the population only and are not drawn; they are in the table.",
            len(found.parts),
        )
        notes.append(counted.format(count=len(found.parts)))
    return notes


def _nothing_now(page: Page, found: MembersBeside, label: str) -> str:
    """Why nothing of the hand is seen now, and when there is something."""
    t, member = page.t, hand_words(found.hand, page)
    when = period(label, page.lang)
    if not found.elsewhen:
        return t._("{member} sent no figures for this group.").format(member=member)
    other = t._(", ").join(period(one, page.lang) for one in found.elsewhen)
    return t._("{member} sent no figures for {period}; there are some for {others}.").format(
        member=member, period=when, others=other
    )


def _others(page: Page, indicator: Indicator, found: Sequence[MemberFigure]) -> list[str]:
    """The figures of other members by name, the first of them; the table has them all."""
    t = page.t
    told = [
        t._("{place} {value} ({sender})").format(
            place=area_name(one.figure.area, page.lang),
            value=_value(page, indicator, one),
            sender=layer_words.sender(one, t),
        )
        for one in found[:MOST_NAMED]
    ]
    more = len(found) - MOST_NAMED
    rest = [t._("{count} more in the table").format(count=more)] if more > 0 else []
    return [t._("Other members' figures: {figures}.").format(figures=t._("; ").join([*told, *rest]))]


def _value(page: Page, indicator: Indicator, one: MemberFigure) -> str:
    """A figure with its unit, or why it is hidden."""
    known = one.figure.value is not None
    return words.value_words(one.figure, indicator, page.t) if known else words.status(one.figure, page.t)


def drawn_words(page: Page, drawn: Sequence[MemberFigure]) -> list[str]:
    """That members' figures are drawn, and how, in words; nothing without any."""
    line = layer_words.legend_line([one.figure for one in drawn], page.t)
    return [page.t._("{line}, are drawn as diamonds.").format(line=line)] if line else []


def layer_links(page: Page, indicator: Indicator, found: MembersBeside | None, label: str, group: Group) -> list[str]:
    """Links to the periods in which the hand has figures, where there are none now."""
    if found is None or found.drawn or found.national:
        return []
    about = {"ind": indicator.code, "group": "" if group.is_total else group_code(group), PARAM: found.hand.code}
    return [
        markup.link(period(one, page.lang), "explore", **about, year=one, lang=page.url_lang)
        for one in found.elsewhen
        if one != label
    ]


def _beside_words(one: MemberFigure, indicator: Indicator, newest: NewestFigures, t: Translator) -> str:
    """How a figure stands beside the published one; where none has its period and series, what is nearest."""
    if one.relation or not (nearest := around_words(one.figure, newest, t)):
        return layer_words.beside_published_words(one, indicator, t)
    return t._("published: {figure}").format(figure=nearest)


def layer_table(
    page: Page, indicator: Indicator, found: Sequence[MemberFigure], *, periods: bool = False, named: bool = False
) -> str:
    """The members' figures as a table of their own, never among the published ones; nothing without any.

    ``periods`` gives their periods a column, ``named`` says of which indicator they are.
    """
    if not found:
        return ""
    t, lang = page.t, page.lang
    several = any(not Group.of(one.figure).is_total for one in found)
    parts = any(one.figure.scope for one in found)
    newest = cache.newest(page.snapshot.name)
    beside = {one.figure.id: _beside_words(one, indicator, newest, t) for one in found}
    both = any(beside.values())
    head = [t._("Place"), *([t._("Period")] if periods else []), *([t._("Group")] if several else [])]
    head += [*([t._("People")] if parts else []), words.unit(indicator, t), t._("Sent by")]
    head += [*([t._("Beside the published figure")] if both else []), t._("Code")]
    rows = []
    for one in sorted(found, key=lambda one: (one.figure.area != COUNTRY, area_name(one.figure.area, lang))):
        figure = one.figure
        row = [TableCell(area_name(figure.area, lang))]
        row += [TableCell(period(figure.period_label, lang))] if periods else []
        row += [TableCell(words.group(Group.of(figure), t))] if several else []
        row += [TableCell(layer_words.among(figure.scope, t))] if parts else []
        value = words.short_value(figure, indicator, t) if figure.value is not None else words.status(figure, t)
        row += [TableCell(value), TableCell(layer_words.sender(one, t))]
        row += [TableCell(beside[figure.id])] if both else []
        rows.append([*row, code_cell(page, figure.id)])
    caption = t._("Members' figures, not checked by others")
    if named:
        caption = t._("{name}: {reason}").format(name=indicator.short_name(lang), reason=t._(layer_words.UNCHECKED))
    return markup.table(caption, [TableCell(name) for name in head], rows, "cr-sent", whole=True)
