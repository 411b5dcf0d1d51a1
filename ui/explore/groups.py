"""Groups side by side: girls and boys, town and country, poor and rich, in one place over the years."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import comb

from childrights.areas import MapView, NotDrawn
from childrights.catalogue import DIMENSIONS, TOTAL, Group, Indicator, Observation
from childrights.charts import Figure, draw_groups, group_rows, sent_rows
from childrights.i18n import N_, Translator
from childrights.language import format_number, period, words
from childrights.members import Hand, MemberFigure
from childrights.snapshot import Period, age_order
from childrights.statistics import CANNOT_TELL, CLEAR, NO_CLEAR_DIFFERENCE, TOO_FEW_CASES, Verdict, comparison
from geo import COUNTRY, area_name, area_words, province_members
from ui.explore.controls import choose_group, measured
from ui.explore.layer import chosen_hand, drawn_notes, hand_words, sent_areas, sent_series, with_sent
from ui.explore.presentation import series_table
from ui.explore.ranking import bases
from ui.explore.view import Chart, Part, Rows, View
from ui.parts import Page, TableCell, ViewState, cache, choose, markup, once, show_section


def split(start: Group, name: str, measured: Sequence[Group]) -> tuple[Group, ...]:
    """Groups that differ from ``start`` in the dimension ``name`` only, the total first.

    Wealth quarters and fifths never stand together: fifths win.
    """
    same = [
        group
        for group in measured
        if all(getattr(group, other) == getattr(start, other) for other in DIMENSIONS if other != name)
    ]
    if any(getattr(group, name).startswith("quintile") for group in same):
        same = [group for group in same if not getattr(group, name).startswith("quartile")]
    order = age_order if name == "age" else lambda code: (code != TOTAL, code)
    return tuple(sorted(same, key=lambda group: order(getattr(group, name))))


def held(group: Group, t: Translator, by: str = "") -> str:
    """What a group is limited to beside the dimension ``by``, in words; empty for everybody."""
    codes = [getattr(group, name) for name in DIMENSIONS if name != by and getattr(group, name) != TOTAL]
    return t._(", ").join(words.dimension_words(code, t) for code in codes)


def subject(indicator: Indicator, group: Group, t: Translator, by: str = "") -> str:
    """The indicator, with what ``group`` is limited to beside ``by`` in brackets."""
    name, about = indicator.short_name(t.lang), held(group, t, by)
    return f"{name} ({about})" if about else name


def group_cautions(page: Page, found: Sequence[Observation], by: str) -> list[str]:
    """What the numbers of groups of the dimension ``by`` stand for, and which figures are hidden, few or modelled."""
    t, notes = page.t, list[str]()
    if any(one.wealth.startswith("quintile") for one in found):
        notes.append(t._("Each number is a fifth of the households by their wealth: 1 the poorest, 5 the richest."))
    if any(one.wealth.startswith("quartile") for one in found):
        notes.append(t._("Each number is a quarter of the households by their wealth: 1 the poorest, 4 the richest."))
    hidden = [one for one in found if one.value is None]
    if hidden:
        for status in dict.fromkeys(one.status for one in hidden):
            alike = [one for one in hidden if one.status == status]
            names = [f"{words.dimension_words(getattr(o, by), t)} {period(o.period_label, page.lang)}" for o in alike]
            said = t._("Not drawn – {reason}: {names}.")
            notes.append(said.format(reason=words.reason(status, t).lower(), names=t._(", ").join(names)))
    if any(one.status == "small_sample" for one in found):
        notes.append(t._("Values in brackets are based on 25 to 49 cases: use with caution."))
    if any(one.status == "modelled" for one in found):
        notes.append(t._("These values are modelled estimates, not counts."))
    return notes


def unmeasured(page: Page, view: MapView, told: Collection[str]) -> list[str]:
    """Each place that ``view`` does not draw and that is not among the provinces ``told`` of, with its reason."""
    return not_drawn(page, [gap for gap in view.not_drawn if not set(province_members(gap.area)) <= set(told)])


def not_drawn(page: Page, gaps: Sequence[NotDrawn]) -> list[str]:
    """Areas that are not drawn, those with the same reason in one sentence."""
    t, found = page.t, dict[str, dict[str, None]]()
    for gap in gaps:
        found.setdefault(gap.reason, {})[area_name(gap.area, page.lang)] = None
    sentence = t._("Not drawn – {reason}: {names}.")
    return [
        sentence.format(reason=words.reason(reason, t).lower(), names=t._(", ").join(names))
        for reason, names in found.items()
    ]


MOST_PERIODS = 14
USUAL_ORDER = ("wealth", "residence", "sex", "disability", "age")


@dataclass(frozen=True, slots=True)
class GroupsChoice:
    """The ``groups`` of the dimension ``by`` (the total among them where there is one) in one ``area``.

    ``hand`` is whose members' figures stand under the published ones.
    """

    indicator: Indicator
    by: str
    groups: tuple[Group, ...]
    area: str
    hand: Hand | None = None


def dimensions(page: Page, indicator: Indicator, hand: Hand | None = None) -> Mapping[str, tuple[Group, ...]]:
    """The dimensions with at least two groups, each with the groups that the others may be held at."""
    return _dimensions(page, (indicator, hand))


@once
def _dimensions(page: Page, asked: tuple[Indicator, Hand | None]) -> Mapping[str, tuple[Group, ...]]:
    groups = list(_known(page, *asked))
    found = {}
    for by in USUAL_ORDER:
        starts = [one for one in groups if len(_parts(one, by, groups)) > 1]
        bare = [one for one in starts if getattr(one, by) == TOTAL]
        if starts:
            found[by] = tuple(bare or starts[:1])
    return found


def _known(page: Page, indicator: Indicator, hand: Hand | None) -> Mapping[Group, tuple[Period, ...]]:
    """The groups with figures, the published ones first."""
    return with_sent(page, indicator, hand, measured(page, indicator))


def _parts(start: Group, by: str, groups: Sequence[Group]) -> tuple[Group, ...]:
    return tuple(one for one in split(start, by, groups) if getattr(one, by) != TOTAL)


def refuse_groups(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why groups cannot be compared: there are none."""
    return "" if dimensions(page, indicator, hand) else page.t._("no figures by group are here")


