from .bringing import LONGEST_TOLD, BoundaryTerms, LookedAt, NotTold, look_at, publish_boundaries
from .comparing import Difference, neighbours, signed
from .coverage import LARGEST_BYTES, BoundaryError, check_coverage, km2, simplified, small_file
from .keeping import kept_boundaries
from .matching import Note
from .refusing import Places, RefusedBoundaries
from .telling import boundary_lines, difference_record, read_lines, yes_lines

__all__ = [
    "LARGEST_BYTES",
    "LONGEST_TOLD",
    "BoundaryError",
    "BoundaryTerms",
    "Difference",
    "LookedAt",
    "NotTold",
    "Note",
    "Places",
    "RefusedBoundaries",
    "boundary_lines",
    "check_coverage",
    "difference_record",
    "kept_boundaries",
    "km2",
    "look_at",
    "neighbours",
    "publish_boundaries",
    "read_lines",
    "signed",
    "simplified",
    "small_file",
    "yes_lines",
]
