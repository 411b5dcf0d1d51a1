"""Progress to a target, in words under the trend: where it stands, what it takes, and what a projection assumes."""

from __future__ import annotations

from childrights.catalogue import TOTAL, Indicator, Observation
from childrights.charts import Goal
from childrights.i18n import N_
from childrights.language import format_number, period, plain_number, words
from childrights.statistics import (
    ASSUMPTION,
    METHOD_SOURCES,
    STATUSES,
    MeasureRefusal,
    Progress,
    Target,
    progress,
    targets_of,
)
from geo import COUNTRY
from ui.explore.view import ViewChoice
from ui.parts import Page, cache, markup, show_section

RATES = {
    ("aarr", True): N_("{rate} per cent less every year"),
    ("aarr", False): N_("{rate} per cent more every year"),
    ("linear", True): N_("{rate} {unit} more every year"),
    ("linear", False): N_("{rate} {unit} less every year"),
}


def show_goals(page: Page, choice: ViewChoice) -> None:
    """Each target of the indicator with the country's progress; nothing when nobody stated one."""
    indicator = choice.indicator
    found = targets_of(cache.targets(), indicator.code)
    if not found:
        return
    show_section(page.t._("On the way to a target"), page.lang)
    key = f"goals {indicator.code} {page.lang}"
    blocks = cache.finished(page.snapshot.name, key, lambda: "".join(_block(page, indicator, one) for one in found))
    markup.show(blocks, page.lang)


def goal_lines(page: Page, indicator: Indicator) -> tuple[Goal, ...]:
    """The targets of an indicator as lines of its trend, those of one value and year once."""
    t, found = page.t, dict[tuple[float, int], Goal]()
    for target in targets_of(cache.targets(), indicator.code):
        told = progress(country_series(page, indicator), indicator, target, int(page.snapshot.built_at[:4]))
        value = (
            told.goal if not isinstance(told, MeasureRefusal) else (target.value if target.base_year is None else None)
        )
        if value is not None:
            said = t._("target {goal} by {year}").format(goal=_figure(page, indicator, value), year=target.year)
            found.setdefault((value, target.year), Goal(value, said))
    return tuple(found.values())


def goal_sources(page: Page, indicator: Indicator) -> list[str]:
    """Whose targets they are, and in what words, where a figure is to stand without the page."""
    found = targets_of(cache.targets(), indicator.code) if goal_lines(page, indicator) else ()
    return [_wording(page, target) for target in found]


def country_series(page: Page, indicator: Indicator) -> tuple[Observation, ...]:
    """The country's figures for everybody."""
    headline = cache.headlines(page.snapshot.name).get(indicator.code)
    if headline is None or any(getattr(headline.group, name) != TOTAL for name in ("sex", "residence", "wealth")):
        return ()
    return cache.series(page.snapshot.name, indicator.code, (COUNTRY,), (headline.group,))


def _block(page: Page, indicator: Indicator, target: Target) -> str:
    t, head = page.t, _wording(page, target)
    said = sentences(page, indicator, target)
    lines = "".join(markup.tag("p", words_, "cr-note") for words_ in said)
    source = markup.outside_link(target.source, target.url)
    method = "".join(markup.tag("p", METHOD_SOURCES[name], "cr-note", lang="en") for name in METHOD_SOURCES)
    more = markup.disclosure(t._("Source of the target and how rates are worked out"), f"{source}{method}")
    return markup.tag("p", head, "cr-goal") + lines + more


def _wording(page: Page, target: Target) -> str:
    return page.t._("{framework} {target}: {wording}").format(
        framework=target.framework, target=target.target, wording=page.t.pick(target.wording, target.wording_km)
    )


def sentences(page: Page, indicator: Indicator, target: Target) -> list[str]:
    """Status, required against actual yearly rate, and the projection with what it assumes."""
    t = page.t
    found = progress(country_series(page, indicator), indicator, target, int(page.snapshot.built_at[:4]))
    if isinstance(found, MeasureRefusal):
        return [t._("Progress cannot be measured. {reason}").format(reason=found.words(t))]
    latest = words.value_words(found.latest, indicator, t)
    goal = t._("at least {goal}") if target.kind == "at_least" else t._("at most {goal}")
    stands = t._("Cambodia was at {latest} in {period}; the target is {goal} by {year}.")
    lines = [
        t._(STATUSES[found.status])
        + " "
        + stands.format(
            latest=latest,
            period=period(found.latest.period_label, page.lang),
            goal=goal.format(goal=_figure(page, indicator, found.goal)),
            year=target.year,
        )
    ]
    return [*lines, *_rates(page, indicator, found), *_projection(page, indicator, found)]


def _figure(page: Page, indicator: Indicator, value: float) -> str:
    """A goal or a projected figure with its unit."""
    text = format_number(value, indicator, page.lang)
    return f"{text} %" if indicator.unit == "percent" else f"{text} {words.unit(indicator, page.t)}"


def _rates(page: Page, indicator: Indicator, found: Progress) -> list[str]:
    t, lines = page.t, []
    if found.required is not None and found.status != "missed":
        sentence = t._("To reach it from there it takes {rate}.")
        lines.append(sentence.format(rate=_rate(page, indicator, found, found.required)))
    if found.actual is not None:
        sentence = t.ngettext(
            "From {first} to {last} it was {rate} ({count} figure).",
            "From {first} to {last} it was {rate} ({count} figures).",
            found.points,
        )
        lines.append(
            sentence.format(
                first=period(found.first.period_label, page.lang),
                last=period(found.latest.period_label, page.lang),
                rate=_rate(page, indicator, found, found.actual),
                count=found.points,
            )
        )
    return lines


def _rate(page: Page, indicator: Indicator, found: Progress, rate: float) -> str:
    t = page.t
    unit = t._("points") if indicator.unit == "percent" else words.unit(indicator, t)
    return t._(RATES[found.method, rate >= 0]).format(rate=plain_number(abs(rate), 1, page.lang), unit=unit)


def _projection(page: Page, indicator: Indicator, found: Progress) -> list[str]:
    if found.projected is None or found.status in ("met", "missed", "close"):
        return []
    t = page.t
    ends = {
        "first": period(found.first.period_label, page.lang),
        "last": period(found.latest.period_label, page.lang),
    }
    reached = t._("At that pace it would be {figure} in {year}.")
    figure = _figure(page, indicator, found.projected)
    return [f"{reached.format(figure=figure, year=found.target.year)} {t._(ASSUMPTION).format(**ends)}"]