def choose_groups(page: Page, state: ViewState, indicator: Indicator) -> GroupsChoice:
    """The controls: by what, of which group, in which place; those with one answer only are left out."""
    hand = chosen_hand(page, state, indicator)
    offered = dimensions(page, indicator, hand)
    by = choose_dimension(page, list(offered))
    starts = offered[by]
    start = choose_group(page, starts) if len(starts) > 1 else starts[0]
    groups = split(start, by, list(_known(page, indicator, hand)))
    return GroupsChoice(indicator, by, groups, _choose_place(page, indicator, groups, hand), hand)


def choose_dimension(page: Page, offered: Sequence[str]) -> str:
    """One of some dimensions."""
    _ = page.t._
    return choose(
        _("Compare"), offered, param="by", words=lambda code: _(words.DIMENSION_NAMES[code]), clears=("group",)
    )


@once
def _places(page: Page, asked: tuple[Indicator, tuple[Group, ...], Hand | None]) -> tuple[str, ...]:
    """The places where at least two groups of an indicator have figures, the country first."""
    (indicator, groups, hand), name = asked, page.snapshot.name
    told: dict[str, set[Group]] = {}
    code, areas = indicator.code, sent_areas(page, indicator, hand)
    sent = (one.figure for one in sent_series(page, indicator, hand, areas, groups))
    for one in (*cache.series(name, code, cache.areas_of(name, code), groups), *sent):
        if one.value is not None:
            told.setdefault(one.area, set()).add(Group.of(one))
    comparable = [area for area, known in told.items() if len({g for g in known if not g.is_total}) > 1]
    return tuple(sorted(comparable, key=lambda code: (code != COUNTRY, area_name(code, page.lang))))


def _choose_place(page: Page, indicator: Indicator, groups: tuple[Group, ...], hand: Hand | None) -> str:
    """The country, or a place where at least two of the groups have figures."""
    areas = _places(page, (indicator, groups, hand))
    if set(areas) <= {COUNTRY}:
        return COUNTRY
    return choose(page.t._("Place"), areas, param="areas", words=lambda code: area_name(code, page.lang))


