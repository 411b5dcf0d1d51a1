"""What a search found, by kind, each with a line that says what it is and a link to its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import MEMBERS, is_code, normalise_code
from childrights.gaps import is_asked, search_words
from childrights.i18n import N_
from childrights.language import period, plain_number, value_words
from childrights.members import words as layer_words
from childrights.messages import UNKNOWN, read_question
from childrights.newest import newer_notes
from childrights.rights import load_article_words
from childrights.search import KINDS, Hit, find_entries
from childrights.voices import attribution
from geo import COUNTRY, load_provinces
from ui.parts import Page, cache, markup, show_links, show_notes, type_in

KIND_NAMES: Mapping[str, str] = {
    "indicator": N_("Indicators"),
    "right": N_("Rights"),
    "article": N_("Articles of the Convention"),
    "province": N_("Provinces"),
    "recommendation": N_("What Cambodia was asked"),
    "own_ask": N_("Our asks"),
    "voice": N_("In the words of members"),
}
MOST = 30
ALIKE = 0.9
"""Of a topic, what finds at least this share of its best is as good an answer."""
NEAR = 0.7
"""Of several words, what finds less than this share of the best is left out: it met a common word only."""
EXAMPLES = ("stunting", "Ratanakiri", "article 28", "ពលកម្មកុមារ")


def search_field(page: Page) -> str:
    """The words searched for, from the URL or the field."""
    return type_in(page.t._("Search for"), param="q", placeholder=page.t._("an indicator, a right, a province …"))


def found_for(page: Page, words: str) -> list[Hit]:
    """What ``words`` may mean, best first, at most ``MOST``; of a topic the series that have places come first."""
    index, kept = cache.index(page.snapshot.name), dict[tuple[str, str], Hit]()
    for asked in dict.fromkeys((words, read_question(words).rest)):
        for hit in find_entries(index, asked, page.lang, limit=MOST):
            kept.setdefault((hit.kind, hit.code), hit)
    hits = sorted(kept.values(), key=lambda hit: -hit.score)[:MOST]
    least = hits[0].score * NEAR if hits and len(words.split()) > 1 else 0.0
    return _places_first(page, [hit for hit in hits if hit.score >= least])


def _places_first(page: Page, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, in each topic those nearly as good as its best in the order of what they have by place."""
    known, catalogue = cache.headlines(page.snapshot.name), page.catalogue
    topic_of = [
        catalogue.indicators[hit.code].topic if hit.kind == "indicator" else f"{hit.kind} {hit.code}" for hit in hits
    ]
    best: dict[str, float] = {}
    for topic, hit in zip(topic_of, hits, strict=True):
        best.setdefault(topic, hit.score)

    def place(at: int) -> tuple[int, bool, bool, int]:
        topic, hit = topic_of[at], hits[at]
        headline = known.get(hit.code) if hit.kind == "indicator" else None
        worse = hit.score < best[topic] * ALIKE
        return list(best).index(topic), worse, not (headline and headline.areas), at

    return [hits[at] for at in sorted(range(len(hits)), key=place)]


def show_answer(page: Page, words: str) -> None:
    """The sentence that a question ends in: the figure, or why there is none, with the nearest and the way to ask."""
    if not words or is_code(words):
        return
    t, found = page.t, cache.answer_to(page.snapshot.name, words, page.lang, page.year)
    if found.kind == UNKNOWN:
        show_notes([found.sentence], page.lang)
        return
    parts = [markup.tag("p", found.sentence, "cr-told")]
    if found.nearest:
        label = markup.tag("b", t._("The nearest usable figure:"))
        parts.append(markup.wrap("p", f"{label} {markup.tag('span', found.nearest)}", "cr-near"))
    parts += [markup.tag("p", one, "cr-note") for one in found.more]
    links = []
    if found.shown is not None:
        asked = found.shown
        areas = "" if asked.area == COUNTRY else asked.area
        links.append(
            markup.link(t._("See the figures"), "explore", ind=found.indicator, areas=areas, lang=page.url_lang)
        )
    if found.wanted and any(gap.topic == found.topic for gap in cache.ranked_gaps(page.snapshot.name, page.year)):
        links.append(markup.link(t._("Ask for the missing figure"), "gaps", ask=found.topic, lang=page.url_lang))
    if links:
        parts.append(markup.wrap("p", " · ".join(links), "cr-onward"))
    markup.show(markup.wrap("section", "".join(parts), "cr-replied"), page.lang)


def search_finding(page: Page, words: str, hits: Sequence[Hit]) -> str:
    """How much was found, in a sentence; the code of a number counts as one thing."""
    t, count = page.t, len(hits) + is_code(words)
    if not words:
        return t._("What are you looking for?")
    if not count:
        return t._("Nothing was found for “{words}”").format(words=words)
    text = t.ngettext("{count} thing found for “{words}”", "{count} things found for “{words}”", count)
    return text.format(count=count, words=words)


def show_found(page: Page, words: str, hits: Sequence[Hit]) -> None:
    """The hits under their kinds, the kind of the best hit first; the code of a number before everything."""
    parts = [_number(page, words)] if is_code(words) else []
    order = dict.fromkeys([hit.kind for hit in hits if hit.kind in KINDS])
    for kind in order:
        items = "".join(_item(page, hit) for hit in hits if hit.kind == kind)
        title = markup.tag("h2", page.t._(KIND_NAMES[kind]), "cr-section")
        parts.append(markup.wrap("section", title + markup.wrap("ul", items, "cr-hits"), "cr-found"))
    markup.show("".join(parts), page.lang)


