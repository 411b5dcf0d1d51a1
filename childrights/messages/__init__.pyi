from .answers import FIGURE, NEAREST, UNKNOWN, Answer, answer_words
from .candidate_list import Candidate, candidates
from .caveats import kinds_said
from .checking import flags, foreign_numbers, numbers_in
from .command import answered, message_lines
from .composing import answer_question
from .evidence import TopicEvidence, desk, desks, lay_out_evidence, resting_on
from .finding import DO_NOT_SAY, KINDS, SAY, SAY_WEAKER, Ask, Finding
from .message import (
    CHANGED,
    HOLDS,
    NO_LONGER,
    STATUSES,
    Message,
    Rechecked,
    compose,
    recheck,
    recheck_at,
    worded_message,
)
from .questions import read_question, topic_words
from .rankings import drawn_places
from .vocabulary import load_message_words

__all__ = [
    "CHANGED",
    "DO_NOT_SAY",
    "FIGURE",
    "HOLDS",
    "KINDS",
    "NEAREST",
    "NO_LONGER",
    "SAY",
    "SAY_WEAKER",
    "STATUSES",
    "UNKNOWN",
    "Answer",
    "Ask",
    "Candidate",
    "Finding",
    "Message",
    "Rechecked",
    "TopicEvidence",
    "answer_question",
    "answer_words",
    "answered",
    "candidates",
    "compose",
    "desk",
    "desks",
    "drawn_places",
    "flags",
    "foreign_numbers",
    "kinds_said",
    "lay_out_evidence",
    "load_message_words",
    "message_lines",
    "numbers_in",
    "read_question",
    "recheck",
    "recheck_at",
    "resting_on",
    "topic_words",
    "worded_message",
]
