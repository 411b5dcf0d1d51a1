"""One right: its articles in plain words, what is measured under each, what is not, and what Cambodia was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from childrights.articles import articles_of, home_article, load_article_words, measures_under
from childrights.catalogue import Article, Cluster, Indicator
from childrights.errors import UnknownCode
from childrights.recommendations import Recommendation, cycles
from ui import cache, markup
from ui.asked import asked_list, cycles_table
from ui.cards import Headlines, card
from ui.filters import choose
from ui.layout import show_table
from ui.page import Page

EVERY_ARTICLE = "all"
RIGHT, ARTICLE, ASKED = "right", "article", "asked"
DEFAULT_RIGHT = "DHW"
"""The cluster with the most figures, so that a first look finds some."""


def choose_right(page: Page) -> Cluster:
    """The cluster chosen in the URL or the box. Raises ``UnknownCode`` for one that does not exist."""
    clusters = page.catalogue.clusters
    wanted = st.query_params.get(RIGHT, DEFAULT_RIGHT)
    if wanted not in clusters:
        raise UnknownCode(
            page.t._("There is no right with the code {code}. The overview lists them all.").format(code=wanted)
        )
    names = {code: numbered(one, page.lang) for code, one in clusters.items()}
    code = choose(
        page.t._("Right"), list(clusters), param=RIGHT, words=names.__getitem__, default=DEFAULT_RIGHT,
        clears=(ARTICLE, ASKED),
    )  # fmt: skip
    return clusters[code]


def choose_article(page: Page, right: Cluster) -> int | None:
    """The article chosen, ``None`` for all of them."""
    titles = {str(one.article): article_title(one, page) for one in articles_of(page.catalogue, right.code)}
    if not titles:
        return None

    def name(code: str) -> str:
        return page.t._("All articles") if code == EVERY_ARTICLE else titles[code]

    code = choose(page.t._("Article"), [EVERY_ARTICLE, *titles], param=ARTICLE, words=name, clears=(ASKED,))
    return None if code == EVERY_ARTICLE else int(code)


def numbered(right: Cluster, lang: str) -> str:
    """A cluster's name with its number among the reporting clusters, where it has one."""
    return f"{right.number}. {right.name(lang)}" if right.number else right.name(lang)


def article_title(article: Article, page: Page) -> str:
    """ "Article 28. Education"."""
    return page.t._("Article {number}. {title}").format(number=article.article, title=article.title(page.lang))


def indicators_of(page: Page, right: Cluster) -> list[Indicator]:
    """The indicators that stand in a cluster."""
    return [one for one in page.catalogue.indicators.values() if one.cluster == right.code]


def finding(page: Page, right: Cluster, headlines: Headlines) -> str:
    """What is known of a right, in one sentence."""
    codes = [one.code for one in indicators_of(page, right)]
    if not codes:
        return right.name(page.lang)
    known = sum(code in headlines for code in codes)
    text = page.t._("{right}: {known} of {all} indicators have published figures")
    return text.format(right=right.name(page.lang), known=known, all=len(codes))


def show_articles(page: Page, right: Cluster, article: int | None) -> None:
    """Every article of a right, or one; what stands under no article of it comes last."""
    marked = st.query_params.get(ASKED, "")
    key = f"right {right.code} {article} {marked} {page.lang} {page.colours.name}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _articles(page, right, article, marked)), page.lang)
    if marked:
        markup.show_script(_SCROLL)


_SCROLL = "setTimeout(()=>document.querySelector('.cr-asked .focus')?.scrollIntoView({block:'center'}),300)"


def _articles(page: Page, right: Cluster, only: int | None, marked: str) -> str:
    headlines = cache.headlines(page.snapshot.name)
    here = articles_of(page.catalogue, right.code)
    measures = measures_under(page.catalogue, right.code)
    asked = asked_under(cache.asked(), right.code, here)
    parts = [
        _section(page, one, measures.get(one.article, ()), asked.get(one.article, ()), headlines, marked)
        for one in here
        if only in (None, one.article)
    ]
    if only is None and (rest := measures.get(None, ())):
        parts.append(markup.wrap("section", _measures(page, rest, headlines), "cr-article"))
    if only is None and (rest := asked.get(None, ())):
        title = markup.tag("h3", page.t._("Asked about this right as a whole"))
        parts.append(markup.wrap("section", title + asked_list(page, rest, marked), "cr-article"))
    return "".join(parts)


def asked_under(
    recommendations: Sequence[Recommendation], right: str, here: tuple[Article, ...]
) -> Mapping[int | None, tuple[Recommendation, ...]]:
    """What asks something about a right, each once: under its article, or ``None`` for the right as a whole.

    Another cluster's recommendation counts where it touches the whole of an article that reports mainly here.
    """
    main = tuple(one for one in here if one.primary)
    found: dict[int | None, list[Recommendation]] = {}
    for one in recommendations:
        if not one.asks:
            continue
        whole = tuple(part for part in one.crc_articles if "(" not in part)
        number = home_article(one.crc_articles, here) if one.cluster == right else home_article(whole, main)
        if one.cluster == right or number is not None:
            found.setdefault(number, []).append(one)
    return {number: tuple(rows) for number, rows in found.items()}


def _section(
    page: Page,
    article: Article,
    leads: Sequence[Indicator],
    asked: Sequence[Recommendation],
    headlines: Headlines,
    marked: str,
) -> str:
    words = load_article_words().get(article.article)
    part = markup.tag("span", article.scope_within_article, "quiet", "en") if article.scope_within_article else ""
    title = markup.tag("span", article_title(article, page))
    parts = [markup.wrap("h2", f"{title} {part}", "cr-section")]
    if words:
        parts.append(markup.tag("p", words.plain(page.lang), "cr-plain"))
    parts.append(_measures(page, leads, headlines))
    if asked:
        parts.append(markup.tag("h3", page.t._("What Cambodia was asked")) + asked_list(page, asked, marked))
    return markup.wrap("section", "".join(parts), "cr-article", f"article-{article.article}")


def _measures(page: Page, leads: Sequence[Indicator], headlines: Headlines) -> str:
    """The cards of what is measured and the names of what is not; says so when nothing is meant to be measured."""
    t = page.t
    if not leads:
        return markup.tag("p", t._("No indicator of the catalogue speaks to this article."), "cr-note cr-gaps")
    cards = "".join(card(page, lead, headlines) for lead in leads)
    members = [code for lead in leads for code in page.catalogue.topics[lead.topic].members]
    silent = [page.catalogue.indicators[code] for code in members if code not in headlines]
    found = markup.wrap("ul", cards, "cr-cards") if cards else ""
    if silent:
        names = " · ".join(one.short_name(page.lang) for one in silent)
        label = markup.tag("b", t._("Not measured:"))
        found += markup.wrap("p", f"{label} {markup.tag('span', names)}", "cr-note cr-gaps")
    return found


def show_cycles(page: Page, right: Cluster) -> None:
    """The reporting cycles with what each asked about the right."""
    grouped = asked_under(cache.asked(), right.code, articles_of(page.catalogue, right.code))
    here = [one for rows in grouped.values() for one in rows]
    if here:
        show_table(page.t._("Over the reporting cycles"), cycles_table(page, cycles(cache.asked()), here), page.lang)
