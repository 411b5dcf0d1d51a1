"""Briefs to take away: a button for each format, and nothing made before one is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import streamlit as st

from childrights.briefs import brief_of, written
from childrights.i18n import N_
from ui.parts import markup
from ui.parts.layout import show_notes
from ui.parts.page import Page

_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS: Mapping[str, tuple[str, str, str]] = {
    ".pptx": (N_("PowerPoint"), f"{_OFFICE}presentationml.presentation", "slideshow"),
    ".docx": (N_("Word"), f"{_OFFICE}wordprocessingml.document", "description"),
    ".pdf": (N_("PDF"), "application/pdf", "picture_as_pdf"),
    ".xlsx": (N_("Excel"), f"{_OFFICE}spreadsheetml.sheet", "table"),
}
"""Name, kind and icon of each format by the ending of its file."""


def show_formats(page: Page, make: Callable[[str], bytes], name: str, key: str) -> None:
    """The buttons; ``make`` gives the file of an ending, ``name`` is the file's, without day and language."""
    with st.container(horizontal=True, key=key):
        for ending, (words, mime, icon) in FORMATS.items():
            st.download_button(
                page.t._(words),
                data=partial(make, ending),
                file_name=f"{name}-{date.today():%Y-%m-%d}-{page.lang}{ending}",
                mime=mime,
                icon=f":material/{icon}:",
                on_click="ignore",
                key=f"{key}_{ending[1:]}",
            )


def show_brief(page: Page, about: Mapping[str, str], key: str) -> None:
    """The brief about one right, indicator or area (as ``brief_of`` takes them) in the language of the page."""
    _ = page.t._
    markup.show(markup.tag("h2", _("Brief"), "cr-share"), page.lang)
    name = "-".join(("brief", *about.values()))
    show_formats(page, partial(_made, page, about), name, key)
    show_notes([_("Slides, a report, a fact sheet or a data annex, in the language of this page.")], page.lang)


def _made(page: Page, about: Mapping[str, str], ending: str) -> bytes:
    return written(brief_of(page.snapshot, page.catalogue, date.today(), lang=page.lang, **about), ending)
