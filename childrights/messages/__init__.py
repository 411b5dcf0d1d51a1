"""Advocacy messages from figures: deterministic sentences that are never stronger than the data, or refusals.

``desk`` reads what one indicator needs, ``compose`` answers an ``Ask`` with a ``Message``, ``candidates`` ranks what
could be said, ``recheck`` asks a kept message again, ``foreign_numbers`` watches over edits.
"""

from childrights.messages.candidates import Candidate, candidates
from childrights.messages.checking import foreign_numbers, numbers_in
from childrights.messages.desk import Desk, desk, desks, laid_out
from childrights.messages.finding import DO_NOT_SAY, KINDS, SAY, SAY_WEAKER, Ask
from childrights.messages.message import Message, compose, kept
from childrights.messages.recheck import CHANGED, HOLDS, NO_LONGER, Rechecked, recheck, recheck_at

__all__ = [
    "CHANGED",
    "DO_NOT_SAY",
    "HOLDS",
    "KINDS",
    "NO_LONGER",
    "SAY",
    "SAY_WEAKER",
    "Ask",
    "Candidate",
    "Desk",
    "Message",
    "Rechecked",
    "candidates",
    "compose",
    "desk",
    "desks",
    "foreign_numbers",
    "kept",
    "laid_out",
    "numbers_in",
    "recheck",
    "recheck_at",
]
