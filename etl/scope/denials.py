"""Names, notes and headers that say figures are something else than the title lets believe.

A sheet "Bati district" or "Control" holds a part of the people, "Denominator" or "Old" none of the figures to be used,
"severe stunting" another indicator; "Figures in thousands" denies a percentage, "Kampot includes Kep" a province. What
each asks is settled with the other words around a table (see ``people``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from etl.cells import any_word_alone, dashes, plain, word_lists
from etl.labels import KnownWords, Piece, PlaceFinder, shelf, text_pieces
from etl.periods import find_periods, states_plan, strip_periods
from etl.scope.people_rules import restriction
from etl.tables import WITHOUT, bare_note
from geo import COUNTRY, fold_khmer

_NOTHING_KNOWN = KnownWords()
_LISTS = word_lists(Path(__file__).with_name("words.csv"))
_QUIET = ("neutral", "end", "comma", "number", "subject", "topic", "weak")
_RANK = r"(?:operational district|district|commune|village|health cent(?:re|er))"
_RANK_BEFORE = r"(?:o\.?d\.?|khum|srok|sangkat|phum|operational district|district|commune|village)"
_DISTRICT = re.compile(
    rf"(?<![a-z])(?P<first>[a-z][\w'’]+) {_RANK}(?![a-z])|(?<![a-z]){_RANK_BEFORE} (?P<last>[a-z][\w'’]+)", re.I
)
_KHMER_DISTRICT = re.compile(
    f"(?<![\u1780-\u17d3])(?:{fold_khmer('ស្រុកប្រតិបត្តិ|ស្រុក|ឃុំ|សង្កាត់|ភូមិ')}) ?(?P<last>[\u1780-\u17d3]{{3,}})"
)
_NO_NAMES = re.compile(
    fold_khmer("ស្រុក|ឃុំ|សង្កាត់|ខណ្ឌ|ភូមិ|ភាគ|នីមួយ|ទាំង|និង|ឬ|កំណើត|គោលដៅ|គំរូ|ប្រតិបត្តិ$")
    + "|level|data|report|list|table|name|code|wise|and|or$",
    re.I,
)
_SEVERE = re.compile(r"(?<![a-z])severe(?:ly)?(?![a-z])|" + fold_khmer("ធ្ងន់ធ្ងរ"), re.I)
_MODERATE = re.compile(r"(?<![a-z])moderate(?:ly)?(?![a-z])|" + fold_khmer("មធ្យម"), re.I)
_OF_DATA = (
    r"(?:(?:all|the|these|those|our|above) )*(?:data|figures?|numbers?|values?|results?|percentages?|rates?|estimates?)"
    r"(?: (?:shown|given|presented|reported|above|here|below|in (?:this|the) table))*"
)
_STATED = re.compile(
    rf"^{_OF_DATA} (?:are (?:only )?(?:for|from|of|based on)|is (?:for|from|of)"
    r"|refers? (?:only )?to|relates? (?:only )?to"
    r"|covers?|come from|were (?:collected|taken) (?:from|among|at|in)) (?P<what>.+)$"
    + "|^"
    + fold_khmer("(?:ទិន្នន័យ|តួលេខ)(?:ទាំងនេះ|នេះ)? ?(?:គឺ)?(?:សម្រាប់|សំរាប់|ចំពោះ|របស់) ?(?P<km>.+)$"),
    re.I,
)
_SCALED = re.compile(
    rf"^(?:{_OF_DATA}|amounts?|units?|all|counts?)?[ :]*(?:(?:are|is|were|shown|given|expressed|presented|reported) )*"
    r"\(?(?:in )?(?:(?:tens of |hundreds of )?thousands?|millions?|hundreds|['’]000s?|000s)"
    r"(?: of (?:children|people|persons))?\)?\.?$"
    + "|"
    + fold_khmer("^(?:តួលេខ|ទិន្នន័យ|ចំនួន)?(?:ទាំងនេះ|នេះ)? ?(?:គិត)?ជា(?:ឯកតា)?(?:រាប់)?(?:ពាន់|លាន|ម៉ឺន)(?:នាក់)?[។.]?$"),
    re.I,
)
_MARKED = re.compile(
    rf"^{_OF_DATA} (?:shown |given |written |marked |shaded )?(?:in )?"
    r"(?:bold|italics?|red|blue|green|yellow|orange|gr[ea]y|colou?r|brackets|parentheses|shaded|highlighted)"
    r"(?: type| font|cells?)?"
    r"(?: are| is| show| represent|[ :=-]+)(?: the| our)* ?(?P<what>[^,;.()]{1,30})|"
    + fold_khmer("^(?:តួលេខ|ទិន្នន័យ)(?:អក្សរ)?(?:ដិត|ទ្រេត|ក្រហម|ពណ៌\\S{1,12}?)\\s*(?:គឺ)?ជា\\s*(?P<km>\\S{1,30})"),
    re.I,
)
_LINK_OF_PLACES = re.compile(
    r"^\W*(?:(?:data|figures?|results?) (?:for|of) )?\W*(?:also |now )?"
    r"(?:includ(?:es?|ed|ing)|incl\.?|contains?|covers?|plus"
    r"|(?:is |was )?combined with|together with|exclud(?:es?|ed|ing)|does not include|without|not including)"
    r"\W*(?:also )?$|"
    + fold_khmer("^\\W*(?:រួមបញ្ចូល|រួមទាំង|បូករួម|រាប់បញ្ចូល|គិតទាំង|មិនរាប់បញ្ចូល|មិនរួមបញ្ចូល|លើកលែង)(?:ទាំង|ខេត្ត|តែ)*\\W*$"),
    re.I,
)
_KHMER_LINK = re.compile(
    fold_khmer(
        "មិន(?:រាប់|រួម)បញ្ចូល(?:ខេត្ត)?|រួមបញ្ចូល(?:ទាំង)?(?:ខេត្ត)?|រួមទាំង(?:ខេត្ត)?|បូករួម(?:ទាំង)?(?:ខេត្ត)?|លើកលែង(?:តែ)?(?:ខេត្ត)?"
    )
)
_TOGETHER = any_word_alone(_LISTS["together"])
_LEAVING_OUT = re.compile(
    WITHOUT.pattern
    + r"|\b(?:not including|without|except(?: for)?|other than|is not (?:included|covered)|not included|not covered)\b",
    re.I,
)
_FRAMES = re.compile(
    r"^(?:(?:the )?(?:data|figures?|national|country|total|cambodia)\W*)*(?:for )?$|^(?:is|was|are)?\W*$", re.I
)
_OTHER_PLACE = any_word_alone(_LISTS["other_place"])
_OFFICE = re.compile(r"^\W*(?:(?:our|field|local|project|branch|sub|name of|ngo)\W+)*offices?(?: name)?\W*$", re.I)
_RESIDENCE = re.compile(r"\bresidence\b|\bresiden", re.I)


def named_part_of_people(text: str, where: str, known: KnownWords, places: PlaceFinder) -> str:
    """The words of a name or a note that make figures those of a part of a province or of its people; ``""``."""
    if where == "name":
        return _district(text, known, places) or _alone(text, "part_alone", known)
    return _stated_people(text, known, places) if where == "note" else ""


def _district(text: str, known: KnownWords, places: PlaceFinder) -> str:
    """A district, commune or village by its name: "Bati district", "OD Bati", ស្រុកបាទី."""
    bare = fold_khmer(dashes(plain(strip_periods(text))))
    for match in _DISTRICT.finditer(bare):
        name = match["first"] or match["last"]
        if _NO_NAMES.search(name):
            continue
        of_health = match.group().casefold().replace(".", "").startswith(("od ", "operational"))
        kinds = {piece.kind for piece in text_pieces(name, known)}
        if kinds == {"unknown"} and not (places.inside(name) and not of_health):
            return match.group()
        if of_health and places.inside(name):
            return match.group()
    for match in _KHMER_DISTRICT.finditer(bare):
        if _NO_NAMES.match(match["last"]) is None:
            return match.group()
    return ""


def _stated_people(text: str, known: KnownWords, places: PlaceFinder) -> str:
    """Whom a note says that the figures are of, read as strictly as a title, or whom it says they leave out."""
    bare = bare_note(text)
    stated = _STATED.match(bare)
    if stated is not None:
        said = places.without(strip_periods(stated["what"] or stated["km"]))
        return restriction(said, "title", known)
    out = _LEAVING_OUT.match(bare)
    if out is None or len(bare.split()) > _SHORT or places.inside(bare):
        return ""
    told = text_pieces(bare[out.end() :], known)
    whom = any(
        one.kind == "unknown" and two.kind in ("person", "place", "setting", "area") for one, two in pairwise(told)
    )
    return bare.rstrip(" .") if whom else ""


_SHORT = 7


def no_figures_named(text: str, where: str, known: KnownWords, own_names: str) -> str:
    """The words of a name or a note that say its figures are others than those of the indicator; ``""``."""
    if where == "name":
        return _alone(text, "not_used_name", known) or _severe(text, own_names) or _plan(text)
    if where != "note":
        return ""
    bare = bare_note(text)
    if _SCALED.match(bare):
        return bare.rstrip(" .")
    marked = _MARKED.match(bare)
    if marked is not None and states_plan(marked["what"] or marked["km"]):
        return marked.group()
    stated = _STATED.match(bare)
    return _severe(stated["what"] or stated["km"], own_names) if stated is not None else ""


def header_of_none(text: str, known: KnownWords) -> str:
    """A header of figures that measure something else: "% achieved", "Score"."""
    return _alone(strip_periods(text), "not_used_head", known)


def places_of_others(text: str) -> str:
    """The header of a column of places that are not where the people of the figures live: "Branch", "Province of
    birth"; ``""`` for all others."""
    bare = fold_khmer(dashes(plain(text)))
    if _RESIDENCE.search(bare):
        return ""
    return text.strip() if _OTHER_PLACE.search(bare) or _OFFICE.match(bare) else ""


