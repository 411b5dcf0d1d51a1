"""What rows of recommendations are judged against: codes, names, and the documents that are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from childrights.catalogue import Catalogue
from childrights.i18n import LANGUAGES, translator
from childrights.recommendation_columns import COLUMNS
from childrights.recommendation_faults import Wrong
from childrights.recommendations import MECHANISMS, Recommendation
from childrights.review_cycles import Review
from etl.recommendation_sheet import ReadRow
from geo.khmer import fold_khmer


@dataclass(frozen=True)
class Known:
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


_A_WORD = 4


def squeezed(text: str) -> str:
    """A text as it is compared: letters in one form and small, dashes alike, no spaces at all."""
    plain = fold_khmer(unicodedata.normalize("NFKC", text).casefold().replace("\u200b", ""))
    return re.sub(r"\s+", "", re.sub("[\u2010-\u2015\u2212]", "-", plain))


def labelled(words: Mapping[str, str]) -> dict[str, str]:
    """Squeezed code and words in every language → the code."""
    found = {squeezed(code): code for code in words}
    for lang in LANGUAGES:
        found |= {squeezed(translator(lang)._(text)): code for code, text in words.items()}
    return found


def near(value: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Names that may have been meant, the nearest first."""
    by_small = {squeezed(name): name for name in names}
    for name in tuple(by_small.values()):
        by_small |= {squeezed(word): name for word in name.split() if len(word) > _A_WORD and word[0].isupper()}
    found = get_close_matches(squeezed(value), list(by_small), limit, 0.6)
    return tuple(dict.fromkeys(by_small[one] for one in found))


def document_of_row(
    texts: Mapping[str, str], known: Known, fresh: Mapping[str, Review], wrongs: list[Wrong]
) -> Review | None:
    """The document of a row; ``None`` with a fault where it is not known."""
    name, title = texts["document"], texts["document_title"]
    if not name:
        wrongs.append(Wrong("document", "missing", "document"))
        return None
    found = known.document_of.get(squeezed(name)) or fresh.get(squeezed(name))
    if found is None:
        wrongs.append(_unknown_document(texts, known))
    elif title and squeezed(title) != squeezed(found.title):
        wrongs.append(Wrong("document_title", "other_title", found.title))
    return found


def _unknown_document(texts: Mapping[str, str], known: Known) -> Wrong:
    name = texts["document"]
    if (same := _same_review(texts, known)) is not None:
        return Wrong("document", "same_review", same.document)
    return Wrong("document", "document", name[:80], near(name, known.documents))


def _same_review(texts: Mapping[str, str], known: Known) -> Review | None:
    """The review of States of that year, which is one document however it is called."""
    if labelled(MECHANISMS).get(squeezed(texts["mechanism"])) != "UPR":
        return None
    year = digits(texts["year"])
    return next((one for one in known.documents.values() if one.mechanism == "UPR" and str(one.year) == year), None)


def fresh_documents(rows: Sequence[ReadRow], known: Known) -> dict[str, Review]:
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
        found.setdefault(
            name, Review(texts["document"], body, title, "", int(year), source_url=texts["source_url"])
        )  # fmt: skip
    return found


def digits(text: str) -> str:
    """Four digits as ASCII, Khmer ones too; empty for anything else."""
    plain = "".join(str(unicodedata.digit(char, char)) for char in text)
    return plain if re.fullmatch(r"\d{4}", plain) else ""
