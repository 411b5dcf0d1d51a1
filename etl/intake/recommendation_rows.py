"""From a row of a spreadsheet to a recommendation, or to what is wrong with which of its cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from childrights.catalogue import CODE_LENGTH, Catalogue, bare_code, normalise_code
from childrights.i18n import LANGUAGES, N_, translator
from childrights.rights import ASKING, COLUMNS, KIND_WORDS, MECHANISMS, POSITIONS, YES, Recommendation, Review, new_code
from etl.intake.matching import digits, is_address, labelled, near, squeezed
from etl.intake.schema import FieldFault, FilledRow, Sentences
from etl.persons import tells_who
from geo import fold_khmer

FIRST_YEAR: Mapping[str, int] = {"CRC": 1992, "UPR": 2009}
"""Cambodia ratified the Convention in 1992 and was first reviewed by States in 2009."""
LONGEST, LONGEST_WORDING = 4000, 20_000
_TEXTS = (
    "document_title",
    "topic",
    "topic_km",
    "summary",
    "summary_km",
    "position",
    "position_km",
    "measurable_element",
    "confidence",
    "official_text",
)
_ARTICLE = re.compile(r"(\d{1,2})((?:\([0-9a-z]+\))*)", re.IGNORECASE)
_ARTICLE_WORDS = re.compile(r"\b(?:articles?|arts?|and)\b\.?|មាត្រា|និង", re.IGNORECASE)
_KHMER = re.compile("[\u1780-\u17ff]")
WRONGS = Sentences()
WRONGS |= {
    "other_country": (
        N_("This row is about another country: {value}."),
        N_("Only what Cambodia was asked is taken in; nothing is to be done."),
    ),
    "no_country": (
        N_("The file does not say which country it is about."),
        N_("Name Cambodia in the title above the table, or in the name of the file."),
    ),
    "no_document": (
        N_("It is not clear which document “{value}” is, or of which review."),
        N_("Give the symbol of the document, and its day or the session of the review."),
    ),
    "position": (
        N_("“{value}” is not an answer that is known: supported or noted."),
        N_("Correct it in the file, or leave it blank."),
    ),
    "state": (N_("“{value}” is not a State that we know."), N_("Write its name as the United Nations do.")),
    "alike": (
        N_("This is very similar to {value}, but without the same number or id."),
        N_("Say whether it is the same: with yes it adds to what is known, with no it is a new one."),
    ),
    "other_wording": (
        N_("The official wording of {value} is another one here."),
        N_("With yes the wording of this file is taken; with no ours stays and the rest is added."),
    ),
    "other_position": (
        N_("The answer of the State to {value} is another one here."),
        N_("With yes it is added to the history as the newest answer; with no ours stays."),
    ),
    "other_kind": (
        N_("{value} is known as another kind: a concern is no recommendation."),
        N_("Look into the document, and correct the kind in the template for recommendations."),
    ),
    "missing": (N_("“{value}” is blank in this row."), N_("Fill it in.")),
    "no_text": (N_("It does not say what was asked."), N_("Write it in English or Khmer, better in both.")),
    "error": (N_("The cell holds a formula without a result, or an error."), N_("Write the text itself.")),
    "long_wording": (
        N_("This wording has more than 20,000 letters."),
        N_("One row is one recommendation or paragraph; part the text by them."),
    ),
    "day": (N_("“{value}” is not a day."), N_("Write it as 2022-06-27.")),
    "urgent": (N_("“{value}” is neither yes nor blank."), N_("Write yes, or leave it blank.")),
    "long": (
        N_("This text has more than 4,000 letters."),
        N_("Shorten it, and give the address of the whole text."),
    ),
    "contact": (
        N_("This seems to hold a telephone number, a mail address or the story of a single person."),
        N_("Leave it out: everybody can read this on the dashboard."),
    ),
    "bad_code": (
        N_("“{value}” is not a code as A7CJ3-3KK7F."),
        N_("Leave it blank for a new one, or copy the code from the annex."),
    ),
    "near_code": (
        N_("“{value}” is not the code of anything that is known, but almost one."),
        N_("Correct it, or leave it blank for a new one."),
    ),
    "code_taken": (
        N_("“{value}” is the code of something else that was asked, in another document."),
        N_("Leave it blank for a new one."),
    ),
    "twice": (N_("The same is in this file already, in row {value}."), N_("Leave one of the two out.")),
    "known_text": (
        N_("The same words of this document are known already, with the code {value}."),
        N_("Write that code into the row to change it, or leave the row out."),
    ),
    "known_number": (
        N_("This number of this document is known already, with the code {value}."),
        N_("Write that code into the row to change it; number the parts of a paragraph as 28 (a)."),
    ),
    "mechanism": (N_("“{value}” is not a body that we follow."), N_("Choose one from the list.")),
    "other_body": (N_("The document {value} is of another body."), N_("Choose the body whose document it is.")),
    "year": (N_("“{value}” is not a year."), N_("Write four digits, as 2024.")),
    "year_range": (
        N_("{value} is out of range: Cambodia has been asked since 1992 by the Committee, since 2009 in the review."),
        N_("Write the year of the document."),
    ),
    "year_future": (N_("{value} lies in the future."), N_("Write the year of the document.")),
    "other_year": (N_("This document is of {value}."), N_("Correct the year, or the document.")),
    "document": (
        N_("“{value}” is not a document that is known."),
        N_("Choose one from the list, or give the title and the address of a new document."),
    ),
    "same_review": (
        N_("The review of that year is in the list as “{value}”."),
        N_("Use that name, so that everything from one review is kept together."),
    ),
    "other_title": (
        N_("This document has the title “{value}”."),
        N_("Leave the title blank, or correct the document."),
    ),
    "kind": (N_("“{value}” is not a kind of the list."), N_("Choose one from the list, or leave it blank.")),
    "number": (
        N_("{value} is stored as a number, and 118.1 and 118.10 would look the same."),
        N_("Format the cell as text and write it again."),
    ),
    "cluster": (N_("“{value}” is not a right of the list."), N_("Choose one from the list.")),
    "article": (
        N_("“{value}” is not an article of the Convention."),
        N_("Write the numbers of articles, separated by semicolons, such as 19; 28(2)."),
    ),
    "indicator": (
        N_("“{value}” is not the code of an indicator."),
        N_("Copy the code from the sheet of codes; separate several with semicolons."),
    ),
    "address": (
        N_("“{value}” is not a web address."),
        N_("Write it as https://… so that everybody can read the source."),
    ),
}


@dataclass(frozen=True)
class RecommendationContext:
    """What rows are judged against: the catalogue, everything that was asked by code, and the documents by symbol."""

    catalogue: Catalogue
    asked: Mapping[str, Recommendation]
    documents: Mapping[str, Review]
    today: date

    @cached_property
    def articles(self) -> frozenset[int]:
        """The numbers of the articles of the Convention."""
        return frozenset(one.article for one in self.catalogue.articles)

    @cached_property
    def document_of(self) -> Mapping[str, Review]:
        """Every document by its squeezed symbol or name."""
        return {squeezed(symbol): review for symbol, review in self.documents.items()}

    @cached_property
    def indicator_of(self) -> Mapping[str, str]:
        """Code and names of every indicator, in small letters → its code."""
        found: dict[str, str] = {}
        for one in self.catalogue.indicators.values():
            for name in (one.code, one.name_en, one.name_km, one.short_name_en, one.short_name_km):
                found.setdefault(squeezed(name), one.code)
        return found

    @cached_property
    def cluster_of(self) -> Mapping[str, str]:
        """Code, names and numbered names of every right, in small letters → its code."""
        found: dict[str, str] = {}
        for one in self.catalogue.clusters.values():
            for name in (one.code, one.name_en, one.name_km):
                found |= {squeezed(name): one.code, squeezed(f"{one.number}. {name}"): one.code}
        return found


def read_row(
    row: FilledRow, known: RecommendationContext, fresh: Mapping[str, Review]
) -> tuple[Recommendation, list[FieldFault]]:
    """A row as a recommendation with everything that is wrong with it.

    ``fresh`` are documents that the file itself makes known, by squeezed symbol. A column that the file does not have
    keeps what a known recommendation says; a blank cell empties it.
    """
    wrongs = [WRONGS.fault(name, "error") for name in sorted(row.errors)]
    code, before = _code(row, known, wrongs)
    texts = {name: row.cells.get(name, _text_of(before, name)) for name in COLUMNS}
    review = _document(texts, known, fresh, wrongs)
    mechanism = _mechanism(texts["mechanism"], review, wrongs)
    year = _year(texts["year"], review, mechanism, known.today, wrongs)
    if "number" in row.decimals:
        wrongs.append(WRONGS.fault("number", "number", texts["number"]))
    _bilingual(texts)
    texts["summary"] = texts["summary"] or texts["official_text"]
    if not texts["summary"]:
        wrongs.append(WRONGS.fault("summary" if "summary" in row.cells else "summary_km", "no_text"))
    found = Recommendation(
        code=code,
        mechanism=mechanism,
        document=review.document if review else texts["document"],
        document_title=review.title if review else texts["document_title"],
        year=year,
        kind=_kind(texts["kind"], wrongs),
        number=texts["number"],
        recommending_state=texts["recommending_state"],
        cluster=_cluster(texts["cluster"], known, wrongs, before),
        crc_articles=articles_in(row, texts["crc_articles"], known, wrongs),
        linked_indicators=indicators_in(texts["linked_indicators"], known, wrongs),
        source_url=_address(texts["source_url"], review, wrongs),
        dated=_day(texts["dated"], wrongs),
        urgent=_urgent(texts["urgent"], wrongs),
        external_id=texts["external_id"],
        read_in=before.read_in if before else "",
        collected=before.collected if before else (),
        **{name: texts[name] for name in (*_TEXTS[1:],)},
    )
    for name in _TEXTS:
        wording = name == "official_text" or texts[name] == texts["official_text"]
        if len(texts[name]) > (LONGEST_WORDING if wording else LONGEST):
            wrongs.append(WRONGS.fault(name, "long_wording" if wording else "long"))
        elif texts[name] != _text_of(before, name) and tells_who(texts[name]):
            wrongs.append(WRONGS.fault(name, "contact"))
    if not found.code:
        words = (found.document, found.number, found.recommending_state, found.topic, found.summary)
        found = replace(found, code=new_code(*words))
    hidden = {one.field for one in wrongs if one.code == "error"}
    return found, [one for one in wrongs if one.code == "error" or one.field not in hidden]


def _text_of(before: Recommendation | None, name: str) -> str:
    value = getattr(before, name) if before else ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _day(text: str, wrongs: list[FieldFault]) -> str:
    plain = "".join(str(unicodedata.digit(char, char)) for char in text)
    try:
        return date.fromisoformat(plain).isoformat() if text else ""
    except ValueError:
        wrongs.append(WRONGS.fault("dated", "day", text[:40]))
        return ""


def _urgent(text: str, wrongs: list[FieldFault]) -> bool:
    if text and squeezed(text) not in labelled(YES):
        wrongs.append(WRONGS.fault("urgent", "urgent", text[:40]))
    return bool(text)


def _code(row: FilledRow, known: RecommendationContext, wrongs: list[FieldFault]) -> tuple[str, Recommendation | None]:
    text = row.cells.get("code", "")
    if not text:
        return "", None
    if len(bare_code(text)) != CODE_LENGTH:
        wrongs.append(WRONGS.fault("code", "bad_code", text[:40]))
        return "", None
    code = normalise_code(text)
    before = known.asked.get(code)
    if before is None and (meant := get_close_matches(code, list(known.asked), 1, 0.9)):
        wrongs.append(WRONGS.fault("code", "near_code", code, tuple(meant)))
    document = row.cells.get("document", "")
    if before and (not before.asks or (document and squeezed(document) != squeezed(before.document))):
        wrongs.append(WRONGS.fault("code", "code_taken", code))
        return code, None
    return code, before


def _mechanism(text: str, review: Review | None, wrongs: list[FieldFault]) -> str:
    if not text and review:
        return review.mechanism
    found = labelled(MECHANISMS).get(squeezed(text), "")
    if not text:
        wrongs.append(_missing("mechanism"))
    elif not found:
        meant = near(text, (*MECHANISMS, *MECHANISMS.values()))
        wrongs.append(WRONGS.fault("mechanism", "mechanism", text[:80], meant))
    elif review and found != review.mechanism:
        wrongs.append(WRONGS.fault("mechanism", "other_body", review.document))
    return found


def _year(text: str, review: Review | None, mechanism: str, today: date, wrongs: list[FieldFault]) -> int:
    if not text and review:
        return review.year
    year = int(digits(text) or 0)
    if not text:
        wrongs.append(_missing("year"))
    elif not year:
        wrongs.append(WRONGS.fault("year", "year", text[:40]))
    elif year < FIRST_YEAR.get(mechanism, min(FIRST_YEAR.values())):
        wrongs.append(WRONGS.fault("year", "year_range", text))
    elif year > today.year:
        wrongs.append(WRONGS.fault("year", "year_future", text))
    elif review and year != review.year:
        wrongs.append(WRONGS.fault("year", "other_year", str(review.year)))
    return year


def _kind(text: str, wrongs: list[FieldFault]) -> str:
    found = labelled(KIND_WORDS).get(squeezed(text), "") if text else ASKING[0]
    if not found:
        wrongs.append(WRONGS.fault("kind", "kind", text[:80], near(text, KIND_WORDS.values())))
    return found


def _cluster(text: str, known: RecommendationContext, wrongs: list[FieldFault], before: Recommendation | None) -> str:
    """The right of a row; much that States ask is about none, and a row that is known as such stays so."""
    found = known.cluster_of.get(squeezed(text), "")
    if not text:
        wrongs += [_missing("cluster")] if before is None or before.cluster else []
    elif not found:
        clusters = known.catalogue.clusters.values()
        names = [name for one in clusters for name in (one.code, one.name_en, one.name_km)]
        wrongs.append(WRONGS.fault("cluster", "cluster", text[:80], near(text, names)))
    return found


def articles_in(row: FilledRow, text: str, known: RecommendationContext, wrongs: list[FieldFault]) -> tuple[str, ...]:
    """The articles of a cell, each with its paragraph as it is written there; what is none is a fault."""
    plain = "".join(str(unicodedata.decimal(char, char)) for char in text)
    joined = re.sub(r"\s*\(\s*(\w+)\s*\)", r"(\1)", _ARTICLE_WORDS.sub(" ", fold_khmer(plain)))
    parts = [text] if "crc_articles" in row.decimals else [one for one in re.split(r"[;,\s]+", joined) if one]
    for part in parts:
        match = _ARTICLE.fullmatch(part)
        if match is None or int(match.group(1)) not in known.articles:
            wrongs.append(WRONGS.fault("crc_articles", "article", part[:40]))
    return tuple(dict.fromkeys(part.lower() for part in parts))


def indicators_in(
    text: str, known: RecommendationContext, wrongs: list[FieldFault], field: str = "linked_indicators"
) -> tuple[str, ...]:
    """The codes of the indicators that a cell names by code or name; what is none is a fault of ``field``."""
    found: dict[str, None] = {}
    for part in (one.strip() for one in re.split(r"[;,\n]+", text) if one.strip()):
        words = [part] if squeezed(part) in known.indicator_of else part.split()
        if len(words) > 1 and not all(word in known.catalogue.indicators for word in words):
            words = [part]
        for word in words:
            code = known.indicator_of.get(squeezed(word), "")
            if code:
                found.setdefault(code)
            else:
                wrongs.append(WRONGS.fault(field, "indicator", word[:80], _near_indicators(word, known)))
    return tuple(found)


def _near_indicators(word: str, known: RecommendationContext) -> tuple[str, ...]:
    """Codes of indicators whose code or name is near to what was written."""
    names = get_close_matches(squeezed(word), list(known.indicator_of), 3, 0.6)
    return tuple(dict.fromkeys(known.indicator_of[name] for name in names))


def _address(text: str, review: Review | None, wrongs: list[FieldFault]) -> str:
    address = text or (review.source_url if review else "")
    if not address and any(one.field == "document" for one in wrongs):
        return ""
    if not address:
        wrongs.append(_missing("source_url"))
    elif not is_address(address):
        wrongs.append(WRONGS.fault("source_url", "address", address[:80]))
    return address


def _bilingual(texts: dict[str, str]) -> None:
    """Texts in both languages: an answer of the list in both, and the other language where there is only one.

    A text repeated under Khmer that is not Khmer is none: an annex shows English where there is no Khmer.
    """
    answers = labelled(POSITIONS)
    answer = answers.get(squeezed(texts["position"])) or answers.get(squeezed(texts["position_km"]))
    if answer and not (texts["position"] and texts["position_km"]):
        texts["position"], texts["position_km"] = (translator(lang)._(POSITIONS[answer]) for lang in LANGUAGES)
    for name in ("topic", "summary", "position"):
        khmer = texts[f"{name}_km"]
        if squeezed(khmer) == squeezed(texts[name]) and not _KHMER.search(khmer):
            texts[f"{name}_km"] = ""
        texts[name] = texts[name] or khmer


def _document(
    texts: Mapping[str, str], known: RecommendationContext, fresh: Mapping[str, Review], wrongs: list[FieldFault]
) -> Review | None:
    """The document of a row; ``None`` with a fault where it is not known."""
    name, title = texts["document"], texts["document_title"]
    if not name:
        wrongs.append(_missing("document"))
        return None
    found = known.document_of.get(squeezed(name)) or fresh.get(squeezed(name))
    if found is None:
        wrongs.append(_unknown_document(texts, known))
    elif title and squeezed(title) != squeezed(found.title):
        wrongs.append(WRONGS.fault("document_title", "other_title", found.title))
    return found


def _unknown_document(texts: Mapping[str, str], known: RecommendationContext) -> FieldFault:
    name = texts["document"]
    if (same := _same_review(texts, known)) is not None:
        return WRONGS.fault("document", "same_review", same.document)
    return WRONGS.fault("document", "document", name[:80], near(name, known.documents))


def _same_review(texts: Mapping[str, str], known: RecommendationContext) -> Review | None:
    """The review of States of that year, which is one document however it is called."""
    if labelled(MECHANISMS).get(squeezed(texts["mechanism"])) != "UPR":
        return None
    year = digits(texts["year"])
    return next((one for one in known.documents.values() if one.mechanism == "UPR" and str(one.year) == year), None)


def fresh_documents(rows: Sequence[FilledRow], known: RecommendationContext) -> dict[str, Review]:
    """Documents that the rows of a file make known: those whose title, body and year one row gives, by squeezed name.

    A review of States that stands in the list under another name is none.
    """
    found: dict[str, Review] = {}
    for row in rows:
        texts = {name: row.cells.get(name, "") for name in COLUMNS}
        name, title = squeezed(texts["document"]), texts["document_title"]
        body = labelled(MECHANISMS).get(squeezed(texts["mechanism"]), "")
        year = digits(texts["year"])
        if (
            not (name and title and body and year and int(year) <= known.today.year)
            or name in known.document_of
            or _same_review(texts, known)
        ):
            continue
        found.setdefault(name, Review(texts["document"], body, title, "", int(year), source_url=texts["source_url"]))
    return found


def _missing(name: str) -> FieldFault:
    return WRONGS.fault(name, "missing", name, head=COLUMNS[name].head)
