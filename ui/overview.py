"""The rows of the overview: one topic each, its leading measure first, a newer one under it, gaps by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights import words
from childrights.breaks import segments
from childrights.catalogue import Cluster, Indicator, Topic
from childrights.change import direction
from childrights.charts.sparkline import HEIGHT, WIDTH, sparkline, unit_squares
from childrights.format import period
from childrights.model import Observation
from childrights.queries import Headline
from ui import markup
from ui.markup import Cell
from ui.page import Page

Headlines = Mapping[str, Headline]


def rights_with_indicators(page: Page) -> dict[str, Cluster]:
    """The clusters that have any indicator, by code."""
    used = {indicator.cluster for indicator in page.catalogue.indicators.values()}
    return {code: cluster for code, cluster in page.catalogue.clusters.items() if code in used}


def show_right(page: Page, right: Cluster, headlines: Headlines) -> None:
    """One right: its name and articles, a table of what is measured, a line of what is not."""
    t = page.t
    number = f"{right.number}. " if right.number else ""
    parts = [markup.tag("h2", f"{number}{right.name(t.lang)}", "cr-section")]
    if right.articles:
        articles = t._("Article {numbers}") if right.articles.isdigit() else t._("Articles {numbers}")
        parts.append(markup.tag("p", articles.format(numbers=_listed(right.articles, page)), "cr-note"))
    topics = [topic for topic in page.catalogue.topics.values() if topic.cluster == right.code]
    rows = [row for topic in topics for row in topic_rows(page, topic, headlines)]
    if rows:
        head = [Cell(t._("Measure")), Cell(t._("Cambodia, latest")), Cell(t._("Direction"))]
        head += [Cell(t._("Over time")), Cell(t._("Places"))]
        parts.append(markup.table(t._("What is measured"), head, rows, "cr-overview"))
    gaps = [i for i in page.catalogue.indicators.values() if i.cluster == right.code and i.code not in headlines]
    if gaps:
        names = " · ".join(indicator.short_name(t.lang) for indicator in gaps)
        missing = markup.tag("b", t._("Not measured:")) + " " + markup.tag("span", names)
        parts.append(f'<p class="cr-note cr-gaps">{missing}</p>')
    if rows or gaps:
        markup.show("".join(parts), t.lang)


def _listed(numbers: str, page: Page) -> str:
    """Article numbers as the Convention's clusters list them, with the language's "and"."""
    return numbers.replace(" and ", page.t._(" and ")).replace("-", "–")


def show_coverage(page: Page, rights: Sequence[Cluster], headlines: Headlines) -> None:
    """A square for every indicator of each right: full when it is measured, hollow when it is not."""
    t, rows = page.t, []
    for right in rights:
        codes = [i.code for i in page.catalogue.indicators.values() if i.cluster == right.code]
        known = sum(code in headlines for code in codes)
        text = t._("{known} of {all} measured").format(known=known, all=len(codes))
        svg, size = unit_squares(known, len(codes) - known, page.colours)
        name = markup.link(right.name(t.lang), "overview", right=right.code, lang=_lang(page))
        rows.append([Cell(markup=name), Cell(markup=markup.picture(svg, text, size)), Cell(text, css="quiet")])
    head = [Cell(t._("Right")), Cell(t._("One square, one indicator")), Cell(t._("Measured"))]
    markup.show(markup.table(t._("What is measured, right by right"), head, rows, "cr-coverage"), t.lang)


def topic_rows(page: Page, topic: Topic, headlines: Headlines) -> list[list[Cell]]:
    """A row for the leading measure that has figures, and one for a related measure with newer figures."""
    members = [page.catalogue.indicators[code] for code in topic.members if code in headlines]
    if not members:
        return []
    lead = members[0]
    rows = [_row(page, lead, headlines[lead.code])]
    newer = max(members, key=lambda one: _year(headlines[one.code]))
    if _year(headlines[newer.code]) > _year(headlines[lead.code]):
        rows.append(_row(page, newer, headlines[newer.code]))
    return rows


def _year(headline: Headline) -> int:
    return headline.latest.year_end if headline.latest else 0


def _row(page: Page, indicator: Indicator, headline: Headline) -> list[Cell]:
    t = page.t
    name = markup.link(indicator.short_name(t.lang), "trends", ind=indicator.code, lang=_lang(page))
    group = page.presenter(indicator).group_words(headline.group)
    if group:
        name += f" {markup.tag('span', group, 'quiet')}"
    valued = [o for o in headline.national if o.value is not None]
    latest, previous = (valued[-1] if valued else None), (valued[-2] if len(valued) > 1 else None)
    return [
        Cell(markup=name),
        _value(page, indicator, latest),
        _direction(page, indicator, previous, latest),
        _sparkline(page, indicator, valued),
        _places(page, indicator, headline),
    ]


def _value(page: Page, indicator: Indicator, latest: Observation | None) -> Cell:
    if latest is None:
        return Cell(page.t._("no national figure"), css="quiet")
    figure = markup.tag("span", words.value(latest, indicator, page.t), "big")
    when = markup.tag("span", period(latest.period_label, page.lang), "quiet")
    return Cell(markup=f"{figure} {when}")


def _direction(page: Page, indicator: Indicator, previous: Observation | None, latest: Observation | None) -> Cell:
    if latest is None:
        return Cell("")
    found = direction(previous, latest, indicator)
    css = f"cr-mark-{found.code}" if found.code in ("better", "worse") else "quiet"
    return Cell(words.direction(found, previous, page.t), css=css)


def _sparkline(page: Page, indicator: Indicator, valued: list[Observation]) -> Cell:
    if len(valued) < 2:
        return Cell("")
    pieces = [
        [((o.year_start + o.year_end) / 2, o.value) for o in piece if o.value is not None]
        for piece in segments(valued).segments
    ]
    alt = page.t._("{name} from {first} to {last}").format(
        name=indicator.short_name(page.lang),
        first=period(valued[0].period_label, page.lang),
        last=period(valued[-1].period_label, page.lang),
    )
    return Cell(markup=markup.picture(sparkline(pieces, page.colours.ink), alt, (WIDTH, HEIGHT)))


def _places(page: Page, indicator: Indicator, headline: Headline) -> Cell:
    if not headline.areas:
        return Cell(page.t._("country only"), css="quiet")
    text = page.t.ngettext("{count} area, {period}", "{count} areas, {period}", headline.areas)
    text = text.format(count=headline.areas, period=period(headline.areas_period, page.lang))
    return Cell(markup=markup.link(text, "map", ind=indicator.code, lang=_lang(page)))


def _lang(page: Page) -> str:
    return page.lang if page.lang != "en" else ""
