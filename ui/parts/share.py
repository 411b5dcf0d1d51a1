"""Share: link, citation, pictures and data of a view in one quiet popover. Nothing is made before it is asked for.

A page says what it gives away as ``Shared`` and calls ``show_share``; only an open popover asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol
from urllib.parse import urlencode

import streamlit as st

from childrights.areas import boundaries_credit
from childrights.briefs import brief_about
from childrights.catalogue import Indicator, Observation
from childrights.charts import LIGHT, Figure, Room
from childrights.composer import Scope, Wishes
from childrights.export import (
    PRODUCT,
    NotShown,
    SharedView,
    citation,
    file_name,
    packed,
    view_csv,
    view_gpkg,
    view_xlsx,
)
from childrights.i18n import LANGUAGES, N_, translator
from childrights.newest import newer_notes
from childrights.pictures import MIMES, PROPORTIONS, REPORT, SLIDE, SQUARE, Picture, is_small, render_picture
from childrights.writers import brief_bytes
from ui.parts import cache, markup
from ui.parts.add_to_talk import show_share_talk
from ui.parts.brief_choice import brief_wishes, show_brief_choice
from ui.parts.card_share import show_cards
from ui.parts.lang import NAMES
from ui.parts.layout import show_notes
from ui.parts.options import pick, popover
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
    name, scope = "-".join(("brief", *about.values())), Scope(**about)
    show_brief_choice(page, scope, key)
    show_formats(page, partial(_made, page, scope, brief_wishes(scope)), name, key)
    show_notes([_("Slides, a report, a fact sheet or a data annex, in the language of this page.")], page.lang)


def _made(page: Page, scope: Scope, wishes: Wishes, ending: str) -> bytes:
    today = date.today()
    desks = cache.paper_desks(page.snapshot.name, today.year)
    made = brief_about(page.snapshot, page.catalogue, today, scope, lang=page.lang, wishes=wishes, desks=desks)
    return brief_bytes(made, ending)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHAPES: Mapping[str, str] = {REPORT: N_("Report"), SQUARE: N_("Square post"), SLIDE: N_("Slide")}
LEADING = ("ind", "right", "code", "q", "view", "year")
"""Parameters that say most of what is seen, so that a link can be read."""


def no_notes(page: Page) -> Sequence[str]:
    """Nothing to be known beside what the figure says itself."""
    return ()


class Draws(Protocol):
    """Draws a figure for a page of any language; in a ``room`` that cannot grow, laid out for it where that helps."""

    def __call__(self, page: Page, /, room: Room | None = None) -> Figure: ...


@dataclass(frozen=True, slots=True)
class Shared:
    """What a view gives away.

    ``kind`` and ``period`` name its files; ``title`` is what it shows, in one sentence. ``figures`` draw its pictures
    for a page of any language, by msgid; ``chosen`` says what was chosen, as label and value. ``notes`` are the
    caveats that stand beside the figure on the screen, and what it does not draw: they go into the picture.
    ``brief`` names the right, indicator or area that a brief can be made of, as ``brief_of`` takes it, ``card`` the key
    of the message that cards tell.
    """

    kind: str
    title: str
    indicators: tuple[Indicator, ...]
    observations: tuple[Observation, ...]
    period: str = ""
    not_shown: tuple[NotShown, ...] = ()
    figures: Mapping[str, Draws] = field(default_factory=dict)
    chosen: tuple[tuple[str, str], ...] = ()
    brief: Mapping[str, str] = field(default_factory=dict)
    notes: Callable[[Page], Sequence[str]] = no_notes
    card: str = ""


def show_share(page: Page, shared: Callable[[], Shared], *, key: str = "share") -> None:
    """The control; ``shared`` is asked only while it is open."""
    panel = popover(page.t._("Share"), icon=":material/ios_share:", type="tertiary", key=key)
    if panel.open:
        with panel:
            _show_panel(page, shared(), key)


@st.fragment
def _show_panel(page: Page, shared: Shared, key: str) -> None:
    """Link and citation to copy, pictures and data to download."""
    view = shared_view(page, shared, view_url())
    show_share_talk(page, shared.brief, "" if shared.kind == "province" else shared.kind, key)
    _show_copying(page, view, key)
    if shared.figures:
        _show_pictures(page, shared, key)
    if shared.observations or shared.not_shown:
        _show_data(page, shared, view, key)
    if shared.card:
        show_cards(page, shared.card, key)
    if shared.brief:
        show_brief(page, shared.brief, f"{key}_brief")


def view_url() -> str:
    """The address that restores the view: the browser's own, with the choices of this moment."""
    order = {name: place for place, name in enumerate(LEADING)}
    chosen = sorted(st.query_params.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    query = urlencode(chosen, safe=",")
    return f"{st.context.url or ''}{'?' if query else ''}{query}"


def shared_view(page: Page, shared: Shared, url: str) -> SharedView:
    """The figures of a view with all that is needed to cite them."""
    newest = cache.newest(page.snapshot.name)
    return SharedView(
        title=shared.title,
        package=packed(page.snapshot, page.catalogue, shared.observations, newest),
        not_shown=shared.not_shown,
        chosen=shared.chosen,
        url=url,
        accessed=date.today(),
        snapshot_label=page.snapshot_label,
        newer=newer_notes(shared.observations, newest, page.t),
    )


def show_copy_field(page: Page, name: str, label: str, text: str, button: str) -> None:
    """A text to be copied or selected."""
    done, failed = page.t._("Copied."), page.t._("The text is selected: copy it with Ctrl+C.")
    markup.show(markup.copy_field(name, label, text, button, done, failed), page.lang)
    markup.show_script("copy.js")


def _show_copying(page: Page, view: SharedView, key: str) -> None:
    _ = page.t._
    done, failed = _("Copied."), _("The text is selected: copy it with Ctrl+C.")
    link = markup.copy_field(f"{key}_link", _("Link to this view"), view.url, _("Copy link"), done, failed)
    cited = markup.copy_field(
        f"{key}_citation", _("How to cite"), citation(view, page.t), _("Copy citation"), done, failed
    )
    markup.show(link + cited, page.lang)
    markup.show_script("copy.js")
    markup.show_script("share_focus.js")


def _show_pictures(page: Page, shared: Shared, key: str) -> None:
    """Which figure, in which proportion and language; then both kinds of file."""
    t, _ = page.t, page.t._
    names = list(shared.figures)
    markup.show(markup.tag("h2", _("Picture"), "cr-share"), page.lang)
    name = picked_look(_("Figure"), names, name=f"{key}_figure_{shared.kind}", words=_)
    shape = picked_look(
        _("For"), list(PROPORTIONS), name=f"{key}_shape", words=lambda one: _(SHAPES[one]), start=REPORT
    )
    lang = picked_look(
        _("Language of the picture"), LANGUAGES, name=f"{key}_lang_{t.lang}", words=NAMES.__getitem__, start=t.lang
    )
    with st.container(horizontal=True, key=f"{key}_pictures"):
        for kind in MIMES:
            st.download_button(
                _("{kind} picture").format(kind=kind.upper()),
                data=partial(draw_picture, page, shared, name, shape, lang, kind),
                file_name=file_name((*_about(shared), name, shape, lang), kind),
                mime=MIMES[kind],
                on_click="ignore",
                icon=":material/image:" if kind == "png" else ":material/polyline:",
                key=f"{key}_{kind}",
            )
    notes = [_("PNG for posts and documents. SVG stays sharp at any size and can be edited.")]
    if is_small(shared.figures[name](page, PROPORTIONS[shape].room), shape):
        notes.insert(0, _("This figure is high: in this shape its letters are small. As a report they are larger."))
    show_notes(notes, page.lang)


def picked_look(label: str, options: Sequence[str], *, name: str, words: Callable[[str], str], start: str = "") -> str:
    """One of the ways a picture may look, ``start`` or the first to begin with; no control where there is only one."""
    start = start or options[0]
    if len(options) == 1:
        return start
    return (
        pick(
            "segmented_control",
            label,
            options,
            name=name,
            words=words,
            start=start,
            required=True,
            label_visibility="collapsed",
        )
        or start
    )


def draw_picture(page: Page, shared: Shared, name: str, shape: str, lang: str, kind: str) -> bytes:
    """A picture on light ground, whatever the theme of the screen."""
    inked = replace(page, t=translator(lang), colours=LIGHT)
    wanted = Picture(shape, kind, inked.t._(PRODUCT), boundaries_credit(inked.t), tuple(shared.notes(inked)))
    return render_picture(shared.figures[name](inked, PROPORTIONS[shape].room), wanted)


def _show_data(page: Page, shared: Shared, view: SharedView, key: str) -> None:
    _ = page.t._
    markup.show(markup.tag("h2", _("Data of this view"), "cr-share"), page.lang)
    with st.container(horizontal=True, key=f"{key}_data"):
        st.download_button(
            _("Excel workbook"),
            data=partial(view_xlsx, view, page.t),
            file_name=file_name((*_about(shared), shared.kind, page.lang), "xlsx"),
            mime=XLSX,
            on_click="ignore",
            icon=":material/table:",
            key=f"{key}_xlsx",
        )
        st.download_button(
            _("CSV table"),
            data=partial(view_csv, view),
            file_name=file_name((*_about(shared), shared.kind), "csv"),
            mime="text/csv",
            on_click="ignore",
            icon=":material/csv:",
            key=f"{key}_csv",
        )
        st.download_button(
            _("GeoPackage for QGIS"),
            data=partial(view_gpkg, view),
            file_name=file_name((*_about(shared), shared.kind), "gpkg"),
            mime="application/geopackage+sqlite3",
            on_click="ignore",
            icon=":material/map:",
            key=f"{key}_gpkg",
        )
    show_notes([_("Every figure of the view with its source, and every place without one with the reason.")], page.lang)


def _about(shared: Shared) -> tuple[str, ...]:
    return ("-and-".join(one.code.replace("_", "-") for one in shared.indicators), shared.period)
