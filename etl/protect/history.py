"""What was decided before: which members' figures are public, which stay hidden, and what was public once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from childrights.catalogue import Indicator, Observation
from etl.protect.cells import OFFICIAL, Given, Publicity, hand_of, primary
from etl.protect.protecting import SENT_HIDDEN, Hidden, protect, related_indicators
from etl.protect.thresholds import threshold


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What came before a publication. ``decided`` says of members' figures, by their codes, whether they were shown;
    ``once`` are figures that were public and stand no longer, withdrawn ones too; ``raised`` the steward's thresholds.
    """

    decided: Mapping[str, bool] = field(default_factory=dict)
    once: Sequence[Observation] = ()
    raised: Mapping[str, int] = field(default_factory=dict)


NOTHING_DISCLOSED = Disclosed()


def decide(
    published: Iterable[Observation],
    sent: Sequence[Observation],
    gone: Iterable[Observation],
    indicators: Mapping[str, Indicator],
    before: Disclosed = NOTHING_DISCLOSED,
) -> dict[str, Hidden]:
    """Which members' figures stay hidden, upload by upload in the order of ``sent``: what came first has its place.

    ``published`` are official figures, ``sent`` the members' figures that stand, ``gone`` those that they took the
    place of. What was decided before is not decided again, but for a small number, which is hidden whenever it is one.
    """
    found: dict[str, Hidden] = {}
    touched = related_indicators({one.indicator for one in sent if one.value is not None or one.status == "suppressed"})
    known: dict[str, list[Given]] = defaultdict(list)
    printed: dict[tuple[str, ...], Observation] = {}
    for one in published:
        if one.indicator in touched:
            known[one.indicator].append(Given(one, OFFICIAL, Publicity.PUBLIC))
            printed[one.about] = one
    once = [one for one in (*gone, *before.once) if before.decided.get(one.id) and one.value is not None]
    for one in once:
        if one.indicator in touched:
            known[one.indicator].append(Given(one, hand_of(one), Publicity.ONCE))
    uploads: dict[str, list[Observation]] = {}
    for one in sent:
        uploads.setdefault(one.upload, []).append(one)
    again: list[Given] = []
    for figures in uploads.values():
        new: list[Given] = []
        for one in figures:
            is_printed = _repeats(one, printed.get(one.about))
            shown = before.decided.get(one.id)
            if is_printed and shown:
                # It stays; and it tells whose children the other figures of its hand are about.
                known[one.indicator].append(Given(one, hand_of(one), Publicity.PUBLIC))
            elif is_printed and shown is None:
                new.append(Given(one, hand_of(one), Publicity.NEWCOMER, is_printed=True))
            elif is_printed:
                known[one.indicator].append(Given(one, hand_of(one), Publicity.HIDDEN))
                again.append(Given(one, hand_of(one), Publicity.NEWCOMER, is_printed=True))
            else:
                looked_at = _as_decided(one, indicators, before, found)
                (new if looked_at.standing is Publicity.NEWCOMER else known[one.indicator]).append(looked_at)
        hidden = _protected(new, known, indicators, before)
        found |= hidden
        for coming in new:
            figure = coming.observation
            is_hidden = figure.id in hidden or figure.value is None
            settled = replace(coming, standing=Publicity.HIDDEN if is_hidden else Publicity.PUBLIC, is_printed=False)
            known[figure.indicator].append(settled)
    # What was hidden before it was printed may be shown, beside all that came since.
    found |= _protected(again, known, indicators, before)
    return found


def _protected(
    new: Sequence[Given], known: Mapping[str, Sequence[Given]], indicators: Mapping[str, Indicator], before: Disclosed
) -> dict[str, Hidden]:
    """Which of some newcomers stay hidden beside all others that are known."""
    if not new:
        return {}
    coming = {one.observation.id for one in new}
    codes = related_indicators({one.observation.indicator for one in new})
    stands = (one for code in codes for one in known.get(code, ()) if one.observation.id not in coming)
    return protect([*stands, *new], indicators, before.raised)


def _repeats(one: Observation, printed: Observation | None) -> bool:
    """Whether a figure tells no number that an official one does not tell already."""
    if printed is None or one.value is None or one.value != printed.value:
        return False
    told = ("numerator", "denominator", "sample_size", "estimated_cases", "lower", "upper")
    return all(getattr(one, name) in (None, getattr(printed, name)) for name in told)


def _as_decided(
    one: Observation, indicators: Mapping[str, Indicator], before: Disclosed, found: dict[str, Hidden]
) -> Given:
    shown = before.decided.get(one.id)
    if shown is None:
        return Given(one, hand_of(one), Publicity.NEWCOMER)
    indicator = indicators[one.indicator]
    why = primary(one, indicator, threshold(indicator, before.raised))
    if one.value is None and one.status == "suppressed":
        why = SENT_HIDDEN
    if why or (not shown and one.value is not None):
        found[one.id] = Hidden(why or BEFORE)
    if shown:
        return Given(one, hand_of(one), Publicity.ONCE if why else Publicity.PUBLIC)
    return Given(one, hand_of(one), Publicity.HIDDEN)


BEFORE = "before"
"""Why a figure stays hidden that was hidden when it came."""
