"""While a file is read elsewhere: words for who waits, and an end of the reading when nobody does any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import streamlit as st

from childrights.i18n import Translator
from etl.worker import ReadingProgress, Tell
from ui.parts import Page, markup

_PATIENT_SECONDS, _EVERY_SECONDS = 4, 1.0


@contextmanager
def reading(page: Page, words: str) -> Iterator[Tell]:
    """Says ``words`` and, when it takes longer, how things stand. Gives what the reading calls again and again.

    Each call that draws is where Streamlit ends a run whose tab was closed or which was asked for something else: what
    it raises then ends the reading, too.
    """
    with st.spinner(words):
        place, told = st.empty(), monotonic()

        def tell(progress: ReadingProgress) -> None:
            nonlocal told
            if monotonic() - told >= _EVERY_SECONDS:
                told = monotonic()
                with place:
                    markup.show(markup.tag("p", waiting_words(page.t, progress), "cr-note"), page.lang)

        yield tell
        place.empty()


def waiting_words(t: Translator, progress: ReadingProgress) -> str:
    """How a file stands that somebody waits for; empty while it was not long."""
    if progress.ahead:
        return t.ngettext(
            "{count} other file is read first. Yours waits for its turn; leave this page open.",
            "{count} other files are read first. Yours waits for its turn; leave this page open.",
            progress.ahead,
        ).format(count=progress.ahead)
    if progress.seconds < _PATIENT_SECONDS:
        return ""
    return t._("Large files take a while: {seconds} s so far, {limit} s at most.").format(
        seconds=int(progress.seconds), limit=90
    )