def _alone(text: str, name: str, known: KnownWords) -> str:
    bare = fold_khmer(dashes(plain(text)))
    held = _words(name).search(bare)
    if held is None:
        return ""
    rest = text_pieces(f"{bare[: held.start()]} {bare[held.end() :]}", known)
    own = {piece.kind for piece in text_pieces(held.group(), known)} == {"subject"}
    if name == "not_used_name" and shelf("share") & {piece.word.casefold() for piece in rest}:
        return ""  # "Numerator, denominator and rate"
    return held.group() if not own and all(_is_quiet(piece) for piece in rest) else ""


def _is_quiet(piece: Piece) -> bool:
    return piece.kind in _QUIET


@lru_cache(maxsize=8)
def _words(name: str) -> re.Pattern[str]:
    words = sorted(map(fold_khmer, shelf(name)), key=len, reverse=True)
    before = r"(?<!years )(?<!year )(?<!months )(?<!month )(?<![a-z])"
    return re.compile(
        "|".join(
            rf"{before}{re.escape(one)}(?![a-z]| age| people)" if one.isascii() else re.escape(one) for one in words
        ),
        re.I,
    )


def _severe(text: str, own_names: str) -> str:
    """ "Severe" in words about an indicator that counts the moderate as well."""
    bare = fold_khmer(text)
    held = _SEVERE.search(bare)
    if held is None or _MODERATE.search(bare) or _SEVERE.search(own_names):
        return ""
    return held.group()


