"""From observations to the parts of the charts of groups, changes, many places, many years and pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from childrights.areas import NEAR_YEARS, MapView, population_weights
from childrights.catalogue import TOTAL, Observation
from childrights.charts.parts import Blank, ChartRow, Dot, HeatRow, LegendKey, Line, Mark, Pair, Point, YearMap
from childrights.charts.present import Presenter
from childrights.charts.tokens import group_colour
from childrights.language import plain_number, words
from childrights.snapshot import age_order
from childrights.statistics import CLEAR, MeasureRefusal, as_family, comparison, direction
from geo import COUNTRY, PROVINCES, area_name, province_members

SYMBOLS = ("circle", "square", "triangle-up")
"""The signs of groups: never a diamond, which is the sign of members' figures."""
OVERLAP = "overlap"
UNDER_15, EVERYONE = "0-14", TOTAL


def group_rows(
    presenter: Presenter, observations: Sequence[Observation], by: str
) -> tuple[tuple[ChartRow, ...], tuple[LegendKey, ...]]:
    """Rows and keys of a dumbbell chart of one place: a row a period, newest first, a sign a group of ``by``.

    Ages are many, so each has a row of its own and its signs are the first and the last period. The total is left
    out; figures without a value fall out.
    """
    known = [one for one in observations if one.value is not None and getattr(one, by) != TOTAL]
    if by == "age":
        return _age_rows(presenter, known)
    codes = sorted({getattr(one, by) for one in known}, key=_group_order)
    keys = tuple(_group_key(presenter, code, position) for position, code in enumerate(codes))
    labels = {one.period_label: one for one in sorted(known, key=lambda one: (-one.year_end, -one.year_start))}
    rows = tuple(
        ChartRow(
            presenter.period(label),
            tuple(_group_mark(presenter, one, by) for one in known if one.period_label == label),
        )
        for label in labels
    )
    return rows, keys


def sent_rows(presenter: Presenter, hand: str, found: Sequence[Observation], by: str) -> tuple[ChartRow, ...]:
    """Members' figures of groups under the name of the ``hand`` that sent them, each in a row of its own."""
    t = presenter.t
    rows = [
        ChartRow(
            t._("{group}, {period}").format(
                group=words.dimension_words(getattr(one, by), t), period=presenter.period(one.period_label)
            ),
            (presenter.mark(one, words.dimension_words(getattr(one, by), t)),),
        )
        for one in found
    ]
    return (ChartRow(hand, ()), *rows) if rows else ()


def _group_order(code: str) -> tuple[int, str]:
    return (list(words.GROUPS).index(code) if code in words.GROUPS else len(words.GROUPS), code)


def _group_key(presenter: Presenter, code: str, position: int) -> LegendKey:
    ranked = code.startswith(("quintile_", "quartile_"))
    return LegendKey(
        code,
        words.dimension_words(code, presenter.t),
        group_colour(presenter.colours, code, position),
        "circle" if ranked else SYMBOLS[position % len(SYMBOLS)],
        code[-1] if ranked else "",
    )


def _group_mark(presenter: Presenter, one: Observation, by: str) -> Mark:
    code = getattr(one, by)
    return _coded(presenter.mark(one, words.dimension_words(code, presenter.t)), code)


def _coded(mark: Mark, code: str) -> Mark:
    return replace(mark, code=code)


def _age_rows(presenter: Presenter, known: Sequence[Observation]) -> tuple[tuple[ChartRow, ...], tuple[LegendKey, ...]]:
    labels = list(dict.fromkeys(one.period_label for one in sorted(known, key=lambda one: one.year_end)))
    ends = list(dict.fromkeys((labels[0], labels[-1]))) if labels else []
    colours = presenter.colours
    looks = dict.fromkeys(ends[:-1], (colours.quiet, "circle-open"))
    looks |= dict.fromkeys(ends[-1:], (colours.action, "circle"))
    keys = tuple(LegendKey(label, presenter.period(label), *looks[label]) for label in ends)
    ages = sorted({one.age for one in known}, key=age_order)
    rows = tuple(
        ChartRow(
            words.dimension_words(age, presenter.t),
            tuple(
                _coded(presenter.mark(one, words.dimension_words(age, presenter.t)), one.period_label)
                for one in known
                if one.age == age and one.period_label in ends
            ),
        )
        for age in ages
    )
    return rows, keys


