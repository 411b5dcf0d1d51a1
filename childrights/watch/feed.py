"""The log as an Atom feed (RFC 4287), one for each language, an entry for each publication that brought news.

Its addresses are relative, and the names of entries made from their snapshot: the same publication has the same name
wherever and whenever the feed is written, so that no reader is told of it twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from xml.etree import ElementTree as xml

from childrights.catalogue import Catalogue
from childrights.i18n import LANGUAGES, Translator
from childrights.watch.news_log import NewsLog, Publication
from childrights.watch.told_text import title_words
from childrights.watch.words import leading, line, more_words, untold_words

ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
FEED_FILES = {lang: f"news.{lang}.xml" for lang in LANGUAGES}
MOST_LINES = 20
"""Of a publication that changed everything the feed tells the most important; the whole stands in the text."""
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:child-rights-in-cambodia:news")


def news_feed(log: NewsLog, catalogue: Catalogue, t: Translator) -> bytes:
    """The feed in the language of ``t``. Raises ``ValueError`` for a log without a publication."""
    newest = log.newest
    if newest is None:
        raise ValueError("a feed needs a publication")
    xml.register_namespace("", ATOM)
    feed = xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": t.lang})
    entries = [one for one in log.publications if one.digest]
    _text(feed, "id", _name(t.lang))
    _text(feed, "title", t._("Child rights in Cambodia: what is new"))
    _text(feed, "updated", max((_updated(one) for one in entries), default=newest.built_at))
    _text(xml.SubElement(feed, f"{{{ATOM}}}author"), "name", t._("Child rights in Cambodia"))
    xml.SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": FEED_FILES[t.lang]})
    generator = xml.SubElement(feed, f"{{{ATOM}}}generator", {"version": newest.snapshot})
    generator.text = t._("Child rights in Cambodia")
    for one in entries:
        feed.append(_entry(one, catalogue, t))
    xml.indent(feed)
    return bytes(xml.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def is_feed_of(feed: bytes, log: NewsLog) -> bool:
    """Whether a feed was written for the newest publication of ``log``."""
    return log.newest is not None and f'version="{log.newest.snapshot}"'.encode() in feed


def _entry(one: Publication, catalogue: Catalogue, t: Translator) -> xml.Element:
    entry = xml.Element(f"{{{ATOM}}}entry")
    _text(entry, "id", _name(f"{one.snapshot} {t.lang}"))
    _text(entry, "title", title_words(one, t))
    _text(entry, "updated", _updated(one))
    _text(entry, "published", one.built_at)
    content = xml.SubElement(entry, f"{{{ATOM}}}content", {"type": "xhtml"})
    told = leading(one.digest, MOST_LINES)
    lines = [line(item, catalogue, t) for item in told]
    rest = [more_words(len(one.digest.items) - len(told), t), untold_words(one.digest, t)]
    _list(content, lines, [one for one in rest if one])
    return entry


def _list(content: xml.Element, lines: Sequence[str], rest: Sequence[str]) -> None:
    block = xml.SubElement(content, f"{{{XHTML}}}div")
    # A list without an item is no XHTML.
    listed = xml.SubElement(block, f"{{{XHTML}}}ul") if lines else block
    for one in lines:
        xml.SubElement(listed, f"{{{XHTML}}}li").text = one
    for one in rest:
        xml.SubElement(block, f"{{{XHTML}}}p").text = one


def _text(parent: xml.Element, name: str, text: str) -> None:
    xml.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _name(about: str) -> str:
    return uuid.uuid5(_NAMES, about).urn


def _updated(one: Publication) -> str:
    return one.told_at or one.built_at
