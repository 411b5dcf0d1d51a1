from . import assemble
from .assemble import BuildReport, Inputs, build, raised_thresholds, what_came_before
from .candidates import CandidateSnapshot, candidate, candidate_mark
from .fetched import as_source
from .publish import is_whole, published, sweep

__all__ = [
    "BuildReport",
    "CandidateSnapshot",
    "Inputs",
    "as_source",
    "assemble",
    "build",
    "candidate",
    "candidate_mark",
    "is_whole",
    "published",
    "raised_thresholds",
    "sweep",
    "what_came_before",
]