@dataclass(frozen=True, slots=True)
class Changes:
    """What a slope chart draws, and by name what it does not and why."""

    pairs: tuple[Pair, ...]
    left_out: tuple[tuple[str, MeasureRefusal], ...]


def changes(presenter: Presenter, first: Sequence[Observation], second: Sequence[Observation], by: str = "") -> Changes:
    """Pair two periods place by place, or group by group of the dimension ``by``; the country is left out of places.

    A pair across a break, new borders or a hidden value is left out with the reason; so is what has one figure only.
    All pairs together are a family: a change that may well be chance among so many is not called clear.
    """
    ours, theirs = ({_who(one, by): one for one in found if _is_part(one, by)} for found in (first, second))
    compared, left_out = [], []
    for who in dict.fromkeys((*ours, *theirs)):
        name = words.dimension_words(who, presenter.t) if by else area_name(who, presenter.t.lang)
        before, after = ours.get(who), theirs.get(who)
        if before is None or after is None:
            left_out.append((name, MeasureRefusal("too_few")))
            continue
        verdict = comparison(before, after, presenter.indicator)
        if verdict.refusal is not None:
            left_out.append((name, verdict.refusal))
            continue
        compared.append((name, before, after, verdict))
    pairs = []
    told = as_family([verdict for *_, verdict in compared])
    for (name, before, after, _), verdict in zip(compared, told, strict=True):
        clear = verdict.code == CLEAR
        way = direction(before, after, presenter.indicator).code if clear else "no_clear_change"
        pairs.append(Pair(name, presenter.mark(before, name), presenter.mark(after, name), way))
    return Changes(tuple(pairs), tuple(left_out))


def _who(one: Observation, by: str) -> str:
    return str(getattr(one, by)) if by else one.area


def _is_part(one: Observation, by: str) -> bool:
    return _who(one, by) != TOTAL if by else one.area != COUNTRY


def year_maps(presenter: Presenter, views: Iterable[MapView], sent: Sequence[Observation] = ()) -> tuple[YearMap, ...]:
    """One map a period, with what members ``sent`` of that period beside it."""
    return tuple(
        YearMap(
            presenter.period(view.period),
            presenter.marks(view),
            presenter.blanks(view),
            tuple(presenter.mark(one, tell_area=False) for one in sent if one.period_label == view.period),
        )
        for view in views
    )


def sent_heat_rows(
    presenter: Presenter, hand: str, found: Sequence[Observation], periods: Sequence[str]
) -> tuple[HeatRow, ...]:
    """Members' figures by place under the name of the ``hand`` that sent them, a cell for each of ``periods``."""
    areas = sorted({one.area for one in found}, key=lambda area: _name(presenter, area))
    if not areas:
        return ()
    at = {(one.area, one.period_label): presenter.mark(one) for one in found}
    rows = [HeatRow(area, _name(presenter, area), tuple(at.get((area, label)) for label in periods)) for area in areas]
    return (HeatRow("", hand, (None,) * len(periods)), *rows)


def sent_lines(presenter: Presenter, found: Sequence[Observation]) -> tuple[Line, ...]:
    """Members' figures over time, a line a place; nobody is to join its points."""
    by_area: dict[str, list[Observation]] = {}
    for one in sorted(found, key=lambda one: _name(presenter, one.area)):
        by_area.setdefault(one.area, []).append(one)
    return tuple(
        Line(
            area,
            _name(presenter, area),
            (tuple(Point((one.year_start + one.year_end) / 2, presenter.mark(one)) for one in own),),
            presenter.colours.ink,
            beside=True,
        )
        for area, own in by_area.items()
    )


