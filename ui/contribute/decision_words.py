"""Decisions about a file as sentences, in the language of a translator. Pure."""

from __future__ import annotations

from childrights.catalogue import Catalogue
from childrights.i18n import N_, Translator
from childrights.language import UNIT_SUFFIX, UNITS, period, plain_number, words
from geo import area_name
from ui.contribute.cures import (
    AREAS,
    EXAMPLE,
    INDICATORS,
    NOT_AS_BEFORE,
    NUMBERS,
    PART,
    PARTED,
    PEOPLE,
    PROPORTION,
    PROPOSE,
    SKIP,
    UNIT,
    WHOLE,
    YEAR,
    Cure,
)

REASONS = (
    N_("It is a total or a heading, not a figure"),
    N_("It is counted elsewhere already"),
    N_("It is not meant to be published"),
    N_("It must be checked first"),
)
"""Reasons to leave something out that are offered with one click; the ledger keeps the English words."""

_PEOPLE = {
    WHOLE: N_("“{label}”: the figures are of everybody in the place"),
    PART: N_("“{label}”: the figures are of this group only and are kept separately under its name"),
}
MOST_PLACES = 3
_BARE = ("", *words.BARE_UNITS)
_READ = N_("“{value}” is {number}")
_SENTENCES = {
    "brackets:small_sample": N_("“{value}” is {number}, from a small sample"),
    "format:stored": N_("the number behind the cell counts: {number}"),
    "format:shown": N_("what the cell shows counts, not the number behind it"),
    "zero_or_missing:not_collected": N_("“{value}” means that it was not counted"),
}


def meaning(cure: Cure, catalogue: Catalogue, t: Translator) -> str:
    """What a decision says its label means."""
    if cure.part == AREAS:
        return area_name(cure.code, t.lang)
    if cure.part == INDICATORS:
        return catalogue.indicators[cure.code].short_name(t.lang)
    if cure.part == UNIT:
        return unit_words(cure.code, t)
    if cure.part == NUMBERS:
        return reading_words(cure, t)
    if cure.detail(EXAMPLE):
        return t._("real figures")
    if cure.part == PEOPLE:
        return t._("everybody in the place") if cure.code == WHOLE else t._("only this group")
    return period(cure.code, t.lang)


def unit_words(code: str, t: Translator) -> str:
    """A unit that figures may be in."""
    return t._("a proportion of one") if code == PROPORTION else t._(UNITS[code])


def reading_words(cure: Cure, t: Translator) -> str:
    """How doubtful numbers are read, told by the first cell: "“0.45” is 45 %"."""
    sentence = t._(_SENTENCES.get(cure.code, _READ))
    return sentence.format(value=cure.detail("value"), number=_number(cure.detail("number"), cure.detail("unit"), t))


def _number(text: str, unit: str, t: Translator) -> str:
    if not text or "e" in text:
        return text
    number = plain_number(float(text), len(text.partition(".")[2]), t.lang)
    suffix = UNIT_SUFFIX.get(unit) or ("" if unit in _BARE else f" {t._(UNITS[unit])}")
    return (number + suffix).replace(" ", "\N{NO-BREAK SPACE}")


def places_words(label: str, t: Translator) -> str:
    """The columns or sheets that one answer is for, the first of them."""
    places = label.split(PARTED)
    named = t._(", ").join(column_words(place, t) for place in places[:MOST_PLACES])
    more = len(places) - MOST_PLACES
    return named + (t._(" and {count} more").format(count=plain_number(more, 0, t.lang)) if more > 0 else "")


def column_words(place: str, t: Translator) -> str:
    """A column, or a whole sheet."""
    sheet, _, column = place.rpartition("!")
    if not sheet:
        return t._("Sheet {sheet}").format(sheet=place)
    return t._("Column {column} of sheet {sheet}").format(column=column, sheet=sheet)


def reason_words(why: str, t: Translator) -> str:
    """The reason for leaving something out; the offered ones in the language of the page, others as written."""
    return t._(why) if why else t._("no reason given")


def personal_words(t: Translator) -> str:
    """Why a text is not kept."""
    return t._("This seems to be about a single person. Leave out names, dates, numbers and addresses of people.")


def decided_words(cure: Cure, catalogue: Catalogue, t: Translator) -> str:
    """A decision as a sentence."""
    if cure.part == SKIP:
        text = t._("“{label}” is left out: {why}")
        return text.format(label=cure.label, why=reason_words(cure.detail("why"), t))
    if cure.part == PROPOSE:
        text = t._("“{label}” is proposed as a new indicator: {name}. Its figures wait and are not published")
        return text.format(label=cure.label, name=cure.detail("name_km" if t.lang == "km" else "name"))
    if cure.part == YEAR:
        return t._("Figures without a year are about {year}").format(year=cure.code)
    if cure.part == NUMBERS:
        return f"{places_words(cure.label, t)}: {reading_words(cure, t)}"
    if cure.detail(EXAMPLE):
        return t._("“{label}”: the figures are real").format(label=cure.label)
    if cure.part == PEOPLE:
        return t._(_PEOPLE[cure.code]).format(label=cure.label)
    if cure.part == UNIT:
        text = t._("The figures under “{label}” are in this unit: {unit}")
        return text.format(label=cure.label, unit=unit_words(cure.code, t))
    if cure.code == NOT_AS_BEFORE:
        return t._("“{label}” is not read as before").format(label=cure.label)
    text = t._("“{label}” is read as {meaning}")
    return text.format(label=cure.label, meaning=meaning(cure, catalogue, t))
