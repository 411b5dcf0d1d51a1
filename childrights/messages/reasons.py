"""Why a claim is refused or weakened, and what must be said with it, in words."""

from __future__ import annotations

from collections.abc import Mapping

from childrights.gaps import search_words
from childrights.i18n import N_, Translator
from childrights.language import period, plain_number, word_list, words
from childrights.messages.finding import ClaimReason, decimals_needed
from childrights.messages.vocabulary import place_name
from childrights.snapshot import COMPARING, NOTE, told_note
from childrights.statistics import REFUSALS
from geo import AreaError, area_words, parse_area

REASONS: Mapping[str, str] = {
    "no_figures": N_("This dashboard holds no published figure of this indicator."),
    "none_here": N_("This dashboard holds no published figure for {area}."),
    "none_in_series": N_("This series has no figure for {area} here; another series of the same has one for {period}."),
    "none_then": N_(
        "This dashboard holds no published figure for {area} in {period}; there are figures for {periods}."
    ),
    "none_of_member": N_("This dashboard shows no figure of this indicator that the member sent."),
    "none_of_member_here": N_("This dashboard shows no figure for {area} that the member sent."),
    "none_of_member_then": N_(
        "This dashboard shows no figure for {area} in {period} that the member sent; the member's are for {periods}."
    ),
    "hidden": N_("The figure is hidden to protect children."),
    "too_few_cases": N_("The survey asked too few of these people for a figure to be reliable."),
    "not_given": N_("The publisher left this figure out of its file; it may be asked for."),
    "not_collected": N_("The figure was not collected."),
    "not_applicable": N_("The question does not apply here."),
    "few_cases": N_("The figure is based on fewer than {limit} cases, too few to be shown."),
    "sensitive": N_("This topic is sensitive: its figures are shown for the whole country only."),
    "artefact": N_("The figure comes from how it was worked out or printed, not from what happened."),
    "counts": N_("Counts cannot be compared between places of different size."),
    "country_rank": N_("Only places inside the country can be ranked."),
    "overlapping_area": N_("The area covers others that have figures of their own, so it is not ranked."),
    "no_such_group": N_("This dashboard holds no published figure for the other group."),
    "no_people": N_("This dashboard holds no count of those whom this figure is a share of."),
    "no_share_of_people": N_("This figure is no share of people, so that it stands for no number of them."),
    "people_limited": N_("This figure is not of all these people, so that it stands for no number of them."),
    "people_age": N_("This dashboard holds no count of the children of exactly this age."),
    "people_split": N_("This dashboard holds no count of these people by {dimension}."),
    "people_country": N_("This dashboard holds the number of these people for the whole country only."),
    "people_here": N_("This dashboard holds no count of these people in this place."),
    "people_then": N_(
        "This dashboard holds no count of these people in a year of the figure; the nearest is for {period}."
    ),
    "people_range": N_(
        "The range comes from the 95 % interval of the percentage; the number of people is taken as known."
    ),
    "people_range_ours": N_(
        "The range comes from the 95 % interval of the percentage, by our estimate from the number of cases; the "
        "number of people is taken as known."
    ),
    "is_number": N_("This figure is a number already, not a share of one."),
    "no_share": N_("The percentage rounds to 0, so that no number of people can be worked out from it."),
    "no_target": N_("No numeric target is known here for this indicator."),
    "target_national": N_("Targets are set for the whole country and for everybody."),
    "no_gap": N_("No gap was found in this topic."),
    "small_sample": N_("The figure is based on fewer than {limit} cases: use with caution."),
    "old": N_(
        "The figure of {period} is {age} years old; after {limit} years figures are told as history, with their year."
    ),
    "ageing": N_("The figure of {period} is {age} years old."),
    "one_group": N_("This dashboard holds no published figure for everybody: this one is of the group named only."),
    "projected": N_("The figure is a projection, not a count."),
    "verify": N_("The figure is a copy or a quotation that is still to be verified."),
    "secondary": N_("The figure was quoted by press or NGO, not read in the report itself."),
    "modelled": N_("A model's estimate, not a count."),
    "projected_people": N_("The number of people is itself a projection."),
    "modelled_people": N_("The number of people is itself a model's estimate."),
    "provisional": N_("The figure is provisional."),
    "derived": N_("The figure was worked out from published figures."),
    "outlier": N_("The figure is out of line with the years around it."),
    "records": N_("The way of recording shifts in these years."),
    "swings": N_("The source swings between years."),
    "unknown": N_("The level jumps beside this figure, and no explanation is recorded here."),
    "population": NOTE,
    "note": NOTE,
    "comparability": COMPARING,
    "newer_note": N_("Of the newer figure: {note}."),
    "dated_note": N_("Of the figure of {period}: {note}."),
    "contradicted": N_("Another series here has another figure for the same year; neither is shown to be wrong."),
    "joined_area": N_("The source gives one value for {area}; it does not stand for any one province."),
    "no_interval": N_("The source gives neither an interval nor the number of cases."),
    "other_cases": N_("The source gives no interval, and its number of cases is not that of the people asked here."),
    "chance": N_("The difference may be chance: its 95 % interval goes from {low} to {high}."),
    "chance_assumed": N_(
        "The source gives no interval; in a national sample of the usual size such a difference may be chance."
    ),
    "chance_model": N_(
        "The model gives no interval; with the uncertainty that is assumed here for models, the estimates may be the "
        "same."
    ),
    "too_few_to_tell": N_(
        "Too few cases to tell whether there is a difference: its 95 % interval goes from {low} to {high}."
    ),
    "too_few_assumed": N_(
        "The source gives no number of cases; in a sample of the usual size this group has too few to tell."
    ),
    "handful": N_(
        "Few people with a disability are in a sample; if their number is not given, the figure may be based on "
        "a handful."
    ),
    "equal": N_("Both figures are the same as printed."),
    "slight": N_("The difference is less than 1 percentage point."),
    "extreme": N_(
        "A survey figure of exactly 0 or 100 % for one group, without the number of cases, is often based on "
        "very few people."
    ),
    "future": N_("A projection shows what may happen; it is never compared or counted as if it had happened."),
    "no_earlier": N_("There is no earlier figure here to compare it with."),
    "no_split": N_("This dashboard holds no published figures by {dimension} for this place and period."),
    "refusal:same": N_("A figure is not compared with itself: choose another place, group or year."),
    "refusal:too_few": N_("Fewer than two comparable figures were found."),
    "refusal:no_interval": N_(
        "Places are ranked only where the source gives intervals or numbers of cases for each of them."
    ),
    "unjudged": N_(
        "For {areas} the source gives neither an interval nor the number of cases, so it is not clear whether "
        "the figures differ."
    ),
    "assumed_side": N_("The source gives no interval: the uncertainty of the figure is assumed here."),
    "assumed_model": N_(
        "The model gives no interval: the difference was judged with the uncertainty that is assumed here for models."
    ),
    "assumed": N_("The source gives no interval: the difference was judged as in a national sample of the usual size."),
    "unplaced": N_("Chance alone may have put the place where it is in the order."),
    "likely": N_("The position of the place is likely, not certain."),
    "picked": N_(
        "Chosen from {places} places as one of those furthest from the country: chance exaggerates such "
        "differences, so the likely difference is given, not the one between the two figures."
    ),
    "near": N_("No clear difference from the group named first: {groups}."),
    "worked_out": N_("The number is the percentage of {people} people, as of {period}, rounded to two digits."),
    "begins": N_("The line begins in {period}: what came before does not join it. {why}"),
    "pace": N_("The pace is the one from {first} to {last}; it may change."),
    "no_pace": N_("There was no clear change, so no pace can be given."),
    "once": N_("This dashboard holds no two comparable published figures, so no pace can be given."),
    "not_looked": N_("This covers what this dashboard holds; other figures may have been published. {search}"),
    "few_looked": N_("This covers what is published and held here; too few places were searched to say more. {search}"),
    "search": "{search}",
    "a_law": N_("This is the stage of a law or the status of a body: it is not a number, and none is missing."),
    "from_others": N_("This is worked out from figures of other indicators, and no figure of its own is collected."),
    "looked": N_("This covers what is published and held here. {search}"),
    "elsewhere": "{search}",
    "members": N_("It is a member's figure, which has not been checked here."),
    "part": N_("It is about these people only, not about others."),
}


