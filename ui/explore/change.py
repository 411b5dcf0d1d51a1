"""Change between two years: places or groups, called a change only where it can be told from noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from childrights.areas import OTHER_BORDERS, Comparable, NotDrawn, comparable, todays_provinces
from childrights.catalogue import DIMENSIONS, TOTAL, Group, Indicator, Observation
from childrights.charts import VERDICTS, Changes, Figure, Pair, Room, changes, draw_slope
from childrights.i18n import N_
from childrights.language import format_number, period, words
from childrights.members import Hand
from childrights.statistics import COMPLETE_SOURCES, comparison, segments, turns_between
from geo import COUNTRY, area_name, ground, province_members
from ui.explore.controls import BY_PLACE, choose_group, choose_places, in_focus, measured, measured_below
from ui.explore.groups import held, not_drawn, split, subject, unmeasured
from ui.explore.ranking import bases, counted
from ui.explore.view import Chart, Part, Rows, View
from ui.parts import AS_PUBLISHED, Page, TableCell, ViewState, cache, choose, markup, once, value_cell

COMPARABLE, TODAY = "comparable", "today"


@dataclass(frozen=True, slots=True)
class ChangeChoice:
    """Two periods, and what is paired: places of one group, or the groups of the dimension ``by`` in the country.

    ``places`` says what is done about places that changed, see ``childrights.areas.places.MODES``; ``focus`` are places
    whose names are bold.
    """

    indicator: Indicator
    by: str
    groups: tuple[Group, ...]
    first: str
    second: str
    places: str = AS_PUBLISHED
    focus: tuple[str, ...] = ()


def ways(page: Page, indicator: Indicator) -> dict[str, dict[tuple[Group, ...], list[str]]]:
    """What may be compared: by way, the groups with at least two periods each, oldest first."""
    found: dict[str, dict[tuple[Group, ...], list[str]]] = {}
    places: dict[tuple[Group, ...], list[str]] = {
        (g,): [p.label for p in periods] for g, periods in measured_below(page, indicator).items() if len(periods) > 1
    }
    if places:
        found[BY_PLACE] = places
    every = measured(page, indicator)
    national = {g: [p.label for p in periods if p.national] for g, periods in every.items()}
    start = next(iter(every), Group())
    for by in DIMENSIONS:
        parts = tuple(g for g in split(start, by, list(every)) if getattr(g, by) != TOTAL)
        labels = sorted({label for group in parts for label in national[group]})
        shared = [label for label in labels if sum(label in national[g] for g in parts) > 1]
        if len(parts) > 1 and len(shared) > 1:
            found[by] = {parts: shared}
    return found


def refuse_change(page: Page, indicator: Indicator, hand: Hand | None = None) -> str:
    """Why there is no change to see: no two years of places or groups."""
    return "" if ways(page, indicator) else page.t._("no two years of places or groups are here")


def choose_change(page: Page, state: ViewState, indicator: Indicator) -> ChangeChoice:
    """The controls: what is compared, for which group, from which year to which."""
    _, offered = page.t._, ways(page, indicator)
    names = {BY_PLACE: _("Places"), **words.DIMENSION_NAMES}
    by = choose(
        _("Compare"), list(offered), param="by", words=lambda code: _(names[code]), clears=("group", "year", "from")
    )
    options = offered[by]
    groups = next(iter(options))
    if by == BY_PLACE and len(options) > 1:
        groups = (choose_group(page, [group for (group,) in options]),)
    labels = options[groups]
    usual = _newest(page, labels)
    second = state.period if state.period in labels[1:] else usual
    earlier = labels[: labels.index(second)]
    first = choose(_("From"), earlier, param="from", words=lambda code: period(code, page.lang))
    second = choose(
        _("To"),
        labels[1:],
        param="year",
        words=lambda code: period(code, page.lang),
        default=usual,
    )
    focus = tuple(area for area in state.areas if area != COUNTRY) if by == BY_PLACE else ()
    choice = ChangeChoice(indicator, "" if by == BY_PLACE else by, groups, first, second, focus=focus)
    if not choice.by and _places_changed(page, choice):
        return replace(choice, places=choose_places(page, state))
    return choice


def _newest(page: Page, labels: Sequence[str]) -> str:
    """The newest period that is no projection, but never the first."""
    today = page.snapshot.built_at[:4]
    return max((label for label in labels[1:] if label[:4] <= today), default=labels[1])


@once
def _places_changed(page: Page, choice: ChangeChoice) -> bool:
    """Whether the two periods were published for different places."""
    first, second = load_ends(page, choice)
    return {one.area for one in first} != {one.area for one in second}


def load_ends(page: Page, choice: ChangeChoice) -> tuple[list[Observation], list[Observation]]:
    """The figures of the first and of the second period, the country left out of places."""
    name, code = page.snapshot.name, choice.indicator.code
    areas = (COUNTRY,) if choice.by else cache.areas_of(name, code)
    found = [one for one in cache.series(name, code, areas, choice.groups) if choice.by or one.area != COUNTRY]
    first, second = ([one for one in found if one.period_label == label] for label in (choice.first, choice.second))
    return first, second


def load_changes(page: Page, choice: ChangeChoice) -> Changes:
    """What may be paired, and what may not: as published, on the areas both periods share, or in today's provinces."""
    presenter = page.presenter(choice.indicator)
    if choice.places != COMPARABLE:
        return changes(presenter, *_kept(page, choice), choice.by)
    joined = _joined(page, choice)
    pairs = list(zip(joined.areas, joined.first, joined.second, strict=True))
    whole = [(one.observation, other.observation) for _, one, other in pairs if one.observation and other.observation]
    found = changes(presenter, [one for one, _ in whole], [other for _, other in whole])
    refused = [(area, one.refusal or other.refusal) for area, one, other in pairs]
    left_out = tuple((area_name(area, page.lang), refusal) for area, refusal in refused if refusal)
    return Changes(found.pairs, (*found.left_out, *left_out))


