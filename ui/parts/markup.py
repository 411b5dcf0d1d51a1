"""The only place that makes HTML. Every word that comes from data or a person is escaped here."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from ui.parts.out_of_sight import take

STATIC = Path(__file__).resolve().parents[2] / "static"
_MARKDOWN = re.compile(
    r"[\\`*\[\]<>$~]|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)|^(?=\s*(?:#|-{2,}|={2,}|[-+] ))|(?<=^\d)[.)](?= )"
    r"|:(?=[A-Za-z][\w-]*[\[/:])"
)
"""What Streamlit takes for Markdown in the label of a control; within a word ``_`` is none."""
_SPACES = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_LIES = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FIGURE = re.compile(r"[^\s(>]+ %|\d{4}–\d{2,4}")


def as_written(text: str) -> str:
    """Words of data or a person for the label of a control, which Streamlit reads as Markdown: shown as they stand.

    On one line, and without signs that turn the direction of what follows.
    """
    return _MARKDOWN.sub(lambda sign: f"\\{sign[0]}", _LIES.sub("", _SPACES.sub(" ", text).strip()))


@cache
def versioned(name: str) -> str:
    """The address of a file of ``static/``, another one when the file is another one, so that browsers may keep it."""
    return f"app/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"


def show(markup: str, lang: str = "") -> None:
    """Put finished markup on the page, in a block that says its language."""
    attribute = f' lang="{html.escape(lang)}"' if lang else ""
    whole = f"<div{attribute}>{markup}</div>"
    if not take(whole):
        st.html(whole)


def show_script(name: str, mark: str = "") -> None:
    """Run a constant script of ``static/``; never with anything from data in it. The same one again does not run again.

    ``mark``, which the script can read behind the ``#`` of its address, makes it another one. Scripts are files since
    pages may run no others, see ``ui.doors``.
    """
    address = versioned(name) + (f"#{quote(mark)}" if mark else "")
    st.html(f'<script src="{address}"></script>', unsafe_allow_javascript=True)


def show_style(css: str) -> None:
    """Put a style sheet of ours on the page."""
    st.html(f"<style>{css}</style>")


def tag(name: str, text: str, css: str = "", lang: str = "") -> str:
    """One element around escaped text; ``lang`` where it is not the page's own language."""
    attribute = (f' class="{css}"' if css else "") + (f' lang="{lang}"' if lang else "")
    return f"<{name}{attribute}>{html.escape(text)}</{name}>"


def whole_figures(words: str) -> str:
    """Escaped words whose percentages and spans of years stay on one line, for large type."""
    return _FIGURE.sub(r'<span class="cr-whole">\g<0></span>', html.escape(words))


def wrap(name: str, content: str, css: str = "", anchor: str = "") -> str:
    """One element around finished markup; ``anchor`` is a name of ours that a link may lead to."""
    attribute = (f' class="{css}"' if css else "") + (f' id="{html.escape(anchor, quote=True)}"' if anchor else "")
    return f"<{name}{attribute}>{content}</{name}>"


def hinted(text: str, hint: str) -> str:
    """Escaped text with a hint that a pointer shows and a screen reader says."""
    said, shown = html.escape(hint, quote=True), html.escape(text, quote=True)
    return f'<span title="{said}" aria-label="{shown}. {said}" role="note">{shown}</span>'


def keys(rows: Sequence[tuple[Sequence[str], str]]) -> str:
    """A list of keys and what each does."""
    items = "".join(
        f"<div><dt>{' '.join(tag('kbd', name) for name in names)}</dt>{tag('dd', what)}</div>" for names, what in rows
    )
    return f'<dl class="cr-keyboard">{items}</dl>'


def tour(steps: Sequence[tuple[str, str, str]], said: Mapping[str, str]) -> str:
    """The steps of the tour (what each points at, its title and words) for our script, with the words it ``said``."""

    def data(words: Mapping[str, str]) -> str:
        return " ".join(f'data-{name}="{html.escape(text, quote=True)}"' for name, text in words.items())

    items = "".join(f"<li {data({'at': at, 'title': title, 'says': says})}></li>" for at, title, says in steps)
    return f'<ol class="cr-tour-words" hidden {data(said)}>{items}</ol>'


def legend(rows: Sequence[tuple[str, str]], size: tuple[int, int]) -> str:
    """A list of swatches (SVG of ours, ``size`` pixels) and what each stands for; nothing without rows."""
    items = "".join(f"<li>{picture(svg, '', size)}{tag('span', words)}</li>" for svg, words in rows)
    return f'<ul class="cr-legend">{items}</ul>' if rows else ""


def colour_legend(rows: Sequence[tuple[str, str, str]], size: tuple[int, int]) -> str:
    """A legend whose rows are a colour or, where that is empty, a swatch (SVG of ours), and what it stands for.

    The style sheet draws the colour: so it travels in a tenth of the bytes of a picture of it."""
    items = (
        f'<li style="--of:{colour}">{html.escape(words)}</li>'
        if colour
        else f"<li>{picture(svg, '', size)}{html.escape(words)}</li>"
        for colour, svg, words in rows
    )
    return wrap("ul", "".join(items), "cr-map-legend")


