from . import assemble
from .assemble import BuildReport, Inputs, build, raised_thresholds, what_came_before
from .candidates import CandidateSnapshot, candidate, candidate_mark
from .fetched import as_source
from .publish import published

__all__ = [
    "BuildReport",
    "CandidateSnapshot",
    "Inputs",
    "as_source",
    "assemble",
    "build",
    "candidate",
    "candidate_mark",
    "published",
    "raised_thresholds",
    "what_came_before",
]
