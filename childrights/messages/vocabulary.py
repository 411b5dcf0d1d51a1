"""Whom a figure is about and what it says of them, in words for sentences, read from message_words.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from childrights.catalogue import TOTAL, Group, Indicator, TableRow, read_rows
from childrights.i18n import N_, Translator
from childrights.language import dimension_words, word_list
from geo import COUNTRY, REFERENCE_FOLDER, area_words, ground, load_provinces, province_members

WORDS_FILE = REFERENCE_FOLDER / "message_words.csv"
KINDS = ("share", "rate", "count", "measure")
_COLUMNS = (
    "indicator",
    "kind",
    "noun_en",
    "female_en",
    "male_en",
    "age_en",
    "limit_en",
    "verb_en",
    "without_en",
    "noun_km",
    "age_km",
    "limit_km",
    "counter_km",
    "verb_km",
    "without_km",
    "people",
)

WHERE: Mapping[str, str] = {
    "urban": N_("in urban areas of {place}"),
    "rural": N_("in rural areas of {place}"),
    "quintile_1": N_("in the poorest fifth of households {where}"),
    "quintile_2": N_("in the second-poorest fifth of households {where}"),
    "quintile_3": N_("in the middle fifth of households {where}"),
    "quintile_4": N_("in the second-richest fifth of households {where}"),
    "quintile_5": N_("in the richest fifth of households {where}"),
    "quartile_1": N_("in the poorest quarter of households {where}"),
    "quartile_2": N_("in the second-poorest quarter of households {where}"),
    "quartile_3": N_("in the second-richest quarter of households {where}"),
    "quartile_4": N_("in the richest quarter of households {where}"),
}
HERE: Mapping[str, str] = {"urban": N_("in urban areas"), "rural": N_("in rural areas")}
"""The parts of a place that was named just before."""
_CASES_KM = "ករណី"
_YEARS: Mapping[str, int] = {"five": 5, "ten": 10}
SHORT_AGES = ("aged ", "of ", "under ")
"""Behind words that begin so stands a disability: "children of school age with a disability"."""
IN_GROUP = N_("in the {group}")
AMONG = N_("among the {group} {where}")
"""``IN_GROUP`` stands after another group of the same split; ``AMONG`` for households, of which the fifth or quarter is
one: no "households of households"."""
ABLE: Mapping[str, str] = {
    "with_disability": N_("{people} with a disability"),
    "without_disability": N_("{people} without a disability"),
}


@dataclass(frozen=True, slots=True)
class MessageWords:
    """One row of message_words.csv. ``kind``: ``share`` of people or things, ``rate``, ``count`` or ``measure``.

    A share says "{noun} {age} {limit} {verb}" ("children under five were stunted"); a rate "for every 1,000 {noun}
    there were … {verb}"; a measure "{noun} was …"; a count without a verb "there were … {noun}". The group asked for
    takes the place of ``age``, never of ``limit``. ``without`` says it of those left out, only where more is better.
    ``counter_km`` is the Khmer classifier, of a rate that of its base ("1,000 persons"). ``people`` names the series
    that hold the population that the share is of exactly, as ``indicator:age`` parted by semicolons.
    """

    indicator: str
    kind: str
    noun_en: str
    female_en: str
    male_en: str
    age_en: str
    limit_en: str
    verb_en: str
    without_en: str
    noun_km: str
    age_km: str
    limit_km: str
    counter_km: str
    verb_km: str
    without_km: str
    people: str

    @property
    def households(self) -> bool:
        """Whether households or their members are counted."""
        return "household" in self.noun_en

    @property
    def dated(self) -> bool:
        """Whether the words hold a time of their own, so that the period stands first, away from it."""
        return any(word in f"{self.limit_en} {self.verb_en}" for word in (" survey", "school year"))

    @property
    def spans(self) -> str:
        """Which years before the survey are counted, as far as the sentences say it; empty elsewhere."""
        return self.limit_en if self.limit_en.endswith("before the survey") else ""

    @property
    def years_before(self) -> int:
        """How many years before the survey are counted; 0 where the sentences say nothing of it."""
        return next((years for word, years in _YEARS.items() if f" {word} years " in self.spans), 0)

    def span(self, t: Translator) -> str:
        """The years before the survey that are counted; they stand after the place."""
        if not self.spans:
            return ""
        return self.limit_km if t.lang == "km" else self.limit_en

    def limit(self, t: Translator) -> str:
        """What else those counted have in common."""
        return "" if self.span(t) else self.limit_km if t.lang == "km" else self.limit_en

    def verb(self, t: Translator) -> str:
        """What is said of those who are counted."""
        return self.verb_km if t.lang == "km" else self.verb_en

    def counter(self, t: Translator) -> str:
        """The classifier that stands after a number of them; English has none."""
        return self.counter_km if t.lang == "km" else ""

    def part_counter(self, t: Translator) -> str:
        """The classifier in "1 of 6": none where it would say the noun a third time."""
        return "" if self.counter_km == self.noun_km else self.counter(t)

    def case_counter(self, t: Translator) -> str:
        """The classifier after what a rate counts: deaths and births are cases, of whatever the rate is."""
        return _CASES_KM if t.lang == "km" and self.kind == "rate" else ""

    def without(self, t: Translator) -> str:
        """What is said of the others; empty where that is no message of its own."""
        return self.without_km if t.lang == "km" else self.without_en


@lru_cache(maxsize=8)
def load_message_words(path: Path = WORDS_FILE) -> Mapping[str, MessageWords]:
    """Every row by indicator. Raises ``ReferenceTableError`` naming file, row and column."""
    found: dict[str, MessageWords] = {}
    for row in read_rows(path, _COLUMNS):
        words = _words(row)
        if row.required("indicator") in found:
            # Of two rows that differ one would win in silence; two hands have added rows to this table at once before.
            raise row.refuse("indicator", f"'{words.indicator}' stands in the table twice")
        found[words.indicator] = words
    return found


def words_of(indicator: Indicator) -> MessageWords:
    """The words of an indicator; its name where the table has no row of it."""
    return load_message_words().get(indicator.code) or unworded(indicator)


def _words(row: TableRow) -> MessageWords:
    kind = row.choice("kind", KINDS)
    for column in ("noun_en", "noun_km", *(("verb_en", "verb_km") if kind in ("share", "rate") else ())):
        row.required(column)
    if kind in ("share", "count", "rate"):
        row.required("counter_km")
    if bool(row.text("without_en")) != bool(row.text("without_km")):
        raise row.refuse("without_km", "must be filled in together with 'without_en'")
    return MessageWords(**{name: row.text(name) for name in _COLUMNS})


def unworded(indicator: Indicator) -> MessageWords:
    """General words for an indicator that nobody has found words for: "the indicator “…” was …"."""
    blank = dict.fromkeys(_COLUMNS, "")
    names = {"noun_en": f"the indicator “{indicator.name_en}”", "noun_km": f"សូចនាករ «{indicator.name_km}»"}
    return MessageWords(**blank | names | {"indicator": indicator.code, "kind": "measure"})


def population(words: MessageWords, group: Group, t: Translator) -> str:
    """The people or things counted: "girls under five", "children aged 6–8 with a disability"."""
    people = sexed(words, group, t)
    if words.kind == "measure":
        return words.noun_km if t.lang == "km" else words.noun_en
    limit, age = words.limit(t), words.age_km if t.lang == "km" else words.age_en
    if group.age != TOTAL:
        age = aged(group.age, t)
    if t.lang == "km":
        return able(f"{people}{age}{limit}", group, t)
    if not age.startswith(SHORT_AGES):
        people, group = able(people, group, t), replace(group, disability=TOTAL)
    return able(" ".join(part for part in (people, age, limit) if part), group, t)


def sexed(words: MessageWords, group: Group, t: Translator) -> str:
    """The noun for the sex of the group, without age or limit: "girls", "teachers"."""
    if t.lang == "km":
        return words.noun_km + {"female": "ស្រី", "male": "ប្រុស"}.get(group.sex, "")
    found = {"female": words.female_en, "male": words.male_en}.get(group.sex, words.noun_en)
    return found or f"{words.noun_en} ({dimension_words(group.sex, t).lower()})"


def able(people: str, group: Group, t: Translator) -> str:
    """``people`` with or without a disability, where the group says so."""
    return t._(ABLE[group.disability]).format(people=people) if group.disability != TOTAL else people


def measured_words(words: MessageWords, group: Group, t: Translator) -> str:
    """Whom a measure is of, where it is not of everybody: "girls", "women aged 6–8"; nothing of it is left unsaid."""
    parts = []
    if group.sex != TOTAL:
        noun = {"female": words.female_en, "male": words.male_en}.get(group.sex, "") if t.lang == "en" else ""
        parts.append(noun or dimension_words(group.sex, t).lower())
    parts += [dimension_words(code, t).lower() for code in (group.age, group.disability) if code != TOTAL]
    return word_list(parts, t)


def aged(age: str, t: Translator) -> str:
    """An age group as it stands behind a noun: "aged 6–8"."""
    return f"អាយុ {_range(age, km=True)}" if t.lang == "km" else f"aged {_range(age)}"


def _range(age: str, *, km: bool = False) -> str:
    months = age.endswith(" months")
    years = age.removesuffix(" months").replace("-", "–")
    if km:
        return f"{years} {'ខែ' if months else 'ឆ្នាំ'}"
    return f"{years} months" if months else years.replace("+", " and over")


def place_name(area: str, year_end: int, t: Translator) -> str:
    """The name of an area as it was then; a survey area says that its provinces have one value together."""
    if area == COUNTRY:
        return area_words(area, t.lang)
    names = [area_words(code, t.lang) for code in province_members(area)]
    if len(names) > 1:
        return t._("{places} together").format(places=word_list(names, t))
    came = [one for one in load_provinces().values() if one.split_from == area]
    since = [one.code for one in came if one.code in province_members(ground(area, year_end))]
    if not since:
        return names[0]
    others = word_list([area_words(code, t.lang) for code in since], t)
    return t._("{place} (with today's {others})").format(place=names[0], others=others)


def where(area: str, year_end: int, group: Group, t: Translator, words: MessageWords | None = None) -> str:
    """The place with the part of it: "in rural areas of Cambodia", "in the poorest fifth of households in …".

    With ``words`` also the years before the survey that are counted there.
    """
    name = place_name(area, year_end, t)
    found = t._(WHERE[group.residence] if group.residence != TOTAL else N_("in {place}")).format(place=name)
    found = _of_wealth(found, group, t, words)
    return f"{found} {words.span(t)}" if words and words.span(t) else found


def here(group: Group, t: Translator) -> str:
    """The part of a place that was named just before: "in urban areas", "in the richest fifth"."""
    found = t._(HERE[group.residence]) if group.residence != TOTAL else ""
    if group.wealth == TOTAL:
        return found
    return f"{t._(IN_GROUP).format(group=dimension_words(group.wealth, t).lower())} {found}".strip()


def _of_wealth(found: str, group: Group, t: Translator, words: MessageWords | None) -> str:
    if group.wealth == TOTAL:
        return found
    if words and words.households:
        return t._(AMONG).format(group=dimension_words(group.wealth, t).lower(), where=found).strip()
    return t._(WHERE[group.wealth]).format(where=found).strip()


@lru_cache(maxsize=64)
def populations(text: str) -> tuple[tuple[str, str], ...]:
    """The series of a ``people`` cell, each as its indicator and age."""
    parts = (one.partition(":") for one in text.split(";") if one)
    return tuple((indicator, age or TOTAL) for indicator, _, age in parts)