def heat_rows(presenter: Presenter, views: Sequence[MapView]) -> tuple[HeatRow, ...]:
    """A row for every area that any of ``views`` names, a cell for each view; the country first, but not its counts.

    Every province lies in at least one row. Where a value was published for other areas only, the cell says
    ``overlap``.
    """
    published = {one.area for view in views for one in view.drawn}
    published |= {one.area for view in views for one in (*view.not_drawn, *view.overlapping) if "+" in one.area}
    covered = {province for area in published for province in province_members(area)}
    areas = sorted({*published, *(p for p in PROVINCES if p not in covered)}, key=lambda a: _name(presenter, a))
    rows = [HeatRow(area, _name(presenter, area), tuple(_cell(presenter, area, v) for v in views)) for area in areas]
    counts = presenter.indicator.unit == "number"
    if not counts and any(view.national and view.national.value is not None for view in views):
        rows.insert(0, HeatRow(COUNTRY, _name(presenter, COUNTRY), tuple(_national(presenter, v) for v in views)))
    return tuple(rows)


def _name(presenter: Presenter, area: str) -> str:
    return area_name(area, presenter.t.lang)


def _blank(presenter: Presenter, area: str, reason: str) -> Blank:
    return Blank(area, _name(presenter, area), reason, words.reason(reason, presenter.t))


def _national(presenter: Presenter, view: MapView) -> Mark | Blank:
    one = view.national
    if one is not None and one.value is not None:
        return presenter.mark(one)
    return _blank(presenter, COUNTRY, one.status if one is not None else "not_collected")


def _cell(presenter: Presenter, area: str, view: MapView) -> Mark | Blank:
    for one in view.drawn:
        if one.area == area:
            return presenter.mark(one)
    for gap in (*view.not_drawn, *view.overlapping):
        if gap.area == area:
            return _blank(presenter, area, gap.reason)
    wanted = set(province_members(area))
    told = (*(one.area for one in view.drawn), *(one.area for one in view.not_drawn if "+" in one.area))
    if any(wanted & set(province_members(other)) for other in told):
        return _blank(presenter, area, OVERLAP)
    reasons = [gap.reason for gap in view.not_drawn if gap.area in wanted]
    return _blank(presenter, area, reasons[0] if reasons else "not_collected")


@dataclass(frozen=True, slots=True)
class People:
    """How many people live in each area. ``age`` is ``0-14`` or ``total``, ``census`` the year of the count."""

    by_area: Mapping[str, float]
    age: str = ""
    census: int = 0


def people_of(areas: Sequence[str], year: int, population: Sequence[Observation]) -> People:
    """Children under 15 by area where a census near ``year`` counted them for every one, else everybody, else none."""
    for age in (UNDER_15, EVERYONE):
        counts = [one for one in population if one.age == age]
        for census in sorted({one.year_end for one in counts}, key=lambda count: (abs(count - year), count)):
            found = population_weights(areas, year, [one for one in counts if one.year_end == census])
            if found and abs(census - year) <= NEAR_YEARS:
                return People(found, age, census)
    return People({})


def pair_dots(
    across: tuple[Presenter, Sequence[Observation]], up: tuple[Presenter, Sequence[Observation]], people: People
) -> tuple[tuple[Dot, ...], tuple[str, ...]]:
    """A dot for each area with a value of both indicators, and the names of areas that have one of them only."""
    (first, ours), (second, theirs) = across, up
    xs, ys = ({one.area: one for one in found if _drawable(one)} for found in (ours, theirs))
    dots = tuple(
        Dot(
            first.mark(xs[area], tell_area=False),
            second.mark(ys[area], tell_area=False),
            people.by_area.get(area),
            _people_words(first, people, area),
        )
        for area in xs
        if area in ys
    )
    named = {one.area for one in (*ours, *theirs) if one.area != COUNTRY} - {dot.x.code for dot in dots}
    return dots, tuple(sorted(_name(first, area) for area in named))


def _drawable(one: Observation) -> bool:
    return one.area != COUNTRY and one.value is not None


def _people_words(presenter: Presenter, people: People, area: str) -> str:
    if area not in people.by_area:
        return ""
    t = presenter.t
    count = plain_number(people.by_area[area], 0, t.lang)
    said = t._("Children under 15: {count} (census {year})")
    if people.age != UNDER_15:
        said = t._("People: {count} (census {year})")
    return said.format(count=count, year=people.census)
