from .checks import checked
from .comparison import OVERLAPS, Comparison, relation
from .comparisons import check_total

__all__ = [
    "OVERLAPS",
    "Comparison",
    "check_total",
    "checked",
    "relation",
]
