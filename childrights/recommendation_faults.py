"""What keeps a row of recommendations from being taken in: what is wrong with which column, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from childrights.i18n import N_, Translator
from childrights.recommendation_columns import COLUMNS


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of one field: a key of ``WRONGS``, the value it is about and names that may have been meant."""

    field: str
    code: str
    value: str = ""
    near: tuple[str, ...] = ()


WRONGS: Mapping[str, tuple[str, str]] = {
    "missing": (N_("“{value}” is blank in this row."), N_("Fill it in.")),
    "no_text": (N_("It does not say what was asked."), N_("Write it in English or Khmer, better in both.")),
    "error": (N_("The cell holds a formula without a result, or an error."), N_("Write the text itself.")),
    "long": (N_("This text has more than 4,000 letters."), N_("Shorten it, and give the address of the whole text.")),
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
    "twice": (N_("The same stands in this file already, in row {value}."), N_("Leave one of the two out.")),
    "known_text": (
        N_("The same words of this document are known already, with the code {value}."),
        N_("Write that code into the row to change it, or leave the row out."),
    ),
    "known_number": (
        N_("This number of this document is known already, with the code {value}."),
        N_("Write that code into the row to change it; tell parts of a paragraph apart as 28 (a)."),
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
        N_("The review of that year stands in the list as “{value}”."),
        N_("Use that name, so that all of one review stands together."),
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
        N_("Write the numbers of articles, parted by semicolons, as 19; 28(2)."),
    ),
    "indicator": (
        N_("“{value}” is not the code of an indicator."),
        N_("Copy the code from the sheet of codes; part several by semicolons."),
    ),
    "address": (
        N_("“{value}” is not a web address."),
        N_("Write it as https://… so that everybody can read the source."),
    ),
}


def wrong_words(one: Wrong, t: Translator) -> str:
    """What is wrong."""
    value = t._(COLUMNS[one.value].head) if one.code == "missing" else one.value
    return t._(WRONGS[one.code][0]).format(value=value)


def cure_words(one: Wrong, t: Translator) -> str:
    """What to do about it, with the names that may have been meant."""
    cure = t._(WRONGS[one.code][1])
    if not one.near:
        return cure
    names = t._(", ").join(t._("“{name}”").format(name=name) for name in one.near)
    return f"{t._('Did you mean {near}?').format(near=names)} {cure}"
