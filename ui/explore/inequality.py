"""Inequality between groups or places in one year: who is furthest behind, and by how much, in every usual measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from childrights.areas import on_its_ground
from childrights.catalogue import TOTAL, Group, Indicator, Observation
from childrights.charts import UNDER_15, Figure, People, draw_groups, group_rows, people_of
from childrights.i18n import N_, Translator
from childrights.language import period, plain_number, words
from childrights.members import Hand
from childrights.statistics import (
    AREA,
    EXPLANATIONS,
    HANDBOOK,
    MAIN_MEASURES,
    NAMES,
    REVIEW,
    SCALES,
    WORLD_BANK,
    InequalityMeasure,
    MeasureRefusal,
    Strata,
    furthest_behind,
    measures,
    strata,
)
from geo import COUNTRY, area_name
from ui.explore.controls import BY_PLACE, choose_group, choose_year, measured, measured_below
from ui.explore.groups import dimensions, group_cautions, held, split, subject
from ui.explore.over_places import PlacesChoice, carried_caveats, drawn_sentence, load_view, place_caveats
from ui.explore.pair import census
from ui.explore.ranking import companions
from ui.explore.view import Chart, Part, Rows, View
from ui.parts import Page, TableCell, ViewState, cache, choose, markup, show_notes, show_text

UNITS: Mapping[str, str] = {
    "points": N_("points"),
    "ratio": N_("times"),
    "percent": N_("per cent"),
    "thousandths": N_("thousandths"),
    "squared": N_("squared points"),
}
MEASURE_DECIMALS: Mapping[str, int] = {"ratio": 2, "index": 3}
WEIGHTS: Mapping[str, str] = {
    UNDER_15: N_("Places count by their children under 15 in the census of {year}."),
    TOTAL: N_("Places count by their people in the census of {year}."),
    "cases": N_("Groups count by their cases in the survey."),
    "equal": N_("All groups have equal weight: each is the same share of households."),
    "none": N_("The sizes of the groups are not here, so measures that need them are left out."),
}


def measure_number(indicator: Indicator, found: InequalityMeasure, value: float, lang: str) -> str:
    """A value of a measure with as many decimals as it deserves."""
    return plain_number(value, MEASURE_DECIMALS.get(found.unit, max(indicator.decimals, 1)), lang)


def measure_unit(indicator: Indicator, found: InequalityMeasure, t: Translator) -> str:
    """The unit of a measure; an index has none."""
    if found.unit == "index":
        return ""
    if found.unit == "squared" and indicator.unit != "percent":
        return t._("squared")
    return t._(UNITS[found.unit]) if found.unit in UNITS else words.unit(indicator, t)


def show_sources(page: Page) -> None:
    """Where the formulas come from, behind one line."""
    lines = "".join(markup.tag("p", source, "cr-note", lang="en") for source in (REVIEW, HANDBOOK, WORLD_BANK))
    markup.show(markup.disclosure(page.t._("Where the formulas come from"), lines), page.lang)


NAMED_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class InequalityChoice:
    """One period of an indicator, split by the dimension ``by`` in the country, or by place for the one group."""

    indicator: Indicator
    by: str
    groups: tuple[Group, ...]
    period: str


def offers(page: Page, indicator: Indicator) -> dict[str, tuple[Group, ...]]:
    """What the figures may be split by, with the groups that the split may be looked at in. Ages have no order."""
    found = {by: starts for by, starts in dimensions(page, indicator).items() if by != "age"}
    if (below := measured_below(page, indicator)) and indicator.unit != "number":
        found[BY_PLACE] = tuple(below)
    return found if indicator.unit != "number" else {}


def refuse_inequality(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why there is no inequality to measure."""
    if indicator.unit == "number":
        return page.t._("counts say how large a group is, not how well off")
    return "" if offers(page, indicator) else page.t._("no figures by group or place are here")