def load_groups(page: Page, choice: GroupsChoice) -> tuple[Observation, ...]:
    """The figures of the groups, oldest first."""
    found = cache.series(page.snapshot.name, choice.indicator.code, (choice.area,), choice.groups)
    return tuple(sorted(found, key=lambda one: (one.year_end, one.year_start)))


def groups_sent(page: Page, choice: GroupsChoice) -> tuple[MemberFigure, ...]:
    """The members' figures of the groups, the newest first; none while nobody asked for them."""
    found = sent_series(page, choice.indicator, choice.hand, (choice.area,), choice.groups)
    own = [one for one in found if getattr(one.figure, choice.by) != TOTAL]
    return tuple(sorted(own, key=lambda one: (-one.figure.year_end, choice.groups.index(Group.of(one.figure)))))


def _ends(choice: GroupsChoice, found: Sequence[Observation]) -> tuple[Observation, Observation] | None:
    """The lowest and the highest group of one period."""
    known = [one for one in found if one.value is not None and getattr(one, choice.by) != TOTAL]
    known.sort(key=lambda one: one.value or 0.0)
    return (known[0], known[-1]) if len(known) > 1 else None


def _pairs(choice: GroupsChoice, figures: Sequence[Observation]) -> int:
    """Out of how many pairs the lowest and the highest are one."""
    return comb(sum(one.value is not None and getattr(one, choice.by) != TOTAL for one in figures), 2)


def _by_period(found: Sequence[Observation]) -> dict[str, list[Observation]]:
    periods: dict[str, list[Observation]] = {}
    for one in reversed(found):
        periods.setdefault(one.period_label, []).append(one)
    return periods


def groups_finding(page: Page, choice: GroupsChoice) -> str:
    """The lowest and the highest group of the newest period that is no projection, and whether they differ."""
    t, name = page.t, subject(choice.indicator, choice.groups[0], page.t, choice.by)
    today = int(page.snapshot.built_at[:4])
    for label, found in _by_period(load_groups(page, choice)).items():
        ends = _ends(choice, found)
        if ends is None or ends[0].year_end > today:
            continue
        low, high = ends
        sentence = t._("{name}, {place} {period}: from {low} ({low_group}) to {high} ({high_group})")
        if low.value == high.value:
            sentence = t._("{name}, {place} {period}: {low} in every group")
        elif comparison(low, high, choice.indicator, _pairs(choice, found)).code != CLEAR:
            sentence = t._(
                "{name}, {place} {period}: {low} ({low_group}) and {high} ({high_group}), no clear difference"
            )
        return sentence.format(
            name=name,
            place=area_words(choice.area, page.lang),
            period=period(label, page.lang),
            low=words.value_words(low, choice.indicator, t),
            low_group=words.dimension_words(getattr(low, choice.by), t),
            high=words.value_words(high, choice.indicator, t),
            high_group=words.dimension_words(getattr(high, choice.by), t),
        )
    return t._("{name}: nothing published for this choice").format(name=name)


def groups_rows(page: Page, choice: GroupsChoice) -> Rows:
    """Every figure of the groups, the newest first."""
    t = page.t
    dimension = t._(words.DIMENSION_NAMES[choice.by])
    return Rows(
        published=tuple(reversed(load_groups(page, choice))),
        sent=groups_sent(page, choice),
        chosen=((t._("Compare"), dimension), (t._("Place"), area_name(choice.area, page.lang))),
    )


def groups_charts(page: Page, choice: GroupsChoice) -> list[Chart]:
    """The dumbbells."""
    look, sent = N_("Groups on a line for each year"), groups_sent(page, choice)
    return [Chart("groups", look, lambda p, room=None: groups_figure(p, choice), sent=sent)]


def groups_figure(page: Page, choice: GroupsChoice) -> Figure:
    """The dumbbell chart of a choice."""
    t, found, presenter = page.t, load_groups(page, choice), page.presenter(choice.indicator)
    rows, keys = group_rows(presenter, [one for one in found if one.period_label in drawn_periods(found)], choice.by)
    dimension = t._(words.DIMENSION_NAMES[choice.by]).lower()
    title = t._("{name} by {dimension}").format(name=choice.indicator.short_name(page.lang), dimension=dimension)
    kind = t._(words.SOURCE_TYPES[choice.indicator.source_type])
    about = (
        words.unit(choice.indicator, t),
        area_name(choice.area, page.lang),
        held(choice.groups[0], t, choice.by),
        kind,
    )
    sent = [one.figure for one in groups_sent(page, choice)[:MOST_PERIODS]]
    own = sent_rows(presenter, hand_words(choice.hand, page), sent, choice.by) if choice.hand and sent else ()
    cited = list(reversed(found)) if rows or not own else []
    return draw_groups(rows, keys, presenter.caption(title, about, cited, sent), own)