def disclosure(summary: str, content: str) -> str:
    """A line that opens to show finished markup."""
    return f'<details class="cr-more">{tag("summary", summary)}{content}</details>'


def link(text: str, page: str, **params: str) -> str:
    """A link to one of our pages with its choices in the URL."""
    query = "&".join(f"{name}={quote(value)}" for name, value in params.items() if value)
    target = html.escape(f"{page}?{query}" if query else page, quote=True)
    lang = ' lang="en"' if params.get("lang") == "km" and words_lang(text, "km") == "en" else ""
    return f'<a href="{target}"{lang}>{html.escape(text)}</a>'


_KHMER, _LATIN_WORDS = re.compile("[\u1780-\u17ff]"), re.compile(r"[A-Za-z]{2,}\W+[A-Za-z]{2,}")


def words_lang(text: str, lang: str) -> str:
    """The language that ``text`` of a page in ``lang`` is in: what nobody has said in Khmer stays English there."""
    return "en" if lang == "km" and _LATIN_WORDS.search(text) and not _KHMER.search(text) else lang


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """A list of names and finished markup; pairs without any are left out."""
    rows = "".join(f"<div>{tag('dt', name)}<dd>{content}</dd></div>" for name, content in pairs if content)
    return f'<dl class="cr-facts">{rows}</dl>'


def outside_link(text: str, url: str) -> str:
    """A link to a source, only if it really is a web address."""
    if not url.startswith(("https://", "http://")):
        return html.escape(text)
    return f'<a href="{html.escape(url, quote=True)}" target="_blank" rel="noopener">{html.escape(text)}</a>'


def picture(svg: str, words: str, size: tuple[int, int]) -> str:
    """An SVG of ours as a picture of ``size`` pixels; nothing for an empty one.

    Only what would end the attribute or the address is written otherwise: pictures in tables travel at every change.
    """
    if not svg:
        return ""
    written = svg.replace('"', "'").replace("%", "%25").replace("#", "%23").replace("&", "&amp;")
    source = f"data:image/svg+xml,{written}"
    width, height = size
    return f'<img src="{source}" width="{width}" height="{height}" alt="{html.escape(words, quote=True)}">'