def show_nothing(page: Page, words: str) -> None:
    """What to do when nothing was asked, or nothing was found."""
    t = page.t
    if words:
        tips = t._(
            "Try fewer or other words, in English or Khmer; a letter or two may be wrong. A code printed under "
            "a chart leads to its number."
        )
    else:
        tips = t._(
            "Type a word in English or Khmer: an indicator, a right or article, a province, or something "
            "Cambodia was asked. The key / leads to the box at the side from every page."
        )
    show_notes([tips], page.lang)
    links = [markup.link(one, "search", q=one, lang=page.url_lang) for one in EXAMPLES]
    links += [markup.link(t._("All rights"), "rights", lang=page.url_lang)]
    show_links(t._("For example:"), links, page.lang)


def _number(page: Page, words: str) -> str:
    code = normalise_code(words)
    title = markup.tag("h2", page.t._("A number"), "cr-section")
    link = markup.link(
        page.t._("Where figure {code} comes from").format(code=code), "number", code=code, lang=page.url_lang
    )
    return markup.wrap("section", title + markup.wrap("p", link), "cr-found")


def _item(page: Page, hit: Hit) -> str:
    link, about = _LINES[hit.kind](page, hit)
    return markup.wrap("li", f"{markup.wrap('span', link)}{markup.tag('span', about, 'quiet')}")


Line = tuple[str, str]
"""A link, and what the thing is in a line."""


def _indicator(page: Page, hit: Hit) -> Line:
    indicator = page.catalogue.indicators[hit.code]
    headline = cache.headlines(page.snapshot.name).get(hit.code)
    link = markup.link(hit.title, "explore", ind=hit.code, lang=page.url_lang)
    if headline is None:
        link = markup.link(hit.title, "rights", right=indicator.cluster, lang=page.url_lang)
        return link, _nothing_held(page, hit.code)
    valued = [one for one in headline.national if one.value is not None and one.year_end <= page.year]
    if not valued:
        return link, page.t._("no national figure")
    newest = valued[-1]
    text = f"{value_words(newest, indicator, page.t)} ({period(newest.period_label, page.lang)})"
    if headline.layer == MEMBERS:
        text += f" · {page.t._(layer_words.UNCHECKED)}"
    if newer := newer_notes([newest], cache.newest(page.snapshot.name), page.t):
        text += f" · {newer[0]}"
    return link, f"{text} · {page.catalogue.clusters[indicator.cluster].name(page.lang)}"


def _nothing_held(page: Page, code: str) -> str:
    """That nothing is held, and where else was looked; what a view works out or a law says is no missing figure."""
    t = page.t
    if not is_asked(page.catalogue.indicators[code], page.catalogue):
        return t._("no figure of its own is collected")
    searches = cache.open_searches(page.snapshot.name)
    search = searches.get((code, "country"), searches.get((code, "province")))
    return f"{t._('This dashboard holds no published figure.')} {search_words(search, t)}"


def _right(page: Page, hit: Hit) -> Line:
    codes = [one.code for one in page.catalogue.indicators.values() if one.cluster == hit.code]
    known = sum(code in cache.headlines(page.snapshot.name) for code in codes)
    about = page.t._("{known} of {all} with figures").format(known=known, all=len(codes))
    return markup.link(hit.title, "rights", right=hit.code, lang=page.url_lang), about


def _article(page: Page, hit: Hit) -> Line:
    right = next(one.cluster for one in page.catalogue.articles if one.primary and str(one.article) == hit.code)
    link = markup.link(hit.title, "rights", right=right, article=hit.code, lang=page.url_lang)
    return link, load_article_words()[int(hit.code)].plain(page.lang)


def _province(page: Page, hit: Hit) -> Line:
    people = plain_number(load_provinces()[hit.code].population_2019, 0, page.lang)
    about = page.t._("province · {people} people in the census of 2019").format(people=people)
    return markup.link(hit.title, "province", area=hit.code, lang=page.url_lang), about


def _asked(page: Page, hit: Hit) -> Line:
    one = next(one for one in cache.asked(page.snapshot.name) if one.code == hit.code)
    about = page.t.pick(one.summary, one.summary_km) if one.topic else f"{one.document} · {one.recommending_state}"
    return markup.link(hit.title, "recommendations", id=one.code, lang=page.url_lang), about.removesuffix(" · ")


def _own_ask(page: Page, hit: Hit) -> Line:
    one = next(one for one in cache.own_asks(page.snapshot.name) if one.code == hit.code)
    return markup.link(hit.title, "our_asks", ask=one.code, lang=page.url_lang), f"{one.document} · {one.year}"


def _voice(page: Page, hit: Hit) -> Line:
    one = next(one for one in cache.voices(page.snapshot.name) if one.code == hit.code)
    return markup.link(hit.title, "number", code=one.code, lang=page.url_lang), attribution(one, page.t)


_LINES = {
    "indicator": _indicator,
    "right": _right,
    "article": _article,
    "province": _province,
    "recommendation": _asked,
    "own_ask": _own_ask,
    "voice": _voice,
}
