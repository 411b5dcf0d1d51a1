"""Sections of what was asked of Cambodia and by whom it must be done: recommendations, measures, bodies, silences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from childrights.catalogue import ELSEWHERE, NOT_FOUND, Observation
from childrights.composer import Scope
from childrights.gaps import (
    RankedGap,
    actor_of,
    asks_of,
    bearer_words,
    is_judged,
    search_words,
    wanted_words,
    what_words,
)
from childrights.i18n import N_
from childrights.language import plain_number, word_list
from childrights.members import outcomes, senders
from childrights.papers.forms import UNITED_NATIONS
from childrights.papers.making import NOTHING, Making, PaperItem, PaperRow
from childrights.papers.naming import figure_told
from childrights.papers.planning import PlannedChapter
from childrights.rights import (
    NOT_ASSESSED,
    Recommendation,
    RecommendationStanding,
    article_number,
    count_by_status,
    day_words,
    gathered,
    government_words,
    heads_of,
    state_words,
    status_words,
)
from childrights.submissions import MEASURE_KINDS, MEASURE_STATES, measure_day_words
from childrights.writers import BODY, ITEM, STEP, Passage

_SYMBOL = re.compile(r"[A-Z][A-Z0-9.]*(?:/[A-Za-z0-9.-]+)+")
PUBLISHED = "https://undocs.org/{symbol}"
"""Where the United Nations publish a document with a symbol."""
REVIEW = "UPR"
"""The mechanism in which States ask, by numbers."""
MOST_FIGURES = 2
"""Linked figures that are told with what was asked."""


def recommendations_of(making: Making, planned: PlannedChapter) -> tuple[Recommendation, ...]:
    """What asks something of the State and belongs to a chapter: to its right or its articles, in its documents."""
    section = planned.section
    rights = {planned.right} if planned.right else set(making.choice.rights)
    found = []
    for one in making.asked:
        known = not section.asked_in or any(
            one.mechanism == where or one.document == where for where in section.asked_in
        )
        own = one.cluster in rights if rights else True
        if section.kind == "cluster":
            own = section.names(one.document, one.number, one.code)
        if one.asks and known and own and not (section.kind == "cluster" and one.code in making.asked_told):
            found.append(one)
    parts = {part.code for whole, under in gathered(found).values() if whole for part in under}
    return tuple(one for one in found if one.code not in parts)


def cited_document(one: Recommendation) -> str:
    """A document as a footnote cites it: by its title and symbol, at its publisher."""
    symbol = one.document if _SYMBOL.fullmatch(one.document) else ""
    where = PUBLISHED.format(symbol=symbol) if symbol else one.source_url
    return f"{one.document_title}, {one.document} ({one.year}). {where}"


def asked(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """What was asked before, with its paragraph, the answer of the State, and what became of it."""
    found = recommendations_of(making, planned)
    if not found:
        return [missing(making, planned, making.t._("No recommendation on this is held here."))]
    return asked_items(making, planned, found)


def asked_items(making: Making, planned: PlannedChapter, found: Sequence[Recommendation]) -> list[PaperItem]:
    """Recommendations as rows of a table by document, or as points where they are few or are numbered paragraphs."""
    alike = _alike(found)
    ranked = sorted(alike, key=lambda group: _weight(making, planned, group))
    making.asked_told.update(one.code for one in found)
    kept = ranked[: planned.section.most] if planned.section.most else ranked
    making.hold_back(planned, [f"{_where(making, group)}: {_what(making, group[0])}" for group in ranked[len(kept) :]])
    ranks = {group[0].code: 2 * at for at, group in enumerate(ranked)}
    counted = making.form.letters == UNITED_NATIONS and found and planned.section.asked_in == (REVIEW,)
    items = [_counted(making, planned, found)] if counted else []
    steps = making.form.letters == UNITED_NATIONS or planned.section.most
    for group in (one for one in alike if one in kept):
        item = _step if steps else _row
        items.append(item(making, planned, group, ranks[group[0].code]))
    return items


def _alike(found: Sequence[Recommendation]) -> list[tuple[Recommendation, ...]]:
    """Recommendations in their order; those that several States made in the same words together."""
    same: dict[tuple[str, str], list[Recommendation]] = {}
    for one in sorted(found, key=lambda one: (-one.year, one.document)):
        same.setdefault((one.document, one.summary), []).append(one)
    return [tuple(group) for group in same.values()]


def _weight(making: Making, planned: PlannedChapter, group: Sequence[Recommendation]) -> tuple[int, ...]:
    """What is told first: in a paper on few findings what speaks to them, then what was assessed, what is urgent, what
    is newest, what figures speak to."""
    known = [making.standings[one.code] for one in group if one.code in making.standings]
    assessed = any(one.status != NOT_ASSESSED or one.said for one in known)
    every = making.catalogue.indicators
    topics = {every[code].topic for one in known for code in one.indicators if code in every}
    near = bool(planned.section.most) and bool(topics & making.told_topics.keys())
    return (
        not near,
        not assessed,
        not any(one.urgent for one in group),
        -group[0].year,
        not any(one.indicators for one in known),
    )


def _numbers(making: Making, group: Sequence[Recommendation]) -> str:
    """Where it was asked: the numbers, and in a review by States who asked."""
    t, told = making.t, []
    for one in group:
        state = state_words(one.recommending_state, t)
        both = t._("{number} ({state})").format(number=one.number, state=state) if state and one.number else ""
        told.append(both or one.number or state)
    return t._("; ").join(dict.fromkeys(part for part in told if part)) or "–"


def _where(making: Making, group: Sequence[Recommendation]) -> str:
    """Where it was asked in a sentence: the number and the States of a review, else document and paragraph."""
    t, one = making.t, group[0]
    number = _numbers(making, group) if one.number or one.recommending_state else ""
    if one.mechanism == REVIEW and number:
        return number
    paragraph = t._("paragraph {number}").format(number=number) if number else ""
    return t._(", ").join(filter(None, (one.document, paragraph)))


def _what(making: Making, one: Recommendation) -> str:
    topic, summary = making.t.pick(one.topic, one.topic_km), making.t.pick(one.summary, one.summary_km)
    return making.t._("{topic}: {summary}").format(topic=topic, summary=summary) if topic else summary


def became(
    making: Making, planned: PlannedChapter, group: Sequence[Recommendation]
) -> tuple[str, tuple[Observation, ...]]:
    """What became of it: the coalition's assessment, the Government's own, and the newest figures linked to it."""
    t, told, figures = making.t, [], list[Observation]()
    for one in group:
        known = making.standings.get(one.code)
        if known is None:
            continue
        if known.latest:
            words = t._("Our assessment: {status} ({date}): {words}").format(
                status=status_words(known.status, t),
                date=day_words(known.latest.assessed_on, t.lang),
                words=" ".join((known.latest.why, *known.latest.links)),
            )
            told.append(words)
        if known.said:
            told.append(
                t._("The Government: {words} ({source})").format(
                    words=government_words(known.said, t), source=known.said.source
                )
            )
        figures += _linked(making, known)
    steps = making.form.letters == UNITED_NATIONS or bool(planned.section.most)
    every = list(dict.fromkeys(figures))[:MOST_FIGURES]
    known_here = making.figures_told if steps else making.told_with.setdefault(f"{planned.key} {group[0].document}", {})
    if steps:
        every = [figure for figure in dict.fromkeys(figures) if figure.id not in known_here][:MOST_FIGURES]
    shown = [figure for figure in every if figure.id not in known_here]
    told += _since(making, shown, group[0].year)
    if before := list(dict.fromkeys(known_here[figure.id] for figure in every if figure.id in known_here)):
        told.append(t._("see what figures say under {numbers}").format(numbers=word_list(before, t)))
    for figure in shown:
        known_here[figure.id] = _numbers(making, group)
    return t._("; ").join(dict.fromkeys(told)), tuple(shown)


def _since(making: Making, shown: Sequence[Observation], asked_in: int) -> list[str]:
    """Linked figures in words. One of the year in which something was asked, or before, tells nothing of what became
    of it, and is told as what it is."""
    words = {figure: f"{figure_told(figure, making.catalogue, making.t)} [{figure.id}]" for figure in shown}
    later = [words[figure] for figure in shown if figure.year_end > asked_in]
    if older := [words[figure] for figure in shown if figure.year_end <= asked_in]:
        told = making.t._("No figure of a later year is held here; the newest: {figures}")
        later.append(told.format(figures=making.t._("; ").join(older)))
    return later


def _linked(making: Making, known: RecommendationStanding) -> Iterable[Observation]:
    """The newest national figure of each topic that is linked to a recommendation."""
    every = making.catalogue.indicators
    for topic in dict.fromkeys(every[code].topic for code in known.indicators if code in every):
        head = making.stock.by_concept.headline(topic)
        if head and head.newest and head.newest.value is not None:
            yield head.newest


def _answer(making: Making, one: Recommendation) -> str:
    return making.t.pick(one.position, one.position_km) or "–"


def _row(making: Making, planned: PlannedChapter, group: Sequence[Recommendation], rank: int) -> PaperItem:
    t, one = making.t, group[0]
    answered = any(other.document == one.document and other.position for other in making.asked)
    words, figures = became(making, planned, group)
    head = [t._("Paragraph or number"), t._("What was asked")]
    cells = [_numbers(making, group), _what(making, one)]
    if answered:
        head.append(t._("Answer of the State"))
        cells.append(_answer(making, one))
    row = PaperRow(
        f"{planned.key}/{one.document}",
        (*head, t._("Follow-up")),
        (*cells, words or "–"),
        " · ".join(filter(None, (one.document, str(one.year), planned.group or planned.title))),
        (cited_document(one),),
    )
    return PaperItem(f"{planned.key}/{one.code}", (row,), cells[1], rank=rank, observations=figures)


def _step(making: Making, planned: PlannedChapter, group: Sequence[Recommendation], rank: int) -> PaperItem:
    t, one = making.t, group[0]
    words, figures = became(making, planned, group)
    answer = t.pick(one.position, one.position_km)
    where = t._(", ").join(filter(None, (_where(making, group), str(one.year), answer)))
    told = t._("{where}: {what}").format(where=where, what=_ended(_what(making, one), t.lang))
    if words:
        told = f"{told} {_ended(words, t.lang)}"
    style = STEP if making.form.letters == UNITED_NATIONS else ITEM
    passage = Passage(told, style, (cited_document(one),))
    return PaperItem(f"{planned.key}/{one.code}", (passage,), told, rank=rank, observations=figures)


def _ended(text: str, lang: str) -> str:
    """A sentence with its full stop."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "។", "…")) else text + ("។" if lang == "km" else ".")


