from .reading import newest_figures
from .siblings import (
    FEWEST_PLACES,
    SOUND_TRUSTS,
    NewestFigures,
    PlacePicture,
    TopicHeadline,
    is_projection,
    laid_by_concept,
    making,
    period_over,
)
from .words import around_words, by_making, dated_words, newer_line, newer_notes, newer_words, picture_line, unlike

__all__ = [
    "FEWEST_PLACES",
    "SOUND_TRUSTS",
    "NewestFigures",
    "PlacePicture",
    "TopicHeadline",
    "around_words",
    "by_making",
    "dated_words",
    "is_projection",
    "laid_by_concept",
    "making",
    "newer_line",
    "newer_notes",
    "newer_words",
    "newest_figures",
    "period_over",
    "picture_line",
    "unlike",
]
