from .answers import FIGURE, NEAREST, UNKNOWN, Answer, answer_words
from .candidate_list import Candidate, candidates
from .caveats import kinds_said
from .checking import flags, foreign_numbers, numbers_in
from .command import answered, asked_of, known_area, message_lines
from .composing import answer_question
from .evidence import TopicEvidence, desk, desks, lay_out_evidence, resting_on
from .finding import DO_NOT_SAY, KINDS, SAY, SAY_WEAKER, Ask, Finding
from .fractions import Fraction
from .headlines import fraction_told, goal_words, headline_value, hedge, newer_brief
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
from .support import cited_sources, source_words, told_figures
from .vocabulary import load_message_words, population

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
    "Fraction",
    "Message",
    "Rechecked",
    "TopicEvidence",
    "answer_question",
    "answer_words",
    "answered",
    "asked_of",
    "candidates",
    "cited_sources",
    "compose",
    "desk",
    "desks",
    "drawn_places",
    "flags",
    "foreign_numbers",
    "fraction_told",
    "goal_words",
    "headline_value",
    "hedge",
    "kinds_said",
    "known_area",
    "lay_out_evidence",
    "load_message_words",
    "message_lines",
    "newer_brief",
    "numbers_in",
    "population",
    "read_question",
    "recheck",
    "recheck_at",
    "resting_on",
    "source_words",
    "told_figures",
    "topic_words",
    "worded_message",
]