def _counted(making: Making, planned: PlannedChapter, found: Sequence[Recommendation]) -> PaperItem:
    """How many there are, behind the first of them: a number alone tells nothing."""
    words = counts_sentence(making, found)
    if planned.right and len(making.choice.rights) > 1:
        words = making.t._("{name}: {told}").format(name=planned.group, told=words)
    style = STEP if making.form.letters == UNITED_NATIONS else BODY
    return PaperItem(f"{planned.key}/counts", (Passage(words, style),), words, rank=1)


def counts_sentence(making: Making, found: Sequence[Recommendation]) -> str:
    """How many were asked and where they stand by the coalition's assessment."""
    t = making.t
    heads = heads_of([making.standings[one.code] for one in found if one.code in making.standings])
    counted = count_by_status(heads)
    number = plain_number(len(heads), 0, t.lang)
    told = [f"{plain_number(count, 0, t.lang)} {status_words(status, t)}" for status, count in counted.items() if count]
    if counted[NOT_ASSESSED] == len(heads):
        none = t.ngettext(
            "{count} recommendation on this is held here; the coalition has not assessed it yet.",
            "{count} recommendations on this are held here; the coalition has assessed none of them yet.",
            len(heads),
        )
        return none.format(count=number)
    some = t.ngettext(
        "{count} recommendation on this is held here. By our assessment: {counted}.",
        "{count} recommendations on this are held here. By our assessment: {counted}.",
        len(heads),
    )
    return some.format(count=number, counted=word_list(told, t))


