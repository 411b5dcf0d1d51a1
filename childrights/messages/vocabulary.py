"""Whom a figure is about and what it says of them, in words for sentences, read from message_words.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from childrights.i18n import N_, Translator
from childrights.model import TOTAL, Group
from childrights.places import ground
from childrights.tables import TableRow, read_rows
from childrights.words import group_code
from geo.areas import COUNTRY, members
from geo.provinces import area_name, load_provinces
from geo.tables import REFERENCE_FOLDER

WORDS_FILE = REFERENCE_FOLDER / "message_words.csv"
KINDS = ("share", "rate", "count", "measure")
_COLUMNS = (
    "indicator", "kind", "noun_en", "female_en", "male_en", "limit_en", "verb_en", "without_en", "noun_km",
    "limit_km", "counter_km", "verb_km", "without_km", "people",
)  # fmt: skip

WHERE: Mapping[str, str] = {
    "urban": N_("in urban areas of {place}"),
    "rural": N_("in rural areas of {place}"),
    "quintile_1": N_("in the poorest fifth of households {where}"),
    "quintile_2": N_("in the second fifth of households {where}"),
    "quintile_3": N_("in the middle fifth of households {where}"),
    "quintile_4": N_("in the fourth fifth of households {where}"),
    "quintile_5": N_("in the richest fifth of households {where}"),
    "quartile_1": N_("in the poorest quarter of households {where}"),
    "quartile_2": N_("in the second quarter of households {where}"),
    "quartile_3": N_("in the third quarter of households {where}"),
    "quartile_4": N_("in the richest quarter of households {where}"),
}
ABLE: Mapping[str, str] = {
    "with_disability": N_("{people} with a disability"),
    "without_disability": N_("{people} without a disability"),
}


@dataclass(frozen=True, slots=True)
class MessageWords:
    """One row of message_words.csv. ``kind``: ``share`` of people or things, ``rate``, ``count`` or ``measure``.

    A share says "{noun} {limit} {verb}" ("children under five were stunted"); a rate "for every 1,000 {noun} there
    were … {verb}"; a measure "{noun} was …". ``without`` says it of those left out, only where more is better.
    ``counter_km`` is the Khmer classifier. ``people`` names the population that the share is of exactly, as
    ``indicator:age``.
    """

    indicator: str
    kind: str
    noun_en: str
    female_en: str
    male_en: str
    limit_en: str
    verb_en: str
    without_en: str
    noun_km: str
    limit_km: str
    counter_km: str
    verb_km: str
    without_km: str
    people: str

    def verb(self, t: Translator) -> str:
        """What is said of those who are counted."""
        return self.verb_km if t.lang == "km" else self.verb_en

    def counter(self, t: Translator) -> str:
        """The classifier that stands after a number of them; English has none."""
        return self.counter_km if t.lang == "km" else ""

    def without(self, t: Translator) -> str:
        """What is said of the others; empty where that is no message of its own."""
        return self.without_km if t.lang == "km" else self.without_en


@lru_cache(maxsize=8)
def load_message_words(path: Path = WORDS_FILE) -> Mapping[str, MessageWords]:
    """Every row by indicator. Raises ``ReferenceTableError`` naming file, row and column."""
    return {row.required("indicator"): _words(row) for row in read_rows(path, _COLUMNS)}


def _words(row: TableRow) -> MessageWords:
    kind = row.choice("kind", KINDS)
    for column in ("noun_en", "noun_km", *(() if kind == "measure" else ("verb_en", "verb_km"))):
        row.required(column)
    if kind in ("share", "count"):
        row.required("counter_km")
    if bool(row.text("without_en")) != bool(row.text("without_km")):
        raise row.refuse("without_km", "must be filled in together with 'without_en'")
    return MessageWords(**{name: row.text(name) for name in _COLUMNS})


def population(words: MessageWords, group: Group, t: Translator) -> str:
    """The people or things counted: "girls under five", "children aged 6–8 with a disability"."""
    return _khmer(words, group, t) if t.lang == "km" else _english(words, group, t)


def _able(people: str, group: Group, t: Translator) -> str:
    return t._(ABLE[group.disability]).format(people=people) if group.disability != TOTAL else people


def _english(words: MessageWords, group: Group, t: Translator) -> str:
    sexed = {"female": words.female_en, "male": words.male_en}.get(group.sex, words.noun_en)
    if words.kind == "measure":
        return _measure(words.noun_en, sexed if group.sex != TOTAL else "", group, t)
    limit = f"aged {_range(group.age)}" if group.age != TOTAL else words.limit_en
    people = sexed or f"{words.noun_en} ({group_code(group.sex, t).lower()})"
    return f"{_able(people, group, t)} {limit}".strip()


def _khmer(words: MessageWords, group: Group, t: Translator) -> str:
    sex = {"female": "ស្រី", "male": "ប្រុស"}.get(group.sex, "")
    if words.kind == "measure":
        return _measure(words.noun_km, sex, group, t)
    limit = f"អាយុ {_range(group.age, km=True)}" if group.age != TOTAL else words.limit_km
    return f"{_able(words.noun_km + sex, group, t)}{limit}"


def _measure(subject: str, sexed: str, group: Group, t: Translator) -> str:
    """A subject with its group in brackets: nothing of the group is left unsaid."""
    parts = [sexed or group_code(group.sex, t).lower()] if group.sex != TOTAL else []
    parts += [group_code(code, t).lower() for code in (group.age, group.disability) if code != TOTAL]
    return f"{subject} ({', '.join(parts)})" if parts else subject


def _range(age: str, *, km: bool = False) -> str:
    months = age.endswith(" months")
    years = age.removesuffix(" months").replace("-", "–")
    if km:
        return f"{years} {'ខែ' if months else 'ឆ្នាំ'}"
    return f"{years} months" if months else years.replace("+", " and over")


def place(area: str, year_end: int, t: Translator) -> str:
    """The name of an area as it was then; a survey area says that its provinces have one value together."""
    if area == COUNTRY:
        return area_name(area, t.lang)
    names = [area_name(code, t.lang) for code in members(area)]
    if len(names) > 1:
        return t._("{places} and {last} together").format(places=t._(", ").join(names[:-1]), last=names[-1])
    came = [one for one in load_provinces().values() if one.split_from == area]
    since = [one.code for one in came if one.code in members(ground(area, year_end))]
    if not since:
        return names[0]
    others = t._(", ").join(area_name(code, t.lang) for code in since)
    return t._("{place} (with today's {others})").format(place=names[0], others=others)


def where(area: str, year_end: int, group: Group, t: Translator) -> str:
    """The place with the part of it: "in rural areas of Cambodia", "in the poorest fifth of households in …"."""
    name = place(area, year_end, t)
    found = t._(WHERE[group.residence] if group.residence != TOTAL else N_("in {place}")).format(place=name)
    return t._(WHERE[group.wealth]).format(where=found) if group.wealth != TOTAL else found


@lru_cache(maxsize=64)
def population_code(text: str) -> tuple[str, str]:
    """The indicator and age of a ``people`` cell."""
    indicator, _, age = text.partition(":")
    return indicator, age or TOTAL