def choose_inequality(page: Page, state: ViewState, indicator: Indicator) -> InequalityChoice:
    """The controls: between what, for which group, in which year."""
    _, offered = page.t._, offers(page, indicator)
    names = {BY_PLACE: _("Places"), **words.DIMENSION_NAMES}
    by = choose(_("Between"), list(offered), param="by", words=lambda code: _(names[code]), clears=("group", "year"))
    starts = offered[by]
    start = choose_group(page, starts) if len(starts) > 1 else starts[0]
    every = measured(page, indicator)
    if by == BY_PLACE:
        labels = [one.label for one in every[start] if one.areas > 1]
        return InequalityChoice(indicator, by, (start,), choose_year(page, labels))
    groups = split(start, by, list(every))
    parts = [group for group in groups if getattr(group, by) != TOTAL]
    periods = {one.label: one for group in parts for one in every[group] if one.national}
    labels = [label for label, one in sorted(periods.items(), key=lambda pair: pair[1].year_end)]
    return InequalityChoice(indicator, by, groups, choose_year(page, labels))


def load_parts(page: Page, choice: InequalityChoice) -> tuple[Observation, ...]:
    """The figures of the groups or places, and of everybody."""
    name, code = page.snapshot.name, choice.indicator.code
    areas = cache.areas_of(name, code) if choice.by == BY_PLACE else (COUNTRY,)
    found = [one for one in cache.series(name, code, areas, choice.groups) if one.period_label == choice.period]
    return tuple(on_its_ground(found))


def load_strata(page: Page, choice: InequalityChoice) -> tuple[Strata | MeasureRefusal, People]:
    """The groups, checked, and the people that weigh places (none for groups)."""
    figures = load_parts(page, choice)
    if choice.by != BY_PLACE:
        return strata(figures, choice.by, choice.indicator), People({})
    areas = [one.area for one in figures if one.area != COUNTRY]
    people = people_of(areas, max((one.year_end for one in figures), default=0), census(page))
    return strata(figures, AREA, choice.indicator, people.by_area or None), people


def named(page: Page, choice: InequalityChoice, code: str) -> str:
    """A group or a place in words."""
    return area_name(code, page.lang) if choice.by == BY_PLACE else words.dimension_words(code, page.t)


def _refused(page: Page, choice: InequalityChoice, refusal: MeasureRefusal) -> str:
    return refusal.words(page.t, {code: named(page, choice, code) for code in refusal.missing})


def _subject_words(page: Page, choice: InequalityChoice) -> str:
    return subject(choice.indicator, choice.groups[0], page.t, choice.by)


def inequality_finding(page: Page, choice: InequalityChoice) -> str:
    """Who is furthest behind, or why nobody can be said to be."""
    t, (groups, _people) = page.t, load_strata(page, choice)
    head = {"name": _subject_words(page, choice), "period": period(choice.period, page.lang)}
    if isinstance(groups, MeasureRefusal):
        return t._("{name}, {period}: no measure of inequality can be given").format(**head)
    if len(set(groups.y)) == 1:
        equal = words.value_words(groups.observations[0], choice.indicator, t)
        return t._("{name}, {period}: {value} in every group").format(value=equal, **head)
    behind = furthest_behind(groups)
    if isinstance(behind, MeasureRefusal):
        return t._("{name}, {period}: gaps between groups").format(**head)
    worst = next(one for one, code in zip(groups.observations, groups.codes, strict=True) if code == behind.worst)
    head |= {"worst": named(page, choice, behind.worst), "value": words.value_words(worst, choice.indicator, t)}
    if behind.clear:
        return t._("{name}, {period}: furthest behind – {worst}, {value}").format(**head)
    others = [named(page, choice, code) for code in behind.candidates[1:]]
    if len(others) > NAMED_AT_MOST:
        sentence = t._(
            "{name}, {period}: {worst} has the worst figure, {value}, but {count} others are not clearly different"
        )
        return sentence.format(count=plain_number(len(others), 0, page.lang), **head)
    sentence = t._(
        "{name}, {period}: {worst} has the worst figure, {value}, but is not clearly different from {others}"
    )
    return sentence.format(others=t._(", ").join(others), **head)


def inequality_rows(page: Page, choice: InequalityChoice) -> Rows:
    """The figures that the measures rest on."""
    t = page.t
    names = {BY_PLACE: t._("Places"), **{by: t._(name) for by, name in words.DIMENSION_NAMES.items()}}
    return Rows(
        published=load_parts(page, choice),
        period=choice.period,
        listed=not isinstance(load_strata(page, choice)[0], MeasureRefusal),
        chosen=((t._("Between"), names[choice.by]), (t._("Year"), period(choice.period, page.lang))),
    )


