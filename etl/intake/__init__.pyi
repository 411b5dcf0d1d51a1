from . import in_memory
from .accepting import (
    accept,
    check_for,
    compare,
    confirmed_by,
    conflict_record,
    conflicts_of,
    known_upload,
    load_record,
    settle,
    unsettle,
    with_outcomes,
    withdraw,
)
from .assessments import FAULTS, LONGEST_TEXT, SHORTEST_WHY, assess, faults
from .bringing import ASSESSMENTS, KINDS, RECOMMENDATIONS, CheckedFile, Done, bring, check_file, publish, withdraw_entry
from .filing import ON_THE_PAGE, file_under
from .formats.export import ASKING_YES
from .in_memory import template
from .matching import printed_code, squeezed
from .recommendation_rows import WRONGS
from .report_text import (
    answer,
    assess_answer,
    bring_report,
    counted_words,
    import_history,
    plain_import,
    recognised_words,
    recommend_answer,
    unread_words,
)
from .schema import DraftRefused, FieldFault, Planned, Schema, cure_words, wrong_words
from .table import NotRecognised

__all__ = [
    "ASKING_YES",
    "ASSESSMENTS",
    "FAULTS",
    "KINDS",
    "LONGEST_TEXT",
    "ON_THE_PAGE",
    "RECOMMENDATIONS",
    "SHORTEST_WHY",
    "WRONGS",
    "CheckedFile",
    "Done",
    "DraftRefused",
    "FieldFault",
    "NotRecognised",
    "Planned",
    "Schema",
    "accept",
    "answer",
    "assess",
    "assess_answer",
    "bring",
    "bring_report",
    "check_file",
    "check_for",
    "compare",
    "confirmed_by",
    "conflict_record",
    "conflicts_of",
    "counted_words",
    "cure_words",
    "faults",
    "file_under",
    "import_history",
    "in_memory",
    "known_upload",
    "load_record",
    "plain_import",
    "printed_code",
    "publish",
    "recognised_words",
    "recommend_answer",
    "settle",
    "squeezed",
    "template",
    "unread_words",
    "unsettle",
    "with_outcomes",
    "withdraw",
    "withdraw_entry",
    "wrong_words",
]
