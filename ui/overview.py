"""The overview: a row for every right, a square for every indicator."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.catalogue import Cluster
from childrights.charts.sparkline import unit_squares
from childrights.queries import Headline, of_published
from ui import markup
from ui.markup import Cell
from ui.page import Page

Headlines = Mapping[str, Headline]


def rights_with_indicators(page: Page) -> dict[str, Cluster]:
    """The clusters that have any indicator, by code."""
    used = {indicator.cluster for indicator in page.catalogue.indicators.values()}
    return {code: cluster for code, cluster in page.catalogue.clusters.items() if code in used}


def show_coverage(page: Page, headlines: Headlines) -> None:
    """A square for every indicator of each right: full when it is measured, hollow when it is not."""
    t, rows, measured = page.t, [], of_published(headlines)
    for right in rights_with_indicators(page).values():
        codes = [i.code for i in page.catalogue.indicators.values() if i.cluster == right.code]
        known = sum(code in measured for code in codes)
        text = t._("{known} of {all} measured").format(known=known, all=len(codes))
        svg, size = unit_squares(known, len(codes) - known, page.colours)
        name = markup.link(right.name(t.lang), "rights", right=right.code, lang=page.url_lang)
        articles = markup.tag("span", _articles(right, page), "quiet") if right.articles else ""
        about = Cell(markup=f"{name} {articles}")
        rows.append([about, Cell(markup=markup.picture(svg, text, size)), Cell(text, css="quiet")])
    head = [Cell(t._("Right")), Cell(t._("One square, one indicator")), Cell(t._("Measured"))]
    markup.show(markup.table(t._("What is measured, right by right"), head, rows, "cr-coverage"), t.lang)


def _articles(right: Cluster, page: Page) -> str:
    """Article numbers as the Convention's clusters list them, with the language's "and"."""
    text = page.t._("Article {numbers}") if right.articles.isdecimal() else page.t._("Articles {numbers}")
    return text.format(numbers=right.articles.replace(" and ", page.t._(" and ")).replace("-", "–"))


def show_ways(page: Page) -> None:
    """Where to go from here, for who comes for the first time: a link and what it is good for."""
    _ = page.t._
    ways = (
        ("rights", _("Rights"), _("What each article asks, what is measured of it, and what Cambodia was asked.")),
        ("explore", _("Maps and charts"), _("One indicator: where it is high or low, how it changed, who is behind.")),
        ("province", _("Provinces"), _("One province across all rights, beside the country.")),
        ("gaps", _("What nobody counts"), _("What is not known about children in Cambodia, the heaviest gap first.")),
    )
    items = "".join(
        markup.wrap("li", f"{markup.link(name, path, lang=page.url_lang)}{markup.tag('span', about)}")
        for path, name, about in ways
    )
    markup.show(markup.wrap("ul", items, "cr-ways"), page.lang)
