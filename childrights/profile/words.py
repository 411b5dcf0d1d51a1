"""A province's profile in words, in the language of a translator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import Catalogue
from childrights.i18n import N_, Translator
from childrights.language import period, plain_number, words
from childrights.newest import newer_line
from childrights.profile.standing import Profile, ProvinceStanding
from childrights.statistics import MeasureRefusal
from geo import area_words

AGAINST: Mapping[str, str] = {
    "better": N_("better than Cambodia"),
    "worse": N_("worse than Cambodia"),
    "up": N_("higher than Cambodia"),
    "down": N_("lower than Cambodia"),
    "alike": N_("no clear difference"),
    "unjudged": N_("no interval: not judged"),
    "not_comparable": N_("not compared"),
    "no_country": N_("no national figure"),
}
UNRANKED: Mapping[str, str] = {
    "no_interval": N_("no intervals: not ranked"),
    "context": N_("neither good nor bad"),
    "hidden": N_("not ranked"),
    "too_few": N_("not ranked"),
}
UNKNOWN: Mapping[str, str] = {
    "suppressed": N_("Hidden to protect children"),
    "too_few_cases": N_("Too few cases to be reliable"),
    "not_given": N_("Left out by the publisher"),
    "outside": N_("Published for other places only"),
    "country_only": N_("Published for the whole country only"),
    "nowhere": N_("No figure here"),
}

LOOKED_FOR = ("outside", "country_only", "nowhere")
"""The reasons that a search elsewhere may speak to: what is withheld is known to be there."""


def province_words(found: Profile, t: Translator) -> str:
    """The province; with those it shares its figures with where most of the judged ones are shared."""
    name = area_words(found.province, t.lang)
    judged = [one for one in found.standings if one.judged]
    shared = [one for one in judged if one.together]
    if len(shared) * 2 <= len(judged):
        return name
    return t._("{place} with {others}").format(place=name, others=province_names(shared[0].together, t))


def province_names(codes: Sequence[str], t: Translator) -> str:
    """Provinces in a row."""
    return t._(", ").join(area_words(code, t.lang) for code in codes)


def province_finding(found: Profile, t: Translator) -> str:
    """Where the province stands against the country, by what can be judged at all."""
    worse, better = len(found.standing("worse")), len(found.standing("better"))
    judged = worse + better + sum(one.against == "alike" and not one.indicator.is_context for one in found.standings)
    filled = {"place": province_words(found, t), "worse": _count(worse, t) if worse else t._("none")}
    filled["better"] = _count(better, t) if better else t._("none")
    filled["judged"] = _count(judged, t)
    if not judged:
        return t._("{place}: no clear difference from the national figures").format(**filled)
    if not worse and not better:
        sentence = t._("{place}: none of the {judged} measures that can be judged differs from Cambodia's")
    elif better > worse:
        sentence = t._(
            "{place}: better than Cambodia in {better} of the {judged} measures that can be judged, worse in {worse}"
        )
    else:
        sentence = t._(
            "{place}: worse than Cambodia in {worse} of the {judged} measures that can be judged, better in {better}"
        )
    return sentence.format(**filled)


def _count(number: int, t: Translator) -> str:
    return plain_number(number, 0, t.lang)


def age(found: Profile, this_year: int, t: Translator) -> str:
    """How old the figures are; empty when there is none."""
    if found.usual_year is None or found.newest_year is None:
        return ""
    known = sum(one.own.value is not None for one in found.standings)
    years = this_year - found.usual_year
    sentence = t.ngettext(
        "{count} of the {all} figures below are from {year}: {years} year old.",
        "{count} of the {all} figures below are from {year}: {years} years old.",
        years,
    ).format(
        count=_count(found.from_year(found.usual_year), t),
        all=_count(known, t),
        year=found.usual_year,
        years=_count(years, t),
    )
    if found.newest_year > found.usual_year:
        return sentence + " " + t._("The newest is from {year}.").format(year=found.newest_year)
    return sentence + " " + t._("Nothing newer by province is here.")


def shared(found: Profile, t: Translator) -> str:
    """Which other provinces share a value with this one; empty when none does."""
    joined = [one.together for one in found.standings if one.together]
    if not joined:
        return ""
    if len(set(joined)) > 1:
        sentence = t.ngettext(
            "{count} figure marked ‡ is one value for {place} and the provinces named next to it: it is not "
            "{place}'s own.",
            "{count} figures marked ‡ are one value each for {place} and the provinces named next to them: they "
            "are not {place}'s own.",
            len(joined),
        )
    else:
        sentence = t.ngettext(
            "{count} figure marked ‡ is one value for {place} together with {others}: it is not {place}'s own.",
            "{count} figures marked ‡ are one value each for {place} together with {others}: they are not {place}'s "
            "own.",
            len(joined),
        )
    return sentence.format(
        count=_count(len(joined), t), place=area_words(found.province, t.lang), others=province_names(joined[0], t)
    )


def shared_places(one: ProvinceStanding, found: Profile, t: Translator) -> str:
    """With whom the value is shared, where that is not the same all over the page."""
    different = len({other.together for other in found.standings if other.together}) > 1
    return t._("with {others}").format(others=province_names(one.together, t)) if different and one.together else ""


def doubles_words(found: Profile, t: Translator) -> str:
    """Which series are not listed because another one of the same says more; empty without any."""
    if not found.doubles:
        return ""
    told = (f"{name(one, t)} ({period(one.own.period_label, t.lang)})" for one in found.doubles)
    sentence = t._("Left out, because another series on the same topic is as new or newer and says as much: {names}.")
    return sentence.format(names=t._("; ").join(told))


def rank_words(one: ProvinceStanding, t: Translator) -> str:
    """Where it stands among all areas, in words as strong as its chances; or why that is not told."""
    if isinstance(one.rank, MeasureRefusal):
        return t._(UNRANKED.get(one.rank.code, UNRANKED["hidden"]))
    return words.standing_words(one.rank, t)


def standing_value_words(one: ProvinceStanding, t: Translator) -> str:
    """The value with its unit, or why there is none."""
    return words.value_words(one.own, one.indicator, t) if one.own.value is not None else words.status(one.own, t)


def name(one: ProvinceStanding, t: Translator) -> str:
    """The measure with its group."""
    short = one.indicator.short_name(t.lang)
    return short if one.group.is_total else f"{short}, {words.group(one.group, t).lower()}"


def newer_words(one: ProvinceStanding, catalogue: Catalogue, t: Translator) -> str:
    """What is newer than the province's figure and the country's beside it; empty where nothing is."""
    told = (one.own, one.country) if one.country else (one.own,)
    return newer_line(told, one.newer, catalogue, t)


def change_words(one: ProvinceStanding, catalogue: Catalogue, t: Translator) -> str:
    """From what to what a figure changed, with the periods, and what is newer."""
    assert one.since is not None
    changed = t._("{name}: from {first} in {first_period} to {last} in {last_period}").format(
        name=name(one, t),
        first=words.value_words(one.since, one.indicator, t),
        first_period=period(one.since.period_label, t.lang),
        last=standing_value_words(one, t),
        last_period=period(one.own.period_label, t.lang),
    )
    newer = newer_words(one, catalogue, t)
    return t._("{changed}. {newer}").format(changed=changed, newer=newer) if newer else changed
