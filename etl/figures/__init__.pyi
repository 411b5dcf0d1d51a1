from .counted import settle_counted
from .counts import settle_counts, with_samples
from .figures import FigureTally, read_figures
from .fractions import settle_borrowed
from .records import Harvest, Record, harvest
from .times import denies_year, settle_times
from .totals import made_in_sight, settle_totals
from .withdrawn import unread_ragged, withdraw_by_look, without_struck_titles

__all__ = [
    "FigureTally",
    "Harvest",
    "Record",
    "denies_year",
    "harvest",
    "made_in_sight",
    "read_figures",
    "settle_borrowed",
    "settle_counted",
    "settle_counts",
    "settle_times",
    "settle_totals",
    "unread_ragged",
    "with_samples",
    "withdraw_by_look",
    "without_struck_titles",
]
