"""From a row of a spreadsheet to a recommendation, or to what is wrong with which of its cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from childrights.i18n import LANGUAGES, translator
from childrights.identity import CODE_LENGTH, bare_code, normalise_code
from childrights.recommendation_columns import COLUMNS, POSITIONS
from childrights.recommendation_faults import Wrong
from childrights.recommendations import ASKING, KIND_WORDS, MECHANISMS, Recommendation, new_code
from childrights.review_cycles import Review
from etl.recommendation_known import Known, digits, document_of_row, labelled, near, squeezed
from etl.recommendation_sheet import ReadRow
from etl.understanding.personal_texts import tells_who
from geo.khmer import fold_khmer

FIRST_YEAR: Mapping[str, int] = {"CRC": 1992, "UPR": 2009}
"""Cambodia ratified the Convention in 1992 and was first reviewed by States in 2009."""
LONGEST = 4000
_TEXTS = ("document_title", "topic", "topic_km", "summary", "summary_km", "position", "position_km",
          "measurable_element", "confidence")  # fmt: skip
_ARTICLE = re.compile(r"(\d{1,2})((?:\([0-9a-z]+\))*)", re.IGNORECASE)
_ARTICLE_WORDS = re.compile(r"\b(?:articles?|arts?|and)\b\.?|មាត្រា|និង", re.IGNORECASE)
_KHMER = re.compile("[\u1780-\u17ff]")


def read_row(row: ReadRow, known: Known, fresh: Mapping[str, Review]) -> tuple[Recommendation, list[Wrong]]:
    """A row as a recommendation with everything that is wrong with it.

    ``fresh`` are documents that the file itself makes known, by squeezed symbol. A column that the file does not have
    keeps what a known recommendation says; a blank cell empties it.
    """
    wrongs = [Wrong(name, "error") for name in sorted(row.errors)]
    code, before = _code(row, known, wrongs)
    texts = {name: row.cells.get(name, _text_of(before, name)) for name in COLUMNS}
    review = document_of_row(texts, known, fresh, wrongs)
    mechanism = _mechanism(texts["mechanism"], review, wrongs)
    year = _year(texts["year"], review, mechanism, known.today, wrongs)
    if "number" in row.decimals:
        wrongs.append(Wrong("number", "number", texts["number"]))
    _bilingual(texts)
    if not texts["summary"]:
        wrongs.append(Wrong("summary" if "summary" in row.cells else "summary_km", "no_text"))
    found = Recommendation(
        code=code,
        mechanism=mechanism,
        document=review.document if review else texts["document"],
        document_title=review.title if review else texts["document_title"],
        year=year,
        kind=_kind(texts["kind"], wrongs),
        number=texts["number"],
        recommending_state=texts["recommending_state"],
        cluster=_cluster(texts["cluster"], known, wrongs),
        crc_articles=_articles(row, texts["crc_articles"], known, wrongs),
        linked_indicators=_indicators(texts["linked_indicators"], known, wrongs),
        source_url=_address(texts["source_url"], review, wrongs),
        **{name: texts[name] for name in (*_TEXTS[1:], )},
    )  # fmt: skip
    for name in _TEXTS:
        if len(texts[name]) > LONGEST:
            wrongs.append(Wrong(name, "long"))
        elif texts[name] != _text_of(before, name) and tells_who(texts[name]):
            wrongs.append(Wrong(name, "contact"))
    if not found.code:
        words = (found.document, found.number, found.recommending_state, found.topic, found.summary)
        found = replace(found, code=new_code(*words))
    hidden = {one.field for one in wrongs if one.code == "error"}
    return found, [one for one in wrongs if one.code == "error" or one.field not in hidden]


def _text_of(before: Recommendation | None, name: str) -> str:
    value = getattr(before, name) if before else ""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _code(row: ReadRow, known: Known, wrongs: list[Wrong]) -> tuple[str, Recommendation | None]:
    text = row.cells.get("code", "")
    if not text:
        return "", None
    if len(bare_code(text)) != CODE_LENGTH:
        wrongs.append(Wrong("code", "bad_code", text[:40]))
        return "", None
    code = normalise_code(text)
    before = known.asked.get(code)
    if before is None and (meant := get_close_matches(code, list(known.asked), 1, 0.9)):
        wrongs.append(Wrong("code", "near_code", code, tuple(meant)))
    document = row.cells.get("document", "")
    if before and (not before.asks or (document and squeezed(document) != squeezed(before.document))):
        wrongs.append(Wrong("code", "code_taken", code))
        return code, None
    return code, before


def _mechanism(text: str, review: Review | None, wrongs: list[Wrong]) -> str:
    if not text and review:
        return review.mechanism
    found = labelled(MECHANISMS).get(squeezed(text), "")
    if not text:
        wrongs.append(Wrong("mechanism", "missing", "mechanism"))
    elif not found:
        wrongs.append(Wrong("mechanism", "mechanism", text[:80], near(text, (*MECHANISMS, *MECHANISMS.values()))))
    elif review and found != review.mechanism:
        wrongs.append(Wrong("mechanism", "other_body", review.document))
    return found


def _year(text: str, review: Review | None, mechanism: str, today: date, wrongs: list[Wrong]) -> int:
    if not text and review:
        return review.year
    year = int(digits(text) or 0)
    if not text:
        wrongs.append(Wrong("year", "missing", "year"))
    elif not year:
        wrongs.append(Wrong("year", "year", text[:40]))
    elif year < FIRST_YEAR.get(mechanism, min(FIRST_YEAR.values())):
        wrongs.append(Wrong("year", "year_range", text))
    elif year > today.year:
        wrongs.append(Wrong("year", "year_future", text))
    elif review and year != review.year:
        wrongs.append(Wrong("year", "other_year", str(review.year)))
    return year


def _kind(text: str, wrongs: list[Wrong]) -> str:
    found = labelled(KIND_WORDS).get(squeezed(text), "") if text else ASKING[0]
    if not found:
        wrongs.append(Wrong("kind", "kind", text[:80], near(text, KIND_WORDS.values())))
    return found


def _cluster(text: str, known: Known, wrongs: list[Wrong]) -> str:
    found = known.cluster_of.get(squeezed(text), "")
    if not text:
        wrongs.append(Wrong("cluster", "missing", "cluster"))
    elif not found:
        clusters = known.catalogue.clusters.values()
        names = [name for one in clusters for name in (one.code, one.name_en, one.name_km)]
        wrongs.append(Wrong("cluster", "cluster", text[:80], near(text, names)))
    return found


def _articles(row: ReadRow, text: str, known: Known, wrongs: list[Wrong]) -> tuple[str, ...]:
    plain = "".join(str(unicodedata.decimal(char, char)) for char in text)
    joined = re.sub(r"\s*\(\s*(\w+)\s*\)", r"(\1)", _ARTICLE_WORDS.sub(" ", fold_khmer(plain)))
    parts = [text] if "crc_articles" in row.decimals else [one for one in re.split(r"[;,\s]+", joined) if one]
    for part in parts:
        match = _ARTICLE.fullmatch(part)
        if match is None or int(match.group(1)) not in known.articles:
            wrongs.append(Wrong("crc_articles", "article", part[:40]))
    return tuple(dict.fromkeys(part.lower() for part in parts))


def _indicators(text: str, known: Known, wrongs: list[Wrong]) -> tuple[str, ...]:
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
                wrongs.append(Wrong("linked_indicators", "indicator", word[:80], _near_indicators(word, known)))
    return tuple(found)


def _near_indicators(word: str, known: Known) -> tuple[str, ...]:
    """Codes of indicators whose code or name is near to what was written."""
    names = get_close_matches(squeezed(word), list(known.indicator_of), 3, 0.6)
    return tuple(dict.fromkeys(known.indicator_of[name] for name in names))


def _address(text: str, review: Review | None, wrongs: list[Wrong]) -> str:
    address = text or (review.source_url if review else "")
    host = address.partition("://")[2]
    if not address and any(one.field == "document" for one in wrongs):
        return ""
    if not address:
        wrongs.append(Wrong("source_url", "missing", "source_url"))
    elif not address.startswith(("https://", "http://")) or not host or " " in address:
        wrongs.append(Wrong("source_url", "address", address[:80]))
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
