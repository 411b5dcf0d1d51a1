"""How much of what Cambodia was asked is in the list, document by document, and what is missing."""

from __future__ import annotations

from childrights import review_cycles
from childrights.additions import origin_of
from childrights.recommendations import MECHANISMS
from childrights.review_cycles import Loaded, in_all_words
from ui import cache, markup
from ui.layout import show_notes, show_table
from ui.markup import Cell
from ui.page import Page
from ui.tracker.parts import cycle_code


def of_documents(page: Page) -> tuple[Loaded, ...]:
    """Every document with how much of it is here."""
    name = page.snapshot.name
    asked, given = cache.asked(name), cache.given_additions(name)
    brought = {one.code: origin for one in asked if (origin := origin_of(one.code, given))}
    return review_cycles.loaded(review_cycles.load_reviews(), asked, brought)


def show_how_much(page: Page) -> None:
    """One line under the title: how much of each document that somebody counted is here."""
    t = page.t
    counted = [one for one in of_documents(page) if one.review.in_all and one.here < one.review.in_all]
    if not counted:
        return
    parts = [
        t._("{here} of {all} from {document} ({year})").format(
            here=one.here, all=one.review.in_all, document=one.review.document, year=one.review.year)
        for one in counted
    ]  # fmt: skip
    words = t._("This list is not complete. Here are: {parts}. What is missing stands under the list.")
    show_notes([words.format(parts=t._(", ").join(parts))], page.lang)


def show_of_document(page: Page, cycle: str) -> None:
    """What is missing of the document that was chosen, by its code in the URL."""
    one = next((one for one in of_documents(page) if cycle_code(one.review.document) == cycle_code(cycle)), None)
    if one is not None and (words := missing_words(page, one)):
        show_notes([f"{one.review.document}: {words}"], page.lang)


def show_missing(page: Page) -> None:
    """Every document: how many recommendations it holds, how many are here, and what is missing."""
    t = page.t
    head = [
        Cell(t._("Document")), Cell(t._("Here"), css="num"), Cell(t._("In all, and who counted")),
        Cell(t._("What is missing")),
    ]  # fmt: skip
    rows = [
        [Cell(markup=_name(page, one)), Cell(str(one.here), css="num"), Cell(in_all_words(one.review, t)),
         Cell(missing_words(page, one))]
        for one in of_documents(page)
    ]  # fmt: skip
    caption = t._("How much of each document is in the list")
    show_table(t._("What is here, and what is missing"), markup.table(caption, head, rows, "cr-missing"), page.lang)
    show_notes(
        [t._("Older documents, such as the Committee's observations of June 2000 on the first report, are not in the "
             "list. The day of the next report to the Committee is not known here.")],
        page.lang,
    )  # fmt: skip


def missing_words(page: Page, one: Loaded) -> str:
    """What was not read of a document, and how many recommendations people brought in since."""
    t = page.t
    told = [t.pick(one.review.missing, one.review.missing_km)]
    if one.brought_in:
        told.append(t.ngettext("Since then {count} was brought in or corrected from a spreadsheet.",
                               "Since then {count} were brought in or corrected from a spreadsheet.",
                               one.brought_in).format(count=one.brought_in))  # fmt: skip
    elif not told[0]:
        told = [t._("Not known: it was brought in from a spreadsheet.")]
    return " ".join(part if part.endswith((".", "។")) else part + t._(".") for part in told if part)


def _name(page: Page, one: Loaded) -> str:
    """Year, body and document, with the way to what is here."""
    t, review = page.t, one.review
    name = f"{review.year} · {review.document}"
    link = markup.link(name, "recommendations", cycle=cycle_code(review.document), lang=page.url_lang)
    shown = link if one.here else markup.tag("span", name)
    title = t.pick(review.title, review.title_km)
    return shown + markup.tag("small", f"{t._(MECHANISMS[review.mechanism])}: {title}")
