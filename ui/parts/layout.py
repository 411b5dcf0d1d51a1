"""The parts of a page in their order: finding, filters, figures, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from ui.parts import markup
from ui.parts.options import fold
from ui.parts.out_of_sight import is_unseen

FOLD = "fold"
TWO_THIRDS = (1.85, 1)


def show_title(finding: str, lang: str, *, kicker: str = "", lede: str = "") -> None:
    """The page's one first-level heading, which says the finding, with what page this is above it."""
    parts = [
        markup.tag("p", kicker, "cr-kicker") if kicker else "",
        markup.wrap("h1", markup.whole_figures(finding), "cr-title"),
        markup.tag("p", lede, "cr-lede") if lede else "",
    ]
    markup.show("".join(parts), lang)


def title_place() -> Any:
    """The place of the title, above filters that must be read before the finding is known."""
    return st.container()


@contextmanager
def filter_bar(name: str) -> Iterator[None]:
    """A row of at most five controls, side by side on a wide screen and two by two on a narrow one.

    The style sheet gives ``filters_<name>`` its columns and, where controls hang on one another, their order.
    """
    if is_unseen():
        yield
        return
    with st.container(key=f"filters_{name}"):
        yield


def two_thirds() -> tuple[Any, Any]:
    """The dominant figure and its companion."""
    main, side = st.columns(TWO_THIRDS, gap="large")
    return main, side


def show_section(title: str, lang: str) -> None:
    """A second-level heading."""
    markup.show(markup.tag("h2", title, "cr-section"), lang)


def show_text(paragraphs: Iterable[str], lang: str) -> None:
    """Paragraphs of running text."""
    markup.show("".join(markup.tag("p", words, "cr-text") for words in paragraphs if words), lang)


def show_notes(notes: Iterable[str], lang: str) -> None:
    """Small print: caveats, what is not drawn, definitions."""
    markup.show("".join(markup.tag("p", words, "cr-note") for words in notes if words), lang)


def show_table(title: str, table: str, lang: str) -> None:
    """A second-level heading with a table made by ``markup.table``."""
    markup.show(markup.tag("h2", title, "cr-section cr-above") + table, lang)


def show_markup(finished: str, lang: str) -> None:
    """Finished markup of ``ui.parts.markup``."""
    markup.show(finished, lang)


def show_fold(title: str, table: Callable[[], str], lang: str) -> None:
    """A line that opens to show a table made by ``markup.table``, which is neither made nor sent before that."""
    with fold(title, key=FOLD) as part:
        if part.open:
            markup.show(table(), lang)


def show_links(intro: str, links: Sequence[str], lang: str) -> None:
    """A line of links made by ``markup.link``; nothing when there are none."""
    if not links:
        return
    items = "".join(f"<li>{one}</li>" for one in links)
    markup.show(f'{markup.tag("p", intro, "cr-note")}<ul class="cr-links">{items}</ul>', lang)
