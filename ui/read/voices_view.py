"""What members sent in words as a reader sees it: each with whose words they are, and its code."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.rights import article_number
from childrights.submissions import KeptRow
from childrights.voices import NO_GENERALISING, VOICE_KINDS, Voice, heard, views_under, voice_told
from ui.parts import Page, cache, code_link, markup, show_links, show_notes, show_section


def voice_of(page: Page, code: str) -> KeptRow[Voice] | None:
    """The newest row with a code in its printed form, also one that was taken back; ``None`` for another code."""
    found = [one for one in cache.kept_voices(page.snapshot.name) if one.what.code == code]
    return next((one for one in reversed(found) if one.origin.stands), found[-1] if found else None)


def voice_title(page: Page, row: KeptRow[Voice]) -> str:
    """What a code stands for that is no figure."""
    words = (
        page.t._("{code} is no figure but a member's words") if row.origin.stands else page.t._("{code} was taken back")
    )
    return words.format(code=row.what.code)


def show_voice(page: Page, row: KeptRow[Voice]) -> None:
    """The words of a code, whose they are, where they are kept and when they came."""
    first, *rest = voice_told(row, page.t)
    lang = row.what.lang(page.t) if row.origin.stands else page.lang
    quoted = (
        markup.wrap("blockquote", markup.tag("p", first, "", lang)) if row.origin.stands else markup.tag("p", first)
    )
    told = "".join(markup.tag("p", line, "cr-note") for line in rest)
    markup.show(markup.wrap("div", quoted + told, "cr-voices"), page.lang)


MOST_BESIDE = 4
"""Beside the figures of a right or a place stand so many; the others are a click away."""


def show_voices_of(page: Page, about: str = "", area: str = "") -> None:
    """What members sent in words about a right or an article, or about one place; nothing where none did."""
    found = views_under(cache.voices(page.snapshot.name), page.catalogue, about, area)
    if not found:
        return
    t = page.t
    show_section(t._("In the words of members"), page.lang)
    markup.show(voice_items(page, found[:MOST_BESIDE]), page.lang)
    right = about if about in page.catalogue.clusters else ""
    every = t.ngettext("All {count} view or practice", "All {count} views and practices", len(found))
    link = markup.link(every.format(count=len(found)), "views", right=right, area=area, lang=page.url_lang)
    show_links("", [link] if len(found) > MOST_BESIDE else [], page.lang)
    show_notes([t._(NO_GENERALISING)], page.lang)


def voice_items(page: Page, found: Sequence[Voice]) -> str:
    """Every row as a quotation with whose it is under it."""
    return markup.wrap("ul", "".join(_item(page, one) for one in found), "cr-voices")


def _item(page: Page, one: Voice) -> str:
    t = page.t
    kind = t._(VOICE_KINDS[one.kind])
    head = markup.tag("p", kind[:1].upper() + kind[1:], "cr-voice-kind")
    text = markup.wrap("blockquote", markup.tag("p", one.text(t), "", one.lang(t)))
    whose = markup.tag(
        "p", t._("In the words of {member}: {heard}").format(member=one.organisation, heard=heard(one, t)), "cr-note"
    )
    numbers = list(dict.fromkeys(str(article_number(part)) for part in one.crc_articles))
    articles = t.ngettext("Article {numbers}", "Articles {numbers}", len(numbers)).format(numbers=", ".join(numbers))
    about = markup.tag("span", f"{articles} · ") + code_link(page, one.code, one.code)
    return markup.wrap("li", head + text + whose + markup.wrap("p", about, "cr-note"))