def _plan(text: str) -> str:
    """A target with its year in a name; of a table of that year it is told as its time."""
    return next((one.words or plain(text) for one in find_periods(text) if one.kind == "plan" and one.year_start), "")


class PlacesTold(NamedTuple):
    """A note that figures of ``area`` hold another place as well, or leave one out."""

    area: str
    other: str
    words: str


def places_told(text: str, places: PlaceFinder) -> PlacesTold | None:
    """What a note says of the figures of one place: "Kampot includes Kep", "Excluding Phnom Penh"."""
    words = bare_note(text).rstrip(" .")
    bare = _KHMER_LINK.sub(r" \g<0> ", words)  # Khmer is written without spaces
    spans = list(places.spans(bare))
    if len(spans) == 1 and "+" in spans[0][2] and _TOGETHER.search(bare):
        return PlacesTold(spans[0][2], "", words)
    if (
        len(spans) == 2
        and _FRAMES.match(bare[: spans[0][0]])
        and _LINK_OF_PLACES.match(bare[spans[0][1] : spans[1][0]])
    ):
        return PlacesTold(spans[0][2], spans[1][2], words)
    narrow = [span for span in spans if span[2] != COUNTRY]
    out = _LEAVING_OUT.search(bare)
    if not narrow or out is None or len(bare.split()) > _SHORT + len(narrow):
        return None
    rest = bare
    for start, end, _ in reversed(spans):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = _LEAVING_OUT.sub(" ", rest)
    quiet = all(piece.kind in (*_QUIET, "whole") for piece in text_pieces(rest, _NOTHING_KNOWN))
    return PlacesTold(COUNTRY, narrow[0][2], words) if quiet else None
