"""The overview: a row for every right, a square for every indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import DIMENSIONS, Cluster
from childrights.charts import unit_squares
from childrights.gaps import (
    BEFORE,
    EVERYONE,
    FIRST_YEAR,
    GROUPS,
    LATER,
    PLACES,
    SEARCH_STATES,
    SQUARES,
    YEARS,
    Grid,
    GridRow,
    Square,
    group_codes,
    is_asked,
    shares_by_right,
    state_of,
)
from childrights.i18n import N_
from childrights.language import period, words
from childrights.snapshot import Headline, of_published
from geo import area_name
from ui.parts import Page, TableCell, cache, choose, filter_bar, group_code, markup
from ui.read.gaps import ALL, choose_right_or_all

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
        text = t._("{known} of {all} with figures").format(known=known, all=len(codes))
        svg, size = unit_squares(known, len(codes) - known, page.colours)
        name = markup.link(right.name(t.lang), "rights", right=right.code, lang=page.url_lang)
        articles = markup.tag("span", _articles(right, page), "quiet") if right.articles else ""
        about = TableCell(markup=f"{name} {articles}")
        rows.append([about, TableCell(markup=markup.picture(svg, text, size)), TableCell(text, css="quiet")])
    head = [TableCell(t._("Right")), TableCell(t._("One square, one indicator")), TableCell(t._("With figures"))]
    markup.show(markup.table(t._("What has figures here, right by right"), head, rows, "cr-coverage"), t.lang)


def _articles(right: Cluster, page: Page) -> str:
    """Article numbers as the Convention's clusters list them, with the language's "and"."""
    text = page.t._("Article {numbers}") if right.articles.isdecimal() else page.t._("Articles {numbers}")
    return text.format(numbers=right.articles.replace(" and ", page.t._(" and ")).replace("-", "–"))


COLUMNS: Mapping[str, str] = {YEARS: N_("Years"), PLACES: N_("Provinces"), GROUPS: N_("Groups")}
CLASSES = {
    "both": "b",
    "country": "c",
    "provinces": "v",
    "known": "k",
    "joined": "j",
    "not_collected": "",
    "outside_survey": "o",
    "too_few_cases": "f",
    "not_given": "g",
    "suppressed": "s",
    "not_applicable": "n",
}
SIGNS = {
    "country": "•",
    "known": "●",
    "joined": "◐",
    "too_few_cases": "○",
    "not_given": "×",
    "suppressed": "*",
    "not_applicable": "–",
}
_WITHHELD = ("too_few_cases", "not_given", "suppressed")
_LEGENDS = {
    YEARS: ("both", "country", "provinces", "not_collected", *_WITHHELD, "not_applicable"),
    GROUPS: ("both", "country", "provinces", "not_collected", *_WITHHELD, "not_applicable"),
    PLACES: ("known", "joined", "not_collected", "outside_survey", *_WITHHELD, "not_applicable"),
}
_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8)


def choose_grid(page: Page) -> tuple[str, str, str]:
    """The right (or all), what the columns are, and the group, from the URL."""
    t = page.t
    with filter_bar("coverage"):
        right = choose_right_or_all(page)
        by = choose(t._("Columns"), list(COLUMNS), param="by", words=lambda code: t._(COLUMNS[code]))
        if by == GROUPS:
            return right, by, EVERYONE
        measured = cache.measured_groups(page.snapshot.name, "" if right == ALL else right)
        codes = group_codes(measured, page.catalogue)
        group = choose(t._("Group"), list(codes), param="group", words=lambda code: _group_words(page, code))
    return right, by, group


def show_grid(page: Page, right: str, by: str, group: str) -> None:
    """The legend and the table; with all rights, how many indicators of each are known."""
    key = f"coverage {right} {by} {group} {page.lang}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _markup(page, right, by, group)), page.lang)


def _markup(page: Page, right: str, by: str, group: str) -> str:
    found = cache.grid(page.snapshot.name, "" if right == ALL else right, by, group, page.year)
    if right == ALL:
        parts = [page.t._("All rights"), page.t._(COLUMNS[by]), _group_words(page, group)]
        return _chosen(parts) + _shares(page, found, by)
    head = [_corner(page), *(_head(page, column) for column in found.columns)]
    rows = [[_row_name(page, row, by), *(_cell(page, row, one, by) for one in row.squares)] for row in found.rows]
    captions = {
        YEARS: page.t._("A number counts the provinces with a figure of their own or of their area in that year."),
        PLACES: page.t._("In the newest year with figures below the national level, otherwise the newest year."),
        GROUPS: page.t._("Whether a figure here is split so; a number counts provinces in the newest such year."),
    }
    chosen = [page.catalogue.clusters[right].name(page.lang), page.t._(COLUMNS[by])]
    chosen += [_group_words(page, group)] if by != GROUPS else []
    return (
        _chosen(chosen) + _legend(page, by) + markup.table(captions[by], head, rows, f"cr-grid cr-by-{by}", whole=True)
    )


def _chosen(parts: Sequence[str]) -> str:
    """What was chosen, for paper, where the filters are not."""
    return markup.tag("p", " · ".join(parts), "cr-on-paper")


def _group_words(page: Page, group: str) -> str:
    return page.t._("Everyone") if group == EVERYONE else words.dimension_words(group, page.t)


def _corner(page: Page) -> TableCell:
    return TableCell(page.t._("Indicator"))


def _head(page: Page, column: str) -> TableCell:
    return TableCell(markup=markup.tag("span", column_words(page, column)))


def column_words(page: Page, column: str) -> str:
    """The head of a column in words."""
    t = page.t
    if column == BEFORE:
        return t._("before {year}").format(year=FIRST_YEAR)
    if column == LATER:
        return t._("to come")
    if column == EVERYONE:
        return t._("Everyone")
    if column in DIMENSIONS:
        return t._(words.DIMENSION_NAMES[column])
    return column if column.isdecimal() else area_name(column, page.lang)


def _row_name(page: Page, row: GridRow, by: str) -> TableCell:
    """The indicator, leading to its figures; who it is about, and whether only a model says so."""
    indicator = page.catalogue.indicators[row.indicator]
    name = indicator.short_name(page.lang)
    if indicator.code not in cache.headlines(page.snapshot.name):
        if not is_asked(indicator, page.catalogue):
            return TableCell(markup=markup.tag("span", name))
        searches = cache.open_searches(page.snapshot.name)
        search = searches.get((indicator.code, "country"), searches.get((indicator.code, "province")))
        state = markup.tag("small", page.t._(SEARCH_STATES[state_of(search)]))
        return TableCell(markup=f"{markup.tag('span', name)} {state}")
    about = [page.presenter(indicator).group_words(row.group)] if by != GROUPS else []
    about += [page.t._("modelled")] if indicator.source_type == "modelled" else []
    about += [period(row.period, page.lang)] if row.period else []
    small = markup.tag("small", ", ".join(part for part in about if part)) if any(about) else ""
    link = markup.link(name, "explore", ind=indicator.code, year=row.period, lang=page.url_lang)
    return TableCell(markup=f"{link} {small}")


def _cell(page: Page, row: GridRow, one: Square, by: str) -> TableCell:
    """A square; one that knows provinces leads to their map of that year and group, or to the groups."""
    css = CLASSES[one.state]
    if one.provinces and one.period:
        group = "" if row.group.is_total else group_code(row.group)
        where = {"view": "groups"} if by == GROUPS else {"view": "map", "year": one.period, "group": group}
        link = markup.link(str(one.provinces), "explore", ind=row.indicator, **where, lang=page.url_lang)
        return TableCell(markup=link, css=css)
    return TableCell(SIGNS.get(one.state, ""), css=css)


def _shares(page: Page, found: Grid, by: str) -> str:
    head = [TableCell(page.t._("Right")), *(_head(page, column) for column in found.columns)]
    rows = []
    for row in shares_by_right(found, page.catalogue):
        name = page.catalogue.clusters[row.cluster].name(page.lang)
        count = page.t.ngettext("{count} indicator", "{count} indicators", row.indicators).format(count=row.indicators)
        link = markup.tag("span", name)
        if row.cluster != "CTX":
            link = markup.link(name, "gaps", view="coverage", right=row.cluster, by=by, lang=page.url_lang)
        pairs = zip(row.known, row.asked, strict=True)
        cells = [_share(known, asked, row.indicators) for known, asked in pairs]
        rows.append([TableCell(markup=f"{link} {markup.tag('small', count)}"), *cells])
    caption = page.t._(
        "How many indicators of each right have any figure. The darker, the larger their share; "
        ""
        "hatched: none; a dash: not applicable."
    )
    return markup.table(caption, head, rows, f"cr-grid cr-shares cr-by-{by}", whole=True)


def _share(known: int, asked: int, of: int) -> TableCell:
    if not asked:
        return TableCell(SIGNS["not_applicable"], css=CLASSES["not_applicable"])
    return TableCell(str(known), css=f"h{sum(known / of > step for step in _STEPS)}") if known else TableCell()


def _legend(page: Page, by: str) -> str:
    items = [_key(page, state) for state in _LEGENDS[by]]
    return markup.wrap("ul", "".join(items), "cr-squares-key")


def _key(page: Page, state: str) -> str:
    sign = "25" if state in ("both", "provinces") else SIGNS.get(state, "")
    mark = markup.tag("i", sign, f"cr-square {CLASSES[state]}".strip())
    return markup.wrap("li", f"{mark} {markup.tag('span', page.t._(SQUARES[state]))}")
