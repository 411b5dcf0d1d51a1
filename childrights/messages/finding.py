"""What a message asks, and what was found: figures, a verdict with reasons, and results; no words yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from childrights.catalogue import DIMENSIONS, Group, Indicator, Observation, Search
from childrights.language import rounded

KINDS = ("level", "place", "group", "change", "rank", "gap", "people", "target", "absence")
"""A level; a place beside another; a group beside another; a change; a rank; the group furthest behind; the number
behind a percentage; the distance to a target; what is not known."""
SAY, SAY_WEAKER, DO_NOT_SAY = "say", "say_weaker", "do_not_say"
RELATIVE_FROM = 5.0
"""Percentages below this are no base for a relative difference: 1 % to 2 % would be told as "doubled"."""
TIMES_FROM, TIMES_DECIMALS = 2.0, 1
"""From twice the other figure on a difference is told as so many times it."""
_PICKED = "picked"
REFUSES, WEAKENS, NOTES = "refuses", "weakens", "notes"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the figures of ``indicator``. ``period`` is a label; empty means the newest with a value.

    ``versus`` depends on ``kind``: the other area (``place``), the other group's code (``group``), the earlier
    period (``change``), a dimension (``gap``), a target's code (``target``), a kind of gap (``absence``).
    """

    kind: str
    indicator: str
    area: str = "KH"
    period: str = ""
    group: Group = field(default_factory=Group)
    versus: str = ""
    picked: bool = False
    """Whether nobody asked, but the product picked it out of many because it is striking."""

    @property
    def key(self) -> str:
        """A stable name by which the same question can be asked of a later snapshot."""
        group = ",".join(getattr(self.group, name) for name in DIMENSIONS)
        asked = (self.kind, self.indicator, self.area, self.period, group, self.versus)
        return "|".join((*asked, _PICKED) if self.picked else asked)

    @classmethod
    def parse(cls, key: str) -> Ask:
        """The question named by ``key``. Raises ``ValueError`` for anything that is no key."""
        parts = key.split("|")
        whole = len(parts) == 6 or parts[6:] == [_PICKED]
        if not whole or parts[0] not in KINDS or parts[4].count(",") != len(DIMENSIONS) - 1:
            raise ValueError(f"{key!r} is not the key of a message")
        group = Group(*parts[4].split(","))
        return cls(parts[0], parts[1], parts[2], parts[3], group, parts[5], picked=len(parts) == 7)


@dataclass(frozen=True, slots=True)
class ClaimReason:
    """Why a claim is refused or weakened, or what must be said with it. ``code`` is a key of ``reasons.REASONS``.

    ``weight``: ``refuses``, ``weakens`` or ``notes``. ``numbers`` and ``codes`` fill the sentence; of a silence
    ``search`` says where else was looked.
    """

    code: str
    weight: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    search: Search | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to an ``Ask``. ``figures`` are what it rests on, the one it is about first.

    ``way`` says what was found: for comparisons ``higher``, ``lower``, ``unclear``, ``too_few`` or ``unjudged``; for
    ranks ``best``, ``worst`` or ``exact`` of a count of everybody, else how the place stands by its chances (as in
    ``childrights.statistics.RankChance``); a status of ``childrights.statistics.targets``. ``results`` are the
    numbers told or worked out, by name, as shown (rounded); ``texts`` codes that the sentence needs. ``permitted`` are
    the figures that a refusal lets one tell by themselves. ``newer`` is what is newer than the newest figure told
    (``childrights.newest``), without which it is not told; ``rivals`` hold what another series says of the same year.
    """

    ask: Ask
    indicator: Indicator
    verdict: str
    figures: tuple[Observation, ...] = ()
    reasons: tuple[ClaimReason, ...] = ()
    way: str = ""
    results: Mapping[str, float] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    permitted: tuple[Observation, ...] = ()
    newer: tuple[Observation, ...] = ()
    rivals: tuple[Observation, ...] = ()
    p: float | None = None
    """The chance of a difference as large where there is none; none where nothing was left to chance."""

    @property
    def told(self) -> tuple[Observation, ...]:
        """The figures that are told: those it rests on, or, of a refusal, those that may be told by themselves."""
        return self.permitted if self.verdict == DO_NOT_SAY else self.figures

    @property
    def own(self) -> Observation:
        """The figure that it is about."""
        return self.figures[0]


def verdict_of(reasons: tuple[ClaimReason, ...]) -> str:
    """The hardest of what the reasons ask for."""
    weights = {one.weight for one in reasons}
    return DO_NOT_SAY if REFUSES in weights else SAY_WEAKER if WEAKENS in weights else SAY


def relative(results: Mapping[str, float], indicator: Indicator) -> dict[str, float]:
    """The difference in whole per cent of the other figure, from twice it on also how many times it the figure is;
    nothing where the other is no base for it."""
    base = results["other"]
    if base <= 0 or (indicator.unit == "percent" and base < RELATIVE_FROM):
        return {}
    found = {"relative": float(rounded(100 * results["difference"] / base, 0))}
    if results["value"] >= TIMES_FROM * base:
        found["times"] = float(rounded(results["value"] / base, TIMES_DECIMALS))
    return found


def decimals_needed(value: float, most: int) -> int:
    """How many decimals ``value`` needs, ``most`` at the most."""
    return next(n for n in range(most + 1) if n == most or abs(round(value, n) - value) < 1e-9)


def printed_value(value: float, indicator: Indicator) -> float:
    """The value as ``childrights.language.format`` prints it, so that a reader can work differences out again."""
    return float(rounded(value, indicator.decimals))
