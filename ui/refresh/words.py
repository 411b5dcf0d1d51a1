"""The sentences of the page for newer figures, in the language of a translator. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from childrights.i18n import N_, Translator
from etl.publishers import Refreshed, SeriesDifference, Told
from ui.contribute import words as told

STATES: Mapping[str, str] = {
    "new": N_("new"),
    "revised": N_("revised"),
    "withdrawn": N_("withdrawn"),
    "unchanged": N_("unchanged"),
    "not understood": N_("not understood"),
}
"""What a series is against the edition that stands, the most welcome first."""
CHIPS: Mapping[str, str] = {
    "new": "accepted",
    "revised": "warning",
    "withdrawn": "withdrawn",
    "unchanged": "",
    "not understood": "error",
}


def states_words(series: Sequence[SeriesDifference], t: Translator) -> str:
    """How many series of a publisher are new, revised and so on; only what there is."""
    counted = Counter(one.state for one in series)
    parts = [f"{told.count(counted[state], t)} {t._(words)}" for state, words in STATES.items() if counted[state]]
    return t._(", ").join(parts)


def became_words(seen: Refreshed | None, fault: Told | None, t: Translator) -> str:
    """What waits of a publisher, and the sentence that kept newer figures away when it was last asked."""
    parts = []
    if seen is not None:
        parts.append(seen.fault.words(t) if seen.fault else states_words(seen.series, t))
    if fault:
        what = dict(fault.filled).get("what")
        parts.append((what if isinstance(what, Told) else fault).words(t))  # the row's head has the name
    return t._("; ").join(parts) or "–"


def title_words(changing: int, held: int, t: Translator) -> str:
    """The finding of the page."""
    if changing:
        return t.ngettext(
            "{count} series waits for you to accept it", "{count} series wait for you to accept them", changing
        ).format(count=told.count(changing, t))
    if held:
        return t.ngettext("{count} series was not understood", "{count} series were not understood", held).format(
            count=told.count(held, t)
        )
    return t._("Newer figures from their publishers")