def packed_picture(svg: str, words: str, size: tuple[int, int]) -> str:
    """The same of a picture that has both kinds of quotes, as those with fonts have, shown when it comes into view.

    As text, not in base64: on the way it is compressed to half as much.
    """
    written = html.escape(svg.replace("%", "%25").replace("#", "%23").replace("\n", ""), quote=True)
    width, height = size
    shown = f'width="{width}" height="{height}" alt="{html.escape(words, quote=True)}" loading="lazy"'
    return f'<img src="data:image/svg+xml,{written}" {shown}>'


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table: ``text`` to be escaped, or ``markup`` made by this module."""

    text: str = ""
    markup: str = ""
    css: str = ""
    span: int = 1

    def render(self, name: str = "td") -> str:
        """The cell as HTML, without the end tag that HTML lets cells leave out: tables travel at every change."""
        attributes = f' class="{self.css}"' if self.css else ""
        attributes += f' colspan="{self.span}"' if self.span > 1 else ""
        return f"<{name}{attributes}>{self.markup or html.escape(self.text)}"


def _filled(cells: Sequence[TableCell]) -> Sequence[TableCell]:
    """The cells without the empty ones at the end of the row."""
    last = max((i for i, cell in enumerate(cells) if cell.text or cell.markup), default=-1)
    return cells[: last + 1]


def table(
    caption: str, head: Sequence[TableCell], rows: Sequence[Sequence[TableCell]], css: str = "", *, whole: bool = False
) -> str:
    """A real table with caption, column heads and row heads, in a frame that scrolls on narrow screens.

    Empty cells at the end of a row are left out, unless the table is ``whole`` because they too say something.
    """
    top = "".join(cell.render("th") for cell in head)
    body = "".join(
        f"<tr>{first.render('th')}{''.join(cell.render() for cell in (rest if whole else _filled(rest)))}"
        for first, *rest in rows
    )
    name = f"t{zlib.crc32(caption.encode()):x}"
    return (
        f'<div class="cr-scroll" role="region" tabindex="0" aria-labelledby="{name}"><table class="cr-table {css}">'
        f'<caption id="{name}">{html.escape(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def parts_bar(parts: Sequence[tuple[str, int]], words: Sequence[str]) -> str:
    """One bar parted by counts, each part in the class that draws its mark, with the words of each below."""
    drawn = "".join(f'<i class="{css}" style="flex:{count}"></i>' for css, count in parts)
    told = "".join(
        f'<li><i class="{css}"></i>{tag("span", said)}</li>' for (css, _), said in zip(parts, words, strict=True)
    )
    return f'<div class="cr-bar" aria-hidden="true">{drawn}</div><ul class="cr-bar-words">{told}</ul>'


@dataclass(frozen=True, slots=True)
class Strip:
    """One value on a line from the lowest to the highest of all places, in the unit of the figure.

    ``ends`` are the words for the lowest and highest, ``said`` what the picture shows.
    """

    low: float
    high: float
    own: float | None
    country: float | None
    peers: tuple[float, float] | None
    interval: tuple[float, float] | None
    worked_out: bool
    """Whether the interval was not published but worked out here."""
    ends: tuple[str, str]
    said: str


def strip(one: Strip) -> str:
    """A line with a band for the peers, a thin bar for the interval, a tick for the country and a dot for the place.

    Only positions in per cent are sent, by short names; the style sheet draws: ``a`` to ``b`` all places, ``p`` to
    ``q`` the peers, ``e`` to ``f`` the interval (``g`` to ``h``, dashed, where it was worked out here), ``c`` the
    country, ``o`` the place.
    """
    shown = [one.low, one.high, *(one.interval or ()), *([one.country] if one.country is not None else [])]
    lowest, wide = min(shown), (max(shown) - min(shown)) or 1
    places: list[tuple[str, float | None]] = [("a", one.low), ("b", one.high), ("c", one.country), ("o", one.own)]
    places += zip("pq", one.peers or (), strict=False)
    places += zip("gh" if one.worked_out else "ef", one.interval or (), strict=False)
    drawn = ";".join(f"--{name}:{100 * (at - lowest) / wide:.3g}" for name, at in places if at is not None)
    ends = "".join(tag("small", end) for end in one.ends)
    said = html.escape(one.said, quote=True)
    return f'<b class=cr-strip role=img aria-label="{said}" style={drawn}>{ends}</b>'


def strip_legend(parts: Sequence[tuple[str, str]]) -> str:
    """What the marks of ``strip`` stand for: pairs of mark and words."""
    items = "".join(
        f'<span class="cr-key {name}"><b><i class="{name}"></i></b>{tag("span", words)}</span>' for name, words in parts
    )
    return f'<p class="cr-note cr-strip-legend" aria-hidden="true">{items}</p>'


def copy_field(name: str, label: str, text: str, button: str, done: str, failed: str) -> str:
    """A text that can be selected, with a button that copies it and says so; ``ui.parts.share`` brings the script.

    ``done`` and ``failed`` are said after the press, also by screen readers.
    """
    after = f'data-done="{html.escape(done, quote=True)}" data-failed="{html.escape(failed, quote=True)}"'
    rows = 1 if len(text) < 57 else 2 if len(text) < 120 else 4
    return (
        f'<div class="cr-copy"><p><label for="{name}">{html.escape(label)}</label>'
        '<span role="status" aria-live="polite"></span>'
        f'<button type="button" data-copy="{name}" {after}>{html.escape(button)}</button></p>'
        f'<textarea id="{name}" rows="{rows}" readonly>{html.escape(text)}</textarea></div>'
    )


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form that works without scripts. ``autocomplete`` is what password keepers of browsers go by."""

    name: str
    label: str
    kind: str = "text"
    autocomplete: str = "off"
    hint: str = ""
    value: str = ""

    def render(self) -> str:
        """The field with its label over it and its hint below, which screen readers say with it."""
        name, hint = html.escape(self.name, quote=True), f"{self.name}_hint"
        value = f' value="{html.escape(self.value, quote=True)}"' if self.value else ""
        told = f' aria-describedby="{hint}"' if self.hint else ""
        plain = ' autocapitalize="none" spellcheck="false"' if self.autocomplete == "username" else ""
        below = f'<small id="{hint}">{html.escape(self.hint)}</small>' if self.hint else ""
        return (
            f'<p class="cr-field"><label for="{name}">{html.escape(self.label)}</label>'
            f'<input id="{name}" name="{name}" type="{self.kind}" required maxlength="200"'
            f' autocomplete="{self.autocomplete}"{plain}{told}{value}>{below}</p>'
        )


def form(fields: Sequence[FormField], buttons: Sequence[tuple[str, str, str]], query: str) -> str:
    """A form that is sent to its own address with another query. Each button is the name and value that it sends, and
    its words; the first one is what the return key presses."""
    presses = "".join(
        f'<button type="submit" name="{name}" value="{value}">{html.escape(words)}</button>'
        for name, value, words in buttons
    )
    inside = "".join(one.render() for one in fields)
    to = html.escape(f"?{query}", quote=True)
    return f'<form method="post" action="{to}">{inside}<p class="cr-buttons">{presses}</p></form>'


def own_link(text: str, address: str, css: str = "") -> str:
    """A link to an address of our own, which may begin with a slash."""
    attribute = f' class="{css}"' if css else ""
    return f'<a href="{html.escape(address, quote=True)}"{attribute}>{html.escape(text)}</a>'


def plain_document(title: str, lang: str, sheet: str, icon: str, style: str, content: str) -> str:
    """A whole page of HTML that needs neither scripts nor Streamlit. ``style`` holds variables only."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f'<link rel="icon" href="{html.escape(icon, quote=True)}">'
        f'<style>{style}</style><link rel="stylesheet" href="{html.escape(sheet, quote=True)}"></head>'
        f'<body class="cr-plain">{content}</body></html>'
    )