def _joined(page: Page, choice: ChangeChoice) -> Comparable:
    """Both periods on the areas they share."""
    return comparable(*load_ends(page, choice), choice.indicator, cache.population(page.snapshot.name))


def _kept(page: Page, choice: ChangeChoice) -> tuple[list[Observation], list[Observation]]:
    """The figures of both periods; in today's provinces only where that was chosen."""
    first, second = load_ends(page, choice)
    if choice.places != TODAY:
        return first, second
    today = int(page.snapshot.built_at[:4])
    return list(todays_provinces(first, today)[0]), list(todays_provinces(second, today)[0])


def change_finding(page: Page, choice: ChangeChoice) -> str:
    """How many places or groups changed clearly between the two periods."""
    t, found = page.t, load_changes(page, choice)
    verdicts = Counter(pair.verdict for pair in found.pairs)
    verdicts["not_comparable"] += len(found.left_out)
    sentence = t._("{name}, {first} to {second}: {verdicts}")
    return sentence.format(
        name=subject(choice.indicator, choice.groups[0], t, choice.by),
        first=period(choice.first, page.lang),
        second=period(choice.second, page.lang),
        verdicts=counted(verdicts, t),
    )


def change_rows(page: Page, choice: ChangeChoice) -> Rows:
    """Every figure of both periods, the later ones first; the table lists what may be paired."""
    first, second = load_ends(page, choice)
    ends = [period(label, page.lang) for label in (choice.first, choice.second)]
    return Rows(
        published=(*second, *first),
        period=f"{choice.first}-{choice.second}",
        chosen=((page.t._("From"), ends[0]), (page.t._("To"), ends[1])),
        listed=bool(load_changes(page, choice).pairs),
    )


def change_charts(page: Page, choice: ChangeChoice) -> list[Chart]:
    """The slopes, where any two figures may be compared."""
    if not load_changes(page, choice).pairs:
        return []
    look = N_("Lines between two years")
    return [Chart("change", look, lambda p, room=None: change_figure(p, choice, room), fits=True)]


def change_notes(page: Page, choice: ChangeChoice) -> list[str]:
    """What a change is here, what was done about places that changed, and what is not compared."""
    return [*_bases(page, choice), *_turned(page, choice), *_places_words(page, choice), *left_out(page, choice)]


def _turned(page: Page, choice: ChangeChoice) -> list[str]:
    """Whose line turned between the two periods, so that the change between them is not all that happened."""
    areas = (COUNTRY,) if choice.by else cache.areas_of(page.snapshot.name, choice.indicator.code)
    lines: dict[tuple[str, Group], list[Observation]] = {}
    for one in cache.series(page.snapshot.name, choice.indicator.code, areas, choice.groups):
        lines.setdefault((one.area, Group.of(one)), []).append(one)
    named = [
        words.dimension_words(getattr(group, choice.by), page.t) if choice.by else area_name(area, page.lang)
        for (area, group), line in lines.items()
        if (choice.by or area != COUNTRY) and _turns_within(line, choice)
    ]
    note = page.t._("On the way from the one year to the other it went up and down again, or down and up: {names}.")
    return [note.format(names=page.t._(", ").join(named))] if named else []


def _turns_within(line: Sequence[Observation], choice: ChangeChoice) -> bool:
    for piece in segments(line).segments:
        ends = [one for one in piece if one.period_label in (choice.first, choice.second)]
        if len(ends) == 2 and turns_between(piece, ends[0], ends[1], choice.indicator):
            return True
    return False