def inequality_charts(page: Page, choice: InequalityChoice) -> list[Chart]:
    """The places in order, or the groups on one line."""
    if choice.by == BY_PLACE:
        return companions(page, places_of(choice))
    return [
        Chart(
            "inequality",
            N_("The groups on one line"),
            lambda p, room=None: parts_figure(p, choice),
            name=N_("Groups"),
            alt=N_("{look}. {finding}. The table has every measure."),
        )
    ]


def inequality_notes(page: Page, choice: InequalityChoice) -> list[str]:
    """The caveats of the figures."""
    if choice.by == BY_PLACE:
        places = places_of(choice)
        view = load_view(page, places)
        return [*drawn_sentence(page, view), *place_caveats(page, places, view)]
    return group_cautions(page, load_parts(page, choice), choice.by)


def carried_inequality_notes(page: Page, choice: InequalityChoice) -> list[str]:
    """The caveats of the figures, and why there is no measure when there is none."""
    groups, _people = load_strata(page, choice)
    refused = [_refused(page, choice, groups)] if isinstance(groups, MeasureRefusal) else []
    if choice.by == BY_PLACE:
        return [*refused, *carried_caveats(page, places_of(choice))]
    return [*refused, *inequality_notes(page, choice)]


def show_method(page: Page, choice: InequalityChoice) -> None:
    """Why there is no measure; else which are left out, how the others were found and where the formulas come from."""
    groups, people = load_strata(page, choice)
    if isinstance(groups, MeasureRefusal):
        show_notes([_refused(page, choice, groups)], page.lang)
    else:
        show_notes([*not_given(page, choice, groups), *method_notes(page, groups, people)], page.lang)
        show_sources(page)


def places_of(choice: InequalityChoice) -> PlacesChoice:
    """The places between which a choice looks for inequality."""
    return PlacesChoice(choice.indicator, choice.period, choice.groups[0])


def parts_figure(page: Page, choice: InequalityChoice) -> Figure:
    """The groups of the period on one line."""
    t, presenter, found = page.t, page.presenter(choice.indicator), load_parts(page, choice)
    rows, keys = group_rows(presenter, found, choice.by)
    dimension = t._(words.DIMENSION_NAMES[choice.by]).lower()
    title = t._("{name} by {dimension}").format(name=choice.indicator.short_name(page.lang), dimension=dimension)
    limits = held(choice.groups[0], t, choice.by)
    about = (words.unit(choice.indicator, t), limits, area_name(COUNTRY, page.lang), period(choice.period, page.lang))
    return draw_groups(rows, keys, presenter.caption(title, about, found))


def show_gap(page: Page, choice: InequalityChoice) -> None:
    """The gap between the two ends in one sentence, over the picture of it; nothing where it cannot be given."""
    t, (groups, _people) = page.t, load_strata(page, choice)
    gap = None if isinstance(groups, MeasureRefusal) else measures(groups).get("difference")
    if isinstance(groups, MeasureRefusal) or not isinstance(gap, InequalityMeasure):
        return
    figures = dict(zip(groups.codes, groups.observations, strict=True))
    parts: dict[str, str] = {}
    for end, value in (("first", "value"), ("second", "other")):
        code = gap.params[end]
        parts |= {end: named(page, choice, code), value: words.value_words(figures[code], choice.indicator, t)}
    amount = f"{measure_number(choice.indicator, gap, gap.value, page.lang)} {measure_unit(choice.indicator, gap, t)}"
    sentence = t._("{first}: {value}. {second}: {other}. The gap is {amount}{interval}.")
    interval = f" ({t._('95 % interval {bounds}').format(bounds=said)})" if (said := _bounds(page, choice, gap)) else ""
    show_text(
        [" ".join((sentence.format(amount=amount, interval=interval, **parts), _likely(page, choice, gap)))], page.lang
    )


def _bounds(page: Page, choice: InequalityChoice, found: InequalityMeasure) -> str:
    if found.lower is None or found.upper is None:
        return ""
    low, high = (measure_number(choice.indicator, found, value, page.lang) for value in (found.lower, found.upper))
    return page.t._("{low} to {high}").format(low=low, high=high)


