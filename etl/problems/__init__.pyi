from .alike import Complaint, Complaints, Problems, more_of, shows_decimals, with_more
from .issue import Issue
from .model import CheckResult, FoundTable, Problem, ReadTable, Recalled
from .sentences import as_text, problem, say

__all__ = [
    "CheckResult",
    "Complaint",
    "Complaints",
    "FoundTable",
    "Issue",
    "Problem",
    "Problems",
    "ReadTable",
    "Recalled",
    "as_text",
    "more_of",
    "problem",
    "say",
    "shows_decimals",
    "with_more",
]
