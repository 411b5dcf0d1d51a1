"""The only place that makes HTML. Every word that comes from data or a person is escaped here."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import streamlit as st


def show(markup: str, lang: str = "") -> None:
    """Put finished markup on the page, in a block that says its language."""
    attribute = f' lang="{html.escape(lang)}"' if lang else ""
    st.html(f"<div{attribute}>{markup}</div>")


def show_script(script: str) -> None:
    """Run a constant script of ours; never with anything from data in it."""
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def show_style(css: str) -> None:
    """Put a style sheet of ours on the page."""
    st.html(f"<style>{css}</style>")


def tag(name: str, text: str, css: str = "") -> str:
    """One element around escaped text."""
    attribute = f' class="{css}"' if css else ""
    return f"<{name}{attribute}>{html.escape(text)}</{name}>"


def link(text: str, page: str, **params: str) -> str:
    """A link to one of our pages with its choices in the URL."""
    query = "&".join(f"{name}={quote(value)}" for name, value in params.items() if value)
    target = html.escape(f"{page}?{query}" if query else page, quote=True)
    return f'<a href="{target}" target="_self">{html.escape(text)}</a>'


def outside_link(text: str, url: str) -> str:
    """A link to a source, only if it really is a web address."""
    if not url.startswith(("https://", "http://")):
        return html.escape(text)
    return f'<a href="{html.escape(url, quote=True)}" target="_blank" rel="noopener">{html.escape(text)}</a>'


def picture(svg: str, words: str, size: tuple[int, int]) -> str:
    """An SVG of ours as a picture of ``size`` pixels; nothing for an empty one."""
    if not svg:
        return ""
    source = "data:image/svg+xml," + quote(svg)
    width, height = size
    return f'<img src="{source}" width="{width}" height="{height}" alt="{html.escape(words, quote=True)}">'


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: ``text`` to be escaped, or ``markup`` made by this module."""

    text: str = ""
    markup: str = ""
    css: str = ""

    def render(self, name: str = "td", scope: str = "") -> str:
        """The cell as HTML."""
        attributes = (f' class="{self.css}"' if self.css else "") + (f' scope="{scope}"' if scope else "")
        return f"<{name}{attributes}>{self.markup or html.escape(self.text)}</{name}>"


def table(caption: str, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], css: str = "") -> str:
    """A real table with caption, column heads and row heads, in a frame that scrolls on narrow screens."""
    top = "".join(cell.render("th", "col") for cell in head)
    body = "".join(
        f"<tr>{first.render('th', 'row')}{''.join(cell.render() for cell in rest)}</tr>" for first, *rest in rows
    )
    label = html.escape(caption, quote=True)
    return (
        f'<div class="cr-scroll" role="region" tabindex="0" aria-label="{label}"><table class="cr-table {css}">'
        f"<caption>{html.escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )
