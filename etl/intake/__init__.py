"""Every kind of file that people bring in: recognised, checked cell by cell, planned, recorded as entries, taken back.

Holds one schema a kind (columns → what a row says → faults per cell → what it would change) and the one road for all.
May import the rest of ``etl`` and what ``etl`` may; nobody imports its modules past these names.
Must never keep a file, record a part of one, or change what is recorded.
"""

from etl.intake.assessments import FAULTS, LONGEST_TEXT, SHORTEST_WHY, assess, faults
from etl.intake.bringing import (
    ASSESSMENTS,
    KINDS,
    RECOMMENDATIONS,
    Checked,
    Done,
    bring,
    check_file,
    publish,
    withdraw_entry,
)
from etl.intake.matching import printed_code, squeezed
from etl.intake.recommendation_rows import WRONGS
from etl.intake.report import (
    answer,
    assess_answer,
    assess_report,
    counted_words,
    history,
    plain_import,
    recognised_words,
    recommend_answer,
    report,
    unread_words,
)
from etl.intake.schema import (
    DraftRefused,
    Fault,
    Planned,
    Schema,
    cure_words,
    wrong_words,
)
from etl.intake.table import NotRecognised

__all__ = [
    "ASSESSMENTS", "FAULTS", "KINDS", "LONGEST_TEXT", "RECOMMENDATIONS", "SHORTEST_WHY", "WRONGS", "Checked",
    "Done", "DraftRefused", "Fault", "NotRecognised", "Planned", "Schema", "answer", "assess", "assess_answer",
    "assess_report", "bring", "check_file", "counted_words", "cure_words", "faults", "history", "plain_import",
    "printed_code", "publish", "recognised_words", "recommend_answer", "report", "squeezed", "unread_words",
    "withdraw_entry", "wrong_words",
]  # fmt: skip
