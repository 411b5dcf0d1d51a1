"""Recommendations and questions that follow from findings, silences and what was not carried out; none is invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from childrights.catalogue import Observation
from childrights.composer import Chosen, Scope
from childrights.gaps import RankedGap, actor_of, bearer_words
from childrights.i18n import Translator
from childrights.language import period, words
from childrights.papers.making import Making, PaperItem
from childrights.papers.naming import group_words, measure_words
from childrights.papers.planning import PlannedChapter
from childrights.papers.sentences import (
    ANY,
    ASK,
    ASKED,
    LEVEL,
    PLACE,
    PROPOSAL,
    QUESTION,
    SILENCE,
    TARGET,
    load_sentences,
    what_follows,
)
from childrights.papers.told_asks import missing, recommendations_of
from childrights.papers.told_findings import asked_finding, noted
from childrights.rights import Recommendation, state_words
from childrights.writers import ITEM, KEY, STEP, Passage
from geo import COUNTRY, area_words

ANSWERED, MOST = "answered", 12
"""The status of what was carried out; sentences of a section that says no other number."""
Derived = tuple[str, str, tuple[Observation, ...]]
"""A key, a sentence, and the figures it tells."""


def proposals(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """What the paper proposes: in turn by what was found, by what was asked and not answered, by what is not held."""
    return _items(making, planned, PROPOSAL)


def questions(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """Questions for a dialogue or a visit, from the same; other findings first than those that a proposal tells."""
    return _items(making, planned, QUESTION)


def _items(making: Making, planned: PlannedChapter, use: str) -> list[PaperItem]:
    style = STEP if making.form.letters == "un" else ITEM
    items, every = [], list(derived(making, planned, use))
    most = planned.section.most or MOST
    making.hold_back(planned, [sentence for _, sentence, _ in every[most:]])
    for at, (key, sentence, figures) in enumerate(every[:most]):
        cites = cited_codes(making, figures) if figures else ()
        passage = Passage(sentence, style, cites)
        items.append(PaperItem(f"{planned.key}/{key}", (passage,), sentence, rank=at, observations=figures))
    if not items:
        told = making.t._("Nothing that is held here leads to a proposal on this.")
        if use == QUESTION:
            told = making.t._("Nothing that is held here leads to a question on this.")
        items.append(missing(making, planned, told))
    return items


def cited_codes(making: Making, figures: Sequence[Observation], *minded: str) -> tuple[str, ...]:
    """Two footnotes: the sources of figures, which others share; their codes, and what must be minded of them."""
    codes = ", ".join(sorted({one.id for one in figures}))
    return noted(making, figures, making.t._("Codes: {codes}.").format(codes=codes), *minded)


def derived(making: Making, planned: PlannedChapter, use: str) -> Iterator[Derived]:
    """The sentences of a use in turn: from findings, from what was asked, from silences."""
    found, scope = list[Chosen](), making.scope(planned)
    rights = [planned.right] if planned.right else list(making.choice.rights)
    for right in rights:
        found += making.pool(Scope(right=right, area=scope.area))
    if len(rights) > 1:
        found.sort(key=lambda one: -one.weight)
    silent = [one for one in making.gaps if one.cluster in rights]
    yield from derived_of(making, found, recommendations_of(making, planned), silent, use)


def derived_of(
    making: Making,
    found: Sequence[Chosen],
    asked: Sequence[Recommendation],
    silent: Sequence[RankedGap],
    use: str,
) -> Iterator[Derived]:
    """The sentences that follow from these findings, recommendations and silences, in turn."""
    lines = [
        list(_from_findings(making, found, use)),
        list(_from_asked(making, asked, use)),
        list(_from_silences(making, silent, use)),
    ]
    for turn in zip_longest(*lines):
        yield from (one for one in turn if one is not None)


def _from_findings(making: Making, found: Sequence[Chosen], use: str) -> Iterator[Derived]:
    """One sentence a topic, from what is clear."""
    topics: set[str] = set()
    for one in found:
        of = what_follows(one, making.targets)
        if of and one.indicator.topic not in topics:
            topics.add(one.indicator.topic)
            yield one.key, _told(making, one, of, use), one.finding.figures[:2]


def _told(making: Making, one: Chosen, of: str, use: str) -> str:
    t, own = making.t, one.finding.own
    if (use, of) == (QUESTION, TARGET) and "pace" not in one.finding.results:
        of = LEVEL  # without a pace nobody can say when a target is reached at it
    other = one.finding.figures[1] if len(one.finding.figures) > 1 else own
    return load_sentences()[use, of].filled(
        t.lang,
        measure=_measure(one, of, t),
        value=words.value_words(own, one.indicator, t),
        period=period(own.period_label, t.lang),
        other_value=words.value_words(other, one.indicator, t),
        other_period=period(other.period_label, t.lang),
        group=group_words(own, t),
        other=group_words(other, t),
        place=area_words(own.area, t.lang),
    )


def _measure(one: Chosen, of: str, t: Translator) -> str:
    """The measure, with its place where it is not the country's and the sentence does not name it."""
    name, area = measure_words(one.indicator, t), one.finding.own.area
    return name if of == PLACE or area == COUNTRY else t._(", ").join((name, area_words(area, t.lang)))


def _lower(name: str, lang: str) -> str:
    """A name within a sentence: with a small letter, unless it begins with capitals."""
    return name if lang == "km" or name[1:2].isupper() else name[:1].lower() + name[1:]


def _from_asked(making: Making, found: Sequence[Recommendation], use: str) -> Iterator[Derived]:
    """What was asked and is not known to be answered, the urgent and the newest first; each topic once."""
    t, topics = making.t, set[str]()
    ordered = sorted(found, key=lambda one: (not one.urgent, -one.year))
    for one in ordered:
        known = making.standings.get(one.code)
        topic = t.pick(one.topic, one.topic_km)
        if one.kind not in ("recommendation", "concern") or not topic or topic in topics:
            continue
        if known and known.status == ANSWERED:
            continue
        topics.add(topic)
        state = state_words(one.recommending_state, t)
        number = one.number
        if number and one.mechanism != "UPR":
            number = t._("paragraph {number}").format(number=number)
        where = t._(", ").join(part for part in (one.document, number, state) if part)
        sentence = load_sentences()[use, ASKED].filled(t.lang, topic=topic, where=where, year=str(one.year))
        yield one.code, sentence, ()


def _from_silences(making: Making, found: Sequence[RankedGap], use: str) -> Iterator[Derived]:
    """Topics without a figure, the heaviest first."""
    for gap in found:
        if gap.topic and gap.kind == "never":
            topic = making.catalogue.topics[gap.topic].name(making.t.lang)
            yield f"silent {gap.topic}", load_sentences()[use, SILENCE].filled(making.t.lang, topic=topic), ()


def ask(making: Making, planned: PlannedChapter) -> list[PaperItem]:
    """The one ask of a position: the person's own, else what follows from the strongest finding, to the body that
    answers for its topic."""
    one = None if planned.key in making.texts else asked_finding(making, planned)
    if one is None:
        return []
    body = bearer_words(actor_of(one.indicator.topic, making.catalogue), making.catalogue, making.t)
    proposal = _told(making, one, what_follows(one, making.targets), PROPOSAL)
    sentence = load_sentences()[ASK, ANY].filled(making.t.lang, body=body, proposal=_lower(proposal, making.t.lang))
    figures = one.finding.figures[:2]
    passage = Passage(sentence, KEY, cited_codes(making, figures))
    return [PaperItem(f"{planned.key}/{one.key}", (passage,), sentence, must=True, observations=figures)]
