"""A label with what else it tells taken off: unit, period, categories, filler words; and what a definition implies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from childrights.catalogue import Indicator
from etl.cells import dashes, find_unit, plain, split_superscripts
from etl.labels.ages import AGE_INSIDE, read_age
from etl.labels.categories import CategoryReading, find_categories
from etl.labels.word_lists import SPELLINGS
from etl.periods import PeriodReading, find_periods, strip_each_period, strip_periods

_KHMER = r"\u1780-\u17d3\u17dc\u17dd"
_WORD = re.compile(rf"[a-z0-9]+|[<>+]|[{_KHMER}]+")
_KHMER_GAP = re.compile(rf"(?<=[{_KHMER}]) +(?=[{_KHMER}])")
_BRACKETS = re.compile(r"\s*[()\[\]]\s*")
_DIGIT_GAP = re.compile(rf"(?<=[{_KHMER}])(?=\d)|(?<=\d)(?=[{_KHMER}])")
_NUMBERING = re.compile(
    r"^(?:(?:table|figure|fig|annex|តារាងទី|តារាង) ?\d[\d.]*[a-z]?[.:)]? ?[-–:]? ?"
    r"|(?:indicator|សូចនាករ) ?(?:no\.? ?)?\d[\d.]*[a-z]? ?[.:)–-] ?"
    r"|\(?\d{1,2}(?:\.\d{1,2})*[.)] |\d{1,2}(?:\.\d{1,2})+ )",
    re.I,
)
_ASIDE = re.compile(
    r"\s*[(\[]\s*n ?= ?\d[\d,. ]*[)\]]|\s*[-–,(\[]\s*(?:draft|not for citation|not for circulation|final version)\b.*$",
    re.I,
)
_FOOTNOTES = re.compile(r"(?:\s*[*†‡§#]+|\s*\[\d{1,2}\]|\s*\([a-e1-9]\)|(?<=\))\d/?|\s+\d{1,2}/)+$")


@lru_cache(maxsize=32768)
def label_key(text: str) -> str:
    """The key under which a label is compared; equal keys are the same name."""
    # Khmer writes no spaces between words, so neither a space nor a bracket makes another name of it.
    folded = _KHMER_GAP.sub("", _BRACKETS.sub(" ", dashes(plain(text)).casefold()))
    folded = _DIGIT_GAP.sub(" ", folded.replace("_", " "))
    words = _WORD.findall(folded)
    joined: list[str] = []
    for word in words:
        pair = SPELLINGS.get(f"{joined[-1]} {word}") if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(word)
    return " ".join(part for word in joined if (part := SPELLINGS.get(word, word)))


@lru_cache(maxsize=32768)
def strip_marks(text: str) -> str:
    """A label without table numbering in front and footnote marks behind."""
    label = _ASIDE.sub("", split_superscripts(plain(text))[0])
    return _FOOTNOTES.sub("", _NUMBERING.sub("", label)).strip(" :;,.-–")


_BY = "(?:province|sex|gender|age|year|area|region|residence|wealth|quintile)s?"
_FILLER = re.compile(
    r"^(?:the )?(?:prevalence|rate|level|coverage|trends?|incidence|អត្រា) (?:of|in) |^អត្រា|"
    rf" (?:rate|prevalence|coverage|indicator)s?$| by {_BY}(?:(?: and |, ){_BY})*$|តាមខេត្ត$",
    re.IGNORECASE,
)


_YEAR = re.compile(r"(?<![\d/-])\d{4}(?![\d/-])")


class ReducedLabel(NamedTuple):
    """A label with some of what else it told taken off."""

    label: str
    unit: str = ""
    categories: tuple[CategoryReading, ...] = ()
    periods: tuple[PeriodReading, ...] = ()


def bare_title(title: str) -> ReducedLabel:
    """A title without its unit, all its periods and its categories."""
    unit = find_unit(strip_marks(title))
    found = find_categories(strip_periods(unit.rest))
    return ReducedLabel(found.rest, unit.unit, found.found, find_periods(unit.rest))


def sorted_key(text: str) -> str:
    """The key of a label with its words in alphabetical order."""
    return " ".join(sorted(label_key(strip_marks(text)).split()))


def reductions(text: str) -> Iterator[ReducedLabel]:
    """The label as it is, then without unit, period, categories and filler words, taking off as little as possible."""
    label = plain(text)
    yield ReducedLabel(label)
    bare = ReducedLabel(strip_marks(label))
    yield bare
    last = [bare]
    for steps in ((_less_unit,), (_less_period,), (_less_categories,), (_less_unit, _less_period)):
        last += list(_apply(bare, steps))
    last += list(_apply(bare, (_less_unit, _less_categories)))
    last += list(_apply(bare, (_less_period, _less_categories)))
    last += list(_apply(bare, (_less_unit, _less_period, _less_categories)))
    yield from last[1:]
    for told in last:
        unfilled = _FILLER.sub(" ", _FILLER.sub(" ", told.label)).strip()
        if unfilled != told.label:
            yield told._replace(label=unfilled)
    yield last[-1]


def _apply(
    told: ReducedLabel, steps: tuple[Callable[[ReducedLabel], Iterator[ReducedLabel]], ...]
) -> Iterator[ReducedLabel]:
    if not steps:
        yield told
        return
    for less in steps[0](told):
        yield from _apply(less, steps[1:])


def _less_unit(told: ReducedLabel) -> Iterator[ReducedLabel]:
    found = find_unit(told.label)
    if found.unit:
        yield told._replace(label=found.rest, unit=found.unit)


def _less_period(told: ReducedLabel) -> Iterator[ReducedLabel]:
    """One period less; a second year in a label belongs to the name or makes the label unclear."""
    periods = find_periods(told.label)
    for rest in strip_each_period(told.label):
        left = (*find_periods(rest), *_YEAR.findall(plain(rest)))
        taken = [period for period in periods if period not in left and str(period.year_start) not in left]
        if taken:
            yield told._replace(label=rest, periods=tuple(taken))


def _less_categories(told: ReducedLabel) -> Iterator[ReducedLabel]:
    found = find_categories(told.label)
    if found.found and not found.contradict:
        yield told._replace(label=found.rest, categories=found.found)


def implied_by_definition(indicator: Indicator) -> frozenset[tuple[str, str]]:
    """Ages and sex that the definition of an indicator already states."""
    texts = (indicator.name_en, indicator.short_name_en, indicator.definition_en, indicator.denominator)
    found: set[tuple[str, str]] = set()
    for text in texts:
        for match in AGE_INSIDE.finditer(plain(text)):
            if (age := read_age(dashes(match.group()).casefold().strip())) is not None:
                found |= {("age", code) for code in _same_age(age.code)}
    if "aged one" in indicator.name_en:
        found |= {("age", code) for code in _same_age("1-1")}
    sexes = {
        c.code
        for text in (indicator.name_en, indicator.denominator)
        for c in find_categories(text).found
        if c.dimension == "sex"
    }
    if sexes == {"female"}:
        found.add(("sex", "female"))
    return frozenset(found)


def _same_age(code: str) -> tuple[str, ...]:
    """An age group in years and in months (``0-4`` and ``0-59 months``)."""
    match = re.fullmatch(r"(\d+)-(\d+)( months)?", code)
    if match is None:
        return (code,)
    low, high = int(match[1]), int(match[2])
    if not match[3]:
        return (code, f"{low * 12}-{high * 12 + 11} months")
    return (code, f"{low // 12}-{high // 12}") if low % 12 == 0 and high % 12 == 11 else (code,)


_SAMPLE = re.compile(
    r"\s*[-–,;:]?\s*[(\[]?\s*(?:un)?(?:weighted\s+)?(?<![^\W\d_])n\s*[=:]\s*"
    r"(\d{1,3}(?:[, ]\d{3})+|\d+)(?![\d.,%])\s*[)\]]?",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def without_sample(text: str) -> str:
    """A label without the number of people asked."""
    if "=" not in text and ":" not in text:
        return text
    return _SAMPLE.sub(" ", plain(text)).strip() if _SAMPLE.search(plain(text)) is not None else text


@lru_cache(maxsize=65_536)
def sample_in(text: str) -> int | None:
    """The number of people asked that a label tells; ``None`` when it tells none or several."""
    found = set(_SAMPLE.findall(plain(text))) if "=" in text or ":" in text else set()
    return int(re.sub("[, ]", "", found.pop())) if len(found) == 1 else None