def _likely(page: Page, choice: InequalityChoice, found: InequalityMeasure) -> str:
    """What a gap between places would be without what chance adds to it; empty for groups."""
    if found.likely is None:
        return ""
    likely = measure_number(choice.indicator, found, found.likely, page.lang)
    return page.t._("Allowing for chance, likely about {likely}.").format(likely=likely)


def measures_table(page: Page, choice: InequalityChoice) -> str:
    """Every measure that can be given, with its value, interval and meaning; nothing when there is none."""
    t, (groups, _people) = page.t, load_strata(page, choice)
    if isinstance(groups, MeasureRefusal):
        return ""
    head = [
        TableCell(t._("Measure")),
        TableCell(t._("Value")),
        TableCell(t._("95 % interval")),
        TableCell(t._("What it says")),
    ]
    found = [(code, one) for code, one in measures(groups).items() if isinstance(one, InequalityMeasure)]
    rows = [_row(page, choice, code, one) for code, one in found if code in MAIN_MEASURES]
    more = [_row(page, choice, code, one) for code, one in found if code not in MAIN_MEASURES]
    caption = t._("Measures of inequality, {period}").format(period=period(choice.period, page.lang))
    table = markup.table(caption, head, rows, "cr-measures")
    if not more:
        return table
    said = t._("Further measures, as WHO's HEAT Plus has them")
    return table + markup.disclosure(said, markup.table(said, head, more, "cr-measures"))


def _row(page: Page, choice: InequalityChoice, code: str, found: InequalityMeasure) -> Sequence[TableCell]:
    t, indicator, name = page.t, choice.indicator, TableCell(page.t._(NAMES[code]))
    ends = {end: named(page, choice, found.params[end]) for end in ("first", "second")}
    if choice.by != BY_PLACE:
        ends = {end: t._("“{name}”").format(name=said) for end, said in ends.items()}
    value = f"{measure_number(indicator, found, found.value, page.lang)} {measure_unit(indicator, found, t)}".strip()
    says = t._(EXPLANATIONS[code]).format(**ends)
    says = " ".join(filter(None, (says, _likely(page, choice, found))))
    return [name, TableCell(value), TableCell(_bounds(page, choice, found)), TableCell(says)]


def not_given(page: Page, choice: InequalityChoice, groups: Strata) -> list[str]:
    """The measures that are refused, those with the same reason together."""
    t, reasons = page.t, dict[str, list[str]]()
    for code, found in measures(groups).items():
        if isinstance(found, MeasureRefusal):
            reasons.setdefault(_refused(page, choice, found), []).append(t._(NAMES[code]))
    sentence = t._("Not given: {names}. {reason}")
    return [sentence.format(names=t._(", ").join(names), reason=reason) for reason, names in reasons.items()]


def method_notes(page: Page, groups: Strata, people: People) -> list[str]:
    """How groups were weighted and how sure the measures are."""
    t = page.t
    kind = people.age if groups.weights_kind == "given" else groups.weights_kind
    said = [t._(WEIGHTS[kind]).format(year=people.census)]
    if groups.intervals is None:
        none = t._(
            "The source does not give intervals or numbers of cases for every group, so the measures have no interval."
        )
        said.append(none)
    else:
        how = t._("Intervals are approximated from those of the groups, taken as independent (delta method).")
        said.append(how)
        if not groups.ordered and len(groups.y) > 2:
            said.append(
                t._("Highest and lowest are picked by their figures: their interval is wide enough for any pair.")
            )
    if groups.indicator.unit in SCALES:
        said.append(t._("Slope and relative index follow a logit model, as in WHO's HEAT."))
    return said


APART = N_("A measure of inequality uses one published source only, so members' figures are not included. They are in:")
VIEW = View(
    "inequality",
    N_("Inequality"),
    refuse=refuse_inequality,
    choose=choose_inequality,
    finding=inequality_finding,
    rows=inequality_rows,
    figures=inequality_charts,
    notes=inequality_notes,
    carried=carried_inequality_notes,
    table=measures_table,
    fold=N_("Every measure of inequality"),
    main=(show_gap, Part.FIGURE, Part.NOTES),
    side=(N_("How to read it"), show_method),
    apart=(APART, "table", N_("Table")),
)
