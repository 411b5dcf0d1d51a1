"""What one member sent in a year, as its own ledger lines tell it: nothing of anybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file of figures of a member: ``day`` on which it came (ISO 8601, in Phnom Penh), how many figures were taken
    and how many of these are shown, how many cells were left out, and ``problems``, how many by the code of the fault.

    ``state`` is that of its upload; ``sent_back`` says of a withdrawn one that a steward never let it in, ``why`` what
    the steward wrote. ``noted`` is whether the faults were noted when it came: older files have none.
    """

    id: str
    day: str
    name: str
    state: str
    accepted: int
    shown: int
    rejected: int
    problems: Mapping[str, int] = field(default_factory=dict)
    noted: bool = False
    sent_back: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class SentWords:
    """One file of a member's words (views, good practice): ``state`` as of uploads."""

    id: str
    day: str
    name: str
    rows: int
    state: str


@dataclass(frozen=True, slots=True)
class SentByMember:
    """Everything of one member in one year. ``due`` is the day by which it was asked for its figures, empty when no day
    was agreed; ``proposed`` are names of indicators that it proposed and that wait; ``conflicts`` how many of its
    figures differ from published ones and wait for a decision; ``rows`` what it sent until now (indicator, area, sex,
    residence), for the workbook of next year."""

    member: str
    year: int
    due: str = ""
    files: tuple[SentFile, ...] = ()
    words: tuple[SentWords, ...] = ()
    proposed: tuple[str, ...] = ()
    conflicts: int = 0
    rows: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def counted(self) -> tuple[SentFile, ...]:
        """The files that were neither sent back nor taken back."""
        return tuple(one for one in self.files if one.state != "withdrawn")

    @property
    def first_day(self) -> str:
        """The day on which the first file came that still counts; empty for none."""
        return min((one.day for one in self.counted), default="")

    @property
    def on_time(self) -> bool | None:
        """Whether the first file came by the day that was agreed; ``None`` where no day was, or nothing came."""
        return None if not self.due or not self.first_day else self.first_day <= self.due
