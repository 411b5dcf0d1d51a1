"""What every page starts from: words, colours, catalogue and snapshot."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial, wraps
from typing import TypeVar

import streamlit as st
from babel.dates import format_datetime

from childrights.catalogue import Catalogue, ChildRightsError, Indicator, UnknownCode
from childrights.charts import Figure, Presenter, Theme, theme
from childrights.files import DiskFull, is_full
from childrights.i18n import DEFAULT_LANGUAGE, N_, Translator
from childrights.snapshot import Snapshot, UnreadableSnapshot
from etl.accounts import HERE
from etl.permissions import NotPermitted
from ui.parts import cache, markup, memory
from ui.parts.access import STEWARD, current_actor
from ui.parts.lang import current_translator
from ui.parts.layout import show_links, show_notes, show_title
from ui.parts.telling_rights import show_sign_in
from ui.parts.unknown_code import show_way_on

log = logging.getLogger(__name__)
C = TypeVar("C", bound=Hashable)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page:
    """The surroundings of one rerun."""

    t: Translator
    colours: Theme
    catalogue: Catalogue
    snapshot: Snapshot

    @property
    def lang(self) -> str:
        """The language of the session."""
        return self.t.lang

    @property
    def url_lang(self) -> str:
        """The language as links carry it: nothing for the default one."""
        return "" if self.lang == DEFAULT_LANGUAGE else self.lang

    @property
    def foreign(self) -> str:
        """The ``lang`` of English words on this page: nothing where English is its own language."""
        return "" if self.lang == DEFAULT_LANGUAGE else DEFAULT_LANGUAGE

    @property
    def year(self) -> int:
        """The year that ages are counted to and projections begin after: that of the snapshot."""
        return int(self.snapshot.built_at[:4])

    def presenter(self, indicator: Indicator) -> Presenter:
        """What makes the marks and captions of one indicator."""
        members = cache.members(self.snapshot.name)
        return Presenter(self.catalogue, indicator, self.t, self.colours, self.snapshot_label, members)

    def figure(self, kind: str, choice: object, draw: Callable[[], Figure]) -> Figure:
        """The figure of a ``kind`` for a choice, drawn by ``draw`` unless somebody has looked at it already."""
        return cache.figure(self.snapshot.name, f"{kind} {choice!r} {self.lang} {self.colours.name}", draw)

    @property
    def snapshot_label(self) -> str:
        """How footers name the snapshot: the day it was built and the start of its content hash."""
        return f"{self.snapshot.built_at[:10]} · {self.snapshot.content_hash[:8]}"


def once(work_out: Callable[[Page, C], R]) -> Callable[[Page, C], R]:
    """``work_out`` for a page and a choice, done once for a snapshot and a language; nobody may change its result.

    Not for what depends on colours, on the URL or on who asks.
    """

    @wraps(work_out)
    def shared(page: Page, choice: C) -> R:
        return cache.answer(page.snapshot.name, (work_out, choice, page.lang), partial(work_out, page, choice))

    return shared


def show_page(body: Callable[[Page], None], every: Callable[[], float | None] = lambda: None) -> None:
    """Show a page. Its filters redraw the page alone, not the frame around it; a refusal becomes one sentence.

    ``every`` says after how many seconds it draws itself anew, ``None`` for never; asked once in a whole rerun.
    """

    @st.fragment(run_every=every())
    def redrawn() -> None:
        with refusals_told():
            body(this_page())

    redrawn()


@contextmanager
def refusals_told() -> Iterator[None]:
    """What a person can act on becomes a sentence on the page; anything else is a fault and stays one."""
    try:
        try:
            yield
        except UnreadableSnapshot as error:
            if cache.current_snapshot().name != error.snapshot:
                st.rerun()  # it was damaged while it was looked at, and the last sound one serves by now
            raise
        except Exception as error:
            if not is_full(error):
                raise
            raise DiskFull from error
    except ChildRightsError as error:
        t = current_translator()
        log.info("refused: %s", error)
        show_title(t._("This page cannot be shown"), t.lang)
        show_notes([t._(error.sentence).format(**error.filled) if error.filled else t._(str(error))], t.lang)
        lang = "" if t.lang == DEFAULT_LANGUAGE else t.lang
        if isinstance(error, UnknownCode):
            show_way_on(t)
        if isinstance(error, NotPermitted) and not current_actor().roles:
            show_sign_in(t)
        ways = {"search": t._("Search"), "explore": t._("Maps and charts"), "overview": t._("Overview")}
        show_links(t._("From here:"), [markup.link(name, page, lang=lang) for page, name in ways.items()], t.lang)


def this_page() -> Page:
    """The surroundings of this rerun."""
    memory.settle()
    snapshot = cache.current_snapshot()
    known = cache.catalogue()
    return Page(current_translator(), theme(st.context.theme.type), known, snapshot)


PHNOM_PENH = timezone(timedelta(hours=7))


WRITERS: Mapping[str, str] = {HERE: N_("at this computer"), STEWARD: N_("with the steward's key")}


def moment_words(moment: str, lang: str) -> str:
    """An ISO 8601 time in UTC as day and time in Cambodia."""
    there = datetime.fromisoformat(moment).astimezone(PHNOM_PENH)
    return str(format_datetime(there, "d MMMM y, HH:mm", locale=lang))


def writer_words(code: str, t: Translator) -> str:
    """Who did something, as the ledger has it, in words. The login name of a colleague only for who is signed in: which
    names there are is nobody else's business."""
    if code in WRITERS:
        return t._(WRITERS[code])
    return t._("by {name}").format(name=code) if current_actor().roles else t._("by somebody of the coalition")
