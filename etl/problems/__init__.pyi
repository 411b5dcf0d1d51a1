from .alike import Complaint, Complaints, Problems, shows_decimals
from .issue import Issue
from .model import CheckResult, FoundTable, Problem, ReadTable, Recalled, SaidIn
from .naming import named_params, problem_titles
from .sentence_table import sentence_of
from .sentences import is_row, more_of, problem, say, shortened_value, with_more, worded

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
    "SaidIn",
    "is_row",
    "more_of",
    "named_params",
    "problem",
    "problem_titles",
    "say",
    "sentence_of",
    "shortened_value",
    "shows_decimals",
    "with_more",
    "worded",
]