def drawn_periods(found: Sequence[Observation]) -> tuple[str, ...]:
    """The periods that have a row: all while they are few, else evenly spaced back from the newest."""
    labels = list(_by_period(found))
    step = -(-len(labels) // MOST_PERIODS)
    return tuple(labels[::step]) if labels else ()


def _gaps(page: Page, choice: GroupsChoice, found: Sequence[Observation]) -> list[tuple[str, Verdict]]:
    """The difference between the lowest and the highest group of each period, newest first."""
    gaps = []
    drawn = drawn_periods(found)
    for label, figures in _by_period(found).items():
        if label in drawn and (ends := _ends(choice, figures)):
            gaps.append((label, comparison(ends[0], ends[1], choice.indicator, _pairs(choice, figures))))
    return gaps


def show_gaps(page: Page, choice: GroupsChoice) -> None:
    """How far the groups lie apart, where it can be told."""
    if _gaps(page, choice, load_groups(page, choice)):
        show_section(page.t._("How large the gaps are"), page.lang)
        markup.show(_gap_table(page, choice), page.lang)


_VERDICTS = {
    CLEAR: N_("clear"),
    NO_CLEAR_DIFFERENCE: N_("no clear difference"),
    TOO_FEW_CASES: N_("too few cases to tell"),
    CANNOT_TELL: N_("no cases given"),
}


@once
def _gap_table(page: Page, choice: GroupsChoice) -> str:
    t, gaps = page.t, _gaps(page, choice, load_groups(page, choice))
    unit = t._("points") if choice.indicator.unit == "percent" else words.unit(choice.indicator, t)
    head = [TableCell(t._("Period")), TableCell(unit), TableCell(t._("Verdict"))]
    rows = [
        [
            TableCell(period(label, page.lang)),
            TableCell(format_number(verdict.difference, choice.indicator, page.lang)),
            TableCell(t._(_VERDICTS.get(verdict.code, _VERDICTS[NO_CLEAR_DIFFERENCE]))),
        ]
        for label, verdict in gaps
    ]
    return markup.table(t._("Between the lowest and the highest group"), head, rows, "cr-gaps")


def groups_notes(page: Page, choice: GroupsChoice) -> list[str]:
    """When a difference is called one, and what must be known before groups are compared."""
    found, sent = load_groups(page, choice), groups_sent(page, choice)
    verdicts = (verdict for _label, verdict in _gaps(page, choice, found))
    told = drawn_notes(page, choice.indicator, choice.hand, sent)
    return [*told, *bases(verdicts, choice.indicator.code, page.t), *group_caveats(page, choice, found)]


def group_caveats(page: Page, choice: GroupsChoice, found: Sequence[Observation]) -> list[str]:
    """What must be known before groups are compared."""
    t, notes = page.t, []
    drawn, every = len(drawn_periods(found)), len(_by_period(found))
    if drawn < every and choice.by != "age":
        note = t._("{shown} of {count} years are drawn; the table has them all.")
        notes.append(note.format(shown=drawn, count=every))
    return [*notes, *group_cautions(page, found, choice.by)]


def groups_table(page: Page, choice: GroupsChoice) -> str:
    """Every figure of the chart and the total, in the order of the groups."""
    found = load_groups(page, choice)
    ordered = sorted(found, key=lambda one: (-one.year_end, choice.groups.index(Group.of(one))))
    return series_table(page, choice.indicator, ordered)


VIEW = View(
    "groups",
    N_("Groups"),
    refuse=refuse_groups,
    choose=choose_groups,
    finding=groups_finding,
    rows=groups_rows,
    figures=groups_charts,
    notes=groups_notes,
    table=groups_table,
    main=(Part.FIGURE,),
    side=(show_gaps, Part.NOTES),
    layered=True,
)
