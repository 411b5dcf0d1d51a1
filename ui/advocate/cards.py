"""A message as a card: what it says, what backs it, what must be minded, and whether it may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.i18n import N_, Translator
from childrights.messages import DO_NOT_SAY, SAY, SAY_WEAKER, Message
from ui import markup
from ui.page import Page

KINDS: Mapping[str, str] = {
    "level": N_("How much"),
    "place": N_("Place beside place"),
    "group": N_("Group beside group"),
    "change": N_("Change over time"),
    "rank": N_("Rank among places"),
    "gap": N_("Who is furthest behind"),
    "people": N_("Number of people"),
    "target": N_("Distance to a target"),
    "absence": N_("What nobody knows"),
}
VERDICTS: Mapping[str, str] = {
    SAY: N_("May be said"),
    SAY_WEAKER: N_("May be said only in this weaker form"),
    DO_NOT_SAY: N_("Must not be said"),
}
STRENGTHS: Sequence[tuple[float, str]] = (
    (0.85, N_("strong evidence")),
    (0.55, N_("fair evidence")),
    (0.0, N_("weak evidence")),
)
MOST_CODES = 6


def card(page: Page, message: Message, strength: float | None = None) -> str:
    """The whole card of a message."""
    t = page.t
    meta = [t._(KINDS[message.kind])] + ([strength_words(strength, t)] if strength is not None else [])
    parts = [verdict(message, t), markup.tag("p", " · ".join(meta), "cr-note")]
    if message.verdict == DO_NOT_SAY:
        parts += [markup.tag("p", reason, "cr-why") for reason in message.reasons]
    else:
        parts.append(markup.tag("h2", message.headline))
    if message.support:
        parts.append(markup.tag("p", message.support))
    if message.caveat:
        parts.append(markup.tag("p", t._("Mind: {caveat}").format(caveat=message.caveat), "cr-mind"))
    parts.append(codes(page, message.observations))
    return markup.wrap("article", "".join(parts), f"cr-message {message.verdict}")


def verdict(message: Message, t: Translator) -> str:
    """The verdict in words."""
    return markup.tag("p", t._(VERDICTS[message.verdict]), "cr-verdict")


def strength_words(strength: float, t: Translator) -> str:
    """How far one may lean on a message."""
    return t._(next(words for least, words in STRENGTHS if strength >= least))


def codes(page: Page, observations: Sequence[str]) -> str:
    """Links to the birth certificates of the figures; many are folded."""
    if not observations:
        return ""
    links = [markup.link(code, "number", code=code, lang=page.url_lang) for code in observations]
    shown, rest = links[:MOST_CODES], links[MOST_CODES:]
    line = markup.wrap("p", f"{markup.tag('span', page.t._('Codes:'))} {' '.join(shown)}", "cr-note")
    if not rest:
        return line
    more = page.t.ngettext("{count} more code", "{count} more codes", len(rest)).format(count=len(rest))
    return line + markup.disclosure(more, markup.wrap("p", " ".join(rest), "cr-note"))