def status(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """How many recommendations stand where, by document, and those that were assessed in the year of the paper."""
    t, found = making.t, recommendations_of(making, planned)
    if not found:
        return asked(making, planned)
    items = []
    documents: dict[str, list[Recommendation]] = {}
    for one in found:
        documents.setdefault(one.document, []).append(one)
    head = (t._("Document"), t._("Year"), t._("Asked"), *(status_words(one, t) for one in count_by_status(())))
    for at, (document, rows) in enumerate(documents.items()):
        heads = heads_of([making.standings[one.code] for one in rows if one.code in making.standings])
        if not heads:
            continue
        counts = [plain_number(count, 0, t.lang) for count in count_by_status(heads).values()]
        cells = (document, str(rows[0].year), plain_number(len(heads), 0, t.lang), *counts)
        title = t._("{right}: recommendations by document").format(right=planned.group or planned.title)
        row = PaperRow(planned.key, head, cells, title, (cited_document(rows[0]),), numeric=tuple(range(2, len(cells))))
        items.append(PaperItem(f"{planned.key}/{document}", (row,), " ".join(cells), rank=at))
    year = str(making.year)
    for at, one in enumerate(found):
        known = making.standings.get(one.code)
        if known and any(g.stands and g.assessed_on.startswith(year) for g in (*known.history, *known.government)):
            items.append(_step(making, planned, (one,), 100 + at))
    return items


def measures(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """Laws, policies, plans and budget lines of the tracker that concern a right."""
    t = making.t
    articles = {one.article for one in making.catalogue.articles if one.cluster == planned.right}
    articles = set(planned.section.articles) or articles
    own = {one.code for one in making.catalogue.indicators.values() if one.cluster == planned.right}
    found = [one for one in making.measures if set(one.article_numbers) & articles or set(one.indicators) & own]
    items = []
    for at, one in enumerate(found):
        bodies = [bearer_words(code, making.catalogue, t) for code in one.duty_bearers]
        state = t._(MEASURE_STATES[one.status])
        about = (t._(MEASURE_KINDS[one.kind]), state, measure_day_words(one.dated, t.lang), *bodies, one.about)
        words = t._("; ").join(part for part in about if part)
        lead = t._("{name}:").format(name=one.title(t))
        passage = Passage(words, ITEM, (f"{one.source}. {one.source_url}",), lead)
        items.append(PaperItem(f"{planned.key}/{one.code}", (passage,), one.title(t), rank=at))
    if not items:
        told = t._("The coalition keeps no law, plan or budget line on this right in its tracker yet.")
        if planned.section.articles:
            told = t._("The coalition keeps no law, plan or budget line on this protocol in its tracker yet.")
        items.append(missing(making, planned, told))
    return items


def missing(making: Making, planned: PlannedChapter, told: str) -> PaperItem:
    """That something is not held, said of a right by name so that no sentence stands twice."""
    if planned.right and len(making.choice.rights) > 1:
        told = making.t._("{name}: {told}").format(name=planned.group, told=told)
    passage = Passage(told, STEP if making.form.letters == UNITED_NATIONS else BODY)
    return PaperItem(f"{planned.key}{NOTHING}", (passage,), told, must=not making.choice.limit, rank=99)


def bearers(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """The bodies of the State with the topics that each answers for, of those that the paper tells of; all topics of a
    right on which it tells of none."""
    t, catalogue = making.t, making.catalogue
    topics = list(making.told_topics)
    if planned.right:
        every = [one.code for one in catalogue.topics.values() if one.cluster == planned.right]
        topics = [code for code in topics if code in every] or every
        topics = [code for code in topics if is_judged(catalogue.topics[code], catalogue)]
    by_body: dict[str, list[str]] = {}
    for code in topics:
        by_body.setdefault(actor_of(code, catalogue), []).append(code)
    items = []
    for at, (body, codes) in enumerate(sorted(by_body.items(), key=lambda pair: pair[0] == "state")):
        words = t._("; ").join(catalogue.topics[code].name(t.lang) for code in codes)
        lead = t._("{name}:").format(name=bearer_words(body, catalogue, t))
        passage = Passage(words, ITEM, lead=lead)
        items.append(PaperItem(f"{planned.key}/{body}", (passage,), words, rank=at))
    return items


LOOKED_FOR = {
    ELSEWHERE: N_("Of these, published elsewhere and not collected here yet: {topics}."),
    NOT_FOUND: N_("Of these, looked for elsewhere and not found: {topics}."),
}


def silences(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """The topics of a right on which no figure is held, and what is known of them elsewhere."""
    t, articles = making.t, planned.section.articles
    rights = [planned.right] if planned.right else list(making.choice.rights)
    area = making.area()
    kinds = {"never", "right_unmeasured"} if area == "KH" else {"never", "no_province", "some_provinces"}
    without = [
        one
        for one in making.gaps
        if (one.topic or articles)
        and (speaks_to(making, one, articles) if articles else one.cluster in rights)
        and one.kind in kinds
        and (one.kind != "some_provinces" or area in one.places)
    ]
    without = list({(one.topic, one.article): one for one in without}.values())
    if not without and articles:
        numbers = word_list([str(one) for one in articles], t)
        told = t._("A figure is held here on article {articles} of the Convention, but not on all that it asks.")
        return [missing(making, planned, told.format(articles=numbers))]
    if not without and not any(making.pool(Scope(right=right)) for right in rights):
        return [missing(making, planned, t._("No figure on this right can be shown here yet."))]
    if not without:
        return [
            missing(making, planned, t._("Every topic of this right has a figure here, though not of every group."))
        ]
    most = planned.section.most or len(without)
    names = t._("; ").join(_topic(making, one) for one in without[:most]).rstrip(".")
    if len(without) > most:
        names = t._("{names}; and {count} more").format(names=names, count=plain_number(len(without) - most, 0, t.lang))
    told = t._("This dashboard holds no published figure on: {topics}.")
    if area != "KH":
        told = t._("This dashboard holds no published figure of this place on: {topics}.")
    lines = [told.format(topics=names)]
    for state, words in LOOKED_FOR.items():
        shown = [one for one in without[:most] if one.search and one.search.state == state]
        looked = [_topic(making, one).rstrip(".") for one in shown]
        if looked:
            lines.append(t._(words).format(topics=t._("; ").join(looked)))
    style = STEP if making.form.letters == UNITED_NATIONS else BODY
    return [PaperItem(f"{planned.key}/silent", (Passage(" ".join(lines), style),), lines[0], rank=0)]


def _topic(making: Making, gap: RankedGap) -> str:
    """What a gap is of, in words."""
    if gap.topic:
        return what_words(gap, making.catalogue, making.t.lang)
    name = what_words(gap, making.catalogue, making.t.lang)
    return making.t._("article {number} of the Convention ({title})").format(number=gap.article, title=name)


def speaks_to(making: Making, gap: RankedGap, articles: Sequence[int]) -> bool:
    """Whether a gap belongs to some articles."""
    if gap.article is not None:
        return gap.article in articles
    members, every = making.catalogue.topics[gap.topic].members, making.catalogue.indicators
    return any(article_number(part) in articles for code in members for part in every[code].crc_articles)


def gaps(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """What to ask each body to publish, the heaviest first."""
    t = making.t
    rights = [planned.right] if planned.right else list(making.choice.rights)
    found = asks_of([one for one in making.gaps if one.cluster in rights], making.catalogue)
    wanted = [(one, what) for one in found if (what := wanted_words(one, making.catalogue, t))]
    kept = wanted[: planned.section.most or None]
    making.hold_back(planned, [what for _, what in wanted[len(kept) :]])
    if not kept:
        return [missing(making, planned, t._("Nothing that the State could publish is missing here."))]
    items = []
    for body in dict.fromkeys(one.bearer for one, _ in kept):
        name = bearer_words(body, making.catalogue, t)
        plea = t._("We ask the {body} to publish, or to say where they are published:").format(body=name)
        mine = [(one, what) for one, what in kept if one.bearer == body]
        items.append(PaperItem(f"{planned.key}/{body}", (Passage(plea),), rank=mine[0][0].rank, under=name))
        for one, what in mine:
            looked = next((search_words(gap.search, t) for gap in one.gaps if gap.search), "")
            passage = Passage(what[:1].upper() + what[1:], ITEM, (looked,) if looked else ())
            key = f"{planned.key}/{one.first.topic or one.first.article}"
            items.append(PaperItem(key, (passage,), what, rank=one.rank, under=name))
    return items


def members(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """What each member sent and how much of it stands in the figures; no value and nothing of what is kept back."""
    t, sent, found = making.t, senders(making.snapshot), outcomes(making.snapshot)
    by_member: dict[str, list[str]] = {}
    for upload, one in sent.items():
        by_member.setdefault(one.member, []).append(upload)
    head = (t._("Member"), t._("Files"), t._("Figures that are shown"), t._("Last sent"))
    items = []
    for at, (member, uploads) in enumerate(sorted(by_member.items())):
        shown = sum(found[one].shown for one in uploads if one in found)
        last = max(sent[one].uploaded_at for one in uploads)
        cells = (
            member,
            plain_number(len(uploads), 0, t.lang),
            plain_number(shown, 0, t.lang),
            day_words(last, t.lang),
        )
        row = PaperRow(planned.key, head, cells, t._("Files of members in these figures"), numeric=(1, 2))
        items.append(PaperItem(f"{planned.key}/{member}", (row,), member, rank=at))
    if not items:
        items.append(missing(making, planned, t._("No member's file is in these figures yet.")))
    return items