_DECIMALS = 4


def text(reason: ClaimReason, year_end: int, t: Translator) -> str:
    """One sentence. ``year_end`` says as of when places are named."""
    if reason.code not in REASONS:
        missing = word_list([_named(code, t) for code in reason.codes.get("missing", "").split("; ") if code], t)
        return t._(REFUSALS[reason.code.removeprefix("refusal:")]).format(missing=missing)
    filled = {
        name: plain_number(number, decimals_needed(number, _DECIMALS), t.lang)
        for name, number in reason.numbers.items()
    }
    if "{search}" in REASONS[reason.code]:
        filled["search"] = search_words(reason.search, t)
    for name, code in reason.codes.items():
        filled[name] = _filled(name, code, year_end, t)
    return t._(REASONS[reason.code]).format(**filled)


def _filled(name: str, code: str, year_end: int, t: Translator) -> str:
    if name == "note":
        return t._("; ").join(told_note(one, t) for one in code.split("\n"))
    if name == "why":
        return t._(REFUSALS[code])
    if name == "area":
        return place_name(code, year_end, t)
    if name == "areas":
        return word_list([place_name(one, year_end, t) for one in code.split("; ")], t)
    if name == "dimension":
        return lowered(t._(words.DIMENSION_NAMES[code]), t)
    if name == "groups":
        return word_list([lowered(words.dimension_words(one, t), t) for one in code.split("; ")], t)
    return word_list([period(one, t.lang) for one in code.split("; ")], t)


def lowered(name: str, t: Translator) -> str:
    """A name within a sentence; Khmer has no capitals."""
    return name.lower() if t.lang == "en" else name


def _named(code: str, t: Translator) -> str:
    try:
        return area_words(parse_area(code), t.lang)
    except AreaError:
        return lowered(words.dimension_words(code, t), t)
