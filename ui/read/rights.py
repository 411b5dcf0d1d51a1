"""One right: its articles in plain words, what is measured under each, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from childrights.catalogue import MEMBERS, Article, Cluster, Indicator, UnknownCode
from childrights.language import period, words
from childrights.members import hand
from childrights.rights import article_number, articles_of, load_article_words, measures_under
from childrights.snapshot import Headline, of_published
from geo import PROVINCES, area_name, province_members, region_name, regions
from ui.parts import (
    Headlines,
    Page,
    ViewState,
    address_query,
    cache,
    check_codes,
    choose,
    filter_bar,
    is_unseen,
    markup,
    numbered_right,
    print_button,
    show_links,
    show_message_link,
    show_title,
    topic_card,
)

EVERY_ARTICLE = "all"
RIGHT, ARTICLE, ASKED = "right", "article", "asked"
DEFAULT_RIGHT = "DHW"
"""The cluster with the most figures, so that a first look finds some."""


def choose_right(page: Page) -> Cluster:
    """The cluster chosen in the URL or the box. Raises ``UnknownCode`` for one that does not exist."""
    clusters = page.catalogue.clusters
    wanted = address_query().get(RIGHT, DEFAULT_RIGHT)
    if wanted not in clusters:
        raise UnknownCode(
            page.t._("There is no right with the code {code}. The overview lists them all.").format(code=wanted)
        )
    names = {code: numbered_right(one, page.lang) for code, one in clusters.items()}
    code = choose(
        page.t._("Right"),
        list(clusters),
        param=RIGHT,
        words=names.__getitem__,
        default=DEFAULT_RIGHT,
        clears=(ARTICLE, ASKED),
    )
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


def article_title(article: Article, page: Page) -> str:
    """ "Article 28. Education"."""
    return page.t._("Article {number}. {title}").format(number=article.article, title=article.title(page.lang))


def indicators_of_cluster(page: Page, right: Cluster) -> list[Indicator]:
    """The indicators that stand in a cluster."""
    return [one for one in page.catalogue.indicators.values() if one.cluster == right.code]


def right_finding(page: Page, right: Cluster, headlines: Headlines) -> str:
    """What is known of a right, in one sentence."""
    codes = [one.code for one in indicators_of_cluster(page, right)]
    if not codes:
        return right.name(page.lang)
    known = sum(code in of_published(headlines) for code in codes)
    text = page.t._("{right}: {known} of {all} indicators have published figures")
    return text.format(right=right.name(page.lang), known=known, all=len(codes))


def show_measures(page: Page, right: Cluster, article: int | None) -> None:
    """Every article of a right, or one, with what is measured of it; what stands under no article comes last."""
    key = f"measures {right.code} {article} {page.lang} {page.colours.name}"
    markup.show(cache.finished(page.snapshot.name, key, lambda: _articles(page, right, article)), page.lang)


def _articles(page: Page, right: Cluster, only: int | None) -> str:
    headlines = cache.headlines(page.snapshot.name)
    measures = measures_under(page.catalogue, right.code)
    parts = []
    for one in articles_of(page.catalogue, right.code):
        if only in (None, one.article):
            found = _measures(page, measures.get(one.article, ()), headlines) or _elsewhere(page, one, headlines)
            parts.append(article_section(page, one, found))
    if only is None and (rest := measures.get(None, ())):
        parts.append(markup.wrap("section", _measures(page, rest, headlines), "cr-article"))
    return "".join(parts)


def article_section(page: Page, article: Article, content: str) -> str:
    """An article with its plain words above some finished markup."""
    words = load_article_words()[article.article].plain(page.lang)
    scope = article.scope(page.lang)
    part = markup.tag("span", scope, "quiet") if scope else ""
    title = markup.wrap("h2", f"{markup.tag('span', article_title(article, page))} {part}", "cr-section")
    return markup.wrap("section", title + markup.tag("p", words, "cr-plain") + content, "cr-article")


def _measures(page: Page, leads: Sequence[Indicator], headlines: Headlines) -> str:
    """The cards of what is measured and the names of what is not; nothing for an article without either."""
    cards = "".join(topic_card(page, lead, headlines) for lead in leads)
    members = [code for lead in leads for code in page.catalogue.topics[lead.topic].members]
    silent = [page.catalogue.indicators[code] for code in members if code not in headlines]
    sent = [headlines[code] for code in members if code in headlines and headlines[code].layer == MEMBERS]
    found = markup.wrap("ul", cards, "cr-cards") if cards else ""
    if sent:
        label = markup.tag("b", page.t._("Only members have figures, not checked by others:"))
        found += markup.wrap("p", f"{label} {' · '.join(_sent(page, one) for one in sent)}", "cr-note cr-gaps")
    if silent:
        names = " · ".join(one.short_name(page.lang) for one in silent)
        label = markup.tag("b", page.t._("No figure here:"))
        found += markup.wrap("p", f"{label} {markup.tag('span', names)}", "cr-note cr-gaps")
    return found


def _sent(page: Page, headline: Headline) -> str:
    """An indicator that only members have figures of, with the newest national one and whose it is."""
    t, indicator, latest = page.t, page.catalogue.indicators[headline.indicator], headline.latest
    link = markup.link(indicator.short_name(page.lang), "explore", ind=indicator.code, lang=page.url_lang)
    if latest is None or latest.value is None:
        return link
    told = (words.value_words(latest, indicator, t), period(latest.period_label, page.lang), hand(latest, t))
    return f"{link} {markup.tag('span', t._(', ').join(told))}"


def _elsewhere(page: Page, article: Article, headlines: Headlines) -> str:
    """What speaks to an article but stands under another; says so when nothing does."""
    found = [
        one
        for one in page.catalogue.indicators.values()
        if article.article in {article_number(part) for part in one.crc_articles}
        and (one.cluster == article.cluster or article.primary)
    ]
    if not found:
        return markup.tag("p", page.t._("No indicator in the catalogue covers this article."), "cr-note cr-gaps")
    names = [
        markup.link(one.short_name(page.lang), "explore", ind=one.code, lang=page.url_lang)
        if one.code in headlines
        else markup.tag("span", page.t._("{name} (no figure here)").format(name=one.short_name(page.lang)))
        for one in found
    ]
    label = markup.tag("b", page.t._("Shown under another article:"))
    return markup.wrap("p", f"{label} {' · '.join(names)}", "cr-note cr-gaps")


PROVINCE = "province"
NOWHERE = "none"


def choose_province(page: Page) -> str:
    """The province of the URL, empty while there is none. Raises ``UnknownCode`` for a code nobody knows."""
    _ = page.t._
    check_codes(ViewState.from_query(address_query()), page.catalogue.indicators, page.t)
    with filter_bar("province"):
        code = choose(
            _("Province"),
            [NOWHERE, *provinces_in_order(page)],
            param="area",
            words=lambda code: _("Choose a province") if code == NOWHERE else area_name(code, page.lang),
        )
        if code != NOWHERE and not is_unseen():
            print_button(page)
            show_message_link(page, area=code)
    return "" if code == NOWHERE else code


def provinces_in_order(page: Page) -> list[str]:
    """The codes of all 25 by name."""
    return sorted(PROVINCES, key=lambda code: area_name(code, page.lang))


def show_chooser(page: Page, heading: Any) -> None:
    """The 25 provinces by census zone, each in both languages; those of a survey area first, if one was asked for."""
    _ = page.t._
    with heading:
        show_title(_("One province across all rights"), page.lang, kicker=_("Provinces"))
    asked = ViewState.from_query(address_query()).areas
    parts = [code for area in asked if "+" in area for code in province_members(area)]
    links = [province_link(page, code) for code in parts]
    show_links(_("This is a survey area of several provinces. Each has a profile of its own:"), links, page.lang)
    columns = []
    for zone, codes in regions().items():
        items = "".join(f"<li>{_in_both_languages(page, code)}</li>" for code in codes)
        columns.append(f"<div>{markup.tag('h2', region_name(zone, page.lang), 'cr-part')}<ul>{items}</ul></div>")
    markup.show(f'<div class="cr-provinces">{"".join(columns)}</div>', page.lang)


def province_link(page: Page, code: str) -> str:
    """A link to the profile of a province."""
    return markup.link(area_name(code, page.lang), PROVINCE, area=code, lang=page.url_lang)


def _in_both_languages(page: Page, code: str) -> str:
    other = "en" if page.lang == "km" else "km"
    return f"{province_link(page, code)} {markup.tag('span', area_name(code, other), 'quiet', lang=other)}"