def change_figure(page: Page, choice: ChangeChoice, room: Room | None = None) -> Figure:
    """The slope chart of a choice."""
    t, presenter = page.t, page.presenter(choice.indicator)
    first, second = load_ends(page, choice)
    labels = tuple(period(label, page.lang) for label in (choice.first, choice.second))
    title = t._("{name}, change from {first} to {second}").format(
        name=choice.indicator.short_name(page.lang), first=labels[0], second=labels[1]
    )
    kind = t._(words.SOURCE_TYPES[choice.indicator.source_type])
    about = (words.unit(choice.indicator, t), held(choice.groups[0], t, choice.by), kind)
    caption = presenter.caption(title, about, [*second, *first])
    pairs = load_changes(page, choice).pairs
    focus = in_focus([pair.second.code for pair in pairs], choice.focus)
    return draw_slope(pairs, caption, (labels[0], labels[1]), t=t, focus=focus, room=room)


def _bases(page: Page, choice: ChangeChoice) -> list[str]:
    first, second = load_ends(page, choice)
    key = choice.by or "area"
    later = {getattr(one, key): one for one in second}
    pairs = [(one, later[getattr(one, key)]) for one in first if getattr(one, key) in later]
    verdicts = (comparison(one, other, choice.indicator) for one, other in pairs)
    told = bases(verdicts, choice.indicator.code, page.t)
    family = page.t._("They are tested together: of the changes called clear, at most one in 20 may be due to chance.")
    return [*told, family] if len(pairs) > 1 and choice.indicator.source_type not in COMPLETE_SOURCES else told


def _places_words(page: Page, choice: ChangeChoice) -> list[str]:
    """What was done about places that changed between the two periods."""
    t = page.t
    if choice.places == COMPARABLE:
        both = _joined(page, choice)
        count = sum(
            one.refusal is None and other.refusal is None and {one.method, other.method} != {"published"}
            for one, other in zip(both.first, both.second, strict=True)
        )
        joined = t.ngettext(
            "Both years are shown for the areas they share; {count} of them is joined from published figures.",
            "Both years are shown for the areas they share; {count} of them are joined from published figures.",
            count,
        )
        return [joined.format(count=count)]
    if choice.places != AS_PUBLISHED:
        return [t._("Only provinces within their present borders in both years are compared.")]
    return []


def left_out(page: Page, choice: ChangeChoice) -> list[str]:
    """Each place or group that is not compared, those with the same reason together; also who has no figure at all."""
    t = page.t
    reasons: dict[str, list[str]] = {}
    for name, refusal in load_changes(page, choice).left_out:
        said = t._("A figure is there for one of the two years only.")
        reasons.setdefault(said if refusal.code == "too_few" else refusal.words(t), []).append(name)
    sentence = t._("Not compared: {names}. {reason}")
    told = [sentence.format(names=t._(", ").join(names), reason=reason) for reason, names in reasons.items()]
    return told if choice.by else [*told, *_not_drawn(page, choice)]


def _not_drawn(page: Page, choice: ChangeChoice) -> list[str]:
    """The places whose borders were not chosen, and those without a figure in either period."""
    (first, second), kept = load_ends(page, choice), _kept(page, choice)
    other = [NotDrawn(one.area, OTHER_BORDERS) for one in (*first, *second) if one not in (*kept[0], *kept[1])]
    told = {province for one in (*first, *second) for province in province_members(ground(one.area, one.year_end))}
    view = cache.map_view(page.snapshot.name, choice.indicator.code, choice.second, choice.groups[0])
    return [*not_drawn(page, other), *unmeasured(page, view, told)]


def change_table(page: Page, choice: ChangeChoice) -> str:
    """Every pair with its difference and what may be said of it."""
    t, found = page.t, load_changes(page, choice)
    head = [TableCell(t._("Place") if not choice.by else t._("Group"))]
    head += [TableCell(period(label, page.lang)) for label in (choice.first, choice.second)]
    head += [TableCell(t._("Difference")), TableCell(t._("Verdict"))]
    ordered: Sequence[Pair] = sorted(found.pairs, key=lambda pair: pair.name)
    rows = [
        [
            TableCell(pair.name),
            value_cell(page, pair.first),
            value_cell(page, pair.second),
            TableCell(format_number(pair.second.value - pair.first.value, choice.indicator, page.lang)),
            TableCell(t._(VERDICTS[pair.verdict])),
        ]
        for pair in ordered
    ]
    unit = words.unit(choice.indicator, t)
    return markup.table(t._("Both years and their difference, {unit}").format(unit=unit), head, rows, "cr-matrix")


APART = N_("A change is shown only between two published figures, so members' figures are not shown here. They are in:")
VIEW = View(
    "change",
    N_("Change"),
    refuse=refuse_change,
    choose=choose_change,
    finding=change_finding,
    rows=change_rows,
    figures=change_charts,
    notes=change_notes,
    table=change_table,
    fold=N_("Every pair"),
    without=N_("No two figures may be compared here."),
    main=(Part.FIGURE,),
    side=(N_("What counts as a change"), Part.NOTES),
    apart=(APART, "trend", N_("Over time")),
)
