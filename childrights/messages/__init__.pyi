from .candidate_list import Candidate, candidates
from .checking import flags, foreign_numbers, numbers_in
from .command import answered, plainly
from .evidence import Desk, desk, desks, laid_out
from .finding import DO_NOT_SAY, KINDS, SAY, SAY_WEAKER, Ask
from .message import Message, compose, kept
from .rechecking import CHANGED, HOLDS, NO_LONGER, STATUSES, Rechecked, recheck, recheck_at
from .vocabulary import load_message_words

__all__ = [
    "CHANGED",
    "DO_NOT_SAY",
    "HOLDS",
    "KINDS",
    "NO_LONGER",
    "SAY",
    "SAY_WEAKER",
    "STATUSES",
    "Ask",
    "Candidate",
    "Desk",
    "Message",
    "Rechecked",
    "answered",
    "candidates",
    "compose",
    "desk",
    "desks",
    "flags",
    "foreign_numbers",
    "kept",
    "laid_out",
    "load_message_words",
    "numbers_in",
    "plainly",
    "recheck",
    "recheck_at",
]
