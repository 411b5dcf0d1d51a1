"""A question in words always ends in a sentence: the figure, or why not with the nearest figure that may be told.

The figures are asked for as everywhere (``answer_question``), so that an answer is never stronger than a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from childrights.catalogue import DIMENSIONS, TOTAL, WOMEN, Catalogue, Group
from childrights.i18n import Translator
from childrights.language import DIMENSION_NAMES, dimension_words, plain_number, word_list
from childrights.messages.composing import answer_question, with_code
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import DO_NOT_SAY, REFUSES, Ask, Finding
from childrights.messages.headlines import topic_name
from childrights.messages.message import worded_message
from childrights.messages.no_data import looked_for
from childrights.messages.questions import AskedWords, read_question, topic_words
from childrights.messages.reasons import lowered
from childrights.messages.reasons import text as reason_text
from childrights.rights import load_article_words
from childrights.search import KINDS, Hit, Index, find_entries
from childrights.statistics import PAIRS
from geo import COUNTRY, area_words, load_provinces, plain_name

FIGURE, NEAREST, SILENCE, NAMED, UNKNOWN = "figure", "nearest", "silence", "named", "unknown"
"""The figure; a refusal with the nearest figure; one without any; a place, right or article; nothing by these words."""
SURE = 0.6
"""What finds less is a word in passing, and answers nothing."""
CALLED = 0.1
"""What a topic has in advance whose own words were typed."""
NEAR = 0.85
"""Topics found at least so well as the best may be meant as well ("lower secondary"); one that can answer leads."""
ALIKE = 0.97
"""A right, place or article is meant where no indicator comes so near to the best hit."""
_NO_FIGURE = frozenset(("none_here", "none_in_series", "none_then", "no_such_group", "no_figures", "no_split"))
_WEAKER = frozenset(("verify", "secondary", "projected", "outlier", "refusal:unchecked"))
"""Doubts about a figure itself, which gives way to an older one without them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``kind`` is one of the five above. ``sentence`` is always there; ``more`` are its source and what to mind;
    ``nearest`` is the sentence of the nearest figure that may be told, with what belongs to it.

    ``topic``, ``indicator``, ``area`` and ``group`` say what was understood, ``shown`` is the question whose figure is
    told, and lead to the chart and to the ask for what is missing.
    """

    kind: str
    sentence: str
    more: tuple[str, ...] = ()
    nearest: str = ""
    topic: str = ""
    indicator: str = ""
    area: str = COUNTRY
    group: Group = field(default_factory=Group)
    shown: Ask | None = None
    wanted: bool = False


Desks = Callable[[str], TopicEvidence]


def answer_words(words: str, catalogue: Catalogue, index: Index, desk_of: Desks, t: Translator) -> Answer:
    """The answer to a question in either language, in the language of ``t``.

    ``desk_of`` gives the desk of an indicator; of each topic only the desks of its own indicators are asked for.
    """
    question = read_question(words)
    if not question.bare:
        return _of_place(question, t) if question.area != COUNTRY else _unknown(words, t)
    hits = _hits(index, question, catalogue, t.lang)
    best = hits[0].score if hits else 0.0
    found = next((hit for hit in hits if hit.kind == "indicator" and _is_collected(hit.code, catalogue)), None)
    other = next((hit for hit in hits if hit.kind != "indicator"), None)
    if best < SURE or (found is None and other is None):
        return _unknown(words, t)
    if found is None or (other is not None and found.score < other.score * ALIKE and other.kind != "recommendation"):
        assert other is not None
        return _named(other, catalogue, t)
    if found.score < SURE:
        return _named(other, catalogue, t) if other is not None else _unknown(words, t)
    near = [hit for hit in hits if hit.kind == "indicator" and hit.score >= found.score * NEAR]
    topics = {catalogue.indicators[hit.code].topic: hit for hit in reversed(near) if _is_collected(hit.code, catalogue)}
    return _of_topics(question, list(reversed(topics.values())), catalogue, desk_of, t)


def _is_collected(code: str, catalogue: Catalogue) -> bool:
    """Whether an indicator may be the one that is meant: what a view works out is asked of what it is made from."""
    return catalogue.indicators[code].source_type != "derived"


_ANSWERED = tuple(kind for kind in KINDS if kind not in ("own_ask", "voice"))
"""What a question may mean: an ask of the coalition holds many words of questions, and answers none."""


def _hits(index: Index, question: AskedWords, catalogue: Catalogue, lang: str) -> list[Hit]:
    """What the words may mean, best first: as they stand, and without those that only ask.

    A topic that people call by these very words comes before those that only have them in a name.
    """
    called = {topic for topic, words in topic_words().items() if {question.rest, question.bare} & set(words)}
    best: dict[tuple[str, str], Hit] = {}
    for words in dict.fromkeys((question.rest, question.bare)):
        for hit in find_entries(index, words, lang, limit=20, kinds=_ANSWERED):
            before = best.get((hit.kind, hit.code))
            if before is None or hit.score > before.score:
                best[hit.kind, hit.code] = hit
    named = [
        replace(hit, score=hit.score + CALLED)
        if hit.kind == "indicator" and catalogue.indicators[hit.code].topic in called
        else hit
        for hit in best.values()
    ]
    return sorted(named, key=lambda hit: -hit.score)


def _ask(question: AskedWords, code: str, catalogue: Catalogue) -> Ask:
    """The question to one indicator's figures, as a comparison where two groups or a dimension are named.

    Girls are no group of what counts women and girls alone ("girls married before 15").
    """
    area, period, pair = question.area, question.year, question.pair
    if pair is None and question.dimension in PAIRS:
        pair = (PAIRS[question.dimension][0], PAIRS[question.dimension][1])
    if pair:
        return Ask("group", code, area, period, with_code(Group(), pair[0]) or Group(), pair[1])
    if question.dimension:
        return Ask("gap", code, area, period, versus=question.dimension)
    group = question.group
    if group.sex == "female" and catalogue.duties[catalogue.indicators[code].topic].counts == WOMEN:
        group = replace(group, sex=TOTAL)
    return Ask("level", code, area, period, group)


def _same_asks(ask: Ask) -> Iterator[Ask]:
    """The question, and where it names the poorest or the richest fifth the same of quarters: people mean either."""
    yield ask
    other = {"quintile_1": "quartile_1", "quintile_5": "quartile_4"}
    if ask.group.wealth in other:
        yield replace(ask, group=replace(ask.group, wealth=other[ask.group.wealth]))
    elif ask.group == Group() and ask.versus in other:
        yield replace(ask, versus=other[ask.versus])


def _nearest_asks(ask: Ask) -> Iterator[Ask]:
    """What comes nearest to a question that is refused: any year, one of several groups, everybody of the place, then
    the whole country."""
    if ask.period:
        yield replace(ask, period="")
    plain = replace(ask, kind="level", group=Group(), period="", versus="")
    parts = {name: code for name in DIMENSIONS if (code := getattr(ask.group, name)) != TOTAL}
    if len(parts) > 1 and not ask.versus:
        yield from (replace(ask, group=Group(**{name: code}), period="") for name, code in parts.items())
    if ask.area != COUNTRY:
        yield plain
        yield replace(ask, area=COUNTRY, period="")
    yield replace(plain, area=COUNTRY)


def _of_topics(
    question: AskedWords, hits: Sequence[Hit], catalogue: Catalogue, desk_of: Desks, t: Translator
) -> Answer:
    """The figure of the first topic that has what was asked; or the refusal of the one whose nearest figure is nearest.

    ``hits`` are the best of each topic that the words may mean, the likeliest first.
    """
    of_hit = [(hit, _series(question, hit, catalogue, desk_of)) for hit in hits]
    asked = _ask(question, hits[0].code, catalogue)
    tries = [(one, False) for one in _same_asks(asked)] + [(one, True) for one in _nearest_asks(asked)]
    for ask, refused in tries:
        for hit, groups in of_hit:
            if found := _best(ask, groups, desk_of):
                return _told(question, hit, groups, found, refused, catalogue, desk_of, t)
    hit, groups = of_hit[0]
    sentence, more, wanted = _refusal(question, asked, groups, desk_of, t)
    return replace(_about(question, hit, catalogue), kind=SILENCE, sentence=sentence, more=more, wanted=wanted)


def _about(question: AskedWords, hit: Hit, catalogue: Catalogue) -> Answer:
    topic = catalogue.indicators[hit.code].topic
    return Answer(FIGURE, "", topic=topic, indicator=hit.code, area=question.area, group=question.group)


def _told(
    question: AskedWords,
    hit: Hit,
    groups: Sequence[Sequence[str]],
    found: Finding,
    refused: bool,
    catalogue: Catalogue,
    desk_of: Desks,
    t: Translator,
) -> Answer:
    """A figure in words, behind the refusal of what was asked where it is only the nearest."""
    code = found.indicator.code
    said = worded_message(found, desk_of(code), t)
    more = tuple(part for part in (said.support, said.caveat) if part)
    about = replace(_about(question, hit, catalogue), indicator=code, shown=found.ask)
    if not refused:
        return replace(about, sentence=said.headline, more=more)
    sentence, looked, wanted = _refusal(question, _ask(question, hit.code, catalogue), groups, desk_of, t)
    behind = (*looked, *more)
    return replace(about, kind=NEAREST, sentence=sentence, more=behind, nearest=said.headline, wanted=wanted)


def _series(question: AskedWords, hit: Hit, catalogue: Catalogue, desk_of: Desks) -> list[tuple[str, ...]]:
    """The series that may answer, in groups: one that was asked for by its own name alone; else the concept of what
    was found, then the others of the topic."""
    topic = catalogue.topics[catalogue.indicators[hit.code].topic]
    for code in topic.members:
        one = catalogue.indicators[code]
        names = {plain_name(name) for name in (one.name_en, one.short_name_en, one.name_km, one.short_name_km)}
        if question.rest in names - {plain_name(topic.name_en), plain_name(topic.name_km)}:
            return [(code,)]
    own = catalogue.concept_of(hit.code)
    first = (hit.code, *(one for one in own.members if one != hit.code))
    unit = catalogue.indicators[hit.code].unit
    others = [one.members for one in topic.concepts if one.code != own.code]
    if not any(desk_of(code).figures for code in first):
        return [first, *others]
    return [first, *(codes for codes in others if catalogue.indicators[codes[0]].unit == unit)]


def _best(ask: Ask, groups: Sequence[Sequence[str]], desk_of: Desks) -> Finding | None:
    """The answer of the first group of series that has one: sound before doubtful, then the newest figure."""
    for codes in groups:
        found = [answer_question(replace(ask, indicator=code), desk_of(code)) for code in codes]
        told = [one for one in found if one.verdict != DO_NOT_SAY and one.figures]
        if told:
            return max(told, key=lambda one: (not _WEAKER & {reason.code for reason in one.reasons}, one.own.year_end))
    return None


def _refusal(
    question: AskedWords, ask: Ask, groups: Sequence[Sequence[str]], desk_of: Desks, t: Translator
) -> tuple[str, tuple[str, ...], bool]:
    """Why a question has no figure, where else was looked, and whether it is simply missing: what is hidden, or no
    number at all, is asked of nobody."""
    codes = [code for group in groups for code in group]
    code = next((one for one in codes if desk_of(one).figures), codes[0])
    at = desk_of(code)
    found = answer_question(replace(ask, indicator=code), at)
    year = found.figures[0].year_end if found.figures else 0
    topic = topic_name(at, t)
    because = [one for one in found.reasons if one.weight == REFUSES and one.code not in _NO_FIGURE]
    if because:
        told = " ".join(reason_text(one, year, t) for one in because)
        return t._("“{topic}”: {reasons}").format(topic=topic, reasons=told), (), False
    whom = list(_whom(question, t))
    told = t._("This dashboard holds no published figure on “{topic}”.").format(topic=topic)
    if whom:
        told = t._("This dashboard holds no published figure on “{topic}” for this: {whom}.").format(
            topic=topic, whom=t._(", ").join(whom)
        )
    looked = looked_for(at, question.area)
    return told, tuple(reason_text(one, year, t) for one in looked), True


def _whom(question: AskedWords, t: Translator) -> Iterator[str]:
    """Of whom, where and when figures were asked for, where that is not everybody in the whole country."""
    if question.codes:
        yield word_list([lowered(dimension_words(one, t), t) for one in question.codes], t)
    if question.split:
        yield t._("by {dimension}").format(dimension=lowered(t._(DIMENSION_NAMES[question.split]), t))
    if question.area != COUNTRY:
        yield area_words(question.area, t.lang)
    if question.year:
        yield question.year


def _of_place(question: AskedWords, t: Translator) -> Answer:
    people = plain_number(load_provinces()[question.area].population_2019, 0, t.lang)
    told = t._("{name} had {people} people in the census of 2019; its page has every figure of it.")
    sentence = told.format(name=area_words(question.area, t.lang), people=people)
    return Answer(NAMED, sentence, area=question.area)


def _named(hit: Hit, catalogue: Catalogue, t: Translator) -> Answer:
    """What a right, an article, a place or a recommendation is, in a sentence."""
    if hit.kind == "province":
        return _of_place(AskedWords("", hit.code, (), "", "", "", ""), t)
    if hit.kind == "article":
        return Answer(NAMED, f"{hit.title}{t._(': ')}{load_article_words()[int(hit.code)].plain(t.lang)}")
    if hit.kind == "right":
        count = sum(one.cluster == hit.code for one in catalogue.indicators.values())
        told = t._("“{name}” is a right of the Convention, covered by {count} indicators.")
        return Answer(NAMED, told.format(name=hit.title, count=count))
    return Answer(NAMED, t._("Cambodia was asked about this: {title}.").format(title=hit.title))


def _unknown(words: str, t: Translator) -> Answer:
    told = t._("This dashboard has no indicator, right or place by the words “{words}”.")
    return Answer(UNKNOWN, told.format(words=words.strip()))
