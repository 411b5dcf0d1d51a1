"""What a program that talks with people may ask: six questions, each answered with a sentence that may be said, or with
the reason why not and what is held instead.

No answer holds a number that no sentence of the engine allows: a refusal has no figures but those that it permits to be
told by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from api.opened import Opened, opened
from api.public import public_record
from childrights.catalogue import (
    DIMENSIONS,
    DISABILITIES,
    RESIDENCES,
    SEXES,
    TOTAL,
    WEALTHS,
    ChildRightsError,
    Group,
    Observation,
    UnknownCode,
    is_age,
)
from childrights.certificate import certificate as certificate_of
from childrights.export import COLUMNS, packed
from childrights.i18n import LANGUAGES, translator
from childrights.messages import (
    DO_NOT_SAY,
    Ask,
    TopicEvidence,
    answer_question,
    answer_words,
    candidates,
    desk,
    known_area,
    topic_words,
    worded_message,
)
from childrights.rights import all_asked
from childrights.search import Index, build_index, entries_of, find_entries
from childrights.snapshot import groups_with_periods
from geo import COUNTRY, area_name

MOST_HITS, MOST_SENTENCES = 10, 5
Answer = dict[str, Any]
_TOLD = (
    "code",
    "indicator",
    "indicator_name",
    "unit",
    "area",
    "area_name",
    "period_label",
    *DIMENSIONS,
    "value",
    "lower",
    "upper",
    "status",
    "layer",
    "scope",
    "member",
    "note",
    "comparability_note",
)
HOW = (
    "Say `sentence` with `mind` and `source`. verdict say: as it stands; say_weaker: only with what weakens it; "
    "do_not_say: say no number but in the words of `you_may_say_instead`, and give the reasons. "
    "Every figure has a code that leads to where it comes from."
)


def search(words: str, lang: str = "en") -> Answer:
    """What the collection holds about some words, in English or Khmer, and the answer if they are a question."""
    found = opened()
    t = translator(_known_language(lang))
    index = _index(found)
    said = answer_words(words, found.catalogue, index, lambda code: _desk(found, code), t)
    hits = [
        {"kind": hit.kind, "code": hit.code, "title": hit.title}
        for hit in find_entries(index, words, lang, limit=MOST_HITS)
    ]
    told: Answer = {"found": hits, "answer": {"kind": said.kind, "sentence": said.sentence, "mind": list(said.more)}}
    if said.nearest:
        told["answer"]["nearest"] = said.nearest
    if said.shown:
        told["answer"] |= {"indicator": said.shown.indicator, "area": said.shown.area}
    return _about(found) | told


def figure(
    indicator: str,
    area: str = COUNTRY,
    year: str = "",
    sex: str = TOTAL,
    age: str = TOTAL,
    residence: str = TOTAL,
    wealth: str = TOTAL,
    disability: str = TOTAL,
    lang: str = "en",
) -> Answer:
    """One figure: of an indicator (its code), a place (code or name), a period (the newest when empty) and a group."""
    group = Group(sex, age, residence, wealth, disability)
    _check_group(group)
    return _said(Ask("level", indicator, known_area(area or COUNTRY), year.strip(), group), lang)


def compare(indicator: str, area: str = COUNTRY, year: str = "", versus: str = "", lang: str = "en") -> Answer:
    """A figure set against another: ``versus`` is a place (code or name), an earlier period (2014), or a dimension
    (sex, residence, wealth, disability, age)."""
    place, versus = known_area(area or COUNTRY), versus.strip()
    if versus in DIMENSIONS:
        return _said(Ask("gap", indicator, place, year.strip(), versus=versus), lang)
    if versus[:4].isdecimal() and versus.isascii():
        return _said(Ask("change", indicator, place, year.strip(), versus=versus), lang)
    return _said(Ask("place", indicator, place, year.strip(), versus=known_area(versus)), lang)


def message(indicator: str, area: str = COUNTRY, lang: str = "en") -> Answer:
    """The most telling sentences that may be said of an indicator and a place, the strongest first."""
    found = opened()
    at = _desk(found, indicator)
    t = translator(_known_language(lang))
    place = known_area(area or COUNTRY)
    told = [worded_message(one.finding, at, t) for one in candidates([at], place)][:MOST_SENTENCES]
    sentences = [
        {
            "verdict": one.verdict,
            "sentence": one.headline,
            "mind": one.caveat,
            "source": one.support,
            "codes": list(one.observations),
        }
        for one in told
    ]
    if not sentences:
        return _said(Ask("level", indicator, place), lang)
    return _about(found) | {"sentences": sentences, "how": HOW}


def coverage(indicator: str) -> Answer:
    """Which figures of an indicator are held: by group the periods, in how many places, and whether of the country."""
    found = opened()
    known = found.catalogue.indicators.get(indicator)
    if known is None:
        _desk(found, indicator)  # says which codes are near
        raise UnknownCode(f"There is no indicator {indicator}.")
    held = _held(found, indicator)
    told: Answer = {
        "indicator": indicator,
        "name": known.name_en,
        "unit": known.unit,
        "definition": known.definition_en,
    }
    told |= {"comparability": known.comparability_note, "held": held}
    if not held:
        told["silence"] = (
            "Nothing is held of it in this collection. That says nothing about how many children it is true of."
        )
    return _about(found) | told


def certificate(code: str) -> Answer:
    """Where a number comes from, by its short code: cell, file, source, what was done to it, what is newer.

    Of one that was taken back that, and when."""
    found = opened()
    return _about(found) | public_record(certificate_of(found.snapshot, found.catalogue, code))


def _said(ask: Ask, lang: str) -> Answer:
    """What may be said to ``ask``: a sentence with the figures it rests on, or the reasons and what is held."""
    found = opened()
    at = _desk(found, ask.indicator)
    t = translator(_known_language(lang))
    finding = answer_question(ask, at)
    told = worded_message(finding, at, t)
    refused = told.verdict == DO_NOT_SAY
    figures = (*finding.told, *(() if refused else finding.newer))
    answer: Answer = {
        "asked": {
            "kind": ask.kind,
            "indicator": ask.indicator,
            "area": ask.area,
            "period": ask.period,
            "versus": ask.versus,
        },
        "place": area_name(ask.area, lang),
        "verdict": told.verdict,
        "sentence": told.headline,
        "mind": told.caveat,
        "source": "" if refused else told.support,
        "reasons": list(told.reasons),
        "figures": _figures(found, [one for one in figures if one.value is not None]),
        "how": HOW,
    }
    if refused:
        answer["you_may_say_instead"] = told.support
        answer["held_instead"] = _held(found, ask.indicator)
    return _about(found) | answer


def _figures(found: Opened, figures: Sequence[Observation]) -> list[Answer]:
    """The records of figures, with source, terms and code."""
    made = packed(found.snapshot, found.catalogue, figures, found.newest)
    sources = {one.key: one for one in made.sources}
    records: list[Answer] = []
    for one, row in zip(made.observations, made.rows(), strict=True):
        told: Answer = dict(zip(COLUMNS, row, strict=True))
        source = sources.get(one.source) or sources.get(one.upload)
        cited = (
            {"source": source.citation, "terms": source.licence_note} if source else {"source": one.source, "terms": ""}
        )
        records.append({name: told[name] for name in _TOLD if told[name] not in ("", None)} | cited)
    return records


def _held(found: Opened, indicator: str) -> list[Answer]:
    """What is held of an indicator, without a value: which groups, which periods, in how many places."""
    return [
        {
            "group": {name: getattr(group, name) for name in DIMENSIONS if getattr(group, name) != TOTAL},
            "periods": [{"period": one.label, "places": one.areas, "country": one.national} for one in periods],
        }
        for group, periods in groups_with_periods(found.snapshot, indicator).items()
    ]


def _check_group(group: Group) -> None:
    """Raise ``UnknownCode`` for a group that no figure can be of: "nothing is held" would say too much."""
    known = {"sex": SEXES, "residence": RESIDENCES, "wealth": WEALTHS, "disability": DISABILITIES}
    for name, codes in known.items():
        if getattr(group, name) not in codes:
            raise UnknownCode(f"No {name} is called {getattr(group, name)}; use one of {', '.join(codes)}.")
    if not is_age(group.age):
        raise UnknownCode(f"No age is called {group.age}; use total, or years as in 0-4 or 65+, or 6-8 months.")


def _about(found: Opened) -> Answer:
    return {"snapshot": found.snapshot.name, "published": found.snapshot.built_at}


def _known_language(lang: str) -> str:
    if lang not in LANGUAGES:
        raise UnknownCode(f"The language {lang} is not spoken here; use en or km.")
    return lang


@lru_cache(maxsize=64)
def _desk_of(mark: str, code: str, year: int) -> TopicEvidence:
    found = opened()
    return desk(found.snapshot, found.catalogue, code, year)


def _desk(found: Opened, code: str) -> TopicEvidence:
    return _desk_of(found.mark, code, date.today().year)


@lru_cache(maxsize=2)
def _index_of(mark: str) -> Index:
    found = opened()
    asked = all_asked(found.snapshot, found.catalogue)
    return build_index(entries_of(found.catalogue, asked, topic_words()))


def _index(found: Opened) -> Index:
    return _index_of(found.mark)


TOOLS = (search, figure, compare, message, coverage, certificate)
"""In the order in which they are listed."""


def refused(error: ChildRightsError) -> Answer:
    """An error that the library names, as an answer: nothing is known, and why."""
    return {"verdict": DO_NOT_SAY, "sentence": "", "reasons": [str(error)], "figures": [], "how": HOW}
