"""The certificate page without a certificate: where codes stand, and what to do about one that nobody knows."""

from __future__ import annotations

from typing import Any

from childrights.catalogue import CODE_LENGTH
from childrights.certificate import Gone, UnknownNumber, sentence
from childrights.snapshot import COUNTRY
from ui.parts import cache
from ui.parts.certificate import certificate_finding, code_link
from ui.parts.layout import show_links, show_notes, show_text, show_title
from ui.parts.page import Page


def show_how(page: Page, heading: Any) -> None:
    """What codes are and where to find one, with a few to try."""
    _ = page.t._
    with heading:
        show_title(_("Where does this number come from?"), page.lang, kicker=_("Where a number comes from"))
    show_text(
        [
            _(
                "Every figure has a code of ten letters and digits. You find it under each chart, in each table "
                "and in every file downloaded from here. Type one from a paper, and you see the cell it was read "
                "from, its source, and what was done to it on the way."
            )
        ],
        page.lang,
    )
    headlines = cache.headlines(page.snapshot.name).values()
    latest = [one.latest for one in headlines if one.latest and one.latest.area == COUNTRY and one.areas]
    links = [
        code_link(page, one.id, certificate_finding(page, cache.certificate(page.snapshot.name, one.id)))
        for one in latest[:4]
    ]
    show_links(_("Some to begin with:"), links, page.lang)


def show_gone(page: Page, heading: Any, one: Gone) -> None:
    """That the figure was taken back, when and why, or which rule keeps it back."""
    t = page.t
    with heading:
        title = t._("The figure {code} does not stand").format(code=one.code)
        show_title(title, page.lang, kicker=t._("Where a number comes from"))
    show_text([sentence(one, page.catalogue, t)], page.lang)
    show_notes([t._("Do not use it any more. The history of uploads says more.")], page.lang)


def show_near(page: Page, heading: Any, typed: str, unknown: UnknownNumber) -> None:
    """That nobody knows the code, and the codes that are nearly the same."""
    t = page.t
    with heading:
        title = t._("No figure has the code {code}").format(code=unknown.code)
        show_title(title, page.lang, kicker=t._("Where a number comes from"))
    advice = [t._("Look at the paper again: 5 and S, 8 and B, 2 and Z, 6 and G are easily taken for each other.")]
    if unknown.length != CODE_LENGTH:
        told = t.ngettext(
            "A code has ten letters and digits; this one has {count}.",
            "A code has ten letters and digits; this one has {count}.",
            unknown.length,
        )
        advice.insert(0, told.format(count=unknown.length))
    near = [
        code_link(page, code, f"{code} – {certificate_finding(page, cache.certificate(page.snapshot.name, code))}")
        for code in unknown.near
    ]
    show_links(t._("Did you mean one of these?"), near, page.lang)
    show_notes(advice, page.lang)
