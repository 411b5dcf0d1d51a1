"""What may be said of several changes at once, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from childrights.i18n import N_, Translator
from childrights.uncertainty import DESIGN_EFFECT, Verdict

COUNTS: Mapping[str, str] = {
    "better": N_("{count} clearly better"),
    "worse": N_("{count} clearly worse"),
    "up": N_("{count} clearly higher"),
    "down": N_("{count} clearly lower"),
    "no_clear_change": N_("{count} without a clear change"),
    "not_comparable": N_("{count} not comparable"),
}
BASES: Mapping[str, str] = {
    "intervals": N_("A change is called clear where the published 95 % intervals lie apart."),
    "samples": N_(
        "A change is called clear where 95 % intervals lie apart; they are approximated from the number of cases with "
        "a design effect of {effect}."
    ),
    "complete": N_("Everybody is counted, so every difference is called one, as far as the records go."),
    "rule": N_(
        "No intervals and no numbers of cases were published: national figures are judged as if by a small national "
        "sample."
    ),
    "modelled": N_("Modelled estimates are judged as if by a small national sample; each edition revises all years."),
    "unknown": N_("Without intervals and numbers of cases, no difference between places can be told from noise."),
}


def counted(verdicts: Counter[str], t: Translator) -> str:
    """How many of each verdict: "8 clearly better, 9 without a clear change"."""
    said = [t._(COUNTS[code]).format(count=verdicts[code]) for code in COUNTS if verdicts[code]]
    return t._(", ").join(said) or t._("nothing can be compared")


def bases(verdicts: Iterable[Verdict], t: Translator) -> list[str]:
    """A sentence for each way in which the verdicts were reached."""
    found = {verdict.basis for verdict in verdicts}
    return [t._(words).format(effect=DESIGN_EFFECT) for code, words in BASES.items() if code in found]
