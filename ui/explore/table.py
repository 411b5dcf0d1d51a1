"""The table: every published figure of an indicator, by period, place and group."""

from __future__ import annotations

from dataclasses import dataclass

from childrights.catalogue import Group, Indicator, Observation, programme_words
from childrights.i18n import N_
from childrights.language import interval, period, plain_number, words
from childrights.members import Hand, MemberFigure
from geo import area_name
from ui.explore.controls import choose_focus, in_focus, measured
from ui.explore.layer import chosen_hand, with_sent
from ui.explore.view import Part, Rows, View
from ui.parts import Page, TableCell, ViewState, cache, choose, code_cell, group_code, markup, show_notes

EVERY = "every"
MOST_LISTED = 120


@dataclass(frozen=True, slots=True)
class TableChoice:
    """Which figures are listed; ``EVERY`` period or group, and places in focus or, without any, all.

    ``sent`` says that members' figures are listed under the published ones.
    """

    indicator: Indicator
    period: str
    group: str
    focus: tuple[str, ...]
    sent: bool = False


def choose_figures(page: Page, state: ViewState, indicator: Indicator) -> TableChoice:
    """The controls: group, period, places; each may be every one."""
    t, hand = page.t, chosen_hand(page, state, indicator)
    groups = with_sent(page, indicator, hand, measured(page, indicator))
    sent = hand is not None or not groups
    codes = {group_code(group): group for group in groups}
    labels = list(dict.fromkeys(one.label for periods in groups.values() for one in periods))
    group = choose(
        t._("Group"),
        [EVERY, *codes],
        param="group",
        words=lambda code: t._("Every group") if code == EVERY else words.group(codes[code], t),
    )
    label = choose(
        t._("Year"),
        [EVERY, *sorted(labels, reverse=True)],
        param="year",
        words=lambda code: t._("Every year") if code == EVERY else period(code, page.lang),
    )
    return TableChoice(indicator, label, group, choose_focus(page, state), sent)


def load_listed(page: Page, choice: TableChoice, most: int | None = None) -> tuple[int, tuple[Observation, ...]]:
    """How many figures were chosen, and ``most`` of them (or all): newest first, the country before its places."""
    name, code = page.snapshot.name, choice.indicator.code
    period = "" if choice.period == EVERY else choice.period
    codes = {group_code(group): group for group in measured(page, choice.indicator)}
    group = None if choice.group == EVERY else codes.get(choice.group, Group())
    areas = in_focus(cache.areas_of(name, code), choice.focus) if choice.focus else None
    return cache.listed(name, code, period, group, areas, most)


def table_sent(page: Page, choice: TableChoice) -> tuple[MemberFigure, ...]:
    """The members' figures of this choice, those of a part of the people too; none while nobody asked for them."""
    if not choice.sent:
        return ()
    found = cache.members_figures(page.snapshot.name, choice.indicator.code)
    areas = in_focus([one.figure.area for one in found], choice.focus) if choice.focus else None
    return tuple(
        one
        for one in found
        if not one.by_default
        and choice.period in (EVERY, one.figure.period_label)
        and choice.group in (EVERY, group_code(Group.of(one.figure)))
        and (areas is None or one.figure.area in areas)
    )


def table_finding(page: Page, choice: TableChoice) -> str:
    """How many figures there are, in one sentence."""
    t, name, (count, _) = page.t, choice.indicator.short_name(page.lang), load_listed(page, choice, MOST_LISTED)
    if not count and (sent := table_sent(page, choice)):
        sentence = t.ngettext(
            "{name}: {count} figure from members only", "{name}: {count} figures from members only", len(sent)
        )
        return sentence.format(name=name, count=plain_number(len(sent), 0, page.lang))
    if not count:
        return t._("{name}: nothing published for this choice").format(name=name)
    sentence = t.ngettext("{name}: {count} published figure", "{name}: {count} published figures", count)
    said = sentence.format(name=name, count=plain_number(count, 0, page.lang))
    if sent := table_sent(page, choice):
        more = t.ngettext("{published}, {count} from members", "{published}, {count} from members", len(sent))
        said = more.format(published=said, count=plain_number(len(sent), 0, page.lang))
    return said


def table_rows(page: Page, choice: TableChoice) -> Rows:
    """The first of the figures that were chosen: an indicator of a full database has some ten thousand."""
    return Rows(
        published=load_listed(page, choice, MOST_LISTED)[1],
        sent=table_sent(page, choice),
        period="" if choice.period == EVERY else choice.period,
    )


def every_figure(page: Page, choice: TableChoice) -> tuple[Observation, ...]:
    """Every figure that was chosen, also those that the table cuts off."""
    return load_listed(page, choice)[1]


def show_extent(page: Page, choice: TableChoice) -> None:
    """That nothing was chosen, or that a long table is cut."""
    t, (count, _rows) = page.t, load_listed(page, choice, MOST_LISTED)
    if not count and not table_sent(page, choice):
        show_notes([t._("Choose every year, every group or no place in focus to see more.")], page.lang)
    if count > MOST_LISTED:
        note = t._("These are the first {shown} of {count} figures. Choose a year, a group or places to see the rest.")
        show_notes([note.format(shown=MOST_LISTED, count=plain_number(count, 0, page.lang))], page.lang)


def figures_table(page: Page, choice: TableChoice) -> str:
    """The first figures with period, place, group, interval, cases, code and remark; nothing without any."""
    t, lang, indicator = page.t, page.lang, choice.indicator
    count, rows = load_listed(page, choice, MOST_LISTED)
    if not count:
        return ""
    head = [
        TableCell(t._("Period")),
        TableCell(t._("Survey")),
        TableCell(t._("Place")),
        TableCell(t._("Group")),
        TableCell(words.unit(indicator, t)),
    ]
    head += [TableCell(t._("95 % interval")), TableCell(t._("Cases")), TableCell(t._("Code")), TableCell(t._("Remark"))]
    body = [
        [
            TableCell(period(o.period_label, lang)),
            TableCell(programme_words(o, lang) or "–"),
            TableCell(area_name(o.area, lang)),
            TableCell(words.group(Group.of(o), t)),
            TableCell(words.short_value(o, indicator, t)),
            TableCell(interval(o, indicator, lang)),
            TableCell(words.cases(o, t)),
            code_cell(page, o.id),
            TableCell(words.status(o, t)),
        ]
        for o in rows
    ]
    return markup.table(t._("Published figures"), head, body, "cr-every")


def refuse_table(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why there is no table: without any figure, members' included."""
    held = indicator.code in cache.members_hold(page.snapshot.name)
    return "" if held or measured(page, indicator) else page.t._("no published figures are here")


VIEW = View(
    "table",
    N_("Table"),
    refuse=refuse_table,
    choose=choose_figures,
    finding=table_finding,
    rows=table_rows,
    every=every_figure,
    table=figures_table,
    main=(show_extent, Part.TABLE),
    layered=True,
)
