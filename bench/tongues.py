"""Whether a text is in the language that it should be in: no word, date, digit or separator of the other.

What may stand in another language is a published title or citation of a source, a name, a code, an address or a term
that has no other form; each kind is a pattern or a row of ``allowed_words.csv``, with the reason.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from childrights.catalogue import load_catalogue
from childrights.papers import load_forms
from childrights.rights import load_ministries, load_recommendations, load_reviews, load_rules
from childrights.statistics import load_targets

ALLOWED = Path(__file__).with_name("allowed_words.csv")
ROOT = "root"
"""What a page says that it is in as a whole."""
CITED = "cited"
"""Of a text that is broken where its lines end, so that no citation in it is whole."""
ENGLISH, KHMER, KHMER_DIGITS = "en", "km", "km digits"
"""A text in Khmer with Western digits, as all is kept, or with Khmer ones, as somebody may choose."""
_KHMER_LETTER = re.compile("[\u1780-\u17ff]")
_NO_WORDS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|int|kh|dk|info|html)\b\S*"  # addresses
    r"|\{\w+\}|\?[a-z]+=[\w=&+-]+"  # gaps of sentences, addresses of views
    r"|python3? run\.py(?: [a-z-]+)*|(?<![\w-])--?[a-z][a-z-]*"  # commands, which are typed as they stand
    r"|[\w./-]*\w\.(?:xlsx|xls|csv|zip|pdf|docx|pptx|png|svg|html|json|ods|toml|gpkg|geojson|shp|parquet|md|po|txt|bat|command)\b"
    r"|(?:^|(?<=[ (]))\.[a-z]{2,5}\b|/[a-z_]+(?:\?[\w=&+-]*)?"  # endings of names, addresses of pages
    r"|#[\w+/!]+|urn:uuid:\S+"  # heads for programs
    r"|\b[A-Z0-9]{5}-(?:[A-Z0-9]{1,5}\b)?|\bKH\d\d(?:\+KH\d\d)*\b|\b[A-Z]\d{4,}\b"  # codes
    r"|\b(?:CRC|CCPR|CEDAW|CERD|CRPD|CAT|CED|CMW|E|A|HRC|INT)/[\w./-]+"  # symbols of documents
    r"|\b[a-z]+(?:_[a-z0-9]+)+\b|\b[0-9a-f]{8,64}\b",  # names of columns and indicators, hashes
)
_WORD = re.compile(r"[A-Za-z](?:[A-Za-z]|(?<=[A-Za-z])['’](?=[A-Za-z]))*")
_COMMA = re.compile(r"(?<![\d,])\d+,\d{1,2}(?![\d,])")
_DIGITS_OF = {False: re.compile("[០-៩]"), True: re.compile(r"\d")}
_QUOTED = re.compile("[“”]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text as somebody meets it: where, and the language that it is marked to be in, if it is."""

    where: str
    text: str
    marked: str = ""


TYPED = re.compile(
    r"Member [AB]|figures \d?\.?xlsx|Children reintegrated into families \d+|Ban beating|Joint statement|Say by when"
    r"|Name of child|Date of birth|Sok Dara|Chan Srey Mom|Stunting 2022|no workbook at all|Atlantis|\babc\b"
    r"|\b(?:Takeo|Kep|Kampot|Province|Sex|Total|Boys|Girls|Data|refused|anna|sok|ben|Anna|Sok|Ben|owner|root|new|New|nobody)\b"
    r"|zzzzqqq|children in prison|girls boys stunting|\bstunting\b|ស្លាប់|១២,៥|តាកែវ|NOBODY-NONE|Nobody\b"
)
"""What the made-up people of this bench typed or called themselves, which every page repeats as it is."""


def faults(pieces: Iterable[Piece], wanted: str) -> Iterator[str]:
    """What is in the wrong language, each text once, with where it stands first."""
    seen = set[str]()
    for one in pieces:
        if one.marked == ROOT:
            if one.text != (lang := wanted.partition(" ")[0]) and "nothing/at/all" not in one.where:
                yield f"{one.where}: the page says it is in {one.text}, not {lang}"
            continue
        text = " ".join(one.text.split())
        if text in seen or not text:
            continue
        seen.add(text)
        if found := judged(text, one.marked, wanted):
            yield f"{one.where}: {', '.join(found)} in: {text[:160]}"


def judged(text: str, marked: str, wanted: str) -> list[str]:
    """The wrong words, dates, digits and separators of a text; of one that is marked as another language only whether
    it is in that."""
    lang = wanted.partition(" ")[0]
    if marked == CITED:
        return (
            [one for one in _foreign_in_khmer(text, wanted == KHMER_DIGITS) if one not in _title_words()]
            if lang == KHMER
            else []
        )
    if marked and marked != lang:
        return [] if marked == "en" or _KHMER_LETTER.search(text) or not _WORD.search(text) else ["marked Khmer"]
    if lang == ENGLISH:
        left = _without(TYPED.sub(" ", text), _khmer_names())
        return sorted(set(re.findall("[\u1780-\u17ff]+", left)))[:4]
    return list(_foreign_in_khmer(text, wanted == KHMER_DIGITS))


def _foreign_in_khmer(text: str, in_khmer_digits: bool) -> Iterator[str]:
    bare = TYPED.sub(" ", _NO_WORDS.sub(" ", _without(text, _titles())))
    allowed = allowed_words()
    yield from dict.fromkeys(
        word for word in _WORD.findall(bare) if word not in allowed and word.upper() != word.lower() and len(word) > 1
    )
    digits = re.sub(r"[!-~]*[A-Za-z][!-~]*", " ", bare)
    yield from dict.fromkeys(_DIGITS_OF[in_khmer_digits].findall(digits))
    if not in_khmer_digits:
        yield from _COMMA.findall(bare)
    yield from _QUOTED.findall(bare)


def _without(text: str, known: Iterable[str]) -> str:
    for one in known:
        if one in text:
            text = text.replace(one, " ")
    return text


@cache
def allowed_words() -> frozenset[str]:
    """The words that may stand in Khmer as they are."""
    with ALLOWED.open(encoding="utf-8", newline="") as file:
        listed = {row["word"] for row in csv.DictReader(file) if row["in"] == "km"}
    catalogue = load_catalogue()
    bearers = (one.code for one in load_ministries())
    codes = " ".join((*catalogue.indicators, *catalogue.sources, *catalogue.clusters, *bearers))
    return frozenset(listed | set(_WORD.findall(codes)))


@cache
def _khmer_names() -> tuple[str, ...]:
    with ALLOWED.open(encoding="utf-8", newline="") as file:
        return tuple(row["word"] for row in csv.DictReader(file) if row["in"] == "en")


@cache
def _titles() -> tuple[str, ...]:
    """Titles, citations and words of documents as published, and what a paper in English says on its pages; the
    longest first."""
    catalogue = load_catalogue()
    told = {
        text
        for one in catalogue.sources.values()
        for text in (one.citation, one.citation.rstrip("."), one.title, one.publisher)
    }
    told |= {one.document for one in load_reviews()}
    told |= {text for one in load_reviews() for text in (one.title, one.source_url)}
    asked = load_recommendations(catalogue)
    told |= {text for one in asked for text in (one.official_text, "" if one.summary_km else one.summary)}
    told |= {text for form in load_forms().values() for one in form.sections for text in (one.title_en, one.write_en)}
    told |= {one.source for one in load_rules()}
    told |= {one.source for one in load_targets(catalogue)}
    return tuple(sorted((one for one in told if one and len(one) > 2), key=len, reverse=True))


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for one in _titles() for word in _WORD.findall(one))
