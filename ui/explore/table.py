"""The table: every published figure of an indicator, by period, place and group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from childrights.catalogue import Group, Indicator, Observation
from childrights.i18n import N_
from childrights.language import interval, period, plain_number, words
from childrights.members import Hand, MemberFigure
from geo import area_name
from ui.explore.controls import choose_focus, in_focus, measured
from ui.explore.layer import chosen_hand, layer_table, with_sent
from ui.explore.view import View
from ui.parts import Cell, Page, Shared, ViewState, cache, choose, code_cell, group_code, markup, once, show_notes

EVERY = "every"
MOST_ROWS = 120


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


def bar(page: Page, state: ViewState, indicator: Indicator) -> TableChoice:
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


def load_rows(page: Page, choice: TableChoice, most: int | None = None) -> tuple[int, tuple[Observation, ...]]:
    """How many figures were chosen, and ``most`` of them (or all): newest first, the country before its places."""
    name, code = page.snapshot.name, choice.indicator.code
    period = "" if choice.period == EVERY else choice.period
    codes = {group_code(group): group for group in measured(page, choice.indicator)}
    group = None if choice.group == EVERY else codes.get(choice.group, Group())
    areas = in_focus(cache.areas_of(name, code), choice.focus) if choice.focus else None
    return cache.listed(name, code, period, group, areas, most)


def load_sent(page: Page, choice: TableChoice) -> tuple[MemberFigure, ...]:
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


@once
def finding(page: Page, choice: TableChoice) -> str:
    """How many figures there are, in one sentence."""
    t, name, (count, _) = page.t, choice.indicator.short_name(page.lang), load_rows(page, choice, MOST_ROWS)
    if not count and (sent := load_sent(page, choice)):
        sentence = t.ngettext("{name}: {count} figure from members only", "{name}: {count} figures from members only",
                              len(sent))  # fmt: skip
        return sentence.format(name=name, count=plain_number(len(sent), 0, page.lang))
    if not count:
        return t._("{name}: nothing published for this choice").format(name=name)
    sentence = t.ngettext("{name}: {count} published figure", "{name}: {count} published figures", count)
    said = sentence.format(name=name, count=plain_number(count, 0, page.lang))
    if sent := load_sent(page, choice):
        more = t.ngettext("{published}, {count} from members", "{published}, {count} from members", len(sent))
        said = more.format(published=said, count=plain_number(len(sent), 0, page.lang))
    return said


@once
def _listed(page: Page, choice: TableChoice) -> tuple[int, str]:
    """How many figures there are, and the table of the first of them."""
    count, rows = load_rows(page, choice, MOST_ROWS)
    return count, table_markup(page, choice, rows)


def show(page: Page, choice: TableChoice) -> None:
    """The table; a long one is cut and says so."""
    t, (count, table), sent = page.t, _listed(page, choice), load_sent(page, choice)
    if not count and not sent:
        show_notes([t._("Choose every year, every group or no place in focus to see more.")], page.lang)
        return
    if count > MOST_ROWS:
        note = t._("These are the first {shown} of {count} figures. Choose a year, a group or places to see the rest.")
        show_notes([note.format(shown=MOST_ROWS, count=plain_number(count, 0, page.lang))], page.lang)
    if count:
        markup.show(table, page.lang)
    if sent:
        markup.show(layer_table(page, choice.indicator, sent, periods=True), page.lang)


def table_markup(page: Page, choice: TableChoice, rows: Sequence[Observation]) -> str:
    """Every figure with period, place, group, interval, cases, code and remark."""
    t, lang, indicator = page.t, page.lang, choice.indicator
    head = [Cell(t._("Period")), Cell(t._("Place")), Cell(t._("Group")), Cell(words.unit(indicator, t))]
    head += [Cell(t._("95 % interval")), Cell(t._("Cases")), Cell(t._("Code")), Cell(t._("Remark"))]
    body = [
        [
            Cell(period(o.period_label, lang)),
            Cell(area_name(o.area, lang)),
            Cell(words.group(Group.of(o), t)),
            Cell(words.short_value(o, indicator, t)),
            Cell(interval(o, indicator, lang)),
            Cell(plain_number(o.sample_size, 0, lang) if o.sample_size else ""),
            code_cell(page, o.id),
            Cell(words.status(o, t)),
        ]
        for o in rows
    ]
    return markup.table(t._("Published figures"), head, body, "cr-every")


def refuse(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why there is no table: without any figure, members' included."""
    held = indicator.code in cache.members_hold(page.snapshot.name)
    return "" if held or measured(page, indicator) else page.t._("no figures are published")


def share(page: Page, choice: TableChoice) -> Shared:
    """Every figure that was chosen, also those that the table cuts off."""
    return Shared(
        kind="table",
        title=finding(page, choice),
        indicators=(choice.indicator,),
        observations=(*load_rows(page, choice)[1], *(one.figure for one in load_sent(page, choice))),
        period="" if choice.period == EVERY else choice.period,
    )


VIEW = View("table", N_("Table"), refuse, bar, finding, show, share, layered=True)
