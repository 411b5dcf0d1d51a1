from .asking import PoliteClient, PublisherFault
from .comparing import SeriesDifference
from .refreshing import ALL, HAND_FILES, Refreshed, Refreshing, chosen_publishers, nothing_reached
from .replies import LastAsked
from .series_table import PublisherEntry, load_publishers
from .telling import MOST_LINES, difference_lines, kept_record, refresh_record
from .told import RowProblem, Told

__all__ = [
    "ALL",
    "HAND_FILES",
    "MOST_LINES",
    "LastAsked",
    "PoliteClient",
    "PublisherEntry",
    "PublisherFault",
    "Refreshed",
    "Refreshing",
    "RowProblem",
    "SeriesDifference",
    "Told",
    "chosen_publishers",
    "difference_lines",
    "kept_record",
    "load_publishers",
    "nothing_reached",
    "refresh_record",
]
