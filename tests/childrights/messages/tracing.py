"""Every number of every sentence traced back to the observations it rests on; all that is derived is worked out here anew.

Nothing is taken from what the sentences were made of: values come from the observations named by the message, results
are computed from them, and what a reason speaks of is looked up among all figures. A number without an origin is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from math import comb, floor, log10, sqrt
from statistics import NormalDist

from childrights.catalogue.model import WOMEN_15_49, Group, Observation
from childrights.catalogue.programmes import programme_words
from childrights.catalogue.silences import Search
from childrights.gaps.words import search_words
from childrights.i18n import LANGUAGES, translator
from childrights.language.format import latin_digits
from childrights.messages.evidence import TopicEvidence
from childrights.messages.finding import Ask
from childrights.messages.fractions import FRACTIONS
from childrights.messages.message import Message
from childrights.snapshot.notes import TOLD_ONCE, limits_words, note_parts, told_note, without
from childrights.statistics.discovery import expected_values
from childrights.statistics.targets import goal_of
from childrights.statistics.uncertainty import Interval, interval_of

CONSTANTS = {
    "few_cases": 25,
    "small_sample": 50,
    "old": 10,
    "slight": 1,
    "no_share": 0,
    "extreme": 0,
}
"""Limits that a reason names."""
PERCENTS = {
    "chance": (95,),
    "too_few_to_tell": (95,),
    "people_range": (95,),
    "people_range_ours": (95,),
    "extreme": (0, 100),
    "refusal:scales": (20, 25),
}
SHARES = {"quintile": 20.0, "quartile": 25.0}
QUALIFIERS = {
    "": "exact",
    "about": "about",
    "nearly": "nearly",
    "more than": "more",
    "fewer than": "fewer",
    "ប្រហែល": "about",
    "ជិត": "nearly",
    "ជាង": "more",
    "តិចជាង": "fewer",
}
_FRACTION = {
    "en": re.compile(
        r"(about|nearly|more than|fewer than)?\s?\b(\d+) in (\d+) .*?\((?:an estimated |about )?([\d.]+) %[,)]", re.I
    ),
    "km": re.compile(
        r"(ប្រហែល|ជិត|តិចជាង|ជាង)? ?(\d+)(?: \D+?)? ក្នុងចំណោម (\d+)(?: \D+?)? .*?\((?:ប៉ាន់ប្រមាណ |ប្រហែល )?([\d.]+) %[,)]"
    ),
}
_HALF = {
    "en": re.compile(r"(about|nearly|more than)?\s?\bhalf of .*?\((?:an estimated |about )?([\d.]+) %[,)]", re.I),
    "km": re.compile(r"(ប្រហែល|ជិត|ជាង)?ពាក់កណ្តាលនៃ.*?\((?:ប៉ាន់ប្រមាណ |ប្រហែល )?([\d.]+) %[,)]"),
}
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)–(\d\d)(?!\d)")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![A-Za-z\d.,])\d+(?:\.\d+)?")
CLAIMS = re.compile(
    r"points (higher|lower)|\d (higher|lower)\.|, (up|down) \d|\d times|% (more|less)\.|more per|fewer per|"
    r"ខ្ពស់ជាង|ទាបជាង|(?<!ការ)កើនឡើង|ថយចុះ|ដងនៃ|គឺខ្ពស់ជាង|គឺទាបជាង"
)
"""Words that tell a difference; allowed only where chance would hardly make one as large."""


@dataclass(frozen=True)
class Origins:
    """What the numbers of one message may be: percentages with the interval behind each, years, periods, the rest."""

    percents: dict[float, tuple[float, float] | None] = field(default_factory=dict)
    whole: set[float] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)
    plain: set[float] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)


def plainly(text: str) -> str:
    """``text`` in Western digits and with plain spaces."""
    return latin_digits(text).replace("\u00a0", " ")


def printed(value: float, decimals: int) -> float:
    """The value as it is printed: halves away from zero."""
    return float(Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def observations_of(message: Message, desk: TopicEvidence) -> list[Observation]:
    """The observations that the message names, in its order. Fails for an id that the desk does not know."""
    known = {one.id: one for one in (*desk.people, *desk.examples, *desk.newest.figures, *desk.figures)}
    return [known[code] for code in message.observations]


def parted(named: list[Observation], desk: TopicEvidence) -> tuple[list[Observation], list[Observation]]:
    """The observations that a message is about, and those of its concept that are newer."""
    concept = desk.catalogue.concept_of(desk.indicator.code).members
    newer = [one for one in named[1:] if one.indicator in concept and one.year_end > named[0].year_end]
    return [one for one in named if one not in newer], newer


def untraced(message: Message, ask: Ask, desk: TopicEvidence) -> list[str]:
    """Every number of headline, support, caveat and reasons that has no origin, with its sentence."""
    origins, quoted = origins_of(message, ask, desk), _quoted(message, desk)
    texts = (message.headline, message.support, message.caveat, *message.reasons)
    return [f"{number} in: {text}" for text in texts for number in _foreign(text, message, quoted, origins)]


def _foreign(text: str, message: Message, quoted: Quoted, origins: Origins) -> Iterator[str]:
    text = _bare(text, quoted)
    for pattern in (_FRACTION[message.lang], _HALF[message.lang]):
        for match in pattern.finditer(text):
            if "ចំណាត់ថ្នាក់" in match.group():
                continue
            qualifier, *parts, value = match.groups()
            n, m = (int(part) for part in parts) if parts else (1, 2)
            qualified = QUALIFIERS[(qualifier or "").lower()]
            if (n, m) not in FRACTIONS or not _true(qualified, 100 * n / m, float(value), origins):
                yield match.group()
            head = match.group()[: match.group().rindex("(")]
            gone = re.sub(r"\d+", "#", head, count=len(parts)) if parts else head
            text = text.replace(head, gone, 1)
    for match in _PERIOD.finditer(text):
        if match.group() not in origins.periods:
            yield match.group()
    text = _PERIOD.sub("#", text)
    for match in re.finditer(r"(\d+)–(\d+)|(\d+)\+| (\d+) and over", text):
        if match.group().replace(" and over", "+").strip() not in origins.ages:
            yield match.group()
    text = re.sub(r"\d+–\d+|\d+\+|\d+ and over", "#", text)
    for match in _NUMBER.finditer(text):
        value = float(match.group().replace(",", ""))
        after = text[match.end() : match.end() + 2].strip()
        if not _known(value, match.group(), after.startswith("%"), origins):
            yield match.group()


def _known(value: float, written: str, percent: bool, origins: Origins) -> bool:
    if percent:
        return _among(value, (*origins.percents, *origins.whole))
    if re.fullmatch(r"(19|20)\d\d", written) and int(value) in origins.years:
        return True
    return _among(value, origins.plain)


def _among(value: float, numbers: Iterable[float]) -> bool:
    return any(abs(value - one) < 1e-6 for one in numbers)


def _true(qualifier: str, fraction: float, value: float, origins: Origins) -> bool:
    """Whether a fraction may be said of a percentage that an observation really has."""
    found = next((one for one in origins.percents if abs(one - value) < 1e-6), None)
    if found is None:
        return False
    off, interval = value - fraction, origins.percents[found]
    if qualifier == "more":
        return off > 0 and fraction >= 0.7 * value - 1e-9 and (interval is None or interval[0] > fraction)
    if qualifier == "fewer":
        return off < 0
    if qualifier == "nearly":
        return -2.5 - 1e-9 <= off < 0
    return abs(off) <= (0.05 if qualifier == "exact" else 0.1 * fraction) + 1e-9


def comparability_notes(message: Message, desk: TopicEvidence) -> list[str]:
    """What limits the comparison of the indicator and of those of its topic, the longest first; each also without
    what a reason says in other words."""
    members = desk.catalogue.topics[desk.indicator.topic].members
    return _notes_told(tuple(desk.catalogue.indicators[code].comparability_note for code in members), message.lang)


@cache
def _notes_told(whole: tuple[str, ...], lang: str) -> list[str]:
    less = {"; ".join(without(note_parts(one), said)) for one in whole for said in (TOLD_ONCE, ("interval",))}
    notes = {*whole, *less, *(part for one in whole for part in note_parts(one))} - {""}
    return sorted((told_note(one, translator(lang)) for one in notes), key=len, reverse=True)


@cache
def _of_searches(searches: tuple[Search, ...]) -> tuple[str, ...]:
    """What is known of silences beyond this collection, in both languages."""
    return tuple(plainly(search_words(one, translator(lang))) for one in searches for lang in LANGUAGES)


Quoted = tuple[list[str], list[str]]
"""What a message quotes whole, in the order in which it is taken away: before, and after, all that stands in marks."""


def _bare(text: str, quoted: Quoted) -> str:
    """The text without what is quoted whole: citations, names of topics, and the words of the tables."""
    text = plainly(text)
    for said in quoted[0]:
        text = text.replace(said, "")
    text = re.sub(r"“[^”]*”|«[^»]*»", "", text)
    for name in quoted[1]:
        text = text.replace(name, "")
    return text


def _quoted(message: Message, desk: TopicEvidence) -> Quoted:
    t = translator(message.lang)
    found = [plainly(note) for note in comparability_notes(message, desk)]
    for one in observations_of(message, desk):
        source = desk.catalogue.sources.get(one.source)
        if source is not None:
            found.append(plainly(source.citation.rstrip(".")))
        for note in (*note_parts(one.note), ""):
            found += [plainly(told_note(note, t)), plainly(limits_words(one, t))]
        if survey := programme_words(one, message.lang):
            found.append(plainly(survey))
        if one.scope:
            found.append(one.scope)
        if sender := desk.senders.get(one.upload):
            said = sender.provenance
            found += [f"{said.publication} ({said.publication_year})", said.publication_table]
    found += _of_searches(desk.catalogue.searches)
    series = [desk.about(code) for code in desk.catalogue.concept_of(desk.indicator.code).members]
    names = [getattr(one.words, name) for one in series for name in one.words.__dataclass_fields__]
    names += [
        re.sub(r"(?<=[ក-៓])(?=\d)|(?<=\d)(?=[ក-៓])", " ", plainly(re.sub(r" *\([^()]*\)$", "", name)))
        for name in (desk.indicator.name_en, desk.indicator.name_km)
    ]
    names += [f"{one.framework} {one.target}" for one in desk.targets] if message.kind == "target" else []
    names += [f"target {one.target}" for one in desk.targets] if message.kind == "target" else []
    names += [f"ចំណុចដៅទី {one.target}" for one in desk.targets] if message.kind == "target" else []
    digits = sorted((plainly(one) for one in names if re.search(r"\d", one)), key=len, reverse=True)
    return [one for one in found if one], digits


def origins_of(message: Message, ask: Ask, desk: TopicEvidence) -> Origins:
    """All that the observations of a message give, directly or worked out."""
    found, (named, newer) = Origins(), parted(observations_of(message, desk), desk)
    decimals = desk.indicator.decimals
    for one in (*named, *newer):
        _of_observation(one, desk, found)
        if one in named or desk.today - one.year_end > CONSTANTS["old"]:
            found.plain.add(float(desk.today - one.year_end))
    if message.kind in ("place", "group", "change", "gap") and message.headline:
        _of_pair(named[0], named[1], ask, desk, found)
    if message.kind == "rank" and message.headline:
        _of_rank(named, desk, found)
    if message.kind == "people" and message.headline:
        own, counted = named[:2]
        people = float(counted.value or 0.0)
        number = printed(float(own.value or 0.0), decimals) / 100 * people
        found.plain.update((people, float(round(number, 1 - floor(log10(number))))))
        found.plain.update(_range_of_people(own, people, number, desk))
    if message.kind == "target" and message.headline:
        _of_target(named, desk, found)
    for code in message.codes:
        found.plain.update({float(CONSTANTS[code])} if code in CONSTANTS else ())
        found.whole.update(float(one) for one in PERCENTS.get(code, ()))
    if "people_then" in message.codes:
        for one in desk.people:
            _of_period(one.period_label, found)
    if "none_then" in message.codes:
        other = ask.versus if ask.kind == "place" and ask.versus else "KH"
        asked = {desk.standing_for(ask.area), desk.standing_for(other)}
        for one in desk.figures:
            _of_period(one.period_label if one.area in asked and one.value is not None else "", found)
        found.years.update(int(one) for label in (ask.period, ask.versus) for one in re.findall(r"\d{4}", label))
        found.periods.add(ask.versus.replace("-", "–"))
    if set(message.codes) & {"near", "refusal:missing_group"}:
        _of_groups((Group.of(one) for one in desk.figures), found)
        found.whole.update(SHARES.values())
    _of_groups([ask.group], found)
    if message.kind == "absence" and message.way == "some_provinces" and message.headline:
        found.plain.add(float(25 - len(_covered(named[0], desk))))
    return found


def _of_observation(one: Observation, desk: TopicEvidence, found: Origins) -> None:
    indicator = desk.catalogue.indicators[one.indicator]
    _of_period(one.period_label, found)
    _of_groups([Group.of(one)], found)
    found.ages.update({"15–49"} if one.sample_base == WOMEN_15_49 else ())
    if one.sample_size is not None:
        found.plain.add(float(one.sample_size))
    if one.estimated_cases:
        found.plain.update(
            {float(one.estimated_cases), float(round(one.estimated_cases, 1 - floor(log10(one.estimated_cases))))}
        )
    if one.upload in desk.senders:
        found.plain.add(float(desk.senders[one.upload].provenance.sample or 0))
    if one.value is None or one.indicator not in desk.catalogue.concept_of(desk.indicator.code).members:
        return
    value, interval = printed(one.value, indicator.decimals), interval_of(one, indicator)
    if one.lower is not None and one.upper is not None:
        found.plain.update(printed(end, indicator.decimals) for end in (one.lower, one.upper))
        found.whole.add(90.0 if "modelled" in (one.status, indicator.source_type) else 95.0)
    if indicator.unit == "percent":
        found.percents[value] = (interval.lower, interval.upper) if interval else None
        if indicator.polarity == "higher_better":
            rest = printed(100 - value, indicator.decimals)
            found.percents.setdefault(rest, None)
        return
    bases = {"per_1000": (1000.0,), "per_100000": (100_000.0,)}.get(indicator.unit, ())
    found.plain.update((value, printed(one.value, 0), *bases))


def _range_of_people(own: Observation, people: float, number: float, desk: TopicEvidence) -> tuple[float, ...]:
    """The ends of the interval in people, outwards to the place of the second digit of the number."""
    interval = interval_of(own, desk.indicator)
    if interval is None:
        return ()
    place = Decimal(10) ** (floor(log10(float(round(number, 1 - floor(log10(number)))))) - 1)
    low, high = (Decimal(repr(end * people / 100)) / place for end in (interval.lower, interval.upper))
    return (
        float(low.to_integral_value(ROUND_FLOOR) * place),
        float(high.to_integral_value(ROUND_CEILING) * place),
    )


def _of_period(label: str, found: Origins) -> None:
    years = [int(one) for one in re.findall(r"\d{4}", label)]
    found.years.update(years if "-" not in label else ())
    found.periods.update({label.replace("-", "–")} if "-" in label else ())


def _of_groups(groups: Iterable[Group], found: Origins) -> None:
    for group in groups:
        found.ages.add(group.age.removesuffix(" months").replace("-", "–"))
        found.plain.update(float(one) for one in re.findall(r"\d+", group.age) if "-" not in group.age)
        found.whole.update({SHARES[group.wealth.partition("_")[0]]} if group.wealth != "total" else ())


def _of_pair(own: Observation, other: Observation, ask: Ask, desk: TopicEvidence, found: Origins) -> None:
    decimals = desk.indicator.decimals
    first, second = (printed(float(one.value or 0.0), decimals) for one in (own, other))
    found.plain.add(printed(abs(first - second), decimals))
    if ends := difference_ends(own, other, ask, desk):
        found.plain.update(printed(abs(end), decimals) for end in ends)
        found.whole.add(95.0)
    same = [one for one in desk.figures if one.period_label == own.period_label and Group.of(one) == Group.of(own)]
    if likely := expected_values(same, desk.indicator).get(own.area):
        found.plain.add(printed(abs(likely - float(other.value or 0.0)), decimals))
        found.plain.add(float(sum(one.area != "KH" for one in same)))
    if second > 0:
        found.whole.add(printed(100 * printed(abs(first - second), decimals) / second, 0))
        found.plain.add(printed(first / second, 1))


def difference_ends(own: Observation, other: Observation, ask: Ask, desk: TopicEvidence) -> tuple[float, float] | None:
    """The 95 % interval of the difference, put together here from those of both figures.

    A pair that was taken as the widest of several groups has a wider one, by the number of pairs; a part moves with the
    whole that holds it.
    """
    first, second = interval_of(own, desk.indicator), interval_of(other, desk.indicator)
    if first is None or second is None:
        return None
    pairs = comb(sum(_beside(one, own, ask.versus) for one in desk.figures), 2) if ask.kind == "gap" else 1
    z = NormalDist().inv_cdf(1 - 0.025 / pairs)
    a, b = float(own.value or 0.0), float(other.value or 0.0)
    low, high = first.at(z, a), second.at(z, b)
    held = _weight(own, other, first, second)
    down = sqrt(max((a - low[0]) ** 2 - 2 * held * (a - low[0]) * (high[1] - b) + (high[1] - b) ** 2, 0.0))
    up = sqrt(max((low[1] - a) ** 2 - 2 * held * (low[1] - a) * (b - high[0]) + (b - high[0]) ** 2, 0.0))
    return a - b - down, a - b + up


def _beside(one: Observation, own: Observation, dimension: str) -> bool:
    """Whether a figure is one of the groups that ``own`` is one of."""
    same = replace(Group.of(one), **{dimension: ""}) == replace(Group.of(own), **{dimension: ""})
    there = (one.area, one.period_label) == (own.area, own.period_label)
    return same and there and getattr(one, dimension) != "total"


def _weight(part: Observation, whole: Observation, inner: Interval, outer: Interval) -> float:
    """How far a part moves with the whole that holds it: a place with the country, a group with everybody."""
    inside = whole.area == "KH" != part.area or (Group.of(whole).is_total and not Group.of(part).is_total)
    if part.period_label != whole.period_label or not inside or not (part.sample_size and whole.sample_size):
        return 0.0
    held = part.sample_size / whole.sample_size
    wide = (inner.upper - inner.lower) / max(outer.upper - outer.lower, 1e-9)
    return min(held * wide, sqrt(held)) if held < 1 else 0.0


def _of_rank(named: list[Observation], desk: TopicEvidence, found: Origins) -> None:
    """The places compared, the few best or worst of them, and the rank of the first one where everybody was counted."""
    assert len({(one.period_label, Group.of(one)) for one in named}) == 1
    assert len({one.area for one in named}) == len(named)
    values = [float(one.value or 0.0) for one in named]
    better = sum(one > values[0] if desk.indicator.polarity == "higher_better" else one < values[0] for one in values)
    few = 5 if len(named) >= 15 else max(len(named) // 3, 1)
    counted = interval_of(named[0], desk.indicator) is None
    found.plain.update((float(len(named)), *((1.0, 1.0 + better) if counted else (float(few),))))


def _of_target(named: list[Observation], desk: TopicEvidence, found: Origins) -> None:
    for target in desk.targets:
        national = [one for one in desk.figures if one.area == "KH" and one.value is not None]
        goal = goal_of(target, national) if target.kind == "at_most_share" else target.value
        if goal is None:
            continue
        found.years.add(target.year)
        goal = round(goal, 2)
        away = round(abs(printed(float(named[0].value or 0.0), desk.indicator.decimals) - goal), 2)
        found.plain.update((away, goal))
        found.whole.update({goal} if desk.indicator.unit == "percent" else ())


def _covered(newest: Observation, desk: TopicEvidence) -> set[str]:
    same = [one for one in desk.facts if one.year_end == newest.year_end and not one.modelled]
    return {province for one in same for area in one.areas - {"KH"} for province in area.split("+")}


def wrong_facts(message: Message, desk: TopicEvidence) -> list[str]:
    """The facts that cannot be worked out again from the observations; a refusal has none."""
    if not message.headline:
        return [name for name, _ in message.facts]
    (named, newer), decimals = parted(observations_of(message, desk), desk), desk.indicator.decimals
    worked: dict[str, set[float]] = {}
    values = [printed(float(one.value or 0.0), decimals) for one in named[:2]]
    if values:
        worked |= {"value": {values[0]}, "others": {printed(100 - values[0], decimals)}}
    every = desk.catalogue.indicators
    for place, one in enumerate(newer, 1):
        worked[f"newer_{place}" if place > 1 else "newer"] = {printed(one.value or 0.0, every[one.indicator].decimals)}
    if len(values) > 1:
        worked["other"] = {values[1]}
    found = Origins()
    if message.kind == "absence":
        return []
    if message.kind == "rank" and named:
        _of_rank(named, desk, found)
    elif message.kind == "target" and named:
        _of_target(named, desk, found)
    elif message.kind == "people" and len(named) > 1:
        worked["people"] = {float(named[1].value or 0.0)}
        number = values[0] / 100 * float(named[1].value or 0.0)
        worked["number"] = {float(round(number, 1 - floor(log10(number))))}
        ends = _range_of_people(named[0], float(named[1].value or 0.0), number, desk)
        worked |= {"fewest": set(ends[:1]), "most": set(ends[1:])}
    elif len(named) > 1:
        _of_pair(named[0], named[1], Ask.parse(message.key), desk, found)
    rest = {*found.plain, *found.whole, *(float(one) for one in found.years)}
    return [f"{name} = {value}" for name, value in message.facts if not _among(value, worked.get(name, rest))]
